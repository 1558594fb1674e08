"""Official register numbers for matters, given in batches so that intake never waits for a register."""

from collections.abc import Collection
from datetime import date, datetime, time

from django.db import transaction

from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.models import Matter
from palat.kernel.matters.operations.clocks import BANGKOK
from palat.kernel.registers.operations.numbers import take_numbers
from palat.kernel.writing import update_text

BATCH = 5000


@transaction.atomic
def number_matters(*, procedures: Collection[str], register: str, at: datetime) -> int:
    """Give register numbers to a batch of matters that have none, in the order in which they were received.

    `procedures`: of which kinds they are. A number belongs to the year in which the matter was received. The newest
    year goes first, so that what is received today does not wait behind an import of many thousands from years ago.
    Returns how many were numbered.
    """
    waiting = Matter.objects.filter(number="", procedure__in=procedures)
    newest = waiting.order_by("-received_at").values_list("received_at", flat=True).first()
    if newest is None:
        return 0
    year = legal_date(newest).year
    group = list(
        waiting.select_for_update(skip_locked=True)
        .filter(received_at__gte=datetime.combine(date(year, 1, 1), time(), tzinfo=BANGKOK))
        .order_by("received_at", "pk")
        .values_list("pk", "received_at")[:BATCH]
    )
    if not group:
        return 0
    numbers = take_numbers(
        register=register,
        on=legal_date(group[0][1]),
        refs=[f"matter:{pk}" for pk, _received in group],
        at=at,
    )
    update_text(
        "matters_matter",
        "number",
        {pk: number.text for (pk, _received), number in zip(group, numbers, strict=True)},
    )
    return len(group)


def number_at_once(*, matter_id: int, received_at: datetime, register: str, at: datetime) -> str:
    """Give one matter its register number inside the act, where people wait for it on the spot.

    Must stand at the end of the act: whoever takes a number after it waits for the commit. Returns the number.
    """
    (number,) = take_numbers(register=register, on=legal_date(received_at), refs=[f"matter:{matter_id}"], at=at)
    Matter.objects.filter(pk=matter_id).update(number=number.text)
    return number.text
