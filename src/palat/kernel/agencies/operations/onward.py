"""Sending a track on to a district, a branch or a local government, following it up, taking in the answers.

Whoever receives it reads what the agency asks and what the Office sent it, never the matter itself: one with accounts
in an inbox of its own, one without by a single-use link.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from palat.kernel.agencies.models import Onward, OnwardFile
from palat.kernel.agencies.operations.people import digest
from palat.kernel.agencies.operations.standing import require, tell_history, track_of
from palat.kernel.agencies.procedure import ANSWERED, ASKED, TAKEN_BACK
from palat.kernel.agencies.queries.inbox import last_days
from palat.kernel.agencies.queries.people import accounts, member_ids
from palat.kernel.agencies.registry import duty
from palat.kernel.calendar.counting import legal_date
from palat.kernel.history import ids
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Track
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.operations.agencies import in_its_place
from palat.kernel.matters.queries.file import file_of
from palat.kernel.notices.operations.telling import News, tell_by_mail, tell_official
from palat.kernel.organisation.agency_side import WRITERS

LINK_DAYS_AFTER = 30  # so long after its last day a link still takes an answer; a late answer is better than none


@dataclass(frozen=True)
class Receiver:
    """To whom something is sent on: an agency of the list, or a body by name and e-mail address."""

    agency_id: int | None = None
    name: str = ""
    email: str = ""


@transaction.atomic
def send_on(
    *,
    track_id: int,
    to: Receiver,
    words: str,
    due_on: date,
    by: Actor,
    at: datetime,
    with_text: bool = True,
) -> Onward:
    """Send a track on, with what is asked and a last day before the agency's own. Returns what was sent.

    Raises: UnableToAct without words or a way to the receiver, for a day that has passed or is not before the
    agency's own last day, to the agency itself, or twice to one that has not answered yet.
    """
    track, basis, official_id = track_of(track_id, by, WRITERS)
    if not words.strip():
        raise UnableToAct(_("โปรดระบุสิ่งที่ขอให้ดำเนินการ"))
    _require_open(track, by)
    _require_day(track, due_on, at)
    name, address, agency_id = _receiver(track, to, at)
    sent = Onward(
        id=ids.take(),
        track_id=track_id,
        agency_id=agency_id,
        to_name=name,
        to_email=address,
        words=words,
        with_text=with_text,
        due_on=due_on,
        sent_at=at,
        sent_by_id=official_id,
    )
    token = _new_link(sent) if address else ""
    sent.save(force_insert=True)
    facts = {"track": track_id, "onward": sent.pk, "agency": agency_id, "due": due_on.isoformat()}
    tell_history(track.agency_id or 0, "sent_on", by=by, at=at, basis=basis, facts=facts)
    _tell(sent, track, token, "sent_on", at)
    return sent


def _require_open(track: Track, by: Actor) -> None:
    """Refuse what has ended, what is classified, and what the duty keeps where it was sent."""
    if track.final:
        raise UnableToAct(_("เรื่องนี้เสร็จสิ้นแล้ว"))
    if track.matter.secrecy or track.matter.restricted:
        raise UnableToAct(_("เรื่องที่มีชั้นความลับส่งต่อผ่านระบบนี้ไม่ได้ โปรดทำเป็นหนังสือ"))
    reason = duty(track.matter.duty).why_not_onward(file_of(track.matter, by))
    if reason:
        raise UnableToAct(reason)


def _require_day(track: Track, due_on: date, at: datetime) -> None:
    if due_on < legal_date(at):
        raise UnableToAct(_("กำหนดตอบต้องไม่ใช่วันที่ผ่านไปแล้ว"))
    ours = last_days([track.pk]).get(track.pk)
    if ours is not None and ours >= legal_date(at) and due_on >= ours:
        raise UnableToAct(_("กำหนดตอบต้องก่อนวันครบกำหนดของหน่วยงานท่าน เพื่อให้มีเวลาประมวลคำตอบ"))


def _receiver(track: Track, to: Receiver, at: datetime) -> tuple[str, str, int | None]:
    """Return name, address and agency of a receiver. An agency with accounts gets no link."""
    name, address, agency_id = " ".join(to.name.split()), to.email.strip(), None
    if to.agency_id is not None:
        agency = in_its_place(to.agency_id, on=at)
        name, agency_id = agency.name_th, agency.pk
        address = "" if accounts(agency.pk, on=legal_date(at)) else (address or agency.email)
        if agency.pk == track.agency_id:
            raise UnableToAct(_("ส่งต่อภายในหน่วยงานใช้ “ส่งต่อภายใน”"))
        if any(bar.agency_id == agency.pk for bar in track.matter.bars.all()):
            raise UnableToAct(_("ส่งเรื่องนี้ให้%(agency)sไม่ได้ โปรดเลือกหน่วยงานอื่น") % {"agency": name})
        if Onward.objects.filter(track=track, agency=agency, state=ASKED).exists():
            raise UnableToAct(_("%(agency)s มีเรื่องนี้อยู่แล้ว") % {"agency": name})
        if not address and not accounts(agency.pk, on=legal_date(at)):
            raise UnableToAct(_("%(agency)sยังไม่มีบัญชีและไม่มีอีเมลในทะเบียน โปรดระบุอีเมล") % {"agency": name})
        return name, address, agency_id
    if not name or not address:
        raise UnableToAct(_("โปรดเลือกหน่วยงาน หรือระบุชื่อและอีเมลของหน่วยที่ส่งให้"))
    return name, address, None


def _new_link(sent: Onward) -> str:
    """Give what was sent on a new single-use link; the one before it no longer opens."""
    token = secrets.token_urlsafe(32)
    sent.token_digest = digest(token)
    last = datetime.combine(sent.due_on, datetime.max.time(), tzinfo=sent.sent_at.tzinfo)
    sent.token_expires_at = last + timedelta(days=LINK_DAYS_AFTER)
    return token


def _tell(sent: Onward, track: Track, token: str, what: str, at: datetime) -> None:
    """Tell the receiver that something is asked, never what."""
    asker = track.agency.name_th if track.agency else ""
    link = str(settings.PUBLIC_URL).rstrip("/") + reverse("agency_onward_link", args=[token]) if token else ""
    news = News(f"agency.{what}", link=link, values={"reference": track.matter.reference, "agency": asker})
    if token:
        tell_by_mail(address=sent.to_email, news=news, at=at)
        return
    for official_id in member_ids(sent.agency_id or 0, None, on=legal_date(at)):
        tell_official(official_id=official_id, subject=news.headline(), link=reverse("agency_received"), at=at)


@transaction.atomic
def follow_up(*, onward_id: int, by: Actor, at: datetime) -> Onward:
    """Follow up what was sent on and is not answered yet (ติดตาม ครั้งที่ n); a link is sent anew."""
    sent, track, basis = _sent(onward_id, by)
    if sent.state != ASKED:
        raise UnableToAct(_("รายการนี้ตอบแล้วหรือเรียกคืนแล้ว"))
    sent.followed_up, sent.followed_up_at = sent.followed_up + 1, at
    token = _new_link(sent) if sent.to_email else ""
    sent.save()
    facts = {"track": track.pk, "onward": sent.pk, "time": sent.followed_up}
    tell_history(track.agency_id or 0, "followed_up", by=by, at=at, basis=basis, facts=facts)
    _tell(sent, track, token, "followed_up", at)
    return sent


@transaction.atomic
def ask_again(*, onward_id: int, by: Actor, at: datetime, words: str, due_on: date) -> Onward:
    """Return an answer that is not enough, with what is still missing and another last day."""
    sent, track, basis = _sent(onward_id, by)
    if sent.state != ANSWERED:
        raise UnableToAct(_("ยังไม่มีคำตอบให้ส่งกลับ"))
    if not words.strip():
        raise UnableToAct(_("โปรดระบุสิ่งที่ยังขาด"))
    _require_day(track, due_on, at)
    sent.state, sent.due_on, sent.words = ASKED, due_on, f"{sent.words}\n\n{words}"
    token = _new_link(sent) if sent.to_email else ""
    sent.save()
    facts = {"track": track.pk, "onward": sent.pk, "due": due_on.isoformat()}
    tell_history(track.agency_id or 0, "asked_again", by=by, at=at, basis=basis, facts=facts)
    _tell(sent, track, token, "asked_again", at)
    return sent


@transaction.atomic
def take_back(*, onward_id: int, by: Actor, at: datetime) -> Onward:
    """Take back what was sent on; the receiver reads it no longer."""
    sent, track, basis = _sent(onward_id, by)
    if sent.state == TAKEN_BACK:
        raise UnableToAct(_("เรียกคืนแล้ว"))
    sent.state, sent.token_digest = TAKEN_BACK, None
    sent.save(update_fields=["state", "token_digest"])
    tell_history(
        track.agency_id or 0, "taken_back", by=by, at=at, basis=basis, facts={"track": track.pk, "onward": sent.pk}
    )
    return sent


def _sent(onward_id: int, by: Actor) -> tuple[Onward, Track, str]:
    sent = Onward.objects.select_for_update().filter(pk=onward_id).first()
    if sent is None:
        raise UnableToAct(_("ไม่พบรายการที่ส่งต่อ"))
    track, basis, _who = track_of(sent.track_id, by, WRITERS)
    return sent, track, basis


class LinkUnusable(Exception):
    """The link is unknown, used or expired; the message says what to do."""


def by_link(token: str, *, at: datetime) -> Onward:
    """Return what a single-use link asks, without using it up. Raises: LinkUnusable."""
    sent = Onward.objects.select_related("track", "track__matter", "track__agency").filter(token_digest=digest(token))
    found = sent.first()
    if found is None:
        raise LinkUnusable(_("ลิงก์นี้ใช้ไปแล้ว ถูกแทนด้วยลิงก์ใหม่ หรือหน่วยงานเรียกเรื่องคืน โปรดใช้ลิงก์ล่าสุดที่ได้รับ"))
    if found.token_expires_at is None or found.token_expires_at <= at:
        raise LinkUnusable(_("ลิงก์นี้หมดอายุ โปรดติดต่อหน่วยงานที่ส่งเรื่องเพื่อขอลิงก์ใหม่"))
    return found


@transaction.atomic
def answer_by_link(*, token: str, words: str, who: str, files: Sequence[tuple[int, str]], at: datetime) -> Onward:
    """Answer by a single-use link, which is used up by it. Raises: LinkUnusable, UnableToAct without words or name."""
    sent = Onward.objects.select_for_update().get(pk=by_link(token, at=at).pk)
    by_link(token, at=at)  # asked again under the lock: it may have been used meanwhile
    return _answer(sent, words, who, files, Actor("link", track_id=sent.track_id, link_id=sent.pk), at)


@transaction.atomic
def answer(*, onward_id: int, words: str, files: Sequence[tuple[int, str]], by: Actor, at: datetime) -> Onward:
    """Answer for the agency to which something was sent on. Raises: NotAuthorised, UnableToAct."""
    sent = Onward.objects.select_for_update().filter(pk=onward_id).first()
    if sent is None or sent.agency_id is None:
        raise UnableToAct(_("ไม่พบรายการนี้"))
    require(by, sent.agency_id, WRITERS)
    name = by.authority.name if by.authority else ""
    return _answer(sent, words, name, files, by, at)


def _answer(sent: Onward, words: str, who: str, files: Sequence[tuple[int, str]], by: Actor, at: datetime) -> Onward:
    if sent.state != ASKED:
        raise UnableToAct(_("รายการนี้ตอบแล้วหรือถูกเรียกคืนแล้ว"))
    if not words.strip() or not who.strip():
        raise UnableToAct(_("โปรดระบุคำตอบ และชื่อกับตำแหน่งของผู้ตอบ"))
    sent.answer = f"{sent.answer}\n\n{words}".strip()
    sent.state, sent.answered_by, sent.answered_at, sent.token_digest = ANSWERED, who.strip(), at, None
    sent.save()
    OnwardFile.objects.bulk_create(OnwardFile(onward=sent, file_id=file, name=name) for file, name in files)
    track = sent.track
    facts = {"track": track.pk, "onward": sent.pk, "files": len(files)}
    tell_history(track.agency_id or 0, "answer_received", by=by, at=at, facts=facts)
    subject = f"ได้รับคำตอบจากหน่วยที่ส่งต่อ {track.matter.reference}"
    tell_official(official_id=sent.sent_by_id, subject=subject, link=reverse("agency_track", args=[track.pk]), at=at)
    return sent
