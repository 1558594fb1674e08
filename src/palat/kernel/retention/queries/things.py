"""The kinds of things that are kept, each with its table."""

from collections.abc import Collection

from django.db.models import Model

from palat.kernel.letters.models import Letter
from palat.kernel.matters.models import Matter
from palat.kernel.registers.models import RegisterEntry
from palat.kernel.retention.procedure import ENTRY, LETTER, MATTER, Ref

MODELS: dict[str, type[Model]] = {MATTER: Matter, LETTER: Letter, ENTRY: RegisterEntry}


def rows_of(refs: Collection[Ref]) -> dict[str, list[int]]:
    """Return the row numbers of things by their kind; every kind is there."""
    return {kind: [one.row for one in refs if one.kind == kind] for kind in MODELS}
