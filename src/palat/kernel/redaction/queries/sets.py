"""Reading sets of documents that are to leave. Only who may make one of the mount's moves sees them."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.file import MatterFile, file_by_id, open_file
from palat.kernel.matters.queries.file import NotVisible as MatterNotVisible
from palat.kernel.redaction.models import Copy, Mark, ReleaseSet, Source
from palat.kernel.redaction.procedure import ANSWERABLE, Box, Cover
from palat.kernel.redaction.registry import Ground, Mount, mount_of


class NotVisible(Exception):
    """The set does not exist for this person: never said which of the two it is."""


@dataclass(frozen=True)
class Opened:
    """A set with its matter's file and the mount by which it leaves, as far as someone may see them."""

    file: MatterFile
    mount: Mount
    release_set: ReleaseSet

    @property
    def may_prepare(self) -> bool:
        """Whether the viewer may change it."""
        return self.release_set.state == "open" and self.file.may_make(self.mount.prepare)

    @property
    def may_answer(self) -> bool:
        """Whether the viewer may answer for what a check found."""
        return self.release_set.state == "open" and self.file.may_make(self.mount.override)

    @property
    def may_release(self) -> bool:
        """Whether the viewer may let it leave."""
        return self.release_set.state == "open" and self.file.may_make(self.mount.release)


def releasing_file(code: str, by: Actor) -> tuple[MatterFile, Mount]:
    """Return a matter's file and how it releases, for who has a part in it. Raises: NotVisible."""
    try:
        file = open_file(code=code, by=by)
    except MatterNotVisible as hidden:
        raise NotVisible(code) from hidden
    return file, _mount_for(file)


def _mount_for(file: MatterFile) -> Mount:
    found = mount_of(file.procedure.code)
    if found is None or not has_part(file):
        raise NotVisible(file.matter.pk)
    return found


def has_part(file: MatterFile) -> bool:
    """Say whether the viewer may make one of the moves by which a matter releases."""
    found = mount_of(file.procedure.code)
    return found is not None and any(file.may_make(move) for move in (found.prepare, found.override, found.release))


def opened(set_id: int, by: Actor) -> Opened:
    """Return a set for who has a part in it. Raises: NotVisible."""
    found = ReleaseSet.objects.select_related("made_by", "closed_by").filter(pk=set_id).first()
    if found is None:
        raise NotVisible(set_id)
    try:
        file = file_by_id(found.matter_id, by)
    except MatterNotVisible as hidden:
        raise NotVisible(set_id) from hidden
    return Opened(file, _mount_for(file), found)


def sets_of(matter_id: int) -> QuerySet[ReleaseSet]:
    """Return the sets of a matter, the newest first."""
    documents = Count("sources", filter=Q(sources__removed_at=None))
    return ReleaseSet.objects.filter(matter=matter_id).annotate(documents=documents).order_by("-pk")


def sources_of(release_set: ReleaseSet) -> list[Source]:
    """Return the documents of a set in their order, each with its standing marks counted (`standing`)."""
    standing = Count("marks", filter=Q(marks__taken_back_at=None))
    found = release_set.sources.filter(removed_at=None).select_related("file", "base", "brought")
    return list(found.annotate(standing=standing).order_by("place"))


def source_of(release_set: ReleaseSet, source_id: int) -> Source:
    """Return one document of a set. Raises: NotVisible."""
    found = release_set.sources.select_related("file", "base").filter(pk=source_id, removed_at=None).first()
    if found is None:
        raise NotVisible(source_id)
    return found


def marks_of(source: Source, page: int | None = None) -> list[Mark]:
    """Return the standing marks of a document or of one page, in the order of the pages."""
    found = source.marks.filter(taken_back_at=None).select_related("made_by")
    if page is not None:
        found = found.filter(page=page)
    return list(found.order_by("page", "top", "left", "pk"))


def grounds_of(mount: Mount, day: date) -> dict[str, Ground]:
    """Return the grounds of a day by their codes."""
    return {one.code: one for one in mount.grounds(day)}


def covers_of_source(source: Source, grounds: dict[str, Ground]) -> list[Cover]:
    """Return what is covered in a document, with the labels that the boxes bear."""
    return [
        Cover(one.page, Box(one.left, one.top, one.right, one.bottom), grounds[one.ground].label)
        for one in marks_of(source)
    ]


def hash_of(covers: Sequence[Cover], source: Source) -> str:
    """Return a hash of what was covered in which base: the same marks on the same base give the same copy."""
    plain = [(one.page, one.box.left, one.box.top, one.box.right, one.box.bottom, one.label) for one in covers]
    base = source.base.sha256 if source.base else ""
    return hashlib.sha256(json.dumps([base, source.drawn, plain]).encode()).hexdigest()


def copies_of(release_set: ReleaseSet) -> dict[int, Copy]:
    """Return the copies that the last check looked at, by document; none when the set has changed since."""
    if release_set.checked_revision != release_set.revision:
        return {}
    found = Copy.objects.filter(source__release_set=release_set, revision=release_set.revision)
    return {one.source_id: one for one in found.select_related("file", "answered_by")}


def earlier_copies(file_id: int) -> list[int]:
    """Return the stored files of all copies that were ever made of a stored file."""
    return list(Copy.objects.filter(source__file=file_id).values_list("file_id", flat=True).distinct())


def passes(copy: Copy) -> bool:
    """Say whether a copy may leave: its check found nothing, or somebody answered for what may be answered for."""
    if not copy.leaks:
        return True
    return copy.answered_at is not None and all(one["code"] in ANSWERABLE for one in copy.leaks)


def obstacles(release_set: ReleaseSet, sources: Sequence[Source], copies: dict[int, Copy]) -> list[str]:
    """Return in words what keeps a set from leaving; empty when nothing does."""
    if not sources:
        return [_("ยังไม่มีเอกสารในชุดนี้")]
    said = []
    if any(one.state == "waiting" for one in sources):
        said.append(_("ยังตรวจหาข้อมูลแฝงไม่เสร็จ"))
    words = _("“%(title)s” ยังใช้ไม่ได้ โปรดนำ PDF เข้าแทน หรือปกปิดทั้งฉบับ")
    said += [words % {"title": one.title} for one in sources if one.state == "unusable" and not one.withheld_ground]
    if said:
        return said
    if release_set.checked_revision != release_set.revision:
        return [_("ยังไม่ได้ทำและตรวจฉบับเปิดเผยหลังการเปลี่ยนแปลงล่าสุด")]
    for one in sources:
        copy = copies.get(one.pk)
        if not one.withheld_ground and (copy is None or not passes(copy)):
            said.append(_("“%(title)s” ยังไม่ผ่านการตรวจ") % {"title": one.title})
    return said
