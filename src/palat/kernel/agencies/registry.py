"""What duties bring to the agencies' side: what is asked, and the operation behind each answer.

A duty's module `agency_work` has a class `AgencyWork` of this shape; the kernel discovers it and never imports a duty.
"""

import sys
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Protocol

from django.apps import apps
from django.forms import Field
from django.utils.module_loading import autodiscover_modules

from palat.kernel.agencies.procedure import Answer
from palat.kernel.agencies.queries.asked import AskedOf
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.desk.rows import DeskAct
from palat.kernel.matters.queries.file import MatterFile, TrackView


class Duty(Protocol):
    """What a duty brings."""

    results: Sequence[tuple[str, str]]  # how a final answer may say that it ended
    takes_files: Collection[str]  # moves that take files themselves; those of others are laid beside the act

    def asked(self, file: MatterFile, view: TrackView, by: Actor) -> AskedOf:
        """Return what is asked on a track, as far as the agency may read it."""
        ...

    def message(self, file: MatterFile, view: TrackView) -> str:
        """Return what the Office wrote to the agency when it sent the matter."""
        ...

    def figures(self, file: MatterFile, view: TrackView, move: str) -> Mapping[str, Field]:
        """Return the fields that an answer has besides its words, each named as its figure."""
        ...

    def why_not_onward(self, file: MatterFile) -> str:
        """Say why an agency may not send a matter on to others, or nothing."""
        ...

    def answer(
        self, move: str, *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None, answer: Answer
    ) -> None:
        """Make an agency's move with what it says. Raises: UnableToAct."""
        ...

    def link_acts(self, file: MatterFile) -> Mapping[str, DeskAct]:
        """Return the answers that a single-use link takes on matters of a procedure, in the order shown."""
        ...

    def send_link_again(self, track_id: int, type: str) -> None:
        """Let a new link follow an answer after which the agency still owes a report."""
        ...


@cache
def _duties() -> dict[str, Duty]:
    autodiscover_modules("agency_work")
    found: dict[str, Duty] = {}
    for config in apps.get_app_configs():
        if config.name.startswith("palat.duties."):
            module = sys.modules.get(f"{config.name}.agency_work")
            if module is not None:
                found[config.label] = module.AgencyWork()
    return found


def every() -> list[Duty]:
    """Return what every duty brings."""
    return list(_duties().values())


def duty(code: str) -> Duty:
    """Return what a duty brings. Raises: KeyError for one that sends nothing to agencies."""
    return _duties()[code]
