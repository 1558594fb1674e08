"""Drafting inside an agency: write, submit, return with the reason, approve. The Office sees only what is approved."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from palat.kernel.agencies.models import Draft, DraftFile
from palat.kernel.agencies.operations import answering
from palat.kernel.agencies.operations.standing import tell_history, track_of
from palat.kernel.agencies.procedure import DROPPED, OPEN_DRAFTS, RETURNED, SENT, SUBMITTED, WRITING, Answer
from palat.kernel.agencies.queries.answers import moves_now, open_draft
from palat.kernel.agencies.queries.people import member_ids
from palat.kernel.calendar.counting import legal_date
from palat.kernel.history import ids
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Track
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.notices.operations.telling import tell_official
from palat.kernel.organisation.agency_side import APPROVERS, SYSTEM, WRITERS

HANDS = WRITERS | {SYSTEM}  # an agency's own system drafts too


class DraftMoved(UnableToAct):
    """Somebody changed the draft since it was read."""


def _lock(track_id: int, revision: int | None) -> Draft | None:
    """Lock the open draft of a track. Raises: DraftMoved if it is not as the actor read it."""
    found = Draft.objects.select_for_update().filter(track_id=track_id, state__in=OPEN_DRAFTS).first()
    if revision is not None and (found.revision if found else 0) != revision:
        raise DraftMoved(_("มีผู้แก้ไขร่างนี้หลังจากที่คุณเปิดหน้านี้ โปรดเปิดดูร่างล่าสุดแล้วทำอีกครั้ง"))
    return found


def _must(found: Draft | None) -> Draft:
    if found is None:
        raise UnableToAct(_("ไม่มีร่างที่ค้างอยู่ในเรื่องนี้"))
    return found


@transaction.atomic
def save(
    *,
    track_id: int,
    kind: str,
    said: Answer,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    without_files: Collection[int] = (),
) -> Draft:
    """Write the draft of an answer, or write the open one anew. `revision` 0: there was none when it was begun.

    Files are added; `without_files` are taken out. One that was before the approver is the writer's again.
    Raises: UnableToAct for an answer that the track does not take now; DraftMoved; NotAuthorised.
    """
    track, basis, official_id = track_of(track_id, by, HANDS)
    move = moves_now(track).get(kind)
    if move is None:
        raise UnableToAct(_("เรื่องนี้ไม่ได้รอคำตอบเช่นนี้แล้ว"))
    found = _lock(track_id, revision)
    draft = found or Draft(id=ids.take(), track_id=track_id, author_id=official_id, revision=0)
    other_kind = bool(found) and draft.move != move.code  # a draft of another answer gives way, with its files
    draft.move, draft.state = move.code, WRITING
    draft.words, draft.result, draft.suggests = said.words, said.result, said.suggests
    draft.figures = dict(said.figures)
    draft.revision, draft.changed_by_id, draft.changed_at = draft.revision + 1, official_id, at
    draft.save()
    draft.files.filter(Q() if other_kind else Q(pk__in=without_files)).delete()
    DraftFile.objects.bulk_create(DraftFile(draft=draft, file_id=file, name=name) for file, name in said.files)
    facts = {"track": track_id, "draft": draft.pk, "revision": draft.revision}
    tell_history(track.agency_id or 0, "drafted", by=by, at=at, basis=basis, facts=facts)
    return draft


@transaction.atomic
def propose(*, track_id: int, kind: str, said: Answer, by: Actor, at: datetime) -> Draft:
    """Write an answer and lay it before the approvers in one go, where nobody has begun one. Raises as both do."""
    require_no_draft(track_id)
    saved = save(track_id=track_id, kind=kind, said=said, by=by, at=at, revision=0)
    return submit(track_id=track_id, by=by, at=at, revision=saved.revision)


def require_no_draft(track_id: int) -> None:
    """Refuse where somebody has begun an answer, and say who. Raises: DraftMoved."""
    found = open_draft(track_id)
    if found is not None:
        words = _("มีร่างคำตอบของ %(who)s ค้างอยู่ โปรดเปิดเรื่องนี้แล้วทำต่อจากร่างนั้น")
        raise DraftMoved(words % {"who": found.changed_by or found.author})


@transaction.atomic
def submit(*, track_id: int, by: Actor, at: datetime, revision: int) -> Draft:
    """Lay a draft before the agency's approvers (เสนอผู้อนุมัติ). Raises: UnableToAct without words or approvers."""
    track, basis, _who = track_of(track_id, by, HANDS)
    draft = _must(_lock(track_id, revision))
    if draft.state == SUBMITTED:
        raise UnableToAct(_("ร่างนี้เสนอผู้อนุมัติแล้ว"))
    if not draft.words.strip():
        raise UnableToAct(_("โปรดเขียนคำตอบก่อนเสนอ"))
    approvers = member_ids(track.agency_id or 0, None, on=legal_date(at), roles=APPROVERS)
    if not approvers:
        raise UnableToAct(_("หน่วยงานยังไม่มีผู้อนุมัติ โปรดให้ผู้จัดการบัญชีเชิญผู้อนุมัติก่อน"))
    draft.state, draft.submitted_at, draft.reason = SUBMITTED, at, ""
    draft.save(update_fields=["state", "submitted_at", "reason"])
    _record("submitted", track, draft, by, at, basis)
    _tell(approvers - {by.official_id or 0}, "มีร่างคำตอบรออนุมัติ %(code)s", track, at)
    return draft


