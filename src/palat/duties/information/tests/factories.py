"""Small honest factories: people with posts, requests received by the real operation."""

from datetime import UTC, date, datetime
from typing import Any

from palat.duties.information.operations.intake import Asked, receive_request
from palat.kernel.accounts.models import User
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Matter
from palat.kernel.organisation.models import Official, Post
from palat.kernel.organisation.operations import appoint
from palat.kernel.organisation.queries import authority_of, forget

NOW = datetime(2026, 6, 8, 3, 0, tzinfo=UTC)  # Monday, ten in the morning in Thailand
CITIZEN = Actor("citizen")
SOMCHAI = {"full_name": "สมชาย ทดสอบ", "phone": "0812345678"}


def official(post_code: str, *, at: datetime = NOW) -> Actor:
    """Return the actor who holds a post of the reference data, appointed on first use."""
    user, made = User.objects.get_or_create(username=post_code)
    if made:
        person = Official.objects.create(user=user, given_name=f"ผู้ครองตำแหน่ง {post_code}")
        post = Post.objects.get(code=post_code)
        appoint(post_id=post.pk, official_id=person.pk, valid_from=date(2020, 1, 1), at=at, by="system")
    forget()
    return Actor("official", authority_of(user_id=user.pk, on=legal_date(at)))


def request(*, at: datetime = NOW, by: Actor = CITIZEN, **asked: Any) -> Matter:
    """Receive a request through the portal's own operation."""
    words: dict[str, Any] = {"text": "ขอสำเนาสัญญาจ้างทำความสะอาดอาคารสำนักงาน ปีงบประมาณ 2569"}
    return receive_request(asked=Asked(**{**words, **asked}), by=by, at=at)
