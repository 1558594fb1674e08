"""What every part of the demo office works with: the moment, the seed, the people, the map of agencies, the clock."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property

from palat.duties.petitions.demo.people import People
from palat.kernel.calendar.counting import BANGKOK, legal_date
from palat.kernel.calendar.queries import calendar_around
from palat.kernel.matters.authority import Actor
from palat.kernel.organisation.queries import AgencyUnknown, agency_by_code, areas_by_name, unit_id

OPENS, CLOSES = time(8, 30), time(16, 30)
LOOK_BACK_DAYS = 790  # as far as anything of the demo office reaches back by working days
METROPOLIS = frozenset({"10", "11", "12"})  # where the metropolitan utilities serve


def tell_nobody(_what: str, _done: int, _of: int) -> None:
    """Show no progress."""


@dataclass
class Office:
    """The demo office while it is filled. Each part draws its own chance (`rng`), so that none moves another."""

    now: datetime
    seed: int
    matters: int
    people: People
    tell: Callable[[str, int, int], None] = tell_nobody
    filled: dict[str, int] = field(default_factory=dict)  # what each part counts, shown at the end
    codes: dict[str, str] = field(default_factory=dict)  # matters worth showing: what for, tracking code
    _agencies: dict[str, int] = field(default_factory=dict)

    def rng(self, *of: object) -> random.Random:
        """Return a source of chance of its own for something of the office."""
        return random.Random(f"{self.seed}:{':'.join(map(str, of))}")  # noqa: S311 - the same seed, the same office

    def agency(self, code: str) -> int:
        """Return the row number of an agency by its code."""
        if code not in self._agencies:
            self._agencies[code] = agency_by_code(code).pk
        return self._agencies[code]

    def answers_for(self, agency_id: int) -> Actor | None:
        """Return the liaison of an agency, or None where it has no account."""
        return self.people.liaisons.get(agency_id)

    def competent(self, written: str, area_id: str) -> list[int]:
        """Return the agencies that a story names, `@province`, `@power` and `@water` by the place."""
        return list(dict.fromkeys(self.agency(self._at(one, area_id)) for one in written.split("+")))

    def _at(self, code: str, area_id: str) -> str:
        province = area_id[:2]
        if code == "@power":
            return "กฟน" if province in METROPOLIS else "กฟภ"
        if code == "@water":
            return "กปน" if province in METROPOLIS else "กปภ"
        if code == "@province":
            return "กทม" if province == "10" else f"province-{province}"
        return code

    @cached_property
    def subdistricts(self) -> dict[str, list[str]]:
        """The subdistricts of each province."""
        found: dict[str, list[str]] = {}
        for code in sorted(areas_by_name().values()):
            if len(code) == 6:
                found.setdefault(code[:2], []).append(code)
        return found

    def unit(self, code: str) -> int:
        """Return the row number of a unit. Raises: AgencyUnknown when the reference data is not loaded."""
        found = unit_id(code)
        if found is None:
            raise AgencyUnknown(code)
        return found

    @cached_property
    def _worked(self) -> list[date]:
        """The working days before today, the latest first."""
        today, days = legal_date(self.now), list[date]()
        for back in range(1, LOOK_BACK_DAYS):
            day = today - timedelta(days=back)
            if calendar_around(day).is_working(day):
                days.append(day)
        return days

    def days_ago(self, ago: float) -> datetime:
        """Return a moment so many working days before today, at least one; fractions are hours of the day."""
        days = max(int(ago), 1)
        hours = (CLOSES.hour - OPENS.hour) * (1 - (max(ago, 1.0) - days))
        return datetime.combine(self._worked[days - 1], OPENS, tzinfo=BANGKOK) + timedelta(hours=hours * 0.97)

    def at_work(self, at: datetime, rng: random.Random) -> datetime:
        """Return the moment itself if the Office is open then, else one of the next morning."""
        local = at.astimezone(BANGKOK)
        calendar = calendar_around(legal_date(at))
        if calendar.is_working(local.date()) and OPENS <= local.time() <= CLOSES:
            return at
        day = local.date() if local.time() < OPENS else local.date() + timedelta(days=1)
        while not calendar.is_working(day):
            day += timedelta(days=1)
        return datetime.combine(day, OPENS, tzinfo=BANGKOK) + timedelta(minutes=rng.randrange(120))
