"""Local governments: the list, and the page of one with its types and its missions."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.duties.decentralisation.models import LocalGovernment
from palat.duties.decentralisation.procedure.cells import LEGS
from palat.duties.decentralisation.procedure.types import ENDINGS
from palat.duties.decentralisation.queries.ledger import dated_types, missing_legs, visible_cells, visible_locals
from palat.duties.decentralisation.views.common import (
    crumbs,
    leg_sign,
    province_filter,
    reader,
    state_badge,
    type_filter,
    type_label,
)
from palat.kernel.matters.addresses import desk_url
from palat.kernel.pages.filters import TextFilter, YesNoFilter
from palat.kernel.pages.language import in_language, name_of
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.pieces import badge, display
from palat.kernel.pages.shapes import Crumb, Fact
from palat.kernel.pages.views import ListingView

LOCALS = Listing(
    code="decentralisation.locals",
    columns=(
        Column(code="name", label=gettext_lazy("ชื่อ"), title=True, value="name_th"),
        Column(code="name_en", label=gettext_lazy("ชื่ออังกฤษ"), shown=False),
        Column(code="code", label=gettext_lazy("รหัส"), css="nowrap phone-hide"),
        Column(code="type", label=gettext_lazy("ประเภท"), value=lambda one: type_label(one.type), css="nowrap"),
        Column(code="province", label=gettext_lazy("จังหวัด"), value=lambda one: name_of(one.province)),
        Column(
            code="district",
            label=gettext_lazy("อำเภอ"),
            value=lambda one: name_of(one.district) if one.district else "",
            css="phone-hide",
        ),
        Column(code="ended", label=gettext_lazy("สิ้นสุดเมื่อ"), value="ended_on", css="nowrap phone-hide"),
    ),
    filters=(
        TextFilter(
            code="q",
            label=gettext_lazy("ชื่อหรือรหัส"),
            apply=lambda rows, typed: rows.filter(name_th__icontains=typed) | rows.filter(code=typed),
        ),
        province_filter("province"),
        type_filter("type"),
        YesNoFilter(
            code="ended",
            label=gettext_lazy("สิ้นสุดแล้ว"),
            apply=lambda rows, yes: rows.filter(ended_on__isnull=not yes),
        ),
    ),
    order=("sort_key", "id"),
    row_url=lambda one: reverse("decentralisation_local", args=[one.pk]),
    empty=gettext_lazy("ยังไม่มีรายชื่อ"),
    empty_hint=gettext_lazy("นำรายชื่อเข้าได้ที่รายการนำเข้า"),
)


class LedgerView(ListingView):
    """A list of this duty, for whoever reads the ledger."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in whoever reads the ledger. Raises: Http404."""
        self.by = reader(request)
        return super().dispatch(request, *args, **kwargs)

    def crumbs(self) -> list[Crumb]:
        """Return the way back."""
        return crumbs()


@method_decorator(login_required, name="dispatch")
class Locals(LedgerView):
    """Every local government."""

    listing = LOCALS
    title = gettext_lazy("องค์กรปกครองส่วนท้องถิ่น")

    def rows(self) -> QuerySet[LocalGovernment]:
        """Return the rows that the viewer may see."""
        return visible_locals(self.by)


@login_required
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One local government: what it was from when, its missions, and what each still lacks."""
    by = reader(request)
    found = get_object_or_404(visible_locals(by).select_related("into"), pk=number)
    cells = visible_cells(by).filter(local=found)
    context = {
        "found": found,
        "title": in_language(found.name_th, found.name_en),
        "type": badge(type_label(found.type), tone="info"),
        "facts": _facts(found),
        "types": [
            {
                "type": type_label(one.type),
                "name": one.name_th,
                "begins": display(one.valid_from) if one.valid_from else _("ไม่ทราบวันเริ่ม"),
                "ends": display(one.valid_to) if one.valid_to else "",
                "reference": one.legal_ref,
            }
            for one in dated_types(found)
        ],
        "legs": [_(label) for label in LEGS.values()],
        "cells": [
            {
                "mission": one.transfer.mission.name_th,
                "programme": one.transfer.programme,
                "url": reverse("decentralisation_cell", args=[one.pk]),
                "transfer_url": desk_url(one.transfer.matter),
                "state": state_badge(one.state),
                "since": one.since,
                "legs": [leg_sign(getattr(one, leg)) for leg in LEGS],
                "missing": ", ".join(_(LEGS[leg]) for leg in missing_legs(one)),
            }
            for one in cells.order_by("transfer__mission__field", "transfer__mission__code", "pk")[:500]
        ],
        "crumbs": crumbs(Crumb(_("องค์กรปกครองส่วนท้องถิ่น"), reverse("decentralisation_locals"))),
    }
    return render(request, "decentralisation/local.html", context)


def _facts(found: LocalGovernment) -> list[Fact]:
    facts = [
        Fact(_("รหัส"), found.code),
        Fact(_("จังหวัด"), name_of(found.province)),
        Fact(_("อำเภอ"), name_of(found.district) if found.district else _("ไม่ระบุ")),
    ]
    if found.ended_on:
        facts.append(Fact(_("สิ้นสุดเมื่อ"), display(found.ended_on), note=_(ENDINGS[found.ended_how])))
    if found.into:
        address = reverse("decentralisation_local", args=[found.into_id])
        facts.append(Fact(_("รวมเข้ากับ"), found.into.name_th, url=address))
    return facts
