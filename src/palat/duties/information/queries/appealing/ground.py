"""What may be appealed: the order on a request to the Office, or the rejection of a third party's objection to it."""

from dataclasses import dataclass
from datetime import date

from palat.duties.information.models import Appeal, Party, Request
from palat.duties.information.procedure.appeal_words import OBJECTION, OWN, REFUSAL
from palat.duties.information.queries.times import last_day_of_appeal

RULED_AGAINST = frozenset({"overruled", "released"})


@dataclass(frozen=True)
class Appealable:
    """An order of the Office that may be appealed, by whom it was made known, since when and until when."""

    request_id: int
    party_id: int | None
    kind: str
    person_id: int | None
    subject: str
    reference: str
    told_on: date | None
    last_day: date | None


def order_on_request(request_id: int) -> Appealable | None:
    """Return the order on a request that its requester may appeal; None where nothing was refused, or not told yet."""
    request = Request.objects.select_related("matter").filter(pk=request_id).first()
    if request is None or request.told_on is None or request.appeal_until is None:
        return None
    kind = OWN if request.matter.kind == "own" else REFUSAL
    matter = request.matter
    return Appealable(
        request.pk,
        None,
        kind,
        request.person_id,
        matter.subject,
        matter.reference,
        request.told_on,
        request.appeal_until,
    )


def rejected_objection(party_id: int) -> Appealable | None:
    """Return the rejection of an objection that its third party may appeal."""
    party = Party.objects.select_related("matter", "track").filter(pk=party_id).first()
    if party is None or party.track.state not in RULED_AGAINST or not party.ruling:
        return None
    told_on = party.ruling_told_on
    last = last_day_of_appeal(told_on, kind="general") if told_on else None
    return Appealable(party.matter_id, party.pk, OBJECTION, party.person_id, "", party.matter.reference, told_on, last)


def ground_of_number(number: str, party_number: int | None) -> Appealable | None:
    """Return the order on the request of a register number that may be appealed: by its requester, or by a third party.

    Who takes an appeal in at the tribunals sees none of the request: only whether there is such an order.
    """
    found = Request.objects.filter(matter__number=number.strip()).values_list("pk", flat=True)[:2]
    if len(found) != 1:
        return None
    if party_number is None:
        return order_on_request(found[0])
    parties = list(Party.objects.filter(matter=found[0]).order_by("pk").values_list("pk", flat=True))
    return rejected_objection(parties[party_number - 1]) if party_number <= len(parties) else None


def stands_already(one: Appealable) -> bool:
    """Say whether an appeal against the same order is under way."""
    same = Appeal.objects.filter(request_id=one.request_id, party_id=one.party_id)
    return same.filter(matter__closed_at=None).exists()
