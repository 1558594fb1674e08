"""The export of petitions: who may have it, what stands in it, and that it imports again as the same matters."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from palat.duties.petitions.exporting import COLUMNS, UnableToExport, export_petitions
from palat.duties.petitions.importing import import_petitions
from palat.duties.petitions.mappings import mappings
from palat.duties.petitions.models import Petition
from palat.duties.petitions.operations import screening
from palat.duties.petitions.tests.factories import NOW, official, petition
from palat.duties.petitions.tests.open_data import row, write
from palat.kernel.accounts.models import User
from palat.kernel.exchange import procedure as exchange
from palat.kernel.history.queries import events_of, faults
from palat.kernel.matters.models import Matter
from palat.kernel.pages.export import guard, headings

LATER = NOW + timedelta(days=1)
NASTY = {
    "formula": '=HYPERLINK("http://example.org";"กด")',
    "already guarded": "'=1+1",
    "plus": "+66 2 000 0000 โทรกลับด้วย",
    "emoji": "น้ำท่วม 😀👨‍👩‍👧 ช่วยด้วย",
    "newlines": "บรรทัดหนึ่ง\nบรรทัดสอง\r\nบรรทัดสาม\rบรรทัดสี่\n",
    "right to left": "ทดสอบ \u202eกลับหลัง\u202c \u200f\u200e จบ",
    "control characters": "ก\x01\x02\x1b[31mข\x7f\x0b\x0c\x85\u2028ค",
    "quotes": 'เขาพูดว่า "ไม่", แล้วก็,,, ""',
    "blanks": "  \t เว้นวรรคหัวท้าย \t ",
    "tab first": "\t=1+1 ขึ้นต้นด้วยแท็บ",
    "mark": "\ufeffขึ้นต้นด้วยเครื่องหมาย BOM",
    "very long": "ยาวมาก " * 60_000,
}


@pytest.fixture
def _filled(tmp_path: Path) -> None:
    """Petitions in several states, with texts that files do not like, and some from the open data."""
    for place, text in enumerate(NASTY.values()):
        petition(
            at=NOW + timedelta(seconds=place, microseconds=place + 1),
            text=text,
            subject=text[:80] if place % 2 else "",
            wanted=text[:500],
            category="social.flood",
            area_id="1004",
            place_words=text[:90],
            conceal=("name", "phone") if place % 3 == 0 else (),
            kind="accusation" if place == 1 else "grievance",
        )
    petition(text="ขอยื่นถวายฎีกา")
    intake, director = official("intake-1"), official("director-psc")
    accepted, noted = Matter.objects.order_by("pk")[:2]
    screening.accept(matter_id=accepted.pk, by=intake, at=LATER, officer_id=official("officer-1").official_id)
    screening.note(matter_id=noted.pk, by=director, at=LATER)
    rows = [row("X1", star="5", state="กำลังดำเนินการ"), row("X2", timestamp="2022-07-04T02:15:30.123456Z")]
    import_petitions(path=write(tmp_path / "open.csv", rows), mapping="traffy", at=LATER)


def exported(role: str = "director-psc") -> str:
    return "".join(export_petitions(by=official(role), at=LATER))


MATTER = (
    *("code", "kind", "category", "subject", "state", "urgency", "secrecy", "restricted", "area_id"),
    *("received_at", "closed_at", "closing", "alias"),
)
PETITION = (
    *("channel", "text", "wanted", "place_words", "anonymous", "conceal", "answer_by", "answer_found"),
    *("answer_next", "answer_can_do", "answer_reasons", "told_at", "stars"),
)


def everything() -> dict[str, dict[str, Any]]:
    """Return what must be the same after an export and an import, by code."""
    kept = {}
    for one in Petition.objects.select_related("matter"):
        said = {name: getattr(one.matter, name) for name in MATTER} | {name: getattr(one, name) for name in PETITION}
        kept[one.matter.code] = said
    return kept


def empty() -> None:
    """Leave an installation without petitions, as a fresh one is. Only a test may: the history refuses it."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "TRUNCATE petitions_contact, petitions_petition, matters_workitem, matters_clock, matters_track,"
            " matters_matter, history_event, history_body, history_chainhead CASCADE"
        )
        cursor.execute("SET LOCAL session_replication_role = origin")


