"""What a letter is made of, and how its addressee is spoken to: plain data and rules, no database."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from palat.kernel.letters.shapes import FORMS, SHAPES, BadLetter, Form, require_shape

DATA = Path(__file__).parent / "data"
BUDDHIST_ERA = 543
MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)


def _(text: str) -> str:
    """Mark words for translation; they are translated where they are shown."""
    return text


# Forms and marks of a letter. The words on paper are Thai, whatever the language of the screen.

URGENCIES = ("", "ด่วน", "ด่วนมาก", "ด่วนที่สุด")  # Saraban 2526, clause 28
SECRECIES = ("", "ลับ", "ลับมาก", "ลับที่สุด")  # regulation on official secrets 2544, clause 12


def form_for(*, inside: bool, stamped: bool = False) -> Form:
    """Return the form that an addressee asks for: inside สำนักนายกรัฐมนตรี a memo, else a letter (provisional).

    `stamped` is for what needs no head's signature: acknowledging, asking details, following up (clause 14).
    """
    if stamped:
        return "stamped"
    return "internal_memo" if inside else "external"


@dataclass(frozen=True)
class Office:
    """The sender's letterhead: its name, the lines of its address, its telephone and mail."""

    name: str
    address: tuple[str, ...] = ()
    telephone: str = ""
    email: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A piece of the text. `point` is one of the plain lines that open an answer; items stand under a body."""

    text: str
    kind: Literal["body", "point", "item", "sub_item", "heading"] = "body"
    label: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a table; `share` is its part of the width, 0 for as wide as its words."""

    title: str
    align: Literal["left", "center", "right"] = "left"
    share: float = 1


@dataclass(frozen=True)
class Table:
    """A table with its caption; its head is repeated on each page."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""

    def __post_init__(self) -> None:
        """Refuse rows that do not fit the columns."""
        if any(len(row) != len(self.columns) for row in self.rows):
            raise BadLetter(_("จำนวนช่องในตารางไม่ตรงกับหัวตาราง"))


@dataclass(frozen=True)
class Figure:
    """A chart or picture: SVG or PNG bytes, and words that say what it shows to someone who cannot see it."""

    image: bytes
    words: str
    caption: str = ""
    width_percent: int = 100

    @property
    def suffix(self) -> str:
        """The kind of image, read from its bytes."""
        return "png" if self.image.startswith(b"\x89PNG") else "svg"


Block = Paragraph | Table | Figure


@dataclass(frozen=True)
class Verification:
    """Where the reader can check a letter: an address for the QR code, and the code to type by hand."""

    url: str
    code: str


@dataclass(frozen=True)
class LetterData:
    """All that stands on a letter, ready to be laid out. Digits are Arabic here and Thai on paper.

    What its form has is told by `shapes.SHAPES`; `particulars` are the fields that one form has of its own.
    `number` is the whole number with its letters (`นร 0105.04/1234`), or only the prefix while none is given.
    `initials` are those beside the seal of a stamped letter; `signature` the lines under the signature.
    `for_pen`: printed to be signed by pen, its number and day to be written by hand.
    `hands` (ร่าง พิมพ์ ทาน ตรวจ) stand on the Office's copy alone, at the lower right edge.
    """

    form: Form
    office: Office
    subject: str
    addressee: str
    salutation: str
    content: tuple[Block, ...]
    number: str = ""
    on: date | None = None
    references: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    closing: str = ""
    signature: tuple[str, ...] = ()
    initials: str = ""
    owner_unit: str = ""
    telephone: str = ""
    email: str = ""
    copies_to: tuple[str, ...] = ()
    urgency: str = ""
    secrecy: str = ""
    verification: Verification | None = None
    concealed: bool = False
    circular: bool = False
    particulars: Mapping[str, Any] = field(default_factory=dict)
    draft: bool = False
    for_pen: bool = False
    hands: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what no form of letter can carry, and what this one does not have."""
        if self.form not in FORMS or self.urgency not in URGENCIES or self.secrecy not in SECRECIES:
            raise BadLetter(_("แบบหนังสือ ชั้นความเร็ว หรือชั้นความลับไม่ถูกต้อง"))
        if not self.content or not self.subject.strip():
            raise BadLetter(_("หนังสือต้องมีเรื่อง ผู้รับ และข้อความ"))
        require_shape(
            self.form,
            addressee=self.addressee,
            closing=self.closing,
            urgency=self.urgency,
            circular=self.circular,
        )
        finished = not self.draft and not self.for_pen
        if finished and (self.on is None or (SHAPES[self.form].number and not self.number)):
            raise BadLetter(_("หนังสือที่ไม่ใช่ร่างต้องมีเลขที่และวันที่"))


