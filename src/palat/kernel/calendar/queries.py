"""The calendar and the limits in force, as everything else asks for them."""

import threading
import time as clock
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from django.db.models import Max, Min, Q, QuerySet

from palat.kernel.calendar.counting import Holidays
from palat.kernel.calendar.models import LIMIT_UNITS as LIMIT_UNITS
from palat.kernel.calendar.models import MARKS as MARKS
from palat.kernel.calendar.models import SCOPES as SCOPES
from palat.kernel.calendar.models import STATUSES as STATUSES
from palat.kernel.calendar.models import Holiday, Limit, Provision, Version, WorkingDay
from palat.kernel.pages.language import in_language

KEEP_SECONDS = 5  # how old a kept calendar or limit may be before its version is looked at again
FIRST, LAST = date(2014, 1, 1), date(2041, 12, 31)  # the days that the table of working days covers


class LimitUnknown(Exception):
    """No limit of this code is in force on the day."""


class ProvisionUnknown(Exception):
    """No provision of this code is in force on the day."""


class CalendarEmpty(Exception):
    """No calendar has been loaded yet: `load_calendar` loads it."""


@dataclass(frozen=True)
class ProvisionRow:
    """A provision of law, as pages and letters cite it."""

    code: str
    instrument: str
    section: str
    title_th: str
    title_en: str
    url: str
    mark: str
    note: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class LimitRow:
    """A limit: its value, and the provision that it rests on. `valid_to` is the first day it no longer holds."""

    id: int
    code: str
    label_th: str
    label_en: str
    amount: int
    unit: str
    provision: str
    instrument: str
    section: str
    mark: str
    title_th: str
    title_en: str
    url: str
    agency_id: int | None
    after_hours: str
    closes_at: time | None
    note: str
    note_en: str
    valid_from: date
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        """Say whether the limit is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass
class _Kept:
    """What this process keeps of one version of the calendar. Replaced whole, so a slow reader spoils nothing."""

    version: int = -1
    looked_at: float = 0.0
    values: dict[str, Any] = field(default_factory=dict)


_lock = threading.Lock()
_kept = _Kept()
_changing_until = 0.0


def _fresh() -> dict[str, Any]:
    """Return what is kept, emptied when the calendar or a limit changed since: a statement each five seconds.

    After a change in this process the version is looked at each time until the change is committed, so
    that what is rolled back is not kept.
    """
    global _kept
    now, kept = clock.monotonic(), _kept
    if kept.version >= 0 and now - kept.looked_at < KEEP_SECONDS and now >= _changing_until:
        return kept.values
    found = Version.objects.filter(pk=1).values_list("number", flat=True).first() or 0
    with _lock:
        _kept = _Kept(found, now, kept.values if found == kept.version else {})
        return _kept.values


def forget(*, changing: bool = False) -> None:
    """Look at the database again at once; operations that change the calendar call this."""
    global _kept, _changing_until
    with _lock:
        _kept = _Kept()
        _changing_until = clock.monotonic() + KEEP_SECONDS if changing else 0.0


def calendar_around(_day: date) -> Holidays:
    """Return the government's calendar, whole. Raises: CalendarEmpty."""
    kept = _fresh()
    if "calendar" not in kept:
        known = WorkingDay.objects.aggregate(first=Min("day"), last=Max("day"))
        if known["first"] is None:
            raise CalendarEmpty
        off = Holiday.objects.filter(scope="national").exclude(status="withdrawn").values_list("day", "name_th")
        kept["calendar"] = Holidays(known["first"], known["last"], dict(off))
    return kept["calendar"]  # type: ignore[no-any-return]


def holiday_name(day: date) -> str:
    """Return what a holiday is called in the language of the page; empty for a day that is none."""
    kept = _fresh()
    if "holidays" not in kept:
        off = Holiday.objects.filter(scope="national").exclude(status="withdrawn")
        kept["holidays"] = {one.day: (one.name_th, one.name_en) for one in off}
    names: dict[date, tuple[str, str]] = kept["holidays"]
    return in_language(*names[day]) if day in names else ""


def basis_of(law: "LimitRow | ProvisionRow") -> str:
    """Return the instrument and section of law, on an English page after what it is about in English.

    Instruments of Thai law have no English names of their own: none is invented.
    """
    cited = f"{law.instrument} {law.section}".strip()
    return in_language(cited, f"{law.title_en} ({cited})" if law.title_en else "")


def note_of(law: LimitRow) -> str:
    """Return what is noted beside a limit in the language of the page; what an official wrote stands as written."""
    return in_language(law.note, law.note_en)


