"""The procedure of what a group of people (กลุ่มมวลชน) brings in person: each demand with its own agency.

A coming (การมายื่น) is a matter; each demand is a track with its own state, agency, clocks and answer.
The tracks of an agency and of an order are those of a petition, so that an agency learns one way of answering.
"""

from dataclasses import replace

from palat.duties.petitions.procedure.promise import promise_track
from palat.duties.petitions.procedure.roles import (
    ADVISER,
    CLERK,
    HEAD,
    LEGAL,
    REGISTRAR,
    SECRETARY,
    SIGNERS,
    SUPERVISORS,
    TEAM,
)
from palat.kernel.incoming.procedure import incoming_moves
from palat.kernel.letters.moves import letter_moves
from palat.kernel.matters.deciding import ORDER, decision_moves, decision_states
from palat.kernel.matters.moves import handling_moves
from palat.kernel.matters.procedure import MAIN, ClockStart, Guard, Move, Procedure, Situation, State, TrackType


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


DEMAND = "demand"
GROUP_UNIT = "psc.coordination3"

MOODS = (
    ("calm", _("สงบเรียบร้อย")),
    ("waiting", _("รอฟังคำตอบ")),
    ("tense", _("ตึงเครียด")),
    ("leaving", _("ทยอยเดินทางกลับ")),
    ("gone", _("เดินทางกลับแล้ว")),
)

# Words that the Office does not use of people who come to it, and what it says instead.
NOT_OUR_WORDS = (
    ("แกนนำ", _("ผู้แทนกลุ่ม")),
    ("ม็อบ", _("กลุ่มมวลชน")),
    ("ม๊อบ", _("กลุ่มมวลชน")),
    ("เสื้อแดง", _("ชื่อกลุ่มตามที่กลุ่มใช้ โดยไม่ระบุฝ่ายการเมือง")),
    ("เสื้อเหลือง", _("ชื่อกลุ่มตามที่กลุ่มใช้ โดยไม่ระบุฝ่ายการเมือง")),
    ("สลิ่ม", _("ชื่อกลุ่มตามที่กลุ่มใช้ โดยไม่ระบุฝ่ายการเมือง")),
    ("สามกีบ", _("ชื่อกลุ่มตามที่กลุ่มใช้ โดยไม่ระบุฝ่ายการเมือง")),
    ("ผู้ก่อความไม่สงบ", _("กลุ่มมวลชน")),
)


def word_to_mend(*texts: str) -> tuple[str, str] | None:
    """Return the first word that is not the Office's, with what it says instead."""
    return next(((bad, good) for bad, good in NOT_OUR_WORDS if any(bad in text for text in texts)), None)


def _no_open_demands(now: Situation) -> bool:
    return now.open_tracks(DEMAND) == 0


def _no_open_promises(now: Situation) -> bool:
    return now.open_tracks("promise") == 0 and now.open_tracks(ORDER) == 0


NO_OPEN_DEMANDS = Guard(
    "no_open_demands", _no_open_demands, _("ยังมีข้อเรียกร้องที่ยังไม่ได้คำตอบ ต้องได้คำตอบหรือบันทึกว่ากลุ่มขอถอนให้ครบทุกข้อก่อน")
)
NO_OPEN_PROMISES = Guard(
    "no_open_promises", _no_open_promises, _("ยังมีข้อตกลงหรือข้อสั่งการที่ยังไม่เสร็จ ต้องติดตามให้ครบก่อนยุติเรื่อง")
)

MAIN_STATES = (
    State("received", _("รับเรื่องจากกลุ่ม"), queue="unit", phase="received", public=_("รับเรื่องแล้ว")),
    State("in_hand", _("เจ้าของเรื่องประสาน"), phase="considering", public=_("กำลังประสานหน่วยงาน")),
    State("compiling", _("ประมวลข้อเท็จจริง"), phase="considering", public=_("กำลังประมวลข้อเท็จจริง")),
    *decision_states(phase="considering", told=True),
    State("answered", _("แจ้งผลผู้แทนกลุ่มแล้ว"), queue="role:group_head", phase="answered", public=_("แจ้งผลแล้ว")),
    State("closed", _("ยุติเรื่อง"), final=True, phase="answered"),
)
WORKING = ("in_hand", "compiling", "ordered")

