"""What stands behind the numbers of papers: who keeps the paper itself says where, and is told when a number is void.

An app that keeps papers, or has a say in what becomes of them, has a module `register_carriers` with functions marked
by `told_of_voids`, `asked_before_leaving` and `says_where`; it is found when the first number is marked void or
corrected.
"""

from datetime import datetime
from functools import cache
from typing import Protocol

from django.utils.module_loading import autodiscover_modules

from palat.kernel.organisation.procedure import Authority
from palat.kernel.registers.procedure import Number


class Told(Protocol):
    """Do what follows where the number of a paper is void, in the same transaction."""

    def __call__(self, number: Number, *, by: Authority, at: datetime) -> None:
        """Take the paper back. Raises: UnableToVoid where it must not lose its number."""
        ...


class Asked(Protocol):
    """Say whether the paper of a number may leave the matter that it belongs to."""

    def __call__(self, number: Number) -> None:
        """Let it leave. Raises: UnableToNumber where it must stay."""
        ...


class Where(Protocol):
    """Say at which address the paper of a number is kept; nothing where it is not."""

    def __call__(self, register: str, year: int, running: int) -> str: ...


_TOLD: list[Told] = []
_ASKED: list[Asked] = []
_WHERE: list[Where] = []


def told_of_voids(function: Told) -> Told:
    """Mark a function that is told of each number that is marked void."""
    _TOLD.append(function)
    return function


def asked_before_leaving(function: Asked) -> Asked:
    """Mark a function that is asked before a paper leaves the matter that it belongs to."""
    _ASKED.append(function)
    return function


def says_where(function: Where) -> Where:
    """Mark a function that says where the paper of a number is kept."""
    _WHERE.append(function)
    return function


@cache
def _discovered() -> bool:
    autodiscover_modules("register_carriers")
    return True


def tell_void(number: Number, *, by: Authority, at: datetime) -> None:
    """Tell everybody who may keep the paper of a number that it is void. Raises: UnableToVoid."""
    _discovered()
    for function in _TOLD:
        function(number, by=by, at=at)


def ask_before_leaving(number: Number) -> None:
    """Ask everybody who may keep the paper of a number where it is. Raises: UnableToNumber."""
    _discovered()
    for function in _ASKED:
        function(number)


def page_behind(register: str, year: int, running: int) -> str:
    """Return the address at which the paper of a number is kept in the system; nothing where it lies outside of it."""
    _discovered()
    return next((found for function in _WHERE if (found := function(register, year, running))), "")
