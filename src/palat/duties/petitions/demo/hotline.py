"""What stands beside the telephone: duty rosters, numbers to call back, shifts handed over, samples of closed cases."""

from datetime import time, timedelta

from palat.duties.petitions.demo.names import telephone
from palat.duties.petitions.demo.office import Office
from palat.duties.petitions.models import Contact, SampledCase
from palat.duties.petitions.operations.hotline import DutyLine, keep_duty, review_page
from palat.duties.petitions.operations.samples import check_again, draw, record_sampled, take_sampled, week_before
from palat.duties.petitions.operations.shifts import acknowledge, hand_over
from palat.duties.petitions.queries.contacts import recent_shifts
from palat.duties.petitions.queries.hotline import pages_on
from palat.kernel.calendar.counting import legal_date
from palat.kernel.history import ids
from palat.kernel.identities.operations import create_person
from palat.kernel.matters.operations.acts import UnableToAct

DAY, NIGHT = ("working", time(8, 30), time(16, 30)), ("all", time(16, 30), time(8, 30))
# Agency, days and hours, who answers. The telephones are of our own making and lead nowhere.
ROSTER = (
    ("กฟภ", DAY, "เวรประจำวัน กองบริการลูกค้า"),
    ("กฟภ", NIGHT, "ศูนย์สั่งการจ่ายไฟ"),
    ("กฟน", ("all", time(0), time(0)), "ศูนย์รับแจ้งไฟฟ้าขัดข้อง"),
    ("กปภ", DAY, "เวรประจำวัน กองลูกค้าสัมพันธ์"),
    ("กปน", ("all", time(0), time(0)), "ศูนย์รับแจ้งท่อแตกท่อรั่ว"),
    ("กทม", DAY, "ผู้ประสานงานเรื่องร้องทุกข์"),
    ("กทม", ("off", time(8, 30), time(16, 30)), "เวรวันหยุด สำนักเทศกิจ"),
)
HAPPENED = (
    "เหตุการณ์ปกติ สายเข้ามากช่วงสายถึงเที่ยง",
    "ฝนตกหนักหลายจังหวัด มีสายแจ้งไฟดับและน้ำท่วมขังมากกว่าปกติ",
    "ระบบโทรศัพท์ขัดข้องสิบห้านาที แจ้งผู้ให้บริการแก้ไขแล้ว",
)
LEFT_OPEN = ("รอการไฟฟ้าโทรกลับเรื่องเสาไฟเอียง", "หูฟังโต๊ะ 3 เสียงขาดหาย แจ้งซ่อมแล้ว", "โทรยืนยันกับหน่วยงานเวรเช้าเรื่องรถดับเพลิง")
HANDED_OVER = 5


def fill(office: Office) -> None:
    """Fill in rosters, numbers, handovers and samples."""
    _rosters(office)
    _reviews(office)
    _numbers(office)
    _handovers(office)
    _samples(office)


def _rosters(office: Office) -> None:
    leader, today = office.people["shift-1"], legal_date(office.now)
    for place, (code, (days, begins, ends), answers) in enumerate(ROSTER):
        line = DutyLine(office.agency(code), days, begins, ends, answers, f"0 2000 {place:04}", valid_from=today)
        keep_duty(line=line, by=leader, at=office.now, today=today)
    office.filled["rosters"] = len(ROSTER)


def _reviews(office: Office) -> None:
    """Half of the scripts have been read and confirmed by a shift leader."""
    for page in list(pages_on(legal_date(office.now)).order_by("pk"))[::2]:
        review_page(page_id=page.pk, by=office.people["shift-2"], at=office.now, seen=page.version)


def _numbers(office: Office) -> None:
    """Whoever is to be called back has left a number."""
    rng = office.rng("hotline", "numbers")
    for contact in Contact.objects.filter(outcome="call_back", caller=None).order_by("at", "pk"):
        fields = {"phone": telephone(rng)}
        contact.caller = create_person(id=ids.take(), kind="natural", fields=fields, at=contact.at)
        contact.save(update_fields=["caller"])


def _handovers(office: Office) -> None:
    """The shifts that are over were handed over; the last one waits for whoever takes it."""
    rng = office.rng("hotline", "handovers")
    leaders = [office.people["shift-1"], office.people["shift-2"]]
    over = [one for one in recent_shifts(office.now) if one.ends_at <= office.now][:HANDED_OVER]
    for place, shift in enumerate(reversed(over)):
        written, later = leaders[place % 2], leaders[(place + 1) % 2]
        items = rng.sample(LEFT_OPEN, rng.randint(0, 2)) if place < len(over) - 1 else [LEFT_OPEN[0]]
        handover = hand_over(shift=shift, words=rng.choice(HAPPENED), items=items, by=written, at=shift.ends_at)
        if place < len(over) - 1:
            acknowledge(handover_id=handover.pk, by=later, at=shift.ends_at + timedelta(minutes=5))
    office.filled["handovers"] = len(over)


def _samples(office: Office) -> None:
    """Last week's samples: most of the calls were made, some cases were looked at again."""
    rng = office.rng("hotline", "samples")
    drawn = {
        kind: draw(kind=kind, week=week_before(office.now), at=office.now, seed=f"{rng.getrandbits(64):016x}")
        for kind in ("satisfaction", "recheck")
    }
    agent, head = office.people["agent-1"], office.people["intake-head"]
    for item in SampledCase.objects.filter(sample=drawn["satisfaction"]).order_by("place"):
        if rng.random() < 0.3:
            continue
        result = rng.choices(("rated", "refused", "no_answer"), (6, 1, 3))[0]
        take_sampled(item_id=item.pk, by=agent, at=office.now)
        stars = rng.choices((5, 4, 3, 2, 1), (4, 4, 2, 1, 1))[0] if result == "rated" else None
        record_sampled(item_id=item.pk, result=result, stars=stars, by=agent, at=office.now)
    to_check = list(SampledCase.objects.filter(sample=drawn["recheck"]).order_by("place"))
    for item in to_check[: len(to_check) // 2]:
        answers = {"answers_the_point": True, "has_evidence": rng.random() < 0.7, "petitioner_told": True}
        try:
            check_again(item_id=item.pk, answers=answers, send_back=False, by=head, at=office.now)
        except UnableToAct:
            continue  # who answered it does not check it
    office.filled["samples"] = sum(one.size for one in drawn.values())
