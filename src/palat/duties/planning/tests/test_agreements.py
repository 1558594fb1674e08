"""An agreement from draft to evaluation: each act, each refusal, on one walk where it can be."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from palat.duties.planning.models import IndicatorValue, Item
from palat.duties.planning.operations import agreeing, changing, reporting, reviewing, rounds
from palat.duties.planning.operations.figures import Doubtful
from palat.duties.planning.queries.definitions import live_items
from palat.duties.planning.queries.scorecard import lines, rolled
from palat.duties.planning.tests.factories import (
    APRIL,
    JULY,
    OCTOBER,
    START,
    USUAL,
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
from palat.kernel.matters.models import Matter, Track
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct

pytestmark = pytest.mark.django_db


def card(matter: Matter) -> Any:
    return rolled(lines(list(live_items(matter.pk).select_related("agreement"))))


def test_weights_of_99_are_not_proposed_and_who_proposes_does_not_agree() -> None:
    matter = opened()
    officer, on = official("plan-officer-1"), {"matter_id": matter.pk, "at": START}
    with pytest.raises(UnableToAct, match="ยังไม่มีตัวชี้วัด"):
        agreeing.propose_agreement(**on, by=officer)
    agreeing.set_items(**on, by=officer, wanted=[wanted(*USUAL[0]), wanted("OPS-04", "39", "95", 50, 100)])
    with pytest.raises(UnableToAct, match="99"):
        agreeing.propose_agreement(**on, by=officer)
    agreeing.set_items(**on, by=officer, wanted=[wanted(*USUAL[0]), wanted("OPS-04", "40", "95", 100, 50)])
    with pytest.raises(UnableToAct, match="เรียงจากแย่ที่สุด"):
        agreeing.propose_agreement(**on, by=officer)
    with pytest.raises(NotAuthorised):
        agreeing.set_items(**on, by=official("officer-1"), wanted=[wanted(*one) for one in USUAL])
    with pytest.raises(NotAuthorised):
        agreeing.open_agreement(year=YEAR, kind="division", division_id=1, by=official("officer-1"), at=START)
    with pytest.raises(UnableToAct, match="มีคำรับรองของหน่วยงานนี้"):
        opened()
    director = official("plan-director")
    agreeing.set_items(**on, by=director, wanted=[wanted(*one) for one in USUAL])
    agreeing.propose_agreement(**on, by=director)
    with pytest.raises(UnableToAct, match="หลักสองคนตรวจ"):
        agreeing.agree(**on, by=director, agreed_on=date(2025, 10, 6))
    agreeing.return_agreement(**on, by=official("deputy-ps"), words="แก้เป้าหมาย")
    agreeing.cancel(**on, by=director, words="เปิดผิดปี")
    assert opened().pk != matter.pk  # a draft given up leaves room for another


def test_a_year_of_reports_from_window_to_evaluation() -> None:
    matter = running()
    prd, other = liaison("กปส"), liaison("สคบ")
    on: dict[str, Any] = {"matter_id": matter.pk}
    with pytest.raises(UnableToAct, match="ยังไม่สิ้นสุด"):
        rounds.open_round(**on, by=official("plan-officer-1"), at=START, round=6)
    assert rounds.rounds_to_open(at=APRIL) == [(matter.pk, 6)]
    open_now = round_open(matter)
    assert rounds.rounds_to_open(at=APRIL) == []
    done, money = open_now["OPS-05"], open_now["OPS-04"]
    with pytest.raises(NotAuthorised):  # of another agency
        submit(matter, done, other, done="3", planned="4")
    said = {"figure_done": "3", "figure_planned": "4"}
    with pytest.raises(UnableToAct, match="หลักฐาน"):
        reporting.submit_report(**on, track_id=done, by=prd, at=APRIL, words="เสร็จ", said=said)
    with pytest.raises(Doubtful, match="ตัวหารเป็นศูนย์"):
        submit(matter, done, prd, done="0", planned="0")
    with pytest.raises(UnableToAct, match="ตัวเลข"):
        submit(matter, done, prd, done="สาม", planned="4")
    submit(matter, done, prd, done="๓", planned="4")
    submit(matter, money, prd, spent="400,000,000.50", budget="1,000,000,000")
    assert IndicatorValue.objects.get(report=money).figures["spent"] == "40000000050"  # satang
    with pytest.raises(UnableToAct, match="ต่างจากที่คำนวณ"):
        review(matter, done, score=D(80))
    review(matter, done)
    with pytest.raises(NotAuthorised):
        reviewing.review_report(**on, track_id=money, by=prd, at=APRIL, words="ตรวจเอง")
    reviewing.return_report(**on, track_id=money, by=official("plan-officer-2"), at=APRIL, words="ขอรายงานยืนยันยอด")
    submit(matter, money, prd, spent="600000000", budget="1000000000")
    review(matter, money)
    whole = card(matter)
    # 75 of activities: level 2.5, 50 points of 60 weight; 60 % of the money: 20 points of 40 weight
    assert (whole.earned, whole.score, whole.is_whole) == (D(38), D(38), True)
    assert IndicatorValue.objects.filter(report=money).count() == 3  # two reports and the review: nothing replaced

    reviewing.appeal_score(**on, track_id=done, by=prd, at=APRIL, words="นับกิจกรรมที่เลื่อนโดยมติ ครม. ด้วย")
    answer = {"track_id": done, "at": APRIL, "words": "รับฟังได้", "score": D(60)}
    reviewing.answer_appeal(**on, **answer, by=official("plan-head"))
    assert card(matter).earned == D(44)  # 60 points of 60 weight


def test_the_reviewer_does_not_answer_the_appeal_nor_review_an_own_report() -> None:
    matter = running()
    track = round_open(matter)["OPS-05"]
    on: dict[str, Any] = {"matter_id": matter.pk, "track_id": track, "at": APRIL}
    head = official("plan-head")
    said = {"figure_done": "3", "figure_planned": "4"}
    reporting.record_report(**on, by=head, words="ตามหนังสือ", said=said, files=[evidence()])
    with pytest.raises(UnableToAct, match="ของตนเองไม่ได้"):
        review(matter, track, by="plan-head")
    review(matter, track, by="plan-director", score=D("55.5"), reason="หลักฐานไม่ครบ")
    assert card(matter).earned == D("33.3")
    reviewing.appeal_score(**on, by=liaison("กปส"), words="หลักฐานส่งแล้ว")
    with pytest.raises(UnableToAct, match="ของตนเองไม่ได้"):
        reviewing.answer_appeal(**on, by=official("plan-director"), words="คงเดิม")
    reviewing.answer_appeal(**on, by=head, words="คงเดิม เพราะหลักฐานลงวันที่หลังรอบ")
    assert card(matter).earned == D("33.3")  # the score that was set stands


def test_late_entries_need_the_reviewer_and_a_locked_round_takes_none() -> None:
    matter = running(items=[("OPS-05", "100", "90", 60, 70, 80, 90, 100)])
    prd = liaison("กปส")
    on: dict[str, Any] = {"matter_id": matter.pk}
    six = round_open(matter)["OPS-05"]
    with pytest.raises(UnableToAct, match="พ้นกำหนดรายงาน"):
        submit(matter, six, prd, at=JULY, done="3", planned="4")
    assert rounds.owed_reports(at=JULY) == [(matter.pk, six)]
    rounds.chase_report(**on, track_id=six, at=JULY)
    officer = official("plan-officer-2")
    with pytest.raises(NotAuthorised):
        reviewing.open_late(**on, track_id=six, by=prd, at=JULY, until=date(2026, 7, 20), words="ขอ")
    reviewing.open_late(**on, track_id=six, by=officer, at=JULY, until=date(2026, 7, 20), words="น้ำท่วมที่ทำการ")
    submit(matter, six, prd, at=JULY, done="3", planned="4")
    review(matter, six, at=JULY)
    nine = round_open(matter, round=9, at=JULY)["OPS-05"]
    with pytest.raises(Doubtful, match="หน่วยผิด"):  # a million times
        submit(matter, nine, prd, at=JULY, done="3000000", planned="4000000")
    submit(matter, nine, prd, at=JULY, done="5", planned="4", confirm="เร่งงานของรอบหน้า")  # 125 %: out of bounds
    assert IndicatorValue.objects.get(report=nine).doubts == ["outside"]
    review(matter, nine, at=JULY)
    director = official("plan-director")
    with pytest.raises(UnableToAct, match="รอบ 12 เดือน"):
        agreeing.evaluate(**on, by=director, at=OCTOBER)
    twelve = round_open(matter, round=12, at=OCTOBER)["OPS-05"]
    with pytest.raises(UnableToAct, match="ยังไม่เสร็จ"):
        agreeing.evaluate(**on, by=director, at=OCTOBER)
    submit(matter, twelve, prd, at=OCTOBER, done="2", planned="4")
    review(matter, twelve, at=OCTOBER)
    reviewing.take_up_again(**on, track_id=twelve, by=director, at=OCTOBER, words="ขอทวนจำนวนแผน")
    submit(matter, twelve, prd, at=OCTOBER, done="3", planned="4")
    review(matter, twelve, at=OCTOBER)
    # 3 + 5 + 3 of 4 + 4 + 4, added before dividing: 91.67 % is level 4.1667
    assert card(matter).score == D("83.3333")
    agreeing.evaluate(**on, by=director, at=OCTOBER)
    assert set(Track.objects.filter(matter=matter, type="report").values_list("state", flat=True)) == {"locked"}
    with pytest.raises(UnableToAct):
        submit(matter, twelve, prd, at=OCTOBER, done="4", planned="4")
    agreeing.close(**on, by=director, at=OCTOBER)


def test_a_change_keeps_a_hundred_and_is_approved_by_another() -> None:
    matter = running()
    round_open(matter)
    items = {one.definition.indicator.code: one.pk for one in Item.objects.filter(agreement=matter.pk)}
    on: dict[str, Any] = {"matter_id": matter.pk, "at": APRIL}
    director = official("plan-director")
    with pytest.raises(UnableToAct, match="100"):
        changing.request_change(**on, by=director, changes={str(items["OPS-05"]): {"weight": "50"}}, reason="ลดงาน")
    changes: dict[str, Any] = {str(items["OPS-05"]): {"weight": "100"}, str(items["OPS-04"]): None}
    changing.request_change(**on, by=director, changes=changes, reason="โอนงบประมาณไปหน่วยงานอื่น")
    track = Track.objects.get(matter=matter, type="change").pk
    with pytest.raises(UnableToAct, match="ของตนเองไม่ได้"):
        changing.approve_change(**on, track_id=track, by=director)
    changing.approve_change(**on, track_id=track, by=official("deputy-ps"), words="อนุมัติ")
    assert [(one.definition.indicator.code, one.weight) for one in live_items(matter.pk)] == [("OPS-05", D(100))]
    assert Track.objects.get(pk=tracks(matter, 6)["OPS-04"]).state == "dropped"


def test_a_division_reports_from_the_desk_and_does_not_review() -> None:
    matter = running(division="central.information")
    track = round_open(matter)["OPS-05"]
    own = official("info-officer-1")
    with pytest.raises(NotAuthorised):
        submit(matter, track, official("officer-1"), done="3", planned="4")
    submit(matter, track, own, done="3", planned="4")
    with pytest.raises(NotAuthorised):
        review(matter, track, by="info-officer-2")
    review(matter, track)
    assert card(matter).earned == Decimal(30)


def test_figures_by_area_are_added_before_they_are_divided() -> None:
    matter = running(items=[("OPS-05", "100", "90", 60, 70, 80, 90, 100)])
    definition = Item.objects.get(agreement=matter.pk).definition
    definition.by_area = True
    definition.save()
    track = round_open(matter)["OPS-05"]
    prd, on = liaison("กปส"), {"matter_id": matter.pk, "track_id": track, "at": APRIL}
    with pytest.raises(UnableToAct, match="ลำปลาง"):
        reporting.submit_report(**on, by=prd, words="-", said={"areas": "ลำปลาง | 9 | 10"}, files=[evidence()])
    rows = "ลำปาง | 9 | 10\nจังหวัดลำพูน\t10\t100"
    reporting.submit_report(**on, by=prd, words="รวมสองจังหวัด", said={"areas": rows}, files=[evidence()])
    assert IndicatorValue.objects.filter(report=track).count() == 2
    review(matter, track)
    (line,) = lines(list(live_items(matter.pk)))
    assert line.now is not None
    assert round(line.now.result.value or D(0), 4) == D("17.2727")
