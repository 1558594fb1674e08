"""Matters of the procedure of petitions, with nothing but what the engine itself knows of them.

The engine never imports a duty; its tests take the one procedure that is there by its code.
"""

from datetime import UTC, date, datetime
from typing import Any

from palat.kernel.accounts.models import User
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import SYSTEM, Actor
from palat.kernel.matters.models import Matter, Track
from palat.kernel.matters.operations.acts import acting
from palat.kernel.matters.operations.receiving import build_matter, receive
from palat.kernel.organisation.models import Agency, Official, Post
from palat.kernel.organisation.operations import appoint
from palat.kernel.organisation.queries import authority_of, forget, unit_id

NOW = datetime(2026, 6, 8, 3, 0, tzinfo=UTC)  # Monday, ten in the morning in Thailand
CITIZEN = Actor("citizen")


def holder(code: str, *, at: datetime = NOW) -> Actor:
    """Return who holds a post of the reference data, appointed on first use."""
    return _seated(Post.objects.get(code=code), at)


def extra(code: str, like: str, *, at: datetime = NOW, **changes: Any) -> Actor:
    """Return the holder of a further post, made like one of the reference data."""
    pattern = Post.objects.get(code=like)
    given = {"role": pattern.role, "unit": pattern.unit, "agency": pattern.agency, "clearance": pattern.clearance}
    post, _made = Post.objects.get_or_create(code=code, defaults={"title_th": code, **given, **changes})
    return _seated(post, at)


def liaison(agency_code: str, *, role: str = "agency_liaison", at: datetime = NOW) -> Actor:
    """Return the liaison officer of an agency."""
    post, _made = Post.objects.get_or_create(
        code=f"{role}-{agency_code}",
        defaults={"title_th": "ผู้ประสานงาน", "role": role, "agency": Agency.objects.get(code=agency_code)},
    )
    return _seated(post, at)


def _seated(post: Post, at: datetime) -> Actor:
    user, made = User.objects.get_or_create(username=post.code)
    if made:
        person = Official.objects.create(user=user, given_name="สมมุติ", family_name=post.code)
        appoint(post_id=post.pk, official_id=person.pk, valid_from=date(2020, 1, 1), at=at, by="test")
    forget()
    return Actor("official", authority_of(user_id=user.pk, on=legal_date(at)))


def agency_id(code: str) -> int:
    """Return the number of an agency."""
    return Agency.objects.values_list("pk", flat=True).get(code=code)


def matter(*, at: datetime = NOW, officer: Actor | None = None, **fields: Any) -> Matter:
    """Receive a matter; with an officer, it is in that officer's hands already."""
    given: dict[str, Any] = {
        "procedure": "petition",
        "kind": "grievance",
        "subject": "ไฟฟ้าดับทุกคืน",
        "unit_id": unit_id("psc.intake"),
        "facts": {"channel": "web"},
        "body": {"text": "ไฟฟ้าดับทุกคืน"},
    }
    made = receive(build_matter(at=at, by=CITIZEN, **{**given, **fields}))
    return made if officer is None else in_hand(made, officer, at=at)


def in_hand(one: Matter, officer: Actor, *, at: datetime = NOW) -> Matter:
    """Put a matter into an officer's hands, as accepting does."""
    assert officer.authority is not None
    with acting(matter_id=one.pk, by=holder("intake-1", at=at), at=at) as act:
        act.move("accept")
        act.hold(unit_id=officer.authority.held[0].unit_id, officer_id=officer.official_id)
    return Matter.objects.get(pk=one.pk)


def referred(one: Matter, officer: Actor, *codes: str, at: datetime = NOW) -> list[Track]:
    """Refer a matter to agencies; their tracks begin as the duty begins them, with their clocks."""
    with acting(matter_id=one.pk, by=officer, at=at) as act:
        act.move("refer", concealed_copy_ready=True, by_letter=True)
        for code in codes:
            track = act.open_track("referral", agency_id=agency_id(code), unit_id=None)
            act.start_clock("accept", "referral.accept_or_return", track)
            act.start_clock("progress", "referral.progress", track)
    return list(Track.objects.filter(matter_id=one.pk, type="referral").order_by("pk"))


__all__ = ["CITIZEN", "NOW", "SYSTEM", "agency_id", "extra", "holder", "in_hand", "liaison", "matter", "referred"]
