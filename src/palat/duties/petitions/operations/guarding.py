"""Who sees the files of a petition."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from palat.duties.petitions.models import Petition
from palat.duties.petitions.queries.petition import leaves_concealed
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Event, UnableToAct, acting
from palat.kernel.matters.operations.receiving import attachment, release_attachment


def attach(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    files: Sequence[tuple[int, str]],
    for_petitioner: bool = False,
    for_agencies: bool = False,
) -> Event:
    """Attach files of the Office, and say who else may see them. Raises: UnableToAct without any."""
    if not files:
        raise UnableToAct(_("โปรดแนบไฟล์อย่างน้อยหนึ่งไฟล์"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        if for_petitioner or for_agencies:
            act.require("release_file")
        rows = [
            attachment(matter_id=matter_id, file_id=file_id, name=name, origin="office", at=at)
            for file_id, name in files
        ]
        for row in rows:
            row.for_petitioner, row.for_agencies = for_petitioner, for_agencies
        act.add(*rows)
        facts = {
            "attachments": [row.pk for row in rows],
            "for_petitioner": for_petitioner,
            "for_agencies": for_agencies,
        }
        return act.move("attach_file", facts=facts)


def release(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    attachment_id: int,
    for_petitioner: bool | None = None,
    for_agencies: bool | None = None,
) -> Event:
    """Say who besides the Office may see a file; it may be taken back. Of whom nothing is said, it stays as it is.

    Raises: UnableToAct for a file not of this matter, or for what the petitioner gave while the
    concealed copy has not been approved by a person.
    """
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        petition = Petition.objects.get(pk=matter_id)
        act.require("release_file")
        file = release_attachment(
            matter_id=matter_id,
            attachment_id=attachment_id,
            for_petitioner=for_petitioner,
            for_agencies=for_agencies,
        )
        seen_by = {"for_petitioner": file.for_petitioner, "for_agencies": file.for_agencies}
        event = act.move("release_file", facts={"attachment": attachment_id, **seen_by})
        hidden = leaves_concealed(petition, act.matter.kind) and petition.concealed_at is None
        if for_agencies and hidden and file.origin == "petitioner":
            raise UnableToAct(_("ผู้ร้องขอปกปิดตัวตน ต้องมีผู้ตรวจและอนุมัติฉบับปกปิดก่อนส่งออกนอกสำนักงาน"))
        if for_petitioner:
            enqueue("petitions.tell_petitioner", matter_id=matter_id, what="message")
        return event
