"""The rollups against a small set counted by hand, and against the rows after every kind of change."""

from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from palat.duties.petitions.operations import answering, citizens, referrals, reviews, screening
from palat.duties.petitions.operations.intake import log_contact
from palat.duties.petitions.tests.factories import NOW, agency_id, liaison, official, petition
from palat.kernel.matters.authority import citizen
from palat.kernel.matters.models import Matter, Track
from palat.kernel.matters.operations.links import merge
from palat.kernel.reports.models import Tally, Watermark
from palat.kernel.reports.operations import tallies as operations
from palat.kernel.reports.queries.tallies import differences, tallies

FIRST, LAST = date(2026, 4, 1), date(2026, 9, 30)


def refresh_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make an increment that sees the test's own transaction, which never commits."""
    system = Watermark.objects.get().system
    monkeypatch.setattr(operations, "present_cut", lambda: (2**62, system))
    Watermark.objects.update(cut=0)
    operations.refresh(at=NOW)


def rows(measure: str, *by: str, **only: Any) -> dict[Any, int]:
    found = tallies(measure, FIRST, LAST, *by, **only)
    return {tuple(row[name] for name in by) if len(by) > 1 else row[by[0]]: row["count"] for row in found}


def close(matter: Matter, *, at: datetime = NOW) -> None:
    officer, head = official("officer-1"), official("head-1")
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=at, officer_id=officer.official_id)
    answering.conclude(matter_id=matter.pk, by=officer, at=at, closing="solved")
    answering.write_answer(matter_id=matter.pk, by=officer, at=at, answer=answering.Answer("ก", "ข", "ค", "ง"))
    answering.notify(matter_id=matter.pk, by=officer, at=at)
    answering.close(matter_ids=[matter.pk], by=head, at=at)


@pytest.mark.django_db
def test_figures_are_those_that_an_official_counts_by_hand() -> None:
    """| no | channel | category    | province | state            | counted as      |
    | 1  | web     | electricity | กทม.     | closed in time   | closed          |
    | 2  | web     | electricity | กทม.     | waiting          | waiting         |
    | 3  | hotline | noise       | นนทบุรี  | closed, but late | closed, late    |
    | 4  | hotline | noise       | –        | merged into 3    | not as a case   |
    | 5  | web     | noise       | กทม.     | secret           | nowhere         |
    | 6  | post    | –           | –        | restricted       | nowhere         |
    and one enquiry at the hotline, a contact and no case."""
    first = petition(category="social.electricity", area_id="10")
    petition(category="social.electricity", area_id="100101")
    third = petition(category="social.noise", channel="hotline", area_id="12")
    fourth = petition(category="social.noise", channel="hotline")
    petition(category="social.noise", area_id="10", secrecy=1)
    petition(text="ขอถวายฎีกาเพื่อขอความเป็นธรรม", channel="post")
    merge(matter_ids=[fourth.pk], into_id=third.pk, by=official("intake-1"), at=NOW, reason="เรื่องเดียวกัน")
    close(first)
    close(third, at=NOW + timedelta(days=10))
    log_contact(kind="enquiry", channel="hotline", outcome="answered", by=official("agent-1"), at=NOW)
    operations.recompute(at=NOW)

    assert rows("petition.channel", "channel", "state") == {
        ("web", "closed"): 1,
        ("web", "waiting"): 1,
        ("hotline", "closed"): 1,
        ("hotline", "merged"): 1,
    }
    assert rows("petition.channel", "timing", state="closed") == {"kept": 1, "late": 1}
    assert rows("petition.category", "category", state__in=["closed", "waiting"]) == {
        "social.electricity": 2,
        "social.noise": 1,
    }
    assert rows("petition.province", "area", state__in=["closed", "waiting"]) == {"10": 2, "12": 1}
    assert rows("petition.contact", "channel") == {"web": 2, "hotline": 3}
    assert rows("petition.closed", "day") == {date(2026, 6, 8): 1, date(2026, 6, 18): 1}
    assert not differences()


@pytest.mark.django_db
def test_referrals_count_by_agency_with_their_working_days() -> None:
    """กฟภ. answers on the fifth working day, in time; กฟน. returns it; กปภ. has it still."""
    officer, matter = official("officer-1"), petition()
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=officer.official_id)
    three = [agency_id(code) for code in ("กฟภ", "กฟน", "กปภ")]
    referrals.refer(matter_id=matter.pk, agency_ids=three, by=officer, at=NOW)
    of = {code: Track.objects.get(matter=matter, agency__code=code).pk for code in ("กฟภ", "กฟน")}
    later = NOW + timedelta(days=7)  # Monday to Monday: five working days
    referrals.agency_report(
        matter_id=matter.pk, track_id=of["กฟภ"], by=liaison("กฟภ"), at=later, report=referrals.Report("แก้แล้ว", "solved")
    )
    referrals.agency_return(matter_id=matter.pk, track_id=of["กฟน"], by=liaison("กฟน"), at=later, words="นอกพื้นที่")
    operations.recompute(at=later)

    found = {
        (row["agency"], row["state"], row["timing"]): (row["count"], row["days"])
        for row in tallies("petition.referral", FIRST, LAST, "agency", "state", "timing")
    }
    assert found == {
        (three[0], "answered", "kept"): (1, 5),
        (three[1], "returned", "kept"): (1, 0),
        (three[2], "waiting", ""): (1, 0),
    }
    assert not differences()


@pytest.mark.django_db
def test_increments_follow_every_kind_of_change(monkeypatch: pytest.MonkeyPatch) -> None:
    operations.recompute(at=NOW)
    first = petition(category="social.electricity", area_id="10")
    refresh_own(monkeypatch)
    assert rows("petition.channel", "state") == {"waiting": 1}
    close(first, at=NOW + timedelta(days=3))
    refresh_own(monkeypatch)
    assert rows("petition.channel", "state") == {"closed": 1}
    citizens.object_to_result(
        matter_id=first.pk, by=citizen(first.pk), at=NOW + timedelta(days=40), new_facts="เมื่อคืนไฟดับอีกสองครั้ง"
    )
    refresh_own(monkeypatch)
    assert rows("petition.channel", "state") == {"waiting": 1}
    assert rows("petition.closed", "day") == {}
    reviews.accept_review(matter_id=first.pk, by=official("head-1"), at=NOW + timedelta(days=41))
    screening.classify(
        matter_id=first.pk,
        by=official("officer-1"),
        at=NOW + timedelta(days=42),
        category="social.noise",
        kind="grievance",
    )
    refresh_own(monkeypatch)
    assert rows("petition.category", "category") == {"social.noise": 1}
    assert not differences()


@pytest.mark.django_db
def test_an_increment_with_nothing_new_reads_no_matter() -> None:
    petition()
    operations.recompute(at=NOW)
    assert operations.refresh(at=NOW).matters == 0


@pytest.mark.django_db
def test_check_names_the_cell_that_differs() -> None:
    petition()
    operations.recompute(at=NOW)
    call_command("reports", "check", stdout=StringIO())
    Tally.objects.filter(measure="petition.channel").update(count=7)
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("reports", "check", stdout=out)
    assert "petition.channel 2026-06-08 web waiting : 7 ≠ 1" in out.getvalue()
    call_command("reports", "recompute", stdout=StringIO())
    call_command("reports", "check", stdout=StringIO())


@pytest.mark.django_db
def test_what_is_not_counted_is_asked_for_loudly() -> None:
    with pytest.raises(KeyError):
        tallies("petition.channel", FIRST, LAST, "officer")
