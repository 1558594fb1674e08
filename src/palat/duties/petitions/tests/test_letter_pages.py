"""Pages of letters: each opens for whom it should, acts, refuses and tells; the public check page tells no content."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from palat.duties.petitions.tests.factories import agency_id, liaison, official
from palat.duties.petitions.tests.test_letters import (
    NOW,
    SECRETS,
    WHO,
    events,
    everything_in,
    in_hand,
    notified_by_post,
    referred_by_letter,
)
from palat.kernel.accounts.models import User
from palat.kernel.letters.models import Letter
from palat.kernel.letters.operations import drafting, sending, signing
from palat.kernel.letters.procedure import paper_digits
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct

pytestmark = pytest.mark.django_db


def desk(by: Actor) -> Client:
    """A browser in which an official is signed in."""
    client = Client()
    client.force_login(User.objects.get(pk=by.authority.user_id))
    return client


def test_matter_page_lists_its_letters_and_offers_a_draft():
    matter, officer, letter = referred_by_letter()
    page = desk(officer).get(reverse("petition_matter", args=[matter.code])).content.decode()
    assert reverse("letter", args=[letter.pk]) in page
    assert reverse("letter_start", args=[matter.code]) in page
    assert "ลงนามหนังสือ" not in page.split('id="do">')[1].split("</section>")[0]


def test_officer_drafts_edits_and_submits():
    matter, officer = in_hand()
    client = desk(officer)
    assert client.get(reverse("letter_start", args=[matter.code])).status_code == 200
    answer = client.post(
        reverse("letter_start", args=[matter.code]), {"kind": "referral", "agency_id": agency_id("กฟภ")}
    )
    letter = Letter.objects.get()
    assert answer.url == reverse("letter_edit", args=[letter.pk])
    page = client.get(answer.url).content.decode()
    assert "ด้วยสำนักงานปลัดสำนักนายกรัฐมนตรีได้รับเรื่องราวร้องทุกข์" in page
    assert reverse("letter_page", args=[letter.pk, 1]) in page
    typed = {"subject": "ส่งเรื่อง", "addressee": "ผู้ว่าการ", "text": "ย่อหน้า\n1. ข้อหนึ่ง", "revision": "1", "submit": "1"}
    client.post(answer.url, typed)
    letter.refresh_from_db()
    assert (letter.state, [one["kind"] for one in letter.content]) == ("submitted", ["body", "item"])
    assert client.get(reverse("letter_edit", args=[letter.pk])).status_code == 302


def test_refused_edit_keeps_what_was_typed():
    matter, officer = in_hand()
    letter = drafting.start(kind="memo", matter_id=matter.pk, by=officer, at=NOW)
    typed = {"subject": "", "addressee": "ปลัด", "text": "ถ้อยคำที่พิมพ์ไว้ยาวมาก", "revision": "1"}
    answer = desk(officer).post(reverse("letter_edit", args=[letter.pk]), typed)
    assert answer.status_code == 422
    assert "ถ้อยคำที่พิมพ์ไว้ยาวมาก" in answer.content.decode()
    assert 'href="#id_subject"' in answer.content.decode()


def test_start_without_agency_says_so():
    matter, officer = in_hand()
    answer = desk(officer).post(reverse("letter_start", args=[matter.code]), {"kind": "order", "agency_id": ""})
    assert answer.status_code == 422
    assert "โปรดเลือกหน่วยงาน" in answer.content.decode()


def test_director_reads_and_signs_one():
    _matter, _officer, letter = referred_by_letter()
    director = desk(official("director-psc"))
    page = director.get(reverse("letter", args=[letter.pk])).content.decode()
    assert "ลงนามและออกเลข" in page
    letter.refresh_from_db()
    assert letter.opened_at is not None
    director.post(reverse("letter_act", args=[letter.pk, "sign"]), {"revision": letter.revision})
    letter.refresh_from_db()
    assert letter.state == "signed"
    assert "นร ๐๑๐๕.๐๔/๑" in director.get(reverse("letters_out")).content.decode()


def test_officer_is_not_offered_the_signature_and_is_refused_it():
    _matter, officer, letter = referred_by_letter()
    client = desk(official("officer-2"))
    assert "ลงนามและออกเลข" not in client.get(reverse("letter", args=[letter.pk])).content.decode()
    page = client.post(reverse("letter_act", args=[letter.pk, "sign"]), {"revision": "1"}, follow=True).content.decode()
    assert "คุณไม่มีอำนาจ" in page
    assert officer.authority is not None


def test_many_ordinary_letters_are_signed_together_but_no_decision():
    chosen = [referred_by_letter()[2].pk for _one in range(2)]
    matter, officer = in_hand()
    order = drafting.start(kind="order", matter_id=matter.pk, agency_id=agency_id("กฟภ"), by=officer, at=NOW)
    drafting.submit(letter_id=order.pk, by=officer, at=NOW)
    director = desk(official("director-psc"))
    page = director.get(reverse("letters_to_sign")).content.decode()
    assert page.count("อ่านและลงนามรายฉบับ") == 1
    told = director.post(reverse("letters_sign"), {"row": [*chosen, order.pk]}, follow=True).content.decode()
    assert "ลงนามแล้ว 2 ฉบับ" in told
    assert "ต้องเปิดอ่านและลงนามรายฉบับ" in told
    assert set(Letter.objects.filter(state="signed").values_list("pk", flat=True)) == set(chosen)


def test_drafter_takes_a_letter_back_from_the_signers_until_it_is_signed():
    matter, officer, letter = referred_by_letter()
    back, page = reverse("letter_act", args=[letter.pk, "take-back"]), reverse("letter", args=[letter.pk])
    assert back in desk(officer).get(page).content.decode()
    legal = desk(official("legal-1"))
    assert back not in legal.get(page).content.decode()
    legal.post(back)
    letter.refresh_from_db()
    assert letter.state == "submitted", "only those who draft on the matter"
    desk(officer).post(back)
    letter.refresh_from_db()
    assert (letter.state, letter.submitted_at) == ("draft", None)
    assert events(matter)[-1] == "letter_take_back"
    director = official("director-psc")
    with pytest.raises(UnableToAct):
        signing.sign(letter_id=letter.pk, by=director, at=NOW)
    drafting.submit(letter_id=letter.pk, by=officer, at=NOW)
    signing.sign(letter_id=letter.pk, by=director, at=NOW)
    told = desk(officer).post(back, follow=True).content.decode()
    assert "ทำไม่ได้ขณะหนังสืออยู่ในสถานะ" in told


def test_return_and_dispatch_from_the_page():
    _matter, officer, letter = referred_by_letter()
    director = desk(official("director-psc"))
    director.post(reverse("letter_act", args=[letter.pk, "return"]), {"words": "แก้วันที่"})
    assert "แก้วันที่" in desk(officer).get(reverse("letter", args=[letter.pk])).content.decode()
    drafting.submit(letter_id=letter.pk, by=officer, at=NOW)
    signing.sign(letter_id=letter.pk, by=official("director-psc"), at=NOW)
    clerk = desk(official("clerk-1"))
    out = reverse("letter_act", args=[letter.pk, "dispatch"])
    told = clerk.post(out, {"way": "post", "post_code": "EB473124828TH"}, follow=True).content.decode()
    assert "ผิดหลักตรวจสอบ" in told, "a letter under a mistyped number would be followed by nobody"
    clerk.post(out, {"way": "post", "post_code": "eb 473124829 th"})
    letter.refresh_from_db()
    assert (letter.state, letter.post_code) == ("dispatched", "EB473124829TH")
    exported = b"".join(clerk.get(reverse("letters_out"), {"export": "csv"}).streaming_content).decode("utf-8-sig")
    assert "นร 0105.04/1" in exported
    assert clerk.get(reverse("letter_act", args=[letter.pk, "dispatch"])).status_code == 405
    assert clerk.post(reverse("letter_act", args=[letter.pk, "frame"])).status_code == 404


def test_paper_and_pictures_open_for_readers_only():
    _matter, _officer, letter = referred_by_letter()
    reader = desk(official("officer-4"))
    answer = reader.get(reverse("letter_paper", args=[letter.pk]))
    assert answer.content.startswith(b"%PDF")
    assert reader.get(reverse("letter_page", args=[letter.pk, 1])).content.startswith(b"\x89PNG")
    assert reader.get(reverse("letter_page", args=[letter.pk, 9])).status_code == 404
    for by in (official("agent-1"), liaison("กปภ")):
        for name in ("letter", "letter_paper", "letter_edit"):
            assert desk(by).get(reverse(name, args=[letter.pk])).status_code == 404
        assert desk(by).get(reverse("letters_to_sign")).status_code == 404
    assert Client().get(reverse("letter", args=[letter.pk])).status_code == 302


def test_agency_opens_its_signed_letter_and_nothing_else():
    matter, _officer, letter = referred_by_letter()
    agency = desk(liaison("กฟภ"))
    assert agency.get(reverse("letter", args=[letter.pk])).status_code == 404
    signing.sign(letter_id=letter.pk, by=official("director-psc"), at=NOW)
    page = agency.get(reverse("letter", args=[letter.pk])).content.decode()
    assert "บันทึกการส่งออก" not in page
    assert agency.get(reverse("letter_start", args=[matter.code])).status_code == 404


def test_name_is_printed_only_on_the_paper_that_leaves():
    _matter, officer = notified_by_post()
    letter = Letter.objects.get()
    signing.sign(letter_id=letter.pk, by=official("director-psc"), at=NOW)
    client = desk(officer)
    assert SECRETS[0] not in client.get(reverse("letter", args=[letter.pk])).content.decode()
    assert SECRETS[0] not in everything_in(client.get(reverse("letter_paper", args=[letter.pk])).content)
    assert client.get(reverse("letter_send", args=[letter.pk])).status_code == 405
    assert SECRETS[0] in everything_in(client.post(reverse("letter_send", args=[letter.pk])).content)
    assert SECRETS[0] in client.post(reverse("letter_envelope", args=[letter.pk])).content.decode()
    refused = desk(official("inspector-1")) if User.objects.filter(username="inspector-1").exists() else None
    assert refused is None or refused.post(reverse("letter_send", args=[letter.pk])).status_code == 302


def test_anyone_checks_a_letter_but_reads_nothing_of_it():
    _matter, _officer, letter = referred_by_letter()
    public = Client()
    assert public.get(reverse("letter_verify", args=[letter.code])).status_code == 404
    signing.sign(letter_id=letter.pk, by=official("director-psc"), at=NOW)
    sending.finish(letter_id=letter.pk, at=NOW)
    letter.refresh_from_db()
    page = public.get(reverse("letter_verify", args=[letter.code])).content.decode()
    for shown in (paper_digits(letter.number), "8 มิถุนายน 2569", "ผู้อำนวยการศูนย์บริการประชาชน", letter.sha256):
        assert shown in page
    for hidden in (letter.subject, letter.addressee, "ไฟฟ้าในซอย", "ผู้ครองตำแหน่ง"):
        assert hidden not in page
    found = public.get(reverse("letter_check"), {"code": letter.code.replace("-", "")})
    assert paper_digits(letter.number) in found.content.decode()
    assert public.get(reverse("letter_check")).status_code == 200
    assert public.get(reverse("letter_check"), {"code": "zz"}).status_code == 404


def test_slip_opens_by_code_and_names_nobody():
    matter, _officer = in_hand(person=WHO)
    answer = Client().get(reverse("petition_slip", args=[matter.code]))
    said = everything_in(answer.content)
    assert "ใบรับเรื่อง" in said
    assert matter.code in said
    assert not any(secret in said for secret in SECRETS)
    assert Client().get(reverse("petition_slip", args=["000000000000000"])).status_code == 404
    track = Client().get(reverse("petition_track", args=[matter.code])).content.decode()
    assert reverse("petition_slip", args=[matter.code]) in track


def test_lists_cost_the_same_for_one_and_for_three():
    client = desk(official("director-psc"))
    counts = []
    for more in (1, 2):
        for _one in range(more):
            referred_by_letter()
            notified_by_post()
        client.get(reverse("letters_to_sign"))  # authority and units are kept from here on
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("letters_to_sign")).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_decision_queue_leads_to_the_letters_to_sign():
    director = desk(official("director-psc"))

    def leads_there() -> bool:
        page = director.get(reverse("desk_decisions")).content.decode()
        return reverse("letters_to_sign") in page[page.index("<main") : page.index("</main>")]

    assert not leads_there()
    referred_by_letter()
    assert leads_there()
