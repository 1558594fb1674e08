"""Who does what inside an outside agency: roles, and which of its answers an approver sends. Plain rules."""


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


LIAISON, CCEO, APPROVER = "agency_liaison", "cceo", "agency_approver"
DRAFTER, MANAGER, READER, SYSTEM = "agency_drafter", "agency_manager", "agency_reader", "agency_system"

# Who may let an answer go out where the agency wants it approved: its head, or whom it names.
APPROVERS = frozenset({CCEO, APPROVER})
# Who gives work out inside the agency, and who looks after its people, rules and tokens.
DISPATCHERS = frozenset({LIAISON, CCEO, APPROVER, MANAGER})
MANAGERS = frozenset({LIAISON, MANAGER, CCEO})
# Who writes an answer or a draft of one.
WRITERS = frozenset({LIAISON, CCEO, APPROVER, DRAFTER})
# As the moves of a procedure name them: who may speak for an agency, and who works there on what was given to them.
SIDE = tuple(f"{role}@agency" for role in (LIAISON, CCEO, APPROVER, SYSTEM))
HANDS = (*SIDE, f"{DRAFTER}@in_hand")
# What an agency gives its own people; the post of CCEO is entered by the Office, as each agency names one to it.
GIVEN = (
    (LIAISON, _("ผู้ประสานงาน"), _("รับเรื่อง ส่งต่อ ตอบ และดูแลบัญชีของหน่วยงาน")),
    (DRAFTER, _("ผู้ร่างคำตอบ"), _("เห็นเฉพาะเรื่องที่ส่งต่อให้ตนหรือหน่วยของตน ร่างคำตอบเสนอผู้อนุมัติ")),
    (APPROVER, _("ผู้อนุมัติ"), _("เห็นทุกเรื่องของหน่วยงาน อนุมัติหรือส่งร่างกลับ และตอบได้เอง")),
    (MANAGER, _("ผู้จัดการบัญชี"), _("เห็นทุกเรื่อง ส่งต่อภายใน ดูแลผู้ใช้และการตั้งค่า แต่ไม่ตอบแทนหน่วยงาน")),
    (READER, _("ผู้อ่าน"), _("อ่านทุกเรื่องของหน่วยงานและสถิติ ไม่ดำเนินการ")),
)
AGENCY_ROLES = frozenset({code for code, _label, _words in GIVEN} | {CCEO, SYSTEM})

# Which answers to the Office wait for an approver; what an answer is, the move of the procedure says.
APPROVALS = (
    ("none", _("ผู้ประสานงานตอบสำนักงานได้เอง")),
    ("answers", _("รายงานผลและการแจ้งว่าไม่อยู่ในหน้าที่และอำนาจ ต้องมีผู้อนุมัติ")),
    ("all", _("ทุกข้อความถึงสำนักงานต้องมีผู้อนุมัติ รวมทั้งความคืบหน้าและการขอข้อมูล")),
)
HELD_BACK = {
    "none": frozenset[str](),
    "answers": frozenset({"report", "return"}),
    "all": frozenset({"report", "return", "progress", "ask"}),
}


def is_held_back(approval: str, answer: str) -> bool:
    """Say whether an answer of a kind goes out by an approver alone, under an agency's rule."""
    return answer in HELD_BACK[approval]
