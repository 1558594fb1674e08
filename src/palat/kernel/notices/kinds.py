"""Kinds of news that no duty brings."""

from palat.kernel.notices.wording import AGENCY, OFFICIAL, Kind


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


DIGEST = Kind(
    code="digest",
    label=_("สรุปประจำวันถึงเจ้าหน้าที่"),
    to=OFFICIAL,
    fields=("count", "day", "link"),
    words={
        "th": {
            "subject": "มีการแจ้งที่ยังไม่ได้อ่าน {count} รายการ",
            "body": "ถึงวันที่ {day} มีการแจ้งที่ยังไม่ได้อ่าน {count} รายการ เปิดอ่านได้ที่\n{link}",
        },
        "en": {
            "subject": "{count} unread notices",
            "body": "As of {day}, {count} notices are unread. Read them at\n{link}",
        },
    },
)
INVITED = Kind(
    code="agency.invited",
    label=_("คำเชิญเข้าใช้ระบบหน่วยงาน"),
    to=AGENCY,
    fields=("agency", "days", "link"),
    words={
        "th": {
            "subject": "คำเชิญเข้าใช้ระบบหน่วยงานของ{agency}",
            "body": "โปรดเปิดลิงก์เพื่อตั้งชื่อผู้ใช้และรหัสผ่าน ลิงก์ใช้ได้ครั้งเดียวภายใน {days} วัน\n{link}",
        },
        "en": {
            "subject": "Invitation to the agency system for {agency}",
            "body": "Please open the link to set a user name and a password. It works once, within {days} days\n{link}",
        },
    },
)


def _onward(what: str, label: str, thai: str, english: str) -> Kind:
    """Return what is told to a body to which an agency sent something on."""
    return Kind(
        code=f"agency.{what}",
        label=label,
        to=AGENCY,
        fields=("reference", "agency", "link"),
        words={
            "th": {"subject": f"{thai} {{reference}}", "body": "{agency}\n{link}"},
            "en": {"subject": f"{english} {{reference}}", "body": "{agency}\n{link}"},
        },
    )


ONWARD = (
    _onward("sent_on", _("เรื่องที่หน่วยงานส่งต่อ"), "ขอให้ดำเนินการและรายงานกลับ", "Please act and report back"),
    _onward("followed_up", _("ติดตามเรื่องที่หน่วยงานส่งต่อ"), "ติดตามคำตอบ", "Follow-up"),
    _onward("asked_again", _("ขอข้อมูลเพิ่มเติมในเรื่องที่ส่งต่อ"), "ขอข้อมูลเพิ่มเติม", "More information is asked"),
)
OWN = (DIGEST, INVITED, *ONWARD)
