"""Mail that comes back sets the state; answers of people land on their matter; machines and forgers get nowhere."""

from datetime import datetime
from email.message import EmailMessage
from typing import Any

import pytest
from django.core import mail

from palat.kernel.mailbox.claims import claimed
from palat.kernel.mailbox.operations import as_mail
from palat.kernel.notices import mail_claims, marks
from palat.kernel.notices.models import Answer, Notice
from palat.kernel.notices.operations.delivering import deliver
from palat.kernel.notices.operations.replies import MOST_AN_HOUR, Reply, own_words
from palat.kernel.notices.tests.conftest import NOW, notice

pytestmark = pytest.mark.django_db
RETURNS, REPLIES = "returns@palat.example", "reply@palat.example"

REPORT = """Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mx.example.org>
To: {to}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Message-ID: <{n}@mx.example.org>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I'm sorry to have to inform you that your message could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; somsmut@example.org
Action: {action}
Status: {status}
--b
Content-Type: text/rfc822-headers

Message-ID: {about}
Subject: x
--b--
"""


@pytest.fixture(autouse=True)
def mailboxes(settings: Any) -> None:
    settings.EMAIL_RETURN, settings.EMAIL_REPLY = RETURNS, REPLIES


class Officer:
    """Whoever handles the matter, as a duty tells them."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def not_reached(self, about: str, *, surely: bool, at: datetime) -> None:
        self.told.append(about)


@pytest.fixture(autouse=True)
def officer(monkeypatch: pytest.MonkeyPatch) -> Officer:
    listening = Officer()
    monkeypatch.setattr("palat.kernel.notices.operations.delivering.of_kind", lambda _kind: iter([listening]))
    return listening


@pytest.fixture
def sent() -> Notice:
    one = notice("email", kind="petition.received")
    deliver(notice_id=one.pk, at=NOW)
    one.refresh_from_db()
    return one


def come(content: str | bytes) -> str:
    """Let a message come in; return what it became, empty where nobody claimed it."""
    found = claimed(as_mail(content.encode() if isinstance(content, str) else content), at=NOW)
    return found.ref if found.by.startswith("notices.") else ""


def report(one: Notice, *, to: str = "", action: str = "failed", status: str = "5.1.1", about: str = "") -> str:
    back = to or marks.address_with(RETURNS, marks.mark_of(one.pk, marks.RETURN))
    return REPORT.format(to=back, action=action, status=status, about=about or "<x@y>", n=one.pk)


def answer(one: Notice, text: str = "ตอบกลับค่ะ", *, to: str = "", n: int = 1, **headers: str) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "somsmut@example.org", "Re: รับเรื่องแล้ว"
    message["To"] = to or marks.address_with(REPLIES, marks.mark_of(one.pk, marks.REPLY))
    message["Message-ID"] = f"<{n}.{one.pk}@mail.example.org>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes()


def test_a_mail_goes_out_with_signed_addresses_and_as_a_machine(sent: Notice) -> None:
    message = mail.outbox[0]
    assert message.from_email == marks.address_with(RETURNS, marks.mark_of(sent.pk, marks.RETURN))
    whole = message.message()
    assert whole["From"] == "noreply@palat.example"
    assert whole["Reply-To"] == marks.address_with(REPLIES, marks.mark_of(sent.pk, marks.REPLY))
    assert whole["Auto-Submitted"] == "auto-generated"
    assert marks.notice_of_message_id(whole["Message-ID"]) == sent.pk


def test_a_mail_to_an_agency_asks_for_no_answer() -> None:
    one = notice("email", kind="petition.referral", address="a@example.org")
    deliver(notice_id=one.pk, at=NOW)
    assert not mail.outbox[0].reply_to


@pytest.mark.parametrize(
    ("action", "status", "state", "failure"),
    [
        ("failed", "5.1.1", "bounced", "no_mailbox"),
        ("failed", "5.2.2", "bounced", "mailbox_full"),
        ("failed", "5.7.1", "bounced", "blocked"),
        ("failed", "5.0.0", "bounced", "not_delivered"),
        ("delayed", "4.4.7", "sent", ""),
        ("delivered", "2.0.0", "delivered", ""),
    ],
)
def test_a_report_sets_the_state(
    sent: Notice, action: str, status: str, state: str, failure: str, officer: Officer
) -> None:
    for _again in range(2):
        assert come(report(sent, action=action, status=status)) == f"notice:{sent.pk}"
    sent.refresh_from_db()
    assert (sent.state, sent.failure) == (state, failure)
    assert officer.told == (["matter:7"] if state == "bounced" else [])


def test_a_report_that_only_names_our_message_is_known_too(sent: Notice) -> None:
    assert come(report(sent, to="noreply@palat.example", about=sent.provider_ref)) == f"notice:{sent.pk}"
    sent.refresh_from_db()
    assert sent.state == "bounced"


def test_a_forged_mark_sets_nothing(sent: Notice) -> None:
    good = marks.mark_of(sent.pk, marks.RETURN)
    for mark in (good[:-1] + ("a" if good[-1] != "a" else "b"), marks.mark_of(sent.pk, marks.REPLY), "1-" + "a" * 16):
        assert come(report(sent, to=marks.address_with(RETURNS, mark))) == ""
    forged = sent.provider_ref.replace("palat.", "palat.z")
    assert come(report(sent, to="noreply@palat.example", about=forged)) == ""
    sent.refresh_from_db()
    assert sent.state == "sent"


def test_a_returned_mail_that_reports_nothing_is_one_that_came_back(sent: Notice) -> None:
    to = marks.address_with(RETURNS, marks.mark_of(sent.pk, marks.RETURN)).upper()
    assert come(f"From: MAILER-DAEMON@x.org\nTo: {to}\nSubject: failure notice\n\nHi. Sorry.")
    sent.refresh_from_db()
    assert (sent.state, sent.failure) == ("bounced", "not_delivered")


def test_an_absence_told_to_the_envelope_is_no_bounce(sent: Notice) -> None:
    to = marks.address_with(RETURNS, marks.mark_of(sent.pk, marks.RETURN))
    assert come(f"From: a@x.org\nTo: {to}\nAuto-Submitted: auto-replied\nSubject: away\n\nI am away.")
    sent.refresh_from_db()
    assert sent.state == "sent"


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"X_Autoreply": "yes"},
        {"Return_Path": "<>"},
    ],
)
def test_what_no_person_wrote_ends_there(sent: Notice, headers: dict[str, str]) -> None:
    assert come(answer(sent, **headers)) == f"notice:{sent.pk}"
    assert Answer.objects.get().what != "reply"


def test_another_answer_under_the_same_message_id_is_no_repetition(
    sent: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys: list[str] = []

    def take(reply: Reply, *, notice_id: int, at: datetime) -> str:
        keys.append(reply.key)
        return f"matter:{notice_id}"

    monkeypatch.setattr(mail_claims, "take", take)
    for text in ("เมื่อวันจันทร์", "เมื่อวันอังคาร", "เมื่อวันจันทร์"):
        come(answer(sent, text))
    assert keys[0] == keys[2] != keys[1]


def test_nothing_is_made_of_a_notice_about_no_matter() -> None:
    one = notice("email", kind="petition.received", about="")
    assert come(answer(one)) == ""


def test_more_answers_than_a_person_writes_are_left_to_a_person(sent: Notice) -> None:
    for n in range(MOST_AN_HOUR):
        Answer.objects.create(id=n + 1, notice=sent, key=str(n), what="reply", at=NOW)
    assert come(answer(sent)) == ""


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("ขอเพิ่มว่าเกิดทุกคืน\n\nOn Mon, 8 Jun 2026 Palat wrote:\n> สำนักงานได้รับเรื่อง\n> x", "ขอเพิ่มว่าเกิดทุกคืน"),
        ("ตอบค่ะ\nเมื่อ จ. 8 มิ.ย. 2026 Palat เขียนว่า:\n> x", "ตอบค่ะ"),
        ("ตอบ\n-----Original Message-----\nFrom: Palat", "ตอบ"),
        ("> อ้างถึง\nตอบใต้ข้อความ", "ตอบใต้ข้อความ"),
        ("On Monday the light was broken", "On Monday the light was broken"),
        ("> ทั้งหมด", ""),
    ],
)
def test_only_ones_own_words_are_taken(text: str, own: str) -> None:
    assert own_words(text) == own
