"""Texts of the demo office's ledger: of our own writing, no real local government, no mission of any plan.

The programme of subdistrict health-promoting hospitals (รพ.สต.) is the live example: its published figures stand in its
note as such; the local governments under it are made up.
"""

NOTE = "ตัวอย่างของระบบทดลอง"
HOSPITALS = "D-01"
# Published: cabinet summaries TG-60563 and TG-62284 (December 2565).
HOSPITAL_WORDS = (
    "ตัวอย่างการถ่ายโอนโรงพยาบาลส่งเสริมสุขภาพตำบล (รพ.สต.) ให้องค์การบริหารส่วนจังหวัด ตัวเลขที่เผยแพร่: เป้าหมาย "
    "ปีงบประมาณ 2566 จำนวน 3,263 แห่ง ลงนามแล้ว 2,932 แห่ง 40 จังหวัด (ธันวาคม 2565) รายชื่อและสถานะในระบบทดลองนี้แต่งขึ้น"
)
# code, name, field, kind, giver, receivers, deadline, legal basis
MISSIONS = (
    ("D-01", "การดูแลสุขภาพปฐมภูมิโดย รพ.สต. (ตัวอย่าง)", "2", "duty", "สธ", "pao", "2026-09-30"),
    ("D-02", "การบำรุงรักษาถนนท้องถิ่น (ตัวอย่าง)", "1", "duty", "คค", "pao|town|tambon|sao", "2027-09-30"),
    ("D-03", "การดูแลแหล่งน้ำขนาดเล็ก (ตัวอย่าง)", "1", "duty", "กษ", "tambon|sao", "2027-09-30"),
    ("D-04", "ศูนย์พัฒนาเด็กเล็ก (ตัวอย่าง)", "2", "duty", "ศธ", "city|town|tambon|sao", "2026-03-31"),
    ("D-05", "เบี้ยยังชีพผู้สูงอายุ (ตัวอย่าง)", "2", "duty", "พม", "city|town|tambon|sao", ""),
    ("D-06", "การป้องกันและบรรเทาสาธารณภัยในพื้นที่ (ตัวอย่าง)", "3", "duty", "มท", "pao|city|town|tambon|sao", ""),
    ("D-07", "การจัดระเบียบที่จอดรถ (ตัวอย่าง)", "3", "option", "มท", "city|town|pattaya", ""),
    ("D-08", "การส่งเสริมการท่องเที่ยวชุมชน (ตัวอย่าง)", "4", "option", "กก", "pao|city|town|tambon|sao", ""),
    ("D-09", "ตลาดชุมชน (ตัวอย่าง)", "4", "option", "พณ", "town|tambon|sao", "2028-09-30"),
    ("D-10", "การจัดการขยะชุมชน (ตัวอย่าง)", "5", "duty", "ทส", "city|town|tambon|sao", "2026-12-31"),
    ("D-11", "การดูแลป่าชุมชน (ตัวอย่าง)", "5", "option", "ทส", "tambon|sao", ""),
    ("D-12", "พิพิธภัณฑ์ท้องถิ่น (ตัวอย่าง)", "6", "option", "วธ", "pao|city|town", ""),
)
# In which provinces the made-up local governments lie, and the words of which their names are made.
PROVINCES = ("12", "13", "20", "30", "40", "50", "57", "65", "70", "84", "90")
WORDS = ("หนองสมมติ", "บ้านสมมติ", "ท่าสมมติ", "เขาสมมติ", "นาสมมติ", "วังสมมติ", "โคกสมมติ", "บึงสมมติ", "ดอนสมมติ")
REASONS = {
    "refused": "ยังไม่พร้อมด้านบุคลากรและงบประมาณ",
    "returned": "จำนวนผู้รับบริการน้อยกว่าที่คาด คณะกรรมการเห็นชอบให้ส่งคืน",
    "suspended": "รอแก้ไขระเบียบที่เกี่ยวข้อง",
    "back": "ตรวจพบว่าเอกสารส่งมอบทรัพย์สินไม่ครบ",
    "law": "ไม่มีกฎหมายที่ต้องแก้ไข",
}
