"""The yearly report: what it counts, frozen when it is issued, and what a later count says otherwise."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from palat.duties.information.operations.appealing import sending
from palat.duties.information.operations.complaints import explanations, handling, opinions
from palat.duties.information.operations.reporting import compare, draw_up, issue_year, thawed, write_year_remarks
from palat.duties.information.queries.yearly_readers import reads_yearly
from palat.duties.information.tests.appeal_factories import SECRETARY, against, assigned, ruled
from palat.duties.information.tests.appeal_factories import acts as of_appeal
from palat.duties.information.tests.complaining import NOTHING_TO_DO, acts, asked, complaint, opined, taken
from palat.duties.information.tests.factories import NOW, official, request
from palat.duties.information.yearly import Asked, Case, as_row, changes, figures, from_row
from palat.duties.information.yearly_paper import paper
from palat.kernel.accounts.models import User
from palat.kernel.calendar.counting import fiscal_year, legal_date
from palat.kernel.files.queries import open_file
from palat.kernel.matters.models import Matter, Track
from palat.kernel.pages.operations import new_key
from palat.kernel.reports.operations.issuing import UnableToIssue
from palat.kernel.reports.procedure import Year
from palat.kernel.reports.sheets import as_pdf

YEAR = Year(2569)  # October 2568 to September 2569
END = YEAR.last


def case(number: int, received: str, ended: str = "", timing: str = "", **more: str) -> Case:
    said = {"procedure": "information_complaint", "kind": "late", "found": "", **more}
    return Case(number, received=received, ended=ended, timing=timing, **said)


# Received, ended → received, load, finished in the fiscal year 2569 (1 October 2025 to 30 September 2026).
SPANS = [
    ("2025-09-30", "2025-09-30", (0, 0, 0)),  # all of it in the year before
    ("2025-09-30", "2025-10-01", (0, 1, 1)),  # carried over, finished on the first day
    ("2025-10-01", "2026-09-30", (1, 1, 1)),
    ("2026-09-30", "2026-10-01", (1, 1, 0)),  # finished a day too late for this year
    ("2026-10-01", "", (0, 0, 0)),
    ("2024-05-01", "", (0, 1, 0)),
]


def test_what_counts_in_a_year() -> None:
    for received, ended, (came, load, finished) in SPANS:
        told = figures([case(1, received, ended)], YEAR, END)["procedures"]["information_complaint"]
        assert [told.get(name, 0) for name in ("received", "load", "finished")] == [came, load, finished], received
    early = figures([case(1, "2026-01-05", "2026-03-01")], YEAR, date(2026, 2, 1))["procedures"]
    assert "finished" not in early["information_complaint"]  # nothing is known beyond the day of the data


def test_agencies_by_how_they_answer() -> None:
    rows = [
        Asked(1, 7, "explanation", "accepted", "kept", 4),
        Asked(2, 7, "explanation", "accepted", "late", 20),
        Asked(3, 7, "explanation", "silent", "late", -1),
        Asked(4, 7, "explanation", "", "", -1),
        Asked(5, 7, "compliance", "complied", "kept", 9),
        Asked(6, 7, "compliance", "defied", "late", -1),
    ]
    told = figures(rows, YEAR, END)["agencies"]["7"]
    assert (told["explanation"], told["answered"], told["in_time"], told["median"], told["silent"]) == (4, 2, 1, 12, 1)
    assert (told["compliance"], told["complied"], told["defied"]) == (2, 1, 1)
    assert [from_row(as_row(one)) for one in rows] == rows


def test_why_a_later_count_differs() -> None:
    before = [case(1, "2026-01-05"), case(2, "2026-01-05", "2026-02-01"), case(3, "2026-01-05")]
    asked_since = Asked(9, 7, "explanation", "", "", -1)
    now = [case(1, "2026-01-05", "2026-02-03"), case(2, "2026-01-05"), case(4, "2026-01-05"), asked_since]
    assert {one.reason: one.matters for one in changes(before, now)} == {
        "finished": 1,
        "reopened": 1,
        "withheld": 1,
        "entered": 1,
        "asked": 1,
    }
    assert changes(before, before) == []


@pytest.mark.django_db
def test_a_year_is_counted_from_what_was_done_and_frozen() -> None:
    closed = opined(NOTHING_TO_DO)
    opinions.close(**acts(closed))
    handling.withdraw(**acts(taken()), words="ถอน", way="phone", asked_on=date(2026, 6, 8))
    held, track = asked("not_held")
    explanations.record_explanation(**acts(held), track_id=track.pk, words="ไม่พบ", came_on=date(2026, 6, 8))
    secret = complaint()
    Matter.objects.filter(pk=secret.pk).update(secrecy=1)
    request()
    drawn = draw_up(YEAR, as_of=date(2026, 6, 8))
    now = drawn.content.now
    assert now["procedures"]["information_complaint"] == {"received": 2, "load": 2, "finished": 2, "kept": 2}
    assert now["procedures"]["information_check"]["load"] == 1
    assert now["procedures"]["information_request"]["received"] == 1
    assert now["results"]["information_complaint"] == {"unfounded": 1, "withdrawn": 1}
    assert drawn.content.names["agencies"][str(track.agency_id)] == "การไฟฟ้าส่วนภูมิภาค"
    director = official("oic-director")
    write_year_remarks(year=YEAR, obstacles="หน่วยงานไม่ตอบ", recommendations="อบรมเพิ่ม", by=director, at=NOW)
    issued = issue_year(year=YEAR, as_of=date(2026, 6, 8), by=director, at=NOW)
    assert (issued.year, issued.quarter, issued.edition) == (2569, 0, 1)
    with open_file(issued.csv) as file:
        table = file.read().decode("utf-8-sig")
    for said in ("การไฟฟ้าส่วนภูมิภาค", "ข้อมูล ณ วันที่ 8 มิถุนายน 2569", "หน่วยงานไม่ตอบ", "ไม่ตอบคำขอ"):
        assert said in table
    assert compare(issued, as_of=date(2026, 6, 8)).changes == []
    explanations.accept_explanation(**acts(held), track_id=track.pk)
    complaint(at=NOW + timedelta(days=1))
    later = compare(issued, as_of=date(2026, 6, 9))
    assert {one.reason for one in later.changes} == {"entered", "answered"}
    assert thawed(issued).now == now


@pytest.mark.django_db
def test_appeals_are_counted_by_branch_and_rulings_by_whether_they_are_carried_out() -> None:
    against()
    assigned(branch="economy")
    one, after = ruled()
    sending.send_ruling(**of_appeal(one, SECRETARY, after), sent_on=legal_date(after), way="post")
    now = draw_up(YEAR, as_of=legal_date(after)).content.now
    assert now["procedures"]["information_appeal"] == {"received": 3, "load": 3, "finished": 1, "kept": 1}
    assert {code: n["load"] for code, n in now["kinds"]["information_appeal"].items()} == {
        "": 1,
        "economy": 1,
        "society": 1,
    }
    assert now["results"]["information_appeal"] == {"disclose": 1}
    (told,) = (one for one in now["agencies"].values() if one.get("compliance"))
    assert (told["compliance"], told["compliance_waits"]) == (1, 1)


@pytest.mark.django_db
def test_who_reads_and_who_issues() -> None:
    for post, reads in (("oic-officer-1", True), ("ps", True), ("minister", True), ("officer-1", False)):
        assert reads_yearly(official(post)) is reads, post
    for post in ("oic-officer-1", "oic-head", "director-psc", "director-central"):
        with pytest.raises(UnableToIssue, match="ผู้อำนวยการ"):
            issue_year(year=YEAR, as_of=date(2026, 6, 8), by=official(post), at=NOW)
    for day in (date(2025, 9, 30), date(2026, 6, 9)):
        with pytest.raises(UnableToIssue, match="ปีงบประมาณ"):
            issue_year(year=YEAR, as_of=day, by=official("oic-director"), at=NOW)
    with pytest.raises(UnableToIssue):
        write_year_remarks(year=YEAR, obstacles="ก", recommendations="", by=official("officer-1"), at=NOW)


@pytest.mark.django_db
def test_any_year_is_drawn_up_issued_and_read_again(client: Client) -> None:
    opined()
    assert Track.objects.filter(type="compliance").exists()
    document = paper(draw_up(YEAR, as_of=date(2026, 6, 8)).content, on=date(2026, 6, 8), draft=True)
    assert as_pdf(document).startswith(b"%PDF")
    official("oic-director")
    client.force_login(User.objects.get(username="oic-director"))
    assert "รายงานประจำปี" in client.get(reverse("information_hub")).text
    today = legal_date(timezone.now())
    year = fiscal_year(today)
    draft = reverse("information_report_draft", args=[year])
    assert client.get(reverse("information_reports"), {"period": str(year)})["Location"] == draft
    assert "ไม่มีเรื่องในปีงบประมาณนี้" in client.get(draft).text  # no appeals
    for wrong in (2400, 9_999, 99_999_999_999):
        assert client.get(reverse("information_report_draft", args=[wrong])).status_code == 404
    refused = client.post(draft, {"issue": "1", "as_of": "1/1/2560", "once_key": new_key()})
    assert refused.status_code == 422
    done = client.post(draft, {"issue": "1", "as_of": f"{today:%d/%m}/{today.year + 543}", "once_key": new_key()})
    page = client.get(done["Location"])
    assert "ฉบับที่ 1" in page.text
    number = page.context["issued"].pk
    written = b"".join(client.get(reverse("information_report_file", args=[number, "csv"])).streaming_content)
    assert written.decode("utf-8-sig").startswith("ส่วน,")
    compared = client.get(reverse("information_report_compare", args=[number]))
    assert compared.status_code == 200
    client.force_login(User.objects.get_or_create(username="nobody")[0])
    assert client.get(draft).status_code in {302, 403, 404}
