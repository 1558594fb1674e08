"""Changing the calendar and the limits. What changes is said, so that open clocks are counted anew."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import connection, transaction
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import UNITS
from palat.kernel.calendar.models import LIMIT_UNITS, Holiday, Limit, LimitCode, Provision
from palat.kernel.calendar.queries import FIRST, LAST, LimitRow, forget, limit_row
from palat.kernel.history.operations import append
from palat.kernel.jobs.operations import enqueue


class UnableToChangeCalendar(Exception):
    """The calendar or limit cannot be changed so; the message says why."""


@dataclass(frozen=True)
class CalendarChange:
    """The days that became working days or days off. None did when a holiday fell on a weekend anyway."""

    days: tuple[date, ...]


@dataclass(frozen=True)
class LimitChange:
    """The value that a limit has now, the one that it replaced, and whether anything changed."""

    now: LimitRow | None
    before: LimitRow | None
    changed: bool


REBUILD = """
WITH counted AS (
  SELECT day, works, sum(works::int) OVER (ORDER BY day) AS number
  FROM (
    SELECT d::date AS day,
           extract(isodow FROM d) < 6 AND NOT EXISTS (
             SELECT 1 FROM calendar_holiday h
             WHERE h.day = d::date AND h.scope = 'national' AND h.status <> 'withdrawn'
           ) AS works
    FROM generate_series(%(first)s::date, %(last)s::date, interval '1 day') d
  ) days
), written AS (
  INSERT INTO calendar_workingday (day, is_working, number)
  SELECT day, works, number FROM counted
  ON CONFLICT (day) DO UPDATE SET is_working = excluded.is_working, number = excluded.number
  WHERE calendar_workingday.is_working <> excluded.is_working OR calendar_workingday.number <> excluded.number
)
SELECT w.day FROM counted c JOIN calendar_workingday w ON w.day = c.day AND w.is_working <> c.works
ORDER BY w.day
"""

STAMP = """
INSERT INTO calendar_version (id, number) VALUES (1, pg_current_xact_id()::text::bigint)
ON CONFLICT (id) DO UPDATE SET number = excluded.number
"""


def changed() -> None:
    """Tell every process that what it keeps of the calendar is out of date.

    The stamp is the number of the transaction, which no other ever has: what was read in
    one that is rolled back is never taken for what stands.
    """
    with connection.cursor() as cursor:
        cursor.execute(STAMP)
    forget(changing=True)
    transaction.on_commit(forget)


@transaction.atomic
def rebuild_working_days() -> CalendarChange:
    """Number every day anew from the holidays, in one statement; open clocks over days that changed are recounted.

    The recount is a job in the same transaction. The first filling of the table changes no day.
    """
    with connection.cursor() as cursor:
        cursor.execute(REBUILD, {"first": FIRST, "last": LAST})
        days = tuple(day for (day,) in cursor.fetchall())
    changed()
    if days:
        enqueue("matters.recount_clocks", first=days[0].isoformat(), last=days[-1].isoformat())
    return CalendarChange(days)


@transaction.atomic
def proclaim_holiday(
    *,
    day: date,
    name_th: str,
    name_en: str,
    resolution: str,
    at: datetime,
    by: str,
    scope: str = "national",
    place: str = "",
    mark: str = "provisional",
) -> CalendarChange:
    """Enter a holiday that the cabinet proclaimed, or one again that was withdrawn; the same twice changes nothing.

    Raises: UnableToChangeCalendar for a day outside the calendar or a place that does not fit the scope.
    """
    if not FIRST <= day <= LAST:
        raise UnableToChangeCalendar(_("วันนั้นอยู่นอกปฏิทินที่ระบบนับได้"))
    if (scope == "national") != (not place):
        raise UnableToChangeCalendar(_("วันหยุดเฉพาะพื้นที่หรือเฉพาะหน่วยงานต้องระบุว่าที่ใด วันหยุดทั่วประเทศต้องไม่ระบุ"))
    words = {"name_th": name_th, "name_en": name_en, "resolution": resolution, "mark": mark, "status": "proclaimed"}
    known = Holiday.objects.select_for_update().filter(day=day, scope=scope, place=place)
    if known.filter(**words).exists():
        return CalendarChange(())
    Holiday.objects.update_or_create(day=day, scope=scope, place=place, defaults={**words, "source": "resolution"})
    return _record("holiday_proclaimed", day, scope, place, resolution, at, by)


@transaction.atomic
def withdraw_holiday(
    *, day: date, resolution: str, at: datetime, by: str, scope: str = "national", place: str = ""
) -> CalendarChange:
    """Withdraw a holiday by a resolution; withdrawing it again changes nothing.

    Raises: UnableToChangeCalendar if there is no such holiday.
    """
    holiday = Holiday.objects.select_for_update().filter(day=day, scope=scope, place=place).first()
    if holiday is None:
        raise UnableToChangeCalendar(_("ไม่มีวันหยุดในวันนั้น"))
    if holiday.status == "withdrawn":
        return CalendarChange(())
    holiday.status, holiday.resolution, holiday.source = "withdrawn", resolution, "resolution"
    holiday.save(update_fields=["status", "resolution", "source"])
    return _record("holiday_withdrawn", day, scope, place, resolution, at, by)


def _record(kind: str, day: date, scope: str, place: str, resolution: str, at: datetime, by: str) -> CalendarChange:
    change = rebuild_working_days()
    facts = {"day": day, "scope": scope, "place": place, "resolution": resolution}
    append(chain="calendar", kind=kind, at=at, actor=by, facts=facts)
    return change


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
    after_hours: str = "same_day",
    closes_at: time | None = None,
) -> LimitChange:
    """Give a limit another value from a day: the row before ends the day before, and is never edited.

    `closes_at` is the hour from which the rule `next_working_day` counts. The same values again
    change nothing. Matters that are open keep the limit they began under.
    Raises: UnableToChangeCalendar for an unknown code or provision, values that make no
        sense, or a day before the present value began.
    """
    name = _name(code)
    _require_sense(amount, unit, mark, after_hours, closes_at)
    _require_same_sort(name, unit)
    values = {"amount": amount, "unit": unit, "mark": mark, "after_hours": after_hours, "closes_at": closes_at}
    values |= {"note": note, "provision": _provision(provision, valid_from)}
    last = _latest(name, agency_id)
    if last is not None and all(getattr(last, field) == value for field, value in values.items()):
        return LimitChange(limit_row(last), limit_row(last), changed=False)
    _end(last, valid_from)
    if Limit.objects.filter(name=name, scope=agency_id or 0, valid_to__gt=valid_from).exists():
        raise UnableToChangeCalendar(_("วันเริ่มใช้ต้องอยู่หลังค่าเดิม"))
    row = Limit.objects.create(name=name, agency_id=agency_id, scope=agency_id or 0, valid_from=valid_from, **values)
    facts = {"code": code, "agency": agency_id, "amount": amount, "unit": unit, "provision": provision, "mark": mark}
    append(chain="limits", kind="limit_set", at=at, actor=by, facts={**facts, "from": valid_from})
    changed()
    return LimitChange(limit_row(row), limit_row(last) if last else None, changed=True)


@transaction.atomic
def end_limit(*, code: str, agency_id: int, last_day: date, at: datetime, by: str) -> LimitChange:
    """End an agency's own limit: from the next day the general one holds for it again.

    Raises: UnableToChangeCalendar if the agency has none, or it began later.
    """
    last = _latest(_name(code), agency_id)
    if last is None:
        raise UnableToChangeCalendar(_("หน่วยงานนี้ไม่มีกำหนดเวลาเฉพาะ"))
    _end(last, date.fromordinal(last_day.toordinal() + 1))
    facts = {"code": code, "agency": agency_id, "last_day": last_day}
    append(chain="limits", kind="limit_ended", at=at, actor=by, facts=facts)
    changed()
    return LimitChange(None, limit_row(last), changed=True)


def _name(code: str) -> LimitCode:
    """Return the name of a limit, locked, so that two changes of it stand in line."""
    name = LimitCode.objects.select_for_update().filter(code=code).first()
    if name is None:
        raise UnableToChangeCalendar(_("ไม่รู้จักกำหนดเวลานี้"))
    return name


def _provision(code: str, on: date) -> Provision:
    """Return the provision of a code that holds on a day, or that holds next."""
    known = Provision.objects.filter(code=code).order_by("valid_from")
    held = known.filter(valid_from__lte=on).last() or known.first()
    if held is None:
        raise UnableToChangeCalendar(_("ไม่รู้จักฐานอำนาจนี้"))
    return held


def _latest(name: LimitCode, agency_id: int | None) -> Limit | None:
    found = Limit.objects.select_related("name", "provision").filter(name=name, scope=agency_id or 0, valid_to=None)
    return found.first()


def _end(last: Limit | None, first_day_without: date) -> None:
    if last is None:
        return
    if first_day_without <= last.valid_from:
        raise UnableToChangeCalendar(_("วันเริ่มใช้ต้องอยู่หลังค่าเดิม"))
    last.valid_to = first_day_without
    last.save(update_fields=["valid_to"])


def _require_sense(amount: int, unit: str, mark: str, after_hours: str, closes_at: time | None) -> None:
    if amount < 0 or unit not in dict(LIMIT_UNITS) or mark not in {"verified", "provisional"}:
        raise UnableToChangeCalendar(_("จำนวนหรือหน่วยของกำหนดเวลาไม่ถูกต้อง"))
    if (after_hours, closes_at is None) not in {("same_day", True), ("next_working_day", False)}:
        raise UnableToChangeCalendar(_("เกณฑ์การรับนอกเวลาราชการต้องมีเวลาปิดทำการ"))


def _require_same_sort(name: LimitCode, unit: str) -> None:
    """A number of days stays one, a count stays of the same things: what asks for it could not read the other."""
    known = Limit.objects.filter(name=name).values_list("unit", flat=True).first()
    if known is not None and known != unit and not {known, unit} <= set(UNITS):
        raise UnableToChangeCalendar(_("หน่วยนับของค่านี้ต้องเป็นชนิดเดิม"))
