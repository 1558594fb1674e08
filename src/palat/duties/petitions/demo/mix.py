"""The distributions of the demo office: those that were published (domain/petitions.md §2), the rest by estimate."""

import csv
import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path

from palat.kernel.calendar.counting import BANGKOK

SHARES = Path(__file__).parent / "shares.csv"
DAYS = 425  # fourteen months

# Channels of contacts, quarter 2 of fiscal year 2567.
CHANNELS = {"hotline": 80.5, "post": 5.7, "line": 5.7, "web": 3.2, "app": 3.0, "walk_in": 1.8}
# Cases by province: the five greatest as published (by the agency's own count), the rest evenly.
PROVINCES = {"10": 22.0, "12": 6.5, "11": 5.0, "13": 4.8, "20": 4.6}
OTHER_PROVINCE = 0.78
CONCEALED = 0.15
# How many ask for which fields to be concealed.
CONCEAL = {
    ("name", "phone"): 62,
    ("name",): 18,
    ("name", "phone", "address"): 14,
    ("name", "phone", "address", "email"): 6,
}
# People call by day, and more on working days.
HOURS = [2, 1, 1, 1, 1, 2, 4, 7, 12, 15, 15, 13, 10, 13, 14, 13, 11, 8, 6, 6, 6, 5, 4, 3]
WEEKDAYS = [18, 17, 16, 16, 15, 9, 9]

KINDS = {
    "problem": {"grievance": 92, "fairness": 8},
    "help": {"help": 55, "grievance": 30, "fairness": 15},
    "accuse": {"accusation": 80, "fairness": 20},
    "tip": {"tip_off": 100},
    "opinion": {"suggestion": 100},
    "danger": {"help": 100},
    "royal": {"fairness": 100},
}


@dataclass(frozen=True)
class Share:
    """A category: how many come, how many are closed at the year's end, and in which months more of them come."""

    category: str
    weight: float
    closed: float
    season: dict[int, float]


@cache
def shares() -> tuple[Share, ...]:
    """Return the shares of all categories."""
    with SHARES.open(encoding="utf-8", newline="") as file:
        return tuple(
            Share(row["category"], float(row["weight"]), float(row["closed"]) / 100, _season(row["season"]))
            for row in csv.DictReader(file)
        )


def _season(written: str) -> dict[int, float]:
    """Read `1*3 2*3`: three times as many in January and in February."""
    pairs = (part.split("*") for part in written.split())
    return {int(month): float(times) for month, times in pairs}


@cache
def _cumulated(month: int) -> list[float]:
    return list(accumulate(share.weight * share.season.get(month, 1.0) for share in shares()))


def category_in(month: int, rng: random.Random) -> Share:
    """Return a category, as the month has it."""
    return rng.choices(shares(), cum_weights=_cumulated(month))[0]


def channel(rng: random.Random) -> str:
    """Return a channel."""
    return rng.choices(tuple(CHANNELS), tuple(CHANNELS.values()))[0]


def kind(tone: str, rng: random.Random) -> str:
    """Return the kind of a petition that a story of this tone makes."""
    kinds = KINDS[tone]
    return rng.choices(tuple(kinds), tuple(kinds.values()))[0]


def conceal(rng: random.Random) -> tuple[str, ...]:
    """Return the fields that a petitioner wants concealed, for one who wants it."""
    return rng.choices(tuple(CONCEAL), tuple(CONCEAL.values()))[0]


def province(rng: random.Random, all_codes: tuple[str, ...]) -> str:
    """Return a province."""
    return rng.choices(all_codes, [PROVINCES.get(code, OTHER_PROVINCE) for code in all_codes])[0]


def moment(rng: random.Random, now: datetime) -> datetime:
    """Return a moment of the last fourteen months at which someone calls or writes."""
    while True:
        day = now.astimezone(BANGKOK) - timedelta(days=rng.random() * DAYS)
        hour = rng.choices(range(24), HOURS)[0]
        at = day.replace(hour=hour, minute=rng.randrange(60), second=rng.randrange(60), microsecond=0)
        if at < now and rng.random() < WEEKDAYS[at.weekday()] / max(WEEKDAYS):
            return at
