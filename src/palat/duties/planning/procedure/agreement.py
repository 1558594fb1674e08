"""The procedures of a performance agreement: with an agency or state enterprise, and with a division of the Office.

Facts: planning.md §0 and §1.3. That weights add up to 100, the reports of 6, 9 and 12 months and the review are as the
public record of evaluations shows them; the order of steps is the Office's to confirm (provisional).
"""

from palat.duties.planning.procedure.reporting import report_track
from palat.duties.planning.procedure.roles import (
    APPROVERS,
    DIVISION_LEADS,
    DIVISION_REPORTERS,
    SUPERVISORS,
    SYSTEM,
    TEAM,
)
from palat.duties.planning.procedure.words import AGREEMENT, CHANGE, DIVISION, REPORT
from palat.kernel.letters.moves import letter_moves
from palat.kernel.matters.procedure import MAIN, Guard, Move, Procedure, Situation, State, TrackType
from palat.kernel.organisation.agency_side import HANDS, SIDE


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


def _reviewed(now: Situation) -> bool:
    return now.open_tracks(REPORT) == 0 and now.open_tracks(CHANGE) == 0


ALL_REVIEWED = Guard("reviewed", _reviewed, _("ยังมีรายงาน คำขอทบทวนคะแนน หรือคำขอเปลี่ยนแปลงที่ยังไม่เสร็จ"))

STATES = (
    State("draft", _("ร่างคำรับรอง")),
    State("proposed", _("เสนอคำรับรอง"), queue="role:director"),
    State("agreed", _("ลงนามคำรับรองแล้ว")),
    State("running", _("อยู่ระหว่างดำเนินการ"), waits_for=REPORT),
    State("evaluated", _("ประเมินผลแล้ว")),
    State("closed", _("ปิดคำรับรอง"), final=True),
    State("cancelled", _("ยกเลิกร่าง"), final=True),
)
MOVES = (
    Move("set_items", _("กำหนดตัวชี้วัดและน้ำหนัก"), by=TEAM, frm=("draft",), own_page=True),
    Move("propose_agreement", _("เสนอคำรับรอง"), by=TEAM, frm=("draft",), to="proposed", style="primary"),
    Move("return_agreement", _("ส่งคืนให้แก้ไข"), by=APPROVERS, frm=("proposed",), to="draft"),
    Move(
        "agree",
        _("บันทึกว่าลงนามคำรับรองแล้ว"),
        by=APPROVERS,
        frm=("proposed",),
        to="agreed",
        not_by_maker_of=("propose_agreement",),
        style="primary",
    ),
    Move("start_running", _("เริ่มติดตาม"), by=(SYSTEM, *TEAM), frm=("agreed",), to="running", style="primary"),
    Move("open_round", _("เปิดรอบรายงาน"), by=(SYSTEM, *TEAM), frm=("running",), conflicts=("open_round",)),
    Move("request_change", _("ขอเปลี่ยนแปลงคำรับรอง"), by=TEAM, frm=("running",), conflicts=(), own_page=True),
    Move(
        "evaluate",
        _("ประเมินผลทั้งปี"),
        by=APPROVERS,
        frm=("running",),
        to="evaluated",
        guards=(ALL_REVIEWED,),
        style="primary",
    ),
    Move("evaluate_again", _("เปิดประเมินใหม่"), by=APPROVERS, frm=("evaluated",), to="running"),
    Move("close", _("ปิดคำรับรอง"), by=SUPERVISORS, frm=("evaluated",), to="closed", style="primary"),
    Move("cancel", _("ยกเลิกร่าง"), by=SUPERVISORS, frm=("draft",), to="cancelled", style="danger"),
    Move("assign", _("มอบหมายผู้ตรวจ"), by=SUPERVISORS, conflicts=("assign",), bulk=True),
    Move("write_note", _("บันทึกภายใน"), by=TEAM, conflicts=(), from_final=True),
    Move("add_link", _("เชื่อมโยงเรื่อง"), by=TEAM, conflicts=(), from_final=True),
    Move("end_link", _("ยกเลิกการเชื่อมโยง"), by=TEAM, conflicts=(), from_final=True),
    *letter_moves(drafters=TEAM, signers=APPROVERS, sealers=SUPERVISORS, clerks=TEAM, recorders=SUPERVISORS),
)
CHANGE_TRACK = TrackType(
    CHANGE,
    _("คำขอเปลี่ยนแปลง"),
    (
        State("asked", _("รออนุมัติการเปลี่ยนแปลง"), queue="role:director"),
        State("approved", _("อนุมัติการเปลี่ยนแปลง"), final=True),
        State("refused", _("ไม่อนุมัติการเปลี่ยนแปลง"), final=True),
    ),
    (
        Move(
            "approve_change",
            _("อนุมัติการเปลี่ยนแปลง"),
            track=CHANGE,
            by=APPROVERS,
            frm=("asked",),
            to="approved",
            style="primary",
        ),
        Move("refuse_change", _("ไม่อนุมัติการเปลี่ยนแปลง"), track=CHANGE, by=APPROVERS, frm=("asked",), to="refused"),
    ),
    initial="asked",
)


def _procedure(code: str, label: str, reports: TrackType) -> Procedure:
    return Procedure(
        code=code,
        version=1,
        duty="planning",
        label=label,
        tracks=(TrackType(MAIN, _("คำรับรอง"), STATES, MOVES, initial="draft"), reports, CHANGE_TRACK),
        page=code,
    )


AGREEMENT_1 = _procedure(
    AGREEMENT, _("คำรับรองการปฏิบัติราชการ"), report_track(reporters=HANDS, leads=SIDE, queue="agency")
)
DIVISION_1 = _procedure(
    DIVISION,
    _("คำรับรองของหน่วยงานภายใน"),
    report_track(reporters=DIVISION_REPORTERS, leads=DIVISION_LEADS, queue="unit"),
)
