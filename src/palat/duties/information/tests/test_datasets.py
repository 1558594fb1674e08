"""Datasets: added, described, their files looked through, let out by a second official, taken back; our statistics."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from palat.duties.information.models import Dataset, Material, ResourceVersion
from palat.duties.information.operations import datasets, looking, statistics
from palat.duties.information.operations.datasets import Described, Titled
from palat.duties.information.operations.looking import Found
from palat.duties.information.queries import figures
from palat.duties.information.queries.datasets import public_dataset
from palat.duties.information.queries.publications import own_agency_id
from palat.duties.information.tests.factories import MONARCHY, NOW, official, ordered, part_ids, taken_up
from palat.duties.information.tests.factories import request as ask
from palat.duties.information.tests.test_orders import with_file
from palat.kernel.accounts.models import User
from palat.kernel.files.operations import store_made
from palat.kernel.matters.models import Matter
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.pages.operations import new_key
from palat.kernel.redaction.procedure import Finding
from palat.kernel.reports.models import Tally

pytestmark = pytest.mark.django_db
TABLE = "course,people\nก,12\nข,9\n".encode()


def described(**more: Any) -> Described:
    words: dict[str, Any] = {
        "title_th": "หลักสูตรฝึกอบรม",
        "title_en": "Training courses",
        "notes_th": "หลักสูตรและจำนวนผู้เข้าอบรม",
        "agency_id": own_agency_id(),
        "group": "government",
        "licence": "cc-by",
        "frequency": "annual",
        "contact_name": "กลุ่มพัฒนาบุคลากร",
        "contact_email": "training@example.go.th",
        "keywords": "ฝึกอบรม, training",
        "from_on": date(2025, 10, 1),
        "until_on": date(2026, 9, 30),
    }
    return Described(**{**words, **more})


def brought(
    dataset: Dataset, content: bytes = TABLE, *, resource: int | None = None, clean: bool = True
) -> ResourceVersion:
    file = store_made(content=content, kind="csv", at=NOW)
    version = datasets.bring_resource(
        dataset_id=dataset.pk,
        titled=Titled("หลักสูตร", "Courses"),
        file=(file.pk, "courses.csv"),
        by=official("info-officer-1"),
        at=NOW,
        resource_id=resource,
    )
    if clean:
        looking.note_look(looked_id=version.looked_id, found=Found((), version.looked.file), at=NOW)
    return version


def let_out(dataset: Dataset) -> Dataset:
    datasets.publish(dataset_id=dataset.pk, by=official("info-head"), at=NOW)
    dataset.refresh_from_db()
    return dataset


def added(name: str = "training-courses", **more: Any) -> Dataset:
    return datasets.add(name=name, described=described(**more), by=official("info-officer-1"), at=NOW)


def published(name: str = "training-courses", **more: Any) -> Dataset:
    found = added(name, **more)
    brought(found)
    return let_out(found)


def read(client: Client, url: str) -> int:
    response: Any = client.get(url)
    list(response.streaming_content if response.streaming else [])  # read to its end, so that the file is closed
    return int(response.status_code)


def test_what_a_file_is_called_anew_waits_with_it() -> None:
    found = published()
    resource = found.resources.get()
    file = store_made(content=TABLE + b"x,1", kind="csv", at=NOW)
    told = {"file": (file.pk, "courses.csv"), "by": official("info-officer-1"), "at": NOW, "resource_id": resource.pk}
    version = datasets.bring_resource(dataset_id=found.pk, titled=Titled("หลักสูตรและผู้สอน"), **told)
    resource.refresh_from_db()
    assert resource.title_th == "หลักสูตร"  # nobody has let it out yet
    looking.note_look(looked_id=version.looked_id, found=Found((), version.looked.file), at=NOW)
    let_out(found)
    resource.refresh_from_db()
    assert (resource.title_th, resource.title_en) == ("หลักสูตรและผู้สอน", "Courses")  # what was left empty stays


def test_what_was_taken_back_of_a_dataset_stays_gone(client: Client) -> None:
    found = published()
    resource = found.resources.get()
    earlier = [reverse("data_earlier_file", args=[found.name, resource.uid, number]) for number in (1, 2, 3)]
    brought(found, TABLE + b"a,1", resource=resource.pk)
    let_out(found)
    head = official("info-head")
    first = resource.versions.get(number=1)
    with pytest.raises(UnableToAct, match="ไม่มีหน้าที่"):
        datasets.take_back(
            dataset_id=found.pk, version_id=first.pk, by=official("info-officer-1"), at=NOW, words="มีชื่อบุคคล"
        )
    assert read(client, earlier[0]) == 200
    datasets.take_back(dataset_id=found.pk, version_id=first.pk, by=head, at=NOW, words="มีชื่อบุคคล")
    assert [read(client, one) for one in earlier] == [404, 200, 404]
    assert earlier[0] not in client.get(reverse("data_dataset", args=[found.name])).text
    with pytest.raises(UnableToAct, match="ถอนไปแล้ว"):
        datasets.take_back(dataset_id=found.pk, version_id=first.pk, by=head, at=NOW, words="อีกครั้ง")

    page, file = reverse("data_dataset", args=[found.name]), reverse("data_file", args=[found.name, resource.uid])
    datasets.withdraw(dataset_id=found.pk, by=head, at=NOW, words="มีชื่อบุคคลอีก")
    for address in (page, file, reverse("data_dataset_file", args=[found.name, "ttl"])):
        assert client.get(address).status_code == 410  # a tombstone, not a page that never was
    assert "มีชื่อบุคคลอีก" in client.get(page).text
    assert client.get(page, headers={"Accept": "text/turtle"}).status_code == 410
    assert client.get(reverse("ckan_action", args=["package_show"]), {"id": found.name}).status_code == 404
    brought(found, TABLE + b"b,1", resource=resource.pk)
    let_out(found)
    assert [read(client, one) for one in earlier] == [404, 404, 200]  # only what was let out anew


def test_a_dataset_lives_from_its_description_to_its_withdrawal(client: Client) -> None:
    found = added()
    page = reverse("data_dataset", args=[found.name])
    with pytest.raises(UnableToAct, match="ไม่มีไฟล์"):
        let_out(found)
    first = brought(found, clean=False)
    with pytest.raises(UnableToAct, match="กำลังตรวจ"):
        let_out(found)
    looking.note_look(looked_id=first.looked_id, found=Found((Finding("hidden_column"),)), at=NOW)
    with pytest.raises(UnableToAct, match="ต้องมีผู้รับรอง"):
        let_out(found)
    asked = {"dataset_id": found.pk, "version_id": first.pk, "by": official("info-head"), "at": NOW}
    datasets.answer_findings(**asked, words="ช่องที่ซ่อนเป็นรหัสหลักสูตร")
    assert client.get(page).status_code == 404
    let_out(found)
    shown = client.get(page).text
    assert "หลักสูตรฝึกอบรม" in shown
    resource = first.resource
    file = reverse("data_file", args=[found.name, resource.uid])
    assert b"".join(client.get(file).streaming_content) == TABLE  # type: ignore[attr-defined]

    second = brought(found, TABLE + "ค,5\n".encode(), resource=resource.pk)
    with pytest.raises(UnableToAct, match="รออนุมัติอยู่แล้ว"):
        brought(found, b"a\n", resource=resource.pk)
    datasets.return_file(**{**asked, "version_id": second.pk}, words="ขาดปี")
    brought(found, TABLE + "ค,5\n".encode(), resource=resource.pk)
    let_out(found)
    earlier = reverse("data_earlier_file", args=[found.name, resource.uid, 1])
    assert b"".join(client.get(earlier).streaming_content) == TABLE  # type: ignore[attr-defined]
    assert client.get(reverse("data_earlier_file", args=[found.name, resource.uid, 2])).status_code == 404  # returned

    datasets.describe(
        dataset_id=found.pk, described=described(title_th="หลักสูตรทั้งหมด"), by=official("info-officer-2"), at=NOW
    )
    assert "หลักสูตรทั้งหมด" in client.get(reverse("data_catalogue"), {"q": "ทั้งหมด"}).text
    datasets.withdraw(dataset_id=found.pk, by=official("info-head"), at=NOW, words="เลิกจัดอบรม")
    assert client.get(page).status_code == 410
    assert client.get(file).status_code == 410
    let_out(found)
    assert b"".join(client.get(file).streaming_content)  # type: ignore[attr-defined]
    datasets.remove_resource(
        dataset_id=found.pk, resource_id=resource.pk, by=official("info-head"), at=NOW, words="ข้อมูลผิด"
    )
    assert client.get(file).status_code == 404


def test_only_the_centre_keeps_and_another_lets_out() -> None:
    found = added()
    for post in ("oic-officer-1", "officer-1", "auditor-1"):
        with pytest.raises(UnableToAct, match="ไม่มีหน้าที่"):
            datasets.add(name="other", described=described(), by=official(post), at=NOW)
    brought(found)
    with pytest.raises(UnableToAct, match="ไม่มีหน้าที่"):
        datasets.publish(dataset_id=found.pk, by=official("info-officer-2"), at=NOW)
    ResourceVersion.objects.update(proposed_by_id=official("info-head").official_id)
    with pytest.raises(UnableToAct, match="คนละคน"):
        let_out(found)


@pytest.mark.parametrize(
    ("name", "more", "said"),
    [
        ("หลักสูตร", {}, "ชื่อในที่อยู่เว็บ"),
        ("../x", {}, "ชื่อในที่อยู่เว็บ"),
        ("good-name", {"licence": "none"}, "ไม่รู้จัก"),
        ("good-name", {"contact_name": " "}, "ผู้ติดต่อ"),
        ("good-name", {"until_on": date(2020, 1, 1)}, "วันสิ้นสุด"),
    ],
    ids=["thai", "path", "licence", "contact", "days"],
)
def test_what_is_not_sound_is_not_added(name: str, more: dict[str, Any], said: str) -> None:
    with pytest.raises(UnableToAct, match=said):
        added(name, **more)


def test_a_document_that_may_not_leave_does_not_leave_as_data(client: Client) -> None:
    one = taken_up()
    with_file(one, part_ids(one)[0])
    barred = Material.objects.get(part__matter=one)
    found = added()
    titled = Titled("ตาราง")
    by = official("info-officer-1")
    file = (barred.attachment.file_id, "x.pdf")
    with pytest.raises(UnableToAct, match="เอกสารเดียวกับ"):  # nothing was decided of it yet
        datasets.bring_resource(dataset_id=found.pk, titled=titled, file=file, by=by, at=NOW)
    released = published("released")
    ordered(one, MONARCHY)
    ResourceVersion.objects.get(resource__dataset=released)
    assert public_dataset("released").resources  # type: ignore[union-attr]
    looked = ResourceVersion.objects.get(resource__dataset=released).looked
    looked.file_id = barred.attachment.file_id
    looked.save()
    assert not public_dataset("released").resources  # type: ignore[union-attr]


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_our_statistics_hide_small_cells_and_go_out_once_a_person_let_them() -> None:
    may = date(2026, 5, 1)
    for number, (kind, count) in enumerate((("help", 12), ("tip_off", 2), ("grievance", 7)), 1):
        Tally.objects.create(id=number, measure="petition.unit", day=may, kind=kind, state="closed", count=count)
    table = figures.as_csv(figures.petitions_by("kind", "petition.unit")(date(2026, 6, 8)))
    rows = {row["kind"]: row for row in _rows(table)}
    assert (rows["help"]["petitions"], rows["help"]["kept_back"]) == ("12", "0")
    assert (rows["tip_off"]["petitions"], rows["tip_off"]["kept_back"]) == ("", "1")
    assert rows["grievance"]["kept_back"] == "1"  # or the total would tell the small one
    assert rows["help"]["kind_th"] == "ขอความช่วยเหลือ"

    assert statistics.make_all(at=NOW) > 0
    found = Dataset.objects.get(source="petition-statistics")
    assert public_dataset(found.name) is None
    let_out(found)
    shown = public_dataset(found.name)
    assert shown is not None
    assert len(shown.resources) == 3
    assert statistics.make_all(at=NOW) == 0  # the same figures make no new version
    Tally.objects.create(id=9, measure="petition.unit", day=may, kind="praise", state="closed", count=30)
    assert statistics.make_all(at=NOW) == 1
    versions = ResourceVersion.objects.filter(resource__dataset=found, resource__number=1).order_by("number")
    assert [one.state for one in versions] == ["former", "current"]
    Tally.objects.filter(pk=9).update(count=31)
    assert statistics.make_due(at=NOW) == 0  # once a month: single cases would show from night to night
    assert statistics.make_due(at=NOW + timedelta(days=30)) > 0
    with pytest.raises(UnableToAct, match="ระบบทำ"):
        brought(found)


def test_requests_are_counted_by_outcome_and_days() -> None:
    for _number in range(6):
        ask(at=datetime(2026, 5, 4, 3, 0, tzinfo=UTC))
    secret = ask(at=datetime(2026, 5, 5, 3, 0, tzinfo=UTC))
    Matter.objects.filter(pk=secret.pk).update(secrecy=1)
    ask(at=NOW)  # of a month that is not over
    rows = _rows(figures.as_csv(figures.requests_table(date(2026, 6, 8))))
    assert [(row["month"], row["outcome"], row["requests"]) for row in rows] == [("2026-05", "open", "6")]


def test_the_desk_adds_brings_and_lets_out(client: Client, django_assert_max_num_queries: Any) -> None:
    official("info-officer-1"), official("info-head")
    client.force_login(User.objects.get(username="info-officer-1"))
    form = {
        "name": "courses", "title_th": "หลักสูตร", "notes_th": "ทั้งหมด", "agency": own_agency_id(), "group": "society",
        "licence": "cc-zero", "frequency": "monthly", "contact_name": "ศูนย์",
    }  # fmt: skip
    new = reverse("information_dataset_new")
    assert client.get(new).status_code == 200
    assert client.post(new, {**form, "name": "ไทย", "once_key": new_key()}).status_code == 422
    page = client.post(new, {**form, "once_key": new_key()})["Location"]
    assert client.post(f"{page}bring/", {"title_th": "ก", "once_key": new_key()}).status_code == 422
    upload = ContentFile(TABLE, name="courses.csv")
    assert client.post(f"{page}bring/", {"title_th": "ก", "files": upload, "once_key": new_key()}).status_code == 302
    assert client.get(f"{page}publish/").status_code == 404
    looking.look_through(looked_id=ResourceVersion.objects.get().looked_id, at=NOW)
    client.force_login(User.objects.get(username="info-head"))
    assert "รอตรวจและอนุมัติ" in client.get(page).text
    assert client.post(f"{page}publish/", {"once_key": new_key()}).status_code == 302
    with django_assert_max_num_queries(20):
        assert client.get(reverse("information_datasets")).status_code == 200
    for what in ("describe", "bring", "withdraw"):
        assert client.get(f"{page}{what}/").status_code == 200, what
    assert client.get(reverse("data_dataset", args=["courses"])).status_code == 200
