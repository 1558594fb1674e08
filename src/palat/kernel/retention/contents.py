"""What is packed of a thing that is kept for ever: what is said of it, and its files, any of which may be left out.

Files are as they came or went: they may name the petitioner or others, whatever is sealed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from palat.kernel.files.models import StoredFile
from palat.kernel.incoming.models import Item as Incoming
from palat.kernel.incoming.models import ItemFile
from palat.kernel.letters.models import Letter
from palat.kernel.matters.models import Attachment, Matter
from palat.kernel.registers.models import RegisterEntry
from palat.kernel.retention.models import Item
from palat.kernel.retention.procedure import ENTRY, LETTER, MATTER
from palat.kernel.retention.queries.lists import subject_of
from palat.kernel.retention.registry import kept_kinds

COLUMNS = ("paper_number", "paper_date", "sender", "addressee", "subject", "action", "remark")


@dataclass(frozen=True)
class Packable:
    """A file of a thing: its key, which stays the same; where it lies in the folder; how people call it."""

    key: str
    path: str
    name: str
    stored: StoredFile


def files_of(item: Item) -> list[Packable]:
    """Return the files of a thing of a list, in their order."""
    if item.kind == MATTER:
        return [*_attached(item.row), *_letters(Letter.objects.filter(about__matter=item.row).distinct())]
    if item.kind == LETTER:
        return _letters(Letter.objects.filter(pk=item.row))
    if item.kind in kept_kinds():
        return _kept(item)
    rows = ItemFile.objects.filter(item__in=_came(item), file__isnull=False).select_related("file")
    return [
        Packable(f"received:{one.pk}", _path(place, one.name), one.name, one.file)
        for place, one in enumerate(rows.order_by("item", "place"), start=1)
        if one.file
    ]


def _attached(matter_id: int) -> Iterable[Packable]:
    rows = Attachment.objects.filter(matter=matter_id).select_related("file").order_by("pk")
    for place, one in enumerate(rows, start=1):
        yield Packable(f"attachment:{one.pk}", _path(place, one.name), one.name, one.file)


def _letters(letters: Any) -> list[Packable]:
    rows = letters.filter(file__isnull=False).select_related("file").order_by("pk")
    return [
        Packable(f"letter:{one.pk}", f"letter-{place:03d}.pdf", one.number or one.subject, one.file)
        for place, one in enumerate(rows, start=1)
    ]


def _kept(item: Item) -> list[Packable]:
    files = kept_kinds()[item.kind].files(item.row)
    return [
        Packable(f"{item.kind}:{place}", _path(place, name), name, stored)
        for place, (name, stored) in enumerate(files, start=1)
    ]


def _path(place: int, name: str) -> str:
    return f"file-{place:03d}{Path(name).suffix[:8].lower()}"


def _came(item: Item) -> Sequence[Incoming]:
    """Return what came in under an entry, or the thing itself that was set aside."""
    if item.kind != ENTRY:
        return list(Incoming.objects.filter(pk=item.row))
    entry = RegisterEntry.objects.get(pk=item.row)
    return list(Incoming.objects.filter(register=entry.register_id, year=entry.year, running=entry.running))


def told_of(item: Item) -> tuple[str, Mapping[str, Any]]:
    """Return what a thing is called, and what is written of it, for its description."""
    if item.kind == MATTER:
        return Matter.objects.get(pk=item.row).subject, {}
    if item.kind == LETTER:
        letter = Letter.objects.get(pk=item.row)
        on = letter.on.isoformat() if letter.on else ""
        return letter.subject, {"number": letter.number, "on": on, "subject": letter.subject}
    if item.kind in kept_kinds():
        kept = kept_kinds()[item.kind]
        return kept.subject(kept.model._default_manager.get(pk=item.row)), {}
    told = [_of_item(one) for one in _came(item)]
    if item.kind != ENTRY:
        return (subject_of(Incoming.objects.get(pk=item.row)), told[0])
    entry = RegisterEntry.objects.select_related("line", "register").get(pk=item.row)
    line = getattr(entry, "line", None)
    written = {name: str(getattr(line, name, "") or "") for name in COLUMNS}
    number = {"register": entry.register.name_th, "number": entry.text, "on": entry.on_date.isoformat()}
    return written["subject"], {**number, "year": entry.year, **written, "received": told}


def _of_item(one: Incoming) -> Mapping[str, Any]:
    return {
        "channel": one.channel,
        "received_on": one.received_on.isoformat(),
        "postmarked_on": one.postmarked_on.isoformat() if one.postmarked_on else "",
        "set_aside": one.aside,
        "subject": one.subject,
        "sender": one.sender,
        "summary": one.summary,
        "text": one.text,
    }
