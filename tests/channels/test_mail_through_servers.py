"""Notices by e-mail through real servers: out by SMTP, back by IMAP, to the matter that they are about."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from palat.duties.petitions.operations import outgoing
from palat.duties.petitions.tests.factories import NOW, petition
from palat.kernel.files.tests.conftest import storage as storage
from palat.kernel.incoming.models import Item
from palat.kernel.mailbox.fetching import poll
from palat.kernel.mailbox.models import Message
from palat.kernel.mailbox.tests.dovecot import MailServer
from palat.kernel.mailbox.tests.mails import picture
from palat.kernel.mailbox.tests.test_fetching import mailbox as mailbox
from palat.kernel.mailbox.tests.test_fetching import trust as trust
from palat.kernel.matters.models import Matter
from palat.kernel.matters.queries.file import bare_file
from palat.kernel.notices.models import Answer, Notice
from palat.kernel.notices.operations.delivering import deliver
from palat.launch.processes import free_port

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]
CITIZEN = "somsmut@example.org"
LARGE = 50_000_000


class Post:
    """The world's mail: takes what the Office sends, and gives it to whoever it is for; nobody else is known."""

    def __init__(self, known: str) -> None:
        self.known, self.came = known, list[tuple[str, EmailMessage]]()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - the name is aiosmtpd's
        found = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(found, EmailMessage)
        self.came.append((envelope.mail_from, found))
        return "250 taken"


@pytest.fixture
def post(settings: Any) -> Iterator[Post]:
    """A real server to which the Office's mail goes."""
    taking = Post(CITIZEN)
    smtp = Controller(taking, hostname="127.0.0.1", port=free_port(24100))
    smtp.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", smtp.port
    settings.EMAIL_RETURN, settings.EMAIL_REPLY = "returns@palat.example", "reply@palat.example"
    yield taking
    smtp.stop()


@pytest.fixture
def came(mailbox: MailServer, trust: Any) -> Any:
    """Let messages come into the Office's mailbox, and be fetched from it. Returns how many were taken."""

    def by_imap(*contents: bytes) -> int:
        for content in contents:
            mailbox.deliver(content)
        return poll(mailbox.server(), at=NOW, context=trust)

    return by_imap


def told() -> tuple[Matter, Notice]:
    """A petition of someone with a mail address, and the notice that it came, sent."""
    matter = petition(person={"email": CITIZEN})
    outgoing.acknowledge(matter_id=matter.pk, at=NOW)
    one = Notice.objects.get(about=f"matter:{matter.pk}")
    deliver(notice_id=one.pk, at=NOW)
    return matter, one


