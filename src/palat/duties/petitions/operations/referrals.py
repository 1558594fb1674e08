"""Sending a petition to agencies, what they answer, and chasing them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from palat.duties.petitions.models import Petition
from palat.duties.petitions.procedure.words import REFERRAL, SEND_BACK_REASONS
from palat.duties.petitions.queries.petition import leaves_concealed
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import SYSTEM, Actor
from palat.kernel.matters.operations import chasing
from palat.kernel.matters.operations.acts import Act, Event, Track, UnableToAct, acting
from palat.kernel.matters.operations.agencies import in_its_place, take_on, tell_progress
from palat.kernel.matters.operations.receiving import attachment
from palat.kernel.matters.queries.tracks import open_tracks


def situation_of(petition: Petition, kind: str, *, by_letter: bool) -> dict[str, Any]:
    """Return what the guards of sending a petition out look at."""
    ready = not leaves_concealed(petition, kind) or petition.concealed_at is not None
    return {"concealed_copy_ready": ready, "by_letter": by_letter}


def refer(
    *,
    matter_id: int,
    agency_ids: Sequence[int],
    by: Actor,
    at: datetime,
    seen: int | None = None,
    by_letter: bool = False,
    words: str = "",
    labels: Mapping[int, str] | None = None,
) -> Event:
    """Refer (ส่งเรื่อง) a petition to one or several agencies, each on a track of its own.

    Goes through the system under a standing authority; by signed letter for accusations and
    agencies without an account, or when chosen. An abolished agency is replaced by its successor.
    Raises: UnableToAct when no agency is given, one has the matter already, or is the accused itself.
    """
    if not agency_ids:
        raise UnableToAct(_("โปรดเลือกหน่วยงานอย่างน้อยหนึ่งแห่ง"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        petition = Petition.objects.get(pk=matter_id)
        receivers = receivers_of(act, petition, agency_ids, at)
        event = act.move(
            "refer",
            facts={"agencies": receivers, "by_letter": by_letter},
            body={"words": words} if words else None,
            **situation_of(petition, act.matter.kind, by_letter=by_letter),
        )
        tracks = [open_referral(act, agency_id, (labels or {}).get(agency_id, "")) for agency_id in receivers]
        enqueue("petitions.send_referrals", track_ids=[track.pk for track in tracks], by_letter=by_letter)
        return event


def send_signed(*, matter_id: int, agency_id: int, letter_id: int, instead_of: int | None, at: datetime) -> Event:
    """Send a petition to an agency by the letter that was signed: only now does the agency's time begin.

    `instead_of` is the track of an agency that returned it. Raises: UnableToAct when the petition has gone
    another way since the letter was drafted; the signature is then refused with it.
    """
    with acting(matter_id=matter_id, by=SYSTEM, at=at) as act:
        petition = Petition.objects.get(pk=matter_id)
        before = act.track(instead_of) if instead_of else None
        (receiver,) = receivers_of(act, petition, [agency_id], at)
        event = act.move(
            "reroute_signed" if before else "refer_signed",
            track=before,
            facts={"agencies": [receiver], "by_letter": True, "letter": letter_id},
            **situation_of(petition, act.matter.kind, by_letter=True),
        )
        track = open_referral(act, receiver, before.label if before else "")
        enqueue("petitions.send_referrals", track_ids=[track.pk], by_letter=True)
        return event


def open_referral(act: Act, agency_id: int, label: str = "") -> Track:
    """Open an agency's track and start its clocks: to accept or return, and to report."""
    track = act.open_track(REFERRAL, agency_id=agency_id, label=label)
    act.start_clock("accept", "referral.accept_or_return", track)
    act.start_clock("progress", "referral.progress", track)
    return track


def receivers_of(act: Act, petition: Petition, agency_ids: Sequence[int], at: datetime) -> list[int]:
    """Return who may be sent a petition, successors in place of the abolished. Raises: as `refer`."""
    receivers: list[int] = []
    for wanted in dict.fromkeys(agency_ids):
        agency = in_its_place(wanted, on=at)
        if any(
            track.type == REFERRAL and track.agency_id == agency.pk and not track.final for track in act.tracks.values()
        ):
            raise UnableToAct(_("%(agency)s มีเรื่องนี้อยู่แล้ว") % {"agency": agency.name_th})
        if petition.accused_agency_id == agency.pk:
            raise UnableToAct(
                _("%(agency)s เป็นผู้ถูกร้องเรียน โปรดส่งหน่วยงานที่กำกับดูแลหรือหน่วยตรวจสอบ") % {"agency": agency.name_th}
            )
        receivers.append(agency.pk)
    return receivers


agency_accept = partial(take_on, move="agency_accept")


def agency_return(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str, suggests: str = ""
) -> Event:
    """The agency says that the matter is not within its duties and powers. Raises: UnableToAct without a reason."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุที่ไม่อยู่ในหน้าที่และอำนาจ"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return act.move("agency_return", track=act.track(track_id), body={"words": words, "suggests": suggests})


def agency_ask(*, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """The agency asks for more; its clocks rest until it is answered."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุข้อมูลที่ต้องการ"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return act.move("agency_ask", track=act.track(track_id), body={"words": words})


