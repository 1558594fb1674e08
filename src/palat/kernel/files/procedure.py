"""Which files are taken, up to what size, why one is refused, and how its name is cleaned. Plain rules."""

import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Kind:
    """A kind of file that is taken. Its content decides, never its name."""

    code: str
    label: str
    content_type: str
    extensions: tuple[str, ...]  # the first is given to a file that came with another
    limit_bytes: int
    shown: bool = False  # may open inside the browser


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind("pdf", _("เอกสาร PDF"), "application/pdf", ("pdf",), 25 * MEGABYTE, shown=True),
        Kind("jpeg", _("รูปภาพ JPEG"), "image/jpeg", ("jpg", "jpeg", "jpe", "jfif"), 25 * MEGABYTE, shown=True),
        Kind("png", _("รูปภาพ PNG"), "image/png", ("png",), 25 * MEGABYTE, shown=True),
        Kind("webp", _("รูปภาพ WebP"), "image/webp", ("webp",), 25 * MEGABYTE, shown=True),
        Kind(
            "docx",
            _("เอกสาร Word"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ("docx",),
            25 * MEGABYTE,
        ),
        Kind(
            "xlsx",
            _("ตาราง Excel"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ("xlsx",),
            25 * MEGABYTE,
        ),
        Kind(
            "pptx",
            _("สไลด์ PowerPoint"),
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            ("pptx",),
            25 * MEGABYTE,
        ),
        Kind("odt", _("เอกสาร OpenDocument"), "application/vnd.oasis.opendocument.text", ("odt",), 25 * MEGABYTE),
        Kind("txt", _("ข้อความ"), "text/plain", ("txt", "text", "log", "md"), 5 * MEGABYTE),
        Kind("csv", _("ตาราง CSV"), "text/csv", ("csv",), 10 * MEGABYTE),
        Kind("mp3", _("เสียง MP3"), "audio/mpeg", ("mp3",), 25 * MEGABYTE),
        Kind("m4a", _("เสียง M4A"), "audio/mp4", ("m4a",), 25 * MEGABYTE),
        Kind("mp4", _("วิดีโอ MP4"), "video/mp4", ("mp4", "m4v", "mov"), 25 * MEGABYTE),
    )
}
BY_CONTENT_TYPE: dict[str, Kind] = {kind.content_type: kind for kind in KINDS.values()}

REFUSALS: dict[str, str] = {
    "empty": _("ไฟล์ว่างเปล่า โปรดเลือกไฟล์ใหม่"),
    "too_large": _("ไฟล์ใหญ่เกิน %(limit)d เมกะไบต์ โปรดย่อหรือแบ่งไฟล์ แล้วแนบใหม่"),
    "unknown": _("ไม่รับไฟล์ชนิดนี้ โปรดแนบเป็น PDF รูปภาพ Word Excel ข้อความ เสียง หรือวิดีโอ"),
    "executable": _("ไฟล์นี้เป็นโปรแกรม แม้ชื่อจะเป็นเอกสาร จึงรับไม่ได้ โปรดแนบเอกสารหรือรูปภาพ"),
    "script": _("ไฟล์นี้มีคำสั่งโปรแกรมหรือหน้าเว็บ (เช่น SVG HTML) จึงรับไม่ได้ โปรดแนบเป็น PDF หรือรูปภาพ"),
    "heic": _("ยังเปิดรูปแบบ HEIC ไม่ได้ โปรดตั้งกล้องเป็น “เข้ากันได้มากที่สุด” หรือบันทึกเป็น JPEG แล้วแนบใหม่"),
    "archive": _("ไม่รับไฟล์บีบอัด โปรดแตกไฟล์ แล้วแนบทีละไฟล์"),
    "archive_locked": _("ไฟล์บีบอัดนี้มีรหัสผ่าน จึงตรวจไม่ได้ โปรดแตกไฟล์ แล้วแนบทีละไฟล์"),
    "old_office": _("ไฟล์นี้เป็น Office รุ่นเก่าหรือมีรหัสผ่าน โปรดบันทึกเป็น DOCX XLSX หรือ PDF ที่ไม่มีรหัสผ่าน แล้วแนบใหม่"),
    "macros": _("เอกสารนี้มีมาโครหรือโปรแกรมฝังอยู่ โปรดบันทึกเป็น PDF หรือเป็นเอกสารที่ไม่มีมาโคร แล้วแนบใหม่"),
    "bomb": _("ไฟล์นี้ขยายแล้วใหญ่ผิดปกติ จึงรับไม่ได้ โปรดบันทึกเป็น PDF แล้วแนบใหม่"),
    "disguised": _("ไฟล์นี้มีข้อมูลอื่นซ่อนอยู่หน้าเอกสาร จึงรับไม่ได้ โปรดบันทึกเป็น PDF ใหม่ แล้วแนบอีกครั้ง"),
    "damaged": _("ไฟล์เสียหายหรือส่งมาไม่ครบ โปรดเปิดดูในเครื่องของท่าน บันทึกใหม่ แล้วแนบอีกครั้ง"),
    "picture_too_large": _("รูปภาพมีจุดภาพมากเกินไป โปรดย่อรูปให้ไม่เกิน %(limit)d ล้านจุดภาพ แล้วแนบใหม่"),
}

