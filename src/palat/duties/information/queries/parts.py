"""The parts of a request as its pages show them: decision, grounds, documents, what stands against letting them out."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from palat.duties.information.models import Charge, ExemptionGround, Material, Part, Party
from palat.duties.information.procedure.words import DECISIONS
from palat.duties.information.queries.catalogue import in_force
from palat.duties.information.queries.gate import Standing, against, against_document
from palat.kernel.pages.language import name_of


@dataclass(frozen=True)
class Document:
    """A document found for a part."""

    id: int
    attachment_id: int
    name: str
    redacted: bool
    checked: str
    released_at: datetime | None
    against: str


@dataclass(frozen=True)
class PartLine:
    """A part as the desk shows it."""

    id: int
    number: int
    words: str
    decision: str
    holding: str
    grounds: list[str]
    kind_words: str
    reasons: str
    withheld: str
    agency: str
    documents: list[Document]
    against: str
    parties: int


def parts_of(matter_id: int, on: date) -> list[PartLine]:
    """Return the parts of a request with their documents, whatever their number in four statements."""
    parts = list(
        Part.objects.filter(matter_id=matter_id)
        .select_related("track", "agency")
        .prefetch_related("parties__track")
        .order_by("number")
    )
    documents: dict[int, list[Material]] = defaultdict(list)
    kept = Material.objects.filter(part__in=parts, removed_at=None).select_related("attachment").order_by("pk")
    for one in kept:
        documents[one.part_id].append(one)
    grounds = {one.code: one for one in ExemptionGround.objects.filter(in_force(on))}
    return [_line(part, documents[part.pk], grounds) for part in parts]


def _line(part: Part, documents: Sequence[Material], grounds: dict[str, ExemptionGround]) -> PartLine:
    parties = [one.track.state for one in part.parties.all()]
    now = Standing(part.track.state, frozenset(part.grounds), frozenset(parties))
    decided = part.track.state in dict(DECISIONS)
    return PartLine(
        id=part.pk,
        number=part.number,
        words=part.words,
        decision=_(dict(DECISIONS)[part.track.state]) if decided else "",
        holding=part.holding,
        grounds=[f"{grounds[one].cited} {name_of(grounds[one])}" for one in part.grounds if one in grounds],
        kind_words=part.kind_words,
        reasons=part.reasons,
        withheld=part.withheld,
        agency=name_of(part.agency),
        documents=[
            Document(
                one.pk,
                one.attachment_id,
                one.attachment.name,
                one.redacted,
                one.checked,
                one.released_at,
                against_document(now, redacted=one.redacted, checked=one.checked),
            )
            for one in documents
        ],
        against=against(now) if decided else "",
        parties=len(parties),
    )


def part_choices(matter_id: int) -> list[tuple[int, str]]:
    """Return the parts of a request as choices."""
    parts = Part.objects.filter(matter_id=matter_id).order_by("number")
    return [(one.pk, f"{one.number}. {' '.join(one.words.split())[:120]}") for one in parts]


def material_choices(part_id: int) -> list[tuple[int, str]]:
    """Return the documents of a part that have not left as choices."""
    kept = Material.objects.filter(part_id=part_id, removed_at=None, released_at=None).select_related("attachment")
    return [(one.pk, one.attachment.name) for one in kept.order_by("pk")]


def decided_of(part_id: int) -> dict[str, object]:
    """Return what is decided of a part so far, as its form begins."""
    part = Part.objects.select_related("track").get(pk=part_id)
    decided = part.track.state if part.track.state in dict(DECISIONS) else None
    return {
        "decision": decided,
        "grounds": part.grounds,
        "kind_words": part.kind_words,
        "reasons": part.reasons,
        "withheld": part.withheld,
        "holding": part.holding,
        "agency_id": part.agency_id,
    }


@dataclass(frozen=True)
class PartyLine:
    """A third party as the desk shows it: sealed, what it was told, what it said, how it was ruled."""

    who: str
    told: str
    told_on: date | None
    objection: str
    late: bool
    ruling: str
    ruling_told_on: date | None
    parts: list[int]


def parties_of(matter_id: int, masked: dict[int, str]) -> dict[int, PartyLine]:
    """Return the third parties of a request by their tracks; `masked` gives how each shows while it is sealed."""
    found = Party.objects.filter(matter_id=matter_id).prefetch_related("parts")
    return {
        one.pk: PartyLine(
            masked.get(one.person_id, ""),
            one.told,
            one.told_on,
            one.objection,
            one.late,
            one.ruling,
            one.ruling_told_on,
            sorted(part.number for part in one.parts.all()),
        )
        for one in found
    }


def persons_of_parties(matter_id: int) -> list[int]:
    """Return the sealed persons of the third parties of a request."""
    return list(Party.objects.filter(matter_id=matter_id).values_list("person_id", flat=True))


@dataclass(frozen=True)
class ChargeLine:
    """One line of the fee."""

    paper: str
    pages: int
    satang: int

    @property
    def baht(self) -> str:
        """What it comes to."""
        return baht(self.satang)


def charges_of(matter_id: int) -> list[ChargeLine]:
    """Return the lines of the fee of a request."""
    found = Charge.objects.filter(matter_id=matter_id).select_related("fee").order_by("fee__order")
    return [ChargeLine(name_of(one.fee), one.pages, one.pages * one.fee.satang) for one in found]


def baht(satang: int) -> str:
    """Return an amount in baht."""
    return f"{satang / 100:,.2f}"
