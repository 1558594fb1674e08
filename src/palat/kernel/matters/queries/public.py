"""A matter as the public may know it: by its receipt code, in plain words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Clock, Matter, Track
from palat.kernel.matters.procedure import MAIN, Procedure
from palat.kernel.matters.queries.file import doable
from palat.kernel.matters.registry import procedure as procedure_of


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
        """The number of the case it is decided with, if it was merged."""
        into = self.row.merged_into
        return (into.number or into.code) if into else ""

    def may(self, by: Actor) -> frozenset[str]:
        """Return the codes of the moves that the citizen may make now."""
        return frozenset(one.move.code for one in doable(self.procedure.main, self.main, self.row, (), None, by))


def matter_by_code(code: str, *, duty: str) -> PublicMatter | None:
    """Return a matter of a duty by its receipt code, or None."""
    row = Matter.objects.select_related("merged_into").filter(code=code, duty=duty).first()
    if row is None:
        return None
    procedure = procedure_of(row.procedure, row.version)
    tracks = list(Track.objects.filter(matter=row).select_related("agency").order_by("pk"))
    clock = Clock.objects.filter(matter=row, stopped_at=None).order_by("due_at").first()
    return PublicMatter(
        row=row,
        procedure=procedure,
        main=next(track for track in tracks if track.type == MAIN),
        tracks=[_public_track(procedure, track) for track in tracks if track.type != MAIN],
        clock=clock,
    )


def _public_track(procedure: Procedure, track: Track) -> PublicTrack:
    state = procedure.track(track.type).state(track.state)
    agency = track.agency.name_th if track.agency else ""
    return PublicTrack(track.type, agency, _(state.public or state.label), state.final)
