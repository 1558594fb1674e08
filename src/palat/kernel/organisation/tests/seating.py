"""Someone at each post of the reference data: what every test of the Office finds."""

from datetime import UTC, date, datetime

from palat.kernel.accounts.models import User
from palat.kernel.organisation.models import Holding, Official, Post
from palat.kernel.organisation.operations import appoint
from palat.kernel.organisation.queries import forget

SINCE = date(2020, 1, 1)
AT = datetime(2019, 12, 25, 3, 0, tzinfo=UTC)


def seat(post: Post) -> Official:
    """Let somebody new hold a post, under an account of the post's code."""
    person = Official.objects.create(user=User.objects.create_user(post.code), given_name=f"ผู้ครองตำแหน่ง {post.code}")
    appoint(post_id=post.pk, official_id=person.pk, valid_from=SINCE, at=AT, by="system")
    return person


def seat_everyone() -> None:
    """Let each post have its holder."""
    for post in Post.objects.order_by("code"):
        seat(post)


def vacate() -> None:
    """Leave every post empty, as a new installation finds them."""
    Holding.objects.all().delete()
    Official.objects.all().delete()
    User.objects.all().delete()
    forget()
