"""Missions: the list, and the page of one with its transfers, its slowest legs, and how it stands by area."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.duties.decentralisation.desk import TRANSFERS
from palat.duties.decentralisation.models import Mission
from palat.duties.decentralisation.procedure.cells import LEGS
from palat.duties.decentralisation.procedure.missions import FIELDS, KINDS
from palat.duties.decentralisation.queries.figures import Figures, Narrowed, figures, figures_by
from palat.duties.decentralisation.queries.ledger import visible_missions, visible_transfers
from palat.duties.decentralisation.views.common import crumbs, percent, reader, type_label
from palat.duties.decentralisation.views.drawing import legs_chart, province_map, province_rows
from palat.duties.decentralisation.views.local_governments import LedgerView
from palat.kernel.matters.addresses import desk_url
from palat.kernel.pages.filters import ChoiceFilter, DateRangeFilter, TextFilter
from palat.kernel.pages.language import in_language, name_of
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.pieces import display
from palat.kernel.pages.shapes import Action, Crumb, Fact
from palat.kernel.pages.text import choices

MISSIONS = Listing(
    code="decentralisation.missions",
    columns=(
        Column(code="code", label=gettext_lazy("รหัส"), css="nowrap"),
        Column(code="name", label=gettext_lazy("ภารกิจ"), title=True, value="name_th"),
        Column(code="name_en", label=gettext_lazy("ชื่ออังกฤษ"), shown=False),
        Column(code="field", label=gettext_lazy("ด้าน"), value=lambda one: _(FIELDS[one.field])),
        Column(code="kind", label=gettext_lazy("ลักษณะ"), value=lambda one: _(KINDS[one.kind]), css="phone-hide"),
        Column(code="giver", label=gettext_lazy("ส่วนราชการที่ถ่ายโอน"), value=lambda one: name_of(one.giver)),
        Column(
            code="receivers",
            label=gettext_lazy("ผู้รับโอน"),
            value=lambda one: ", ".join(type_label(code) for code in one.receivers),
        ),
        Column(code="deadline", label=gettext_lazy("กำหนด"), css="nowrap"),
        Column(code="legal_basis", label=gettext_lazy("ฐานกฎหมาย"), shown=False),
        Column(code="plan", label=gettext_lazy("แผน"), shown=False),
    ),
    filters=(
        TextFilter(
            code="q",
            label=gettext_lazy("ชื่อหรือรหัส"),
            apply=lambda rows, typed: rows.filter(name_th__icontains=typed) | rows.filter(code=typed),
        ),
        ChoiceFilter(code="field", label=gettext_lazy("ด้าน"), choices=lambda: choices(FIELDS.items())),
        ChoiceFilter(code="kind", label=gettext_lazy("ลักษณะ"), choices=lambda: choices(KINDS.items())),
        DateRangeFilter(code="deadline", label=gettext_lazy("กำหนด")),
    ),
    order=("code", "id"),
    row_url=lambda one: reverse("decentralisation_mission", args=[one.pk]),
    empty=gettext_lazy("ยังไม่มีรายการภารกิจ"),
    empty_hint=gettext_lazy("นำรายการเข้าได้ที่รายการนำเข้า"),
)


@method_decorator(login_required, name="dispatch")
class Missions(LedgerView):
    """Every mission."""

    listing = MISSIONS
    title = gettext_lazy("ภารกิจ")

    def rows(self) -> QuerySet[Mission]:
        """Return the rows that the viewer may see."""
        return visible_missions(self.by)


@login_required
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One mission: what it is, its transfers, its legs from the slowest, its provinces."""
    by = reader(request)
    found = get_object_or_404(visible_missions(by), pk=number)
    told = figures(Narrowed(mission_ids=[found.pk]))
    provinces = figures_by("province", Narrowed(mission_ids=[found.pk]))
    by_transfer = figures_by("transfer", Narrowed(mission_ids=[found.pk]))
    transfers = visible_transfers(by).filter(mission=found).order_by("-matter__received_at", "-pk")
    context = {
        "found": found,
        "title": in_language(found.name_th, found.name_en),
        "over": found.code,
        "provisional": found.mark != "verified",
        "facts": _facts(found),
        "told": told,
        "done": percent(told.done, told),
        "legs": slowest(told),
        "chart": legs_chart(told) if told.live else None,
        "transfers": [(one, desk_url(one.matter), by_transfer.get(one.pk)) for one in transfers],
        "provinces": province_rows(provinces, f"mission={found.pk}"),
        "map": province_map(provinces) if provinces else None,
        "open": _open(found) if TRANSFERS.takes(by) else [],
        "crumbs": crumbs(Crumb(_("ภารกิจ"), reverse("decentralisation_missions"))),
    }
    return render(request, "decentralisation/mission.html", context)


def _open(found: Mission) -> list[Action]:
    address = reverse("mission_transfer_new") + f"?mission_id={found.pk}"
    return [Action(_("เปิดแผนงานถ่ายโอน"), address, icon="plus", style="primary")]


def slowest(told: Figures) -> list[tuple[Any, int, str]]:
    """Return the legs with how many are settled, the slowest first."""
    legs = sorted(LEGS, key=lambda leg: told.legs[leg])
    return [(_(LEGS[leg]), told.legs[leg], percent(told.legs[leg], told)) for leg in legs]


def _facts(found: Mission) -> list[Fact]:
    return [
        Fact(_("ด้าน"), _(FIELDS[found.field])),
        Fact(_("ลักษณะ"), _(KINDS[found.kind])),
        Fact(_("ส่วนราชการที่ถ่ายโอน"), name_of(found.giver)),
        Fact(_("ผู้รับโอน"), ", ".join(type_label(code) for code in found.receivers)),
        Fact(_("ฐานกฎหมาย"), found.legal_basis or _("ไม่ระบุ")),
        Fact(_("กำหนด"), display(found.deadline) if found.deadline else _("ไม่ระบุ")),
        Fact(_("แผนที่กำหนด"), " ".join(filter(None, (found.plan, found.plan_version))) or _("ไม่ระบุ")),
    ]
