"""Reading drafts: their wordings, initials and remarks; which of them wait for whom."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.thai_dates import short_date
from palat.kernel.letters.drafts.initials import PARTS, Part, short_name
from palat.kernel.letters.layout import render
from palat.kernel.letters.models import Initial, Letter, LetterMatter, Remark, Wording
from palat.kernel.letters.moves import EDITABLE
from palat.kernel.letters.queries import letter_data, visible_letters
from palat.kernel.letters.templating.queries import template_of
from palat.kernel.matters.authority import Actor
from palat.kernel.organisation.kept_statements import counts_for

UNSIGNED = (*EDITABLE, "submitted")
WORDED = (
    *("subject", "addressee", "category", "content", "references", "enclosures", "copies_to"),
    *("urgency", "circular", "particulars"),
)


def words_of(letter: Letter) -> dict[str, Any]:
    """Return what a drafter may change on a letter, as it stands."""
    return {name: getattr(letter, name) for name in WORDED}


def first_wording(letter: Letter) -> Wording:
    """Return the wording of a draft that was never changed, not written."""
    return Wording(
        letter=letter,
        revision=letter.revision,
        words=words_of(letter),
        made_at=letter.drafted_at,
        made_by=letter.drafted_by,
    )


def wordings_of(letter: Letter) -> list[Wording]:
    """Return every wording of a draft, the newest first."""
    kept = list(Wording.objects.filter(letter=letter).select_related("made_by").order_by("-revision"))
    return kept or [first_wording(letter)]


def standing(letter: Letter) -> dict[str, Initial]:
    """Return the initials that hold for a draft as it stands, by part."""
    found: dict[str, Initial] = {}
    for one in _given(letter):
        if one.revision == letter.revision or not PARTS[one.part].of_wording:
            found[one.part] = one
    return found


def void(letter: Letter) -> dict[str, Initial]:
    """Return the initials that a later change of the draft made void, by part."""
    found: dict[str, Initial] = {}
    for one in _given(letter):
        if one.revision != letter.revision and PARTS[one.part].of_wording:
            found[one.part] = one
    return found


def _given(letter: Letter) -> QuerySet[Initial]:
    given = Initial.objects.filter(letter=letter, given_at__isnull=False, closed_at=None)
    return given.select_related("official").order_by("pk")


def asked(letter: Letter) -> dict[str, Initial]:
    """Return the initials that were asked for and not given yet, by part."""
    waiting = Initial.objects.filter(letter=letter, given_at=None, closed_at=None)
    return {one.part: one for one in waiting.select_related("official", "asked_by")}


def remarks_of(letter: Letter) -> list[Remark]:
    """Return the remarks on a draft, the oldest first."""
    return list(Remark.objects.filter(letter=letter).select_related("by", "settled_by").order_by("pk"))


def drafted_by(by: Actor) -> QuerySet[Letter]:
    """Return every letter that someone drafted, the newest first."""
    return _rows(visible_letters(by).filter(drafted_by_id=by.official_id or 0))


def to_mend(by: Actor) -> QuerySet[Letter]:
    """Return the drafts that are someone's to write on: begun, or returned.

    What the system drafted is whose the matter is.
    """
    me = by.official_id or 0
    of_my_matter = Exists(LetterMatter.objects.filter(letter=OuterRef("pk"), matter__officer_id=me))
    mine = Q(drafted_by_id=me) | (Q(drafted_by=None) & Q(of_my_matter))
    return _rows(visible_letters(by).filter(mine, state__in=EDITABLE))


def to_initial(by: Actor) -> QuerySet[Letter]:
    """Return the drafts that someone was asked to initial."""
    waiting = Initial.objects.filter(official_id=by.official_id or 0, given_at=None, closed_at=None)
    return _rows(visible_letters(by).filter(state__in=UNSIGNED, pk__in=waiting.values("letter")))


def hands_on_paper(letter: Letter) -> tuple[str, ...]:
    """Return the initials as they stand on the Office's copy, in the order of the hands: ร่าง ส.ต. 8 มิ.ย. 69."""
    given = standing(letter)
    return tuple(_on_paper(part, given[code]) for code, part in PARTS.items() if code in given)


def _on_paper(part: Part, one: Initial) -> str:
    who = short_name(one.official.given_name, one.official.family_name)
    day = f" {short_date(legal_date(one.given_at))}" if one.given_at else ""
    return f"{part.on_paper} {who}{day}"


def office_copy(letter: Letter, *, at: datetime) -> bytes:
    """Return the Office's copy (สำเนาคู่ฉบับ) with its initials; a petitioner's name is masked in it.

    Raises: as `queries.letter_data`, UnableToLayOut.
    """
    today = legal_date(at)
    return render(letter_data(letter, today=today, hands=hands_on_paper(letter)), template_of(letter, today=today))


@dataclass(frozen=True)
class Waiting:
    """How many drafts came back to someone, and how many wait for that person's initials; counted up to a bound."""

    returned: int
    to_initial: int


MOST_COUNTED = 100


def letters_waiting(by: Actor) -> Waiting:
    """Return how many drafts wait for someone."""
    if by.authority is None:
        return Waiting(0, 0)
    returned, initials = counts_for(
        by.authority,
        ("letters waiting",),
        lambda: (to_mend(by).filter(state="returned"), to_initial(by)),
        most=MOST_COUNTED,
    )
    return Waiting(returned, initials)


def _rows(letters: QuerySet[Letter]) -> QuerySet[Letter]:
    return letters.select_related("person", "drafted_by", "returned_by").order_by("-id")
