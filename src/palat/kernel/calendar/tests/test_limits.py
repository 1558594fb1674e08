"""Limits in force, their history, what the database refuses, and the files they are loaded from."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from palat.kernel.calendar import loading, queries
from palat.kernel.calendar.counting import BANGKOK
from palat.kernel.calendar.models import Limit, LimitCode, Provision
from palat.kernel.calendar.operations import LimitChange, UnableToChangeCalendar, end_limit, set_limit
from palat.kernel.calendar.queries import LimitUnknown, ProvisionUnknown, history_of_limit, limit, limits_in_force
from palat.kernel.history.models import Event
from palat.kernel.organisation.queries import agency_by_code

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 28)
AT = datetime(2026, 7, 28, 10, 0, tzinfo=BANGKOK)


def change(**given: object) -> LimitChange:
    """Set a limit, with what a test does not care about filled in."""
    usual = {
        "code": "petition.screening", "amount": 2, "unit": "working_days", "provision": "office.practice",
        "mark": "provisional", "valid_from": TODAY, "at": AT, "by": "post:1",
    }  # fmt: skip
    return set_limit(**{**usual, **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "agency", "on", "amount", "unit", "mark"),
    [
        ("petition.screening", "", TODAY, 1, "working_days", "provisional"),
        ("petition.life_at_risk", "", TODAY, 1, "hours", "provisional"),
        ("petition.info_request", "", TODAY, 15, "calendar_days", "provisional"),
        ("petition.refusal", "", TODAY, 5, "working_days", "provisional"),
        ("petition.referral", "", TODAY, 3, "working_days", "provisional"),
        ("petition.review_report", "", TODAY, 5, "working_days", "provisional"),
        ("petition.notify", "", TODAY, 15, "calendar_days", "provisional"),
        ("petition.reopen", "", TODAY, 5, "working_days", "provisional"),
        ("petition.cabinet_report", "", TODAY, 3, "months", "verified"),
        ("referral.accept_or_return", "", TODAY, 5, "working_days", "provisional"),
        ("referral.progress", "", TODAY, 15, "working_days", "verified"),
        ("referral.progress", "พน", TODAY, 30, "working_days", "verified"),
        ("referral.progress", "กษ", TODAY, 20, "working_days", "verified"),
        ("referral.progress", "สำนักงานปปท", TODAY, 30, "working_days", "verified"),
        # An agency without its own falls under the general one; before 2565 all did
        ("referral.progress", "กค", TODAY, 15, "working_days", "verified"),
        ("referral.progress", "พน", date(2021, 12, 31), 15, "working_days", "provisional"),
        ("referral.complex_progress", "", TODAY, 30, "calendar_days", "verified"),
        ("referral.reminder_1", "", TODAY, 30, "calendar_days", "verified"),
        ("referral.reminder_2", "", TODAY, 15, "calendar_days", "verified"),
        ("referral.reminder_3", "", TODAY, 7, "calendar_days", "verified"),
    ],
)
def test_the_limits_of_the_petition_work(code: str, agency: str, on: date, amount: int, unit: str, mark: str) -> None:
    row = limit(code, on=on, agency_id=agency_by_code(agency).pk if agency else None)
    assert (row.amount, row.unit, row.mark) == (amount, unit, mark)
    assert row.instrument
    assert queries.limit_by_id(row.id) == row


def test_no_limit_is_surer_than_what_it_rests_on() -> None:
    assert not Limit.objects.filter(mark="verified").exclude(provision__mark="verified").exists()


def test_an_unknown_limit_is_not_guessed() -> None:
    with pytest.raises(LimitUnknown):
        limit("petition.no_such", on=TODAY)
    with pytest.raises(LimitUnknown):
        limit("petition.screening", on=date(2008, 12, 31))
    with pytest.raises(LimitUnknown):
        queries.limit_by_id(-1)


def test_a_kept_limit_costs_no_statement() -> None:
    limit("petition.screening", on=TODAY)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        limit("petition.screening", on=TODAY)
        limit("referral.progress", on=TODAY, agency_id=1)
    assert len(seen) == 0


def test_a_committed_change_costs_one_look(django_capture_on_commit_callbacks: Callable[..., Any]) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        change(amount=2)
    assert limit("petition.screening", on=TODAY).amount == 2
    with CaptureQueriesContext(connection) as seen:
        limit("petition.screening", on=TODAY)
    assert len(seen) == 0


def test_a_new_value_ends_the_one_before_and_edits_nothing() -> None:
    before = limit("petition.screening", on=TODAY)
    done = change(amount=2)
    assert done.changed
    assert limit("petition.screening", on=TODAY - timedelta(days=1)).id == before.id
    assert limit("petition.screening", on=TODAY) == done.now
    assert done.now.amount == 2
    assert queries.limit_by_id(before.id).valid_to == TODAY
    assert [row.amount for row in history_of_limit("petition.screening")] == [2, 1]
    event = Event.objects.filter(chain="limits").latest("seq")
    assert event.kind == "limit_set"


def test_the_same_value_again_changes_nothing() -> None:
    change()
    events = Event.objects.filter(chain="limits").count()
    again = change(valid_from=TODAY + timedelta(days=30))
    assert not again.changed
    assert Event.objects.filter(chain="limits").count() == events
    assert len(history_of_limit("petition.screening")) == 2


def test_an_agencys_own_value_stands_before_the_general_until_it_ends() -> None:
    agency = agency_by_code("กค").pk
    change(code="referral.progress", amount=25, agency_id=agency)
    assert limit("referral.progress", on=TODAY, agency_id=agency).amount == 25
    assert limit("referral.progress", on=TODAY).amount == 15
    end_limit(code="referral.progress", agency_id=agency, last_day=date(2026, 8, 31), at=AT, by="post:1")
    assert limit("referral.progress", on=date(2026, 8, 31), agency_id=agency).amount == 25
    assert limit("referral.progress", on=date(2026, 9, 1), agency_id=agency).amount == 15
    with pytest.raises(UnableToChangeCalendar):
        end_limit(code="referral.progress", agency_id=agency, last_day=date(2026, 9, 30), at=AT, by="post:1")
    with pytest.raises(UnableToChangeCalendar):
        change(code="referral.progress", amount=9, agency_id=agency, valid_from=date(2026, 8, 1))


@pytest.mark.parametrize(
    "given",
    [
        {"code": "petition.no_such"},
        {"provision": "no.such"},
        {"amount": -1},
        {"unit": "weeks"},
        {"mark": "sure"},
        {"valid_from": date(2008, 1, 1)},
        {"after_hours": "next_working_day"},
        {"closes_at": time(16, 30)},
    ],
)
def test_a_limit_that_makes_no_sense_is_refused(given: dict[str, object]) -> None:
    before = list(Limit.objects.values())
    with pytest.raises(UnableToChangeCalendar):
        change(**given)
    assert list(Limit.objects.values()) == before


def test_receipt_after_hours_is_a_dated_setting() -> None:
    change(after_hours="next_working_day", closes_at=time(16, 30))
    row = limit("petition.screening", on=TODAY)
    assert (row.after_hours, row.closes_at) == ("next_working_day", time(16, 30))


def test_a_change_that_is_rolled_back_is_not_kept() -> None:
    with transaction.atomic():
        change(amount=9)
        assert limit("petition.screening", on=TODAY).amount == 9
        transaction.set_rollback(True)
    assert limit("petition.screening", on=TODAY).amount == 1


def test_the_database_refuses_what_overlaps() -> None:
    standing = Limit.objects.select_related("name").get(name__code="petition.screening")
    with pytest.raises(IntegrityError, match="one_value_at_a_time"), transaction.atomic():
        Limit.objects.create(name=standing.name, amount=1, unit="hours", provision=standing.provision,
                             valid_from=date(2030, 1, 1))  # fmt: skip
    with pytest.raises(IntegrityError, match="one_provision_at_a_time"), transaction.atomic():
        Provision.objects.create(code="office.practice", instrument="x", valid_from=date(2020, 1, 1))
    Provision.objects.filter(code="office.practice").update(valid_to=date(2020, 1, 1))
    Provision.objects.create(code="office.practice", instrument="x", valid_from=date(2020, 1, 1))


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"unit": "weeks"}, "limit_unit_known"),
        ({"amount": -1}, "limit_not_negative"),
        ({"after_hours": "next_working_day"}, "limit_after_hours_known"),
        ({"scope": 7}, "limit_scope_is_its_agency"),
    ],
)
def test_the_database_refuses_what_makes_no_sense(wrong: dict[str, object], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Limit.objects.filter(name__code="petition.screening").update(**wrong)


def test_the_list_of_limits_names_each_once() -> None:
    rows = limits_in_force(TODAY)
    assert len({(row.code, row.agency_id) for row in rows}) == len(rows)
    assert {row.code for row in rows} == set(LimitCode.objects.values_list("code", flat=True))
    assert all(row.holds_on(TODAY) for row in rows)


def test_a_provision_is_cited_by_its_code() -> None:
    assert queries.provision("good_governance.38", on=TODAY).section == "มาตรา 38"
    with pytest.raises(ProvisionUnknown):
        queries.provision("good_governance.38", on=date(2000, 1, 1))
    assert queries.provisions_in_force(TODAY).filter(code="office.practice").count() == 1


def test_loading_again_edits_no_limit() -> None:
    change(amount=4)
    before = list(Limit.objects.order_by("pk").values())
    assert loading.load_limits() == []
    assert list(Limit.objects.order_by("pk").values()) == before


def test_a_note_is_read_in_the_language_of_the_page_unless_an_official_wrote_it() -> None:
    Limit.objects.update(note_en="")  # as they were loaded before notes had English words
    change(amount=4, note="ที่ประชุมขอเวลาเพิ่ม")
    loading.load_limits()
    with override("en"):
        assert queries.note_of(limit("retention.survey", on=TODAY)).startswith("Counted from the end of the")
        assert queries.note_of(limit("petition.screening", on=TODAY)) == "ที่ประชุมขอเวลาเพิ่ม"
    assert "สิ้นปีปฏิทิน" in queries.note_of(limit("retention.survey", on=TODAY))
    assert not [one for one in loading.rows("limits.csv") if bool(one["note"]) != bool(one["note_en"])]


def test_a_line_for_an_agency_that_is_not_loaded_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = loading.rows
    line = {
        "code": "petition.screening", "label_th": "ก", "label_en": "a", "agency": "ไม่มี", "amount": "1", "unit": "hours",
        "provision": "office.practice", "mark": "provisional", "note": "", "note_en": "",
        "valid_from": "2009-01-01", "valid_to": "",
    }  # fmt: skip
    monkeypatch.setattr(loading, "rows", lambda name: iter([line]) if name == "limits.csv" else kept(name))
    assert loading.load_limits() == ["limits.csv:2: petition.screening: ไม่มี"]


def test_scope_follows_the_agency() -> None:
    assert not Limit.objects.filter(agency__isnull=False).exclude(scope=F("agency")).exists()
