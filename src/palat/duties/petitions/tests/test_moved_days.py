"""A late holiday is told to those who hold the matters, and to the petitioner on the tracking page."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from palat.duties.petitions.operations import screening
from palat.duties.petitions.tests.factories import NOW, official, petition
from palat.duties.petitions.tests.test_deciding import at_desk
from palat.kernel.calendar.operations import proclaim_holiday, withdraw_holiday
from palat.kernel.matters.models import Clock, Matter, MovedDay
from palat.kernel.matters.operations.moved_days import recount_and_tell
from palat.kernel.notices.models import Notice

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 10)  # NOW is Monday the eighth


def held(post: str = "officer-1") -> Matter:
    matter = petition()
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=official(post).official_id)
    return matter


def proclaimed(hours: int = 1) -> int:
    at = NOW + timedelta(hours=hours)
    proclaim_holiday(day=DAY, name_th="วันหยุดพิเศษ", name_en="", resolution="มติ ครม.", at=at, by="test")
    return recount_and_tell(first=DAY, last=DAY, at=at)


def withdrawn(hours: int = 2) -> int:
    at = NOW + timedelta(hours=hours)
    withdraw_holiday(day=DAY, resolution="ยกเลิก", at=at, by="test")
    return recount_and_tell(first=DAY, last=DAY, at=at)


def told(post: str) -> list[Notice]:
    return list(Notice.objects.filter(official_id=official(post).official_id, link__contains="moved-days"))


def test_each_holder_gets_one_notice_however_many_matters_moved_or_often_the_job_runs() -> None:
    held(), held(), held("officer-2")
    petition()  # nobody holds it
    assert proclaimed() >= 3
    assert "2 เรื่อง" in told("officer-1")[0].subject
    assert "1 เรื่อง" in told("officer-2")[0].subject
    assert recount_and_tell(first=DAY, last=DAY, at=NOW + timedelta(hours=3)) == 0
    assert (len(told("officer-1")), len(told("officer-2"))) == (1, 1)


def test_a_holiday_withdrawn_is_told_too_and_a_closed_matter_is_not() -> None:
    one, done = held(), held("officer-2")
    screening.answer_at_once(matter_id=done.pk, words="ชี้แจงแล้ว", reasons="ตามระเบียบ", by=official("officer-2"), at=NOW)
    proclaimed()
    withdrawn()
    assert len(told("officer-1")) == 2
    assert told("officer-2") == []
    moves = MovedDay.objects.filter(matter=one).order_by("moved_at").values_list("was", "due")
    assert list(moves) == [(date(2026, 6, 11), date(2026, 6, 12)), (date(2026, 6, 12), date(2026, 6, 11))]


def test_the_list_shows_old_and_new_day_of_ones_own_matters_only() -> None:
    mine = held()
    proclaimed()
    words = listed("officer-1")
    assert f"/{mine.code}/" in words
    assert "11 มิ.ย. 2569" in words
    assert "12 มิ.ย. 2569" in words
    assert f"/{mine.code}/" not in listed("intake-1")  # reads the case, but neither holds it nor is of its unit
    Matter.objects.filter(pk=mine.pk).update(secrecy=3)
    assert f"/{mine.code}/" not in listed("officer-1")


def listed(post: str) -> str:
    return at_desk(post).get("/desk/moved-days/").content.decode()


def test_the_petitioner_reads_that_the_day_moved_while_it_still_is_the_day(client: Client) -> None:
    matter = held()
    page = f"/track/{matter.code}/"
    assert "วันหยุดราชการเปลี่ยนแปลง" not in client.get(page).text
    proclaimed()
    assert "12 มิถุนายน 2569" in client.get(page).text
    assert "วันหยุดราชการเปลี่ยนแปลง" in client.get(page).text
    Clock.objects.filter(matter=matter, stopped_at=None).update(due_on=date(2026, 6, 15))
    assert "วันหยุดราชการเปลี่ยนแปลง" not in client.get(page).text


def test_telling_takes_as_many_statements_for_many_matters_as_for_few(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    held()
    with CaptureQueriesContext(
        connection,
    ) as few:
        proclaimed()
    for _each in range(5):
        held()
    withdrawn()
    with CaptureQueriesContext(connection) as many:
        proclaimed(4)
    assert count(many) <= count(few)


def count(captured: Any) -> int:
    return len([one for one in captured.captured_queries if "palat_row" not in one["sql"]])
