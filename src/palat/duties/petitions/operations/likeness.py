"""Making the keys by which like petitions are found, for those that came since the last time."""

from django.db.models import Exists, Max, OuterRef

from palat.duties.petitions.models import LikenessKeys
from palat.duties.petitions.queries.learning import readable_petitions
from palat.duties.petitions.queries.like_texts import COLUMNS, told_of
from palat.kernel.language.likeness import keys_of

AT_ONCE = 500
LATE_COMERS = 10_000  # numbers below the last one that are looked at again: a transaction may end late


def make_keys() -> int:
    """Make the keys of the next petitions; royal, restricted and classified ones get none. Returns how many."""
    last = LikenessKeys.objects.aggregate(last=Max("matter_id"))["last"] or 0
    made = LikenessKeys.objects.filter(matter_id=OuterRef("pk"))
    new = readable_petitions().filter(pk__gt=last - LATE_COMERS).exclude(Exists(made)).order_by("pk")
    rows = [LikenessKeys(matter_id=row[0], keys=keys_of(told_of(row))) for row in new.values_list(*COLUMNS)[:AT_ONCE]]
    LikenessKeys.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
