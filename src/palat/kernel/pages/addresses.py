"""Addresses of which a page holds fifty: looked up once by name, since they differ in one part alone."""

from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import quote

from django.urls import reverse

_PLACE = "987654321"  # stands for the part that differs, as a number and as a word


def address(name: str, part: Any) -> str:
    """Return the address of this name, whose only part this is."""
    before, after = _around(name)
    return f"{before}{quote(str(part), safe='')}{after}"


def address_of(name: str, path: str = "pk") -> Callable[[Any], str]:
    """Return what gives a row its address: the name of one with a single part, and where in the row that stands."""
    parts = path.split(".")

    def of(row: Any) -> str:
        for part in parts:
            row = getattr(row, part)
        return address(name, row)

    return of


@cache
def _around(name: str) -> tuple[str, str]:
    before, _place, after = reverse(name, args=[_PLACE]).partition(_PLACE)
    return before, after
