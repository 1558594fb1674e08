"""A process of its own for tests that kill it: `process.py accept_and_wait|accept_and_stay|number`."""

import sys
import time

import django

django.setup()

from palat.kernel.history.queries import faults  # noqa: E402 - Django must be set up first
from palat.kernel.jobs.operations import enqueue  # noqa: E402
from palat.kernel.matters.models import Matter  # noqa: E402
from palat.kernel.matters.operations.acts import acting  # noqa: E402
from palat.kernel.matters.operations.numbering import number_matters  # noqa: E402
from palat.kernel.matters.tests.factories import NOW, holder, matter  # noqa: E402


def say(word: str) -> None:
    """Tell the test how far it is."""
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def accept(*, wait: bool) -> None:
    """Accept the first matter; inside the act, or after it, wait to be killed."""
    first = Matter.objects.filter(state="received").order_by("pk")[0]
    with acting(matter_id=first.pk, by=holder("intake-1"), at=NOW) as act:
        act.move("accept")
        enqueue("tests.effect", matter_id=first.pk)
        if wait:
            say("inside")
            time.sleep(60)
    say("acknowledged")
    time.sleep(60)


def main(what: str) -> None:
    """Do what the test asks."""
    if what == "number":
        while number_matters(procedures=["petition"], register="petition", at=NOW):
            pass
        say(str(list(faults())))
        return
    if what == "accept_and_wait":
        for _each in range(40):
            matter()
    accept(wait=what == "accept_and_wait")


main(sys.argv[1])
