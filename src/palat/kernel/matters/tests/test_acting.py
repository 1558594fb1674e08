"""Lock, check, change, record: one act, one transaction, one event."""

from datetime import timedelta

import pytest
from django.db import connection

from palat.kernel.history.queries import events_of, faults
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import SYSTEM, citizen
from palat.kernel.matters.models import Clock, Matter, Track, WorkItem
from palat.kernel.matters.operations.acts import Moved, UnableToAct, acting, acting_on_many
from palat.kernel.matters.operations.changing import chain_of
from palat.kernel.matters.tests.factories import NOW, holder, liaison, matter, referred

pytestmark = pytest.mark.django_db


def _jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        return int(cursor.fetchone()[0])


def _change_and(move: str, one: Matter) -> None:
    with acting(matter_id=one.pk, by=holder("head-1"), at=NOW) as act:
        enqueue("petitions.received", matter_id=one.pk)
        act.matter.subject = "อื่น"
        act.move(move)


def _accept_and_fail(one: Matter) -> None:
    with acting(matter_id=one.pk, by=holder("intake-1"), at=NOW) as act:
        act.move("accept")
        enqueue("petitions.received", matter_id=one.pk)
        raise RuntimeError


def _all(move: str, made: list[Matter], seen: dict[int, int] | None = None) -> None:
    with acting_on_many(matter_ids=[one.pk for one in made], by=holder("intake-1"), at=NOW, seen=seen) as acts:
        for act in acts:
            act.move(move)


def test_act_changes_state_and_appends_one_event_with_what_was_relied_upon() -> None:
    by = holder("intake-1")
    one = matter()
    with acting(matter_id=one.pk, by=by, at=NOW) as act:
        act.move("accept", facts={"why": "x"}, body={"words": "รับไว้"})
    first, second = events_of(chain_of(one.pk))
    assert (first.kind, second.kind) == ("received", "accept")
    assert by.authority is not None
    assert second.basis == f"holding:{by.authority.held[0].holding_id}"
    assert second.actor == f"official:{by.official_id}"
    assert second.facts["from"] == "received"
    assert second.facts["to"] == "in_hand"
    assert second.body == {"words": "รับไว้"}
    one.refresh_from_db()
    assert (one.state, one.head_seq) == ("in_hand", 2)
    assert list(faults()) == []


@pytest.mark.parametrize("wrong", ["close", "accept_report"])
def test_refused_act_leaves_nothing(wrong: str) -> None:
    one = matter()
    before = _jobs()
    with pytest.raises(UnableToAct):
        _change_and(wrong, one)
    one.refresh_from_db()
    assert (one.state, one.head_seq, one.subject) == ("received", 1, "ไฟฟ้าดับทุกคืน")
    assert len(events_of(chain_of(one.pk))) == 1
    assert _jobs() == before


def test_act_that_fails_after_its_move_leaves_nothing_and_its_job_neither() -> None:
    one = matter()
    before = _jobs()
    with pytest.raises(RuntimeError):
        _accept_and_fail(one)
    one.refresh_from_db()
    assert one.state == "received"
    assert Clock.objects.get(matter=one).code == "screening"
    assert WorkItem.objects.get(matter=one).state == "received"
    assert _jobs() == before
    assert list(faults()) == []


def test_unknown_target_and_foreign_track_are_refused() -> None:
    one, other = matter(), matter()
    by = holder("intake-1")
    with pytest.raises(UnableToAct), acting(matter_id=one.pk, by=by, at=NOW) as act:
        act.move("accept", to="closed")
    with pytest.raises(UnableToAct), acting(matter_id=one.pk, by=by, at=NOW) as act:
        act.track(Track.objects.get(matter=other).pk)


# The optimistic check -----------------------------------------------------------------------------------------


def test_state_that_changed_since_the_page_was_read_refuses_and_tells_what_changed() -> None:
    one = matter()
    with acting(matter_id=one.pk, by=holder("intake-1"), at=NOW) as act:
        act.move("accept")
    with pytest.raises(Moved) as refused, acting(matter_id=one.pk, by=holder("intake-2"), at=NOW, seen=1) as act:
        act.move("ask_petitioner")
    assert [event.kind for event in refused.value.since] == ["accept"]
    assert Matter.objects.get(pk=one.pk).state == "in_hand"


def test_same_act_twice_is_refused() -> None:
    officer = holder("officer-1")
    one = matter(officer=officer)
    seen = one.head_seq
    with acting(matter_id=one.pk, by=officer, at=NOW, seen=seen) as act:
        act.move("classify")
    with pytest.raises(Moved), acting(matter_id=one.pk, by=officer, at=NOW, seen=seen) as act:
        act.move("classify")


