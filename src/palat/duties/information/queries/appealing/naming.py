"""Whether somebody can be told from a text that is about to be published."""

from dataclasses import dataclass

from palat.duties.information.models import Appeal, Party
from palat.kernel.identities.queries import stands_in
from palat.kernel.language.personal import find

LEAST_TEXT = 40  # a ruling of fewer characters tells nobody anything


@dataclass(frozen=True)
class Named:
    """What stands in a text: where those who are known stand for certain, and what the rules take for personal data."""

    known: list[tuple[int, int]]
    guessed: list[str]


def named_in(appeal: Appeal, text: str) -> Named:
    """Return who of those concerned stands in a text, and what else looks like personal data.

    The seals are opened in memory only to compare.
    """
    persons = {appeal.person_id}
    if appeal.request_id is not None:
        persons |= set(Party.objects.filter(matter=appeal.request_id).values_list("person_id", flat=True))
        requester = appeal.request.person_id if appeal.request else None
        persons |= {requester} if requester else set()
    return Named(stands_in(persons, text), [text[one.start : one.end] for one in find(text)])
