"""Figures of the ledger as they are drawn: a map of provinces, bars of the five legs, rows with shares."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from palat.duties.decentralisation.procedure.cells import LEGS
from palat.duties.decentralisation.queries.figures import Figures
from palat.duties.decentralisation.views.common import percent
from palat.kernel.organisation.queries import province_choices, province_names
from palat.kernel.pages.language import in_language
from palat.kernel.reports.charts import Chart, bars
from palat.kernel.reports.maps import CREDIT, shaded_map

BOUNDS = (0.0, 0.25, 0.5, 0.75)  # from which share of the live cells a province gets the next shade


@dataclass(frozen=True)
class Row:
    """A row of figures: what it is of, where it leads, and the figures."""

    name: str
    url: str
    told: Figures

    @property
    def done(self) -> str:
        """What is transferred, in a hundred."""
        return percent(self.told.done, self.told)


def legs_chart(told: Figures) -> Chart:
    """Return the five legs as bars: settled, and not yet."""
    words = " ".join(f"{_(label)} {percent(told.legs[leg], told)}" for leg, label in LEGS.items())
    rows = [
        (str(_(label)), {_("เสร็จแล้ว"): told.legs[leg], _("ยังไม่เสร็จ"): told.live - told.legs[leg]})
        for leg, label in LEGS.items()
    ]
    return bars(words, rows, unit=pgettext("unit", "แห่ง"))


def province_rows(by_province: Mapping[Any, Figures], query: str) -> list[Row]:
    """Return the figures of provinces in Thai order, each leading to its types."""
    names = province_names(english=in_language("th", "en") == "en")
    grid = reverse("decentralisation_grid")
    return [
        Row(names[code], f"{grid}?by=type&province={code}&{query}".rstrip("&"), by_province[code])
        for code, _name in province_choices()
        if code in by_province
    ]


def province_map(by_province: Mapping[Any, Figures]) -> dict[str, Any]:
    """Return the map shaded by the share that is transferred."""
    names = province_names(english=in_language("th", "en") == "en")
    shares = {code: told.share(told.done) for code, told in by_province.items()}
    shade = {
        code: 0 if share is None else sum(share > bound or share == bound == 1 for bound in BOUNDS)
        for code, share in shares.items()
    }
    told = {code: f"{names[code]} {percent(one.done, one)}" for code, one in by_province.items()}
    words = _("แผนที่จังหวัดแรเงาตามร้อยละที่ถ่ายโอนแล้ว ตัวเลขอยู่ในตาราง")
    return {"drawing": shaded_map(words, shade, told), "key": KEY, "credit": CREDIT}


KEY = ((1, "1–25 %"), (2, "26–50 %"), (3, "51–75 %"), (4, "76–100 %"))
