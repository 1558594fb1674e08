"""English pages say the English names that the data hold; Thai pages the Thai ones, whatever was asked before."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.utils import translation

from palat.duties.petitions.operations import referrals, screening
from palat.duties.petitions.tests.factories import NOW, agency_id, official, petition
from palat.duties.petitions.tests.test_deciding import at_desk
from palat.kernel.calendar.operations import proclaim_holiday
from palat.kernel.matters.models import Clock
from palat.kernel.matters.operations.clocks import recount
from palat.kernel.matters.showing import clock_shape
from palat.kernel.organisation.models import Agency
from palat.kernel.organisation.queries import agency_choices

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 9)


def explained(language: str) -> str:
    with translation.override(language):
        shown = clock_shape(Clock.objects.get(code="screening"), NOW.date())
        return " ".join([*shown.explain, str(shown.basis)])


def test_holidays_and_provisions_of_a_clock() -> None:
    petition()
    proclaim_holiday(day=DAY, name_th="วันหยุดพิเศษ", name_en="Special holiday", resolution="มติ", at=NOW, by="test")
    recount(first=DAY, last=DAY, at=NOW + timedelta(hours=1))
    english, thai = explained("en"), explained("th")
    assert "Special holiday" in english
    assert "Proposed for the Office to confirm (แนวปฏิบัติของสำนักงาน)" in english
    assert "วันหยุดพิเศษ" in thai
    assert "Proposed" not in thai


def test_agencies_in_choices_and_on_the_page_of_a_case() -> None:
    one = Agency.objects.get(code="กฟภ")
    for language, name in (("en", one.name_en), ("th", one.name_th), ("en", one.name_en)):
        with translation.override(language):
            assert (one.pk, name) in agency_choices(NOW.date())
    officer, matter = official("officer-1"), petition()
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=officer.official_id)
    referrals.refer(matter_id=matter.pk, agency_ids=[agency_id("กฟภ")], by=officer, at=NOW)
    desk = at_desk("officer-1")
    desk.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = desk.get(f"/desk/petitions/{matter.code}/").text
    assert one.name_en in page


def test_an_agency_without_an_english_name_keeps_its_thai_one() -> None:
    Agency.objects.filter(code="กฟภ").update(name_en="")
    one = Agency.objects.get(code="กฟภ")
    with translation.override("en"):
        assert (one.pk, one.name_th) in agency_choices(NOW.date() + timedelta(days=1))
