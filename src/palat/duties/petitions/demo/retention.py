"""Old papers of a register that need not be kept any longer, and the list on which a committee judges them.

The papers are of the year whose time of keeping ended last year; the list is true acts of the last days. One thing is
held back; a member of the committee has still to give his opinion, so that the list has work for him.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from palat.duties.petitions.demo.office import Office
from palat.kernel.calendar.counting import add_months, legal_date
from palat.kernel.registers.operations.entries import Line, write_line
from palat.kernel.registers.operations.numbers import take_number
from palat.kernel.registers.procedure import BUDDHIST_ERA, PAPER
from palat.kernel.registers.queries import entry
from palat.kernel.retention.operations import deciding, drafting, holds
from palat.kernel.retention.procedure import DESTROY, ENTRY, FOREVER, LONGER, Ref, Said
from palat.kernel.retention.queries.schedule import limit_for

REGISTER, KIND = "letter_in", "letter_in"
COMMITTEE = ("head-1", "legal-1", "officer-2")
PAPERS = (
    ("เทศบาลตำบลบ้านสมมุติ", "ขอส่งรายงานการแก้ไขปัญหาน้ำท่วมขังในเขตชุมชน"),
    ("อำเภอสมมุติ", "ขอเลื่อนกำหนดการลงพื้นที่ตรวจสอบข้อเท็จจริง"),
    ("สมาคมผู้ใช้น้ำตัวอย่าง", "ขอบคุณที่ให้ความช่วยเหลือผู้ประสบภัยแล้ง"),
    ("โรงเรียนตัวอย่างวิทยา", "ขอความอนุเคราะห์วิทยากรบรรยายการรับเรื่องราวร้องทุกข์"),
    ("บริษัท ตัวอย่างการช่าง จำกัด", "ขอส่งใบเสนอราคาซ่อมเครื่องปรับอากาศ"),
    ("จังหวัดสมมุติ", "ขอส่งบัญชีรายชื่อผู้ประสานงานเรื่องร้องทุกข์ประจำจังหวัด"),
    ("มูลนิธิตัวอย่าง", "ขอเชิญร่วมงานวันสถาปนา"),
    ("การประปาตัวอย่าง", "รายงานผลการวางท่อระบายน้ำสายหลักของชุมชนเก่า"),
)


def fill(office: Office) -> None:
    """Enter the old papers, and bring their list before its committee."""
    clerk, at = office.people["clerk-1"], office.days_ago(6)
    year = legal_date(at).year + BUDDHIST_ERA - 1
    entries = _papers(office, year)
    holds.place_hold(
        ref=Ref(ENTRY, entries[-1]), reason="อยู่ระหว่างคดีปกครองเรื่องแนวท่อ", by=office.people["legal-1"], at=at
    )
    found = drafting.draft_list(year=year, by=clerk, at=at + timedelta(minutes=20))
    members = [office.people[one] for one in COMMITTEE]
    drafting.name_committee(
        list_id=found.pk,
        officials=[one.official_id or 0 for one in members],
        order_no=f"คำสั่งสำนักงานปลัดสำนักนายกรัฐมนตรี ที่ 41/{year + 1}",
        order_on=legal_date(at),
        by=clerk,
        at=at + timedelta(hours=2),
    )
    items = list(found.items.order_by("place").values_list("pk", flat=True))
    for place, member in enumerate(members[:2]):
        said = _said(items, office, place)
        deciding.give_opinions(list_id=found.pk, said=said, by=member, at=office.days_ago(3 - place))
    office.filled["retention"] = len(items)


def _papers(office: Office, year: int) -> list[int]:
    """Enter papers of days that let their time of keeping end within a year, in the register of their own year."""
    clerk = office.people["clerk-1"].authority
    months = limit_for(ENTRY, KIND, on=legal_date(office.now)).amount
    if clerk is None:
        return []
    made = []
    for place, (sender, subject) in enumerate(PAPERS):
        ends = datetime(year - BUDDHIST_ERA, 1 + place, 9 + place, tzinfo=UTC).date()
        on = add_months(ends, -months)
        at = datetime.combine(on, time(3, 20), tzinfo=UTC)
        number = take_number(register=REGISTER, on=on, ref=PAPER, at=at)
        line = Line(subject=subject, sender=sender, addressee="ปลัดสำนักนายกรัฐมนตรี", paper_date=on)
        write_line(number, line, by=clerk, at=at)
        found = entry(clerk, register=REGISTER, year=number.year, running=number.running)
        made += [found.pk] if found else []
    return made


def _said(items: Sequence[int], office: Office, place: int) -> dict[int, Said]:
    """Let a member think that most should be destroyed, one kept longer and one for ever."""
    longer = add_months(legal_date(office.now), 24)
    said = {one: Said(DESTROY) for one in items}
    said[items[1]] = Said(LONGER, longer, "ยังใช้อ้างอิง") if place == 0 else Said(DESTROY)
    said[items[5]] = Said(FOREVER, words="แสดงโครงสร้างผู้ประสานงานยุคแรก")
    return said
