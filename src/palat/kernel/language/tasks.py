"""Jobs of language."""

from django.utils import timezone

from palat.kernel.jobs.operations import job
from palat.kernel.language.learning import UnableToLearn
from palat.kernel.language.operations.classifying import learn_again
from palat.kernel.language.suppliers import targets


@job("language.learn", every="0 20 19 * * 6")
def learn(timestamp: int) -> None:
    """Learn every classifier anew in the night to Sunday (02:20 in Thailand); too few cases are no failure."""
    for target in targets():
        try:
            learn_again(target=target, at=timezone.now())
        except UnableToLearn:
            continue