MAIN_MOVES = (
    Move("accept", _("รับเป็นเจ้าของเรื่อง"), by=TEAM, frm=("received",), to="in_hand", style="primary"),
    Move("list_demand", _("เพิ่มข้อเรียกร้อง"), by=TEAM, frm=("received", *WORKING), conflicts=()),
    Move(
        "record_talks",
        _("บันทึกการเจรจา"),
        by=TEAM,
        frm=("received", *WORKING, "answered"),
        conflicts=(),
        style="primary",
    ),
    Move("report_situation", _("รายงานสถานการณ์"), by=TEAM, from_final=True, conflicts=()),
    Move("compile", _("ประมวลข้อเท็จจริง"), by=TEAM, frm=("in_hand", "ordered"), to="compiling"),
    *decision_moves(proposers=(*TEAM, ADVISER), frm=("in_hand", "compiling"), told=("ordered",), style=""),
    Move(
        "answer_group",
        _("แจ้งผลผู้แทนกลุ่ม"),
        by=TEAM,
        frm=WORKING,
        to="answered",
        guards=(NO_OPEN_DEMANDS,),
        stops=("forward",),
        public=_("แจ้งผลผู้แทนกลุ่ม"),
        style="primary",
    ),
    Move(
        "close",
        _("ยุติเรื่อง"),
        by=SUPERVISORS,
        frm=("answered",),
        to="closed",
        guards=(NO_OPEN_DEMANDS, NO_OPEN_PROMISES),
        public=_("ยุติเรื่อง"),
        style="primary",
    ),
    Move(
        "take_up",
        _("ยกขึ้นพิจารณาต่อ"),
        by=SUPERVISORS,
        frm=("answered", "closed"),
        to="in_hand",
        from_final=True,
        public=_("ยกเรื่องขึ้นพิจารณาต่อ"),
    ),
    *handling_moves(team=TEAM, supervisors=SUPERVISORS, writers=(*TEAM, ADVISER)),
    *letter_moves(
        drafters=(*TEAM, LEGAL),
        signers=SIGNERS,
        sealers=(HEAD,),
        clerks=(CLERK,),
        recorders=(SECRETARY, CLERK),
    ),
    *incoming_moves(clerks=(CLERK,), workers=TEAM, posters=(CLERK, *TEAM, LEGAL, REGISTRAR)),
)

STATED = State("stated", _("ยังไม่ได้ส่งหน่วยงาน"), queue="officer", public=_("กำลังหาหน่วยงานที่รับผิดชอบ"))
DROPPED = State("dropped", _("กลุ่มขอถอนข้อเรียกร้อง"), final=True)
UNANSWERED = ("stated", "sent", "in_progress", "returned", "reported")
SHARED_STATES = ("sent", "in_progress", "returned", "reported", "accepted")
SHARED_MOVES = (
    "agency_accept",
    "agency_return",
    "agency_progress",
    "agency_report",
    "accept_report",
    "send_back",
    "insist",
    "chase",
)

DEMAND_MOVES = (
    Move(
        "send_demand",
        _("ส่งข้อเรียกร้องให้หน่วยงาน"),
        track=DEMAND,
        by=TEAM,
        frm=("stated", "returned"),
        to="sent",
        starts=(ClockStart("accept", "referral.accept_or_return"), ClockStart("progress", "referral.progress")),
        stops=("reroute",),
        public=_("ส่งข้อเรียกร้องให้หน่วยงานพิจารณา"),
        style="primary",
    ),
    Move(
        "answer_demand",
        _("บันทึกคำตอบของสำนักงาน"),
        track=DEMAND,
        by=TEAM,
        frm=("stated", "returned"),
        to="accepted",
        public=_("ตอบข้อเรียกร้องแล้ว"),
    ),
    Move(
        "drop_demand",
        _("กลุ่มขอถอนข้อเรียกร้อง"),
        track=DEMAND,
        by=TEAM,
        frm=UNANSWERED,
        to="dropped",
        public=_("กลุ่มขอถอนข้อเรียกร้อง"),
    ),
)


def demand_track(referral: TrackType) -> TrackType:
    """Return the track of a demand: an agency's side as in a referral, the Office's side its own."""
    states = tuple(state for state in referral.states if state.code in SHARED_STATES)
    moves = tuple(_of_a_demand(move) for move in referral.moves if move.code in SHARED_MOVES)
    return TrackType(DEMAND, _("ข้อเรียกร้อง"), (STATED, *states, DROPPED), (*DEMAND_MOVES, *moves), initial="stated")


def _of_a_demand(move: Move) -> Move:
    ours = not any("@agency" in who or "@system" in who for who in move.by)
    by = move.by if not ours or set(move.by) == set(SUPERVISORS) else TEAM
    frm = tuple(state for state in move.frm if state in UNANSWERED)
    return replace(move, track=DEMAND, by=by, frm=frm, guards=())


def group_petition(*, referral: TrackType, order: TrackType) -> Procedure:
    """Return the procedure of a coming, over the referral and order tracks of a petition."""
    return Procedure(
        code="group_petition",
        version=1,
        duty="petitions",
        label=_("การมายื่นของกลุ่มมวลชน"),
        tracks=(
            TrackType(MAIN, _("เรื่อง"), MAIN_STATES, MAIN_MOVES, initial="received"),
            demand_track(referral),
            promise_track(_("ข้อตกลงจากการเจรจา")),
            order,
        ),
        starts=(ClockStart("forward", "petition.referral"),),
        phases=(("received", _("รับเรื่อง")), ("considering", _("พิจารณาและประสาน")), ("answered", _("แจ้งผล"))),
        page="group_coming",
        public_page="group_public_copy",
    )
