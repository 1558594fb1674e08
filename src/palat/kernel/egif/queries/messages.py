"""Letters by the exchange, as far as someone may read the letter or what it became here."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from palat.kernel.egif.models import TO_LOOK_AT, Message
from palat.kernel.egif.procedure import CLASSIFIED, IN, LETTER, OUT, SENT_BACK
from palat.kernel.incoming.queries.items import visible_items
from palat.kernel.letters.queries import visible_letters
from palat.kernel.matters.authority import Actor
from palat.kernel.notices.models import Notice
from palat.kernel.notices.procedure import TROUBLE as NOT_SENT
from palat.kernel.organisation.procedure import Authority
from palat.kernel.registers.procedure import KEEPERS

MOST_TOLD = 1_000


class NotVisible(Exception):
    """There is no such message for this person: never said which of the two it is."""


def keeps_letters(authority: Authority) -> bool:
    """Say whether someone keeps ordinary registers, and so looks after what goes and comes by the exchange."""
    return KEEPERS[False] in authority.roles()


def _before_a_box(authority: Authority) -> Q:
    """Narrow to what was not sound enough to reach a box: for its keepers, of classified letters their registrars."""
    roles = authority.roles()
    seen = Q(pk__in=())
    if KEEPERS[False] in roles:
        seen |= Q(item=None, state__in=SENT_BACK, said__secrecy="")
    if KEEPERS[True] in roles:
        seen |= Q(item=None, state__in=SENT_BACK, said__secrecy__in=CLASSIFIED)
    return seen


def visible_messages(by: Actor, *, direction: str) -> QuerySet[Message]:
    """Return the letters that went or came by the exchange, as far as someone may read them.

    Of ours those that they may read; of others those whose thing in the registry's box they may see, and for those who
    would have kept it what was not sound enough to reach a box.
    """
    letters = Message.objects.filter(kind=LETTER, direction=direction)
    letters = letters.select_related("peer", "peer__agency", "notice", "letter", "item", "item__register")
    if by.authority is None:
        return letters.none()
    if direction == OUT:
        return letters.filter(Exists(visible_letters(by).filter(pk=OuterRef("letter"))))
    return letters.filter(Q(Exists(visible_items(by).filter(pk=OuterRef("item")))) | _before_a_box(by.authority))


def message_for(number: int, by: Actor) -> Message:
    """Return one letter of the exchange that someone may see. Raises: NotVisible."""
    direction = Message.objects.filter(pk=number).values_list("direction", flat=True).first()
    if direction is None:
        raise NotVisible(number)
    found = visible_messages(by, direction=direction).select_related("file").filter(pk=number).first()
    if found is None:
        raise NotVisible(number)
    return found


def to_look_at(by: Actor) -> QuerySet[Message]:
    """Return what needs a person: sent back, not sent, or a number that the other side says is wrong.

    What was sent anew needs nobody any more. Few letters are in trouble: they are found first, then judged.
    """
    sent_back = Message.objects.filter(TO_LOOK_AT).values_list("pk", flat=True)
    not_sent = Message.objects.filter(
        kind=LETTER, state="", notice__in=Notice.objects.filter(state__in=NOT_SENT, channel="exchange").values("pk")
    ).values_list("pk", flat=True)
    numbers = {*sent_back.order_by("-id")[:MOST_TOLD], *not_sent.order_by("-id")[:MOST_TOLD]}
    numbers -= set(Message.objects.filter(again__in=numbers).values_list("again", flat=True))
    ours = visible_messages(by, direction=OUT).filter(pk__in=numbers)
    theirs = visible_messages(by, direction=IN).filter(pk__in=numbers)
    seen = [*ours.values_list("pk", flat=True), *theirs.values_list("pk", flat=True)]
    return Message.objects.filter(pk__in=seen).select_related("peer", "peer__agency", "notice", "letter", "item")


def count_to_look_at(by: Actor) -> int:
    """Return how many of them a keeper of registers has, counted to a bound; none for others."""
    if by.authority is None or not keeps_letters(by.authority):
        return 0
    return to_look_at(by)[:MOST_TOLD].count()


def told_of(message: Message) -> list[Message]:
    """Return what was told of a letter, by both sides, in the order in which it went and came."""
    return list(Message.objects.filter(about=message).select_related("notice").order_by("id"))


def last_of_letter(letter_id: int) -> Message | None:
    """Return the last message by which a letter of ours went."""
    return Message.objects.filter(letter=letter_id).select_related("notice", "peer").order_by("-id").first()


def later_of(message: Message) -> Message | None:
    """Return the message by which a letter was sent anew."""
    return Message.objects.filter(again=message).first()


def message_of_item(item_id: int) -> Message | None:
    """Return the message by which a thing in the registry's box came."""
    return Message.objects.filter(item=item_id, direction=IN, kind=LETTER).select_related("peer").first()
