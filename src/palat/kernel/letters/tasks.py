"""Jobs of letters: load by id, call one operation."""

import os
from collections.abc import Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor

from django.utils import timezone

from palat.kernel.jobs.operations import job
from palat.kernel.letters.operations import batches, papers, sending
from palat.kernel.letters.operations.papers import SetPaper


@job("letters.finish")
def finish(letter_id: int) -> None:
    """Set and keep the paper of a letter that was given its number."""
    sending.finish(letter_id=letter_id, at=timezone.now())


@job("letters.batch")
def batch(batch_id: int) -> None:
    """Do a batch to its end. While the papers of one piece are set, the acts of the next are made."""
    with ThreadPoolExecutor(os.cpu_count() or 1) as presses:
        setting = _begin(papers.unfinished(batch_id, most=batches.PIECE), presses)
        while (made := batches.next_piece(batch_id=batch_id, at=timezone.now())) is not None:
            following = _begin(made, presses)
            _keep(setting)
            setting = following
        while setting:
            _keep(setting)
            setting = _begin(papers.unfinished(batch_id, most=batches.PIECE), presses)
        batches.end(batch_id=batch_id, at=timezone.now())
        while lacking := papers.without_copy(batch_id, most=batches.PIECE):
            copies = papers.set_together(papers.prepare_copies(lacking, at=timezone.now()), presses)
            papers.keep_copies([one.result() for one in copies], at=timezone.now())


def _begin(letter_ids: Sequence[int], presses: Executor) -> "list[Future[SetPaper]]":
    return papers.set_together(papers.prepare(letter_ids, at=timezone.now()), presses) if letter_ids else []


def _keep(setting: "Sequence[Future[SetPaper]]") -> None:
    if setting:
        papers.keep([one.result() for one in setting], at=timezone.now())
