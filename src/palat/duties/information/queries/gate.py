"""What stands against letting information out: one place that is asked for every part and every document."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from palat.duties.information.models import Material, Part
from palat.duties.information.procedure.third_parties import EMBARGOED
from palat.duties.information.procedure.words import DISCLOSING

# Objections that were upheld bar what they concern for good: only a copy without it may leave.
LOST = frozenset({"upheld", "barred"})


@dataclass(frozen=True)
class Standing:
    """A part as the gate looks at it: its decision, its grounds, how each third party stands."""

    decision: str
    grounds: frozenset[str]
    parties: frozenset[str]


def standing_of(part: Part) -> Standing:
    """Return how a part stands, read anew."""
    parties = part.parties.values_list("track__state", flat=True)
    return Standing(part.track.state, frozenset(part.grounds), frozenset(parties))


def against(now: Standing) -> str:
    """Say what stands against letting anything of a part out; empty where nothing does.

    What falls under s.14 never leaves; what concerns a third party not while that person may still be heard or appeal.
    """
    if now.decision == "monarchy":
        return _("ข้อมูลข่าวสารตามมาตรา 14 เปิดเผยมิได้")
    if now.decision not in DISCLOSING:
        return _("ไม่มีคำสั่งให้เปิดเผยรายการนี้")
    if now.parties & (EMBARGOED - LOST):
        return _("ยังเปิดเผยมิได้จนกว่าจะรับฟังผู้มีประโยชน์ได้เสียแล้ว และพ้นกำหนดอุทธรณ์หรือมีคำวินิจฉัย")
    if now.decision == "full" and (now.parties & LOST or "s14" in now.grounds):
        return _("มีส่วนที่เปิดเผยมิได้ในรายการนี้")
    return ""


def against_document(now: Standing, *, redacted: bool, checked: str) -> str:
    """Say what stands against letting a document out: nothing leaves that nobody looked over, and of a part given in
    part only a copy out of which the rest was cut."""
    found = against(now)
    if found:
        return found
    if now.decision == "partial" and not (redacted and checked):
        return _("รายการนี้เปิดเผยบางส่วน ส่งมอบได้เฉพาะฉบับที่ลบหรือตัดทอนและตรวจแล้ว")
    if not checked:
        return _("ยังไม่มีผู้ตรวจเอกสารนี้ก่อนเปิดเผย")
    return ""


def releasable(matter_id: int) -> list[Part]:
    """Return the parts of a request of which something may leave now."""
    parts = Part.objects.filter(matter_id=matter_id).select_related("track").order_by("number")
    return [part for part in parts if not against(standing_of(part))]


def documents_of(part: Part) -> list[Material]:
    """Return the documents of a part that may leave now."""
    now = standing_of(part)
    kept = Material.objects.filter(part=part, removed_at=None).order_by("pk")
    return [one for one in kept if not against_document(now, redacted=one.redacted, checked=one.checked)]


def lost_by_objection(part: Part) -> bool:
    """Say whether an objection to a part was upheld."""
    return part.parties.filter(track__state__in=LOST).exists()


def was_released(part: Part) -> bool:
    """Say whether something of a part has left."""
    return Material.objects.filter(part=part, released_at__isnull=False).exists()
