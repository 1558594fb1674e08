"""People who keep registers, and those who do not."""

from datetime import UTC, date, datetime

from palat.kernel.accounts.models import User
from palat.kernel.calendar.counting import legal_date
from palat.kernel.organisation.models import Official, Post, Unit
from palat.kernel.organisation.operations import appoint
from palat.kernel.organisation.procedure import Authority
from palat.kernel.organisation.queries import authority_of, forget
from palat.kernel.registers.operations.entries import Line

AT = datetime(2026, 11, 24, 3, tzinfo=UTC)  # Tuesday, ten in the morning in Bangkok
ON = date(2026, 11, 24)
LINE = Line(subject="ขอเชิญประชุม", sender="กรมตัวอย่าง", addressee="ปลัดสำนักนายกรัฐมนตรี", paper_number="ตย 0101/5")


def holder(post_code: str, *, at: datetime = AT) -> Authority:
    """Return the authority of who holds a post of the reference data, appointed on first use."""
    post = Post.objects.get(code=post_code)
    user, made = User.objects.get_or_create(username=post_code)
    if made:
        person = Official.objects.create(user=user, given_name=f"ผู้ครองตำแหน่ง {post_code}")
        appoint(post_id=post.pk, official_id=person.pk, valid_from=date(2020, 1, 1), at=at, by="system")
    forget()
    return authority_of(user_id=user.pk, on=legal_date(at))


def clerk() -> Authority:
    """Return the clerk of the Public Service Centre."""
    return holder("clerk-1")


def registrar() -> Authority:
    """Return the registrar of classified information."""
    return holder("secret-registrar-1")


def clerk_of(unit: str) -> Authority:
    """Return the clerk of another unit."""
    code = f"clerk-{unit}"
    Post.objects.get_or_create(
        code=code, defaults={"title_th": "ธุรการ", "role": "registry_clerk", "unit": Unit.objects.get(code=unit)}
    )
    return holder(code)
