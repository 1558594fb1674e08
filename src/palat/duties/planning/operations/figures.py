"""Figures as they are typed, read into exact numbers; what is doubtful must be confirmed in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from palat.duties.planning.models import IndicatorYear, Item
from palat.duties.planning.procedure.accumulating import ADDS_UP, ROUNDS, WEIGHTED, pooled
from palat.duties.planning.procedure.doubting import Doubt, doubts
from palat.duties.planning.procedure.words import DOUBTS
from palat.duties.planning.queries.definitions import Figure, bounds_of, figures_of, formula_of, may_fall
from palat.duties.planning.queries.values import Batch as Kept
from palat.duties.planning.queries.values import batches
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.organisation.queries import province_names

MOST = Decimal(10) ** 18
THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
AREAS, CONFIRM = "areas", "confirm"


class Doubtful(UnableToAct):
    """The figures look wrong; the message says why, and that it may be confirmed."""


@dataclass(frozen=True)
class Batch:
    """Figures by area (None: the whole), and why doubtful ones are right."""

    by_area: Mapping[str | None, Mapping[str, Decimal]]
    confirmed: str = ""

    @property
    def whole(self) -> dict[str, Decimal]:
        """All areas together."""
        return pooled(self.by_area.values())


def field_name(figure: str) -> str:
    """Return the name of the field in which a figure is typed."""
    return f"figure_{figure}"


def typed(definition: IndicatorYear, said: Mapping[str, Any]) -> Batch:
    """Read what was typed. Raises: UnableToAct naming the figure or the line."""
    figures = figures_of(definition)
    confirmed = str(said.get(CONFIRM, "")).strip()
    if definition.by_area:
        return Batch(_areas(figures, str(said.get(AREAS, ""))), confirmed)
    return Batch(
        {None: {one.name: _number(one, str(said.get(field_name(one.name), ""))) for one in figures}}, confirmed
    )


def _number(figure: Figure, text: str) -> Decimal:
    """Return a figure; money is typed in baht and kept in satang. Raises: UnableToAct."""
    label = figure.label_th
    try:
        number = Decimal(text.translate(THAI_DIGITS).replace(",", "").strip())
    except InvalidOperation:
        raise UnableToAct(_("%(figure)s: โปรดกรอกเป็นตัวเลข") % {"figure": label}) from None
    if not number.is_finite() or not 0 <= number < MOST:
        raise UnableToAct(_("%(figure)s: ต้องไม่ติดลบและไม่เกินที่เป็นไปได้") % {"figure": label})
    if not figure.money:
        return number
    satang = number * 100
    if satang != satang.to_integral_value():
        raise UnableToAct(_("%(figure)s: จำนวนเงินมีทศนิยมได้สองตำแหน่ง (สตางค์)") % {"figure": label})
    return satang.to_integral_value()


def _areas(figures: Sequence[Figure], text: str) -> dict[str | None, dict[str, Decimal]]:
    """Read one line for each province: its name, and the figures in their order, between commas, tabs or bars."""
    codes = {name: code for code, name in province_names().items()}
    found: dict[str | None, dict[str, Decimal]] = {}
    for line in filter(None, (one.strip() for one in text.splitlines())):
        name, *numbers = [part.strip() for part in line.replace("\t", "|").replace(";", "|").split("|")]
        code = codes.get(name.removeprefix("จังหวัด"))
        if code is None or code in found or len(numbers) != len(figures):
            raise UnableToAct(_("อ่านบรรทัดนี้ไม่ได้ หรือจังหวัดซ้ำ: %(line)s") % {"line": line[:80]})
        found[code] = {one.name: _number(one, number) for one, number in zip(figures, numbers, strict=True)}
    if not found:
        raise UnableToAct(_("โปรดกรอกตัวเลขรายจังหวัดอย่างน้อยหนึ่งจังหวัด"))
    return found


def require_plausible(item: Item, round: int, batch: Batch) -> list[Doubt]:
    """Return what was doubtful and confirmed. Raises: Doubtful where it was not."""
    definition, figures = item.definition, batch.whole
    result = formula_of(definition).value(figures)
    earlier, earlier_value = _earlier(item, round)
    found = doubts(
        result.value,
        figures,
        bounds=bounds_of(definition),
        earlier=earlier,
        earlier_value=earlier_value,
        may_fall=may_fall(definition),
    )
    if found and not batch.confirmed:
        said = "; ".join(dict.fromkeys(_(DOUBTS[one.code]) for one in found))
        raise Doubtful(_("%(doubts)s — หากถูกต้องแล้ว โปรดยืนยันพร้อมเหตุผลในช่องยืนยัน") % {"doubts": said})
    return found


def _earlier(item: Item, round: int) -> tuple[Mapping[str, Decimal], Decimal | None]:
    """Return the figures and value of the round before; of rounds that add up, figures of other months are alike."""
    before = [one for one in ROUNDS if one < round]
    of_item = batches([item.pk], reviewed=False).get(item.pk, {})
    found = of_item.get(before[-1]) if before else _year_before(item, round)
    if found is None:
        return {}, None
    figures = found.figures
    own = formula_of(item.definition)
    value = own.value(figures).value
    if before and not own.divides and item.definition.cumulative in {ADDS_UP, WEIGHTED}:
        value = None  # a count of three months beside one of six: the figures themselves are compared already
    return figures, value


def _year_before(item: Item, round: int) -> Kept | None:
    """Return the figures of the same round a year before, of the same indicator and body."""
    now = item.agreement
    past = Item.objects.filter(
        definition__indicator=item.definition.indicator_id,
        agreement__year=now.year - 1,
        agreement__agency=now.agency_id,
        agreement__unit=now.unit_id,
        agreement__is_live=True,
    ).first()
    return batches([past.pk], reviewed=False).get(past.pk, {}).get(round) if past else None
