"""The registers on the desk: which there are, their entries as a list, as a file, as printed pages."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.desk.registers.common import crumbs, reader
from palat.desk.registers.listings import entries_for
from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.views import pdf_response
from palat.kernel.letters.registered.carried import particulars
from palat.kernel.letters.registered.pages import MOST_PRINTED, render_register
from palat.kernel.pages.export import CHUNK
from palat.kernel.pages.listing import Narrowed
from palat.kernel.pages.shapes import Action, Crumb
from palat.kernel.pages.views import ListingView
from palat.kernel.registers.procedure import BUDDHIST_ERA
from palat.kernel.registers.queries import entries, kept_by, open_blocks, overview


@login_required
def every(request: HttpRequest) -> HttpResponse:
    """Show the registers that one may read, what each gave this year, and the reserved numbers still to be settled."""
    _by, authority = reader(request)
    today = legal_date(timezone.now())
    context = {
        "rows": overview(authority, on=today),
        "year": today.year + BUDDHIST_ERA,
        "blocks": list(open_blocks(authority)),
        "today": today,
    }
    return render(request, "desk/registers/every.html", context)


@method_decorator(login_required, name="dispatch")
class Entries(ListingView):
    """The entries of the registers that the viewer may read, the newest first."""

    template_name = "desk/registers/entries.html"
    title = gettext_lazy("รายการในทะเบียน")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.by, self.authority = reader(request)
        self.listing = entries_for(self.by, self.authority, of_one=bool(request.GET.get("register")))  # type: ignore[misc]
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> QuerySet[Any]:
        return entries(self.authority)

    def prepared(self, rows: Iterable[Any]) -> Iterator[Any]:
        """Bring the columns, which letters, matters and lines hold."""
        left = iter(rows)
        while part := list(islice(left, CHUNK)):
            columns = particulars(part, self.by)
            for entry in part:
                entry.columns = columns[entry.pk]
                yield entry

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.GET.get("export") == "pdf":
            return self.pages(Narrowed(self.listing, self.rows(), request.GET))
        return super().get(request, *args, **kwargs)

    def pages(self, narrowed: Narrowed) -> HttpResponseBase:
        """Give the narrowed entries of one register and year as printed pages, in the order of their numbers."""
        found = list(narrowed.rows.order_by("register_id", "year", "running")[: MOST_PRINTED + 1])
        problem = _unprintable(found)
        if problem:
            messages.error(self.request, problem)
            return redirect(self.request.path + narrowed.address())
        first = found[0]
        content = render_register(first.register, found, by=self.by, at=timezone.now())
        return pdf_response(content, f"{first.register_id}-{first.year}-{first.running}-{found[-1].running}")

    def export_urls(self, narrowed: Narrowed) -> list[tuple[str, str]]:
        """Offer the printed pages before the files."""
        return [(narrowed.address(export="pdf"), _("หน้าทะเบียน (PDF)")), *super().export_urls(narrowed)]

    def crumbs(self) -> list[Crumb]:
        return crumbs()

    def actions(self) -> list[Action]:
        """Offer what a clerk does in the register that is looked at."""
        register = self.request.GET.get("register", "")
        if register not in kept_by(self.authority):
            return []
        return [
            Action(_("ลงทะเบียน"), reverse("register_enter", args=[register]), icon="plus", style="primary"),
            Action(_("จองเลข"), reverse("register_reserve", args=[register]), icon="clock"),
        ]


def _unprintable(found: list[Any]) -> str:
    """Say why entries cannot be printed as pages of a register, or nothing."""
    if not found:
        return _("ไม่มีรายการให้พิมพ์")
    if len({(one.register_id, one.year) for one in found}) > 1:
        return _("พิมพ์หน้าทะเบียนได้ครั้งละหนึ่งทะเบียนของหนึ่งปี โปรดกรองทะเบียนและปีก่อน")
    if len(found) > MOST_PRINTED:
        return _("พิมพ์ได้ครั้งละไม่เกิน %(most)s รายการ โปรดกรองเลขลำดับให้แคบลง") % {"most": f"{MOST_PRINTED:,}"}
    return ""
