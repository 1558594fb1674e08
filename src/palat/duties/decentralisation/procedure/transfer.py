"""The transfer of a mission in one programme: a matter whose acts touch many cells of the ledger at once.

Source: พระราชบัญญัติกำหนดแผนและขั้นตอนการกระจายอำนาจฯ พ.ศ. 2542 มาตรา 30, 32, 33. States and moves are ours
(provisional): the law names neither. What stands for each local government lies in cells (`procedure/cells.py`).
"""

from palat.kernel.letters.moves import letter_moves
from palat.kernel.matters.procedure import MAIN, Guard, Move, Procedure, Situation, State, TrackType


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


TRANSFER = "mission_transfer"
OFFICER, HEAD, DIRECTOR = "case_officer@unit", "group_head@unit", "director@unit"
DEPUTY, HEAD_OF_OFFICE = "deputy_permanent_secretary@unit", "permanent_secretary@unit"
TEAM = (OFFICER, HEAD, DIRECTOR)
SUPERVISORS = (HEAD, DIRECTOR)
SIGNERS = (DIRECTOR, DEPUTY, HEAD_OF_OFFICE)


def _something_planned(now: Situation) -> bool:
    return bool(now.facts.get("cells"))


def _nothing_between(now: Situation) -> bool:
    return not now.facts.get("between")


HAS_CELLS = Guard("has_cells", _something_planned, _("ยังไม่มีองค์กรปกครองส่วนท้องถิ่นในแผน โปรดเพิ่มก่อน"))
NOTHING_BETWEEN = Guard("nothing_between", _nothing_between, _("ยังมีองค์กรปกครองส่วนท้องถิ่นที่ถ่ายโอนไม่เสร็จ ให้ยุติพร้อมเหตุผลแทน"))

STATES = (
    State("preparing", _("จัดทำแผน"), queue="unit"),
    State("running", _("กำลังถ่ายโอน")),
    State("done", _("ถ่ายโอนครบ"), final=True),
    State("ended", _("ยุติ"), final=True),
)
AT_WORK = ("preparing", "running")
# Each act on cells has a page of its own, where the cells are chosen first; they do not stand in each other's way:
# what has moved meanwhile is judged cell by cell.
CELL_MOVES = (
    Move("plan_cells", _("เพิ่ม อปท. เข้าแผน"), by=TEAM, frm=AT_WORK, conflicts=(), own_page=True, style="primary"),
    Move("load_cells", _("นำเข้าสถานะจากไฟล์"), by=SUPERVISORS, frm=AT_WORK, conflicts=(), own_page=True),
    Move("record_leg", _("บันทึกความคืบหน้ารายด้าน"), by=TEAM, frm=("running",), conflicts=(), own_page=True),
    Move("advance_cells", _("เลื่อนสถานะ"), by=TEAM, frm=("running",), conflicts=(), own_page=True),
    Move(
        "set_aside_cells",
        _("บันทึกไม่รับโอน ส่งคืน ระงับ หรือนำออกจากแผน"),
        by=SUPERVISORS,
        frm=AT_WORK,
        conflicts=(),
        own_page=True,
    ),
    Move("resume_cells", _("ดำเนินการต่อหลังระงับ"), by=SUPERVISORS, frm=("running",), conflicts=(), own_page=True),
    Move("step_back_cells", _("ถอยสถานะ"), by=SUPERVISORS, frm=AT_WORK, conflicts=(), own_page=True, style="danger"),
)
MOVES = (
    Move(
        "begin",
        _("เริ่มถ่ายโอน"),
        by=SUPERVISORS,
        frm=("preparing",),
        to="running",
        guards=(HAS_CELLS,),
        style="primary",
    ),
    Move("finish", _("ปิดแผนงาน"), by=SUPERVISORS, frm=("running",), to="done", guards=(NOTHING_BETWEEN,)),
    Move("end", _("ยุติแผนงาน"), by=SIGNERS, frm=AT_WORK, to="ended", style="danger"),
    Move("reopen", _("กลับมาดำเนินการ"), by=SIGNERS, frm=("done", "ended"), to="running", from_final=True),
    *CELL_MOVES,
    Move("assign", _("จ่ายเรื่อง / มอบหมาย"), by=SUPERVISORS, conflicts=("assign",), bulk=True),
    Move("write_note", _("บันทึกภายใน"), by=TEAM, conflicts=(), from_final=True),
    Move("add_link", _("เชื่อมโยงเรื่อง"), by=TEAM, conflicts=(), from_final=True),
    Move("end_link", _("ยกเลิกการเชื่อมโยง"), by=TEAM, conflicts=(), from_final=True),
    *letter_moves(drafters=TEAM, signers=SIGNERS, sealers=SUPERVISORS, clerks=TEAM, recorders=SUPERVISORS),
)
TRANSFER_1 = Procedure(
    code=TRANSFER,
    version=1,
    duty="decentralisation",
    label=_("การถ่ายโอนภารกิจ"),
    tracks=(TrackType(MAIN, _("แผนงานถ่ายโอน"), STATES, MOVES, initial="preparing"),),
    page=TRANSFER,
)
