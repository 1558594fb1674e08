"""Trying an act without making it: what a page of many acts says beforehand of each."""

from collections.abc import Callable, Collection
from datetime import datetime

from django.db import transaction

from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct, acting_on_many


def refusal_of(act: Callable[[], object]) -> str:
    """Make an act, undo it, and return the words with which it refused; "" if it would be made.

    Everything that an act writes, its jobs too, is of its transaction and goes with it.
    """
    try:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)
    except UnableToAct as refused:
        return str(refused)
    return ""


def refusals_of(move: str, *, matter_ids: Collection[int], by: Actor, at: datetime) -> dict[int, str]:
    """Say for each of many matters why a move would be refused now; those of which it would not are left out.

    The matters are read set-based, as the act itself does it, and nothing is written.
    """
    found: dict[int, str] = {}
    with transaction.atomic():
        with acting_on_many(matter_ids=matter_ids, by=by, at=at) as acts:
            for act in acts:
                try:
                    act.require(move)
                except UnableToAct as refused:
                    found[act.matter.pk] = str(refused)
        transaction.set_rollback(True)
    return found
