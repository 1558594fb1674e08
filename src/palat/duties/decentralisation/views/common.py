"""What the pages of this duty share: who is let in, how states, legs and shares are shown."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.duties.decentralisation.models import Cell
from palat.duties.decentralisation.procedure.cells import CLOSED, LEG_STATES, NOT_NEEDED, OPEN, STATES, UNDER_WAY
from palat.duties.decentralisation.procedure.types import TYPES
from palat.duties.decentralisation.queries.figures import Figures
from palat.duties.decentralisation.queries.listing import may_read
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor
from palat.kernel.organisation.queries import province_choices
from palat.kernel.pages.filters import ChoiceFilter
from palat.kernel.pages.pieces import badge, icon
from palat.kernel.pages.shapes import Crumb

_PROVINCE, _TYPE = gettext_lazy("จังหวัด"), gettext_lazy("ประเภท")
SIGNS = {OPEN: "dot", UNDER_WAY: "clock", CLOSED: "check", NOT_NEEDED: "minus"}


def reader(request: HttpRequest) -> Actor:
    """Return who asks and reads the ledger. Raises: Http404."""
    by = actor_of(request)
    if not may_read(by):
        raise Http404
    return by


def crumbs(*more: Crumb) -> list[Crumb]:
    """Return the way back to this duty's hub, and further steps of it."""
    return [Crumb(_("กระจายอำนาจ"), reverse("decentralisation_hub")), *more]


def state_badge(state: int) -> SafeString:
    """Show the state of a cell."""
    found = STATES[state]
    return badge(_(found.label), tone=found.tone)  # type: ignore[arg-type]


def leg_sign(value: int) -> SafeString:
    """Show how far a leg is, as a sign with its words."""
    return icon(SIGNS[value], label=_(LEG_STATES[value]))


def leg_of(leg: str) -> Any:
    """Return how a column of a leg is shown."""
    return lambda cell: leg_sign(getattr(cell, leg))


def leg_words(leg: str) -> Any:
    """Return what a column of a leg exports."""
    return lambda cell: _(LEG_STATES[getattr(cell, leg)])


def type_label(code: str) -> str:
    """Return the word of a type, as lists use it."""
    return _(TYPES[code].short) if code in TYPES else code


def mission_words(cell: Cell) -> str:
    """Return the mission of a cell with its programme."""
    return f"{cell.transfer.mission.name_th}: {cell.transfer.programme}"


def percent(part: int, figures: Figures) -> str:
    """Return a part of the live cells in a hundred; a dash where there is no base."""
    share = figures.share(part)
    return "–" if share is None else f"{share * 100:.1f} %"


def province_filter(path: str, **more: Any) -> ChoiceFilter:
    """Return a filter by province."""
    return ChoiceFilter(code="province", label=_PROVINCE, field=path, choices=province_choices, **more)


def type_filter(path: str, **more: Any) -> ChoiceFilter:
    """Return a filter by types, one or several."""
    return ChoiceFilter(code="type", label=_TYPE, field=path, choices=type_choices, many=True, **more)


def type_choices() -> list[tuple[str, str]]:
    """Return the types as choices."""
    return [(one.code, _(one.label)) for one in TYPES.values()]
