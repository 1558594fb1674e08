"""First screens of figures: counted by hand, for whom, and what they never show."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from palat.duties.petitions.operations import opinions, referrals, rulings, screening
from palat.duties.petitions.queries import overview
from palat.duties.petitions.queries.responsiveness import responsiveness, with_limits
from palat.duties.petitions.tests.factories import NOW, agency_id, liaison, official, petition
from palat.kernel.accounts.models import User
from palat.kernel.matters.briefs import Brief, Proposed
from palat.kernel.matters.models import Bar, Matter, Track
from palat.kernel.matters.operations import decisions
from palat.kernel.reports.operations.tallies import recompute
from palat.kernel.reports.procedure import quarter_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 8)
LEVELS = ("head-1", "director-psc", "deputy-ps", "ps", "minister", "dpm")


def sign_in(client: Client, post: str) -> Client:
    if post.startswith("agency_liaison-"):
        liaison(post.removeprefix("agency_liaison-"), at=timezone.now())
    else:
        official(post, at=timezone.now())
    client.force_login(User.objects.get(username=post))
    return client


def referred(*codes: str, at: datetime = NOW, **brought: Any) -> Matter:
    officer, matter = official("officer-1"), petition(at=at, **brought)
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=at, officer_id=officer.official_id)
    referrals.refer(matter_id=matter.pk, agency_ids=[agency_id(code) for code in codes], by=officer, at=at)
    return matter


def test_backlog_counts_waiting_cases_by_age() -> None:
    """| days ago | 0 | 15 | 16 | 400 |; of secret ones none."""
    for back in (0, 15, 16, 400):
        petition(at=NOW - timedelta(days=back))
    petition(at=NOW, secrecy=1)
    recompute(at=NOW)
    assert [(age.least, age.cases) for age in overview.backlog(TODAY)] == [(0, 2), (16, 1), (31, 0), (91, 0), (366, 1)]


def test_flow_counts_weeks_from_monday() -> None:
    petition(at=NOW)  # Monday 8 June
    petition(at=NOW - timedelta(days=1))  # Sunday, the week before
    recompute(at=NOW)
    assert [(one.begins, one.received) for one in overview.flow(TODAY, weeks=2)] == [
        (date(2026, 6, 1), 1),
        (date(2026, 6, 8), 1),
    ]


def test_overdue_ranks_agencies_by_matters() -> None:
    referred("กฟภ", "กฟน")
    referred("กฟภ")
    referred("กฟภ", secrecy=1)
    ranked, more = overview.overdue_by_agency(NOW + timedelta(days=90))
    assert [(one.agency_id, one.matters) for one in ranked] == [(agency_id("กฟภ"), 2), (agency_id("กฟน"), 1)]
    assert not more
    assert overview.overdue_by_agency(NOW) == ([], False)


def test_fastest_rise_tells_both_numbers_and_no_politics() -> None:
    for _one in range(6):
        petition(at=NOW - timedelta(days=2), category="social.noise")
    for _one in range(9):
        petition(at=NOW - timedelta(days=2), category="politics")
    petition(at=NOW - timedelta(days=40), category="social.noise")
    recompute(at=NOW)
    rise = overview.fastest_rise(TODAY)
    assert rise
    assert (rise.name, rise.now, rise.before) == ("เสียงรบกวน/สั่นสะเทือน", 6, 1)


def test_lives_at_risk_leave_out_what_accuses_the_viewer() -> None:
    pm = official("pm")
    petition(danger=True)
    accusing = petition(danger=True)
    petition(danger=True, secrecy=2)
    Bar.objects.create(matter=accusing, official_id=pm.official_id, reason="ผู้ถูกร้องเรียน")
    assert overview.lives_at_risk(pm).matters == 1
    assert overview.lives_at_risk(official("minister")).matters == 2


def test_orders_count_by_ministry_for_the_role_that_gave_them() -> None:
    matter = petition()
    officer = official("officer-1")
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=officer.official_id)
    opinions.compile_facts(matter_id=matter.pk, by=officer, at=NOW, findings="หม้อแปลงรับภาระเกิน", law="")
    brief = Brief(question="ให้ตรวจหรือไม่", recommendation="เห็นควรให้ตรวจ", facts="ไฟดับซ้ำ")
    opinions.submit_brief(matter_id=matter.pk, by=officer, at=NOW, purpose="order", up_to="prime_minister", brief=brief)
    for level in LEVELS:
        decisions.endorse(matter_id=matter.pk, by=official(level), at=NOW, seen=None, words="เห็นชอบ")
    rulings.decide(
        matter_id=matter.pk,
        by=official("pm"),
        at=NOW,
        decision="approved",
        words="ให้ตรวจ",
        items=[Proposed("ตรวจหม้อแปลง", agency_id("มท"), due_on=date(2026, 6, 20))],
    )
    pm, later = official("pm"), NOW + timedelta(days=60)
    assert Track.objects.filter(type="order").count() == 1
    assert (overview.orders_of(pm, frozenset({"prime_minister"}), NOW).overdue) == 0
    state = overview.orders_of(pm, frozenset({"prime_minister"}), later)
    assert (state.open, state.overdue) == (1, 1)
    assert [one.agency_id for one in state.by_ministry] == [agency_id("มท")]
    assert overview.orders_of(pm, frozenset({"minister"}), later).open == 0


def test_responsiveness_is_counted_by_hand_with_its_base() -> None:
    """กฟภ: two sent, one answered on the fifth working day; กฟน: one sent, returned."""
    matter = referred("กฟภ", "กฟน")
    referred("กฟภ")
    of = {track.agency.code: track.pk for track in Track.objects.filter(matter=matter).exclude(agency=None)}
    later = NOW + timedelta(days=7)
    referrals.agency_report(
        matter_id=matter.pk, track_id=of["กฟภ"], by=liaison("กฟภ"), at=later, report=referrals.Report("แก้", "solved")
    )
    referrals.agency_return(matter_id=matter.pk, track_id=of["กฟน"], by=liaison("กฟน"), at=later, words="นอกพื้นที่")
    recompute(at=later)
    first, second = responsiveness(quarter_of(TODAY))
    assert (first.sent, first.answered, first.kept_share, first.average, first.waiting) == (2, 1, "100.00", "5.0", 1)
    assert (second.sent, second.returned, second.kept_share) == (1, 1, "–")
    assert first.published_share == "–"  # a base of one would tell of a single case
    limits = {one.agency_id: one.limit for one in with_limits([first, second], TODAY)}
    assert limits[agency_id("กฟภ")].amount == 15  # type: ignore[union-attr]
    assert limits[agency_id("พน")].amount == 30  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("post", "status"),
    [("pm", 200), ("minister", 200), ("director-psc", 200), ("head-1", 200), ("officer-1", 404), ("agent-1", 404)],
)
def test_who_has_an_overview(client: Client, post: str, status: int) -> None:
    recompute(at=timezone.now())
    assert sign_in(client, post).get("/desk/overview/").status_code == status


def test_deciders_never_see_what_the_never_list_names(client: Client) -> None:
    """No text, code or link of a matter; no officer; no percentage; no approving of all at once."""
    now = timezone.now()
    matter = referred(
        "กฟภ", at=now, text="น้ำไฟดับ เด็กหมดสติ ที่บ้านเลขที่เจ็ด", danger=True, area_id="10", category="social.noise"
    )
    recompute(at=now)
    page = sign_in(client, "pm").get("/desk/overview/?province=10").content.decode()
    main = page[page.index("<main") :]
    assert len(re.findall(r"<section", main)) == 5
    for never in (matter.code, "บ้านเลขที่เจ็ด", "หมดสติ", "officer-1", "%", "/desk/petitions/", "อนุมัติทั้งหมด"):
        assert never not in main
    assert "รอผล 1 เรื่อง จาก 1 เรื่อง" in main


def test_officers_are_not_ranked_and_figures_lead_to_their_lists(client: Client) -> None:
    now = timezone.now()
    referred("กฟภ", at=now - timedelta(days=100))
    recompute(at=now)
    page = sign_in(client, "director-psc").get("/desk/overview/").content.decode()
    assert f"/desk/petitions/?agency={agency_id('กฟภ')}&amp;overdue=1" in page
    assert "officer-1" not in page
    assert client.get(f"/desk/petitions/?agency={agency_id('กฟภ')}&overdue=1").status_code == 200


def test_an_agency_sees_how_it_answers_and_no_other(client: Client) -> None:
    now = timezone.now()
    referred("กฟภ", "กฟน", at=now)
    recompute(at=now)
    page = sign_in(client, "agency_liaison-กฟภ").get("/desk/agencies/").content.decode()
    assert "การไฟฟ้าส่วนภูมิภาค" in page
    assert "การไฟฟ้านครหลวง" not in page
    both = sign_in(client, "director-psc").get("/desk/agencies/").content.decode()
    assert "การไฟฟ้านครหลวง" in both


def test_published_limits_are_open_to_all(client: Client) -> None:
    recompute(at=timezone.now())
    page = client.get("/statistics/agencies/").content.decode()
    assert "กระทรวงพลังงาน" in page
    assert "30 วันทำการ" in page
