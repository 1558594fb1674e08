"""Tokens by which an agency's own system acts: made, shown once, used, counted, revoked."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils.translation import gettext as _

from palat.kernel.agencies.models import Remembered, Token, TokenMinute
from palat.kernel.agencies.operations.people import digest, seat
from palat.kernel.agencies.operations.standing import basis_in, require, tell_history
from palat.kernel.agencies.procedure import PER_MINUTE, SCOPES, TOKEN_DAYS, TOKENS_MOST
from palat.kernel.calendar.counting import legal_date
from palat.kernel.history import ids
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.organisation.agency_side import APPROVER, APPROVERS, MANAGERS, SYSTEM
from palat.kernel.organisation.operations import end_holding, new_official
from palat.kernel.organisation.queries import authority_of_official

PREFIX = "palat_"
COUNT = """
INSERT INTO agencies_tokenminute (token_id, minute, count) VALUES (%s, date_trunc('minute', %s::timestamptz), 1)
ON CONFLICT (token_id, minute) DO UPDATE SET count = agencies_tokenminute.count + 1 RETURNING count
"""


@transaction.atomic
def make(*, agency_id: int, name: str, scopes: Sequence[str], days: int, by: Actor, at: datetime) -> tuple[Token, str]:
    """Make a token for an agency's own system. Returns it, and the secret, which is kept nowhere.

    The system gets a post of its own in the agency: what it does is recorded as done by it. One that sends what was
    approved elsewhere holds an approver's post, so only an approver can give it. Raises: NotAuthorised, UnableToAct.
    """
    basis, official_id = require(by, agency_id, MANAGERS | APPROVERS)
    name = " ".join(name.split())
    chosen = [code for code, _label in SCOPES if code in scopes]
    if not name or not chosen:
        raise UnableToAct(_("โปรดระบุชื่อระบบ และเลือกสิทธิอย่างน้อยหนึ่งข้อ"))
    if days not in TOKEN_DAYS:
        raise UnableToAct(_("โปรดเลือกอายุของโทเคน"))
    if "final" in chosen and basis_in(by, agency_id, APPROVERS) is None:
        raise NotAuthorised(_("สิทธิส่งคำตอบที่อนุมัติแล้ว ให้ได้โดยผู้อนุมัติหรือ CCEO เท่านั้น"))
    if living(agency_id, at) >= TOKENS_MOST:
        raise UnableToAct(_("มีโทเคนที่ใช้ได้ครบ %(most)s ตัวแล้ว โปรดเพิกถอนตัวที่ไม่ใช้") % {"most": TOKENS_MOST})
    system = new_official(title="", given_name=name, family_name="", at=at, by=by.ref)
    role = APPROVER if "final" in chosen else SYSTEM
    holding = seat(system.pk, agency_id=agency_id, role=role, section_id=None, by=by.ref, at=at)
    secret = PREFIX + secrets.token_urlsafe(32)
    made = Token.objects.create(
        id=ids.take(),
        agency_id=agency_id,
        holding=holding,
        name=name[:100],
        digest=digest(secret),
        hint=secret[-4:],
        scopes=chosen,
        made_at=at,
        made_by_id=official_id,
        expires_at=at + timedelta(days=days),
    )
    facts = {"token": made.pk, "scopes": chosen, "days": days}
    tell_history(agency_id, "token_made", by=by, at=at, basis=basis, facts=facts)
    return made, secret


def living(agency_id: int, at: datetime) -> int:
    """Count the tokens of an agency that work."""
    return Token.objects.filter(agency_id=agency_id, revoked_at=None, expires_at__gt=at).count()


@transaction.atomic
def revoke(*, agency_id: int, token_id: int, by: Actor, at: datetime) -> Token:
    """Revoke a token: from now it opens nothing, and the post of the system ends."""
    basis, _who = require(by, agency_id, MANAGERS | APPROVERS)
    found = Token.objects.select_for_update().filter(pk=token_id, agency_id=agency_id).first()
    if found is None or found.revoked_at:
        raise UnableToAct(_("โทเคนนี้ถูกเพิกถอนแล้ว"))
    found.revoked_at = at
    found.save(update_fields=["revoked_at"])
    end_holding(holding_id=found.holding_id, on=legal_date(at), at=at, by=by.ref)
    tell_history(agency_id, "token_revoked", by=by, at=at, basis=basis, facts={"token": token_id})
    return found


class TokenRefused(Exception):
    """The token opens nothing: unknown, expired, revoked."""


class TooOften(Exception):
    """The token was used too often within this minute."""


def opened(secret: str, *, at: datetime) -> tuple[Token, Actor]:
    """Return a token and who acts by it. Raises: TokenRefused, never saying which of the reasons it was."""
    found = Token.objects.select_related("agency", "holding").filter(digest=digest(secret)).first()
    if found is None or found.revoked_at or found.expires_at <= at:
        raise TokenRefused
    authority = authority_of_official(found.holding.official_id, on=legal_date(at))
    if not authority.held:
        raise TokenRefused
    return found, Actor("official", authority)


def count_use(token: Token, *, at: datetime) -> int:
    """Count one request. Returns how many are left in this minute. Raises: TooOften."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [token.pk, at])
        used = int(cursor.fetchone()[0])
    if used == 1:
        Token.objects.filter(pk=token.pk).update(last_used_at=at)
    if used > PER_MINUTE:
        raise TooOften
    return PER_MINUTE - used


def forget_old(*, before: datetime) -> int:
    """Delete what is remembered of requests, and the counts of minutes, before a moment. Returns how many rows."""
    minutes, _each = TokenMinute.objects.filter(minute__lt=before).delete()
    answers, _each = Remembered.objects.filter(at__lt=before).delete()
    return minutes + answers
