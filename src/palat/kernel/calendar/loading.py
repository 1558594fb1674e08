"""Filling the calendar: holidays from the library, corrected by our files; provisions and limits from our files.

Loading again changes nothing; with a newer library or newer files it corrects what was loaded before. What
an official entered by a resolution is never touched, and a limit that stands is never edited.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import holidays as library
from django.db import transaction

from palat.kernel.calendar.models import Holiday, Limit, LimitCode, Provision
from palat.kernel.calendar.operations import changed, rebuild_working_days
from palat.kernel.calendar.queries import FIRST, LAST
from palat.kernel.history.operations import append
from palat.kernel.organisation.queries import AgencyUnknown, agency_by_code

DATA = Path(__file__).parent / "data"
KNOWN_UNTIL = 2026  # years whose holidays have been resolved; the library projects later ones
CATEGORIES = ("public", "government")
NOT_OBSERVED = ("National Labor Day", "National Labor Day (in lieu)")  # by banks and business, not by the government
LOADED = ("holidays", "palat")  # sources that loading may correct
WORDS = ("name_th", "name_en", "status", "resolution", "source", "mark")


@dataclass(frozen=True)
class Off:
    """A holiday as it is to be loaded."""

    day: date
    scope: str
    place: str
    name_th: str
    name_en: str
    status: str
    resolution: str
    source: str
    mark: str

    @property
    def key(self) -> tuple[date, str, str]:
        """What there may be only one of."""
        return self.day, self.scope, self.place


@dataclass(frozen=True)
class Loaded:
    """How many holidays were entered, corrected and taken out again, and the days whose counting changed."""

    entered: int
    corrected: int
    removed: int
    days: tuple[date, ...]


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one of our reference files."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def library_holidays(years: Iterable[int]) -> list[Off]:
    """Return the government's holidays as the library knows or projects them, with our words for their names."""
    years = list(years)
    thai = library.country_holidays("TH", years=years, categories=CATEGORIES, language="th")
    english = library.country_holidays("TH", years=years, categories=CATEGORIES, language="en_US")
    words = list(rows("holiday_words.csv"))
    found = []
    for day, name in sorted(english.items()):
        kept = [place for place, part in enumerate(name.split("; ")) if part not in NOT_OBSERVED]
        if not kept:
            continue
        known = day.year <= KNOWN_UNTIL
        found.append(
            Off(
                day=day,
                scope="national",
                place="",
                name_th=_worded(_parts(thai[day], kept), "th", day.year, words),
                name_en=_worded(_parts(name, kept), "en_US", day.year, words),
                status="proclaimed" if known else "projected",
                resolution="",
                source="holidays",
                mark="verified" if known else "provisional",
            )
        )
    return found


def _parts(name: str, kept: list[int]) -> str:
    parts = name.split("; ")
    return "; ".join(parts[place] for place in kept)


def _worded(name: str, language: str, year: int, words: list[dict[str, str]]) -> str:
    for row in words:
        if row["language"] == language and year >= int(row["from_year"]):
            name = name.replace(row["find"], row["replace"])
    return name


@transaction.atomic
def load_holidays(years: Iterable[int] = range(FIRST.year, LAST.year + 1), *, at: datetime, by: str) -> Loaded:
    """Enter the holidays of some years of the common era and number the working days anew."""
    years = list(years)
    wanted = {one.key: one for one in library_holidays(years)}
    for row in rows("holidays.csv"):
        day = date.fromisoformat(row.pop("day"))
        if day.year in years:
            one = Off(day=day, source="palat", **row)
            wanted[one.key] = one
    present = {(one.day, one.scope, one.place): one for one in Holiday.objects.filter(day__year__in=years)}
    entered = [Holiday(**vars(one)) for key, one in wanted.items() if key not in present]
    corrected = [one for key, one in present.items() if key in wanted and _correct(one, wanted[key])]
    gone = [one.pk for key, one in present.items() if key not in wanted and one.source in LOADED]
    Holiday.objects.bulk_create(entered)
    Holiday.objects.bulk_update(corrected, WORDS)
    Holiday.objects.filter(pk__in=gone).delete()
    days = rebuild_working_days().days
    if days:
        append(chain="calendar", kind="holidays_loaded", at=at, actor=by, facts={"days": days})
    return Loaded(len(entered), len(corrected), len(gone), days)


def _correct(holiday: Holiday, wanted: Off) -> bool:
    """Bring a loaded holiday in line, unless an official entered it. Returns whether it changed."""
    if holiday.source not in LOADED:
        return False
    before = [getattr(holiday, name) for name in WORDS]
    for name in WORDS:
        setattr(holiday, name, getattr(wanted, name))
    return before != [getattr(holiday, name) for name in WORDS]


@transaction.atomic
def load_limits() -> list[str]:
    """Load provisions and limits that are not there yet. Returns the lines whose agency is not loaded.

    A limit that has any value already, of its agency or in general, is left to `set_limit`; a note that came from
    here before it had English words gets them.
    """
    provisions = _load_provisions()
    present = set(Limit.objects.values_list("name__code", "scope"))
    rejected = []
    for line, row in enumerate(rows("limits.csv"), start=2):
        name, _made = LimitCode.objects.update_or_create(
            code=row["code"], defaults={"label_th": row["label_th"], "label_en": row["label_en"]}
        )
        try:
            agency = agency_by_code(row["agency"]) if row["agency"] else None
        except AgencyUnknown:
            rejected.append(f"limits.csv:{line}: {row['code']}: {row['agency']}")
            continue
        if (name.code, agency.pk if agency else 0) not in present:
            _limit(row, name, agency.pk if agency else None, provisions[row["provision"]]).save(force_insert=True)
    for note, english in {row["note"]: row["note_en"] for row in rows("limits.csv")}.items():
        Limit.objects.filter(note=note, note_en="").exclude(note="").update(note_en=english)
    changed()
    return rejected


def _limit(row: dict[str, str], name: LimitCode, agency_id: int | None, provision: Provision) -> Limit:
    return Limit(
        name=name,
        agency_id=agency_id,
        scope=agency_id or 0,
        amount=int(row["amount"]),
        unit=row["unit"],
        provision=provision,
        mark=row["mark"],
        note=row["note"],
        note_en=row["note_en"],
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        after_hours=row["after_hours"] or "same_day",
        closes_at=time.fromisoformat(row["closes_at"]) if row["closes_at"] else None,
    )


def _load_provisions() -> dict[str, Provision]:
    """Load the provisions; return the latest of each code."""
    found = {}
    for row in rows("provisions.csv"):
        code, valid_from = row.pop("code"), date.fromisoformat(row.pop("valid_from"))
        found[code], _made = Provision.objects.update_or_create(code=code, valid_from=valid_from, defaults=row)
    return found
