"""Contacts that are no case: enquiries, follow-ups, praise, abuse, silence, call-backs; some join a case of theirs."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from palat.duties.petitions.demo import mix
from palat.duties.petitions.demo.composing import lexicon
from palat.duties.petitions.demo.grammar import Writer, tidy
from palat.duties.petitions.demo.making import CITIZEN
from palat.duties.petitions.demo.office import Office
from palat.duties.petitions.models import Contact, Petition
from palat.kernel.history import ids
from palat.kernel.writing import copy_many

PER_CASE = 0.85  # with the contact that made the case, 1.85 for each: between 1.4 and 2.3 (§2.2)
# Kind and outcome, and how often.
KINDS = {
    ("follow_up", "status_read"): 30,
    ("follow_up", "joined"): 6,
    ("enquiry", "answered"): 38,
    ("enquiry", "call_back"): 2,
    ("praise", "noted"): 2,
    ("nuisance", "abuse"): 4,
    ("nuisance", "silent"): 14,
    ("suggestion", "noted"): 4,
}


def fill(office: Office) -> None:
    """Fill in the contacts."""
    rng = office.rng("contacts")
    petitions = Petition.objects.order_by("matter__received_at", "text")  # the same order for the same seed
    known = list(petitions.values_list("pk", "person_id", "matter__received_at"))
    many = int(len(known) * PER_CASE)
    copy_many(_contact(office, rng, known) for _number in range(many))
    office.filled["contacts"] = many + len(known)


def _contact(office: Office, rng: random.Random, known: Sequence[tuple[int, int | None, datetime]]) -> Contact:
    kind, outcome = rng.choices(tuple(KINDS), tuple(KINDS.values()))[0]
    at = mix.moment(rng, office.now)
    matter_id = person_id = None
    if kind == "follow_up":
        matter_id, person_id, received_at = rng.choice(known)
        at = received_at + (office.now - received_at) * (rng.random() ** 2)
    called_back = call_back = None
    if outcome == "call_back":
        at = office.now - timedelta(hours=rng.uniform(0.2, 60))
        call_back = office.now + timedelta(hours=rng.uniform(-4, 30))
        called_back = call_back if call_back < office.now and rng.random() < 0.6 else None
    channel = mix.channel(rng) if kind != "nuisance" else "hotline"
    by = CITIZEN if channel in {"web", "app", "line"} else office.people[f"agent-{rng.randint(1, 6)}"]
    return Contact(
        id=ids.take(),
        at=at,
        channel=channel,
        kind=kind,
        outcome=outcome,
        person_id=person_id,
        matter_id=matter_id,
        taken_by_id=by.official_id,
        words=tidy(Writer(rng, lexicon()).pick(f"contact.{outcome}")) if outcome != "silent" else "",
        call_back_at=call_back,
        call_back_by_id=by.official_id if called_back else None,
        called_back_at=called_back,
        call_back_end="done" if called_back else "",
    )
