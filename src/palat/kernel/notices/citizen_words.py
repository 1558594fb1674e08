"""The shape of what citizens are told by every duty: that there is news, the code, where to read it."""

from palat.kernel.notices.wording import CITIZEN, Kind

OFFICE_TH = "ศูนย์บริการประชาชน สำนักงานปลัดสำนักนายกรัฐมนตรี"
OFFICE_EN = "Office of the Permanent Secretary, Prime Minister's Office"
FOOT_TH = "ถ้ามีข้อสงสัย โทร 1111"
FOOT_EN = "Any questions? Call 1111."


def citizen_kind(
    code: str, label: str, th: tuple[str, str], en: tuple[str, str], *, office: tuple[str, str] = (OFFICE_TH, OFFICE_EN)
) -> Kind:
    """Return a kind of news for citizens; `th` and `en` are its headline and its first sentence."""
    return Kind(
        code=code,
        label=label,
        to=CITIZEN,
        fields=("code", "link"),
        words={
            "th": {
                "subject": f"{th[0]} รหัสเรื่อง {{code}}",
                "body": f"{th[1]}\n\nรหัสเรื่อง {{code}}\nเปิดดูที่ {{link}}\n\n{FOOT_TH}\n{office[0]}",
                "short": f"{th[0]} รหัสเรื่อง {{code}} {{link}}",
            },
            "en": {
                "subject": f"{en[0]}, code {{code}}",
                "body": f"{en[1]}\n\nCode {{code}}\nOpen it at {{link}}\n\n{FOOT_EN}\n{office[1]}",
                "short": f"1111: {en[0]}, code {{code}} {{link}}",
            },
        },
    )
