"""Appeals as tests need them: received by the real operation, walked along by the real acts."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from palat.duties.information.models import Branch, Panelist, Party
from palat.duties.information.operations import third_parties
from palat.duties.information.operations.appealing import admission, branches, camera, panels, rulings, sittings
from palat.duties.information.operations.appealing.intake import Appealed, receive_appeal
from palat.duties.information.operations.appealing.rulings import Draft
from palat.duties.information.tests.factories import NOW, official, ordered, part_ids, stored, taken_up, told
from palat.kernel.calendar.counting import BANGKOK
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Matter, Track
from palat.kernel.organisation.queries import agency_by_code

CITIZEN = Actor("citizen")
HEAD, SECRETARY, DIRECTOR = "tribunal-head", "tribunal-secretary-1", "oic-director"
MEMBERS = tuple(f"tribunal-society-{number}" for number in range(1, 6))
APPELLANT = {"full_name": "สมปอง อุทธรณ์ดี", "address": "8 ถนนแปด กรุงเทพฯ", "phone": "0899998888"}
DAY = timedelta(days=1)
DRAFT = Draft(
    "disclose",
    "คำสั่งมิให้เปิดเผยชอบหรือไม่",
    "หน่วยงานมีสัญญาจ้างซึ่งลงนามแล้ว",
    "สัญญาที่ใช้จ่ายจากงบประมาณเป็นข้อมูลที่ตรวจสอบได้",
    "ให้หน่วยงานเปิดเผยสัญญาจ้างแก่ผู้อุทธรณ์",
    ("s15_6",),
)
PUBLIC = "คณะกรรมการวินิจฉัยเห็นว่าสัญญาที่ใช้จ่ายจากงบประมาณแผ่นดินเป็นข้อมูลที่ประชาชนตรวจสอบได้ จึงให้เปิดเผย"


def against(agency: str = "กปภ", *, at: datetime = NOW, by: Actor = CITIZEN, **more: Any) -> Matter:
    """Receive an appeal against another agency."""
    words: dict[str, Any] = {
        "text": "ขอสัญญาจ้างแล้วไม่ให้ ทั้งที่ลงนามแล้ว",
        "kind": "refusal",
        "order_words": "หนังสือที่ 12/2569 ลงวันที่ 1 มิถุนายน 2569 ไม่ให้สัญญาจ้าง",
        "agency_id": agency_by_code(agency).pk,
        "told_on": date(2026, 6, 1),
        "person": APPELLANT,
    }
    return receive_appeal(appealed=Appealed(**{**words, **more}), by=by, at=at)


def acts(one: Matter, who: str, at: datetime = NOW) -> dict[str, Any]:
    """Return who acts on an appeal and when."""
    return {"matter_id": one.pk, "by": official(who, at=at), "at": at}


def assigned(one: Matter | None = None, *, branch: str = "society", at: datetime = NOW) -> Matter:
    """Have an appeal admitted and assigned to a branch and a secretary."""
    one = one or against(at=at)
    admission.admit(**acts(one, HEAD, at))
    officer = official(SECRETARY, at=at).official_id
    branches.assign_branch(
        **acts(one, HEAD, at), branch_id=Branch.objects.get(code=branch).pk, topic="procurement", officer_id=officer
    )
    one.refresh_from_db()
    return one


def member_ids(*posts: str) -> list[int]:
    """Return the officials behind posts of members."""
    return [official(post).official_id or 0 for post in posts]


def considering(one: Matter | None = None, *, at: datetime = NOW) -> Matter:
    """Have a panel of three set on an appeal."""
    one = assigned(one, at=at)
    wanted = member_ids(*MEMBERS[:3])
    panels.set_panel(**acts(one, HEAD, at), member_ids=wanted, chair_id=wanted[0])
    one.refresh_from_db()
    return one


def in_camera(one: Matter, *, at: datetime = NOW) -> int:
    """Have the agency's file received in camera; return its number."""
    camera.receive_file(**acts(one, SECRETARY, at), words="สัญญาจ้าง", files=[stored("สำนวนลับ.pdf", at=at)])
    return int(one.information_appeal.camera.order_by("-pk").values_list("pk", flat=True)[0])


def listed(one: Matter, *, at: datetime = NOW) -> datetime:
    """Put an appeal on the list of a sitting on the next day at nine; return a moment after it."""
    sitting = sittings.arrange_sitting(
        branch_id=one.information_appeal.branch_id,
        day=(at + DAY).astimezone(BANGKOK).date(),
        hour=datetime(2000, 1, 1, 9, 0, tzinfo=UTC).time(),
        place="ห้องประชุม 1",
        by=official(SECRETARY, at=at),
        at=at,
    )
    sittings.set_sitting(**acts(one, SECRETARY, at), sitting_id=sitting.pk)
    return max(at + DAY, sitting.starts_at + DAY / 24)


def voted(one: Matter, draft: Draft = DRAFT, *, at: datetime = NOW, **votes: str) -> datetime:
    """Have an appeal drafted, heard and voted upon by its panel, all alike; return the moment after."""
    rulings.draft_ruling(**acts(one, SECRETARY, at), draft=draft)
    after = listed(one, at=at)
    sitting = list(Panelist.objects.filter(appeal=one.pk, left_at=None).values_list("official_id", flat=True))
    rulings.record_votes(**acts(one, SECRETARY, after), votes=dict.fromkeys(sitting, draft.outcome))
    return after


def ruled(one: Matter | None = None, draft: Draft = DRAFT, *, at: datetime = NOW) -> tuple[Matter, datetime]:
    """Return an appeal whose ruling was confirmed by its chair, and the moment after."""
    one = considering(one, at=at)
    after = voted(one, draft, at=at)
    rulings.confirm_ruling(**acts(one, MEMBERS[0], after))
    one.refresh_from_db()
    return one, after


def refused_request(*decisions: Any, at: datetime = NOW, **asked: Any) -> Matter:
    """Return a request to the Office whose order was made known on the day."""
    one = taken_up(at=at, **asked)
    ordered(one, *decisions, at=at)
    told(one, at=at)
    return one


def with_objector(*, at: datetime = NOW) -> tuple[Matter, int]:
    """Return a request whose third party objected in vain and was told so on the day, and that party's track."""
    one = taken_up(at=at)
    by, director = official("info-officer-1", at=at), official("director-central", at=at)
    base: dict[str, Any] = {"matter_id": one.pk, "at": at}
    person = {"full_name": "บริษัท คัดค้านทดสอบ จำกัด", "address": "9 ถนนเก้า กรุงเทพฯ", "email": "party@example.com"}
    third_parties.notify_party(
        **base, by=by, person=person, person_kind="juristic", part_ids=part_ids(one), told="ใบเสนอราคา"
    )
    track = Track.objects.get(matter=one, type="third_party").pk
    third_parties.record_notice(**base, by=by, track_id=track, told_on=at.astimezone(BANGKOK).date())
    third_parties.party_object(**base, by=by, track_id=track, words="ความลับทางการค้า")
    third_parties.overrule_objection(**base, by=director, track_id=track, words="ราคาต้องเปิดเผย")
    third_parties.record_ruling(**base, by=by, track_id=track, told_on=at.astimezone(BANGKOK).date())
    assert Party.objects.get(pk=track).track.state == "overruled"
    return one, track
