"""Names of what measures tell apart (kinds, categories, states), as duties supply them: figures go out with words."""

from collections.abc import Callable, Mapping

Names = Mapping[str, tuple[str, str]]  # by code: in Thai, in English
_suppliers: dict[tuple[str, str], Callable[[], Names]] = {}


def supply_labels(measure: str, dimension: str, names: Callable[[], Names]) -> None:
    """Let a duty name the codes of a dimension of a measure of its own."""
    _suppliers[measure, dimension] = names


def labels(measure: str, dimension: str) -> Names:
    """Return the names of the codes of a dimension; empty where nobody named them."""
    supplier = _suppliers.get((measure, dimension))
    return supplier() if supplier else {}
