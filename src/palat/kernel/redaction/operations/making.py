"""What jobs do: looking into a document, making the copies of a set, checking them. Nobody waits for it on a page."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.bounding import OutOfBounds, at_hand
from palat.kernel.files.models import StoredFile
from palat.kernel.files.operations import store_made
from palat.kernel.files.queries import UnableToRead, open_file
from palat.kernel.history import ids
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Matter
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.redaction import converting, reading
from palat.kernel.redaction.models import Copy, ReleaseSet, Source
from palat.kernel.redaction.operations.sets import preparing
from palat.kernel.redaction.procedure import (
    OFFICE_KINDS,
    READY,
    STOPS,
    UNUSABLE,
    WAITING,
    Cover,
    Finding,
    Leak,
    as_plain,
)
from palat.kernel.redaction.queries.sets import covers_of_source, grounds_of, hash_of, sources_of
from palat.kernel.redaction.registry import Mount, mount_of

RECORDING = "recording"


def look_into(*, source_id: int, at: datetime) -> None:
    """Look into a document, and lay the base on which it is marked. Doing it again changes nothing."""
    source = Source.objects.select_related("file", "brought").filter(pk=source_id, state=WAITING).first()
    if source is None:
        return
    with at_hand(source.file) as path:
        found = reading.inspect(path, source.name)
        findings, left_out = list(found.findings), found.left_out
        shown, base = found, None
        if source.brought is not None:
            with at_hand(source.brought) as other:
                shown = reading.inspect(other, "x.pdf")
                base = _base(other, shown, at)
            findings += [one for one in shown.findings if one not in findings]
        elif found.kind in OFFICE_KINDS:
            if (pdf := converting.as_pdf(path, source.name)) is not None:
                with _on_disk(pdf) as other:
                    shown = reading.inspect(other, "x.pdf")
                    base = _base(other, shown, at)
        else:
            base = _base(path, shown, at)
    if shown.kind == "pdf" and base is None and not any(one.gravity == STOPS for one in findings):
        findings.append(Finding("damaged"))
    usable = base is not None or shown.kind in {"picture", RECORDING}
    stopped = any(one.gravity == STOPS for one in shown.findings)
    source.kind = shown.kind if usable else found.kind
    source.state = READY if usable and not stopped else UNUSABLE
    source.findings, source.left_out = as_plain(findings), left_out
    source.pages, source.drawn, source.base = shown.pages, list(shown.drawn), base
    source.save(update_fields=["kind", "state", "findings", "left_out", "pages", "drawn", "base"])


@contextmanager
def _on_disk(content: bytes) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="palat-release-") as folder:
        path = Path(folder) / "made"
        path.write_bytes(content)
        yield path


def _base(path: Path, found: reading.Inspected, at: datetime) -> StoredFile | None:
    """Return the clean base of a PDF; a picture is its own, and whatever stops has none."""
    if found.kind != "pdf" or any(one.gravity == STOPS for one in found.findings):
        return None
    with tempfile.TemporaryDirectory(prefix="palat-release-") as folder:
        into = Path(folder) / "base"
        try:
            reading.clean(path, into)
        except OutOfBounds:
            return None
        return store_made(content=into.read_bytes(), kind="pdf", at=at)


def ask_for_copies(*, set_id: int, by: Actor, at: datetime) -> None:
    """Have the copies of a set made and checked as it now stands. Raises: UnableToAct."""
    with preparing(set_id=set_id, by=by, at=at) as work:
        sources = sources_of(work.release_set)
        if not sources:
            raise UnableToAct(_("ยังไม่มีเอกสารในชุดนี้"))
        if any(one.state == WAITING for one in sources):
            raise UnableToAct(_("ยังตรวจหาข้อมูลแฝงไม่เสร็จ โปรดรอสักครู่"))
        if work.release_set.asked_revision == work.release_set.revision and not work.release_set.fault:
            raise UnableToAct(_("กำลังทำหรือทำเสร็จแล้วสำหรับสภาพปัจจุบัน"))
        work.release_set.asked_revision, work.release_set.fault = work.release_set.revision, ""
        work.release_set.save(update_fields=["asked_revision", "fault"])
        enqueue("redaction.make_copies", set_id=set_id, revision=work.release_set.revision)


def make_copies(*, set_id: int, revision: int, at: datetime) -> None:
    """Make and check the copies of a set, if it is still in that revision."""
    release_set = ReleaseSet.objects.filter(pk=set_id, state="open", revision=revision).first()
    if release_set is None:
        return
    sources = [one for one in sources_of(release_set) if one.state == READY]
    grounds = grounds_of(_mount(release_set), legal_date(at))
    try:
        with tempfile.TemporaryDirectory(prefix="palat-release-") as folder:
            made = [_made(one, covers_of_source(one, grounds), Path(folder), at) for one in sources]
            checked = reading.check([one.asked for one in made])
    except (OutOfBounds, UnableToRead) as fault:
        ReleaseSet.objects.filter(pk=set_id, revision=revision).update(fault=getattr(fault, "why", "damaged"))
        return
    with transaction.atomic():
        Copy.objects.filter(source__in=sources, revision=revision).delete()
        for one in made:
            _keep(one, checked[one.asked.key], revision, at)
        ReleaseSet.objects.filter(pk=set_id, revision=revision).update(checked_revision=revision, fault="")


def _mount(release_set: ReleaseSet) -> Mount:
    found = mount_of(Matter.objects.values_list("procedure", flat=True).get(pk=release_set.matter_id))
    assert found is not None  # noqa: S101 - a set is made by a mount alone
    return found


class _Made:
    """A copy that was just made, and what its check is asked about."""

    def __init__(self, source: Source, asked: reading.Copy, file: StoredFile | None, covers: str) -> None:
        self.source, self.asked, self.file, self.covers = source, asked, file, covers


def _made(source: Source, covers: Sequence[Cover], folder: Path, at: datetime) -> _Made:
    """Make the copy of one document, or take the one that was made of the same marks before."""
    key, mark = str(source.pk), hash_of(covers, source)
    if source.kind == RECORDING:
        asked = reading.Copy(key, RECORDING, title=source.title)
        return _Made(source, asked, None if source.withheld_ground else source.file, mark)
    base, copy = folder / f"{key}-base", folder / f"{key}-copy"
    with open_file(source.base or source.file) as kept, base.open("wb") as into:
        shutil.copyfileobj(kept, into)
    asked = reading.Copy(key, source.kind, base=str(base), pages=source.pages, title=source.title, covers=tuple(covers))
    if source.withheld_ground:
        return _Made(source, asked, None, mark)
    before = source.copies.select_related("file").filter(covers=mark).order_by("-pk").first()
    if before is not None:
        with open_file(before.file) as kept, copy.open("wb") as into:
            shutil.copyfileobj(kept, into)
        file = before.file
    else:
        kind = reading.redact(base, source.kind, copy, covers, source.drawn)
        file = store_made(content=copy.read_bytes(), kind=kind, at=at)
    return _Made(source, replace(asked, copy=str(copy)), file, mark)


def _keep(made: _Made, checked: reading.Checked, revision: int, at: datetime) -> None:
    if made.file is None:
        return
    leaks = [*checked.leaks, *([Leak("uncheckable")] if made.source.kind == RECORDING else [])]
    Copy.objects.create(
        id=ids.take(),
        source=made.source,
        revision=revision,
        file=made.file,
        covers=made.covers,
        leaks=as_plain(leaks),
        places=as_plain(checked.places),
        unread=checked.unread,
        made_at=at,
    )
