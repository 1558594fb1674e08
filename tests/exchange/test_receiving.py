"""What peers bring: taken once, believed as far as it is signed, answered; everything bad refused without a trace."""

import base64
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from palat.duties.petitions.tests.factories import official
from palat.kernel.calendar.counting import legal_date
from palat.kernel.egif.addressing import address_of, token_of
from palat.kernel.egif.models import Message, Peer, Refusal
from palat.kernel.egif.operations import erasing, receiving, telling
from palat.kernel.egif.procedure import Profile
from palat.kernel.egif.queries.messages import visible_messages
from palat.kernel.egif.wire import reading
from palat.kernel.egif.wire.said import Binary, Notifier, Party
from palat.kernel.files.models import StoredFile
from palat.kernel.files.operations import destroy_expired
from palat.kernel.files.queries import UnableToRead as FileGone
from palat.kernel.files.queries import open_file
from palat.kernel.incoming.models import Item
from palat.kernel.incoming.operations import entering
from palat.kernel.incoming.operations.entering import Entry
from palat.kernel.incoming.operations.exchanging import count_pages
from palat.kernel.incoming.operations.taking import UnableToTake
from palat.kernel.incoming.queries.items import suggestion_for, visible_items
from palat.kernel.notices.models import Notice
from palat.kernel.registers.operations.entries import Line, NotKeeper
from tests.exchange.peers import Key, a_key, a_letter, a_peer, as_sent

pytestmark = pytest.mark.django_db


def bring(peer: Peer, content: bytes, **headers: str) -> Any:
    given = {"content_type": "text/xml; charset=utf-8", **headers}
    return Client().post(f"/hooks/exchange/{token_of(peer)}/", content, **given)  # type: ignore[arg-type]


def outgoing(kind: str) -> list[Message]:
    return list(Message.objects.filter(direction="out", kind=kind).order_by("id"))


def fault_of(response: Any) -> str:
    return (reading.faulted(reading.parsed(response.content)) or ("", ""))[1]


def test_letter_waits_in_the_box_with_what_its_sender_said_and_is_acknowledged() -> None:
    peer = a_peer()
    came = a_letter(references=(), attachments=(Binary("application/pdf", a_letter().paper.content),))  # type: ignore[union-attr]
    response = bring(peer, as_sent(came))
    assert response.status_code == 200, response.content
    item, message = Item.objects.get(), Message.objects.get(direction="in")
    assert reading.process_id(reading.parsed(response.content)) == str(message.pk)
    assert (item.channel, item.state, item.register_id, item.sender) == (
        "exchange",
        "waiting",
        "letter_in",
        "การไฟฟ้าส่วนภูมิภาค",
    )
    found = suggestion_for(item)
    assert (found.paper_number, found.paper_date, found.urgency) == ("มท 5307.1/88", date(2026, 6, 5), "ด่วน")
    assert (found.subject, found.addressee) == (came.subject, "ปลัดสำนักนายกรัฐมนตรี")
    assert [one.file is not None for one in item.files.order_by("place")] == [True, True]
    assert any("ไม่ได้ลงลายมือชื่อ" in note for note in item.notes)
    assert (message.state, message.number, message.signed_by) == ("received", "มท 5307.1/88", "")
    assert message.file is not None
    with open_file(message.file) as kept:
        assert bytes(kept.read()) == as_sent(came)
    (receipt,) = outgoing("receive")
    assert (receipt.about_id, receipt.number) == (message.pk, message.number)
    assert receipt.notice is not None
    assert (receipt.notice.channel, receipt.notice.state) == ("exchange", "waiting")
    count_pages(item_id=item.pk)
    assert item.files.order_by("place").first().pages >= 1  # type: ignore[union-attr]


def test_message_that_comes_again_makes_nothing_new_and_is_answered_as_before() -> None:
    peer = a_peer()
    answers = [reading.process_id(reading.parsed(bring(peer, as_sent(a_letter())).content)) for _time in range(3)]
    assert len(set(answers)) == 1
    again = bring(peer, as_sent(a_letter(), message_id="urn:uuid:2"))  # the same letter under a new number
    assert again.status_code == 200
    assert (Item.objects.count(), Message.objects.filter(direction="in").count()) == (1, 1)
    assert len(outgoing("receive")) == 1


