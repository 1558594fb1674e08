"""Keeping what was proposed for each new petition, and what officers then chose."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import CharField, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast

from palat.duties.petitions.models import Petition, Suggestion
from palat.duties.petitions.procedure.words import REFERRAL
from palat.duties.petitions.queries.learning import COLUMNS, case_of, readable_petitions
from palat.duties.petitions.queries.suggesting import is_sure
from palat.duties.petitions.reading import touches_monarchy
from palat.kernel.language.classifier import Classifier, Proposal
from palat.kernel.language.features import Case
from palat.kernel.language.queries.classifying import in_force

LOOK_BACK = timedelta(days=2)  # for petitions of which nothing was proposed yet: a classifier that came later waits
FOLLOWED = timedelta(days=120)  # for how long a choice is waited for
AT_ONCE = 200
KEPT_LABELS = 5


def suggest_new(*, at: datetime) -> int:
    """Propose for petitions of the last days that have no proposal yet. Returns how many proposals were kept."""
    return sum(_suggest(target, at) for target in ("category", "agency"))


def _suggest(target: str, at: datetime) -> int:
    found = in_force(target)
    if found is None:
        return 0
    version, model = found
    made = Suggestion.objects.filter(matter_id=OuterRef("pk"), target=target)
    new = readable_petitions().filter(matter__received_at__gte=at - LOOK_BACK).exclude(Exists(made)).exclude(text="")
    rows = list(new.order_by("matter__received_at").values_list("pk", *COLUMNS)[:AT_ONCE])
    kept = [(number, case_of(tuple(row))) for number, *row in rows if not touches_monarchy(row[0])]
    proposed = _proposed(model, [case for _number, case in kept])
    Suggestion.objects.bulk_create(
        [
            Suggestion(
                matter_id=number,
                target=target,
                version=version,
                proposed=[[one.label, round(one.probability, 4)] for one in some],
                sure=bool(some) and is_sure(some[0].probability),
                made_at=at,
            )
            for (number, _case), some in zip(kept, proposed, strict=True)
        ],
        ignore_conflicts=True,
    )
    return len(kept)


def _proposed(model: Classifier, cases: list[Case]) -> list[list[Proposal]]:
    margins = model.margins(cases)
    chances = model.probabilities(margins)
    return [
        [Proposal(model.labels[k], float(chances[row, k])) for k in (-margins[row]).argsort()[:KEPT_LABELS]]
        for row in range(len(cases))
    ]


def note_taken(*, at: datetime) -> int:
    """Note which category, and which agency first, officers chose for petitions with a proposal. Returns how many."""
    waiting = Suggestion.objects.filter(taken="", made_at__gte=at - FOLLOWED)
    category = Petition.objects.filter(pk=OuterRef("matter_id")).exclude(matter__category="").values("matter__category")
    sent = Petition.objects.filter(pk=OuterRef("matter_id"), matter__tracks__type=REFERRAL)
    sent = sent.filter(matter__tracks__agency__isnull=False).order_by("matter__tracks__opened_at", "matter__tracks__pk")
    agency = sent.values(chosen=Cast("matter__tracks__agency_id", CharField()))
    return _note(waiting.filter(target="category"), category, at) + _note(waiting.filter(target="agency"), agency, at)


def _note(waiting: "QuerySet[Suggestion]", chosen: "QuerySet[Any]", at: datetime) -> int:
    """Write down what was chosen, where something was, in one statement."""
    return waiting.filter(Exists(chosen)).update(taken=Subquery(chosen[:1]), taken_at=at)
