"""The gate that every page for officials stands behind."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme


class SignedIn:
    """For class-based views: whoever is not signed in signs in first, and comes back.

    An expired session in the middle of a form leads back to the form, not to the address it was sent to, so
    that the draft kept in the browser finds its fields again. htmx is told to load the whole sign-in page.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        answer = redirect_to_login(place_to_return(request))
        if "HX-Request" in request.headers:
            return HttpResponse(status=204, headers={"HX-Redirect": answer["Location"]})
        return answer


def place_to_return(request: HttpRequest) -> str:
    """Return the page to come back to: this one if it was read, the one the form stood on if it was sent."""
    if request.method in {"GET", "HEAD"} and "HX-Request" not in request.headers:
        return request.get_full_path()
    came_from = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or ""
    if url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()}):
        parts = urlsplit(came_from)
        return parts.path + (f"?{parts.query}" if parts.query else "")
    return request.path
