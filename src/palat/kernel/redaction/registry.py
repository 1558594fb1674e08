"""What duties bring to release: which of their moves prepare, answer for and release, and the grounds of withholding.

A duty's module `releasing` calls `mount`; the kernel discovers it and never imports a duty.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.utils.module_loading import autodiscover_modules

from palat.kernel.history.operations import Event
from palat.kernel.matters.operations.acts import Act


@dataclass(frozen=True)
class Ground:
    """A ground on which something is withheld: its code, the label on the box, and the words of the index."""

    code: str
    label: str
    words: str
    provisional: bool = False


@dataclass(frozen=True)
class Kept:
    """One document of a package: how it is called, the stored copy that leaves, and what was answered for."""

    title: str
    name: str
    file_id: int
    source_id: int  # the stored file of which it is a copy
    marks: int
    answered: str = ""


@dataclass(frozen=True)
class Package:
    """What was released together: the index, the copies, and how many documents were withheld whole."""

    set_id: int
    index_id: int
    kept: tuple[Kept, ...]
    withheld: int
    sha256: str


def _nothing_more(_act: Act, _package: Package, _event: Event) -> None:
    """A duty for which the history and the package are enough."""


@dataclass(frozen=True)
class Mount:
    """How a procedure releases: three moves of its main track, its grounds, and what it does in the same act."""

    procedure: str
    prepare: str
    override: str
    release: str
    grounds: Callable[[date], Sequence[Ground]]
    released: Callable[[Act, Package, Event], None] = _nothing_more
    # Says why a set of this matter may not leave (an embargo, a ground that is never disclosed); nothing: it may.
    forbids: Callable[[Act, Sequence[str]], str] = lambda _act, _grounds: ""


_MOUNTS: dict[str, Mount] = {}


def mount(one: Mount) -> None:
    """Let a procedure release by this package."""
    _MOUNTS[one.procedure] = one


@cache
def _discovered() -> bool:
    autodiscover_modules("releasing")
    return True


def mount_of(procedure: str) -> Mount | None:
    """Return how a procedure releases, or None for one that does not."""
    _discovered()
    return _MOUNTS.get(procedure)
