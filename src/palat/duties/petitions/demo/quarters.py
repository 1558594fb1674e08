"""The quarterly reports to the cabinet that the Office has issued, with its remarks; the running quarter has none."""

from datetime import datetime, timedelta

from palat.duties.petitions.demo.office import Office
from palat.duties.petitions.operations.reporting import issue_quarter, write_quarter_remarks
from palat.kernel.calendar.counting import BANGKOK, legal_date
from palat.kernel.reports.procedure import Quarter, quarters_back

ISSUED, AFTER_DAYS = 2, 12
OBSTACLES = (
    (
        "หน่วยงานบางแห่งรายงานผลล่าช้าและไม่แจ้งผู้ร้อง ทำให้ผู้ร้องยื่นเรื่องซ้ำหลายช่องทาง\n"
        "เรื่องเสียงรบกวนเกิดซ้ำในพื้นที่เดิม เพราะเกี่ยวข้องกับหลายหน่วยงานและหลายกฎหมาย"
    ),
    "ระบบของหน่วยงานยังไม่เชื่อมโยงกัน ต้องบันทึกเรื่องเดียวกันหลายระบบ\nผู้ร้องจำนวนหนึ่งไม่ประสงค์ให้ติดต่อกลับ จึงขอข้อเท็จจริงเพิ่มเติมไม่ได้",
    "รายงานของหน่วยงานบางส่วนระบุเพียงว่าอยู่ระหว่างดำเนินการ ต้องส่งกลับให้รายงานใหม่",
)
RECOMMENDATIONS = (
    "ให้ทุกหน่วยงานแจ้งกำหนดแล้วเสร็จแก่ผู้ร้องตั้งแต่รับเรื่อง\nให้นำประวัติการร้องซ้ำไปประกอบการต่ออายุใบอนุญาตของสถานประกอบการ",
    "ให้หน่วยงานมอบหมายผู้รับผิดชอบเรื่องร้องทุกข์เป็นการประจำ\nให้เชื่อมโยงสถานะเรื่องกับสำนักงานโดยไม่ต้องบันทึกซ้ำ",
    "ให้รายงานผลพร้อมหลักฐาน และระบุสิ่งที่ผู้ร้องทำต่อได้",
)


def fill(office: Office) -> None:
    """Issue the reports of the quarters that are over."""
    past = [one for one in reversed(quarters_back(legal_date(office.now), ISSUED + 1)) if one.last < office.now.date()]
    issued = [_issue(office, quarter, place) for place, quarter in enumerate(past)]
    office.filled["quarters"] = sum(issued)


def _issue(office: Office, quarter: Quarter, place: int) -> bool:
    day = datetime.combine(quarter.last + timedelta(days=AFTER_DAYS), datetime.min.time(), tzinfo=BANGKOK)
    at = office.at_work(day, office.rng("quarters", place))
    if at > office.now:
        return False
    write_quarter_remarks(
        quarter=quarter,
        obstacles=OBSTACLES[place % len(OBSTACLES)],
        recommendations=RECOMMENDATIONS[place % len(RECOMMENDATIONS)],
        by=office.people["head-1"],
        at=at,
    )
    director = office.people["director-psc"]
    issue_quarter(quarter=quarter, as_of=quarter.last, by=director, at=at + timedelta(hours=3))
    return True
