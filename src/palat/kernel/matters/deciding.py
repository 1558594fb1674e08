"""The chain of deciders as data: what a duty adds to its procedure to lay its matters before them (แฟ้มเสนอ).

`operations/decisions.py` makes these acts, `operations/orders.py` those on what was ordered. No database here.
"""

from palat.kernel.matters.procedure import Move, State, TrackType
from palat.kernel.organisation.procedure import ROLES


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


ORDER = "order"  # the track of one item of an order; also the code of its clock
# The states of a main track between which a file goes: drafted, laid before a level, ordered.
COMPILING, SUBMITTED, ORDERED = "compiling", "submitted", "ordered"
AT_STEP = ("any@step",)

DECISIONS = (
    ("approved", _("เห็นชอบตามเสนอ")),
    ("approved_noting", _("เห็นชอบโดยมีข้อสังเกต")),
    ("ordered_otherwise", _("สั่งการเป็นอย่างอื่น")),
    ("more_facts", _("ขอข้อมูลเพิ่ม")),
    ("entrusted", _("มอบหมาย")),
    ("noted", _("ทราบ")),
)
NEED_WORDS = frozenset({"approved_noting", "ordered_otherwise", "more_facts", "entrusted"})

# What a citizen reads of the chain where a duty tells of it (`told`).
PUBLIC = {SUBMITTED: _("เสนอผู้มีอำนาจพิจารณา"), ORDERED: _("ผู้มีอำนาจพิจารณาแล้ว")}

# What a citizen reads of a decision, by what was decided. A question back inside the Office, and to whom a file is
# entrusted, are nothing to be told.
HEARD = (
    ("approved", _("ผู้มีอำนาจพิจารณาเห็นชอบแล้ว")),
    ("approved_noting", _("ผู้มีอำนาจพิจารณาเห็นชอบแล้ว")),
    ("ordered_otherwise", _("ผู้มีอำนาจพิจารณาและสั่งการแล้ว")),
    ("noted", _("ผู้มีอำนาจรับทราบแล้ว")),
)
UNHEARD = frozenset({"more_facts", "entrusted"})


def decision_states(*, phase: str = "", told: bool = False, waits: bool = False) -> tuple[State, State]:
    """Return the states of a file that lies before a level, and of one whose order is being carried out.

    `told`: the citizen reads of both. `waits`: while items of the order are open and no clock runs, the matter
    merely waits for them. The state `compiling`, to which a file goes back, is the duty's own.
    """
    public = _("มีข้อสั่งการแล้ว กำลังติดตามการปฏิบัติ") if told else ""
    waits_for = ORDER if waits else ""
    return (
        State(SUBMITTED, _("เสนอผู้มีอำนาจพิจารณา"), queue="step", phase=phase, public=PUBLIC[SUBMITTED] if told else ""),
        State(ORDERED, _("ติดตามข้อสั่งการ"), waits_for=waits_for, phase=phase, public=public),
    )


def decision_moves(
    *,
    proposers: tuple[str, ...],
    frm: tuple[str, ...],
    stops: tuple[str, ...] = (),
    told: tuple[str, ...] = (),
    style: str = "primary",
    secretaries: tuple[str, ...] = ("decider_secretary@office",),
    confirmers: tuple[str, ...] = (
        "director@unit",
        "deputy_permanent_secretary@office",
        "permanent_secretary@office",
    ),
) -> tuple[Move, ...]:
    """Return the moves by which a file goes up a chain of levels, is decided or returned, on paper or screen.

    `proposers` lay it before the chain out of the states `frm`, which stops the clocks `stops`; `told` names what the
    citizen reads of: `submitted`, `ordered` (that a decider has ruled). `secretaries` present files and take down what
    was ruled by pen or word; they or `confirmers`, but another person, confirm it; until then a wrong record may be
    withdrawn. Each level itself is dated data.
    """
    heard = {state: PUBLIC[state] if state in told else "" for state in PUBLIC}
    before, ruled = (SUBMITTED,), (ORDERED, COMPILING)
    return (
        Move(
            "submit",
            _("เสนอความเห็น"),
            by=proposers,
            frm=frm,
            to=SUBMITTED,
            stops=stops,
            public=heard[SUBMITTED],
            style=style,
        ),
        Move("endorse", _("เห็นชอบและเสนอต่อ"), by=AT_STEP, frm=before, style="primary"),
        Move("return_draft", _("ส่งคืนให้แก้ไข"), by=AT_STEP, frm=before, to=COMPILING),
        Move(
            "decide",
            _("สั่งการ"),
            by=AT_STEP,
            frm=before,
            or_to=ruled,
            public=heard[ORDERED],
            public_by=HEARD,
            style="primary",
        ),
        Move("present", _("กลั่นกรองและเสนอแฟ้ม"), by=secretaries, frm=before, conflicts=()),
        Move("record_decision", _("บันทึกคำสั่ง (ปากกาหรือวาจา)"), by=secretaries, frm=before),
        Move("withdraw_recorded", _("ถอนคำสั่งที่บันทึกไว้"), by=(*secretaries, *AT_STEP), frm=before),
        Move(
            "confirm_decision",
            _("ยืนยันคำสั่งที่บันทึกไว้"),
            by=(*secretaries, *confirmers),
            frm=before,
            or_to=ruled,
            not_by_maker_of=("record_decision",),
            public=heard[ORDERED],
            public_by=HEARD,
        ),
    )


