"""What may be drawn into a sample, what is still to be called or looked at, and the figures, each with its base."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Avg, Count, Q, QuerySet
from django.utils.translation import gettext as _

from palat.duties.petitions.models import Petition, Sample, SampledCase
from palat.duties.petitions.procedure.contacts import RECHECK_QUESTIONS, SAMPLERS, SUPERVISORS
from palat.kernel.identities.queries import persons_with_phone
from palat.kernel.matters.authority import Actor, held_roles
from palat.kernel.matters.queries.visibility import Matter, visible
from palat.kernel.pages.filters import start_of

ENDED = ("closed", "answered", "not_accepted", "noted")


def may_be_drawn(kind: str, week: date) -> list[int]:
    """Return the cases of a week that may be drawn, ascending: closed, neither secret nor restricted nor merged.

    For the telephone: those whose petitioner left a number and has not rated yet.
    """
    closed = Matter.objects.filter(
        procedure="petition",
        state__in=ENDED,
        closed_at__gte=start_of(week),
        closed_at__lt=start_of(week + timedelta(days=7)),
        restricted="",
        secrecy=0,
        merged_into=None,
    )
    numbers = list(closed.order_by("pk").values_list("pk", flat=True))
    if kind != "satisfaction":
        return numbers
    unrated = Petition.objects.filter(pk__in=numbers, stars=None, person__isnull=False)
    persons = dict(unrated.values_list("pk", "person_id"))
    reachable = persons_with_phone(number for number in persons.values() if number is not None)
    return sorted(pk for pk, person in persons.items() if person in reachable)


def to_call(by: Actor) -> QuerySet[SampledCase]:
    """Return the sampled petitioners still to be called: their codes and attempts, nothing of their cases."""
    if not SAMPLERS & held_roles(by.authority):
        return SampledCase.objects.none()
    return _open("satisfaction").filter(Q(taken_by=None) | Q(taken_by_id=by.official_id))


def to_check(by: Actor) -> QuerySet[SampledCase]:
    """Return the sampled cases still to be looked at that a supervisor may open."""
    if not SUPERVISORS & held_roles(by.authority):
        return SampledCase.objects.none()
    return _open("recheck").filter(matter__in=visible(by))


def _open(kind: str) -> QuerySet[SampledCase]:
    return SampledCase.objects.filter(sample__kind=kind, result="").select_related("sample", "matter", "taken_by")


@dataclass(frozen=True)
class Draw:
    """One sample and what came of it."""

    sample: Sample
    of: int
    results: dict[str, int]
    waiting: int
    mean: float | None
    yes: list[tuple[str, int, int]]  # question, how many said yes, of how many


def draws(kind: str, *, most: int = 12) -> list[Draw]:
    """Return the last samples of a kind with their figures, newest first."""
    return [_draw(sample) for sample in Sample.objects.filter(kind=kind).order_by("-week")[:most]]


def _draw(sample: Sample) -> Draw:
    cases = list(sample.cases.values("result", "answers", "matter_id"))
    results: dict[str, int] = {}
    for case in cases:
        results[case["result"]] = results.get(case["result"], 0) + 1
    rated = [case["matter_id"] for case in cases if case["result"] == "rated"]
    mean = Petition.objects.filter(pk__in=rated).aggregate(mean=Avg("stars"))["mean"] if rated else None
    answered = [case["answers"] for case in cases if case["answers"]]
    yes = [(_(words), sum(bool(one.get(code)) for one in answered), len(answered)) for code, words in RECHECK_QUESTIONS]
    return Draw(sample, len(sample.population), results, results.pop("", 0), mean, yes if answered else [])


def stars_by_way() -> list[tuple[str, int, float]]:
    """Return for each way of asking how many rated and their mean, so that the two may be compared."""
    labels = {"link": _("ลิงก์ที่ส่งให้ผู้ร้อง"), "sample": _("โทรสุ่มถาม")}
    rows = Petition.objects.filter(stars__isnull=False).values("stars_way").annotate(n=Count("pk"), mean=Avg("stars"))
    return [(labels[row["stars_way"]], row["n"], row["mean"]) for row in rows if row["stars_way"] in labels]
