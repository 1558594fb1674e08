"""What an office does without a browser, in the surroundings of its installation.

Run as a program that does a line at a time, until there are no more: it reads a command and what is given with it as
JSON, and prints what came of it likewise.
"""

import json
import os
import sys
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "palat.settings")
django.setup()

from django.utils.timezone import now  # noqa: E402 - Django must be set up first

from palat.duties.petitions.operations import by_letter, screening  # noqa: E402
from palat.duties.petitions.tests.factories import agency_id, official, petition  # noqa: E402
from palat.kernel.calendar.counting import legal_date  # noqa: E402
from palat.kernel.egif.models import Peer  # noqa: E402
from palat.kernel.egif.operations import peers, telling  # noqa: E402
from palat.kernel.egif.procedure import Profile  # noqa: E402
from palat.kernel.incoming.models import Item  # noqa: E402
from palat.kernel.incoming.operations.entering import Entry, enter_item  # noqa: E402
from palat.kernel.letters.models import Letter  # noqa: E402
from palat.kernel.letters.operations import sending, signing  # noqa: E402
from palat.kernel.registers.operations.entries import Line  # noqa: E402


def connect(agency: str, ministry: str, department: str, certificate: str, remembers: bool) -> dict[str, Any]:
    """Connect an agency whose address is not known yet; return the address that it is given."""
    authority = official("admin-1", at=now()).authority
    assert authority
    wanted = peers.Wanted(
        agency_id=agency_id(agency),
        name=f"สารบรรณ {agency}",
        url="http://127.0.0.1:9/",
        ministry=ministry,
        department=department,
        certificate=certificate,
        allow_private=True,
        profile=Profile(remembers=remembers),
    )
    peer, address = peers.add(wanted=wanted, by=authority, at=now())
    return {"peer": peer.pk, "address": address}


def point(peer: int, url: str) -> dict[str, Any]:
    """Say where a peer's system is."""
    Peer.objects.filter(pk=peer).update(url=url)
    return {}


def letter(agency: str) -> dict[str, Any]:
    """Have a letter to an agency signed, on a petition of its own."""
    officer = official("officer-1", at=now())
    matter = petition(at=now())
    screening.accept(
        matter_id=matter.pk,
        by=official("intake-1", at=now()),
        at=now(),
        officer_id=officer.official_id,
    )
    matters = {"matter_id": matter.pk, "agency_ids": [agency_id(agency)]}
    (number,) = by_letter.refer(**matters, by=officer, at=now(), by_letter=True)
    signed = signing.sign(letter_id=number, by=official("director-psc", at=now()), at=now())
    return {"letter": number, "number": signed.number, "code": matter.code}


def send(agency: str) -> dict[str, Any]:
    """Send a signed letter by the exchange."""
    made = letter(agency)
    sending.dispatch(letter_id=made["letter"], by=official("clerk-1", at=now()), at=now(), way="exchange")
    return made


def enter(item: int) -> dict[str, Any]:
    """Enter what waits in the registry's box."""
    found = Item.objects.get(pk=item)
    line = Line(subject=found.subject, sender=found.sender, paper_number=found.told["paper_number"])
    entry = Entry(on=legal_date(now()), line=line)
    number = enter_item(item_id=item, entry=entry, by=official("clerk-1", at=now()), at=now())
    return {"number": f"{number.running}/{number.year}"}


def reject(item: int, words: str) -> dict[str, Any]:
    """Send what waits back to its sender."""
    telling.reject(item_id=item, words=words, by=official("clerk-1", at=now()), at=now())
    return {}


def subject(letter: int) -> dict[str, Any]:
    """Return the subject of a letter."""
    return {"subject": Letter.objects.get(pk=letter).subject}


COMMANDS = {one.__name__: one for one in (connect, point, letter, send, enter, reject, subject)}
for line in sys.stdin:
    command, given = json.loads(line)
    sys.stdout.write(json.dumps(COMMANDS[command](**given)) + "\n")
    sys.stdout.flush()
