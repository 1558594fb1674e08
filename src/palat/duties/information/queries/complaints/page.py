"""What is a complaint's own on its page, as far as the viewer may read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from palat.duties.information.models import Complaint
from palat.duties.information.procedure.complaint_words import (
    APPEARED,
    FINDINGS,
    INSPECTED,
    INSPECTION,
    KINDS,
    SUMMONS,
)
from palat.duties.information.procedure.words import CHANNELS
from palat.kernel.identities.procedure import PURPOSES
from palat.kernel.identities.queries import masked
from palat.kernel.matters.queries.file import Doable, MatterFile
from palat.kernel.matters.queries.visibility import Attachment
from palat.kernel.matters.showing import TrackPart
from palat.kernel.pages.language import name_of
from palat.kernel.pages.shapes import Clock, Fact, Tone


@dataclass(frozen=True)
class ShownComplaint:
    """A complaint as its page shows it."""

    row: Complaint
    kind: str
    who: str
    agency: str

    @property
    def facts(self) -> list[Fact]:
        """What the side of the page lists."""
        row = self.row
        listed = (
            (_("หน่วยงานที่ถูกร้องเรียน"), self.agency),
            (_("เหตุที่ร้องเรียน"), self.kind),
            (_("ช่องทาง"), _(dict(CHANNELS)[row.channel])),
            (_("ยื่นคำขอต่อหน่วยงานเมื่อ"), row.asked_on),
            (_("มีความเห็นเมื่อ"), row.opined_on),
        )
        return [Fact(label, value) for label, value in listed if value]

    @property
    def found(self) -> str:
        """What was found, in words."""
        return _(dict(FINDINGS)[self.row.found]) if self.row.found else ""

    @property
    def purposes(self) -> list[tuple[str, str]]:
        """Why the seal may be opened."""
        return [(code, _(purpose.label)) for code, purpose in PURPOSES.items()]


def complaint_of(file: MatterFile) -> ShownComplaint:
    """Return what is read of a complaint."""
    row = Complaint.objects.select_related("agency").get(pk=file.matter.pk)
    names = masked([row.person_id]) if row.person_id else {}
    who = names.get(row.person_id or 0, _("ไม่ประสงค์ออกนาม"))
    return ShownComplaint(row, _(dict(KINDS)[file.matter.kind]), who, name_of(row.agency))


@dataclass(frozen=True)
class TrackLine:
    """What an agency is asked or is to do, or what the Commission does itself, as the page shows it."""

    id: int
    kind: str
    label: str
    state: str
    tone: Tone
    agency: str
    clocks: list[Clock]
    chased: int
    answer: str
    result: str
    files: list[Attachment]
    doable: list[Doable]


def tracks_of(file: MatterFile, parts: Sequence[TrackPart]) -> list[TrackLine]:
    """Return the tracks of a complaint beside the main one, with the documents that came on each."""
    rows = {view.track.pk: view.track for view in file.others}
    return [
        TrackLine(
            id=part.id,
            kind=_(file.procedure.track(part.type).label),
            label=part.label,
            state=part.state,
            tone=part.tone,
            agency=name_of(rows[part.id].agency),
            clocks=part.clocks,
            chased=part.chased,
            answer=part.answer,
            result=_result(part.type, rows[part.id].result),
            files=[one for one in file.attachments if one.track_id == part.id],
            doable=part.doable,
        )
        for part in parts
    ]


def _result(type: str, code: str) -> str:
    words = {SUMMONS: dict(APPEARED), INSPECTION: dict(INSPECTED)}.get(type, {}).get(code)
    return _(words) if words else ""


def row_of(matter_id: int) -> Complaint:
    """Return the row of a complaint."""
    return Complaint.objects.get(pk=matter_id)
