"""How much of the personal data in our own sentences is found, and how much of what is found is any.

    python -m palat.kernel.language.measuring_masks [FILE.csv]

The file has one column, `sentence`, with the data in braces: `โทร {phone:080-000-1234}`.
"""

import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from palat.kernel.language.personal import MASKS, Found, find

SENTENCES = Path(__file__).parent / "tests" / "data" / "personal.csv"
_MARKED = re.compile(r"\{(\w+):([^{}]*)\}")


def read(path: Path) -> list[tuple[str, list[Found]]]:
    """Return each sentence without its braces, and where the data stands in it."""
    with path.open(encoding="utf-8", newline="") as rows:
        return [_unmarked(row["sentence"]) for row in csv.DictReader(rows)]


def measured(sentences: Iterable[tuple[str, list[Found]]]) -> dict[str, dict[str, float]]:
    """Return recall (found whole, as its kind or another) and precision (found where data of that kind is), by kind."""
    there, hit, found, right = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for text, true in sentences:
        said = find(text)
        covered = {at for one in said for at in range(one.start, one.end)}
        for one in true:
            there[one.kind] += 1
            hit[one.kind] += all(at in covered for at in range(one.start, one.end))
        for one in said:
            found[one.kind] += 1
            right[one.kind] += any(_overlap(one, other) for other in true)
    return {kind: _row(there[kind], hit[kind], found[kind], right[kind]) for kind in MASKS} | {
        "all": _row(there.total(), hit.total(), found.total(), right.total())
    }


def _row(there: int, hit: int, found: int, right: int) -> dict[str, float]:
    return {"there": there, "recall": round(hit / (there or 1), 3), "precision": round(right / (found or 1), 3)}


def _overlap(one: Found, other: Found) -> bool:
    return one.kind == other.kind and one.start < other.end and other.start < one.end


def _unmarked(sentence: str) -> tuple[str, list[Found]]:
    text, true, at = "", [], 0
    for one in _MARKED.finditer(sentence):
        text += sentence[at : one.start()]
        true.append(Found(len(text), len(text) + len(one[2]), one[1]))
        text += one[2]
        at = one.end()
    return text + sentence[at:], true


if __name__ == "__main__":
    print(json.dumps(measured(read(Path(sys.argv[1]) if sys.argv[1:] else SENTENCES)), indent=2))
