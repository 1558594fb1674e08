"""Letters that were posted, as far as someone may read them."""

from datetime import date, datetime, time

from django.db.models import Q, QuerySet
from django.utils import timezone

from palat.kernel.incoming.models import Posting
from palat.kernel.letters.models import Letter
from palat.kernel.letters.queries import matter_ids, visible_letters
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.visibility import reads_whole_office
from palat.kernel.registers.letter_numbers import BadLetterNumber, parse_letter_number
from palat.kernel.registers.models import Register
from palat.kernel.registers.postal import BadPostalNumber, parse_postal_number
from palat.kernel.registers.procedure import SENT
from palat.kernel.registers.queries import kept_by


def follows_post(by: Actor) -> bool:
    """Say whether the post is part of someone's work: who reads letters as the Office, a registrar of sent letters."""
    return by.authority is not None and (reads_whole_office(by.authority) or bool(_own_registers(by)))


def _own_registers(by: Actor) -> list[str]:
    """Return the registers of classified letters sent that someone keeps: their registrar posts them."""
    if by.authority is None:
        return []
    kept = Register.objects.filter(secret=True, kind__in=SENT, code__in=kept_by(by.authority))
    return list(kept.values_list("code", flat=True))


def letters_posted(by: Actor) -> QuerySet[Letter]:
    """Return the letters whose post someone may follow: those one may read, and those of one's own secret register."""
    seen = Q(pk__in=visible_letters(by).values("pk"))
    if own := _own_registers(by):
        seen |= Q(register__in=own)
    return Letter.objects.filter(seen)


def visible_postings(by: Actor) -> QuerySet[Posting]:
    """Return the postings of the letters whose post someone may follow, with letter and petitioner."""
    found = Posting.objects.filter(letter__in=letters_posted(by))
    return found.select_related("letter", "letter__person", "letter__agency")


def posting_of_code(code: str, by: Actor) -> Posting | None:
    """Return the posting of a number as it is typed or scanned."""
    try:
        number = parse_postal_number(code)
    except BadPostalNumber:
        return None
    return visible_postings(by).filter(code=number).first()


def posted_on(day: date, by: Actor) -> QuerySet[Posting]:
    """Return what was posted under a number on a day, in the order in which it was recorded."""
    return visible_postings(by).filter(posted_on=day, code__isnull=False).order_by("pk")


def dispatched_letter(number: str, by: Actor) -> Letter | None:
    """Return the newest dispatched letter of a number, however it is typed."""
    try:
        text = parse_letter_number(number).text
    except BadLetterNumber:
        text = number.strip()
    return letters_posted(by).filter(number=text, state="dispatched").order_by("-year", "-id").first()


def was_sent_again(posting: Posting) -> bool:
    """Say whether a letter that came back was recorded as sent since: posted once more, or written anew.

    Anew: another letter on one of its matters to the same addressee.
    """
    letter, back = posting.letter, posting.ended_on or posting.posted_on
    if Posting.objects.filter(letter=letter, pk__gt=posting.pk, posted_on__gte=back).exists():
        return True
    to = Q(agency=letter.agency_id) if letter.agency_id else Q(person=letter.person_id)
    if not letter.agency_id and not letter.person_id:
        to = Q(addressee=letter.addressee)
    since = datetime.combine(back, time.min, tzinfo=timezone.get_default_timezone())
    again = Letter.objects.filter(
        to, about__matter__in=matter_ids(letter), state="dispatched", dispatched_at__gte=since
    )
    return again.exclude(pk=letter.pk).exists()
