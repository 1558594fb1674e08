"""The lasting file of a group, its representatives, and each time it comes with demands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from palat.duties.petitions.models import MassGroup, Representative
from palat.duties.petitions.procedure.group import word_to_mend
from palat.duties.petitions.queries.groups import works_on_groups
from palat.kernel.calendar.counting import legal_date
from palat.kernel.history import ids
from palat.kernel.history.operations import append
from palat.kernel.identities.operations import UnableToSeal, create_person, reveal
from palat.kernel.identities.queries import fields_given
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct


def require_worker(by: Actor) -> None:
    """Check that someone works on groups. Raises: NotAuthorised."""
    if not works_on_groups(by):
        raise NotAuthorised(_("คุณไม่มีอำนาจดำเนินการกับแฟ้มกลุ่มมวลชน"))


def require_our_words(*texts: str) -> None:
    """Check that a text uses none of the words that the Office does not use. Raises: UnableToAct."""
    found = word_to_mend(*texts)
    if found:
        raise UnableToAct(_("โปรดใช้ “%(good)s” แทน “%(bad)s”") % {"good": _(found[1]), "bad": found[0]})


def chain_of_group(group_id: int) -> str:
    """Return the name of a group's chain in the history."""
    return f"group:{group_id}"


def tell(group_id: int, kind: str, by: Actor, at: datetime, **facts: object) -> None:
    """Append an event to the history of a group's file."""
    append(chain=chain_of_group(group_id), kind=kind, at=at, actor=by.ref, facts=facts)


@transaction.atomic
def open_representative(
    *, group_id: int, person_id: int, by: Actor, at: datetime, purpose: str, words: str
) -> dict[str, str]:
    """Open who speaks for a group, to those who work on groups. Raises: NotAuthorised, UnableToReveal."""
    require_worker(by)
    return reveal(
        person_id=person_id,
        fields=fields_given(person_id),
        by_official_id=by.official_id or 0,
        purpose=purpose,
        words=words,
        at=at,
        matter=chain_of_group(group_id),
    )


@dataclass(frozen=True)
class GroupFacts:
    """What the file of a group says of it."""

    name: str
    about: str
    area_id: str | None = None
    place_words: str = ""


@transaction.atomic
def open_group(*, facts: GroupFacts, by: Actor, at: datetime) -> MassGroup:
    """Open the file of a group. Raises: UnableToAct for words that are not ours or a name that has a file."""
    require_worker(by)
    _check(facts)
    group = MassGroup.objects.create(id=ids.take(), **facts.__dict__, opened_at=at, last_at=at)
    tell(group.pk, "group_opened", by, at)
    return group


@transaction.atomic
def change_group(*, group_id: int, facts: GroupFacts, by: Actor, at: datetime) -> MassGroup:
    """Correct what the file says of a group; its history tells which parts changed."""
    require_worker(by)
    group = MassGroup.objects.select_for_update().get(pk=group_id)
    _check(facts, but=group_id)
    changed = sorted(name for name, value in facts.__dict__.items() if getattr(group, name) != value)
    for name in changed:
        setattr(group, name, facts.__dict__[name])
    group.save(update_fields=changed)
    tell(group.pk, "group_changed", by, at, parts=changed)
    return group


def _check(facts: GroupFacts, *, but: int = 0) -> None:
    if not facts.name.strip() or not facts.about.strip():
        raise UnableToAct(_("โปรดระบุชื่อกลุ่มและเรื่องที่เดือดร้อน"))
    require_our_words(facts.name, facts.about)
    if MassGroup.objects.filter(name=facts.name, closed_at=None).exclude(pk=but).exists():
        raise UnableToAct(_("มีแฟ้มของกลุ่มชื่อนี้แล้ว"))


@transaction.atomic
def close_group(*, group_id: int, by: Actor, at: datetime) -> None:
    """Close the file of a group whose matters have all ended. Raises: UnableToAct while one is open."""
    require_worker(by)
    group = MassGroup.objects.select_for_update().get(pk=group_id)
    if group.comings.filter(matter__closed_at=None).exists():
        raise UnableToAct(_("ยังมีเรื่องของกลุ่มที่ยังไม่ยุติ"))
    group.closed_at = at
    group.save(update_fields=["closed_at"])
    tell(group_id, "group_closed", by, at)


@transaction.atomic
def reopen_group(*, group_id: int, by: Actor, at: datetime) -> None:
    """Open a closed file again. Raises: UnableToAct when another open file bears the name."""
    require_worker(by)
    group = MassGroup.objects.select_for_update().get(pk=group_id)
    _check(GroupFacts(group.name, group.about), but=group_id)
    group.closed_at = None
    group.save(update_fields=["closed_at"])
    tell(group_id, "group_reopened", by, at)


@transaction.atomic
def add_representative(*, group_id: int, fields: Mapping[str, str], by: Actor, at: datetime) -> Representative:
    """Seal a representative (ผู้แทนกลุ่ม) into the file. Raises: UnableToAct without a name and a way to reach them."""
    require_worker(by)
    if not fields.get("full_name") or not (fields.get("phone") or fields.get("line_id") or fields.get("email")):
        raise UnableToAct(_("โปรดระบุชื่อผู้แทนกลุ่มและทางติดต่อกลับ"))
    try:
        person = create_person(kind="group", fields=fields, at=at)
    except UnableToSeal as refused:
        raise UnableToAct(str(refused)) from refused
    row = Representative.objects.create(id=ids.take(), group_id=group_id, person_id=person.pk, from_date=legal_date(at))
    tell(group_id, "representative_added", by, at, representative=row.pk)
    return row


@transaction.atomic
def end_representative(*, group_id: int, representative_id: int, by: Actor, at: datetime) -> None:
    """Record that someone no longer speaks for the group; what they signed stays."""
    require_worker(by)
    row = Representative.objects.select_for_update().filter(pk=representative_id, group_id=group_id).first()
    if row is None or row.to_date:
        raise UnableToAct(_("ไม่พบผู้แทนกลุ่มนี้ หรือสิ้นสุดการเป็นผู้แทนแล้ว"))
    row.to_date = legal_date(at)
    row.save(update_fields=["to_date"])
    tell(group_id, "representative_ended", by, at, representative=representative_id)
