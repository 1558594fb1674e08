"""The calendar and the limits in force, as everything else asks for them."""

import threading
import time
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from palat.kernel.calendar.counting import Holidays
from palat.kernel.calendar.models import Holiday, Limit, Provision, Version, WorkingDay

KEEP_SECONDS = 5  # how old a kept calendar or limit may be before its version is looked at again
FIRST, LAST = date(2014, 1, 1), date(2041, 12, 31)

_lock = threading.Lock()
_kept: dict[Any, Any] = {}
_looked_at = 0.0
_version = -1


class LimitUnknown(Exception):
    """No limit of this code is in force on the day."""


@dataclass(frozen=True)
class LimitRow:
    """A limit in force: its value, and the provision that it rests on."""

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


def _fresh() -> dict[Any, Any]:
    """Return what is kept, emptied when the calendar or a limit changed since."""
    global _looked_at, _version
    now = time.monotonic()
    if now - _looked_at > KEEP_SECONDS:
        found = Version.objects.filter(pk=1).values_list("number", flat=True).first() or 0
        with _lock:
            if found != _version:
                _kept.clear()
            _version, _looked_at = found, now
    return _kept


def forget() -> None:
    """Look at the database again at once; operations that change the calendar call this."""
    global _looked_at
    with _lock:
        _kept.clear()
        _looked_at = 0.0


def calendar_around(_day: date) -> Holidays:
    """Return the government's calendar, whole."""
    kept = _fresh()
    if "calendar" not in kept:
        off = Holiday.objects.filter(scope="national").exclude(status="withdrawn").values_list("day", "name_th")
        kept["calendar"] = Holidays(FIRST, LAST, dict(off))
    return kept["calendar"]  # type: ignore[no-any-return]


def limit(code: str, *, on: date, agency_id: int | None = None) -> LimitRow:
    """Return the limit in force on a day: the agency's own, else the general one. Raises: LimitUnknown."""
    rows = _limits()
    for scope in (agency_id or 0, 0):
        for valid_from, valid_to, row in rows.get((code, scope), ()):
            if valid_from <= on and (valid_to is None or on < valid_to):
                return row
    raise LimitUnknown(code)


def limit_by_id(limit_id: int) -> LimitRow:
    """Return the row of a limit, in force or not. Raises: LimitUnknown."""
    for dated in _limits().values():
        for _from, _to, row in dated:
            if row.id == limit_id:
                return row
    raise LimitUnknown(limit_id)


def _limits() -> dict[tuple[str, int], list[tuple[date, date | None, LimitRow]]]:
    kept = _fresh()
    if "limits" not in kept:
        provisions = {provision.code: provision for provision in Provision.objects.order_by("valid_from")}
        found: dict[tuple[str, int], list[tuple[date, date | None, LimitRow]]] = {}
        for one in Limit.objects.select_related("name"):
            provision = provisions.get(one.provision)
            row = LimitRow(
                id=one.pk,
                code=one.name.code,
                label_th=one.name.label_th,
                label_en=one.name.label_en,
                amount=one.amount,
                unit=one.unit,
                provision=one.provision,
                instrument=provision.instrument if provision else "",
                section=provision.section if provision else "",
                mark=one.mark,
            )
            found.setdefault((one.name.code, one.scope), []).append((one.valid_from, one.valid_to, row))
        kept["limits"] = found
    return kept["limits"]  # type: ignore[no-any-return]


def limits_in_force(on: date) -> QuerySet[Limit]:
    """Return every limit in force on a day, with its name and agency."""
    return (
        Limit.objects.filter(Q(valid_from__lte=on), Q(valid_to=None) | Q(valid_to__gt=on))
        .select_related("name", "agency")
        .order_by("name__code", "scope")
    )


def holidays_of(year: int) -> QuerySet[Holiday]:
    """Return the holidays of a year of the common era, withdrawn ones included."""
    return Holiday.objects.filter(day__year=year).order_by("day")


def working_day(day: date) -> WorkingDay:
    """Return a day with its number in the table of working days."""
    return WorkingDay.objects.get(day=day)


def days_left(due: date, today: date) -> int:
    """Return the calendar days until a day; negative when it has passed."""
    return (due - today) // timedelta(days=1)