def test_number_of_a_message_over_something_else_is_refused() -> None:
    peer = a_peer()
    bring(peer, as_sent(a_letter()))
    forged = bring(peer, as_sent(a_letter("มท 5307.1/89")))
    assert forged.status_code == 400
    assert "เคยใช้กับเนื้อหาอื่น" in fault_of(forged)
    assert (Item.objects.count(), Refusal.objects.get().why) == (1, "number_reused")


def test_another_letter_under_a_number_that_was_used_is_sent_back_as_wrong() -> None:
    peer = a_peer()
    bring(peer, as_sent(a_letter()))
    bring(peer, as_sent(a_letter(subject="เรื่องอื่น"), message_id="urn:uuid:2"))
    assert Item.objects.count() == 1
    (told,) = outgoing("invalid")
    assert "เคยใช้กับหนังสืออื่น" in told.said["why"]


def test_letter_that_comes_again_with_the_missing_enclosure_waits_beside_the_first() -> None:
    peer, plan = a_peer(), Binary("application/pdf", a_letter().paper.content)  # type: ignore[union-attr]
    bring(peer, as_sent(a_letter(attachments=(Binary("text/plain", b"x"),))))
    whole = a_letter(attachments=(Binary("text/plain", b"x"), plan))
    bring(peer, as_sent(whole, message_id="urn:uuid:2"))
    first, second = Item.objects.order_by("id")
    assert (first.files.count(), second.files.count()) == (2, 3)
    assert not [one for one in first.notes if "สิ่งที่ส่งมาด้วยต่างไป" in one]
    assert [one for one in second.notes if "สิ่งที่ส่งมาด้วยต่างไป" in one]
    assert not outgoing("invalid")
    for number, again in (("urn:uuid:3", whole), ("urn:uuid:4", a_letter(attachments=whole.attachments[:1]))):
        assert bring(peer, as_sent(again, message_id=number)).status_code == 200
    assert Item.objects.count() == 2, "each of the two is known when it comes again"


def test_attachments_beyond_the_bound_are_told_to_the_clerk() -> None:
    bring(a_peer(), as_sent(a_letter(attachments=tuple(Binary("text/plain", b"%d" % one) for one in range(23)))))
    assert [one for one in Item.objects.get().notes if "เกิน 20 ไฟล์ อีก 3 ไฟล์" in one]


# Letters that are not sound


def unsound(**more: Any) -> bytes:
    """Return a letter without a subject, as a careless sender writes it."""
    return as_sent(a_letter(**more)).replace(a_letter().subject.encode(), b"")


@pytest.mark.parametrize("secrecy", ["ลับมาก", "?"])
def test_classified_letter_that_is_not_sound_is_seen_by_registrars_alone(secrecy: str) -> None:
    content = unsound(secrecy="ลับมาก")
    if secrecy == "?":
        content = content.replace(b"<ram:SecretCode>003<", b"<ram:SecretCode>099<")
    bring(a_peer(), content)
    message = Message.objects.get(direction="in")
    assert (message.state, message.item_id, message.said["secrecy"]) == ("invalid", None, secrecy)
    now = timezone.now()
    for post, sees in (("clerk-1", False), ("secret-registrar-1", True), ("officer-1", False)):
        assert visible_messages(official(post, at=now), direction="in").exists() is sees, post


def test_ordinary_letter_that_is_not_sound_is_seen_by_clerks() -> None:
    bring(a_peer(), unsound())
    now = timezone.now()
    for post, sees in (("clerk-1", True), ("secret-registrar-1", False), ("officer-1", False)):
        assert visible_messages(official(post, at=now), direction="in").exists() is sees, post


def test_letters_that_are_not_sound_are_forgotten_after_a_time(django_capture_on_commit_callbacks: Any) -> None:
    peer, now = a_peer(), timezone.now()
    bring(peer, as_sent(a_letter()))
    bring(peer, as_sent(a_letter(subject="เรื่องอื่น", secrecy="ลับ"), message_id="urn:uuid:2"))
    sound, other = Message.objects.filter(direction="in").order_by("id")
    assert erasing.forget_invalid(at=now + timedelta(days=89)) == 0
    assert erasing.forget_invalid(at=now + timedelta(days=91)) == 1
    assert erasing.forget_invalid(at=now + timedelta(days=92)) == 0
    file = other.file
    other.refresh_from_db()
    (told,) = outgoing("invalid")
    assert (other.subject, told.subject, other.file, other.said, other.state) == (
        "",
        "",
        None,
        {"secrecy": "ลับ"},
        "invalid",
    )
    assert visible_messages(official("secret-registrar-1", at=now), direction="in").filter(pk=other.pk).exists()
    sound.refresh_from_db()
    assert sound.subject
    with django_capture_on_commit_callbacks(execute=True):
        assert destroy_expired(at=now + timedelta(days=92)) == 1
    assert file is not None
    with pytest.raises(FileGone), open_file(StoredFile.objects.get(pk=file.pk)):
        pass


