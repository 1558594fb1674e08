"""A sender is believed only where the Office's own server passed it, for that very domain."""

import pytest

from palat.kernel.mailbox.procedure import DISPROVED, PROVED, UNPROVED
from palat.kernel.mailbox.proving import proof_of
from palat.kernel.mailbox.reading import read
from palat.kernel.mailbox.tests.mails import mail

OURS = ("mx.palat.example",)


@pytest.mark.parametrize(
    ("line", "proof"),
    [
        ("mx.palat.example; dmarc=pass header.from=moi.go.th", PROVED),
        ("mx.palat.example 1; spf=pass smtp.mailfrom=saraban@moi.go.th; dkim=none", PROVED),
        ("mx.palat.example; dkim=pass (2048-bit key; secure) header.d=mail.moi.go.th header.s=x", PROVED),
        ('MX.palat.example; dkim=pass header.d="moi.go.th"', PROVED),
        ("mx.palat.example; spf=fail smtp.mailfrom=moi.go.th; dkim=fail header.d=moi.go.th; dmarc=fail", DISPROVED),
        ("mx.palat.example; spf=softfail smtp.mailfrom=moi.go.th", DISPROVED),
        ("mx.palat.example; spf=pass smtp.mailfrom=evil.example; dmarc=fail header.from=moi.go.th", DISPROVED),
        ("mx.palat.example; spf=pass smtp.mailfrom=evil.example; dkim=pass header.d=evil.example", UNPROVED),
        ("mx.palat.example; dkim=pass header.d=go.th", UNPROVED),
        ("mx.palat.example; dkim=pass header.d=notmoi.go.th", UNPROVED),
        ("mx.palat.example; dmarc=pass header.from=evil.example", UNPROVED),
        ("mx.palat.example; dmarc=pass", UNPROVED),
        ("mx.palat.example; spf=none; dkim=none; dmarc=none", UNPROVED),
        ("mx.palat.example; auth=pass smtp.auth=saraban@moi.go.th", UNPROVED),
        ("mx.evil.example; dmarc=pass header.from=moi.go.th", UNPROVED),
        ("mx.palat.example.evil; dmarc=pass header.from=moi.go.th", UNPROVED),
        ("(mx.palat.example;) x; dmarc=pass header.from=moi.go.th", UNPROVED),
        (";;=;(((", UNPROVED),
        ("", UNPROVED),
    ],
)
def test_what_the_server_found_is_read_for_the_senders_domain(line: str, proof: str) -> None:
    headers = {"Authentication_Results": line} if line else {}
    found = read(mail(sender="สารบรรณ <saraban@moi.go.th>", **headers)).mail
    assert proof_of(found, trusted=OURS) == proof
    assert proof_of(found, trusted=()) == UNPROVED


def test_a_line_that_came_with_the_message_does_not_count() -> None:
    ours = b"Authentication-Results: mx.palat.example; dmarc=fail header.from=moi.go.th\r\n"
    forged = mail(
        sender="saraban@moi.go.th", Authentication_Results="mx.palat.example; dmarc=pass header.from=moi.go.th"
    )
    assert proof_of(read(ours + forged).mail, trusted=OURS) == DISPROVED
