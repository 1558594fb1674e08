"""Addresses for the tests of this package only."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views import View

from palat.kernel.accounts.views import SignedIn


class Work(SignedIn, View):
    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return HttpResponse("work")

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return HttpResponse("done")


urlpatterns = [
    path("accounts/", include("palat.kernel.accounts.urls")),
    path("desk/work/", Work.as_view()),
    path("desk/", lambda request: HttpResponse("desk")),
    path("transparency/", lambda request: HttpResponse("log"), name="transparency"),
    path("performance/", lambda request: HttpResponse("scorecards"), name="planning_public"),
    path("desk/procedures/", lambda request: HttpResponse("charts"), name="desk_procedures"),
]
