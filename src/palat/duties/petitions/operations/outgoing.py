"""What goes out on petitions: that there is news, to whom, by which way. Never the content itself."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from palat.duties.petitions.models import Petition
from palat.duties.petitions.operations import by_letter, promises, referrals, reviews
from palat.duties.petitions.operations.danger import put_on_top_if_open
from palat.duties.petitions.queries.chasing import overdue_referrals
from palat.duties.petitions.queries.left_behind import left_behind
from palat.duties.petitions.queries.promises import promises_to_chase
from palat.kernel.agencies.operations import telling
from palat.kernel.calendar.counting import legal_date
from palat.kernel.history.queries import events_of
from palat.kernel.matters.authority import SYSTEM
from palat.kernel.matters.operations.acts import UnableToAct, acting
from palat.kernel.matters.queries.hands import told_of
from palat.kernel.matters.queries.tracks import (
    TrackRow,
    code_of,
    merged_ids,
    merged_into,
    officer_of,
    officers_of,
    open_orders,
    tracks_by_id,
)
from palat.kernel.notices.operations.receivers import tell_receivers
from palat.kernel.notices.operations.telling import News, tell_by_mail, tell_official, tell_person
from palat.kernel.organisation.queries import agency_by_id
from palat.kernel.pages.pieces import spaced


def _url(name: str, *args: object) -> str:
    return str(settings.PUBLIC_URL).rstrip("/") + reverse(name, args=args)


def acknowledge(*, matter_id: int, at: datetime) -> None:
    """Acknowledge a petition to someone who left a way to be told; others have their receipt, in the chat too."""
    if Petition.objects.filter(pk=matter_id, channel="line", answer_by="line").exists():
        return  # the chat gave the code when it was sent
    tell_petitioner(matter_id=matter_id, what="received", at=at)


def tell_petitioner(*, matter_id: int, what: str, at: datetime) -> None:
    """Tell a petitioner, by the way of their choice, that there is news on the tracking page."""
    person_id = Petition.objects.values_list("person_id", flat=True).get(pk=matter_id)
    if person_id is None:
        return
    tell_person(person_id=person_id, news=news_of(matter_id, code_of(matter_id), what), at=at)


def news_of(matter_id: int, code: str, what: str) -> News:
    """Return what a petitioner is told: that there is news of a kind, and where to read it."""
    link, about = _url("petition_track", code), f"matter:{matter_id}"
    return News(f"petition.{what}", about=about, link=link, values={"code": spaced(code)})


@transaction.atomic
def answer_merged(*, matter_id: int, at: datetime) -> None:
    """Give everyone whose petition was merged into a case the case's answer, and tell them; nobody twice.

    Whoever was told since the case was answered is left out, so that the job may run again after it was cut off.
    """
    case = Petition.objects.get(pk=matter_id)
    not_told = Q(told_at=None) | Q(told_at__lt=case.told_at) if case.told_at else Q(told_at=None)
    waiting = Petition.objects.filter(not_told, pk__in=merged_ids(matter_id)).order_by("pk")
    merged = list(waiting.select_for_update().values_list("pk", flat=True))
    Petition.objects.filter(pk__in=merged).update(
        answer_found=case.answer_found,
        answer_next=case.answer_next,
        answer_can_do=case.answer_can_do,
        answer_reasons=case.answer_reasons,
        told_at=at,
    )
    for one in merged:
        tell_petitioner(matter_id=one, what="result", at=at)


def pass_on_facts(*, matter_id: int, seq: int, at: datetime) -> None:
    """Record on a case that facts came to a petition merged into it, and tell its officer; never twice.

    The words stay on the petition of whoever wrote them: the case only says where they lie. Facts that speak of danger
    to life put the case on top of the queue.
    """
    case_id = merged_into(matter_id)
    if case_id is None:  # taken out of the case meanwhile
        return
    brought = {"from": matter_id, "seq": seq}
    with acting(matter_id=case_id, by=SYSTEM, at=at) as act:
        if any(one.kind == "facts_joined" and one.facts == brought for one in act.told()):
            return
        act.record("facts_joined", facts=brought)
        if any(one.facts.get("danger") for one in events_of(f"matter:{matter_id}", after=seq - 1)[:1]):
            put_on_top_if_open(act)
        if act.matter.officer_id:
            code = code_of(matter_id)
            subject = _("มีข้อเท็จจริงเพิ่มในเรื่องที่รวมไว้ %(code)s") % {"code": spaced(code)}
            link = reverse("petition_matter", args=[code])
            tell_official(official_id=act.matter.officer_id, subject=subject, link=link, at=at)


def tell_of_objection(*, matter_id: int, at: datetime) -> None:
    """Tell the officer of a case that someone whose petition was merged into it asks for a review."""
    case_id = merged_into(matter_id)
    code = code_of(matter_id)
    officer_id = officer_of(case_id) if case_id else None
    if officer_id:
        subject = _("ผู้ร้องของเรื่องที่รวมไว้ขอให้ทบทวนผล %(code)s") % {"code": spaced(code)}
        tell_official(official_id=officer_id, subject=subject, link=reverse("petition_matter", args=[code]), at=at)


@transaction.atomic
def tell_of_review(*, matter_id: int, seq: int, at: datetime) -> None:
    """Tell someone whose petition was merged into a case what became of the review asked for."""
    news = reviews.answer_asker(matter_id=matter_id, seq=seq, at=at)
    if news:
        tell_petitioner(matter_id=matter_id, what=news, at=at)


@transaction.atomic
def send_referrals(*, track_ids: Sequence[int], by_letter: bool, at: datetime) -> None:
    """Tell agencies that a matter came: their liaison's inbox, or an e-mail with a single-use link."""
    for track in tracks_by_id(track_ids):
        tell_track(track, "referral", at)


