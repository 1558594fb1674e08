"""What the classifiers propose for a petition: category and agencies with the words that spoke for them.

They propose and never decide. Nothing is proposed for royal, restricted or classified matters; where the classifier is
unsure it says so and a person decides alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from palat.duties.petitions.models import Category
from palat.duties.petitions.queries.learning import COLUMNS, case_of, readable_petitions, told
from palat.duties.petitions.reading import danger_to_life, touches_monarchy
from palat.kernel.calendar.counting import legal_date
from palat.kernel.language.features import Case
from palat.kernel.language.queries.classifying import SURE, proposals
from palat.kernel.organisation.agency_queries import agency_choices
from palat.kernel.organisation.area_queries import area_by_words
from palat.kernel.pages.language import name_of

SHORTEST = 15  # letters; what is shorter says too little
LONGEST = 20_000  # letters that are read; no form takes more
MOST_CATEGORIES, MOST_AGENCIES = 3, 5
SHOWN_FROM = 0.05


@dataclass(frozen=True)
class Offered:
    """A proposal as a person reads it."""

    label: str
    name: str
    percent: int
    words: tuple[str, ...]

    @property
    def why(self) -> str:
        """The words that spoke for it."""
        return " ".join(f"“{word}”" for word in self.words)


@dataclass(frozen=True)
class Advice:
    """What is proposed of one petition. Where it is unsure, a person decides without a first choice of the machine."""

    categories: Sequence[Offered] = ()
    agencies: Sequence[Offered] = ()
    danger: bool = False  # the text speaks of danger to life: a person looks and confirms

    @property
    def unsure_of_category(self) -> bool:
        """Whether no category is likely enough."""
        return bool(self.categories) and not is_sure(self.categories[0].percent / 100)

    @property
    def unsure_of_agency(self) -> bool:
        """Whether no agency is likely enough."""
        return bool(self.agencies) and not is_sure(self.agencies[0].percent / 100)

    def __bool__(self) -> bool:
        return bool(self.categories or self.agencies or self.danger)


def advice_while_typing(*, text: str, place_words: str, channel: str, at: datetime) -> Advice:
    """Return what is proposed for a text that is being typed at intake; danger to life is told of any text."""
    text = text[:LONGEST]
    if len(text.strip()) < SHORTEST or touches_monarchy(text):
        return danger_alone(text)
    area = area_by_words(place_words) if place_words else None
    case = told(text, place_words=place_words, channel=channel, area=area, at=at)
    return _advice(case, ("category", "agency"), at)


def advice_on(matter_id: int, *, targets: Sequence[str], at: datetime) -> Advice:
    """Return what is proposed for a petition that was received; nothing for one that no machine may read."""
    row = readable_petitions().filter(pk=matter_id).values_list(*COLUMNS).first()
    if row is None or touches_monarchy(row[0]):
        return Advice()
    return _advice(case_of(row), targets, at)


def danger_alone(text: str) -> Advice:
    """Return nothing but whether a text speaks of danger to life: for what no machine may sort."""
    return Advice(danger=danger_to_life(text[:LONGEST]))


def _advice(case: Case, targets: Sequence[str], at: datetime) -> Advice:
    offered: dict[str, list[Offered]] = {"category": [], "agency": []}
    if "category" in targets:
        offered["category"] = _named("category", case, category_names_by_code(), MOST_CATEGORIES)
    if "agency" in targets:
        names = {str(number): name for number, name in agency_choices(legal_date(at))}
        offered["agency"] = _named("agency", case, names, MOST_AGENCIES)
    return Advice(offered["category"], offered["agency"], danger_to_life(case.text))


def is_sure(chance: float) -> bool:
    """Say whether a proposal this likely is shown as one."""
    return chance >= SURE


def _named(target: str, case: Case, names: dict[str, str], most: int) -> list[Offered]:
    """Return proposals with their names; what is no longer in use makes room, what is hardly likely is left out."""
    return [
        Offered(one.label, names[one.label], round(one.probability * 100), one.words)
        for one in proposals(target, case, most=2 * most)
        if one.label in names and one.probability >= SHOWN_FROM
    ][:most]


def category_names_by_code() -> dict[str, str]:
    """Return the name of each category in the viewer's language."""
    return {category.code: name_of(category) for category in Category.objects.all()}
