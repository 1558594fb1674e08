"""The words of complaints (มาตรา 13) and of checks (มาตรา 33): codes and labels."""


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


COMPLAINT, CHECK = "information_complaint", "information_check"  # the procedures
EXPLANATION, COMPLIANCE = "explanation", "compliance"  # what an agency is asked; what it is to carry out
SUMMONS, INSPECTION = "summons", "inspection"  # หนังสือเรียก (มาตรา 32); การเข้าตรวจสอบ (มาตรา 33)

GROUNDS = (
    ("not_provided", _("ไม่จัดหาข้อมูลข่าวสารให้ตามคำขอ (มาตรา 11)")),
    ("late", _("ปฏิบัติหน้าที่ล่าช้า")),
    ("no_reply", _("ไม่ตอบคำขอ")),
    ("no_convenience", _("ไม่อำนวยความสะดวกโดยไม่มีเหตุอันสมควร")),
    ("not_open", _("ไม่จัดข้อมูลข่าวสารไว้ให้ประชาชนเข้าตรวจดู (มาตรา 9)")),
    ("not_published", _("ไม่นำข้อมูลข่าวสารลงพิมพ์ในราชกิจจานุเบกษา (มาตรา 7)")),
)
NOT_HELD = "not_held"
CHECKED = ((NOT_HELD, _("ปฏิเสธว่าไม่มีข้อมูลข่าวสาร แต่ผู้ร้องเรียนไม่เชื่อ (มาตรา 33)")),)
KINDS = (*GROUNDS, *CHECKED)
# What is no complaint: against these orders there is an appeal.
APPEALABLE = (
    ("refused", _("มีคำสั่งมิให้เปิดเผย (มาตรา 14 หรือมาตรา 15)")),
    ("objection", _("ไม่รับฟังคำคัดค้านการเปิดเผยของฉัน (มาตรา 17)")),
    ("own", _("ไม่แก้ไข เปลี่ยนแปลง หรือลบข้อมูลส่วนบุคคลของฉัน (มาตรา 25)")),
)
ASKED_FIRST = frozenset({"not_provided", "late", "no_reply", NOT_HELD})  # of these something was asked for before

FOUND = (
    ("founded", _("ข้อร้องเรียนมีเหตุ")),
    ("partly", _("ข้อร้องเรียนมีเหตุบางส่วน")),
    ("unfounded", _("ข้อร้องเรียนไม่มีเหตุ")),
    ("settled", _("หน่วยงานดำเนินการแล้วระหว่างพิจารณา")),
)
CHECK_FOUND = (
    ("held", _("ตรวจแล้วพบว่ามีข้อมูลข่าวสารอยู่ในความครอบครอง")),
    ("held_partly", _("ตรวจแล้วพบว่ามีบางส่วนอยู่ในความครอบครอง")),
    ("not_held", _("ตรวจแล้วไม่พบว่ามีข้อมูลข่าวสารอยู่ในความครอบครอง")),
    ("settled", _("หน่วยงานดำเนินการแล้วระหว่างพิจารณา")),
)
FINDINGS = (*FOUND, *(pair for pair in CHECK_FOUND if pair[0] != "settled"))

NOT_ADMITTED = (
    ("appeal", _("เป็นกรณีที่ต้องอุทธรณ์ต่อคณะกรรมการวินิจฉัย")),
    ("not_agency", _("ผู้ถูกร้องเรียนไม่ใช่หน่วยงานของรัฐตามกฎหมายนี้")),
    ("never_asked", _("ยังไม่ได้ยื่นคำขอต่อหน่วยงาน")),
    ("unclear", _("ไม่ทราบว่าร้องเรียนเรื่องใด และผู้ร้องเรียนไม่ชี้แจง")),
    ("same", _("เป็นเรื่องเดียวกับที่รับไว้หรือพิจารณาเสร็จแล้ว")),
)
APPEARED = (
    ("came", _("มาให้ถ้อยคำหรือส่งเอกสารครบ")),
    ("partly", _("มาหรือส่งเอกสารบางส่วน")),
    ("failed", _("ไม่มาและไม่ส่งเอกสาร")),
)
INSPECTED = (
    ("found", _("พบข้อมูลข่าวสาร")),
    ("partly", _("พบบางส่วน")),
    ("none", _("ไม่พบข้อมูลข่าวสาร")),
    ("refused", _("หน่วยงานไม่ยินยอมให้ตรวจสอบ")),
)


def findings_of(procedure: str) -> tuple[tuple[str, str], ...]:
    """Return what may be found in matters of a procedure."""
    return CHECK_FOUND if procedure == CHECK else FOUND
