"""Learning a classifier anew from the Office's own closed matters, and putting it in the last one's place."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from django.db import transaction

from palat.kernel.language.classifier import Classifier, UnableToLoad, load
from palat.kernel.language.features import Case
from palat.kernel.language.learning import MANNERS, UnableToLearn, fold_of, learn
from palat.kernel.language.measuring import Labels, scores
from palat.kernel.language.models import LearntClassifier
from palat.kernel.language.queries.classifying import folder_of
from palat.kernel.language.suppliers import cases_for
from palat.kernel.organisation.kept import forget

log = structlog.get_logger()
FEWEST = 200  # with fewer closed matters people and rules decide alone
MOST = 200_000  # the newest so many are learnt from
TRIED_ON = 10  # of a hundred parts by text; no classifier ever learns from these, so that two can be compared
MAY_BE_WORSE = 0.01
KEPT = 3


@dataclass(frozen=True)
class Learnt:
    """What came of a learning."""

    target: str
    version: str
    cases: int
    figures: dict[str, Any]
    in_force: bool


def learn_again(*, target: str, at: datetime) -> Learnt:
    """Learn a target from what its supplier brings, try it, and let it propose unless the last one was better.

    Raises: UnableToLearn for too few cases, or cases of one label.
    """
    cases, labels = cases_for(target)
    cases, labels = cases[-MOST:], labels[-MOST:]
    if len(cases) < FEWEST:
        raise UnableToLearn(f"{target}: {len(cases)} < {FEWEST}")
    kept_back = [fold_of(case) < TRIED_ON for case in cases]
    taught, trial = _parted(cases, labels, kept_back, False), _parted(cases, labels, kept_back, True)
    made = learn(*taught, MANNERS[target])
    version = f"{at:%Y%m%d%H%M%S}"
    folder = folder_of(target, version)
    shutil.rmtree(folder, ignore_errors=True)
    made.keep(folder)
    last = LearntClassifier.objects.filter(target=target, in_force=True).first()
    figures = {"new": _tried(made, *trial), "last": _last(last, trial)}
    better = not figures["last"] or _worth(figures["new"]) >= _worth(figures["last"]) - MAY_BE_WORSE
    with transaction.atomic():
        if better:
            LearntClassifier.objects.filter(target=target, in_force=True).update(in_force=False)
        row = LearntClassifier.objects.create(
            target=target, version=version, learnt_at=at, cases=len(taught[0]), figures=figures, in_force=better
        )
    forget()
    _clear(target)
    log.info("classifier_learnt", target=target, version=version, cases=row.cases, in_force=better)
    return Learnt(target, version, row.cases, figures, better)


def _parted(cases: list[Case], labels: Labels, kept_back: list[bool], wanted: bool) -> tuple[list[Case], list[Any]]:
    places = [number for number, held in enumerate(kept_back) if held is wanted]
    return [cases[number] for number in places], [labels[number] for number in places]


def _tried(model: Classifier, cases: list[Case], labels: Labels) -> dict[str, Any]:
    if not cases:
        return {}
    margins = model.margins(cases)
    return scores(margins, model.given(margins), labels, model.labels) | {"tried_on": len(cases)}


def _last(last: LearntClassifier | None, trial: tuple[list[Case], list[Any]]) -> dict[str, Any]:
    """Return how the present classifier does on the very same cases; nothing where there is none that still reads."""
    if last is None:
        return {}
    try:
        return _tried(load(folder_of(last.target, last.version)), *trial)
    except UnableToLoad:
        return {}


def _worth(figures: dict[str, Any]) -> float:
    return float(figures.get("top1", 0)) + float(figures.get("macro_f1", 0))


def _clear(target: str) -> None:
    """Delete the weights of all but the last few and the one in force; what they achieved stays written down."""
    rows = LearntClassifier.objects.filter(target=target, in_force=False).order_by("-learnt_at")
    for version in rows.values_list("version", flat=True)[KEPT:20]:
        shutil.rmtree(folder_of(target, version), ignore_errors=True)
