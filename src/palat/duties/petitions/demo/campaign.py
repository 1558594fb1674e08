"""A campaign: some 150 near-identical petitions within ten days, merged into one case with one decision."""

from datetime import timedelta

from palat.duties.petitions.demo import fates, names
from palat.duties.petitions.demo.acts.base import Desk
from palat.duties.petitions.demo.case import Case
from palat.duties.petitions.demo.composing import Story, Teller, compose
from palat.duties.petitions.demo.living import Spawn, Thread, live
from palat.duties.petitions.demo.making import CITIZEN, brought
from palat.duties.petitions.demo.office import Office
from palat.kernel.matters.operations.links import join

SIZE, DAYS = 150, 10
AREA = "20"  # the province; one of its subdistricts is drawn

STORY = Story(
    category="environment.pollution",
    core="คัดค้านการตั้งลานกองแร่ริมคลองต้นสน (ชื่อสมมุติ)",
    scene="{me}เป็นชาวบ้านริมคลองต้นสน {area_at} ขอคัดค้านการตั้งลานกองแร่ของ{company} "
    "เพราะฝุ่นและน้ำชะกองแร่จะไหลลงคลองที่ใช้ทำประปาหมู่บ้าน",
    details=(
        "[ไม่เคยมีการรับฟังความเห็นของชาวบ้าน|เวทีรับฟังความเห็นจัดวันทำงาน ชาวบ้านไปไม่ได้|เอกสารรับฟังความเห็นมีชื่อคนที่ไม่ได้ไป]",
        "โรงเรียนและวัดอยู่ห่างเพียง {_:150-600/50} เมตร",
        "ลูกหลานต้องใช้น้ำในคลองนี้ทุกวัน",
    ),
    asks=("ทบทวนการอนุญาต", "จัดรับฟังความเห็นใหม่อย่างโปร่งใส"),
    offices=("ที่ว่าการอำเภอ", "อุตสาหกรรมจังหวัด"),
    agencies="กรอ+คพ+@province",
    found=("ผู้ประกอบการยื่นคำขอแล้วและอยู่ระหว่างพิจารณา การรับฟังความเห็นครั้งแรกมีผู้เข้าร่วม {_:24-60} คน ไม่ครอบคลุมผู้ได้รับผลกระทบ",),
    done=("ให้จัดรับฟังความเห็นใหม่ และชะลอการพิจารณาอนุญาตจนกว่าจะได้ผลการประเมินผลกระทบ",),
)


def cases(office: Office) -> list[Case]:
    """Return the lead case and those that were merged into it, as they stand today."""
    rng = office.rng("campaign")
    area = rng.choice(office.subdistricts[AREA])
    desk = Desk("psc.coordination3", office.people["officer-7"], office.people["head-3"])
    began = office.now - timedelta(days=75)
    lead = _case(office, desk, area, 0)
    merging = began + timedelta(days=DAYS + 3)
    live(lead, _accepted, received_at=began, until=merging)
    size = max(min(SIZE, office.matters // 20), 3)
    others = []
    for number in range(1, size + 1):
        one = _case(office, desk, area, number)
        chance = office.rng("campaign", number)
        one.receive(began + timedelta(days=chance.triangular(0.05, DAYS, 3)))
        others.append(one)
    at = office.at_work(merging, rng)
    for one in (*others, lead):
        one.life.turn(by=office.people["shift-1"], at=at)
        one.at = at
    join([one.life for one in others], lead.life, reason="ข้อความและข้อเรียกร้องเดียวกัน พื้นที่เดียวกัน พิจารณารวมเป็นเรื่องเดียว")
    office.codes["campaign"] = lead.matter.code
    _go_on(office, lead)
    return [lead, *others]


def _case(office: Office, desk: Desk, area: str, number: int) -> Case:
    rng = office.rng("campaign case", number)
    who = names.name(rng)
    channel = rng.choices(("post", "line", "web", "app"), (55, 20, 15, 10))[0]
    told = compose(STORY, Teller(channel, office.now - timedelta(days=75), area, who.woman), rng)
    fields = {"title": who.title, "given_name": who.given, "family_name": who.family, "phone": names.telephone(rng)}
    whole = brought(told, kind="grievance", channel=channel, area_id=area, who=("natural", fields))
    return Case(office, told, whole, CITIZEN, desk, rng)


def _accepted(case: Case, _spawn: Spawn) -> Thread:
    yield from fates.screened(case)
    case.accept()
    yield fates.work(case, 200, 201)


def _go_on(office: Office, lead: Case) -> None:
    """Let the lead case be referred after the merging; its agencies are still at it."""
    lead.at = office.at_work(lead.at + timedelta(days=1), lead.rng)
    first, *_others = lead.refer(lead.agencies())
    lead.at = office.at_work(lead.at + timedelta(days=2), lead.rng)
    lead.on_track(lead.agency(first), "agency_accept", first)
