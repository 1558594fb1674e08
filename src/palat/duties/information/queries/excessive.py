"""How often the same is asked, or the same person asks, in a day: a count that proposes, and decides nothing."""

from dataclasses import dataclass
from datetime import date, datetime, time

from palat.duties.information.models import Request
from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.queries import limit
from palat.kernel.identities.queries import find_like
from palat.kernel.matters.queries.visibility import Matter
from palat.kernel.pages.filters import start_of

MOST = 2000


@dataclass(frozen=True)
class Repeated:
    """The requests of one day that are the same as one, or come from the same person."""

    day: date
    number: int
    threshold: int
    matter_ids: tuple[int, ...]

    @property
    def is_many(self) -> bool:
        """Whether there are so many that somebody should look at whether it is excessive."""
        return self.number >= self.threshold


def repeated_with(matter: Matter) -> Repeated:
    """Return what was received on the same day with the same words, or from the same person, the matter itself too."""
    own = Request.objects.get(pk=matter.pk)
    day = legal_date(matter.received_at)
    same = Request.objects.filter(same_key=own.same_key)
    if own.person_id is not None:
        persons = [own.person_id, *find_like(own.person_id, limit=MOST)]
        same = same | Request.objects.filter(person_id__in=persons)
    within = same.filter(matter__received_at__gte=start_of(day), matter__received_at__lt=_end(day))
    found = tuple(within.order_by("pk").values_list("pk", flat=True)[:MOST])
    return Repeated(day, len(found), limit("information.same_in_a_day", on=day).amount, found)


def _end(day: date) -> datetime:
    return datetime.combine(day, time.max, tzinfo=start_of(day).tzinfo)
