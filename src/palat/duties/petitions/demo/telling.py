"""How a case is told: made anew each time in the same way, lived once to see, and once more if it writes letters.

Numbers of letters follow their days through the whole Office, so cases that write any live side by side, at the end.
Who writes none is kept as it was lived the first time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from palat.duties.petitions.demo.case import Case
from palat.duties.petitions.demo.living import Fate, Halt, Lives, live


@dataclass
class Told:
    """A case to be told: how it is made, what becomes of it, when it is received, where it is to be halted."""

    name: str  # of its scene, or nothing
    at: datetime
    make: Callable[[], Case]
    fate: Callable[[Case], Fate]
    halt: Halt | None = None
    letters_too: bool = False  # it is halted for the sake of a letter
    rehearsed: Case | None = None

    def rehearse(self, *, until: datetime) -> bool:
        """Live it, without a number or paper for any letter. Returns whether it halted where it was wanted."""
        self.rehearsed = self.make()
        self.rehearsed.rehearsed = True
        return live(self.rehearsed, self.fate(self.rehearsed), received_at=self.at, until=until, halt=self.halt)

    def final(self, together: Lives) -> tuple[Case, bool]:
        """Return the case, and whether it is whole; if not, it lives on with the others that write letters."""
        if self.rehearsed is None:
            self.rehearse(until=together.until)
        first = self.rehearsed
        if first is not None and not first.letters:
            return first, True
        case = self.make()
        together.begin(case, self.fate(case), received_at=self.at, halt=self.halt, letters_too=self.letters_too)
        return case, False
