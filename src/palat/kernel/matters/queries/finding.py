"""Finding a matter by what people have at hand: a tracking code, a register number, an older number."""

import re

from django.db.models import Q

from palat.kernel.language.queries import index
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Matter
from palat.kernel.matters.queries.searching import Search, search
from palat.kernel.matters.queries.visibility import visible
from palat.kernel.organisation.kept import kept
from palat.kernel.registers.procedure import BadTrackingCode, number_text, parse_alias, parse_tracking_code, plain
from palat.kernel.registers.queries import registers

MOST = 20


def by_number(typed: str, *, by: Actor) -> list[Matter]:
    """Return the matters that a tracking code, a register number or an older number names, in whatever digits."""
    try:
        found = list(visible(by).filter(code=parse_tracking_code(typed)))
    except BadTrackingCode:
        found = []
    if found:
        return found
    number = plain(typed)
    if not any(sign.isdigit() for sign in number):
        return []  # words: numbers of registers, ours and older ones, hold digits
    # That neither is empty is said so that the indexes of those that are not can always be used.
    numbered = Q(number__in=[number, *_whole(number)]) & ~Q(number="") | Q(alias=parse_alias(typed) or number) & ~Q(
        alias=""
    )
    return list(visible(by).filter(numbered)[:MOST])


def _whole(number: str) -> list[str]:
    """Return what a running number and its year stand for in the registers of matters: 2229/2569 → รท 2229/2569."""
    found = re.fullmatch(r"(\d{1,9})/(\d{4})", number)
    if not found:
        return []
    running, year = int(found[1]), int(found[2])
    templates = kept(("templates of matters",), lambda: list(registers().filter(kind="matter")))
    return [number_text(one.template, year=year, running=running) for one in templates]


def find_matter(typed: str, *, by: Actor) -> list[Matter]:
    """Return the matters that a code or number names, else the newest that hold the words."""
    return by_number(typed, by=by) or search(Search(sought=index.sought(typed), by=by)).rows
