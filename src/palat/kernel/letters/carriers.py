"""Ways by which the system itself carries a letter: an app above brings one in its module `letter_carriers`.

    @carries("exchange")
    class Exchange:
        ...

A letter is offered such a way only where the carrier reaches its addressee. Whoever dispatches needs the same authority
as for any other way; the carrier puts what is to go into the outbox, in the transaction of the dispatch. An app that
follows letters which people carried says in the same module how far they came, by functions marked by `follows`; one
that receives letters says which came into a matter, by functions marked by `receives`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Protocol

from django.utils.module_loading import autodiscover_modules

from palat.kernel.letters.models import Letter
from palat.kernel.letters.moves import CARRIED, WAYS
from palat.kernel.matters.authority import Actor
from palat.kernel.pages.shapes import Fact


@dataclass(frozen=True)
class CameIn:
    """A letter that came into a matter, as its page lists it. `due_on`: by when the sender is to be answered."""

    number: str
    subject: str
    sender: str
    received_on: date
    url: str
    wants_answer: bool = False
    answered: bool = False
    due_on: date | None = None


class Carrier(Protocol):
    """What carries letters by one way."""

    def reaches(self, letter: Letter) -> bool:
        """Say whether a letter can go this way to its addressee."""
        ...

    def carry(self, letter: Letter, *, files: Sequence[tuple[int, str]], at: datetime) -> None:
        """Set a letter going with its enclosures, in the transaction of its dispatch. Raises: UnableToAct."""
        ...

    def page(self, letter: Letter) -> str:
        """Return the address of the page on which a letter is sent this way."""
        ...

    def facts(self, letter: Letter) -> Sequence[Fact]:
        """Return how far a letter came, for its page."""
        ...


_CARRIERS: dict[str, Carrier] = {}
_RECEIVERS: list[Callable[[int, Actor], Sequence[CameIn]]] = []
_FOLLOWERS: list[Callable[[Letter], Sequence[Fact]]] = []


def carries(way: str) -> Callable[[type[Carrier]], type[Carrier]]:
    """Make a class the carrier of a way."""

    def register(made: type[Carrier]) -> type[Carrier]:
        _CARRIERS[way] = made()
        return made

    return register


def follows(function: Callable[[Letter], Sequence[Fact]]) -> Callable[[Letter], Sequence[Fact]]:
    """Mark a function that says how far a letter came which people carried; nothing of any other."""
    _FOLLOWERS.append(function)
    return function


def receives(function: Callable[[int, Actor], Sequence[CameIn]]) -> Callable[[int, Actor], Sequence[CameIn]]:
    """Mark a function that says which letters came into a matter, as far as someone may see them."""
    _RECEIVERS.append(function)
    return function


@cache
def _discovered() -> bool:
    autodiscover_modules("letter_carriers")
    return True


def carrier_of(way: str) -> Carrier | None:
    """Return what carries letters by a way; None: people do."""
    _discovered()
    return _CARRIERS.get(way)


def came_in(matter_id: int, by: Actor) -> list[CameIn]:
    """Return the letters that came into a matter, as far as an official may see them, the newest first."""
    _discovered()
    return [one for receiver in _RECEIVERS for one in receiver(matter_id, by)]


def way_of(letter: Letter) -> list[Fact]:
    """Return how far a letter came, as officials of the Office may read it."""
    carrier = carrier_of(letter.way)
    told = [*(carrier.facts(letter) if carrier else ())]
    return [*told, *(fact for follower in _FOLLOWERS for fact in follower(letter))]


def page_to_send(letter: Letter) -> str:
    """Return the address of the page on which the system carries a letter; nothing where no way of it reaches."""
    found = (carrier_of(way) for way in CARRIED)
    return next((one.page(letter) for one in found if one is not None and one.reaches(letter)), "")


def ways_for(letter: Letter) -> dict[str, str]:
    """Return the ways by which a letter can go: those of people, and those of the system that reach its addressee."""

    def is_open(way: str) -> bool:
        carrier = carrier_of(way)
        return way not in CARRIED or (carrier is not None and carrier.reaches(letter))

    return {way: label for way, label in WAYS.items() if is_open(way)}
