"""Deciding on a version that waits: letting it out, giving it back, answering for what was found in its file.

What one official enters another lets out. Nothing is let out against which `queries.public_gate` says something.
"""

from datetime import datetime

from django.utils.translation import gettext as _

from palat.duties.information.models import Version
from palat.duties.information.operations.register.work import Work, said_why, working
from palat.duties.information.procedure.publication import ANSWERED, ASKS, CURRENT, FORMER, PUBLISHED, RETURNED, WAITING
from palat.duties.information.queries.public_gate import against_version
from palat.duties.information.queries.publications import due_of
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct


def publish(*, version_id: int, by: Actor, at: datetime) -> None:
    """Let a version out: everybody may read it from now on, and it takes the place of the one before.

    Raises: UnableToAct for whoever proposed it, and while anything stands against it.
    """
    waiting = _waiting(version_id)
    with working(publication_id=waiting.publication_id, by=by, at=at, approving=True) as work:
        version = _waiting(version_id)
        if version.proposed_by_id is not None and version.proposed_by_id == by.official_id:
            raise UnableToAct(_("ผู้เสนอกับผู้อนุมัติต้องเป็นคนละคน"))
        if refusal := against_version(version):
            raise UnableToAct(refusal)
        work.publication.versions.filter(state=CURRENT).update(state=FORMER)
        _decide(version, CURRENT, work)
        entry = work.publication
        entry.current, entry.state, entry.withdrawn_reason = version, PUBLISHED, ""
        entry.renewed_on = legal_date(at)
        entry.due_on = due_of(entry.class_code, since=entry.renewed_on, until=version.until_on)
        work.record("published", words=version.note, version=version.number)
        work.save()


def return_version(*, version_id: int, by: Actor, at: datetime, words: str) -> None:
    """Give a version back to whoever proposed it, with what is to be mended. Raises: UnableToAct."""
    with working(publication_id=_waiting(version_id).publication_id, by=by, at=at, approving=True) as work:
        version = _waiting(version_id)
        said = said_why(words)
        _decide(version, RETURNED, work)
        work.record("version_returned", words=said, version=version.number)
        work.save()


def answer_findings(*, version_id: int, by: Actor, at: datetime, words: str) -> None:
    """Answer for a file leaving with what was found in it, with the reason. Raises: UnableToAct."""
    with working(publication_id=_waiting(version_id).publication_id, by=by, at=at, approving=True) as work:
        version = _waiting(version_id)
        said = said_why(words)
        if version.looked is None or version.looked.state != ASKS:
            raise UnableToAct(_("ไฟล์นี้ไม่มีสิ่งที่ต้องรับรอง"))
        looked = version.looked
        looked.state, looked.answer, looked.answered_at, looked.answered_by_id = ANSWERED, said, at, by.official_id
        looked.save(update_fields=["state", "answer", "answered_at", "answered_by"])
        work.record("findings_answered", words=said, version=version.number)
        work.save()


def _waiting(version_id: int) -> Version:
    found = (
        Version.objects.select_related(
            "publication", "looked__file", "looked__open_file", "material__part__track", "material__part__matter"
        )
        .filter(pk=version_id, state=WAITING)
        .first()
    )
    if found is None:
        raise UnableToAct(_("ไม่มีฉบับที่รออนุมัติ อาจมีผู้อนุมัติหรือส่งคืนแล้ว"))
    return found


def _decide(version: Version, state: str, work: Work) -> None:
    version.state, version.decided_by_id, version.decided_at = state, work.by.official_id, work.at
    version.save(update_fields=["state", "decided_by", "decided_at"])
