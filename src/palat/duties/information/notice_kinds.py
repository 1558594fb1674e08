"""The kinds of news on requests for information, with the words that come with the program.

They say that there is news, never what it is.
"""

from palat.kernel.notices.citizen_words import FOOT_EN, FOOT_TH, citizen_kind
from palat.kernel.notices.wording import CITIZEN, Kind


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


OFFICE = (
    "ศูนย์ข้อมูลข่าวสารของราชการ สำนักงานปลัดสำนักนายกรัฐมนตรี",
    "Official Information Centre, Office of the Permanent Secretary, Prime Minister's Office",
)


def _citizen(code: str, label: str, th: tuple[str, str], en: tuple[str, str]) -> Kind:
    return citizen_kind(f"information.{code}", label, th, en, office=OFFICE)


KINDS = (
    _citizen(
        "received",
        _("รับคำขอข้อมูลข่าวสารแล้ว"),
        ("รับคำขอข้อมูลข่าวสารแล้ว", "สำนักงานได้รับคำขอของท่านแล้ว โปรดเก็บรหัสเรื่องไว้ติดตาม"),
        ("We have received your request", "We have received your request for information. Keep its code to follow it."),
    ),
    _citizen(
        "ask_requester",
        _("ขอให้ผู้ขอข้อมูลข่าวสารชี้แจง"),
        ("ขอให้ชี้แจงเพิ่มเติม", "เจ้าหน้าที่ขอให้ท่านชี้แจงคำขอข้อมูลข่าวสารเพิ่มเติม โปรดเปิดอ่านและตอบ"),
        ("Please clarify your request", "An officer asks you to clarify your request. Please open it and answer."),
    ),
    _citizen(
        "promised",
        _("แจ้งกำหนดวันแล้วเสร็จของคำขอ"),
        ("แจ้งกำหนดวันแล้วเสร็จ", "สำนักงานแจ้งกำหนดวันแล้วเสร็จของคำขอของท่าน พร้อมเหตุผล"),
        ("A finish date for your request", "We tell you when your request will be finished, and why not sooner."),
    ),
    _citizen(
        "decided",
        _("แจ้งผลการพิจารณาคำขอ"),
        ("แจ้งผลการพิจารณาคำขอ", "มีผลการพิจารณาคำขอข้อมูลข่าวสารของท่านแล้ว"),
        ("The decision on your request", "There is a decision on your request for information."),
    ),
    _citizen(
        "delivered",
        _("ส่งมอบข้อมูลข่าวสารแล้ว"),
        ("ส่งมอบข้อมูลข่าวสารแล้ว", "มีข้อมูลข่าวสารตามคำขอของท่านแล้ว"),
        ("Your information is ready", "The information that you asked for is ready."),
    ),
    _citizen(
        "message",
        _("มีข้อความถึงผู้ขอข้อมูลข่าวสาร"),
        ("มีข้อความจากเจ้าหน้าที่", "มีข้อความจากเจ้าหน้าที่ในคำขอข้อมูลข่าวสารของท่าน"),
        ("A message from an officer", "There is a message from an officer on your request."),
    ),
    Kind(
        code="information.party",
        label=_("แจ้งผู้มีประโยชน์ได้เสียให้เสนอคำคัดค้าน"),
        to=CITIZEN,
        fields=("link",),
        words={
            "th": {
                "subject": "แจ้งให้เสนอคำคัดค้านการเปิดเผยข้อมูลข่าวสาร",
                "body": f"มีหนังสือแจ้งถึงท่านตามกฎหมายข้อมูลข่าวสาร โปรดเปิดอ่านและตอบที่\n{{link}}\n\n{FOOT_TH}\n{OFFICE[0]}",
                "short": "มีหนังสือแจ้งถึงท่านตามกฎหมายข้อมูลข่าวสาร {link}",
            },
            "en": {
                "subject": "You may object to the disclosure of information",
                "body": "There is a notice to you under the Official Information Act. Read and answer it at\n{link}\n\n"
                f"{FOOT_EN}\n{OFFICE[1]}",
                "short": "1111: a notice to you under the Official Information Act {link}",
            },
        },
    ),
)
