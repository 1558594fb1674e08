"""Emptying what this duty keeps of matters that were destroyed under a list."""

from collections.abc import Collection

from palat.duties.information.models import Charge, Complaint, Material, Part, Party, Request
from palat.kernel.history.remains import Remains


def empty_information(matter_ids: Collection[int], remains: Remains) -> None:
    """Empty the words of requests, third parties and complaints; that they were, when and how they ended stays."""
    requests = Request.objects.filter(matter__in=matter_ids)
    remains.add(persons=[one for one in requests.values_list("person_id", flat=True) if one])
    requests.update(text="", identity_words="", receipt="", same_key=b"")
    parties = Party.objects.filter(matter__in=matter_ids)
    remains.add(persons=parties.values_list("person_id", flat=True))
    parties.update(told="", objection="", ruling="")
    parts = Part.objects.filter(matter__in=matter_ids)
    Material.objects.filter(part__in=parts).delete()
    parts.update(words="", holding="", kind_words="", reasons="", withheld="")
    Charge.objects.filter(matter__in=matter_ids).delete()
    complaints = Complaint.objects.filter(matter__in=matter_ids)
    remains.add(persons=[one for one in complaints.values_list("person_id", flat=True) if one])
    complaints.update(wanted="", text="", facts_found="", opinion="", demands="", meeting="")
