"""Codes of this duty and their words."""

from palat.duties.planning.procedure.accumulating import ADDS_UP, LATEST, TO_DATE, WEIGHTED
from palat.duties.planning.procedure.doubting import FALLS, LEAP, NONE, OUTSIDE, UNIT
from palat.duties.planning.procedure.scoring import DOWN, INTERPOLATION, LEVELS, PASS_FAIL, RANGE, STEPS, UP


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


AGREEMENT, DIVISION = "performance_agreement", "division_agreement"
REPORT, CHANGE = "report", "change"
PLANNING_UNIT = "policy"  # the unit that plans and reviews; which it is in fact is provisional (units.csv)

# What an agreement is with: an agency under the permanent secretary, a state enterprise, or one that is only observed.
KINDS = (
    ("agency", _("ส่วนราชการ")),
    ("enterprise", _("รัฐวิสาหกิจ")),
    ("observed", _("ส่วนราชการที่ประสานและติดตามโดยไม่กำกับ")),
    ("division", _("กองหรือหน่วยงานภายใน")),
)

PERCENT = "ร้อยละ"
PEOPLE, MEASURE = "people", "measure"
SOURCES = ((PEOPLE, _("ผู้รับผิดชอบรายงาน")), (MEASURE, _("ระบบคำนวณจากงานจริง")))
DIRECTIONS = ((UP, _("ยิ่งมากยิ่งดี")), (DOWN, _("ยิ่งน้อยยิ่งดี")), (RANGE, _("อยู่ในช่วงจึงดี")))
METHODS = (
    (LEVELS, _("ห้าระดับ")),
    (STEPS, _("ขั้นต้น 50 มาตรฐาน 75 ขั้นสูง 100")),
    (PASS_FAIL, _("ผ่านหรือไม่ผ่าน")),
    (INTERPOLATION, _("เทียบบัญญัติไตรยางศ์ระหว่างสองจุด")),
)
CUMULATIVE = (
    (TO_DATE, _("สะสมตั้งแต่ต้นปีงบประมาณ รายงานเป็นยอดสะสม")),
    (ADDS_UP, _("รายงานเฉพาะช่วง ระบบรวมตัวเลขทุกช่วงก่อนหาร")),
    (LATEST, _("สถานะ ณ วันสุดท้ายของรอบ")),
    (WEIGHTED, _("รายงานเฉพาะช่วง ระบบเฉลี่ยถ่วงน้ำหนักด้วยตัวหาร")),
)

REPORTED, COMPUTED, REVIEWED = "reported", "computed", "reviewed"
VALUE_STATES = ((REPORTED, _("รายงาน")), (COMPUTED, _("ระบบคำนวณ")), (REVIEWED, _("ตรวจแล้ว")))

RULE_DEFECTS = {
    "count": _("จำนวนเกณฑ์ไม่ครบตามวิธีให้คะแนน"),
    "order": _("เกณฑ์ต้องเรียงจากแย่ที่สุดไปดีที่สุดและไม่ซ้ำกัน"),
    "range": _("ต้องระบุช่วงที่ดี และค่าต่ำต้องไม่เกินค่าสูง"),
    "distance": _("เกณฑ์ของช่วงเป็นระยะห่าง จึงต่ำกว่าศูนย์ไม่ได้"),
}
FORMULA_DEFECTS = {
    "length": _("สูตรว่างหรือยาวเกินไป"),
    "grammar": _("สูตรใช้ได้เฉพาะ + - * / วงเล็บ ตัวเลข และชื่อตัวเลขที่กำหนด"),
    "unknown": _("สูตรใช้ชื่อตัวเลขที่ไม่ได้กำหนด"),
    "unused": _("มีตัวเลขที่กำหนดไว้แต่สูตรไม่ได้ใช้"),
    "constant": _("สูตรไม่ได้ใช้ตัวเลขใดเลย"),
}
NO_VALUE = {
    "no_denominator": _("ตัวหารเป็นศูนย์ จึงไม่มีค่า"),
    "missing": _("ยังไม่ได้รับรายงานครบ จึงไม่มีค่า"),
}
DOUBTS = {
    UNIT: _("ตัวเลขต่างจากรอบก่อนประมาณหนึ่งล้าน หนึ่งพัน หรือหนึ่งร้อยเท่า อาจใช้หน่วยผิด เช่น บาทกับล้านบาท"),
    LEAP: _("ตัวเลขต่างจากรอบก่อนเกินกว่าที่น่าเป็นไปได้"),
    OUTSIDE: _("ค่าอยู่นอกช่วงที่น่าเป็นไปได้"),
    FALLS: _("ยอดสะสมลดลงจากรอบก่อน"),
    NONE: _("ตัวหารเป็นศูนย์ จึงไม่มีค่า"),
}


def in_unit(value: str, unit: str) -> str:
    """Write a number with its unit; Thai says of a percentage that it is one before its number."""
    return f"{unit} {value}" if unit == PERCENT else f"{value} {unit}"