@pytest.mark.parametrize(
    ("flaw", "words"),
    [
        ({"paper": Binary("application/pdf", b"MZ\x90\x00\x03\x00\x00\x00")}, "หนังสือ"),
        ({"paper": Binary("application/pdf", b"%PDF-1.7 broken")}, "หนังสือ"),
    ],
)
def test_letter_whose_paper_cannot_be_kept_is_sent_back_as_wrong(flaw: Any, words: str) -> None:
    peer = a_peer()
    response = bring(peer, as_sent(a_letter(**flaw)))
    assert response.status_code == 200
    assert not Item.objects.exists()
    message = Message.objects.get(direction="in")
    assert (message.state, words in message.why) == ("invalid", True)
    assert outgoing("invalid")[0].about_id == message.pk
    # mended and sent anew under the same number, it is taken
    bring(peer, as_sent(a_letter(), message_id="urn:uuid:2"))
    assert Item.objects.count() == 1


def test_classified_letter_goes_to_its_registrar_alone() -> None:
    bring(a_peer(), as_sent(a_letter(secrecy="ลับ")))
    item = Item.objects.get()
    assert item.register.secret
    assert not visible_items(official("clerk-1")).exists()
    assert visible_items(official("secret-registrar-1")).exists()


def test_unknown_code_of_secrecy_is_held_to_be_classified() -> None:
    content = as_sent(a_letter()).replace(b"<ram:SecretCode>001<", b"<ram:SecretCode>099<")
    bring(a_peer(), content)
    item = Item.objects.get()
    assert item.register.secret
    assert any("ไม่รู้จักรหัสชั้นความลับ" in note for note in item.notes)


# Bad input


ENTITIES = (
    '<!DOCTYPE a [<!ENTITY b "ข้อความ"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>',
    '<!DOCTYPE a SYSTEM "http://127.0.0.1:1/x.dtd">',
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    '<!doctype a [<!entity % p SYSTEM "file:///etc/hostname"> %p;]>',
)


@pytest.mark.parametrize("doctype", ENTITIES)
@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "tis-620"])
def test_doctype_and_entities_are_refused_before_a_parser_sees_them(doctype: str, charset: str) -> None:
    text = as_sent(a_letter()).decode().partition("?>")[2]
    content = f'<?xml version="1.0" encoding="{charset}"?>{doctype}{text}'.encode(charset)
    response = bring(a_peer(), content)
    assert response.status_code == 400
    assert "DOCTYPE" in fault_of(response)
    assert not Message.objects.exists()
    assert Refusal.objects.get().why == "doctype"


@pytest.mark.parametrize(
    ("declared", "spoken"),
    [
        ("TIS-620", "cp874"),
        ("windows-874", "cp874"),
        ("UTF-8", "cp874"),  # said wrongly, as old senders do
        ("windows-874", "utf-8"),
        ("UTF-16", "utf-16"),
        ("utf-7", "utf-8"),
    ],
)
def test_charsets_are_read_whatever_is_declared(declared: str, spoken: str) -> None:
    text = as_sent(a_letter()).decode().replace("encoding='UTF-8'", f"encoding='{declared}'")
    response = bring(a_peer(), text.encode(spoken))
    assert response.status_code == 200, response.content.decode()
    assert Item.objects.get().subject == a_letter().subject


@pytest.mark.parametrize("content", [b"", b"hello", b"<a>", b"\x00\xff\x00", b'{"a": 1}', b"<a/>", b"<a><b/></a>" * 2])
def test_what_is_no_message_is_refused(content: bytes) -> None:
    assert bring(a_peer(), content).status_code == 400
    assert not Message.objects.exists()


