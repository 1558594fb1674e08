"""What was read too long ago is not acted on: the page of one act on many, the answer, and a number nobody can read."""

from typing import Any

import pytest
from django.urls import reverse

from palat.duties.petitions.models import Petition
from palat.duties.petitions.operations import answering, screening
from palat.duties.petitions.tests.factories import NOW, official, petition
from palat.duties.petitions.tests.test_contact_pages import at_desk
from palat.duties.petitions.tests.test_deciding import before_minister
from palat.kernel.history.queries import events_of
from palat.kernel.matters.models import Matter
from palat.kernel.matters.operations.acts import Moved

pytestmark = pytest.mark.django_db
FIRST = answering.Answer("พบว่าเสาชำรุด", "จะซ่อมภายในเดือนนี้", "โทร 1111 ได้ทุกเมื่อ", "ตามระเบียบของหน่วยงาน")
OTHER = answering.Answer("ไม่พบความชำรุด", "จะไม่มีการซ่อม", "ขอให้ทบทวนได้", "ตรวจสอบแล้ว")


def seen(matter: Matter) -> int:
    return Matter.objects.values_list("head_seq", flat=True).get(pk=matter.pk)


def concluded() -> Matter:
    matter, officer = petition(), official("officer-1")
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=officer.official_id)
    answering.conclude(matter_id=matter.pk, by=officer, at=NOW, closing="explained")
    answering.write_answer(matter_id=matter.pk, by=officer, at=NOW, answer=FIRST)
    return matter


def test_two_who_read_the_same_page_do_not_both_give_the_matter_out() -> None:
    matter = petition()
    first, second = official("officer-1"), official("officer-2")
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=first.official_id)
    read = seen(matter)
    client, page = at_desk("intake-1"), reverse("petition_do", args=[matter.code, "assign"])
    assert client.post(page, {"officer_id": second.official_id, "seen": read}).status_code == 302
    refused = client.post(page, {"officer_id": first.official_id, "seen": read})
    assert refused.status_code == 422
    assert refused.context["changes"]
    assert Matter.objects.get(pk=matter.pk).officer_id == second.official_id


def test_an_answer_rewritten_by_another_is_not_sent_unread() -> None:
    matter, head = concluded(), official("head-1")
    read = seen(matter)
    answering.write_answer(matter_id=matter.pk, by=head, at=NOW, answer=OTHER)
    with pytest.raises(Moved):
        answering.notify(matter_id=matter.pk, by=official("officer-1"), at=NOW, seen=read)
    assert Petition.objects.get(pk=matter.pk).told_at is None
    answering.notify(matter_id=matter.pk, by=official("officer-1"), at=NOW, seen=seen(matter))
    assert events_of(f"matter:{matter.pk}")[-1].body["to_petitioner"] == OTHER.found


@pytest.mark.parametrize("said", ["", "abc", "²", "9" * 5000])
def test_a_page_that_says_nothing_readable_had_read_nothing(said: str) -> None:
    matter = concluded()
    client = at_desk("officer-1")
    answered = client.post(reverse("petition_do", args=[matter.code, "notify"]), {"seen": said})
    assert answered.status_code == 422
    assert Petition.objects.get(pk=matter.pk).told_at is None


@pytest.mark.parametrize("said", ["abc", "²", "9" * 5000])
def test_no_page_breaks_over_a_number_it_cannot_read(said: str) -> None:
    matter = before_minister()
    decision = reverse("petition_decision", args=[matter.code]) + "?do=noted"
    assert at_desk("minister").post(decision, {"seen": said, "words": ""}).status_code == 422
    held, officer = petition(), official("officer-1")
    screening.accept(matter_id=held.pk, by=official("intake-1"), at=NOW, officer_id=officer.official_id)
    client = at_desk("officer-1")
    asked: dict[str, Any] = {"seen": said, "law": "", "issue-0-words": "ไฟดับเพราะเหตุใด", "issue-0-finding": "หม้อแปลง"}
    assert client.post(reverse("petition_facts", args=[held.code]), asked).status_code in {302, 422}
    rows = {f"{name}-{part}": 0 for name in ("options", "items") for part in ("TOTAL_FORMS", "INITIAL_FORMS")}
    typed = {"question": "ให้ตรวจหรือไม่", "recommendation": "เห็นควร", "facts": "ไฟดับ", "purpose": "order"}
    opinion = client.post(
        reverse("petition_opinion", args=[held.code]), {**rows, **typed, "up_to": "director", "seen": said}
    )
    assert opinion.status_code in {302, 422}
