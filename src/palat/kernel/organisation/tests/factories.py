"""Small honest factories: people who hold posts of the reference data."""

from datetime import UTC, date, datetime
from typing import Any

from palat.kernel.accounts.models import User
from palat.kernel.organisation.models import Delegation, Holding, Official, Post
from palat.kernel.organisation.operations import appoint, delegate

NOW = datetime(2026, 6, 8, 3, 0, tzinfo=UTC)  # Monday, ten in the morning in Thailand
TODAY, YESTERDAY, TOMORROW = date(2026, 6, 8), date(2026, 6, 7), date(2026, 6, 9)


def person(username: str) -> Official:
    """Return an official who can sign in and holds nothing."""
    user, _made = User.objects.get_or_create(username=username)
    return Official.objects.get_or_create(user=user, defaults={"given_name": "สมมุติ", "family_name": username})[0]


def post(code: str) -> int:
    """Return the number of a post of the reference data."""
    return Post.objects.values_list("pk", flat=True).get(code=code)


def seat(who: Official, code: str, **how: Any) -> Holding:
    """Let someone hold a post, since 2020 unless said otherwise."""
    given: dict[str, Any] = {"valid_from": date(2020, 1, 1), **how}
    return appoint(post_id=post(code), official_id=who.pk, at=NOW, by="test", **given)


def give(from_code: str, to_code: str | None = None, **how: Any) -> Delegation:
    """Delegate from one post to another, without naming acts unless given."""
    given: dict[str, Any] = {
        "order_no": "7/2569",
        "order_date": date(2026, 1, 5),
        "acts": (),
        "valid_from": date(2026, 1, 5),
        **how,
    }
    to_post = post(to_code) if to_code else None
    return delegate(from_post_id=post(from_code), to_post_id=to_post, at=NOW, by="test", **given)
