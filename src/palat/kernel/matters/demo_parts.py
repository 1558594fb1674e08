"""What each duty adds to the demo office: a part takes the moment and the people by their posts, and says how many."""

from collections.abc import Callable
from datetime import datetime

from palat.kernel.matters.authority import Actor

PeopleByPost = Callable[[str], Actor]
DemoPart = Callable[[datetime, PeopleByPost], int]
_parts: dict[str, DemoPart] = {}
_last: dict[str, DemoPart] = {}


def demo_part(duty: str, part: DemoPart, *, last: bool = False) -> None:
    """Let a duty fill its own part of the demo office: the last ones when the figures of all others are counted."""
    (_last if last else _parts)[duty] = part


def demo_parts(*, last: bool = False) -> dict[str, DemoPart]:
    """Return the parts of all duties, in the order of their names."""
    return dict(sorted((_last if last else _parts).items()))
