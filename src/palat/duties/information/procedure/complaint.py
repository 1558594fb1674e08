"""The procedures of a complaint (มาตรา 13) and of a check where an agency says that it holds nothing (มาตรา 33).

Sources: พระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. 2540 มาตรา 13, 32, 33. A check is a complaint of which the Commission
may look for itself, so both go the same way. Every limit is a dated row of `calendar`, named here by its code only.
"""

from palat.duties.information.procedure.asked_agencies import COMPLIANCE_TRACK, EXPLANATION_TRACK
from palat.duties.information.procedure.complaint_words import (
    CHECK,
    COMPLAINT,
    COMPLIANCE,
    EXPLANATION,
    INSPECTION,
    SUMMONS,
)
from palat.duties.information.procedure.measures import INSPECTION_TRACK, SUMMONS_TRACK
from palat.duties.information.procedure.roles import REQUESTER, SIGNERS, SUPERVISORS, TEAM
from palat.kernel.letters.moves import letter_moves
from palat.kernel.matters.moves import handling_moves, tying_and_barring
from palat.kernel.matters.procedure import MAIN, ClockStart, Guard, Move, Procedure, Situation, State, TrackType


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


def _heard(now: Situation) -> bool:
    return not any(now.open_tracks(type) for type in (EXPLANATION, SUMMONS, INSPECTION))


def _followed(now: Situation) -> bool:
    return now.open_tracks(COMPLIANCE) == 0


HEARD = Guard("heard", _heard, _("ยังมีคำชี้แจง การเรียก หรือการเข้าตรวจสอบที่ยังไม่เสร็จ ต้องรับ ยกเลิก หรือบันทึกว่าพิจารณาเท่าที่มีก่อน"))
FOLLOWED = Guard("followed", _followed, _("ยังติดตามการปฏิบัติของหน่วยงานไม่เสร็จ"))

MAIN_STATES = (
    State("received", _("รับเรื่อง"), queue="unit", phase="received", public=_("รับเรื่องแล้ว กำลังตรวจ")),
    State("clarifying", _("รอผู้ร้องเรียนชี้แจง"), phase="received", public=_("รอผู้ร้องเรียนชี้แจงเพิ่มเติม")),
    State(
        "agency_asked",
        _("ขอให้หน่วยงานชี้แจง"),
        phase="asked",
        waits_for=EXPLANATION,
        public=_("ขอให้หน่วยงานชี้แจงแล้ว"),
    ),
    State("considering", _("พิจารณา"), phase="considering", public=_("กำลังพิจารณา")),
    State("proposed", _("เสนอความเห็น"), queue="role:director", phase="considering", public=_("กำลังพิจารณา")),
    State("opined", _("มีความเห็นแล้ว"), phase="opinion", public=_("พิจารณาเสร็จแล้ว")),
    State(
        "complying",
        _("ติดตามการปฏิบัติตามความเห็น"),
        phase="opinion",
        waits_for=COMPLIANCE,
        public=_("พิจารณาเสร็จแล้ว กำลังติดตามให้หน่วยงานปฏิบัติ"),
    ),
    State("closed", _("ยุติ"), final=True, phase="closed"),
    State("not_admitted", _("ไม่รับไว้พิจารณา"), final=True, phase="opinion", public=_("ไม่รับไว้พิจารณา")),
    State("withdrawn", _("ผู้ร้องเรียนถอนเรื่อง"), final=True, phase="received"),
)
AT_WORK = ("received", "clarifying", "agency_asked", "considering")
ADMITTED = ("received", "agency_asked", "considering")
BEFORE_OPINION = (*AT_WORK, "proposed")

