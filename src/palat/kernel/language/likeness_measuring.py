"""How well like tickets are found, on a file of tickets and a file of pairs that are known to belong together."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from palat.kernel.language.dictionary import Dictionary
from palat.kernel.language.likeness import (
    COMPARED,
    LOOKED_AT,
    WORKING,
    Told,
    compare,
    counted_rarity,
    keys_of,
    tiers_of,
    told,
)
from palat.kernel.language.ticket_files import UnableToRead, rows

WITHOUT_PARTNER = 2_000  # so many tickets without a partner are tried for false alarms
MOST_TRIED = 5_000
SHOWN = 5  # so many are shown to an officer
PLACES = ("subdistrict", "district", "province")


class Tickets:
    """Tickets in memory, found by the same keys and compared by the same rule as in the database."""

    def __init__(self, read: Iterable[dict[str, str]], *, spots: bool = True) -> None:
        first: dict[str, dict[str, str]] = {}
        for row in read:
            if row.get("ticket_id"):
                first.setdefault(row["ticket_id"], row)
        terms = {row.get(name, "") for row in first.values() for name in PLACES}
        self.dictionary = Dictionary(terms)
        self.told = {code: _told(row, self.dictionary, spots=spots) for code, row in first.items()}
        self.rarity = counted_rarity((one.words for one in self.told.values()), self.dictionary)
        self.keys = {code: keys_of(one, self.rarity) for code, one in self.told.items()}
        self.holders: dict[int, list[str]] = defaultdict(list)
        for code, keys in self.keys.items():
            for key in keys:
                self.holders[key].append(code)

    def like(self, code: str, most: int = 10) -> list[tuple[str, float]]:
        """Return the tickets most alike, the likest first."""
        one = self.told[code]
        found = [(other, compare(one, self.told[other], self.rarity).score) for other in self._candidates(code)]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:most]

    def _candidates(self, code: str) -> list[str]:
        """Return the tickets that share most keys, of as many as the database looks at of each kind of key."""
        tiers = tiers_of(self.told[code], self.rarity)
        weights = tiers[-1]
        looked_at = {other for tier in tiers for other in self._having(tier)} - {code}
        shared = {other: sum(weights.get(key, 0.0) for key in self.keys[other]) for other in looked_at}
        return sorted(looked_at, key=lambda other: (-shared[other], other))[:COMPARED]

    def _having(self, keys: Iterable[int]) -> Iterable[str]:
        having = dict.fromkeys(other for key in keys for other in self.holders.get(key, ()))
        return islice(having, LOOKED_AT)


def measured(tickets: Path, pairs: Path, *, spots: bool = True) -> dict[str, Any]:
    """Return, per kind of pair, how often a true partner is found, and how often a ticket without one is flagged.

    `spots` False: coordinates are not looked at, as petitions of the Office have none. Raises: UnableToRead.
    """
    known = Tickets(rows(tickets), spots=spots)
    partners: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    left_out = 0
    for a, b, why in _pairs(pairs):
        if a not in known.told or b not in known.told or a == b:
            left_out += 1
            continue
        partners[why][a].add(b)
        partners[why][b].add(a)
    every: dict[str, set[str]] = defaultdict(set)
    for of_kind in partners.values():
        for code, others in of_kind.items():
            every[code] |= others
    return {
        "kinds": {why: _recall(known, of_kind, every) for why, of_kind in sorted(partners.items())},
        "false_alarm": _false_alarm(known, every),
        "threshold": WORKING,
        "tickets": len(known.told),
        "pairs_left_out": left_out,
    }


def _recall(known: Tickets, partners: dict[str, set[str]], every: dict[str, set[str]]) -> dict[str, Any]:
    """Return recall over tickets, each weighing alike; a partner of another kind is no miss and takes no place.

    `shown`: a true partner is among the first five and reaches the working threshold, so that an officer sees it.
    """
    first, shown, found = 0, 0, {1: 0.0, 5: 0.0, 10: 0.0}
    tried = sorted(partners)[:MOST_TRIED]
    for code in tried:
        true, other = partners[code], every[code] - partners[code]
        ranked = [pair for pair in known.like(code, most=10 + len(other)) if pair[0] not in other]
        names = [one for one, _score in ranked]
        first += bool(names and names[0] in true)
        shown += any(one in true and score >= WORKING for one, score in ranked[:SHOWN])
        for most in found:
            found[most] += len(true & set(names[:most])) / min(len(true), most)
    many = max(1, len(tried))
    recall = {f"recall_at_{most}": round(share / many, 4) for most, share in found.items()}
    return {"tickets": len(tried), "any_at_1": round(first / many, 4), **recall, "shown": round(shown / many, 4)}


def _false_alarm(known: Tickets, every: dict[str, set[str]]) -> float:
    alone = sorted((code for code in known.told if code not in every), key=lambda code: code[::-1])[:WITHOUT_PARTNER]
    flagged = sum(1 for code in alone if any(score >= WORKING for _other, score in known.like(code, most=1)))
    return round(flagged / max(1, len(alone)), 4)


def _told(row: dict[str, str], dictionary: Dictionary, *, spots: bool) -> Told:
    when = row.get("timestamp", "")[:10]
    one = told(
        row.get("comment", ""),
        dictionary,
        district=row.get("district", ""),
        subdistrict=row.get("subdistrict", ""),
        day=date.fromisoformat(when) if _is_day(when) else None,
        own_code=row["ticket_id"],
    )
    return replace(one, spot=_spot(row)) if spots else one


def _is_day(words: str) -> bool:
    try:
        date.fromisoformat(words)
    except ValueError:
        return False
    return True


def _spot(row: dict[str, str]) -> tuple[float, float] | None:
    try:
        return float(row.get("lat", "")), float(row.get("lon", ""))
    except ValueError:
        return None


def _pairs(path: Path) -> Sequence[tuple[str, str, str]]:
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
            read = csv.DictReader(lines, restval="")
            if not {"a", "b"} <= set(read.fieldnames or []):
                raise UnableToRead(f"{path}: ต้องมีคอลัมน์ a, b, why · columns a, b, why are needed")
            return [(row["a"].strip(), row["b"].strip(), (row.get("why") or "pair").strip()) for row in read]
    except (OSError, csv.Error) as error:
        raise UnableToRead(f"{path}: {error}") from error
