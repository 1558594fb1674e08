"""Letters on petitions: each act and each refusal, what a signature sends, and what never stands on paper."""

import hashlib
from datetime import date, timedelta
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from palat.duties.petitions.models import Petition
from palat.duties.petitions.operations import answering, by_letter, outgoing, referrals, screening
from palat.duties.petitions.tests.factories import NOW, agency_id, concealed, liaison, official, petition
from palat.kernel.files.queries import open_file
from palat.kernel.history.queries import faults
from palat.kernel.letters.models import Letter
from palat.kernel.letters.operations import drafting, sending, signing
from palat.kernel.letters.operations.drafting import Changes
from palat.kernel.letters.procedure import Paragraph
from palat.kernel.letters.queries import (
    NotVisible,
    by_code,
    letter_for,
    letters_of_matter,
    pdf_of,
    to_sign,
    visible_letters,
)
from palat.kernel.letters.queries import (
    outgoing as register_of_outgoing,
)
from palat.kernel.matters.authority import SYSTEM, Actor
from palat.kernel.matters.models import Matter, Track
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.organisation.models import Agency, Delegation, Post
from palat.kernel.organisation.queries import authority_of, forget
from palat.kernel.registers.models import RegisterEntry

pytestmark = pytest.mark.django_db
SECRETS = ("สมหมายสมมุติ", "ตัวอย่างสกุล", "0899999999")
WHO = {"given_name": SECRETS[0], "family_name": SECRETS[1], "phone": SECRETS[2], "address": "99/9 หมู่ 9 ตำบลสมมุติ"}


def in_hand(**brought) -> tuple[Matter, Actor]:
    """A petition in the hands of its officer."""
    officer = official("officer-1")
    matter = petition(**brought)
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=officer.official_id)
    return matter, officer


def referred_by_letter(**brought) -> tuple[Matter, Actor, Letter]:
    """A petition whose letter of referral lies before the director."""
    matter, officer = in_hand(**brought)
    (letter_id,) = by_letter.refer(
        matter_id=matter.pk, agency_ids=[agency_id("กฟภ")], by=officer, at=NOW, by_letter=True
    )
    return matter, officer, Letter.objects.get(pk=letter_id)


def concealed_petition() -> tuple[Matter, Actor]:
    """An accusation by someone who gave a name, with its approved concealed copy."""
    matter, officer = in_hand(
        kind="accusation",
        text=f"ข้าพเจ้า {SECRETS[0]} {SECRETS[1]} โทร {SECRETS[2]} ขอร้องเรียนว่ามีการเรียกรับเงิน",
        person=WHO,
        conceal=("name", "phone"),
        answer_by="post",
    )
    concealed(matter, "มีผู้แจ้งว่ามีการเรียกรับเงิน")
    return matter, officer


def everything_in(pdf: bytes) -> str:
    """All words of a PDF, its metadata, and its decoded streams."""
    with pypdfium2.PdfDocument(pdf) as document:
        words = "".join(page.get_textpage().get_text_range() for page in document)
        metadata = str(document.get_metadata_dict())
    with pikepdf.open(BytesIO(pdf)) as document:
        streams = "".join(
            bytes(one.read_bytes()).decode("utf-8", "ignore")
            for one in document.objects
            if isinstance(one, pikepdf.Stream) and "/Filter" in one and one.get("/Subtype") != "/Image"
        )
        info = str(document.docinfo)
    return "".join((words + metadata + info).split()) + streams


def events(matter: Matter) -> list[str]:
    """The acts on a matter so far."""
    from palat.kernel.history.queries import events_of

    return [event.kind for event in events_of(f"matter:{matter.pk}")]


# Referral by letter


