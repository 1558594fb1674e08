"""Who looks after the outbox: sending again, giving up, the words of notices, wishes, the daily count."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from django.db.utils import DatabaseError

from palat.kernel.history.queries import events_of
from palat.kernel.identities.queries import fields_given, gave_same
from palat.kernel.notices.keeping import NotAllowed
from palat.kernel.notices.models import Notice, Wish, WordingVersion
from palat.kernel.notices.operations import digests, outcomes, wishes
from palat.kernel.notices.operations import wording as words_operations
from palat.kernel.notices.operations.delivering import deliver
from palat.kernel.notices.operations.telling import News, mark_opened, mark_read, tell_official, tell_person
from palat.kernel.notices.operations.wishes import UnableToChoose
from palat.kernel.notices.operations.wording import UnableToChangeWording
from palat.kernel.notices.procedure import MOVES, STATES
from palat.kernel.notices.queries.inapp import unread_count
from palat.kernel.notices.queries.wording import compared, words_in_force
from palat.kernel.notices.registry import kinds
from palat.kernel.notices.stand_in import Providers
from palat.kernel.notices.tests.conftest import NOW, administrator, clerk, notice, shift_leader, somebody
from palat.kernel.notices.wording import CITIZEN, flaws, pieces

pytestmark = pytest.mark.django_db
KIND = "petition.received"
NEWS = News(KIND, about="matter:7", link="http://x/track/1/", values={"code": "12345"})


def in_state(state: str, channel: str = "email") -> Notice:
    one = notice(channel)
    Notice.objects.filter(pk=one.pk).update(state=state, attempts=8, next_at=None)
    one.refresh_from_db()
    return one


# Sending again and giving up ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["bounced", "failed", "unsure", "given_up"])
def test_what_did_not_go_is_sent_again(state: str) -> None:
    one = in_state(state)
    again = outcomes.send_again(notice_id=one.pk, by=shift_leader(), at=NOW)
    assert (again.state, again.attempts) == ("waiting", 0)
    assert (again.key == one.key) == (state != "bounced")  # one that was taken before is a new one to the other side
    deliver(notice_id=one.pk, at=NOW)
    assert len(mail.outbox) == 1
    event = events_of("outbox")[-1]
    assert (event.kind, event.facts["before"]) == ("notice_sent_again", state)


@pytest.mark.parametrize("state", ["waiting", "sending", "sent", "delivered"])
def test_what_went_or_waits_is_not_sent_again(state: str) -> None:
    one = in_state(state)
    with pytest.raises(outcomes.UnableToChangeNotice):
        outcomes.send_again(notice_id=one.pk, by=shift_leader(), at=NOW)


def test_what_was_given_up_is_tried_no_more() -> None:
    one = notice("email")
    outcomes.give_up(notice_id=one.pk, by=administrator(), at=NOW)
    deliver(notice_id=one.pk, at=NOW + timedelta(days=1))
    assert not mail.outbox
    with pytest.raises(outcomes.UnableToChangeNotice):
        outcomes.give_up(notice_id=one.pk, by=administrator(), at=NOW)


def test_others_may_do_neither() -> None:
    one = in_state("failed")
    for act in (outcomes.send_again, outcomes.give_up):
        with pytest.raises(NotAllowed):
            act(notice_id=one.pk, by=clerk(), at=NOW)


def test_every_state_can_be_left_or_is_an_end() -> None:
    assert set(MOVES) == set(STATES)
    assert all(after in STATES for afters in MOVES.values() for after in afters)


# Words -------------------------------------------------------------------------------------------------------------


def edited(**more: str) -> dict[str, dict[str, str]]:
    words = {language: dict(parts) for language, parts in kinds()[KIND].words.items()}
    for name, text in more.items():
        language, _under, part = name.partition("_")
        words[language][part] = text
    return words


def save(**more: Any) -> WordingVersion:
    given = {"kind": KIND, "words": edited(th_subject="ได้รับเรื่อง {code}"), "reason": "สั้นลง"}
    return words_operations.save(**{**given, **more}, by=administrator(), at=NOW)


def test_the_words_that_came_with_the_program_are_sound() -> None:
    for kind in kinds().values():
        assert not flaws(kind, kind.words), kind.code
        if kind.to == CITIZEN:
            assert "{link}" in kind.words["th"]["short"]


def test_changed_words_hold_from_the_next_notice_on_and_say_which_version() -> None:
    before = tell_person(person_id=somebody(), news=NEWS, at=NOW)
    kept = save()
    after = tell_person(person_id=somebody(), news=NEWS, at=NOW)
    assert before
    assert after
    assert (before.wording_id, after.wording_id) == (None, kept.pk)
    assert after.subject == "ได้รับเรื่อง 12345"
    assert before.subject != after.subject


def test_one_goes_back_by_a_new_version() -> None:
    save()
    back = words_operations.go_back(kind=KIND, number=0, by=administrator(), at=NOW, reason="กลับไปใช้เดิม")
    assert (back.number, back.of_number) == (2, 0)
    assert words_in_force(KIND).words == kinds()[KIND].words
    first = WordingVersion.objects.get(number=1)
    assert [(language, part) for language, part, _lines in compared(first.words, back.words)] == [("th", "subject")]


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"th_body": "เรื่อง {subject} {link}"}, ("th", "body", 1)),
        ({"en_body": "See\n{link\nx"}, ("en", "body", 2)),
        ({"th_short": "ไม่มีลิงก์"}, ("th", "short", 0)),
        ({"en_subject": ""}, ("en", "subject", 0)),
        ({"th_subject": "ก" * 151}, ("th", "subject", 0)),
        ({"th_subject": "สอง\nบรรทัด {code}"}, ("th", "subject", 0)),
        ({"th_body": "{link} {0.__class__}"}, ("th", "body", 1)),
    ],
)
def test_broken_words_are_refused_with_their_place(change: dict[str, str], where: tuple[str, str, int]) -> None:
    with pytest.raises(UnableToChangeWording) as refused:
        save(words=edited(**change))
    assert where in {(one.language, one.part, one.line) for one in refused.value.flaws}
    assert not WordingVersion.objects.exists()


def test_a_reason_is_needed_and_a_change() -> None:
    for more in ({"reason": " "}, {"words": edited()}, {"kind": "unknown"}):
        with pytest.raises(UnableToChangeWording):
            save(**more)


def test_only_the_administrator_changes_words() -> None:
    with pytest.raises(NotAllowed):
        words_operations.save(kind=KIND, words=edited(), by=shift_leader(), at=NOW, reason="x")


def test_the_database_refuses_to_alter_a_version() -> None:
    save()
    for statement in ("UPDATE notices_wordingversion SET reason = ''", "DELETE FROM notices_wordingversion"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.parametrize(("text", "many"), [("ก" * 70, 1), ("ก" * 71, 2), ("a" * 160, 1), ("a" * 161, 2), ("", 1)])
def test_how_many_messages_a_text_is(text: str, many: int) -> None:
    assert pieces(text) == many


# Wishes ------------------------------------------------------------------------------------------------------------


def test_a_notice_goes_by_the_chosen_way_in_the_chosen_language(providers: Providers) -> None:
    person_id = somebody()
    wishes.choose(person_id=person_id, channel="sms", language="en", at=NOW)
    one = tell_person(person_id=person_id, news=NEWS, at=NOW)
    assert one
    deliver(notice_id=one.pk, at=NOW)
    sent = providers.of("sms")[0]
    assert (sent["to"], sent["sender"]) == ("0812345678", "PSC1111")
    assert sent["text"].startswith("1111: We have received your petition, code 12345 http://x/track/1/?n=")


def test_who_wants_none_is_told_nothing() -> None:
    person_id = somebody()
    wishes.choose(person_id=person_id, channel="none", language="th", at=NOW)
    assert tell_person(person_id=person_id, news=NEWS, at=NOW) is None


def test_who_chose_nothing_is_told_by_mail_in_thai_or_not_at_all() -> None:
    one = tell_person(person_id=somebody(), news=NEWS, at=NOW)
    assert one
    assert (one.channel, one.language) == ("email", "th")
    assert tell_person(person_id=somebody(email=""), news=NEWS, at=NOW) is None


def test_an_address_may_be_added_where_there_is_none(providers: Providers) -> None:
    person_id = somebody(phone="")
    wishes.choose(person_id=person_id, channel="sms", language="th", at=NOW, address="๐๘๑-๒๓๔-๕๖๗๘")
    assert gave_same(person_id=person_id, field="phone", value="0812345678")
    assert events_of(f"person:{person_id}")[-1].kind == "notice_wish_changed"


def test_the_code_alone_turns_nobodys_notices_elsewhere() -> None:
    person_id = somebody()
    turn = {"person_id": person_id, "channel": "email", "language": "th", "at": NOW, "address": "thief@example.org"}
    for old in ("", "wrong@example.org"):
        with pytest.raises(UnableToChoose):
            wishes.choose(**turn, old_address=old)
    assert gave_same(person_id=person_id, field="email", value="somsmut@example.org")
    wishes.choose(**turn, old_address=" SOMSMUT@example.org")
    assert gave_same(person_id=person_id, field="email", value="thief@example.org")


@pytest.mark.parametrize(
    "chosen",
    [
        {"channel": "email", "address": "no address"},
        {"channel": "sms", "address": "12"},
        {"channel": "sms"},
        {"channel": "line"},
        {"channel": "pigeon"},
        {"channel": "none", "language": "fr"},
    ],
)
def test_what_cannot_be_chosen_is_refused_and_changes_nothing(chosen: dict[str, str], providers: Providers) -> None:
    person_id = somebody(email="", phone="", line_id="")
    with pytest.raises(UnableToChoose):
        wishes.choose(person_id=person_id, at=NOW, **{"language": "th", **chosen})
    assert not Wish.objects.exists()
    assert not fields_given(person_id)


def test_a_channel_that_is_not_set_up_cannot_be_chosen(settings: Any) -> None:
    settings.SMS_URL = ""
    with pytest.raises(UnableToChoose):
        wishes.choose(person_id=somebody(), channel="sms", language="th", at=NOW)


def test_an_opened_link_is_noted_once_for_its_own_matter() -> None:
    one = tell_person(person_id=somebody(), news=NEWS, at=NOW)
    assert one
    mark = one.link.partition("?n=")[2]
    assert not mark_opened(mark=mark, about="matter:8", at=NOW)
    assert not mark_opened(mark=mark[:-1] + "x", about="matter:7", at=NOW)
    assert mark_opened(mark=mark, about="matter:7", at=NOW)
    assert not mark_opened(mark=mark, about="matter:7", at=NOW + timedelta(hours=1))


# The desk ----------------------------------------------------------------------------------------------------------


def test_the_daily_mail_says_how_many_and_nothing_else_once_a_day() -> None:
    me = administrator().official_id
    for _each in range(2):
        tell_official(official_id=me, subject="มีข้อเท็จจริงเพิ่ม", link="/desk/", at=NOW)
    digests.choose(official_id=me, address="officer@example.org", working_days=True, at=NOW)
    assert [digests.send_digests(at=NOW) for _again in range(2)] == [1, 0]
    one = Notice.objects.get(kind="digest")
    assert "2" in one.subject
    assert "ข้อเท็จจริง" not in one.subject + one.body
    deliver(notice_id=one.pk, at=NOW)
    assert mail.outbox[0].to == ["officer@example.org"]


def test_no_daily_mail_on_a_day_off_nor_with_nothing_to_read_nor_unwanted() -> None:
    me = administrator().official_id
    digests.choose(official_id=me, address="officer@example.org", working_days=True, at=NOW)
    assert digests.send_digests(at=NOW) == 0
    tell_official(official_id=me, subject="x", link="", at=NOW)
    sunday = datetime(2026, 6, 14, 3, 0, tzinfo=NOW.tzinfo)
    assert digests.send_digests(at=sunday) == 0
    digests.choose(official_id=me, address="officer@example.org", working_days=False, at=NOW)
    assert digests.send_digests(at=sunday) == 1
    digests.choose(official_id=me, address="", working_days=False, at=NOW)
    assert digests.send_digests(at=sunday + timedelta(days=1)) == 0
    with pytest.raises(digests.UnableToWish):
        digests.choose(official_id=me, address="no address", working_days=True, at=NOW)


def test_one_is_read_or_all() -> None:
    me = administrator().official_id
    first, *_rest = [tell_official(official_id=me, subject="x", link="", at=NOW) for _each in range(3)]
    assert mark_read(official_id=me, at=NOW, notice_id=first.pk) == 1
    assert unread_count(me) == 2
    assert mark_read(official_id=me, at=NOW) == 2
