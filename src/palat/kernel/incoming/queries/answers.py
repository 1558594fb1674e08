"""Which letters that came in a letter of ours answers, which it may answer, and which still wait."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce

from palat.kernel.incoming.models import Item
from palat.kernel.incoming.procedure import ANSWERS
from palat.kernel.incoming.queries.items import visible_items
from palat.kernel.incoming.suggesting import numbers_in
from palat.kernel.letters.models import Letter
from palat.kernel.letters.queries import matter_ids, visible_letters
from palat.kernel.matters.authority import Actor
from palat.kernel.registers.models import RegisterLine
from palat.kernel.registers.procedure import plain
from palat.kernel.registers.queries import lines_of

MOST_OFFERED = 5


def to_answer(by: Actor) -> QuerySet[Item]:
    """Return what was received and waits for an answer, as far as someone may see it, the earliest last day first."""
    waits = visible_items(by).filter(wants_answer=True, answered_at=None)
    return waits.annotate(owed_on=Coalesce("answer_due_on", Value(date.max))).order_by("owed_on", "id")


def answered_by(letter_id: int) -> list[tuple[int, str]]:
    """Return the waiting letters that a dispatched letter of ours answers for certain, each with its number.

    It answers what it refers to (อ้างถึง) by number. Where it refers to none that waits, a result, a refusal or a plain
    letter answers the one letter that its addressee has waiting on its matters. An acknowledgement or a reminder
    answers nothing, and of several letters nobody but a person can say which was answered.
    """
    letter = Letter.objects.select_related("agency").filter(pk=letter_id, state="dispatched").first()
    if letter is None:
        return []
    waiting = Item.objects.filter(matter__in=matter_ids(letter), state="entered", wants_answer=True, answered_at=None)
    items = list(waiting.order_by("pk"))
    lines = lines_of([(one.register_id, one.year or 0, one.running or 0) for one in items])
    found = [(one, lines.get((one.register_id, one.year or 0, one.running or 0))) for one in items]
    referred = {number for words in letter.references for number in numbers_in(str(words))}
    named = [item for item, line in found if line and line.paper_number and line.paper_number in referred]
    answered = named or _sent_by_addressee(letter, found)
    return [(one.pk, letter.number) for one in answered]


def _sent_by_addressee(letter: Letter, found: Sequence[tuple[Item, RegisterLine | None]]) -> list[Item]:
    """Return the one waiting letter that the addressee of a letter sent; none where there are several."""
    if letter.kind not in ANSWERS:
        return []
    sent = [item for item, line in found if line is not None and _is_from(letter, item, line)]
    return sent if len(sent) == 1 else []


def _is_from(letter: Letter, item: Item, line: RegisterLine) -> bool:
    if letter.agency is not None:
        return _same(letter.agency.name_th, line.sender)
    return letter.person_id is not None and not item.forwarder and not line.paper_number


def _same(name: str, written: str) -> bool:
    """Say whether a sender is written by the very name of an agency: a province is part of many other names."""
    return plain(name).replace(" ", "") == plain(written).replace(" ", "")


def may_answer(item: Item, by: Actor) -> list[Letter]:
    """Return what was sent on the matter of a waiting letter since it came, the newest first: one may answer it."""
    if item.matter_id is None or not item.wants_answer or item.answered_at is not None:
        return []
    sent = visible_letters(by).filter(about__matter=item.matter_id, state="dispatched", on__gte=item.received_on)
    return list(sent.order_by("-on", "-id")[:MOST_OFFERED])
