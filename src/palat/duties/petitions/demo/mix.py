"""The distributions of the demo office: those that were published (domain/petitions.md §2), the rest by estimate."""

import csv
import random
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path

from palat.kernel.calendar.counting import BANGKOK, legal_date
from palat.kernel.reports.procedure import quarters_back

SHARES = Path(__file__).parent / "shares.csv"
QUARTERS = 8  # whole quarters before the one that runs
GROWTH = 0.07  # more each year: 57,399 cases in 2566, 59,471 in 2567, 63,541 in 2568

# Channels of contacts, quarter 2 of fiscal year 2567.
CHANNELS = {"hotline": 80.5, "post": 5.7, "line": 5.7, "web": 3.2, "app": 3.0, "walk_in": 1.8}
# Cases by province: the five greatest as published (by the agency's own count), the rest evenly.
PROVINCES = {"10": 22.0, "12": 6.5, "11": 5.0, "13": 4.8, "20": 4.6}
OTHER_PROVINCE = 0.78
CONCEALED = 0.15
YEAR_SECONDS = 365.25 * 86400
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


def begins(now: datetime) -> datetime:
    """Return the moment from which the demo office is told: the first day of a quarter, eight before this one."""
    first = quarters_back(legal_date(now), QUARTERS + 1)[-1].first
    return datetime.combine(first, time(), tzinfo=BANGKOK)


def moment(rng: random.Random, now: datetime) -> datetime:
    """Return a moment since the beginning at which someone calls or writes; a little more of them each year."""
    seconds = (now - begins(now)).total_seconds()
    most = (1 + GROWTH) ** (seconds / YEAR_SECONDS)
    while True:
        day = now.astimezone(BANGKOK) - timedelta(seconds=rng.random() * seconds)
        hour = rng.choices(range(24), HOURS)[0]
        at = day.replace(hour=hour, minute=rng.randrange(60), second=rng.randrange(60), microsecond=0)
        years = (at - begins(now)).total_seconds() / YEAR_SECONDS
        likely = WEEKDAYS[at.weekday()] / max(WEEKDAYS) * (1 + GROWTH) ** years / most
        if at < now and rng.random() < likely:
            return at
