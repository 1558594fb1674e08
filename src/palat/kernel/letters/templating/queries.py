"""Reading the templates of letters: which version is in force on a day, what changed between two."""

import difflib
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import QuerySet

from palat.kernel.letters.layout import MAIN, SHARED, Template, shipped
from palat.kernel.letters.models import Letter, TemplateVersion

FILES = (MAIN, *SHARED)


def version_in_force(form: str, *, on: date) -> TemplateVersion | None:
    """Return the version with which letters of a form are set on a day; None before any was loaded."""
    held = TemplateVersion.objects.filter(form=form, valid_from__lte=on)
    return held.order_by("-valid_from", "-number").first()


def template_of(letter: Letter, *, today: date) -> Template:
    """Return the folder that a letter is set with: a numbered one keeps its own, a draft takes today's."""
    kept = letter.template or version_in_force(letter.form, on=letter.on or today)
    return _folder(kept) if kept else shipped(letter.form)


_FOLDERS: dict[str, Template] = {}  # by the hash of their files, so that what is read once is right for ever


def _folder(kept: TemplateVersion) -> Template:
    """Return the folder of a version; its files are read from the database once in the life of a process."""
    if kept.sha256 not in _FOLDERS:
        _FOLDERS[kept.sha256] = Template(kept.files)
    return _FOLDERS[kept.sha256]


def versions(form: str) -> QuerySet[TemplateVersion]:
    """Return every version of a form's template, the newest first."""
    return TemplateVersion.objects.filter(form=form).select_related("made_by").order_by("-number")


def version(form: str, number: int) -> TemplateVersion | None:
    """Return one version of a form's template."""
    return versions(form).filter(number=number).first()


def newest(form: str) -> TemplateVersion | None:
    """Return the version of a form's template that was made last, in force or not."""
    return versions(form).first()


@dataclass(frozen=True)
class Line:
    """A line of a comparison; `kind` says whether it is only in the older, only in the newer, or in both."""

    kind: Literal["gone", "came", "same", "gap"]
    text: str


@dataclass(frozen=True)
class Compared:
    """One file of two versions, compared."""

    name: str
    lines: tuple[Line, ...]


KINDS: dict[str, Literal["gone", "came", "same"]] = {"-": "gone", "+": "came", " ": "same"}


def compared(before: TemplateVersion, after: TemplateVersion) -> list[Compared]:
    """Return the files that differ between two versions, each with its changed lines and three around them."""
    found = []
    for name in FILES:
        older, newer = (one.files.get(name, "").splitlines() for one in (before, after))
        if older != newer:
            found.append(Compared(name, tuple(_lines(older, newer))))
    return found


def _lines(older: list[str], newer: list[str]) -> list[Line]:
    told = list(difflib.unified_diff(older, newer, lineterm="", n=3))[2:]
    return [Line("gap", "") if line.startswith("@@") else Line(KINDS[line[0]], line[1:]) for line in told]
