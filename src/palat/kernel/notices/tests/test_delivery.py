"""What goes out goes out once: failures are tried again later, a crash is judged by what the channel can promise."""

from collections.abc import Sequence
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, transaction

from palat.kernel.identities.models import Reveal
from palat.kernel.identities.operations import erase_person
from palat.kernel.jobs.operations import running
from palat.kernel.notices.channels import http
from palat.kernel.notices.models import Notice
from palat.kernel.notices.operations.delivering import deliver, push
from palat.kernel.notices.operations.telling import News, tell_person
from palat.kernel.notices.procedure import GAP, WAITS
from palat.kernel.notices.stand_in import Providers
from palat.kernel.notices.tests.conftest import NOW, notice, somebody

pytestmark = pytest.mark.django_db
BACKEND = f"{__name__}.Answering"


class Answering(EmailBackend):
    """A mail server that answers as it is told."""

    says: Exception | None = None
    cannot_be_reached = False

    def open(self) -> None:
        if self.cannot_be_reached:
            raise ConnectionRefusedError

    def send_messages(self, messages: Sequence[Any]) -> int:
        if self.says:
            raise self.says
        return super().send_messages(messages)


@pytest.fixture
def server(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    settings.EMAIL_BACKEND = BACKEND
    monkeypatch.setattr(Answering, "says", None)
    monkeypatch.setattr(Answering, "cannot_be_reached", False)
    return Answering


def _state(one: Notice) -> tuple[str, str]:
    one.refresh_from_db()
    return one.state, one.failure


def _jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'notices.deliver'")
        return int(cursor.fetchone()[0])


def test_sent_once_however_often_the_job_runs() -> None:
    one = notice("email")
    for _each in range(3):
        deliver(notice_id=one.pk, at=NOW)
    assert len(mail.outbox) == 1
    assert _state(one) == ("sent", "")
    assert (one.sent_at, one.attempts) == (NOW, 1)


def test_act_that_is_rolled_back_sends_nothing() -> None:
    before = _jobs()

    def act() -> None:
        with transaction.atomic():
            notice("email", address="a@example.org")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act()
    assert not Notice.objects.exists()
    assert _jobs() == before


def test_only_the_address_of_the_channel_is_opened_and_that_is_recorded(providers: Providers) -> None:
    for channel, fields in (("email", ["email"]), ("sms", ["phone", "phone2"]), ("line", ["line_id"])):
        deliver(notice_id=notice(channel).pk, at=NOW)
        opened = Reveal.objects.latest("pk")
        assert (opened.fields, opened.purpose, opened.matter) == (fields, f"notice_{channel}", "matter:7")
        assert opened.official_id is None


@pytest.mark.parametrize("channel", ["email", "sms", "line"])
def test_without_an_address_it_fails_at_once_and_says_why(channel: str, providers: Providers) -> None:
    person_id = somebody(email="", phone="", line_id="")
    one = notice(channel, person_id=person_id)
    deliver(notice_id=one.pk, at=NOW)
    assert _state(one) == ("failed", "no_address")
    assert not providers.taken


def test_nobody_is_told_who_was_erased_meanwhile() -> None:
    one = notice("email")
    erase_person(person_id=one.person_id or 0, at=NOW, by_official_id=None, reason="retention")
    deliver(notice_id=one.pk, at=NOW)
    assert _state(one) == ("failed", "no_address")
    assert not mail.outbox


@pytest.mark.parametrize("channel", ["sms", "line"])
def test_channel_that_is_not_set_up_is_said_so(channel: str, settings: Any) -> None:
    settings.SMS_URL = settings.LINE_TOKEN = ""
    one = notice(channel)
    deliver(notice_id=one.pk, at=NOW)
    assert _state(one) == ("failed", "not_set_up")


def test_a_failure_waits_longer_each_time_and_is_given_up_in_the_end(providers: Providers) -> None:
    one, at = notice("sms"), NOW
    providers.failing = [503] * (len(WAITS) + 1)
    for wait in WAITS:
        deliver(notice_id=one.pk, at=at)
        assert _state(one) == ("waiting", "unavailable")
        assert one.status == "HTTP 503"
        assert one.next_at == at + timedelta(seconds=wait)
        deliver(notice_id=one.pk, at=at)  # its time has not come
        at = one.next_at
    deliver(notice_id=one.pk, at=at)
    assert _state(one) == ("given_up", "unavailable")
    assert providers.asked == len(WAITS) + 1
    assert not providers.taken


def test_the_other_side_says_how_long_to_wait() -> None:
    answer = http.Answer(429, {"retry-after": "900"}, b"")
    with pytest.raises(http.Unavailable) as told:
        http.judge(answer)
    assert told.value.wait == timedelta(minutes=15)


def test_a_refusal_is_for_good(providers: Providers) -> None:
    one = notice("sms")
    providers.failing = [422]
    deliver(notice_id=one.pk, at=NOW)
    assert _state(one) == ("failed", "refused")
    assert push(at=NOW + timedelta(days=1)).due == 0


@pytest.mark.parametrize("channel", ["sms", "line"])
def test_an_answer_that_is_lost_does_not_send_twice(channel: str, providers: Providers) -> None:
    one = notice(channel)
    providers.silent = 1
    deliver(notice_id=one.pk, at=NOW)
    assert _state(one)[0] == "waiting"
    assert len(providers.taken) == 1
    deliver(notice_id=one.pk, at=one.next_at or NOW)
    assert _state(one)[0] == "sent"
    assert len(providers.taken) == 1
    assert one.provider_ref == providers.taken[0]["id"]


@pytest.mark.parametrize(
    ("channel", "ends", "taken"), [("sms", "sent", 1), ("line", "sent", 1), ("email", "unsure", 1)]
)
def test_a_crash_after_the_other_side_took_it(
    channel: str, ends: str, taken: int, providers: Providers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The hard case: it was taken, and the process dies before that is committed."""
    one = notice(channel)

    class Killed(BaseException):
        pass

    def dies(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as while_it_dies:
        while_it_dies.setattr("palat.kernel.notices.operations.delivering._sent", dies)
        with pytest.raises(Killed):
            deliver(notice_id=one.pk, at=NOW)
    assert _state(one)[0] == "sending"
    deliver(notice_id=one.pk, at=NOW)  # the job that runs again finds it taken in hand
    push(at=NOW + GAP)
    later = NOW + GAP + timedelta(hours=1)
    deliver(notice_id=one.pk, at=later)
    assert _state(one)[0] == ends
    assert len(mail.outbox if channel == "email" else providers.taken) == taken


def test_a_sending_that_lives_is_not_judged_cut_off() -> None:
    one = notice("email")
    Notice.objects.filter(pk=one.pk).update(state="sending", sending_at=NOW)
    assert push(at=NOW + timedelta(seconds=5)).cut_off == 0
    assert push(at=NOW + GAP).cut_off == 1
    assert _state(one) == ("unsure", "cut_off")


def test_a_notice_whose_job_was_lost_is_set_going() -> None:
    notice("email")
    before = _jobs()
    assert push(at=NOW + timedelta(seconds=5)).due == 0
    assert push(at=NOW + GAP).due == 1
    assert push(at=NOW + GAP + timedelta(seconds=20)).due == 0  # it has its job
    assert _jobs() == before + 1
    assert push(at=NOW + 7 * GAP).due == 1  # unless that one was lost too


def test_a_notice_that_waits_for_its_next_try_is_set_going_when_its_time_comes(providers: Providers) -> None:
    one = notice("sms")
    providers.failing = [503]
    deliver(notice_id=one.pk, at=NOW)
    assert push(at=NOW + timedelta(seconds=29)).due == 0
    assert push(at=NOW + timedelta(seconds=30)).due == 1
    assert push(at=NOW + timedelta(seconds=50)).due == 0


@pytest.mark.parametrize(
    ("says", "ends"),
    [
        (SMTPRecipientsRefused({"a@example.org": (550, b"5.1.1 <a@example.org> unknown")}), ("failed", "no_mailbox")),
        (SMTPRecipientsRefused({"a@example.org": (452, b"4.2.2 full")}), ("waiting", "busy")),
        (SMTPResponseException(554, b"5.7.1 spam"), ("failed", "blocked")),
        (SMTPResponseException(451, b"later"), ("waiting", "busy")),
        (SMTPServerDisconnected("gone"), ("unsure", "cut_off")),
        (TimeoutError(), ("unsure", "cut_off")),
    ],
)
def test_what_a_mail_server_answers(says: Exception, ends: tuple[str, str], server: Any) -> None:
    server.says = says
    one = notice("email", address="a@example.org")
    deliver(notice_id=one.pk, at=NOW)
    assert _state(one) == ends
    assert "@" not in one.status


def test_a_mail_server_that_cannot_be_reached_took_nothing(server: Any) -> None:
    server.cannot_be_reached = True
    one = notice("email", address="a@example.org")
    deliver(notice_id=one.pk, at=NOW)
    assert _state(one) == ("waiting", "unavailable")
    server.cannot_be_reached = False
    deliver(notice_id=one.pk, at=one.next_at or NOW)
    assert len(mail.outbox) == 1


def test_one_job_makes_a_notice_once_however_often_it_runs() -> None:
    person_id = somebody()
    news = News("petition.received", about="matter:7", link="http://x/track/1/", values={"code": "1"})
    for _each in range(2):
        with running(41):
            tell_person(person_id=person_id, news=news, at=NOW)
    with running(42):
        tell_person(person_id=person_id, news=news, at=NOW)
    assert Notice.objects.count() == 2
