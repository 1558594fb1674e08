"""Requests as they come in, and who sees them."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from palat.duties.information.models import Part, Request
from palat.duties.information.operations import handling, requesters
from palat.duties.information.queries.listing import may_enter
from palat.duties.information.queries.reading import language_of, same_key
from palat.duties.information.tests.factories import NOW, official, request
from palat.duties.information.views.requests import REQUESTS
from palat.kernel.accounts.models import User
from palat.kernel.matters.authority import citizen
from palat.kernel.matters.models import Clock, Track
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.matters.queries.visibility import visible

pytestmark = pytest.mark.django_db


def test_a_request_begins_with_its_clock_and_a_track_for_each_part() -> None:
    one = request(parts=("สัญญาจ้าง", "ใบเสนอราคา"))
    assert list(Part.objects.filter(matter=one).order_by("number").values_list("words", flat=True)) == [
        "สัญญาจ้าง",
        "ใบเสนอราคา",
    ]
    assert Track.objects.filter(matter=one, type="part", state="open").count() == 2
    clock = Clock.objects.get(matter=one)
    assert (clock.code, clock.due_on) == ("reply", date(2026, 6, 23))  # 15 days after Monday 8 June


def test_no_name_and_no_reason_is_needed_under_section_11() -> None:
    assert Request.objects.get(pk=request().pk).person_id is None


def test_ones_own_data_need_a_name() -> None:
    with pytest.raises(UnableToAct, match="ต้องบอกชื่อ"):
        request(kind="own")


@pytest.mark.parametrize(
    ("text", "language"), [("ขอสำเนา TOR", "th"), ("A copy of the TOR", "en"), ("資料請求", "other")]
)
def test_a_request_in_another_language_is_taken(text: str, language: str) -> None:
    assert language_of(text) == language
    assert Request.objects.get(pk=request(text=text * 3).pk).language == language


def test_the_same_words_have_the_same_key_whatever_the_spaces() -> None:
    assert same_key("ขอ สำเนา TOR") == same_key("ขอสำเนา tor.") != same_key("ขอสำเนา TOR ฉบับที่ 2")


@pytest.mark.parametrize(
    ("post", "sees"),
    [
        ("info-officer-1", True),
        ("director-central", True),
        ("ps", True),
        ("auditor-1", True),
        ("officer-1", False),
        ("director-psc", False),
        ("inspector-1", False),
        ("secretary", False),
        ("oic-officer-1", False),
        ("clerk-1", False),
    ],
)
def test_only_the_unit_that_holds_a_request_and_those_above_it_see_it(post: str, sees: bool) -> None:
    one, by = request(), official(post)
    assert visible(by).filter(pk=one.pk).exists() is sees
    assert REQUESTS.seen(by).exists() is sees


def test_the_hub_is_a_place_for_this_dutys_units_alone(client: Client) -> None:
    for post, there in (("info-head", True), ("oic-director", True), ("ps", True), ("officer-1", False)):
        by = official(post)
        assert may_enter(by) is there
        client.force_login(User.objects.get(username=post))
        assert client.get(reverse("information_hub")).status_code == (200 if there else 404)


def test_a_request_is_not_given_to_another_unit() -> None:
    from palat.kernel.matters.operations import holding

    one, other = request(), official("officer-1")
    assert other.official_id
    with pytest.raises(UnableToAct, match="นอกหน่วยงาน"):
        holding.assign(matter_ids=[one.pk], officer_id=other.official_id, by=official("info-head"), at=NOW)


def test_taken_up_by_whoever_takes_it() -> None:
    one, by = request(), official("info-officer-1")
    handling.take_up(matter_id=one.pk, by=by, at=NOW)
    one.refresh_from_db()
    assert (one.state, one.officer_id) == ("considering", by.official_id)


def test_the_clock_rests_while_the_requester_is_asked() -> None:
    one, by = request(), official("info-officer-1")
    handling.ask_requester(matter_id=one.pk, by=by, at=NOW, question="หมายถึงสัญญาฉบับใด")
    assert Clock.objects.get(matter=one, code="reply").paused_on == date(2026, 6, 8)
    requesters.clarify(matter_id=one.pk, by=citizen(one.pk), at=NOW, text="ฉบับปี 2569")
    one.refresh_from_db()
    assert one.state == "considering"
    assert Clock.objects.get(matter=one, code="reply").paused_on is None


def test_nobody_of_another_unit_takes_a_request_in() -> None:
    with pytest.raises(NotAuthorised):
        request(by=official("intake-1"))


def test_pages_open(client: Client) -> None:
    one = request()
    official("info-officer-1")
    client.force_login(User.objects.get(username="info-officer-1"))
    assert one.subject[:20] in client.get(reverse("information_request_list")).text
    assert one.subject in client.get(reverse("information_request", args=[one.code])).text
    assert client.get(reverse("information_request_new")).status_code == 200
    assert client.get(reverse("matter", args=[one.code]))["Location"] == f"/desk/information/requests/{one.code}/"
    assert client.get(f"/track/{one.code}/")["Location"] == reverse("information_track", args=[one.code])
    assert one.subject in client.get(reverse("information_track", args=[one.code])).text
    assert client.get(f"/track/?code={one.code}")["Location"] == reverse("information_track", args=[one.code])
