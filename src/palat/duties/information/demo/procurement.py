"""Filling the demo office's monthly summaries of procurement: three months, one of them not yet published."""

import csv
import io
from datetime import date, datetime, time, timedelta

from palat.duties.information.models import ProcurementMonth
from palat.duties.information.operations import procurement
from palat.duties.information.operations.procurement import Brought
from palat.duties.information.procedure.procurement import MAPPINGS
from palat.duties.information.queries.publications import own_agency_id
from palat.kernel.calendar.counting import BANGKOK, legal_date
from palat.kernel.files.operations import store_made
from palat.kernel.matters.demo_parts import PeopleByPost

# What, about how much, how. No company is real.
WORKS = (
    ("จ้างทำความสะอาดอาคาร", 118_000, "วิธีเฉพาะเจาะจง"),
    ("ซื้อกระดาษถ่ายเอกสาร", 24_500, "วิธีเฉพาะเจาะจง"),
    ("ซื้อวัสดุคอมพิวเตอร์", 86_300, "วิธีเฉพาะเจาะจง"),
    ("จ้างบำรุงรักษาลิฟต์", 240_000, "วิธีคัดเลือก"),
    ("เช่าเครื่องถ่ายเอกสาร", 312_000, "วิธีประกวดราคาอิเล็กทรอนิกส์"),
    ("จ้างพิมพ์รายงานประจำปี", 65_000, "วิธีเฉพาะเจาะจง"),
    ("ซื้อครุภัณฑ์สำนักงาน", 148_900, "วิธีเฉพาะเจาะจง"),
    ("จ้างซ่อมเครื่องปรับอากาศ", 37_450, "วิธีเฉพาะเจาะจง"),
)


def fill(now: datetime, people: PeopleByPost) -> int:
    """Fill in three months. Returns how many."""
    month = legal_date(now).replace(day=1)
    for back in range(3):
        month = (month - timedelta(days=1)).replace(day=1)
        after = datetime.combine(month + timedelta(days=36), time(10, 5), tzinfo=BANGKOK)
        at = min(after, now - timedelta(hours=2))
        file = store_made(content=_table(month, broken=back == 0), kind="csv", at=at)
        brought = Brought(own_agency_id(), month, (file.pk, f"สขร1-{month:%Y-%m}.csv"), "skr1")
        made = procurement.import_month(brought=brought, by=people("info-officer-2"), at=at)
        if back:
            procurement.publish_month(month_id=made.month_id, by=people("info-head"), at=at + timedelta(minutes=40))
    return ProcurementMonth.objects.count()


def _table(month: date, *, broken: bool) -> bytes:
    """Return a month's file; the newest has a line that cannot be taken, as files have."""
    kept = io.StringIO()
    writer = csv.writer(kept)
    writer.writerow(column.heading for column in MAPPINGS["skr1"].columns)
    for number, (work, amount, how) in enumerate(WORKS, 1):
        price = amount - (month.month * 350 + number * 120)
        budget = "ประมาณสามหมื่น" if broken and number == len(WORKS) else f"{amount:,}"
        winner = f"ร้านตัวอย่าง {number} {price:,} บาท"
        bidders = f"{winner}\nร้านสมมุติ {number} {amount:,} บาท" if amount > 100_000 else winner
        contract = f"{number}/{month.year + 543}"
        writer.writerow([number, work, budget, f"{amount:,}", how, "เสนอราคาเหมาะสม", bidders, winner, contract])
    return kept.getvalue().encode()
