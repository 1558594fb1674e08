"""What the hub of this duty shows: one way on each."""

from dataclasses import dataclass

from palat.kernel.pages.listing import Count
from palat.kernel.pages.shapes import Text

MOST = 1000


@dataclass(frozen=True)
class Doorway:
    """One way on from the hub."""

    label: Text
    words: Text
    url: str
    icon: str
    count: Count | None = None