MAIN_MOVES = (
    Move(
        "take_up",
        _("รับไว้พิจารณา"),
        by=TEAM,
        frm=("received",),
        to="considering",
        public=_("รับเรื่องไว้พิจารณา"),
        style="primary",
    ),
    Move(
        "ask_requester",
        _("ขอให้ผู้ร้องเรียนชี้แจง"),
        by=TEAM,
        frm=("received", "considering"),
        to="clarifying",
        starts=(ClockStart("clarify", "information.clarify"),),
        public=_("ขอให้ชี้แจงเพิ่มเติม"),
    ),
    Move(
        "clarify",
        _("ชี้แจงเพิ่มเติม"),
        by=(REQUESTER, *TEAM),
        frm=BEFORE_OPINION,
        or_to=("considering",),
        stops=("clarify",),
        public=_("ผู้ร้องเรียนชี้แจงเพิ่มเติม"),
        conflicts=(),
    ),
    Move(
        "ask_agency",
        _("ขอให้หน่วยงานชี้แจง"),
        by=TEAM,
        frm=ADMITTED,
        to="agency_asked",
        public=_("ขอให้หน่วยงานชี้แจง"),
        style="primary",
    ),
    Move(
        "resume",
        _("กลับมาพิจารณา"),
        by=TEAM,
        frm=("agency_asked", "clarifying"),
        to="considering",
        stops=("clarify",),
    ),
    Move("summon", _("ออกหนังสือเรียก (มาตรา 32)"), by=SIGNERS, frm=ADMITTED, conflicts=()),
    Move(
        "extend",
        _("ขยายเวลาพิจารณา"),
        by=SUPERVISORS,
        frm=BEFORE_OPINION,
        public=_("ขยายเวลาพิจารณา พร้อมเหตุผล"),
        conflicts=("extend",),
    ),
    Move(
        "propose_opinion",
        _("เสนอความเห็น"),
        by=TEAM,
        frm=("agency_asked", "considering"),
        to="proposed",
        guards=(HEARD,),
        style="primary",
    ),
    Move("return_opinion", _("ส่งคืนให้แก้ไข"), by=SIGNERS, frm=("proposed",), to="considering"),
    Move(
        "sign_opinion",
        _("ออกความเห็น"),
        by=SIGNERS,
        frm=("proposed",),
        or_to=("opined", "complying"),
        stops=("consider",),
        not_by_maker_of=("propose_opinion",),
        public=_("พิจารณาเสร็จแล้ว มีความเห็น"),
        style="primary",
    ),
    Move(
        "close",
        _("ยุติเรื่อง"),
        by=TEAM,
        frm=("opined", "complying"),
        to="closed",
        guards=(FOLLOWED,),
        public=_("ยุติเรื่อง"),
        style="primary",
    ),
    Move(
        "not_admit",
        _("ไม่รับไว้พิจารณา"),
        by=SUPERVISORS,
        frm=AT_WORK,
        to="not_admitted",
        public=_("ไม่รับไว้พิจารณา พร้อมเหตุผล"),
        style="danger",
    ),
    Move(
        "withdraw",
        _("ถอนเรื่อง"),
        by=(REQUESTER, *TEAM),
        frm=BEFORE_OPINION,
        to="withdrawn",
        public=_("ผู้ร้องเรียนถอนเรื่อง"),
        conflicts=(),
    ),
    Move(
        "reopen",
        _("รับกลับมาพิจารณาใหม่"),
        by=SUPERVISORS,
        frm=("not_admitted", "closed"),
        to="considering",
        from_final=True,
        starts=(ClockStart("consider", "information.complaint"),),
        public=_("รับกลับมาพิจารณาใหม่"),
    ),
    *handling_moves(team=TEAM, supervisors=SUPERVISORS),
    Move(
        "write_to_requester",
        _("เขียนถึงผู้ร้องเรียน"),
        by=TEAM,
        public=_("ข้อความจากเจ้าหน้าที่"),
        conflicts=(),
        from_final=True,
    ),
    *tying_and_barring(team=TEAM, signers=SIGNERS),
    Move("open_identity", _("เปิดข้อมูลผู้ร้องเรียน"), by=TEAM, conflicts=(), from_final=True, own_page=True),
    *letter_moves(drafters=TEAM, signers=SIGNERS, sealers=SUPERVISORS, clerks=TEAM, recorders=SUPERVISORS),
)
INSPECT = Move("inspect", _("สั่งให้เข้าตรวจสอบ (มาตรา 33)"), by=SIGNERS, frm=ADMITTED, conflicts=())


def _procedure(code: str, label: str, moves: tuple[Move, ...], more: tuple[TrackType, ...] = ()) -> Procedure:
    return Procedure(
        code=code,
        version=1,
        duty="information",
        label=label,
        tracks=(
            TrackType(MAIN, _("เรื่องร้องเรียน"), MAIN_STATES, moves, initial="received"),
            EXPLANATION_TRACK,
            COMPLIANCE_TRACK,
            SUMMONS_TRACK,
            *more,
        ),
        starts=(ClockStart("consider", "information.complaint"),),
        phases=(
            ("received", _("รับเรื่อง")),
            ("asked", _("หน่วยงานชี้แจง")),
            ("considering", _("พิจารณา")),
            ("opinion", _("แจ้งความเห็น")),
            ("closed", _("ยุติ")),
        ),
        page="information_complaint",
        public_page="information_complaint_track",
        closed=True,
        citizen=_("ผู้ร้องเรียน"),
        own_clocks=("appear",),
    )


COMPLAINT_1 = _procedure(COMPLAINT, _("เรื่องร้องเรียนตามมาตรา 13"), MAIN_MOVES)
CHECK_1 = _procedure(CHECK, _("คำขอให้ตรวจสอบตามมาตรา 33"), (*MAIN_MOVES, INSPECT), (INSPECTION_TRACK,))
