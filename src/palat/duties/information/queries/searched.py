"""What of a request is searched: what was asked for, and what was decided of it; never who asked or objected."""

from collections import defaultdict
from collections.abc import Collection

from palat.duties.information.models import Appeal, Complaint, Part, Request
from palat.kernel.matters.searched import Texts


def searched_appeals(matter_ids: Collection[int]) -> dict[int, Texts]:
    """Return the texts of appeals: the order and what is wrong with it; no draft, nothing in camera."""
    found = Appeal.objects.filter(pk__in=matter_ids).values_list("pk", "order_words", "text")
    return {number: Texts(inner=(order, text)) for number, order, text in found}


def searched_texts(matter_ids: Collection[int]) -> dict[int, Texts]:
    """Return the texts of requests; only this duty's units read them, as the search asks of every matter."""
    parts: dict[int, list[str]] = defaultdict(list)
    for part in Part.objects.filter(matter__in=matter_ids).order_by("number"):
        parts[part.matter_id] += [part.words, part.holding, part.reasons, part.withheld]
    found = Request.objects.filter(pk__in=matter_ids).values_list("pk", "text")
    return {number: Texts(inner=(text, *parts[number])) for number, text in found}


def searched_complaints(matter_ids: Collection[int]) -> dict[int, Texts]:
    """Return the texts of complaints and checks: what it is about, what was found; never who complained."""
    found = Complaint.objects.filter(pk__in=matter_ids)
    return {one.pk: Texts(inner=(one.wanted, one.text, one.facts_found, one.opinion, one.demands)) for one in found}
