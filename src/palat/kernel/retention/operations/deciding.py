"""The committee's opinions, the head's decision, and the opinion of the National Archives."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from palat.kernel.calendar.counting import last_day, legal_date
from palat.kernel.calendar.queries import calendar_around, limit
from palat.kernel.matters.authority import Actor
from palat.kernel.retention.models import DestructionList, Item, Member, Opinion
from palat.kernel.retention.operations.standing import (
    UnableToRetain,
    locked,
    record,
    require_member,
    require_role,
)
from palat.kernel.retention.procedure import (
    AGREED,
    ANSWERS,
    AT_ARCHIVES,
    CONSIDERING,
    DECIDED,
    DECISIONS,
    DESTROY,
    DONE,
    FOREVER,
    HEAD,
    KEPT_FOREVER,
    KEPT_LONGER,
    LONGER,
    MEMBERS,
    OPINION_OF_ARCHIVES,
    OPINIONS,
    READY,
    REGISTRY,
    SUBMITTED,
    Said,
    fate_of,
    flaw_of,
)

ARCHIVES_BY_REGISTRY = gettext_noop("เจ้าหน้าที่สารบรรณเป็นผู้ติดต่อหอจดหมายเหตุแห่งชาติ")


def _items(found: DestructionList) -> dict[int, Item]:
    return {one.pk: one for one in found.items.filter(taken_off_at=None).order_by("place")}


def _checked(said: Mapping[int, Said], items: Mapping[int, Item], allowed: Mapping[str, str], today: date) -> None:
    for number, one in said.items():
        if number not in items:
            raise UnableToRetain(_("ไม่พบรายการนี้ในบัญชี"))
        if flaw := flaw_of(one, allowed, today):
            raise UnableToRetain(_("รายการที่ %(place)d: %(flaw)s") % {"place": items[number].place, "flaw": _(flaw)})


@transaction.atomic
def give_opinions(*, list_id: int, said: Mapping[int, Said], by: Actor, at: datetime) -> int:
    """Give a member's opinion on items; on one that has one already the new one stands. Returns on how many.

    Raises: NotInOffice for who is not of the committee; UnableToRetain.
    """
    found = locked(list_id, by, (CONSIDERING,))
    member = require_member(found, by)
    items = _items(found)
    if not said:
        raise UnableToRetain(_("โปรดให้ความเห็นอย่างน้อยหนึ่งรายการ"))
    _checked(said, items, OPINIONS, legal_date(at))
    for number, one in said.items():
        given = {"what": one.what, "until": _until(one), "words": one.words.strip()[:500], "at": at}
        Opinion.objects.update_or_create(item_id=number, member=member, defaults=given)
    told = [[items[number].place, one.what] for number, one in sorted(said.items())]
    record(found, "opinions_given", by=by, at=at, facts={"member": member.place, "opinions": told})
    return len(said)


def _until(one: Said) -> date | None:
    return one.until if one.what == LONGER else None


@transaction.atomic
def submit_list(*, list_id: int, by: Actor, at: datetime) -> None:
    """Lay the list with all opinions before the head, by the chair. Raises: NotInOffice; UnableToRetain."""
    found = locked(list_id, by, (CONSIDERING,))
    member = require_member(found, by)
    if member.place != 1:
        raise UnableToRetain(_("ประธานกรรมการเป็นผู้เสนอ"))
    items = _items(found)
    if Opinion.objects.filter(item__in=items).count() < len(items) * MEMBERS:
        raise UnableToRetain(_("กรรมการยังให้ความเห็นไม่ครบทุกคนทุกรายการ"))
    found.state, found.submitted_at = SUBMITTED, at
    found.save(update_fields=["state", "submitted_at"])
    record(found, "list_submitted", by=by, at=at)


@transaction.atomic
def return_list(*, list_id: int, words: str, by: Actor, at: datetime) -> None:
    """Return the list to the committee with a word why. Raises: NotInOffice; UnableToRetain."""
    found, basis = _before_the_head(list_id, by)
    if not words.strip():
        raise UnableToRetain(_("โปรดระบุเหตุผล"))
    found.state, found.submitted_at = CONSIDERING, None
    found.save(update_fields=["state", "submitted_at"])
    record(found, "list_returned", by=by, at=at, basis=basis, body={"words": words.strip()})


def _before_the_head(list_id: int, by: Actor) -> tuple[DestructionList, str]:
    found = locked(list_id, by, (SUBMITTED,))
    basis, official = require_role(by, HEAD, _("หัวหน้าส่วนราชการเป็นผู้พิจารณาสั่งการ"))
    if official == found.drafted_by_id or Member.objects.filter(on_list=found, official=official).exists():
        raise UnableToRetain(_("ผู้จัดทำบัญชีหรือกรรมการเป็นผู้สั่งการบัญชีเดียวกันไม่ได้"))
    return found, basis


@transaction.atomic
def decide_list(*, list_id: int, said: Mapping[int, Said], by: Actor, at: datetime) -> None:
    """Decide on every item (ให้ทำลาย, ขยายเวลา, เก็บไว้ตลอดไป), by the head of the agency.

    What is to be destroyed goes to the National Archives first; a list of which nothing is ends here.
    Raises: NotInOffice; UnableToRetain unless every item is decided.
    """
    found, basis = _before_the_head(list_id, by)
    items = _items(found)
    if set(said) != set(items):
        raise UnableToRetain(_("โปรดสั่งการให้ครบทุกรายการ"))
    _checked(said, items, DECISIONS, legal_date(at))
    for number, one in said.items():
        item = items[number]
        item.decision, item.decided_until, item.decided_words = one.what, _until(one), one.words.strip()[:500]
        _settle(item, one)
    Item.objects.bulk_update(items.values(), ["decision", "decided_until", "decided_words", "outcome", "keep_until"])
    destroyed = sum(one.what == DESTROY for one in said.values())
    found.state = DECIDED if destroyed else DONE
    found.decided_at, found.decided_by_id, found.decided_basis = at, by.official_id, basis
    found.save(update_fields=["state", "decided_at", "decided_by", "decided_basis"])
    told = [[items[number].place, one.what] for number, one in sorted(said.items())]
    record(found, "list_decided", by=by, at=at, basis=basis, facts={"decisions": told})


def _settle(item: Item, fate: Said) -> None:
    """Note what becomes of an item that is not destroyed."""
    if fate.what == LONGER:
        item.outcome, item.keep_until = KEPT_LONGER, fate.until
    elif fate.what == FOREVER:
        item.outcome = KEPT_FOREVER


@transaction.atomic
def send_to_archives(*, list_id: int, letter_no: str, sent_on: date, by: Actor, at: datetime) -> date:
    """Record that the list went to the National Archives. Returns by when it answers (provisional)."""
    found = locked(list_id, by, (DECIDED,))
    basis, _official = require_role(by, REGISTRY, _(ARCHIVES_BY_REGISTRY))
    if not letter_no.strip() or sent_on > legal_date(at) or sent_on < legal_date(found.decided_at or at):
        raise UnableToRetain(_("โปรดระบุเลขที่หนังสือ และวันที่ส่งซึ่งไม่ก่อนวันสั่งการและไม่เกินวันนี้"))
    found.sent_no, found.sent_on, found.state = letter_no.strip()[:80], sent_on, AT_ARCHIVES
    law = limit(OPINION_OF_ARCHIVES, on=sent_on)
    found.due_on = last_day(sent_on, law.amount, law.unit, calendar_around(sent_on))
    found.save(update_fields=["sent_no", "sent_on", "due_on", "state"])
    facts = {"letter": found.sent_no, "on": sent_on, "due": found.due_on}
    record(found, "sent_to_archives", by=by, at=at, basis=basis, facts=facts)
    return found.due_on


@transaction.atomic
def archives_answered(
    *, list_id: int, said: Mapping[int, Said], letter_no: str, answered_on: date, by: Actor, at: datetime
) -> None:
    """Record the opinion of the National Archives on every item that is to be destroyed. Raises: UnableToRetain."""
    found = locked(list_id, by, (AT_ARCHIVES,))
    basis, _official = require_role(by, REGISTRY, _(ARCHIVES_BY_REGISTRY))
    items = {number: one for number, one in _items(found).items() if one.decision == DESTROY}
    if set(said) != set(items):
        raise UnableToRetain(_("โปรดบันทึกความเห็นให้ครบทุกรายการที่ให้ทำลาย"))
    if not letter_no.strip() or answered_on > legal_date(at) or answered_on < (found.sent_on or answered_on):
        raise UnableToRetain(_("โปรดระบุเลขที่หนังสือตอบ และวันที่ซึ่งไม่ก่อนวันส่งและไม่เกินวันนี้"))
    _checked(said, items, ANSWERS, legal_date(at))
    found.answer_no, found.answered_on = letter_no.strip()[:80], answered_on
    _answer(found, items, said)
    told = [[items[number].place, one.what] for number, one in sorted(said.items())]
    facts = {"letter": found.answer_no, "on": answered_on, "answers": told}
    record(found, "archives_answered", by=by, at=at, basis=basis, facts=facts)


@transaction.atomic
def archives_silent(*, list_id: int, by: Actor, at: datetime) -> None:
    """Go on where no opinion came within the time: it counts as agreed (provisional). Raises: UnableToRetain."""
    found = locked(list_id, by, (AT_ARCHIVES,))
    basis, _official = require_role(by, REGISTRY, _(ARCHIVES_BY_REGISTRY))
    if found.due_on is None or legal_date(at) <= found.due_on:
        raise UnableToRetain(_("ยังไม่พ้นกำหนดที่หอจดหมายเหตุแห่งชาติแจ้งความเห็น"))
    items = {number: one for number, one in _items(found).items() if one.decision == DESTROY}
    found.silent = True
    _answer(found, items, dict.fromkeys(items, Said(AGREED)))
    record(found, "archives_silent", by=by, at=at, basis=basis, facts={"due": found.due_on})


def _answer(found: DestructionList, items: Mapping[int, Item], said: Mapping[int, Said]) -> None:
    for number, one in said.items():
        item = items[number]
        item.answer, item.answered_until, item.answered_words = one.what, _until(one), one.words.strip()[:500]
        _settle(item, fate_of(Said(item.decision), one))
    Item.objects.bulk_update(items.values(), ["answer", "answered_until", "answered_words", "outcome", "keep_until"])
    found.state = READY if any(not one.outcome for one in items.values()) else DONE
    found.save(update_fields=["answer_no", "answered_on", "silent", "state"])
