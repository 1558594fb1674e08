"""What an agency is asked on its own track, where it happened, what the Office wrote to it, in every procedure."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from palat.duties.petitions.procedure.promise import PROMISE
from palat.duties.petitions.procedure.words import SEND_BACK_REASONS
from palat.duties.petitions.queries.petition import Petition, petition_of
from palat.kernel.agencies.queries import asked as asking
from palat.kernel.history.queries import Told, events_of
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.deciding import ORDER
from palat.kernel.matters.queries.file import MatterFile, TrackView
from palat.kernel.organisation.queries import area_path
from palat.kernel.pages.shapes import Fact

SENT_BY = frozenset({"refer", "refer_signed", "reroute", "reroute_signed"})
# What the Office and an agency say to each other on a track, besides the answer itself.
BY_OFFICE = frozenset({"reply_agency", "send_back", "insist", "recall", "order_send_back", "promise_return"})
BY_AGENCY = frozenset({"agency_ask", "agency_progress", "agency_return"})


@dataclass(frozen=True)
class AskedOf(asking.AskedOf):
    """What an agency reads of a petition, a demand, an order or a promise."""

    petition: Petition | None = None


def asked_of(file: MatterFile, view: TrackView, by: Actor) -> AskedOf:
    """Return what is asked: the words of the track, or a petition as far as the agency may read it."""
    events = events_of(f"matter:{file.matter.pk}")
    said = said_on(file, view, events)
    ordered = view.track.type == ORDER
    if file.procedure.code != "petition":
        return AskedOf(_ordered(view, events) if ordered else view.track.label, _heading(view), said=said)
    petition = petition_of(file, by)
    return AskedOf(
        text=_ordered(view, events) if ordered else petition.text,
        heading=_heading(view),
        wanted="" if ordered else petition.wanted,
        about=petition.text if ordered else "",
        facts=where(file, petition),
        message="" if ordered else message_to(view.track.agency_id, events),
        said=said,
        petition=petition,
        contact_url=_contact_url(petition, view),
        contact_from_officer=bool(petition.person_id) and not petition.must_conceal,
    )


def _heading(view: TrackView) -> str:
    """Return what stands over what an agency is asked."""
    return {ORDER: _("ข้อสั่งการถึงหน่วยงาน"), PROMISE: _("ข้อตกลงที่หน่วยงานต้องดำเนินการ")}.get(view.track.type, "")


def _contact_url(petition: Petition, view: TrackView) -> str:
    """Return where how to reach the petitioner is opened on this track, for those who may."""
    if petition.opening is None or petition.opening.track_id != view.track.pk:
        return ""
    return reverse("agency_contact", args=[view.track.pk])


def where(file: MatterFile, petition: Petition) -> list[Fact]:
    """Return where it happened; of a petitioner who is to be concealed only what the concealed copy itself tells."""
    if petition.must_conceal:
        return []
    area = area_path(file.matter.area_id) if file.matter.area_id else ""
    listed = ((_("สถานที่"), petition.place_words), (_("พื้นที่"), area))
    return [Fact(label, words) for label, words in listed if words]


def message_to(agency_id: int | None, events: Sequence[Told]) -> str:
    """Return what the officer wrote when a petition was sent to an agency."""
    sent = [
        str(event.body.get("words", ""))
        for event in events
        if event.kind in SENT_BY and agency_id in event.facts.get("agencies", [])
    ]
    return sent[-1] if sent else ""


def said_on(file: MatterFile, view: TrackView, events: Sequence[Told]) -> list[asking.Said]:
    """Return what was said on a track, the newest first."""
    return asking.said_on(file, view, events, by_office=BY_OFFICE, by_agency=BY_AGENCY, words=_words)


def _words(event: Told) -> str:
    reason = dict(SEND_BACK_REASONS).get(event.facts.get("reason", ""), "")
    return "\n".join(part for part in (_(reason) if reason else "", str(event.body.get("words", ""))) if part)


def _ordered(view: TrackView, events: Sequence[Told]) -> str:
    """Return the words of an item of an order in full: its track holds the beginning of them."""
    for event in reversed(events):
        for words in event.body.get("items") or ():
            if str(words)[:300] == view.track.label:
                return str(words)
    return view.track.label
