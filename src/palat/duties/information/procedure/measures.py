"""What the Commission may do to learn the facts: summon (มาตรา 32), enter and look (มาตรา 33). Each is a track."""

from palat.duties.information.procedure.complaint_words import INSPECTION, SUMMONS
from palat.duties.information.procedure.roles import SIGNERS, SYSTEM, TEAM
from palat.kernel.matters.procedure import Move, State, TrackType


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


SUMMONS_TRACK = TrackType(
    SUMMONS,
    _("หนังสือเรียก (มาตรา 32)"),
    (
        State("summoned", _("เรียกแล้ว รอมาหรือส่งเอกสาร")),
        State("appeared", _("บันทึกผลการเรียกแล้ว"), final=True),
        State("lifted", _("ยกเลิกการเรียก"), final=True),
    ),
    (
        Move(
            "record_appearance",
            _("บันทึกผลการเรียก"),
            track=SUMMONS,
            by=TEAM,
            frm=("summoned",),
            to="appeared",
            style="primary",
        ),
        Move("lift_summons", _("ยกเลิกการเรียก"), track=SUMMONS, by=SIGNERS, frm=("summoned",), to="lifted"),
        Move("drop_summons", _("ไม่ต้องมาตามหนังสือเรียก"), track=SUMMONS, by=(SYSTEM,), frm=("summoned",), to="lifted"),
    ),
    initial="summoned",
)

INSPECTION_TRACK = TrackType(
    INSPECTION,
    _("การเข้าตรวจสอบ (มาตรา 33)"),
    (
        State("ordered", _("สั่งให้เข้าตรวจสอบ")),
        State("inspected", _("บันทึกผลการตรวจสอบแล้ว"), final=True, public=_("เข้าตรวจสอบแล้ว")),
        State("lifted", _("ยกเลิกการเข้าตรวจสอบ"), final=True),
    ),
    (
        Move(
            "record_inspection",
            _("บันทึกผลการเข้าตรวจสอบ"),
            track=INSPECTION,
            by=TEAM,
            frm=("ordered",),
            to="inspected",
            public=_("เข้าตรวจสอบ ณ ที่เก็บข้อมูลข่าวสารแล้ว"),
            style="primary",
        ),
        Move("lift_inspection", _("ยกเลิกการเข้าตรวจสอบ"), track=INSPECTION, by=SIGNERS, frm=("ordered",), to="lifted"),
        Move("drop_inspection", _("ไม่ต้องเข้าตรวจสอบแล้ว"), track=INSPECTION, by=(SYSTEM,), frm=("ordered",), to="lifted"),
    ),
    initial="ordered",
)
