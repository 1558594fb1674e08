"""Authority is checked inside the act: by post, delegation, clearance, bars, and by two people."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from palat.kernel.calendar.counting import legal_date
from palat.kernel.history.queries import events_of
from palat.kernel.matters.authority import Actor, citizen
from palat.kernel.matters.models import Bar, Matter, Submission
from palat.kernel.matters.operations import decisions
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct, acting
from palat.kernel.matters.operations.changing import chain_of
from palat.kernel.matters.operations.holding import assign
from palat.kernel.matters.operations.onetime import make_link, open_link
from palat.kernel.matters.tests.factories import NOW, agency_id, extra, holder, in_hand, liaison, matter, referred
from palat.kernel.organisation.models import Post
from palat.kernel.organisation.operations import appoint, delegate
from palat.kernel.organisation.queries import authority_of, forget

pytestmark = pytest.mark.django_db


def may(one: Matter, by: Actor, move: str, track: int | None = None, **facts: object) -> bool:
    """Say whether the act itself, with no view before it, lets someone make a move; nothing is kept."""
    try:
        with acting(matter_id=one.pk, by=by, at=NOW) as act:
            act.require(move, act.track(track) if track else None, **facts)
            raise RuntimeError
    except NotAuthorised:
        return False
    except RuntimeError:
        return True


def last_basis(one: Matter) -> str:
    return events_of(chain_of(one.pk))[-1].basis


# Scopes -------------------------------------------------------------------------------------------------------


def test_holder_unit_and_office() -> None:
    officer = holder("officer-1")
    one = matter(officer=officer)
    assert may(one, officer, "compile")  # holder
    assert not may(one, holder("officer-2"), "compile")  # same unit, not the holder
    assert may(one, holder("head-1"), "compile")  # head of the unit that holds it
    assert not may(one, holder("head-2"), "compile")  # head of another unit
    assert may(one, holder("director-psc"), "compile")  # the unit above
    assert may(one, holder("intake-3"), "write_note")  # anyone of the role
    assert not may(one, holder("admin-1"), "write_note")
    assert not may(one, holder("auditor-1"), "write_note")
    assert not may(one, holder("inspector-1"), "compile")


def test_agency_acts_on_its_own_track_alone() -> None:
    officer = holder("officer-1")
    one = matter(officer=officer)
    first, second = referred(one, officer, "กฟภ", "กปภ")
    assert may(one, liaison("กฟภ"), "agency_accept", first.pk)
    assert may(one, liaison("กฟภ", role="cceo"), "agency_accept", first.pk)
    assert not may(one, liaison("กฟภ"), "agency_accept", second.pk)
    assert not may(one, officer, "agency_accept", first.pk)
    assert not may(one, liaison("กฟภ"), "compile")


def test_link_acts_on_the_track_it_was_made_for() -> None:
    officer = holder("officer-1")
    one = matter(officer=officer)
    first, second = referred(one, officer, "กฟน", "กปภ")
    by, _track = open_link(token=make_link(track_id=first.pk, sent_to="mea@example.org", at=NOW), at=NOW)
    assert may(one, by, "agency_accept", first.pk)
    assert not may(one, by, "agency_accept", second.pk)
    with acting(matter_id=one.pk, by=by, at=NOW) as act:
        act.move("agency_accept", track=act.track(first.pk))
    assert last_basis(one) == f"link:{by.link_id}"


def test_citizen_acts_on_the_matter_whose_code_was_proved() -> None:
    one, other = matter(), matter()
    assert may(one, citizen(one.pk), "add_facts")
    assert not may(other, citizen(one.pk), "add_facts")
    assert not may(one, Actor("citizen"), "add_facts")
    assert not may(one, citizen(one.pk), "accept")


def _laid(role: str) -> Matter:
    officer = holder("officer-1")
    one = matter(officer=officer)
    with acting(matter_id=one.pk, by=officer, at=NOW) as act:
        brief = {"question": "ให้ตรวจหรือไม่", "recommendation": "ควรตรวจ"}
        decisions.submit(act, purpose="order", chain=[role, "minister"], brief=brief, due_on=None)
    return one


def test_step_belongs_to_the_post_before_which_the_file_lies() -> None:
    one = _laid("group_head")
    assert may(one, holder("head-1"), "endorse")
    assert not may(one, holder("head-2"), "endorse")
    assert not may(one, holder("director-psc"), "endorse")
    assert not may(one, holder("minister"), "endorse")
    decisions.endorse(matter_id=one.pk, by=holder("head-1"), at=NOW, seen=None, words="")
    assert may(one, holder("minister"), "endorse")
    assert not may(one, holder("head-1"), "endorse")


def test_nobody_acts_on_the_day_on_which_no_post_is_held() -> None:
    assert not may(matter(), Actor("official", replace(holder("intake-1").authority, held=())), "accept")  # type: ignore[type-var]
    assert not may(matter(), Actor("official"), "accept")


# Acting posts and delegations ---------------------------------------------------------------------------------


def _as_of(who: Actor, day: date) -> Actor:
    forget()
    assert who.authority is not None
    return Actor("official", authority_of(user_id=who.authority.user_id, on=day))


def test_acting_post_gives_authority_between_its_days_and_is_named() -> None:
    deputy = holder("officer-2")
    one = matter(officer=holder("officer-1"))
    today = legal_date(NOW)
    assert not may(one, deputy, "compile")
    held = appoint(
        post_id=Post.objects.get(code="head-1").pk,
        official_id=deputy.official_id or 0,
        capacity="acting_for",
        order_no="12/2569",
        order_date=today,
        valid_from=today,
        valid_to=today + timedelta(days=3),
        at=NOW,
        by="test",
    )
    acting_head = _as_of(deputy, today)
    assert may(one, acting_head, "compile")
    with acting(matter_id=one.pk, by=acting_head, at=NOW) as act:
        act.move("compile")
    assert last_basis(one) == f"holding:{held.pk}"
    assert not may(one, _as_of(deputy, today - timedelta(days=1)), "conclude")
    assert not may(one, _as_of(deputy, today + timedelta(days=3)), "conclude")


def test_delegation_gives_the_acts_it_names_between_its_days_and_is_named() -> None:
    clerk = holder("legal-1")
    one = matter(officer=holder("officer-1"))
    today = legal_date(NOW)
    given = delegate(
        from_post_id=Post.objects.get(code="head-1").pk,
        to_post_id=Post.objects.get(code="legal-1").pk,
        order_no="7/2569",
        order_date=today,
        acts=("compile",),
        valid_from=today,
        valid_to=today + timedelta(days=30),
        at=NOW,
        by="test",
    )
    with_order = _as_of(clerk, today)
    assert may(one, with_order, "compile")
    assert not may(one, with_order, "conclude")  # not among the acts
    assert not may(one, _as_of(clerk, today + timedelta(days=30)), "compile")
    other_unit = in_hand(matter(), holder("officer-4"))
    assert not may(other_unit, with_order, "compile")  # the giver's unit, not every unit
    with acting(matter_id=one.pk, by=with_order, at=NOW) as act:
        act.move("compile")
    assert last_basis(one) == f"delegation:{given.pk}"


# Clearance and restriction ------------------------------------------------------------------------------------


def test_clearance_is_checked_in_the_act() -> None:
    one = matter(secrecy=2)
    assert not may(one, holder("intake-1"), "accept")  # clearance 1
    cleared = extra("intake-secret", "intake-1", clearance=2)
    assert may(one, cleared, "accept")
    most_secret = matter(secrecy=3)
    assert not may(most_secret, cleared, "accept")


def test_restricted_matter_is_for_named_roles_alone() -> None:
    one = matter(restricted="royal")
    assert not may(one, holder("intake-1"), "accept")
    assert may(one, holder("director-psc"), "accept")


def test_file_may_be_decided_by_whom_it_is_laid_before_though_restricted() -> None:
    one = _laid("minister")
    Matter.objects.filter(pk=one.pk).update(restricted="royal")
    assert may(one, holder("minister"), "endorse")
    assert not may(one, holder("secretary"), "record_decision")


# Bars ---------------------------------------------------------------------------------------------------------


def test_conflict_of_interest_bars_whatever_post_is_held() -> None:
    officer, director = holder("officer-1"), holder("director-psc")
    one = matter(officer=officer)
    Bar.objects.create(matter=one, official_id=director.official_id, reason="ผู้ถูกร้องเรียน")
    assert not may(one, director, "compile")
    assert may(one, officer, "compile")


def test_accused_agency_is_barred_by_account_and_by_link() -> None:
    officer = holder("officer-1")
    one = matter(officer=officer)
    (track,) = referred(one, officer, "กฟภ")
    by_link, _track = open_link(token=make_link(track_id=track.pk, sent_to="pea@example.org", at=NOW), at=NOW)
    assert may(one, by_link, "agency_accept", track.pk)
    Bar.objects.create(matter=one, agency_id=agency_id("กฟภ"), reason="หน่วยงานที่ถูกร้องเรียน")
    assert not may(one, liaison("กฟภ"), "agency_accept", track.pk)
    assert not may(one, by_link, "agency_accept", track.pk)


def test_barred_officer_is_not_given_the_matter() -> None:
    one, barred = matter(), holder("officer-2")
    Bar.objects.create(matter=one, official_id=barred.official_id, reason="ญาติของผู้ถูกร้องเรียน")
    with pytest.raises(UnableToAct, match="ส่วนได้เสีย"):
        assign(matter_ids=[one.pk], officer_id=barred.official_id or 0, by=holder("intake-1"), at=NOW)
    assert Matter.objects.get(pk=one.pk).officer_id is None


# Four eyes ----------------------------------------------------------------------------------------------------


def test_who_proposed_does_not_approve() -> None:
    head, director = holder("intake-head"), holder("director-psc")
    one = matter()
    with acting(matter_id=one.pk, by=head, at=NOW) as act:
        act.move("propose_refusal")
    with pytest.raises(UnableToAct, match="อีกคนหนึ่ง"), acting(matter_id=one.pk, by=head, at=NOW) as act:
        act.move("approve_refusal")
    with acting(matter_id=one.pk, by=director, at=NOW) as act:
        act.move("approve_refusal")
    assert Matter.objects.get(pk=one.pk).state == "not_accepted"


def test_the_latest_proposal_counts() -> None:
    head, director = holder("intake-head"), holder("director-psc")
    one = matter()
    for by, move in ((head, "propose_refusal"), (director, "decline_refusal"), (director, "propose_refusal")):
        with acting(matter_id=one.pk, by=by, at=NOW) as act:
            act.move(move)
    with pytest.raises(UnableToAct), acting(matter_id=one.pk, by=director, at=NOW) as act:
        act.move("approve_refusal")
    with acting(matter_id=one.pk, by=head, at=NOW) as act:
        act.move("approve_refusal")


def test_recorded_word_takes_effect_by_a_second_person_alone() -> None:
    one = _laid("minister")
    first, second = holder("secretary"), holder("secretary-2")
    spoken = decisions.Spoken("approved", "ให้ตรวจ", "oral")
    decisions.record_decision(matter_id=one.pk, by=first, at=NOW, seen=None, spoken=spoken)
    with pytest.raises(UnableToAct):
        decisions.confirm_decision(matter_id=one.pk, by=first, at=NOW, seen=None)
    assert Submission.objects.get(matter=one).decided_at is None
    decisions.confirm_decision(matter_id=one.pk, by=second, at=NOW, seen=None)
    laid = Submission.objects.get(matter=one)
    assert (laid.decided_role, laid.words, laid.way) == ("minister", "ให้ตรวจ", "oral")
