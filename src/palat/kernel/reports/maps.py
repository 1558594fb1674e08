"""The map of provinces: outlines of @svg-maps/thailand (CC BY 4.0), matched to the codes of TIS 1099 by name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from palat.kernel.organisation.queries import province_names

OUTLINE = re.compile(r'<path\s+id="[a-z-]+"\s+aria-label="([^"]+)"\s+d="([^"]+)"', re.S)
VIEW_BOX = re.compile(r'viewBox="([\d .]+)"')
SPELT_OTHERWISE = {"Lop Buri": "16", "Buriram": "31"}
CREDIT = "@svg-maps/thailand, CC BY 4.0"


class MapMissing(Exception):
    """The outlines have not been installed; `palat setup` installs them."""


@dataclass(frozen=True)
class Outlines:
    """The frame, the outline of each province, and what is no province (a lake)."""

    view_box: str
    provinces: Mapping[str, str]
    others: tuple[str, ...]


@cache
def outlines() -> Outlines:
    """Read the outlines. Raises: MapMissing."""
    path = settings.ROOT / "build" / "reference" / "thailand.svg"
    if not path.exists():
        raise MapMissing("ไม่พบแผนที่ โปรดสั่ง palat setup · the map is missing: run palat setup")
    drawing = path.read_text(encoding="utf-8")
    codes = {name: code for code, name in province_names(english=True).items()} | SPELT_OTHERWISE
    found = OUTLINE.findall(drawing)
    frame = VIEW_BOX.search(drawing)
    return Outlines(
        view_box=frame[1] if frame else "0 0 560 1025",
        provinces={codes[name]: outline for name, outline in found if name in codes},
        others=tuple(outline for name, outline in found if name not in codes),
    )


def shaded_map(words: str, shade: Mapping[str, int], told: Mapping[str, str]) -> SafeString:
    """Draw the map; `shade` by province from 0 to 4, `told` what stands over a province when one points at it."""
    found = outlines()
    paths = format_html_join(
        "",
        '<path class="shade-{}" d="{}"><title>{}</title></path>',
        ((shade.get(code, 0), outline, told.get(code, "")) for code, outline in found.provinces.items()),
    )
    others = format_html_join("", '<path class="shade-0" d="{}"></path>', ((one,) for one in found.others))
    return format_html(
        '<svg class="province-map" viewBox="{}" role="img" aria-label="{}" focusable="false">{}{}</svg>',
        found.view_box,
        words,
        paths,
        others,
    )