def reply_agency(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str
) -> Event:
    """The Office answers what an agency asked, and the agency is told: with a new link where it has no account."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        petition = Petition.objects.get(pk=matter_id)
        event = act.move(
            "reply_agency",
            track=act.track(track_id),
            body={"words": words},
            **situation_of(petition, act.matter.kind, by_letter=True),
        )
        enqueue("petitions.tell_agency", track_id=track_id, what="reply")
        return event


agency_progress = partial(tell_progress, move="agency_progress")


@dataclass(frozen=True)
class Report:
    """An agency's final report: what it found and did, and how it ended."""

    words: str
    result: str
    files: tuple[tuple[int, str], ...] = ()


def agency_report(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, report: Report
) -> Event:
    """The agency reports the result. Raises: UnableToAct without words."""
    if not report.words.strip():
        raise UnableToAct(_("โปรดรายงานผลการดำเนินการ"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        track = act.track(track_id)
        track.answer, track.result = report.words, report.result
        act.add(
            *(
                attachment(matter_id=matter_id, file_id=file_id, name=name, origin="agency", at=at, track_id=track_id)
                for file_id, name in report.files
            )
        )
        return act.move(
            "agency_report",
            track=track,
            facts={"result": report.result, "files": len(report.files)},
            body={"words": report.words},
        )


def accept_report(*, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None) -> Event:
    """The Office accepts an agency's answer."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return act.move("accept_report", track=act.track(track_id))


def send_back(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, reason: str, words: str = ""
) -> Event:
    """The Office returns an agency's answer with the reason; the agency's clock starts again."""
    if reason not in dict(SEND_BACK_REASONS):
        raise UnableToAct(_("โปรดเลือกเหตุที่ส่งกลับ"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move(
            "send_back", track=act.track(track_id), facts={"reason": reason}, body={"words": words} if words else None
        )
        enqueue("petitions.tell_agency", track_id=track_id, what="send_back")
        return event


def reroute(
    *,
    matter_id: int,
    track_id: int,
    agency_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    by_letter: bool = False,
) -> Event:
    """Send what one agency returned to another, which has the duty and the power."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        petition = Petition.objects.get(pk=matter_id)
        before = act.track(track_id)
        (receiver,) = receivers_of(act, petition, [agency_id], at)
        event = act.move(
            "reroute",
            track=before,
            facts={"agencies": [receiver]},
            **situation_of(petition, act.matter.kind, by_letter=by_letter),
        )
        track = open_referral(act, receiver, before.label)
        enqueue("petitions.send_referrals", track_ids=[track.pk], by_letter=by_letter)
        return event


def recall(*, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Take a matter back from an agency, with the reason."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุที่เรียกเรื่องคืน"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("recall", track=act.track(track_id), body={"words": words})
        enqueue("petitions.tell_agency", track_id=track_id, what="recall")
        return event


def recall_ended(*, matter_ids: Collection[int], at: datetime, words: str) -> int:
    """Take petitions that are over back from every agency that still has them, and tell it. Returns how many tracks.

    Within the transaction of the act that ended them: it was withdrawn, or goes on as part of another case.
    """
    tracks = open_tracks(matter_ids, type=REFERRAL)
    for matter_id, track_id in tracks:
        recall(matter_id=matter_id, track_id=track_id, by=SYSTEM, at=at, words=words)
    return len(tracks)


def insist(*, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Tell an agency that the matter is within its duties and powers after all."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุผล"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("insist", track=act.track(track_id), body={"words": words})
        enqueue("petitions.tell_agency", track_id=track_id, what="insist")
        return event


@transaction.atomic
def chase(
    *, tracks: Sequence[tuple[int, int]], at: datetime, by: Actor = SYSTEM, seen: Mapping[int, int] | None = None
) -> dict[int, list[int]]:
    """Chase agencies (ติดตาม/เร่งรัด) for overdue referrals: counted per case, sent per agency.

    `tracks` are pairs of matter and track. Returns the tracks chased, by agency; one message
    or letter with the list of its overdue cases (บัญชีเรื่องค้าง) goes out to each. What is counted
    and what is sent are one transaction: no case is counted as chased of which nobody was told.
    """
    by_agency: dict[int, list[int]] = defaultdict(list)
    for matter_id, track_id in sorted(tracks):
        with acting(matter_id=matter_id, by=by, at=at, seen=(seen or {}).get(matter_id)) as act:
            track = act.track(track_id)
            chasing.chase(act, track, move="chase", clock="progress", law="referral.reminder")
            if track.agency_id:
                by_agency[track.agency_id].append(track_id)
    for agency_id, chased in by_agency.items():
        enqueue("petitions.send_chase", agency_id=agency_id, track_ids=chased)
    return dict(by_agency)
