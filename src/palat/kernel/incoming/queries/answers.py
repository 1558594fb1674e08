"""Which letters that came in a letter of ours answers, and which still wait."""

from django.db.models import QuerySet

from palat.kernel.incoming.models import Item
from palat.kernel.incoming.queries.items import visible_items
from palat.kernel.incoming.suggesting import numbers_in
from palat.kernel.letters.models import Letter
from palat.kernel.letters.queries import matter_ids
from palat.kernel.matters.authority import Actor
from palat.kernel.registers.models import RegisterLine
from palat.kernel.registers.queries import lines_of


def to_answer(by: Actor) -> QuerySet[Item]:
    """Return what was received and waits for an answer, as far as someone may see it, the earliest last day first."""
    return visible_items(by).filter(wants_answer=True, answered_at=None).order_by("answer_due_on", "id")


def answered_by(letter_id: int) -> list[tuple[int, str]]:
    """Return the waiting letters that a dispatched letter of ours answers, each with the number of the answer.

    It answers what it refers to (อ้างถึง) by number; what the agency to which it goes sent on one of its matters; and,
    when it goes to the petitioner, what came on the matter from nobody who sends things on.
    """
    letter = Letter.objects.select_related("agency").filter(pk=letter_id, state="dispatched").first()
    if letter is None:
        return []
    waiting = Item.objects.filter(matter__in=matter_ids(letter), wants_answer=True, answered_at=None)
    items = list(waiting.select_related("register").order_by("pk"))
    lines = lines_of([(one.register_id, one.year or 0, one.running or 0) for one in items])
    referred = {number for words in letter.references for number in numbers_in(str(words))}
    return [
        (one.pk, letter.number)
        for one in items
        if _answers(letter, referred, one, lines.get((one.register_id, one.year or 0, one.running or 0)))
    ]


def _answers(letter: Letter, referred: set[str], item: Item, line: RegisterLine | None) -> bool:
    if line is None:
        return False
    if line.paper_number and line.paper_number in referred:
        return True
    if letter.agency is not None:
        return letter.agency.name_th in line.sender
    return letter.person_id is not None and not item.forwarder and not line.paper_number
