"""Filling the demo office's catalogue: our own statistics, let out, and one dataset that officials brought."""

from datetime import datetime, timedelta

from palat.duties.information.models import Dataset
from palat.duties.information.operations import datasets, statistics
from palat.duties.information.operations.datasets import Described, Titled
from palat.duties.information.operations.looking import made_here
from palat.duties.information.queries.publications import own_agency_id
from palat.kernel.matters.demo_parts import PeopleByPost

COURSES = "course,hours,people\nการเขียนหนังสือราชการ,12,48\nการใช้ข้อมูลเปิด,6,35\nการให้บริการประชาชน,18,62\n"
PARKING = "place,spaces\nอาคาร 1,120\nอาคาร 2,84\n"


def fill(now: datetime, people: PeopleByPost) -> int:
    """Fill in the catalogue. Returns how many datasets."""
    statistics.make_all(at=now - timedelta(hours=3))
    for one in Dataset.objects.exclude(source="").order_by("pk"):
        datasets.publish(dataset_id=one.pk, by=people("info-head"), at=now - timedelta(hours=2))
    training = ("training-courses", "หลักสูตรฝึกอบรมของสำนักงาน", "Training courses of the Office", COURSES)
    parking = ("parking-spaces", "ที่จอดรถของสำนักงาน", "Parking spaces of the Office", PARKING)
    _brought(training, now, people, let_out=True)
    _brought(parking, now, people, let_out=False)
    return Dataset.objects.count()


def _brought(what: tuple[str, str, str, str], now: datetime, people: PeopleByPost, *, let_out: bool) -> None:
    name, title_th, title_en, content = what
    at, by = now - timedelta(days=6), people("info-officer-1")
    described = Described(
        title_th=title_th,
        title_en=title_en,
        notes_th=f"{title_th} ข้อมูลตัวอย่างของระบบทดลอง",
        agency_id=own_agency_id(),
        group="government",
        licence="cc-by",
        frequency="annual",
        contact_name="ศูนย์ข้อมูลข่าวสารของราชการ",
        contact_email="data@example.go.th",
        keywords=title_th,
    )
    found = datasets.add(name=name, described=described, by=by, at=at)
    looked = made_here(content=content.encode(), kind="csv", name=f"{name}.csv", at=at)
    titled = Titled(title_th, title_en)
    file = (looked.file_id, looked.name)
    version = datasets.bring_resource(dataset_id=found.pk, titled=titled, file=file, by=by, at=at)
    if let_out:
        version.looked = looked
        version.save(update_fields=["looked"])
        datasets.publish(dataset_id=found.pk, by=people("info-head"), at=at + timedelta(hours=4))