def test_refusals_are_bounded_and_forgotten_after_a_time(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "MOST_REFUSALS", 3)
    peer = a_peer()
    for _time in range(5):
        bring(peer, b"<a/>")
    assert Refusal.objects.count() == 3
    receiving.forget_refusals(at=timezone.now())
    assert Refusal.objects.count() == 3
    receiving.forget_refusals(at=timezone.now() + timedelta(days=91))
    assert not Refusal.objects.exists()


def test_huge_message_is_refused_unread(settings: Any) -> None:
    settings.EGIF_LIMIT_BYTES = 50_000
    response = bring(a_peer(), b"<a>" + b"x" * 60_000 + b"</a>")
    assert response.status_code == 413
    assert Refusal.objects.get().why == "too_large"


def test_file_of_more_than_ten_megabytes_is_read() -> None:
    big = a_letter().paper.content + b"\n%" + b"0" * 11_000_000  # type: ignore[union-attr]
    response = bring(a_peer(), as_sent(a_letter(paper=Binary("application/pdf", big))))
    assert response.status_code == 200
    assert Item.objects.get().files.get().file_id


def test_deep_nesting_and_many_files_do_no_harm() -> None:
    assert bring(a_peer(), b"<a>" * 100_000).status_code == 400
    many = tuple(Binary("text/plain", b"x") for _one in range(200))
    assert bring(Peer.objects.get(), as_sent(a_letter(attachments=many))).status_code == 200
    assert Item.objects.get().files.count() == 21


def test_unknown_address_and_other_methods_find_nothing() -> None:
    peer = a_peer()
    assert Client().get(f"/hooks/exchange/{token_of(peer)}/").status_code == 405
    for token in ("1-" + "a" * 32, "x", token_of(peer)[:-1] + "2", "zzzzzzzzzzzzz-" + "a" * 32):
        if token != token_of(peer):
            assert Client().post(f"/hooks/exchange/{token}/", b"<a/>", "text/xml").status_code == 404
    assert address_of(peer).endswith(f"/hooks/exchange/{token_of(peer)}/")


def test_stopped_peer_is_told_so() -> None:
    peer = a_peer(stopped_at=timezone.now())
    assert bring(peer, as_sent(a_letter())).status_code == 403
    assert not Item.objects.exists()


@pytest.mark.parametrize("wrong", ["sender", "receiver"])
def test_message_of_or_for_another_department_is_refused(wrong: str) -> None:
    response = bring(a_peer(), as_sent(a_letter(**{wrong: Party(ministry="99", department="99999")})))
    assert response.status_code == 403
    assert not Item.objects.exists()


# Signatures


def theirs() -> Key:
    return a_key("การไฟฟ้าส่วนภูมิภาค")


def test_signed_letter_is_taken_and_says_whose_certificate_it_was() -> None:
    response = bring(a_peer(certificate=theirs().pem), as_sent(a_letter(), key=theirs()))
    assert response.status_code == 200, response.content.decode()
    assert Message.objects.get(direction="in").signed_by == "การไฟฟ้าส่วนภูมิภาค"
    assert not Item.objects.get().notes


@pytest.mark.parametrize(
    "content",
    [
        as_sent(a_letter()),
        as_sent(a_letter(), key=a_key("คนอื่น")),
        as_sent(a_letter(), key=theirs()).replace("ผลการตรวจสอบ".encode(), "ผลการสอบสวน".encode()),
        as_sent(a_letter(), key=theirs()).replace(b"urn:uuid:1", b"urn:uuid:2"),
    ],
    ids=["unsigned", "another_key", "altered", "another_number"],
)
def test_forged_messages_are_refused(content: bytes) -> None:
    assert bring(a_peer(certificate=theirs().pem), content).status_code == 403
    assert not Message.objects.exists()


def test_certificate_that_ended_signs_nothing() -> None:
    old = a_key("เก่า", ended=True)
    assert bring(a_peer(certificate=old.pem), as_sent(a_letter(), key=old)).status_code == 403
    both = old.pem + theirs().pem
    peer = Peer.objects.get()
    peer.certificate = both
    peer.save()
    assert bring(peer, as_sent(a_letter(), key=theirs())).status_code == 200


def test_what_is_wrapped_around_a_signed_part_is_not_believed() -> None:
    """A signed message put whole into another, whose own letter stands first."""
    signed = as_sent(a_letter(), key=theirs()).decode().partition("?>")[2]
    outer = as_sent(a_letter("มท 5307.1/666", subject="ขอให้โอนเงิน")).decode()
    wrapped = outer.replace("</SOAP-ENV:Header>", f"<x>{signed}</x></SOAP-ENV:Header>").encode()
    assert bring(a_peer(certificate=theirs().pem), wrapped).status_code == 403
    assert not Message.objects.exists()


