"""Ways to narrow a list of matters, for the lists of every duty. Each takes and gives a queryset."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from palat.kernel.matters.models import Clock, Matter, Track, WorkItem

WEEK_DAYS = 7


def is_open(matters: QuerySet[Matter], yes: bool) -> QuerySet[Matter]:
    """Keep what is not closed yet, or only what is."""
    return matters.filter(closed_at__isnull=yes)


def overdue(matters: QuerySet[Matter], at: datetime, *, yes: bool = True) -> QuerySet[Matter]:
    """Keep matters of which a limit has run out and is not met yet."""
    late = Exists(Clock.objects.filter(matter=OuterRef("pk"), stopped_at=None, due_at__lt=at))
    return matters.filter(late if yes else ~late)


def with_agency(matters: QuerySet[Matter], agency_id: int, *, type: str) -> QuerySet[Matter]:
    """Keep matters that have a track of this type at an agency."""
    return matters.filter(Exists(Track.objects.filter(matter=OuterRef("pk"), type=type, agency_id=agency_id)))


def with_any_agency(matters: QuerySet[Matter], agency_ids: Collection[int], *, type: str) -> QuerySet[Matter]:
    """Keep matters that have a track of this type at any of some agencies."""
    return matters.filter(Exists(Track.objects.filter(matter=OuterRef("pk"), type=type, agency_id__in=agency_ids)))


def in_any_area(matters: QuerySet[Matter], codes: Collection[str]) -> QuerySet[Matter]:
    """Keep matters of any of some provinces, districts or subdistricts."""
    within = Q(pk__in=[])
    for code in codes:
        within |= Q(area__pk__startswith=code)
    return matters.filter(within)


def with_clock(matters: QuerySet[Matter], code: str, *, yes: bool = True) -> QuerySet[Matter]:
    """Keep matters on which a clock of this code ever ran."""
    ran = Exists(Clock.objects.filter(matter=OuterRef("pk"), code=code))
    return matters.filter(ran if yes else ~ran)


def merged(matters: QuerySet[Matter], yes: bool) -> QuerySet[Matter]:
    """Keep what was merged into another case, or only what was not."""
    return matters.filter(merged_into__isnull=not yes)


def in_area(matters: QuerySet[Matter], code: str) -> QuerySet[Matter]:
    """Keep matters of a province, a district or a subdistrict; their codes begin alike."""
    return matters.filter(area__code__startswith=code)


def due_within(items: QuerySet[WorkItem], when: str, at: datetime) -> QuerySet[WorkItem]:
    """Narrow a worklist by its last days: `overdue`, `today`, or `week` (the next seven days, and the overdue)."""
    if when == "overdue":
        return items.filter(due_at__lt=at)
    ends = _end_of(timezone.localtime(at).date() + timedelta(days=0 if when == "today" else WEEK_DAYS))
    return items.filter(due_at__lt=ends)


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=timezone.get_default_timezone())
