"""The track of a report: one indicator in one round, from the opening of the window to the lock."""

from palat.duties.planning.procedure.roles import SUPERVISORS, SYSTEM, TEAM
from palat.duties.planning.procedure.words import REPORT
from palat.kernel.matters.procedure import ClockStart, Move, State, TrackType


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


CORRECT = ClockStart("report", "planning.correct")
OWED = ("open", "returned")
REVIEWED = ("reviewed", "settled")


def report_track(*, reporters: tuple[str, ...], leads: tuple[str, ...], queue: str) -> TrackType:
    """Return the track. `reporters` write the report, `leads` may appeal; it lies in `queue` while it is owed."""
    moves = (*_reporting(reporters), *REVIEWING, *_appealing(leads), *ENDING)
    return TrackType(REPORT, _("รายงานตัวชี้วัด"), _states(queue), moves, initial="open")


def _states(queue: str) -> tuple[State, ...]:
    return (
        State("open", _("รอรายงาน"), queue=queue),
        State("returned", _("ส่งกลับให้แก้ไข"), queue=queue),
        State("submitted", _("รายงานแล้ว รอตรวจ"), queue="officer"),
        State("reviewed", _("ตรวจและให้คะแนนแล้ว"), final=True),
        State("appealed", _("ขอให้ทบทวนคะแนน"), queue="officer"),
        State("settled", _("ทบทวนคะแนนแล้ว"), final=True),
        State("locked", _("ปิดรอบแล้ว"), final=True),
        State("dropped", _("ยกเลิกตัวชี้วัด"), final=True, taken_back=True),
    )


def _reporting(reporters: tuple[str, ...]) -> tuple[Move, ...]:
    return (
        Move(
            "submit_report",
            _("ส่งรายงาน"),
            track=REPORT,
            by=reporters,
            answers="report",
            frm=OWED,
            to="submitted",
            stops=("report",),
            style="primary",
        ),
        Move(
            "record_report",
            _("บันทึกรายงานที่มาเป็นหนังสือ"),
            track=REPORT,
            by=TEAM,
            frm=OWED,
            to="submitted",
            stops=("report",),
        ),
        Move(
            "compute_report",
            _("คำนวณจากงานจริง"),
            track=REPORT,
            by=(SYSTEM, *TEAM),
            frm=(*OWED, "submitted"),
            to="submitted",
            stops=("report",),
        ),
    )


REVIEWING = (
    Move(
        "return_report",
        _("ส่งกลับให้แก้ไข"),
        track=REPORT,
        by=TEAM,
        frm=("submitted",),
        to="returned",
        starts=(CORRECT,),
    ),
    Move(
        "review_report",
        _("ตรวจและให้คะแนน"),
        track=REPORT,
        by=TEAM,
        frm=("submitted",),
        to="reviewed",
        style="primary",
    ),
    Move("open_late", _("เปิดให้รายงานหลังพ้นกำหนด"), track=REPORT, by=TEAM, frm=OWED, conflicts=("open_late",)),
    Move(
        "take_up_again",
        _("เปิดให้แก้ไขรายงานที่ตรวจแล้ว"),
        track=REPORT,
        by=SUPERVISORS,
        frm=REVIEWED,
        to="returned",
        from_final=True,
        starts=(CORRECT,),
    ),
)


def _appealing(leads: tuple[str, ...]) -> tuple[Move, ...]:
    return (
        Move(
            "appeal_score",
            _("ขอให้ทบทวนคะแนน"),
            track=REPORT,
            by=leads,
            answers="ask",
            frm=("reviewed",),
            to="appealed",
            from_final=True,
        ),
        Move(
            "answer_appeal",
            _("ตอบคำขอให้ทบทวน"),
            track=REPORT,
            by=SUPERVISORS,
            frm=("appealed",),
            to="settled",
            style="primary",
        ),
    )


ENDING = (
    Move("chase_report", _("ติดตามรายงาน"), track=REPORT, by=(SYSTEM, *TEAM), frm=OWED, conflicts=("chase_report",)),
    Move(
        "lock_report",
        _("ปิดรอบ"),
        track=REPORT,
        by=(SYSTEM, *SUPERVISORS),
        frm=REVIEWED,
        to="locked",
        from_final=True,
        own_page=True,
    ),
    Move(
        "drop_report",
        _("ยกเลิกเพราะถอนตัวชี้วัด"),
        track=REPORT,
        by=SUPERVISORS,
        frm=(*OWED, "submitted", "appealed", *REVIEWED),
        to="dropped",
        from_final=True,
        own_page=True,
        stops=("report",),
    ),
)
