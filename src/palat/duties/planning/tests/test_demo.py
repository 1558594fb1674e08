"""The demo office's agreements stand where they are told to, and every figure of them is marked as made up."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from django.test import Client

from palat.duties.planning.demo.filling import fill
from palat.duties.planning.models import Agreement
from palat.duties.planning.scorecards import REPORT
from palat.duties.planning.tests.factories import liaison, official
from palat.kernel.accounts.models import User
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Track
from palat.kernel.reports.models import Issued

NOW = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)
AGENCIES = {"liaison-prd": "กปส", "liaison-ocpb": "สคบ", "liaison-mcot": "บมจอสมท"}


@pytest.mark.django_db
def test_the_demo_office_lives() -> None:
    def people(code: str) -> Actor:
        return liaison(AGENCIES[code], at=NOW) if code in AGENCIES else official(code, at=NOW)

    assert fill(NOW, people) == 11
    assert Counter(Agreement.objects.values_list("matter__state", flat=True)) == {
        "running": 9,
        "evaluated": 1,
        "closed": 1,
    }
    states = set(Track.objects.filter(type="report").values_list("state", flat=True))
    assert states == {"open", "returned", "submitted", "reviewed", "appealed", "locked"}
    issued = Issued.objects.get(report=REPORT)
    assert "สมมติ" in issued.obstacles
    shown = Client().get(f"/performance/{issued.pk}/").content.decode()
    assert "กรมประชาสัมพันธ์" in shown
    assert "ข้อมูล ณ วันที่" in shown
    client = Client()
    client.force_login(User.objects.get(username="ps"))
    page = client.get("/desk/planning/scorecards/?year=2569").content.decode()
    assert "รายงานที่ล่าช้า" in page
    assert "อสมท" in page
