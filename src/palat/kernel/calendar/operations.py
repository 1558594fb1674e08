"""Changing the calendar and the limits. What changes is said, so that open clocks are counted anew."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from palat.kernel.calendar.models import Holiday, Limit, LimitCode, Version
from palat.kernel.calendar.queries import FIRST, LAST, forget
from palat.kernel.history.operations import append
from palat.kernel.jobs.operations import enqueue


class UnableToChangeCalendar(Exception):
    """The calendar or limit cannot be changed so; the message says why."""


@dataclass(frozen=True)
class Span:
    """The days whose counting changed."""

    first: date
    last: date


REBUILD = """
INSERT INTO calendar_workingday (day, is_working, number)
SELECT day, works, sum(works::int) OVER (ORDER BY day)
FROM (
  SELECT d::date AS day,
         extract(isodow FROM d) < 6 AND NOT EXISTS (
           SELECT 1 FROM calendar_holiday h
           WHERE h.day = d::date AND h.scope = 'national' AND h.status <> 'withdrawn'
         ) AS works
  FROM generate_series(%(first)s::date, %(last)s::date, interval '1 day') d
) days
ON CONFLICT (day) DO UPDATE SET is_working = excluded.is_working, number = excluded.number
WHERE calendar_workingday.is_working <> excluded.is_working OR calendar_workingday.number <> excluded.number
"""


def rebuild_working_days() -> None:
    """Number every day anew from the holidays, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(REBUILD, {"first": FIRST, "last": LAST})
    changed()


def changed() -> None:
    """Tell every process that what it keeps of the calendar is out of date."""
    if not Version.objects.filter(pk=1).update(number=F("number") + 1):
        Version.objects.create(pk=1, number=1)
    forget()
    transaction.on_commit(forget)


@transaction.atomic
def proclaim_holiday(
    *, day: date, name_th: str, name_en: str, resolution: str, at: datetime, by: str, scope: str = "national"
) -> Span:
    """Enter a holiday that the cabinet proclaimed; open clocks that span it are counted anew by a job."""
    Holiday.objects.update_or_create(
        day=day,
        scope=scope,
        place="",
        defaults={"name_th": name_th, "name_en": name_en, "resolution": resolution, "status": "proclaimed"},
    )
    return _moved(day, "holiday_proclaimed", resolution, at, by)


@transaction.atomic
def withdraw_holiday(*, day: date, resolution: str, at: datetime, by: str) -> Span:
    """Withdraw a proclaimed holiday. Raises: UnableToChangeCalendar if there is none."""
    if not Holiday.objects.filter(day=day, scope="national").update(status="withdrawn", resolution=resolution):
        raise UnableToChangeCalendar(_("ไม่มีวันหยุดในวันนั้น"))
    return _moved(day, "holiday_withdrawn", resolution, at, by)


def _moved(day: date, kind: str, resolution: str, at: datetime, by: str) -> Span:
    rebuild_working_days()
    append(chain="calendar", kind=kind, at=at, actor=by, facts={"day": day, "resolution": resolution})
    span = Span(day - timedelta(days=1), day + timedelta(days=1))
    enqueue("matters.recount_clocks", first=span.first.isoformat(), last=span.last.isoformat())
    return span


@transaction.atomic
def set_limit(
    *,
    code: str,
    amount: int,
    unit: str,
    provision: str,
    mark: str,
    valid_from: date,
    at: datetime,
    by: str,
    agency_id: int | None = None,
    note: str = "",
) -> Limit:
    """Give a limit another value from a day: the row before ends, and is never edited.

    Raises: UnableToChangeCalendar for an unknown code or a day before the present value began.
    """
    name = LimitCode.objects.filter(code=code).first()
    if name is None:
        raise UnableToChangeCalendar(_("ไม่รู้จักกำหนดเวลานี้"))
    last = Limit.objects.filter(name=name, scope=agency_id or 0, valid_to=None).first()
    if last is not None:
        if valid_from <= last.valid_from:
            raise UnableToChangeCalendar(_("วันเริ่มใช้ต้องอยู่หลังค่าเดิม"))
        last.valid_to = valid_from
        last.save(update_fields=["valid_to"])
    row = Limit.objects.create(
        name=name,
        agency_id=agency_id,
        scope=agency_id or 0,
        amount=amount,
        unit=unit,
        provision=provision,
        mark=mark,
        valid_from=valid_from,
        note=note,
    )
    append(chain="limits", kind="limit_set", at=at, actor=by,
           facts={"code": code, "amount": amount, "unit": unit, "provision": provision, "from": valid_from})  # fmt: skip
    changed()
    return row
