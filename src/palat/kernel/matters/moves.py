"""Moves that a procedure may take over as they are: give, hasten, note; tie to others, bar. Plain data."""

from palat.kernel.matters.procedure import Move


def _(text: str) -> str:
    """Mark words for translation; they are translated where they are shown."""
    return text


def handling_moves(
    *, team: tuple[str, ...], supervisors: tuple[str, ...], writers: tuple[str, ...] = ()
) -> tuple[Move, ...]:
    """Return the moves that give a matter to an officer, change its urgency, write a note (`writers`, or the team)."""
    return (
        Move("assign", _("จ่ายเรื่อง / มอบหมาย"), by=supervisors, conflicts=("assign",), bulk=True),
        Move("change_urgency", _("เปลี่ยนชั้นความเร็ว"), by=team),
        Move("write_note", _("บันทึกภายใน"), by=writers or team, conflicts=(), from_final=True),
    )


def tying_and_barring(*, team: tuple[str, ...], signers: tuple[str, ...]) -> tuple[Move, ...]:
    """Return the moves that tie a matter to others, and bar who has an interest until the signers lift it."""
    return (
        Move("add_link", _("เชื่อมโยงเรื่อง"), by=team, conflicts=(), from_final=True),
        Move("end_link", _("ยกเลิกการเชื่อมโยง"), by=team, conflicts=(), from_final=True),
        Move("bar", _("บันทึกผู้มีส่วนได้เสีย"), by=team, conflicts=()),
        Move("unbar", _("ยกเลิกการกันผู้มีส่วนได้เสีย"), by=signers, conflicts=()),
    )
