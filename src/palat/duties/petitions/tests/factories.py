"""Small honest factories: people with posts, petitions received by the real operation."""

from datetime import UTC, datetime
from typing import Any

from palat.duties.petitions.operations import concealing
from palat.duties.petitions.operations.intake import Brought, file_petition
from palat.kernel.accounts.models import User
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Matter
from palat.kernel.organisation.models import Agency, Post
from palat.kernel.organisation.queries import authority_of
from palat.kernel.organisation.tests.seating import seat

NOW = datetime(2026, 6, 8, 3, 0, tzinfo=UTC)  # Monday, ten in the morning in Thailand
CITIZEN = Actor("citizen")


def official(post_code: str, *, at: datetime = NOW) -> Actor:
    """Return the actor who holds a post of the reference data."""
    return _holder(post_code, at)


def liaison(agency_code: str, *, role: str = "agency_liaison", at: datetime = NOW) -> Actor:
    """Return the liaison officer of an agency."""
    code = f"{role}-{agency_code}"
    if not User.objects.filter(username=code).exists():
        agency = Agency.objects.get(code=agency_code)
        seat(Post.objects.create(code=code, title_th="ผู้ประสานงาน", role=role, agency=agency))
    return _holder(code, at)


def _holder(username: str, at: datetime) -> Actor:
    user_id = User.objects.values_list("pk", flat=True).get(username=username)
    return Actor("official", authority_of(user_id=user_id, on=legal_date(at)))


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
