"""A set of documents from its beginning to the package: nothing leaves unchecked, and nobody without authority acts."""

import io
import zipfile
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from palat.kernel.files.operations import store_made
from palat.kernel.files.queries import open_file
from palat.kernel.history.queries import events_of
from palat.kernel.history.remains import Remains
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.matters.tests.factories import NOW, holder
from palat.kernel.redaction import converting, registry
from palat.kernel.redaction.models import Copy, Mark, ReleaseSet, Source
from palat.kernel.redaction.operations import making, marks, packaging, sets
from palat.kernel.redaction.procedure import Box
from palat.kernel.redaction.queries.sets import NotVisible, copies_of, obstacles, opened, sources_of
from palat.kernel.redaction.tests import samples, toy
from palat.kernel.redaction.tests.samples import SECRET, plain_pdf
from palat.kernel.redaction.tests.toy import a_set, made_and_checked

pytestmark = pytest.mark.django_db
LETTER = plain_pdf(f"Owner {SECRET} of", "Other words")
OVER_NAME = Box(1000, 1400, 4500, 1800)


def mark(release_set: ReleaseSet, source: Source, box: Box = OVER_NAME, **more: str) -> list[Mark]:
    asked = {"ground": "s15_5", "words": "ชื่อบุคคล", **more}
    spots = [(source.pk, 1, box)]
    return marks.mark(set_id=release_set.pk, spots=spots, by=holder("officer-1"), at=NOW, **asked)


def package(release_set: ReleaseSet, post: str = "officer-1") -> packaging.Package:
    return packaging.package_release(set_id=release_set.pk, by=holder(post), at=NOW)


def test_a_set_leaves_when_every_copy_passed() -> None:
    matter, release_set, (source,) = a_set(LETTER)
    mark(release_set, source)
    made_and_checked(release_set)
    released = package(release_set)
    release_set.refresh_from_db()
    assert (release_set.state, toy.RELEASED) == ("released", [released])
    event = events_of(f"matter:{matter.pk}")[-1]
    assert event.kind == "write_note"
    assert event.facts["sha256"] == release_set.sha256
    assert (event.facts["documents"], event.facts["marks"]) == (1, 1)
    with packaging.zipped(packaging.members_of(release_set)) as whole, zipfile.ZipFile(whole) as archive:
        assert archive.namelist() == ["00-index.pdf", "01-เอกสารที่ 1.pdf"]
        with pypdfium2.PdfDocument(archive.read("01-เอกสารที่ 1.pdf")) as copy:
            assert copy[0].get_textpage().get_text_range() == ""
        with pypdfium2.PdfDocument(archive.read("00-index.pdf")) as index:
            words = index[0].get_textpage().get_text_range()
    for told in ("ชื่อบุคคล", "มาตรา", "เอกสารที่", "SHA-256"):
        assert told in words
    assert SECRET not in words


def test_nothing_leaves_unmade_unchecked_or_changed_since() -> None:
    _matter, release_set, (source,) = a_set(LETTER)
    with pytest.raises(UnableToAct, match="ยังไม่ได้ทำและตรวจ"):
        package(release_set)
    made_and_checked(release_set)
    mark(release_set, source)
    with pytest.raises(UnableToAct, match="ยังไม่ได้ทำและตรวจ"):
        package(release_set)
    made_and_checked(release_set)
    seen = release_set.revision
    sets.call(set_id=release_set.pk, source_id=source.pk, title="หนังสือ", by=holder("officer-1"), at=NOW)
    with pytest.raises(UnableToAct, match="เปลี่ยนไป"):
        packaging.package_release(set_id=release_set.pk, by=holder("officer-1"), at=NOW, seen=seen)
    empty = sets.begin(matter_id=release_set.matter_id, title="", by=holder("officer-1"), at=NOW)
    with pytest.raises(UnableToAct, match="ยังไม่มีเอกสาร"):
        package(empty)


def test_a_name_left_elsewhere_keeps_a_set_until_somebody_else_answers_for_it() -> None:
    matter, release_set, (first, other) = a_set(LETTER, plain_pdf(f"To {SECRET}"))
    mark(release_set, first)
    made_and_checked(release_set)
    copies = copies_of(release_set)
    assert copies[first.pk].leaks == []
    assert [one["code"] for one in copies[other.pk].leaks] == ["elsewhere"]
    with pytest.raises(UnableToAct, match="เอกสารที่ 2"):
        package(release_set)
    asked = {"set_id": release_set.pk, "source_id": other.pk, "at": NOW}
    with pytest.raises(NotAuthorised):
        packaging.answer_for(**asked, reason="เปิดเผยได้", by=holder("officer-1"))
    with pytest.raises(UnableToAct, match="เหตุผล"):
        packaging.answer_for(**asked, reason=" ", by=holder("head-1"))
    packaging.answer_for(**asked, reason="เจ้าของข้อมูลยินยอม", by=holder("head-1"))
    event = events_of(f"matter:{matter.pk}")[-1]
    assert (event.kind, event.body["reason"], event.facts["found"]) == ("assign", "เจ้าของข้อมูลยินยอม", ["elsewhere"])
    assert SECRET not in str(event.facts)
    released = package(release_set)
    assert [one.answered for one in released.kept] == ["", "เจ้าของข้อมูลยินยอม"]


