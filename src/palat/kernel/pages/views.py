"""Views that every list, form and error page shares."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.defaults import bad_request as plain_bad_request
from django.views.generic import View

from . import operations, queries
from .export import CHUNK, csv_lines, json_lines, xlsx_file
from .keyset import WrongCursor
from .listing import AFTER, BEFORE, Count, Listing, Narrowed
from .shapes import Action, Crumb, Tab, Text

FILES = {"csv": "CSV", "xlsx": "Excel (XLSX)", "json": "JSON"}
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ListingView(View):
    """A page that lists. A subclass gives `listing`, `title`, and `rows()`: what the viewer may see, and no more.

    The same address serves the whole page, its part `#listing` for htmx, and with `?export=` the file:
    one queryset, one visibility. Who may open the page at all is for the subclass to check in `dispatch`.
    """

    listing: ClassVar[Listing]
    title: Text = ""
    intro: Text = ""
    template_name = "pages/listing.html"
    base_template = "desk/base.html"
    bulk_actions: tuple[Action, ...] = ()
    can_export = True

    def rows(self) -> QuerySet:
        """Return the rows that this viewer may see, related rows joined."""
        raise NotImplementedError

    def prepared(self, rows: Iterable[Any]) -> Iterable[Any]:
        """Return rows with what their columns need and no join gives; a page's at once, a file's a part at a time."""
        return rows

    def crumbs(self) -> list[Crumb]:
        return []

    def actions(self) -> list[Action]:
        return []

    def tabs(self) -> list[Tab]:
        return []

    def extra(self) -> dict[str, Any]:
        """Return what a template of one's own needs besides."""
        return {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        narrowed = Narrowed(self.listing, self.rows(), request.GET)
        if (kind := request.GET.get("export")) in FILES and self.can_export:
            return self.export(narrowed, kind)
        page = self.page(narrowed)
        context = {
            "listing": self.listing,
            "narrowed": narrowed,
            "page": page,
            "rows": [self.listing.row(row) for row in self.prepared(page.rows)],
            "count": self.count(narrowed),
            "next_url": narrowed.address(**{AFTER: page.next}) if page.next else "",
            "previous_url": narrowed.address(**{BEFORE: page.previous}) if page.previous else "",
            "export_urls": self.export_urls(narrowed),
            "saved": self.saved(),
            "bulk_actions": self.bulk_actions,
        }
        if request.headers.get("HX-Target") == "listing":
            response = render(request, "pages/_listing.html", context | {"is_part": True})
            patch_vary_headers(response, ["HX-Target"])
            return response
        context |= {
            "base_template": self.base_template,
            "title": self.title,
            "intro": self.intro,
            "crumbs": self.crumbs(),
            "actions": self.actions(),
            "tabs": self.tabs(),
            **self.extra(),
        }
        response = render(request, self.template_name, context)
        patch_vary_headers(response, ["HX-Target"])
        return response

    def page(self, narrowed: Narrowed) -> Any:
        """Read the page asked for; the first, with a word of why, if its place is unknown or gone."""
        try:
            page = narrowed.page()
        except WrongCursor:
            messages.warning(self.request, _("ลิงก์ไปยังหน้านี้ใช้ไม่ได้แล้ว จึงแสดงหน้าแรกแทน"))
            return narrowed.first_page()
        if not page.rows and (self.request.GET.get(AFTER) or self.request.GET.get(BEFORE)):
            return narrowed.first_page()
        return page

    def count(self, narrowed: Narrowed) -> Count:
        """Count the rows up to the bound; a page that knows their number already says it."""
        return narrowed.count()

    def saved(self) -> list[Any]:
        user_id = getattr(getattr(self.request, "user", None), "pk", None)
        return list(queries.saved_filters(listing=self.listing.code, viewer_id=user_id)) if user_id else []

    def export_urls(self, narrowed: Narrowed) -> list[tuple[str, str]]:
        if not self.can_export:
            return []
        return [(narrowed.address(export=kind), label) for kind, label in FILES.items()]

    def export(self, narrowed: Narrowed, kind: str) -> HttpResponseBase:
        """Give the whole narrowed list as a file; refuse one past the bound rather than cut it silently."""
        limit = self.listing.export_limit
        if narrowed.count(limit).more:
            messages.error(
                self.request,
                _("ส่งออกได้ครั้งละไม่เกิน %(limit)s แถว โปรดกรองรายการให้แคบลงก่อน") % {"limit": f"{limit:,}"},
            )
            return redirect(self.request.path + narrowed.address())
        rows = self.prepared(narrowed.rows.order_by(*self.listing.order).iterator(chunk_size=CHUNK))
        columns = self.listing.exported_columns
        name = f"{self.listing.code.replace('.', '-')}-{timezone.localtime():%Y%m%d-%H%M}.{kind}"
        if kind == "xlsx":
            return FileResponse(xlsx_file(columns, rows), as_attachment=True, filename=name, content_type=XLSX_TYPE)
        if kind == "json":
            response = StreamingHttpResponse(json_lines(columns, rows), content_type="application/json")
        else:
            response = StreamingHttpResponse(csv_lines(columns, rows), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, rename or delete a filter of this list."""
        if not request.user.is_authenticated:
            return redirect(request.get_full_path())
        narrowed = Narrowed(self.listing, self.rows(), QueryDict(request.POST.get("query", "").lstrip("?")))
        query = narrowed.kept_query()
        try:
            done = self.change_saved(request, query)
        except operations.UnableToSaveFilter as error:
            messages.error(request, str(error))
        else:
            messages.success(request, done)
        return redirect(f"{request.path}?{query}" if query else request.path)

    def change_saved(self, request: HttpRequest, query: str) -> str:
        owner_id, data = int(request.user.pk or 0), request.POST
        act, name = data.get("act", ""), data.get("name", "")
        filter_id = int(data["filter_id"]) if data.get("filter_id", "").isdecimal() else 0
        if act == "rename":
            operations.rename_filter(owner_id=owner_id, filter_id=filter_id, name=name)
            return _("เปลี่ยนชื่อตัวกรองแล้ว")
        if act == "delete":
            operations.delete_filter(owner_id=owner_id, filter_id=filter_id)
            return _("ลบตัวกรองแล้ว")
        operations.save_filter(
            owner_id=owner_id,
            listing=self.listing.code,
            name=name,
            query=query,
            shared=data.get("shared") == "1",
            at=timezone.now(),
        )
        return _("บันทึกตัวกรองแล้ว")


def sent(request: HttpRequest, message: Text, *, draft: str = "") -> None:
    """Tell the user that an act was done, and let the browser forget the draft kept under that key."""
    messages.success(request, str(message), extra_tags=f"draft:{draft}" if draft else "")


def safe_next(request: HttpRequest, otherwise: str) -> str:
    """Return the address asked for in `next` if it is one of ours."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return asked if ours else otherwise


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that cannot be read; one too large is told so (413). For `handler400`."""
    if isinstance(exception, (RequestDataTooBig, TooManyFilesSent)):
        return render(request, "413.html", status=413)
    return plain_bad_request(request, exception)
