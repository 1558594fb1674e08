"""What this duty brings to the agencies' side: what an agency that is complained of is asked, and its answers."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.forms import Field

from palat.duties.information.acts.complaints import COMPLAINT_ACTS
from palat.duties.information.operations.complaints import explanations, opinions
from palat.duties.information.procedure.complaint_words import COMPLIANCE
from palat.duties.information.queries.complaints.asked import asked_of
from palat.kernel.agencies.procedure import Answer
from palat.kernel.agencies.queries.asked import AskedOf
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.desk.rows import DeskAct
from palat.kernel.matters.queries.file import MatterFile, TrackView

Make = Callable[..., Any]
ANSWERS: dict[str, tuple[Make, Callable[[Answer], dict[str, Any]]]] = {
    "agency_accept": (explanations.agency_accept, lambda _said: {}),
    "agency_progress": (explanations.agency_progress, lambda said: {"words": said.words}),
    "agency_report": (explanations.agency_report, lambda said: {"words": said.words, "files": said.files}),
    "comply_accept": (opinions.comply_accept, lambda _said: {}),
    "comply_progress": (opinions.comply_progress, lambda said: {"words": said.words}),
    "comply_report": (opinions.comply_report, lambda said: {"words": said.words, "files": said.files}),
}
LINK_ANSWERS = (
    *("agency_report", "agency_accept", "agency_progress"),
    *("comply_report", "comply_accept", "comply_progress"),
)


class AgencyWork:
    """Explanations of complaints, and reports on opinions."""

    results: Sequence[tuple[str, str]] = ()
    takes_files = frozenset({"agency_report", "comply_report"})

    def asked(self, file: MatterFile, view: TrackView, by: Actor) -> AskedOf:
        """Return what is asked on a track."""
        return asked_of(file, view)

    def message(self, file: MatterFile, view: TrackView) -> str:
        """Return what the officer wrote beside what is asked: nothing."""
        return ""

    def figures(self, file: MatterFile, view: TrackView, move: str) -> Mapping[str, Field]:
        """Ask for no figures."""
        return {}

    def why_not_onward(self, file: MatterFile) -> str:
        """Let an agency ask its own branches: nothing in it names who complained."""
        return ""

    def answer(
        self, move: str, *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None, answer: Answer
    ) -> None:
        """Make an agency's move with what it says."""
        make, values = ANSWERS[move]
        make(matter_id=matter_id, track_id=track_id, by=by, at=at, seen=seen, **values(answer))

    def link_acts(self, file: MatterFile) -> Mapping[str, DeskAct]:
        """Return the answers that a single-use link takes."""
        return {code: COMPLAINT_ACTS[code] for code in LINK_ANSWERS}

    def send_link_again(self, track_id: int, type: str) -> None:
        """Tell the agency anew of what it still owes."""
        enqueue("information.tell_agency", track_id=track_id, what="comply" if type == COMPLIANCE else "ask")