@transaction.atomic
def give_back(*, track_id: int, by: Actor, at: datetime, revision: int, reason: str) -> Draft:
    """Return a draft to its writer with the reason. Raises: UnableToAct without one, or where none was submitted."""
    track, basis, official_id = track_of(track_id, by, APPROVERS)
    draft = _must(_lock(track_id, revision))
    if draft.state != SUBMITTED:
        raise UnableToAct(_("ร่างนี้ยังไม่ได้เสนอ"))
    if not reason.strip():
        raise UnableToAct(_("โปรดระบุเหตุผลที่ส่งกลับ"))
    draft.state, draft.reason, draft.decided_by_id, draft.decided_at = RETURNED, reason, official_id, at
    draft.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    _record("draft_returned", track, draft, by, at, basis)
    _tell({draft.author_id, draft.changed_by_id} - {official_id}, "ร่างคำตอบถูกส่งกลับให้แก้ไข %(code)s", track, at)
    return draft


@transaction.atomic
def approve(*, track_id: int, by: Actor, at: datetime, revision: int, seen: int | None = None) -> Draft:
    """Approve a draft: it goes to the Office as the agency's answer, on the approver's authority.

    Raises: UnableToAct for one that was not submitted, and whatever the answer itself is refused for.
    """
    track, basis, official_id = track_of(track_id, by, APPROVERS)
    draft = _must(_lock(track_id, revision))
    if draft.state != SUBMITTED:
        raise UnableToAct(_("อนุมัติได้เฉพาะร่างที่เสนอแล้ว"))
    draft.state, draft.decided_by_id, draft.decided_at = SENT, official_id, at
    draft.save(update_fields=["state", "decided_by", "decided_at"])
    answering.answer(track_id=track_id, kind=_kind(track, draft), said=said_in(draft), by=by, at=at, seen=seen)
    _record("approved", track, draft, by, at, basis)
    _tell({draft.author_id, draft.changed_by_id} - {official_id}, "คำตอบได้รับอนุมัติและส่งแล้ว %(code)s", track, at)
    return draft


@transaction.atomic
def drop(*, track_id: int, by: Actor, at: datetime, revision: int) -> Draft:
    """Give up a draft."""
    track, basis, _who = track_of(track_id, by, HANDS)
    draft = _must(_lock(track_id, revision))
    draft.state = DROPPED
    draft.save(update_fields=["state"])
    _record("draft_dropped", track, draft, by, at, basis)
    return draft


def said_in(draft: Draft) -> Answer:
    """Return what a draft says, with its files."""
    files = tuple(draft.files.order_by("pk").values_list("file_id", "name"))
    return Answer(draft.words, draft.result, draft.suggests, files, draft.figures)


def _kind(track: Track, draft: Draft) -> str:
    found = next((kind for kind, move in moves_now(track).items() if move.code == draft.move), None)
    if found is None:
        raise UnableToAct(_("เรื่องนี้ไม่ได้รอคำตอบเช่นนี้แล้ว"))
    return found


def _record(kind: str, track: Track, draft: Draft, by: Actor, at: datetime, basis: str) -> None:
    facts = {"track": track.pk, "draft": draft.pk, "revision": draft.revision}
    body = {"reason": draft.reason} if draft.reason else None
    tell_history(track.agency_id or 0, kind, by=by, at=at, basis=basis, facts=facts, body=body)


def _tell(officials: Collection[int], words: str, track: Track, at: datetime) -> None:
    """Tell officials in Thai: they are others than who acts, in whatever language the screen of that one is."""
    for official_id in sorted(officials):
        tell_official(
            official_id=official_id,
            subject=words % {"code": track.matter.reference},
            link=reverse("agency_track", args=[track.pk]),
            at=at,
        )
