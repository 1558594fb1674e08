"""Addresses for the tests of this package only."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import include, path
from django.utils import timezone

from palat.kernel.pages import pieces
from palat.kernel.pages.fields import ReasonForm
from palat.kernel.pages.filters import ChoiceFilter, DateRangeFilter, TextFilter, YesNoFilter
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.models import OnceKey, SavedFilter
from palat.kernel.pages.operations import send_once
from palat.kernel.pages.shapes import Action
from palat.kernel.pages.tests import showcase
from palat.kernel.pages.views import ListingView, sent

handler400 = "palat.kernel.pages.views.bad_request"

LISTING = Listing(
    code="tests.filters",
    columns=(
        Column(code="name", label="ชื่อ", title=True),
        Column(code="owner", label="เจ้าของ", value="owner.username"),
        Column(code="created_at", label="สร้างเมื่อ"),
        Column(
            code="shared",
            label="ใช้ร่วมกัน",
            show=lambda row: pieces.badge("ใช้ร่วมกัน", tone="good") if row.shared else pieces.badge("ส่วนตัว"),
        ),
        Column(code="query", label="เงื่อนไข", shown=False),
    ),
    filters=(
        TextFilter(code="name", label="ชื่อ", apply=lambda rows, words: rows.filter(name__icontains=words)),
        ChoiceFilter(code="listing", label="รายการ", choices=[("a", "รายการ ก"), ("b", "รายการ ข")], many=True),
        DateRangeFilter(code="created_at", label="สร้าง"),
        YesNoFilter(code="shared", label="ใช้ร่วมกัน"),
    ),
    order=("-created_at", "-pk"),
    row_url=lambda row: f"/list/{row.pk}/",
    row_css=lambda row: "row-alert" if row.shared else "",
    page_size=3,
    export_limit=20,
)


class FiltersList(ListingView):
    listing = LISTING
    title = "ตัวกรองทั้งหมด"
    bulk_actions = (Action("จ่ายเรื่อง", "/bulk/", "send"),)

    def rows(self) -> QuerySet:
        return SavedFilter.objects.exclude(name="ลับ").select_related("owner")

    def extra(self) -> dict[str, Any]:
        return {"nav": showcase.NAV, "who": showcase.WHO, "search_url": "/search/"}


def desk(request: HttpRequest) -> HttpResponse:
    frame = {"nav": showcase.NAV, "who": showcase.WHO, "search_url": "/search/"}
    return render(request, "showcase_desk.html", showcase.context(bound="bound" in request.GET) | frame)


def portal(request: HttpRequest) -> HttpResponse:
    return render(
        request, "showcase_portal.html", showcase.context(bound="bound" in request.GET) | {"nav": showcase.PORTAL_NAV}
    )


def confirm(request: HttpRequest) -> HttpResponse:
    page = {
        "title": "คืนเรื่อง",
        "question": "คืนเรื่องให้เจ้าของเรื่อง",
        "words": "เรื่องจะกลับไปที่เจ้าของเรื่องพร้อมเหตุผลนี้",
        "form": ReasonForm(request.POST or None),
        "facts": showcase.context()["facts"],
        "button": "คืนเรื่อง",
        "action": "/confirm/",
        "cancel_url": "/desk/",
    }
    return render(request, "pages/confirm.html", page)


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


def write(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        sending = send_once(
            key=request.POST["once_key"],
            at=timezone.now(),
            act=lambda: f"/write/?sent={OnceKey.objects.count()}",
        )
        sent(request, f"ส่งแล้ว {request.POST['text']}", draft="write")
        return redirect(sending.url)
    return render(request, "write.html", {"number": OnceKey.objects.count()})


def reads(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.POST.get("text", ""))


urlpatterns = [
    path("accounts/", include("palat.kernel.accounts.urls")),
    path("desk/", desk),
    path("portal/", portal),
    path("list/", FiltersList.as_view()),
    path("broken/", broken),
    path("confirm/", confirm),
    path("reads/", reads),
    path("write/", write),
    # What the frames of portal and desk lead to.
    path("transparency/", reads, name="transparency"),
    path("performance/", reads, name="planning_public"),
    path("desk/procedures/", reads, name="desk_procedures"),
]
