"""The pages: the reporter's door, the desk of reviewers, scorecards, what is behind a number, issuing, the public."""

import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from palat.duties.planning.models import IndicatorValue, Item, Report
from palat.duties.planning.operations import agreeing, changing, issuing, reporting
from palat.duties.planning.queries.listing import newest_scored_year
from palat.duties.planning.queries.scorecard import lines, rolled
from palat.duties.planning.scorecards import REPORT, Round
from palat.duties.planning.tests.factories import (
    APRIL,
    START,
    YEAR,
    D,
    evidence,
    liaison,
    official,
    opened,
    review,
    round_open,
    running,
    submit,
    tracks,
    wanted,
)
from palat.kernel.accounts.models import User
from palat.kernel.files.tests.samples import pdf
from palat.kernel.history.models import Event
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Matter
from palat.kernel.organisation.queries import unit_id
from palat.kernel.reports.countables import countables, matters_behind
from palat.kernel.reports.measures import measures
from palat.kernel.reports.models import Issued, Tally
from palat.kernel.reports.operations.issuing import UnableToIssue

pytestmark = pytest.mark.django_db
COMPUTED = [("OPS-01", "100", "90", 70, 80, 90)]


def at_desk(user: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=user))
    return client


def shown(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def test_every_countable_names_cells_that_are_counted() -> None:
    for one in countables().values():
        measure = measures()[one.measure]
        assert {name.split("__")[0] for name in one.only} <= set(measure.dimensions)
        assert one.sum == "count" or one.sum in measure.sums
        assert not one.by_agency or "agency" in measure.dimensions


def test_planners_open_fill_and_change_an_agreement_on_the_desk() -> None:
    client = at_desk("plan-officer-1")
    said = {"year": YEAR, "division_id": unit_id("psc")}
    opened_at = client.post("/desk/planning/divisions/new/", {**said, "once_key": "a" * 32})
    assert opened_at.status_code == 302, opened_at.content.decode()[-2000:]
    matter = Matter.objects.get(procedure="division_agreement")
    page = shown(client, opened_at["Location"])
    assert "น้ำหนักรวม" in page
    (one,) = [wanted("OPS-05", "99", "90", 60, 70, 80, 90, 100)]
    row = {f"weight_{one.indicator_id}": "99", f"target_{one.indicator_id}": "90"}
    steps = {f"steps_{one.indicator_id}": "60/70/80/90/100"}
    address = f"/desk/planning/items/{matter.code}/"
    done = client.post(address, {**row, **steps, "seen": matter.head_seq, "once_key": "b" * 32})
    assert done.status_code == 302, done.content.decode()[-2000:]
    refused = client.post(f"/desk/planning/divisions/{matter.code}/acts/propose_agreement/", {"seen": 9})
    assert refused.status_code == 422
    assert "99" in refused.content.decode()
    assert at_desk("officer-1").get(address).status_code == 404
    assert at_desk("officer-1").get("/desk/planning/divisions/").status_code == 404


def test_the_reporter_of_an_agency_reports_through_its_own_door() -> None:
    matter = running()
    track = round_open(matter)["OPS-05"]
    liaison("กปส")
    Report.objects.filter(pk=track).update(due_on=date(2600, 1, 1))  # the pages act today, whenever that is
    client = at_desk("agency_liaison-กปส")
    assert "OPS-05" in shown(client, _address(track))
    form = shown(client, _address(track, "report"))
    assert 'name="figure_done"' in form
    assert 'name="confirm"' in form
    said = {"words": "ตามแผน", "figure_done": "3", "figure_planned": "0", "way": "send", "seen": 99, "revision": 0}
    doubted = client.post(_address(track, "report"), said)
    assert doubted.status_code == 422
    assert "หลักฐาน" in doubted.content.decode()
    kept = client.post(_address(track, "report"), {**said, "way": "keep"})
    assert kept.status_code == 302
    assert 'value="3"' in shown(client, _address(track, "report"))  # the draft keeps its figures


def _address(track: int, kind: str = "") -> str:
    return reverse("agency_write", args=[track, kind]) if kind else reverse("agency_track", args=[track])


def test_a_number_opens_into_its_matters_and_says_what_one_may_not_open() -> None:
    matter = running(division="psc", items=COMPUTED)
    cells = {"measure": "petition.category", "day": date(2025, 10, 6), "state": "closed"}
    Tally.objects.create(**cells, timing="kept", count=3)
    Tally.objects.create(**cells, timing="late", count=1)
    track = round_open(matter)["OPS-01"]
    on: dict[str, Any] = {"matter_id": matter.pk, "track_id": track}
    with pytest.raises(Exception, match="ระบบคำนวณ"):
        reporting.submit_report(
            **on, by=official("director-psc"), at=APRIL, words="-", said={"figure_kept": "4"}, files=[evidence()]
        )
    reporting.compute_report(**on, at=APRIL)
    assert IndicatorValue.objects.get(report=track).figures == {"kept": "3", "closed": "4"}
    review(matter, track)
    (line,) = lines(list(Item.objects.filter(agreement=matter.pk)))
    assert line.now is not None
    assert (line.now.result.value, line.now.score) == (D(75), D("62.5"))
    april = (date(2026, 4, 1), date(2026, 4, 30))
    for by, may in ((official("officer-1"), 1), (Actor("citizen"), 0)):
        found, whole = matters_behind(["planning.reports"], *april, by=by)
        assert (found.count(), whole) == (may, 1)
    client = at_desk("ps")
    page = shown(client, f"/desk/planning/scorecards/line/{line.item.pk}/")
    assert "เรื่องที่อยู่เบื้องหลังตัวเลข" in page
    assert "น้อยกว่าสามรอบ" in page
    behind = shown(client, f"/desk/planning/scorecards/line/{line.item.pk}/6/kept/")
    assert "ทั้งหมด" in behind
    assert client.get(f"/desk/planning/scorecards/line/{line.item.pk}/6/nothing/").status_code == 404


def test_figures_are_never_altered_and_show_only_with_their_report() -> None:
    matter = running()
    opened_now = round_open(matter)
    prd = liaison("กปส")
    submit(matter, opened_now["OPS-05"], prd, done="3", planned="4")
    with pytest.raises(DatabaseError), transaction.atomic():
        IndicatorValue.objects.update(figures={})
    assert newest_scored_year() is None
    review(matter, opened_now["OPS-05"])
    assert newest_scored_year() == YEAR
    client = at_desk("agency_liaison-กปส")
    name = evidence()[1]
    assert name in shown(client, _address(opened_now["OPS-05"]))
    assert name not in shown(client, _address(opened_now["OPS-04"]))


def test_what_is_secret_or_restricted_is_on_no_published_scorecard() -> None:
    matter = running()
    assert len(issuing.draw_up(Round(YEAR, 2), as_of=APRIL.date()).figures["bodies"]) == 1
    for kept in ({"secrecy": 1}, {"secrecy": 0, "restricted": "internal"}):
        Matter.objects.filter(pk=matter.pk).update(**kept)
        assert issuing.draw_up(Round(YEAR, 2), as_of=APRIL.date()).figures["bodies"] == []


def test_scorecards_are_issued_frozen_compared_and_published() -> None:
    matter = running()
    opened_now = round_open(matter)
    prd = liaison("กปส")
    submit(matter, opened_now["OPS-05"], prd, done="3", planned="4")
    submit(matter, opened_now["OPS-04"], prd, spent="600", budget="1000")
    review(matter, opened_now["OPS-05"])
    director = official("plan-director", at=APRIL)
    on: dict[str, Any] = {"as_of": APRIL.date(), "at": APRIL, "pdf": lambda _drawn: b"%PDF-1.7", "csv": lambda _d: b"a"}
    with pytest.raises(UnableToIssue, match="ผู้อำนวยการ"):
        issuing.issue_scorecards(Round(YEAR, 2), by=official("plan-officer-1", at=APRIL), **on)
    with pytest.raises(UnableToIssue, match="ณ วันที่ออก"):
        issuing.issue_scorecards(Round(YEAR, 2), by=director, **{**on, "as_of": date(2026, 4, 1)})
    with pytest.raises(UnableToIssue, match="ยังไม่มีคำรับรอง"):
        issuing.issue_scorecards(Round(YEAR - 1, 2), by=director, **on)
    issued = issuing.issue_scorecards(Round(YEAR, 2), by=director, **on)
    (body,) = issued.figures["bodies"]
    assert (body["earned"], body["scored"], body["score"], body["light"]) == ("30", "60", "50", "red")
    review(matter, opened_now["OPS-04"])  # what comes later changes nothing that was issued
    whole = rolled(lines(list(Item.objects.filter(agreement=matter.pk))))
    assert whole.earned == D(38)
    again = Issued.objects.get(report=REPORT)
    assert again.figures["bodies"][0]["score"] == "50"
    compared = issuing.compare(again, as_of=APRIL.date())
    assert compared.why == [("ตรวจรายงานเพิ่มหลังวันที่ของข้อมูลเดิม", 1)]
    assert Event.objects.filter(chain=f"report:{REPORT}:{YEAR}:2", kind="issue_report").count() == 1
    public = shown(Client(), f"/performance/{issued.pk}/")
    assert "กรมประชาสัมพันธ์" in public
    assert "ไม่ใช่ค่าเฉลี่ยของร้อยละ" in public  # the rules go with it
    assert "รอบ 6 เดือน" in shown(Client(), "/performance/")
    client = at_desk("ps")
    pages = {
        "/desk/planning/": "ยุทธศาสตร์",
        f"/desk/planning/scorecards/?year={YEAR}": "กรมประชาสัมพันธ์",
        f"/desk/planning/scorecards/of/{matter.code}/": "OPS-05",
        f"/desk/planning/issued/{issued.pk}/": "SHA-256",
        f"/desk/planning/issued/{issued.pk}/compare/": "ตรวจรายงานเพิ่ม",
        f"/desk/planning/issued/of/{YEAR}/2/": "ร่างบัตรคะแนน",
        "/desk/planning/indicators/": "OPS-07",
        f"/desk/planning/indicators/{Item.objects.first().definition.indicator_id}/": "สูตร",  # type: ignore[union-attr]
        f"/desk/planning/agreements/{matter.code}/": "บัตรคะแนน",
    }
    for address, words in pages.items():
        assert words in shown(client, address), address
    strategy = Item.objects.filter(definition__indicator__code="OPS-05").first()
    assert strategy is not None
    number = strategy.definition.indicator.plan_item_id
    assert "OPS-05" in shown(client, f"/desk/planning/scorecards/strategy/{number}/?year={YEAR}")
    assert client.get(f"/desk/planning/issued/of/{YEAR}/1/").status_code == 404  # no round ends with that quarter
    assert at_desk("agency_liaison-กปส").get("/desk/planning/").status_code == 404


def test_from_the_reporter_over_the_reviewer_to_the_executive() -> None:
    matter = running(items=[("OPS-05", "100", "90", 60, 70, 80, 90, 100)])
    track = round_open(matter)["OPS-05"]
    liaison("กปส")
    Report.objects.filter(pk=track).update(due_on=date(2600, 1, 1))  # the pages act today, whenever that is
    matter.refresh_from_db()
    said = {"words": "เสร็จตามแผน", "figure_done": "17", "figure_planned": "20", "way": "send", "seen": matter.head_seq}
    proof = SimpleUploadedFile("หลักฐาน.pdf", pdf(), "application/pdf")
    sent = at_desk("agency_liaison-กปส").post(_address(track, "report"), {**said, "revision": 0, "files": proof})
    assert sent.status_code == 302, sent.content.decode()[-1500:]
    reviewer, executive = at_desk("plan-officer-2"), at_desk("ps")
    card = f"/desk/planning/scorecards/of/{matter.code}/"
    assert "ยังไม่มีคะแนน" in shown(executive, card)  # what was not reviewed does not count
    address = f"/desk/planning/agreements/{matter.code}/acts/review_report/{track}/"
    page = shown(reviewer, address)
    assert "ร้อยละ 85.00" in page
    (proof_at,) = set(re.findall(r'href="([^"]*/files/[0-9]+/)"', page))
    assert b"".join(reviewer.get(proof_at).streaming_content).startswith(b"%PDF")  # the reviewer opens the evidence
    matter.refresh_from_db()
    seen = {"seen": matter.head_seq, "words": "ตรวจแล้ว"}
    refused = reviewer.post(address, {**seen, "score": "90"})
    assert refused.status_code == 422
    assert "โปรดระบุเหตุผล" in refused.content.decode()
    assert reviewer.post(address, seen).status_code == 302
    page = shown(executive, card)
    assert "70.00" in page
    assert "เฝ้าระวัง" in page


def test_the_page_of_every_act_opens_for_whom_it_is_offered() -> None:
    matter = running()
    track = round_open(matter)["OPS-05"]
    submit(matter, track, liaison("กปส"), done="3", planned="4")
    submit(matter, tracks(matter, 6)["OPS-04"], liaison("กปส"), spent="600", budget="1000")
    client = at_desk("plan-director")
    page = shown(client, f"/desk/planning/agreements/{matter.code}/")
    offered = set(re.findall(r'href="(/desk/planning/agreements/[^"]*/acts/[^"]*)"', page))
    assert any(one.endswith(f"/review_report/{track}/") for one in offered)
    for address in offered:
        assert "<form" in shown(client, address), address
    review = shown(client, f"/desk/planning/agreements/{matter.code}/acts/review_report/{track}/")
    assert "ร้อยละ 75.00" in review
    assert "50.00" in review  # the computed score stands beside the form
    items = {str(one.pk): {"weight": "50", "thresholds": one.thresholds} for one in Item.objects.all()}
    asked: dict[str, Any] = {"by": official("plan-officer-1"), "at": APRIL, "changes": items, "reason": "ปรับน้ำหนัก"}
    changing.request_change(matter_id=matter.pk, **asked)
    page = shown(client, f"/desk/planning/agreements/{matter.code}/")
    (change,) = set(re.findall(r'href="([^"]*/approve_change/[^"]*)"', page))
    assert "ปรับน้ำหนัก" in shown(client, change)


def test_an_indicator_is_defined_and_fixed_once_it_was_agreed() -> None:
    client = at_desk("plan-officer-1")
    said = {
        "code": "PRD-01",
        "year": YEAR,
        "name_th": "ร้อยละของข่าวที่ตรวจแล้ว",
        "unit_th": "ร้อยละ",
        "source": "people",
        "figures": "checked | ข่าวที่ตรวจ | |\nall | ข่าวทั้งหมด",
        "formula": "100 * checked / al",
        "cumulative": "to_date",
        "direction": "up",
        "method": "steps",
        "thresholds": "50/75/90",
        "decimals": "2",
        "once_key": "c" * 32,
    }
    refused = client.post("/desk/planning/indicators/define/", said)
    assert refused.status_code == 422
    assert "ไม่ได้กำหนด" in refused.content.decode()
    done = client.post("/desk/planning/indicators/define/", {**said, "formula": "100 * checked / all"})
    assert done.status_code == 302, done.content.decode()[-3000:]
    matter = opened()
    on: dict[str, Any] = {"matter_id": matter.pk, "at": START}
    officer = official("plan-officer-1")
    agreeing.set_items(**on, by=officer, wanted=[wanted("PRD-01", "100", "80")])
    agreeing.propose_agreement(**on, by=officer)
    agreeing.agree(**on, by=official("plan-director"), agreed_on=START.date())
    fixed = client.post("/desk/planning/indicators/define/", {**said, "formula": "all / checked", "once_key": "d" * 32})
    assert fixed.status_code == 422
    assert "แก้ไขไม่ได้" in fixed.content.decode()
