"""Filling the demo office's register of publications: what is there, what is due, what waits, what is missing."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from palat.duties.information.demo.publication_words import ENTRIES, SYSTEMS
from palat.duties.information.models import Publication, PublicationTask
from palat.duties.information.operations import looking, publication_work
from palat.duties.information.operations.register import deciding, entering, keeping
from palat.duties.information.operations.register.entering import Entry, Where
from palat.duties.information.procedure.publication import PARTICULARS
from palat.duties.information.queries.publications import own_agency_id
from palat.kernel.calendar.counting import BANGKOK, legal_date
from palat.kernel.matters.demo_parts import PeopleByPost

PROPOSERS = ("info-officer-1", "info-officer-2")
# Of the entries, in their order, these are not simply fresh and published.
STALE, WAITING, WITHDRAWN = (3, 9, 15, 22, 31, 40, 47), (5, 18, 33), (12, 27)


@dataclass(frozen=True)
class Filling:
    """The demo office while its register is filled."""

    now: datetime
    people: PeopleByPost

    def days_ago(self, days: int) -> datetime:
        """Return nine in the morning so many days ago, or an hour ago."""
        day = legal_date(self.now) - timedelta(days=days)
        return min(datetime.combine(day, time(9, 20), tzinfo=BANGKOK), self.now - timedelta(hours=1))

    def where(self, number: int, at: datetime) -> Where:
        """Return where an entry is read: files, pages elsewhere, and what one comes to look at, in turn."""
        since = legal_date(at)
        if number % 3 == 0:
            return Where("file", from_on=since)
        if number % 3 == 1:
            return Where("link", link=f"https://www.example.go.th/information/{number}", from_on=since)
        return Where("place", place="ศูนย์ข้อมูลข่าวสารของราชการ ชั้น 1 ในวันและเวลาราชการ", from_on=since)

    def enter(self, number: int, entry: Entry, where: Where, at: datetime, *, let_out: bool = True) -> Publication:
        """Let one official enter something and, unless it shall wait, another let it out."""
        by, looked = self.people(PROPOSERS[number % 2]), None
        if where.way == "file":
            text = f"เอกสารตัวอย่างของระบบทดลอง\n{entry.title_th}\n".encode()
            looked = looking.made_here(content=text, kind="txt", name=f"{entry.title_th[:60]}.txt", at=at)
        found = entering.propose(entry=entry, where=where, by=by, at=at, looked=looked)
        version = found.versions.get()
        if let_out:
            deciding.publish(version_id=version.pk, by=self.people("info-head"), at=at + timedelta(minutes=20))
        return found


def fill(now: datetime, people: PeopleByPost) -> int:
    """Fill in the register. Returns how many entries."""
    filling = Filling(now, people)
    own, keeper = own_agency_id(), people("info-officer-1").official_id
    for number, (class_code, title_th, title_en, keywords) in enumerate(ENTRIES):
        days = 380 + number if number in STALE else 12 + number * 5
        at = filling.days_ago(days)
        entry = Entry(own, class_code, title_th, title_en, keywords, keeper if number % 2 else None)
        found = filling.enter(number, entry, filling.where(number, at), at, let_out=number not in WAITING)
        if number in WITHDRAWN:
            keeping.withdraw(
                publication_id=found.pk, by=people("info-head"), at=filling.days_ago(3), words="ยกเลิกการใช้เอกสารนี้แล้ว"
            )
    for number, (title_th, title_en, told) in enumerate(SYSTEMS):
        at = filling.days_ago(90 + number)
        particulars = dict(zip((name for name, _label in PARTICULARS), told, strict=True))
        where = Where("place", place="ศูนย์ข้อมูลข่าวสารของราชการ ชั้น 1", particulars=particulars, from_on=legal_date(at))
        filling.enter(number, Entry(own, "23", title_th, title_en), where, at)
    _replaced(filling)
    publication_work.survey(at=now)
    _aside(filling, legal_date(now) + timedelta(days=180))
    publication_work.remind(at=now)
    return Publication.objects.count()


def _replaced(filling: Filling) -> None:
    """Let one entry have an earlier version and another be looked at again."""
    first, second = Publication.objects.filter(state="published", class_code="9_4").order_by("pk")[:2]
    at = filling.days_ago(4)
    where = Where(
        "link", link="https://www.example.go.th/information/new", from_on=legal_date(at), note="ปรับปรุงแบบคำขอ"
    )
    version = entering.propose_version(publication_id=first.pk, where=where, by=filling.people("info-officer-2"), at=at)
    deciding.publish(version_id=version.pk, by=filling.people("info-head"), at=at + timedelta(hours=1))
    keeping.renew(publication_id=second.pk, by=filling.people("info-officer-1"), at=at, words="ตรวจแล้วยังใช้ได้")


def _aside(filling: Filling, until: date) -> None:
    """Let one gap be set aside with its reason."""
    gap = PublicationTask.objects.filter(kind="gap", closed_at=None, class_code="9_6").first()
    if gap is not None:
        publication_work.set_aside(
            task_id=gap.pk,
            by=filling.people("info-head"),
            at=filling.now,
            until=until,
            words="สำนักงานไม่มีสัญญาสัมปทานหรือสัญญาร่วมทุน",
        )
