"""What duties bring: each empties its own tables of matters that are destroyed; the kernel never imports a duty."""

from collections.abc import Callable, Collection

from palat.kernel.history.remains import Remains

Empties = Callable[[Collection[int], Remains], None]
_duties: dict[str, Empties] = {}


def empties(duty: str, act: Empties) -> None:
    """Let a duty empty its own tables of matters, and tell what only hung on them."""
    _duties[duty] = act


def every_duty() -> tuple[Empties, ...]:
    """Return what the duties brought, in the order of their names."""
    return tuple(act for _duty, act in sorted(_duties.items()))
