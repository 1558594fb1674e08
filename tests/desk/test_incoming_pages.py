"""The pages of what came in: a clerk's morning, a unit's letters, a case begun from a letter."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from palat.duties.petitions.models import Petition
from palat.duties.petitions.tests.factories import official, petition
from palat.duties.petitions.tests.test_contact_pages import take_in
from palat.duties.petitions.tests.test_deciding import at_desk
from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.operations import store
from palat.kernel.files.tests.samples import picture
from palat.kernel.incoming.models import Item, Original, Scan
from palat.kernel.incoming.operations.taking import MOST_SCANS, lay_in, read_scan
from palat.kernel.incoming.tests.scans import bound, letter, separator
from palat.kernel.matters.models import Attachment, Clock, Matter
from palat.kernel.organisation.queries import unit_id
from palat.kernel.pages.operations import new_key
from palat.kernel.registers.models import RegisterEntry
from tests.desk.test_incoming import mail, registry
from tests.desk.test_incoming import storage as storage

pytestmark = pytest.mark.django_db
PICTURE = picture()


@pytest.fixture
def clerk() -> Client:
    return at_desk("clerk-1")


def laid_in(content: bytes) -> list[Item]:
    now = timezone.now()
    stored = store(upload=io.BytesIO(content), name="สแกน.pdf", at=now)
    files = [(stored.pk, "สแกน.pdf")]
    by = official("clerk-1")
    (scan,) = lay_in(register="letter_in", files=files, channel="post", received_on=legal_date(now), by=by, at=now)
    read_scan(scan_id=scan.pk, at=now)
    return list(Item.objects.filter(scan=scan).order_by("place"))


def thai_day(back: int = 0) -> str:
    day = legal_date(timezone.now()) - timedelta(days=back)
    return f"{day.day}/{day.month}/{day.year + 543}"


def entering(client: Client, item: Item, **more: Any) -> Any:
    said = {"once_key": new_key(), "on": thai_day(), "subject": "ขอส่งเรื่อง", "sender": "จังหวัดเชียงใหม่", **more}
    return client.post(reverse("incoming_item", args=[item.pk]), said)


def page(client: Client, name: str, *args: Any, **query: Any) -> str:
    return client.get(reverse(name, args=args), query).content.decode()


def test_clerk_lays_in_and_a_job_is_asked_to_read(clerk: Client) -> None:
    upload = io.BytesIO(letter())
    upload.name = "เช้านี้.pdf"
    said = {
        "once_key": new_key(),
        "register": "letter_in",
        "channel": "post",
        "received_on": thai_day(),
        "files": upload,
    }
    assert clerk.post(reverse("incoming_lay_in"), said).status_code == 302
    assert "เช้านี้.pdf" in page(clerk, "incoming")
    assert Item.objects.count() == 0


def test_lay_in_that_is_refused_keeps_the_file(clerk: Client) -> None:
    upload = io.BytesIO(letter())
    upload.name = "เช้านี้.pdf"
    said = {"once_key": new_key(), "register": "letter_in", "channel": "post", "received_on": "", "files": upload}
    response = clerk.post(reverse("incoming_lay_in"), said)
    assert response.status_code == 422
    assert "เช้านี้.pdf" in response.content.decode()
    assert 'name="held_file"' in response.content.decode()


def picked(number: int) -> io.BytesIO:
    upload = io.BytesIO(PICTURE)
    upload.name = f"ฉบับที่ {number}.jpg"
    return upload


def lay_in_many(client: Client, many: int) -> Any:
    said = {"once_key": new_key(), "register": "letter_in", "channel": "post", "received_on": thai_day()}
    return client.post(reverse("incoming_lay_in"), {**said, "files": [picked(number) for number in range(many)]})


def test_a_mornings_batch_of_letters_is_laid_in_whole(clerk: Client) -> None:
    response = lay_in_many(clerk, 80)
    assert response.status_code == 302, response.content.decode()
    assert Scan.objects.count() == 80


def test_file_over_the_limit_is_named_and_the_others_are_kept(clerk: Client) -> None:
    response = lay_in_many(clerk, MOST_SCANS + 1)
    assert response.status_code == 422
    shown = response.content.decode()
    assert f"“ฉบับที่ {MOST_SCANS}.jpg”" in shown
    assert shown.count('name="held_file"') == MOST_SCANS
    assert not Scan.objects.exists()


def test_clerk_confirms_what_was_read_and_is_led_on(clerk: Client) -> None:
    first, second = laid_in(bound([letter(), separator(), letter("กค 0102/9", "อีกเรื่อง")]))
    shown = page(clerk, "incoming_item", first.pk)
    for words in ("มท 0808.2/ว 316", "20/11/2569", "จังหวัดเชียงใหม่", "ต้องตรวจกับเอกสาร"):
        assert words in shown
    response = entering(clerk, first, unit=unit_id("psc.legal"))
    assert response["Location"] == reverse("incoming_item", args=[second.pk])
    assert "เลขรับ ๑/๒๕" in clerk.get(response["Location"]).content.decode()
    assert entering(clerk, second)["Location"] == reverse("incoming")
    assert "จ่ายกลุ่มกฎหมาย" in page(clerk, "register_entry", "letter_in", 2569, 1)


def test_refused_entry_shows_why_and_keeps_what_was_typed(clerk: Client) -> None:
    (item,) = laid_in(letter())
    response = entering(clerk, item, subject="ของจริง", on=thai_day(back=1))
    assert response.status_code == 422
    assert "ลงย้อนหลังต้องระบุเหตุ" in response.content.decode()
    assert "ของจริง" in response.content.decode()
    assert not RegisterEntry.objects.exists()


def test_everything_wrong_with_an_entry_is_told_at_once(clerk: Client) -> None:
    (item,) = laid_in(letter())
    shown = entering(clerk, item, subject="", on=thai_day(back=-1)).content.decode()
    assert "ลงทะเบียนล่วงหน้าไม่ได้" in shown
    assert 'id="id_subject_error"' in shown or "จำเป็น" in shown
    shown = entering(clerk, item, subject="", on=thai_day(back=1), postmarked_on=thai_day()).content.decode()
    assert "ลงย้อนหลังต้องระบุเหตุ" in shown
    assert "วันที่ประทับตราต้องไม่หลังวันที่รับ" in shown


def test_second_clerk_is_told_who_entered_and_gets_the_words_back(clerk: Client) -> None:
    (item,) = laid_in(letter())
    entering(clerk, item)
    late = entering(clerk, item, subject="ที่คนหลังพิมพ์", unit=unit_id("psc.legal"), sender="กรมตัวอย่าง")
    shown = late.content.decode()
    assert late.status_code == 409
    assert "ผู้ครองตำแหน่ง clerk-1 ลงรับฉบับนี้แล้ว เลขรับ ๑/๒๕" in shown or "ลงรับฉบับนี้แล้ว เลขรับ ๑/๒๕" in shown
    for words in ("ที่คนหลังพิมพ์", "กรมตัวอย่าง", "กลุ่มกฎหมาย"):
        assert words in shown
    assert RegisterEntry.objects.count() == 1


def test_second_clerk_is_told_that_it_was_set_aside(clerk: Client) -> None:
    (item,) = laid_in(letter())
    clerk.post(reverse("incoming_act", args=[item.pk, "aside"]), {"once_key": new_key(), "why": "duplicate"})
    late = entering(clerk, item, subject="ที่คนหลังพิมพ์")
    assert late.status_code == 409
    assert "มีผู้แยกฉบับนี้ไว้แล้ว" in late.content.decode()
    assert "ที่คนหลังพิมพ์" in late.content.decode()


def test_forwarder_is_offered_in_words_and_never_chosen_beforehand(clerk: Client) -> None:
    (item,) = laid_in(letter(subject="ขอส่งเรื่องราวร้องทุกข์"))
    shown = page(clerk, "incoming_item", item.pk)
    assert "อาจเป็น “กระทรวงหรือส่วนราชการ”" in shown
    assert 'value="ministry" selected' not in shown
    entering(clerk, item)
    item.refresh_from_db()
    assert (item.forwarder, item.wants_answer) == ("", False)


def test_same_paper_is_shown_beside_the_form_and_entered_again_only_when_confirmed(clerk: Client) -> None:
    first, second = laid_in(letter()), laid_in(letter())
    same = {"paper_number": "มท 0808.2/ว 316", "paper_date": "20/11/2569"}
    entering(clerk, first[0], **same)
    entry = reverse("register_entry", args=["letter_in", 2569, 1])
    assert f'href="{entry}"' in page(clerk, "incoming_item", second[0].pk)
    refused = entering(clerk, second[0], **same)
    assert refused.status_code == 422
    assert "หากเป็นฉบับเดียวกันไม่ต้องลงอีก" in refused.content.decode()
    assert f'href="{entry}"' in refused.content.decode()
    assert entering(clerk, second[0], **same, again="on").status_code == 302
    assert RegisterEntry.objects.count() == 2


@pytest.mark.parametrize(
    "other", [{"paper_number": "มท 0808.2/ว 317"}, {"paper_date": "20/11/2568"}, {"sender": "กรมอื่น", "paper_date": ""}]
)
def test_another_paper_is_entered_without_a_question(clerk: Client, other: dict[str, str]) -> None:
    first, second = laid_in(letter()), laid_in(letter())
    same = {"paper_number": "มท 0808.2/ว 316", "paper_date": "20/11/2569"}
    entering(clerk, first[0], **same)
    assert entering(clerk, second[0], **{**same, **other}).status_code == 302


def test_letter_of_a_void_number_begins_with_what_was_entered_before(clerk: Client) -> None:
    (item,) = laid_in(letter())
    entering(clerk, item, sender="กรมที่คนพิมพ์เอง", originals="โฉนดที่ดิน", unit=unit_id("psc.legal"))
    void = reverse("register_void", args=["letter_in", 2569, 1])
    assert "กลับไปรอลงทะเบียน" in clerk.get(void).content.decode()
    clerk.post(void, {"once_key": new_key(), "reason": "ลงผิดทะเบียน"})
    shown = page(clerk, "incoming_item", item.pk)
    assert "เลขรับ ๑/๒๕๖๙ ของฉบับนี้ถูกยกเลิก" in shown
    assert 'value="กรมที่คนพิมพ์เอง"' in shown
    assert "โฉนดที่ดิน" in shown
    assert entering(clerk, item).status_code == 302
    assert Original.objects.count() == 1


def test_sending_twice_enters_once(clerk: Client) -> None:
    (item,) = laid_in(letter())
    key = new_key()
    assert entering(clerk, item, once_key=key).status_code == 302
    entering(clerk, item, once_key=key)
    assert RegisterEntry.objects.count() == 1
    (other,) = laid_in(letter("กค 0102/9"))
    key, number = new_key(), "กค 0102/9"
    first = entering(clerk, other, once_key=key, paper_number=number)
    assert entering(clerk, other, once_key=key, paper_number=number)["Location"] == first["Location"]


def test_file_and_pages_open_for_those_who_may_see_them_alone(clerk: Client) -> None:
    (item,) = laid_in(letter())
    drawn, whole = reverse("incoming_page", args=[item.pk, 1, 1]), reverse("incoming_file", args=[item.pk, 1])
    assert clerk.get(drawn)["Content-Type"] == "image/png"
    sent = clerk.get(whole, {"show": 1})
    assert sent["Content-Type"] == "application/pdf"
    assert b"".join(sent.streaming_content).startswith(b"%PDF")  # read to its end, which closes it
    assert clerk.get(reverse("incoming_page", args=[item.pk, 1, 9])).status_code == 404
    for post in ("officer-1", "director-psc", "secret-registrar-1"):
        assert at_desk(post).get(drawn).status_code == 404
        assert at_desk(post).get(whole).status_code == 404


def test_lists_ask_the_database_as_often_for_three_as_for_one(
    clerk: Client, django_assert_num_queries: Any, settings: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked(**query: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as said:
            page(clerk, "incoming", **query)
        return len(said)

    entered = laid_in(letter())
    laid_in(letter())
    entering(clerk, entered[0])
    page(clerk, "incoming")
    few = asked(), asked(view="entered")
    more = laid_in(bound([letter(), separator(), letter("กค 0102/9", "อีก"), separator(), letter("กค 0102/8", "อีก")]))
    for one in more[:2]:
        entering(clerk, one)
    page(clerk, "incoming")
    assert (asked(), asked(view="entered")) == few


def test_what_was_entered_lies_by_its_number_and_is_found_by_its_words(clerk: Client) -> None:
    first, second, third = laid_in(
        bound([letter(), separator(), letter("กค 0102/9", "อีกเรื่อง"), separator(), letter("กค 0102/8", "สาม")])
    )
    for one, subject in ((third, "ขออนุมัติโครงการ"), (first, "ขอเชิญประชุม"), (second, "หารือข้อกฎหมาย")):
        entering(clerk, one, subject=subject)

    def listed(**asked: str) -> list[int]:
        rows = clerk.get(reverse("incoming"), {"view": "entered", **asked}).context["page"].rows
        return [one.running for one in rows]

    assert listed() == [3, 2, 1]
    assert listed(words="ประชุม") == [2]
    assert listed(words="ไม่มีคำนี้") == []
    registry(mail(subject="ขอให้ซ่อมถนน"), at=timezone.now())
    assert len(clerk.get(reverse("incoming"), {"words": "ซ่อมถนน"}).context["page"].rows) == 1
    assert clerk.get(reverse("incoming"), {"view": "answer"}).status_code == 200


def test_unit_sees_what_it_was_given_and_takes_it(clerk: Client) -> None:
    (item,) = laid_in(letter())
    entering(clerk, item, unit=unit_id("psc.legal"), summary="ขอให้ช่วย")
    lawyer = at_desk("legal-1")
    assert "ขอส่งเรื่อง" in page(lawyer, "incoming")
    assert "รับหนังสือเข้าหน่วย" in page(lawyer, "incoming_item", item.pk)
    lawyer.post(reverse("incoming_act", args=[item.pk, "take"]), {"once_key": new_key()})
    item.refresh_from_db()
    assert item.taken_at
    assert lawyer.get(reverse("incoming_act", args=[item.pk, "give"])).status_code == 404


@pytest.mark.parametrize(
    "what", ["aside", "registrar", "give", "copies", "place", "original", "answered", "matter", "back"]
)
def test_every_act_has_a_page(clerk: Client, what: str) -> None:
    (item,) = laid_in(letter())
    response = clerk.get(reverse("incoming_act", args=[item.pk, what]))
    assert response.status_code == 200
    refused = clerk.post(reverse("incoming_act", args=[item.pk, "back"]), {"once_key": new_key()})
    assert refused.status_code == 422


def test_page_of_work_says_what_came_this_morning(clerk: Client) -> None:
    first, _second = laid_in(bound([letter(), separator(), letter("กค 0102/9", "อีกเรื่อง")]))
    assert "รอลงทะเบียน 2 ฉบับ" in page(clerk, "desk_work")
    entering(clerk, first, unit=unit_id("psc.legal"))
    assert "รอลงทะเบียน 1 ฉบับ" in page(clerk, "desk_work")
    lawyer = at_desk("legal-1")
    assert "รอรับ 1 ฉบับ" in page(lawyer, "desk_work")
    lawyer.post(reverse("incoming_act", args=[first.pk, "take"]), {"once_key": new_key()})
    assert "รอรับ" not in page(lawyer, "desk_work")


def test_original_is_given_back(clerk: Client) -> None:
    (item,) = laid_in(letter())
    entering(clerk, item, originals="โฉนดที่ดิน\nภาพถ่าย")
    deed = Original.objects.order_by("pk")[0]
    assert "ขอส่งเรื่อง" in page(clerk, "incoming", view="custody")
    clerk.post(reverse("incoming_give_back", args=[item.pk, deed.pk]), {"once_key": new_key(), "how": "รับเอง"})
    assert "คืนแล้ว" in page(clerk, "incoming_item", item.pk)


def test_matter_that_the_words_name_is_offered_and_chosen(clerk: Client) -> None:
    matter = petition(at=timezone.now())
    (item,) = laid_in(letter(subject="ตอบเรื่องร้องทุกข์", reference=f"รหัสเรื่อง {matter.code}"))
    assert f"?about={matter.code}" in page(clerk, "incoming_item", item.pk)
    assert f'value="{matter.code}"' in page(clerk, "incoming_item", item.pk, about=matter.code)
    entering(clerk, item, about=matter.code, wants_answer="on")
    assert Clock.objects.filter(matter=matter, code="answer_letter").exists()
    assert "ขอส่งเรื่อง" in page(clerk, "incoming", view="answer")


def test_case_is_begun_from_a_letter_with_its_files_and_days(clerk: Client) -> None:
    (item,) = laid_in(letter())
    entering(clerk, item, on=thai_day(back=2), late_reason="วันหยุด", postmarked_on=thai_day(back=4))
    form = page(clerk, "petition_take_in", incoming=item.pk)
    assert thai_day(back=2) in form
    assert f'name="incoming" value="{item.pk}"' in form
    days = {"arrived_on": thai_day(back=2), "postmarked_on": thai_day(back=4)}
    response = take_in(clerk, channel="post", incoming=item.pk, **days)
    assert response.status_code == 302, response.content.decode()
    item.refresh_from_db()
    matter = Matter.objects.get(pk=item.matter_id)
    assert Attachment.objects.get(matter=matter).file_id == item.files.get().file_id
    assert Clock.objects.get(matter=matter, code="screening").started_on == legal_date(timezone.now()) - timedelta(2)
    assert Petition.objects.filter(matter=matter).exists()
    assert clerk.get(reverse("petition_take_in"), {"incoming": item.pk}).status_code == 404


def test_mail_stands_beside_its_entry_with_its_writer_masked(clerk: Client) -> None:
    registry(mail(text="ถนน <script>alert(1)</script>"), at=timezone.now())
    item = Item.objects.get()
    shown = page(clerk, "incoming_item", item.pk)
    assert "&lt;script&gt;" in shown
    assert "writer@example.org" not in shown
    entering(clerk, item)
    assert "writer@example.org" not in page(clerk, "incoming_item", item.pk)


def test_case_begun_from_mail_knows_its_writer_by_a_recorded_reveal(clerk: Client) -> None:
    from palat.kernel.identities.models import Reveal

    registry(mail(), at=timezone.now())
    item = Item.objects.get()
    assert clerk.get(reverse("petition_take_in"), {"incoming": item.pk}).status_code == 404, "not entered yet"
    entering(clerk, item)
    assert Reveal.objects.count() == 0
    form = page(clerk, "petition_take_in", incoming=item.pk)
    assert "writer@example.org" in form
    assert "ถนนหน้าโรงเรียนชำรุด" in form
    (opened,) = Reveal.objects.all()
    assert (opened.person_id, opened.purpose, opened.matter) == (item.person_id, "contact", f"incoming:{item.pk}")


def test_labels_and_separators_are_papers(clerk: Client) -> None:
    items = laid_in(bound([letter(), separator(), letter("กค 0102/9", "อีก")]))
    for one in items:
        entering(clerk, one)
    assert clerk.get(reverse("incoming_separators"))["Content-Type"] == "application/pdf"
    said = {"register": "letter_in", "first": "๑", "last": "2", "year": "2569", "begin_at": "5"}
    assert clerk.get(reverse("incoming_labels"), said)["Content-Type"] == "application/pdf"
    for wrong in ({"begin_at": "25"}, {"first": "8", "last": "9"}, {"first": ""}):
        assert clerk.get(reverse("incoming_labels"), {**said, **wrong}).status_code == 422


def test_numbers_of_another_register_get_no_labels() -> None:
    (item,) = laid_in(letter())
    entering(at_desk("clerk-1"), item)
    said = {"register": "secret_in", "first": "1", "last": "1", "year": "2569", "begin_at": "1"}
    assert at_desk("secret-registrar-1").get(reverse("incoming_labels"), said).status_code == 422
