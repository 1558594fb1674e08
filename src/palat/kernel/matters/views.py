"""Matters of every duty by their code: where the desk's page of one stands, and where the public follows it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.addresses import desk_url, public_url
from palat.kernel.matters.queries.visibility import visible_by_code
from palat.kernel.matters.registry import procedure as procedure_of
from palat.kernel.registers.procedure import BadTrackingCode, parse_tracking_code


@login_required
def matter(request: HttpRequest, code: str) -> HttpResponse:
    """Lead to the page of a matter, as far as one may see it."""
    found = visible_by_code(code, actor_of(request))
    if found is None or not procedure_of(found.procedure, found.version).page:
        raise Http404
    return redirect(desk_url(found))


def find(request: HttpRequest) -> HttpResponse:
    """Ask a citizen for a code, in whatever way it was written down."""
    typed = request.GET.get("code", "").strip()
    if not typed:
        return render(request, "matters/find.html", {})
    try:
        code = parse_tracking_code(typed)
    except BadTrackingCode as error:
        return render(request, "matters/find.html", {"typed": typed, "problem": _(str(error))}, status=422)
    address = public_url(code)
    if not address:
        problem = _("ไม่พบเรื่องของรหัสนี้ โปรดตรวจตัวเลขอีกครั้ง หรือโทร 1111")
        return render(request, "matters/find.html", {"typed": typed, "problem": problem}, status=404)
    return redirect(address)
