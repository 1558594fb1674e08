"""What of a matter is searched: its subject, and the texts that its duty brings here.

A supplier gives texts by the row numbers of matters. What an agency may read beside the Office stands apart from what
only the Office reads. Identities and names of the accused are no texts; what personal data a text holds is masked here.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from palat.kernel.language.personal import mask


@dataclass(frozen=True)
class Texts:
    """The texts of one matter: `common` for all who may open it, `inner` for officials of the Office."""

    common: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()


Supplier = Callable[[Collection[int]], Mapping[int, Texts]]
_suppliers: dict[str, Supplier] = {}


def supply_texts(procedure: str, supplier: Supplier) -> None:
    """Let the texts of matters of a procedure be searched."""
    _suppliers[procedure] = supplier


def texts_of(matters: Collection[tuple[int, str, str]]) -> dict[int, Texts]:
    """Return the texts of matters given as (number, procedure, subject), the subject first, personal data masked."""
    given: dict[int, Texts] = {}
    for procedure in {one for _number, one, _subject in matters}:
        if supplier := _suppliers.get(procedure):
            given.update(supplier([number for number, one, _subject in matters if one == procedure]))
    found = {}
    for number, _procedure, subject in matters:
        one = given.get(number, Texts())
        found[number] = Texts(_masked((subject, *one.common)), _masked(one.inner))
    return found


def _masked(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(mask(text) for text in texts if text)
