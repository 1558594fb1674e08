"""What those who lead see first: of the whole Office from the rollups, of overdue work live and up to a bound."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from palat.duties.petitions.measures import cases, referrals
from palat.duties.petitions.models import Promise
from palat.duties.petitions.queries.quarter import agencies_as_counted, category_names
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.deciding import ORDER
from palat.kernel.organisation.agency_queries import shown_names_of
from palat.kernel.reports.measures import open_to_all
from palat.kernel.reports.parts import late_tracks, not_barred, tracks_with_agencies, with_overdue_clock
from palat.kernel.reports.queries.tallies import tallies

BOUND = 2_000  # beyond it a live count says only that there are more
TOP = 10
RISE_DAYS = 28
LEAST_RISE = 5  # a rise of fewer cases is no rise
WEEK = 7
AGES = ((0, 15), (16, 30), (31, 90), (91, 365), (366, None))
KEPT_APART = "politics"  # not a problem to be ranked before those who decide


@dataclass(frozen=True)
class Age:
    """Waiting cases of one age in days; the days on which they were received."""

    least: int
    most: int | None
    cases: int
    first: date | None
    last: date


def backlog(today: date) -> list[Age]:
    """Return the waiting cases by age."""
    rows = tallies("petition.channel", date(1990, 1, 1), today, "day", state="waiting")
    ages = []
    for least, most in AGES:
        last, first = today - timedelta(days=least), today - timedelta(days=most) if most is not None else None
        count = sum(row["count"] for row in rows if row["day"] <= last and (first is None or row["day"] >= first))
        ages.append(Age(least, most, count, first, last))
    return ages


@dataclass(frozen=True)
class Flow:
    """What came in and what ended in a week, named by its first day."""

    begins: date
    received: int
    closed: int


def flow(today: date, weeks: int = 12) -> list[Flow]:
    """Return what came in and what ended, week by week, the present one last."""
    monday = today - timedelta(days=today.weekday())
    first = monday - timedelta(weeks=weeks - 1)
    into = Counter({row["day"]: row["count"] for row in tallies("petition.channel", first, today, "day")})
    out = Counter({row["day"]: row["count"] for row in tallies("petition.closed", first, today, "day")})
    begins = [first + timedelta(weeks=week) for week in range(weeks)]
    return [Flow(day, _week(into, day), _week(out, day)) for day in begins]


def _week(counts: Counter[date], begins: date) -> int:
    return sum(counts[begins + timedelta(days=step)] for step in range(WEEK))


@dataclass(frozen=True)
class Overdue:
    """How many matters an agency has overdue."""

    agency_id: int
    name: str
    matters: int


def overdue_by_agency(at: datetime) -> tuple[list[Overdue], bool]:
    """Return the agencies with most overdue referrals, and whether counting stopped at its bound."""
    late = late_tracks(referrals(), at, bound=BOUND + 1)
    return _ranked(Counter(agency for _matter, agency in set(late[:BOUND]))), len(late) > BOUND


def _ranked(counts: Counter[int]) -> list[Overdue]:
    names = shown_names_of(counts)
    ranked = sorted(counts.items(), key=lambda one: (-one[1], names.get(one[0], "")))
    return [Overdue(agency_id, names.get(agency_id, ""), count) for agency_id, count in ranked[:TOP]]


@dataclass(frozen=True)
class AtRisk:
    """Open matters with danger to life: how many, since when."""

    matters: int
    more: bool
    oldest: datetime | None


def lives_at_risk(by: Actor) -> AtRisk:
    """Return the open matters with danger to life, without one that accuses the viewer."""
    rows = cases().filter(not_barred(by, "matter_id"), matter__urgency=0, matter__closed_at=None)
    found = list(rows.order_by("matter__received_at").values_list("matter__received_at", flat=True)[: BOUND + 1])
    return AtRisk(min(len(found), BOUND), len(found) > BOUND, found[0] if found else None)


@dataclass(frozen=True)
class Orders:
    """Orders of a decider that are not carried out yet, and of them the overdue, by ministry."""

    open: int
    overdue: int
    by_ministry: list[Overdue]


def orders_of(by: Actor, roles: frozenset[str], at: datetime) -> Orders:
    """Return the state of the orders given by whoever holds these roles."""
    tracks = tracks_with_agencies(procedure="petition", type=ORDER).filter(
        not_barred(by, "matter_id"), final=False, matter__submissions__decided_role__in=roles
    )
    counts_as = agencies_as_counted()
    late = with_overdue_clock(tracks, at).values_list("pk", "agency_id").distinct()[:BOUND]
    ministries = Counter(counts_as[agency_id] for _pk, agency_id in late if agency_id)
    return Orders(tracks.distinct().count(), sum(ministries.values()), _ranked(ministries))


@dataclass(frozen=True)
class Rise:
    """The problem that rose most: cases in the newest days, and in as many before."""

    name: str
    now: int
    before: int
    days: int


def fastest_rise(today: date) -> Rise | None:
    """Return the category that rose by most cases, or None where none rose by enough."""
    last = today - timedelta(days=1)
    middle = last - timedelta(days=RISE_DAYS)
    now = _by_category(middle + timedelta(days=1), last)
    before = _by_category(middle - timedelta(days=RISE_DAYS - 1), middle)
    rises = {code: count - before.get(code, 0) for code, count in now.items() if code.split(".")[0] != KEPT_APART}
    code = max(rises, key=lambda one: (rises[one], one), default="")
    if not code or rises[code] < LEAST_RISE:
        return None
    return Rise(category_names().get(code, code), now[code], before.get(code, 0), RISE_DAYS)


def _by_category(first: date, last: date) -> dict[str, int]:
    rows = tallies("petition.category", first, last, "category", state__in=["closed", "waiting"])
    return {row["category"]: row["count"] for row in rows if row["category"]}


@dataclass(frozen=True)
class PromisesDue:
    """Promises whose day falls this week: how many, and of whom."""

    promises: int
    by_agency: list[Overdue]


def promises_this_week(by: Actor, today: date) -> PromisesDue:
    """Return the open promises due from today to the end of the week, Sunday."""
    sunday = today + timedelta(days=6 - today.weekday())
    due = Promise.objects.filter(
        not_barred(by, "track__matter_id"),
        track__final=False,
        due_on__range=(today, sunday),
        **open_to_all("track__matter__"),
    )
    agencies = list(due.values_list("agency_id", flat=True)[:BOUND])
    return PromisesDue(len(agencies), _ranked(Counter(agency for agency in agencies if agency)))


@dataclass(frozen=True)
class Province:
    """A province before a visit: waiting cases of the last year, and what they are about."""

    cases: int
    waiting: int
    problems: list[tuple[str, int]]


def province_now(code: str, at: datetime) -> Province:
    """Return how a province stands: cases received within a year, counted live within its bound."""
    since = at - timedelta(days=365)
    rows = (
        cases()
        .exclude(matter__state="merged")
        .filter(matter__area__code__startswith=code, matter__received_at__gte=since)
    )
    found = list(rows.order_by("-matter__received_at").values_list("matter__category", "matter__closed_at")[:BOUND])
    open_ones = Counter(category for category, closed_at in found if category and closed_at is None)
    names = category_names()
    problems = [(names.get(category, category), count) for category, count in open_ones.most_common(3)]
    return Province(len(found), sum(closed_at is None for _category, closed_at in found), problems)
