"""The words of appeals that officials and members choose among: codes and labels."""


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


REFUSAL, OBJECTION, OWN = "refusal", "objection", "own"
APPEAL_KINDS = (
    (REFUSAL, _("อุทธรณ์คำสั่งมิให้เปิดเผย (มาตรา 18)")),
    (OBJECTION, _("อุทธรณ์คำสั่งไม่รับฟังคำคัดค้าน (มาตรา 18)")),
    (OWN, _("อุทธรณ์คำสั่งเกี่ยวกับข้อมูลข่าวสารส่วนบุคคลของตน (มาตรา 25)")),
)
NOT_ADMITTED = (
    ("late", _("ยื่นเมื่อพ้นกำหนดเวลาอุทธรณ์")),
    ("no_order", _("ไม่มีคำสั่งที่อุทธรณ์ได้")),
    ("not_entitled", _("ผู้อุทธรณ์ไม่มีสิทธิอุทธรณ์")),
    ("elsewhere", _("เป็นเรื่องที่ต้องร้องเรียนตามมาตรา 13 หรือขอให้ตรวจสอบตามมาตรา 33")),
    ("again", _("เป็นคำอุทธรณ์ซ้ำ")),
)
DISCLOSE, IN_PART, UPHOLD, WITHHOLD, DISMISS = "disclose", "partial", "uphold", "withhold", "dismiss"
OUTCOMES = (
    (DISCLOSE, _("ให้เปิดเผย")),
    (IN_PART, _("ให้เปิดเผยบางส่วน")),
    (UPHOLD, _("ยกอุทธรณ์ คำสั่งเดิมคงอยู่")),
    (WITHHOLD, _("มิให้เปิดเผย")),
    (DISMISS, _("จำหน่ายอุทธรณ์")),
)
# What may be ruled: who asked for information may win its disclosure, who objected to it its keeping back.
OUTCOMES_OF = {
    REFUSAL: (DISCLOSE, IN_PART, UPHOLD, DISMISS),
    OWN: (DISCLOSE, IN_PART, UPHOLD, DISMISS),
    OBJECTION: (UPHOLD, IN_PART, WITHHOLD, DISMISS),
}
BINDS = frozenset({DISCLOSE, IN_PART, WITHHOLD})  # the agency has something to do, and reports it
# A third party's appeal: where the order to disclose stands, what concerns it may leave.
ALLOWS = frozenset({UPHOLD, DISCLOSE})
ABSTAIN = "abstain"
VOTES = (*OUTCOMES, (ABSTAIN, _("งดออกเสียง")))
TOPICS = (
    ("procurement", _("จัดซื้อจัดจ้างและสัญญา")),
    ("personnel", _("การบริหารงานบุคคลและวินัย")),
    ("inquiry", _("การสอบสวนและตรวจสอบ")),
    ("land", _("ที่ดินและการก่อสร้าง")),
    ("health", _("เวชระเบียนและสาธารณสุข")),
    ("environment", _("ทรัพยากรและสิ่งแวดล้อม")),
    ("finance", _("ภาษี การเงิน และงบประมาณ")),
    ("education", _("การสอบและการศึกษา")),
    ("security", _("ความมั่นคงและการต่างประเทศ")),
    ("other", _("อื่น ๆ")),
)
# Why someone reads what an agency sent to be seen in camera.
READ_FOR = (
    ("prepare", _("จัดทำบันทึกสรุปสำนวน")),
    ("deliberate", _("ประกอบการพิจารณา")),
    ("draft", _("ร่างคำวินิจฉัย")),
    ("check", _("ตรวจรับหรือส่งคืนสำนวน")),
)
# Who is called to a sitting (มาตรา 32), as what; and what became of it.
CALLED_AS = (
    ("appellant", _("ผู้อุทธรณ์")),
    ("agency", _("ผู้แทนหรือเจ้าหน้าที่ของหน่วยงาน")),
    ("party", _("ผู้มีประโยชน์ได้เสีย")),
    ("witness", _("พยาน")),
    ("expert", _("ผู้เชี่ยวชาญ")),
)
CALLED, CAME, ABSENT, EXCUSED = "called", "came", "absent", "excused"
CALLED_STATES = (
    (CALLED, _("เรียกแล้ว")),
    (CAME, _("มาให้ถ้อยคำ")),
    (ABSENT, _("ไม่มา")),
    (EXCUSED, _("ไม่ต้องมาแล้ว")),
)
PANEL_ROLES = (("chair", _("ประธาน")), ("member", _("กรรมการ")))
SITTING_STATES = (("set", _("นัดแล้ว")), ("held", _("ประชุมแล้ว")), ("cancelled", _("ยกเลิก")))
HEARING_STATES = (
    ("set", _("บรรจุวาระแล้ว")),
    ("heard", _("พิจารณาแล้ว")),
    ("put_off", _("เลื่อนไป")),
)
CLOSINGS = (
    *OUTCOMES,
    ("withdrawn", _("ผู้อุทธรณ์ถอนอุทธรณ์")),
    ("not_admitted", _("ไม่รับไว้พิจารณา")),
)
