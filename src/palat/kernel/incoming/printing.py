"""What the registry prints: separator sheets and received labels, each with a code that is read again."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import zxingcpp
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from palat.kernel.calendar.counting import legal_date
from palat.kernel.incoming.models import Item, Posting
from palat.kernel.incoming.readers.splitting import SEPARATOR
from palat.kernel.letters.layout import render_sheet
from palat.kernel.letters.procedure import paper_date, paper_digits
from palat.kernel.letters.queries import addressee, letterhead
from palat.kernel.organisation.queries import unit_id, unit_name
from palat.kernel.registers.postal import service_of

OWN = Path(__file__).parent / "typst"
PER_SHEET = 24
MOST_LABELS = 480


def _main(name: str) -> str:
    return (OWN / name / "main.typ").read_text(encoding="utf-8")


def separator_sheet(*, at: datetime) -> bytes:
    """Return a separator sheet as PDF. Raises: FontsMissing, UnableToLayOut."""
    day = legal_date(at)
    with override("th"):
        parts = {
            "title": _("ใบคั่นระหว่างฉบับ"),
            "office": letterhead(day).office.name,
            "made": {"year": day.year, "month": day.month, "day": day.day},
            "alt": _("รหัสสำหรับแยกฉบับ"),
            "words": [
                _("วางใบนี้ระหว่างหนังสือสองฉบับก่อนสแกนรวมเป็นไฟล์เดียว"),
                _("ระบบแยกฉบับที่ใบนี้ และไม่เก็บใบนี้ไว้ ใช้ซ้ำได้"),
            ],
        }
    return render_sheet(_main("separator"), parts, day, qr={"separator.svg": SEPARATOR})


def labels(items: Sequence[Item], *, begin_at: int, at: datetime) -> bytes:
    """Return received labels for entered things as PDF; the first `begin_at - 1` places of the sheet stay empty.

    Raises: FontsMissing, UnableToLayOut.
    """
    day = legal_date(at)
    with override("th"):
        made = [_label(item, place) for place, item in enumerate(items)]
        places: list[dict[str, Any] | None] = [None] * (begin_at - 1) + made
        places += [None] * (-len(places) % PER_SHEET)
        parts = {
            "title": _("ป้ายรับหนังสือ"),
            "office": letterhead(day).office.name,
            "made": {"year": day.year, "month": day.month, "day": day.day},
            "pages": [places[first : first + PER_SHEET] for first in range(0, len(places), PER_SHEET)],
        }
    codes = {f"label-{place}.svg": address_of(item) for place, item in enumerate(items)}
    return render_sheet(_main("labels"), parts, day, qr=codes)


def posting_sheet(postings: Sequence[Posting], *, on: date, at: datetime) -> bytes:
    """Return the list with which a day's letters are handed to the post (ใบนำส่ง), with their barcodes.

    A petitioner stands masked. Raises: FontsMissing, UnableToLayOut.
    """
    day = legal_date(at)
    with override("th"):
        rows = [
            {
                "place": paper_digits(str(place)),
                "code": one.code,
                "bar": f"bar-{place}.svg",
                "alt": _("บาร์โค้ดของ %(code)s") % {"code": one.code},
                "service": _(service_of(one.code)),
                "addressee": addressee(one.letter),
                "number": paper_digits(one.letter.number),
                "receipt": _("มี") if one.receipt else "",
            }
            for place, one in enumerate(postings, start=1)
            if one.code
        ]
        parts = {
            "title": _("ใบนำส่งสิ่งของทางไปรษณีย์"),
            "office": letterhead(day).office.name,
            "made": {"year": day.year, "month": day.month, "day": day.day},
            "day": paper_digits(_("วันที่ %(day)s") % {"day": paper_date(on)}),
            "total": paper_digits(_("รวม %(count)s รายการ") % {"count": len(rows)}),
            "rows": rows,
        }
    bars = {f"bar-{place}.svg": _bars(one.code) for place, one in enumerate(postings, start=1) if one.code}
    return render_sheet(_main("postings"), parts, day, pictures=bars)


def _bars(code: str) -> bytes:
    """Draw a number of the post in Code 128, as the post's scanners read it."""
    drawn = zxingcpp.create_barcode(code, zxingcpp.BarcodeFormat.Code128).to_svg(add_hrt=False)
    return str(drawn).encode()


def address_of(item: Item) -> str:
    """Return the address at which the desk opens a thing: what its label's code says."""
    return f"{str(settings.PUBLIC_URL).rstrip('/')}{reverse('incoming_item', args=[item.pk])}"


def _label(item: Item, place: int) -> dict[str, Any]:
    number = paper_digits(f"{item.running}/{item.year}")
    entered = timezone.localtime(item.entered_at)
    return {
        "office": letterhead(item.received_on).office.name,
        "unit": unit_name(unit_id(item.register.office) or 0),
        "number": number,
        "day": paper_digits(_("วันที่ %(day)s") % {"day": paper_date(item.received_on)}),
        "time": paper_digits(_("เวลา %(time)s น.") % {"time": f"{entered:%H.%M}"}),
        "qr": f"label-{place}.svg",
        "alt": _("รหัสของหนังสือเลขรับ %(number)s") % {"number": number},
    }
