"""Who may do what around a contact, and how a contact ends: plain rules."""

from collections.abc import Collection


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


# Who takes calls, letters and walk-ins, and who answers for them.
TAKERS = frozenset(
    {"contact_centre_agent", "registry_clerk", "intake_officer", "shift_leader", "case_officer", "group_head"}
)
CALLERS = frozenset({"contact_centre_agent", "intake_officer", "shift_leader"})
# Who calls sampled petitioners: they handle no cases, so that nobody asks how his own work was.
SAMPLERS = frozenset({"contact_centre_agent"})
READERS = frozenset({"registry_clerk", "intake_officer", "shift_leader", "group_head", "director", "auditor"})
SETTLERS = frozenset({"intake_officer", "shift_leader", "registry_clerk", "group_head"})
EDITORS = frozenset({"shift_leader", "group_head"})
SUPERVISORS = frozenset({"group_head", "director"})

# How a contact of each kind may end on the call screen; the first is the usual one.
ENDINGS: dict[str, tuple[str, ...]] = {
    "enquiry": ("answered", "call_back", "noted"),
    "follow_up": ("answered", "call_back", "noted"),
    "praise": ("noted",),
    "nuisance": ("abuse", "silent", "noted"),
}

LANGUAGES = (
    ("th", _("ไทย")),
    ("en", _("อังกฤษ")),
    ("my", _("พม่า")),
    ("km", _("เขมร")),
    ("lo", _("ลาว")),
    ("zh", _("จีน")),
    ("ms", _("มลายู")),
    ("sign", _("ภาษามือ")),
    ("other", _("อื่น ๆ")),
)

ATTEMPTS = (
    ("reached", _("ติดต่อได้ ตอบเรียบร้อย")),
    ("no_answer", _("ไม่รับสาย")),
    ("busy", _("สายไม่ว่าง")),
    ("refused", _("ผู้รับสายไม่ประสงค์คุย")),
    ("wrong_number", _("หมายเลขไม่ถูกต้อง")),
)
ENDS_DONE, ENDS_FAILED = "done", "failed"


def end_of_call_back(result: str) -> str:
    """Return how an attempt ends a promise to call back: done, failed, or not at all."""
    if result == "reached":
        return ENDS_DONE
    return ENDS_FAILED if result in {"wrong_number", "refused"} else ""


def may_end_as(kind: str, outcome: str, endings: Collection[str] | None = None) -> bool:
    """Say whether a contact of a kind may end so without becoming a case."""
    return outcome in (endings if endings is not None else ENDINGS.get(kind, ("answered", "call_back", "noted")))


DUTY_DAYS = (
    ("all", _("ทุกวัน")),
    ("working", _("วันทำการ")),
    ("off", _("วันหยุดราชการ")),
)

PAGE_KINDS = (("script", _("บทพูด")), ("page", _("ความรู้")))

SAMPLE_KINDS = (("satisfaction", _("สุ่มโทรถามความพึงพอใจ")), ("recheck", _("สุ่มตรวจซ้ำเรื่องที่ยุติ")))
SAMPLE_RESULTS = (
    ("rated", _("ให้คะแนนแล้ว")),
    ("refused", _("ไม่ประสงค์ตอบ")),
    ("no_answer", _("ติดต่อไม่ได้")),
    ("sound", _("ถูกต้องครบถ้วน")),
    ("sent_back", _("ส่งทบทวน")),
)
# What a supervisor asks of a closed case when it is looked at again.
RECHECK_QUESTIONS = (
    ("answers_the_point", _("คำตอบตรงประเด็นที่ผู้ร้องแจ้งหรือไม่")),
    ("has_evidence", _("มีหลักฐานว่าหน่วยงานดำเนินการแล้วหรือไม่")),
    ("petitioner_told", _("ผู้ร้องได้รับแจ้งผลพร้อมเหตุผลและสิทธิขอให้ทบทวนหรือไม่")),
)
