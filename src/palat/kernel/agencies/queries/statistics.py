"""How an agency answered, month by month of a fiscal year: counted from its tracks and their clocks.

The rules of counting stand in `RULES`, and beside the figures on the page and in the file.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from palat.kernel.agencies.queries.inbox import OURS, inbox, sent_between
from palat.kernel.calendar.counting import fiscal_bounds, legal_date
from palat.kernel.calendar.queries import LimitRow, calendar_around, limits_in_force
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Clock, Track

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
        for name in SUMMED:
            setattr(self, name, getattr(self, name) + getattr(other, name))


SUMMED = ("received", "answered", "timed", "in_time", "days", "waiting", "overdue", "not_ours", "sent_back", "chased")


@dataclass(frozen=True)
class Ran:
    """How one answer's clock ran on a track."""

    kept: bool | None
    days: int


def months(agency_id: int, year: int, *, by: Actor, at: datetime) -> list[Month]:
    """Return each month of a fiscal year (พ.ศ.) up to this one, as far as someone may see the agency's tracks."""
    first, last = fiscal_bounds(year)
    tracks = sent_between(inbox(by).filter(agency_id=agency_id), first, last).exclude(state__in=NOT_COUNTED)
    found = {day: Month(day) for day in _firsts(first, min(last, legal_date(at)))}
    ran = _clocks(tracks)
    ours = set(tracks.filter(OURS).values_list("pk", flat=True))
    for track in tracks.order_by().iterator(chunk_size=2000):
        month = found.get(legal_date(track.opened_at).replace(day=1))
        if month is not None:
            _count(month, track, ran.get(track.pk, []), in_hand=track.pk in ours, at=at)
    return list(found.values())


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


def _clocks(tracks: "QuerySet[Track]") -> dict[int, list[Ran]]:
    """Return how the answers' clocks of tracks ran, in the order in which they began."""
    found: dict[int, list[Ran]] = defaultdict(list)
    clocks = Clock.objects.filter(track__in=tracks.order_by().values("pk"), code__in=ANSWER_CLOCKS).order_by("pk")
    for clock in clocks.iterator(chunk_size=2000):
        found[clock.track_id].append(Ran(clock.kept, _days(clock)))
    return found


def _days(clock: Clock) -> int:
    if clock.stopped_at is None:
        return 0
    stopped = legal_date(clock.stopped_at)
    between = calendar_around(stopped).working_days_between(clock.started_on, stopped)
    return max(between - clock.rested_working, 0)


def _count(month: Month, track: Track, ran: list[Ran], *, in_hand: bool, at: datetime) -> None:
    month.received += 1
    month.chased += track.chased
    month.sent_back += max(len(ran) - 1, 0)
    if in_hand or not (track.answer or track.final):
        month.waiting += 1 if in_hand or track.state != "returned" else 0
        month.not_ours += 1 if track.state == "returned" else 0
        month.overdue += 1 if in_hand and track.due_at < at else 0  # type: ignore[attr-defined]
        return
    if not track.answer:
        month.not_ours += 1
        return
    month.answered += 1
    ended = [one for one in ran if one.kept is not None]
    if ended:
        month.timed += 1
        month.days += sum(one.days for one in ended)
        month.in_time += 1 if all(one.kept for one in ended) else 0


def limit_of(agency_id: int, on: date) -> LimitRow | None:
    """Return the limit in which an agency reports: its own, or the general one."""
    rows = [row for row in limits_in_force(on) if row.code == "referral.progress"]
    own = next((row for row in rows if row.agency_id == agency_id), None)
    return own or next((row for row in rows if row.agency_id is None), None)
