"""Small honest factories: people with posts, petitions received by the real operation."""

from datetime import UTC, date, datetime
from typing import Any

from palat.duties.petitions.operations import concealing
from palat.duties.petitions.operations.intake import Brought, file_petition
from palat.kernel.accounts.models import User
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Matter
from palat.kernel.organisation.models import Agency, Official, Post
from palat.kernel.organisation.operations import appoint
from palat.kernel.organisation.queries import authority_of, forget

NOW = datetime(2026, 6, 8, 3, 0, tzinfo=UTC)  # Monday, ten in the morning in Thailand
CITIZEN = Actor("citizen")


def official(post_code: str, *, at: datetime = NOW) -> Actor:
    """Return the actor who holds a post of the reference data, appointed on first use."""
    return _holder(Post.objects.get(code=post_code), at)


def liaison(agency_code: str, *, role: str = "agency_liaison", at: datetime = NOW) -> Actor:
    """Return the liaison officer of an agency."""
    agency = Agency.objects.get(code=agency_code)
    post, _made = Post.objects.get_or_create(
        code=f"{role}-{agency_code}", defaults={"title_th": "ผู้ประสานงาน", "role": role, "agency": agency}
    )
    return _holder(post, at)


def _holder(post: Post, at: datetime) -> Actor:
    user, made = User.objects.get_or_create(username=post.code)
    if made:
        person = Official.objects.create(user=user, given_name=f"ผู้ครองตำแหน่ง {post.code}")
        appoint(post_id=post.pk, official_id=person.pk, valid_from=date(2020, 1, 1), at=at, by="system")
    forget()
    return Actor("official", authority_of(user_id=user.pk, on=legal_date(at)))


def agency_id(code: str) -> int:
    """Return the number of an agency."""
    return Agency.objects.values_list("pk", flat=True).get(code=code)


def petition(*, at: datetime = NOW, **brought: Any) -> Matter:
    """Receive a petition through the portal's own operation."""
    words: dict[str, Any] = {"kind": "grievance", "channel": "web", "text": "ไฟฟ้าในซอยดับทุกคืน ขอให้ช่วยแก้ไข"}
    return file_petition(brought=Brought(**{**words, **brought}), by=CITIZEN, at=at)


def concealed(matter: Matter, text: str = "ฉบับปกปิด", *, subject: str = "ขอให้ตรวจสอบ", at: datetime = NOW) -> None:
    """Have a concealed copy prepared by its officer and approved by the head."""
    concealing.prepare(matter_id=matter.pk, by=official("officer-1"), at=at, text=text, subject=subject)
    concealing.approve(matter_id=matter.pk, by=official("head-1"), at=at)