def test_referral_by_letter_is_not_sent_until_it_is_signed():
    matter, _officer, letter = referred_by_letter()
    assert (letter.state, letter.kind, letter.form) == ("submitted", "referral", "external")
    matter.refresh_from_db()
    assert matter.state == "in_hand"
    assert not Track.objects.filter(matter=matter, type="referral").exists()
    liaison_actor = liaison("กฟภ")
    assert not visible_letters(liaison_actor).exists()

    director = official("director-psc")
    assert [one.pk for one in to_sign(director)] == [letter.pk]
    signing.sign(letter_id=letter.pk, by=director, at=NOW, revision=letter.revision)
    matter.refresh_from_db()
    letter.refresh_from_db()
    track = Track.objects.get(matter=matter, type="referral")
    assert (matter.state, track.state) == ("referred", "sent")
    assert (letter.state, letter.number, letter.on) == ("signed", "นร 0105.04/1", date(2026, 6, 8))
    assert letter.signature == ["(ผู้ครองตำแหน่ง director-psc)", "ผู้อำนวยการศูนย์บริการประชาชน"]
    assert letter.basis.startswith("holding:")
    assert [one.pk for one in visible_letters(liaison_actor)] == [letter.pk]
    assert not to_sign(director).exists()
    assert events(matter)[-4:] == ["letter_draft", "letter_submit", "letter_sign", "refer_signed"]
    assert list(faults()) == []


def test_accusation_and_unreachable_body_go_by_letter_and_others_through_the_system():
    matter, officer = in_hand()
    liaison("กฟภ")
    Agency.objects.filter(code="กฟน").update(email="")
    drafted = by_letter.refer(matter_id=matter.pk, agency_ids=[agency_id("กฟภ"), agency_id("กฟน")], by=officer, at=NOW)
    assert [Letter.objects.get(pk=one).agency_id for one in drafted] == [agency_id("กฟน")]
    assert Track.objects.get(matter=matter, type="referral").agency_id == agency_id("กฟภ")
    assert by_letter.needs_letter(agency_id("กฟภ"), kind="accusation", at=NOW)
    Agency.objects.filter(code="กฟน").update(email="a@agency.example")
    assert not by_letter.needs_letter(agency_id("กฟน"), kind="grievance", at=NOW)


def test_second_letter_to_the_same_agency_is_refused_while_one_waits():
    matter, officer, _letter = referred_by_letter()
    with pytest.raises(UnableToAct, match="รอลงนามอยู่แล้ว"):
        by_letter.refer(matter_id=matter.pk, agency_ids=[agency_id("กฟภ")], by=officer, at=NOW, by_letter=True)


def test_letter_is_refused_without_the_concealed_copy():
    matter, officer = in_hand(kind="accusation", person=WHO, text="ขอร้องเรียนเจ้าหน้าที่")
    with pytest.raises(UnableToAct, match="ฉบับปกปิด"):
        by_letter.refer(matter_id=matter.pk, agency_ids=[agency_id("กฟภ")], by=officer, at=NOW)
    assert not Letter.objects.exists()


def test_signature_is_refused_when_the_petition_went_another_way():
    matter, officer, letter = referred_by_letter()
    answering.conclude(matter_id=matter.pk, by=officer, at=NOW, closing="explained")
    with pytest.raises(UnableToAct):
        signing.sign(letter_id=letter.pk, by=official("director-psc"), at=NOW)
    letter.refresh_from_db()
    assert (letter.state, letter.number) == ("submitted", "")
    assert not RegisterEntry.objects.filter(register_id="letter_out").exists()


def test_returned_petition_is_rerouted_by_letter():
    matter, officer = in_hand()
    pea = liaison("กฟภ")
    by_letter.refer(matter_id=matter.pk, agency_ids=[agency_id("กฟภ")], by=officer, at=NOW)
    first = Track.objects.get(matter=matter, type="referral")
    referrals.agency_return(matter_id=matter.pk, track_id=first.pk, by=pea, at=NOW, words="นอกพื้นที่")
    by_letter.reroute(
        matter_id=matter.pk, track_id=first.pk, agency_id=agency_id("กฟน"), by=officer, at=NOW, by_letter=True
    )
    first.refresh_from_db()
    assert first.state == "returned"
    signing.sign(letter_id=Letter.objects.get().pk, by=official("director-psc"), at=NOW)
    first.refresh_from_db()
    assert first.state == "rerouted"
    assert Track.objects.get(matter=matter, agency__code="กฟน").state == "sent"


# What never stands on paper


