"""Charts: one Vega-Lite specification drawn once on the server, for the page and the PDF alike.

A page shows the drawing inside itself, so that it is set in the page's own Sarabun, needs no script and no
inline style, and stands beside a table of the same figures. See docs/adr/charts-are-drawn-on-the-server.md.
"""

import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from json import dumps
from typing import Any

import vl_convert
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

INK, QUIET, GRID = "#1b2733", "#5b6875", "#e3e8ec"
# Told apart by lightness as well as by hue, so that they differ in print and to the colour-blind.
COLOURS = ("#1d4f91", "#8db3dd", "#b35c00", "#5b6875")
CONFIG: Mapping[str, Any] = {
    "font": "Sarabun",
    "background": None,
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "titleColor": QUIET,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "gridColor": GRID,
        "domainColor": GRID,
        "tickColor": GRID,
        "labelLimit": 260,
    },
    "legend": {"labelFontSize": 13, "labelColor": INK, "title": None, "orient": "top", "symbolType": "square"},
    "range": {"category": list(COLOURS)},
}
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
FEW = 8  # numbers that an axis writes one by one
PAPER_SCALE = 3  # some 300 dots to the inch at the width of a page
STYLE = re.compile(r'\sstyle="([^"]*)"')

_once = threading.Lock()
_ready = False


@dataclass(frozen=True)
class Chart:
    """A chart as data: what it says in words, and its specification."""

    words: str
    spec: Mapping[str, Any]

    def svg(self) -> str:
        """Draw the chart."""
        return draw(dumps(self.spec, ensure_ascii=False, sort_keys=True))

    def png(self) -> bytes:
        """Draw the chart for paper: PDF/A wants a sign for every glyph, which halves of Thai vowels lack."""
        _register()
        return bytes(vl_convert.svg_to_png(self.svg(), scale=PAPER_SCALE))

    def html(self) -> SafeString:
        """Draw the chart for a page that allows no inline style, with its words for those who cannot see it."""
        drawn = self.svg()
        start = drawn.index("<svg") + len("<svg")
        label = f' role="img" focusable="false" aria-label="{escape(self.words)}"'
        return mark_safe(f"{drawn[:start]}{label}{drawn[start:]}")  # noqa: S308 - drawn by us, texts escaped by Vega


@lru_cache(maxsize=64)
def draw(spec: str) -> str:
    """Draw a specification as SVG without inline styles. The same one is drawn once."""
    _register()
    return STYLE.sub(_attributes, vl_convert.vegalite_to_svg(spec, vl_version="5.20"))


def _attributes(found: re.Match[str]) -> str:
    pairs = (rule.split(":", 1) for rule in found[1].split(";") if ":" in rule)
    kept = ((name.strip(), value.strip()) for name, value in pairs)
    return "".join(f' {name}="{value}"' for name, value in kept if name in PRESENTED)


# Properties of style that SVG also takes as attributes.
PRESENTED = frozenset({"fill", "stroke", "opacity", "font-family", "font-size", "font-weight", "text-anchor"})


def _register() -> None:
    """Let the drawing know Sarabun; the machine need not have it."""
    global _ready
    with _once:
        if not _ready:
            vl_convert.register_font_directory(str(settings.ROOT / "build" / "fonts"))
            _ready = True


def bars(words: str, rows: Sequence[tuple[str, Mapping[str, float]]], *, unit: str, width: int = 560) -> Chart:
    """Return lying bars: one group for each row, one bar for each series, in the order given."""
    values = [
        {"label": label, "series": name, "value": value} for label, series in rows for name, value in series.items()
    ]
    series = list(dict.fromkeys(one["series"] for one in values))
    encoding: dict[str, Any] = {
        "y": {"field": "label", "type": "nominal", "sort": None, "title": None, "axis": {"ticks": False}},
        "x": {"field": "value", "type": "quantitative", "title": unit, "axis": _whole(values)},
        "color": {"field": "series", "type": "nominal", "sort": series, "legend": {} if len(series) > 1 else None},
    }
    if len(series) > 1:
        encoding["yOffset"] = {"field": "series", "sort": series}
    return Chart(
        words,
        _spec(values, encoding, {"type": "bar", "cornerRadiusEnd": 2}, width, {"step": 14 if len(series) > 1 else 24}),
    )


def lines(words: str, rows: Sequence[tuple[str, Mapping[str, float]]], *, unit: str, width: int = 560) -> Chart:
    """Return lines over time: one point for each row, one line for each series."""
    values = [
        {"label": label, "series": name, "value": value} for label, series in rows for name, value in series.items()
    ]
    series = list(dict.fromkeys(one["series"] for one in values))
    encoding = {
        "x": {
            "field": "label",
            "type": "ordinal",
            "sort": None,
            "title": None,
            "axis": {"labelAngle": 0, "labelOverlap": True},
        },
        "y": {
            "field": "value",
            "type": "quantitative",
            "title": unit,
            "scale": {"domainMin": 0},
            "axis": _whole(values),
        },
        "color": {"field": "series", "type": "nominal", "sort": series},
        "strokeDash": {"field": "series", "type": "nominal", "sort": series, "legend": None},
    }
    return Chart(words, _spec(values, encoding, {"type": "line", "point": True, "strokeWidth": 2}, width, 220))


def kept_word(
    words: str, series: Mapping[str, Sequence[tuple[float, float, int]]], *, told: str, came_true: str
) -> Chart:
    """Return how often what was told with some probability came true: the nearer to the rising line the truer.

    Of each series, points: the probability told, the share that came true, in how many cases.
    """
    values = [
        {"series": name, "told": one, "true": two, "cases": many}
        for name, points in series.items()
        for one, two, many in points
    ]
    names = list(series)
    scale = {"domain": [0, 1]}
    across = {"field": "told", "type": "quantitative", "title": told, "scale": scale, "axis": {"format": ".0%"}}
    up = {"field": "true", "type": "quantitative", "title": came_true, "scale": scale, "axis": {"format": ".0%"}}
    shown = {
        "x": across,
        "y": up,
        "color": {"field": "series", "type": "nominal", "sort": names, "legend": {"columns": 1}},
        "size": {
            "field": "cases",
            "type": "quantitative",
            "scale": {"range": [30, 400]},
            "legend": None,
        },
    }
    ends = [{"told": 0, "true": 0}, {"told": 1, "true": 1}]
    even = {
        "data": {"values": ends},
        "mark": {"type": "line", "color": COLOURS[3], "strokeDash": [4, 4]},
        "encoding": {"x": across, "y": up},
    }
    points = {
        "data": {"values": values},
        "mark": {"type": "circle", "opacity": 0.9},
        "encoding": shown,
    }
    return Chart(words, {"$schema": SCHEMA, "layer": [even, points], "width": 320, "height": 320, "config": CONFIG})


def _whole(values: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return an axis of whole numbers: where there are few of them each is written, and once."""
    most = max((one["value"] for one in values), default=0)
    few = {"values": list(range(int(most) + 1))} if 0 < most <= FEW else {}
    return {"format": ",d", "tickMinStep": 1, **few}


def _spec(
    values: Sequence[Mapping[str, Any]], encoding: Mapping[str, Any], mark: Mapping[str, Any], width: int, height: Any
) -> Mapping[str, Any]:
    return {
        "$schema": SCHEMA,
        "data": {"values": list(values)},
        "mark": mark,
        "encoding": encoding,
        "width": width,
        "height": height,
        "config": CONFIG,
    }