# What becomes of a letter is told


def entered(item: Item) -> None:
    line = Line(subject=item.subject, sender=item.sender, paper_number="มท 5307.1/88")
    on = legal_date(timezone.now())
    entering.enter_item(item_id=item.pk, entry=Entry(on=on, line=line), by=clerk(), at=timezone.now())


def clerk() -> Any:
    return official("clerk-1", at=timezone.now())


def test_entered_letter_tells_its_number_once() -> None:
    bring(a_peer(), as_sent(a_letter()))
    item = Item.objects.get()
    assert telling.item_entered(item_id=item.pk, at=timezone.now()) is None  # not entered yet
    entered(item)
    for _time in range(2):
        telling.item_entered(item_id=item.pk, at=timezone.now())
    (told,) = outgoing("accept")
    item.refresh_from_db()
    assert told.said["accept_id"] == f"{item.running}/{item.year}"
    assert Message.objects.get(direction="in").state == "accepted"


def test_rejected_letter_is_set_aside_for_good_and_its_sender_told_why() -> None:
    bring(a_peer(), as_sent(a_letter()))
    item, now = Item.objects.get(), timezone.now()
    with pytest.raises(NotKeeper):
        telling.reject(item_id=item.pk, words="ไม่ใช่", by=official("officer-1", at=now), at=now)
    with pytest.raises(UnableToTake, match="เหตุ"):
        telling.reject(item_id=item.pk, words=" ", by=clerk(), at=now)
    telling.reject(item_id=item.pk, words="ส่งผิดหน่วยงาน", by=clerk(), at=now)
    item.refresh_from_db()
    assert (item.state, item.aside) == ("aside", "rejected")
    (told,) = outgoing("reject")
    assert told.said["why"] == "ส่งผิดหน่วยงาน"
    with pytest.raises(UnableToTake, match="ส่งมาใหม่"):
        entering.bring_back(item_id=item.pk, by=clerk(), at=now)
    bring(Peer.objects.get(), as_sent(a_letter(), message_id="urn:uuid:9"))
    assert Item.objects.filter(state="waiting").count() == 1


def test_number_that_the_sender_calls_wrong_is_told_again() -> None:
    peer = a_peer()
    bring(peer, as_sent(a_letter()))
    item, now = Item.objects.get(), timezone.now()
    entered(item)
    telling.item_entered(item_id=item.pk, at=now)
    message = Message.objects.get(direction="in")
    with pytest.raises(UnableToTake):
        telling.tell_number_again(message_id=message.pk, by=clerk(), at=now)
    wrong = Notifier("invalid_accept", message.number, message.on, message.subject, accept_id="1/2569")
    assert bring(peer, as_sent(wrong, message_id="urn:uuid:5")).status_code == 200
    message.refresh_from_db()
    assert message.state == "wrong_number"
    assert Notice.objects.filter(channel="inapp", official_id=clerk().official_id).exists()
    telling.tell_number_again(message_id=message.pk, by=clerk(), at=now)
    assert len(outgoing("accept")) == 2


def test_peer_that_wants_no_receipts_gets_none_and_questions_are_answered() -> None:
    peer = a_peer(profile=Profile(receipts=False))
    bring(peer, as_sent(a_letter()))
    assert not outgoing("receive")
    from palat.kernel.egif.wire import writing

    asked = writing.as_bytes(writing.asking(message_id="q", to="x", profile=Profile()))
    answer = reading.parsed(bring(peer, asked).content)
    assert (reading.answers_question(answer), reading.waits(answer)) == (True, False)


def test_file_that_broke_on_its_way_is_told_and_the_rest_taken() -> None:
    one = Binary("application/pdf", a_letter().paper.content)  # type: ignore[union-attr]
    content = as_sent(a_letter(attachments=(one,)))
    whole = base64.b64encode(one.content)
    broken = content[::-1].replace(whole[::-1], b"!!!" + whole[::-1][3:], 1)[::-1]
    assert bring(a_peer(), broken).status_code == 200
    files = list(Item.objects.get().files.order_by("place"))
    assert (files[0].file_id is not None, files[1].file_id, "เสียหาย" in files[1].refused) == (True, None, True)
