"""What the desk says to someone who may sign in but holds no post today."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from palat.kernel.matters.acting_person import NotAnOfficial


class PostHolders:
    """Answer every page that asks for a person's authority, where there is none, in plain words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn the one exception into a page; leave the others to whoever knows them."""
        if isinstance(exception, NotAnOfficial):
            return render(request, "desk/no_post.html", status=403)
        return None
