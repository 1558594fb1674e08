"""Official register numbers for matters, given in batches so that intake never waits for a register."""

from datetime import datetime
from itertools import groupby

from django.db import transaction

from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.models import Matter
from palat.kernel.matters.writing import update_text
from palat.kernel.registers.operations import take_numbers

BATCH = 5000


@transaction.atomic
def number_matters(*, procedure: str, register: str, at: datetime) -> int:
    """Give register numbers to matters that have none, in the order in which they were received.

    A number belongs to the year in which the matter was received. Returns how many were numbered.
    """
    waiting = list(
        Matter.objects.select_for_update(skip_locked=True)
        .filter(number="", procedure=procedure)
        .order_by("received_at", "pk")
        .values_list("pk", "received_at")[:BATCH]
    )
    texts: dict[int, str] = {}
    for _year, members in groupby(waiting, key=lambda row: legal_date(row[1]).year):
        group = list(members)
        refs = [f"matter:{pk}" for pk, _received in group]
        numbers = take_numbers(register=register, on=legal_date(group[0][1]), refs=refs, at=at)
        texts |= {pk: number.text for (pk, _received), number in zip(group, numbers, strict=True)}
    update_text("matters_matter", "number", texts)
    return len(texts)
