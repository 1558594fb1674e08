"""Chasing a track (ติดตาม / เร่งรัด ครั้งที่ n): counted, and never before its time."""

from django.utils.translation import gettext as _

from palat.kernel.calendar.thai_dates import long_date
from palat.kernel.history.operations import Event
from palat.kernel.matters.models import Clock, Track
from palat.kernel.matters.operations.acts import Act, UnableToAct

CHASE = "chase"  # the code of the clock that a reminder starts
LAST_REMINDER = 3  # the third reminder, and each after it, comes by the same row of the law


def chase(act: Act, track: Track, *, move: str, clock: str, law: str) -> Event:
    """Chase a track whose day has passed, and start the time of this reminder, by the row `law`_n.

    `clock` is the code of the track's own time. Raises: UnableToAct while that still runs, or the time of the reminder
    before: the third reminder goes to the head of an agency, and must not come in the first minute.
    """
    act.require(move, track)
    running = {one.code: one for one in act.running if one.track_id == track.pk and one.due_at >= act.at}
    if clock in running:
        raise UnableToAct(_("ติดตามหรือเร่งรัดได้เมื่อพ้นกำหนดแล้ว (%(day)s)") % {"day": _last_day(running[clock])})
    if CHASE in running:
        raise UnableToAct(
            _("ติดตามครั้งที่ %(time)d แล้ว ติดตามครั้งต่อไปได้เมื่อพ้นวันที่ %(day)s")
            % {"time": track.chased, "day": _last_day(running[CHASE])}
        )
    track.chased += 1
    event = act.move(move, track=track, facts={"time": track.chased})
    act.stop_clocks(track, (CHASE,))
    act.start_clock(CHASE, f"{law}_{min(track.chased + 1, LAST_REMINDER)}", track)
    return event


def _last_day(clock: Clock) -> str:
    return long_date(clock.due_on) if clock.due_on else "—"
