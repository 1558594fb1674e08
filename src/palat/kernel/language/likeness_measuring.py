"""How well like tickets are found, on a file of tickets and a file of pairs that are known to belong together."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from palat.kernel.language.likeness import WORKING, Rarity, Told, compare, counted_rarity, keys_of, told
from palat.kernel.language.ticket_files import UnableToRead, rows

CANDIDATES = 200  # compared exactly, those that share most keys
COMMON = 20_000  # a key that so many tickets have says nothing
WITHOUT_PARTNER = 2_000  # so many tickets without a partner are tried for false alarms
MOST_TRIED = 5_000


class Tickets:
    """Tickets in memory, found by the same keys and compared by the same rule as in the database."""

    def __init__(self, read: Iterable[dict[str, str]]) -> None:
        self.told: dict[str, Told] = {}
        self.holders: dict[int, list[str]] = defaultdict(list)
        for row in read:
            code = row.get("ticket_id", "")
            if not code or code in self.told:
                continue
            one = self.told[code] = _told(row)
            for key in keys_of(one):
                self.holders[key].append(code)
        self.rarity: Rarity = counted_rarity(one.words for one in self.told.values())

    def like(self, code: str, most: int = 10) -> list[tuple[str, float]]:
        """Return the tickets most alike, the likest first."""
        one = self.told[code]
        shared: Counter[str] = Counter()
        for key in keys_of(one, looking=True):
            holders = self.holders.get(key, [])
            if len(holders) <= COMMON:
                shared.update(holders)
        del shared[code]
        found = [
            (other, compare(one, self.told[other], self.rarity).score) for other, _n in shared.most_common(CANDIDATES)
        ]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:most]


def measured(tickets: Path, pairs: Path) -> dict[str, Any]:
    """Return, per kind of pair, how often a true partner is found, and how often a ticket without one is flagged.

    Raises: UnableToRead.
    """
    known = Tickets(rows(tickets))
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
    """Return recall over tickets, each weighing alike; a partner of another kind is no miss and takes no place."""
    first, found = 0, {1: 0.0, 5: 0.0, 10: 0.0}
    tried = sorted(partners)[:MOST_TRIED]
    for code in tried:
        true, other = partners[code], every[code] - partners[code]
        ranked = [one for one, _score in known.like(code, most=10 + len(other)) if one not in other]
        first += bool(ranked and ranked[0] in true)
        for most in found:
            found[most] += len(true & set(ranked[:most])) / min(len(true), most)
    many = max(1, len(tried))
    recall = {f"recall_at_{most}": round(share / many, 4) for most, share in found.items()}
    return {"tickets": len(tried), "any_at_1": round(first / many, 4), **recall}


def _false_alarm(known: Tickets, every: dict[str, set[str]]) -> float:
    alone = sorted((code for code in known.told if code not in every), key=lambda code: code[::-1])[:WITHOUT_PARTNER]
    flagged = sum(1 for code in alone if any(score >= WORKING for _other, score in known.like(code, most=1)))
    return round(flagged / max(1, len(alone)), 4)


def _told(row: dict[str, str]) -> Told:
    when = row.get("timestamp", "")[:10]
    return told(
        row.get("comment", ""),
        district=row.get("district", ""),
        subdistrict=row.get("subdistrict", ""),
        day=date.fromisoformat(when) if _is_day(when) else None,
        spot=_spot(row),
        own_code=row["ticket_id"],
    )


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
