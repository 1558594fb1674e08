"""What is a complaint's own on its page, as far as the viewer may read it."""

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
from palat.kernel.matters.queries.file import MatterFile
from palat.kernel.matters.queries.visibility import Attachment
from palat.kernel.pages.language import name_of
from palat.kernel.pages.shapes import Fact


@dataclass(frozen=True)
class ShownComplaint:
    """A complaint as its page shows it."""

    row: Complaint
    kind: str
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


def complaint_of(file: MatterFile) -> ShownComplaint:
    """Return what is read of a complaint."""
    row = Complaint.objects.select_related("agency").get(pk=file.matter.pk)
    return ShownComplaint(row, _(dict(KINDS)[file.matter.kind]), name_of(row.agency))


@dataclass(frozen=True)
class TrackLine:
    """What is a duty's own of what an agency is asked or is to do, or of what the Commission does itself."""

    kind: str
    agency: str
    result: str
    files: list[Attachment]


def tracks_of(file: MatterFile, _shown: ShownComplaint) -> dict[int, TrackLine]:
    """Return the tracks of a complaint beside the main one, with the documents that came on each."""
    return {
        view.track.pk: TrackLine(
            kind=_(file.procedure.track(view.track.type).label),
            agency=name_of(view.track.agency),
            result=_result(view.track.type, view.track.result),
            files=[one for one in file.attachments if one.track_id == view.track.pk],
        )
        for view in file.others
    }


def _result(type: str, code: str) -> str:
    words = {SUMMONS: dict(APPEARED), INSPECTION: dict(INSPECTED)}.get(type, {}).get(code)
    return _(words) if words else ""


def row_of(matter_id: int) -> Complaint:
    """Return the row of a complaint."""
    return Complaint.objects.get(pk=matter_id)
