"""What the Office has published already, by words: asked before a request, and beside it.

The one place that answers "is it published?". Today it knows the Office's own public pages; a register of what is
published under s.7 and s.9 answers here once there is one.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.urls import reverse
from django.utils.translation import get_language

DATA = Path(__file__).parent.parent / "data" / "published.csv"
MOST = 5


@dataclass(frozen=True)
class Published:
    """Something that anybody may read without asking."""

    name: str
    url: str


def published_like(words: str) -> list[Published]:
    """Return what is published and may be what someone asks for, the likeliest first."""
    plain = "".join(words.casefold().split())
    english = get_language() == "en"
    scored = [(sum(1 for one in row["words"].split("|") if _plain(one) in plain), row) for row in _rows()]
    found = sorted((pair for pair in scored if pair[0]), key=lambda pair: -pair[0])[:MOST]
    return [Published(row["name_en" if english else "name_th"], reverse(row["address"])) for _score, row in found]


def _plain(words: str) -> str:
    return "".join(words.casefold().split())


@cache
def _rows() -> Sequence[dict[str, str]]:
    with DATA.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
