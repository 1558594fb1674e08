"""The desk's export of petitions."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from palat.duties.petitions.exporting import UnableToExport, export_petitions
from palat.kernel.matters.acting_person import actor_of


@require_safe
@login_required
def export(request: HttpRequest) -> StreamingHttpResponse:
    """All petitions that the viewer may see, as CSV, sent while it is read."""
    now = timezone.now()
    try:
        lines = export_petitions(by=actor_of(request), at=now)
    except UnableToExport:
        raise Http404 from None
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="petitions-{timezone.localtime(now):%Y%m%d-%H%M}.csv"'
    return response
