"""What may be done while a petition stays where it is: hold, note, classify, guard, write."""

from palat.duties.petitions.procedure.guards import COPY_PREPARED
from palat.duties.petitions.procedure.roles import (
    ADVISER,
    AGENT,
    CITIZEN,
    CLERK,
    DIRECTOR,
    HEAD,
    HOLDER,
    INTAKE,
    INTAKE_UNHELD,
    LEGAL,
    OFFICER,
    REGISTRAR,
    SCREENERS,
    SECRETARY,
    SHIFT,
    SIGNERS,
    SUPERVISORS,
    WORKERS,
)
from palat.duties.petitions.procedure.states import WORKING
from palat.kernel.incoming.procedure import incoming_moves
from palat.kernel.letters.moves import letter_moves
from palat.kernel.matters.procedure import ClockStart, Move


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


COPY_ACTS = ("prepare_concealed_copy", "approve_concealed_copy")  # nobody's copy silently replaces another's

KEEPING = (
    Move("assign", _("จ่ายเรื่อง / มอบหมาย"), by=(INTAKE, SHIFT, *SUPERVISORS), conflicts=("assign",), bulk=True),
    Move("write_note", _("บันทึกภายใน"), by=(*SCREENERS, *WORKERS, ADVISER), conflicts=(), from_final=True),
    Move("write_answer", _("ร่างคำตอบ"), by=WORKERS, frm=("in_hand", "compiling", "concluded", "ordered")),
    Move("bar", _("บันทึกผู้มีส่วนได้เสีย"), by=(*SCREENERS, *WORKERS, LEGAL), conflicts=()),
    Move("unbar", _("ยกเลิกการกันผู้มีส่วนได้เสีย"), by=(DIRECTOR, "deputy_permanent_secretary@office"), conflicts=()),
    Move("attach_file", _("แนบเอกสาร"), by=(*SCREENERS, *WORKERS, LEGAL), conflicts=()),
    Move("release_file", _("กำหนดผู้เห็นเอกสาร"), by=WORKERS, conflicts=()),
    Move("add_link", _("เชื่อมโยงเรื่อง"), by=(*SCREENERS, *WORKERS, LEGAL), conflicts=(), from_final=True),
    Move("end_link", _("ยกเลิกการเชื่อมโยง"), by=(*SCREENERS, *WORKERS, LEGAL), conflicts=(), from_final=True),
    Move(
        "change_secrecy",
        _("เปลี่ยนชั้นความลับ"),
        by=(HEAD, DIRECTOR, "deputy_permanent_secretary@office", "permanent_secretary@office"),
        conflicts=("change_secrecy",),
        from_final=True,
    ),
    Move("change_urgency", _("เปลี่ยนชั้นความเร็ว"), by=(*SCREENERS, HOLDER)),
    Move("classify", _("แก้ไขประเภทเรื่อง"), by=(*SCREENERS, HOLDER)),
    Move(
        "prepare_concealed_copy",
        _("จัดทำฉบับปกปิด"),
        by=(OFFICER, HOLDER, HEAD, DIRECTOR, LEGAL),
        frm=WORKING,
        conflicts=COPY_ACTS,
    ),
    Move(
        "approve_concealed_copy",
        _("อนุมัติฉบับปกปิด"),
        by=(OFFICER, HOLDER, HEAD, DIRECTOR, LEGAL),
        frm=WORKING,
        guards=(COPY_PREPARED,),
        conflicts=COPY_ACTS,
        not_by_maker_of=("prepare_concealed_copy",),
    ),
    Move(
        "coordinate",
        _("บันทึกการประสานทางโทรศัพท์"),
        by=(AGENT, *SCREENERS, HOLDER),
        conflicts=(),
        public=_("ประสานหน่วยงานทางโทรศัพท์"),
    ),
    Move(
        "write_to_petitioner",
        _("เขียนถึงผู้ร้อง"),
        by=(*SCREENERS, HOLDER),
        conflicts=(),
        public=_("ข้อความจากเจ้าหน้าที่"),
    ),
    Move(
        "open_identity",
        _("เปิดข้อมูลติดต่อผู้ร้อง"),
        by=(HOLDER, HEAD, DIRECTOR, SHIFT, INTAKE_UNHELD),
        conflicts=(),
        from_final=True,
        own_page=True,
    ),
    Move(
        "open_address",
        _("เปิดชื่อและที่อยู่เพื่อส่งไปรษณีย์"),
        by=(CLERK,),
        conflicts=(),
        from_final=True,
        own_page=True,
    ),
    Move(
        "amend_facts",
        _("แก้ไขประมวลข้อเท็จจริง"),
        by=(*WORKERS, LEGAL),
        frm=("in_hand", "referred", "compiling"),
        conflicts=("amend_facts", "compile", "submit"),
    ),
    Move("site_visit", _("บันทึกการลงพื้นที่"), by=(*WORKERS, OFFICER), frm=WORKING, conflicts=()),
    Move("untraceable", _("บันทึกว่าติดต่อผู้ร้องไม่ได้"), by=WORKERS, frm=("in_hand", "compiling", "concluded", "suspended")),
    Move("rate", _("ประเมินความพึงพอใจ"), by=(CITIZEN, AGENT), from_final=True, conflicts=()),
    Move(
        "ask_review",
        _("ตรวจซ้ำแล้วให้ทบทวน"),
        by=SUPERVISORS,
        frm=("closed", "answered", "not_accepted", "noted"),
        to="review_requested",
        from_final=True,
        starts=(ClockStart("review", "petition.reopen"),),
        public=_("สำนักงานตรวจซ้ำและจะทบทวนผล"),
    ),
    *letter_moves(
        drafters=(*WORKERS, OFFICER, LEGAL),
        signers=SIGNERS,
        sealers=(HEAD,),
        clerks=(CLERK, INTAKE, SHIFT),
        recorders=(SECRETARY, CLERK),
    ),
    *incoming_moves(
        clerks=(CLERK, INTAKE, SHIFT),
        workers=WORKERS,
        posters=(CLERK, INTAKE, SHIFT, *WORKERS, OFFICER, LEGAL, REGISTRAR),
    ),
)
