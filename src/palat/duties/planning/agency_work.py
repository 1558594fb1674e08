"""What this duty brings to the agencies' side: reports of indicators, with their figures, and appeals of scores."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.forms import Field
from django.utils.translation import gettext as _

from palat.duties.planning.acts.agreements import ON_REPORTS
from palat.duties.planning.forms.figures import figure_fields
from palat.duties.planning.operations import reporting, reviewing
from palat.duties.planning.procedure.words import MEASURE
from palat.duties.planning.views.showing import report_parts
from palat.kernel.agencies.procedure import Answer
from palat.kernel.agencies.queries.asked import AskedOf, said_on
from palat.kernel.history.queries import Told, events_of
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.desk.rows import DeskAct
from palat.kernel.matters.queries.file import MatterFile, TrackView
from palat.kernel.pages.dates import display_date
from palat.kernel.pages.shapes import Fact

BY_OFFICE = frozenset({"return_report", "review_report", "answer_appeal", "open_late", "take_up_again"})
BY_AGENCY = frozenset({"submit_report", "appeal_score"})


class AgencyWork:
    """Reports of indicators."""

    results: Sequence[tuple[str, str]] = ()
    takes_files = frozenset({"submit_report"})

    def asked(self, file: MatterFile, view: TrackView, by: Actor) -> AskedOf:
        """Return the indicator, its rule, and what was said of it."""
        parts = report_parts(reporting.report_of(view.track.pk))
        facts: list[Fact] = [Fact(_("รายงานได้ถึง"), display_date(parts["due_on"]))]
        if parts["figures"]:
            facts += [Fact(_("ค่า"), parts["value"]), Fact(_("คะแนน"), parts["score"])]
            facts += [
                Fact(f"{one.area} {label}".strip(), said)
                for one in parts["figures"][:20]
                for label, said in one.figures
            ]
        facts += parts["rule"]
        if parts["evidence"]:
            facts.append(Fact(_("หลักฐาน"), parts["evidence"]))
        events = events_of(f"matter:{file.matter.pk}")
        said = said_on(file, view, events, by_office=BY_OFFICE, by_agency=BY_AGENCY, words=_words)
        return AskedOf(f"{parts['code']} {parts['name']}", _("ตัวชี้วัด"), facts=facts, said=said)

    def message(self, file: MatterFile, view: TrackView) -> str:
        """Return what the Office wrote beside what is asked: nothing."""
        return ""

    def figures(self, file: MatterFile, view: TrackView, move: str) -> Mapping[str, Field]:
        """Return the fields of a report's figures."""
        if move != "submit_report":
            return {}
        definition = reporting.report_of(view.track.pk).item.definition
        return {} if definition.source == MEASURE else figure_fields(definition)

    def why_not_onward(self, file: MatterFile) -> str:
        """Let an agency ask its own branches."""
        return ""

    def answer(
        self, move: str, *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None, answer: Answer
    ) -> None:
        """Make an agency's move with what it says."""
        on: dict[str, Any] = {"matter_id": matter_id, "track_id": track_id, "by": by, "at": at, "seen": seen}
        if move == "appeal_score":
            reviewing.appeal_score(**on, words=answer.words)
        else:
            reporting.submit_report(**on, words=answer.words, said=answer.figures, files=answer.files)

    def link_acts(self, file: MatterFile) -> Mapping[str, DeskAct]:
        """Return the answers that a single-use link takes."""
        return {code: ON_REPORTS[code] for code in ("submit_report", "appeal_score")}

    def send_link_again(self, track_id: int, type: str) -> None:
        """Send none: agencies that report have accounts, or report by letter."""


def _words(event: Told) -> str:
    return str(event.body.get("words", ""))
