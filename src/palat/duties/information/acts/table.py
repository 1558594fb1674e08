"""Every act that a request's page offers, by its move; and what the form of one begins with."""

from collections.abc import Mapping
from typing import Any

from palat.duties.information.acts.orders import ORDER_ACTS
from palat.duties.information.acts.parts import PART_ACTS
from palat.duties.information.acts.requests import HANDLING_ACTS
from palat.duties.information.queries.parts import decided_of
from palat.kernel.matters.desk.rows import DeskAct
from palat.kernel.matters.queries.file import MatterFile

REQUEST_ACTS: dict[str, DeskAct] = {**HANDLING_ACTS, **PART_ACTS, **ORDER_ACTS}


def first_values(move: str, file: MatterFile, track_id: int) -> Mapping[str, Any]:
    """Return what an act's form begins with: what is already written is never typed again."""
    if move == "decide_part" and any(view.track.pk == track_id for view in file.others):
        return decided_of(track_id)
    return {"urgency": file.matter.urgency} if move == "change_urgency" else {}
