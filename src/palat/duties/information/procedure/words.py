"""The words of information matters that officials choose among: codes and labels."""


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


PART, PARTY = "part", "third_party"  # the tracks of a request

KINDS = (
    ("general", _("ขอข้อมูลข่าวสารทั่วไป (มาตรา 11)")),
    ("own", _("ขอดูข้อมูลข่าวสารส่วนบุคคลของตน (มาตรา 25)")),
)
CHANNELS = (
    ("web", _("เว็บไซต์")),
    ("counter", _("ยื่นด้วยตนเอง")),
    ("post", _("ไปรษณีย์")),
    ("email", _("อีเมล")),
)
FORMS = (
    ("copy", _("สำเนา")),
    ("certified", _("สำเนาที่มีคำรับรองถูกต้อง")),
    ("inspect", _("ตรวจดู ณ สถานที่")),
    ("file", _("ไฟล์อิเล็กทรอนิกส์")),
)
DECISIONS = (
    ("full", _("เปิดเผยทั้งหมด")),
    ("partial", _("เปิดเผยบางส่วน")),
    ("refused", _("มิให้เปิดเผย (มาตรา 15)")),
    ("monarchy", _("มิให้เปิดเผย (มาตรา 14)")),
    ("not_held", _("ไม่มีข้อมูลข่าวสารนี้อยู่ในครอบครอง")),
    ("sent_on", _("อยู่ในความครอบครองของหน่วยงานอื่น")),
)
REFUSING = frozenset({"partial", "refused", "monarchy"})  # what may be appealed under s.18
DISCLOSING = frozenset({"full", "partial"})
CLOSINGS = (
    ("delivered", _("ได้รับข้อมูลข่าวสารแล้ว")),
    ("refused", _("แจ้งคำสั่งมิให้เปิดเผยแล้ว")),
    ("not_held", _("แจ้งว่าไม่มีข้อมูลข่าวสารแล้ว")),
    ("uncollected", _("ผู้ขอไม่มารับภายในกำหนด")),
    ("unclarified", _("ผู้ขอไม่ชี้แจงภายในกำหนด")),
)
DELIVERIES = (
    ("file", _("ไฟล์ที่หน้าติดตามเรื่อง")),
    ("handed", _("รับสำเนาด้วยตนเอง")),
    ("post", _("ส่งทางไปรษณีย์")),
    ("inspected", _("ตรวจดู ณ สถานที่")),
)
ASKED_BY = (
    ("in_person", _("มาด้วยตนเอง")),
    ("letter", _("หนังสือหรือจดหมาย")),
    ("phone", _("โทรศัพท์")),
    ("email", _("อีเมล")),
)
