"""Pages of knowledge: found, read, edited by shift leaders, reviewed by another person."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from palat.duties.petitions.forms.contacts import PageForm
from palat.duties.petitions.models import Knowledge
from palat.duties.petitions.operations.hotline import UnableToKeep, Written, review_page, write_page
from palat.duties.petitions.procedure.contacts import EDITORS, PAGE_KINDS, READERS, TAKERS
from palat.duties.petitions.procedure.words import KINDS
from palat.duties.petitions.queries import hotline
from palat.duties.petitions.views.roles import RoleListing, with_role
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import held_roles
from palat.kernel.matters.desk.acting import seen_in
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.pages import pieces
from palat.kernel.pages.addresses import address_of
from palat.kernel.pages.filters import ChoiceFilter, TextFilter, YesNoFilter
from palat.kernel.pages.language import name_of
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.shapes import Action

KIND = {code: gettext_lazy(label) for code, label in KINDS}
PAGE_KIND = {code: gettext_lazy(label) for code, label in PAGE_KINDS}


def _mark(page: Any) -> Any:
    if page.mark == "verified":
        return pieces.badge(_("รับรองแล้ว"), tone="good", icon_name="check")
    return pieces.provisional_mark()


PAGES = Listing(
    code="knowledge",
    columns=(
        Column(code="title", label=gettext_lazy("ชื่อหน้า"), value="title", title=True),
        Column(code="page_kind", label=gettext_lazy("เป็น"), value=lambda row: str(PAGE_KIND[row.kind])),
        Column(
            code="about",
            label=gettext_lazy("เกี่ยวกับ"),
            value=lambda row: (
                name_of(row.category) if row.category else str(KIND[row.contact_kind]) if row.contact_kind else ""
            ),
        ),
        Column(code="agency", label=gettext_lazy("หน่วยงาน"), value=lambda row: str(row.agency or "")),
        Column(code="mark", label=gettext_lazy("การรับรอง"), value="mark", show=_mark),
        Column(code="changed_at", label=gettext_lazy("แก้ไขเมื่อ"), value="changed_at"),
    ),
    filters=(
        TextFilter(code="q", label=gettext_lazy("คำค้น"), apply=lambda rows, words: rows.filter(hotline.holding(words))),
        ChoiceFilter(code="kind", label=gettext_lazy("เป็น"), choices=tuple(PAGE_KIND.items())),
        ChoiceFilter(code="contact_kind", label=gettext_lazy("ชนิดการติดต่อ"), choices=tuple(KIND.items())),
        YesNoFilter(
            code="reviewed",
            label=gettext_lazy("รับรองแล้ว"),
            apply=lambda rows, yes: rows.filter(mark="verified") if yes else rows.exclude(mark="verified"),
        ),
    ),
    order=("-changed_at", "-id"),
    row_url=address_of("knowledge_page"),
    empty=gettext_lazy("ยังไม่มีหน้าความรู้"),
)


class Pages(RoleListing):
    """All pages that hold today."""

    roles = READERS | TAKERS
    listing = PAGES
    title = gettext_lazy("คลังความรู้และบทพูด")

    def rows(self) -> QuerySet[Any]:
        return hotline.pages_on(legal_date(timezone.now())).select_related("category", "agency")

    def actions(self) -> list[Action]:
        if not EDITORS & held_roles(self.by.authority):
            return []
        return [Action(_("เขียนหน้าใหม่"), reverse("knowledge_new"), icon="plus", style="primary")]


def _page(number: int) -> Knowledge:
    found = Knowledge.objects.select_related("category", "agency", "reviewed_by").filter(pk=number).first()
    if found is None:
        raise Http404
    return found


@login_required
def page(request: HttpRequest, number: int) -> HttpResponse:
    """A page, with its earlier versions."""
    by = with_role(request, READERS | TAKERS)
    found = _page(number)
    context = {
        "page": found,
        "blocks": hotline.blocks(found.body),
        "kind": PAGE_KIND[found.kind],
        "contact_kind": KIND.get(found.contact_kind, ""),
        "edits": [
            (edit, hotline.blocks(edit.body)) for edit in found.edits.select_related("by").order_by("-version")[:30]
        ],
        "may_edit": bool(EDITORS & held_roles(by.authority)),
    }
    return render(request, "petitions/knowledge/page.html", context)


@login_required
def edit(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """Write a page, new or edited; a refusal loses nothing that was typed."""
    by, now = with_role(request, EDITORS), timezone.now()
    today = legal_date(now)
    found = _page(number) if number else None
    begun = (
        {
            "title": found.title,
            "kind": found.kind,
            "contact_kind": found.contact_kind,
            "category": found.category_id or "",
            "agency_id": found.agency_id or "",
            "body": found.body,
            "source": found.source,
            "valid_from": found.valid_from,
            "valid_to": found.valid_to,
        }
        if found
        else {"kind": "page", "valid_from": today}
    )
    form = PageForm(request.POST or None, today=today, initial=begun)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        why = data.pop("why")
        try:
            kept = write_page(
                written=Written(**data),
                why=why,
                page_id=number,
                seen=seen_in(request.POST),
                by=by,
                at=now,
                today=today,
            )
        except (UnableToKeep, UnableToAct) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("บันทึกแล้ว รอเจ้าหน้าที่อีกคนหนึ่งรับรอง"))
            return redirect("knowledge_page", number=kept.pk)
    context = {
        "form": form,
        "page": found,
        "seen": request.POST.get("seen") or (found.version if found else 0),
        "title": found.title if found else _("เขียนหน้าใหม่"),
    }
    return render(request, "petitions/knowledge/edit.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def review(request: HttpRequest, number: int) -> HttpResponse:
    """Confirm that a page is right."""
    by = with_role(request, EDITORS)
    _page(number)
    try:
        review_page(page_id=number, by=by, at=timezone.now(), seen=seen_in(request.POST))
    except (UnableToKeep, UnableToAct) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("รับรองแล้ว"))
    return redirect("knowledge_page", number=number)