ORDER_STATES = (
    State("ordered", _("มีข้อสั่งการ"), queue="agency"),
    State("acknowledged", _("รับทราบข้อสั่งการ"), queue="agency"),
    State("done_reported", _("รายงานผลการปฏิบัติ"), queue="officer"),
    State("verified", _("ตรวจรับแล้ว"), final=True),
    State("lifted", _("ยกเลิกข้อสั่งการ"), final=True),
)
_OPEN = tuple(state.code for state in ORDER_STATES if not state.final)


def levels_below(role: str) -> tuple[str, ...]:
    """Return the deciders to whom a level may entrust a file: those below it, the highest first. It never goes up."""
    below = [one for one in ROLES.values() if one.decider and one.level < ROLES[role].level]
    return tuple(one.code for one in sorted(below, key=lambda one: -one.level))


# Deciders above the units, who lift what they or those below them ordered.
ABOVE = tuple(
    f"{code}@office"
    for code in (
        "deputy_permanent_secretary",
        "permanent_secretary",
        "minister",
        "deputy_prime_minister",
        "prime_minister",
    )
)


def order_track(*, workers: tuple[str, ...], supervisors: tuple[str, ...], agencies: tuple[str, ...]) -> TrackType:
    """Return the track of one item of an order: `agencies` carry it out, `workers` verify.

    `supervisors` and those above them may lift it; the act asks that none lifts what a higher level ordered.
    """
    moves = (
        Move(
            "order_acknowledge",
            _("รับทราบข้อสั่งการ"),
            track=ORDER,
            by=agencies,
            answers="accept",
            frm=("ordered",),
            to="acknowledged",
        ),
        Move(
            "order_report",
            _("รายงานผลการปฏิบัติ"),
            track=ORDER,
            by=agencies,
            answers="report",
            frm=("ordered", "acknowledged"),
            to="done_reported",
            pauses=(ORDER,),
            stops=("chase",),
            style="primary",
        ),
        Move(
            "order_verify",
            _("ตรวจรับผลการปฏิบัติ"),
            track=ORDER,
            by=workers,
            frm=("done_reported",),
            to="verified",
            public=_("หน่วยงานปฏิบัติตามข้อสั่งการแล้ว"),
            style="primary",
        ),
        Move(
            "order_send_back",
            _("ยังไม่ครบ ให้ดำเนินการต่อ"),
            track=ORDER,
            by=workers,
            frm=("done_reported",),
            to="acknowledged",
            resumes=(ORDER,),
        ),
        Move(
            "order_chase",
            _("ติดตาม / เร่งรัดข้อสั่งการ"),
            track=ORDER,
            by=("system@system", *workers),
            frm=("ordered", "acknowledged"),
            conflicts=("order_chase",),
        ),
        Move("order_lift", _("ยกเลิกข้อสั่งการ"), track=ORDER, by=(*supervisors, *ABOVE), frm=_OPEN, to="lifted"),
    )
    return TrackType(ORDER, _("ข้อสั่งการ"), ORDER_STATES, moves, initial="ordered")
