"""A procedure in words: each move with who may make it, what it asks, which limits it starts, what it publishes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from palat.kernel.calendar.queries import LimitRow, basis_of, limit
from palat.kernel.matters.charts import numbers_of
from palat.kernel.matters.procedure import Move, Procedure, TrackType, Who
from palat.kernel.organisation.agency_side import HELD_BACK
from palat.kernel.organisation.procedure import ROLES

SCOPES = {
    "holder": gettext_noop("เจ้าของเรื่องนั้น"),
    "unit": gettext_noop("ของหน่วยที่ถือเรื่องหรือหน่วยเหนือ"),
    "house": gettext_noop("ของหน่วยที่ถือเรื่อง แม้รายการอยู่กับหน่วยอื่น"),
    "office": "",
    "unheld": gettext_noop("เมื่อยังไม่มีเจ้าของเรื่อง"),
    "agency": gettext_noop("ของหน่วยงานที่รับเรื่อง"),
    "in_hand": gettext_noop("ของหน่วยงาน เฉพาะเรื่องที่ส่งต่อให้ตน"),
    "self": gettext_noop("เฉพาะเรื่องของตน"),
}
UNITS = {
    "working_days": gettext_noop("วันทำการ"),
    "calendar_days": gettext_noop("วัน"),
    "months": gettext_noop("เดือน"),
    "hours": gettext_noop("ชั่วโมง"),
}


@dataclass(frozen=True)
class LimitWords:
    """A limit in words, and whether the law behind it has been verified."""

    words: str
    basis: str
    provisional: bool


@dataclass(frozen=True)
class MoveWords:
    """A move in words."""

    number: int
    code: str
    label: str
    leads: str
    who: list[str]
    asks: list[str]
    limits: list[LimitWords]
    stops: list[str]
    public: str


def moves_in_words(procedure: Procedure, track: TrackType, on: date) -> list[MoveWords]:
    """Return the moves of a track in words, with the limits in force on a day."""
    numbers = numbers_of(track)
    names = clock_names(procedure, on)
    return [
        MoveWords(
            number=numbers[move.code],
            code=move.code,
            label=_(move.label),
            leads=_leads(track, move),
            who=[_who(one) for one in move.who],
            asks=list(_asks(procedure, move)),
            limits=[_limit(start.limit, on) for start in move.starts],
            stops=list(_clocks(move, names)),
            public=_(move.public) if move.public else "",
        )
        for move in track.moves
    ]


def clock_names(procedure: Procedure, on: date) -> dict[str, str]:
    """Return what each clock of a procedure is called: as the first limit that starts it."""
    starts = [
        *procedure.starts,
        *(start for track in procedure.tracks for move in track.moves for start in move.starts),
    ]
    names: dict[str, str] = {}
    for start in starts:
        names.setdefault(start.code, _label(limit(start.limit, on=on)))
    return names


def _label(law: LimitRow) -> str:
    return law.label_en if get_language() == "en" else law.label_th


def _limit(code: str, on: date) -> LimitWords:
    law = limit(code, on=on)
    words = f"{_label(law)} {law.amount} {_(UNITS[law.unit])}"
    return LimitWords(words, basis_of(law), law.mark != "verified")


def _leads(track: TrackType, move: Move) -> str:
    begins = ", ".join(_(track.state(code).label) for code in move.frm) or (
        _("ทุกสถานะ") if move.from_final else _("ทุกสถานะที่ยังไม่ยุติ")
    )
    ends = _(" หรือ ").join(_(track.state(code).label) for code in move.targets) or _("คงสถานะเดิม")
    return f"{begins} → {ends}"


def _who(one: Who) -> str:
    if one.scope == "system":
        return _("ระบบ")
    if one.scope == "step":
        return _("ผู้ที่แฟ้มเสนออยู่ตรงหน้า")
    role = _(ROLES[one.role].label)
    scope = _(SCOPES[one.scope]) if SCOPES[one.scope] else ""
    return f"{role} ({scope})" if scope else role


def _asks(procedure: Procedure, move: Move) -> Iterator[str]:
    for guard in move.guards:
        yield _(guard.refusal)
    if move.answers in HELD_BACK["all"]:
        yield _("ต้องมีผู้อนุมัติของหน่วยงาน ถ้าหน่วยงานกำหนดไว้เช่นนั้น")
    if move.not_by_maker_of:
        made = ", ".join(_(procedure.move(code)[1].label) for code in move.not_by_maker_of)
        yield _("ต้องเป็นคนละคนกับผู้ที่ “%(made)s”") % {"made": made}


def _clocks(move: Move, names: dict[str, str]) -> Iterator[str]:
    told = ((move.stops, _("สิ้นสุด")), (move.pauses, _("หยุดนับ")), (move.resumes, _("นับต่อ")))
    for codes, what in told:
        for code in codes:
            yield f"{what}: {_('ทุกกำหนด') if code == '*' else names.get(code, code)}"
