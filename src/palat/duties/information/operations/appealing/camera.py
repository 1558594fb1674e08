"""What an agency sends to be seen in camera (มาตรา 19): called, received into a store of its own, read on record.

Nothing here is an attachment of the matter: no list, search, export or tracking page knows of it. The one way to read
it is `read_camera`, which writes who read what, when and why into the history before anything is opened.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from palat.duties.information.models import Appeal, CameraFile
from palat.duties.information.operations.appealing import wording
from palat.duties.information.procedure.appeal_words import READ_FOR
from palat.duties.information.queries.appealing.panel import in_circle
from palat.kernel.history import ids
from palat.kernel.jobs.operations import enqueue
from palat.kernel.letters.operations import drafting as letters
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Event, NotAuthorised, UnableToAct, acting


def call_file(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Call the agency's file: another agency is written to; the Office's own centre is asked on the desk."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุสำนวนและข้อมูลข่าวสารที่เรียก"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        appeal = Appeal.objects.get(pk=matter_id)
        act.stop_clocks(act.main, ("file",))
        event = act.move("call_file", body={"words": words})
        if appeal.agency_id is not None:
            letters.draft([act], wording.call(act.matter, appeal, words, at), submit=True, by_system=True)
        else:
            enqueue("information.tell_file_called", matter_id=matter_id)
        return event


def receive_file(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    words: str,
    files: Sequence[tuple[int, str]] = (),
) -> Event:
    """Receive what the agency sent into the store in camera. Raises: UnableToAct without a file and what it is."""
    if not files or not words.strip():
        raise UnableToAct(_("โปรดแนบไฟล์ และระบุว่าเป็นเอกสารใด"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        appeal = Appeal.objects.select_related("matter").get(pk=matter_id)
        _require_circle(appeal, by)
        kept = [
            CameraFile(id=ids.take(), appeal=appeal, file_id=file_id, name=name, words=words[:300], received_at=at)
            for file_id, name in files
        ]
        event = act.move("receive_file", facts={"files": [one.pk for one in kept]})
        act.add(*kept)
        return event


def read_camera(*, matter_id: int, file_id: int, by: Actor, at: datetime, purpose: str, words: str = "") -> CameraFile:
    """Return a document seen in camera, once the history holds who opens it and why.

    Raises: UnableToAct without a purpose, or for one that was sent back; NotAuthorised outside the panel and its
    secretariat, whatever post or rank one holds.
    """
    if purpose not in dict(READ_FOR):
        raise UnableToAct(_("โปรดระบุเหตุที่เปิดอ่าน"))
    with acting(matter_id=matter_id, by=by, at=at) as act:
        appeal = Appeal.objects.select_related("matter").get(pk=matter_id)
        _require_circle(appeal, by)
        found = CameraFile.objects.filter(pk=file_id, appeal=appeal, returned_at=None).select_related("file").first()
        if found is None:
            raise UnableToAct(_("ไม่พบเอกสารนี้ หรือส่งคืนหน่วยงานแล้ว"))
        act.move("read_camera", facts={"file": file_id, "purpose": purpose}, body={"words": words} if words else None)
        return found


def return_file(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    words: str,
    file_ids: Collection[int] = (),
) -> Event:
    """Record that the file, or some documents of it, went back to the agency: nobody reads them any more.

    At any time: what was sent by mistake is not kept until the ruling. Raises: UnableToAct.
    """
    if not words.strip():
        raise UnableToAct(_("โปรดระบุวิธีและหลักฐานการส่งคืน"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        appeal = Appeal.objects.select_related("matter").get(pk=matter_id)
        _require_circle(appeal, by)
        kept = CameraFile.objects.filter(appeal=appeal, returned_at=None)
        kept = kept.filter(pk__in=file_ids) if file_ids else kept
        numbers = list(kept.order_by("pk").values_list("pk", flat=True))
        if not numbers or len(numbers) < len(set(file_ids)):
            raise UnableToAct(_("ไม่มีเอกสารที่ต้องส่งคืน"))
        event = act.move("return_file", facts={"files": numbers}, body={"words": words})
        kept.update(returned_at=at)
        return event


def _require_circle(appeal: Appeal, by: Actor) -> None:
    if not in_circle(appeal, by):
        raise NotAuthorised(_("สำนวนลับเปิดอ่านได้เฉพาะองค์คณะและฝ่ายเลขานุการของเรื่องนี้"))
