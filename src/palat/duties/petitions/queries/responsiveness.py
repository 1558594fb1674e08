"""How agencies answer, quarter by quarter: sent, answered, in time, working days, returned, chased."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from palat.kernel.calendar.queries import LimitRow, limits_in_force
from palat.kernel.organisation.agency_queries import shown_names_of
from palat.kernel.reports.procedure import NONE, SMALL, Quarter, share
from palat.kernel.reports.queries.tallies import tallies

REPORTING = "referral.progress"


@dataclass
class Answers:
    """An agency's quarter. Referrals count in the quarter in which they were sent."""

    agency_id: int
    name: str = ""
    sent: int = 0
    answered: int = 0
    timed: int = 0
    kept: int = 0
    days: int = 0
    returned: int = 0
    waiting: int = 0
    chased: int = 0
    limit: LimitRow | None = field(default=None)

    @property
    def kept_share(self) -> str:
        """Answers in time of a hundred that had a limit."""
        return share(self.kept, self.timed)

    @property
    def average(self) -> str:
        """Working days for an answer, on the average of those that were timed."""
        return f"{self.days / self.timed:.1f}" if self.timed else NONE

    @property
    def published_share(self) -> str:
        """The share for the public: none on a base so small that it would tell of a single case."""
        return self.kept_share if self.timed >= SMALL else NONE


def responsiveness(quarter: Quarter, *, only: Collection[int] | None = None) -> list[Answers]:
    """Return every agency to which something was sent in a quarter, or some of them; most sent first."""
    where = {} if only is None else {"agency__in": list(only)}
    found: dict[int, Answers] = {}
    for row in tallies("petition.referral", quarter.first, quarter.last, "agency", "state", "timing", **where):
        if row["state"] != "recalled":
            _add(found.setdefault(row["agency"], Answers(row["agency"])), row)
    names = shown_names_of(found)
    for one in found.values():
        one.name = names.get(one.agency_id, "")
    return sorted(found.values(), key=lambda one: (-one.sent, one.name))


def _add(one: Answers, row: dict[str, object]) -> None:
    count = int(str(row["count"]))
    one.sent += count
    one.chased += int(str(row["chased"]))
    if row["state"] == "answered":
        one.answered += count
        if row["timing"]:
            one.timed += count
            one.days += int(str(row["days"]))
        one.kept += count if row["timing"] == "kept" else 0
    elif row["state"] == "returned":
        one.returned += count
    else:
        one.waiting += count


def published_limits(on: date) -> tuple[LimitRow | None, dict[int, LimitRow]]:
    """Return the general limit for an agency's report in force on a day, and those of single agencies."""
    rows = [row for row in limits_in_force(on) if row.code == REPORTING]
    general = next((row for row in rows if row.agency_id is None), None)
    return general, {row.agency_id: row for row in rows if row.agency_id is not None}


def with_limits(answers: list[Answers], on: date) -> list[Answers]:
    """Put beside each agency the limit it published, its own or the general one; agencies with a limit all appear."""
    general, own = published_limits(on)
    known = {one.agency_id for one in answers}
    names = shown_names_of(own)
    missing = [Answers(agency_id, names.get(agency_id, "")) for agency_id in own if agency_id not in known]
    every = [*answers, *sorted(missing, key=lambda one: one.name)]
    for one in every:
        one.limit = own.get(one.agency_id, general)
    return every
