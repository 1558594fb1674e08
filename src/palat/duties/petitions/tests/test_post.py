"""The clocks of a letter count from the day of its received stamp, and say so."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import translation

from palat.duties.petitions.models import Petition
from palat.duties.petitions.operations.intake import Arrival, UnableToReceive
from palat.duties.petitions.tests.factories import NOW, petition
from palat.duties.petitions.tests.test_contact_pages import take_in
from palat.duties.petitions.tests.test_deciding import at_desk
from palat.kernel.calendar.operations import set_limit
from palat.kernel.history.queries import events_of
from palat.kernel.matters.models import Clock, Matter
from palat.kernel.matters.showing import clock_shape

pytestmark = pytest.mark.django_db
TODAY, THURSDAY = date(2026, 6, 8), date(2026, 6, 4)  # NOW is a Monday


def letter(arrived_on: date | None, **more: Any) -> Matter:
    return petition(**{"channel": "post", "arrival": Arrival(arrived_on=arrived_on), **more})


def screening(matter: Matter) -> Clock:
    return Clock.objects.get(matter=matter, code="screening")


def test_clocks_count_from_the_received_stamp() -> None:
    clock = screening(letter(THURSDAY))
    assert (clock.started_on, clock.started_at, clock.due_on) == (THURSDAY, NOW, date(2026, 6, 5))
    assert events_of(f"matter:{clock.matter_id}")[0].facts["arrived"] == "2026-06-04"
    told = clock_shape(clock, TODAY).explain[0]
    assert "ตราประทับรับ" in told
    assert "4 มิ.ย. 2569" in told
    assert "8 มิ.ย. 2569" in told
    with translation.override("en"):
        assert "received stamp" in clock_shape(clock, TODAY).explain[0]


def test_a_letter_of_today_and_what_is_no_letter_count_from_registration() -> None:
    for matter in (letter(TODAY), letter(None), petition(arrival=Arrival(arrived_on=THURSDAY))):
        clock = screening(matter)
        assert clock.started_on == TODAY
        assert "ตราประทับรับ" not in " ".join(clock_shape(clock, TODAY).explain)


def test_danger_runs_by_the_hour_from_when_it_was_read() -> None:
    clock = Clock.objects.get(matter=letter(THURSDAY, danger=True), code="life")
    assert clock.due_at == NOW + timedelta(hours=1)


def test_a_day_to_come_or_too_far_back_is_refused_and_nothing_is_kept() -> None:
    with pytest.raises(UnableToReceive, match="ไม่เกินวันนี้"):
        letter(TODAY + timedelta(days=1))
    letter(TODAY - timedelta(days=30))
    with pytest.raises(UnableToReceive, match="ไม่เกิน 30 วัน"):
        letter(TODAY - timedelta(days=31))
    assert Petition.objects.count() == 1


def test_how_far_back_is_a_dated_row() -> None:
    set_limit(
        code="petition.post_back",
        amount=3,
        unit="calendar_days",
        provision="office.practice",
        mark="provisional",
        valid_from=TODAY,
        at=NOW,
        by="system",
    )
    with pytest.raises(UnableToReceive, match="ไม่เกิน 3 วัน"):
        letter(THURSDAY)


def test_the_form_says_so_and_keeps_what_was_typed() -> None:
    response = take_in(at_desk("intake-1"), channel="post", arrived_on="1/1/2560")
    assert response.status_code == 422
    assert "ย้อนหลังได้ไม่เกิน" in response.content.decode()
    assert "1/1/2560" in response.content.decode()
