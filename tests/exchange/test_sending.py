"""Letters by the exchange: written strictly, signed, sent once, answered; sent back for a reason, sent anew."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from lxml import etree

from palat.duties.petitions.tests.factories import NOW, official
from palat.duties.petitions.tests.test_letters import events, referred_by_letter
from palat.kernel.egif.models import Message, Peer
from palat.kernel.egif.operations import sending as exchange
from palat.kernel.egif.operations import sent_back
from palat.kernel.egif.operations.receiving import receive
from palat.kernel.egif.procedure import Profile
from palat.kernel.egif.queries.messages import NotVisible, message_for, to_look_at
from palat.kernel.egif.wire import reading, signing, writing
from palat.kernel.egif.wire.said import Letter as Carried
from palat.kernel.egif.wire.said import Notifier, UnableToRead, UnableToWrite
from palat.kernel.files.operations import store_made
from palat.kernel.letters.carriers import carrier_of, ways_for
from palat.kernel.letters.models import Letter
from palat.kernel.letters.operations import sending
from palat.kernel.letters.operations import signing as letter_signing
from palat.kernel.letters.paper import sealing
from palat.kernel.letters.queries import pdf_of
from palat.kernel.matters.models import Clock, Matter
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.notices.models import Notice
from palat.kernel.notices.operations.delivering import deliver, push
from palat.kernel.retention.operations.destroying import erase
from palat.kernel.retention.procedure import MATTER, Ref
from tests.exchange.peers import PASSPHRASE, THEIRS, Listening, a_key, a_letter, a_peer, as_sent, taken

pytestmark = pytest.mark.django_db


def signed() -> Letter:
    """A signed letter to กฟภ."""
    _matter, _officer, letter = referred_by_letter()
    letter_signing.sign(letter_id=letter.pk, by=official("director-psc"), at=NOW)
    sending.finish(letter_id=letter.pk, at=NOW)
    letter.refresh_from_db()
    return letter


def dispatched(letter: Letter | None = None) -> Message:
    sending.dispatch(letter_id=(letter or signed()).pk, by=official("clerk-1"), at=NOW, way="exchange")
    return Message.objects.get(direction="out", kind="letter", state="")


def sent(message: Message, *, at: Any = NOW) -> Notice:
    deliver(notice_id=message.notice_id or 0, at=at)
    message.refresh_from_db()
    return Notice.objects.get(pk=message.notice_id)


def said(content: bytes) -> Any:
    return reading.read(reading.parsed(content), profile=Profile()).says


def answer(peer: Peer, kind: str, message: Message, *, number: str = "urn:uuid:a", **more: Any) -> None:
    told = Notifier(kind, message.number, message.on, message.subject, **more)
    receive(peer=peer, content=as_sent(told, message_id=number), at=timezone.now())
    message.refresh_from_db()


def test_way_is_offered_only_where_the_agency_is_connected(settings: Any) -> None:
    letter = signed()
    assert "exchange" not in ways_for(letter)
    with pytest.raises(UnableToAct, match="ไม่ได้เชื่อมต่อ"):
        sending.dispatch(letter_id=letter.pk, by=official("clerk-1"), at=NOW, way="exchange")
    peer = a_peer()
    assert "exchange" in ways_for(letter)
    letter.secrecy = "ลับ"
    assert "exchange" not in ways_for(letter)
    peer.profile = Profile(classified=True).as_kept()
    peer.save()
    assert "exchange" in ways_for(letter)
    settings.EGIF_DEPARTMENT = ""
    assert "exchange" not in ways_for(letter)


def test_dispatched_letter_arrives_with_its_paper_and_what_stands_on_it(far: Listening) -> None:
    peer = a_peer(far.url)
    message = dispatched()
    assert message.letter is not None
    notice = sent(message)
    assert (notice.state, notice.provider_ref, message.process_id) == ("sent", "P-1", "P-1")
    carried = said(far.got[0])
    letter = Letter.objects.get(pk=message.letter_id)
    assert isinstance(carried, Carried)
    assert (carried.number, carried.on, carried.subject) == (letter.number, date(2026, 6, 8), letter.subject)
    assert (carried.sender.department, carried.receiver.department) == ("01002", THEIRS["department"])
    assert carried.signer.given_name == "ผู้ครองตำแหน่ง director-psc"
    assert carried.paper is not None
    assert carried.paper.content == pdf_of(letter, at=NOW)
    assert (letter.state, letter.way) == ("dispatched", "exchange")
    assert carrier_of("exchange").facts(letter)[0].value == "ส่งแล้ว"  # type: ignore[union-attr]
    sent(message)
    assert len(far.got) == 1
    assert peer.url == far.url


def test_enclosures_go_with_the_letter_and_again_with_it(far: Listening) -> None:
    peer = a_peer(far.url)
    letter = signed()
    file = store_made(content=a_letter().paper.content, kind="pdf", at=NOW)  # type: ignore[union-attr]
    clerk = official("clerk-1")
    with pytest.raises(UnableToAct, match="แนบไฟล์"):
        sending.dispatch(letter_id=letter.pk, by=clerk, at=NOW, way="post", files=[(file.pk, "แผนที่.pdf")])
    sending.dispatch(letter_id=letter.pk, by=clerk, at=NOW, way="exchange", files=[(file.pk, "แผนที่.pdf")])
    message = Message.objects.get(direction="out")
    sent(message)
    assert [one.mime for one in said(far.got[0]).attachments] == ["application/pdf"]
    answer(peer, "reject", message, why="ขาดหน้า 2")
    sent(exchange.send_again(message_id=message.pk, by=clerk, at=NOW))
    assert len(said(far.got[1]).attachments) == 1


def test_enclosures_too_large_for_a_message_are_refused(settings: Any) -> None:
    a_peer()
    letter = signed()
    file = store_made(content=b"x" * 1_000, kind="txt", at=NOW)
    settings.EGIF_LIMIT_BYTES = 1_500
    with pytest.raises(UnableToAct, match="ใหญ่เกิน"):
        sending.dispatch(
            letter_id=letter.pk, by=official("clerk-1"), at=NOW, way="exchange", files=[(file.pk, "ก.txt")]
        )
    letter.refresh_from_db()
    assert letter.state == "signed"


def test_letter_whose_paper_is_not_set_yet_waits_for_it(far: Listening) -> None:
    a_peer(far.url)
    _matter, _officer, letter = referred_by_letter()
    letter_signing.sign(letter_id=letter.pk, by=official("director-psc"), at=NOW)
    message = dispatched(letter)
    notice = sent(message)
    assert (notice.state, notice.status, far.got) == ("waiting", "NotFinished", [])
    sending.finish(letter_id=letter.pk, at=NOW)
    assert sent(message, at=notice.next_at).state == "sent"


def test_what_is_written_holds_by_the_schema_and_what_lacks_is_refused() -> None:
    schema = etree.XMLSchema(etree.parse(str(writing.DATA / "request.xsd")))
    root = etree.fromstring(as_sent(a_letter()))
    request = next(root.iter(writing.REQUEST))
    assert schema.validate(request)
    for lacking in ({"subject": " "}, {"on": None}, {"paper": None}, {"secrecy": "?"}, {"sent_at": None}):
        with pytest.raises(UnableToWrite):
            as_sent(a_letter(**lacking))
    with pytest.raises(UnableToWrite):
        as_sent(a_letter(subject="มี\x00ศูนย์"))


@pytest.mark.parametrize("addressing", ["w3c", "bare"])
@pytest.mark.parametrize("to_name", ["To", "to"])
def test_dialect_of_a_peer_is_spoken_to_it(far: Listening, addressing: str, to_name: str) -> None:
    profile = Profile(addressing=addressing, to_name=to_name, numbering="stamp")
    a_peer(far.url, profile=profile)
    sent(dispatched())
    root = etree.fromstring(far.got[0])
    wsa = {"w3c": "http://www.w3.org/2005/08/addressing", "bare": "http://w3.org/2005/08/addressing"}[addressing]
    assert root.findtext(f".//{{{wsa}}}{to_name}") == far.url
    number = root.findtext(f".//{{{wsa}}}MessageID") or ""
    assert (len(number), number[8]) == (18, ".")


def test_reason_stands_behind_the_subject_where_the_peer_knows_no_further_field() -> None:
    told = Notifier("reject", "มท 1/2", date(2026, 6, 1), "เรื่อง", why="ส่งผิดหน่วยงาน")
    plain = said(as_sent(told, profile=Profile(extras=False)))
    assert (plain.subject, plain.why) == ("เรื่อง (ส่งผิดหน่วยงาน)", "")
    assert said(as_sent(told)).why == "ส่งผิดหน่วยงาน"


def test_signed_where_the_office_has_a_key(far: Listening, settings: Any, tmp_path: Path) -> None:
    key = a_key("สำนักงานตัวอย่าง")
    settings.SIGNING_CERTIFICATE = str(key.keep(tmp_path / "office.p12"))
    settings.SIGNING_PASSPHRASE = PASSPHRASE
    sealing._key.cache_clear()
    a_peer(far.url)
    message = dispatched()
    sent(message)
    root = reading.parsed(far.got[0])
    covered = signing.verified(root, by=[key.certificate], at=timezone.now())
    assert reading.read(root, profile=Profile(), signed=covered.part).says.number == message.number  # type: ignore[union-attr]
    assert message.signed_by == covered.by
    with pytest.raises(UnableToRead):
        signing.verified(root, by=[a_key("คนอื่น").certificate], at=timezone.now())


# Trouble on the way


def test_peer_that_is_away_is_tried_again_with_the_same_bytes(far: Listening) -> None:
    a_peer(far.url)
    far.answer = lambda _content: (503, b"")
    message = dispatched()
    notice = sent(message)
    assert (notice.state, notice.failure) == ("waiting", "unavailable")
    far.answer = lambda _content: (200, taken())
    assert notice.next_at is not None
    assert push(at=notice.next_at).due == 1
    assert sent(message, at=notice.next_at).state == "sent"
    assert far.got[0] == far.got[1]


@pytest.mark.parametrize("remembers", [True, False])
@pytest.mark.parametrize("broken", [None, (502, b"<html>"), (200, b"<html/>"), (200, b"<html>"), (500, b"")])
def test_answer_that_is_lost_is_tried_again_only_where_the_peer_remembers(
    far: Listening, remembers: bool, broken: tuple[int, bytes] | None
) -> None:
    a_peer(far.url, profile=Profile(remembers=remembers))
    far.answer = lambda _content: broken
    assert sent(dispatched()).state == ("waiting" if remembers else "unsure")


@pytest.mark.parametrize("remembers", [True, False])
def test_sending_that_a_crash_cut_off_is_judged_by_the_profile(remembers: bool) -> None:
    a_peer(profile=Profile(remembers=remembers))
    message = dispatched()
    Notice.objects.filter(pk=message.notice_id).update(state="sending", sending_at=NOW, attempts=1)
    push(at=NOW + timedelta(minutes=5))
    assert Notice.objects.get(pk=message.notice_id).state == ("waiting" if remembers else "unsure")


def test_fault_of_ours_is_final_and_one_of_theirs_is_tried_again(far: Listening) -> None:
    a_peer(far.url)
    far.answer = lambda _content: (500, writing.fault("other_party", "ไม่รู้จัก"))
    message = dispatched()
    assert sent(message).state == "failed"
    assert [one.pk for one in to_look_at(official("clerk-1"))] == [message.pk]
    far.answer = lambda _content: (500, writing.fault("x", "ขัดข้อง", ours=True))
    exchange.send_again(message_id=message.pk, by=official("clerk-1"), at=NOW)
    assert sent(message).state == "waiting"


def test_address_inside_is_refused_unless_it_is_allowed() -> None:
    a_peer(allow_private=False)
    notice = sent(dispatched())
    assert (notice.state, notice.failure) == ("failed", "private_address")


def test_stopped_peer_is_sent_nothing() -> None:
    peer = a_peer()
    message = dispatched()
    Peer.objects.filter(pk=peer.pk).update(stopped_at=NOW)
    assert sent(message).failure == "not_set_up"


# Answers


def test_acceptance_brings_the_number_there_onto_letter_and_matter(far: Listening) -> None:
    peer = a_peer(far.url)
    message = dispatched()
    sent(message)
    answer(peer, "receive", message)
    assert message.state == "received"
    answer(peer, "accept", message, number="urn:uuid:b", accept_id="417/2569", accept_on=date(2026, 6, 9))
    assert (message.state, message.their_number, message.their_day) == ("accepted", "417/2569", date(2026, 6, 9))
    matter = Matter.objects.get(pk=message.letter.about.first().matter_id)  # type: ignore[union-attr]
    assert events(matter)[-1] == "letter_accepted"
    answer(peer, "receive", message, number="urn:uuid:c")  # late
    answer(peer, "reject", message, number="urn:uuid:d", why="ช้าไป")
    assert message.state == "accepted"
    assert carrier_of("exchange").facts(message.letter)[0].value == "ลงเลขรับแล้ว ๔๑๗/๒๕๖๙"  # type: ignore[union-attr,arg-type]


def test_letter_sent_back_says_why_and_is_sent_anew_once(far: Listening) -> None:
    peer = a_peer(far.url)
    message = dispatched()
    sent(message)
    with pytest.raises(UnableToAct, match="ถึงแล้ว"):
        exchange.send_again(message_id=message.pk, by=official("clerk-1"), at=NOW)
    answer(peer, "reject", message, why="ไม่อยู่ในหน้าที่และอำนาจ")
    assert (message.state, message.why) == ("rejected", "ไม่อยู่ในหน้าที่และอำนาจ")
    drafter = Letter.objects.get(pk=message.letter_id).drafted_by_id
    clock = Clock.objects.get(code="exchange_sent_back", stopped_at=None)
    assert (clock.matter_id, clock.amount) == (message.letter.about.first().matter_id, 5)  # type: ignore[union-attr]
    told = Notice.objects.get(channel="inapp", official_id=drafter, link=f"/desk/exchange/{message.pk}/")
    assert "ไม่อยู่" not in told.subject
    assert [one.pk for one in to_look_at(official("clerk-1"))] == [message.pk]
    with pytest.raises(UnableToAct):
        exchange.send_again(message_id=message.pk, by=official("auditor-1"), at=NOW)
    again = exchange.send_again(message_id=message.pk, by=official("clerk-1"), at=NOW)
    with pytest.raises(UnableToAct, match="ไปแล้ว"):
        exchange.send_again(message_id=message.pk, by=official("clerk-1"), at=NOW)
    assert (again.again_id, again.message_id != message.message_id) == (message.pk, True)
    assert not to_look_at(official("clerk-1")).exists()
    assert Clock.objects.get(code="exchange_sent_back").stopped_at == NOW
    sent(again)
    answer(peer, "accept", again, number="urn:uuid:z", accept_id="1/2569")
    message.refresh_from_db()
    assert (message.state, again.state) == ("rejected", "accepted")


def test_letter_sent_back_is_settled_by_other_means_once(far: Listening) -> None:
    peer = a_peer(far.url)
    message = dispatched()
    sent(message)
    clerk = official("clerk-1")
    with pytest.raises(UnableToAct):
        sent_back.settle(message_id=message.pk, words="ส่งไปรษณีย์", by=clerk, at=NOW)
    answer(peer, "invalid", message, why="เปิดไฟล์ไม่ได้")
    with pytest.raises(UnableToAct, match="อย่างไร"):
        sent_back.settle(message_id=message.pk, words=" ", by=clerk, at=NOW)
    with pytest.raises(UnableToAct):
        sent_back.settle(message_id=message.pk, words="ส่งไปรษณีย์", by=official("auditor-1"), at=NOW)
    sent_back.settle(message_id=message.pk, words="ส่งไปรษณีย์", by=clerk, at=NOW)
    assert not Clock.objects.filter(code="exchange_sent_back", stopped_at=None).exists()
    assert not to_look_at(clerk).exists()
    with pytest.raises(UnableToAct):
        exchange.send_again(message_id=message.pk, by=clerk, at=NOW)


def test_letter_in_thai_digits_is_known_again(far: Listening) -> None:
    peer = a_peer(far.url)
    message = dispatched()
    thai = message.number.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")).replace(" ", "  ")
    told = Notifier("accept", thai, None, "", accept_id="9/2569")
    receive(peer=peer, content=as_sent(told), at=timezone.now())
    message.refresh_from_db()
    assert message.their_number == "9/2569"


@pytest.mark.parametrize("accept_id", ["5/2569", "-"])
def test_acceptance_of_no_letter_of_ours_is_answered_as_wrong(accept_id: str) -> None:
    peer = a_peer()
    told = Notifier("accept", "นร 0105/999", date(2026, 6, 1), "x", accept_id=accept_id)
    receive(peer=peer, content=as_sent(told), at=timezone.now())
    assert Message.objects.get(direction="out").kind == "invalid_accept"


def test_rejection_of_no_letter_of_ours_or_of_another_peers_is_refused(far: Listening) -> None:
    a_peer(far.url)
    message = dispatched()
    other = a_peer(agency="กปภ", ministry="15", department="15009")
    with pytest.raises(UnableToRead, match="unknown_letter"):
        answer(other, "reject", message, why="ปลอม")
    message.refresh_from_db()
    assert message.state == ""


def test_who_may_not_read_the_letter_sees_no_message() -> None:
    a_peer()
    message = dispatched()
    assert message_for(message.pk, official("clerk-1")).pk == message.pk
    with pytest.raises(NotVisible):
        message_for(message.pk, official("agent-1"))


def test_names_of_petitioners_never_go_this_way() -> None:
    a_peer()
    letter = signed()
    assert letter.person_id is None
    letter.agency_id = None
    assert "exchange" not in ways_for(letter)


def test_messages_of_a_destroyed_letter_are_emptied_with_it(far: Listening) -> None:
    peer = a_peer(far.url)
    message = dispatched()
    sent(message)
    answer(peer, "reject", message, why="ส่งผิดหน่วยงาน")
    assert message.letter is not None
    refs = [Ref(MATTER, message.letter.about.get().matter_id)]
    erase(refs=refs, under="1/2569", by=official("clerk-1"), basis="list:1", at=NOW)
    for one in Message.objects.all():
        assert (one.said, one.why, one.file_id, "ทำลายแล้ว" in one.subject) == ({}, "", None, True)
    message.refresh_from_db()
    assert (message.state, bool(message.digest)) == ("rejected", True)