@transaction.atomic
def tell_agency(*, track_id: int, what: str, at: datetime) -> None:
    """Tell an agency that the Office did something on its track, by the code of the news."""
    for track in tracks_by_id([track_id]):
        tell_track(track, what, at)


@transaction.atomic
def tell_left_behind(*, matter_id: int, by_official_id: int | None, at: datetime) -> None:
    """Tell the officer of a case, unless it is who merged, of agencies that lost what was merged into it."""
    officer_id = officer_of(matter_id)
    if officer_id is None or officer_id == by_official_id or not left_behind(matter_id):
        return
    code = code_of(matter_id)
    subject = _("รวมเรื่องแล้ว มีหน่วยงานที่ยังไม่ได้รับเรื่องหลัก โปรดพิจารณาส่ง %(code)s") % {"code": spaced(code)}
    tell_official(official_id=officer_id, subject=subject, link=reverse("petition_matter", args=[code]), at=at)


@transaction.atomic
def send_orders(*, matter_id: int, at: datetime) -> None:
    """Tell agencies of the items of an order that are theirs."""
    for track in open_orders(matter_id):
        tell_track(track, "order", at)
        by_letter.draft_order(track, at=at)


def tell_track(track: TrackRow, what: str, at: datetime, **more: str) -> None:
    """Tell an agency of news on its track; of what was taken back from it nothing is left to answer, nor to read."""
    telling.tell_track(track, f"petition.{what}", at, over=what == "recall", **more)


@transaction.atomic
def tell_promises(*, track_ids: Sequence[int], late: bool, at: datetime) -> None:
    """Tell agencies of promises that are theirs, or overdue; of overdue ones the case officers too."""
    for track in tracks_by_id(track_ids):
        tell_track(track, "late_promise" if late else "promise", at)
    for officer_id, code in officers_of(track_ids) if late else ():
        link = reverse("petition_matter", args=[code])
        subject = _("ข้อตกลงเกินกำหนด โปรดติดตาม %(code)s") % {"code": spaced(code)}
        tell_official(official_id=officer_id, subject=subject, link=link, at=at)


def chase_promises(*, at: datetime) -> int:
    """Chase every promise whose day has passed. Returns how many."""
    return promises.chase(tracks=promises_to_chase(at), at=at)


@transaction.atomic
def send_chase(*, agency_id: int, track_ids: Sequence[int], at: datetime) -> None:
    """Send an agency one message with the list of its overdue matters (บัญชีเรื่องค้าง), and lay its letter for signing."""
    by_letter.draft_reminders(agency_id=agency_id, track_ids=track_ids, at=at)
    tracks = tracks_by_id(track_ids)
    agency = agency_by_id(agency_id)
    today, inbox = legal_date(at), reverse("agency_inbox") + "?due=overdue"
    officials = sorted({one for track in tracks for one in told_of(track.id, agency_id, on=today)})
    links = {} if officials or not agency.email else telling.answer_links(tracks, agency.email, at)
    under = {number: f"\n{link}\n" for number, link in links.items()}  # each stands under its line
    listed = "\n".join(f"{track.reference}  {_('ครั้งที่')} {track.chased}{under.get(track.id, '')}" for track in tracks)
    where = f"\n\n{str(settings.PUBLIC_URL).rstrip('/')}{inbox}" if officials else ""
    news = News("petition.chase", values={"count": str(len(tracks)), "list": listed + where})
    for official_id in officials:
        tell_official(official_id=official_id, subject=news.headline(), link=inbox, at=at)
    told = {"matters": [track.reference for track in tracks]}
    tell_receivers(news, agency_id=agency_id, told=told, at=at)
    if agency.email:
        tell_by_mail(address=agency.email, news=news, at=at)


def chase_overdue(*, at: datetime) -> int:
    """Chase every referral whose time has come, agency by agency. Returns how many were chased.

    Each agency is a transaction of its own: one that cannot be chased holds up no other.
    Raises: UnableToAct after the others, so that the job comes again for the one that was refused.
    """
    due = overdue_referrals(at)
    agency_of = {track.id: track.agency_id for track in tracks_by_id([track_id for _matter, track_id in due])}
    by_agency: dict[int | None, list[tuple[int, int]]] = defaultdict(list)
    for matter_id, track_id in due:
        by_agency[agency_of.get(track_id)].append((matter_id, track_id))
    refused: UnableToAct | None = None
    for tracks in by_agency.values():
        try:
            referrals.chase(tracks=tracks, at=at)
        except UnableToAct as error:
            refused = error
    if refused:
        raise refused
    return len(due)
