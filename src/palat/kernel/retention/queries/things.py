"""The kinds of things that are kept: each with its table, and how a thing is called, with register and year."""

from collections.abc import Collection

from django.db.models import Model

from palat.kernel.incoming.models import Item as Incoming
from palat.kernel.letters.models import Letter
from palat.kernel.matters.models import Matter
from palat.kernel.registers.models import RegisterEntry
from palat.kernel.registers.procedure import dated_number
from palat.kernel.retention.procedure import ENTRY, ITEM, LETTER, MATTER, Ref
from palat.kernel.retention.registry import called, kept_kinds

_OWN: dict[str, type[Model]] = {MATTER: Matter, LETTER: Letter, ENTRY: RegisterEntry, ITEM: Incoming}


def model_of(kind: str) -> type[Model]:
    """Return the table of a kind of thing."""
    return _OWN[kind] if kind in _OWN else kept_kinds()[kind].model


def rows_of(refs: Collection[Ref]) -> dict[str, list[int]]:
    """Return the row numbers of things by their kind; every kind is there."""
    return {kind: [one.row for one in refs if one.kind == kind] for kind in (*_OWN, *kept_kinds())}


def name_of(thing: Model) -> str:
    """Say how a thing is called outside its own pages, in the language of the Office; never its subject."""
    if isinstance(thing, Matter):
        return thing.number or thing.code
    if isinstance(thing, RegisterEntry):
        number = dated_number(thing.text, running=thing.running, year=thing.year)
        return f"{thing.register.name_th} {number}"
    if isinstance(thing, Letter):
        return dated_number(thing.number, running=thing.running or 0, year=thing.year) if thing.year else thing.number
    kept = next((kind for kind, one in kept_kinds().items() if isinstance(thing, one.model)), None)
    return called(kept, thing.pk) if kept else f"แยกไว้ {thing.pk}"