def test_an_answer_counts_for_what_was_checked_alone() -> None:
    _matter, release_set, (first, other) = a_set(LETTER, plain_pdf(f"To {SECRET}"))
    mark(release_set, first)
    made_and_checked(release_set)
    packaging.answer_for(set_id=release_set.pk, source_id=other.pk, reason="ยินยอม", by=holder("head-1"), at=NOW)
    mark(release_set, first, Box(0, 0, 500, 500))
    made_and_checked(release_set)
    with pytest.raises(UnableToAct, match="เอกสารที่ 2"):
        package(release_set)


def test_nobody_answers_for_the_houses_own_fault() -> None:
    _matter, release_set, (source,) = a_set(LETTER)
    mark(release_set, source)
    made_and_checked(release_set)
    copy = Copy.objects.get(source=source, revision=release_set.revision)
    copy.leaks = [{"code": "text_under_mark", "page": 1, "where": ""}]
    copy.save()
    with pytest.raises(UnableToAct, match="ยังมีข้อความใต้แถบ"):
        packaging.answer_for(set_id=release_set.pk, source_id=source.pk, reason="x", by=holder("head-1"), at=NOW)
    copy.answered_at = NOW
    copy.save()
    with pytest.raises(UnableToAct, match="ยังไม่ผ่าน"):
        package(release_set)


def test_marks_are_refused_where_they_make_no_sense() -> None:
    _matter, release_set, (source,) = a_set(LETTER)
    for spot, ground, why in (
        ((source.pk, 1, Box(5, 5, 5, 9)), "s15_5", "กรอบ"),
        ((source.pk, 2, OVER_NAME), "s15_5", "ไม่มีหน้า 2"),
        ((source.pk, 1, OVER_NAME), "s99", "เหตุ"),
        ((source.pk + 1, 1, OVER_NAME), "s15_5", "ไม่พบเอกสาร"),
    ):
        with pytest.raises(UnableToAct, match=why):
            marks.mark(set_id=release_set.pk, spots=[spot], ground=ground, by=holder("officer-1"), at=NOW)
    assert Mark.objects.count() == 0


def test_marks_made_together_are_taken_back_together() -> None:
    _matter, release_set, (source,) = a_set(LETTER)
    spots = [(source.pk, 1, Box(n, n, n + 100, n + 100)) for n in (0, 200, 400)]
    officer = holder("officer-1")
    made = marks.mark(set_id=release_set.pk, spots=spots, ground="s15_5", by=officer, at=NOW)
    assert marks.take_back(set_id=release_set.pk, mark_id=made[0].pk, by=officer, at=NOW) == 1
    assert marks.take_back(set_id=release_set.pk, mark_id=made[1].pk, by=officer, at=NOW, together=True) == 2
    with pytest.raises(UnableToAct, match="เลิกไปแล้ว"):
        marks.take_back(set_id=release_set.pk, mark_id=made[1].pk, by=officer, at=NOW)
    assert set(Mark.objects.values_list("taken_back_by", flat=True)) == {officer.official_id}


def test_who_has_no_part_in_the_matter_neither_sees_nor_acts() -> None:
    _matter, release_set, (source,) = a_set(LETTER)
    for post in ("officer-1", "head-1"):
        assert opened(release_set.pk, holder(post)).may_prepare
    for post in ("agent-1", "clerk-1", "admin-1"):
        with pytest.raises(NotVisible):
            opened(release_set.pk, holder(post))
        with pytest.raises(NotAuthorised):
            marks.mark(
                set_id=release_set.pk, spots=[(source.pk, 1, OVER_NAME)], ground="s15_5", by=holder(post), at=NOW
            )
        with pytest.raises(NotAuthorised):
            package(release_set, post)


def test_a_document_that_is_withheld_whole_stays_and_is_in_the_index() -> None:
    _matter, release_set, (first, other) = a_set(LETTER, plain_pdf("Secret opinion"))
    asked = {"set_id": release_set.pk, "source_id": other.pk, "by": holder("officer-1"), "at": NOW}
    with pytest.raises(UnableToAct, match="คืออะไร"):
        sets.withhold(**asked, ground="s15_3", words="")
    sets.withhold(**asked, ground="s15_3", words="ความเห็นของเจ้าหน้าที่")
    made_and_checked(release_set)
    released = package(release_set)
    assert (len(released.kept), released.withheld) == (1, 1)
    release_set.refresh_from_db()
    assert [name for name, _file in packaging.members_of(release_set)] == ["00-index.pdf", "01-เอกสารที่ 1.pdf"]
    assert release_set.index is not None
    with open_file(release_set.index) as file, pypdfium2.PdfDocument(file.read()) as index:
        words = index[0].get_textpage().get_text_range()
    assert "ไม่เปิดเผยทั้งฉบับ" in words
    assert first.title


