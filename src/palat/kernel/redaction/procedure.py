"""What can be hidden in a file, what a mark is, and what a check says. Plain rules, known to the small process too."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


# How grave a finding is: nothing leaves so; a person looks; the house takes it out by itself.
STOPS, LOOK, TAKEN_OUT = "stops", "look", "taken_out"
GRAVITIES: dict[str, str] = {
    STOPS: _("ใช้ไม่ได้จนกว่าจะแก้"),
    LOOK: _("ต้องดู"),
    TAKEN_OUT: _("ระบบตัดออกเอง"),
}
LONGEST_EXCERPT = 120
MOST_FINDINGS = 300  # of one file; the rest is counted
MOST_PAGES = 1_500  # of one PDF: a longer one is divided first
WHOLE = 10_000  # the width and the height of a page, in which marks are measured


@dataclass(frozen=True)
class Sort:
    """A sort of hidden thing: its name, how grave it is, and what to do."""

    label: str
    gravity: str
    advice: str


_PDF_OUT = _("ไม่ต้องทำอะไร ฉบับเปิดเผยไม่มีสิ่งนี้")
_IN_OFFICE = _("ตัดสินก่อนแปลงเป็น PDF ว่าจะเปิดเผยหรือไม่ PDF ที่พิมพ์จากหน้าจอไม่มีสิ่งนี้")
_OUT_OF_OFFICE = _("ไม่ต้องทำอะไร PDF ที่แปลงแล้วและตรวจที่นี่ไม่มีสิ่งนี้")

_UNCOVERED = _("ฉบับเปิดเผยไม่มีหมายเหตุ ถ้าหมายเหตุปิดทับข้อความไว้ ข้อความข้างใต้จะเห็น โปรดทำเครื่องหมายใหม่")
_NO_COVER = _("ไม่ใช่การปกปิดจริง หน้านี้จะออกเป็นภาพ ตรวจว่าแถบปิดครบและใส่เหตุผลด้วยเครื่องหมายของระบบ")

SORTS: dict[str, Sort] = {
    # what keeps a file from being looked into
    "locked": Sort(_("ไฟล์มีรหัสผ่าน"), STOPS, _("เปิดด้วยรหัสผ่าน บันทึกใหม่โดยไม่มีรหัสผ่าน แล้วนำเข้าอีกครั้ง")),
    "damaged": Sort(_("ไฟล์เสียหาย อ่านไม่ได้"), STOPS, _("เปิดดูในเครื่อง พิมพ์เป็น PDF ใหม่ แล้วนำเข้าอีกครั้ง")),
    "bomb": Sort(_("ไฟล์ขยายแล้วใหญ่ผิดปกติ"), STOPS, _("บันทึกเป็น PDF ใหม่ แล้วนำเข้าแทน")),
    "too_long": Sort(_("หน้ามากเกินกว่าจะตรวจในครั้งเดียว"), STOPS, _("แบ่งเป็นหลายไฟล์ แล้วนำเข้าทีละไฟล์")),
    "too_slow": Sort(_("ตรวจไม่เสร็จในเวลาที่กำหนด"), STOPS, _("แบ่งเป็นหลายไฟล์ หรือพิมพ์เป็น PDF ใหม่ แล้วนำเข้าแทน")),
    "old_office": Sort(_("เอกสาร Office รุ่นเก่า อ่านข้างในไม่ได้"), STOPS, _("บันทึกเป็น DOCX XLSX PPTX หรือ PDF แล้วนำเข้าอีกครั้ง")),
    "unknown_kind": Sort(_("ไฟล์ชนิดที่ตรวจไม่ได้"), STOPS, _("แปลงเป็น PDF หรือรูปภาพ แล้วนำเข้าแทน")),
    "not_looked_into": Sort(_("เสียงหรือวิดีโอ ระบบตรวจเนื้อหาไม่ได้"), LOOK, _("ฟังหรือดูให้ครบ แล้วบันทึกเหตุผลที่ให้ออกไปได้")),
    # PDF
    "metadata": Sort(_("ข้อมูลแฝงของเอกสาร (ผู้เขียน ชื่อเรื่อง โปรแกรม)"), TAKEN_OUT, _PDF_OUT),
    "xmp": Sort(_("ข้อมูลแฝง XMP"), TAKEN_OUT, _PDF_OUT),
    "pdf_comment": Sort(_("หมายเหตุหรือความเห็นบนหน้า"), TAKEN_OUT, _UNCOVERED),
    "attachment": Sort(_("ไฟล์ที่ฝังอยู่ใน PDF"), TAKEN_OUT, _("ถ้าผู้ขอมีสิทธิได้ไฟล์นี้ด้วย ให้นำเข้าเป็นเอกสารอีกชิ้น")),
    "layer": Sort(_("ชั้นข้อมูลที่ซ่อนอยู่"), LOOK, _("หน้าที่มีชั้นซ่อนจะออกเป็นภาพตามที่เห็น")),
    "invisible_text": Sort(_("ข้อความที่มองไม่เห็น"), LOOK, _("หน้านี้จะออกเป็นภาพ ข้อความที่มองไม่เห็นไม่ออกไปด้วย")),
    "covered_text": Sort(_("ข้อความใต้แถบทึบ ยังคัดลอกได้"), LOOK, _NO_COVER),
    "cropped": Sort(_("หน้าถูกตัดขอบ เนื้อหานอกขอบยังอยู่ในไฟล์"), LOOK, _("หน้านี้จะออกเป็นภาพ เท่าที่เห็นในขอบ")),
    "form_value": Sort(_("ค่าที่กรอกไว้ในแบบฟอร์ม"), LOOK, _("ค่าที่เห็นบนหน้ากลายเป็นส่วนหนึ่งของหน้า ค่าที่ไม่แสดงถูกตัดออก")),
    "script": Sort(_("คำสั่งโปรแกรมใน PDF"), TAKEN_OUT, _PDF_OUT),
    "earlier_revision": Sort(_("ฉบับก่อนแก้ไขยังอยู่ในไฟล์"), TAKEN_OUT, _("ฉบับเปิดเผยมีเฉพาะฉบับล่าสุด ตรวจว่าใช่ฉบับที่จะเปิดเผย")),
    "bookmark": Sort(_("สารบัญของไฟล์ (บุ๊กมาร์ก)"), TAKEN_OUT, _PDF_OUT),
    "alt_text": Sort(_("คำบรรยายแทนภาพและข้อความสำหรับโปรแกรมอ่านหน้าจอ"), TAKEN_OUT, _PDF_OUT),
    # Office
    "office_metadata": Sort(_("ข้อมูลแฝงของเอกสาร (ผู้เขียน หน่วยงาน ผู้แก้ไขล่าสุด)"), TAKEN_OUT, _OUT_OF_OFFICE),
    "hidden_sheet": Sort(_("แผ่นงานที่ซ่อน"), LOOK, _IN_OFFICE),
    "very_hidden_sheet": Sort(_("แผ่นงานที่ซ่อนลึก เปิดจากเมนูไม่เห็น"), LOOK, _IN_OFFICE),
    "hidden_row": Sort(_("แถวที่ซ่อน"), LOOK, _IN_OFFICE),
    "hidden_column": Sort(_("คอลัมน์ที่ซ่อน"), LOOK, _IN_OFFICE),
    "hidden_cell": Sort(_("ช่องที่ตั้งรูปแบบไม่ให้เห็นค่า"), LOOK, _IN_OFFICE),
    "comment": Sort(_("ความเห็นหรือบันทึกย่อ"), TAKEN_OUT, _("ตรวจว่า PDF ที่แปลงไม่ได้พิมพ์ความเห็นไว้ข้างหน้า")),
    "defined_name": Sort(_("ชื่อที่กำหนดไว้ (defined name)"), TAKEN_OUT, _OUT_OF_OFFICE),
    "external_link": Sort(_("ลิงก์ไปยังไฟล์อื่น พร้อมค่าที่จำไว้"), TAKEN_OUT, _OUT_OF_OFFICE),
    "pivot_cache": Sort(_("ข้อมูลต้นทางของตาราง Pivot"), TAKEN_OUT, _OUT_OF_OFFICE),
    "macro": Sort(_("มาโคร"), TAKEN_OUT, _OUT_OF_OFFICE),
    "tracked_change": Sort(_("การแก้ไขที่ติดตามไว้"), LOOK, _("ยอมรับหรือปฏิเสธการแก้ไขทั้งหมดก่อนแปลงเป็น PDF")),
    "hidden_text": Sort(_("ข้อความที่ตั้งให้ซ่อน"), LOOK, _IN_OFFICE),
    "custom_xml": Sort(_("ข้อมูล XML ที่ฝังไว้"), TAKEN_OUT, _OUT_OF_OFFICE),
    "embedded": Sort(_("เอกสารหรือวัตถุที่ฝังอยู่"), LOOK, _("เปิดดูวัตถุที่ฝัง เห็นภาพเพียงส่วนเดียวแต่อาจมีข้อมูลทั้งไฟล์")),
    "notes": Sort(_("บันทึกผู้บรรยาย"), TAKEN_OUT, _("ตรวจว่า PDF ที่แปลงเป็นแบบสไลด์ ไม่ใช่แบบหน้าบันทึก")),
    "hidden_slide": Sort(_("สไลด์ที่ซ่อน"), LOOK, _IN_OFFICE),
    # Pictures
    "exif": Sort(_("ข้อมูลกล้องและเวลาถ่าย (EXIF)"), TAKEN_OUT, _PDF_OUT),
    "gps": Sort(_("พิกัดที่ถ่ายภาพ"), TAKEN_OUT, _PDF_OUT),
    "thumbnail": Sort(_("ภาพย่อที่ฝังไว้ อาจเป็นภาพก่อนตัดหรือปิด"), TAKEN_OUT, _PDF_OUT),
    "picture_comment": Sort(_("ข้อความที่ฝังไว้ในภาพ"), TAKEN_OUT, _PDF_OUT),
    "more_frames": Sort(_("ภาพหลายชั้นหรือภาพเคลื่อนไหว"), LOOK, _("ฉบับเปิดเผยมีเฉพาะภาพแรก")),
    "after_the_end": Sort(_("ข้อมูลต่อท้ายไฟล์"), TAKEN_OUT, _PDF_OUT),
}  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """One hidden thing: its sort, where it is, and the beginning of what it says."""

    sort: str
    where: str = ""  # a sheet, a cell, a part, said as the file says it
    page: int = 0  # counted from 1; 0: the whole file
    excerpt: str = ""
    count: int = 1

    @property
    def gravity(self) -> str:
        """How grave it is."""
        return SORTS[self.sort].gravity


def shortened(text: str) -> str:
    """Return the beginning of a text in one line."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text[: LONGEST_EXCERPT * 4]).split())
    return line if len(line) <= LONGEST_EXCERPT else f"{line[:LONGEST_EXCERPT].rstrip()}…"


