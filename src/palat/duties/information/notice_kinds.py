"""The kinds of news on requests for information, with the words that come with the program.

They say that there is news, never what it is.
"""

from palat.kernel.notices.citizen_words import FOOT_EN, FOOT_TH, citizen_kind
from palat.kernel.notices.wording import AGENCY, CITIZEN, Kind


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


OFFICE = (
    "ศูนย์ข้อมูลข่าวสารของราชการ สำนักงานปลัดสำนักนายกรัฐมนตรี",
    "Official Information Centre, Office of the Permanent Secretary, Prime Minister's Office",
)


def _citizen(code: str, label: str, th: tuple[str, str], en: tuple[str, str]) -> Kind:
    return citizen_kind(f"information.{code}", label, th, en, office=OFFICE)


COMMISSION = (
    "สำนักงานคณะกรรมการข้อมูลข่าวสารของราชการ สำนักงานปลัดสำนักนายกรัฐมนตรี",
    "Office of the Official Information Commission, Office of the Permanent Secretary, Prime Minister's Office",
)


def _complainant(code: str, label: str, th: tuple[str, str], en: tuple[str, str]) -> Kind:
    return citizen_kind(f"information.complaint_{code}", label, th, en, office=COMMISSION)


def _agency(code: str, label: str, th: str, en: str) -> Kind:
    words = {
        "th": {"subject": f"{th} {{reference}}", "body": f"{COMMISSION[0]}\n\nเปิดอ่านและตอบด้วยลิงก์นี้\n{{link}}"},
        "en": {"subject": f"{en}, {{reference}}", "body": f"{COMMISSION[1]}\n\nRead it and answer here:\n{{link}}"},
    }
    return Kind(code=f"information.{code}", label=label, to=AGENCY, fields=("reference", "link"), words=words)


COMPLAINT_KINDS = (
    _complainant(
        "received",
        _("รับเรื่องร้องเรียนตามกฎหมายข้อมูลข่าวสารแล้ว"),
        ("รับเรื่องร้องเรียนแล้ว", "สำนักงานได้รับเรื่องร้องเรียนของท่านแล้ว โปรดเก็บรหัสเรื่องไว้ติดตาม"),
        ("We have received your complaint", "We have received your complaint. Keep its code to follow it."),
    ),
    _complainant(
        "ask_requester",
        _("ขอให้ผู้ร้องเรียนชี้แจง"),
        ("ขอให้ชี้แจงเพิ่มเติม", "เจ้าหน้าที่ขอให้ท่านชี้แจงเรื่องร้องเรียนเพิ่มเติม โปรดเปิดอ่านและตอบ"),
        ("Please clarify your complaint", "An officer asks you to clarify your complaint. Please open it and answer."),
    ),
    _complainant(
        "extended",
        _("ขยายเวลาพิจารณาเรื่องร้องเรียน"),
        ("ขยายเวลาพิจารณา", "มีการขยายเวลาพิจารณาเรื่องร้องเรียนของท่าน พร้อมเหตุผล"),
        ("More time for your complaint", "The time for considering your complaint was extended, with the reason."),
    ),
    _complainant(
        "opinion",
        _("แจ้งความเห็นเรื่องร้องเรียน"),
        ("มีความเห็นเรื่องร้องเรียนแล้ว", "พิจารณาเรื่องร้องเรียนของท่านเสร็จแล้ว"),
        ("The opinion on your complaint", "Your complaint has been considered."),
    ),
    _complainant(
        "not_admitted",
        _("แจ้งไม่รับเรื่องร้องเรียนไว้พิจารณา"),
        ("ไม่รับเรื่องร้องเรียนไว้พิจารณา", "เรื่องร้องเรียนของท่านไม่ได้รับไว้พิจารณา โปรดเปิดอ่านเหตุผล"),
        ("Your complaint was not admitted", "Your complaint was not admitted. Please open it to read why."),
    ),
    _complainant(
        "message",
        _("มีข้อความถึงผู้ร้องเรียน"),
        ("มีความคืบหน้าของเรื่องร้องเรียน", "มีความคืบหน้าหรือข้อความในเรื่องร้องเรียนของท่าน"),
        ("News of your complaint", "There is news or a message on your complaint."),
    ),
    _agency(
        "ask",
        _("ขอให้หน่วยงานชี้แจงเรื่องร้องเรียน"),
        "ขอให้ชี้แจงเรื่องร้องเรียนตามกฎหมายข้อมูลข่าวสาร",
        "Please explain: a complaint under the Official Information Act",
    ),
    _agency(
        "return",
        _("ขอให้หน่วยงานชี้แจงหรือปฏิบัติเพิ่ม"),
        "ขอให้ดำเนินการเพิ่มเติมในเรื่องร้องเรียน",
        "More is asked on a complaint",
    ),
    _agency(
        "comply",
        _("แจ้งความเห็นให้หน่วยงานปฏิบัติ"),
        "แจ้งความเห็นและสิ่งที่ต้องปฏิบัติ",
        "An opinion that your agency is to carry out",
    ),
    _agency(
        "late",
        _("ติดตามหน่วยงานในเรื่องร้องเรียน"),
        "ติดตามเรื่องร้องเรียนที่เกินกำหนด",
        "Follow-up of an overdue complaint",
    ),
    Kind(
        code="information.recall",
        label=_("แจ้งหน่วยงานว่าไม่ต้องชี้แจงแล้ว"),
        to=AGENCY,
        fields=("reference",),
        words={
            "th": {
                "subject": "ไม่ต้องชี้แจงเรื่องร้องเรียนแล้ว {reference}",
                "body": f"{COMMISSION[0]}\n\nหน่วยงานไม่ต้องชี้แจงเรื่องนี้อีก ลิงก์ที่ส่งไว้ก่อนหน้าใช้ไม่ได้แล้ว\n\n{FOOT_TH}",
            },
            "en": {
                "subject": "No explanation is needed any more, {reference}",
                "body": f"{COMMISSION[1]}\n\nYour agency need not explain it. Earlier links are closed.\n\n{FOOT_EN}",
            },
        },
    ),
)

KINDS = (
    *COMPLAINT_KINDS,
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
