"""The file of a matter as a page shows it: facts, tracks, clocks, history, links, what may be done now."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from palat.kernel.history.queries import Told, events_of
from palat.kernel.matters.authority import SYSTEM, Actor, Place, basis_for
from palat.kernel.matters.models import Attachment, Clock, Link, Matter, Submission, Track
from palat.kernel.matters.procedure import MAIN, Move, Procedure, State, TrackType
from palat.kernel.matters.queries.hands import who_sends
from palat.kernel.matters.queries.visibility import (
    reads_as_office,
    visible,
    visible_attachments,
    visible_by_code,
    visible_tracks,
)
from palat.kernel.matters.registry import procedure as procedure_of
from palat.kernel.organisation.queries import actor_names, unit_and_above

MOST_LINKS = 50


class NotVisible(Exception):
    """The matter does not exist for this person: never said which of the two it is."""


@dataclass(frozen=True)
class Doable:
    """A move that the viewer could make now."""

    move: Move
    label: str


@dataclass(frozen=True)
class TrackView:
    """A track with its state in words, its running clocks, and what may be done on it."""

    track: Track
    state: State
    label: str
    clocks: list[Clock]
    doable: list[Doable]
    told: list[Told] = field(default_factory=list)


@dataclass(frozen=True)
class HistoryLine:
    """One event in words."""

    event: Told
    label: str
    who: str
    change: str = ""


class MatterFile:
    """A matter's file as far as someone may see it. Each part is read when it is first asked for, in one statement.

    A page asks for all of them; an act for hardly any.
    """

    def __init__(self, matter: Matter, by: Actor) -> None:
        self.matter, self.by = matter, by
        self.procedure: Procedure = procedure_of(matter.procedure, matter.version)

    @property
    def seen(self) -> int:
        """The last event that a reader of this page has read."""
        return self.matter.head_seq

    @cached_property
    def clocks(self) -> list[Clock]:
        """The running clocks of the tracks that the viewer may see, the nearest last day first."""
        own = [track.pk for track in self._rows]
        return list(Clock.objects.filter(matter=self.matter, track__in=own, stopped_at=None).order_by("due_at"))

    @cached_property
    def submission(self) -> Submission | None:
        """The latest submission to a decider, open or decided; an agency knows of none."""
        if not self._office:
            return None
        return Submission.objects.filter(matter=self.matter).order_by("-submitted_at").first()

    @cached_property
    def events(self) -> list[Told]:
        """The history, oldest first; for an agency that of its own tracks."""
        own = {track.pk for track in self._rows}
        events = events_of(f"matter:{self.matter.pk}")
        return [event for event in events if self._office or event.facts.get("track") in own]

    @cached_property
    def _office(self) -> bool:
        authority = self.by.authority
        return reads_as_office(authority) if authority is not None else self.by.kind != "link"

    @cached_property
    def _rows(self) -> list[Track]:
        return list(visible_tracks(self.by, self.matter))

    @cached_property
    def tracks(self) -> list[TrackView]:
        """The tracks that the viewer may see, with what may be done on each."""
        house = self.matter.unit_id
        open_one = self.submission if self.submission and self.submission.decided_at is None else None
        step = open_one.role if open_one else None
        return [
            _track_view(
                track,
                self.matter,
                self.procedure,
                self.clocks,
                self.events,
                unit_and_above(track.unit_id or house),
                step,
                self.by,
            )
            for track in self._rows
        ]

    @property
    def main(self) -> TrackView:
        """The track that every matter has.

        An agency has no part in it: its own stands at the top, and is acted on where it is listed.
        """
        found = next((view for view in self.tracks if view.track.type == MAIN), None)
        return found or replace(self.tracks[0], clocks=[], doable=[])

    @property
    def others(self) -> list[TrackView]:
        """All tracks but the main one."""
        return [view for view in self.tracks if view.track.type != MAIN]

    def may_make(self, code: str, track_id: int = 0) -> bool:
        """Say whether the viewer has authority for a move, in whatever state the matter now stands.

        A move of a referral or an order is asked of the one track, or of any of its type where none is named.
        """
        kind, move = self.procedure.move(code)
        rows = [None] if kind.code == MAIN else [one for one in self._rows if one.type == kind.code]
        return any(
            basis_for(move.who, self._place(one), self.by, code)
            for one in rows
            if one is None or track_id in {0, one.pk}
        )

    def _place(self, track: Track | None) -> Place:
        return Place(
            matter_id=self.matter.pk,
            track_id=track.pk if track else 0,
            officer_id=self.matter.officer_id,
            units=unit_and_above((track.unit_id if track else None) or self.matter.unit_id),
            agency_id=track.agency_id if track else None,
            house=unit_and_above(self.matter.unit_id),
            in_hand=track is not None,  # a track that one sees because it is in hand; the act asks again
        )

    @cached_property
    def history(self) -> list[HistoryLine]:
        """The history in words, newest first."""
        names = actor_names(event.actor for event in self.events)
        return [history_line(self.procedure, event, names) for event in reversed(self.events)]

    @cached_property
    def links(self) -> list[Link]:
        """The links to and from matters that the viewer may see, newest first; nothing tells of the others."""
        known = visible(self.by)
        both = Q(source=self.matter, target__in=known) | Q(target=self.matter, source__in=known)
        found = Link.objects.filter(both, ended_at=None).select_related("source", "target")
        return list(found.order_by("-at")[:MOST_LINKS])

    @cached_property
    def attachments(self) -> list[Attachment]:
        """The files that the viewer may see."""
        return list(visible_attachments(self.by, self.matter))

    def files_on(self, track_id: int) -> list[Attachment]:
        """Return the files of the matter as a whole and of one track, as far as the viewer may see them."""
        return [one for one in self.attachments if one.track_id in {None, track_id}]


def open_file(*, code: str, by: Actor, bare: bool = False) -> MatterFile:
    """Load a matter's file by its code, as far as the viewer may see. Raises: NotVisible.

    `bare` leaves out what only the page of the file shows: unit, officer, area, the case it was merged into.
    """
    if bare:
        matter = visible_by_code(code, by)
    else:
        matter = visible(by).select_related("unit", "officer", "area", "merged_into").filter(code=code).first()
    if matter is None:
        raise NotVisible(code)
    return file_of(matter, by)


def bare_file(matter_id: int) -> MatterFile:
    """Load a matter's file for an act whose own rule says who may make it, whatever the viewer may read.

    A minister decides on a file without reading right to the petition behind it.
    """
    return file_of(Matter.objects.get(pk=matter_id), SYSTEM)


def file_by_id(matter_id: int, by: Actor) -> MatterFile:
    """Load the file of a matter by its row number. Raises: NotVisible."""
    matter = visible(by).select_related("unit", "officer", "area", "merged_into").filter(pk=matter_id).first()
    if matter is None:
        raise NotVisible(matter_id)
    return file_of(matter, by)


def file_of(matter: Matter, by: Actor) -> MatterFile:
    """Return the file of a matter that the viewer may see."""
    return MatterFile(matter, by)


def _track_view(
    track: Track,
    matter: Matter,
    procedure: Procedure,
    running: Sequence[Clock],
    events: Sequence[Told],
    units: Sequence[int],
    step: str | None,
    by: Actor,
) -> TrackView:
    kind = procedure.track(track.type)
    state = kind.state(track.state)
    return TrackView(
        track=track,
        state=state,
        label=_(state.label),
        clocks=[clock for clock in running if clock.track_id == track.pk],
        doable=doable(kind, track, matter, units, step, by),
        told=[event for event in events if event.facts.get("track") == track.pk and event.body],
    )


def doable(
    kind: TrackType, track: Track, matter: Matter, units: Sequence[int], step: str | None, by: Actor
) -> list[Doable]:
    """Return the moves that the state allows and the viewer has authority for; guards speak in the act."""
    if matter.destroyed_under:
        return []
    place = Place(
        matter_id=matter.pk,
        track_id=track.pk,
        officer_id=matter.officer_id,
        units=units,
        agency_id=track.agency_id,
        house=unit_and_above(matter.unit_id),
        step_role=step,
        in_hand=True,
    )
    state = kind.state(track.state)
    return [
        Doable(move, _(move.label))
        for move in kind.moves
        if not move.own_page
        and move.leads_from(state)
        and basis_for(who_sends(move, track.agency_id), place, by, move.code)
    ]


def linked_from(matter_id: int, kind: str) -> QuerySet[Link, int]:
    """Return the matters to which a matter has a link of a kind, for use within another query."""
    return Link.objects.filter(source_id=matter_id, kind=kind, ended_at=None).values_list("target_id", flat=True)


def _engine_event(kind: str) -> str:
    return {
        "received": _("รับเรื่อง"),
        "linked": _("เชื่อมโยงเรื่อง"),
        "merged_in": _("มีเรื่องอื่นรวมเข้ามา"),
        "merge_followed": _("ตามเรื่องที่รวมไว้ไปรวมกับอีกเรื่อง"),
        "merge_returned": _("กลับมารวมกับเรื่องเดิมเมื่อแยกเรื่องออก"),
        "facts_joined": _("มีข้อเท็จจริงเพิ่มในเรื่องที่รวมไว้"),
        "imported": _("นำเข้าจากระบบอื่น"),
        "imported_answer": _("คำตอบจากระบบเดิม"),
        "numbered": _("ออกเลขทะเบียน"),
        "destroyed": _("ทำลายตามบัญชีหนังสือขอทำลาย"),
    }.get(kind, kind)


def event_label(procedure: Procedure, kind: str) -> str:
    """Return the name of an event for officials."""
    try:
        _track, move = procedure.move(kind)
    except KeyError:
        return _engine_event(kind)
    return _(move.label)


def history_line(procedure: Procedure, event: Told, names: dict[str, str]) -> HistoryLine:
    """Put one event into words; `names` are those of `actor_names`."""
    kind = event.actor.partition(":")[0]
    who = {
        "official": names.get(event.actor, ""),
        "citizen": _(procedure.citizen),
        "link": _("หน่วยงาน (ลิงก์ใช้ครั้งเดียว)"),
        "system": _("ระบบ"),
    }.get(kind, event.actor)
    return HistoryLine(event, event_label(procedure, event.kind), who, _change(procedure, event))


def _change(procedure: Procedure, event: Told) -> str:
    target = event.facts.get("to")
    if not target or "type" not in event.facts:
        return ""
    return _(procedure.track(event.facts["type"]).state(target).label)


@dataclass(frozen=True)
class PublicLine:
    """One event as the petitioner reads it."""

    at: datetime
    kind: str
    label: str
    words: str
    mine: bool


TO_PETITIONER, FROM_PETITIONER = "to_petitioner", "from_petitioner"


def public_timeline(matter: Matter) -> list[PublicLine]:
    """Return what the petitioner may read of the history: public events, never who or which officer."""
    procedure = procedure_of(matter.procedure, matter.version)
    return [_public_line(procedure, event) for event in events_of(f"matter:{matter.pk}", public_only=True)]


def _public_line(procedure: Procedure, event: Told) -> PublicLine:
    try:
        _track, move = procedure.move(event.kind)
        label = _(dict(move.public_by).get(str(event.facts.get("decision")), move.public))
    except KeyError:
        label = event_label(procedure, event.kind)
    body: dict[str, Any] = event.body
    mine = FROM_PETITIONER in body
    words = str(body.get(TO_PETITIONER) or body.get(FROM_PETITIONER) or "")
    return PublicLine(event.at, event.kind, label, words, mine)
