"""Published rulings: searched by ground, agency, topic and words, and offered as precedent while a text is drafted."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from palat.duties.information.models import Appeal, ExemptionGround, Ruling
from palat.duties.information.procedure.appeal_words import OUTCOMES, TOPICS
from palat.duties.information.queries.appealing.panel import OFFICE_AGENCY
from palat.duties.information.queries.catalogue import in_force
from palat.kernel.organisation.queries import agency_by_code
from palat.kernel.pages.language import name_of

MOST_PRECEDENTS = 5
SHORTEST = 2


def published_rulings() -> QuerySet[Ruling]:
    """Return the rulings that anybody may read, with what a list shows of each."""
    found = Ruling.objects.filter(published_at__isnull=False)
    return found.select_related("appeal__matter", "appeal__agency", "appeal__branch")


def with_words(rows: QuerySet[Ruling], typed: str) -> QuerySet[Ruling]:
    """Narrow rulings to those whose public text holds every word."""
    for word in typed.split()[:10]:
        if len(word) >= SHORTEST:
            rows = rows.filter(
                Q(public_text__icontains=word) | Q(public_title__icontains=word) | Q(number__icontains=word)
            )
    return rows


def with_ground(rows: QuerySet[Ruling], code: str) -> QuerySet[Ruling]:
    """Narrow rulings to those that are about a ground of the Act."""
    return rows.filter(grounds__contains=[code])


def agency_of(appeal: Appeal) -> str:
    """Return the agency whose order was appealed: another's, or the Office."""
    return name_of(appeal.agency or agency_by_code(OFFICE_AGENCY))


def agency_pairs(rows: Iterable[Ruling]) -> list[tuple[str, str]]:
    """Return the agencies whose orders rulings are about as choices, in the order of their names."""
    found = {one.appeal.agency.code if one.appeal.agency else OFFICE_AGENCY: agency_of(one.appeal) for one in rows}
    return sorted(found.items(), key=lambda pair: pair[1])


def with_agency(rows: QuerySet[Ruling], code: str) -> QuerySet[Ruling]:
    """Narrow rulings to those about an agency's order."""
    return rows.filter(appeal__agency=None) if code == OFFICE_AGENCY else rows.filter(appeal__agency__code=code)


@dataclass(frozen=True)
class Read:
    """A published ruling as anybody reads it."""

    number: str
    title: str
    text: str
    outcome: str
    agency: str
    topic: str
    branch: str
    grounds: list[str]
    ruled_on: date | None


def shown_ruling(number: int, on: date) -> Read | None:
    """Return a published ruling, or None for one that is not."""
    one = published_rulings().filter(pk=number).first()
    if one is None:
        return None
    names = dict(ground_choices(on))
    return Read(
        one.number,
        one.public_title,
        one.public_text,
        _(dict(OUTCOMES)[one.outcome]),
        agency_of(one.appeal),
        _(dict(TOPICS).get(one.appeal.topic, "")),
        name_of(one.appeal.branch),
        [names[code] for code in one.grounds if code in names],
        one.ruled_on,
    )


def ground_choices(on: date) -> list[tuple[str, str]]:
    """Return the grounds of the Act as choices."""
    return [(one.code, f"{one.cited} {name_of(one)}") for one in ExemptionGround.objects.filter(in_force(on))]


@dataclass(frozen=True)
class Precedent:
    """A published ruling, as it stands beside a text that is being drafted."""

    pk: int
    number: str
    title: str
    outcome: str
    topic: str
    ruled_on: date | None


def precedents(*, grounds: Collection[str], topic: str = "", without: int = 0) -> list[Precedent]:
    """Return published rulings on one of these grounds or of this topic, those on a ground first, the newest first."""
    on_ground = Q(pk=None)
    for code in grounds:
        on_ground |= Q(grounds__contains=[code])
    near = on_ground | (Q(appeal__topic=topic) if topic else Q(pk=None))
    found = published_rulings().filter(near).exclude(pk=without)
    first = Case(When(on_ground, then=Value(0)), default=Value(1), output_field=IntegerField())
    ordered = found.annotate(first=first).order_by("first", "-ruled_on", "-pk")[:MOST_PRECEDENTS]
    return [_precedent(one) for one in ordered]


def _precedent(one: Ruling) -> Precedent:
    topic = dict(TOPICS).get(one.appeal.topic, "")
    return Precedent(one.pk, one.number, one.public_title, dict(OUTCOMES)[one.outcome], topic, one.ruled_on)


def precedents_for(grounds: Collection[str]) -> list[Precedent]:
    """Return published rulings on grounds that are being weighed; the newest of all while none is chosen yet."""
    if grounds:
        return precedents(grounds=grounds)
    newest = published_rulings().order_by("-ruled_on", "-pk")[:MOST_PRECEDENTS]
    return [_precedent(one) for one in newest]
