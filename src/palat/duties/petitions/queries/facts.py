"""The sources of a petition's facts, and the issues set against them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from palat.duties.petitions.compiling import MARKS, Issue, read
from palat.duties.petitions.models import Compilation
from palat.duties.petitions.procedure.words import REFERRAL
from palat.kernel.calendar.queries import provisions_in_force
from palat.kernel.matters.queries.file import MatterFile, TrackView
from palat.kernel.pages.language import name_of


@dataclass(frozen=True)
class FactSource:
    """An agency that was asked: whether it answered, whether in time, and what."""

    track_id: int
    name: str
    state: str
    answer: str
    at: datetime
    late: bool


def sources(file: MatterFile) -> list[FactSource]:
    """Return the agencies that were asked about a petition, with how each stands."""
    return [_source(view) for view in file.others if view.track.type == REFERRAL and view.track.agency]


def _source(view: TrackView) -> FactSource:
    late = any(clock.due_at < timezone.now() for clock in view.clocks)
    answered = bool(view.track.answer)
    state = _("ตอบแล้ว") if answered else _("เกินกำหนด ยังไม่ตอบ") if late else _("ถามแล้ว รอคำตอบ")
    return FactSource(
        view.track.pk,
        name_of(view.track.agency),
        state,
        view.track.answer,
        view.track.since,
        late,
    )


def issues_of(file: MatterFile) -> list[Issue]:
    """Return the issues kept so far."""
    kept = Compilation.objects.filter(pk=file.matter.pk).first()
    return read(kept.issues) if kept else []


def law_choices(on: date) -> list[tuple[str, str]]:
    """Return the provisions in force as choices; one not verified yet says so."""
    return [
        (
            one.code,
            f"{one.instrument} {one.section}".strip() + ("" if one.mark == "verified" else f" ({_('ยังไม่ได้ตรวจยืนยัน')})"),
        )
        for one in provisions_in_force(on)
    ]


@dataclass(frozen=True)
class TableCell:
    """One cell of the table: what a source says to an issue."""

    track_id: int
    name: str
    label: str
    tone: str
    quote: str


@dataclass(frozen=True)
class TableLine:
    """One issue across all its sources."""

    words: str
    cells: tuple[TableCell, ...]
    finding: str
    laws: tuple[str, ...]


TONES = {"answers": "good", "partly": "info", "contradicts": "danger", "silent": "warn"}


def fact_table(issues: Sequence[Issue], tracks: Sequence[FactSource], laws: Mapping[str, str]) -> list[TableLine]:
    """Return the table issue × source: asked, answered, late, contradicts."""
    return [
        TableLine(
            words=issue.words,
            cells=tuple(_cell(issue, source) for source in tracks),
            finding=issue.finding,
            laws=tuple(laws.get(code, code) for code in issue.provisions),
        )
        for issue in issues
    ]


def _cell(issue: Issue, source: FactSource) -> TableCell:
    cell = issue.cell(source.track_id)
    marked = dict(MARKS).get(cell.mark)
    tone = TONES.get(cell.mark, "danger" if source.late and not source.answer else "neutral")
    return TableCell(source.track_id, source.name, _(marked) if marked else source.state, tone, cell.quote)
