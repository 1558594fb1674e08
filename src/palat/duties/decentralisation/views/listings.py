"""The lists of cells, and of who may still be added to a plan, as declared."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.duties.decentralisation.models import LocalGovernment, Mission
from palat.duties.decentralisation.procedure.cells import LEGS, SETTLED, STATES
from palat.duties.decentralisation.procedure.missions import FIELDS
from palat.duties.decentralisation.views.common import (
    leg_of,
    leg_words,
    mission_words,
    province_filter,
    state_badge,
    type_filter,
    type_label,
)
from palat.duties.decentralisation.views.local_governments import LOCALS
from palat.kernel.pages.filters import ChoiceFilter, DateRangeFilter, TextFilter
from palat.kernel.pages.language import name_of
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.text import choices


def _lacks(rows: QuerySet[Any], leg: str) -> QuerySet[Any]:
    return rows.exclude(**{f"{leg}__in": SETTLED}) if leg in LEGS else rows


def _missions() -> list[tuple[int, str]]:
    rows = Mission.objects.order_by("code").values_list("pk", "code", "name_th")
    return [(pk, f"{code} {name}") for pk, code, name in rows]


def _of_named(rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
    """Narrow to the cells of those of a name or code; who they are is looked up first, so that their index leads."""
    named = LocalGovernment.objects.filter(name_th__icontains=typed) | LocalGovernment.objects.filter(code=typed)
    return rows.filter(local__in=list(named.values_list("pk", flat=True)))


LOCAL = Column(code="local", label=gettext_lazy("องค์กรปกครองส่วนท้องถิ่น"), title=True, value="local.name_th")
COLUMNS = (
    Column(code="code", label=gettext_lazy("รหัส"), value="local.code", shown=False),
    Column(code="type", label=gettext_lazy("ประเภท"), value=lambda one: type_label(one.local.type), css="nowrap"),
    Column(code="province", label=gettext_lazy("จังหวัด"), value=lambda one: name_of(one.local.province)),
    Column(
        code="state",
        label=gettext_lazy("สถานะ"),
        value=lambda one: _(STATES[one.state].label),
        show=lambda one: state_badge(one.state),
    ),
    *(
        Column(code=leg, label=gettext_lazy(label), value=leg_words(leg), show=leg_of(leg))
        for leg, label in LEGS.items()
    ),
    Column(code="since", label=gettext_lazy("ตั้งแต่"), css="nowrap"),
)
FILTERS = (
    province_filter("local__province"),
    type_filter("local__type"),
    ChoiceFilter(
        code="state",
        label=gettext_lazy("สถานะ"),
        many=True,
        choices=lambda: [(n, _(s.label)) for n, s in STATES.items()],
    ),
    ChoiceFilter(code="lacks", label=gettext_lazy("ด้านที่ยังไม่เสร็จ"), choices=lambda: choices(LEGS.items()), apply=_lacks),
    DateRangeFilter(code="since", label=gettext_lazy("อยู่ในสถานะนี้")),
    TextFilter(code="q", label=gettext_lazy("ชื่อหรือรหัส"), apply=_of_named),
)
EVERY = Listing(
    code="decentralisation.cells",
    columns=(
        LOCAL,
        Column(code="mission", label=gettext_lazy("ภารกิจ"), value=mission_words),
        *COLUMNS,
    ),
    filters=(
        *FILTERS,
        ChoiceFilter(
            code="field",
            label=gettext_lazy("ด้านภารกิจ"),
            field="transfer__mission__field",
            choices=lambda: choices(FIELDS.items()),
        ),
        ChoiceFilter(code="mission", label=gettext_lazy("ภารกิจ"), field="transfer__mission", choices=_missions),
    ),
    order=("id",),
    row_url=lambda one: reverse("decentralisation_cell", args=[one.pk]),
    empty=gettext_lazy("ยังไม่มีการถ่ายโอน"),
)
OF_TRANSFER = Listing(
    code="decentralisation.transfer_cells",
    columns=(LOCAL, *COLUMNS),
    filters=FILTERS,
    order=("local__sort_key", "id"),
    row_url=lambda one: reverse("decentralisation_cell", args=[one.pk]),
    empty=gettext_lazy("ยังไม่มีองค์กรปกครองส่วนท้องถิ่นในแผน"),
)
CANDIDATES = Listing(
    code="decentralisation.candidates",
    columns=LOCALS.columns[:-1],
    filters=LOCALS.filters[:-1],
    order=LOCALS.order,
    empty=gettext_lazy("ไม่มีแห่งที่เพิ่มได้"),
)
