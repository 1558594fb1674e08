"""The quarterly report: figures counted by hand, frozen, and compared with a later count."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from palat.duties.petitions.operations import citizens, referrals, reporting, screening
from palat.duties.petitions.operations.intake import log_contact
from palat.duties.petitions.quarterly import REASONS, Case, changes, figures, top
from palat.duties.petitions.queries.quarter import cases_received
from palat.duties.petitions.tests.factories import NOW, agency_id, official, petition
from palat.duties.petitions.tests.test_measures import close
from palat.kernel.history.queries import events_of
from palat.kernel.matters.authority import citizen
from palat.kernel.reports.models import Issued
from palat.kernel.reports.operations.issuing import UnableToIssue, digest_of
from palat.kernel.reports.operations.tallies import recompute
from palat.kernel.reports.procedure import Quarter, change, hidden, quarter_of, quarters_back, shades, share
from palat.kernel.reports.queries.issued import counted_in, remarks_on
from palat.kernel.reports.queries.tallies import tallies

AS_OF = date(2026, 6, 30)
QUARTER = Quarter(2569, 3)  # April to June 2026


def case(number: int, category: str = "social.noise", *, closed: str = "", **other: Any) -> Case:
    ended = date.fromisoformat(closed) if closed else None
    plain = {"channel": "web", "kind": "grievance", "province": "10", "merged": False, "timing": ""}
    return Case(id=number, category=category, closed_on=ended, **{**plain, **other})


# | case | category    | province | closed        | timing | agencies | what it counts as      |
COUNTED = [
    case(1, closed="2026-06-01", timing="kept", agencies=(7,)),  # closed in time
    case(2, closed="2026-06-30", timing="late", agencies=(7, 8)),  # closed late, on the very day
    case(3, closed="2026-07-01", timing="kept", province="12"),  # closed a day after: waiting
    case(4, "social.electricity", agencies=(8,)),  # waiting
    case(5, "social.electricity", closed="2026-05-01"),  # closed, with no clock
    case(6, "", province="", closed="2026-05-02", merged=True),  # merged: no case
]


def test_figures_are_those_counted_by_hand() -> None:
    found = figures(COUNTED, {"web": 9}, AS_OF)
    assert {name: found[name] for name in ("cases", "closed", "waiting", "merged", "timed", "kept")} == {
        "cases": 5,
        "closed": 3,
        "waiting": 2,
        "merged": 1,
        "timed": 2,
        "kept": 1,
    }
    assert found["issues"] == {"social.noise": [3, 2], "social.electricity": [2, 1]}
    assert found["provinces"] == {"10": [4, 3], "12": [1, 0]}
    assert found["agencies"] == {"7": [2, 2], "8": [2, 1]}
    assert top(found["issues"], 1) == [("social.noise", 3, 2)]


@pytest.mark.parametrize(
    ("was", "now", "reason", "cases", "closed"),
    [
        (None, case(1, closed="2026-06-02"), "late_registered", 1, 1),
        (case(1, closed="2026-06-02"), None, "withheld", -1, -1),
        (case(1), case(1, merged=True, closed="2026-06-03"), "merged", -1, 0),
        (case(1, merged=True, closed="2026-06-03"), case(1), "unmerged", 1, 0),
        (case(1, closed="2026-06-02"), case(1), "reopened", 0, -1),
        (case(1), case(1, closed="2026-07-05"), "closed_since", 0, 1),
        (case(1), case(1, closed="2026-06-05"), "closed_late", 0, 1),
        (case(1), case(1, "social.electricity"), "reclassified", 0, 0),
        (case(1), case(1, province="12"), "moved", 0, 0),
        (case(1), case(1, agencies=(9,)), "rerouted", 0, 0),
        (case(1), case(1, channel="post"), "channel", 0, 0),
    ],
)
def test_every_difference_has_its_reason(
    was: Case | None, now: Case | None, reason: str, cases: int, closed: int
) -> None:
    found = changes([was] if was else [], AS_OF, [now] if now else [], date(2026, 7, 31), late=lambda missing: missing)
    assert [(one.reason, one.matters, one.cases, one.closed) for one in found] == [(reason, 1, cases, closed)]


def test_reasons_add_up_to_the_whole_difference() -> None:
    later = [
        case(1, "social.electricity", timing="kept", agencies=(7,)),
        COUNTED[1],
        COUNTED[2],
        case(6, closed="2026-05-02"),
        case(9, closed="2026-06-30"),
    ]
    before, now = figures(COUNTED, {}, AS_OF), figures(later, {}, date(2026, 8, 1))
    found = changes(COUNTED, AS_OF, later, date(2026, 8, 1), late=lambda missing: set())
    assert sum(one.cases for one in found) == now["cases"] - before["cases"]
    assert sum(one.closed for one in found) == now["closed"] - before["closed"]
    assert {one.reason for one in found} <= set(REASONS)


def test_words_of_figures() -> None:
    assert share(55_940, 63_541) == "88.04"
    assert share(1, 0) == "–"
    assert change(20_045, 14_871) == "+34.79"
    assert quarter_of(date(2025, 10, 1)) == Quarter(2569, 1)
    assert [one.short for one in quarters_back(AS_OF, 3)] == ["ไตรมาส 3/2569", "ไตรมาส 2/2569", "ไตรมาส 1/2569"]
    assert Quarter(2569, 1).label == "ไตรมาสที่ 1 ปีงบประมาณ พ.ศ. 2569 (ตุลาคม - ธันวาคม 2568)"


@pytest.mark.parametrize(
    ("counts", "kept_back"),
    [
        ({"a": 0, "b": 9}, set()),
        ({"a": 4, "b": 9, "c": 7}, {"a", "c"}),  # the total less the others would tell the four
        ({"a": 3, "b": 4, "c": 7}, {"a", "b"}),  # seven together tell neither
        ({"a": 2, "b": 2, "c": 7}, {"a", "b", "c"}),
        ({"a": 1}, {"a"}),
    ],
)
def test_small_counts_are_kept_back(counts: dict[str, int], kept_back: set[str]) -> None:
    assert hidden(counts) == kept_back


def test_shades_hold_about_as_many_provinces_each() -> None:
    counts = {str(n): n for n in range(1, 9)} | {"none": 0, "huge": 90_000}
    shade, least = shades(counts)
    assert least == [1, 3, 5, 7]
    assert (shade["none"], shade["1"], shade["8"], shade["huge"]) == (0, 1, 4, 4)
    assert shades({"a": 0}) == ({"a": 0}, [])


@pytest.mark.django_db
def test_rollups_and_report_say_the_same() -> None:
    first = petition(category="social.noise", area_id="10")
    petition(category="social.noise", area_id="12", channel="post")
    petition(category="social.noise", secrecy=1)
    log_contact(kind="enquiry", channel="hotline", outcome="answered", by=official("agent-1"), at=NOW)
    close(first)
    recompute(at=NOW)
    content = reporting.draw_up(QUARTER, as_of=AS_OF).content
    (row,) = tallies("petition.channel", QUARTER.first, QUARTER.last, state__in=["closed", "waiting"])
    assert content.now["cases"] == row["count"] == 2
    assert content.now["closed"] == 1
    assert content.now["contacts"] == {"web": 1, "post": 1, "hotline": 1}


@pytest.mark.django_db
def test_agencies_count_as_their_ministry_and_enterprises_as_themselves() -> None:
    officer, matter = official("officer-1"), petition()
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=officer.official_id)
    referrals.refer(matter_id=matter.pk, agency_ids=[agency_id("กฟภ"), agency_id("มท")], by=officer, at=NOW)
    (found,) = cases_received(QUARTER)
    assert set(found.agencies) == {agency_id("กฟภ"), agency_id("มท")}
    content = reporting.draw_up(QUARTER, as_of=AS_OF).content
    assert str(agency_id("กฟภ")) in content.ranked["enterprises"]
    assert str(agency_id("มท")) in content.ranked["government"]


@pytest.mark.django_db
def test_issued_report_is_frozen_and_a_later_count_says_why_it_differs() -> None:
    later = datetime(2026, 7, 6, 3, tzinfo=UTC)
    first, second = petition(category="social.noise"), petition(category="social.noise")
    close(first)
    reporting.write_quarter_remarks(
        quarter=QUARTER, obstacles="บางหน่วยงานตอบช้า", recommendations="", by=official("officer-1"), at=later
    )
    issued = reporting.issue_quarter(quarter=QUARTER, as_of=AS_OF, by=official("director-psc"), at=later)
    assert issued.figures["now"]["closed"] == 1
    assert issued.obstacles == "บางหน่วยงานตอบช้า"
    assert issued.digest == digest_of(Issued.objects.get(pk=issued.pk))
    assert [event.kind for event in events_of("report:petition.quarter:2569:3")] == ["write_remarks", "issue_report"]

    citizens.object_to_result(
        matter_id=first.pk, by=citizen(first.pk), at=later + timedelta(days=1), new_facts="เมื่อคืนไฟดับอีกสองครั้ง"
    )
    petition(category="social.noise")
    compared = reporting.compare(issued, as_of=date(2026, 7, 8))
    assert {one.reason: (one.matters, one.cases, one.closed) for one in compared.changes} == {
        "late_registered": (1, 1, 0),
        "reopened": (1, 0, -1),
    }
    assert second.pk in {row[0] for row in counted_in(issued)}


@pytest.mark.django_db
def test_database_refuses_to_alter_an_issued_report() -> None:
    issued = reporting.issue_quarter(quarter=QUARTER, as_of=date(2026, 6, 8), by=official("director-psc"), at=NOW)
    with pytest.raises(DatabaseError, match="never altered"), transaction.atomic():
        Issued.objects.filter(pk=issued.pk).update(obstacles="")
    with pytest.raises(DatabaseError, match="never altered"), transaction.atomic():
        issued.delete()


@pytest.mark.django_db
@pytest.mark.parametrize("post", ["officer-1", "head-1", "intake-1"])
def test_only_a_director_or_higher_issues(post: str) -> None:
    with pytest.raises(UnableToIssue):
        reporting.issue_quarter(quarter=QUARTER, as_of=date(2026, 6, 8), by=official(post), at=NOW)
    assert not Issued.objects.exists()


@pytest.mark.django_db
def test_intake_writes_no_remarks_and_the_future_is_not_reported() -> None:
    with pytest.raises(UnableToIssue):
        reporting.write_quarter_remarks(
            quarter=QUARTER, obstacles="ก", recommendations="", by=official("intake-1"), at=NOW
        )
    assert remarks_on("petition.quarter", QUARTER) is None
    with pytest.raises(UnableToIssue):
        reporting.issue_quarter(quarter=QUARTER, as_of=AS_OF, by=official("director-psc"), at=NOW)