NOTES: dict[str, str] = {
    "encrypted": _("PDF นี้มีรหัสผ่าน เจ้าหน้าที่เปิดอ่านได้เมื่อท่านแจ้งรหัสผ่าน และระบบตรวจเนื้อหาข้างในไม่ได้"),
    "actions_removed": _("ตัดคำสั่งอัตโนมัติและไฟล์ที่ฝังอยู่ใน PDF ออกแล้ว เนื้อหาที่อ่านได้ยังอยู่ครบ"),
    "location_removed": _("ลบพิกัดและข้อมูลแฝงออกจากไฟล์แล้ว"),
    "reduced": _("ย่อรูปภาพที่ละเอียดมากแล้ว"),
}

HELD, KEPT = "held", "kept"
HOLD_HOURS = 48

NAME_LIMIT = 80  # characters: three bytes each in UTF-8 when Thai, and file systems take 255 bytes
NAMELESS = _("ไฟล์แนบ")
_PROGRAMS = """exe com scr pif bat cmd ps1 vbs vbe js jse wsf wsh hta msi msp jar app dmg apk sh py pl php
html htm xhtml mht svg svgz xml lnk reg dll cpl docm xlsm dotm xltm pptm"""
_PROGRAM_EXTENSIONS = frozenset(_PROGRAMS.split())
_UNSAFE = frozenset('<>:"|?*\\/')


class UnableToAccept(Exception):
    """A file is refused; `code` is one of REFUSALS. The message is Thai and says what to do."""

    def __init__(self, code: str, **values: int) -> None:
        self.code = code
        self.values = values
        super().__init__(REFUSALS[code] % values if values else REFUSALS[code])


def extension(name: str) -> str:
    """Return the extension in small letters without the dot, or nothing."""
    return PurePosixPath(name).suffix[1:].lower()


def names_a_program(name: str) -> bool:
    """Say whether a file with this name would run when opened."""
    return extension(clean_text(name)) in _PROGRAM_EXTENSIONS


def clean_text(name: str) -> str:
    """Return the last part of a path, without control, direction and other invisible signs; Thai is kept."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = (
        "_" if letter in _UNSAFE else letter
        for letter in unicodedata.normalize("NFC", last)
        if letter.isprintable()
    )  # fmt: skip
    return " ".join("".join(kept).split()).strip(" .")


def clean_name(name: str, kind: Kind) -> str:
    """Return a safe name that ends as its content does.

    A wrong extension of a known sort is replaced (`แผน.exe` that is a PDF becomes `แผน.pdf`);
    what only looks like one (`ซ.5`) is kept. Applied to its own result it changes nothing.
    """
    text = clean_text(name)
    stem, known = text, _PROGRAM_EXTENSIONS | {one for other in KINDS.values() for one in other.extensions}
    while extension(stem) in known:
        if extension(stem) in kind.extensions:
            break
        stem = stem.rsplit(".", 1)[0].strip(" .")
    ending = extension(stem) if extension(stem) in kind.extensions else kind.extensions[0]
    if extension(stem) in kind.extensions:
        stem = stem.rsplit(".", 1)[0].strip(" .")
    return f"{stem[:NAME_LIMIT].strip(' .') or NAMELESS}.{ending}"
