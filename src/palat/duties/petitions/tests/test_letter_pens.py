"""Letters signed by pen and orders in their margins: recorded with a scan, confirmed by a second person."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from PIL import Image

from palat.duties.petitions.tests.factories import NOW, liaison, official
from palat.duties.petitions.tests.test_letter_drafts import give
from palat.duties.petitions.tests.test_letter_pages import desk
from palat.duties.petitions.tests.test_letters import (
    SECRETS,
    events,
    everything_in,
    notified_by_post,
    referred_by_letter,
)
from palat.kernel.files.operations import store
from palat.kernel.history.queries import events_of, faults
from palat.kernel.identities.models import Reveal
from palat.kernel.letters.models import Letter, MarginOrder, PaperSignature
from palat.kernel.letters.operations import margin, on_paper, signing
from palat.kernel.letters.operations.margin import Penned
from palat.kernel.letters.operations.on_paper import OnPaper
from palat.kernel.letters.operations.signing import Reserved
from palat.kernel.letters.pens.queries import to_confirm
from palat.kernel.letters.queries import to_sign
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Matter, Track
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.organisation.models import Holding
from palat.kernel.organisation.queries import forget
from palat.kernel.pages.operations import new_key
from palat.kernel.registers.operations.blocks import reserve

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 8)


def picture() -> bytes:
    """A scan."""
    into = BytesIO()
    Image.new("RGB", (60, 80), "white").save(into, "PNG")
    return into.getvalue()


def scanned() -> int:
    """A scan that the Office keeps."""
    return store(upload=BytesIO(picture()), name="scan.png", at=NOW).pk


def paper(signer: Actor, **more) -> OnPaper:
    """What stands on a paper that was signed today."""
    return OnPaper(**{"signer_id": signer.official_id, "on": TODAY, "scan_id": scanned(), **more})


def recorded(letter: Letter, by: Actor, what: OnPaper) -> PaperSignature:
    """Record a signature on the letter as it stands."""
    letter.refresh_from_db()
    return on_paper.record_signature(letter_id=letter.pk, by=by, at=NOW, revision=letter.revision, paper=what)


# Signed on paper


def test_signature_on_paper_holds_once_a_second_person_confirms_it():
    matter, _officer, letter = referred_by_letter()
    director, secretary, clerk = official("director-psc"), official("secretary"), official("clerk-1")
    kept = recorded(letter, secretary, paper(director))
    letter.refresh_from_db()
    assert (letter.state, letter.number) == ("on_paper", "")
    assert kept.signature == ["(ผู้ครองตำแหน่ง director-psc)", "ผู้อำนวยการศูนย์บริการประชาชน"]
    assert not Track.objects.filter(matter=matter, type="referral").exists()
    assert not to_sign(director).exists()
    with pytest.raises(UnableToAct, match="อีกคนหนึ่ง"):
        on_paper.confirm_signature(letter_id=letter.pk, by=secretary, at=NOW)
    on_paper.confirm_signature(letter_id=letter.pk, by=clerk, at=NOW)
    letter.refresh_from_db()
    assert (letter.state, letter.number, letter.signed_way) == ("signed", "นร 0105.04/1", "paper")
    assert (letter.signed_by_id, letter.signature) == (director.official_id, kept.signature)
    assert letter.basis.startswith("holding:")
    assert Track.objects.get(matter=matter, type="referral").state == "sent"
    assert events(matter)[-3:] == ["letter_record_signature", "letter_confirm_signature", "refer_signed"]
    told = events_of(f"matter:{matter.pk}")[-2]
    assert (told.actor, told.facts["signer"], told.facts["relied"]) == (clerk.ref, director.official_id, letter.basis)
    assert list(faults()) == []


def test_signer_confirms_what_a_clerk_recorded():
    _matter, _officer, letter = referred_by_letter()
    director = official("director-psc")
    recorded(letter, official("clerk-1"), paper(director))
    assert [one.pk for one in to_confirm(director)] == [letter.pk]
    assert on_paper.confirm_signature(letter_id=letter.pk, by=director, at=NOW).state == "signed"
    assert not to_confirm(director).exists()


def test_reserved_number_on_the_paper_is_the_letters_number():
    _matter, _officer, letter = referred_by_letter()
    clerk = official("clerk-1")
    reserve(register="letter_out", by=clerk.authority, at=NOW, many=1, why="ไฟฟ้าดับ", reserved_for="ศูนย์", due_on=TODAY)
    recorded(letter, clerk, paper(official("director-psc"), reserved=Reserved(1, TODAY)))
    done = on_paper.confirm_signature(letter_id=letter.pk, by=official("secretary"), at=NOW)
    assert (done.running, done.on) == (1, TODAY)


def test_refused_signature_leaves_the_letter_to_be_signed():
    matter, _officer, letter = referred_by_letter()
    director, clerk = official("director-psc"), official("clerk-1")
    recorded(letter, official("secretary"), paper(director))
    with pytest.raises(UnableToAct, match="เหตุ"):
        on_paper.refuse_signature(letter_id=letter.pk, by=clerk, at=NOW, words=" ")
    on_paper.refuse_signature(letter_id=letter.pk, by=clerk, at=NOW, words="สแกนผิดฉบับ")
    letter.refresh_from_db()
    assert letter.state == "submitted"
    assert PaperSignature.objects.get().refused_words == "สแกนผิดฉบับ"
    assert events(matter)[-1] == "letter_refuse_signature"
    recorded(letter, official("secretary"), paper(director))
    assert on_paper.confirm_signature(letter_id=letter.pk, by=clerk, at=NOW).state == "signed"


@pytest.mark.parametrize("post", ["officer-1", "head-1", "director-psc", "agent-1"])
def test_recording_is_refused_to_those_who_keep_no_records(post):
    _matter, _officer, letter = referred_by_letter()
    with pytest.raises(NotAuthorised):
        recorded(letter, official(post), paper(official("deputy-ps")))


def test_recording_is_refused_where_the_paper_cannot_be_right():
    _matter, officer, letter = referred_by_letter()
    clerk, director = official("clerk-1"), official("director-psc")
    for on in (TODAY + timedelta(days=1), TODAY - timedelta(days=1)):
        with pytest.raises(UnableToAct, match="วันที่ลงนาม"):
            recorded(letter, clerk, paper(director, on=on))
    with pytest.raises(NotAuthorised):
        recorded(letter, clerk, paper(official("head-1")))
    with pytest.raises(UnableToAct, match="คนละคน"):
        recorded(letter, clerk, paper(clerk))
    with pytest.raises(UnableToAct, match="ฉบับล่าสุด"):
        on_paper.record_signature(letter_id=letter.pk, by=clerk, at=NOW, revision=9, paper=paper(director))
    assert not PaperSignature.objects.exists()
    recorded(letter, clerk, paper(director))
    with pytest.raises(UnableToAct, match="สถานะ"):
        recorded(letter, clerk, paper(director))
    for act in (signing.sign, signing.cancel):
        more = {"words": "ผิด"} if act is signing.cancel else {}
        with pytest.raises(UnableToAct, match="สถานะ"):
            act(letter_id=letter.pk, by=director, at=NOW, **more)
    with pytest.raises(UnableToAct, match="สถานะ"):
        give(letter, "drafted", officer)


def test_drafter_signs_no_letter_of_two_on_paper_either():
    _matter, _officer, letter = referred_by_letter()
    director = official("director-psc")
    Letter.objects.filter(pk=letter.pk).update(drafted_by=director.official_id)
    with pytest.raises(UnableToAct, match="หลักสองคนตรวจ"):
        recorded(letter, official("clerk-1"), paper(director))


def test_confirmation_asks_for_the_authority_of_the_day_that_the_paper_bears():
    _matter, _officer, letter = referred_by_letter()
    director = official("director-psc")
    recorded(letter, official("secretary"), paper(director))
    Holding.objects.filter(official_id=director.official_id).update(valid_to=TODAY - timedelta(days=1))
    forget()
    with pytest.raises(UnableToAct):
        on_paper.confirm_signature(letter_id=letter.pk, by=official("clerk-1"), at=NOW)
    letter.refresh_from_db()
    assert letter.state == "on_paper"


def test_database_refuses_one_person_for_two():
    _matter, _officer, letter = referred_by_letter()
    kept = recorded(letter, official("secretary"), paper(official("director-psc")))
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperSignature.objects.filter(pk=kept.pk).update(confirmed_by=kept.recorded_by_id, confirmed_at=NOW)


def test_letter_is_printed_to_be_signed_with_the_signers_block_and_no_mark_of_a_draft():
    _matter, officer, letter = referred_by_letter()
    director = official("director-psc")
    _letter, pdf = on_paper.paper_for_pen(letter_id=letter.pk, signer_id=director.official_id, by=officer, at=NOW)
    said = everything_in(pdf)
    assert "ผู้อำนวยการศูนย์บริการประชาชน" in said
    assert letter.code in said
    with pytest.raises(NotAuthorised):
        on_paper.paper_for_pen(letter_id=letter.pk, signer_id=official("head-1").official_id, by=officer, at=NOW)
    with pytest.raises(NotAuthorised):
        on_paper.paper_for_pen(letter_id=letter.pk, signer_id=director.official_id, by=official("secretary"), at=NOW)
    address = reverse("letter_for_pen", args=[letter.pk])
    client = desk(officer)
    assert client.post(address, {"signer_id": director.official_id}).content.startswith(b"%PDF")
    assert "โปรดเลือกผู้ที่จะลงนาม" in client.post(address, {}, follow=True).content.decode()
    assert "พิมพ์เพื่อลงนามด้วยปากกา" in client.get(reverse("letter", args=[letter.pk])).content.decode()


def test_petitioners_name_is_opened_for_the_pen_and_recorded():
    _matter, officer = notified_by_post()
    letter = Letter.objects.get(kind="result")
    before = Reveal.objects.count()
    director = official("director-psc").official_id
    _letter, pdf = on_paper.paper_for_pen(letter_id=letter.pk, signer_id=director, by=officer, at=NOW)
    assert SECRETS[0] in everything_in(pdf)
    assert Reveal.objects.count() == before + 1


# Orders in the margin


def test_decider_writes_an_order_on_screen_and_it_stands_verbatim():
    matter, _officer, letter = referred_by_letter()
    director = official("director-psc")
    kept = margin.order(letter_id=letter.pk, by=director, at=NOW, words="ทราบ  ดำเนินการตามเสนอ\nเร่งด้วย")
    assert (kept.words, kept.confirmed_at, kept.scan_id) == ("ทราบ  ดำเนินการตามเสนอ\nเร่งด้วย", NOW, None)
    told = events_of(f"matter:{matter.pk}")[-1]
    assert (told.kind, told.body["words"]) == ("letter_margin_order", kept.words)
    for post in ("officer-1", "clerk-1", "minister"):
        with pytest.raises(NotAuthorised):
            margin.order(letter_id=letter.pk, by=official(post), at=NOW, words="ทราบ")
    with pytest.raises(UnableToAct, match="ถ้อยคำ"):
        margin.order(letter_id=letter.pk, by=director, at=NOW, words=" ")


def test_order_by_pen_is_taken_down_and_confirmed_by_another():
    matter, _officer, letter = referred_by_letter()
    secretary, clerk, deputy = official("secretary"), official("clerk-1"), official("deputy-ps")
    penned = Penned(by_id=deputy.official_id, on=TODAY, scan_id=scanned())
    kept = margin.record_order(letter_id=letter.pk, by=secretary, at=NOW, words="ชอบ / ให้เร่งรัด", penned=penned)
    assert (kept.signature[0], kept.confirmed_at) == ("(ผู้ครองตำแหน่ง deputy-ps)", None)
    with pytest.raises(UnableToAct, match="อีกคนหนึ่ง"):
        margin.confirm_order(letter_id=letter.pk, order_id=kept.pk, by=secretary, at=NOW)
    assert [one.pk for one in to_confirm(clerk)] == [letter.pk]
    assert not to_confirm(secretary).exists()
    assert not to_confirm(official("officer-1")).exists()
    margin.confirm_order(letter_id=letter.pk, order_id=kept.pk, by=clerk, at=NOW)
    assert not to_confirm(clerk).exists()
    assert events(matter)[-2:] == ["letter_record_order", "letter_confirm_order"]
    with pytest.raises(UnableToAct, match="ไม่มีคำสั่งนี้"):
        margin.refuse_order(letter_id=letter.pk, order_id=kept.pk, by=clerk, at=NOW, words="ผิด")


def test_order_by_pen_is_refused_with_the_reason_and_stays_marked():
    _matter, _officer, letter = referred_by_letter()
    penned = Penned(by_id=official("deputy-ps").official_id, on=TODAY, scan_id=scanned())
    kept = margin.record_order(letter_id=letter.pk, by=official("secretary"), at=NOW, words="ชอบ", penned=penned)
    with pytest.raises(UnableToAct, match="เหตุ"):
        margin.refuse_order(letter_id=letter.pk, order_id=kept.pk, by=official("clerk-1"), at=NOW, words="")
    margin.refuse_order(letter_id=letter.pk, order_id=kept.pk, by=official("clerk-1"), at=NOW, words="อ่านว่า ไม่ชอบ")
    assert MarginOrder.objects.get().refused_words == "อ่านว่า ไม่ชอบ"


def test_order_by_pen_is_refused_of_who_decides_nothing_and_of_a_day_to_come():
    _matter, _officer, letter = referred_by_letter()
    clerk, deputy = official("clerk-1"), official("deputy-ps")
    for by_id, on, match in (
        (official("officer-1").official_id, TODAY, "สั่งการได้"),
        (deputy.official_id, TODAY + timedelta(days=1), "หลังวันนี้"),
        (clerk.official_id, TODAY, "คนละคน"),
    ):
        penned = Penned(by_id=by_id, on=on, scan_id=scanned())
        with pytest.raises(UnableToAct, match=match):
            margin.record_order(letter_id=letter.pk, by=clerk, at=NOW, words="ชอบ", penned=penned)
    Letter.objects.filter(pk=letter.pk).update(state="draft")
    with pytest.raises(UnableToAct, match="สถานะ"):
        margin.order(letter_id=letter.pk, by=deputy, at=NOW, words="ชอบ")


# Pages


def upload(name: str = "scan.png") -> SimpleUploadedFile:
    """A scan as a browser sends it."""
    return SimpleUploadedFile(name, picture(), "image/png")


def test_signature_on_paper_goes_through_the_pages():
    _matter, _officer, letter = referred_by_letter()
    director, clerk = official("director-psc"), desk(official("clerk-1"))
    address = reverse("letter_on_paper", args=[letter.pk])
    assert "เลขที่จองไว้" not in clerk.get(address).content.decode()
    sent = {"signer_id": director.official_id, "on": "8/6/2569", "revision": 1, "once_key": new_key()}
    refused = clerk.post(address, sent)
    assert refused.status_code == 422
    assert "โปรดแนบภาพสแกนหนึ่งไฟล์" in refused.content.decode()
    letter_url = reverse("letter", args=[letter.pk])
    assert clerk.post(address, {**sent, "files": upload()}).status_code == 302
    letter.refresh_from_db()
    assert letter.state == "on_paper"
    assert "ตรวจภาพสแกนแล้ว ยืนยันการลงนาม" not in clerk.get(letter_url).content.decode()
    secretary = desk(official("secretary"))
    assert letter.subject in secretary.get(reverse("letters_mine"), {"tab": "confirm"}).content.decode()
    assert "ตรวจภาพสแกนแล้ว ยืนยันการลงนาม" in secretary.get(letter_url).content.decode()
    kept = PaperSignature.objects.get()
    scan = secretary.get(reverse("letter_scan", args=[letter.pk, "signature", kept.pk]))
    assert b"".join(scan.streaming_content).startswith(b"\x89PNG")
    secretary.post(reverse("letter_on_paper_settle", args=[letter.pk]), {"do": "confirm"})
    letter.refresh_from_db()
    assert letter.state == "signed"
    check = secretary.get(reverse("letter_verify", args=[letter.code])).content.decode()
    assert "ลงนามด้วยปากกาบนกระดาษ" in check
    assert "ผู้ครองตำแหน่ง" not in check


def test_scan_of_a_letter_to_a_petitioner_must_be_said_to_bear_no_name():
    _matter, _officer = notified_by_post()
    letter = Letter.objects.get(kind="result")
    clerk, address = desk(official("clerk-1")), reverse("letter_on_paper", args=[letter.pk])
    sent = {"signer_id": official("director-psc").official_id, "on": "8/6/2569", "revision": 1, "once_key": new_key()}
    refused = clerk.post(address, {**sent, "files": upload()})
    assert refused.status_code == 422
    assert "held_file" in refused.content.decode()
    assert not PaperSignature.objects.exists()
    clerk.post(address, {**sent, "nameless": "on", "files": upload()})
    assert PaperSignature.objects.exists()


def test_orders_are_written_taken_down_and_settled_on_the_pages():
    matter, officer, letter = referred_by_letter()
    director, secretary, clerk = (desk(official(post)) for post in ("director-psc", "secretary", "clerk-1"))
    address, page = reverse("letter_margin", args=[letter.pk]), reverse("letter", args=[letter.pk])
    director.post(address, {"words": "ดำเนินการตามเสนอ", "once_key": new_key()})
    deputy = official("deputy-ps").official_id
    sent = {"by_id": deputy, "on": "8/6/2569", "words": "ชอบ ให้รายงานทุกเดือน", "once_key": new_key(), "files": upload()}
    assert secretary.post(address, sent).status_code == 302
    told = clerk.get(page).content.decode()
    assert "ดำเนินการตามเสนอ" in told
    assert "ชอบ ให้รายงานทุกเดือน" in told
    kept = MarginOrder.objects.get(ordered_by_id=deputy)
    clerk.post(reverse("letter_margin_settle", args=[letter.pk, kept.pk]), {"do": "confirm"})
    kept.refresh_from_db()
    assert kept.confirmed_at is not None
    matter_page = desk(officer).get(reverse("petition_matter", args=[matter.code])).content.decode()
    assert "ชอบ ให้รายงานทุกเดือน" in matter_page
    assert clerk.get(reverse("letter_scan", args=[letter.pk, "frame", kept.pk])).status_code == 404
    assert clerk.get(reverse("letter_scan", args=[letter.pk, "order", 0])).status_code == 404
    other_settled = secretary.post(
        reverse("letter_margin_settle", args=[letter.pk, kept.pk]), {"do": "refuse", "words": "ผิด"}, follow=True
    )
    assert "ไม่มีคำสั่งนี้ให้ยืนยัน" in other_settled.content.decode()


def test_agency_sees_no_order_and_no_scan():
    _matter, _officer, letter = referred_by_letter()
    director = official("director-psc")
    margin.order(letter_id=letter.pk, by=director, at=NOW, words="ข้อสั่งการภายใน")
    signing.sign(letter_id=letter.pk, by=director, at=NOW)
    agency = desk(liaison("กฟภ"))
    assert "ข้อสั่งการภายใน" not in agency.get(reverse("letter", args=[letter.pk])).content.decode()
    for name, more in (("letter_margin", []), ("letter_on_paper", []), ("letter_scan", ["order", 1])):
        assert agency.get(reverse(name, args=[letter.pk, *more])).status_code == 404
    for name, more in (("letter_margin_settle", [1]), ("letter_on_paper_settle", [])):
        assert agency.post(reverse(name, args=[letter.pk, *more])).status_code == 404
    officer = desk(official("officer-1"))
    assert officer.get(reverse("letter_margin", args=[letter.pk])).status_code == 302
    assert officer.get(reverse("letter_on_paper", args=[letter.pk])).status_code == 302


def test_secret_letter_keeps_its_scans_from_those_not_cleared():
    matter, _officer, letter = referred_by_letter()
    kept = recorded(letter, official("secretary"), paper(official("director-psc")))
    Matter.objects.filter(pk=matter.pk).update(secrecy=2)
    assert (
        desk(official("officer-1")).get(reverse("letter_scan", args=[letter.pk, "signature", kept.pk])).status_code
        == 404
    )
