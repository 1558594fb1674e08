"""What the Office's own closed petitions teach: what was said, and how officers sorted it and where it was answered.

Royal, restricted and classified matters are never learnt from, and nothing is proposed for them; what touches the
monarchy by its words is left out too, wherever it stands.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet

from palat.duties.petitions.models import Petition
from palat.duties.petitions.procedure.words import REFERRAL
from palat.duties.petitions.reading import touches_monarchy
from palat.kernel.calendar.counting import legal_date
from palat.kernel.language.features import LONGEST_TEXT, Case
from palat.kernel.language.personal import mask
from palat.kernel.organisation.area_queries import names_of_area

ANSWERED = ("reported", "accepted")  # the agency dealt with it: it was the right one
COLUMNS = ("text", "place_words", "channel", "matter__area_id", "matter__received_at")
AT_ONCE = 2_000
READ = 2 * LONGEST_TEXT  # letters that are masked; a number cut apart at the end lies beyond what is looked at
Row = tuple[str, str, str, str | None, datetime]


def readable_petitions() -> QuerySet[Petition]:
    """Return the petitions that a machine may read at all."""
    return Petition.objects.filter(
        matter__procedure="petition", matter__restricted="", matter__secrecy=0, matter__destroyed_under=""
    )


def case_of(row: Row) -> Case:
    """Return what was known of a petition when it came in."""
    text, place_words, channel, area, received = row
    return told(text, place_words=place_words, channel=channel, area=area, at=received)


def told(text: str, *, place_words: str, channel: str, area: str | None, at: datetime) -> Case:
    """Return what a classifier is told, to learn from and to propose for alike: personal data in the text masked."""
    return Case(mask(text[:READ]), names_of_area(area or ""), place_words, channel, f"{legal_date(at):%Y-%m}")


def sorted_cases() -> Iterator[tuple[Case, list[str]]]:
    """Yield closed petitions with the category that an officer left them with, the oldest first."""
    closed = readable_petitions().filter(matter__closed_at__isnull=False).exclude(matter__category="")
    found = closed.order_by("matter__received_at", "pk").values_list("matter__category", *COLUMNS)
    for category, *row in found.iterator(AT_ONCE):
        if not touches_monarchy(row[0]):
            yield case_of(tuple(row)), [category]


def answered_cases() -> Iterator[tuple[Case, list[str]]]:
    """Yield closed petitions with the agencies that answered them, the oldest first."""
    closed = readable_petitions().filter(matter__closed_at__isnull=False)
    answered = closed.filter(matter__tracks__type=REFERRAL, matter__tracks__state__in=ANSWERED)
    agencies: dict[int, list[str]] = defaultdict(list)
    for number, agency in answered.values_list("pk", "matter__tracks__agency_id").iterator(AT_ONCE):
        if agency:
            agencies[number].append(str(agency))
    found = answered.order_by("matter__received_at", "pk").distinct().values_list("pk", *COLUMNS)
    for number, *row in found.iterator(AT_ONCE):
        labels = sorted(set(agencies[number]))
        if labels and not touches_monarchy(row[0]):
            yield case_of(tuple(row)), labels
