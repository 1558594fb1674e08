import csv
import io
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from palat.kernel.pages.export import guard, unguard
from palat.kernel.pages.models import SavedFilter

AT = datetime(2025, 11, 24, 2, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages_site")]


@pytest.fixture
def owner() -> Any:
    return get_user_model().objects.create(username="officer")


@pytest.fixture
def signed_in(client: Client, owner: Any) -> Client:
    client.force_login(owner)
    return client


def fill(owner: Any, number: int, **fields: Any) -> list[SavedFilter]:
    return SavedFilter.objects.bulk_create(
        [
            SavedFilter(
                **{
                    "owner": owner,
                    "listing": "a" if n % 2 else "b",
                    "name": f"แถว {n:02}",
                    "query": "",
                    "shared": n % 3 == 0,
                    "created_at": AT + timedelta(days=n),
                    **fields,
                }
            )
            for n in range(number)
        ]
    )


def names(response: Any) -> list[str]:
    return [row.cells[0].html for row in response.context["rows"]]


def test_a_page_makes_as_many_queries_for_three_rows_as_for_one(signed_in: Client, owner: Any) -> None:
    fill(owner, 1)
    with CaptureQueriesContext(connection) as one:
        signed_in.get("/list/")
    SavedFilter.objects.all().delete()
    fill(owner, 3)
    with CaptureQueriesContext(connection) as three:
        assert len(names(signed_in.get("/list/"))) == 3
    assert len(one) == len(three)


def test_filters_are_kept_while_paging(signed_in: Client, owner: Any) -> None:
    fill(owner, 10)
    first = signed_in.get("/list/?listing=a&name=แถว")
    assert names(first) == ["แถว 09", "แถว 07", "แถว 05"]
    query = parse_qs(urlsplit(first.context["next_url"]).query)
    assert (query["listing"], query["name"]) == (["a"], ["แถว"])
    second = signed_in.get("/list/" + first.context["next_url"])
    assert names(second) == ["แถว 03", "แถว 01"]
    assert second.context["next_url"] == ""
    assert names(signed_in.get("/list/" + second.context["previous_url"])) == names(first)


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("created_at_from=27/11/2568", ["แถว 04", "แถว 03"]),
        ("created_at_to=24/11/2568", ["แถว 00"]),
        ("created_at_from=25/11/2568&created_at_to=26/11/2568", ["แถว 02", "แถว 01"]),
        ("shared=1", ["แถว 03", "แถว 00"]),
        ("shared=0&listing=a", ["แถว 01"]),
        ("listing=a&listing=b&name=02", ["แถว 02"]),
    ],
)
def test_each_filter_narrows(signed_in: Client, owner: Any, query: str, seen: list[str]) -> None:
    fill(owner, 5)
    response = signed_in.get(f"/list/?{query}")
    assert names(response) == seen
    assert response.context["narrowed"].active


def test_a_filter_that_cannot_be_read_says_so_and_narrows_nothing(signed_in: Client, owner: Any) -> None:
    fill(owner, 2)
    response = signed_in.get("/list/?created_at_from=31/2/2568&listing=zzz")
    assert len(names(response)) == 2
    assert "อ่านวันที่นี้ไม่ได้" in response.content.decode()


def test_a_chip_leads_to_the_list_without_its_filter(signed_in: Client, owner: Any) -> None:
    fill(owner, 4)
    response = signed_in.get("/list/?listing=a&shared=1")
    listing, shared = response.context["narrowed"].active
    assert (str(listing.label), listing.words, listing.without) == ("รายการ", "รายการ ก", "?shared=1")
    assert (shared.words, shared.without) == ("ใช่", "?listing=a")


@pytest.mark.parametrize("place", ["after=nonsense", "before=%FF%FE"])
def test_an_unknown_place_shows_the_first_page_and_says_so(signed_in: Client, owner: Any, place: str) -> None:
    fill(owner, 4)
    response = signed_in.get(f"/list/?{place}")
    assert names(response) == ["แถว 03", "แถว 02", "แถว 01"]
    assert "จึงแสดงหน้าแรกแทน" in response.content.decode()


def test_counting_stops_at_its_bound(signed_in: Client, owner: Any) -> None:
    fill(owner, 1001, listing="a")
    assert "มากกว่า 1,000 รายการ" in signed_in.get("/list/").content.decode()
    SavedFilter.objects.filter(name="แถว 00").delete()
    assert str(signed_in.get("/list/").context["count"]) == "1,000 รายการ"


def test_htmx_gets_the_list_alone_from_the_same_address(signed_in: Client, owner: Any) -> None:
    fill(owner, 1)
    response = signed_in.get("/list/", headers={"HX-Request": "true", "HX-Target": "listing"})
    body = response.content.decode()
    assert body.lstrip().startswith("<section") or 'id="listing"' in body[:600]
    assert "<html" not in body
    assert "HX-Target" in response["Vary"]


