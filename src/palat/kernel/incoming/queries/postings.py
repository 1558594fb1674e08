"""Letters that were posted, as far as someone may read them."""

from datetime import date

from django.db.models import QuerySet

from palat.kernel.incoming.models import Posting
from palat.kernel.incoming.postal import BadPostalNumber, parse_postal_number
from palat.kernel.letters.models import Letter
from palat.kernel.letters.queries import visible_letters
from palat.kernel.matters.authority import Actor
from palat.kernel.registers.letter_numbers import BadLetterNumber, parse_letter_number


def visible_postings(by: Actor) -> QuerySet[Posting]:
    """Return the postings of the letters that someone may read, with letter and petitioner."""
    found = Posting.objects.filter(letter__in=visible_letters(by))
    return found.select_related("letter", "letter__person", "letter__agency")


def posting_of_code(code: str, by: Actor) -> Posting | None:
    """Return the posting of a number as it is typed or scanned."""
    try:
        number = parse_postal_number(code)
    except BadPostalNumber:
        return None
    return visible_postings(by).filter(code=number).first()


def posted_on(day: date, by: Actor) -> QuerySet[Posting]:
    """Return what was posted on a day, in the order in which it was recorded."""
    return visible_postings(by).filter(posted_on=day).order_by("pk")


def dispatched_letter(number: str, by: Actor) -> Letter | None:
    """Return the newest dispatched letter of a number, however it is typed."""
    try:
        text = parse_letter_number(number).text
    except BadLetterNumber:
        text = number.strip()
    return visible_letters(by).filter(number=text, state="dispatched").order_by("-year", "-id").first()