def test_nothing_that_leaves_for_an_agency_says_who_the_petitioner_is():
    matter, officer = concealed_petition()
    (letter_id,) = by_letter.refer(matter_id=matter.pk, agency_ids=[agency_id("กฟภ")], by=officer, at=NOW)
    signing.sign(letter_id=letter_id, by=official("director-psc"), at=NOW)
    sending.finish(letter_id=letter_id, at=NOW)
    letter = Letter.objects.get(pk=letter_id)
    assert letter.concealed
    said = everything_in(pdf_of(letter, at=NOW))
    assert "ฉบับปกปิด" in said
    assert "มีผู้แจ้งว่ามีการเรียกรับเงิน" in said
    for secret in (*SECRETS, "๐๘๙๙๙๙๙๙๙๙", "99/9"):
        assert secret not in said
        assert secret not in str(Letter.objects.filter(pk=letter_id).values().get())


def test_letter_to_a_petitioner_keeps_the_name_out_of_table_and_store():
    _matter, officer = notified_by_post()
    letter = Letter.objects.get(kind="result")
    signing.sign(letter_id=letter.pk, by=official("director-psc"), at=NOW)
    sending.finish(letter_id=letter.pk, at=NOW)
    letter.refresh_from_db()
    assert letter.file is not None
    with open_file(letter.file) as kept:
        office_copy = kept.read()
    assert SECRETS[0] not in everything_in(office_copy)
    assert SECRETS[0] not in str(Letter.objects.filter(pk=letter.pk).values().get())
    _letter, paper, envelope = sending.paper_to_send(letter_id=letter.pk, by=officer, at=NOW)
    assert SECRETS[0] in everything_in(paper)
    assert envelope == f"{SECRETS[0]} {SECRETS[1]}\n99/9 หมู่ 9 ตำบลสมมุติ"
    assert letter.sha256 == hashlib.sha256(paper).hexdigest()


def test_only_who_may_send_opens_the_name_for_the_paper():
    notified_by_post()
    letter = Letter.objects.get(kind="result")
    with pytest.raises(UnableToAct, match="สถานะ"):
        sending.paper_to_send(letter_id=letter.pk, by=official("officer-1"), at=NOW)
    signing.sign(letter_id=letter.pk, by=official("director-psc"), at=NOW)
    with pytest.raises(NotAuthorised):
        sending.paper_to_send(letter_id=letter.pk, by=official("agent-1"), at=NOW)


# Letters to petitioners


def notified_by_post() -> tuple[Matter, Actor]:
    """A petition answered by post: its letter lies before the director."""
    matter, officer = in_hand(person=WHO, answer_by="post")
    answering.conclude(matter_id=matter.pk, by=officer, at=NOW, closing="solved")
    answer = answering.Answer("หม้อแปลงรับภาระเกิน", "เปลี่ยนหม้อแปลงแล้ว", "แจ้งได้อีกใน 15 วัน", "ตามผลตรวจของการไฟฟ้า")
    answering.write_answer(matter_id=matter.pk, by=officer, at=NOW, answer=answer)
    answering.notify(matter_id=matter.pk, by=officer, at=NOW)
    return matter, officer


def test_result_letter_opens_with_three_plain_lines_and_gives_reasons():
    notified_by_post()
    letter = Letter.objects.get()
    assert (letter.kind, letter.state, letter.drafted_by) == ("result", "submitted", None)
    lines = [(one["kind"], one["label"]) for one in letter.content]
    assert lines[:3] == [("point", "พบว่า"), ("point", "จะดำเนินการ"), ("point", "ท่านทำได้")]
    assert "ตามผลตรวจของการไฟฟ้า" in [one["text"] for one in letter.content]


def test_no_letter_is_drafted_for_someone_who_reads_the_answer_by_code():
    matter, officer = in_hand(person=WHO)
    answering.conclude(matter_id=matter.pk, by=officer, at=NOW, closing="solved")
    answering.write_answer(matter_id=matter.pk, by=officer, at=NOW, answer=answering.Answer("ก", "ข", "ค", "ง"))
    answering.notify(matter_id=matter.pk, by=officer, at=NOW)
    assert not Letter.objects.exists()


def test_refusal_letter_gives_ground_reasons_and_other_remedies():
    matter = petition(person=WHO, answer_by="post")
    screening.propose_refusal(
        matter_id=matter.pk, by=official("intake-1"), at=NOW, ground="in_court", words="คดีอยู่ในศาลจังหวัด"
    )
    screening.approve_refusal(matter_id=matter.pk, by=official("intake-head"), at=NOW)
    letter = Letter.objects.get()
    said = " ".join(one["text"] for one in letter.content)
    assert "อยู่ในกระบวนการยุติธรรม" in said
    assert "คดีอยู่ในศาลจังหวัด" in said
    assert "สำนักงานยุติธรรมจังหวัด" in said
    assert letter.kind == "refusal"


