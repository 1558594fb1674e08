"""The stamped copy of what a group handed in, for whoever holds its code."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from palat.duties.petitions.models import Coming
from palat.duties.petitions.procedure.group import DEMAND
from palat.kernel.matters.queries.file import PublicLine, public_timeline
from palat.kernel.matters.queries.public import matter_by_code
from palat.kernel.matters.queries.tracks import track_labels


@dataclass(frozen=True)
class DemandLine:
    """One demand as the group reads it."""

    words: str
    agency: str
    state: str
    answer: str
    final: bool


@dataclass(frozen=True)
class StampedCopy:
    """What was received, when, under which number, and how each demand stands."""

    code: str
    number: str
    subject: str
    group: str
    place: str
    received_at: datetime
    state: str
    demands: list[DemandLine]
    timeline: list[PublicLine]


def is_coming(code: str) -> bool:
    """Say whether a tracking code is that of a group's coming."""
    matter = matter_by_code(code, duty="petitions")
    return matter is not None and matter.procedure.code == "group_petition"


def stamped_copy(code: str) -> StampedCopy | None:
    """Return the stamped copy of a code, or None where it is not that of a group's coming."""
    matter = matter_by_code(code, duty="petitions")
    if matter is None or matter.procedure.code != "group_petition":
        return None
    coming = Coming.objects.select_related("group").get(pk=matter.id)
    kind = matter.procedure.track(DEMAND)
    lines = []
    for row in track_labels(matter.id, DEMAND):
        state = kind.state(row.state)
        answer = row.answer if row.final else ""
        lines.append(DemandLine(row.label, row.agency, _(state.public or state.label), answer, row.final))
    return StampedCopy(
        code=matter.code,
        number=matter.number,
        subject=matter.subject,
        group=coming.group.name,
        place=coming.place,
        received_at=matter.received_at,
        state=matter.state_label,
        demands=lines,
        timeline=public_timeline(matter.row),
    )
