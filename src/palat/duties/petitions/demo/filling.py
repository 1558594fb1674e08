"""Filling the demo office, all or nothing: one transaction, part by part."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from palat.duties.petitions.demo import (
    agencies,
    contacts,
    groups,
    hotline,
    in_hand,
    mail,
    notices,
    numbers,
    petitions,
    pictures,
    problems,
    quarters,
    reminding,
    retention,
)
from palat.duties.petitions.demo.office import Office, tell_nobody
from palat.duties.petitions.demo.people import settle_in
from palat.duties.petitions.models import Petition
from palat.kernel.accounts.operations import OnlyForTrial
from palat.kernel.matters.demo_parts import demo_parts
from palat.kernel.reports.operations.tallies import recompute

# Each part adds its own to the office and finds there what was made before it. A new part is one module with `fill`,
# named here in the order in which it is to run. See README.md.
PARTS: dict[str, Callable[[Office], None]] = {
    "petitions": petitions.fill,
    "groups": groups.fill,
    "problems": problems.fill,
    "numbers": numbers.fill,
    "drafts": in_hand.fill,
    "reminders": reminding.fill,
    "contacts": contacts.fill,
    "hotline": hotline.fill,
    "pictures": pictures.fill,
    "quarters": quarters.fill,
    "agencies": agencies.fill,
    "notices": notices.fill,
    "mail": mail.fill,
    "retention": retention.fill,
}


class AlreadyFilled(RuntimeError):
    """There are petitions here: a demo office is never mixed with real ones."""


def fill(*, matters: int, seed: int, now: datetime, tell: Callable[[str, int, int], None] = tell_nobody) -> Office:
    """Fill an empty installation with a demo office. Raises: OnlyForTrial; AlreadyFilled."""
    if not settings.TRIAL:
        raise OnlyForTrial("PALAT_DEBUG=0")
    if Petition.objects.exists():
        raise AlreadyFilled
    with transaction.atomic():
        tell("people", 0, 1)
        chance = Office(now=now, seed=seed, matters=matters, people=None, tell=tell).rng("people")  # type: ignore[arg-type]
        office = Office(now=now, seed=seed, matters=matters, people=settle_in(now=now, rng=chance), tell=tell)
        tell("people", 1, 1)
        for name, part in PARTS.items():
            part(office)
            tell(name, office.matters, office.matters)
        _fill_duties(office)
    tell("figures", 0, 1)
    recompute(at=now)  # after the commit: rollups follow what the history has finished
    tell("figures", 1, 1)
    with transaction.atomic():
        _fill_duties(office, last=True)
    return office


def _fill_duties(office: Office, *, last: bool = False) -> None:
    for duty, own in demo_parts(last=last).items():
        office.filled[duty] = own(office.now, office.people.__getitem__)
        office.tell(duty, office.filled[duty], office.filled[duty])
