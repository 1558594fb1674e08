"""What turns a petition round: a review, a withdrawal, a merge, a suspension."""

from palat.duties.petitions.procedure.guards import DANGER_LOOKED_INTO, NEW_FACTS, TOLD
from palat.duties.petitions.procedure.roles import (
    AGENT,
    CITIZEN,
    HOLDER,
    INTAKE,
    OFFICER,
    SHIFT,
    SUPERVISORS,
    SYSTEM,
    WORKERS,
)
from palat.duties.petitions.procedure.states import ENDED
from palat.kernel.matters.procedure import ClockStart, Move


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


BEFORE_DECIDING = ("received", "info_requested", "in_hand", "referred", "compiling")

REOPENING = (
    Move(
        "object",
        _("ขอให้ทบทวนผล"),
        by=(CITIZEN, AGENT, INTAKE, SHIFT),
        frm=ENDED,
        to="review_requested",
        guards=(NEW_FACTS,),
        from_final=True,
        starts=(ClockStart("review", "petition.reopen"),),
        public=_("ผู้ร้องขอให้ทบทวนผล"),
    ),
    Move(
        "object_in_case",
        _("ขอให้ทบทวนผลของเรื่องที่พิจารณารวมกัน"),
        by=(CITIZEN, AGENT, INTAKE, SHIFT),
        frm=("merged",),
        guards=(NEW_FACTS,),
        from_final=True,
        public=_("ผู้ร้องขอให้ทบทวนผล"),
        conflicts=(),
    ),
    Move(
        "object_from_merged",
        _("ผู้ร้องของเรื่องที่รวมไว้ขอให้ทบทวนผล"),
        by=(SYSTEM,),
        frm=ENDED,
        to="review_requested",
        from_final=True,
        starts=(ClockStart("review", "petition.reopen"),),
        public=_("มีคำขอให้ทบทวนผล"),
        own_page=True,
    ),
    Move(
        "accept_review",
        _("รับทบทวน"),
        by=SUPERVISORS,
        frm=("review_requested",),
        to="in_hand",
        stops=("review",),
        starts=(ClockStart("forward", "petition.referral"),),
        public=_("รับทบทวนเรื่องตามข้อเท็จจริงใหม่"),
        style="primary",
    ),
    Move(
        "decline_review",
        _("ยืนยันผลเดิม"),
        by=SUPERVISORS,
        frm=("review_requested",),
        to="closed",
        public=_("ยืนยันผลการพิจารณาเดิม พร้อมแจ้งเหตุผล"),
    ),
    Move(
        "withdraw",
        _("ขอยุติเรื่อง"),
        by=(CITIZEN,),
        frm=BEFORE_DECIDING,
        to="withdrawn",
        guards=(DANGER_LOOKED_INTO,),
        public=_("ผู้ร้องขอยุติเรื่อง"),
    ),
    Move(
        "record_withdrawal",
        _("บันทึกคำขอยุติเรื่องของผู้ร้อง"),
        by=(INTAKE, SHIFT, *WORKERS),
        frm=BEFORE_DECIDING,
        to="withdrawn",
        public=_("เจ้าหน้าที่บันทึกว่าผู้ร้องขอยุติเรื่อง"),
        style="danger",
    ),
    Move(
        "merge",
        _("รวมเรื่อง"),
        by=(INTAKE, SHIFT, OFFICER, HOLDER, *SUPERVISORS),
        frm=BEFORE_DECIDING,
        to="merged",
        guards=(DANGER_LOOKED_INTO,),
        public=_("รวมพิจารณากับเรื่องเดียวกัน"),
        bulk=True,
    ),
    Move(
        "unmerge",
        _("แยกเรื่องออก"),
        by=SUPERVISORS,
        frm=("merged",),
        to="in_hand",
        from_final=True,
        starts=(ClockStart("forward", "petition.referral"),),
        public=_("แยกพิจารณาเป็นเรื่องต่างหาก"),
    ),
    Move(
        "suspend",
        _("ระงับการพิจารณา"),
        by=SUPERVISORS,
        frm=("received", "in_hand", "compiling"),
        to="suspended",
        guards=(DANGER_LOOKED_INTO,),
        pauses=("*",),
        public=_("ระงับการพิจารณา"),
    ),
    Move(
        "take_up",
        _("ยกขึ้นพิจารณาต่อ"),
        by=SUPERVISORS,
        frm=("suspended",),
        to="in_hand",
        resumes=("*",),
        public=_("ยกเรื่องขึ้นพิจารณาต่อ"),
    ),
    Move(
        "close_suspended",
        _("ยุติเรื่องที่ระงับ"),
        by=SUPERVISORS,
        frm=("suspended",),
        to="closed",
        guards=(TOLD, DANGER_LOOKED_INTO),
        public=_("ยุติเรื่อง"),
    ),
)
