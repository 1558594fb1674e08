"""Which rows of acts, which page and which first values belong to which procedure of the duty."""

from collections.abc import Mapping
from typing import Any

from palat.duties.petitions.acts.agencies import AGENCY_ACTS
from palat.duties.petitions.acts.groups import GROUP_ACTS
from palat.duties.petitions.acts.keeping import KEEPING_ACTS
from palat.duties.petitions.acts.office import OFFICE_ACTS
from palat.duties.petitions.acts.problems import PROBLEM_ACTS
from palat.duties.petitions.acts.promises import PROMISE_ACTS
from palat.duties.petitions.queries.petition import initial_for
from palat.duties.petitions.queries.problems import proposal_of
from palat.kernel.matters.desk.rows import DeskAct
from palat.kernel.matters.queries.file import MatterFile

ACTS = {**OFFICE_ACTS, **AGENCY_ACTS, **KEEPING_ACTS}
ACTS_OF: dict[str, dict[str, DeskAct]] = {
    "petition": ACTS,
    "group_petition": {**ACTS, **GROUP_ACTS},
    "problem": {**ACTS, **PROMISE_ACTS, **PROBLEM_ACTS},
}

# Acts that have a page of their own, by its address; facts are set side by side for petitions only.
FACTS = frozenset({"compile", "amend_facts"})
ELSEWHERE = {
    "compile": "petition_facts",
    "amend_facts": "petition_facts",
    "submit": "petition_opinion",
    **dict.fromkeys(
        ("decide", "endorse", "return_draft", "present", "record_decision", "withdraw_recorded", "confirm_decision"),
        "petition_decision",
    ),
}


def act_row(file: MatterFile, move: str) -> DeskAct | None:
    """Return the row of an act for the procedure of a matter, or None where it has no page."""
    try:
        file.procedure.move(move)
    except KeyError:
        return None
    return ACTS_OF[file.procedure.code].get(move)


def first_values(move: str, file: MatterFile) -> Mapping[str, Any]:
    """Return what an act's form begins with, whatever the procedure."""
    if file.procedure.code == "petition":
        return initial_for(move, file)
    if move == "change_urgency":
        return {"urgency": file.matter.urgency}
    if move == "submit":
        answers = "\n\n".join(
            f"{view.track.label}\n{view.track.agency.name_th if view.track.agency else ''} {view.track.answer}".strip()
            for view in file.others
            if view.track.answer
        )
        begun = {"question": file.matter.subject[:200], "facts": answers}
        return {**begun, **(proposal_of(file.matter.pk) if file.procedure.code == "problem" else {})}
    return {}