def test_letter_to_an_anonymous_petitioner_is_refused():
    matter, officer = in_hand()
    Petition.objects.filter(pk=matter.pk).update(answer_found="ก", answer_reasons="ข")
    with pytest.raises(UnableToAct, match="ไม่ได้ให้ชื่อและที่อยู่"):
        drafting.start(kind="result", matter_id=matter.pk, by=officer, at=NOW)


def test_acknowledgement_goes_out_unsigned_with_a_number():
    matter, _officer = in_hand(person=WHO)
    clerk = official("clerk-1")
    letter = drafting.start(kind="acknowledgement", matter_id=matter.pk, by=official("officer-1"), at=NOW)
    with pytest.raises(UnableToAct, match="ไม่ต้องลงนาม"):
        drafting.submit(letter_id=letter.pk, by=official("officer-1"), at=NOW)
    with pytest.raises(NotAuthorised):
        signing.issue(letter_id=letter.pk, by=official("agent-1"), at=NOW)
    letter = signing.issue(letter_id=letter.pk, by=clerk, at=NOW)
    assert (letter.state, letter.signed_by, letter.form) == ("signed", None, "stamped")
    assert letter.number == "นร 0105.04/1"


# Orders and reminders


def test_order_letter_is_drafted_once_for_each_item():
    matter, officer = in_hand()
    track = ordered(matter, officer)
    outgoing.send_orders(matter_id=matter.pk, at=NOW)
    outgoing.send_orders(matter_id=matter.pk, at=NOW)
    letter = Letter.objects.get()
    assert (letter.kind, letter.state, letter.agency_id) == ("order", "submitted", track.agency_id)
    said = " ".join(one["text"] for one in letter.content)
    assert "ให้ตรวจหม้อแปลงทั้งอำเภอ" in said
    assert "8 กรกฎาคม 2569" in said


def ordered(matter: Matter, officer: Actor) -> Track:
    """An order of the director on a petition, with one item."""
    from palat.duties.petitions.operations import opinions, rulings
    from palat.kernel.matters.briefs import Brief, Proposed

    opinions.submit_brief(
        matter_id=matter.pk,
        by=officer,
        at=NOW,
        purpose="order",
        up_to="group_head",
        brief=Brief(question="ให้ตรวจหรือไม่", recommendation="เห็นควร", facts="ไฟดับ"),
    )
    rulings.decide(
        matter_id=matter.pk,
        by=official("head-1"),
        at=NOW,
        decision="approved",
        words="ให้ตรวจหม้อแปลงทั้งอำเภอ",
        items=[Proposed("ให้ตรวจหม้อแปลงทั้งอำเภอ", agency_id("กฟภ"))],
    )
    return Track.objects.get(matter=matter, type="order")


def overdue(agency: str, count: int) -> list[tuple[int, int]]:
    """Petitions that an agency has had for long."""
    pairs = []
    for _one in range(count):
        matter, officer = in_hand(person=WHO, text=f"เรื่องของ {SECRETS[0]}")
        referrals.refer(matter_id=matter.pk, agency_ids=[agency_id(agency)], by=officer, at=NOW)
        pairs.append((matter.pk, Track.objects.get(matter=matter, type="referral").pk))
    return pairs


LATER = NOW + timedelta(days=40)


