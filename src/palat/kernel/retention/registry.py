"""What duties bring: each empties its own tables of matters that are destroyed, and says what it keeps beside matters.

The kernel never imports a duty.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from palat.kernel.files.models import StoredFile
from palat.kernel.history.remains import Remains
from palat.kernel.retention.procedure import HELD_KINDS

Empties = Callable[[Collection[int], Remains], None]
_duties: dict[str, Empties] = {}


@dataclass(frozen=True)
class Kept:
    """A kind of thing that a duty keeps in a table of its own, beside matters and papers."""

    kind: str  # eight signs at most
    label: str  # in words, marked for translation
    model: type[Model]
    since: str  # the column of the day or moment from which it is kept
    ended: Callable[[], Q]  # that it is over, so that its time runs
    subject: Callable[[Any], str]
    files: Callable[[int], Sequence[tuple[str, StoredFile]]]  # what is packed of it, each with its name
    empty: Callable[[Collection[int], str, Remains], None]  # rows, the words that stay, what only hung on them


_kept: dict[str, Kept] = {}


def empties(duty: str, act: Empties) -> None:
    """Let a duty empty its own tables of matters, and tell what only hung on them."""
    _duties[duty] = act


def every_duty() -> tuple[Empties, ...]:
    """Return what the duties brought, in the order of their names."""
    return tuple(act for _duty, act in sorted(_duties.items()))


def keeps(kept: Kept) -> None:
    """Let a duty bring a kind of thing into the schedule of keeping."""
    _kept[kept.kind] = kept


def kept_kinds() -> Mapping[str, Kept]:
    """Return the kinds of things that duties keep, in the order of their codes."""
    return dict(sorted(_kept.items()))


def kind_words(kind: str) -> str:
    """Return what a kind of thing is called, in the language of the page."""
    return _(_kept[kind].label if kind in _kept else HELD_KINDS[kind])


def called(kind: str, row: int) -> str:
    """Return how a thing of a duty is called outside its own pages: its kind and its number here."""
    return f"{_kept[kind].label} {row}"
