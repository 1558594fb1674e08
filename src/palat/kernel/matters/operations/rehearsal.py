"""Trying an act without making it: what a page of many acts says beforehand of each."""

from collections.abc import Callable

from django.db import transaction

from palat.kernel.matters.operations.acts import UnableToAct


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
