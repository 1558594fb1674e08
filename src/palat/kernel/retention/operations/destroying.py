"""Destroying what a list allows, by two persons: the content goes, the shell and the proof stay.

Each package empties its own tables; then persons and files go that nothing else needs any more, and last what was said
in the chains of history. All of it is one transaction: a list is destroyed whole or not at all.
"""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from palat.kernel.agencies.operations.erasing import empty_agency_work
from palat.kernel.egif.operations.erasing import empty_messages
from palat.kernel.files.operations import destroy as destroy_files
from palat.kernel.history.operations import erase_many
from palat.kernel.history.remains import Remains
from palat.kernel.identities.operations import erase_person
from palat.kernel.incoming.operations.erasing import empty_items, lock_items
from palat.kernel.letters.models import Letter
from palat.kernel.letters.operations.erasing import empty_letters
from palat.kernel.letters.procedure import paper_digits
from palat.kernel.matters.authority import Actor, basis_of_role
from palat.kernel.matters.operations.acts import lock_together
from palat.kernel.matters.operations.erasing import empty_matters
from palat.kernel.notices.operations.erasing import empty_notices, forget_wishes
from palat.kernel.redaction.operations.sets import empty_releases
from palat.kernel.registers.models import RegisterEntry
from palat.kernel.retention.models import DestructionList, Hold, Item, Member, Opinion
from palat.kernel.retention.operations.standing import (
    NotInOffice,
    UnableToRetain,
    hold_still,
    locked,
    record,
    require_member,
)
from palat.kernel.retention.procedure import (
    DESTROYED,
    DONE,
    ENTRY,
    HELD,
    ITEM,
    LEFT,
    LETTER,
    MATTER,
    READY,
    REGISTRY,
    WAYS,
    Ref,
)
from palat.kernel.retention.queries.holding import held_among
from palat.kernel.retention.queries.lists import chain_of_thing
from palat.kernel.retention.queries.needed import needed_files, needed_persons, present_persons
from palat.kernel.retention.queries.things import rows_of
from palat.kernel.retention.queries.whole import whole_among
from palat.kernel.retention.registry import every_duty, kept_kinds


@dataclass(frozen=True)
class Gone:
    """What went when things were destroyed."""

    bodies: int
    files: int
    persons: int


@transaction.atomic
def ask_to_destroy(*, list_id: int, way: str, by: Actor, at: datetime) -> None:
    """Ask, as the first of two, that the list be destroyed now, and say what becomes of the paper.

    By the registry or a member of the committee. Raises: NotInOffice; UnableToRetain.
    """
    found = locked(list_id, by, (READY,))
    basis = basis_of_role(by, REGISTRY)
    if basis is None and not Member.objects.filter(on_list=found, official=by.official_id).exists():
        raise NotInOffice(_("เจ้าหน้าที่สารบรรณหรือกรรมการเป็นผู้ขอให้ทำลาย"))
    if found.asked_by_id:
        raise UnableToRetain(_("มีผู้ขอให้ทำลายแล้ว รอกรรมการอีกคนหนึ่งยืนยัน"))
    if way not in WAYS:
        raise UnableToRetain(_("โปรดเลือกวิธีทำลายเอกสารกระดาษ"))
    found.asked_at, found.asked_by_id, found.way = at, by.official_id, way
    found.save(update_fields=["asked_at", "asked_by", "way"])
    record(found, "destruction_asked", by=by, at=at, basis=basis or "", facts={"way": way})


@transaction.atomic
def withdraw_asking(*, list_id: int, by: Actor, at: datetime) -> None:
    """Take back that it be destroyed, by who asked or by a member. Raises: NotInOffice; UnableToRetain."""
    found = locked(list_id, by, (READY,))
    if found.asked_by_id is None:
        raise UnableToRetain(_("ยังไม่มีผู้ขอให้ทำลาย"))
    if by.official_id != found.asked_by_id:
        require_member(found, by)
    found.asked_at, found.asked_by_id, found.way = None, None, ""
    found.save(update_fields=["asked_at", "asked_by", "way"])
    record(found, "destruction_withdrawn", by=by, at=at)


@transaction.atomic
def destroy_list(*, list_id: int, by: Actor, at: datetime) -> Gone:
    """Destroy what the list allows, as the second of two: a member of the committee, not who asked.

    A thing that is held back or no longer whole (opened again, come into a matter, an original in custody) stays, and
    the list says so.
    Raises: NotInOffice; UnableToRetain where nothing of it can be destroyed.
    """
    found = locked(list_id, by, (READY,))
    member = require_member(found, by)
    if found.asked_by_id is None:
        raise UnableToRetain(_("ต้องมีผู้ขอให้ทำลายก่อนหนึ่งคน"))
    if found.asked_by_id == member.official_id:
        raise UnableToRetain(_("ต้องเป็นกรรมการอีกคนหนึ่ง ไม่ใช่ผู้ขอให้ทำลายเอง"))
    hold_still()
    items = list(found.items.filter(taken_off_at=None, outcome="").order_by("place"))
    _lock([Ref(one.kind, one.row) for one in items])
    going = _sorted_out(items)
    if not going:
        raise UnableToRetain(_("ทุกรายการมีคำสั่งระงับการทำลาย เปิดใหม่ เข้าเรื่องแล้ว หรือมีต้นฉบับรอคืน จึงไม่มีรายการที่ทำลายได้"))
    gone = _destroy(found, [Ref(one.kind, one.row) for one in going], by, at)
    _close(found, items, gone, by, at)
    return gone


