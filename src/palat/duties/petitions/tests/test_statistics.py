"""Public statistics: from the rollups, small counts kept back, nothing that names anybody."""

import csv
import io
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from palat.duties.petitions.tests.factories import petition
from palat.kernel.reports.maps import outlines
from palat.kernel.reports.operations.tallies import recompute

pytestmark = pytest.mark.django_db
MANY = 6


@pytest.fixture
def counted() -> None:
    """| electricity, Bangkok | 6 | shown        |
    | noise, Nonthaburi   | 2 | kept back    |
    | noise, secret       | 1 | nowhere      |"""
    now = timezone.now()
    for _one in range(MANY):
        petition(at=now, category="social.electricity", area_id="10")
    for _one in range(2):
        petition(at=now, category="social.noise", area_id="12")
    petition(at=now, category="social.noise", area_id="13", secrecy=2)
    recompute(at=now)


@pytest.mark.usefixtures("counted")
def test_page_shows_totals_and_keeps_small_counts_back(client: Client) -> None:
    page = client.get("/statistics/").content.decode()
    assert '<p class="big-number">8</p>' in page
    assert "น้อยกว่า 5 หรือไม่แสดง" in page
    assert "ปทุมธานี" not in page.split('class="province-map"')[0]
    assert "style=" not in page
    assert "<script>" not in page


@pytest.mark.usefixtures("counted")
def test_csv_keeps_back_what_the_page_does(client: Client) -> None:
    response = client.get("/statistics/figures.csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    of = {(row["dimension"], row["code"]): (row["cases"], row["closed"]) for row in rows}
    # Two hidden alone would be the total less six, so the six go too.
    assert of["province", "12"] == ("", "")
    assert of["province", "10"] == ("", "")
    assert of["channel", "web"] == ("8", "0")
    assert ("province", "13") not in of


@pytest.mark.parametrize("asked", ["?year=2400", "?year=abc&quarter=9", "?year=9999", "?year=%FF", "?quarter=2"])
def test_whatever_is_asked_for_gets_a_page(client: Client, asked: str) -> None:
    assert client.get(f"/statistics/{asked}").status_code == 200
    assert client.get(f"/statistics/figures.csv{asked}").status_code == 200


def test_every_province_has_an_outline() -> None:
    assert len(outlines().provinces) == 77
    assert len(outlines().others) == 1  # a lake


@pytest.mark.usefixtures("counted")
def test_page_reads_no_matter(client: Client, django_assert_max_num_queries: Any) -> None:
    client.get("/statistics/")
    with django_assert_max_num_queries(10) as asked:
        client.get("/statistics/")
    assert not any("matters_" in query["sql"] for query in asked.captured_queries)


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize(("language", "shown"), [("th", "2569"), ("en", "2026")])
def test_years_are_counted_as_the_dates_beside_them(client: Client, language: str, shown: str) -> None:
    client.cookies.load({settings.LANGUAGE_COOKIE_NAME: language})
    assert f">{shown}</option>" in client.get("/statistics/?year=2569").text
