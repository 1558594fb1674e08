"""Complaints for tests: received, asked about, opined upon, by the real operations."""

from datetime import date, datetime
from typing import Any

from palat.duties.information.operations import handling
from palat.duties.information.operations.complaints import explanations, opinions
from palat.duties.information.operations.complaints.intake import Complained, receive_complaint
from palat.duties.information.operations.complaints.opinions import Opinion
from palat.duties.information.tests.factories import CITIZEN, NOW, official
from palat.kernel.accounts.models import User
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Matter, Track
from palat.kernel.organisation.models import Agency, Post
from palat.kernel.organisation.queries import authority_of, forget
from palat.kernel.organisation.tests.seating import seat

OPINION = Opinion("founded", "หน่วยงานได้รับคำขอแล้วไม่ตอบ", "หน่วยงานต้องตอบคำขอ", "ตอบคำขอเป็นหนังสือ", comply_days=10)
NOTHING_TO_DO = Opinion("unfounded", "หน่วยงานตอบแล้วในวันที่สาม", "หน่วยงานปฏิบัติถูกต้องแล้ว")


def agency_id(code: str = "กฟภ") -> int:
    """Return the row number of an agency."""
    return Agency.objects.get(code=code).pk


def liaison(code: str = "กฟภ", *, at: datetime = NOW) -> Actor:
    """Return the liaison officer of an agency."""
    name = f"liaison-{code}"
    if not User.objects.filter(username=name).exists():
        agency = Agency.objects.get(code=code)
        seat(Post.objects.create(code=name, title_th="ผู้ประสานงาน", role="agency_liaison", agency=agency))
        forget()
    user_id = User.objects.get(username=name).pk
    return Actor("official", authority_of(user_id=user_id, on=legal_date(at)))


def complaint(kind: str = "no_reply", *, at: datetime = NOW, by: Actor = CITIZEN, **more: Any) -> Matter:
    """Receive a complaint through the portal's own operation."""
    said = {"agency_id": agency_id(), "wanted": "สัญญาจ้างติดตั้งเสาไฟฟ้า", "asked_on": date(2026, 5, 1), **more}
    return receive_complaint(complained=Complained(kind, **said), by=by, at=at)


def taken(kind: str = "no_reply", *, at: datetime = NOW, **more: Any) -> Matter:
    """Return a complaint that an officer of the Commission's office took up."""
    one = complaint(kind, at=at, **more)
    handling.take_up(**acts(one, at=at))
    return one


def acts(matter: Matter, post: str = "oic-officer-1", *, at: datetime = NOW) -> dict[str, Any]:
    """Return who acts on a complaint, and when."""
    return {"matter_id": matter.pk, "by": official(post, at=at), "at": at}


def asked(kind: str = "no_reply", *, at: datetime = NOW, **more: Any) -> tuple[Matter, Track]:
    """Return a complaint on which the agency was asked to explain, and its track."""
    one = taken(kind, at=at, **more)
    explanations.ask_agency(**acts(one, at=at), words="ได้รับคำขอเมื่อใด\nเหตุใดยังไม่ตอบ")
    return one, Track.objects.get(matter=one, type="explanation")


def opined(opinion: Opinion = OPINION, kind: str = "no_reply", **more: Any) -> Matter:
    """Return a complaint on which the opinion was given."""
    one = taken(kind, **more)
    opinions.propose_opinion(**acts(one), opinion=opinion)
    opinions.sign_opinion(**acts(one, "oic-director"))
    one.refresh_from_db()
    return one
