"""Messages are read within bounds, whatever their sender says of them."""

import re
import time
from dataclasses import asdict
from datetime import UTC, datetime

import pytest

from palat.kernel.mailbox.charsets import decoded
from palat.kernel.mailbox.procedure import MOST_FILES, MOST_TEXT
from palat.kernel.mailbox.reading import plain_of_html, read
from palat.kernel.mailbox.tests.mails import HEAD, LETTER, REPORT, REPORT_BODY, bare, mail, many_parts, nested, picture

THAI = "ขอความเป็นธรรม กรณีที่ดินทับซ้อน"


@pytest.mark.parametrize(
    ("content", "declared"),
    [
        (THAI.encode("cp874"), "tis-620"),
        (THAI.encode("cp874"), "windows-874"),
        (THAI.encode("cp874"), "TIS620"),
        (THAI.encode("cp874"), None),
        (THAI.encode("cp874"), "iso-8859-1"),
        (THAI.encode("cp874"), "utf-8"),
        (THAI.encode("cp874"), "no-such-charset"),
        (THAI.encode(), "windows-874"),
        (THAI.encode(), None),
        (THAI.encode(), "us-ascii"),
        (THAI.encode("utf-16"), "utf-16"),
    ],
)
def test_thai_is_read_whatever_charset_is_declared(content: bytes, declared: str | None) -> None:
    assert decoded(content, declared) == (THAI, True)


def test_broken_utf8_keeps_what_can_be_read_and_says_so() -> None:
    content = THAI.encode()
    words, whole = decoded(content[:10] + b"\xff" + content[10:], "utf-8")
    assert not whole
    assert words.endswith(THAI[5:])
    assert decoded(THAI.encode()[:-1], "utf-8")[0].startswith(THAI[:-1])


def test_seven_bit_utf7_is_not_opened() -> None:
    assert decoded(b"+ADw-script+AD4-", "utf-7")[0] == "+ADw-script+AD4-"


def test_subject_and_names_are_decoded_in_whatever_way_they_are_written() -> None:
    raw = b"Subject: " + THAI.encode("cp874") + b"\r\nFrom: " + "สมมุติ".encode() + b" <A@Example.ORG>\r\n\r\nx"
    found = read(raw).mail
    assert (found.subject, found.sender, found.sender_name) == (THAI, "a@example.org", "สมมุติ")
    coded = b"Subject: =?tis-620?B?" + __import__("base64").b64encode(THAI.encode("cp874")) + b"?=\r\n\r\nx"
    assert read(coded).mail.subject == THAI


def test_message_with_files() -> None:
    found = read(mail(files=(("รายงาน ที่ ๑.png", picture(), "image/png"), ("x.exe", b"MZ", "application/x-dosexec"))))
    assert found.mail.text.replace("\r", "").strip() == LETTER.strip()
    assert [part.name for part in found.parts] == ["รายงาน ที่ ๑.png", "x.exe"]
    assert found.parts[0].content == picture()
    assert found.mail.sent_at == datetime(2026, 6, 8, 3, tzinfo=UTC)
    assert found.mail.to == ("saraban@palat.example",)
    assert found.mail.flaws == ()


def test_plain_words_are_taken_before_a_page_and_a_page_becomes_words() -> None:
    page, plain = (
        b"--b\r\nContent-Type: text/%b\r\n\r\n%b\r\n" % one for one in ((b"html", b"<p>x"), (b"plain", b"plain"))
    )
    both = page + plain + b"--b--\r\n"
    assert read(bare(f'{HEAD}\nContent-Type: multipart/alternative; boundary="b"', both)).mail.text == "plain"
    page = "<style>p{}</style><p>หนึ่ง</p><script>alert(1)</script><p>สอง &amp; สาม<br>สี่"
    assert plain_of_html(page).split() == ["หนึ่ง", "สอง", "&", "สาม", "สี่"]


@pytest.mark.parametrize(
    "content", [many_parts(5_000), many_parts(60_000), nested(3_000)], ids=["parts", "more", "nested"]
)
def test_bombs_are_bounded(content: bytes) -> None:
    begun = time.process_time()
    found = read(content)
    assert time.process_time() - begun < 3
    assert "too_many_parts" in found.mail.flaws
    assert found.mail.message_id == "<x@example.org>"
    assert found.parts == ()


def test_messages_within_messages_are_read_to_a_depth() -> None:
    assert "innermost" in read(nested(3)).mail.text
    deep = read(nested(40)).mail
    assert "too_deep" in deep.flaws
    assert "level 38" in deep.text


