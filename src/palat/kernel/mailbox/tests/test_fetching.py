"""Asking a real mail server: over TLS, each message once, large ones within bounds, failures noted."""

import os
import ssl
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from palat.kernel.files.tests.conftest import storage  # noqa: F401 - a fixture
from palat.kernel.mailbox import claims, fetching
from palat.kernel.mailbox.fetching import BadAddress, poll, server_of
from palat.kernel.mailbox.models import Mailbox, Message
from palat.kernel.mailbox.operations import MOST_TRIES
from palat.kernel.mailbox.procedure import Mail
from palat.kernel.mailbox.queries import troubles
from palat.kernel.mailbox.tests.dovecot import PROGRAM, MailServer, running
from palat.kernel.mailbox.tests.mails import mail, many_parts, picture

AT = datetime(2026, 6, 8, 3, tzinfo=UTC)
NO_SERVER = "ไม่มี Dovecot: ติดตั้งด้วย apt install dovecot-imapd · no Dovecot: apt install dovecot-imapd"


@pytest.fixture
def mailbox() -> Iterator[MailServer]:
    """A mail server of the test's own."""
    if PROGRAM is None:
        pytest.skip(NO_SERVER)
    with tempfile.TemporaryDirectory(prefix="palat-mail-", dir="/var/tmp") as folder, running(Path(folder)) as found:
        yield found


@pytest.fixture
def trust(mailbox: MailServer) -> ssl.SSLContext:
    """The certificates that the asking side trusts."""
    return ssl.create_default_context(cafile=str(mailbox.certificate))


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch, storage: Path) -> list[Mail]:  # noqa: F811
    """Let one claim take everything, and show what it was given."""
    found: list[Mail] = []

    def everything(message: Mail, *, at: datetime) -> str:
        found.append(message)
        return f"test:{len(found)}"

    monkeypatch.setattr(claims, "_CLAIMS", {"test.everything": (50, everything)})
    return found


@pytest.mark.parametrize("tls", ["imaps", "starttls"])
def test_what_came_is_taken_once_over_tls(
    mailbox: MailServer, trust: ssl.SSLContext, taken: list[Mail], tls: str
) -> None:
    server = mailbox.server(tls)
    assert poll(server, at=AT, context=trust) == 0
    mailbox.deliver(mail(subject="ฉบับที่หนึ่ง"))
    mailbox.deliver(mail(subject="ฉบับที่สอง", message_id="<2@example.org>", files=(("ก.png", picture(), "image/png"),)))
    assert poll(server, at=AT, context=trust) == 2
    assert poll(server, at=AT, context=trust) == 0
    assert [one.subject for one in taken] == ["ฉบับที่หนึ่ง", "ฉบับที่สอง"]
    assert taken[1].files[0].file_id
    mailbox.deliver(mail(subject="ฉบับที่สาม", message_id="<3@example.org>"))
    assert poll(server, at=AT, context=trust) == 1
    box = Mailbox.objects.get()
    assert (box.last_uid, box.failure) == (3, "")
    assert not list((mailbox.home / "mail" / "saraban" / "cur").glob("*,*S*")), "originals stay unread"


def test_folder_numbered_anew_gives_no_doubles(mailbox: MailServer, trust: ssl.SSLContext, taken: list[Mail]) -> None:
    mailbox.deliver(mail())
    poll(mailbox.server(), at=AT, context=trust)
    before = Mailbox.objects.get().uid_validity
    mailbox.number_anew()
    mailbox.deliver(mail(message_id="<2@example.org>"))
    assert poll(mailbox.server(), at=AT, context=trust) == 1
    assert Mailbox.objects.get().uid_validity != before
    assert Message.objects.count() == len(taken) == 2


