"""First reading of a petition by plain rules: its subject line, danger to life, matters kept apart."""

import re

from palat.kernel.language.normalising import normalise

# Words that put a petition on top of the queue until a person has looked. They never decide alone, and they would
# rather ask once too often; only what is a worry or a burnt-out lamp, not a fire, is left out.
_NOT_YET = "".join(
    f"(?<!{word})" for word in ("หลอด", "โคม", "กลัว", "กลัวโดน", "เกรง", "เสี่ยง", "กัน", "ระวัง", "เกิด", "เหตุ", "จะ")
)
_PEOPLE = "(?:คน|เด็ก|ลูก|แม่|พ่อ|ยาย|ย่า|ปู่|ผู้สูงอายุ|ผู้ป่วย|คนแก่|คนชรา|ชาวบ้าน|ครอบครัว|พนักงาน|คนงาน|นักเรียน)"
DANGERS = (
    # taking one's own life
    "ฆ่าตัวตาย|ค่าตัวตาย|อยากตาย|ไม่อยากมีชีวิต|ไม่อยากอยู่แล้ว|จบชีวิต|ปลิดชีพ|คิดสั้น|ผูกคอ|กินยาตาย|ทำร้ายตัวเอง|กรีดข้อมือ",
    "(?:กระ)?โดด(?:ตึก|สะพาน|น้ำตาย)|(?:กิน|ดื่ม)(?:ยาพิษ|ยาฆ่า)|ลาโลก",
    # threats and violence
    "จะฆ่า|ขู่ฆ่า|(?:ขู่|หมาย|ปอง|ลอบ)เอาชีวิต|หมายชีวิต|ปองร้าย|ขู่ทำร้าย|ไล่ฟัน|ไล่แทง|ไล่ยิง|ถูกแทง|ถูกยิง|ถูกฟัน|โดนแทง|โดนยิง|โดนฟัน",
    "(?:ถูก|โดน|กำลัง)(?:ทำร้าย|ซ้อม|ข่มขืน|รุมทำร้าย|กระทืบ|บีบคอ)|ทำร้ายร่างกาย|ข่มขืน|ถือ(?:ปืน|มีด|อาวุธ)|ปืนจ่อ|(?:ใช้|เอา)ปืน(?:ขู่|ยิง)",
    "(?<!สุนัข)(?<!หมา)(?<!แมว)(?:ถูก|โดน)(?:จับ)?ขัง|กักขัง|หน่วงเหนี่ยว|ลักพาตัว|จับตัวไป|ค้ามนุษย์|บังคับค้าประเวณี|(?:ขู่|จะ|ลอบ)วางระเบิด|พบวัตถุระเบิด",
    # fire, water, current, gas, what falls down
    f"{_NOT_YET}(?:ไฟไหม้|ไฟใหม้|เพลิงไหม้)|ไฟกำลัง(?:ไหม้|ลุก)|ไฟลุกท่วม|(?<!ทางเท้า)(?<!ถนน)(?<!ใช้ที่)จมน้ำ|{_NOT_YET}(?:ไฟดูด|ไฟฟ้าดูด|ไฟช็อต|ไฟฟ้าช็อต)|ไฟ(?:ฟ้า)?รั่ว",
    f"(?:ก๊าซ|แก๊ส|แก๊ซ|แก็ส|สารเคมี|สารพิษ|แอมโมเนีย|คลอรีน)รั่ว|{_NOT_YET}(?:ตึก|อาคาร|บ้าน|กำแพง|สะพาน|ดิน)(?:กำลัง)?ถล่ม|สายไฟ(?:ฟ้า|แรงสูง)?ขาด",
    f"{_PEOPLE}[^\n]{{0,30}}ติดอยู่(?:ข้าง)?(?:ใน|บน|ใต้)|มีคนติด(?:อยู่|ใน|ลิฟต์)|ติดอยู่(?:ใน|บน|ใต้)(?:ลิฟต์|บ้าน|อาคาร|หลังคา|ตึก|ซาก|ต้นไม้)|ติดลิฟต์",
    "น้ำ(?:ท่วม|ป่า)[^\n]{0,30}(?:ติดอยู่|(?<!เข้า)(?<!เข้า-)(?<!เข้า - )ออกไม่ได้|ออกมาไม่ได้|ขาดอาหาร|รอความช่วยเหลือ)",
    # a body that gives way
    "หมดสติ|ไม่ได้สติ|(?<!ยัง)ไม่รู้สึกตัว|หายใจไม่ออก|ไม่หายใจ|หยุดหายใจ|หัวใจหยุดเต้น|หัวใจวาย|เลือด(?:ออก|ไหล)(?:มาก|ไม่หยุด)|บาดเจ็บสาหัส|อาการสาหัส|ปางตาย",
    "ออกซิเจน(?:จะ)?หมด|คลอดลูก[^\n]{0,20}ไม่ทัน|อาการวิกฤต|ถูกงูกัด|โดนงูกัด",
    # in English
    r"\bsuicid|\bkidnap|\bkill (?:me|him|her|us|them|myself)|\bwant to die|\bgas leak|\bon fire\b|\bdrowning",
    r"\btrapped in|\bunconscious|\bcan(?:'|no)?t breathe|\braped\b",
    r"\bheld (?:captive|hostage)|\bbleeding (?:badly|heavily)",
)
DANGER = re.compile("|".join(DANGERS))
# Matters that touch the monarchy and ฎีกา go to named people only, never to automatic reading.
MONARCHY = re.compile(r"(?<!ศาล)(?<!กฤษ)ฎีกา|สถาบันพระมหากษัตริย์|พระบรมวงศานุวงศ์|หมิ่นพระบรมเดชานุภาพ|สำนักพระราชวัง")


def danger_to_life(text: str) -> bool:
    """Say whether a text speaks of danger to life, so that a person looks at once; however it is spelt."""
    return bool(DANGER.search(normalise(text)))


def touches_monarchy(text: str) -> bool:
    """Say whether a text touches the monarchy or is a ฎีกา, so that it goes the restricted way."""
    return bool(MONARCHY.search(normalise(text)))