def test_reminders_go_in_one_stamped_letter_with_the_list_of_overdue_cases():
    pairs = overdue("กฟภ", 3)
    referrals.chase(tracks=pairs, at=LATER)
    tracks = [track for _matter, track in pairs]
    outgoing.send_chase(agency_id=agency_id("กฟภ"), track_ids=tracks, at=LATER)
    outgoing.send_chase(agency_id=agency_id("กฟภ"), track_ids=tracks, at=LATER)
    letter = Letter.objects.get()
    assert (letter.form, letter.urgency, letter.state) == ("stamped", "", "submitted")
    table = next(one for one in letter.content if one["what"] == "table")
    assert len(table["rows"]) == 3
    assert {row[5] for row in table["rows"]} == {"1"}
    assert all(int(row[4]) > 10 for row in table["rows"])
    assert SECRETS[0] not in str(letter.content)
    assert all("letter_submit" in events(Matter.objects.get(pk=matter)) for matter, _track in pairs)
    head = official("head-1")
    signing.sign(letter_id=letter.pk, by=head, at=LATER)
    sending.finish(letter_id=letter.pk, at=LATER)
    letter.refresh_from_db()
    assert letter.signature == []
    assert "ถึงการไฟฟ้าส่วนภูมิภาค" in everything_in(pdf_of(letter, at=LATER))


def test_third_reminder_goes_to_the_head_as_most_urgent():
    pairs = overdue("กฟภ", 2)
    for days in (0, 20, 40):
        referrals.chase(tracks=pairs[:1], at=LATER + timedelta(days=days))
    referrals.chase(tracks=pairs[1:], at=LATER)
    liaison("กฟภ", role="cceo")
    assert Track.objects.get(pk=pairs[0][1]).chased == 3
    by_letter.draft_reminders(agency_id=agency_id("กฟภ"), track_ids=[one for _m, one in pairs], at=LATER)
    usual, third = Letter.objects.order_by("pk")
    assert (usual.form, third.form) == ("stamped", "external")
    assert (third.urgency, third.addressee) == ("ด่วนที่สุด", "ผู้ว่าการการไฟฟ้าส่วนภูมิภาค")
    assert third.copies_to == ["ผู้ประสานงาน"]
    with pytest.raises(NotAuthorised):
        signing.sign(letter_id=third.pk, by=official("head-1"), at=LATER)


def test_classified_and_restricted_petitions_stand_in_no_list():
    pairs = overdue("กฟภ", 2)
    Matter.objects.filter(pk=pairs[0][0]).update(secrecy=1)
    Matter.objects.filter(pk=pairs[1][0]).update(restricted="royal")
    assert by_letter.draft_reminders(agency_id=agency_id("กฟภ"), track_ids=[t for _m, t in pairs], at=LATER) == []


# Drafting, signing, returning, cancelling, sending


def changes(**given) -> Changes:
    """Changes that keep a letter whole."""
    whole = {"subject": "เรื่องใหม่", "addressee": "ผู้ว่าการ", "content": (Paragraph("ข้อความใหม่"),)}
    return Changes(**{**whole, **given})


def test_draft_is_edited_submitted_returned_and_signed():
    matter, officer = in_hand()
    letter = drafting.start(kind="referral", matter_id=matter.pk, agency_id=agency_id("กฟภ"), by=officer, at=NOW)
    letter = drafting.edit(letter_id=letter.pk, by=officer, at=NOW, revision=1, changes=changes())
    assert (letter.subject, letter.revision) == ("เรื่องใหม่", 2)
    with pytest.raises(UnableToAct, match="ถูกแก้ไข"):
        drafting.edit(letter_id=letter.pk, by=officer, at=NOW, revision=1, changes=changes())
    drafting.submit(letter_id=letter.pk, by=officer, at=NOW, revision=2)
    with pytest.raises(UnableToAct, match="สถานะ"):
        drafting.edit(letter_id=letter.pk, by=officer, at=NOW, revision=2, changes=changes())
    director = official("director-psc")
    with pytest.raises(UnableToAct, match="เหตุผล"):
        signing.give_back(letter_id=letter.pk, by=director, at=NOW, words=" ")
    letter = signing.give_back(letter_id=letter.pk, by=director, at=NOW, words="ขาดวันที่รับเรื่อง")
    assert (letter.state, letter.returned_words) == ("returned", "ขาดวันที่รับเรื่อง")
    with pytest.raises(UnableToAct, match="สถานะ"):
        signing.sign(letter_id=letter.pk, by=director, at=NOW)
    drafting.submit(letter_id=letter.pk, by=officer, at=NOW)
    letter = signing.sign(letter_id=letter.pk, by=director, at=NOW)
    assert letter.number


