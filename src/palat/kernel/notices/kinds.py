"""Kinds of news that no duty brings."""

from palat.kernel.notices.wording import OFFICIAL, Kind


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
OWN = (DIGEST,)
