"""The tracks of an agency in a complaint: what it is asked to explain, and what it is to carry out."""

from palat.duties.information.procedure.complaint_words import COMPLIANCE, EXPLANATION
from palat.duties.information.procedure.roles import SUPERVISORS, SYSTEM, TEAM
from palat.kernel.matters.procedure import ClockStart, Move, State, TrackType
from palat.kernel.organisation.agency_side import HANDS, SIDE


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


EXPLAIN = ClockStart("explain", "information.explain")
EXPLANATION_STATES = (
    State("sent", _("ขอให้ชี้แจงแล้ว"), queue="agency", public=_("ขอให้หน่วยงานชี้แจงแล้ว")),
    State("in_progress", _("หน่วยงานกำลังจัดทำคำชี้แจง"), queue="agency", public=_("หน่วยงานกำลังจัดทำคำชี้แจง")),
    State("reported", _("หน่วยงานชี้แจงแล้ว รอตรวจ"), queue="officer", public=_("หน่วยงานชี้แจงแล้ว")),
    State("accepted", _("รับคำชี้แจงแล้ว"), final=True, public=_("หน่วยงานชี้แจงแล้ว")),
    State("silent", _("ไม่ชี้แจง พิจารณาเท่าที่มี"), final=True, public=_("หน่วยงานไม่ชี้แจง พิจารณาเท่าที่มี")),
    State("recalled", _("ไม่ต้องชี้แจงแล้ว"), final=True, taken_back=True),
)
OWING = ("sent", "in_progress")
EXPLANATION_MOVES = (
    Move(
        "agency_accept",
        _("รับทราบ จะชี้แจง"),
        track=EXPLANATION,
        by=HANDS,
        answers="accept",
        frm=("sent",),
        to="in_progress",
        style="primary",
        bulk=True,
    ),
    Move(
        "agency_report",
        _("ส่งคำชี้แจง"),
        track=EXPLANATION,
        by=SIDE,
        answers="report",
        frm=OWING,
        to="reported",
        stops=("explain",),
        public=_("หน่วยงานชี้แจงแล้ว"),
        style="primary",
    ),
    Move(
        "agency_progress",
        _("แจ้งความคืบหน้า"),
        track=EXPLANATION,
        by=HANDS,
        answers="progress",
        frm=OWING,
        to="in_progress",
    ),
    Move(
        "record_explanation",
        _("บันทึกคำชี้แจงที่มาเป็นหนังสือ"),
        track=EXPLANATION,
        by=TEAM,
        frm=OWING,
        to="reported",
        stops=("explain",),
        public=_("หน่วยงานชี้แจงแล้ว"),
    ),
    Move(
        "accept_explanation",
        _("รับคำชี้แจง"),
        track=EXPLANATION,
        by=TEAM,
        frm=("reported",),
        to="accepted",
        style="primary",
    ),
    Move(
        "return_explanation",
        _("ส่งกลับให้ชี้แจงเพิ่ม"),
        track=EXPLANATION,
        by=TEAM,
        frm=("reported",),
        to="in_progress",
        starts=(EXPLAIN,),
    ),
    Move(
        "go_without",
        _("พิจารณาเท่าที่มี เพราะหน่วยงานไม่ชี้แจง"),
        track=EXPLANATION,
        by=SUPERVISORS,
        frm=OWING,
        to="silent",
    ),
    Move(
        "chase_explanation",
        _("ติดตามคำชี้แจง"),
        track=EXPLANATION,
        by=(SYSTEM, *TEAM),
        frm=OWING,
        conflicts=("chase_explanation",),
        public=_("ติดตามให้หน่วยงานชี้แจง"),
    ),
    Move(
        "recall_explanation",
        _("แจ้งหน่วยงานว่าไม่ต้องชี้แจงแล้ว"),
        track=EXPLANATION,
        by=(SYSTEM, *TEAM),
        frm=(*OWING, "reported"),
        to="recalled",
        on_bar="information.tell_agency",
    ),
)

