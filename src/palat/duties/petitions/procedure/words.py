"""The words of a petition that officials choose among: codes and labels."""


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


REFERRAL = "referral"  # the track of a petition at one agency
LIFE = "life"  # the clock of danger to life: only a telephone call, or a person who finds no danger, stops it

KINDS = (
    ("grievance", _("ร้องทุกข์")),
    ("accusation", _("ร้องเรียนกล่าวโทษ")),
    ("tip_off", _("แจ้งเบาะแส")),
    ("help", _("ขอความช่วยเหลือ")),
    ("fairness", _("ขอความเป็นธรรม")),
    ("suggestion", _("เสนอข้อคิดเห็น")),
    ("enquiry", _("สอบถาม")),
    ("follow_up", _("ติดตามเรื่อง")),
    ("praise", _("ชมเชย")),
    ("nuisance", _("รบกวน")),
)
# Kinds that end as a contact unless an officer makes a case of them.
CONTACT_ONLY = frozenset({"enquiry", "follow_up", "praise", "nuisance"})

CHANNELS = (
    ("hotline", _("สายด่วน 1111")),
    ("web", _("เว็บไซต์")),
    ("post", _("ไปรษณีย์ / ตู้ ปณ. 1111")),
    ("walk_in", _("จุดบริการประชาชน 1111")),
    ("line", _("ไลน์ @PSC1111")),
    ("app", _("แอปพลิเคชัน PSC1111")),
)

OUTCOMES = (
    ("case", _("รับเป็นเรื่อง")),
    ("answered", _("ตอบข้อซักถามแล้ว")),
    ("status_read", _("แจ้งสถานะเรื่องแล้ว")),
    ("joined", _("เพิ่มเข้าเรื่องเดิม")),
    ("noted", _("รับทราบ")),
    ("call_back", _("รอติดต่อกลับ")),
    ("abuse", _("ยุติการสนทนา")),
    ("silent", _("ไม่มีเสียง / สายหลุด")),
)

CLOSINGS = (
    ("solved", _("แก้ไขได้ตามประสงค์")),
    ("relieved", _("บรรเทาความเดือดร้อน")),
    ("explained", _("ชี้แจงทำความเข้าใจ")),
    ("law_bars", _("ดำเนินการไม่ได้ตามกฎหมาย")),
    ("unfounded", _("ตรวจสอบแล้วไม่พบข้อเท็จจริงตามที่ร้อง")),
    ("other_process", _("อยู่ในกระบวนการอื่นตามกฎหมาย")),
    ("untraceable", _("ติดต่อผู้ร้องไม่ได้")),
)

ASKED_BY = (
    ("phone", _("โทรศัพท์")),
    ("in_person", _("มาด้วยตนเอง")),
    ("letter", _("หนังสือหรือจดหมาย")),
    ("email", _("อีเมล")),
    ("line", _("ไลน์")),
)

SEND_BACK_REASONS = (
    ("off_point", _("ไม่ตรงประเด็นที่ร้อง")),
    ("no_evidence", _("ไม่มีหลักฐานประกอบ")),
    ("only_in_progress", _("แจ้งเพียงว่าอยู่ระหว่างดำเนินการ")),
    ("other", _("เหตุอื่น")),
)
