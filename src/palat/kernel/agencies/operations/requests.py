"""Answers that an agency's own system sends: each counts once, however often it is sent."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from palat.kernel.agencies.models import Remembered, Token
from palat.kernel.agencies.operations import answering, drafting
from palat.kernel.agencies.operations.standing import track_of
from palat.kernel.agencies.procedure import ACCEPT, REPORT, Answer
from palat.kernel.agencies.queries.answers import moves_now
from palat.kernel.agencies.queries.people import member_ids
from palat.kernel.agencies.registry import duty
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Track
from palat.kernel.matters.operations.acts import NeedsApproval, UnableToAct
from palat.kernel.organisation.agency_side import AGENCY_ROLES, APPROVERS

CREATED, ACCEPTED = 201, 202


class KeyReused(Exception):
    """The key was used for another answer."""


@dataclass(frozen=True)
class Sent:
    """What an answer led to, as the caller is told."""

    status: int
    body: dict[str, Any]


def mark_of(track_id: int, said: Mapping[str, Any], files: Sequence[Any]) -> bytes:
    """Return the mark by which a request sent again is known: what it says, and its files by their content."""
    digest = hashlib.sha256(json.dumps([track_id, said], sort_keys=True, default=str).encode())
    for one in files:
        digest.update(f"\0{one.name}\0".encode())
        for chunk in one.chunks():
            digest.update(chunk)
        one.seek(0)
    return digest.digest()


@transaction.atomic
def once(*, token: Token, key: str, mark: bytes, at: datetime, act: Callable[[], Sent]) -> Sent:
    """Run `act` unless the token's key was used already; then return what it led to.

    Key and act are kept or lost together: what was refused may be sent again with the same key. A second sending
    meanwhile waits for the first. Raises: KeyReused when the request is another one, and whatever `act` raises.
    """
    fresh = Remembered(token=token, key=key, request_digest=mark, at=at)
    Remembered.objects.bulk_create([fresh], ignore_conflicts=True)
    kept = Remembered.objects.select_for_update().get(token=token, key=key)
    if bytes(kept.request_digest) != mark:
        raise KeyReused(_("Idempotency-Key นี้ใช้กับคำตอบอื่นแล้ว โปรดใช้คีย์ใหม่"))
    if kept.status:
        return Sent(kept.status, json.loads(kept.body))
    sent = act()
    kept.status, kept.body = sent.status, json.dumps(sent.body)
    kept.save(update_fields=["status", "body"])
    return sent


def answer(*, track_id: int, kind: str, said: Answer, by: Actor, at: datetime, seen: int | None) -> Sent:
    """Answer for an agency's own system: sent, or laid before the approver where the agency wants that.

    Raises: UnableToAct for a result that there is not, and whatever the act refuses.
    """
    track, _basis, _who = track_of(track_id, by, AGENCY_ROLES)
    if kind != ACCEPT and not said.words.strip():
        raise UnableToAct(_("โปรดระบุถ้อยคำของคำตอบ"))
    if kind == REPORT and REPORT in moves_now(track):
        _require_result(track, said.result)
    try:
        with transaction.atomic():
            answering.answer(track_id=track_id, kind=kind, said=said, by=by, at=at, seen=seen)
    except NeedsApproval:
        return _draft(track, kind, said, by, at)
    return Sent(CREATED, {"id": track_id, "outcome": "sent", "state": _state(track_id), "draft": None})


def _require_result(track: Track, result: str) -> None:
    known = {code for code, _label in duty(track.matter.duty).results}
    if moves_now(track)[REPORT].code == "agency_report" and result not in known:
        raise UnableToAct(_("โปรดระบุ result ตามรายการใน /results"))


def _draft(track: Track, kind: str, said: Answer, by: Actor, at: datetime) -> Sent:
    if not member_ids(track.agency_id or 0, None, on=legal_date(at), roles=APPROVERS):
        raise UnableToAct(_("หน่วยงานยังไม่มีผู้อนุมัติ โปรดให้ผู้จัดการบัญชีเชิญผู้อนุมัติก่อน"))
    saved = drafting.save(track_id=track.pk, kind=kind, said=said, by=by, at=at, revision=0)
    drafting.submit(track_id=track.pk, by=by, at=at, revision=saved.revision)
    body = {"id": track.pk, "outcome": "awaiting_approval", "state": track.state, "draft": saved.pk}
    return Sent(ACCEPTED, body)


def _state(track_id: int) -> str:
    return Track.objects.values_list("state", flat=True).get(pk=track_id)
