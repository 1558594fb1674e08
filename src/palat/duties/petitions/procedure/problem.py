"""The procedure of a recurring problem (ประเด็นปัญหา): cases gathered, cause found, met on or laid before those above."""

import re

from palat.duties.petitions.procedure.promise import PROMISE, promise_track
from palat.duties.petitions.procedure.roles import ADVISER, SUPERVISORS, TEAM
from palat.kernel.matters.deciding import ORDER, decision_moves, decision_states
from palat.kernel.matters.moves import handling_moves
from palat.kernel.matters.procedure import MAIN, Guard, Move, Procedure, Situation, State, TrackType


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


LINK_KIND = "arises_from"  # a problem arises from its cases

# A title of a person that a name follows; words that only begin alike (นายกรัฐมนตรี, นายอำเภอ) are none.
_NAMED = re.compile(
    r"(?:^|[\s\"“(])(?:นางสาว|น\.ส\.|ด\.ช\.|ด\.ญ\.|นาง|นาย)"
    r"(?!กรัฐมนตรี|กเทศมนตรี|กองค์การ|กสภา|ก\s|อำเภอ|ทหาร|หน้า|จ้าง|ทุน|ทะเบียน|ตรวจ|แพทย์|ด่าน|ท้าย|แบบ)"
    r"\s?[ก-ฮเแโใไ]"
)
_NUMBERS = re.compile(r"\d[\d\- ]{7,}\d")


def names_a_person(text: str) -> bool:
    """Say whether a text seems to name a person or to give a telephone or identity number."""
    return bool(_NAMED.search(text) or _NUMBERS.search(text))


def _nothing_open(now: Situation) -> bool:
    return now.open_tracks(PROMISE) == 0 and now.open_tracks(ORDER) == 0


def _met_or_decided(now: Situation) -> bool:
    return bool(now.facts.get("met") or now.facts.get("decided"))


NOTHING_OPEN = Guard("nothing_open", _nothing_open, _("ยังมีมติหรือข้อสั่งการที่ยังไม่เสร็จ ต้องติดตามให้ครบก่อน"))
MET_OR_DECIDED = Guard("met_or_decided", _met_or_decided, _("ประเด็นปัญหายุติได้เมื่อมีการประชุมร่วม หรือผู้มีอำนาจพิจารณาข้อเสนอแล้ว"))

MAIN_STATES = (
    State("gathering", _("รวบรวมเรื่องและข้อเท็จจริง")),
    State("compiling", _("ทำข้อเสนอ")),
    *decision_states(),
    State("closed", _("ยุติ"), final=True),
)
WORKING = ("gathering", "compiling", "ordered")

MAIN_MOVES = (
    Move("write_problem", _("แก้ไขสาเหตุ กฎหมาย และหน่วยงาน"), by=TEAM, frm=WORKING, conflicts=("write_problem",)),
    Move("gather", _("เพิ่มเรื่องเข้าประเด็นปัญหา"), by=TEAM, frm=WORKING, conflicts=()),
    Move("let_go", _("นำเรื่องออกจากประเด็นปัญหา"), by=TEAM, frm=WORKING, conflicts=()),
    Move("hold_meeting", _("บันทึกการประชุมร่วม"), by=TEAM, frm=WORKING, conflicts=(), style="primary"),
    Move("compile", _("เริ่มทำข้อเสนอ"), by=TEAM, frm=("gathering", "ordered"), to="compiling"),
    *decision_moves(proposers=(*TEAM, ADVISER), frm=("gathering", "compiling")),
    Move(
        "close",
        _("ยุติประเด็นปัญหา"),
        by=SUPERVISORS,
        frm=WORKING,
        to="closed",
        guards=(NOTHING_OPEN, MET_OR_DECIDED),
    ),
    Move("take_up", _("ยกขึ้นพิจารณาต่อ"), by=SUPERVISORS, frm=("closed",), to="gathering", from_final=True),
    *handling_moves(team=TEAM, supervisors=SUPERVISORS, writers=(*TEAM, ADVISER)),
)


def problem(*, order: TrackType) -> Procedure:
    """Return the procedure of a problem, over the order track of a petition."""
    return Procedure(
        code="problem",
        version=1,
        duty="petitions",
        label=_("ประเด็นปัญหา"),
        tracks=(
            TrackType(MAIN, _("ประเด็นปัญหา"), MAIN_STATES, MAIN_MOVES, initial="gathering"),
            promise_track(_("มติที่ประชุม")),
            order,
        ),
        page="problem_page",
    )
