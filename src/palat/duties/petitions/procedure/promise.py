"""A promise with an owner and a day, as a track of its own: what a talk agreed, what a joint meeting resolved."""

from palat.duties.petitions.procedure.roles import AGENCY_SIDE, SUPERVISORS, SYSTEM, TEAM
from palat.kernel.matters.procedure import ClockStart, Move, State, TrackType


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


PROMISE = "promise"

PROMISE_STATES = (
    State("followed", _("รอดำเนินการ"), queue="officer"),
    State("entrusted", _("รอหน่วยงานดำเนินการ"), queue="agency", public=_("รอหน่วยงานดำเนินการ")),
    State("told", _("หน่วยงานแจ้งผลแล้ว รอตรวจ"), queue="officer", public=_("หน่วยงานแจ้งผลแล้ว กำลังตรวจสอบ")),
    State("kept", _("ทำตามที่ตกลงแล้ว"), final=True),
    State("lifted", _("ยกเลิกข้อตกลง"), final=True),
)
OPEN = ("followed", "entrusted", "told")

PROMISE_MOVES = (
    Move(
        "promise_entrust",
        _("ส่งให้หน่วยงานดำเนินการ"),
        track=PROMISE,
        by=TEAM,
        frm=("followed",),
        to="entrusted",
        style="primary",
    ),
    Move(
        "promise_report",
        _("แจ้งผลการดำเนินการ"),
        track=PROMISE,
        by=AGENCY_SIDE,
        answers="report",
        frm=("entrusted",),
        to="told",
        style="primary",
    ),
    Move(
        "promise_keep",
        _("ตรวจแล้ว ทำตามที่ตกลง"),
        track=PROMISE,
        by=TEAM,
        frm=("followed", "told"),
        to="kept",
        public=_("มีการดำเนินการตามข้อตกลงแล้ว"),
        style="primary",
    ),
    Move(
        "promise_return",
        _("ยังไม่ครบ ให้ดำเนินการต่อ"),
        track=PROMISE,
        by=TEAM,
        frm=("told",),
        to="entrusted",
    ),
    Move(
        "promise_extend",
        _("เลื่อนกำหนด"),
        track=PROMISE,
        by=TEAM,
        frm=("followed", "entrusted"),
        conflicts=("promise_extend", "promise_keep", "promise_lift"),
        public=_("เลื่อนกำหนดตามข้อตกลง"),
    ),
    Move(
        "promise_chase",
        _("ติดตามข้อตกลง"),
        track=PROMISE,
        by=(SYSTEM, *TEAM),
        frm=("followed", "entrusted"),
        conflicts=("promise_chase",),
    ),
    Move("promise_lift", _("ยกเลิกข้อตกลง"), track=PROMISE, by=SUPERVISORS, frm=OPEN, to="lifted", style="danger"),
)

# A day is always agreed; the limit only names the law or practice under which it is counted.
PROMISE_CLOCK = ClockStart("promise", "promise.keep")


def promise_track(label: str) -> TrackType:
    """Return the track of a promise under the name that a procedure gives it."""
    return TrackType(PROMISE, label, PROMISE_STATES, PROMISE_MOVES, initial="followed")
