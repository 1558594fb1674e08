"""What each form of official paper has on it (saraban 2526, chapter 1): plain data, from which screen and paper follow.

A form has only the fields that stand here: the page for drafting shows no other, and the paper prints no other. The
clauses of the four newer forms were written from memory; they are provisional.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal


def _(text: str) -> str:
    """Mark words for translation; they are translated where they are shown."""
    return text


Form = Literal["external", "internal_memo", "stamped", "order", "announcement", "minutes", "certificate"]
FORMS: dict[str, str] = {
    "external": _("หนังสือภายนอก"),
    "internal_memo": _("หนังสือภายใน (บันทึกข้อความ)"),
    "stamped": _("หนังสือประทับตรา"),
    "order": _("คำสั่ง"),
    "announcement": _("ประกาศ"),
    "minutes": _("รายงานการประชุม"),
    "certificate": _("หนังสือรับรอง"),
}


class BadLetter(ValueError):
    """The parts of a letter do not fit together; the message is for the user."""


@dataclass(frozen=True)
class Particular:
    """A field that one form has of its own: a line, or `many` lines; `first` is what it begins with."""

    code: str
    label: str
    many: bool = False
    required: bool = False
    first: str = ""
    help: str = ""


@dataclass(frozen=True)
class Shape:
    """What a form has. `number` and `subject` False: kept in the register, not printed.

    `addressee` is the label of its field, "" where the form has none; `stamp`: sealed instead of signed.
    """

    form: Form
    clause: str
    register: str
    addressee: str = _("ผู้รับ")
    number: bool = True
    subject: bool = True
    closing: bool = False
    references: bool = False
    enclosures: bool = False
    copies: bool = False
    urgency: bool = True
    circular: bool = False
    stamp: bool = False
    particulars: Sequence[Particular] = ()
    mark: Literal["verified", "provisional"] = "provisional"

    @property
    def label(self) -> str:
        """The form in words."""
        return FORMS[self.form]


OFFICE = "สำนักงานปลัดสำนักนายกรัฐมนตรี"  # on paper, whatever the language of the screen
ISSUER = Particular(
    "issuer",
    _("ผู้ออก"),
    required=True,
    first=OFFICE,
    help=_("ชื่อส่วนราชการ หรือตำแหน่งของผู้มีอำนาจที่ออก"),
)
MINUTES = (
    Particular("meeting", _("การประชุม"), required=True, help=_("ชื่อคณะที่ประชุม หรือชื่อการประชุม")),
    Particular("session", _("ครั้งที่"), required=True, help=_("เช่น 3/2569")),
    Particular("held", _("เมื่อ"), required=True, help=_("วัน เดือน ปี ที่ประชุม")),
    Particular("place", _("ณ"), required=True, help=_("สถานที่ประชุม")),
    Particular("present", _("ผู้มาประชุม"), many=True, required=True, help=_("บรรทัดละหนึ่งคน ชื่อแล้วตามด้วยตำแหน่ง")),
    Particular("absent", _("ผู้ไม่มาประชุม"), many=True, help=_("พร้อมเหตุผล (ถ้ามี)")),
    Particular("attending", _("ผู้เข้าร่วมประชุม"), many=True, help=_("ผู้ที่มิได้เป็นกรรมการแต่ได้เข้าร่วม")),
    Particular("began", _("เริ่มประชุมเวลา"), required=True, help=_("เช่น 09.30 น.")),
    Particular("ended", _("เลิกประชุมเวลา"), required=True),
    Particular("taker", _("ผู้จดรายงานการประชุม"), required=True),
)

SHAPES: Mapping[str, Shape] = {
    shape.form: shape
    for shape in (
        Shape(
            "external",
            "ระเบียบงานสารบรรณ 2526 ข้อ 11",
            "letter_out",
            closing=True,
            references=True,
            enclosures=True,
            copies=True,
            circular=True,
        ),
        Shape(
            "internal_memo",
            "ระเบียบงานสารบรรณ 2526 ข้อ 12",
            "letter_out",
            references=True,
            enclosures=True,
            circular=True,
        ),
        Shape(
            "stamped",
            "ระเบียบงานสารบรรณ 2526 ข้อ 14",
            "letter_out",
            subject=False,
            references=True,
            enclosures=True,
            circular=True,
            stamp=True,
        ),
        Shape("order", "ระเบียบงานสารบรรณ 2526 ข้อ 16", "order", addressee="", urgency=False, particulars=(ISSUER,)),
        Shape(
            "announcement",
            "ระเบียบงานสารบรรณ 2526 ข้อ 20",
            "announcement",
            addressee="",
            number=False,
            urgency=False,
            particulars=(ISSUER,),
        ),
        Shape(
            "certificate",
            "ระเบียบงานสารบรรณ 2526 ข้อ 24",
            "certificate",
            addressee=_("ผู้ได้รับการรับรอง"),
            subject=False,
            urgency=False,
        ),
        Shape(
            "minutes",
            "ระเบียบงานสารบรรณ 2526 ข้อ 25",
            "minutes",
            addressee="",
            number=False,
            subject=False,
            urgency=False,
            particulars=MINUTES,
        ),
    )
}


def first_particulars(form: str) -> dict[str, Any]:
    """Return what the particulars of a form begin with."""
    return {one.code: [] if one.many else one.first for one in SHAPES[form].particulars}


def fitting(form: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the particulars that a form has, and no others: texts without edges, lines without empty ones."""
    found: dict[str, Any] = {}
    for one in SHAPES[form].particulars:
        value = given.get(one.code, [] if one.many else "")
        found[one.code] = [str(line).strip() for line in value if str(line).strip()] if one.many else str(value).strip()
    return found


def missing(form: str, given: Mapping[str, Any]) -> list[str]:
    """Return the labels of the particulars that a paper of this form cannot do without."""
    return [one.label for one in SHAPES[form].particulars if one.required and not given.get(one.code)]


def require_shape(form: str, *, addressee: str, closing: str, urgency: str, circular: bool) -> None:
    """Refuse what a form does not have. Raises: BadLetter with words for the user."""
    shape = SHAPES[form]
    if shape.addressee and not addressee.strip():
        raise BadLetter(_("หนังสือต้องมีเรื่อง ผู้รับ และข้อความ"))
    if closing and not shape.closing:
        raise BadLetter(_("บันทึกข้อความและหนังสือประทับตราไม่มีคำลงท้าย"))
    if shape.closing and not closing:
        raise BadLetter(_("หนังสือภายนอกต้องมีคำลงท้าย"))
    if urgency and not shape.urgency:
        raise BadLetter(_("แบบหนังสือนี้ไม่มีชั้นความเร็ว"))
    if circular and not shape.circular:
        raise BadLetter(_("แบบหนังสือนี้ไม่มีหนังสือเวียน"))
