"""The kinds of news on petitions, with the words that come with the program; the administrator may change them.

They say that there is news, never what it is.
"""

from palat.kernel.notices.citizen_words import FOOT_EN, FOOT_TH, OFFICE_EN, OFFICE_TH, citizen_kind
from palat.kernel.notices.wording import AGENCY, Kind


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


def _citizen(code: str, label: str, th: tuple[str, str], en: tuple[str, str]) -> Kind:
    return citizen_kind(f"petition.{code}", label, th, en)


def _agency(code: str, label: str, th: str, en: str, fields: tuple[str, ...]) -> Kind:
    return Kind(
        code=f"petition.{code}",
        label=label,
        to=AGENCY,
        fields=fields,
        words={
            "th": {"subject": th, "body": f"{OFFICE_TH}\n\nเปิดอ่านและตอบด้วยลิงก์นี้\n{{link}}"},
            "en": {"subject": en, "body": f"{OFFICE_EN}\n\nRead it and answer here:\n{{link}}"},
        },
    )


CITIZENS = (
    _citizen(
        "received",
        _("รับเรื่องแล้ว"),
        ("รับเรื่องแล้ว", "สำนักงานได้รับเรื่องของท่านแล้ว โปรดเก็บรหัสเรื่องไว้ติดตาม"),
        ("We have received your petition", "We have received your petition. Keep its code to follow it."),
    ),
    _citizen(
        "ask_petitioner",
        _("ขอข้อเท็จจริงเพิ่มเติม"),
        ("ขอข้อเท็จจริงเพิ่มเติม", "เจ้าหน้าที่ขอข้อเท็จจริงเพิ่มเติมในเรื่องของท่าน โปรดเปิดอ่านและตอบ"),
        ("More facts are needed", "An officer asks for more facts on your petition. Please open it and answer."),
    ),
    _citizen(
        "message",
        _("มีข้อความจากเจ้าหน้าที่"),
        ("มีข้อความจากเจ้าหน้าที่", "มีข้อความจากเจ้าหน้าที่ในเรื่องของท่าน"),
        ("A message from an officer", "There is a message from an officer on your petition."),
    ),
    _citizen(
        "not_accepted",
        _("แจ้งผลการพิจารณา (ไม่รับไว้พิจารณา)"),
        ("แจ้งผลการพิจารณา", "มีผลการพิจารณาในเรื่องของท่านแล้ว"),
        ("The outcome of your petition", "There is an outcome on your petition."),
    ),
    _citizen(
        "answered",
        _("แจ้งผลการพิจารณา (ชี้แจงทันที)"),
        ("แจ้งผลการพิจารณา", "มีผลการพิจารณาในเรื่องของท่านแล้ว"),
        ("The outcome of your petition", "There is an outcome on your petition."),
    ),
    _citizen(
        "result",
        _("แจ้งผลการพิจารณา"),
        ("แจ้งผลการพิจารณา", "มีผลการพิจารณาในเรื่องของท่านแล้ว"),
        ("The outcome of your petition", "There is an outcome on your petition."),
    ),
    _citizen(
        "accept_review",
        _("รับทบทวนผล"),
        ("รับทบทวนผล", "สำนักงานรับทบทวนผลในเรื่องของท่าน"),
        ("Your review is accepted", "We will review the outcome of your petition."),
    ),
    _citizen(
        "decline_review",
        _("ผลการขอให้ทบทวน"),
        ("ผลการขอให้ทบทวน", "มีคำตอบต่อคำขอให้ทบทวนผลของท่านแล้ว"),
        ("Your request for a review", "There is an answer to your request for a review."),
    ),
    _citizen(
        "withdrawn",
        _("บันทึกคำขอยุติเรื่องแล้ว"),
        (
            "บันทึกคำขอยุติเรื่องแล้ว",
            "เจ้าหน้าที่บันทึกว่าท่านขอยุติเรื่อง ถ้าท่านไม่ได้ขอ โปรดขอให้ทบทวนผลตามลิงก์นี้ หรือโทร 1111",
        ),
        (
            "We recorded that you withdrew your petition",
            "An official recorded that you asked to end your petition. If you did not, ask for a review or call 1111.",
        ),
    ),
    _citizen(
        "rate",
        _("ขอความเห็นต่อการทำงาน"),
        ("ขอความเห็นต่อการทำงาน", "โปรดให้ความเห็นต่อการทำงานในเรื่องของท่าน ใช้เวลาไม่ถึงหนึ่งนาที"),
        ("How did we do?", "Please tell us how we handled your petition. It takes less than a minute."),
    ),
    _citizen(
        "not_taken",
        _("ตอบอีเมลแล้วแต่เรื่องไม่รับข้อเท็จจริงเพิ่ม"),
        (
            "ยังไม่ได้เพิ่มข้อความที่ตอบมา",
            "เรื่องนี้ไม่รับข้อเท็จจริงเพิ่มแล้ว ข้อความที่ท่านตอบมาจึงยังไม่ได้เพิ่ม โปรดเปิดดูว่าทำอะไรต่อได้",
        ),
        (
            "Your answer was not added",
            "This petition takes no more facts, so your answer was not added. Open it to see what you can do.",
        ),
    ),
)
AGENCIES = (
    _agency(
        "referral",
        _("ส่งเรื่องให้หน่วยงานพิจารณา"),
        "เรื่องร้องทุกข์ส่งให้พิจารณา เลขที่ {reference}",
        "A petition referred to you, number {reference}",
        ("reference", "link"),
    ),
    _agency(
        "send_back",
        _("ส่งรายงานกลับให้ทบทวน"),
        "สำนักงานส่งรายงานกลับให้ทบทวน {reference}",
        "The Office sent a report back for revision, {reference}",
        ("reference", "link"),
    ),
    _agency(
        "reply",
        _("ตอบข้อซักถามของหน่วยงาน"),
        "สำนักงานตอบข้อซักถามแล้ว {reference}",
        "The Office answered what you asked, {reference}",
        ("reference", "link"),
    ),
    Kind(
        code="petition.recall",
        label=_("เรียกเรื่องคืน"),
        to=AGENCY,
        fields=("reference",),
        words={
            "th": {
                "subject": "สำนักงานเรียกเรื่องคืน {reference}",
                "body": f"{OFFICE_TH}\n\nหน่วยงานไม่ต้องรายงานผลเรื่องนี้อีก ลิงก์ที่ส่งไว้ก่อนหน้าใช้ไม่ได้แล้ว\n\n{FOOT_TH}",
            },
            "en": {
                "subject": "The Office recalled a petition, {reference}",
                "body": f"{OFFICE_EN}\n\nYour agency need not report on it. Earlier links are closed.\n\n{FOOT_EN}",
            },
        },
    ),
    _agency(
        "insist",
        _("ยืนยันให้หน่วยงานพิจารณา"),
        "สำนักงานยืนยันให้หน่วยงานพิจารณา {reference}",
        "The Office insists that your agency considers {reference}",
        ("reference", "link"),
    ),
    _agency(
        "order",
        _("มีข้อสั่งการถึงหน่วยงาน"),
        "มีข้อสั่งการถึงหน่วยงานของท่าน {reference}",
        "An order for your agency, {reference}",
        ("reference", "link"),
    ),
    _agency(
        "late_order",
        _("ติดตามข้อสั่งการที่เกินกำหนด"),
        "ติดตามข้อสั่งการที่เกินกำหนด (ครั้งที่ {time}) {reference}",
        "Follow-up {time} of an overdue order, {reference}",
        ("reference", "link", "time"),
    ),
    _agency(
        "promise",
        _("มีข้อตกลงของหน่วยงาน"),
        "มีข้อตกลงที่หน่วยงานของท่านต้องดำเนินการ {reference}",
        "A promise that your agency is to carry out, {reference}",
        ("reference", "link"),
    ),
    _agency(
        "late_promise",
        _("ติดตามข้อตกลงที่เกินกำหนด"),
        "ติดตามข้อตกลงที่เกินกำหนด {reference}",
        "Follow-up of an overdue promise, {reference}",
        ("reference", "link"),
    ),
    Kind(
        code="petition.chase",
        label=_("ติดตามรายงานผล พร้อมบัญชีเรื่องค้าง"),
        to=AGENCY,
        fields=("count", "list"),
        words={
            "th": {"subject": "ติดตามรายงานผล {count} เรื่อง", "body": f"{OFFICE_TH}\n\n{{list}}"},
            "en": {"subject": "Follow-up of {count} petitions", "body": f"{OFFICE_EN}\n\n{{list}}"},
        },
    ),
)
KINDS = (*CITIZENS, *AGENCIES)