def test_what_the_viewer_may_not_see_is_neither_listed_counted_nor_exported(signed_in: Client, owner: Any) -> None:
    fill(owner, 1, name="ลับ")
    fill(owner, 1)
    response = signed_in.get("/list/")
    assert names(response) == ["แถว 00"]
    assert str(response.context["count"]) == "1 รายการ"
    assert "ลับ" not in b"".join(signed_in.get("/list/?export=csv").streaming_content).decode()


def test_export_imports_again(signed_in: Client, owner: Any) -> None:
    texts = ["=1+1", "+66", "-5", "@x", "\tแท็บ", "ธรรมดา", "'=ก", "มี,จุลภาค", 'มี"คำพูด"', "สอง\nบรรทัด"]
    for number, text in enumerate(texts):
        fill(owner, 1, name=f"n{number}", query=text)
    body = b"".join(signed_in.get("/list/?export=csv").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body, newline="")))
    assert {unguard(row["เงื่อนไข"]) for row in rows} == set(texts)
    assert not any(row["เงื่อนไข"].startswith(tuple("=+-@\t\r")) for row in rows)
    assert rows[0]["สร้างเมื่อ"] == "2025-11-24T09:00:00+07:00"
    sheet = load_workbook(io.BytesIO(b"".join(signed_in.get("/list/?export=xlsx").streaming_content))).active
    cells = list(sheet.iter_rows(values_only=True))
    assert {unguard(row[-1]) for row in cells[1:]} == set(texts)
    assert cells[1][2] == datetime(2025, 11, 24, 9)  # noqa: DTZ001 (spreadsheets know no zones)


def test_programs_get_the_list_as_json_whatever_the_language(signed_in: Client, owner: Any) -> None:
    assert b"".join(signed_in.get("/list/?export=json").streaming_content) == b"[]\n"
    fill(owner, 2, name='มี"คำพูด"', query="=1+1")
    signed_in.cookies["django_language"] = "en"
    response = signed_in.get("/list/?export=json")
    assert response["Content-Type"] == "application/json"
    rows = json.loads(b"".join(response.streaming_content))
    assert len(rows) == 2
    assert rows[0]["query"] == "=1+1", "nothing runs it: it is not guarded"
    assert rows[-1]["created_at"] == "2025-11-24T09:00:00+07:00"


@given(st.text())
def test_guarding_a_cell_loses_nothing(text: str) -> None:
    assert unguard(guard(text)) == text
    assert not guard(text).startswith(tuple("=+-@\t\r\n"))


def test_export_keeps_filters_and_refuses_what_is_past_its_bound(signed_in: Client, owner: Any) -> None:
    fill(owner, 22)
    body = b"".join(signed_in.get("/list/?listing=a&export=csv").streaming_content).decode()
    assert len(body.splitlines()) == 12
    response = signed_in.get("/list/?export=csv", follow=True)
    assert "ส่งออกได้ครั้งละไม่เกิน 20 แถว" in response.content.decode()


def test_a_filter_is_saved_shared_renamed_and_deleted(signed_in: Client, owner: Any) -> None:
    fill(owner, 1)
    signed_in.post("/list/", {"query": "?listing=a&after=x&strange=1", "name": " ของ  ฉัน ", "shared": "1"})
    mine = SavedFilter.objects.get(listing="tests.filters")
    assert (mine.name, mine.query, mine.shared) == ("ของ ฉัน", "listing=a", True)
    other = Client()
    other.force_login(get_user_model().objects.create(username="other"))
    assert "ของ ฉัน" in other.get("/list/").content.decode()
    response = other.post("/list/", {"act": "delete", "filter_id": mine.pk}, follow=True)
    assert "ไม่พบตัวกรองนี้ในชื่อของท่าน" in response.content.decode()
    signed_in.post("/list/", {"act": "rename", "filter_id": mine.pk, "name": "ใหม่"})
    mine.refresh_from_db()
    assert mine.name == "ใหม่"
    again = signed_in.post("/list/", {"query": "", "name": "ใหม่"}, follow=True)
    assert "โปรดใช้ชื่ออื่น" in again.content.decode()
    signed_in.post("/list/", {"act": "delete", "filter_id": mine.pk})
    assert not SavedFilter.objects.filter(listing="tests.filters").exists()


def test_a_private_filter_is_not_shown_to_others(signed_in: Client, owner: Any) -> None:
    signed_in.post("/list/", {"query": "listing=a", "name": "ส่วนตัวมาก"})
    other = Client()
    other.force_login(get_user_model().objects.create(username="other"))
    assert [one.name for one in other.get("/list/").context["saved"]] == []
