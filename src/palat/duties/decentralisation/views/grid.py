"""The ledger summed up: by mission, field, province or type; counts and shares by state and by leg; to the cells."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.duties.decentralisation.forms.grid import BY, GridForm
from palat.duties.decentralisation.procedure.cells import LEGS, STATES
from palat.duties.decentralisation.procedure.missions import FIELDS
from palat.duties.decentralisation.procedure.types import TYPES
from palat.duties.decentralisation.queries.figures import Figures, Narrowed, figures, figures_by
from palat.duties.decentralisation.queries.ledger import visible_missions
from palat.duties.decentralisation.views.common import crumbs, percent, reader
from palat.duties.decentralisation.views.drawing import Row, legs_chart, province_map
from palat.kernel.matters.authority import Actor
from palat.kernel.organisation.queries import province_choices, province_names
from palat.kernel.pages.export import csv_lines, xlsx_file
from palat.kernel.pages.language import in_language
from palat.kernel.pages.listing import Column
from palat.kernel.pages.shapes import Tab
from palat.kernel.pages.views import XLSX_TYPE

DIMENSIONS = {
    "mission": "transfer__mission",
    "field": "transfer__mission__field",
    "province": "province",
    "type": "type",
}
DEEPER = {"mission": "province", "field": "mission", "province": "type", "type": "province"}
WAYS = ("planned", "prepared", "agreed", "transferred", "operating")


@dataclass(frozen=True)
class Cell:
    """A number of the grid with its share."""

    number: int
    share: str


@dataclass(frozen=True)
class Line:
    """A row of the grid: what it is of, where it leads, its numbers."""

    name: str
    url: str
    live: int
    states: list[Cell]
    aside: int
    legs: list[Cell]


def _state_of(code: str) -> Any:
    return lambda row: row.told.states[code]


def _leg_of(leg: str) -> Any:
    return lambda row: row.told.legs[leg]


EXPORTED = (
    Column(code="name", label=gettext_lazy("รายการ")),
    Column(code="live", label=gettext_lazy("แห่งในแผน"), value="told.live"),
    *(Column(code=one.code, label=gettext_lazy(one.label), value=_state_of(one.code)) for one in STATES.values()),
    *(Column(code=leg, label=f"{label} เสร็จแล้ว", value=_leg_of(leg)) for leg, label in LEGS.items()),
    Column(code="share", label=gettext_lazy("ร้อยละที่ถ่ายโอนแล้ว"), value="done"),
)


def _narrowed(chosen: Mapping[str, Any]) -> Narrowed:
    return Narrowed(
        mission_ids=[chosen["mission"]] if chosen.get("mission") else (),
        fields=[chosen["field"]] if chosen.get("field") else (),
        provinces=[chosen["province"]] if chosen.get("province") else (),
        types=[chosen["type"]] if chosen.get("type") else (),
    )


def _names(by: str, viewer: Actor) -> dict[Any, str]:
    """Return the name of every row that a dimension may have, in the order in which rows are shown."""
    if by == "mission":
        rows = visible_missions(viewer).order_by("field", "code")
        return {one.pk: f"{one.code} {in_language(one.name_th, one.name_en)}" for one in rows}
    if by == "field":
        return {code: str(_(label)) for code, label in FIELDS.items()}
    if by == "type":
        return {code: str(_(one.label)) for code, one in TYPES.items()}
    english = province_names(english=in_language("th", "en") == "en")
    return {code: english[code] for code, _name in province_choices()}


def _deeper(by: str, key: Any, chosen: Mapping[str, Any]) -> str:
    """Return where a row leads: the next way of dividing it that is not narrowed yet, at last its cells."""
    kept: dict[str, Any] = {name: value for name, value in chosen.items() if value and name != "by"} | {by: key}
    further = [one for one in (DEEPER[by], *BY) if one not in kept]
    if further and "mission" in kept and {"province", "type"} <= kept.keys():
        further = []
    if further:
        return f"{reverse('decentralisation_grid')}?{urlencode({'by': further[0], **kept})}"
    query: dict[str, Any] = {name: kept[name] for name in ("province", "type", "field", "mission") if name in kept}
    return f"{reverse('decentralisation_cells')}?{urlencode(query)}"


def _line(row: Row) -> Line:
    told = row.told
    return Line(
        name=row.name,
        url=row.url,
        live=told.live,
        states=[Cell(told.states[code], percent(told.states[code], told)) for code in WAYS],
        aside=told.aside,
        legs=[Cell(told.legs[leg], percent(told.legs[leg], told)) for leg in LEGS],
    )


def _rows(by: str, chosen: Mapping[str, Any], viewer: Actor) -> list[Row]:
    found = figures_by(DIMENSIONS[by], _narrowed(chosen))
    names = _names(by, viewer)
    return [Row(name, _deeper(by, key, chosen), found[key]) for key, name in names.items() if key in found]


@login_required
def grid(request: HttpRequest) -> HttpResponseBase:
    """The grid, or the file of it."""
    viewer = reader(request)
    form = GridForm(request.GET or None, viewer=viewer)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    by = chosen.get("by") or "mission"
    rows = _rows(by, chosen, viewer)
    if request.GET.get("export") in {"csv", "xlsx"}:
        return _export(request.GET["export"], rows)
    told = figures(_narrowed(chosen))
    return render(request, "decentralisation/grid.html", _context(request, form, by, chosen, rows, told))


def _context(
    request: HttpRequest, form: GridForm, by: str, chosen: Mapping[str, Any], rows: list[Row], told: Figures
) -> dict[str, Any]:
    kept = {name: value for name, value in chosen.items() if value and name != "by"}
    query = urlencode({"by": by, **kept})
    tabs = [Tab(label, f"?{urlencode({'by': code, **kept})}", current=code == by) for code, label in BY.items()]
    return {
        "form": form,
        "by": by,
        "tabs": tabs,
        "heads": [_(one.label) for one in STATES.values() if one.code in WAYS],
        "legs": [_(label) for label in LEGS.values()],
        "lines": [_line(row) for row in rows],
        "total": _line(Row(_("รวม"), "", told)),
        "told": told,
        "suspended": told.states["suspended"],
        "chart": legs_chart(told) if told.live else None,
        "map": province_map(figures_by("province", _narrowed(chosen))) if told.live else None,
        "exports": [(f"?{query}&export={kind}", label) for kind, label in (("csv", "CSV"), ("xlsx", "Excel (XLSX)"))],
        "crumbs": crumbs(),
        "narrowed": bool(kept),
    }


def _export(kind: str, rows: list[Row]) -> HttpResponseBase:
    name = f"decentralisation-grid-{timezone.localtime():%Y%m%d-%H%M}.{kind}"
    if kind == "xlsx":
        return FileResponse(xlsx_file(EXPORTED, rows), as_attachment=True, filename=name, content_type=XLSX_TYPE)
    response = StreamingHttpResponse(csv_lines(EXPORTED, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