@dataclass(frozen=True)
class Box:
    """A rectangle on a page as it is seen, in ten-thousandths of its width and height from the upper left corner."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def is_sound(self) -> bool:
        """Whether it lies on the page and has an extent."""
        return 0 <= self.left < self.right <= WHOLE and 0 <= self.top < self.bottom <= WHOLE

    def touches(self, other: "Box") -> bool:
        """Say whether two boxes have more than an edge in common."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 0 and down > 0


@dataclass(frozen=True)
class Cover:
    """What is covered on a page, and the label that the box bears."""

    page: int
    box: Box
    label: str = ""


@dataclass(frozen=True)
class Place:
    """Where words stand: the file as the caller named it, the page, the boxes of their lines, what stands there."""

    file: str
    page: int
    boxes: tuple[Box, ...]
    excerpt: str = ""
    needle: str = ""


@dataclass(frozen=True)
class Leak:
    """Something that a check found: its code, page, and where or what."""

    code: str
    page: int = 0
    where: str = ""


LEAKS: dict[str, str] = {
    "text_under_mark": _("ยังมีข้อความใต้แถบปกปิด"),
    "not_filled": _("แถบปกปิดไม่ทึบทั้งแถบ"),
    "words_in_bytes": _("คำที่ปกปิดยังอยู่ในเนื้อไฟล์"),
    "hidden_left": _("ยังมีข้อมูลแฝงในฉบับเปิดเผย"),
    "pages_differ": _("จำนวนหน้าไม่ตรงกับต้นฉบับ"),
    "unreadable": _("เปิดฉบับเปิดเผยไม่ได้"),
    "uncheckable": _("เป็นไฟล์ชนิดที่ระบบตรวจไม่ได้"),
    "elsewhere": _("คำเดียวกันยังเหลืออยู่ที่อื่น"),
    "in_title": _("คำที่ปกปิดอยู่ในชื่อเอกสาร"),
}
# What a person may answer for: the words stay there with reason. The rest is the house's own fault, and is made anew.
ANSWERABLE = frozenset({"uncheckable", "elsewhere", "in_title"})


