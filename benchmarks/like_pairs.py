"""Known pairs of like tickets, drawn from a file of the Traffy layout, for `palat likeness evaluate`.

    python -m benchmarks.like_pairs --tickets FILE --pairs PAIRS.csv --without-codes TICKETS.csv

`same_text`: the same letters in one district; `same_spot`: within ten metres and ten days, one kind, other words;
`named`: a follow-up names an earlier ticket; `template`: the same letters in very many tickets, or few letters at one
spot. All pairs that these rules find are written, so that a ticket without a partner has none by any of them.
TICKETS.csv is the file with every code of a ticket taken out of the texts, so that a follow-up must be found by what it
tells. Always the same pairs from the same file.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import click

from palat.kernel.language.ticket_files import rows

CODE = re.compile(r"20\d\d-[A-Z0-9]{6}")
FEW_LETTERS, SHORTEST_TOLD = 25, 30
MOST_ALIKE = 6  # more of one text are a template or a campaign
SPOT, WITHIN = 8, timedelta(days=10)  # signs of a coordinate: some ten metres
Row = dict[str, str]
Pair = tuple[str, str, str]


def same_text(tickets: Sequence[Row]) -> Iterator[Pair]:
    """Yield pairs of tickets with the same letters: of one district, or of one spot where the letters are few."""
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for row in tickets:
        letters = re.sub(r"[\W\d_]+", "", row["comment"])
        if len(letters) > FEW_LETTERS:
            alike[letters, row["district"]].append(row["ticket_id"])
        elif letters and row["lat"]:
            alike[letters, *_spot(row)].append(row["ticket_id"])
    for (letters, *_place), group in alike.items():
        if len(group) > MOST_ALIKE or len(letters) <= FEW_LETTERS:
            yield from ((earlier, later, "template") for earlier, later in pairwise(group))
        else:
            yield from ((later, earlier, "same_text") for n, later in enumerate(group) for earlier in group[:n])


def named(tickets: Sequence[Row]) -> Iterator[Pair]:
    """Yield follow-ups with the tickets that they name."""
    known = {row["ticket_id"] for row in tickets}
    for row in tickets:
        for code in CODE.findall(row["comment"]):
            if code in known and code != row["ticket_id"]:
                yield row["ticket_id"], code, "named"


def same_spot(tickets: Sequence[Row]) -> Iterator[Pair]:
    """Yield tickets of one kind that were told of one spot within some days, in other words."""
    at: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in tickets:
        if row["lat"] and row["timestamp"] and len(row["comment"]) > SHORTEST_TOLD:
            for kind in filter(None, row["type"].split("|")):
                at[kind, *_spot(row)].append(row)
    for group in at.values():
        for one, other in pairwise(sorted(group, key=lambda row: row["timestamp"])):
            soon = datetime.fromisoformat(other["timestamp"]) - datetime.fromisoformat(one["timestamp"]) <= WITHIN
            if soon and one["comment"][:20] != other["comment"][:20]:
                yield one["ticket_id"], other["ticket_id"], "same_spot"


def _spot(row: Row) -> tuple[str, str]:
    return row["lat"][:SPOT], row["lon"][:SPOT]


@click.command()
@click.option("--tickets", type=click.Path(path_type=Path), required=True)
@click.option("--pairs", type=click.Path(path_type=Path), required=True)
@click.option("--without-codes", type=click.Path(path_type=Path), required=True)
def main(tickets: Path, pairs: Path, without_codes: Path) -> None:
    """Write the pairs, and the tickets without codes."""
    read = list(rows(tickets))
    with pairs.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["a", "b", "why"])
        out.writerows(dict.fromkeys([*same_text(read), *named(read), *same_spot(read)]))
    with without_codes.open("w", encoding="utf-8", newline="") as file:
        told = csv.DictWriter(file, list(read[0]))
        told.writeheader()
        told.writerows(row | {"comment": CODE.sub("", row["comment"])} for row in read)


if __name__ == "__main__":
    main()