@dataclass(frozen=True)
class SlipData:
    """A receipt slip (ใบรับเรื่อง): the code, what was received and when, what comes next. Never who brought it."""

    office: str
    unit: str
    code: str
    url: str
    on: date
    facts: tuple[tuple[str, str], ...]
    next: tuple[str, ...]
    foot: str


@dataclass(frozen=True)
class Section:
    """A part of a report: its heading, how deep it lies (1 to 3), and what stands under it."""

    heading: str
    content: tuple[Block, ...] = ()
    level: int = 1


@dataclass(frozen=True)
class ReportData:
    """A report with a title page, numbered pages, bookmarks, and a list of its parts when `contents`."""

    title: str
    office: str
    on: date
    sections: tuple[Section, ...]
    subtitle: str = ""
    as_of: str = ""
    contents: bool = True
    secrecy: str = ""
    draft: bool = False


# How an addressee is spoken to


class PersonMustWrite(Exception):
    """Words to this addressee are never generated (ราชาศัพท์): a person writes them."""


class UnknownCategory(LookupError):
    """No form of address is kept for this category of addressee on that day."""


@dataclass(frozen=True)
class Addressing:
    """The words that one category of addressee asks for, and whether they are verified or provisional."""

    category: str
    label: str
    salutation: str
    reader: str
    writer: str
    closing: str
    purpose: str
    mark: str

    def purpose_sentence(self, wish: str) -> str:
        """Return the sentence that closes the text: จึงเรียนมาเพื่อโปรด + `wish` (ทราบ, พิจารณา, …)."""
        return f"{self.purpose}{wish}"


# Orders, announcements, minutes and certificates are said to everybody: nobody is greeted.
NOBODY = Addressing("nobody", "", "", "", "", "", "", "provisional")


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def categories(*, on: date) -> Iterator[tuple[str, str]]:
    """Yield code and label of every category of addressee of a day, for choosing one."""
    for row in _rows("addressing.csv"):
        if _in_force(row, on):
            yield row["category"], row["label"]


def _in_force(row: dict[str, str], on: date) -> bool:
    return row["valid_from"] <= on.isoformat() and (not row["valid_to"] or on.isoformat() <= row["valid_to"])


def address(category: str, *, on: date) -> Addressing:
    """Return the words for a category of addressee on a day.

    Raises: PersonMustWrite for royalty and the Supreme Patriarch; UnknownCategory.
    """
    for row in _rows("addressing.csv"):
        if row["category"] == category and _in_force(row, on):
            if row["person_writes"] == "1":
                raise PersonMustWrite(_("หนังสือถึงผู้รับประเภทนี้ต้องมีผู้ร่างถ้อยคำเอง ระบบไม่สร้างราชาศัพท์"))
            fields = ("category", "label", "salutation", "reader", "writer", "closing", "purpose", "mark")
            return Addressing(**{name: row[name] for name in fields})
    raise UnknownCategory(category)


def category_of_post(title: str) -> str:
    """Return the category of a post by its title: the closed list of highest posts, else `official`."""
    plain = re.sub(r"\s+", "", title)
    return next((row["category"] for row in _rows("highest_posts.csv") if row["title"] == plain), "official")


# Digits and dates on paper

TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
# What keeps its digits: runs with a Latin letter (addresses of the web and mail, file names, A4), tracking
# codes (15 digits, whole or in fives) and the older รหัสเรื่อง. Usage: domain of saraban, provisional.
KEPT = re.compile(r"(?<![!-~])(?=[!-~]*[A-Za-z])[!-~]+|\b\d{5}[ -]?\d{5}[ -]?\d{5}\b|นร\s?\d{11}(?!\d)")


def paper_digits(text: str) -> str:
    """Write a text with Thai digits, except in codes and in addresses of the web and mail."""
    parts, end = [], 0
    for kept in KEPT.finditer(text):
        parts += [text[end : kept.start()].translate(TO_THAI), kept.group()]
        end = kept.end()
    return "".join([*parts, text[end:].translate(TO_THAI)])


def paper_date(day: date, *, era: bool = False) -> str:
    """Write a day as on a letter: ๒๔ พฤศจิกายน ๒๕๖๙; with `era` as under an order: ๒๔ พฤศจิกายน พ.ศ. ๒๕๖๙."""
    mark = "พ.ศ. " if era else ""
    return f"{day.day} {MONTHS[day.month - 1]} {mark}{day.year + BUDDHIST_ERA}".translate(TO_THAI)
