"""Jobs of language."""

from collections.abc import Iterable

from django.conf import settings
from django.utils import timezone

from palat.kernel.jobs.operations import job
from palat.kernel.language.learning import UnableToLearn
from palat.kernel.language.operations.classifying import learn_again
from palat.kernel.language.queries.classifying import in_force
from palat.kernel.language.suppliers import targets


@job("language.learn", every="20 19 * * 6")  # cron counts in UTC: early on Sunday in Thailand
def learn(timestamp: int) -> None:
    """Learn every classifier anew each week."""
    _learn(targets())


@job("language.learn_first", every="*/10 * * * *")
def learn_first(timestamp: int) -> None:
    """Learn what was never learnt, or whose weights were lost, as soon as there are cases enough."""
    _learn(target for target in targets() if in_force(target) is None)


def _learn(wanted: Iterable[str]) -> None:
    """Learn some classifiers, unless people sort alone here; too few cases are no failure."""
    for target in wanted if settings.PROPOSING else ():
        try:
            learn_again(target=target, at=timezone.now())
        except UnableToLearn:
            continue
