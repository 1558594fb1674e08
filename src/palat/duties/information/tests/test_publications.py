"""The register of publications: entered by one, let out by another, renewed, replaced, corrected, withdrawn."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from palat.duties.information.demo import publications
from palat.duties.information.demo.publication_words import ENTRIES, SYSTEMS
from palat.duties.information.models import Looked, Material, Publication, PublicationTask, Version
from palat.duties.information.operations import looking, publication_work, releasing
from palat.duties.information.operations.looking import Found
from palat.duties.information.operations.publishing_released import propose_released
from palat.duties.information.operations.register import deciding, entering, keeping
from palat.duties.information.operations.register.entering import Entry, Where
from palat.duties.information.queries.publications import own_agency_id, tasks_for
from palat.duties.information.queries.published import open_version, published_like
from palat.duties.information.tests.factories import (
    FULL,
    MONARCHY,
    NOW,
    official,
    ordered,
    part_ids,
    stored,
    taken_up,
    told,
)
from palat.duties.information.tests.test_orders import with_file
from palat.kernel.accounts.models import User
from palat.kernel.files.operations import store_made
from palat.kernel.files.tests.samples import pdf
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.notices.models import Notice
from palat.kernel.pages.operations import new_key
from palat.kernel.redaction.procedure import Finding

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 8)
MANUAL = "คู่มือการขออนุญาตใช้ห้องประชุม"
LINK = Where("link", link="https://example.go.th/manual", from_on=TODAY)
SYSTEM = {name: f"คำตอบ {name}" for name in ("persons", "kind", "use", "access", "source")}


def officer(which: int = 1) -> Actor:
    return official(f"info-officer-{which}")


def head() -> Actor:
    return official("info-head")


def entered(where: Where = LINK, *, by: Actor | None = None, **entry: Any) -> Publication:
    words = {"class_code": "9_4", "title_th": MANUAL, "keywords": "ห้องประชุม, จองห้อง", **entry}
    return entering.propose(entry=Entry(own_agency_id(), **words), where=where, by=by or officer(), at=NOW)


def waiting(entry: Publication) -> Version:
    return entry.versions.get(state="waiting")


def let_out(entry: Publication, *, at: Any = NOW) -> Publication:
    deciding.publish(version_id=waiting(entry).pk, by=head(), at=at)
    entry.refresh_from_db()
    return entry


def clean(version: Version) -> None:
    looked = version.looked
    assert looked is not None
    looking.note_look(looked_id=looked.pk, found=Found((), looked.file), at=NOW)


def test_an_entry_lives_from_its_proposal_to_its_withdrawal(client: Client) -> None:
    entry = entered()
    page = reverse("information_entry", args=[entry.pk])
    assert client.get(page).status_code == 404
    assert MANUAL not in client.get(reverse("information_published")).text
    with pytest.raises(UnableToAct, match="ไม่มีหน้าที่"):
        deciding.publish(version_id=waiting(entry).pk, by=officer(2), at=NOW)
    let_out(entry)
    assert entry.due_on == date(2027, 6, 8)
    assert MANUAL in client.get(reverse("information_published"), {"q": "ห้องประชุม", "class": "9_4"}).text
    assert [one.name for one in published_like("ขอคู่มือจองห้องประชุมครับ")] == [MANUAL]
    assert "https://example.go.th/manual" in client.get(page).text

    later = NOW + timedelta(days=30)
    keeping.renew(publication_id=entry.pk, by=officer(), at=later, words="ตรวจกับเจ้าของเรื่องแล้ว")
    new = Where("place", place="ศูนย์ข้อมูลข่าวสาร ชั้น 1", until_on=date(2026, 9, 30))
    entering.propose_version(publication_id=entry.pk, where=new, by=officer(), at=later)
    with pytest.raises(UnableToAct, match="รออนุมัติอยู่แล้ว"):
        entering.propose_version(publication_id=entry.pk, where=new, by=officer(), at=later)
    deciding.return_version(version_id=waiting(entry).pk, by=head(), at=later, words="ระบุเวลาทำการด้วย")
    entering.propose_version(publication_id=entry.pk, where=new, by=officer(), at=later)
    let_out(entry, at=later)
    assert entry.due_on == date(2026, 9, 30)  # no later than the day on which it ends
    shown = client.get(page).text
    assert "ศูนย์ข้อมูลข่าวสาร ชั้น 1" in shown
    assert "ฉบับก่อน" in shown
    assert "ตรวจกับเจ้าของเรื่องแล้ว" in shown
    assert "ระบุเวลาทำการด้วย" not in shown  # what passes inside the Office

    with pytest.raises(UnableToAct, match="ระบุเหตุผล"):
        keeping.withdraw(publication_id=entry.pk, by=head(), at=later, words=" ")
    keeping.withdraw(publication_id=entry.pk, by=head(), at=later, words="ยกเลิกคู่มือนี้แล้ว")
    gone = client.get(page)
    assert gone.status_code == 410
    assert "ยกเลิกคู่มือนี้แล้ว" in gone.text
    assert "ศูนย์ข้อมูลข่าวสาร ชั้น 1" not in gone.text
    assert published_like("ขอคู่มือจองห้องประชุม") == []
    entering.propose_version(publication_id=entry.pk, where=LINK, by=officer(), at=later)
    assert let_out(entry, at=later).state == "published"


def read(client: Client, url: str) -> int:
    response: Any = client.get(url)
    list(response.streaming_content if response.streaming else [])  # read to its end, so that the file is closed
    return int(response.status_code)


def with_public_file(entry: Publication | None = None) -> Version:
    where = Where("file", file=(store_made(content=pdf(), kind="pdf", at=NOW).pk, "manual.pdf"))
    if entry is None:
        entry = entered(where)
    else:
        entering.propose_version(publication_id=entry.pk, where=where, by=officer(), at=NOW)
    version = waiting(entry)
    clean(version)
    let_out(entry)
    return version


def test_what_was_taken_back_stays_gone_when_something_else_is_let_out(client: Client) -> None:
    wrong = with_public_file()
    entry = wrong.publication
    file = reverse("information_entry_file", args=[entry.pk, 1])
    known = {"HTTP_IF_NONE_MATCH": f'"{wrong.looked.file.sha256}"'}  # type: ignore[union-attr]
    again = client.get(file, **known)  # type: ignore[arg-type]
    assert (again.status_code, again["Cache-Control"]) == (304, "public, no-cache")  # a cache asks each time
    keeping.withdraw(publication_id=entry.pk, by=head(), at=NOW, words="มีชื่อบุคคล")
    assert client.get(file, **known).status_code == 404  # type: ignore[arg-type]
    with_public_file(entry)
    page = client.get(reverse("information_entry", args=[entry.pk])).text
    assert client.get(file).status_code == 404
    assert file not in page
    assert read(client, reverse("information_entry_file", args=[entry.pk, 2])) == 200


def test_an_earlier_version_is_taken_back_alone(client: Client) -> None:
    entry = with_public_file().publication
    with_public_file(entry)
    file = reverse("information_entry_file", args=[entry.pk, 1])
    assert read(client, file) == 200
    said = {"publication_id": entry.pk, "number": 1, "at": NOW}
    with pytest.raises(UnableToAct, match="ไม่มีหน้าที่"):
        keeping.take_back(**said, by=officer(), words="มีชื่อบุคคล")
    with pytest.raises(UnableToAct, match="ระบุเหตุผล"):
        keeping.take_back(**said, by=head(), words="")
    client.force_login(User.objects.get(username="info-head"))
    act = reverse("information_publication_do", args=[entry.pk, "take-back"])
    assert act in client.get(reverse("information_publication", args=[entry.pk])).text
    typed = {"number": "1", "words": "มีชื่อบุคคล", "once_key": new_key()}
    assert client.post(act, typed).status_code == 302
    assert client.get(act).status_code == 404  # no other is left
    client.logout()
    assert client.get(file).status_code == 404
    page = client.get(reverse("information_entry", args=[entry.pk])).text
    assert "มีชื่อบุคคล" in page
    assert file not in page
    with pytest.raises(UnableToAct, match="ถอนไปแล้ว"):
        keeping.take_back(**said, by=head(), words="อีกครั้ง")


def test_whoever_answers_for_an_entry_from_another_unit_finds_it_and_does_not_rename_it(client: Client) -> None:
    entry = let_out(entered())
    stranger = official("officer-1")
    client.force_login(User.objects.get(username="officer-1"))
    assert client.get(reverse("information_hub")).status_code == 404
    keeping.entrust(publication_id=entry.pk, by=head(), at=NOW, responsible_id=stranger.official_id or 0)
    hub = client.get(reverse("information_hub")).text
    assert reverse("information_publication_work") in hub
    assert reverse("information_datasets") not in hub
    page = reverse("information_publication", args=[entry.pk])
    assert reverse("information_publication_do", args=[entry.pk, "renew"]) in client.get(page).text
    assert client.get(reverse("information_publication_do", args=[entry.pk, "correct"])).status_code == 404
    said: dict[str, Any] = {"publication_id": entry.pk, "at": NOW, "dates": LINK, "words": "ชื่อใหม่"}
    renamed = Entry(own_agency_id(), "9_4", "ชื่อใหม่")
    with pytest.raises(UnableToAct, match="ศูนย์ข้อมูลข่าวสารเป็นผู้แก้ไข"):
        keeping.correct(**said, by=stranger, entry=renamed)
    with pytest.raises(UnableToAct, match="มาตรา 23"):  # of a system of personal data all is told that the Act demands
        keeping.correct(**said, by=officer(), entry=Entry(own_agency_id(), "23", MANUAL))


def test_who_proposed_does_not_let_out_and_only_the_centre_keeps() -> None:
    own = entered(by=head())
    with pytest.raises(UnableToAct, match="คนละคน"):
        deciding.publish(version_id=waiting(own).pk, by=head(), at=NOW)
    for post in ("oic-officer-1", "officer-1", "auditor-1"):
        with pytest.raises(UnableToAct, match="ไม่มีหน้าที่"):
            entered(by=official(post))
    stranger = official("officer-1")
    own.responsible_id = stranger.official_id
    own.save()
    deciding.publish(version_id=waiting(own).pk, by=official("director-central"), at=NOW)
    keeping.renew(publication_id=own.pk, by=stranger, at=NOW)  # whoever answers for it may
    with pytest.raises(UnableToAct, match="ไม่มีหน้าที่"):
        keeping.withdraw(publication_id=own.pk, by=stranger, at=NOW, words="ถอน")


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (Where("link"), "เปิดดูได้ที่ใด"),
        (Where("link", link="javascript:alert(1)"), "ขึ้นต้นด้วย"),
        (Where("page", page="admin_home"), "เปิดดูได้ที่ใด"),
        (Where("file"), "เปิดดูได้ที่ใด"),
        (Where("place", place="ชั้น 1", from_on=TODAY, until_on=TODAY - timedelta(days=1)), "วันสิ้นสุด"),
    ],
    ids=["no link", "script", "foreign page", "no file", "days"],
)
def test_what_is_not_sound_is_not_entered(where: Where, said: str) -> None:
    with pytest.raises(UnableToAct, match=said):
        entered(where)


def test_a_correction_tells_what_and_why() -> None:
    entry = let_out(entered())
    same = Entry(own_agency_id(), "9_4", MANUAL, keywords="ห้องประชุม, จองห้อง")
    with pytest.raises(UnableToAct, match="ไม่มีสิ่งใดเปลี่ยน"):
        keeping.correct(publication_id=entry.pk, by=officer(), at=NOW, entry=same, dates=LINK, words="ลองดู")
    other = Entry(own_agency_id(), "9_2", "แนวทางการใช้ห้องประชุม", keywords="ห้องประชุม")
    keeping.correct(publication_id=entry.pk, by=officer(), at=NOW, entry=other, dates=LINK, words="จัดประเภทผิด")
    entry.refresh_from_db()
    assert (entry.class_code, entry.title_th) == ("9_2", "แนวทางการใช้ห้องประชุม")
    assert published_like("แนวทางใช้ห้องประชุม")


def test_a_file_is_looked_through_before_it_is_let_out(client: Client) -> None:
    entry = entered(Where("file", file=stored("คู่มือ.pdf")))
    version = waiting(entry)
    with pytest.raises(UnableToAct, match="กำลังตรวจ"):
        deciding.publish(version_id=version.pk, by=head(), at=NOW)
    looking.note_look(looked_id=version.looked_id, found=Found((Finding("locked"),)), at=NOW)
    with pytest.raises(UnableToAct, match="ใช้ไม่ได้"):
        deciding.publish(version_id=version.pk, by=head(), at=NOW)
    looking.note_look(looked_id=version.looked_id, found=Found((Finding("hidden_sheet"),)), at=NOW)
    with pytest.raises(UnableToAct, match="ต้องมีผู้รับรอง"):
        deciding.publish(version_id=version.pk, by=head(), at=NOW)
    deciding.answer_findings(version_id=version.pk, by=head(), at=NOW, words="แผ่นงานที่ซ่อนเป็นสูตรคำนวณ")
    let_out(entry)
    file = reverse("information_entry_file", args=[entry.pk, 1])
    response = client.get(file)
    assert b"".join(response.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert client.get(reverse("information_entry_file", args=[entry.pk, 2])).status_code == 404


def test_the_look_takes_out_what_hides_in_a_pdf_and_passes_a_table() -> None:
    sheet = store_made(content="ชื่อ,จำนวน\nก,1\n".encode(), kind="csv", at=NOW)
    brought = [
        looking.bring(file_id=store_made(content=pdf(), kind="pdf", at=NOW).pk, name="ก.pdf", at=NOW),
        looking.bring(file_id=sheet.pk, name="ข.csv", at=NOW),
    ]
    for one in brought:
        looking.look_through(looked_id=one.pk, at=NOW)
    found = list(Looked.objects.filter(pk__in=[one.pk for one in brought]).order_by("pk"))
    assert [one.state for one in found] == ["clean", "clean"]
    assert found[0].open_file_id != found[0].file_id
    assert found[1].open_file_id == found[1].file_id


def test_a_released_answer_is_proposed_and_nothing_else_of_a_request(client: Client) -> None:
    one = taken_up(parts=("สัญญา", "หนังสือ"))
    first, second = part_ids(one)
    with_file(one, first)
    with_file(one, second, "หนังสือ.pdf")
    ordered(one, FULL, MONARCHY)
    told(one)
    material, barred = Material.objects.filter(part__matter=one).order_by("pk")
    as_entry = Entry(own_agency_id(), "9_8", "สัญญาจ้างทำความสะอาด")
    asked = {"matter_id": one.pk, "entry": as_entry, "note": "", "by": officer(), "at": NOW}
    with pytest.raises(UnableToAct, match="ยังไม่ได้ส่งมอบ"):
        propose_released(material_id=material.pk, **asked)
    releasing.deliver(matter_id=one.pk, by=officer(), at=NOW, way="file", part_ids=[first])
    with pytest.raises(UnableToAct):
        propose_released(material_id=barred.pk, **asked)
    with pytest.raises(UnableToAct, match="เอกสารเดียวกับ"):  # nor the same bytes, brought as another file
        entered(Where("file", file=(barred.attachment.file_id, "อีกชื่อ.pdf")), title_th="หนังสือ")
    client.force_login(_user("info-officer-1"))
    assert (
        reverse("information_publish_released", args=[one.code])
        in client.get(reverse("information_request", args=[one.code])).text
    )
    entry = propose_released(material_id=material.pk, **asked)
    clean(waiting(entry))
    let_out(entry)
    assert open_version(entry) is not None
    one.secrecy = 1
    one.save()
    assert open_version(entry) is None  # asked anew each time that it is read


def _user(post: str) -> Any:
    return User.objects.get(username=post)


def test_systems_of_personal_data_say_all_that_section_23_demands(client: Client) -> None:
    with pytest.raises(UnableToAct, match="มาตรา 23"):
        entered(Where("place", place="ชั้น 1", particulars={"persons": "ข้าราชการ"}), class_code="23")
    let_out(entered(Where("place", place="ชั้น 1", particulars=SYSTEM), class_code="23", title_th="ทะเบียนประวัติข้าราชการ"))
    shown = client.get(reverse("information_systems")).text
    assert "ทะเบียนประวัติข้าราชการ" in shown
    assert all(said in shown for said in SYSTEM.values())


def test_gaps_and_age_raise_work_of_which_people_are_reminded() -> None:
    boss, keeper = head(), official("officer-1")
    publication_work.survey(at=NOW)
    gaps = PublicationTask.objects.filter(kind="gap", closed_at=None)
    assert gaps.filter(class_code="9_4").exists()
    entry = let_out(entered(responsible_id=keeper.official_id))
    assert not gaps.filter(class_code="9_4").exists()
    assert publication_work.remind(at=NOW) == 1
    assert Notice.objects.filter(official_id=boss.official_id, subject__contains=str(gaps.count())).count() == 1
    assert publication_work.remind(at=NOW + timedelta(days=1)) == 0

    near = NOW + timedelta(days=340)
    publication_work.survey(at=near)
    renewal = PublicationTask.objects.get(publication=entry, closed_at=None)
    assert [one.pk for one in tasks_for(keeper)] == [renewal.pk]
    publication_work.remind(at=near)
    assert Notice.objects.filter(official_id=keeper.official_id).count() == 1
    keeping.renew(publication_id=entry.pk, by=keeper, at=near)
    assert not tasks_for(keeper).exists()

    gap = gaps.get(class_code="9_6")
    aside = {"task_id": gap.pk, "by": boss, "at": near, "words": "ไม่มีสัญญาสัมปทาน"}
    with pytest.raises(UnableToAct, match="ไม่เกินหนึ่งปี"):
        publication_work.set_aside(**aside, until=near.date() + timedelta(days=800))
    with pytest.raises(UnableToAct, match="ไม่พบงาน"):
        publication_work.set_aside(**{**aside, "by": keeper}, until=near.date() + timedelta(days=90))
    publication_work.set_aside(**aside, until=near.date() + timedelta(days=90))
    told_before = gap.reminders
    publication_work.remind(at=near + timedelta(days=14))
    gap.refresh_from_db()
    assert gap.reminders == told_before  # not again while it lies aside


def test_the_desk_walks_an_entry_through(client: Client, django_assert_max_num_queries: Any) -> None:
    officer(), head()
    client.force_login(_user("info-officer-1"))
    form = {
        "class_code": "9_4", "title_th": MANUAL, "agency": own_agency_id(), "way": "link",
        "link": "https://example.go.th/x", "until_on": "30/9/2570",
    }  # fmt: skip
    new = reverse("information_publication_new")
    assert client.get(new).status_code == 200
    assert client.post(new, {**form, "link": "", "once_key": new_key()}).status_code == 422
    made = client.post(new, {**form, "once_key": new_key()})
    page = made["Location"]
    assert "รอตรวจและอนุมัติ" in client.get(page).text
    assert client.get(f"{page}publish/").status_code == 404
    client.force_login(_user("info-head"))
    assert client.get(f"{page}publish/").status_code == 200
    assert client.post(f"{page}publish/", {"once_key": new_key()}).status_code == 302
    assert "เผยแพร่อยู่" in client.get(page).text
    for one in ("renew", "replace", "correct", "entrust", "withdraw"):
        assert client.get(f"{page}{one}/").status_code == 200, one
    work = reverse("information_publication_work")
    publication_work.survey(at=NOW)
    with django_assert_max_num_queries(20):
        assert client.get(work).status_code == 200
    task = PublicationTask.objects.filter(kind="gap", closed_at=None).first()
    assert task is not None
    assert client.get(reverse("information_publication_task", args=[task.pk])).status_code == 200
    client.force_login(_user("officer-1"))
    assert client.get(page).status_code == 404
    assert client.get(work).status_code == 404


def test_the_demo_office_has_a_register_with_gaps_and_age(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(ENTRIES) + len(SYSTEMS) >= 55
    monkeypatch.setattr(publications, "ENTRIES", (*ENTRIES[:16], *ENTRIES[23:25]))
    now = datetime(2026, 11, 27, 4, 0, tzinfo=UTC)
    publications.fill(now, lambda post: official(post, at=now))
    assert set(Publication.objects.values_list("state", flat=True)) == {"draft", "published", "withdrawn"}
    assert set(PublicationTask.objects.filter(closed_at=None).values_list("kind", flat=True)) == {"gap", "renew"}
    assert not Version.objects.filter(state="current", looked__state="unseen").exists()
