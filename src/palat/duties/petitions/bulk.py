"""Acts on many petitions at once: what each asks, how it is tried, how it is made.

A row ties a move to its operation. Every petition is tried first, by itself, so that the page
can say which would be refused and why; what is then confirmed happens whole or not at all.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from palat.duties.petitions.operations import answering, merging, referrals, screening
from palat.duties.petitions.procedure.petition import PETITION_1
from palat.duties.petitions.queries.chasing import late_referrals
from palat.duties.petitions.queries.listing import listed
from palat.kernel.matters.authority import Actor, held_roles
from palat.kernel.matters.operations import holding
from palat.kernel.matters.operations.acts import UnableToAct, acting
from palat.kernel.matters.operations.rehearsal import refusal_of
from palat.kernel.matters.queries.visibility import Matter
from palat.kernel.organisation.queries import officer_choices
from palat.kernel.pages.shapes import Action
from palat.kernel.pages.text import TextField

MOST = 100  # two pages of a list; more is for the hand-over, which is set-based


@dataclass(frozen=True)
class Making:
    """Who acts on which petitions, when, with what clean values; `seen`: the last event read of each."""

    matter_ids: Collection[int]
    by: Actor
    at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)
    seen: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class BulkAct:
    """One act on many: the move it makes, its fields, how it is made."""

    move: str
    make: Callable[[Making], object]
    fields: Mapping[str, Callable[[date], forms.Field]] = field(default_factory=dict)
    advice: Any = ""
    # How a single petition is tried before the fields are filled; without it the act itself is.
    check: Callable[[int, Actor, datetime], object] | None = None

    @property
    def label(self) -> str:
        """The name of the act."""
        return gettext(PETITION_1.move(self.move)[1].label)

    def form(self, today: date, data: Any = None) -> forms.Form:
        """Return the form of what the act asks, once for all petitions."""
        form = forms.Form(data)
        for name, make in self.fields.items():
            form.fields[name] = make(today)
        return form

    def refusal(self, matter_id: int, by: Actor, at: datetime) -> str:
        """Say why the act would be refused for one petition; "" if it would not."""
        if self.check is not None:
            check = self.check
            return refusal_of(lambda: check(matter_id, by, at))
        return refusal_of(lambda: self.make(Making([matter_id], by, at)))


def _each(act: Callable[..., object]) -> Callable[[Making], None]:
    def make(making: Making) -> None:
        for matter_id in sorted(making.matter_ids):
            act(matter_id=matter_id, by=making.by, at=making.at, seen=making.seen.get(matter_id), **making.data)

    return make


def _may(move: str) -> Callable[[int, Actor, datetime], object]:
    def check(matter_id: int, by: Actor, at: datetime) -> None:
        with acting(matter_id=matter_id, by=by, at=at) as act:
            act.require(move)

    return check


def _merge(making: Making) -> int:
    return merging.merge(
        matter_ids=making.matter_ids,
        into_id=merging.case_named(str(making.data["code"]), making.by),
        by=making.by,
        at=making.at,
        reason=str(making.data.get("reason", "")),
        seen=making.seen,
    )


def _chase(making: Making) -> object:
    tracks = late_referrals(making.matter_ids, making.at)
    without = set(making.matter_ids) - {matter_id for matter_id, _track in tracks}
    if without:
        raise UnableToAct(gettext("ไม่มีหน่วยงานที่พ้นกำหนดให้ติดตาม"))
    return referrals.chase(tracks=tracks, at=making.at, by=making.by, seen=making.seen)


def _assign(making: Making) -> int:
    return holding.assign(matter_ids=making.matter_ids, by=making.by, at=making.at, seen=making.seen, **making.data)


def _close(making: Making) -> int:
    return answering.close(matter_ids=making.matter_ids, by=making.by, at=making.at, seen=making.seen)


def _officer(*, required: bool) -> Callable[[date], forms.Field]:
    return lambda today: forms.TypedChoiceField(
        label=_("เจ้าของเรื่อง"),
        choices=[("", "—"), *officer_choices("case_officer", today)],
        coerce=int,
        empty_value=None,
        required=required,
    )


def _reason(label: Any) -> Callable[[date], forms.Field]:
    return lambda _today: TextField(label=label, rows=2, required=False)


BULK: dict[str, BulkAct] = {
    act.move: act
    for act in (
        BulkAct(
            "accept",
            _each(screening.accept),
            {"officer_id": _officer(required=False)},
            _("รับไว้พิจารณา และจ่ายให้เจ้าของเรื่องคนเดียวกัน"),
        ),
        BulkAct(
            "assign",
            _assign,
            {"officer_id": _officer(required=True), "reason": _reason(_("เหตุผล"))},
            check=_may("assign"),
        ),
        BulkAct("note", _each(screening.note), {"words": _reason(_("บันทึก"))}),
        BulkAct(
            "chase",
            _chase,
            advice=_("ติดตามทุกหน่วยงานที่พ้นกำหนดและยังไม่รายงาน แต่ละหน่วยงานได้รับข้อความเดียวพร้อมบัญชีเรื่องค้าง"),
        ),
        BulkAct("close", _close, advice=_("ยุติได้เฉพาะเรื่องที่แจ้งผลผู้ร้องแล้วหรือติดต่อผู้ร้องไม่ได้")),
        BulkAct(
            "merge",
            _merge,
            {
                "code": lambda _today: forms.CharField(label=_("รหัสหรือเลขทะเบียนของเรื่องหลัก"), max_length=40),
                "reason": _reason(_("เหตุที่เป็นเรื่องเดียวกัน")),
            },
            _("ผู้ร้องทุกคนจะได้รับคำตอบเดียวกัน แยกเรื่องออกภายหลังได้"),
            check=_may("merge"),
        ),
    )
}


def buttons_for(by: Actor) -> tuple[Action, ...]:
    """Return the acts on many that some role of the viewer may make."""
    roles = held_roles(by.authority)
    return tuple(
        Action(act.label, reverse("petition_bulk", args=[code]))
        for code, act in BULK.items()
        if roles & {who.role for who in PETITION_1.move(code)[1].who}
    )


def letter_buttons(by: Actor) -> tuple[Action, ...]:
    """Return the act of writing to many petitioners, for those who draft letters or issue them."""
    roles = held_roles(by.authority)
    who = {one.role for move in ("letter_draft", "letter_issue") for one in PETITION_1.move(move)[1].who}
    return (Action(_("ออกหนังสือ"), reverse("petition_letters")),) if roles & who else ()


def chosen(row_ids: Collection[int], *, by: Actor) -> "QuerySet[Matter]":
    """Return the petitions behind rows of a list or of a worklist, as far as the viewer may see them.

    A worklist's rows are tracks; all row numbers are of one sequence, so none names two things.
    """
    wanted = sorted(row_ids)[:MOST]
    return listed(by).filter(Q(pk__in=wanted) | Q(tracks__pk__in=wanted)).distinct().order_by("pk")


@dataclass(frozen=True)
class Tried:
    """One chosen petition, and why the act would be refused for it."""

    matter: Matter
    refusal: str


def tried(act: BulkAct, matters: Sequence[Matter], *, by: Actor, at: datetime) -> list[Tried]:
    """Try the act on each petition."""
    return [Tried(matter, act.refusal(matter.pk, by, at)) for matter in matters]


def make_all(act: BulkAct, making: Making) -> None:
    """Make the act on all of them, or on none. Raises: UnableToAct with the reason of the first refusal."""
    with transaction.atomic():
        act.make(making)
