"""Small honest factories: people with posts, requests received by the real operation."""

from datetime import UTC, date, datetime
from typing import Any

from palat.duties.information.models import Part
from palat.duties.information.operations import handling, ordering, parts
from palat.duties.information.operations.intake import Asked, receive_request
from palat.duties.information.operations.parts import Decision
from palat.kernel.accounts.models import User
from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.operations import store_made
from palat.kernel.files.tests.samples import pdf
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


def stored(name: str = "สัญญา.pdf", *, at: datetime = NOW) -> tuple[int, str]:
    """Keep a small file and return it as an act takes it."""
    return store_made(content=pdf() + name.encode(), kind="pdf", at=at).pk, name


def part_ids(matter: Matter) -> list[int]:
    """Return the parts of a request, in their order."""
    return list(Part.objects.filter(matter=matter).order_by("number").values_list("pk", flat=True))


def taken_up(*, at: datetime = NOW, **asked: Any) -> Matter:
    """Return a request that an officer of the information centre took up."""
    one = request(at=at, **asked)
    handling.take_up(matter_id=one.pk, by=official("info-officer-1", at=at), at=at)
    return one


def decided(matter: Matter, *decisions: Decision, at: datetime = NOW) -> None:
    """Have an officer give opinions on the parts of a request, in their order."""
    for part_id, decision in zip(part_ids(matter), decisions, strict=True):
        parts.decide_part(
            matter_id=matter.pk, track_id=part_id, by=official("info-officer-1", at=at), at=at, decision=decision
        )


def ordered(matter: Matter, *decisions: Decision, at: datetime = NOW) -> None:
    """Have the parts of a request decided, the order proposed and signed."""
    decided(matter, *decisions, at=at)
    ordering.propose_order(matter_id=matter.pk, by=official("info-officer-1", at=at), at=at)
    ordering.sign_order(matter_id=matter.pk, by=official("director-central", at=at), at=at)


def told(matter: Matter, *, at: datetime = NOW) -> None:
    """Have a requester be told of the order."""
    ordering.notify_order(
        matter_id=matter.pk, by=official("info-officer-1", at=at), at=at, told_on=legal_date(at), way="page"
    )


FULL = Decision("full", holding="แฟ้มจัดซื้อ 12/2569")
REFUSED = Decision(
    "refused", ("s15_3",), kind_words="บันทึกความเห็นภายใน", reasons="เป็นความเห็นที่ยังไม่มีข้อยุติ การเปิดเผยจะกระทบการตัดสินใจ"
)
PARTIAL = Decision(
    "partial", ("s15_5",), kind_words="ข้อมูลส่วนบุคคล", reasons="รุกล้ำสิทธิส่วนบุคคล", withheld="ชื่อและเลขบัญชีของลูกจ้าง"
)
MONARCHY = Decision("monarchy", kind_words="หนังสือราชการ", reasons="เข้าลักษณะตามมาตรา 14")