def test_large_mails_and_bombs_are_bounded(
    mailbox: MailServer, trust: ssl.SSLContext, taken: list[Mail], monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox.deliver(mail(subject="ใหญ่", files=(("วิดีโอ.mp4", os.urandom(37_000_000), "video/mp4"),)))
    mailbox.deliver(many_parts(20_000))
    mailbox.deliver(mail(subject="หลังจากนั้น", message_id="<3@example.org>"))
    assert poll(mailbox.server(), at=AT, context=trust) == 3
    large, bomb, after = taken
    assert large.subject == "ใหญ่"
    assert "too_large" in large.flaws
    assert "ถนนชำรุด" in large.text
    assert bomb.flaws == ("too_many_parts",)
    assert after.flaws == ()
    assert Message.objects.get(uid=1).size > 50_000_000


def test_failures_are_noted_without_secrets(mailbox: MailServer, trust: ssl.SSLContext, taken: list[Mail]) -> None:
    mailbox.deliver(mail())
    assert poll(mailbox.server(password="wrong-secret"), at=AT, context=trust) == 0
    box = Mailbox.objects.get()
    assert box.failure == "IMAP: user or password refused"
    assert "wrong-secret" not in box.failure + box.name
    assert poll(mailbox.server(), at=AT) == 0, "a certificate that nobody vouches for"
    assert "TLS" in Mailbox.objects.get().failure
    assert poll(mailbox.server(), at=AT, context=trust) == 1
    assert Mailbox.objects.get().failure == ""


def test_server_that_is_gone_in_the_middle_loses_nothing(
    mailbox: MailServer, trust: ssl.SSLContext, taken: list[Mail], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        mailbox.deliver(mail(message_id=f"<{number}@example.org>", subject=f"ฉบับที่ {number}"))
    whole = fetching._fetched

    def cut(client: object, uid: int) -> object:
        if uid == 2:
            raise OSError("connection reset")
        return whole(client, uid)  # type: ignore[arg-type]

    monkeypatch.setattr(fetching, "_fetched", cut)
    assert poll(mailbox.server(), at=AT, context=trust) == 1
    assert Mailbox.objects.get().failure
    monkeypatch.setattr(fetching, "_fetched", whole)
    assert poll(mailbox.server(), at=AT, context=trust) == 2
    assert [one.subject for one in taken] == ["ฉบับที่ 0", "ฉบับที่ 1", "ฉบับที่ 2"]


def test_message_with_what_no_database_keeps_is_taken(
    mailbox: MailServer, trust: ssl.SSLContext, taken: list[Mail]
) -> None:
    mailbox.deliver(b"From: =?utf-8?Q?a=00?= <a@example.org>\r\nSubject: =?utf-8?Q?NUL=00?= road\r\n\r\nx")
    assert poll(mailbox.server(), at=AT, context=trust) == 1
    assert (taken[0].sender_name, taken[0].subject, taken[0].text) == ("a", "NUL road", "x")


def test_message_that_cannot_be_taken_is_shown_and_holds_the_others_up_but_not_for_ever(
    mailbox: MailServer, trust: ssl.SSLContext, taken: list[Mail], monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = claims._CLAIMS["test.everything"][1]

    def picky(message: Mail, *, at: datetime) -> str | None:
        if message.subject == "ฉบับที่ 1":
            raise ValueError(message.subject)
        return everything(message, at=at)

    monkeypatch.setattr(claims, "_CLAIMS", {"test.picky": (50, picky)})
    for number in range(3):
        mailbox.deliver(mail(message_id=f"<{number}@example.org>", subject=f"ฉบับที่ {number}"))
    assert [poll(mailbox.server(), at=AT, context=trust) for _time in range(MOST_TRIES - 1)] == [1] + [0] * 8
    (trouble,) = troubles()
    assert "UID 2: ValueError" in trouble.words
    assert "9 ครั้ง" in trouble.words
    assert poll(mailbox.server(), at=AT, context=trust) == 2
    assert [(one.subject, one.flaws) for one in taken] == [("ฉบับที่ 0", ()), ("", ("unreadable",)), ("ฉบับที่ 2", ())]
    assert not troubles()


@pytest.mark.django_db
def test_nobody_listening_is_noted() -> None:
    assert poll(server_of("imap+plain://a@127.0.0.1:9/INBOX", "x"), at=AT) == 0
    assert "Refused" in Mailbox.objects.get().failure


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("imaps://saraban@mail.example/", ("mail.example", 993, "saraban", "INBOX", "imaps")),
        ("imaps://sara%40ban@mail.example:1993/Letters", ("mail.example", 1993, "sara@ban", "Letters", "imaps")),
        ("imap://a@mail.example", ("mail.example", 143, "a", "INBOX", "starttls")),
        ("imap+plain://a@127.0.0.1:2143", ("127.0.0.1", 2143, "a", "INBOX", "none")),
    ],
)
def test_addresses(url: str, said: tuple[object, ...]) -> None:
    server = server_of(url, "secret")
    assert (server.host, server.port, server.user, server.folder, server.tls) == said
    assert "secret" not in server.name


@pytest.mark.parametrize(
    "url", ["imap+plain://a@mail.example", "https://a@b", "imaps://mail.example", "imaps://a@b/x%22"]
)
def test_addresses_that_cannot_be_used(url: str) -> None:
    with pytest.raises(BadAddress):
        server_of(url, "secret")
