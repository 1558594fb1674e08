"""How an agency answered, month by month of a fiscal year: counted from its tracks and their clocks.

The rules of counting stand in `RULES`, and beside the figures on the page and in the file.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import BooleanField, Case, DateField, QuerySet, When
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext_lazy as _

from palat.kernel.agencies.queries.inbox import OURS, UNANSWERED, inbox, sent_between
from palat.kernel.calendar.counting import BANGKOK, fiscal_bounds, legal_date
from palat.kernel.calendar.queries import LimitRow, limits_in_force
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Track

ANSWER_CLOCKS = ("progress", "order", "promise")  # the limits within which an agency answers, by kind of track
NOT_COUNTED = ("recalled", "lifted", "dropped")  # what the Office or the group took back
RULES = (
    _("นับเรื่องตามเดือนที่สำนักงานส่ง ปีงบประมาณเริ่ม 1 ตุลาคม เรื่องที่สำนักงานเรียกคืนหรือยกเลิกไม่นับ"),
    _("ตอบแล้ว คือรายงานผลถึงสำนักงานแล้วและสำนักงานไม่ได้ส่งกลับ ณ วันที่ดู"),
    _("ทันกำหนด คือทุกกำหนดเวลารายงานของเรื่องนั้นสิ้นสุดภายในวันครบกำหนด ช่วงที่หยุดนับไม่รวม"),
    _("วันทำการเฉลี่ย นับจากวันถัดจากวันที่ส่งถึงวันที่รายงาน เฉพาะเรื่องที่ตอบแล้ว ไม่รวมช่วงที่หยุดนับ"),
    _("สำนักงานส่งกลับ นับจำนวนครั้งที่เริ่มนับเวลารายงานใหม่หลังส่งครั้งแรก"),
    _("เรื่องที่มีชั้นความลับเกินสิทธิของผู้ดูไม่รวมอยู่ในตัวเลข"),
)


@dataclass
class Month:
    """A month's figures."""

    first: date | None
    received: int = 0
    answered: int = 0
    timed: int = 0
    in_time: int = 0
    days: int = 0
    waiting: int = 0
    overdue: int = 0
    not_ours: int = 0
    sent_back: int = 0
    chased: int = 0

    @property
    def mean_days(self) -> float | None:
        """Working days to an answer on the average."""
        return round(self.days / self.timed, 1) if self.timed else None

    @property
    def share(self) -> float | None:
        """Answers in time of a hundred that had a limit."""
        return round(100 * self.in_time / self.timed, 1) if self.timed else None

    def add(self, other: "Month") -> None:
        """Add another month to this one."""
        for name in FIGURES:
            setattr(self, name, getattr(self, name) + getattr(other, name))


FIGURES = ("received", "answered", "timed", "in_time", "days", "waiting", "overdue", "not_ours", "sent_back", "chased")


# What is asked for each track that was sent in the year; then its clocks, and one line for each month.
ASKED = ("pk", "month", "state", "is_answered", "final", "chased", "in_hand", "due_at")
COUNTED = """
WITH sent (id, month, state, answered, final, chased, ours, due_at) AS MATERIALIZED ({sent}),
ran AS (
  SELECT c.track_id, count(*) AS begun, count(c.kept) AS ended, bool_and(c.kept) AS kept,
    sum(CASE WHEN c.kept IS NULL OR c.stopped_at IS NULL THEN 0
        ELSE greatest(past.number - first.number - c.rested_working, 0) END) AS days
  FROM matters_clock c JOIN sent ON sent.id = c.track_id
  LEFT JOIN calendar_workingday first ON first.day = c.started_on
  LEFT JOIN calendar_workingday past ON past.day = (c.stopped_at AT TIME ZONE 'Asia/Bangkok')::date
  WHERE c.code = ANY(%s) GROUP BY c.track_id),
one AS (
  SELECT sent.*, coalesce(begun, 0) AS begun, coalesce(days, 0) AS days, coalesce(kept, false) AS kept,
    ours OR NOT (answered OR final) AS open, coalesce(ended, 0) > 0 AS timed
  FROM sent LEFT JOIN ran ON ran.track_id = sent.id)
SELECT month::date, count(*) AS received,
  count(*) FILTER (WHERE NOT open AND answered) AS answered,
  count(*) FILTER (WHERE NOT open AND answered AND timed) AS timed,
  count(*) FILTER (WHERE NOT open AND answered AND timed AND kept) AS in_time,
  coalesce(sum(days) FILTER (WHERE NOT open AND answered AND timed), 0) AS days,
  count(*) FILTER (WHERE open AND (ours OR state <> 'returned')) AS waiting,
  count(*) FILTER (WHERE ours AND due_at < %s) AS overdue,
  count(*) FILTER (WHERE CASE WHEN open THEN state = 'returned' ELSE NOT answered END) AS not_ours,
  coalesce(sum(greatest(begun - 1, 0)), 0) AS sent_back,
  coalesce(sum(chased), 0) AS chased
FROM one GROUP BY month
"""


def months(agency_id: int, year: int, *, by: Actor, at: datetime) -> list[Month]:
    """Return each month of a fiscal year (พ.ศ.) up to this one, as far as someone may see the agency's tracks."""
    first, last = fiscal_bounds(year)
    tracks = sent_between(inbox(by).filter(agency_id=agency_id), first, last).exclude(state__in=NOT_COUNTED)
    counted = _counted(tracks, at)
    return [counted.get(day, Month(day)) for day in _firsts(first, min(last, legal_date(at)))]


def _counted(tracks: "QuerySet[Track]", at: datetime) -> dict[date, Month]:
    """Count tracks by the month in which they were sent, in one statement: an agency may have tens of thousands."""
    asked = tracks.order_by().annotate(
        month=TruncMonth("opened_at", tzinfo=BANGKOK, output_field=DateField()),
        is_answered=Case(When(UNANSWERED, then=False), default=True, output_field=BooleanField()),
        in_hand=Case(When(OURS, then=True), default=False, output_field=BooleanField()),
    )
    sent, values = asked.values_list(*ASKED).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(COUNTED.format(sent=sent), [*values, list(ANSWER_CLOCKS), at])
        rows = [(day, map(int, figures)) for day, *figures in cursor.fetchall()]
    return {day: Month(day, **dict(zip(FIGURES, figures, strict=True))) for day, figures in rows}


def whole(parts: Iterable[Month]) -> Month:
    """Return the sum of months."""
    total = Month(None)
    for one in parts:
        total.add(one)
    return total


def _firsts(first: date, last: date) -> list[date]:
    days, day = [], first
    while day <= last:
        days.append(day)
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return days


def limit_of(agency_id: int, on: date) -> LimitRow | None:
    """Return the limit in which an agency reports: its own, or the general one."""
    rows = [row for row in limits_in_force(on) if row.code == "referral.progress"]
    own = next((row for row in rows if row.agency_id == agency_id), None)
    return own or next((row for row in rows if row.agency_id is None), None)
