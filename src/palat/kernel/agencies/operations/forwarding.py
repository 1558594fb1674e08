"""Giving work out inside an agency: to a section, a person, or a person of a section, with an own last day."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from palat.kernel.agencies.operations.standing import require, tell_history, track_of
from palat.kernel.agencies.queries.people import is_member, member_ids
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import InHand
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.notices.operations.telling import tell_official
from palat.kernel.organisation.agency_side import DISPATCHERS, MANAGERS, WRITERS
from palat.kernel.organisation.models import Section


@transaction.atomic
def forward(
    *,
    track_id: int,
    by: Actor,
    at: datetime,
    section_id: int | None = None,
    official_id: int | None = None,
    due_on: date | None = None,
    words: str = "",
) -> InHand:
    """Give a track to a section or a person of the agency (ส่งต่อภายใน), with a word and an own last day.

    Those who give out work may; so may whoever has it in hand. Raises: UnableToAct for nobody, for someone outside
    the agency or who writes no answers, for an ended section, for a day that has passed.
    """
    track, basis, _who = track_of(track_id, by, DISPATCHERS | WRITERS)
    agency_id = track.agency_id or 0
    if section_id is None and official_id is None:
        raise UnableToAct(_("โปรดเลือกหน่วยภายในหรือผู้รับ"))
    if track.final:
        raise UnableToAct(_("เรื่องนี้เสร็จสิ้นแล้ว"))
    if due_on is not None and due_on < legal_date(at):
        raise UnableToAct(_("กำหนดภายในต้องไม่ใช่วันที่ผ่านไปแล้ว"))
    _require_section(section_id, agency_id)
    if official_id is not None and not is_member(official_id, agency_id, WRITERS, on=legal_date(at)):
        raise UnableToAct(_("ผู้รับต้องเป็นผู้ประสานงาน ผู้ร่าง หรือผู้อนุมัติของหน่วยงานนี้"))
    hand, _made = InHand.objects.update_or_create(
        track_id=track_id,
        defaults={"section_id": section_id, "official_id": official_id, "due_on": due_on, "since": at},
    )
    facts = {"track": track_id, "section": section_id, "official": official_id, "due": due_on and due_on.isoformat()}
    tell_history(
        agency_id, "forwarded", by=by, at=at, basis=basis, facts=facts, body={"words": words} if words else None
    )
    receivers = {official_id} if official_id else member_ids(agency_id, section_id, on=legal_date(at))
    for receiver in receivers - {by.official_id, None}:
        tell_official(
            official_id=receiver or 0,
            subject=f"มีเรื่องส่งต่อให้ท่านดำเนินการ {track.matter.reference}",
            link=reverse("agency_track", args=[track_id]),
            at=at,
        )
    return hand


def _require_section(section_id: int | None, agency_id: int) -> None:
    if section_id is None:
        return
    if not Section.objects.filter(pk=section_id, agency_id=agency_id, ended_on=None).exists():
        raise UnableToAct(_("ไม่พบหน่วยภายในนี้ของหน่วยงาน"))


@transaction.atomic
def hand_over(*, agency_id: int, from_official_id: int, to_official_id: int, by: Actor, at: datetime) -> int:
    """Hand all that lies in one person's hand to another of the agency (โอนงานทั้งหมด). Returns how many.

    Raises: UnableToAct for the same person, or a receiver who writes no answers there.
    """
    basis, _who = require(by, agency_id, MANAGERS)
    if from_official_id == to_official_id:
        raise UnableToAct(_("ผู้โอนและผู้รับเป็นคนเดียวกัน"))
    if not is_member(to_official_id, agency_id, WRITERS, on=legal_date(at)):
        raise UnableToAct(_("ผู้รับต้องเป็นผู้ประสานงาน ผู้ร่าง หรือผู้อนุมัติของหน่วยงานนี้"))
    moved = in_hand_open(agency_id, from_official_id)
    count = InHand.objects.filter(pk__in=moved).update(official_id=to_official_id, section=None, since=at)
    facts = {"from": from_official_id, "to": to_official_id, "tracks": moved}
    tell_history(agency_id, "handed_over", by=by, at=at, basis=basis, facts=facts)
    if count:
        tell_official(
            official_id=to_official_id,
            subject=f"รับโอนเรื่อง {count} เรื่อง",
            link=reverse("agency_inbox") + "?mine=1",
            at=at,
        )
    return count


def in_hand_open(agency_id: int, official_id: int) -> list[int]:
    """Return the open tracks of an agency that lie in a person's hand."""
    held = InHand.objects.filter(official_id=official_id, track__agency_id=agency_id, track__final=False)
    return list(held.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def forward_many(*, track_ids: Collection[int], by: Actor, at: datetime, **to: int | date | str | None) -> int:
    """Give several tracks to the same hand, all or none. Returns how many."""
    for track_id in sorted(track_ids):
        forward(track_id=track_id, by=by, at=at, **to)  # type: ignore[arg-type]
    return len(track_ids)
