"""A matter of the demo office while it is lived through: the hour that it now is, and who acts."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from palat.kernel.calendar.counting import BANGKOK, legal_date
from palat.kernel.matters.demo_parts import PeopleByPost


@dataclass
class Lived:
    """One matter, received some days ago; what is done on it comes some minutes or days after what was done before."""

    now: datetime
    people: PeopleByPost
    days_ago: int
    officer: str

    def __post_init__(self) -> None:
        day = legal_date(self.now) - timedelta(days=self.days_ago)
        self.at = min(datetime.combine(day, time(9, 10), tzinfo=BANGKOK), self.now - timedelta(hours=1))
        self.id = self.received()

    def received(self) -> int:
        """Receive the matter, and return its number."""
        raise NotImplementedError

    def acts(self, *, after_days: int = 0, by: str = "") -> dict[str, Any]:
        """Return who acts on it and when."""
        self.at = min(self.at + timedelta(days=after_days, minutes=17), self.now - timedelta(seconds=30))
        return {"matter_id": self.id, "by": self.people(by or self.officer), "at": self.at}