def test_letter_changed_since_it_was_read_is_not_signed():
    _matter, _officer, letter = referred_by_letter()
    with pytest.raises(UnableToAct, match="ฉบับล่าสุด"):
        signing.sign(letter_id=letter.pk, by=official("director-psc"), at=NOW, revision=letter.revision + 1)


@pytest.mark.parametrize("given", [{"subject": " "}, {"content": ()}])
def test_letter_without_subject_or_text_is_refused(given):
    matter, officer = in_hand()
    letter = drafting.start(kind="memo", matter_id=matter.pk, by=officer, at=NOW)
    with pytest.raises(UnableToAct, match="ต้องมีเรื่อง ผู้รับ และข้อความ"):
        drafting.edit(letter_id=letter.pk, by=officer, at=NOW, revision=1, changes=changes(**given))


@pytest.mark.parametrize("post", ["officer-2", "head-1", "agent-1", "clerk-1", "legal-1"])
def test_who_is_no_signer_does_not_sign(post):
    _matter, _officer, letter = referred_by_letter()
    with pytest.raises(NotAuthorised):
        signing.sign(letter_id=letter.pk, by=official(post), at=NOW)


def test_drafter_does_not_sign_what_needs_four_eyes():
    matter, _officer = in_hand()
    director = official("director-psc")
    letter = drafting.start(kind="order", matter_id=matter.pk, agency_id=agency_id("กฟภ"), by=director, at=NOW)
    drafting.submit(letter_id=letter.pk, by=director, at=NOW)
    with pytest.raises(UnableToAct, match="หลักสองคนตรวจ"):
        signing.sign(letter_id=letter.pk, by=director, at=NOW)
    assert signing.sign(letter_id=letter.pk, by=official("deputy-ps"), at=NOW).number
    memo = drafting.start(kind="memo", matter_id=matter.pk, by=director, at=NOW)
    drafting.submit(letter_id=memo.pk, by=director, at=NOW)
    assert signing.sign(letter_id=memo.pk, by=director, at=NOW).number


def test_delegate_signs_by_order_and_the_block_says_so():
    _matter, _officer, letter = referred_by_letter()
    director = official("director-psc")
    given = Delegation.objects.create(
        order_no="คำสั่งที่ 12/2569",
        order_date=date(2026, 1, 5),
        from_post=Post.objects.get(code="ps"),
        to_post=Post.objects.get(code="director-psc"),
        acts=["letter_sign"],
        valid_from=date(2026, 1, 5),
    )
    forget()
    director = Actor("official", authority_of(user_id=director.authority.user_id, on=date(2026, 6, 8)))
    letter = signing.sign(letter_id=letter.pk, by=director, at=NOW)
    assert letter.basis == f"delegation:{given.pk}"
    assert letter.signature[-1] == "ปฏิบัติราชการแทนปลัดสำนักนายกรัฐมนตรี"
    assert letter.signature[1] == "ผู้อำนวยการศูนย์บริการประชาชน"


def test_system_and_citizen_sign_nothing():
    _matter, _officer, letter = referred_by_letter()
    for by in (SYSTEM, Actor("citizen", matter_id=letter.about.get().matter_id)):
        with pytest.raises(UnableToAct):
            signing.sign(letter_id=letter.pk, by=by, at=NOW)


def test_cancelled_letter_frees_its_place_and_voids_its_number():
    matter, officer, letter = referred_by_letter()
    with pytest.raises(UnableToAct, match="ระบุเหตุ"):
        signing.cancel(letter_id=letter.pk, by=officer, at=NOW, words="")
    signing.cancel(letter_id=letter.pk, by=officer, at=NOW, words="ส่งผ่านระบบแทน")
    by_letter.refer(matter_id=matter.pk, agency_ids=[agency_id("กฟภ")], by=officer, at=NOW, by_letter=True)
    signed = signing.sign(letter_id=Letter.objects.get(state="submitted").pk, by=official("director-psc"), at=NOW)
    with pytest.raises(UnableToAct, match="เรียกเรื่องคืน"):
        signing.cancel(letter_id=signed.pk, by=official("director-psc"), at=NOW, words="ผิด")

    memo = drafting.start(kind="memo", matter_id=matter.pk, by=officer, at=NOW)
    drafting.submit(letter_id=memo.pk, by=officer, at=NOW)
    signing.sign(letter_id=memo.pk, by=official("director-psc"), at=NOW)
    signing.cancel(letter_id=memo.pk, by=official("director-psc"), at=NOW, words="พิมพ์ผิด")
    assert RegisterEntry.objects.get(ref=f"letter:{memo.pk}").void_reason == "พิมพ์ผิด"


