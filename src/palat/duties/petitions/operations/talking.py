"""A petition told in the chat with the Office: each message is one turn, under the lock of its conversation."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from palat.duties.petitions.line_words import asked, buttons
from palat.duties.petitions.line_words import said as words_of
from palat.duties.petitions.models import Talk, TalkPicture
from palat.duties.petitions.operations import citizens, wishes
from palat.duties.petitions.operations.intake import Brought, UnableToReceive, file_petition
from palat.duties.petitions.procedure import conversation
from palat.duties.petitions.procedure.conversation import HOURS, Draft, Heard, Turn
from palat.duties.petitions.queries.tracking import page_for
from palat.duties.petitions.reading import danger_to_life
from palat.kernel.files.operations import UnableToClaim, claim
from palat.kernel.history import ids
from palat.kernel.identities.operations import (
    UnableToSeal,
    change_person,
    create_person,
    erase_person,
    open_for_dispatch,
)
from palat.kernel.identities.sealing import fingerprint
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import Actor, citizen
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.notices.line_events import Said
from palat.kernel.notices.operations.telling import Notice, put
from palat.kernel.notices.operations.wishes import leave_line
from palat.kernel.organisation.queries import area_by_words
from palat.kernel.pages.pieces import spaced
from palat.kernel.registers.procedure import BadTrackingCode, parse_tracking_code

PASSER_BY = Actor("citizen")
MOST_AN_HOUR = 120  # messages; a guard against a machine that writes, no rule of the Office
FIRST = 10  # a chat waits for its answer; what is told of matters may go a second later


def hear(said: Said, *, at: datetime) -> None:
    """Take one message of a LINE user, in the transaction that claimed it."""
    talk = _held(said.user, at)
    if said.kind == "unfollow":
        leave_line(user=said.user, at=at)
        _forget(talk, at)
        return
    if not _may_go_on(talk, said, at):
        return
    with override(talk.language):
        turn = _turn(talk, said)
    _keep(talk, turn.draft, at)
    with override(talk.language):
        says = [*_said_of(turn, said), *_done(talk, turn, said, at)]
        if turn.asks and talk.step:
            says.append(_question(talk))
        talk.save()
        _answer(talk, says, said, at)


def _held(user: str, at: datetime) -> Talk:
    """Return the conversation of a user under its lock; one that was left is begun anew, with nothing of before."""
    mark = fingerprint("line_id", user) or b""
    fresh = Talk(id=ids.take(), user_fp=mark, hour_at=at, expires_at=at + timedelta(hours=HOURS))
    Talk.objects.bulk_create([fresh], ignore_conflicts=True)
    talk = Talk.objects.select_for_update().get(user_fp=mark)
    if talk.expires_at <= at:
        _forget(talk, at)
    if talk.person_id is None:
        talk.person = create_person(kind="natural", fields={"line_id": user}, at=at)
    talk.expires_at = at + timedelta(hours=HOURS)
    return talk


def _may_go_on(talk: Talk, said: Said, at: datetime) -> bool:
    """Count the messages of an hour; who writes like a machine is told once, and then not heard until it is over."""
    if talk.hour_at <= at - timedelta(hours=1):
        talk.hour_at, talk.hour_count = at, 0
    talk.hour_count = min(talk.hour_count + 1, MOST_AN_HOUR + 2)
    talk.save()
    if talk.hour_count == MOST_AN_HOUR + 1:
        with override(talk.language):
            _answer(talk, [words_of("slow_down", {})], said, at)
    return talk.hour_count <= MOST_AN_HOUR


def _turn(talk: Talk, said: Said) -> Turn:
    if said.kind == "follow":
        return Turn(Draft(step="what", language=talk.language, last_at=said.said_at), ("greeting",), asks=True)
    return conversation.hear(_draft(talk), Heard(said.kind, said.said_at, said.text, said.message_id))


def _draft(talk: Talk) -> Draft:
    return Draft(**{name: getattr(talk, name) for name in Draft.__dataclass_fields__})


def _keep(talk: Talk, draft: Draft, at: datetime) -> None:
    for name in Draft.__dataclass_fields__:
        setattr(talk, name, getattr(draft, name))


def _said_of(turn: Turn, said: Said) -> list[str]:
    says = [words_of(code, {}) for code in turn.says]
    if said.kind == "text" and turn.draft.step and not turn.act and danger_to_life(said.text):
        says.insert(0, words_of("danger", {}))
    return says


def _question(talk: Talk) -> str:
    return asked(
        talk.step, letters=len(talk.text), place=bool(talk.place), pictures=talk.pictures, contact=talk.contact
    )


def _done(talk: Talk, turn: Turn, said: Said, at: datetime) -> list[str]:
    """Do what a turn asks for besides; returns what is said of it."""
    if turn.contact:
        _seal(talk, turn, at)
    if turn.act == "cancel":
        _forget(talk, at, keep_person=True)
    elif turn.act in {"picture", "late_picture"}:
        _take_picture(talk, turn.value, late=turn.act == "late_picture")
    elif turn.act == "late_text":
        return _add_late(talk, turn.value, at)
    elif turn.act in {"status", "follow"}:
        return [_of_code(talk, turn, said, at)]
    elif turn.act == "send":
        return [_file(talk, at)]
    return []


def _seal(talk: Talk, turn: Turn, at: datetime) -> None:
    try:
        with transaction.atomic():
            change_person(person_id=talk.person_id or 0, fields=turn.contact, at=at, by_official_id=None)
    except UnableToSeal:  # too long for a name or a number: nobody is named then
        talk.contact = False


def _of_code(talk: Talk, turn: Turn, said: Said, at: datetime) -> str:
    """Answer about a code: how far the matter is, in its public words; or tell its news here from now on."""
    try:
        page = page_for(parse_tracking_code(turn.value))
    except BadTrackingCode:
        page = None
    if page is None:
        return words_of("unknown_code", {})
    if turn.act == "status":
        return f"{spaced(page.code)}\n{page.state}\n{_link(page.code)}"
    chosen = wishes.Chosen("line", talk.language)
    try:
        with transaction.atomic():
            by = citizen(page.matter.id)
            wishes.choose(matter_id=page.matter.id, chosen=chosen, by=by, at=at, line_user=said.user)
    except UnableToAct as refused:
        return str(refused)
    return words_of("following", {"code": spaced(page.code)})


def _file(talk: Talk, at: datetime) -> str:
    """File what was told through the same operation as the portal; what cannot be received stays told.

    The pictures are locked before they are looked at: one that is being kept at this moment goes with the petition, one
    that is kept after it sees the petition and is added.
    """
    pictures = list(talk.sent_pictures.select_for_update().filter(matter=None, lost=False).order_by("pk"))
    opened = open_for_dispatch(talk.person_id or 0, purpose="filing", at=at)
    try:
        with transaction.atomic():
            files = tuple(_claimed(one, at) for one in pictures if one.held)
            brought = Brought(
                kind="grievance",
                channel="line",
                text=talk.text,
                place_words=talk.place,
                area_id=area_by_words(talk.place) if talk.place else None,
                person=opened,
                answer_by="line",
                tell_in=talk.language,
                files=files,
            )
            matter = file_petition(brought=brought, by=PASSER_BY, at=at)
    except (UnableToReceive, UnableToClaim) as refused:
        return words_of("refused", {"why": str(refused)})
    # Pictures that are not here yet are added when they come.
    talk.sent_pictures.filter(matter=None).update(matter=matter.pk)
    _forget_contact(talk, at)
    _keep(talk, Draft(language=talk.language, last_at=talk.last_at), at)
    talk.matter_id = matter.pk
    return words_of("filed", {"code": spaced(matter.code), "link": _link(matter.code)})


def _claimed(picture: TalkPicture, at: datetime) -> tuple[int, str]:
    taken = claim(token=picture.held, at=at)
    return taken.file_id, taken.name


def _link(code: str) -> str:
    return str(settings.PUBLIC_URL).rstrip("/") + reverse("petition_track", args=[code])


def _add_late(talk: Talk, text: str, at: datetime) -> list[str]:
    """Add a message that was written before the petition was sent, and came after, to that petition."""
    if talk.matter_id is None:
        return []
    try:
        with transaction.atomic():
            citizens.add_facts(matter_id=talk.matter_id, by=citizen(talk.matter_id), at=at, text=text)
    except UnableToAct:
        return []
    return [words_of("added_late", {})]


def _take_picture(talk: Talk, message_id: str, *, late: bool) -> None:
    if late and talk.matter_id is None:
        return
    picture = TalkPicture(id=ids.take(), talk=talk, message_id=message_id, matter_id=talk.matter_id if late else None)
    if TalkPicture.objects.filter(message_id=message_id).exists():
        return
    picture.save(force_insert=True)
    enqueue("petitions.fetch_picture", picture_id=picture.pk)


def _answer(talk: Talk, says: list[str], said: Said, at: datetime) -> None:
    """Put the answer into the outbox: said with the token of the message, else pushed."""
    if not says:
        return
    put(
        Notice(
            id=ids.take(),
            kind="line.answer",
            channel="line",
            language=talk.language,
            person_id=talk.person_id,
            subject="",
            body="\n\n".join(says),
            answering={"token": said.token, "buttons": buttons(talk.step)},
            made_at=at,
        ),
        priority=FIRST,
    )


def _forget(talk: Talk, at: datetime, *, keep_person: bool = False) -> None:
    """Forget what was told, and who told it: their petition, if they sent one, has its own sealed person."""
    talk.sent_pictures.filter(matter=None).delete()
    _keep(talk, Draft(language=talk.language, last_at=talk.last_at), at)
    talk.matter_id = None if not keep_person else talk.matter_id
    if keep_person:
        _forget_contact(talk, at)
    elif talk.person_id:
        erase_person(person_id=talk.person_id, at=at, by_official_id=None, reason="talk_left")
        talk.person = None
    talk.save()


def _forget_contact(talk: Talk, at: datetime) -> None:
    """Keep only by which account somebody writes: what they tell next may be told without a name."""
    fields = dict.fromkeys(("full_name", "phone", "email"), "")
    change_person(person_id=talk.person_id or 0, fields=fields, at=at, by_official_id=None)


def forget_left(*, at: datetime, limit: int = 500) -> int:
    """Forget every conversation in which nobody wrote for a day. Returns how many; call again until it returns 0."""
    left = Talk.objects.filter(expires_at__lte=at, person__isnull=False).order_by("expires_at")
    numbers = list(left.values_list("pk", flat=True)[:limit])
    for number in numbers:
        with transaction.atomic():
            talk = Talk.objects.select_for_update().get(pk=number)
            if talk.expires_at <= at and talk.person_id:
                _forget(talk, at)
    return len(numbers)
