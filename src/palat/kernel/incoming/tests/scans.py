"""Scans as clerks make them: letters with a text layer, pictures of letters, separator sheets between."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache

import pikepdf
import pypdfium2
from PIL import Image

from palat.kernel.incoming.printing import separator_sheet
from palat.kernel.letters.layout import render
from palat.kernel.letters.procedure import LetterData, Office, Paragraph

AT = datetime(2026, 11, 24, 3, tzinfo=UTC)


@cache
def letter(
    number: str = "มท 0808.2/ว 316", subject: str = "ขอส่งเรื่องราวร้องทุกข์ กรณีถนนชำรุด", *, reference: str = ""
) -> bytes:
    """A letter of another office as PDF, with its words in it."""
    data = LetterData(
        form="external",
        office=Office("จังหวัดเชียงใหม่", ("ศาลากลางจังหวัดเชียงใหม่", "ถนนตัวอย่าง ชม 50300")),
        number=number,
        on=datetime(2026, 11, 20, tzinfo=UTC).date(),
        subject=subject,
        salutation="เรียน",
        addressee="ปลัดสำนักนายกรัฐมนตรี",
        content=(Paragraph("ด้วยจังหวัดได้รับหนังสือร้องเรียนจากผู้ร้อง จึงขอส่งเรื่องมาเพื่อพิจารณา"),),
        references=(reference,) if reference else (),
        closing="ขอแสดงความนับถือ",
        signature=("(นายสมมุติ ตัวอย่าง)", "ผู้ว่าราชการจังหวัดเชียงใหม่"),
        urgency="ด่วนที่สุด",
        owner_unit="สำนักงานจังหวัด",
    )
    return render(data)


@cache
def separator() -> bytes:
    """The separator sheet as printed."""
    return separator_sheet(at=AT)


@cache
def as_picture(pdf: bytes, *, turned: int = 0, dots: int = 150) -> Image.Image:
    """The first page of a PDF as a scanner sees it."""
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].render(scale=dots / 72, grayscale=True).to_pil().rotate(turned, expand=True, fillcolor=255)


def scanned(pages: Sequence[Image.Image]) -> bytes:
    """Pictures of pages in one PDF, without any text."""
    into = io.BytesIO()
    pages[0].save(into, "PDF", save_all=True, append_images=list(pages[1:]), resolution=150)
    return into.getvalue()


def bound(parts: Sequence[bytes]) -> bytes:
    """PDFs one after the other in one file."""
    into = io.BytesIO()
    with pikepdf.new() as whole:
        for part in parts:
            with pikepdf.open(io.BytesIO(part)) as one:
                whole.pages.extend(one.pages)
        whole.save(into, deterministic_id=True)
    return into.getvalue()


def blank() -> Image.Image:
    """A page with nothing on it."""
    return Image.new("L", (1240, 1754), 255)