def test_an_office_document_waits_for_its_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converting, "office_program", lambda: "")
    officer = holder("officer-1")
    _matter, release_set, (source,) = a_set(samples.workbook(), kind="xlsx")
    assert (source.state, source.kind) == ("unusable", "xlsx")
    assert {"hidden_sheet", "macro"} <= {one["sort"] for one in source.findings}
    assert "นำ PDF เข้าแทน" in obstacles(release_set, sources_of(release_set), {})[0]
    brought = store_made(content=LETTER, kind="pdf", at=NOW)
    sets.bring_pdf(set_id=release_set.pk, source_id=source.pk, file_id=brought.pk, by=officer, at=NOW)
    making.look_into(source_id=source.pk, at=NOW)
    source.refresh_from_db()
    assert (source.state, source.kind, source.pages) == ("ready", "pdf", 1)
    assert {"hidden_sheet", "macro"} <= {one["sort"] for one in source.findings}
    mark(release_set, source)
    made_and_checked(release_set)
    assert len(package(release_set).kept) == 1


def test_an_office_document_is_converted_where_the_machine_can(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converting, "as_pdf", lambda _path, _name: LETTER)
    _matter, _set, (source,) = a_set(samples.document(), kind="docx")
    assert (source.state, source.kind, source.pages) == ("ready", "pdf", 1)


def test_a_locked_pdf_is_told_and_cannot_be_marked() -> None:
    locked = samples.saved(samples.pdf_of("x"), encryption=pikepdf.Encryption(user="secret", owner="owner"))
    _matter, release_set, (source,) = a_set(locked)
    assert (source.state, source.findings[0]["sort"]) == ("unusable", "locked")
    with pytest.raises(UnableToAct, match="ยังทำเครื่องหมายไม่ได้"):
        mark(release_set, source)


def test_pictures_leave_covered_and_recordings_only_on_somebodys_word() -> None:
    out = io.BytesIO()
    Image.effect_noise((300, 200), 90).convert("RGB").save(out, "JPEG")
    _matter, release_set, (picture,) = a_set(out.getvalue(), kind="jpeg")
    mark(release_set, picture, Box(0, 0, 5000, 5000))
    sound = store_made(content=b"ID3" + b"\0" * 600, kind="mp3", at=NOW)
    (added,) = sets.add(set_id=release_set.pk, files=[(sound.pk, "เสียง.mp3")], by=holder("officer-1"), at=NOW)
    making.look_into(source_id=added.pk, at=NOW)
    made_and_checked(release_set)
    assert copies_of(release_set)[picture.pk].unread == 1
    with pytest.raises(UnableToAct, match="เอกสารที่ 2"):
        package(release_set)
    packaging.answer_for(set_id=release_set.pk, source_id=added.pk, reason="ฟังแล้ว", by=holder("head-1"), at=NOW)
    assert [one.name for one in package(release_set).kept] == ["01-เอกสารที่ 1.jpg", "02-เอกสารที่ 2.mp3"]


def test_equal_marks_are_not_made_again() -> None:
    _matter, release_set, (source,) = a_set(LETTER)
    mark(release_set, source)
    made_and_checked(release_set)
    sets.call(set_id=release_set.pk, source_id=source.pk, title="หนังสือ", by=holder("officer-1"), at=NOW)
    made_and_checked(release_set)
    assert Copy.objects.filter(source=source).values("file").distinct().count() == 1
    with pytest.raises(UnableToAct, match="กำลังทำ"):
        making.ask_for_copies(set_id=release_set.pk, by=holder("officer-1"), at=NOW)


def test_what_left_or_was_given_up_is_not_changed_any_more() -> None:
    _matter, release_set, (source,) = a_set(LETTER)
    sets.drop(set_id=release_set.pk, by=holder("officer-1"), at=NOW)
    with pytest.raises(UnableToAct, match="แก้ไขไม่ได้"):
        mark(release_set, source)
    with pytest.raises(UnableToAct, match="แก้ไขไม่ได้"):
        package(release_set)


def test_a_mount_may_forbid_what_is_never_disclosed(monkeypatch: pytest.MonkeyPatch) -> None:
    forbidding = replace(toy.TOY, forbids=lambda _act, used: "ห้าม" if "s15_3" in used else "")
    monkeypatch.setitem(registry._MOUNTS, "petition", forbidding)
    _matter, release_set, (source,) = a_set(LETTER)
    mark(release_set, source, ground="s15_3")
    made_and_checked(release_set)
    with pytest.raises(UnableToAct, match="ห้าม"):
        package(release_set)


def test_a_destroyed_matter_leaves_nothing_of_its_sets() -> None:
    matter, release_set, (source,) = a_set(LETTER)
    mark(release_set, source)
    made_and_checked(release_set)
    remains = Remains()
    sets.empty_releases([matter.pk], remains)
    assert not ReleaseSet.objects.exists()
    assert len(remains.files) == 3
