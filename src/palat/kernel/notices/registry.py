"""What duties bring to notices: kinds of news, and what becomes of an answer.

A duty's module `notifying` has a class `Notifying` of this shape; the kernel discovers it and never imports a duty.
"""

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Protocol

from django.apps import apps
from django.utils.module_loading import autodiscover_modules

from palat.kernel.notices.kinds import OWN
from palat.kernel.notices.line_events import Said
from palat.kernel.notices.wording import Kind


class Duty(Protocol):
    """What a duty brings."""

    kinds: Sequence[Kind]

    def take_reply(self, about: str, *, text: str, files: Sequence[tuple[int, str]], at: datetime) -> bool:
        """Put what someone wrote in answer to a notice on its matter. False: the matter takes nothing any more."""
        ...

    def not_reached(self, about: str, *, surely: bool, at: datetime) -> None:
        """Let whoever handles a matter know that its petitioner was not reached; not `surely`: nobody knows."""
        ...

    def hear(self, said: Said, *, at: datetime) -> None:
        """Take what somebody wrote in a chat."""
        ...


@cache
def duties() -> dict[str, Duty]:
    """Return what each duty brings, by the label of its app."""
    autodiscover_modules("notifying")
    found: dict[str, Duty] = {}
    for config in apps.get_app_configs():
        module = sys.modules.get(f"{config.name}.notifying")
        if config.name.startswith("palat.duties.") and module is not None:
            found[config.label] = module.Notifying()
    return found


@cache
def kinds() -> dict[str, Kind]:
    """Return every kind of news that has words."""
    return {one.code: one for one in (*OWN, *(kind for duty in duties().values() for kind in duty.kinds))}


def of_kind(code: str) -> Iterator[Duty]:
    """Yield the duty that brought a kind of news."""
    yield from (duty for duty in duties().values() if any(one.code == code for one in duty.kinds))
