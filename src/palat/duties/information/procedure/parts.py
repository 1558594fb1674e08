"""The track of one piece of information asked for: its own decision, kept until the order is signed."""

from palat.duties.information.procedure.roles import SYSTEM, TEAM
from palat.duties.information.procedure.words import DECISIONS, PART
from palat.kernel.matters.procedure import Move, State, TrackType


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


PART_STATES = (
    State("open", _("กำลังค้นหาและพิจารณา"), queue="none"),
    *(State(code, label, queue="none", final=True) for code, label in DECISIONS),
    State("dropped", _("ไม่ได้พิจารณา"), queue="none", final=True),
)
DECIDED = tuple(code for code, _label in DECISIONS)

PART_MOVES = (
    Move(
        "decide_part",
        _("ทำความเห็นรายการนี้"),
        track=PART,
        by=TEAM,
        frm=("open", *DECIDED),
        or_to=DECIDED,
        from_final=True,
        conflicts=("decide_part",),
    ),
    Move("reopen_part", _("พิจารณารายการนี้ใหม่"), track=PART, by=TEAM, frm=DECIDED, to="open", from_final=True),
    Move("drop_part", _("ไม่พิจารณารายการนี้ต่อ"), track=PART, by=(SYSTEM,), frm=("open",), to="dropped"),
    Move("add_material", _("เก็บเอกสารที่ค้นพบ"), track=PART, by=TEAM, from_final=True, conflicts=()),
    Move("remove_material", _("นำเอกสารออก"), track=PART, by=TEAM, from_final=True, conflicts=()),
)

PART_TRACK = TrackType(PART, _("รายการที่ขอ"), PART_STATES, PART_MOVES, initial="open")
