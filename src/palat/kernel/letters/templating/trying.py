"""Trying a template before it is kept: it must set every kind of letter of its form, and print what makes it one."""

from collections.abc import Iterator
from io import BytesIO

import pypdfium2
from django.utils.translation import gettext as _

from palat.kernel.letters.layout import MAIN, Template, UnableToLayOut, render
from palat.kernel.letters.procedure import LetterData, Paragraph, paper_date, paper_digits
from palat.kernel.letters.shapes import SHAPES
from palat.kernel.letters.templating.faults import Fault, faults_of
from palat.kernel.letters.templating.samples import bare, long, sample

SECONDS = 5.0


PREVIEWS = {"full": sample, "draft": bare, "long": long}


def preview(form: str, template: Template, *, which: str = "full") -> bytes:
    """Set a sample of a form with a template that is being written. Raises: UnableToLayOut."""
    return render(PREVIEWS[which](form), template, seconds=SECONDS)


def try_out(form: str, template: Template) -> tuple[Fault, ...]:
    """Return what is wrong with a template: what stops it, else what it leaves off the paper."""
    try:
        pdf = preview(form, template)
        for letter in (bare(form), long(form)):
            render(letter, template, seconds=SECONDS)
    except UnableToLayOut as broken:
        return faults(broken)
    said = _squeezed("".join(_pages(pdf)))
    left_out = dict.fromkeys(label for label, words in _needed(sample(form)) if _squeezed(words) not in said)
    return tuple(Fault(MAIN, 0, _("แบบนี้ไม่พิมพ์ “%(what)s” ลงในหนังสือ") % {"what": label}, "") for label in left_out)


def faults(broken: UnableToLayOut) -> tuple[Fault, ...]:
    """Return the faults behind a refusal: those that Typst told, else the refusal itself."""
    told = faults_of(str(broken)) if "error:" in str(broken) else ()
    return told or (Fault("", 0, str(broken), ""),)


def _pages(pdf: bytes) -> Iterator[str]:
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        for page in document:
            yield page.get_textpage().get_text_range()


def _squeezed(text: str) -> str:
    """Leave out spaces: where lines break is the template's to say."""
    return "".join(text.split())


def _needed(letter: LetterData) -> Iterator[tuple[str, str]]:
    """Yield what a paper of a form cannot do without, each with its words on the sample."""
    shape = SHAPES[letter.form]
    if shape.number:
        yield _("เลขที่"), paper_digits(letter.number)
    if shape.subject:
        yield _("เรื่อง"), paper_digits(letter.subject)
    if shape.addressee:
        yield _("ผู้รับ"), letter.addressee
    if shape.form != "minutes":
        yield _("วันที่"), paper_date(letter.on).split()[0] if letter.on else ""
    if letter.closing:
        yield _("คำลงท้าย"), letter.closing
    for line in letter.signature:
        yield _("ผู้ลงนามและตำแหน่ง"), line
    if letter.verification:
        yield _("รหัสตรวจสอบ"), letter.verification.code
    for block in letter.content:
        if isinstance(block, Paragraph):
            yield _("ข้อความ"), paper_digits(block.text)
