"""Small counts stay unsaid: nobody finds them by subtracting from the total of a line, nor from another table."""

import random

from palat.duties.information.keeping_back import Key, kept_back

MONTH = "2026-05"


def table(**cells: int) -> dict[Key, int]:
    """A table of one month, its cells named by kind and outcome: a__closed=3."""
    return {(MONTH, *name.split("__")): count for name, count in cells.items()}


def back(cells: dict[Key, int]) -> set[str]:
    return {"__".join(key[1:]) for key in kept_back(cells, (1, 2), smallest=5)}


def test_a_small_count_hides_with_another_of_its_line_in_each_direction() -> None:
    cells = table(a__closed=3, a__open=40, b__closed=30, b__open=50, c__closed=60, c__open=70)
    assert back(cells) == {"a__closed", "a__open", "b__closed", "b__open"}
    assert back(table(a__closed=9, b__closed=5)) == set()


def test_what_one_table_leaves_out_no_other_tells() -> None:
    kinds = table(a__closed=100, a__withdrawn=2, b__closed=20, a__open=300, b__open=200)
    places = table(n__closed=60, s__closed=60, n__withdrawn=1, s__withdrawn=1, n__open=250, s__open=250)
    for cells in (kinds, places):
        hidden = kept_back(cells, (1, 2), smallest=5)
        told = {key[2] for key in cells if all(one in hidden or one[2] != key[2] for one in cells)}
        lines = {outcome: [key for key in cells if key[2] == outcome] for outcome in ("closed", "withdrawn", "open")}
        assert told >= {"withdrawn"}
        assert not all(key not in hidden for key in lines["closed"])  # the line that every table takes


def test_no_total_of_any_line_tells_a_small_count() -> None:
    chance = random.Random(7)
    for _turn in range(300):
        cells = {
            (MONTH, kind, outcome): chance.choice((1, 2, 4, 5, 9, 30))
            for kind in "abcd"
            for outcome in ("open", "closed", "late")
            if chance.random() < 0.8
        }
        if not cells:
            continue
        hidden = kept_back(cells, (1, 2), smallest=5)
        assert {key for key, count in cells.items() if count < 5} <= hidden
        lines = [[key for key in cells if key[place] == name] for place in (1, 2) for name in {k[place] for k in cells}]
        for line in (*lines, list(cells)):
            gone = [cells[key] for key in line if key in hidden]
            if gone and len(gone) < len(line):
                assert len(gone) > 1
                assert sum(gone) >= 5
