"""Merging petitions into one case: each keeps its code and its petitioner, and is answered with the case."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from palat.duties.petitions.models import Petition
from palat.duties.petitions.operations import referrals
from palat.duties.petitions.operations.intake import Brought, UnableToReceive, file_petition
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations import links
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.operations.receiving import Matter
from palat.kernel.matters.queries.finding import find_matter


@transaction.atomic
def merge(
    *,
    matter_ids: Collection[int],
    into_id: int,
    by: Actor,
    at: datetime,
    reason: str,
    seen: Mapping[int, int] | None = None,
) -> int:
    """Merge petitions into a case. Whoever joins one that is answered already gets its answer. Returns how many.

    What lay at agencies on the merged ones is taken back, and they are told: they answer on the case alone. Where the
    case is not at one of them, its officer is told, who refers it or leaves it.
    """
    count = links.merge(matter_ids=matter_ids, into_id=into_id, by=by, at=at, reason=reason, seen=seen)
    merged = set(matter_ids) - {into_id}
    words = "รวมพิจารณากับเรื่องเดียวกันแล้ว สำนักงานจะติดตามผลในเรื่องหลัก"
    if referrals.recall_ended(matter_ids=merged, at=at, words=words):
        enqueue("petitions.tell_left_behind", matter_id=into_id, by_official_id=by.official_id)
    if Petition.objects.filter(pk=into_id, told_at__isnull=False).exists():
        enqueue("petitions.answer_merged", matter_id=into_id)
    return count


def case_named(code: str, by: Actor) -> int:
    """Return the one case of a code or register number. Raises: UnableToAct where the actor may open none such."""
    found = find_matter(code, by=by)
    if len(found) != 1:
        raise UnableToAct(_("ไม่พบเรื่องหลักตามรหัสหรือเลขทะเบียนนี้"))
    return found[0].pk


def merge_into_code(*, matter_id: int, code: str, by: Actor, at: datetime, reason: str, seen: int | None = None) -> int:
    """Merge one petition into the case of a code or register number. Raises: UnableToAct."""
    known = {matter_id: seen} if seen is not None else None
    return merge(matter_ids=[matter_id], into_id=case_named(code, by), by=by, at=at, reason=reason, seen=known)


@transaction.atomic
def file_merged(
    *, brought: Brought, code: str, by: Actor, at: datetime, reason: str, contact_id: int | None = None
) -> Matter:
    """Receive a petition and merge it at once into a case that tells the same: a code and an answer of its own.

    Raises: UnableToReceive for what must be looked at by itself: danger to life, a class of secrecy, a restricted
    queue; UnableToAct where the case cannot take it in.
    """
    into_id = case_named(code, by)
    matter = file_petition(brought=brought, by=by, at=at, contact_id=contact_id)
    if matter.urgency == 0:
        raise UnableToReceive(_("เรื่องที่มีอันตรายต่อชีวิตต้องลงทะเบียนเป็นเรื่อง และประสานทางโทรศัพท์ก่อน จึงรวมเรื่องได้"))
    if matter.restricted or matter.secrecy:
        raise UnableToReceive(_("เรื่องลับและเรื่องในคิวจำกัดผู้เห็นไม่รวมเข้ากับเรื่องอื่นขณะรับเรื่อง โปรดลงทะเบียนเป็นเรื่อง"))
    merge(matter_ids=[matter.pk], into_id=into_id, by=by, at=at, reason=reason)
    return matter
