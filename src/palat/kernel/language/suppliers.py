"""Where cases to learn from come from: packages above this one bring them, from their `AppConfig.ready`."""

from collections.abc import Callable, Iterable

from palat.kernel.language.features import Case

Supplier = Callable[[], Iterable[tuple[Case, list[str]]]]
_suppliers: dict[str, Supplier] = {}


def supply_cases(target: str, supplier: Supplier) -> None:
    """Let a target be learnt from these cases, whose labels officers gave; the oldest case first."""
    _suppliers[target] = supplier


def targets() -> list[str]:
    """Return what can be learnt here."""
    return sorted(_suppliers)


def cases_for(target: str) -> tuple[list[Case], list[list[str]]]:
    """Return the cases of a target and their labels."""
    cases, labels = [], []
    for case, some in _suppliers[target]():
        if some:
            cases.append(case)
            labels.append(some)
    return cases, labels
