"""The one way in which a matter changes: lock, check, change, record, in one transaction.

    with acts.acting(matter_id=…, by=actor, at=now, seen=seq) as act:
        act.move("refer", facts={…}, body={…})

Duties wrap this in one function per official act. Authority is checked here, inside
the act, so that a view that forgets to check is still safe.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from palat.kernel.history.operations import Event
from palat.kernel.history.queries import Told
from palat.kernel.matters.authority import Actor, Place, basis_for
from palat.kernel.matters.models import Bar, Clock, Matter, Track
from palat.kernel.matters.operations import worklists
from palat.kernel.matters.operations.changing import Changes
from palat.kernel.matters.procedure import Move, Situation, TrackType
from palat.kernel.matters.queries.hands import in_hand_of, who_sends
from palat.kernel.matters.queries.visibility import is_cleared, link_opens
from palat.kernel.organisation.queries import agency_by_id, unit_and_above
from palat.kernel.pages.language import name_of
from palat.kernel.reading import one_way, rows_together
from palat.kernel.writing import copy_many, insert_together, rewrite_many, update_together


class UnableToAct(Exception):
    """The act is refused; the message tells the user why and what to do."""


class NotAuthorised(UnableToAct):
    """The person holds no post or delegation that allows the act."""


class NeedsApproval(NotAuthorised):
    """The agency lets such an answer go out by its approver alone."""


class Moved(UnableToAct):
    """Someone acted since the person read the matter; `since` holds what changed."""

    def __init__(self, since: list[Told]) -> None:
        super().__init__(_("มีผู้ดำเนินการเรื่องนี้หลังจากที่คุณเปิดหน้านี้ โปรดตรวจสิ่งที่เปลี่ยนแปลงแล้วยืนยันอีกครั้ง"))
        self.since = since


class Act(Changes):
    """A matter under lock, while one official act changes it: what may be done, by whom, and what it leads to."""

    def track(self, track_id: int) -> Track:
        """Return one track. Raises: UnableToAct if it is not of this matter."""
        try:
            return self.tracks[track_id]
        except KeyError:
            raise UnableToAct(_("ไม่พบรายการนี้ในเรื่อง")) from None

    def open_track(self, type: str, *, state: str | None = None, **fields: Any) -> Track:
        """Open another track on the matter. Raises: UnableToAct for an agency that is barred from it."""
        agency_id = fields.get("agency_id")
        if agency_id and any(bar.agency_id == agency_id for bar in self.bars):
            name = name_of(agency_by_id(agency_id))
            raise UnableToAct(_("%(agency)s ถูกกันจากเรื่องนี้ ส่งเรื่องให้ไม่ได้") % {"agency": name})
        return super().open_track(type, state=state, **fields)

    def situation(self, kind: TrackType, track: Track, facts: Mapping[str, Any]) -> Situation:
        """Describe the matter to guards."""
        return Situation(
            kind=self.matter.kind,
            state=track.state,
            secrecy=self.matter.secrecy,
            urgency=self.matter.urgency,
            tracks=tuple((one.type, one.state, one.final) for one in self.tracks.values()),
            facts=facts,
            running=frozenset(clock.code for clock in self.running if clock.track_id == track.pk),
        )

    def require(self, code: str, track: Track | None = None, **facts: Any) -> tuple[TrackType, Move, Track]:
        """Check that a move may be made now by this actor; remember what the act relies on.

        Raises: Moved, NotAuthorised, UnableToAct with the reason in words.
        """
        kind, move = self.procedure.move(code)
        track = track or self.main
        if track.type != kind.code:
            raise UnableToAct(_("การดำเนินการนี้ใช้กับรายการนี้ไม่ได้"))
        self._refuse_if_moved(move, track)
        if not move.leads_from(kind.state(track.state)):
            if since := self._since():
                raise Moved(since)  # whoever read another state is told who changed it
            raise UnableToAct(
                _("“%(act)s” ทำไม่ได้ขณะอยู่ในสถานะ “%(state)s”")
                % {"act": _(move.label), "state": _(kind.state(track.state).label)}
            )
        basis = self._basis(move, track)
        if basis is None:
            raise self._refusal(move, track)
        if self.matter.destroyed_under:
            gone = _("แฟ้มเรื่องนี้ถูกทำลายตามบัญชีหนังสือขอทำลายที่ %(number)s แล้ว")
            raise UnableToAct(gone % {"number": self.matter.destroyed_under})
        situation = self.situation(kind, track, facts)
        for guard in move.guards:
            if not guard.holds(situation):
                raise UnableToAct(_(guard.refusal))
        self._four_eyes(move)
        self.basis = basis
        return kind, move, track

    def move(
        self,
        code: str,
        *,
        track: Track | None = None,
        facts: Mapping[str, Any] | None = None,
        body: Mapping[str, Any] | None = None,
        to: str | None = None,
        public: bool | None = None,
        **situation: Any,
    ) -> Event:
        """Make a move: change the state, append the event, start, stop, pause and resume its clocks.

        `to` chooses among the targets that the procedure leaves open; `situation` is what the
        duty adds for guards.
        """
        kind, move, track = self.require(code, track, **situation)
        if to and to not in move.targets:
            raise UnableToAct(_("การดำเนินการนี้ไม่นำไปสู่สถานะที่เลือก"))
        shown = bool(move.public) if public is None else public
        return self._carry_out(kind, move, track, to or move.to or track.state, facts or {}, body, shown)

    def follow(self, code: str, *, track: Track, facts: Mapping[str, Any] | None = None) -> Event | None:
        """Make a move that another act brings about by rule, on the authority of that act; None where it leads nowhere.

        Raises: UnableToAct where no act was made before it.
        """
        kind, move = self.procedure.move(code)
        if not self.basis:
            raise UnableToAct(_("ไม่พบการดำเนินการนี้"))
        if not move.leads_from(kind.state(track.state)):
            return None
        return self._carry_out(kind, move, track, move.to or track.state, facts or {}, None, bool(move.public))

    def _carry_out(
        self,
        kind: TrackType,
        move: Move,
        track: Track,
        after: str,
        facts: Mapping[str, Any],
        body: Mapping[str, Any] | None,
        public: bool,
    ) -> Event:
        before = track.state
        written = {**facts, "track": track.pk, "type": track.type}
        if after != before:
            written |= {"from": before, "to": after}
        event = self.record(move.code, facts=written, body=body, public=public)
        if after != before:
            self._enter(kind, track, after)
        self._clocks(move, track)
        self._touched.add(track.pk)
        return event

    def _refusal(self, move: Move, track: Track) -> NotAuthorised:
        """Say why the actor may not: the agency wants it approved first, or there is no authority at all."""
        if self._basis(move, track, as_if_approved=True) is not None:
            return NeedsApproval(_("หน่วยงานกำหนดให้ผู้อนุมัติเห็นชอบก่อนส่งถึงสำนักงาน โปรดเสนอร่างให้ผู้อนุมัติ"))
        return NotAuthorised(_("คุณไม่มีอำนาจ “%(act)s” ในเรื่องนี้") % {"act": _(move.label)})

    def _basis(self, move: Move, track: Track, *, as_if_approved: bool = False) -> str | None:
        who = move.who if as_if_approved else who_sends(move, track.agency_id)
        if self.by.kind == "link" and who != move.who:
            return None  # a link names nobody who could approve
        place = Place(
            matter_id=self.matter.pk,
            track_id=track.pk,
            officer_id=self.matter.officer_id,
            units=unit_and_above(track.unit_id or self.matter.unit_id),
            agency_id=track.agency_id,
            house=unit_and_above(self.matter.unit_id),
            step_role=self._step_role(move),
            in_hand=any(one.scope == "in_hand" for one in who) and in_hand_of(track.pk, self.by),
        )
        if self.is_barred(track) or not self._is_cleared(move):
            return None
        return basis_for(who, place, self.by, move.code)

    def _step_role(self, move: Move) -> str | None:
        if not any(who.scope == "step" for who in move.who):
            return None
        open_one = self.open_submission()
        self.step_role = open_one.role if open_one else None
        return self.step_role

    def _is_cleared(self, move: Move) -> bool:
        """Say whether the actor may know of the matter; one before whom it is laid may, in its class of secrecy."""
        authority = self.by.authority
        if authority is None:
            return self.by.kind != "link" or link_opens(self.matter.secrecy, self.matter.restricted)
        laid_before = any(who.scope == "step" for who in move.who)
        return is_cleared(authority, self.matter.secrecy, "" if laid_before else self.matter.restricted)

    def is_barred(self, track: Track) -> bool:
        """Say whether the actor is accused in the matter, related to it, or of the accused agency.

        A link is the agency's to whose track it was made.
        """
        authority = self.by.authority
        if authority is None:
            return self.by.kind == "link" and any(
                bar.agency_id and bar.agency_id == track.agency_id for bar in self.bars
            )
        agencies = authority.agency_ids()
        return any(
            bar.official_id == authority.official_id or (bar.agency_id and bar.agency_id in agencies)
            for bar in self.bars
        )

    def _four_eyes(self, move: Move) -> None:
        if not move.not_by_maker_of or self.by.kind != "official":
            return
        for event in reversed(self.told()):
            if event.kind in move.not_by_maker_of:
                if event.actor == self.by.ref:
                    raise UnableToAct(_("ต้องเป็นเจ้าหน้าที่อีกคนหนึ่ง ไม่ใช่ผู้เสนอเอง (หลักสองคนตรวจ)"))
                return

    def _refuse_if_moved(self, move: Move, track: Track) -> None:
        since = self._since()
        if any(conflicts(move, track.pk, event) for event in since):
            raise Moved(since)

    def _since(self) -> list[Told]:
        """Return what happened since the person read the matter."""
        if self.seen is None or self.seen >= self.matter.head_seq:
            return []
        return self.told(after=self.seen)


def conflicts(move: Move, track_id: int, event: Told) -> bool:
    """Say whether an event, made since the matter was read, stands in the way of a move.

    By default any change of state of the same track does, and the same act made twice;
    a citizen's added fact does not refuse an officer's opinion.
    """
    if move.conflicts is not None:
        return event.kind in move.conflicts
    same_track = event.facts.get("track") == track_id
    return same_track and ("to" in event.facts or event.kind == move.code)


def lock_together(matter_ids: Collection[int]) -> None:
    """Lock several matters in the order of their ids, for acts of different people that belong together."""
    list(Matter.objects.select_for_update().filter(pk__in=matter_ids).order_by("pk").values_list("pk"))


@contextmanager
def acting(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None) -> Iterator[Act]:
    """Lock a matter for one act, and write what the act did.

    `seen` is the sequence number of the last event that the person had read.
    """
    with transaction.atomic():
        found, tracks, running, bars = rows_together(
            (Matter, "WHERE id = %s FOR UPDATE", [matter_id]),
            (Track, "WHERE matter_id = %s ORDER BY id", [matter_id]),
            (Clock, "WHERE matter_id = %s AND stopped_at IS NULL", [matter_id]),
            (Bar, "WHERE matter_id = %s", [matter_id]),
        )
        if not found:
            raise Matter.DoesNotExist(matter_id)
        act = Act(matter=found[0], tracks=tracks, running=running, bars=bars, by=by, at=at, seen=seen)
        yield act
        places = worklists.placing(tracks=act.touched(), items=act.items())
        with one_way():
            # What ends makes room for what begins: a clock of a code may start in the act that stops the last of it.
            update_together(act.changed())
            insert_together(act.new, also=places)


@contextmanager
def acting_on_many(
    *, matter_ids: Collection[int], by: Actor, at: datetime, seen: Mapping[int, int] | None = None
) -> Iterator[list[Act]]:
    """Lock many matters in the order of their ids, act on each, and write all of it set-based.

    One event is appended to each matter; either all of it happens or nothing. `seen` gives, for
    matters that the person has read, the last event read.
    """
    with transaction.atomic():
        matters = list(Matter.objects.select_for_update().filter(pk__in=matter_ids).order_by("pk"))
        tracks: dict[int, list[Track]] = defaultdict(list)
        running: dict[int, list[Clock]] = defaultdict(list)
        for track in Track.objects.filter(matter_id__in=matter_ids).order_by("pk"):
            tracks[track.matter_id].append(track)
        for clock in Clock.objects.filter(matter_id__in=matter_ids, stopped_at=None):
            running[clock.matter_id].append(clock)
        bars: dict[int, list[Bar]] = defaultdict(list)
        for bar in Bar.objects.filter(matter_id__in=matter_ids):
            bars[bar.matter_id].append(bar)
        acts = [
            Act(
                matter=matter,
                tracks=tracks[matter.pk],
                running=running[matter.pk],
                bars=bars[matter.pk],
                by=by,
                at=at,
                seen=(seen or {}).get(matter.pk),
            )
            for matter in matters
        ]
        yield acts
        rewrite_many(row for act in acts for row in act.changed())
        copy_many(row for act in acts for row in act.new)
        worklists.place(
            tracks=[track for act in acts for track in act.touched()],
            items=[item for act in acts for item in act.items()],
        )
