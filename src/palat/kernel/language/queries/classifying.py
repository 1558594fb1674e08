"""What the classifier in force proposes; nothing where none was learnt yet."""

from datetime import datetime
from pathlib import Path

from django.conf import settings

from palat.kernel.language.classifier import Classifier, Proposal, UnableToLoad, load
from palat.kernel.language.features import Case
from palat.kernel.language.models import LearntClassifier
from palat.kernel.organisation.kept import kept

SECONDS = 300  # after so long at most a process proposes by a newly learnt classifier
SURE = 0.6  # below this a proposal is shown as unsure: a person decides without it


def folder_of(target: str, version: str) -> Path:
    """Return where a classifier's weights lie."""
    return Path(settings.VAR) / "classifiers" / f"{target}-{version}"


def in_force(target: str) -> tuple[str, Classifier] | None:
    """Return the classifier that proposes today with its version, or nothing."""
    return kept(("language.classifier", target), lambda: _load(target), seconds=SECONDS)


def _load(target: str) -> tuple[str, Classifier] | None:
    version = LearntClassifier.objects.filter(target=target, in_force=True).values_list("version", flat=True).first()
    if version is None:
        return None
    try:
        return version, load(folder_of(target, version))
    except UnableToLoad:
        return None  # a folder that was lost, or of an older format: learnt anew by the next schedule


def proposals(target: str, case: Case, *, most: int = 5) -> list[Proposal]:
    """Return the likeliest labels of a case, each with the words that spoke for it."""
    found = in_force(target)
    return found[1].proposals(case, most=most) if found else []


def learnt(target: str) -> list[tuple[str, datetime, int, dict[str, object], bool]]:
    """Return the last learnings of a target, the newest first."""
    rows = LearntClassifier.objects.filter(target=target).order_by("-learnt_at")[:10]
    return [(row.version, row.learnt_at, row.cases, row.figures, row.in_force) for row in rows]
