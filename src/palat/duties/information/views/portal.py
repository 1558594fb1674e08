"""A request followed by its code."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from palat.duties.information.queries.tracking import page_for


def track(request: HttpRequest, code: str) -> HttpResponse:
    """The requester's page: where the request stands, what happened, what one can do."""
    page = page_for(code)
    if page is None:
        raise Http404
    return render(request, "information/portal/track.html", {"page": page})
