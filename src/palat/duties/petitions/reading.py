"""First reading of a petition by plain rules: its subject line, danger to life, matters kept apart."""

import re

SUBJECT_LENGTH = 120

# Words that put a petition on top of the queue until a person has looked. They never decide alone.
DANGER = re.compile(
    "ฆ่าตัวตาย|อยากตาย|จะฆ่า|ขู่ฆ่า|ถูกขัง|กักขัง|ถูกทำร้าย|ทำร้ายร่างกาย|จมน้ำ|ติดอยู่ใน|ไฟไหม้|ไฟดูด|ก๊าซรั่ว|แก๊สรั่ว|ตึกถล่ม|"
    "หมดสติ|หายใจไม่ออก|คลอดลูก.{0,20}ไม่ทัน|น้ำท่วม.{0,30}ติดอยู่|suicide|kidnap"
)
# Matters that touch the monarchy and ฎีกา go to named people only, never to automatic reading.
MONARCHY = re.compile(r"(?<!ศาล)(?<!กฤษ)ฎีกา|สถาบันพระมหากษัตริย์|พระบรมวงศานุวงศ์|หมิ่นพระบรมเดชานุภาพ|สำนักพระราชวัง")


def danger_to_life(text: str) -> bool:
    """Say whether a text speaks of danger to life, so that a person looks at once."""
    return bool(DANGER.search(text))


def touches_monarchy(text: str) -> bool:
    """Say whether a text touches the monarchy or is a ฎีกา, so that it goes the restricted way."""
    return bool(MONARCHY.search(text))


def subject_of(text: str) -> str:
    """Return a subject line from the first words of a text, cut at a natural pause."""
    line = re.sub(r"\s+", " ", text).strip()
    if len(line) <= SUBJECT_LENGTH:
        return line
    cut = line.rfind(" ", SUBJECT_LENGTH // 2, SUBJECT_LENGTH)
    return line[: cut if cut > 0 else SUBJECT_LENGTH].rstrip() + "…"
