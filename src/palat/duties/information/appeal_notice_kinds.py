"""The kinds of news on appeals, with the words that come with the program. They say that there is news, never what."""

from palat.kernel.notices.citizen_words import FOOT_EN, FOOT_TH, citizen_kind
from palat.kernel.notices.wording import CITIZEN, Kind


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


OFFICE = (
    "สำนักงานคณะกรรมการข้อมูลข่าวสารของราชการ สำนักงานปลัดสำนักนายกรัฐมนตรี",
    "Office of the Official Information Commission, Prime Minister's Office",
)


def _citizen(code: str, label: str, th: tuple[str, str], en: tuple[str, str]) -> Kind:
    return citizen_kind(f"information.{code}", label, th, en, office=OFFICE)


APPEAL_KINDS = (
    Kind(
        code="information.party_appeal",
        label=_("แจ้งผู้คัดค้านว่าอุทธรณ์ได้"),
        to=CITIZEN,
        fields=("link",),
        words={
            "th": {
                "subject": "ท่านอุทธรณ์ผลการพิจารณาคำคัดค้านได้",
                "body": f"มีผลการพิจารณาคำคัดค้านของท่านแล้ว หากไม่เห็นด้วย อุทธรณ์ได้ที่\n{{link}}\n\n{FOOT_TH}\n{OFFICE[0]}",
                "short": "ท่านอุทธรณ์ผลการพิจารณาคำคัดค้านได้ที่ {link}",
            },
            "en": {
                "subject": "You may appeal the decision on your objection",
                "body": "There is a decision on your objection. If you do not agree, you may appeal at\n{link}\n\n"
                f"{FOOT_EN}\n{OFFICE[1]}",
                "short": "1111: you may appeal the decision on your objection {link}",
            },
        },
    ),
    _citizen(
        "appeal_received",
        _("รับคำอุทธรณ์แล้ว"),
        ("รับคำอุทธรณ์แล้ว", "สำนักงานได้รับคำอุทธรณ์ของท่านแล้ว โปรดเก็บรหัสเรื่องไว้ติดตาม"),
        ("We have received your appeal", "We have received your appeal. Keep its code to follow it."),
    ),
    _citizen(
        "appeal_admitted",
        _("รับคำอุทธรณ์ไว้พิจารณา"),
        ("รับคำอุทธรณ์ไว้พิจารณา", "คำอุทธรณ์ของท่านรับไว้พิจารณาแล้ว"),
        ("Your appeal is admitted", "Your appeal is admitted and will be considered."),
    ),
    _citizen(
        "appeal_not_admitted",
        _("ไม่รับคำอุทธรณ์ไว้พิจารณา"),
        ("มีข่าวเกี่ยวกับคำอุทธรณ์", "มีผลการตรวจคำอุทธรณ์ของท่านแล้ว โปรดเปิดอ่าน"),
        ("News of your appeal", "Your appeal was examined. Please open it and read."),
    ),
    _citizen(
        "appeal_assigned",
        _("ส่งคำอุทธรณ์ให้คณะกรรมการวินิจฉัย"),
        ("ส่งให้คณะกรรมการวินิจฉัยแล้ว", "คำอุทธรณ์ของท่านส่งให้คณะกรรมการวินิจฉัยแล้ว"),
        ("Your appeal is before a tribunal", "Your appeal was assigned to a tribunal."),
    ),
    _citizen(
        "appeal_extended",
        _("ขยายเวลาพิจารณาอุทธรณ์"),
        ("ขยายเวลาพิจารณา", "มีการขยายเวลาพิจารณาอุทธรณ์ของท่าน พร้อมเหตุผล"),
        ("More time is needed", "The time to rule on your appeal was extended. Open it to read why."),
    ),
    _citizen(
        "appeal_ruled",
        _("มีคำวินิจฉัยแล้ว"),
        ("มีคำวินิจฉัยแล้ว", "คณะกรรมการวินิจฉัยมีคำวินิจฉัยอุทธรณ์ของท่านแล้ว หนังสือแจ้งจะตามไป"),
        ("There is a ruling", "The tribunal has ruled on your appeal. The letter will follow."),
    ),
    _citizen(
        "appeal_told",
        _("แจ้งคำวินิจฉัย"),
        ("แจ้งคำวินิจฉัย", "อ่านคำวินิจฉัยอุทธรณ์ของท่านได้แล้ว"),
        ("Read the ruling", "You can now read the ruling on your appeal."),
    ),
    _citizen(
        "appeal_message",
        _("มีข้อความถึงผู้อุทธรณ์"),
        ("มีข้อความจากเจ้าหน้าที่", "มีข้อความจากเจ้าหน้าที่ในคำอุทธรณ์ของท่าน"),
        ("A message from an officer", "There is a message from an officer on your appeal."),
    ),
)
