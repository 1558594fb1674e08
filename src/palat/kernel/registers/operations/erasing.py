"""Emptying the columns of register entries whose papers were destroyed: numbers and days stay, without a gap."""

from collections.abc import Collection

from palat.kernel.history.remains import Remains
from palat.kernel.registers.models import RegisterEntry, RegisterLine
from palat.kernel.registers.operations.entries import chain_of


def empty_lines(
    *, entry_ids: Collection[int] = (), refs: Collection[str] = (), words: str, remains: Remains
) -> set[int]:
    """Empty what a clerk wrote of papers, by their entries or by what they belong to (`matter:123`). Returns which."""
    lines = RegisterLine.objects.filter(entry__in=entry_ids) | RegisterLine.objects.filter(about__in=refs)
    numbers = set(lines.values_list("entry_id", flat=True))
    RegisterLine.objects.filter(pk__in=numbers).update(
        subject=words, sender="", addressee="", paper_number="", action="", remark=""
    )
    for register, year, running in RegisterEntry.objects.filter(pk__in=numbers | set(entry_ids)).values_list(
        "register_id", "year", "running"
    ):
        remains.add(chains=[chain_of(register, year, running)])
    return numbers
