"""Areas by their words, postcodes and codes. Re-exported by `queries`."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from palat.kernel.organisation.kept import kept_of_areas
from palat.kernel.organisation.models import Area
from palat.kernel.organisation.sorting import thai_sort_key

# The word that announces an area says which kind it is; the length of its code is its kind.
ANNOUNCED = {
    2: re.compile(r"(?:จังหวัด|จ\.) ?"),
    4: re.compile(r"(?:เขต|อำเภอ|อ\.) ?"),
    6: re.compile(r"(?:แขวง|ตำบล|ต\.) ?"),
}
# Names of provinces that are everyday words too (ไม่มีน้ำเลย): alone they name nothing.
EVERYDAY = frozenset({"เลย", "ตาก", "แพร่", "น่าน"})
LONGEST_NAME = 40


class AreaUnknown(Exception):
    """There is no area of this code."""


@dataclass(frozen=True)
class AreaFound:
    """An area for a picker: its code, kind and how an address writes it."""

    code: str
    kind: str
    path: str


def _all() -> dict[str, Area]:
    return kept_of_areas(("areas",), Area.objects.in_bulk)


def _provinces() -> list[Area]:
    return kept_of_areas(("provinces",), lambda: [one for one in _all().values() if one.kind == "province"])


def province_names(*, english: bool = False) -> dict[str, str]:
    """Return the name of every province by its code."""
    return {one.code: (one.name_en if english else one.name_th) or one.name_th for one in _provinces()}


def area_names() -> list[str]:
    """Return the name of every province, district and subdistrict."""
    return sorted({one.name_th for one in _all().values()})


def province_choices() -> list[tuple[str, str]]:
    """Return the provinces as choices, in Thai order."""
    return [(one.code, one.name_th) for one in sorted(_provinces(), key=lambda one: thai_sort_key(one.name_th))]


def _codes_by_name() -> dict[str, list[str]]:
    def make() -> dict[str, list[str]]:
        codes: dict[str, list[str]] = defaultdict(list)
        for area in _all().values():
            codes[area.name_th].append(area.code)
        return dict(codes)

    return kept_of_areas(("areas by name",), make)


def _codes_by_postcode() -> dict[str, list[str]]:
    def make() -> dict[str, list[str]]:
        codes: dict[str, list[str]] = defaultdict(list)
        for area in _all().values():
            if area.kind == "subdistrict":
                for postcode in area.postcodes:
                    codes[postcode].append(area.code)
        return dict(codes)

    return kept_of_areas(("areas by postcode",), make)


def areas_by_name() -> dict[tuple[str, str], str]:
    """Return the code of every area by the code of what holds it (nothing for provinces) and its Thai name."""
    return {(area.parent_id or "", area.name_th): area.code for area in _all().values()}


def names_of_area(code: str) -> tuple[str, str, str]:
    """Return the names of subdistrict, district and province of an area; empty where it is wider or unknown."""
    areas = _all()
    found = [areas.get(code[:length]) if length <= len(code) else None for length in (6, 4, 2)]
    subdistrict, district, province = (area.name_th if area else "" for area in found)
    return subdistrict, district, province


def area_path(code: str, *, postcode: bool = True) -> str:
    """Return an area with those that hold it, as an address writes it, with the postcode if there is but one.

    แขวงลาดยาว เขตจตุจักร กรุงเทพมหานคร 10900; ตำบลบางปู อำเภอเมืองสมุทรปราการ จังหวัดสมุทรปราการ 10280.
    Raises: AreaUnknown.
    """
    areas = _all()
    if code not in areas:
        raise AreaUnknown(code)
    bangkok = code.startswith("10")
    words = {
        "subdistrict": "แขวง" if bangkok else "ตำบล",
        "district": "เขต" if bangkok else "อำเภอ",
        "province": "" if bangkok else "จังหวัด",
    }
    chain = [areas[code[:length]] for length in (6, 4, 2) if length <= len(code)]
    parts = [words[area.kind] + area.name_th for area in chain]
    postcodes = areas[code].postcodes
    return " ".join(parts + postcodes if postcode and len(postcodes) == 1 else parts)


def postcode_areas(postcode: str) -> list[AreaFound]:
    """Return the subdistricts to which a postcode belongs, in Thai order; none for an unknown one."""
    return _found(_codes_by_postcode().get(postcode, ()))


def areas_matching(text: str, *, limit: int = 20) -> list[AreaFound]:
    """Return areas for a picker: by postcode, or by a part of the name, larger areas and beginnings first."""
    words = text.strip()
    if words.isdecimal():
        return postcode_areas(words)[:limit]
    kinds = [length for length, before in ANNOUNCED.items() if before.match(words)] or [2, 4, 6]
    for before in ANNOUNCED.values():
        words = before.sub("", words, count=1).strip()
    if not words:
        return []
    names = {
        name: wanted
        for name, codes in _codes_by_name().items()
        if words in name and (wanted := [code for code in codes if len(code) in kinds])
    }
    begins = _found(code for name, codes in names.items() if name.startswith(words) for code in codes)
    others = _found(code for name, codes in names.items() if not name.startswith(words) for code in codes)
    return (begins + others)[:limit]


def _found(codes: Iterable[str]) -> list[AreaFound]:
    areas = _all()
    chosen = sorted(set(codes), key=lambda code: (len(code), thai_sort_key(areas[code].name_th), code))
    return [AreaFound(code, areas[code].kind, area_path(code)) for code in chosen]


def area_by_words(words: str) -> str | None:
    """Return the code of the smallest area that words name with certainty, or None.

    A postcode or a province's name is enough; a district or subdistrict counts when it is announced
    (เขต, อำเภอ, ตำบล, …) and only one of that name lies in what else was named.
    """
    prefix = _province_named(words) or _province_of_postcode(words) or ""
    for length in (4, 6):
        inside = {code for code in _announced(length, words) if code.startswith(prefix)}
        if len(inside) == 1:
            prefix = inside.pop()
    return prefix or None


def _announced(length: int, words: str) -> set[str]:
    """Return the codes of this length whose name follows a word that announces it; the longest name wins."""
    names, codes = _codes_by_name(), set()
    for match in ANNOUNCED[length].finditer(words):
        tail = words[match.end() : match.end() + LONGEST_NAME]
        for end in range(len(tail), 0, -1):
            found = [code for code in names.get(tail[:end], ()) if len(code) == length]
            if found:
                codes.update(found)
                break
    return codes


def _province_named(words: str) -> str | None:
    tokens = set(words.split())
    provinces = _announced(2, words)
    for area in _provinces():
        if area.name_th in (tokens if area.name_th in EVERYDAY else words):
            provinces.add(area.code)
    if "กทม" in words:
        provinces.add("10")
    return provinces.pop() if len(provinces) == 1 else None


def _province_of_postcode(words: str) -> str | None:
    by_postcode = _codes_by_postcode()
    found = {code[:2] for part in re.findall(r"(?<!\d)\d{5}(?!\d)", words) for code in by_postcode.get(part, ())}
    return found.pop() if len(found) == 1 else None