def test_dispatch_is_recorded_once_with_its_way():
    _matter, _officer, letter = referred_by_letter()
    clerk = official("clerk-1")
    with pytest.raises(UnableToAct, match="สถานะ"):
        sending.dispatch(letter_id=letter.pk, by=clerk, at=NOW, way="post")
    signing.sign(letter_id=letter.pk, by=official("director-psc"), at=NOW)
    with pytest.raises(UnableToAct, match="ทางที่ส่ง"):
        sending.dispatch(letter_id=letter.pk, by=clerk, at=NOW, way="pigeon")
    letter = sending.dispatch(letter_id=letter.pk, by=clerk, at=NOW, way="post", post_code="EB123456789TH")
    assert (letter.state, letter.way, letter.post_code) == ("dispatched", "post", "EB123456789TH")
    with pytest.raises(UnableToAct, match="สถานะ"):
        signing.cancel(letter_id=letter.pk, by=clerk, at=NOW, words="ผิด")


def test_numbers_run_without_a_gap_and_the_register_shows_them():
    numbers = []
    for _one in range(3):
        _matter, _officer, letter = referred_by_letter()
        numbers.append(signing.sign(letter_id=letter.pk, by=official("director-psc"), at=NOW).running)
    assert numbers == [1, 2, 3]
    assert [one.running for one in register_of_outgoing(official("clerk-1"))] == [3, 2, 1]
    assert list(
        RegisterEntry.objects.filter(register_id="letter_out").order_by("pk").values_list("running", flat=True)
    ) == [1, 2, 3]


def test_too_secret_a_letter_is_not_written_here_and_a_secret_one_has_its_own_register():
    matter, officer = in_hand()
    Matter.objects.filter(pk=matter.pk).update(secrecy=2)
    with pytest.raises(UnableToAct, match="บนกระดาษ"):
        drafting.start(kind="memo", matter_id=matter.pk, by=official("director-psc"), at=NOW)
    Matter.objects.filter(pk=matter.pk).update(secrecy=1)
    letter = drafting.start(kind="memo", matter_id=matter.pk, by=officer, at=NOW)
    drafting.submit(letter_id=letter.pk, by=officer, at=NOW)
    letter = signing.sign(letter_id=letter.pk, by=official("director-psc"), at=NOW)
    assert (letter.secrecy, letter.register) == ("ลับ", "secret_out")


def test_finishing_twice_is_the_same_as_once():
    matter, _officer, letter = referred_by_letter()
    sending.finish(letter_id=letter.pk, at=NOW)
    letter.refresh_from_db()
    assert letter.file is None
    signing.sign(letter_id=letter.pk, by=official("director-psc"), at=NOW)
    sending.finish(letter_id=letter.pk, at=NOW)
    sending.finish(letter_id=letter.pk, at=NOW)
    letter.refresh_from_db()
    assert events(matter).count("letter_finish") == 1
    assert letter.sha256 == hashlib.sha256(pdf_of(letter, at=NOW)).hexdigest()


# Who reads


def test_letter_is_hidden_from_who_may_not_open_its_matter():
    matter, _officer, letter = referred_by_letter()
    assert letter_for(letter.pk, official("officer-4")).pk == letter.pk
    assert letters_of_matter(matter.pk, official("officer-4")).count() == 1
    Matter.objects.filter(pk=matter.pk).update(secrecy=2)
    with pytest.raises(NotVisible):
        letter_for(letter.pk, official("officer-4"))
    for nobody in (official("agent-1"), Actor("citizen", matter_id=matter.pk), liaison("กปภ")):
        assert not visible_letters(nobody).exists()


def test_code_verifies_only_a_letter_that_has_its_number():
    _matter, _officer, letter = referred_by_letter()
    assert by_code(letter.code) is None
    signing.sign(letter_id=letter.pk, by=official("director-psc"), at=NOW)
    assert by_code(letter.code.replace("-", " ").upper()).pk == letter.pk
    assert by_code("0000-0000-0000") is None
