"""Sets of documents that are to leave: made, filled, emptied, dropped. Who may is asked of the matter each time."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.procedure import clean_text
from palat.kernel.history import ids
from palat.kernel.history.remains import Remains
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Matter
from palat.kernel.matters.operations.acts import Act, UnableToAct, acting
from palat.kernel.redaction.models import Copy, Mark, ReleaseSet, Source
from palat.kernel.redaction.procedure import MOST_SOURCES
from palat.kernel.redaction.queries.sets import grounds_of
from palat.kernel.redaction.registry import Ground, Mount, mount_of


@dataclass
class Preparing:
    """A set under lock while somebody prepares it."""

    act: Act
    mount: Mount
    release_set: ReleaseSet
    at: datetime

    @property
    def official_id(self) -> int:
        """Who prepares it."""
        return int(self.act.by.official_id or 0)

    def source(self, source_id: int) -> Source:
        """Return a document of the set. Raises: UnableToAct."""
        found = self.release_set.sources.filter(pk=source_id, removed_at=None).first()
        if found is None:
            raise UnableToAct(_("ไม่พบเอกสารนี้ในชุด"))
        return found

    def ground(self, code: str) -> Ground:
        """Return a ground of today. Raises: UnableToAct for one that is not in force."""
        found = grounds_of(self.mount, legal_date(self.at)).get(code)
        if found is None:
            raise UnableToAct(_("โปรดเลือกเหตุที่ใช้อยู่ในปัจจุบัน"))
        return found

    def changed(self) -> None:
        """Let a check of what was before count no more."""
        self.release_set.revision += 1
        self.release_set.save(update_fields=["revision"])


@contextmanager
def preparing(*, set_id: int, by: Actor, at: datetime, move: str = "prepare") -> Iterator[Preparing]:
    """Lock the matter and a set of it for somebody who may make the mount's move. Raises: UnableToAct."""
    matter_id = ReleaseSet.objects.values_list("matter_id", flat=True).filter(pk=set_id).first()
    if matter_id is None:
        raise UnableToAct(_("ไม่พบชุดเอกสารนี้"))
    with acting(matter_id=matter_id, by=by, at=at) as act:
        mount = _mounted(act.procedure.code)
        release_set = ReleaseSet.objects.select_for_update().get(pk=set_id)
        act.require(getattr(mount, move))
        if release_set.state != "open":
            raise UnableToAct(_("ชุดเอกสารนี้จัดชุดหรือยกเลิกไปแล้ว แก้ไขไม่ได้"))
        yield Preparing(act, mount, release_set, at)


def _mounted(procedure: str) -> Mount:
    found = mount_of(procedure)
    if found is None:
        raise UnableToAct(_("เรื่องชนิดนี้ไม่มีการจัดชุดเอกสารเปิดเผย"))
    return found


def begin(*, matter_id: int, title: str, by: Actor, at: datetime) -> ReleaseSet:
    """Begin a set of documents of a matter. Raises: UnableToAct."""
    with acting(matter_id=matter_id, by=by, at=at) as act:
        act.require(_mounted(act.procedure.code).prepare)
        named = clean_text(title)[:200] or _("เอกสารเปิดเผย")
        made = {"made_at": at, "made_by_id": by.official_id}
        return ReleaseSet.objects.create(id=ids.take(), matter_id=matter_id, title=named, **made)


def add(*, set_id: int, files: Sequence[tuple[int, str]], by: Actor, at: datetime) -> list[Source]:
    """Add stored files, each with its name; a job looks into each of them. Raises: UnableToAct."""
    with preparing(set_id=set_id, by=by, at=at) as work:
        if not files:
            raise UnableToAct(_("โปรดเลือกหรือแนบเอกสารอย่างน้อยหนึ่งฉบับ"))
        there = work.release_set.sources
        if there.filter(removed_at=None).count() + len(files) > MOST_SOURCES:
            raise UnableToAct(_("ชุดหนึ่งมีเอกสารได้ไม่เกิน %(most)d ฉบับ") % {"most": MOST_SOURCES})
        last = there.aggregate(last=Max("place"))["last"] or 0
        made = [
            Source.objects.create(
                id=ids.take(),
                release_set=work.release_set,
                place=place,
                file_id=file_id,
                name=name,
                title=_("เอกสารที่ %(place)d") % {"place": place},
                added_at=at,
                added_by_id=work.official_id,
            )
            for place, (file_id, name) in enumerate(files, start=last + 1)
        ]
        for one in made:
            enqueue("redaction.look_into", source_id=one.pk)
        work.changed()
        return made


