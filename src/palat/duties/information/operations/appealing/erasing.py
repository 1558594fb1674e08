"""Emptying what is kept of appeals that were destroyed under a list."""

from collections.abc import Collection

from palat.duties.information.models import Appeal, Called, CameraFile, Ruling, Vote
from palat.kernel.history.remains import Remains


def empty_appeals(matter_ids: Collection[int], remains: Remains) -> None:
    """Empty the words of appeals and what was seen in camera; that they were and how they ended stays.

    A ruling that is published stays as it is published: it names nobody, and others rely on it.
    """
    appeals = Appeal.objects.filter(matter__in=matter_ids)
    remains.add(persons=appeals.values_list("person_id", flat=True))
    appeals.update(text="", order_words="", late_words="", report="")
    kept = CameraFile.objects.filter(appeal__in=matter_ids)
    remains.add(files=kept.values_list("file_id", flat=True))
    kept.delete()
    Called.objects.filter(hearing__appeal__in=matter_ids).update(who="", words="", record="")
    Vote.objects.filter(ruling__in=matter_ids).update(dissent="")
    rulings = Ruling.objects.filter(appeal__in=matter_ids)
    rulings.update(issue="", facts="", reasons="", order="")
    rulings.filter(published_at=None).update(public_title="", public_text="")
