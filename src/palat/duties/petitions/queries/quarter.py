"""What the quarterly report counts, read case by case; and the names of what it counts by."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count

from palat.duties.petitions.measures import REFERRAL_STATE, TIMING, cases, contacts, referrals
from palat.duties.petitions.models import Category
from palat.duties.petitions.quarterly import Case
from palat.kernel.calendar.counting import legal_date
from palat.kernel.organisation.procedure import AGENCY_KINDS
from palat.kernel.organisation.queries import agency_parents
from palat.kernel.reports.measures import start_of
from palat.kernel.reports.procedure import Quarter

NOT_ITS_OWN = ("returned", "recalled")
LOCAL = frozenset(kind for kind, one in AGENCY_KINDS.items() if one.local)
ALONE = LOCAL | {"state_enterprise", "province"}  # counted for themselves, not for the ministry above


def cases_received(quarter: Quarter) -> list[Case]:
    """Return the cases received in a quarter, as they stand now; no secret and no restricted one."""
    span = _span(quarter.first, quarter.last, "matter__received_at")
    agencies = _agencies_of(quarter)
    rows = (
        cases()
        .filter(**span)
        .annotate(t_timing=TIMING)
        .order_by("matter_id")
        .values_list(
            "matter_id",
            "channel",
            "matter__kind",
            "matter__category",
            "matter__area_id",
            "matter__closed_at",
            "matter__state",
            "t_timing",
        )
    )
    return [
        Case(
            id=number,
            channel=channel,
            kind=kind,
            category=category,
            province=(area or "")[:2],
            closed_on=legal_date(closed_at) if closed_at else None,
            merged=state == "merged",
            timing=timing,
            agencies=agencies.get(number, ()),
        )
        for number, channel, kind, category, area, closed_at, state, timing in rows
    ]


def _span(first: date, last: date, moment: str) -> dict[str, object]:
    return {f"{moment}__gte": start_of(first), f"{moment}__lt": start_of(last + timedelta(days=1))}


def _agencies_of(quarter: Quarter) -> dict[int, tuple[int, ...]]:
    """Return for each case of a quarter the ministries and enterprises that have or had it as their own."""
    counts_as = agencies_as_counted()
    found: dict[int, set[int]] = defaultdict(set)
    rows = (
        referrals()
        .filter(**_span(quarter.first, quarter.last, "matter__received_at"))
        .annotate(t_state=REFERRAL_STATE)
        .exclude(t_state__in=NOT_ITS_OWN)
        .values_list("matter_id", "agency_id")
    )
    for matter_id, agency_id in rows:
        found[matter_id].add(counts_as[agency_id])
    return {matter_id: tuple(sorted(agencies)) for matter_id, agencies in found.items()}


def agencies_as_counted() -> dict[int, int]:
    """Return as whom each agency counts: its ministry, or itself where it has none or is an enterprise."""
    rows = agency_parents()

    def head(agency_id: int) -> int:
        kind, parent = rows[agency_id]
        if kind in ALONE or kind == "ministry" or parent is None or parent not in rows:
            return agency_id
        return head(parent)

    return {agency_id: head(agency_id) for agency_id in rows}


@dataclass(frozen=True)
class Ranked:
    """Which agencies are ranked together."""

    government: frozenset[str]
    enterprises: frozenset[str]


def ranked() -> Ranked:
    """Return the agencies that are ranked as government bodies, and those ranked as state enterprises."""
    kinds = {str(agency_id): kind for agency_id, (kind, _parent) in agency_parents().items()}
    return Ranked(
        frozenset(one for one, kind in kinds.items() if kind not in ALONE),
        frozenset(one for one, kind in kinds.items() if kind == "state_enterprise"),
    )


def contacts_of(quarter: Quarter) -> dict[str, int]:
    """Return how often people reached the Office in a quarter, by channel."""
    rows = contacts().filter(**_span(quarter.first, quarter.last, "at")).order_by().values_list("channel")
    return dict(rows.annotate(n=Count("pk")))


def category_names(*, english: bool = False) -> dict[str, str]:
    """Return the names of all categories that ever were, by code."""
    return dict(Category.objects.values_list("code", "name_en" if english else "name_th"))
