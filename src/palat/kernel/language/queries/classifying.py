"""What the classifier in force proposes; nothing where none was learnt yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from palat.kernel.language.classifier import Classifier, Proposal, UnableToLoad, load
from palat.kernel.language.features import Case
from palat.kernel.language.models import LearntClassifier
from palat.kernel.organisation.kept import kept

SECONDS = 300  # after so long at most a process proposes by a newly learnt classifier
MOST_SHOWN = 10
SURE = 0.6  # below this a proposal is shown as unsure: a person decides without it


def folder_of(target: str, version: str) -> Path:
    """Return where a classifier's weights lie."""
    return Path(settings.VAR) / "classifiers" / f"{target}-{version}"


def in_force(target: str) -> tuple[str, Classifier] | None:
    """Return the classifier that proposes today with its version; nothing where none was learnt, or none may."""
    if not settings.PROPOSING:
        return None
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


@dataclass(frozen=True)
class Version:
    """One learning of a target, and what it was tried on."""

    target: str
    version: str
    learnt_at: datetime
    cases: int
    figures: Mapping[str, Any]
    in_force: bool
    held: bool

    @property
    def tried_on(self) -> int:
        """How many cases that it never saw it was tried on."""
        return int(self.figures.get("new", {}).get("tried_on", 0))

    @property
    def percent(self) -> int | None:
        """How often its first proposal was right on them, in percent."""
        return self._percent("new")

    @property
    def percent_of_last(self) -> int | None:
        """How often that of the one before it was right on the same cases."""
        return self._percent("last")

    def _percent(self, which: str) -> int | None:
        tried = self.figures.get(which) or {}
        return round(float(tried["top1"]) * 100) if "top1" in tried else None


def targets_in_force() -> list[str]:
    """Return what is proposed today."""
    return list(LearntClassifier.objects.filter(in_force=True).values_list("target", flat=True))


def learnt(target: str) -> list[Version]:
    """Return the last learnings of a target, the newest first."""
    rows = LearntClassifier.objects.filter(target=target).order_by("-learnt_at")[:MOST_SHOWN]
    return [Version(target, row.version, row.learnt_at, row.cases, row.figures, row.in_force, row.held) for row in rows]


def is_kept(target: str, version: str) -> bool:
    """Say whether the weights of a learning can still be read."""
    try:
        load(folder_of(target, version))
    except UnableToLoad:
        return False
    return True
