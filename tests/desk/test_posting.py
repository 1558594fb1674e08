"""Letters at the post: followed by their numbers; a card that comes back is kept, a letter that does opens work."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from palat.duties.petitions.tests.factories import NOW, official
from palat.duties.petitions.tests.test_deciding import at_desk
from palat.duties.petitions.tests.test_letters import referred_by_letter
from palat.kernel.calendar.counting import legal_date
from palat.kernel.history.queries import events_of
from palat.kernel.identities.operations import new_person
from palat.kernel.incoming.models import Item, Posting
from palat.kernel.incoming.operations import posting
from palat.kernel.incoming.operations.entering import Entry, enter_item
from palat.kernel.incoming.operations.receiving import answered, letter_dispatched
from palat.kernel.incoming.operations.taking import UnableToTake
from palat.kernel.incoming.queries.answers import may_answer
from palat.kernel.letters.models import Letter
from palat.kernel.letters.operations import sending, signing
from palat.kernel.matters.models import Clock, Matter
from palat.kernel.notices.models import Notice
from palat.kernel.pages.operations import new_key
from palat.kernel.registers.operations.entries import Line
from tests.desk.test_incoming import mail, registry
from tests.desk.test_incoming import storage as storage

pytestmark = pytest.mark.django_db
TODAY = legal_date(NOW)
FIRST, SECOND = "RR473124829TH", "EB123456785TH"


def dispatched(post_code: str = FIRST, at: Any = NOW) -> Letter:
    _matter, _officer, letter = referred_by_letter()
    signing.sign(letter_id=letter.pk, by=official("director-psc"), at=at)
    return sending.dispatch(letter_id=letter.pk, by=official("clerk-1"), at=at, way="post", post_code=post_code)


def followed(post_code: str = FIRST) -> Posting:
    found = posting.posted(letter_id=dispatched(post_code).pk)
    assert found
    return found


def clock(one: Posting) -> Clock | None:
    return Clock.objects.filter(matter__in=one.letter.about.values("matter"), code="mail_returned").first()


def test_dispatched_letter_is_followed_by_its_number_once() -> None:
    letter = dispatched("rr 4731 2482 9 th")
    assert posting.posted(letter_id=letter.pk) == posting.posted(letter_id=letter.pk)
    one = Posting.objects.get()
    assert (one.code, one.posted_on, one.state) == (FIRST, TODAY, "posted")


@pytest.mark.parametrize("code", ["", "EB1", "RR473124828TH"])
def test_number_that_is_no_sound_one_is_not_followed_but_can_be_recorded(code: str) -> None:
    letter = dispatched(code)
    assert posting.posted(letter_id=letter.pk) is None
    by = official("clerk-1")
    with pytest.raises(UnableToTake, match="หลักตรวจสอบ"):
        posting.record_posting(letter_id=letter.pk, code="RR473124828TH", on=TODAY, receipt=True, by=by, at=NOW)
    one = posting.record_posting(letter_id=letter.pk, code=FIRST, on=TODAY, receipt=True, by=by, at=NOW)
    assert (one.code, one.receipt) == (FIRST, True)
    with pytest.raises(UnableToTake, match="บันทึกไปแล้ว"):
        posting.record_posting(letter_id=letter.pk, code=FIRST, on=TODAY, receipt=True, by=by, at=NOW)
    with pytest.raises(UnableToTake):
        posting.record_posting(letter_id=letter.pk, code=SECOND, on=TODAY + timedelta(1), receipt=True, by=by, at=NOW)


def test_card_that_comes_back_is_in_the_history() -> None:
    one, later = followed(), NOW + timedelta(days=3)
    with pytest.raises(UnableToTake):
        posting.delivered(posting_id=one.pk, on=TODAY - timedelta(1), by=official("clerk-1"), at=later)
    posting.delivered(posting_id=one.pk, on=TODAY + timedelta(2), by=official("clerk-1"), at=later)
    one.refresh_from_db()
    assert (one.state, one.ended_on) == ("delivered", TODAY + timedelta(2))
    event = events_of(f"matter:{one.letter.about.get().matter_id}")[-1]
    assert (event.kind, event.facts["delivered"]) == ("letter_delivered", (TODAY + timedelta(2)).isoformat())
    with pytest.raises(UnableToTake, match="บันทึกผลไปแล้ว"):
        posting.returned(posting_id=one.pk, on=TODAY, why="moved", by=official("clerk-1"), at=later)


def test_letter_that_comes_back_opens_work_until_it_is_settled() -> None:
    one, later = followed(), NOW + timedelta(days=3)
    by = official("clerk-1")
    with pytest.raises(UnableToTake):
        posting.returned(posting_id=one.pk, on=TODAY, why="rain", by=by, at=later)
    posting.returned(posting_id=one.pk, on=TODAY + timedelta(3), why="moved", by=by, at=later)
    running = clock(one)
    assert running is not None
    assert running.stopped_at is None
    told = Notice.objects.filter(official=official("officer-1").official_id, channel="inapp").latest("pk")
    assert "ตีกลับ" in told.subject
    with pytest.raises(UnableToTake):
        posting.settle(posting_id=one.pk, how="forgotten", by=by, at=later)
    with pytest.raises(UnableToTake, match="ยังไม่มีบันทึกว่าส่งอีกครั้ง"):
        posting.settle(posting_id=one.pk, how="sent_again", by=official("officer-1"), at=later)
    day = TODAY + timedelta(3)
    posting.record_posting(letter_id=one.letter_id, code=SECOND, on=day, receipt=True, by=by, at=later)
    posting.settle(posting_id=one.pk, how="sent_again", by=official("officer-1"), at=later)
    stopped = clock(one)
    assert stopped is not None
    assert stopped.stopped_at == later


def test_two_letters_of_one_matter_came_back_and_the_clock_waits_for_both() -> None:
    one, by, later = followed(), official("clerk-1"), NOW + timedelta(days=3)
    other = posting.record_posting(letter_id=one.letter_id, code=SECOND, on=TODAY, receipt=False, by=by, at=NOW)
    for each in (one, other):
        posting.returned(posting_id=each.pk, on=TODAY, why="moved", by=by, at=later)
    posting.settle(posting_id=one.pk, how="told_otherwise", by=by, at=later)
    running = clock(one)
    assert running is not None
    assert running.stopped_at is None
    posting.settle(posting_id=other.pk, how="untraceable", by=by, at=later)
    stopped = clock(one)
    assert stopped is not None
    assert stopped.stopped_at == later


def test_letter_written_anew_to_the_same_addressee_counts_as_sent_again() -> None:
    one, by, later = followed(), official("clerk-1"), NOW + timedelta(days=3)
    posting.returned(posting_id=one.pk, on=TODAY + timedelta(3), why="moved", by=by, at=later)
    anew = Letter.objects.get(pk=one.letter_id)
    about = one.letter.about.get()
    anew.pk, anew.code, anew.key, anew.dispatched_at = 987654, "ANEW", None, later
    anew.number, anew.running = "นร 0105.04/99", 99
    anew.save(force_insert=True)
    about.pk, about.letter = None, anew
    about.save(force_insert=True)
    posting.settle(posting_id=one.pk, how="sent_again", by=by, at=later)
    one.refresh_from_db()
    assert one.state == "settled"


def test_ordinary_mail_that_comes_back_opens_work_without_a_number() -> None:
    letter, by, later = dispatched(""), official("clerk-1"), NOW + timedelta(days=3)
    back = {"letter_id": letter.pk, "why": "moved", "by": by, "at": later}
    with pytest.raises(UnableToTake, match="ไม่เกินวันนี้"):
        posting.returned_unnumbered(**back, on=TODAY + timedelta(9))
    one = posting.returned_unnumbered(**back, on=TODAY + timedelta(2))
    assert (one.code, one.posted_on, one.state) == (None, TODAY, "returned")
    running = clock(one)
    assert running is not None
    assert running.stopped_at is None
    with pytest.raises(UnableToTake, match="รอจัดการอยู่แล้ว"):
        posting.returned_unnumbered(**back, on=TODAY + timedelta(2))
    again = posting.record_posting(
        letter_id=letter.pk, code="", on=TODAY + timedelta(3), receipt=False, by=by, at=later
    )
    posting.settle(posting_id=one.pk, how="sent_again", by=by, at=later)
    with pytest.raises(UnableToTake, match="ไม่มีใบตอบรับ"):
        posting.delivered(posting_id=again.pk, on=TODAY + timedelta(3), by=by, at=later)
    assert posting.returned_unnumbered(**back, on=TODAY + timedelta(3)).pk == again.pk


def test_numbered_letter_comes_back_under_its_number() -> None:
    one = followed()
    with pytest.raises(UnableToTake, match="บันทึกที่รายการของเลขนั้น"):
        posting.returned_unnumbered(letter_id=one.letter_id, on=TODAY, why="moved", by=official("clerk-1"), at=NOW)
    with pytest.raises(UnableToTake, match="ไม่มีใบตอบรับ"):
        posting.record_posting(
            letter_id=one.letter_id, code=" ", on=TODAY, receipt=True, by=official("clerk-1"), at=NOW
        )


def of_secret_register(letter: Letter) -> None:
    Letter.objects.filter(pk=letter.pk).update(register="secret_out", secrecy="ลับ")
    Matter.objects.filter(pk=letter.about.get().matter_id).update(secrecy=2)


def test_registrar_follows_the_post_of_own_letters_alone() -> None:
    letter, registrar = dispatched(""), official("secret-registrar-1")
    said = {"letter_id": letter.pk, "on": TODAY, "receipt": True, "by": registrar, "at": NOW}
    with pytest.raises(UnableToTake, match="ยังไม่ได้ส่งออก"):
        posting.record_posting(**said, code=FIRST)
    of_secret_register(letter)
    one = posting.record_posting(**said, code=FIRST)
    with pytest.raises(UnableToTake):
        posting.record_posting(**{**said, "by": official("clerk-1")}, code=SECOND)
    posting.delivered(posting_id=one.pk, on=TODAY, by=registrar, at=NOW)
    assert events_of(f"matter:{letter.about.get().matter_id}")[-1].kind == "letter_delivered"


def asked_by(letter: Letter, *, sender: str = "", number: str = "") -> Item:
    """Enter a letter that wants an answer on the matter of a letter of ours."""
    registry(mail(message_id=f"<{number}{sender}@example.org>"), at=NOW)
    item = Item.objects.get(state="waiting")
    about = f"matter:{letter.about.get().matter_id}"
    line = Line(subject="หารือ", sender=sender or letter.agency.name_th, about=about, paper_number=number)  # type: ignore[union-attr]
    enter_item(item_id=item.pk, entry=Entry(on=TODAY, line=line, wants_answer=True), by=official("clerk-1"), at=NOW)
    return item


def went_out(letter: Letter, **changed: Any) -> int:
    """Send a letter, with what is changed of it; return how many letters it answers."""
    signing.sign(letter_id=letter.pk, by=official("director-psc"), at=NOW)
    assert letter_dispatched(letter_id=letter.pk, at=NOW) == 0, "signed is not sent"
    sending.dispatch(letter_id=letter.pk, by=official("clerk-1"), at=NOW, way="post")
    Letter.objects.filter(pk=letter.pk).update(**changed)
    return letter_dispatched(letter_id=letter.pk, at=NOW)


def test_dispatch_of_the_answer_stops_the_clock_of_what_it_refers_to() -> None:
    """A letter of ours that refers to what the agency wrote answers it, and nothing else of the same agency."""
    _matter, _officer, letter = referred_by_letter()
    item, other = asked_by(letter, number="ชม 0017/5"), asked_by(letter, number="ชม 0017/6")
    assert went_out(letter, references=["หนังสือ ที่ ชม ๐๐๑๗/๕ ลงวันที่ ๑ พฤศจิกายน ๒๕๖๙"]) == 1
    assert letter_dispatched(letter_id=letter.pk, at=NOW) == 0
    for one in (item, other, letter):
        one.refresh_from_db()
    assert (item.answer, item.answered_at, other.answered_at) == (letter.number, NOW, None)
    clock = Clock.objects.get(matter=item.matter_id, code="answer_letter")
    assert clock.stopped_at is None
    answered(item_id=other.pk, number="โทรศัพท์", by=official("clerk-1"), at=NOW)
    clock.refresh_from_db()
    assert clock.stopped_at == NOW


@pytest.mark.parametrize("kind", ["referral", "reminder", "acknowledgement", "stamped_letter", "memo"])
def test_letter_that_refers_to_nothing_answers_nothing_by_being_sent(kind: str) -> None:
    _matter, _officer, letter = referred_by_letter()
    item = asked_by(letter)
    assert went_out(letter, kind=kind) == 0
    assert Clock.objects.get(matter=letter.about.get().matter_id, code="answer_letter").stopped_at is None
    assert [one.pk for one in may_answer(Item.objects.get(pk=item.pk), official("clerk-1"))] == [letter.pk]


def test_letter_to_the_one_agency_that_waits_answers_it() -> None:
    _matter, _officer, letter = referred_by_letter()
    item = asked_by(letter)
    assert went_out(letter, kind="letter") == 1
    item.refresh_from_db()
    assert item.answered_at == NOW
    assert may_answer(item, official("clerk-1")) == []


def test_of_two_letters_of_an_agency_a_person_says_which_was_answered() -> None:
    _matter, _officer, letter = referred_by_letter()
    first, second = asked_by(letter, number="ชม 0017/5"), asked_by(letter, number="ชม 0017/6")
    assert went_out(letter, kind="letter") == 0
    by = official("clerk-1")
    for one in (first, second):
        assert [found.pk for found in may_answer(Item.objects.get(pk=one.pk), by)] == [letter.pk]


def test_body_whose_name_holds_that_of_the_agency_is_another() -> None:
    _matter, _officer, letter = referred_by_letter()
    asked_by(letter, sender=f"สมาคมผู้ปกครอง {letter.agency.name_th}")  # type: ignore[union-attr]
    assert went_out(letter, kind="letter") == 0


def test_acknowledgement_to_the_petitioner_answers_nothing() -> None:
    _matter, _officer, letter = referred_by_letter()
    asked_by(letter, sender="ผู้ร้อง")
    person = new_person(id=77, kind="natural", fields={"full_name": "ผู้ร้อง สมมุติ"}, at=NOW)
    person.save(force_insert=True)
    assert went_out(letter, kind="acknowledgement", agency=None, person=person) == 0
    Letter.objects.filter(pk=letter.pk).update(kind="result")
    assert letter_dispatched(letter_id=letter.pk, at=NOW) == 1


def test_what_may_have_answered_a_letter_is_offered_on_its_page() -> None:
    _matter, _officer, letter = referred_by_letter()
    item = asked_by(letter)
    went_out(letter)
    letter.refresh_from_db()
    clerk = at_desk("clerk-1")
    assert "ตอบฉบับนี้หรือไม่" in clerk.get(reverse("incoming_item", args=[item.pk])).content.decode()
    act = reverse("incoming_act", args=[item.pk, "answered"])
    assert f'value="{letter.number}"' in clerk.get(act, {"number": letter.number}).content.decode()


# Pages


@pytest.fixture
def clerk() -> Client:
    return at_desk("clerk-1")


def day() -> str:
    today = legal_date(timezone.now())
    return f"{today.day}/{today.month}/{today.year + 543}"


def test_scanned_number_opens_its_page_and_the_card_is_recorded(clerk: Client) -> None:
    one = posting.posted(letter_id=dispatched(at=timezone.now()).pk)
    assert one
    found = clerk.get(reverse("postings"), {"code": " rr473124829th"})
    assert found["Location"] == reverse("posting", args=[one.pk])
    assert clerk.get(found["Location"]).status_code == 200
    missing = clerk.get(reverse("postings"), {"code": SECOND})
    assert "ไม่พบเลขไปรษณีย์" in missing.content.decode()
    act = reverse("posting_act", args=[one.pk, "delivered"])
    assert clerk.get(act).status_code == 200
    assert clerk.post(act, {"once_key": new_key(), "on": ""}).status_code == 422
    assert clerk.post(act, {"once_key": new_key(), "on": day()}).status_code == 302
    assert clerk.get(act).status_code == 404
    assert "ได้รับใบตอบรับ" in clerk.get(reverse("postings")).content.decode()


def test_number_is_recorded_and_the_days_list_printed(clerk: Client) -> None:
    assert clerk.get(reverse("posting_sheet")).status_code == 302
    letter = dispatched("", at=timezone.now())
    said = {"once_key": new_key(), "letter": letter.number, "code": FIRST, "on": day(), "receipt": "on"}
    assert clerk.post(reverse("posting_new"), {**said, "letter": "นร 9/9"}).status_code == 422
    assert clerk.post(reverse("posting_new"), {**said, "once_key": new_key()}).status_code == 302
    assert clerk.get(reverse("posting_sheet"))["Content-Type"] == "application/pdf"


def test_returned_letter_is_settled_by_its_officer(clerk: Client) -> None:
    one = posting.posted(letter_id=dispatched(at=timezone.now()).pk)
    assert one
    said = {"once_key": new_key(), "on": day(), "why": "unclaimed"}
    assert clerk.post(reverse("posting_act", args=[one.pk, "returned"]), said).status_code == 302
    officer = at_desk("officer-1")
    assert "รอจัดการ" in officer.get(reverse("posting", args=[one.pk])).content.decode()
    letter = officer.get(reverse("letter", args=[one.letter_id])).content.decode()
    assert "รอจัดการ" in letter, "what became of it stands on the letter too"
    assert reverse("posting", args=[one.pk]) in letter
    said = {"once_key": new_key(), "how": "told_otherwise", "words": "โทรศัพท์แจ้งแล้ว"}
    assert officer.post(reverse("posting_act", args=[one.pk, "settle"]), said).status_code == 302
    one.refresh_from_db()
    assert (one.state, one.settlement) == ("settled", "told_otherwise")
    assert at_desk("admin-1").get(reverse("postings")).status_code == 404


def test_ordinary_mail_that_came_back_is_recorded_on_a_page(clerk: Client) -> None:
    letter = dispatched("", at=timezone.now())
    page = reverse("posting_returned")
    assert f"{page}?letter=" in clerk.get(reverse("letter", args=[letter.pk])).content.decode()
    assert clerk.get(page).status_code == 200
    said = {"once_key": new_key(), "letter": letter.number, "on": day(), "why": "moved"}
    made = clerk.post(page, said)
    assert made.status_code == 302, made.content.decode()
    shown = clerk.get(made["Location"]).content.decode()
    assert "ไปรษณีย์ธรรมดา" in shown
    assert "บันทึกว่าส่งอีกครั้ง" in shown
    assert "ไปรษณีย์ธรรมดา" in clerk.get(reverse("postings")).content.decode()
    said = {"once_key": new_key(), "letter": letter.number, "code": "", "on": day()}
    assert clerk.post(reverse("posting_new"), said).status_code == 302
    assert clerk.get(reverse("posting_sheet")).status_code == 302, "what has no number is on no list of the post"
    settle = reverse("posting_act", args=[Posting.objects.earliest("pk").pk, "settle"])
    assert clerk.post(settle, {"once_key": new_key(), "how": "sent_again"}).status_code == 302


def test_registrar_is_led_to_own_letters_at_the_post() -> None:
    letter = dispatched(FIRST, at=timezone.now())
    one = posting.posted(letter_id=letter.pk)
    assert one
    registrar = at_desk("secret-registrar-1")
    assert reverse("postings") in registrar.get(reverse("incoming")).content.decode()
    assert FIRST not in registrar.get(reverse("postings")).content.decode()
    assert registrar.get(reverse("posting", args=[one.pk])).status_code == 404
    of_secret_register(letter)
    assert FIRST in registrar.get(reverse("postings")).content.decode()
    shown = registrar.get(reverse("posting", args=[one.pk])).content.decode()
    assert reverse("letter", args=[letter.pk]) not in shown
    said = {"once_key": new_key(), "on": day()}
    assert registrar.post(reverse("posting_act", args=[one.pk, "delivered"]), said).status_code == 302
    assert FIRST not in at_desk("clerk-1").get(reverse("postings")).content.decode()