def bring_pdf(*, set_id: int, source_id: int, file_id: int, by: Actor, at: datetime) -> None:
    """Bring the PDF that was made of a document which cannot be marked itself. Raises: UnableToAct."""
    with preparing(set_id=set_id, by=by, at=at) as work:
        source = work.source(source_id)
        _take_back_all(source, work)
        source.brought_id, source.state, source.base = file_id, "waiting", None
        source.save(update_fields=["brought", "state", "base"])
        enqueue("redaction.look_into", source_id=source.pk)
        work.changed()


def remove(*, set_id: int, source_id: int, by: Actor, at: datetime) -> None:
    """Take a document out of a set. Raises: UnableToAct."""
    with preparing(set_id=set_id, by=by, at=at) as work:
        source = work.source(source_id)
        source.removed_at = at
        source.save(update_fields=["removed_at"])
        work.changed()


def call(*, set_id: int, source_id: int, title: str, by: Actor, at: datetime) -> None:
    """Say how a document is called outside. Raises: UnableToAct."""
    with preparing(set_id=set_id, by=by, at=at) as work:
        source = work.source(source_id)
        source.title = clean_text(title)[:200]
        if not source.title:
            raise UnableToAct(_("โปรดตั้งชื่อเอกสาร"))
        source.save(update_fields=["title"])
        work.changed()


def withhold(*, set_id: int, source_id: int, ground: str, words: str, by: Actor, at: datetime) -> None:
    """Withhold a document whole, on a ground; without a ground, let it be prepared again. Raises: UnableToAct."""
    with preparing(set_id=set_id, by=by, at=at) as work:
        source = work.source(source_id)
        if ground:
            work.ground(ground)
            if not words.strip():
                raise UnableToAct(_("โปรดบอกว่าเอกสารนี้คืออะไร และเหตุใดจึงไม่เปิดเผยทั้งฉบับ"))
        source.withheld_ground, source.withheld_words = ground, clean_text(words)[:500] if ground else ""
        source.save(update_fields=["withheld_ground", "withheld_words"])
        work.changed()


def drop(*, set_id: int, by: Actor, at: datetime) -> None:
    """Give up a set; it stays to be seen. Raises: UnableToAct."""
    with preparing(set_id=set_id, by=by, at=at) as work:
        work.release_set.state = "dropped"
        work.release_set.closed_at, work.release_set.closed_by_id = at, work.official_id
        work.release_set.save(update_fields=["state", "closed_at", "closed_by"])


def _take_back_all(source: Source, work: Preparing) -> None:
    """Marks made on one base say nothing on another."""
    source.marks.filter(taken_back_at=None).update(taken_back_at=work.at, taken_back_by_id=work.official_id)


def empty_releases(matter_ids: Collection[int], remains: Remains) -> None:
    """Delete the sets of matters that are destroyed, and tell which files only hung on them."""
    sets = ReleaseSet.objects.filter(matter__in=Matter.objects.filter(pk__in=matter_ids))
    sources = Source.objects.filter(release_set__in=sets)
    copies = Copy.objects.filter(source__in=sources)
    for column in ("file_id", "base_id", "brought_id"):
        remains.add(files=sources.values_list(column, flat=True))
    remains.add(files=copies.values_list("file_id", flat=True))
    remains.add(files=sets.values_list("index_id", flat=True))
    for rows in (copies, Mark.objects.filter(source__in=sources), sources, sets):
        rows.delete()
