"""What an opinion is drafted from: the draft kept, the one that came back, agencies' answers, findings, law."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from palat.duties.petitions.models import OpinionDraft, Petition
from palat.kernel.matters import briefs
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.decisions import OpinionLine, sent_back
from palat.kernel.matters.queries.file import MatterFile
from palat.kernel.organisation.queries import telephone_of


@dataclass(frozen=True)
class Source:
    """What the file says on one side of the page: who says it, when, what."""

    title: str
    words: str
    at: datetime | None = None


def draft_of(file: MatterFile) -> dict[str, Any] | None:
    """Return the opinion as it was kept, or None where none is kept."""
    kept = OpinionDraft.objects.filter(pk=file.matter.pk).first()
    if kept is None:
        return None
    items = [Typed(**{name: str(value) for name, value in row.items()}) for row in kept.content["items"]]
    return {**kept.content, "items": items, "saved_at": kept.saved_at, "mark": kept.saved_at.isoformat()}


@dataclass(frozen=True)
class Typed:
    """A row of an order as it was typed, perhaps not finished."""

    words: str = ""
    agency_id: str = ""
    due_on: str = ""


def came_back(file: MatterFile) -> OpinionLine | None:
    """Return who gave the opinion back, when and why, where it is to be laid before them again."""
    return sent_back(file.submission)


def opinion_returned(file: MatterFile) -> dict[str, Any] | None:
    """Return the opinion that was given back as it was submitted, to be mended; None where none was."""
    submission = file.submission
    if submission is None or sent_back(submission) is None:
        return None
    brief = briefs.read(submission.brief)
    form = {name: text for name, text in asdict(brief).items() if isinstance(text, str)}
    laid = {"purpose": submission.purpose, "up_to": submission.chain[-1], "due_on": submission.due_on}
    options = [{**asdict(one), "verified": not one.provisional} for one in brief.options]
    return {"form": {**form, **laid}, "options": options, "items": list(brief.items)}


def opinion_begun(file: MatterFile, by: Actor, first: Mapping[str, Any]) -> dict[str, Any]:
    """Return an opinion begun from the file: what is already written is never typed again.

    `first` holds what the procedure of the matter begins it with.
    """
    row = Petition.objects.filter(pk=file.matter.pk).first()
    answers = "\n\n".join(f"{one.title}: {one.words}" for one in _answers(file))
    post = by.authority.title if by.authority else ""
    form = {
        "question": file.matter.subject[:200],
        "facts": f"{row.findings if row else ''}\n\n{answers}".strip(),
        "law": row.law if row else "",
        "contact": post,
        "telephone": telephone_of(by.official_id) if by.official_id else "",
        "purpose": "order",
        **first,
    }
    return {"form": form, "options": [], "items": []}


def sources_of(file: MatterFile) -> list[Source]:
    """Return what the opinion rests on, to be read beside it."""
    row = Petition.objects.filter(pk=file.matter.pk).first()
    if row is None:
        return _answers(file)
    listed = [
        Source(_("เรื่องที่แจ้ง"), row.text, file.matter.received_at),
        *_answers(file),
        Source(_("ข้อเท็จจริงที่เจ้าหน้าที่ตรวจพบ"), row.findings),
        Source(_("ข้อกฎหมาย"), row.law),
    ]
    return [one for one in listed if one.words]


def _answers(file: MatterFile) -> list[Source]:
    return [
        Source(
            view.track.agency.name_th if view.track.agency else view.track.label, view.track.answer, view.track.since
        )
        for view in file.others
        if view.track.answer
    ]