def as_plain(things: Sequence[Any]) -> list[dict[str, Any]]:
    """Return findings, places, covers or leaks as plain values for JSON."""
    return [asdict(one) for one in things]


def box_of(plain: Mapping[str, int]) -> Box:
    """Return a box from plain values."""
    return Box(plain["left"], plain["top"], plain["right"], plain["bottom"])


def findings_of(plain: Sequence[Mapping[str, Any]]) -> list[Finding]:
    """Return findings from plain values."""
    return [Finding(**one) for one in plain]


def covers_of(plain: Sequence[Mapping[str, Any]]) -> list[Cover]:
    """Return covers from plain values."""
    return [Cover(one["page"], box_of(one["box"]), one["label"]) for one in plain]


def places_of(plain: Sequence[Mapping[str, Any]]) -> list[Place]:
    """Return places from plain values."""
    return [Place(**{**one, "boxes": tuple(box_of(box) for box in one["boxes"])}) for one in plain]


SET_STATES: dict[str, str] = {
    "open": _("กำลังเตรียม"),
    "released": _("จัดชุดแล้ว"),
    "dropped": _("ยกเลิกแล้ว"),
}
WAITING, READY, UNUSABLE = "waiting", "ready", "unusable"
SOURCE_STATES: dict[str, str] = {
    WAITING: _("กำลังตรวจหาข้อมูลแฝง"),
    READY: _("ทำเครื่องหมายได้"),
    UNUSABLE: _("ยังทำเครื่องหมายไม่ได้"),
}
FAULTS: dict[str, str] = {
    "time": _("ทำฉบับเปิดเผยไม่เสร็จในเวลาที่กำหนด โปรดแบ่งเอกสารเป็นชุดเล็กลง"),
    "damaged": _("ทำฉบับเปิดเผยไม่สำเร็จ โปรดพิมพ์เอกสารเป็น PDF ใหม่ แล้วนำเข้าแทน"),
}
OFFICE_KINDS = frozenset({"docx", "xlsx", "pptx", "odf", "text"})
MOST_SOURCES, MOST_MARKS = 60, 5_000  # of one set, of one document
