"""Making the keys by which like petitions are found, and sorting near-identical ones into campaigns while they come."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, Max, OuterRef

from palat.duties.petitions.models import LikenessKeys
from palat.duties.petitions.operations.gathering import Came, gather
from palat.duties.petitions.queries.learning import readable_petitions
from palat.duties.petitions.queries.like_texts import COLUMNS, told_of
from palat.kernel.language.likeness import keys_of
from palat.kernel.language.queries.rarity import rarity_of

AT_ONCE = 500
LATE_COMERS = 10_000  # numbers below the last one that are looked at again: a transaction may end late


@transaction.atomic
def make_keys(*, at: datetime) -> int:
    """Make the keys of the next petitions; royal, restricted and classified ones get none. Returns how many."""
    last = LikenessKeys.objects.aggregate(last=Max("matter_id"))["last"] or 0
    made = LikenessKeys.objects.filter(matter_id=OuterRef("pk"))
    new = readable_petitions().filter(pk__gt=last - LATE_COMERS).exclude(Exists(made)).order_by("pk")
    came = [Came(row[0], told_of(row)) for row in new.values_list(*COLUMNS)[:AT_ONCE]]
    rarity = rarity_of(word for one in came for word in one.told.words)
    rows = [LikenessKeys(matter_id=one.matter_id, keys=keys_of(one.told, rarity)) for one in came]
    LikenessKeys.objects.bulk_create(rows, ignore_conflicts=True)
    gather(came, at=at)
    return len(rows)
