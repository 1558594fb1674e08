"""The procedures that the duties bring. The engine discovers them; it never imports a duty."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import autodiscover_modules

from palat.kernel.matters.procedure import Procedure


@cache
def _procedures() -> dict[tuple[str, int], Procedure]:
    autodiscover_modules("procedure")
    found: dict[tuple[str, int], Procedure] = {}
    for config in apps.get_app_configs():
        if not config.name.startswith("palat.duties."):
            continue
        for procedure in getattr(import_module(f"{config.name}.procedure"), "PROCEDURES", ()):
            found[procedure.code, procedure.version] = procedure
    return found


def procedure(code: str, version: int) -> Procedure:
    """Return a procedure in the version that a matter pins. Raises: KeyError."""
    return _procedures()[code, version]


def latest(code: str) -> Procedure:
    """Return the newest version of a procedure. Raises: ValueError for an unknown one."""
    return max((found for found in _procedures().values() if found.code == code), key=lambda found: found.version)


def procedures() -> Iterator[Procedure]:
    """Yield every procedure in every version."""
    yield from _procedures().values()


@cache
def closed_procedures() -> tuple[str, ...]:
    """Return the codes of procedures whose matters are read in the unit that holds them and above only."""
    return tuple(sorted({one.code for one in procedures() if one.closed}))
