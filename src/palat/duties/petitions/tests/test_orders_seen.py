"""Which orders a decider may follow: of the own unit, within the own clearance, never where barred."""

import pytest

from palat.duties.petitions.tests.factories import NOW, agency_id, liaison, official, petition
from palat.kernel.history import ids
from palat.kernel.matters.models import Bar, Link, Matter, Submission, Track
from palat.kernel.matters.queries.decisions import decision_file
from palat.kernel.matters.queries.orders import orders_for

pytestmark = pytest.mark.django_db


def submission(one: Matter, role: str, *, decided: bool) -> Submission:
    return Submission.objects.create(
        id=ids.take(),
        matter=one,
        track=Track.objects.get(matter=one, type="main"),
        purpose="order",
        chain=[role],
        role=role,
        brief={"question": "คำถาม", "recommendation": "ข้อเสนอ"},
        submitted_at=NOW,
        submitted_by_id=official("officer-1").official_id,
        decided_at=NOW if decided else None,
        decided_role=role if decided else "",
    )


def ordered(*, role: str = "group_head", **changes: object) -> Matter:
    """Receive a matter of the first group's on which a decider ordered something of an agency."""
    one, officer = petition(), official("head-1")
    assert officer.authority is not None
    Matter.objects.filter(pk=one.pk).update(**{"unit_id": officer.authority.held[0].unit_id, **changes})
    submission(one, role, decided=True)
    Track.objects.create(
        id=ids.take(),
        matter=one,
        type="order",
        state="ordered",
        since=NOW,
        opened_at=NOW,
        agency_id=agency_id("กฟภ"),
        label="ให้แก้ไขไฟฟ้า",
    )
    one.refresh_from_db()
    return one


@pytest.mark.parametrize("changes", [{"secrecy": 3}, {"secrecy": 2}, {"restricted": "royal"}])
@pytest.mark.parametrize("post", ["head-1", "head-2"])
def test_a_head_follows_no_order_beyond_the_clearance(post: str, changes: dict[str, object]) -> None:
    ordered(**changes)
    assert not orders_for(official(post)).exists()


def test_a_minister_follows_what_he_ordered_without_reading_the_petition() -> None:
    one = ordered(role="minister", secrecy=3)
    assert [track.matter_id for track in orders_for(official("minister"))] == [one.pk]
    assert not orders_for(official("dpm")).exists()


@pytest.mark.parametrize("by", ["official", "agency"])
def test_who_is_barred_follows_none(by: str) -> None:
    one = ordered(role="minister")
    minister = official("minister")
    there = liaison("กฟภ")
    assert orders_for(minister).exists()
    assert orders_for(there).exists()
    if by == "official":
        Bar.objects.create(matter=one, official_id=minister.official_id, reason="interest")
        assert not orders_for(minister).exists()
    else:
        Bar.objects.create(matter=one, agency_id=agency_id("กฟภ"), reason="accused")
        assert not orders_for(there).exists()


def test_the_file_shows_no_orders_of_linked_matters_that_the_decider_may_not_follow() -> None:
    hidden, own, known = ordered(), petition(), ordered(role="minister")
    submission(own, "minister", decided=False)
    for other in (hidden, known):
        Link.objects.create(id=ids.take(), source=own, target=other, kind="related", at=NOW)
    assert len(decision_file(code=own.code, by=official("minister")).earlier) == 1
