"""Lists of what may be destroyed, as far as someone may see them, with each thing as it reads today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext as _

from palat.kernel.history.queries import Told, events_of
from palat.kernel.incoming.models import Item as Incoming
from palat.kernel.incoming.procedure import ASIDE_REASONS
from palat.kernel.incoming.queries.items import visible_items
from palat.kernel.letters.queries import visible_letters
from palat.kernel.matters.authority import Actor, held_roles
from palat.kernel.matters.queries.visibility import is_cleared, visible
from palat.kernel.organisation.kept import kept
from palat.kernel.registers.queries import entries
from palat.kernel.retention.models import DestructionList, Hold, Item, Member, Opinion
from palat.kernel.retention.procedure import (
    ENTRY,
    HOLDERS,
    ITEM,
    KEPT_FOREVER,
    LETTER,
    MATTER,
    OPEN,
    READERS,
    Ref,
    Said,
    common_opinion,
)
from palat.kernel.retention.queries.holding import held_among
from palat.kernel.retention.queries.things import rows_of
from palat.kernel.retention.queries.whole import whole_among
from palat.kernel.retention.registry import kept_kinds


class NotVisible(Exception):
    """There is no such list for this person: never said which of the two it is."""


def chain_of(list_id: int) -> str:
    """Return the chain in which what was done to a list is kept."""
    return f"retention:list:{list_id}"


def chain_of_thing(ref: Ref) -> str:
    """Return the chain in which holds on a thing are kept."""
    return f"retention:{ref}"


def reads_lists(by: Actor) -> bool:
    """Say whether lists are part of someone's work: the registry, the head, auditors, and members of committees."""
    if by.authority is None:
        return False
    return bool(READERS & held_roles(by.authority)) or is_member(by)


def is_member(by: Actor) -> bool:
    """Say whether someone was ever named to a committee; kept for a few seconds."""

    def ask() -> bool:
        return Member.objects.filter(official=by.official_id).exists()

    return kept(("retention member", by.official_id), ask)


def member_of(found: DestructionList, by: Actor) -> Member | None:
    """Return someone's place on the committee of a list."""
    return Member.objects.filter(on_list=found, official=by.official_id).first() if by.official_id else None


def visible_lists(by: Actor) -> QuerySet[DestructionList]:
    """Return the lists that someone may read, up to the clearance of the posts held: all, or those one was named to."""
    if by.authority is None:
        return DestructionList.objects.none()
    lists = DestructionList.objects.filter(secrecy__lte=by.authority.clearance())
    if not is_cleared(by.authority, 0, "restricted"):
        lists = lists.filter(restricted="")
    if READERS & held_roles(by.authority):
        return lists
    named = Member.objects.filter(on_list=OuterRef("pk"), official=by.official_id)
    return lists.filter(Exists(named))


def list_for(list_id: int, by: Actor) -> DestructionList:
    """Return a list that someone may read. Raises: NotVisible."""
    related = ("drafted_by", "decided_by", "asked_by", "destroyed_by")
    found = visible_lists(by).select_related(*related).filter(pk=list_id).first()
    if found is None:
        raise NotVisible(list_id)
    return found


@dataclass(frozen=True)
class Line:
    """An item of a list as it is shown: its subject as it reads today, what each member thinks, whether it is held.

    `left`: it is no longer whole, and would not be destroyed if the list were today.
    """

    item: Item
    subject: str
    args: tuple[object, ...] | None
    opinions: Mapping[int, Opinion]
    common: Said | None
    held: bool
    left: bool

    @property
    def ref(self) -> Ref:
        """Which thing it is."""
        return Ref(self.item.kind, self.item.row)


def lines_of(found: DestructionList, by: Actor) -> list[Line]:
    """Return the items of a list in their order, in a constant number of statements."""
    opinions = Prefetch("opinions", Opinion.objects.select_related("member"))
    items = list(found.items.filter(taken_off_at=None).order_by("place").prefetch_related(opinions))
    read = _read(items, by)
    refs = [Ref(one.kind, one.row) for one in items]
    held = held_among(refs)
    left = set(refs) - whole_among(refs) if found.state in OPEN else set()
    return [
        Line(
            item=one,
            subject=read.get(Ref(one.kind, one.row), ("", None))[0],
            args=read.get(Ref(one.kind, one.row), ("", None))[1],
            opinions={said.member_id: said for said in one.opinions.all()},
            common=common_opinion([Said(said.what, said.until) for said in one.opinions.all()]),
            held=Ref(one.kind, one.row) in held,
            left=Ref(one.kind, one.row) in left and not one.outcome,
        )
        for one in items
    ]


Read = dict[Ref, tuple[str, tuple[object, ...] | None]]


def _read(items: Sequence[Item], by: Actor) -> Read:
    """Return subject and address of things, of those alone that the viewer may open."""
    rows = rows_of([Ref(one.kind, one.row) for one in items])
    found: Read = {}
    for pk, subject, code in visible(by).filter(pk__in=rows[MATTER]).values_list("pk", "subject", "code"):
        found[Ref(MATTER, pk)] = (subject, (code,))
    for pk, subject in visible_letters(by).filter(pk__in=rows[LETTER]).values_list("pk", "subject"):
        found[Ref(LETTER, pk)] = (subject, (pk,))
    for item in visible_items(by).filter(pk__in=rows[ITEM]):
        found[Ref(ITEM, item.pk)] = (subject_of(item), (item.pk,))
    if by.authority and rows[ENTRY]:
        for entry in entries(by.authority).filter(pk__in=rows[ENTRY]):
            line = getattr(entry, "line", None)
            address = (entry.register_id, entry.year, entry.running)
            found[Ref(ENTRY, entry.pk)] = (line.subject if line else "", address)
    for kind, one in kept_kinds().items():
        for row in one.model._default_manager.filter(pk__in=rows[kind]):
            found[Ref(kind, row.pk)] = (one.subject(row), None)  # whoever reads the list may know what it was
    return found


def members_of(found: DestructionList) -> list[Member]:
    """Return the committee, the chair first."""
    return list(found.members.select_related("official").order_by("place"))


def kept_for_ever(found: DestructionList) -> list[Item]:
    """Return what a list keeps for ever, in its order: what is handed over to the National Archives."""
    return list(found.items.filter(taken_off_at=None, outcome=KEPT_FOREVER).order_by("place"))


def history_of(found: DestructionList) -> list[Told]:
    """Return what was done to a list, the latest first."""
    return events_of(chain_of(found.pk))[::-1]


def subject_of(item: Incoming) -> str:
    """Say what was set aside: why, and the subject of an e-mail."""
    return " · ".join(one for one in (_(ASIDE_REASONS.get(item.aside, "")), item.subject) if one)


# Holds


def visible_holds(by: Actor) -> QuerySet[Hold]:
    """Return the holds that someone may read: those who read lists, up to their clearance."""
    if by.authority is None or not (READERS | HOLDERS) & held_roles(by.authority):
        return Hold.objects.none()
    holds = Hold.objects.filter(secrecy__lte=by.authority.clearance()).select_related("placed_by", "lifted_by")
    return holds if is_cleared(by.authority, 0, "restricted") else holds.filter(restricted="")
