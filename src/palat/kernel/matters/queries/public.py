"""A matter as the public may know it: by its receipt code, in plain words."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Clock, Matter, Track
from palat.kernel.matters.procedure import MAIN, Procedure
from palat.kernel.matters.queries.file import doable
from palat.kernel.matters.registry import procedure as procedure_of
from palat.kernel.pages.language import name_of
from palat.kernel.registers.procedure import THAI_DIGITS, BadTrackingCode, parse_alias, parse_tracking_code


@dataclass(frozen=True)
class PublicTrack:
    """An agency's part, as the petitioner reads it."""

    type: str
    agency: str
    state: str
    final: bool


@dataclass(frozen=True)
class PublicMatter:
    """A matter in public words; `row` is for further reading by the same person only."""

    row: Matter
    procedure: Procedure
    main: Track
    tracks: list[PublicTrack]
    clock: Clock | None

    @property
    def id(self) -> int:
        return self.row.pk

    @property
    def code(self) -> str:
        return self.row.code

    @property
    def number(self) -> str:
        return self.row.number

    @property
    def subject(self) -> str:
        return self.row.subject

    @property
    def received_at(self) -> datetime:
        return self.row.received_at

    @property
    def state_label(self) -> str:
        """The state in words for the public."""
        state = self.procedure.main.state(self.row.state)
        return _(state.public or state.label)

    @property
    def phase(self) -> str:
        """The step of the public stepper in which it stands."""
        return self.procedure.main.state(self.row.state).phase

    @property
    def phases(self) -> tuple[tuple[str, str], ...]:
        """The steps of the public stepper."""
        return self.procedure.phases

    @property
    def final(self) -> bool:
        """Whether the matter has ended."""
        return self.main.final

    @property
    def merged_into(self) -> str:
        """The number of the case it is decided with, if it was merged: never its code, which is another's receipt."""
        into = self.row.merged_into
        return into.number if into else ""

    def may(self, by: Actor) -> frozenset[str]:
        """Return the codes of the moves that the citizen may make now."""
        return frozenset(one.move.code for one in doable(self.procedure.main, self.main, self.row, (), None, by))


def matter_by_code(code: str, *, duty: str) -> PublicMatter | None:
    """Return a matter of a duty by its receipt code, or None."""
    row = Matter.objects.select_related("merged_into").filter(code=code, duty=duty).first()
    return _as_public(row) if row else None


def matter_by_id(matter_id: int, *, duty: str) -> PublicMatter | None:
    """Return a matter of a duty by its row number, or None; what is secret or restricted is not found."""
    open_ones = Matter.objects.select_related("merged_into").filter(restricted="", secrecy=0)
    row = open_ones.filter(pk=matter_id, duty=duty).first()
    return _as_public(row) if row else None


def _as_public(row: Matter) -> PublicMatter:
    procedure = procedure_of(row.procedure, row.version)
    tracks = list(Track.objects.filter(matter=row).select_related("agency").order_by("pk"))
    running = Clock.objects.filter(matter=row, stopped_at=None).exclude(code__in=procedure.own_clocks)
    clock = running.order_by("due_at").first()
    return PublicMatter(
        row=row,
        procedure=procedure,
        main=next(track for track in tracks if track.type == MAIN),
        tracks=[_public_track(procedure, track) for track in tracks if track.type != MAIN],
        clock=clock,
    )


def open_code(typed: str, *, duty: str) -> str:
    """Return the tracking code that a code, register number or older number names; empty for none.

    What is secret or restricted has no number here, nor has a number that names more than one matter.
    """
    try:
        named = Q(code=parse_tracking_code(typed))
    except BadTrackingCode:
        plain = typed.translate(THAI_DIGITS).strip()
        named = Q(number=plain) | Q(alias=parse_alias(typed) or plain) if plain else Q(pk=None)
    found = Matter.objects.filter(named, duty=duty, restricted="", secrecy=0).values_list("code", flat=True)[:2]
    return found[0] if len(found) == 1 else ""


def _public_track(procedure: Procedure, track: Track) -> PublicTrack:
    state = procedure.track(track.type).state(track.state)
    agency = name_of(track.agency)
    return PublicTrack(track.type, agency, _(state.public or state.label), state.final)