def test_many_files_and_long_words_are_cut_and_said() -> None:
    files = tuple((f"{n}.png", picture(), "image/png") for n in range(MOST_FILES + 5))
    found = read(mail(files=files, text="ยาว" * MOST_TEXT))
    assert len(found.parts) == MOST_FILES
    assert len(found.mail.text) == MOST_TEXT
    assert found.mail.flaws == ("text_cut", "too_many_files")


@pytest.mark.parametrize(
    "content", [b"", b"\0" * 100, b"\xff" * 1000, b"From: \r\n\r\n", b":\r\n:\r\n\r\n", b"a" * 10_000]
)
def test_rubbish_is_a_message_all_the_same(content: bytes) -> None:
    assert read(content).mail.kind == "message"


@pytest.mark.parametrize(
    "head",
    [
        b"From: wri\0ter@example.org\nSubject: \0road\0\nMessage-ID: <1\0@example.org>",
        b"From: =?utf-8?B?AGE=?= <a@example.org>\nSubject: =?utf-8?Q?road=00?=\nIn-Reply-To: <\0@example.org>",
        b"From: a@example.org\nSubject: =?unicode-escape?Q?=5Cud83d_road?=\nTo: \0b@example.org",
        b"From: a@example.org\nSubject: =?utf-8?B?abcde?= road\nDate: \0",
    ],
    ids=["bare", "encoded", "surrogate", "broken"],
)
def test_nothing_that_no_database_keeps_comes_out_of_a_head(head: bytes) -> None:
    file = b'\nContent-Type: image/png; name="a\0b.png"\nContent-Disposition: attachment; filename="a\0b.png"\n\nx'
    found = read(head + file)
    assert "road" in found.mail.subject
    assert found.parts[0].name == "ab.png"
    kept = [*asdict(found.mail).values(), *(found.mail.headers or {}).values(), *(one.name for one in found.parts)]
    assert not re.search("[\0-\x08\ud800-\udfff]", "".join(map(str, kept)))


def test_report_of_delivery_is_clean_too() -> None:
    body = REPORT_BODY.replace(b"Gone@", b"Go\0ne@").replace(b"5.1.1", b"5.1.\x001")
    (one,) = read(bare(REPORT, body)).mail.reports
    assert (one.recipient, one.status) == ("gone@example.org", "5.1.1")


def test_what_a_message_says_is_one_hash_whichever_way_it_came() -> None:
    one, other = (read(b"Received: by %b\r\n" % way + mail()).mail for way in (b"mx1", b"mx2"))
    assert one.digest == other.digest
    files = (("ก.png", picture(), "image/png"),)
    different = [mail(text="อื่น"), mail(subject="อื่น"), mail(sender="b@example.org"), mail(files=files)]
    assert len({one.digest, *(read(content).mail.digest for content in different)}) == 5


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ({}, "message"),
        ({"Auto_Submitted": "no"}, "message"),
        ({"Auto_Submitted": "auto-replied (vacation)"}, "auto_reply"),
        ({"X_Autoreply": "yes"}, "auto_reply"),
        ({"subject": "ตอบกลับอัตโนมัติ: ขอให้ซ่อมถนน"}, "auto_reply"),
        ({"subject": "Out of Office: hello"}, "auto_reply"),
        ({"Return_Path": "<>"}, "auto_reply"),
        ({"sender": "Mail System <MAILER-DAEMON@mail.example>"}, "bounce"),
        ({"subject": "Undelivered Mail Returned to Sender"}, "bounce"),
        ({"Precedence": "bulk"}, "list"),
        ({"List_Id": "<news.example.org>"}, "list"),
        ({"sender": "noreply@palat.example"}, "loop"),
    ],
)
def test_what_no_person_wrote_is_recognised(headers: dict[str, str], kind: str) -> None:
    assert read(mail(**headers), own=frozenset({"noreply@palat.example"})).mail.kind == kind


def test_report_of_delivery_says_who_and_which_message() -> None:
    found = read(bare(REPORT, REPORT_BODY)).mail
    assert found.kind == "bounce"
    (one,) = found.reports
    assert (one.recipient, one.action, one.status) == ("gone@example.org", "failed", "5.1.1")
    assert one.message_id == "<ours@palat.example>"


def test_replies_say_what_they_answer() -> None:
    found = read(mail(In_Reply_To="<ours@palat.example>", References="<first@palat.example> <ours@palat.example>")).mail
    assert found.in_reply_to == "<ours@palat.example>"
    assert found.references == ("<first@palat.example>", "<ours@palat.example>")
