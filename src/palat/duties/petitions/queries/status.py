"""What may be read out about a case over the telephone: public state words and days, nothing else."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from palat.duties.petitions.queries.tracking import may_of
from palat.kernel.matters.queries.file import public_timeline
from palat.kernel.matters.queries.public import PublicMatter, matter_by_id


@dataclass(frozen=True)
class Status:
    """The public state of a case: no subject, no agency, no person, no words of anyone."""

    matter_id: int
    contact_id: int
    code: str
    number: str
    received_at: datetime
    state: str
    step: str
    due: date | None
    final: bool
    last: str
    last_at: datetime | None
    may: frozenset[str]


def status_of(matter: PublicMatter, *, contact_id: int) -> Status:
    """Return what may be read out."""
    lines = public_timeline(matter.row)
    last = lines[-1] if lines else None
    steps = dict(matter.phases)
    return Status(
        matter_id=matter.id,
        contact_id=contact_id,
        code=matter.code,
        number=matter.number,
        received_at=matter.received_at,
        state=matter.state_label,
        step=_(steps[matter.phase]) if matter.phase in steps else "",
        due=matter.clock.due_on if matter.clock and not matter.final else None,
        final=matter.final,
        last=last.label if last else "",
        last_at=last.at if last else None,
        may=may_of(matter),
    )


def status_by_id(matter_id: int, *, contact_id: int) -> Status | None:
    """Return what may be read out of a case that was verified in this call, or None if it may be no more."""
    found = matter_by_id(matter_id, duty="petitions")
    return status_of(found, contact_id=contact_id) if found else None