def _lock(refs: Collection[Ref]) -> None:
    """Let nobody change things until they are gone or stay: put a paper into a matter, take an original into custody.

    In the order in which the acts on them lock: what came in before the matter into which it comes.
    """
    rows = rows_of(refs)
    lock_items(matter_ids=rows[MATTER], entry_ids=rows[ENTRY], item_ids=rows[ITEM])
    for kind, model in ((ENTRY, RegisterEntry), (LETTER, Letter)):
        list(model._default_manager.select_for_update().filter(pk__in=rows[kind]).order_by("pk").values_list("pk"))
    for kind, kept in kept_kinds().items():
        list(kept.model._default_manager.select_for_update().filter(pk__in=rows[kind]).order_by("pk").values_list("pk"))
    lock_together(rows[MATTER])


def _sorted_out(items: Sequence[Item]) -> list[Item]:
    """Note which items stay, and why. Returns those that go."""
    refs = [Ref(one.kind, one.row) for one in items]
    held, whole = held_among(refs), whole_among(refs)
    going = []
    for item, ref in zip(items, refs, strict=True):
        item.outcome = HELD if ref in held else DESTROYED if ref in whole else LEFT
        if item.outcome == DESTROYED:
            going.append(item)
    return going


def words_for(number: str) -> str:
    """Return what stands where a subject stood, in the language of the Office whatever that of the screen."""
    with override("th"):
        return _("ทำลายแล้วตามบัญชีหนังสือขอทำลายที่ %(number)s") % {"number": paper_digits(number)}


def _destroy(found: DestructionList, refs: Sequence[Ref], by: Actor, at: datetime) -> Gone:
    return erase(refs=refs, under=found.number, by=by, basis=f"list:{found.pk}", at=at)


def erase(*, refs: Collection[Ref], under: str, by: Actor, basis: str, at: datetime) -> Gone:
    """Erase things under a list, in the transaction of whoever may. Doing it again erases nothing more."""
    words, remains, rows = words_for(under), Remains(), rows_of(refs)
    matters = rows[MATTER]
    empty_agency_work(matters, remains=remains)
    empty_releases(matters, remains)
    for empty in every_duty():
        empty(matters, remains)
    for kind, kept in kept_kinds().items():
        kept.empty(rows[kind], words, remains)
    letters = empty_letters(matter_ids=matters, letter_ids=rows[LETTER], words=words, at=at, remains=remains)
    of_items = {"matter_ids": matters, "entry_ids": rows[ENTRY], "item_ids": rows[ITEM]}
    entries = empty_items(**of_items, letter_ids=letters, words=words, at=at, remains=remains)
    empty_messages(letter_ids=letters, words=words, at=at, remains=remains)
    empty_notices(about=[f"matter:{one}" for one in matters], words=words, remains=remains)
    empty_matters(matters, under=under, words=words, by=by, basis=basis, at=at, remains=remains)
    _forget_reasons({*refs, *(Ref(LETTER, one) for one in letters), *(Ref(ENTRY, one) for one in entries)}, remains)
    return _let_go(remains, under=under, by=by, basis=basis, at=at)


def _forget_reasons(refs: Collection[Ref], remains: Remains) -> None:
    """Empty what was written here about things that went: why they were held, what was thought of each."""
    for kind, rows in rows_of(refs).items():
        Hold.objects.filter(kind=kind, row__in=rows).update(reason="", lifted_reason="")
        Opinion.objects.filter(item__kind=kind, item__row__in=rows).update(words="")
        Item.objects.filter(kind=kind, row__in=rows).update(decided_words="", answered_words="")
    remains.add(chains=[chain_of_thing(one) for one in refs])


def _let_go(remains: Remains, *, under: str, by: Actor, basis: str, at: datetime) -> Gone:
    """Let go persons and files that nothing else needs, and erase what was said."""
    persons = sorted(present_persons(remains.persons) - needed_persons(remains.persons))
    for person in persons:
        erase_person(person_id=person, at=at, by_official_id=by.official_id, reason=f"list {under}")
    forget_wishes(persons)
    files = remains.files - needed_files(remains.files)
    return Gone(
        bodies=erase_many(chains=remains.chains, events=remains.events, under=under, at=at, actor=by.ref, basis=basis),
        files=destroy_files(file_ids=files, under=under, at=at, actor=by.ref, basis=basis),
        persons=len(persons),
    )


def _close(found: DestructionList, items: Sequence[Item], gone: Gone, by: Actor, at: datetime) -> None:
    for item in items:
        item.decided_words = item.decided_words if item.outcome != DESTROYED else ""
        item.answered_words = item.answered_words if item.outcome != DESTROYED else ""
    Item.objects.bulk_update(items, ["outcome", "decided_words", "answered_words"])
    names = "\n".join(f"{one.kind}:{one.row} {one.number}" for one in items if one.outcome == DESTROYED)
    found.sha256 = hashlib.sha256(names.encode()).hexdigest()
    found.bodies, found.files, found.persons = gone.bodies, gone.files, gone.persons
    found.state, found.destroyed_at, found.destroyed_by_id = DONE, at, by.official_id
    found.save()
    facts = {
        "first": found.asked_by_id,
        "way": found.way,
        "outcomes": [[one.place, one.outcome] for one in items],
        "sha256": found.sha256,
        "bodies": gone.bodies,
        "files": gone.files,
        "persons": gone.persons,
    }
    record(found, "destroyed", by=by, at=at, basis=f"list:{found.pk}", facts=facts)
