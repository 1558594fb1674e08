"""The one way in which a set leaves: every copy checked or answered for, the index, the matter's history."""

import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import IO

from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.models import StoredFile
from palat.kernel.files.operations import store_made
from palat.kernel.files.procedure import BY_CONTENT_TYPE, clean_name
from palat.kernel.files.queries import open_file
from palat.kernel.history.operations import Event
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.redaction.index import index_of
from palat.kernel.redaction.models import Copy, ReleaseSet, Source
from palat.kernel.redaction.operations.sets import preparing
from palat.kernel.redaction.procedure import ANSWERABLE, LEAKS
from palat.kernel.redaction.queries.sets import copies_of, grounds_of, marks_of, obstacles, sources_of
from palat.kernel.redaction.registry import Kept, Package

INDEX_NAME = "00-index.pdf"
BEGINNING = (1980, 1, 1, 0, 0, 0)  # of all times in a package: the same content gives the same bytes


def answer_for(*, set_id: int, source_id: int, reason: str, by: Actor, at: datetime) -> Event:
    """Answer for what a check found in a copy, with a reason, in the matter's history. Raises: UnableToAct.

    What is the house's own fault (text under a box, a box that is not solid) nobody can answer for.
    """
    with preparing(set_id=set_id, by=by, at=at, move="override") as work:
        source = work.source(source_id)
        copy = copies_of(work.release_set).get(source.pk)
        if copy is None or not copy.leaks:
            raise UnableToAct(_("ไม่มีผลตรวจที่ต้องให้เหตุผล"))
        own = [one["code"] for one in copy.leaks if one["code"] not in ANSWERABLE]
        if own:
            said = ", ".join(sorted({_(LEAKS[code]) for code in own}))
            raise UnableToAct(_("ให้เหตุผลแทนการแก้ไขไม่ได้: %(what)s") % {"what": said})
        if not reason.strip():
            raise UnableToAct(_("โปรดระบุเหตุผลที่ให้ออกไปได้"))
        copy.answer, copy.answered_at, copy.answered_by_id = reason.strip()[:500], at, work.official_id
        copy.save(update_fields=["answer", "answered_at", "answered_by"])
        codes = sorted({one["code"] for one in copy.leaks})
        facts = {"set": set_id, "document": source.place, "sha256": copy.file.sha256, "found": codes}
        return work.act.move(work.mount.override, facts=facts, body={"reason": copy.answer})


def package_release(*, set_id: int, by: Actor, at: datetime, seen: int | None = None) -> Package:
    """Let a set leave: refuses unless every copy passed its check or was answered for. Raises: UnableToAct.

    `seen` is the revision that the person looked at.
    """
    with preparing(set_id=set_id, by=by, at=at, move="release") as work:
        release_set = work.release_set
        if seen is not None and seen != release_set.revision:
            raise UnableToAct(_("ชุดเอกสารเปลี่ยนไปหลังจากที่เปิดหน้านี้ โปรดตรวจอีกครั้ง"))
        sources, copies = sources_of(release_set), copies_of(release_set)
        if stopped := obstacles(release_set, sources, copies):
            raise UnableToAct(" · ".join(stopped))
        used = {mark.ground for one in sources for mark in marks_of(one)} | {one.withheld_ground for one in sources}
        if refused := work.mount.forbids(work.act, sorted(used - {""})):
            raise UnableToAct(refused)
        leaving = [(one, copies[one.pk]) for one in sources if not one.withheld_ground]
        kept = tuple(_kept(one, copy) for one, copy in leaving)
        grounds = grounds_of(work.mount, legal_date(at))
        content = index_of(work.act.matter.code, sources, copies, grounds, at)
        release_set.index = store_made(content=content, kind="pdf", at=at)
        with zipped([(INDEX_NAME, release_set.index), *((name_of(*one), one[1].file) for one in leaving)]) as whole:
            release_set.sha256 = hashlib.file_digest(whole, "sha256").hexdigest()  # type: ignore[arg-type]
        release_set.state, release_set.closed_at, release_set.closed_by_id = "released", at, work.official_id
        release_set.save()
        package = Package(set_id, release_set.index.pk, kept, len(sources) - len(kept), release_set.sha256)
        facts = {
            "set": set_id,
            "documents": len(kept),
            "withheld": package.withheld,
            "marks": sum(one.marks for one in kept),
            "copies": [copy.file.sha256 for _one, copy in leaving],
            "sha256": release_set.sha256,
        }
        event = work.act.move(work.mount.release, facts=facts)
        work.mount.released(work.act, package, event)
        return package


def _kept(source: Source, copy: Copy) -> Kept:
    marks = source.marks.filter(taken_back_at=None).count()
    return Kept(source.title, name_of(source, copy), copy.file.pk, source.file_id, marks, copy.answer)


def name_of(source: Source, copy: Copy) -> str:
    """Return the name that a copy has in the package."""
    return f"{source.place:02d}-{clean_name(source.title, BY_CONTENT_TYPE[copy.file.content_type])}"


@contextmanager
def zipped(members: Sequence[tuple[str, StoredFile]]) -> Iterator[IO[bytes]]:
    """Have stored files in one archive meanwhile; the same files always give the same bytes."""
    with tempfile.TemporaryFile(prefix="palat-package-") as into:
        with zipfile.ZipFile(into, "w", zipfile.ZIP_STORED) as archive:
            for name, stored in members:
                with open_file(stored) as content, archive.open(zipfile.ZipInfo(name, BEGINNING), "w") as member:
                    shutil.copyfileobj(content, member)
        into.seek(0)
        yield into


def members_of(release_set: ReleaseSet) -> list[tuple[str, StoredFile]]:
    """Return the files of a package that was released. Raises: UnableToAct where none was."""
    if release_set.index is None:
        raise UnableToAct(_("ชุดเอกสารนี้ยังไม่ได้จัดชุด"))
    copies = copies_of(release_set)
    leaving = [(one, copies[one.pk]) for one in sources_of(release_set) if not one.withheld_ground]
    return [(INDEX_NAME, release_set.index), *((name_of(*one), one[1].file) for one in leaving)]