def answer(to: str, text: str, *, n: int = 1, charset: str = "utf-8", **headers: str) -> EmailMessage:
    """What a person's mail program sends when they answer."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = CITIZEN, to, "Re: ได้รับเรื่องแล้ว"
    message["Message-ID"] = f"<{n}@mail.example.org>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text, charset=charset)
    return message


def added(matter: Matter) -> list[str]:
    """The facts that were added to a matter."""
    events = [event for event in bare_file(matter.pk).events if event.kind == "add_facts"]
    return [str((event.body or {}).get("from_petitioner", "")) for event in events]


def test_answer_to_a_notice_lands_on_its_own_matter(post: Post, came: Any) -> None:
    (mine, _one), (other, _two) = told(), told()
    _envelope, sent = post.came[0]
    body = "ขอเพิ่มว่าเกิดทุกคืนหลังสี่ทุ่ม\n\n" + "\n".join(f"> {line}" for line in sent.get_content().split("\n"))
    reply = answer(sent["Reply-To"], body, In_Reply_To=sent["Message-ID"])
    reply.add_attachment(picture(), maintype="image", subtype="png", filename="ไฟดับ.png")
    assert came(reply.as_bytes(policy=policy.SMTP)) == 1
    assert added(mine) == ["ขอเพิ่มว่าเกิดทุกคืนหลังสี่ทุ่ม"]
    assert added(other) == []
    assert not Item.objects.exists(), "the registry has nothing to do with it"
    assert came(reply.as_bytes(policy=policy.SMTP)) == 0
    assert len(added(mine)) == 1


@pytest.mark.parametrize("charset", ["tis-620", "windows-874"])
def test_answer_in_a_charset_of_old_is_read(post: Post, came: Any, charset: str) -> None:
    matter, _notice = told()
    to = post.came[0][1]["Reply-To"]
    head = f"From: {CITIZEN}\r\nTo: {to}\r\nSubject: Re\r\nMessage-ID: <1@x.example>\r\nMIME-Version: 1.0\r\n"
    head += f"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    assert came(head.encode() + "น้ำยังไม่ไหลเลยครับ".encode("cp874")) == 1
    assert added(matter) == ["น้ำยังไม่ไหลเลยครับ"]


def test_mail_that_comes_back_marks_the_notice(post: Post, came: Any) -> None:
    _matter, one = told()
    envelope, sent = post.came[0]
    report = EmailMessage()
    report["From"], report["To"] = "Mail Delivery System <MAILER-DAEMON@mx.example.org>", envelope
    report["Subject"], report["Message-ID"] = "Undelivered Mail Returned to Sender", "<b@mx.example.org>"
    whole = report.as_bytes(policy=policy.SMTP).rstrip(b"\r\n")
    parts = (
        ("text/plain", "I'm sorry to have to inform you."),
        (
            "message/delivery-status",
            f"Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; {CITIZEN}\r\nAction: failed\r\nStatus: 5.1.1\r\n",
        ),
        ("text/rfc822-headers", f"Message-ID: {sent['Message-ID']}\r\n"),
    )
    body = "".join(f"--b\r\nContent-Type: {kind}\r\n\r\n{words}\r\n" for kind, words in parts) + "--b--\r\n"
    head = b'\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
    assert came(whole + head + body.encode()) == 1
    one.refresh_from_db()
    assert (one.state, one.failure) == ("bounced", "no_mailbox")
    assert not Item.objects.exists()


def test_machines_that_answer_add_nothing_and_are_not_answered(post: Post, came: Any) -> None:
    matter, one = told()
    to, before = post.came[0][1]["Reply-To"], len(post.came)
    away = [
        answer(to, "I am away.", n=1, Auto_Submitted="auto-replied"),
        answer(to, "ไม่อยู่", n=2, X_Autoreply="yes"),
        answer(to, "ของเราเอง", n=3, Auto_Submitted="auto-generated"),
        answer(to, "x", n=4, Precedence="bulk"),
    ]
    assert came(*(each.as_bytes(policy=policy.SMTP) for each in away)) == 4
    assert added(matter) == []
    assert Answer.objects.filter(notice=one).count() == 4
    assert not Answer.objects.filter(what="reply").exists()
    assert len(post.came) == before


def test_two_machines_that_write_like_people_are_left_to_a_person(post: Post, came: Any) -> None:
    matter, _notice = told()
    to = post.came[0][1]["Reply-To"]
    came(*(answer(to, f"ครั้งที่ {n}", n=n).as_bytes(policy=policy.SMTP) for n in range(12)))
    assert len(added(matter)) == 10
    assert Item.objects.filter(state="waiting").count() == 2


def test_forged_address_reaches_no_matter(post: Post, came: Any) -> None:
    matter, _notice = told()
    to = post.came[0][1]["Reply-To"]
    local, _at, domain = to.partition("@")
    forged = f"{local[:-1]}{'b' if local[-1] == 'a' else 'a'}@{domain}"
    assert came(answer(forged, "เพิ่มข้อเท็จจริงปลอม").as_bytes(policy=policy.SMTP)) == 1
    assert added(matter) == []
    assert not Answer.objects.exists()
    assert Item.objects.get().state == "waiting", "a person looks at it"


def test_of_an_answer_of_50_megabytes_the_words_are_taken_and_the_rest_is_said(post: Post, came: Any) -> None:
    matter, _notice = told()
    reply = answer(post.came[0][1]["Reply-To"], "แนบวิดีโอมาด้วยครับ")
    reply.add_attachment(b"\0" * LARGE, maintype="video", subtype="mp4", filename="วิดีโอ.mp4")
    assert came(reply.as_bytes(policy=policy.SMTP)) == 1
    (said,) = added(matter)
    assert said.startswith("แนบวิดีโอมาด้วยครับ")
    assert "จดหมายใหญ่เกิน 36 เมกะไบต์" in said
    assert Message.objects.get().size > LARGE


def test_files_that_may_not_be_kept_are_named_beside_the_answer(post: Post, came: Any) -> None:
    matter, _notice = told()
    reply = answer(post.came[0][1]["Reply-To"], "ส่งโปรแกรมมาให้ดู")
    reply.add_attachment(b"MZ" + b"\0" * 200, maintype="application", subtype="octet-stream", filename="ดู.exe")
    assert came(reply.as_bytes(policy=policy.SMTP)) == 1
    (said,) = added(matter)
    assert "ไม่ได้รับไฟล์ ดู.exe" in said
