"""Open data: adding a dataset, bringing its files, letting it out by a second official, taking it back."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from palat.duties.information.models import Dataset, Looked, Resource, ResourceVersion
from palat.duties.information.operations.looking import bring
from palat.duties.information.procedure.datasets import (
    CURRENT,
    FORMER,
    FREQUENCIES,
    GROUPS,
    LICENCES,
    NAME,
    PUBLIC_EVENTS,
    PUBLISHED,
    RETURNED,
    TAKEN_BACK,
    WAITING,
    WITHDRAWN,
)
from palat.duties.information.procedure.publication import ANSWERED, ASKS
from palat.duties.information.queries.datasets import chain_of
from palat.duties.information.queries.public_gate import against_looked, against_same_bytes
from palat.duties.information.queries.publishers import basis_of_approving, basis_of_keeping
from palat.kernel.history import ids
from palat.kernel.history.operations import append
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct


@dataclass(frozen=True)
class Described:
    """All that a catalogue tells of a dataset."""

    title_th: str
    notes_th: str
    agency_id: int
    group: str
    licence: str
    frequency: str
    contact_name: str
    contact_email: str
    title_en: str = ""
    notes_en: str = ""
    keywords: str = ""
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True)
class Titled:
    """What a resource is."""

    title_th: str
    title_en: str = ""
    notes_th: str = ""
    notes_en: str = ""


@dataclass
class Work:
    """An act on a dataset: the dataset, locked, who acts and by what."""

    dataset: Dataset
    by: Actor
    basis: str
    at: datetime

    def record(self, kind: str, *, words: str = "", **facts: Any) -> None:
        """Append what was done to the history of the dataset, and note that it changed."""
        append(
            chain=chain_of(self.dataset.pk),
            kind=kind,
            at=self.at,
            actor=self.by.ref,
            basis=self.basis,
            public=kind in PUBLIC_EVENTS,
            facts=facts,
            body={"words": words} if words else None,
        )
        self.dataset.changed_at = self.at
        self.dataset.save()


@contextmanager
def working(*, dataset_id: int, by: Actor, at: datetime, approving: bool = False) -> Iterator[Work]:
    """Lock a dataset for an act of whoever may. Raises: UnableToAct."""
    basis = basis_of_approving(by) if approving else basis_of_keeping(by)
    with transaction.atomic():
        found = Dataset.objects.select_for_update().filter(pk=dataset_id).first()
        if found is None or not basis:
            raise UnableToAct(_("คุณไม่มีหน้าที่ทำสิ่งนี้กับชุดข้อมูล"))
        yield Work(found, by, basis, at)


def add(*, name: str, described: Described, by: Actor, at: datetime) -> Dataset:
    """Add a dataset; nobody outside sees it before it is let out. Raises: UnableToAct."""
    basis = basis_of_keeping(by)
    if not basis:
        raise UnableToAct(_("คุณไม่มีหน้าที่เพิ่มชุดข้อมูล"))
    if not re.fullmatch(NAME, name):
        raise UnableToAct(_("ชื่อในที่อยู่เว็บใช้ได้เฉพาะ a-z 0-9 - _ ตั้งแต่สามตัวขึ้นไป"))
    values = _checked(described)
    with transaction.atomic():
        values |= {"id": ids.take(), "added_by_id": by.official_id, "added_at": at, "changed_at": at}
        found, is_first = Dataset.objects.get_or_create(name=name, defaults=values)
        if not is_first:
            raise UnableToAct(_("มีชุดข้อมูลชื่อนี้แล้ว โปรดใช้ชื่ออื่น"))
        Work(found, by, basis, at).record("added")
    return found


def describe(*, dataset_id: int, described: Described, by: Actor, at: datetime) -> None:
    """Change what the catalogue tells of a dataset. Raises: UnableToAct where nothing changes."""
    values = _checked(described)
    with working(dataset_id=dataset_id, by=by, at=at) as work:
        changed = [name for name, value in values.items() if getattr(work.dataset, name) != value]
        if not changed:
            raise UnableToAct(_("ไม่มีสิ่งใดเปลี่ยน"))
        for name in changed:
            setattr(work.dataset, name, values[name])
        work.record("described", changed=changed)


def bring_resource(
    *, dataset_id: int, titled: Titled, file: tuple[int, str], by: Actor, at: datetime, resource_id: int | None = None
) -> ResourceVersion:
    """Bring a file: a new resource of a dataset, or the next file of one. It is looked through first.

    Raises: UnableToAct.
    """
    with working(dataset_id=dataset_id, by=by, at=at) as work:
        if work.dataset.source:
            raise UnableToAct(_("ระบบทำชุดข้อมูลนี้เอง นำไฟล์เข้าไม่ได้"))
        resource = _resource(work.dataset, titled, resource_id)
        if resource.versions.filter(state=WAITING).exists():
            raise UnableToAct(_("มีไฟล์ที่รออนุมัติอยู่แล้ว ต้องอนุมัติหรือส่งคืนก่อน"))
        looked = bring(file_id=file[0], name=file[1], at=at)
        if refusal := against_same_bytes(looked):
            raise UnableToAct(refusal)
        said = {name: text.strip() for name, text in asdict(titled).items() if text.strip()}
        version = next_version(resource, looked, at=at, by=by, titled=said)
        work.record("resource_brought", resource=resource.number, version=version.number)
    return version


def _resource(dataset: Dataset, titled: Titled, resource_id: int | None) -> Resource:
    if resource_id is None:
        if not titled.title_th.strip():
            raise UnableToAct(_("โปรดระบุชื่อไฟล์ข้อมูล"))
        number = dataset.resources.count() + 1
        return Resource.objects.create(id=ids.take(), dataset=dataset, number=number, **asdict(titled))
    found = dataset.resources.filter(pk=resource_id, removed_at=None).first()
    if found is None:
        raise UnableToAct(_("ไม่พบไฟล์ข้อมูลนี้"))
    return found


def next_version(
    resource: Resource,
    looked: Looked,
    *,
    at: datetime,
    by: Actor | None = None,
    titled: Mapping[str, str] | None = None,
) -> ResourceVersion:
    """Add the next file of a resource; what it is called anew is read by nobody before the file is let out."""
    return ResourceVersion.objects.create(
        id=ids.take(),
        resource=resource,
        number=resource.versions.count() + 1,
        looked=looked,
        titled=dict(titled or {}),
        proposed_by_id=by.official_id if by else None,
        proposed_at=at,
    )


def publish(*, dataset_id: int, by: Actor, at: datetime) -> None:
    """Let a dataset out with every file of it that waits. Raises: UnableToAct while anything stands against a file."""
    with working(dataset_id=dataset_id, by=by, at=at, approving=True) as work:
        waiting = list(_waiting(work.dataset))
        again = work.dataset.state == WITHDRAWN and _has_files(work.dataset)
        if not waiting and not again:
            raise UnableToAct(_("ไม่มีไฟล์ที่รออนุมัติ"))
        for version in waiting:
            if version.proposed_by_id is not None and version.proposed_by_id == by.official_id:
                raise UnableToAct(_("ผู้เสนอกับผู้อนุมัติต้องเป็นคนละคน"))
            if refusal := against_looked(version.looked):
                raise UnableToAct(f"{version.resource.title_th}: {refusal}")
        for version in waiting:
            put_in_force(version, by=by, at=at)
        work.dataset.state, work.dataset.withdrawn_reason = PUBLISHED, ""
        work.dataset.published_at = work.dataset.published_at or at
        work.record("published", files=len(waiting))


def put_in_force(version: ResourceVersion, *, at: datetime, by: Actor | None = None) -> None:
    """Let a file take the place of the one before, which stays to be read unless the dataset was withdrawn with it."""
    past = TAKEN_BACK if version.resource.dataset.state == WITHDRAWN else FORMER
    version.resource.versions.filter(state=CURRENT).update(state=past)
    version.state, version.decided_at = CURRENT, at
    version.decided_by_id = by.official_id if by else None
    version.save(update_fields=["state", "decided_at", "decided_by"])
    for name, text in version.titled.items():
        setattr(version.resource, name, text)
    version.resource.save()


def return_file(*, dataset_id: int, version_id: int, by: Actor, at: datetime, words: str) -> None:
    """Give a file back to whoever brought it, with what is to be mended. Raises: UnableToAct."""
    with working(dataset_id=dataset_id, by=by, at=at, approving=True) as work:
        version, said = _one_waiting(work.dataset, version_id), _said(words)
        version.state, version.decided_at, version.decided_by_id = RETURNED, at, by.official_id
        version.save(update_fields=["state", "decided_at", "decided_by"])
        work.record("resource_returned", words=said, resource=version.resource.number, version=version.number)


def answer_findings(*, dataset_id: int, version_id: int, by: Actor, at: datetime, words: str) -> None:
    """Answer for a file leaving with what was found in it. Raises: UnableToAct."""
    with working(dataset_id=dataset_id, by=by, at=at, approving=True) as work:
        version, said = _one_waiting(work.dataset, version_id), _said(words)
        looked = version.looked
        if looked.state != ASKS:
            raise UnableToAct(_("ไฟล์นี้ไม่มีสิ่งที่ต้องรับรอง"))
        looked.state, looked.answer, looked.answered_at, looked.answered_by_id = ANSWERED, said, at, by.official_id
        looked.save(update_fields=["state", "answer", "answered_at", "answered_by"])
        work.record("findings_answered", words=said, resource=version.resource.number, version=version.number)


def remove_resource(*, dataset_id: int, resource_id: int, by: Actor, at: datetime, words: str) -> None:
    """Take a resource out of a dataset, with the reason; its files are kept. Raises: UnableToAct."""
    with working(dataset_id=dataset_id, by=by, at=at, approving=True) as work:
        found = work.dataset.resources.filter(pk=resource_id, removed_at=None).first()
        if found is None:
            raise UnableToAct(_("ไม่พบไฟล์ข้อมูลนี้"))
        said = _said(words)
        found.removed_at = at
        found.save(update_fields=["removed_at"])
        work.record("resource_removed", words=said, resource=found.number)


def take_back(*, dataset_id: int, version_id: int, by: Actor, at: datetime, words: str) -> None:
    """Take an earlier file of a resource back from the public, with the reason. Raises: UnableToAct."""
    with working(dataset_id=dataset_id, by=by, at=at, approving=True) as work:
        said = _said(words)
        rows = ResourceVersion.objects.filter(resource__dataset=work.dataset, state=FORMER)
        found = rows.select_related("resource").filter(pk=version_id).first()
        if found is None:
            raise UnableToAct(_("ไม่พบฉบับก่อนนี้ อาจถอนไปแล้ว"))
        found.state = TAKEN_BACK
        found.save(update_fields=["state"])
        work.record("resource_taken_back", words=said, resource=found.resource.number, version=found.number)


def withdraw(*, dataset_id: int, by: Actor, at: datetime, words: str) -> None:
    """Take a dataset back from the public, with the reason; its earlier files do not come back with it.

    Raises: UnableToAct.
    """
    with working(dataset_id=dataset_id, by=by, at=at, approving=True) as work:
        if work.dataset.state != PUBLISHED:
            raise UnableToAct(_("ชุดข้อมูลนี้ไม่ได้เผยแพร่อยู่"))
        said = _said(words)
        earlier = ResourceVersion.objects.filter(resource__dataset=work.dataset, state=FORMER)
        earlier.update(state=TAKEN_BACK)
        work.dataset.state, work.dataset.withdrawn_reason = WITHDRAWN, said
        work.record("withdrawn", words=said)


def _waiting(dataset: Dataset) -> Any:
    found = ResourceVersion.objects.filter(resource__dataset=dataset, resource__removed_at=None, state=WAITING)
    return found.select_related("resource", "looked__file", "looked__open_file")


def _one_waiting(dataset: Dataset, version_id: int) -> ResourceVersion:
    found: ResourceVersion | None = _waiting(dataset).filter(pk=version_id).first()
    if found is None:
        raise UnableToAct(_("ไม่มีไฟล์ที่รออนุมัติ"))
    return found


def _has_files(dataset: Dataset) -> bool:
    files = ResourceVersion.objects.filter(resource__dataset=dataset, resource__removed_at=None, state=CURRENT)
    return files.exists()


def _said(words: str) -> str:
    said = words.strip()
    if not said:
        raise UnableToAct(_("โปรดระบุเหตุผล"))
    return said


def _checked(described: Described) -> dict[str, Any]:
    """Return the columns of what was described. Raises: UnableToAct for what no list knows."""
    values = asdict(described)
    known = (described.group in GROUPS, described.licence in LICENCES, described.frequency in FREQUENCIES)
    if not all(known):
        raise UnableToAct(_("ไม่รู้จักกลุ่ม สัญญาอนุญาต หรือความถี่นี้"))
    if not (described.title_th.strip() and described.notes_th.strip() and described.contact_name.strip()):
        raise UnableToAct(_("โปรดระบุชื่อ คำอธิบาย และผู้ติดต่อ"))
    if described.from_on and described.until_on and described.until_on < described.from_on:
        raise UnableToAct(_("วันสิ้นสุดต้องไม่มาก่อนวันเริ่ม"))
    words = described.keywords.replace(",", "|").split("|")
    values["keywords"] = "|".join(dict.fromkeys(word.strip() for word in words if word.strip()))
    return values