@pytest.mark.django_db
@pytest.mark.usefixtures("_filled")
def test_export_imports_again_as_the_same_matters(tmp_path: Path) -> None:
    before = everything()
    path = tmp_path / "export.csv"
    path.write_text(exported(), encoding="utf-8", newline="")
    empty()
    assert not Matter.objects.exists()
    report = import_petitions(path=path, at=LATER)
    assert (report.mapping, report.added, report.rejected) == ("palat", len(before), 0)
    assert everything() == before
    assert list(faults()) == []
    assert Petition.objects.get(source_row="traffy:X1").stars == 5, "it is known again by where it came from first"


@pytest.mark.django_db
@pytest.mark.usefixtures("_filled")
def test_export_taken_into_the_same_installation_adds_nothing(tmp_path: Path) -> None:
    before = everything()
    path = tmp_path / "export.csv"
    path.write_text(exported(), encoding="utf-8", newline="")
    report = import_petitions(path=path, mapping="palat", at=LATER)
    assert (report.added, report.already) == (0, len(before))
    assert everything() == before


@pytest.mark.django_db
@pytest.mark.usefixtures("_filled")
def test_no_cell_of_the_file_begins_a_formula() -> None:
    rows = list(csv.reader(io.StringIO(exported(), newline="")))
    assert len(rows) > len(NASTY)
    for cells in rows:
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]


@pytest.mark.django_db
def test_export_holds_what_the_viewer_may_see_and_no_more() -> None:
    petition(text="เรื่องทั่วไปของชาวบ้าน")
    petition(text="ขอยื่นถวายฎีกาเรื่องลับ")
    petition(text="เรื่องที่มีชั้นความลับ", secrecy=3)
    assert "ฎีกา" in exported("director-psc")
    seen_by_head = exported("head-1")
    assert "เรื่องทั่วไปของชาวบ้าน" in seen_by_head
    assert "ฎีกา" not in seen_by_head
    assert "เรื่องที่มีชั้นความลับ" not in seen_by_head
    assert [event.actor for event in events_of("exports")] == [
        official(post).ref for post in ("director-psc", "head-1")
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("post", ["intake-1", "officer-1"])
def test_others_are_refused(post: str) -> None:
    with pytest.raises(UnableToExport):
        export_petitions(by=official(post), at=NOW)
    assert events_of("exports") == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("post", "status"), [("head-1", 200), ("director-psc", 200), ("deputy-ps", 200), ("ps", 200), ("officer-1", 404)]
)
def test_page_sends_the_file(client: Client, post: str, status: int) -> None:
    petition(text="ไฟทางดับทั้งซอย")
    official(post, at=datetime.now(UTC))
    client.force_login(User.objects.get(username=post))
    response = client.get("/desk/petitions/export.csv")
    assert response.status_code == status
    if status == 200:
        content = _content(response)
        assert content.startswith("\ufeffรหัสเรื่อง,")
        assert "ไฟทางดับทั้งซอย" in content
        assert client.post("/desk/petitions/export.csv").status_code == 405


def _content(response: Any) -> str:
    parts: Iterator[bytes] = response.streaming_content
    return b"".join(parts).decode()


@pytest.mark.django_db
def test_nobody_without_sign_in_gets_the_file(client: Client) -> None:
    assert client.get("/desk/petitions/export.csv").status_code == 302


def test_headings_are_those_of_the_mapping() -> None:
    assert headings(COLUMNS) == [column.heading for column in mappings()["palat"].columns.columns]


@given(st.text(max_size=5))
def test_both_guards_against_formulas_are_one_rule(text: str) -> None:
    for sign in ("", "'", "=", "＋", "\t", "-"):
        assert guard(sign + text) == exchange.guard(sign + text)
        assert exchange.unguard(guard(sign + text)) == sign + text
