"""The cell of the ledger: one mission and one local government. Its states, its five legs, and the rule in words.

Plain data and plain rules; what a state means is told in `docs/transfer-ledger.md`. States and legs are numbers in the
database, since there are millions of them; nothing else knows the numbers.
"""

from dataclasses import dataclass


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


@dataclass(frozen=True)
class CellState:
    """Where a cell stands. `live`: the mission is on its way to this local government, or there."""

    number: int
    code: str
    label: str
    tone: str = "neutral"
    live: bool = True


PLANNED, PREPARED, AGREED, TRANSFERRED, OPERATING = 1, 2, 3, 4, 5
REFUSED, RETURNED, SUSPENDED, WITHDRAWN = 6, 7, 8, 9
STATES: dict[int, CellState] = {
    one.number: one
    for one in (
        CellState(PLANNED, "planned", _("อยู่ในแผน")),
        CellState(PREPARED, "prepared", _("เตรียมการแล้ว"), "info"),
        CellState(AGREED, "agreed", _("ตกลงรับโอน"), "info"),
        CellState(TRANSFERRED, "transferred", _("ถ่ายโอนแล้ว"), "good"),
        CellState(OPERATING, "operating", _("ดำเนินการเอง"), "good"),
        CellState(REFUSED, "refused", _("ไม่รับโอน"), "warn", live=False),
        CellState(RETURNED, "returned", _("ส่งคืนภารกิจ"), "danger", live=False),
        CellState(SUSPENDED, "suspended", _("ระงับไว้"), "warn"),
        CellState(WITHDRAWN, "withdrawn", _("นำออกจากแผน"), live=False),
    )
}
BY_CODE: dict[str, CellState] = {one.code: one for one in STATES.values()}
DONE = frozenset({TRANSFERRED, OPERATING})
LIVE = frozenset(one.number for one in STATES.values() if one.live)
NOT_LIVE = tuple(one.number for one in STATES.values() if not one.live)

SELDOM = (REFUSED, RETURNED, SUSPENDED, WITHDRAWN)  # what few cells are, and officials look for

OPEN, UNDER_WAY, CLOSED, NOT_NEEDED = 0, 1, 2, 3
LEG_STATES: dict[int, str] = {
    OPEN: _("ยังไม่เริ่ม"),
    UNDER_WAY: _("กำลังดำเนินการ"),
    CLOSED: _("เสร็จแล้ว"),
    NOT_NEEDED: _("ไม่ต้องดำเนินการ"),
}
LEG_CODES: dict[str, int] = {"open": OPEN, "under_way": UNDER_WAY, "closed": CLOSED, "not_needed": NOT_NEEDED}
SETTLED = (CLOSED, NOT_NEEDED)

# The legs in their order; their number stands in each step, 0 being the state as a whole.
LEGS: dict[str, str] = {
    "task": _("งาน"),
    "money": _("เงิน"),
    "people": _("คน"),
    "assets": _("ทรัพย์สิน"),
    "law": _("กฎหมาย"),
}
LEG_NUMBERS: dict[str, int] = {leg: number for number, leg in enumerate(LEGS, 1)}
WHOLE = 0

# An act on cells: from which states, to which. What leads back, and what leads out, needs words.
FORWARD: dict[int, int] = {PREPARED: PLANNED, AGREED: PREPARED, TRANSFERRED: AGREED, OPERATING: TRANSFERRED}
ASIDE: dict[int, tuple[int, ...]] = {
    REFUSED: (PLANNED, PREPARED, AGREED),
    RETURNED: (TRANSFERRED, OPERATING),
    SUSPENDED: (PLANNED, PREPARED, AGREED, TRANSFERRED, OPERATING),
    WITHDRAWN: (PLANNED,),
}
BACK: dict[int, int] = {
    PREPARED: PLANNED,
    AGREED: PREPARED,
    TRANSFERRED: AGREED,
    OPERATING: TRANSFERRED,
    REFUSED: PLANNED,
    RETURNED: PLANNED,
    WITHDRAWN: PLANNED,
}
NEEDS_EVIDENCE = frozenset({AGREED, TRANSFERRED})  # an agreement or an order is named
LEGS_MOVE_IN = (PLANNED, PREPARED, AGREED)  # once transferred, a leg is opened again by a step back first

RULES: tuple[tuple[str, str], ...] = (
    ("prepared", _("เตรียมการแล้ว เมื่อทั้งห้าด้านเริ่มดำเนินการหรือระบุว่าไม่ต้องดำเนินการ")),
    ("agreed", _("ตกลงรับโอน เมื่อมีบันทึกข้อตกลงหรือหนังสือตอบรับ และระบุไว้เป็นหลักฐาน")),
    ("transferred", _("ถ่ายโอนแล้ว เมื่อทั้งห้าด้านเสร็จหรือไม่ต้องดำเนินการ และระบุหลักฐาน")),
    ("operating", _("ดำเนินการเอง เมื่อองค์กรปกครองส่วนท้องถิ่นให้บริการด้วยตนเองแล้ว")),
)


def legs_allow(state: int, legs: tuple[int, ...]) -> bool:
    """Say whether the five legs, as they stand, allow a state as a whole: the rule in words above."""
    if state in DONE:
        return all(leg in SETTLED for leg in legs)
    if state in {PREPARED, AGREED}:
        return all(leg != OPEN for leg in legs)
    return True
