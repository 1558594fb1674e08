"""Lifting what was ordered, and entrusting a file: neither goes against the order of levels."""

from datetime import date

import pytest

from palat.kernel.history import ids
from palat.kernel.matters.deciding import levels_below
from palat.kernel.matters.models import Link, Matter, Submission, Track
from palat.kernel.matters.operations import decisions, links, orders
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.matters.tests.factories import NOW, agency_id, holder, matter
from palat.kernel.organisation.models import Post
from palat.kernel.organisation.operations import delegate

pytestmark = pytest.mark.django_db


def ordered_by(role: str) -> tuple[Matter, Track]:
    """Receive a matter on which a level ordered something of an agency."""
    one = matter(officer=holder("officer-1"))
    file_of(one, role, decided=True)
    track = Track.objects.create(
        id=ids.take(),
        matter=one,
        type="order",
        state="ordered",
        since=NOW,
        opened_at=NOW,
        agency_id=agency_id("กฟภ"),
        label="ตรวจหม้อแปลง",
    )
    return one, track


def file_of(one: Matter, role: str, *, decided: bool) -> Submission:
    return Submission.objects.create(
        id=ids.take(),
        matter=one,
        track=Track.objects.get(matter=one, type="main"),
        purpose="order",
        chain=[role],
        role=role,
        brief={"question": "คำถาม", "recommendation": "ข้อเสนอ"},
        submitted_at=NOW,
        submitted_by_id=holder("officer-1").official_id,
        decided_at=NOW if decided else None,
        decided_role=role if decided else "",
    )


@pytest.mark.parametrize(
    ("ordered", "lifts", "may"),
    [
        ("director", "head-1", False),
        ("director", "director-psc", True),
        ("director", "deputy-ps", True),
        ("permanent_secretary", "director-psc", False),
        ("permanent_secretary", "ps", True),
        ("permanent_secretary", "minister", True),
        ("group_head", "head-1", True),
    ],
)
def test_an_order_is_lifted_by_who_gave_it_or_one_above(ordered: str, lifts: str, may: bool) -> None:
    one, track = ordered_by(ordered)
    if may:
        orders.lift(matter_id=one.pk, track_id=track.pk, by=holder(lifts), at=NOW, words="มีข้อสั่งการใหม่")
    else:
        with pytest.raises(NotAuthorised):
            orders.lift(matter_id=one.pk, track_id=track.pk, by=holder(lifts), at=NOW, words="มีข้อสั่งการใหม่")
    track.refresh_from_db()
    assert (track.state == "lifted") is may


@pytest.mark.parametrize(("acts", "may"), [(("close",), False), (("order_lift",), True)])
def test_a_delegation_of_another_act_lifts_nothing_of_a_higher_level(acts: tuple[str, ...], may: bool) -> None:
    one, track = ordered_by("director")
    holder("director-psc")
    head = holder("head-1")
    delegate(
        order_no="1/2569",
        order_date=date(2026, 1, 5),
        from_post_id=Post.objects.get(code="director-psc").pk,
        to_official_id=head.official_id,
        acts=acts,
        valid_from=date(2026, 1, 5),
        at=NOW,
        by="test",
    )
    given = {"matter_id": one.pk, "track_id": track.pk, "by": holder("head-1"), "at": NOW, "words": "มีข้อสั่งการใหม่"}
    if may:
        orders.lift(**given)
        return
    with pytest.raises(NotAuthorised):
        orders.lift(**given)


def test_an_order_is_not_lifted_without_a_reason() -> None:
    one, track = ordered_by("director")
    with pytest.raises(UnableToAct):
        orders.lift(matter_id=one.pk, track_id=track.pk, by=holder("director-psc"), at=NOW, words=" ")
    track.refresh_from_db()
    assert track.state == "ordered"


@pytest.mark.parametrize("to", ["prime_minister", "permanent_secretary", "deputy_permanent_secretary", "director"])
def test_a_file_is_never_entrusted_upwards_or_to_oneself(to: str) -> None:
    one = matter(officer=holder("officer-1"))
    file_of(one, "deputy_permanent_secretary", decided=False)
    Track.objects.filter(matter=one, type="main").update(state="submitted")
    entrust = {"decision": "entrusted", "words": "พิจารณาแทน", "entrust_to": to}
    if to == "director":
        decisions.decide(matter_id=one.pk, by=holder("deputy-ps"), at=NOW, seen=None, **entrust)
        assert Submission.objects.get(matter=one).role == "director"
        return
    with pytest.raises(UnableToAct):
        decisions.decide(matter_id=one.pk, by=holder("deputy-ps"), at=NOW, seen=None, **entrust)
    assert Submission.objects.get(matter=one).role == "deputy_permanent_secretary"


def test_nobody_is_below_the_lowest_decider_and_the_highest_is_below_none() -> None:
    assert levels_below("director") == ()
    assert "prime_minister" not in levels_below("prime_minister")
    assert levels_below("prime_minister")[0] == "deputy_prime_minister"


def test_no_link_leads_to_a_matter_that_the_actor_may_not_know_of() -> None:
    one, hidden = matter(officer=holder("officer-1")), matter(secrecy=2)
    with pytest.raises(UnableToAct, match="ไม่พบ"):
        links.add(matter_id=one.pk, target_id=hidden.pk, kind="related", by=holder("officer-1"), at=NOW)
    assert not Link.objects.exists()
