"""Samples of closed cases: drawn so that anyone can draw them again, called, looked at again."""

import random
from datetime import timedelta

import pytest

from palat.duties.petitions.models import Petition
from palat.duties.petitions.operations.samples import (
    check_again,
    draw,
    number_of_sampled,
    record_sampled,
    take_sampled,
    week_before,
    week_of,
)
from palat.duties.petitions.operations.screening import answer_at_once
from palat.duties.petitions.procedure.contacts import RECHECK_QUESTIONS
from palat.duties.petitions.queries.samples import draws, may_be_drawn, to_call, to_check
from palat.duties.petitions.tests.factories import NOW, official, petition
from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.operations import UnableToChangeCalendar, set_limit
from palat.kernel.calendar.queries import limit
from palat.kernel.identities.models import Reveal
from palat.kernel.matters.models import Matter
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct

pytestmark = pytest.mark.django_db
WEEK = week_of(legal_date(NOW))
LATER = NOW + timedelta(days=7)


def closed(**brought) -> Matter:
    case = petition(person={"full_name": "สมมุติ", "phone": "0812345678"} | brought.pop("person", {}), **brought)
    answer_at_once(matter_id=case.pk, words="ชี้แจงแล้ว", reasons="ตามระเบียบ", by=official("intake-1"), at=NOW)
    return case


def test_a_draw_can_be_repeated_from_what_is_kept():
    cases = [closed() for _ in range(6)]
    sample = draw(kind="recheck", week=WEEK, at=LATER, size=3)
    assert sample.population == sorted(case.pk for case in cases)
    again = random.Random(sample.seed).sample(sample.population, sample.size)
    assert list(sample.cases.order_by("place").values_list("matter_id", flat=True)) == again
    assert draw(kind="recheck", week=WEEK, at=LATER).pk == sample.pk
    assert week_before(LATER) == WEEK


def test_who_left_no_number_or_is_hidden_or_rated_is_not_called():
    reachable = closed()
    without = petition()
    answer_at_once(matter_id=without.pk, words="ชี้แจงแล้ว", reasons="ตามระเบียบ", by=official("intake-1"), at=NOW)
    rated = closed()
    Petition.objects.filter(pk=rated.pk).update(stars=4, stars_way="link")
    hidden = closed()
    Matter.objects.filter(pk=hidden.pk).update(secrecy=1)
    petition(person={"phone": "0812345678"})  # still open
    assert may_be_drawn("satisfaction", WEEK) == [reachable.pk]
    assert may_be_drawn("recheck", WEEK) == sorted([reachable.pk, without.pk, rated.pk])
    assert may_be_drawn("recheck", WEEK - timedelta(days=7)) == []


def test_a_call_is_taken_opened_as_a_recorded_act_and_rated():
    case, agent, other = closed(), official("agent-1"), official("agent-2")
    item = draw(kind="satisfaction", week=WEEK, at=LATER).cases.get()
    with pytest.raises(NotAuthorised):
        number_of_sampled(item_id=item.pk, by=agent, at=LATER)
    take_sampled(item_id=item.pk, by=agent, at=LATER)
    with pytest.raises(UnableToAct):
        take_sampled(item_id=item.pk, by=other, at=LATER)
    assert not to_call(other).exists()
    assert number_of_sampled(item_id=item.pk, by=agent, at=LATER) == "0812345678"
    assert Reveal.objects.get().official_id == agent.official_id
    with pytest.raises(UnableToAct):
        record_sampled(item_id=item.pk, result="rated", by=agent, at=LATER)
    record_sampled(item_id=item.pk, result="rated", stars=4, by=agent, at=LATER)
    assert Petition.objects.values_list("stars", "stars_way").get(pk=case.pk) == (4, "sample")
    one = draws("satisfaction")[0]
    assert (one.results, one.waiting, one.mean, one.of) == ({"rated": 1}, 0, 4.0, 1)


def test_no_answer_is_tried_again_and_counted_in_the_end():
    closed()
    agent = official("agent-1")
    item = draw(kind="satisfaction", week=WEEK, at=LATER).cases.get()
    for _time in range(3):
        take_sampled(item_id=item.pk, by=agent, at=LATER)
        item = record_sampled(item_id=item.pk, result="no_answer", by=agent, at=LATER)
    assert (item.result, item.attempts) == ("no_answer", 3)
    assert draws("satisfaction")[0].results == {"no_answer": 1}


def test_case_officers_do_not_ask_how_their_own_work_was():
    closed()
    item = draw(kind="satisfaction", week=WEEK, at=LATER).cases.get()
    for post in ("officer-1", "intake-1", "shift-1", "head-1"):
        assert not to_call(official(post)).exists()
        with pytest.raises(NotAuthorised):
            take_sampled(item_id=item.pk, by=official(post), at=LATER)


def test_another_person_looks_again_and_may_send_back():
    case, head = closed(), official("intake-head")
    item = draw(kind="recheck", week=WEEK, at=LATER).cases.get()
    assert list(to_check(head)) == [item]
    answers = {code: False for code, _words in RECHECK_QUESTIONS}
    with pytest.raises(UnableToAct):
        check_again(item_id=item.pk, answers={}, send_back=False, by=head, at=LATER)
    with pytest.raises(UnableToAct):
        check_again(item_id=item.pk, answers=answers, send_back=True, by=head, at=LATER)
    check_again(item_id=item.pk, answers=answers, send_back=True, words="ไม่มีหลักฐาน", by=head, at=LATER)
    assert Matter.objects.get(pk=case.pk).state == "review_requested"
    assert draws("recheck")[0].results == {"sent_back": 1}
    assert not to_check(head).exists()


def test_who_answered_does_not_check_it():
    case, head = petition(), official("intake-head")
    answer_at_once(matter_id=case.pk, words="ชี้แจงแล้ว", reasons="ตามระเบียบ", by=head, at=NOW)
    item = draw(kind="recheck", week=WEEK, at=LATER).cases.get()
    answers = {code: True for code, _words in RECHECK_QUESTIONS}
    with pytest.raises(UnableToAct):
        check_again(item_id=item.pk, answers=answers, send_back=False, by=head, at=LATER)
    for post in ("agent-1", "shift-1", "officer-1", "auditor-1"):
        with pytest.raises(NotAuthorised):
            check_again(item_id=item.pk, answers=answers, send_back=False, by=official(post), at=LATER)


def test_sizes_and_calls_are_dated_rows_and_the_sample_of_a_week_follows_its_row() -> None:
    [closed() for _each in range(4)]
    size = limit("sample.recheck", on=legal_date(LATER))
    assert (size.amount, size.unit, size.mark) == (10, "cases", "provisional")
    set_limit(
        code="sample.recheck",
        amount=2,
        unit="cases",
        provision="office.practice",
        mark="provisional",
        valid_from=legal_date(NOW),
        at=NOW,
        by="system",
    )
    assert draw(kind="recheck", week=WEEK, at=LATER).size == 2
    with pytest.raises(UnableToChangeCalendar, match="หน่วยนับ"):
        set_limit(
            code="sample.recheck",
            amount=2,
            unit="working_days",
            provision="office.practice",
            mark="provisional",
            valid_from=legal_date(LATER),
            at=NOW,
            by="system",
        )
