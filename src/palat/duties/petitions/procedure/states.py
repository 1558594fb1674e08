"""Where a petition can stand, in whose queue it then lies, and what the citizen reads of it."""

from palat.duties.petitions.procedure.words import REFERRAL
from palat.kernel.matters.deciding import decision_states
from palat.kernel.matters.procedure import State


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


MAIN_STATES = (
    State("received", _("รับเรื่อง"), queue="unit", phase="received", public=_("รับเรื่องแล้ว กำลังคัดกรอง")),
    State("info_requested", _("ขอข้อเท็จจริงเพิ่มเติม"), phase="received", public=_("รอข้อเท็จจริงเพิ่มเติมจากผู้ร้อง")),
    State(
        "refusal_proposed",
        _("เสนอไม่รับเรื่องไว้พิจารณา"),
        queue="role:group_head",
        phase="received",
        public=_("อยู่ระหว่างพิจารณารับเรื่อง"),
    ),
    State("in_hand", _("เจ้าของเรื่องดำเนินการ"), phase="considering", public=_("เจ้าของเรื่องกำลังดำเนินการ")),
    State(
        "referred",
        _("ส่งเรื่องให้หน่วยงานพิจารณา"),
        waits_for=REFERRAL,
        phase="agencies",
        public=_("หน่วยงานที่เกี่ยวข้องกำลังดำเนินการ"),
    ),
    State("compiling", _("ประมวลข้อเท็จจริง"), phase="deciding", public=_("กำลังประมวลข้อเท็จจริงและทำความเห็น")),
    *decision_states(phase="deciding", told=True, waits=True),
    State("concluded", _("ได้ข้อยุติ รอแจ้งผล"), phase="answered", public=_("ได้ข้อยุติแล้ว กำลังจัดทำคำตอบ")),
    State("notified", _("แจ้งผลแล้ว รอยุติเรื่อง"), queue="role:group_head", phase="answered", public=_("แจ้งผลแล้ว")),
    State(
        "review_requested",
        _("ขอให้ทบทวนผล"),
        queue="role:group_head",
        phase="considering",
        public=_("รับคำขอให้ทบทวนผลแล้ว"),
    ),
    State("suspended", _("ระงับการพิจารณา"), queue="role:group_head", phase="considering"),
    State("closed", _("ยุติเรื่อง"), final=True, phase="answered"),
    State("answered", _("ชี้แจงทันที"), final=True, phase="answered", public=_("ชี้แจงแล้ว")),
    State("noted", _("รับทราบไว้ขั้นต้น"), final=True, phase="answered"),
    State("not_accepted", _("ไม่รับเรื่องไว้พิจารณา"), final=True, phase="answered"),
    State("merged", _("รวมเรื่อง"), final=True, phase="considering", public=_("รวมพิจารณากับเรื่องเดียวกันแล้ว")),
    State("withdrawn", _("ผู้ร้องขอยุติเรื่อง"), final=True, phase="answered"),
)

OPEN = tuple(state.code for state in MAIN_STATES if not state.final)
WORKING = ("in_hand", "referred", "compiling")
ENDED = ("notified", "closed", "answered", "not_accepted", "noted", "withdrawn")  # what new facts may open again
