"""Consultations of the Commission's office, and agencies' committees: recorded, answered, told in the yearly report."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from palat.duties.information.models import CommitteeReturn, Consultation
from palat.duties.information.operations.consulting import (
    Asked,
    Reported,
    answer_consultation,
    correct_consultation,
    record_committee,
    record_consultation,
)
from palat.duties.information.operations.reporting import draw_up
from palat.duties.information.tests.complaining import agency_id
from palat.duties.information.tests.factories import NOW, official
from palat.kernel.accounts.models import User
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.pages.operations import new_key
from palat.kernel.reports.procedure import Year

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 8)


def test_a_consultation_is_recorded_and_answered() -> None:
    by = official("oic-officer-1")
    for wrong in (Asked(TODAY, " "), Asked(date(2026, 6, 9), "ขอหารือ")):
        with pytest.raises(UnableToAct):
            record_consultation(asked=wrong, by=by, at=NOW)
    with pytest.raises(NotAuthorised):
        record_consultation(asked=Asked(TODAY, "ขอหารือ"), by=official("info-officer-1"), at=NOW)
    kept = record_consultation(asked=Asked(TODAY, "ค่าธรรมเนียมการคัดสำเนา", agency_id()), by=by, at=NOW)
    record_consultation(asked=Asked(date(2025, 9, 1), "ขอบเขตข้อมูลส่วนบุคคล"), by=by, at=NOW)
    for day, words in ((date(2026, 6, 7), "ตอบ"), (date(2026, 6, 9), "ตอบ"), (TODAY, " ")):
        with pytest.raises(UnableToAct):
            answer_consultation(number=kept.pk, answered_on=day, answer=words, by=by, at=NOW)
    with pytest.raises(UnableToAct, match="ไม่พบ"):
        answer_consultation(number=1, answered_on=TODAY, answer="ตอบ", by=by, at=NOW)
    answer_consultation(number=kept.pk, answered_on=TODAY, answer="ตามประกาศ", by=by, at=NOW)
    now = draw_up(Year(2569), as_of=TODAY).content.now
    assert now["procedures"]["consultation"] == {"received": 1, "load": 2, "finished": 1, "untimed": 1}


def test_what_was_recorded_wrongly_is_put_right() -> None:
    by = official("oic-officer-1")
    kept = record_consultation(asked=Asked(TODAY, "ค่าธรรมเนียม", agency_id()), by=by, at=NOW)
    right = Asked(date(2026, 6, 1), "ค่าธรรมเนียมการคัดสำเนา")
    with pytest.raises(NotAuthorised):
        correct_consultation(number=kept.pk, asked=right, by=official("info-officer-1"), at=NOW)
    corrected = correct_consultation(number=kept.pk, asked=right, by=by, at=NOW)
    assert (corrected.came_on, corrected.agency_id, corrected.subject) == (right.came_on, None, right.subject)
    answer_consultation(number=kept.pk, answered_on=date(2026, 6, 2), answer="ตอบ", by=by, at=NOW)
    wrong = {right: "ไม่มีสิ่งใดเปลี่ยน", Asked(date(2026, 6, 3), "ก"): "วันที่ได้รับ", Asked(right.came_on, " "): "เรื่องที่หารือ"}
    for asked, said in wrong.items():
        with pytest.raises(UnableToAct, match=said):
            correct_consultation(number=kept.pk, asked=asked, by=by, at=NOW)
    with pytest.raises(UnableToAct, match="ไม่พบ"):
        correct_consultation(number=1, asked=right, by=by, at=NOW)


def test_what_agencies_report_of_their_committees_is_told_of_the_central_ones() -> None:
    by = official("oic-officer-1")
    whole = draw_up(Year(2569), as_of=TODAY).content.now["committees"]
    assert set(whole) == {"silent"}
    for code, has in (("กปส", True), ("สคบ", False), ("กฟภ", True)):  # a state enterprise is no central agency
        reported = Reported(agency_id(code), 2569, has, TODAY)
        record_committee(reported=reported, by=by, at=NOW)
    record_committee(reported=Reported(agency_id("กปส"), 2569, True, TODAY, "คำสั่งที่ 5/2569"), by=by, at=NOW)
    assert CommitteeReturn.objects.filter(year=2569).count() == 3
    told = draw_up(Year(2569), as_of=TODAY).content.now["committees"]
    assert told == {"yes": 1, "no": 1, "silent": whole["silent"] - 2}
    with pytest.raises(UnableToAct):
        record_committee(reported=Reported(agency_id("กปส"), 2569, True, date(2026, 6, 9)), by=by, at=NOW)
    with pytest.raises(NotAuthorised):
        record_committee(reported=Reported(agency_id("กปส"), 2569, True, TODAY), by=official("officer-1"), at=NOW)


def test_pages(client: Client) -> None:
    official("oic-officer-1", at=timezone.now())
    client.force_login(User.objects.get(username="oic-officer-1"))
    new = reverse("information_consultation_new")
    asked = {"came_on": "1/10/2568", "subject": "ค่าธรรมเนียม", "agency_id": "", "once_key": new_key()}
    assert client.post(new, {**asked, "subject": "", "once_key": new_key()}).status_code == 422
    assert client.post(new, asked).status_code == 302
    number = Consultation.objects.get().pk
    listed = client.get(reverse("information_consultations")).text
    page = reverse("information_consultation", args=[number])
    assert page in listed
    assert client.get(page).status_code == 200
    mended = {**asked, "subject": "ค่าธรรมเนียมการคัดสำเนา", "once_key": new_key()}
    assert client.post(reverse("information_consultation_correct", args=[number]), mended).status_code == 302
    assert "ค่าธรรมเนียมการคัดสำเนา" in client.get(page).text
    answer = {"answered_on": "2/10/2568", "answer": "ตามประกาศ", "once_key": new_key()}
    assert client.post(page, answer).status_code == 302
    assert "ตามประกาศ" in client.get(page).text
    told = client.get(reverse("information_committee_new"))
    year = told.context["form"].fields["year"].choices[0][0]
    reported = {"year": year, "agency_id": agency_id("กปส"), "has": "1", "reported_on": "1/10/2568", "paper": ""}
    assert client.post(reverse("information_committee_new"), {**reported, "once_key": new_key()}).status_code == 302
    assert "กรมประชาสัมพันธ์" in client.get(reverse("information_committees")).text
