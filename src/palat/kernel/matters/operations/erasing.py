"""Emptying what the engine keeps of matters that were destroyed under a list: a shell stays, to say so."""

from collections.abc import Collection
from datetime import datetime

from palat.kernel.history.remains import Remains
from palat.kernel.language.operations import index
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import (
    Attachment,
    Bar,
    InHand,
    Matter,
    OneTimeLink,
    Opinion,
    Pause,
    Reminder,
    Submission,
    Track,
    WorkItem,
)
from palat.kernel.matters.operations.acts import acting_on_many
from palat.kernel.matters.operations.changing import chain_of
from palat.kernel.matters.operations.indexing import given_of

DESTROYED = "destroyed"


def empty_matters(
    matter_ids: Collection[int], *, under: str, words: str, by: Actor, basis: str, at: datetime, remains: Remains
) -> None:
    """Empty matters of everything that people said, named or gave. Code, number, days, states and links stay.

    `under` is the number of the list, `words` what stands where the subject stood. Each matter's chain gets an event
    that says so. The search index forgets their words at once.
    """
    files = Attachment.objects.filter(matter__in=matter_ids)
    remains.add(files=files.values_list("file_id", flat=True), chains=[chain_of(one) for one in matter_ids])
    files.delete()
    _empty_rows(matter_ids)
    with acting_on_many(matter_ids=matter_ids, by=by, at=at) as acts:
        for act in acts:
            act.basis = basis
            act.record(DESTROYED, facts={"list": under})
            act.matter.subject = words
    Matter.objects.filter(pk__in=matter_ids).update(destroyed_under=under)
    index.put(given_of(matter_ids))
    index.drop_unused_words()


def _empty_rows(matter_ids: Collection[int]) -> None:
    tracks = Track.objects.filter(matter__in=matter_ids)
    Opinion.objects.filter(submission__matter__in=matter_ids).update(words="")
    Submission.objects.filter(matter__in=matter_ids).update(brief={}, recorded={}, words="")
    Pause.objects.filter(clock__matter__in=matter_ids).update(reason="")
    OneTimeLink.objects.filter(track__in=tracks).update(sent_to="")
    for model in (Reminder, Bar, WorkItem):
        model._default_manager.filter(matter__in=matter_ids).delete()
    InHand.objects.filter(track__in=tracks).delete()
    tracks.update(label="", answer="")


def destroyed_among(matter_ids: Collection[int]) -> set[int]:
    """Return those of these matters that were destroyed before."""
    return set(Matter.objects.filter(pk__in=matter_ids).exclude(destroyed_under="").values_list("pk", flat=True))
