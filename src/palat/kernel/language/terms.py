"""The Office's own terms: names of agencies, places, laws and categories, as the tables have them today.

A package above this one brings its terms by `supply`, from its `AppConfig.ready`; what lies below is read here.
"""

import re
import threading
from collections.abc import Callable, Iterable, Iterator

from palat.kernel.calendar.queries import instrument_names
from palat.kernel.language.dictionary import Dictionary, plain_dictionary
from palat.kernel.organisation.agency_queries import agency_names
from palat.kernel.organisation.area_queries import area_names
from palat.kernel.organisation.kept import kept

SECONDS = 600  # after so long at most a process reads with the terms as the tables then have them
Supplier = Callable[[], Iterable[str]]
_suppliers: list[Supplier] = []
_making = threading.Lock()
_made: dict[frozenset[str], Dictionary] = {}
_BETWEEN = re.compile(r"[\s()\[\]/,.“”\"ฯ]+")


def supply(supplier: Supplier) -> None:
    """Take terms from here as well, whenever the dictionary is made; once, however often it is called."""
    if supplier not in _suppliers:
        _suppliers.append(supplier)


def dictionary() -> Dictionary:
    """Return the dictionary with the Office's terms; made anew some minutes after the tables changed."""
    return kept(("language.dictionary",), _newest, seconds=SECONDS)


def _newest() -> Dictionary:
    """Return the dictionary with the terms as they are; the one in use where they are the same."""
    terms = frozenset(_terms())
    with _making:
        if terms not in _made:
            _made.clear()
            _made[terms] = Dictionary(terms)
        return _made[terms]


def _terms() -> Iterator[str]:
    """Yield places whole, and of other names what the plain dictionary would break into scraps.

    A long name that is made of words is no term: as one word it would hide its parts, and who looks for
    ไฟฟ้า would not find การไฟฟ้านครหลวง.
    """
    yield from area_names()
    plain = plain_dictionary()
    for names in (agency_names, instrument_names, *_suppliers):
        for name in names():
            yield from (part for part in _BETWEEN.split(name) if part and _breaks(part, plain))


def _breaks(name: str, plain: Dictionary) -> bool:
    """Say whether a name falls into pieces of which one is no word."""
    pieces = plain.pieces(name)
    return len(pieces) > 1 and any(not plain.word(piece) for piece in pieces)
