"""Missions that are transferred (ภารกิจ), as data: their six fields, duty or option.

The six fields are those of the plans of 2543 and 2551; the list of missions itself (245) is not verified and is
imported, never written here.
"""


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


FIELDS: dict[str, str] = {
    "infrastructure": _("โครงสร้างพื้นฐาน"),
    "quality_of_life": _("งานส่งเสริมคุณภาพชีวิต"),
    "order": _("การจัดระเบียบชุมชน สังคม และการรักษาความสงบเรียบร้อย"),
    "economy": _("การวางแผน การส่งเสริมการลงทุน พาณิชยกรรม และการท่องเที่ยว"),
    "environment": _("การบริหารจัดการและการอนุรักษ์ทรัพยากรธรรมชาติและสิ่งแวดล้อม"),
    "culture": _("ศิลปะ วัฒนธรรม จารีตประเพณี และภูมิปัญญาท้องถิ่น"),
}
FIELD_NAMED: dict[str, str] = {word: code for code, label in FIELDS.items() for word in (code, label)} | {
    str(number): code for number, code in enumerate(FIELDS, 1)
}
DUTY, OPTION = "duty", "option"
KINDS: dict[str, str] = {DUTY: _("หน้าที่ที่ต้องทำ"), OPTION: _("หน้าที่ที่เลือกทำ")}
KIND_NAMED: dict[str, str] = {word: code for code, label in KINDS.items() for word in (code, label)}
