"""The fields that a template may use, with what they mean: offered beside the editor, only those that the form has."""

from collections.abc import Iterator
from dataclasses import dataclass

from palat.kernel.letters.shapes import SHAPES, Shape


def _(text: str) -> str:
    """Mark words for translation; they are translated where they are shown."""
    return text


@dataclass(frozen=True)
class Field:
    """A field or a ready-made piece: how it is written in the template, and what it prints."""

    written: str
    meaning: str


ALWAYS = (
    Field("data.office", _("ชื่อส่วนราชการ")),
    Field("data.address", _("ที่ตั้งส่วนราชการ หลายบรรทัด")),
    Field("data.telephone", _("โทรศัพท์ของเจ้าของเรื่อง")),
    Field("data.contact", _("โทรศัพท์และไปรษณีย์อิเล็กทรอนิกส์ หลายบรรทัด")),
    Field("data.owner_unit", _("หน่วยงานเจ้าของเรื่อง")),
    Field("data.date", _("วันที่ เช่น ๒๔ พฤศจิกายน ๒๕๖๙ ว่างเมื่อเป็นร่าง")),
    Field("data.long_date", _("วันที่มี พ.ศ. เช่น ๒๔ พฤศจิกายน พ.ศ. ๒๕๖๙")),
    Field("data.content", _("ข้อความทั้งหมด: ย่อหน้า ข้อ หัวข้อ ตาราง ภาพ")),
    Field("data.secrecy", _("ชั้นความลับ ว่างเมื่อไม่มี")),
    Field("data.draft", _("เป็นร่างหรือไม่ (true หรือ false)")),
    Field("data.code", _("รหัสตรวจสอบใต้คิวอาร์โค้ด")),
)
PIECES = (
    Field("content-of(data.content)", _("พิมพ์ข้อความทั้งหมดตามลำดับ")),
    Field("signing(words, body)", _("ที่ลงชื่อ เริ่มกึ่งกลางหน้า ไม่ขึ้นหน้าใหม่โดยไม่มีข้อความ")),
    Field("names(data)", _("ชื่อ ตำแหน่ง และฐานะของผู้ลงนาม")),
    Field("owner(data)", _("ท้ายหนังสือ: เจ้าของเรื่อง สำเนาส่ง คิวอาร์โค้ดตรวจสอบ")),
    Field("emblem(data)", _("ครุฑสูง 3 ซม. ที่หัวกระดาษ")),
    Field("garuda(data, 15mm)", _("ครุฑตามขนาดที่ให้")),
    Field("labelled(label, body)", _("บรรทัดมีป้ายนำ คำที่ล้นบรรทัดตรงกับคำแรก")),
    Field("numbered(label, lines)", _("รายการมีป้ายนำ มากกว่าหนึ่งรายการใส่เลขข้อ")),
    Field("pitch, half, body-size", _("ระยะบรรทัด ระยะจากขอบซ้ายถึงกึ่งกลางหน้า ขนาดตัวอักษร")),
)


def _there(shape: Shape) -> Iterator[tuple[bool, Field]]:
    """Yield the fields that not every form has, each with whether this one does."""
    yield shape.number, Field("data.number", _("เลขที่ เช่น นร ๐๑๐๕.๐๔/๑๒๓๔ เมื่อเป็นร่างมีเพียงคำนำ"))
    yield shape.subject, Field("data.subject", _("เรื่อง"))
    yield bool(shape.addressee), Field("data.salutation", _("คำขึ้นต้น: เรียน กราบเรียน นมัสการ ถึง"))
    yield bool(shape.addressee), Field("data.addressee", _("ผู้รับ ชื่อผู้ร้องมีเฉพาะในฉบับที่ส่ง"))
    yield shape.closing, Field("data.closing", _("คำลงท้าย"))
    yield shape.references, Field("data.references", _("อ้างถึง หลายรายการ"))
    yield shape.enclosures, Field("data.enclosures", _("สิ่งที่ส่งมาด้วย หลายรายการ"))
    yield shape.copies, Field("data.copies_to", _("สำเนาส่ง หลายรายการ"))
    yield shape.urgency, Field("data.urgency", _("ชั้นความเร็ว ว่างเมื่อปกติ"))
    yield shape.urgency, Field("top-mark(data)", _("ชั้นความเร็วสีแดง 32 พอยต์ มุมบนซ้าย"))
    yield shape.circular, Field("data.circular", _("เป็นหนังสือเวียนหรือไม่ (true หรือ false)"))
    yield True, Field("data.hands", _("ชื่อย่อผู้ร่าง พิมพ์ ทาน ตรวจ มีเฉพาะในสำเนาคู่ฉบับ"))
    yield shape.stamp, Field("data.initials", _("ชื่อย่อกำกับตรา"))
    yield not shape.stamp, Field("data.signature", _("บรรทัดใต้ลายมือชื่อ: ชื่อ ตำแหน่ง ฐานะ"))


def fields_of(form: str) -> Iterator[Field]:
    """Yield the fields of a form, then those of its own, then the ready-made pieces."""
    shape = SHAPES[form]
    yield from ALWAYS
    yield from (one for there, one in _there(shape) if there)
    yield from (Field(f"data.particulars.{one.code}", one.label) for one in shape.particulars)
    yield from PIECES
