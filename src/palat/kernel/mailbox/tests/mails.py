"""Messages, good and bad, made by the tests themselves."""

import io
from email.message import EmailMessage
from email.policy import SMTP

from PIL import Image

LETTER = "เรียน ศูนย์บริการประชาชน\n\nขอให้ตรวจสอบถนนชำรุดหน้าโรงเรียนตัวอย่าง\n"


def mail(
    *,
    subject: str = "ขอให้ซ่อมถนน",
    text: str = LETTER,
    sender: str = "ผู้เขียน ตัวอย่าง <writer@example.org>",
    message_id: str = "<1@example.org>",
    files: tuple[tuple[str, bytes, str], ...] = (),
    **headers: str,
) -> bytes:
    """A whole message as a mail program writes it."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "saraban@palat.example", subject
    message["Date"] = "Mon, 08 Jun 2026 10:00:00 +0700"
    if message_id:
        message["Message-ID"] = message_id
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    for name, content, kind in files:
        main, _slash, sub = kind.partition("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message.as_bytes(policy=SMTP)


def bare(head: str, body: bytes) -> bytes:
    """A message of which every byte is given."""
    return head.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body


def picture() -> bytes:
    """A small picture."""
    into = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(into, "PNG")
    return into.getvalue()


HEAD = "From: a@example.org\nTo: saraban@palat.example\nMessage-ID: <x@example.org>\nMIME-Version: 1.0"


def many_parts(count: int) -> bytes:
    """A message of so many parts."""
    part = b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n"
    return bare(f'{HEAD}\nSubject: bomb\nContent-Type: multipart/mixed; boundary="b"', part * count + b"--b--\r\n")


def nested(depth: int) -> bytes:
    """A message within a message within a message."""
    inner = b"Subject: innermost\r\n\r\nword\r\n"
    for level in range(depth):
        inner = b"Subject: level %d\r\nContent-Type: message/rfc822\r\n\r\n" % level + inner
    return f"{HEAD}\r\n".replace("\n", "\r\n").replace("\r\r", "\r").encode() + inner


REPORT = (
    "From: MAILER-DAEMON@mail.example\nTo: noreply@palat.example\nSubject: Undelivered Mail Returned to Sender\n"
    'Message-ID: <r@mail.example>\nMIME-Version: 1.0\nContent-Type: multipart/report; boundary="b"'
)
REPORT_BODY = (
    b"--b\r\nContent-Type: text/plain\r\n\r\nThe address does not exist.\r\n"
    b"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example\r\n\r\n"
    b"Final-Recipient: rfc822; Gone@Example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
    b"--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <ours@palat.example>\r\nSubject: news\r\n\r\nwords\r\n"
    b"--b--\r\n"
)
