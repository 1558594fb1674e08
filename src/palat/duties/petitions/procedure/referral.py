"""The track of a petition at one agency: sent, asked, returned, reported, accepted."""

from palat.duties.petitions.procedure.guards import CONCEALED_COPY, LETTER_WHEN_ACCUSING
from palat.duties.petitions.procedure.roles import AGENCY_HANDS, AGENCY_SIDE, SUPERVISORS, SYSTEM, WORKERS
from palat.duties.petitions.procedure.words import REFERRAL
from palat.kernel.matters.procedure import ClockStart, Move, State, TrackType


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


REFERRAL_STATES = (
    State("sent", _("ส่งหน่วยงานแล้ว"), queue="agency", public=_("ส่งให้หน่วยงานแล้ว")),
    State("in_progress", _("อยู่ระหว่างดำเนินการ"), queue="agency"),
    State("asked", _("หน่วยงานขอข้อมูลเพิ่มเติม"), queue="officer", public=_("หน่วยงานขอข้อมูลเพิ่มเติม")),
    State("returned", _("ไม่อยู่ในหน้าที่และอำนาจ"), queue="officer", public=_("กำลังเปลี่ยนหน่วยงานที่รับผิดชอบ")),
    State("reported", _("หน่วยงานรายงานผล"), queue="officer", public=_("หน่วยงานรายงานผลแล้ว กำลังตรวจสอบ")),
    State("accepted", _("รับรายงานแล้ว"), final=True, public=_("หน่วยงานดำเนินการแล้ว")),
    State("rerouted", _("เปลี่ยนหน่วยงานแล้ว"), final=True),
    State("recalled", _("เรียกเรื่องคืน"), final=True),
)
PROGRESS = ClockStart("progress", "referral.progress")

REFERRAL_MOVES = (
    Move(
        "agency_accept",
        _("รับเรื่องไว้ดำเนินการ"),
        track=REFERRAL,
        by=AGENCY_HANDS,
        answers="accept",
        frm=("sent",),
        to="in_progress",
        stops=("accept",),
        public=_("หน่วยงานรับเรื่องไว้ดำเนินการ"),
        style="primary",
        bulk=True,
    ),
    Move(
        "agency_return",
        _("ไม่อยู่ในหน้าที่และอำนาจ"),
        track=REFERRAL,
        by=AGENCY_SIDE,
        answers="return",
        frm=("sent", "in_progress"),
        to="returned",
        stops=("accept", "progress"),
        starts=(ClockStart("reroute", "petition.referral"),),
    ),
    Move(
        "agency_ask",
        _("ขอข้อมูลเพิ่มเติม"),
        track=REFERRAL,
        by=AGENCY_HANDS,
        answers="ask",
        frm=("sent", "in_progress"),
        to="asked",
        pauses=("accept", "progress"),
    ),
    Move(
        "reply_agency",
        _("ตอบข้อซักถามของหน่วยงาน"),
        track=REFERRAL,
        by=WORKERS,
        frm=("asked",),
        to="in_progress",
        stops=("accept",),
        resumes=("progress",),
        guards=(CONCEALED_COPY,),
        style="primary",
    ),
    Move(
        "agency_progress",
        _("รายงานความคืบหน้า"),
        track=REFERRAL,
        by=AGENCY_HANDS,
        answers="progress",
        frm=("sent", "in_progress"),
        to="in_progress",
        stops=("accept",),
        public=_("หน่วยงานรายงานความคืบหน้า"),
    ),
    Move(
        "agency_report",
        _("รายงานผล"),
        track=REFERRAL,
        by=AGENCY_SIDE,
        answers="report",
        frm=("sent", "in_progress"),
        to="reported",
        stops=("accept", "progress"),
        starts=(ClockStart("review_report", "petition.review_report"),),
        public=_("หน่วยงานรายงานผล"),
        style="primary",
    ),
    Move(
        "accept_report",
        _("รับรายงาน"),
        track=REFERRAL,
        by=WORKERS,
        frm=("reported",),
        to="accepted",
        stops=("review_report",),
        style="primary",
    ),
    Move(
        "send_back",
        _("ส่งกลับให้ทบทวนรายงาน"),
        track=REFERRAL,
        by=WORKERS,
        frm=("reported",),
        to="in_progress",
        stops=("review_report",),
        starts=(PROGRESS,),
    ),
    Move(
        "reroute",
        _("เปลี่ยนหน่วยงาน"),
        track=REFERRAL,
        by=WORKERS,
        frm=("returned", "sent"),
        to="rerouted",
        stops=("reroute",),
        guards=(CONCEALED_COPY, LETTER_WHEN_ACCUSING),
        public=_("ส่งเรื่องให้หน่วยงานอื่นที่มีหน้าที่และอำนาจ"),
        style="primary",
    ),
    Move(
        "reroute_signed",
        _("เปลี่ยนหน่วยงานตามหนังสือที่ลงนามแล้ว"),
        track=REFERRAL,
        by=(SYSTEM,),
        frm=("returned", "sent"),
        to="rerouted",
        stops=("reroute",),
        guards=(CONCEALED_COPY,),
        public=_("ส่งเรื่องให้หน่วยงานอื่นที่มีหน้าที่และอำนาจ"),
        own_page=True,
    ),
    Move(
        "insist",
        _("ยืนยันว่าอยู่ในหน้าที่และอำนาจ"),
        track=REFERRAL,
        by=SUPERVISORS,
        frm=("returned",),
        to="sent",
        stops=("reroute",),
        starts=(ClockStart("accept", "referral.accept_or_return"), PROGRESS),
    ),
    Move(
        "recall",
        _("เรียกเรื่องคืน"),
        track=REFERRAL,
        by=WORKERS,
        frm=("sent", "in_progress", "asked", "returned", "reported"),
        to="recalled",
    ),
    Move(
        "chase",
        _("ติดตาม / เร่งรัดรายงานผล"),
        track=REFERRAL,
        by=(SYSTEM, *WORKERS),
        frm=("sent", "in_progress"),
        conflicts=("chase",),
        public=_("เร่งรัดหน่วยงานรายงานผล"),
        bulk=True,
    ),
)

REFERRAL_TRACK = TrackType(REFERRAL, _("การส่งเรื่องให้หน่วยงาน"), REFERRAL_STATES, REFERRAL_MOVES, initial="sent")
