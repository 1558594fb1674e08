"""The index of what is withheld and why (บัญชีรายการ), as PDF: each document, each page, each ground."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from palat.kernel.calendar.counting import legal_date
from palat.kernel.letters.layout import render_sheet
from palat.kernel.letters.procedure import paper_date, paper_digits
from palat.kernel.letters.queries import letterhead
from palat.kernel.pages.pieces import spaced
from palat.kernel.redaction.models import Copy, Mark, Source
from palat.kernel.redaction.queries.sets import marks_of
from palat.kernel.redaction.registry import Ground

MAIN = Path(__file__).parent / "typst" / "index" / "main.typ"


def index_of(
    code: str, sources: Sequence[Source], copies: Mapping[int, Copy], grounds: Mapping[str, Ground], at: datetime
) -> bytes:
    """Return the index of a set as PDF, in Thai. Raises: FontsMissing, UnableToLayOut."""
    day = legal_date(at)
    with override("th"):
        documents = [_document(one, copies.get(one.pk), grounds) for one in sources]
        used = sorted({code for one in documents for code in one.pop("used")})
        parts = {
            "title": _("บัญชีรายการเอกสารและสิ่งที่ปกปิด"),
            "office": letterhead(day).office.name,
            "made": {"year": day.year, "month": day.month, "day": day.day},
            "of": _("รหัสเรื่อง %(code)s") % {"code": spaced(code)},
            "day": paper_digits(_("จัดทำเมื่อวันที่ %(day)s") % {"day": paper_date(day)}),
            "heads": [_("หน้า"), _("สิ่งที่ปกปิด"), _("เหตุ")],
            "documents": documents,
            "grounds_title": _("เหตุที่ปกปิด"),
            "grounds": [
                [paper_digits(grounds[one].label), grounds[one].words + (" *" if grounds[one].provisional else "")]
                for one in used
            ],
            "note": _("* ยังไม่ได้ตรวจยืนยัน") if any(grounds[one].provisional for one in used) else "",
            "closing": _(
                "หน้าที่มีแถบปกปิดออกเป็นภาพ ส่วนอื่นของเอกสารเหมือนต้นฉบับ ยกเว้นข้อมูลแฝงซึ่งตัดออกแล้ว ค่า SHA-256 พิสูจน์ว่าไฟล์ตรงกับที่ออกไป"
            ),
        }
        return render_sheet(MAIN.read_text(encoding="utf-8"), parts, day)


def _document(source: Source, copy: Copy | None, grounds: Mapping[str, Ground]) -> dict[str, Any]:
    marks = marks_of(source)
    whole = source.withheld_ground
    if whole:
        said = _("ไม่เปิดเผยทั้งฉบับ: %(words)s") % {"words": source.withheld_words}
        rows = [[_("ทั้งฉบับ"), said, paper_digits(grounds[whole].label)]]
    else:
        rows = [[paper_digits(page), words, label] for page, words, label in _rows(marks, grounds)]
    pages = _("%(count)d หน้า") % {"count": source.pages} if source.pages else ""
    return {
        "title": paper_digits(f"{source.place}. {source.title}"),
        "pages": paper_digits(pages),
        "rows": rows,
        "nothing": "" if rows else _("เปิดเผยทั้งฉบับ"),
        "sha256": copy.file.sha256 if copy and not whole else "",
        "used": [whole] if whole else sorted({one.ground for one in marks}),
    }


def _rows(marks: Sequence[Mark], grounds: Mapping[str, Ground]) -> list[tuple[str, str, str]]:
    """Put marks of one page on one ground that say the same into one line."""
    counts: dict[tuple[int, str, str], int] = defaultdict(int)
    for one in marks:
        counts[one.page, one.words, one.ground] += 1
    return [
        (
            str(page),
            " ".join(
                piece
                for piece in (words, paper_digits(_("(%(count)d แห่ง)") % {"count": count}) if count > 1 else "")
                if piece
            )
            or _("ข้อความบางส่วน"),
            paper_digits(grounds[ground].label),
        )
        for (page, words, ground), count in counts.items()
    ]
