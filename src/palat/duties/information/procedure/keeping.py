"""Moves of keeping a file that are the same for every kind of matter of this duty."""

from palat.kernel.matters.procedure import Move


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


def tying_and_barring(*, team: tuple[str, ...], signers: tuple[str, ...]) -> tuple[Move, ...]:
    """Return the moves that tie a matter to others, and bar who has an interest until the signers lift it."""
    return (
        Move("add_link", _("เชื่อมโยงเรื่อง"), by=team, conflicts=(), from_final=True),
        Move("end_link", _("ยกเลิกการเชื่อมโยง"), by=team, conflicts=(), from_final=True),
        Move("bar", _("บันทึกผู้มีส่วนได้เสีย"), by=team, conflicts=()),
        Move("unbar", _("ยกเลิกการกันผู้มีส่วนได้เสีย"), by=signers, conflicts=()),
    )
