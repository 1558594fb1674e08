"""What duties bring to letters: first words of each kind, and what a signature sets going.

A duty's module `correspondence` has a class `Correspondence` of this shape; the kernel discovers it and never imports
a duty.
"""

import sys
from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import Protocol

from django.apps import apps
from django.utils.module_loading import autodiscover_modules

from palat.kernel.letters.moves import Draft
from palat.kernel.letters.queries import SignedLetter
from palat.kernel.matters.queries.file import MatterFile


class Duty(Protocol):
    """What a duty brings."""

    # Kinds of letters whose signature sets something going; of all others `on_signed` is not told.
    sets_going: Collection[str]

    def read_ahead(self, files: Sequence[MatterFile]) -> None:
        """Read at once, for many matters, what their letters will ask for one by one."""
        ...

    def first_draft(self, kind: str, *, file: MatterFile, agency_id: int | None, at: datetime) -> Draft:
        """Return the first words of a letter of a kind on a matter. Raises: UnableToAct where there are none."""
        ...

    def person_of(self, file: MatterFile) -> int | None:
        """Return the sealed person to whom a letter on a matter may go, if there is one."""
        ...

    def on_signed(self, letter: SignedLetter, *, at: datetime) -> None:
        """Do what the signature sets going, in the transaction of the signing."""
        ...


@cache
def _duties() -> dict[str, Duty]:
    autodiscover_modules("correspondence")
    found: dict[str, Duty] = {}
    for config in apps.get_app_configs():
        if config.name.startswith("palat.duties."):
            module = sys.modules.get(f"{config.name}.correspondence")
            if module is not None:
                found[config.label] = module.Correspondence()
    return found


def duty(code: str) -> Duty | None:
    """Return what a duty brings, or None for one without letters of its own."""
    return _duties().get(code)