COMPLY = ClockStart("comply", "information.comply")
COMPLIANCE_STATES = (
    State("ordered", _("แจ้งความเห็นให้ปฏิบัติแล้ว"), queue="agency", public=_("แจ้งให้หน่วยงานปฏิบัติแล้ว")),
    State("under_way", _("หน่วยงานกำลังปฏิบัติ"), queue="agency", public=_("หน่วยงานกำลังปฏิบัติ")),
    State("told", _("หน่วยงานรายงานแล้ว รอตรวจ"), queue="officer", public=_("หน่วยงานรายงานแล้ว กำลังตรวจ")),
    State("complied", _("ปฏิบัติตามความเห็นแล้ว"), final=True, public=_("หน่วยงานปฏิบัติตามความเห็นแล้ว")),
    State("defied", _("ไม่ปฏิบัติตามความเห็น"), final=True, public=_("หน่วยงานไม่ปฏิบัติตามความเห็น")),
)
TO_COMPLY = ("ordered", "under_way")
COMPLIANCE_MOVES = (
    Move(
        "comply_accept",
        _("รับทราบ จะปฏิบัติ"),
        track=COMPLIANCE,
        by=HANDS,
        answers="accept",
        frm=("ordered",),
        to="under_way",
        style="primary",
        bulk=True,
    ),
    Move(
        "comply_report",
        _("รายงานผลการปฏิบัติ"),
        track=COMPLIANCE,
        by=SIDE,
        answers="report",
        frm=TO_COMPLY,
        to="told",
        stops=("comply",),
        public=_("หน่วยงานรายงานผลการปฏิบัติ"),
        style="primary",
    ),
    Move(
        "comply_progress",
        _("แจ้งความคืบหน้าการปฏิบัติ"),
        track=COMPLIANCE,
        by=HANDS,
        answers="progress",
        frm=TO_COMPLY,
        to="under_way",
    ),
    Move(
        "record_compliance",
        _("บันทึกรายงานที่มาเป็นหนังสือ"),
        track=COMPLIANCE,
        by=TEAM,
        frm=TO_COMPLY,
        to="told",
        stops=("comply",),
        public=_("หน่วยงานรายงานผลการปฏิบัติ"),
    ),
    Move(
        "accept_compliance",
        _("ตรวจแล้ว ปฏิบัติครบ"),
        track=COMPLIANCE,
        by=TEAM,
        frm=("told",),
        to="complied",
        public=_("หน่วยงานปฏิบัติตามความเห็นแล้ว"),
        style="primary",
    ),
    Move(
        "return_compliance",
        _("ยังไม่ครบ ให้ปฏิบัติต่อ"),
        track=COMPLIANCE,
        by=TEAM,
        frm=("told",),
        to="under_way",
        starts=(COMPLY,),
    ),
    Move(
        "chase_compliance",
        _("ติดตามการปฏิบัติ"),
        track=COMPLIANCE,
        by=(SYSTEM, *TEAM),
        frm=TO_COMPLY,
        conflicts=("chase_compliance",),
        public=_("ติดตามให้หน่วยงานปฏิบัติตามความเห็น"),
    ),
    Move(
        "note_defiance",
        _("บันทึกว่าไม่ปฏิบัติตามความเห็น"),
        track=COMPLIANCE,
        by=SUPERVISORS,
        frm=(*TO_COMPLY, "told"),
        to="defied",
        public=_("หน่วยงานไม่ปฏิบัติตามความเห็น"),
        style="danger",
    ),
)

EXPLANATION_TRACK = TrackType(EXPLANATION, _("คำชี้แจงของหน่วยงาน"), EXPLANATION_STATES, EXPLANATION_MOVES, initial="sent")
COMPLIANCE_TRACK = TrackType(COMPLIANCE, _("การปฏิบัติตามความเห็น"), COMPLIANCE_STATES, COMPLIANCE_MOVES, initial="ordered")
