"""What someone may do on a list now, as buttons; whether they may is judged again by the act itself."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from palat.kernel.matters.authority import Actor, held_roles
from palat.kernel.pages.shapes import Action
from palat.kernel.retention.procedure import (
    AT_ARCHIVES,
    CONSIDERING,
    DECIDED,
    DONE,
    DRAFT,
    HEAD,
    KEPT_FOREVER,
    MEMBERS,
    READY,
    REGISTRY,
    SUBMITTED,
)
from palat.kernel.retention.queries.lists import Line, member_of

Offer = tuple[str, str, str, str]


def doable(found: Any, by: Actor, lines: Sequence[Line], today: date) -> list[Action]:
    """Return the acts that a list's state and someone's post or place allow, the next one first."""
    offers = _offers(found, by, lines, today)
    return [
        Action(label, reverse("retention_act", args=[found.pk, what]), icon=icon, style=style)  # type: ignore[arg-type]
        for what, label, icon, style in offers
    ]


def _offers(found: Any, by: Actor, lines: Sequence[Line], today: date) -> Iterator[Offer]:
    roles = held_roles(by.authority)
    member = member_of(found, by)
    if REGISTRY in roles:
        yield from _of_registry(found, today, lines)
    if member:
        yield from _of_member(found, member, lines)
    if HEAD in roles and found.state == SUBMITTED:
        yield "decide", _("พิจารณาสั่งการ"), "pen", "primary"
        yield "return", _("ส่งคืนคณะกรรมการ"), "return", "quiet"


def _of_registry(found: Any, today: date, lines: Sequence[Line]) -> Iterator[Offer]:
    if found.state == DRAFT:
        yield "committee", _("บันทึกคณะกรรมการ"), "users", "primary"
    if found.state in (DRAFT, CONSIDERING):
        yield "drop", _("ยกเลิกบัญชี"), "x", "quiet"
    if found.state == DECIDED:
        yield "send", _("บันทึกการส่งหอจดหมายเหตุแห่งชาติ"), "send", "primary"
    if found.state == AT_ARCHIVES:
        yield "answer", _("บันทึกความเห็นหอจดหมายเหตุแห่งชาติ"), "mail", "primary"
        if found.due_on and today > found.due_on:
            yield "silent", _("พ้นกำหนดโดยไม่มีความเห็น"), "clock", "secondary"
    if found.state == READY and not found.asked_by_id:
        yield "ask", _("ขอให้ทำลาย (คนที่หนึ่ง)"), "trash", "secondary"
    kept = any(one.item.outcome == KEPT_FOREVER for one in lines)
    if found.state in (READY, DONE) and kept and not found.transfers.filter(handed_on__isnull=False).exists():
        yield "package", _("จัดทำชุดส่งมอบ"), "download", "secondary"


def _of_member(found: Any, member: Any, lines: Sequence[Line]) -> Iterator[Offer]:
    if found.state == CONSIDERING:
        mine = all(member.pk in one.opinions for one in lines)
        yield "opinions", _("ให้ความเห็น"), "pen", "secondary" if mine else "primary"
        if member.place == 1 and all(len(one.opinions) == MEMBERS for one in lines):
            yield "submit", _("เสนอหัวหน้าส่วนราชการ"), "send", "primary"
    if found.state == READY and not found.asked_by_id:
        yield "ask", _("ขอให้ทำลาย (คนที่หนึ่ง)"), "trash", "secondary"
    if found.state == READY and found.asked_by_id:
        if found.asked_by_id != member.official_id:
            yield "destroy", _("ยืนยันและทำลาย (คนที่สอง)"), "trash", "danger"
        yield "withdraw", _("ถอนคำขอทำลาย"), "return", "quiet"
