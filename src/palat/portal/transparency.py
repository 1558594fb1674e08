"""The transparency log: the signed root of each day, the keys behind them, and how anybody checks them."""

from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from palat.kernel.history.exporting import published_roots
from palat.kernel.history.keys import known_keys
from palat.kernel.history.queries import roots
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.views import ListingView
from palat.settings import ROOT

VERIFIER = ROOT / "verifier" / "palat_verify.py"


def _hex(value: bytes) -> Any:
    return format_html('<code class="hash">{}</code>', bytes(value).hex())


LOG = Listing(
    code="portal.transparency",
    columns=(
        Column(code="day", label=_("วัน"), title=True),
        Column(code="root", label=_("ราก"), show=lambda root: _hex(root.root)),
        Column(code="signature", label=_("ลายเซ็น"), show=lambda root: _hex(root.signature)),
        Column(code="chains", label=_("สายเหตุการณ์ที่เพิ่มขึ้น"), css="num"),
    ),
    order=("-day",),
    empty=_("ยังไม่มีรากรายวัน"),
    empty_hint=_("รากแรกจะประกาศหลังเที่ยงคืนของวันแรกที่เปิดใช้ระบบ"),
)


class Log(ListingView):
    """The roots, newest first, for everybody."""

    listing = LOG
    title = _("บันทึกความโปร่งใส")
    intro = _("ทุกคืนระบบสรุปประวัติของทุกเรื่องเป็นค่าเดียว เรียกว่าราก ลงนาม และประกาศไว้ที่นี่ ใครแก้ประวัติย้อนหลัง รากจะไม่ตรง")
    template_name = "portal/transparency.html"
    base_template = "portal/base.html"
    can_export = False

    def rows(self) -> QuerySet[Any]:
        return roots()

    def extra(self) -> dict[str, Any]:
        return {"keys": known_keys()}


@require_safe
def roots_file(_request: HttpRequest) -> JsonResponse:
    """Every root with its signature, for keeping and for checking."""
    answer = JsonResponse(published_roots(roots().iterator()), json_dumps_params={"indent": 1})
    answer["Content-Disposition"] = 'attachment; filename="roots.json"'
    return answer


@require_safe
def verifier(_request: HttpRequest) -> HttpResponseBase:
    """The separate program that checks them."""
    if not VERIFIER.is_file():
        raise Http404
    return FileResponse(VERIFIER.open("rb"), as_attachment=True, content_type="text/x-python; charset=utf-8")
