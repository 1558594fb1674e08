"""The way of a petition that was taken up: agencies, facts, opinion, decision, answer, end."""

from palat.duties.petitions.procedure.guards import (
    ANSWER_WRITTEN,
    CONCEALED_COPY,
    DANGER_LOOKED_INTO,
    LETTER_WHEN_ACCUSING,
    NO_OPEN_ORDERS,
    NO_OPEN_REFERRALS,
    TOLD,
)
from palat.duties.petitions.procedure.roles import ADVISER, SUPERVISORS, SYSTEM, WORKERS
from palat.duties.petitions.procedure.states import WORKING
from palat.kernel.matters.deciding import decision_moves
from palat.kernel.matters.procedure import ClockStart, Move


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


HANDLING = (
    Move(
        "refer",
        _("ส่งเรื่องให้หน่วยงานพิจารณา"),
        by=WORKERS,
        frm=WORKING,
        to="referred",
        guards=(CONCEALED_COPY, LETTER_WHEN_ACCUSING),
        stops=("forward",),
        public=_("ส่งเรื่องให้หน่วยงานพิจารณา"),
        style="primary",
        conflicts=("merge", "close"),
    ),
    Move(
        "refer_signed",
        _("ส่งเรื่องตามหนังสือที่ลงนามแล้ว"),
        by=(SYSTEM,),
        frm=WORKING,
        to="referred",
        guards=(CONCEALED_COPY,),
        stops=("forward",),
        public=_("ส่งเรื่องให้หน่วยงานพิจารณา"),
        conflicts=("merge", "close"),
        own_page=True,
    ),
    Move(
        "compile",
        _("ประมวลข้อเท็จจริง"),
        by=WORKERS,
        frm=("in_hand", "referred"),
        to="compiling",
        stops=("forward",),
        guards=(NO_OPEN_REFERRALS,),
        public=_("ประมวลข้อเท็จจริง"),
        style="primary",
    ),
    *decision_moves(
        proposers=(*WORKERS, ADVISER),
        frm=("in_hand", "compiling"),
        stops=("forward",),
        told=("submitted", "ordered"),
    ),
    Move(
        "conclude",
        _("สรุปได้ข้อยุติ"),
        by=WORKERS,
        frm=("in_hand", "referred", "compiling", "ordered"),
        to="concluded",
        guards=(NO_OPEN_REFERRALS, NO_OPEN_ORDERS),
        stops=("forward",),
        starts=(ClockStart("notify", "petition.notify"),),
        public=_("ได้ข้อยุติ"),
        style="primary",
    ),
    Move(
        "notify",
        _("แจ้งผลผู้ร้อง"),
        by=WORKERS,
        frm=("concluded",),
        to="notified",
        guards=(ANSWER_WRITTEN,),
        conflicts=("write_answer", "conclude"),  # nobody sends words that they have not read
        stops=("notify",),
        public=_("แจ้งผลการพิจารณา"),
        style="primary",
    ),
    Move(
        "close",
        _("ยุติเรื่อง"),
        by=SUPERVISORS,
        frm=("notified", "concluded"),
        to="closed",
        guards=(TOLD, DANGER_LOOKED_INTO, NO_OPEN_REFERRALS, NO_OPEN_ORDERS),
        public=_("ยุติเรื่อง"),
        style="primary",
        bulk=True,
    ),
)
