"""What a citizen may do with a receipt code: add facts, withdraw, object, rate."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from palat.duties.petitions.models import Petition
from palat.duties.petitions.operations import referrals, reviews
from palat.duties.petitions.operations.danger import put_on_top_if_open, tells_of_danger
from palat.duties.petitions.operations.reviews import FEWEST_LETTERS
from palat.duties.petitions.procedure.words import ASKED_BY
from palat.kernel.calendar.counting import legal_date
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Event, UnableToAct, acting
from palat.kernel.matters.operations.receiving import attachment
from palat.kernel.matters.queries.tracks import merged_into

MOST_STARS = 5


def add_facts(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    text: str,
    files: tuple[tuple[int, str], ...] = (),
    seen: int | None = None,
) -> Event:
    """Add facts to a petition. What was asked for is thereby answered, and its clocks run on.

    Facts that speak of danger to life put it on top of the queue. Of a petition that was merged into a case, the case
    is told where they lie, and goes to the top instead.
    """
    if not text.strip() and not files:
        raise UnableToAct(_("โปรดเขียนข้อเท็จจริงหรือแนบไฟล์"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        back = "in_hand" if act.matter.officer_id else "received"
        danger = tells_of_danger(act, text)
        event = act.move(
            "add_facts",
            to=back if act.main.state == "info_requested" else None,
            facts={"files": len(files)} | ({"danger": True} if danger else {}),
            body={"from_petitioner": text},
        )
        if danger:
            put_on_top_if_open(act)
        Petition.objects.filter(pk=matter_id, untraceable=True).update(untraceable=False)  # whoever writes is reached
        act.add(
            *(
                attachment(matter_id=matter_id, file_id=file_id, name=name, origin="petitioner", at=at)
                for file_id, name in files
            )
        )
        if act.matter.merged_into_id:
            enqueue("petitions.pass_on_facts", matter_id=matter_id, seq=event.seq)
        return event


@transaction.atomic
def withdraw(*, matter_id: int, by: Actor, at: datetime, reason: str, seen: int | None = None) -> Event:
    """Withdraw one's own petition; the reason is kept, so that pressure on a petitioner can be seen.

    Agencies that still have it are told that it is taken back, never why the petitioner withdrew.
    """
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        act.matter.closing = "withdrawn"
        event = act.move("withdraw", body={"from_petitioner": reason} if reason else None)
    referrals.recall_ended(matter_ids=[matter_id], at=at, words="ผู้ร้องขอยุติเรื่อง")
    return event


@transaction.atomic
def record_withdrawal(
    *, matter_id: int, by: Actor, at: datetime, seen: int | None = None, way: str, asked_on: date, words: str
) -> Event:
    """Record that the petitioner asked an official to end the petition: by which way, on which day, in which words.

    The petitioner is told that it was recorded and by which way, and that asking for a review opens it again.
    Raises: UnableToAct without the way, the words as they were said, or a day between the receipt and today.
    """
    if way not in dict(ASKED_BY):
        raise UnableToAct(_("โปรดเลือกว่าผู้ร้องขอยุติเรื่องทางใด"))
    if len(words.strip()) < FEWEST_LETTERS:
        raise UnableToAct(_("โปรดบันทึกถ้อยคำที่ผู้ร้องขอยุติเรื่องตามจริง"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        if not legal_date(act.matter.received_at) <= asked_on <= legal_date(at):
            raise UnableToAct(_("วันที่ผู้ร้องขอยุติเรื่องต้องไม่ก่อนวันรับเรื่องและไม่เกินวันนี้"))
        told = _("เจ้าหน้าที่บันทึกว่าท่านขอยุติเรื่อง (%(way)s) ถ้าท่านไม่ได้ขอ โปรดกด “ขอให้ทบทวนผล” ในหน้านี้ หรือโทร 1111")
        event = act.move(
            "record_withdrawal",
            facts={"way": way, "asked_on": asked_on.isoformat()},
            body={"words": words, "to_petitioner": told % {"way": _(dict(ASKED_BY)[way])}},
        )
        act.matter.closing = "withdrawn"
        enqueue("petitions.tell_petitioner", matter_id=matter_id, what="withdrawn")
    referrals.recall_ended(matter_ids=[matter_id], at=at, words="ผู้ร้องขอยุติเรื่อง")
    return event


def object_to_result(*, matter_id: int, by: Actor, at: datetime, new_facts: str, seen: int | None = None) -> Event:
    """Ask that the result be reviewed (ขอให้ทบทวนผล), under new facts.

    Whoever's petition was merged into a case asks for the review of that case.
    """
    case_id = merged_into(matter_id)
    if case_id is not None:
        return reviews.object_in_case(matter_id=matter_id, case_id=case_id, by=by, at=at, new_facts=new_facts)
    with acting(matter_id=matter_id, by=by, at=at) as act:
        return act.move("object", body={"from_petitioner": new_facts}, new_facts=reviews.are_facts(new_facts))


def rate(*, matter_id: int, by: Actor, at: datetime, stars: int, words: str = "", way: str = "link") -> Event:
    """Rate the service, one to five; a later rating replaces the earlier."""
    if not 1 <= stars <= MOST_STARS:
        raise UnableToAct(_("โปรดให้คะแนน 1 ถึง 5"))
    with acting(matter_id=matter_id, by=by, at=at) as act:
        event = act.move("rate", facts={"stars": stars, "way": way}, body={"from_petitioner": words} if words else None)
        Petition.objects.filter(pk=matter_id).update(stars=stars, stars_words=words, stars_way=way)
        return event
