"""Which counts of a table stay unsaid, so that nobody can be known by them: not by subtraction either.

The same matters are counted in several tables, and totals stand on other pages: what is missing in a line could be
told by the line's total. So in every line (of a kind, of an outcome, of the whole month) either nothing is missing, or
two counts at least, which together are no small count. Plain Python.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

Key = tuple[str, ...]


def kept_back(cells: Mapping[Key, int], places: Sequence[int], *, smallest: int) -> frozenset[Key]:
    """Return the cells of one month whose counts are left empty.

    `places` tell where in a key the names of its lines stand. The last is what all tables share (the outcome): the
    first count to go besides the small ones is sought in the same line by every table.
    """
    by_place = [_lines(cells, place) for place in places]
    lines = [line for found in by_place for line in found.values()]
    alone = {line[0] for line in lines if len(line) == 1}
    shared = {key: sum(cells[one] for one in line) for line in by_place[-1].values() for key in line}
    back = {key for key, count in cells.items() if 0 < count < smallest}
    every = [*lines, list(cells)]
    while more := _missing(every, cells, back, smallest):
        back.add(min(more, key=lambda key: (key in alone, shared[key], cells[key], key)))
    return frozenset(back)


def _lines(cells: Mapping[Key, int], place: int) -> Mapping[str, list[Key]]:
    found: dict[str, list[Key]] = defaultdict(list)
    for key in sorted(cells):
        found[key[place]].append(key)
    return found


def _missing(lines: Sequence[Sequence[Key]], cells: Mapping[Key, int], back: set[Key], smallest: int) -> Sequence[Key]:
    """Return the counts still told of the first line whose total would tell what is missing there."""
    for line in lines:
        gone = [key for key in line if key in back]
        told = [key for key in line if key not in back and cells[key]]
        if told and gone and (len(gone) == 1 or sum(cells[key] for key in gone) < smallest):
            return told
    return ()
