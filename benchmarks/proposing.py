"""How well category and agency are proposed, on every split of `docs/proposing-and-likeness.md`, beside the baseline.

    python -m benchmarks.proposing --json [--texts FILE.csv.gz] [--only NAME …] [--pictures FOLDER]

Each split is learnt in a process of its own, so that its peak memory can be told. Seconds are of the processor.
"""

import csv
import gzip
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from benchmarks.installation import ROOT
from benchmarks.reporting import say
from palat.kernel.language.features import Case
from palat.kernel.language.learning import MANNERS, fold_of
from palat.kernel.language.measuring import compared
from palat.kernel.language.ticket_files import case_of, labels_of

TEXTS = ROOT.parent / "shared" / "data" / "traffy_sample.csv.gz"
SPLITS = ("category_text", "category_time", "category_1111", "agency_text", "agency_time", "agency_1111")
TRIED = 25  # of a hundred parts by text
LATEST = 0.75  # of all tickets by time: those after it are the latest quarter
NEWER = "2023-11"  # from this month another list of tags was in use
Row = tuple[Case, list[str]]


def rows_of(path: Path, target: str) -> list[tuple[dict[str, str], Row]]:
    """Return the rows that have labels of a target; for the agency those that say who is responsible."""
    csv.field_size_limit(2_000_000)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return [(row, (case_of(row), labels_of(row, target))) for row in csv.DictReader(lines) if _counts(row, target)]


def _counts(row: dict[str, str], target: str) -> bool:
    return bool(row["type"] if target == "category" else row["responsible"])


def by_text(rows: list[tuple[dict[str, str], Row]], _path: Path) -> Iterator[bool]:
    """Try on the texts whose first letters, hashed, fall into the last quarter."""
    return (fold_of(case) >= 100 - TRIED for _row, (case, _labels) in rows)


def by_channel(rows: list[tuple[dict[str, str], Row]], _path: Path) -> Iterator[bool]:
    """Try on the cases of the PM's Office system."""
    return (row["channel"] == "1111" for row, _case in rows)


def cut_of(path: Path) -> str:
    """Return the moment after which the latest quarter of all tickets came in."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        moments = sorted(row["timestamp"] for row in csv.DictReader(lines) if row["timestamp"])
    return moments[int(len(moments) * LATEST)]


def measured(path: Path, split: str) -> dict[str, Any]:
    """Learn and try one split."""
    target, _bar, how = split.partition("_")
    rows = rows_of(path, target)
    if how == "time":
        return _compared(*_by_time(rows, cut_of(path)), target)
    tried = list((by_text if how == "text" else by_channel)(rows, path))
    train = [one for (_row, one), held in zip(rows, tried, strict=True) if not held]
    test = [(row, one) for (row, one), held in zip(rows, tried, strict=True) if held]
    return _compared(train, test, target)


def _by_time(rows: list[tuple[dict[str, str], Row]], cut: str) -> tuple[list[Row], list[tuple[dict[str, str], Row]]]:
    """Learn what came before the cut, try what came after it and begins otherwise than anything before it."""
    dated = sorted((one for one in rows if one[0]["timestamp"]), key=lambda one: one[0]["timestamp"])
    train = [one for row, one in dated if row["timestamp"] < cut]
    seen = {_begins(case) for case, _labels in train}
    return train, [(row, one) for row, one in dated if row["timestamp"] >= cut and _begins(one[0]) not in seen]


def _begins(case: Case) -> str:
    return re.sub(r"[\W\d_]+", "", case.text)[:80]


def _compared(train: list[Row], test: list[tuple[dict[str, str], Row]], target: str) -> dict[str, Any]:
    newer = [(row["timestamp"][:7] or row["ticket_id"][:4]) >= NEWER for row, _case in test]
    also = {"newer_tags": newer} if target == "category" and any(newer) else {}
    learnt = ([case for case, _labels in train], [labels for _case, labels in train])
    tried = ([case for _row, (case, _labels) in test], [labels for _row, (_case, labels) in test])
    return compared(learnt, tried, MANNERS[target], also=also)


@click.command()
@click.option("--json", "as_json", is_flag=True)
@click.option("--texts", type=click.Path(path_type=Path, exists=True), default=TEXTS)
@click.option("--only", multiple=True, type=click.Choice(SPLITS), help="This split alone, in this very process.")
def main(as_json: bool, texts: Path, only: tuple[str, ...]) -> None:
    """Measure all splits, or one."""
    if len(only) == 1:
        say(measured(texts, only[0]), as_json=as_json)
        return
    told = {}
    for split in only or SPLITS:
        words = [sys.executable, "-m", "benchmarks.proposing", "--json", "--texts", str(texts), "--only", split]
        told[split] = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
    say(told, as_json=as_json)


if __name__ == "__main__":
    main()