def calendar_between(first: date, last: date) -> Holidays:
    """Return the government's calendar between two days, both included. Raises: CalendarEmpty, HolidaysUnknown."""
    whole = calendar_around(first)
    whole.is_working(first)
    whole.is_working(last)
    return Holidays(first, last, {day: name for day, name in whole.names.items() if first <= day <= last})


def limit(code: str, *, on: date, agency_id: int | None = None) -> LimitRow:
    """Return the limit in force on a day: the agency's own, else the general one. Raises: LimitUnknown."""
    rows = _limits().by_code.get(code, ())
    for scope in dict.fromkeys((agency_id, None)):
        for row in rows:
            if row.agency_id == scope and row.holds_on(on):
                return row
    raise LimitUnknown(code)


def limit_by_id(limit_id: int) -> LimitRow:
    """Return the row of a limit, in force or not. Raises: LimitUnknown."""
    try:
        return _limits().by_id[limit_id]
    except KeyError:
        raise LimitUnknown(limit_id) from None


def limits_in_force(on: date) -> list[LimitRow]:
    """Return every limit in force on a day, by code, the general one before those of agencies."""
    return [row for row in _limits().by_id.values() if row.holds_on(on)]


def history_of_limit(code: str) -> list[LimitRow]:
    """Return every value that a limit has had and will have, the latest first within each agency."""
    return sorted(_limits().by_code.get(code, ()), key=lambda row: (row.agency_id or 0, -row.valid_from.toordinal()))


def provision(code: str, *, on: date) -> ProvisionRow:
    """Return a provision as it stands on a day. Raises: ProvisionUnknown."""
    kept = _fresh()
    if "provisions" not in kept:
        kept["provisions"] = [_provision_row(one) for one in Provision.objects.order_by("code", "valid_from")]
    rows: list[ProvisionRow] = kept["provisions"]
    for row in rows:
        if row.code == code and row.valid_from <= on and (row.valid_to is None or on < row.valid_to):
            return row
    raise ProvisionUnknown(code)


def provisions_in_force(on: date) -> QuerySet[Provision]:
    """Return the provisions in force on a day."""
    return Provision.objects.filter(Q(valid_from__lte=on), Q(valid_to=None) | Q(valid_to__gt=on)).order_by("code")


def instrument_names() -> list[str]:
    """Return the name of every instrument that a provision was ever cited from."""
    return sorted(set(Provision.objects.values_list("instrument", flat=True)))


def holidays_of(year: int, *, scope: str | None = None) -> QuerySet[Holiday]:
    """Return the holidays of a year of the common era, withdrawn and projected ones included."""
    found = Holiday.objects.filter(day__year=year).order_by("day", "scope", "place")
    return found if scope is None else found.filter(scope=scope)


def holiday(number: int) -> Holiday | None:
    """Return one holiday by its row number."""
    return Holiday.objects.filter(pk=number).first()


@dataclass(frozen=True)
class _Limits:
    by_id: dict[int, LimitRow]
    by_code: dict[str, list[LimitRow]]


def _limits() -> _Limits:
    kept = _fresh()
    if "limits" not in kept:
        found = Limit.objects.select_related("name", "provision").order_by("name__code", "scope", "valid_from")
        kept["limits"] = _gathered(limit_row(one) for one in found)
    return kept["limits"]  # type: ignore[no-any-return]


def _gathered(rows: Iterable[LimitRow]) -> _Limits:
    limits = _Limits({}, {})
    for row in rows:
        limits.by_id[row.id] = row
        limits.by_code.setdefault(row.code, []).append(row)
    return limits


def limit_row(one: Limit) -> LimitRow:
    """Return a limit, read together with its name and provision, as outsiders see it."""
    return LimitRow(
        id=one.pk,
        code=one.name.code,
        label_th=one.name.label_th,
        label_en=one.name.label_en,
        amount=one.amount,
        unit=one.unit,
        provision=one.provision.code,
        instrument=one.provision.instrument,
        section=one.provision.section,
        mark=one.mark,
        title_th=one.provision.title_th,
        title_en=one.provision.title_en,
        url=one.provision.url,
        agency_id=one.agency_id,
        after_hours=one.after_hours,
        closes_at=one.closes_at,
        note=one.note,
        note_en=one.note_en,
        valid_from=one.valid_from,
        valid_to=one.valid_to,
    )


def _provision_row(one: Provision) -> ProvisionRow:
    return ProvisionRow(
        code=one.code,
        instrument=one.instrument,
        section=one.section,
        title_th=one.title_th,
        title_en=one.title_en,
        url=one.url,
        mark=one.mark,
        note=one.note,
        valid_from=one.valid_from,
        valid_to=one.valid_to,
    )
