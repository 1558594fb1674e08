"""Pages of drafts: initials, remarks beside the text, wordings compared, the list of what waits for someone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from palat.duties.petitions.tests.factories import NOW, agency_id, liaison, official
from palat.duties.petitions.tests.test_letter_drafts import changed, give, memo
from palat.duties.petitions.tests.test_letter_pages import desk
from palat.duties.petitions.tests.test_letters import in_hand, referred_by_letter
from palat.kernel.letters.drafts.queries import remarks_of, standing
from palat.kernel.letters.operations import drafting, initialling, signing
from palat.kernel.letters.operations.remarks import Said
from palat.kernel.pages.operations import new_key

pytestmark = pytest.mark.django_db


def test_initials_are_asked_for_given_and_taken_back_on_the_page():
    _matter, officer, letter = memo()
    head = official("head-1")
    page, address = reverse("letter", args=[letter.pk]), reverse("letter_initial", args=[letter.pk])
    client = desk(officer)
    assert "ลงชื่อย่อ ผู้ร่าง" in client.get(page).content.decode()
    client.post(address, {"do": "give", "part": "drafted", "revision": "1"})
    client.post(address, {"do": "ask", "part": "checked", "official_id": head.official_id})
    told = client.get(page).content.decode()
    assert "รอผู้ครองตำแหน่ง head-1" in told
    assert "ถอนชื่อย่อ" in told
    assert "ลงชื่อย่อ ผู้ตรวจ" not in told
    assert "ลงชื่อย่อ ผู้ตรวจ" in desk(head).get(page).content.decode()
    client.post(address, {"do": "back", "part": "drafted"})
    assert standing(letter) == {}
    assert client.post(address, {"do": "frame", "part": "drafted"}).status_code == 404
    refused = client.post(address, {"do": "ask", "part": "checked", "official_id": ""}, follow=True).content.decode()
    assert "โปรดเลือกส่วนและผู้ที่จะขอชื่อย่อ" in refused
    stale = desk(head).post(address, {"do": "give", "part": "checked", "revision": "x"}, follow=True).content.decode()
    assert "โปรดอ่านฉบับล่าสุดก่อน" in stale


def test_superior_returns_with_remarks_and_the_drafter_sees_them_beside_the_text():
    _matter, officer, letter = referred_by_letter()
    director, address = desk(official("director-psc")), reverse("letter_review", args=[letter.pk])
    page = director.get(address).content.decode()
    assert 'name="said-content:0"' in page
    assert 'name="said-subject"' in page
    sent = {"revision": "1", "once_key": new_key(), "said-content:0": "ระบุวันที่รับเรื่อง", "words": ""}
    refused = director.post(address, sent)
    assert refused.status_code == 422
    assert "ระบุวันที่รับเรื่อง" in refused.content.decode()
    assert director.post(address, {**sent, "words": "แก้หนึ่งแห่ง"}).status_code == 302
    edit = desk(officer).get(reverse("letter_edit", args=[letter.pk])).content.decode()
    (remark,) = remarks_of(letter)
    for said in ("ระบุวันที่รับเรื่อง", "แก้หนึ่งแห่ง", "ข้อความ ส่วนที่ 1", f'name="settled" value="{remark.pk}"'):
        assert said in edit
    typed = {"subject": "ส่งเรื่อง", "addressee": "ผู้ว่าการ", "text": "แก้แล้ว", "revision": "1", "settled": remark.pk}
    desk(officer).post(reverse("letter_edit", args=[letter.pk]), typed)
    assert remarks_of(letter)[0].settled_at is not None
    assert "แก้แล้ว 1 ข้อ" in desk(officer).get(reverse("letter", args=[letter.pk])).content.decode()


def test_review_is_offered_to_who_signs_or_was_asked_alone():
    _matter, officer, letter = memo()
    head = official("head-1")
    address = reverse("letter_review", args=[letter.pk])
    assert desk(head).get(address).status_code == 302
    initialling.ask(letter_id=letter.pk, part="checked", official_id=head.official_id, by=officer, at=NOW)
    assert desk(head).get(address).status_code == 200
    assert desk(officer).get(address).status_code == 302


@pytest.mark.parametrize("way", ["inline", "side", "unknown"])
def test_two_wordings_are_compared(way):
    _matter, officer, letter = memo()
    address = reverse("letter_compare", args=[letter.pk])
    assert desk(officer).get(address).status_code == 302
    changed(letter, officer, "ขอให้รายงานผลภายในสามสิบวัน")
    changed(letter, officer, "ขอให้รายงานผลภายในสิบห้าวัน")
    page = desk(officer).get(address, {"way": way}).content.decode()
    assert "แก้ 1 แห่ง" in page
    assert ">ตัดออก </span>สามสิบ</del>" in page
    assert ">เพิ่มเข้า </span>สิบห้า</ins>" in page
    assert "ฉบับที่ 2 เทียบกับฉบับที่ 3" in page
    first = desk(officer).get(address, {"before": "1", "after": "3"}).content.decode()
    assert "ฉบับที่ 1 เทียบกับฉบับที่ 3" in first
    assert desk(officer).get(address, {"before": "9"}).status_code == 404
    assert desk(official("agent-1")).get(address).status_code == 404


def test_agency_sees_nothing_of_the_drafting():
    _matter, officer, letter = referred_by_letter()
    director = official("director-psc")
    signing.give_back(letter_id=letter.pk, by=director, at=NOW, words="แก้ด่วน", said=[Said("subject", "ข้อสังเกตภายใน")])
    letter = changed(letter, officer, "แก้แล้ว")
    give(letter, "drafted", officer)
    drafting.submit(letter_id=letter.pk, by=officer, at=NOW)
    signing.sign(letter_id=letter.pk, by=director, at=NOW)
    agency = desk(liaison("กฟภ"))
    page = agency.get(reverse("letter", args=[letter.pk])).content.decode()
    for said in ("แก้ด่วน", "ข้อสังเกตภายใน", "ร่างทุกฉบับ", "ชื่อย่อ"):
        assert said not in page
    for name in ("letter_compare", "letter_review", "letter_copy"):
        assert agency.get(reverse(name, args=[letter.pk])).status_code == 404
    assert agency.post(reverse("letter_initial", args=[letter.pk]), {"do": "give"}).status_code == 404
    assert agency.get(reverse("letters_mine")).status_code == 404


def test_my_letters_are_listed_by_what_waits_for_me():
    _matter, officer, letter = referred_by_letter()
    signing.give_back(letter_id=letter.pk, by=official("director-psc"), at=NOW, words="ขอให้ระบุวันครบกำหนด")
    client, address = desk(officer), reverse("letters_mine")
    page = client.get(address).content.decode()
    assert "ขอให้ระบุวันครบกำหนด" in page
    assert letter.subject in page
    assert "ไม่มีหนังสือในรายการนี้" in client.get(address, {"tab": "initial"}).content.decode()
    assert letter.subject in client.get(address, {"tab": "drafted", "state": "returned"}).content.decode()
    assert letter.subject not in client.get(address, {"tab": "drafted", "state": "signed"}).content.decode()
    assert letter.subject not in client.get(address, {"words": "ไม่มีคำนี้"}).content.decode()
    assert client.get(address, {"tab": "frame"}).status_code == 404
    assert "ร่างที่ส่งคืนให้แก้ไข 1 ฉบับ" in client.get(reverse("desk_work")).content.decode()
    assert f'href="{address}"' in client.get(reverse("desk_work")).content.decode()


def test_my_letters_take_the_same_statements_for_one_and_three():
    matter, officer = in_hand()
    client, counts = desk(officer), []
    client.get(reverse("letters_mine"))
    for _row in range(2):
        drafting.start(kind="order", matter_id=matter.pk, agency_id=agency_id("กฟภ"), by=officer, at=NOW)
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("letters_mine"))
        counts.append(len(seen))
        drafting.start(kind="memo", matter_id=matter.pk, by=officer, at=NOW)
    assert counts[0] == counts[1]


def test_letter_page_takes_the_same_statements_for_one_remark_and_five():
    _matter, _officer, letter = referred_by_letter()
    director, counts = official("director-psc"), []
    for many in (1, 5):
        said = [Said("subject", f"ข้อ {number}") for number in range(many)]
        signing.give_back(letter_id=letter.pk, by=director, at=NOW, words="แก้", said=said)
        client = desk(director)
        client.get(reverse("letter", args=[letter.pk]))
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("letter", args=[letter.pk]))
        counts.append(len(seen))
        letter.refresh_from_db()
        letter.state = "submitted"
        letter.save()
    assert counts[0] == counts[1]
