"""What each duty adds to the demo office: a part takes the moment and the people by their posts, and says how many."""

from collections.abc import Callable
from datetime import datetime

from palat.kernel.matters.authority import Actor

PeopleByPost = Callable[[str], Actor]
DemoPart = Callable[[datetime, PeopleByPost], int]
_parts: dict[str, DemoPart] = {}


def demo_part(duty: str, part: DemoPart) -> None:
    """Let a duty fill its own part of the demo office."""
    _parts[duty] = part


def demo_parts() -> dict[str, DemoPart]:
    """Return the parts of all duties, in the order of their names."""
    return dict(sorted(_parts.items()))