def test_citizens_added_fact_does_not_refuse_an_officers_opinion() -> None:
    officer = holder("officer-1")
    one = matter(officer=officer)
    seen = one.head_seq
    with acting(matter_id=one.pk, by=citizen(one.pk), at=NOW) as act:
        act.move("add_facts", body={"from_petitioner": "เมื่อคืนดับอีก"})
    with acting(matter_id=one.pk, by=officer, at=NOW, seen=seen) as act:
        act.move("compile")
    assert Matter.objects.get(pk=one.pk).state == "compiling"


def test_what_happens_on_another_track_does_not_refuse() -> None:
    officer = holder("officer-1")
    one = matter(officer=officer)
    first, second = referred(one, officer, "กฟภ", "กปภ")
    seen = Matter.objects.get(pk=one.pk).head_seq
    with acting(matter_id=one.pk, by=liaison("กฟภ"), at=NOW, seen=seen) as act:
        act.move("agency_accept", track=act.track(first.pk))
    with acting(matter_id=one.pk, by=liaison("กปภ"), at=NOW, seen=seen) as act:
        act.move("agency_accept", track=act.track(second.pk))
    with pytest.raises(Moved), acting(matter_id=one.pk, by=liaison("กฟภ"), at=NOW, seen=seen) as act:
        act.move("agency_report", track=act.track(first.pk))


# Many matters -------------------------------------------------------------------------------------------------


def test_many_matters_are_locked_in_the_order_of_their_ids_and_get_one_event_each() -> None:
    made = [matter() for _each in range(5)]
    numbers = [one.pk for one in made]
    with acting_on_many(matter_ids=list(reversed(numbers)), by=holder("intake-1"), at=NOW) as acts:
        assert [act.matter.pk for act in acts] == sorted(numbers)
        for act in acts:
            act.move("accept")
    assert [len(events_of(chain_of(number))) for number in numbers] == [2] * 5
    assert list(faults()) == []


def test_one_refusal_among_many_undoes_all() -> None:
    made = [matter() for _each in range(3)]
    with acting(matter_id=made[2].pk, by=holder("intake-1"), at=NOW) as act:
        act.move("accept")
    with pytest.raises(UnableToAct):
        _all("accept", made)
    assert [Matter.objects.get(pk=one.pk).state for one in made] == ["received", "received", "in_hand"]


def test_each_of_many_is_checked_against_what_was_read_of_it() -> None:
    made = [matter() for _each in range(2)]
    with acting(matter_id=made[1].pk, by=holder("intake-1"), at=NOW) as act:
        act.move("classify")
    with pytest.raises(Moved):
        _all("classify", made, seen={one.pk: 1 for one in made})


def test_two_hundred_matters_take_a_fixed_number_of_statements(django_assert_max_num_queries: object) -> None:
    made = [matter().pk for _each in range(200)]
    by = holder("intake-1")
    with django_assert_max_num_queries(25), acting_on_many(matter_ids=made, by=by, at=NOW) as acts:  # type: ignore[operator]
        for act in acts:
            act.move("accept")


# Final and open -----------------------------------------------------------------------------------------------


def test_final_matters_are_closed_and_opened_again_with_their_clocks_stopped() -> None:
    one = matter()
    with acting(matter_id=one.pk, by=holder("intake-1"), at=NOW) as act:
        act.move("answer_at_once")
    one.refresh_from_db()
    main = Track.objects.get(matter=one)
    assert one.closed_at == main.closed_at == NOW
    assert main.final
    assert not Clock.objects.filter(matter=one, stopped_at=None).exists()
    assert not WorkItem.objects.filter(matter=one).exists()
    later = NOW + timedelta(days=1)
    with acting(matter_id=one.pk, by=citizen(one.pk), at=later) as act:
        act.move("object", new_facts=True)
    one.refresh_from_db()
    assert one.closed_at is None
    assert Clock.objects.get(matter=one, stopped_at=None).code == "review"
    assert WorkItem.objects.get(matter=one).state == "review_requested"


def test_system_may_do_only_what_names_it() -> None:
    officer = holder("officer-1")
    one = matter(officer=officer)
    (track,) = referred(one, officer, "กฟภ")
    with acting(matter_id=one.pk, by=SYSTEM, at=NOW) as act:
        act.move("chase", track=act.track(track.pk))
    assert events_of(chain_of(one.pk))[-1].basis == "system"
    with pytest.raises(UnableToAct), acting(matter_id=one.pk, by=SYSTEM, at=NOW) as act:
        act.move("conclude")
