"""Who sees a file, what is owed with an answer, and whoever was out of reach and came back."""

import pytest
from django.urls import reverse

from palat.duties.petitions.models import Petition
from palat.duties.petitions.operations import answering, citizens, guarding, reviews, screening
from palat.duties.petitions.tests.factories import NOW, official, petition
from palat.duties.petitions.tests.test_contact_pages import at_desk
from palat.kernel.files.operations import store_made
from palat.kernel.matters.authority import citizen
from palat.kernel.matters.models import Attachment, Matter
from palat.kernel.matters.operations.acts import UnableToAct

pytestmark = pytest.mark.django_db
NEW_FACTS = "เมื่อวานช่างมาดูแล้วพบว่าหม้อแปลงไหม้"


def held() -> Matter:
    matter = petition()
    officer = official("officer-1").official_id
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=officer)
    return matter


def test_releasing_a_file_to_agencies_does_not_take_it_from_the_petitioner() -> None:
    matter, officer = held(), official("officer-1")
    file_id = store_made(content=b"%PDF-1.4 plan", kind="pdf", at=NOW).pk
    guarding.attach(matter_id=matter.pk, by=officer, at=NOW, files=[(file_id, "plan.pdf")], for_petitioner=True)
    file = Attachment.objects.get(matter=matter)
    client, page = at_desk("officer-1"), reverse("petition_do", args=[matter.code, "release_file"])
    shown = client.get(page).content.decode()
    assert "plan.pdf (ผู้เห็น: ผู้ร้อง)" in shown
    seen = Matter.objects.get(pk=matter.pk).head_seq
    sent = {"attachment_id": file.pk, "for_petitioner": "", "for_agencies": "yes", "seen": seen}
    assert client.post(page, sent).status_code == 302
    file.refresh_from_db()
    assert (file.for_petitioner, file.for_agencies) == (True, True)
    assert client.post(page, {**sent, "for_petitioner": "no", "for_agencies": "", "seen": seen + 1}).status_code == 302
    file.refresh_from_db()
    assert (file.for_petitioner, file.for_agencies) == (False, True)


def test_an_answer_at_once_owes_its_reasons() -> None:
    matter, by = petition(), official("intake-1")
    with pytest.raises(UnableToAct, match="เหตุผล"):
        screening.answer_at_once(matter_id=matter.pk, by=by, at=NOW, words="ไฟจะมาพรุ่งนี้", reasons=" ")
    screening.answer_at_once(matter_id=matter.pk, by=by, at=NOW, words="ไฟจะมาพรุ่งนี้", reasons="หม้อแปลงเปลี่ยนแล้ว")
    row = Petition.objects.get(pk=matter.pk)
    assert (row.answer_found, row.answer_reasons) == ("ไฟจะมาพรุ่งนี้", "หม้อแปลงเปลี่ยนแล้ว")


def test_whoever_could_not_be_reached_once_is_told_after_a_review() -> None:
    matter, officer, head = held(), official("officer-1"), official("head-1")
    answering.untraceable(matter_id=matter.pk, by=officer, at=NOW, words="โทรสามครั้ง")
    answering.conclude(matter_id=matter.pk, by=officer, at=NOW, closing="explained")
    answering.close(matter_ids=[matter.pk], by=head, at=NOW)
    citizens.object_to_result(matter_id=matter.pk, by=citizen(matter.pk), at=NOW, new_facts=NEW_FACTS)
    reviews.accept_review(matter_id=matter.pk, by=head, at=NOW)
    answering.conclude(matter_id=matter.pk, by=officer, at=NOW, closing="explained")
    with pytest.raises(UnableToAct, match="แจ้งผลผู้ร้องแล้ว"):
        answering.close(matter_ids=[matter.pk], by=head, at=NOW)


def test_whoever_writes_again_is_within_reach() -> None:
    matter = held()
    answering.untraceable(matter_id=matter.pk, by=official("officer-1"), at=NOW, words="โทรสามครั้ง")
    citizens.add_facts(matter_id=matter.pk, by=citizen(matter.pk), at=NOW, text=NEW_FACTS)
    assert not Petition.objects.get(pk=matter.pk).untraceable
