"""The people of an agency, kept by the agency itself: invite, join, change, suspend, let back."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from palat.kernel.accounts.models import User
from palat.kernel.agencies.models import Invitation
from palat.kernel.agencies.operations.standing import basis_in, require, tell_history
from palat.kernel.agencies.procedure import INVITATION_DAYS
from palat.kernel.agencies.queries.people import member, member_ids
from palat.kernel.calendar.counting import legal_date
from palat.kernel.history import ids
from palat.kernel.matters.authority import SYSTEM, Actor
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.notices.operations.telling import News, tell_by_mail
from palat.kernel.organisation.agency_side import APPROVERS, CCEO, GIVEN, HELD_BACK, MANAGERS
from palat.kernel.organisation.models import Agency, AgencyRule, Holding, Post, Section
from palat.kernel.organisation.operations import appoint, end_holding, new_official
from palat.kernel.organisation.queries import approval_of, forget

ROLES_GIVEN = frozenset(code for code, _label, _words in GIVEN)


def digest(token: str) -> bytes:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).digest()


@transaction.atomic
def invite(
    *, agency_id: int, address: str, role: str, by: Actor, at: datetime, section_id: int | None = None
) -> tuple[Invitation, str]:
    """Invite someone by e-mail to work for the agency in a role. Returns the invitation and its token, shown to nobody.

    Raises: NotAuthorised; UnableToAct for a role that an agency does not give, or a section that is not its own.
    """
    basis, official_id = require(by, agency_id, MANAGERS)
    _require_role(role, agency_id, by)
    _require_section(section_id, agency_id)
    token = secrets.token_urlsafe(32)
    made = Invitation.objects.create(
        id=ids.take(),
        agency_id=agency_id,
        section_id=section_id,
        role=role,
        email=address,
        token_digest=digest(token),
        made_at=at,
        made_by_id=official_id,
        expires_at=at + timedelta(days=INVITATION_DAYS),
    )
    tell_history(agency_id, "invited", by=by, at=at, basis=basis, facts={"invitation": made.pk, "role": role})
    tell_by_mail(
        address=address,
        news=News(
            "agency.invited",
            link=str(settings.PUBLIC_URL).rstrip("/") + reverse("agency_join", args=[token]),
            values={"agency": made.agency.name_th, "days": str(INVITATION_DAYS)},
        ),
        at=at,
    )
    return made, token


def _require_role(role: str, agency_id: int, by: Actor) -> None:
    """Refuse a role that an agency does not give, and an approver made by one who is none where answers are approved.

    Otherwise whoever looks after the accounts could approve his own answers by way of a second account.
    """
    if role not in ROLES_GIVEN:
        raise UnableToAct(_("หน่วยงานให้บทบาทนี้ไม่ได้"))
    if role in APPROVERS and approval_of(agency_id) != "none" and basis_in(by, agency_id, APPROVERS) is None:
        raise NotAuthorised(_("หน่วยงานที่กำหนดให้มีผู้อนุมัติ เพิ่มผู้อนุมัติได้โดยผู้อนุมัติเท่านั้น"))


def _require_section(section_id: int | None, agency_id: int) -> None:
    known = Section.objects.filter(pk=section_id or 0, agency_id=agency_id, ended_on=None)
    if section_id is not None and not known.exists():
        raise UnableToAct(_("ไม่พบหน่วยภายในนี้ของหน่วยงาน"))


@transaction.atomic
def withdraw(*, agency_id: int, invitation_id: int, by: Actor, at: datetime) -> Invitation:
    """Take back an invitation that nobody has taken up."""
    basis, _who = require(by, agency_id, MANAGERS)
    found = Invitation.objects.select_for_update().filter(pk=invitation_id, agency_id=agency_id).first()
    if found is None or found.used_at or found.withdrawn_at:
        raise UnableToAct(_("คำเชิญนี้ใช้ไปแล้วหรือถูกยกเลิกแล้ว"))
    found.withdrawn_at = at
    found.save(update_fields=["withdrawn_at"])
    tell_history(agency_id, "invitation_withdrawn", by=by, at=at, basis=basis, facts={"invitation": found.pk})
    return found


class InvitationUnusable(Exception):
    """The invitation is unknown, used, withdrawn or expired; the message says what to do."""


def invitation(token: str, *, at: datetime) -> Invitation:
    """Return the invitation of a token, without using it up. Raises: InvitationUnusable."""
    found = Invitation.objects.select_related("agency", "section").filter(token_digest=digest(token)).first()
    if found is None or found.withdrawn_at:
        raise InvitationUnusable(_("คำเชิญนี้ใช้ไม่ได้ โปรดขอคำเชิญใหม่จากผู้จัดการบัญชีของหน่วยงาน"))
    if found.used_at:
        raise InvitationUnusable(_("คำเชิญนี้ใช้ไปแล้ว โปรดเข้าสู่ระบบด้วยชื่อผู้ใช้ที่ตั้งไว้"))
    if found.expires_at <= at:
        raise InvitationUnusable(_("คำเชิญนี้หมดอายุแล้ว โปรดขอคำเชิญใหม่จากผู้จัดการบัญชีของหน่วยงาน"))
    return found


@dataclass(frozen=True)
class Joining:
    """What someone who was invited gives of themselves."""

    username: str
    password: str
    title: str
    given_name: str
    family_name: str
    telephone: str = ""


@transaction.atomic
def join(*, token: str, who: Joining, at: datetime) -> User:
    """Open the account of someone who was invited, in the post that the invitation names.

    Raises: InvitationUnusable; UnableToAct for a user name that is taken; ValidationError for a weak password.
    """
    found = invitation(token, at=at)
    found = Invitation.objects.select_for_update().get(pk=found.pk)
    invitation(token, at=at)  # asked again under the lock: it may have been used meanwhile
    user = User(username=User.normalize_username(who.username), email=found.email)
    validate_password(who.password, user)
    user.set_password(who.password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as taken:
        raise UnableToAct(_("ชื่อผู้ใช้นี้มีผู้ใช้แล้ว โปรดเลือกชื่ออื่น")) from taken
    official = new_official(
        title=who.title,
        given_name=who.given_name,
        family_name=who.family_name,
        telephone=who.telephone,
        user_id=user.pk,
        at=at,
        by=f"invitation:{found.pk}",
    )
    seat(official.pk, agency_id=found.agency_id, role=found.role, section_id=found.section_id, by="invitation", at=at)
    found.used_at = at
    found.save(update_fields=["used_at"])
    facts = {"invitation": found.pk, "official": official.pk, "role": found.role}
    tell_history(found.agency_id, "joined", by=SYSTEM, at=at, basis=f"invitation:{found.pk}", facts=facts)
    return user


def seat(official_id: int, *, agency_id: int, role: str, section_id: int | None, by: str, at: datetime) -> Holding:
    """Make a post of a role in an agency, and let someone hold it from today."""
    label = next((words for code, words, _about in GIVEN if code == role), role)
    agency = Agency.objects.get(pk=agency_id)
    post = Post.objects.create(
        code=f"agency-{ids.take()}",
        title_th=f"{label} {agency.name_th}"[:200],
        role=role,
        agency_id=agency_id,
        section_id=section_id,
    )
    return appoint(post_id=post.pk, official_id=official_id, valid_from=legal_date(at), at=at, by=by)


def _member(agency_id: int, official_id: int, by: Actor, at: datetime) -> Holding:
    """Return what someone else holds in the agency. Raises: UnableToAct for oneself, or whom the Office entered."""
    found = member(agency_id, official_id, on=legal_date(at))
    if found is None:
        raise UnableToAct(_("ไม่พบผู้ใช้นี้ในหน่วยงาน"))
    if official_id == by.official_id:
        raise UnableToAct(_("เปลี่ยนสิทธิของตนเองไม่ได้ โปรดให้ผู้จัดการบัญชีอีกคนดำเนินการ"))
    if found.holding.post.role == CCEO:
        raise UnableToAct(_("ตำแหน่ง CCEO สำนักงานเป็นผู้บันทึก โปรดแจ้งสำนักงานเมื่อมีการเปลี่ยนแปลง"))
    return found.holding


@transaction.atomic
def change(*, agency_id: int, official_id: int, role: str, section_id: int | None, by: Actor, at: datetime) -> Holding:
    """Give a member of the agency another role or section: the former post ends, a new one begins today."""
    basis, _who = require(by, agency_id, MANAGERS)
    _require_role(role, agency_id, by)
    _require_section(section_id, agency_id)
    held = _member(agency_id, official_id, by, at)
    if held.valid_to is None:
        end_holding(holding_id=held.pk, on=legal_date(at), at=at, by=by.ref)
    seated = seat(official_id, agency_id=agency_id, role=role, section_id=section_id, by=by.ref, at=at)
    _require_approver(agency_id, approval_of(agency_id), at)
    facts = {"official": official_id, "role": role, "before": held.post.role, "section": section_id}
    tell_history(agency_id, "role_changed", by=by, at=at, basis=basis, facts=facts)
    return seated


@transaction.atomic
def suspend(*, agency_id: int, official_id: int, by: Actor, at: datetime) -> Holding:
    """Suspend a member of the agency: from now the post gives no authority; everything done stays on record."""
    basis, _who = require(by, agency_id, MANAGERS)
    held = _member(agency_id, official_id, by, at)
    if held.valid_to is not None and held.valid_to <= legal_date(at):
        raise UnableToAct(_("ผู้ใช้นี้ถูกระงับอยู่แล้ว"))
    ended = end_holding(holding_id=held.pk, on=legal_date(at), at=at, by=by.ref)
    _require_approver(agency_id, approval_of(agency_id), at)
    tell_history(agency_id, "suspended", by=by, at=at, basis=basis, facts={"official": official_id})
    return ended


@transaction.atomic
def let_back(*, agency_id: int, official_id: int, by: Actor, at: datetime) -> Holding:
    """Let a suspended member work for the agency again, in the post held before."""
    basis, _who = require(by, agency_id, MANAGERS)
    held = _member(agency_id, official_id, by, at)
    if held.valid_to is None:
        raise UnableToAct(_("ผู้ใช้นี้ใช้งานได้อยู่แล้ว"))
    seated = appoint(post_id=held.post_id, official_id=official_id, valid_from=legal_date(at), at=at, by=by.ref)
    tell_history(agency_id, "let_back", by=by, at=at, basis=basis, facts={"official": official_id})
    return seated


def _require_approver(agency_id: int, approval: str, at: datetime) -> None:
    """Refuse to leave an agency that wants its answers approved without anyone who approves."""
    if approval != "none" and not member_ids(agency_id, None, on=legal_date(at), roles=APPROVERS):
        raise UnableToAct(_("หน่วยงานกำหนดให้คำตอบต้องมีผู้อนุมัติ จึงต้องมีผู้อนุมัติอย่างน้อยหนึ่งคน"))


@transaction.atomic
def set_approval(*, agency_id: int, approval: str, by: Actor, at: datetime) -> AgencyRule:
    """Settle which answers of the agency wait for an approver; only who approves may settle for less.

    Raises: NotAuthorised; UnableToAct where nobody could approve.
    """
    basis, _who = require(by, agency_id, MANAGERS | APPROVERS)
    before = approval_of(agency_id)
    if HELD_BACK[before] - HELD_BACK[approval] and basis_in(by, agency_id, APPROVERS) is None:
        raise NotAuthorised(_("ลดการอนุมัติลงได้โดยผู้อนุมัติหรือ CCEO เท่านั้น"))
    rule, _made = AgencyRule.objects.update_or_create(
        agency_id=agency_id, defaults={"approval": approval, "changed_at": at}
    )
    _require_approver(agency_id, approval, at)
    forget()
    transaction.on_commit(forget)  # another request may have read the old rule until now
    tell_history(agency_id, "approval_set", by=by, at=at, basis=basis, facts={"approval": approval, "before": before})
    return rule


@transaction.atomic
def add_section(*, agency_id: int, name: str, by: Actor, at: datetime) -> Section:
    """Enter a section to which the agency gives work. Raises: UnableToAct for an empty name or one in use."""
    basis, _who = require(by, agency_id, MANAGERS)
    name = " ".join(name.split())
    if not name:
        raise UnableToAct(_("โปรดระบุชื่อหน่วยภายใน"))
    if Section.objects.filter(agency_id=agency_id, name=name, ended_on=None).exists():
        raise UnableToAct(_("มีหน่วยภายในชื่อนี้แล้ว"))
    made = Section.objects.create(agency_id=agency_id, name=name)
    tell_history(agency_id, "section_added", by=by, at=at, basis=basis, facts={"section": made.pk})
    return made


@transaction.atomic
def end_section(*, agency_id: int, section_id: int, by: Actor, at: datetime) -> Section:
    """Give a section no more work. Raises: UnableToAct while open matters lie with it."""
    basis, _who = require(by, agency_id, MANAGERS)
    found = Section.objects.select_for_update().filter(pk=section_id, agency_id=agency_id, ended_on=None).first()
    if found is None:
        raise UnableToAct(_("ไม่พบหน่วยภายในนี้ของหน่วยงาน"))
    if found.inhand_set.filter(track__final=False).exists():
        raise UnableToAct(_("ยังมีเรื่องที่ไม่เสร็จอยู่กับหน่วยนี้ โปรดส่งต่อให้หน่วยอื่นก่อน"))
    found.ended_on = legal_date(at)
    found.save(update_fields=["ended_on"])
    tell_history(agency_id, "section_ended", by=by, at=at, basis=basis, facts={"section": section_id})
    return found
