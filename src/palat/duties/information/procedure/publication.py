"""The register of what is published or laid open (sections 7, 9 and 23), as data: ways, states, acts, who acts.

How long an entry of a class counts as fresh is a dated limit, `information.fresh.CLASS`.
"""


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


FILE, LINK, PAGE, PLACE = "file", "link", "page", "place"
WAYS: tuple[tuple[str, str], ...] = (
    (FILE, _("ไฟล์ที่เปิดหรือบันทึกได้")),
    (LINK, _("หน้าเว็บอื่น")),
    (PAGE, _("หน้าในระบบนี้")),
    (PLACE, _("ตรวจดูได้ที่สำนักงาน")),
)
# Pages of the portal that an entry may name; the address is looked up when it is shown.
PAGES: tuple[tuple[str, str], ...] = (
    ("statistics", _("สถิติเรื่องราวร้องทุกข์")),
    ("statistics_agencies", _("การตอบเรื่องร้องทุกข์ของหน่วยงาน")),
    ("transparency", _("บันทึกความโปร่งใส")),
    ("information_systems", _("ระบบข้อมูลข่าวสารส่วนบุคคล")),
    ("information_procurement", _("สรุปผลการจัดซื้อจัดจ้างรายเดือน")),
)

DRAFT, PUBLISHED, WITHDRAWN = "draft", "published", "withdrawn"
STATES: dict[str, str] = {DRAFT: _("ยังไม่เผยแพร่"), PUBLISHED: _("เผยแพร่อยู่"), WITHDRAWN: _("ถอนแล้ว")}
WAITING, CURRENT, FORMER, RETURNED, TAKEN_BACK = "waiting", "current", "former", "returned", "taken_back"
READ_BY_ALL = (CURRENT, FORMER)  # what the public may read while the entry is published
VERSIONS: dict[str, str] = {
    WAITING: _("รอตรวจและอนุมัติ"),
    CURRENT: _("ฉบับปัจจุบัน"),
    FORMER: _("ฉบับก่อน"),
    RETURNED: _("ส่งคืน"),
    TAKEN_BACK: _("ถอนแล้ว"),
}

# How a file was looked through before it may be opened to everybody.
UNSEEN, CLEAN, ASKS, STOPPED, ANSWERED = "unseen", "clean", "asks", "stopped", "answered"
LOOKS: dict[str, str] = {
    UNSEEN: _("กำลังตรวจหาข้อมูลแฝง"),
    CLEAN: _("ตรวจแล้ว ไม่มีข้อมูลแฝง"),
    ASKS: _("พบข้อมูลแฝง ต้องมีผู้รับรอง"),
    STOPPED: _("ใช้ไม่ได้ ต้องแก้ไฟล์"),
    ANSWERED: _("มีผู้รับรองแล้ว"),
}
MAY_OPEN = frozenset({CLEAN, ANSWERED})

SYSTEMS_CLASS = "23"
PROCUREMENT_CLASS = "9_8_sco1"
# What section 23 demands to be told of a system of personal data.
PARTICULARS: tuple[tuple[str, str], ...] = (
    ("persons", _("ประเภทของบุคคลที่มีการเก็บข้อมูลไว้")),
    ("kind", _("ประเภทของระบบข้อมูลข่าวสารส่วนบุคคล")),
    ("use", _("ลักษณะการใช้ข้อมูลตามปกติ")),
    ("access", _("วิธีการขอตรวจดูและขอแก้ไขเปลี่ยนแปลงข้อมูล")),
    ("source", _("แหล่งที่มาของข้อมูล")),
)

EVENTS: dict[str, str] = {
    "proposed": _("เสนอรายการ"),
    "version_proposed": _("เสนอฉบับใหม่"),
    "published": _("เผยแพร่แล้ว"),
    "version_returned": _("ส่งคืนให้แก้ไข"),
    "renewed": _("ยืนยันว่ายังเป็นปัจจุบัน"),
    "corrected": _("แก้ไขรายการ"),
    "withdrawn": _("ถอนรายการ"),
    "version_taken_back": _("ถอนฉบับก่อน"),
    "entrusted": _("เปลี่ยนผู้รับผิดชอบ"),
    "findings_answered": _("รับรองข้อมูลแฝงที่พบ"),
}
# What anybody may read of the history of an entry.
PUBLIC_EVENTS = frozenset({"published", "renewed", "corrected", "withdrawn", "version_taken_back"})

GAP, RENEW = "gap", "renew"
TASKS: tuple[tuple[str, str], ...] = ((GAP, _("ยังไม่มีรายการ")), (RENEW, _("ถึงกำหนดทบทวน")))

# Who keeps the register at the information centre, who lets an entry out.
KEEPERS = frozenset({"case_officer", "group_head", "director"})
APPROVERS = frozenset({"group_head", "director"})


def fresh(class_code: str) -> str:
    """Return the code of the limit within which an entry of a class is looked at again."""
    return f"information.fresh.{class_code}"
