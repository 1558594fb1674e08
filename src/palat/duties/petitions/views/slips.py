"""The receipt slip (ใบรับเรื่อง) as PDF: for the citizen by code, and for intake to print. It names nobody."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from palat.duties.petitions.queries import tracking
from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.thai_dates import long_moment
from palat.kernel.files.views import pdf_response
from palat.kernel.letters.layout import render_slip
from palat.kernel.letters.procedure import SlipData
from palat.kernel.letters.queries import letterhead
from palat.kernel.pages.pieces import spaced


def slip(request: HttpRequest, code: str) -> HttpResponse:
    """Give the slip of a code; goes out under the Office's standing authority, unsigned."""
    page = tracking.page_for(code)
    if page is None:
        raise Http404
    on = legal_date(page.received_at)
    head = letterhead(on)
    url = str(settings.PUBLIC_URL).rstrip("/") + reverse("petition_track", args=[page.code])
    facts = (("เลขทะเบียน", page.number), ("รับเมื่อ", f"{long_moment(page.received_at)}"))
    content = render_slip(
        SlipData(
            office=head.office.name,
            unit=head.owner_unit,
            code=spaced(page.code),
            url=url,
            on=on,
            facts=tuple((label, value) for label, value in facts if value),
            next=(
                "สำนักงานได้รับเรื่องของท่านไว้แล้ว เจ้าหน้าที่จะคัดกรองและส่งให้หน่วยงานที่มีหน้าที่และอำนาจพิจารณา",
                f"ดูความคืบหน้า เพิ่มข้อเท็จจริง และรับคำตอบได้ที่ {url} หรือโทร 1111 ตลอด 24 ชั่วโมง",
                "ผู้ที่มีรหัสนี้เปิดดูเรื่องได้ โปรดเก็บไว้เป็นส่วนตัว",
            ),
            foot="ออกโดยระบบ ไม่ต้องลงนาม ใบนี้ไม่มีชื่อผู้ร้อง",
        )
    )
    return pdf_response(content, f"receipt-{page.code}")
