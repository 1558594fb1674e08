"""Reading batches of letters: one's own, how far each is, what was refused and why."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from palat.kernel.letters.models import Batch, BatchItem
from palat.kernel.letters.queries import visible_letters
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.visibility import sees

SHOWN = 200  # refusals on a page; the rest are counted


def batches_of(by: Actor) -> QuerySet[Batch]:
    """Return the batches that an official began, with how many letters are done and refused, the newest first."""
    counted = Batch.objects.annotate(
        done=Count("items", filter=Q(items__state="done")), refused=Count("items", filter=Q(items__state="refused"))
    )
    return counted.filter(by_id=by.official_id or 0).order_by("-id")


@dataclass(frozen=True)
class Progress:
    """How far a batch is."""

    batch: Batch
    done: int
    refused: int
    on_paper: int
    troubles: list[BatchItem]
    more_troubles: int

    @property
    def waiting(self) -> int:
        """How many letters are still to be done."""
        return int(self.batch.total) - self.done - self.refused

    @property
    def over(self) -> int:
        """How many letters are done or refused."""
        return self.done + self.refused

    @property
    def is_running(self) -> bool:
        """Say whether the job still works on it."""
        return self.batch.ended_at is None and self.batch.stopped_at is None


def progress_of(batch_id: int, by: Actor) -> Progress | None:
    """Return how far a batch of one's own is; None for another's.

    What was refused is listed as far as one may still open its matter: it may be classified by now.
    """
    batch = Batch.objects.filter(pk=batch_id, by_id=by.official_id or 0).first()
    if batch is None:
        return None
    counted = BatchItem.objects.filter(batch=batch).aggregate(
        done=Count("id", filter=Q(state="done")),
        refused=Count("id", filter=Q(state="refused")),
        on_paper=Count("id", filter=Q(letter__sha256__gt="")),
    )
    open_to = Q(sees(by, "matter_id")) | Q(matter=None, letter__in=visible_letters(by))
    told = BatchItem.objects.filter(open_to, batch=batch).exclude(why="").select_related("matter", "letter")
    troubles = list(told.order_by("id")[:SHOWN])
    return Progress(
        batch,
        counted["done"],
        counted["refused"],
        counted["on_paper"],
        troubles,
        told.count() - len(troubles),
    )
