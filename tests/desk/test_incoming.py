"""What reaches the registry: scans and mail become entries of the register, and documents of their matters."""

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from palat.duties.petitions.tests.factories import NOW, official, petition
from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.operations import store
from palat.kernel.history.queries import events_of
from palat.kernel.incoming.mail_claims import registry
from palat.kernel.incoming.models import Copy, Item, Original, Stay
from palat.kernel.incoming.operations import cutting, entering, keeping
from palat.kernel.incoming.operations.entering import Entry, enter_item
from palat.kernel.incoming.operations.receiving import answered
from palat.kernel.incoming.operations.taking import UnableToTake, lay_in, read_item, read_scan
from palat.kernel.incoming.queries.items import (
    NotVisible,
    item_for,
    next_waiting,
    suggestion_for,
    visible_items,
    waiting,
)
from palat.kernel.incoming.readers import reading
from palat.kernel.incoming.tests.scans import as_picture, bound, letter, scanned, separator
from palat.kernel.mailbox.claims import NotClaimed, claimed
from palat.kernel.mailbox.operations import as_mail
from palat.kernel.mailbox.procedure import Kept, Mail
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Attachment, Clock, Pause
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.notices.models import Notice
from palat.kernel.organisation.models import Agency
from palat.kernel.organisation.queries import unit_id
from palat.kernel.registers.models import Register, RegisterEntry, RegisterLine
from palat.kernel.registers.operations.entries import Line, NotKeeper, void
from palat.kernel.registers.operations.numbers import UnableToNumber, UnableToVoid

pytestmark = pytest.mark.django_db
TODAY = legal_date(NOW)


@pytest.fixture(autouse=True)
def storage(settings: Any, tmp_path: Any) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }


def clerk() -> Actor:
    return official("clerk-1")


def laid_in(content: bytes, *, by: Actor | None = None, register: str = "letter_in", on: date = TODAY) -> list[Item]:
    """Lay a file in, and do the job."""
    stored = store(upload=io.BytesIO(content), name="สแกน.pdf", at=NOW)
    files = [(stored.pk, "สแกน.pdf")]
    (scan,) = lay_in(register=register, files=files, channel="post", received_on=on, by=by or clerk(), at=NOW)
    read_scan(scan_id=scan.pk, at=NOW)
    return list(Item.objects.filter(scan=scan).order_by("place"))


def one() -> Item:
    (item,) = laid_in(letter())
    return item


def entry(**more: Any) -> Entry:
    line = more.pop("line", Line(subject="ขอส่งเรื่อง", sender="จังหวัดเชียงใหม่", paper_number="มท 0808.2/ว 316"))
    return Entry(**{"on": TODAY, "line": line, **more})


def entered(**more: Any) -> Item:
    item = one()
    enter_item(item_id=item.pk, entry=entry(**more), by=clerk(), at=NOW)
    item.refresh_from_db()
    return item


# Scans


def test_scan_of_several_letters_waits_as_several_things_with_their_words() -> None:
    items = laid_in(bound([letter(), separator(), letter("กค 0102/9", "ขอความอนุเคราะห์ข้อมูล")]))
    assert [(one.place, one.state, one.reading) for one in items] == [(1, "waiting", "layer"), (2, "waiting", "layer")]
    assert suggestion_for(items[0]).paper_number == "มท 0808.2/ว 316"
    assert suggestion_for(items[0]).sender == "จังหวัดเชียงใหม่"
    assert suggestion_for(items[1]).subject == "ขอความอนุเคราะห์ข้อมูล"
    assert [item.files.get().pages for item in items] == [1, 1]
    assert items[0].files.get().file_id != items[1].files.get().file_id


def test_reading_a_scan_twice_makes_nothing_twice() -> None:
    (item,) = laid_in(letter())
    assert read_scan(scan_id=item.scan_id or 0, at=NOW) == 0
    assert Item.objects.count() == 1


def test_picture_without_words_is_read_by_a_job_or_typed_by_the_clerk(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = scanned([as_picture(letter())])
    monkeypatch.setattr(reading, "ocr_program", lambda: "")
    (item,) = laid_in(picture)
    assert item.reading == "none"
    monkeypatch.setattr(reading, "ocr_program", lambda: "/usr/bin/tesseract")
    monkeypatch.setattr(reading, "ocr", lambda _path, pages: "เรื่อง อ่านจากภาพ")
    (item,) = laid_in(picture)
    assert item.reading == "later"
    read_item(item_id=item.pk)
    item.refresh_from_db()
    assert (item.reading, suggestion_for(item).subject) == ("ocr", "อ่านจากภาพ")


def test_every_file_of_a_joined_letter_is_read_from_its_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = as_picture(letter())
    monkeypatch.setattr(reading, "ocr_program", lambda: "/usr/bin/tesseract")
    first, second = laid_in(bound([scanned([picture]), separator(), scanned([picture])]))
    cutting.join_previous(item_id=second.pk, by=clerk(), at=NOW)
    read = iter(["เรื่อง หน้าแรก", "ลงชื่อ หน้าที่สอง"])
    monkeypatch.setattr(reading, "ocr", lambda _path, pages: next(read))
    read_item(item_id=first.pk)
    first.refresh_from_db()
    assert first.text == "เรื่อง หน้าแรก\nลงชื่อ หน้าที่สอง"


def test_box_lies_in_the_order_of_the_pile_whatever_was_read_first() -> None:
    stored = store(upload=io.BytesIO(letter()), name="สแกน.pdf", at=NOW)
    files = [(stored.pk, f"s{number}.pdf") for number in range(4)]
    scans = lay_in(register="letter_in", files=files, channel="post", received_on=TODAY, by=clerk(), at=NOW)
    later = laid_in(letter())[0]
    Item.objects.filter(pk=later.pk).update(came_at=NOW + timedelta(hours=1))
    for scan in (scans[2], scans[0], scans[3], scans[1]):
        read_scan(scan_id=scan.pk, at=NOW)
    authority = clerk().authority
    assert authority is not None
    found = list(waiting(authority))
    assert [one.scan.name for one in found if one.scan] == ["s0.pdf", "s1.pdf", "s2.pdf", "s3.pdf", "สแกน.pdf"]
    assert [next_waiting(authority, after=one.pk) for one in found] == [*found[1:], found[0]]


def test_file_that_cannot_be_read_waits_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(_path: object) -> list[Any]:
        raise reading.UnableToRead("time")

    monkeypatch.setattr(reading, "look", slow)
    (item,) = laid_in(letter())
    assert (item.state, item.reading) == ("waiting", "failed")
    assert item.files.get().file_id


def test_only_a_keeper_lays_in() -> None:
    with pytest.raises(NotKeeper):
        laid_in(letter(), by=official("officer-1"))
    with pytest.raises(UnableToTake, match="ไม่เกินวันนี้"):
        laid_in(letter(), on=TODAY + timedelta(days=1))


# Entering


def test_entry_gets_the_next_number_and_says_who_did_it() -> None:
    item = entered(unit_id=unit_id("psc.legal"), postmarked_on=TODAY - timedelta(days=3), summary="ลายมือ ขอให้ช่วย")
    assert (item.state, item.year, item.running) == ("entered", 2569, 1)
    line = RegisterLine.objects.get()
    assert (line.paper_number, line.sender, line.action) == ("มท 0808.2/ว 316", "จังหวัดเชียงใหม่", "จ่ายกลุ่มกฎหมาย")
    assert item.postmarked_on == TODAY - timedelta(days=3)
    assert [event.kind for event in events_of(f"incoming:{item.pk}")] == ["item_laid_in", "item_entered"]
    assert "เชียงใหม่" not in str([event.facts for event in events_of(f"incoming:{item.pk}")])


def test_nothing_is_entered_by_itself_nor_twice() -> None:
    item = one()
    assert RegisterEntry.objects.count() == 0
    enter_item(item_id=item.pk, entry=entry(), by=clerk(), at=NOW)
    with pytest.raises(UnableToTake, match="ดำเนินการกับฉบับนี้แล้ว"):
        enter_item(item_id=item.pk, entry=entry(), by=clerk(), at=NOW)
    assert RegisterEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"line": Line(subject=" ")}, UnableToNumber),
        ({"on": TODAY + timedelta(days=1)}, UnableToNumber),
        ({"on": TODAY - timedelta(days=1)}, UnableToNumber),
        ({"postmarked_on": TODAY + timedelta(days=1)}, UnableToTake),
        ({"urgency": "เร็ว"}, UnableToTake),
        ({"forwarder": "somebody"}, UnableToTake),
    ],
)
def test_refused_entry_leaves_everything_as_it_was(more: dict[str, Any], fault: type[Exception]) -> None:
    item = one()
    with pytest.raises(fault):
        enter_item(item_id=item.pk, entry=entry(where="ตู้ 1", originals=["โฉนด"], **more), by=clerk(), at=NOW)
    item.refresh_from_db()
    assert (item.state, item.where) == ("waiting", "")
    assert (RegisterEntry.objects.count(), Stay.objects.count(), Original.objects.count()) == (0, 0, 0)


def test_nobody_but_the_keeper_enters() -> None:
    item = one()
    for post in ("officer-1", "director-psc", "secret-registrar-1", "admin-1"):
        with pytest.raises(NotKeeper):
            enter_item(item_id=item.pk, entry=entry(), by=official(post), at=NOW)


def test_what_gets_no_number_is_set_aside_and_brought_back() -> None:
    item = one()
    with pytest.raises(UnableToTake):
        entering.set_aside(item_id=item.pk, why="bounce", by=clerk(), at=NOW)
    entering.set_aside(item_id=item.pk, why="advertising", by=clerk(), at=NOW)
    assert not waiting(clerk().authority).exists()  # type: ignore[arg-type]
    with pytest.raises(UnableToTake):
        enter_item(item_id=item.pk, entry=entry(), by=clerk(), at=NOW)
    entering.bring_back(item_id=item.pk, by=clerk(), at=NOW)
    assert waiting(clerk().authority).get() == item  # type: ignore[arg-type]


def test_classified_paper_is_its_registrars_alone() -> None:
    item, registrar = one(), official("secret-registrar-1")
    assert not visible_items(registrar).exists()
    entering.hand_to_registrar(item_id=item.pk, by=clerk(), at=NOW)
    for post in ("clerk-1", "director-psc", "ps", "admin-1"):
        with pytest.raises(NotVisible):
            item_for(item.pk, official(post))
    with pytest.raises(NotKeeper):
        enter_item(item_id=item.pk, entry=entry(), by=clerk(), at=NOW)
    number = enter_item(item_id=item.pk, entry=entry(unit_id=unit_id("psc.legal")), by=registrar, at=NOW)
    assert number.register == "secret_in"
    with pytest.raises(NotVisible):
        item_for(item.pk, official("legal-1"))


def test_separator_that_lay_wrong_is_mended() -> None:
    first, second = laid_in(bound([letter(), separator(), letter("กค 0102/9", "แผ่นที่สอง")]))
    with pytest.raises(UnableToTake, match="ไม่มีฉบับก่อนหน้า"):
        cutting.join_previous(item_id=first.pk, by=clerk(), at=NOW)
    assert cutting.join_previous(item_id=second.pk, by=clerk(), at=NOW) == first
    assert [one.place for one in first.files.order_by("place")] == [1, 2]
    assert waiting(clerk().authority).get() == first  # type: ignore[arg-type]


# What becomes of it


def test_letter_is_given_taken_moved_and_seen() -> None:
    legal, other = unit_id("psc.legal") or 0, official("officer-4")
    item = entered(unit_id=legal, copies=[unit_id("psc.coordination2"), legal], where="แฟ้มรับ")
    lawyer = official("legal-1")
    assert item_for(item.pk, lawyer).pk == item.pk
    with pytest.raises(UnableToTake):
        keeping.take(item_id=item.pk, by=other, at=NOW)
    keeping.take(item_id=item.pk, by=lawyer, at=NOW)
    with pytest.raises(UnableToTake, match="รับหนังสือนี้แล้ว"):
        keeping.take(item_id=item.pk, by=lawyer, at=NOW)
    assert keeping.move(item_ids=[item.pk], where="โต๊ะนิติกร", by=lawyer, at=NOW) == 1
    assert keeping.move(item_ids=[item.pk], where="โต๊ะนิติกร", by=lawyer, at=NOW) == 0
    assert list(Stay.objects.order_by("pk").values_list("where", flat=True)) == ["แฟ้มรับ", "โต๊ะนิติกร"]
    assert Copy.objects.count() == 1, "who has the letter needs no copy"
    keeping.see_copy(item_id=item.pk, by=other, at=NOW)
    with pytest.raises(UnableToTake):
        keeping.see_copy(item_id=item.pk, by=other, at=NOW)
    keeping.give(item_id=item.pk, unit_id=unit_id("psc.coordination1") or 0, by=clerk(), at=NOW)
    item.refresh_from_db()
    assert item.taken_at is None
    with pytest.raises(NotVisible):
        item_for(item.pk, lawyer)


def test_those_without_a_copy_see_nothing() -> None:
    item = entered(unit_id=unit_id("psc.legal"))
    for post in ("officer-4", "agent-1", "admin-1", "minister"):
        with pytest.raises(NotVisible):
            item_for(item.pk, official(post))
    with pytest.raises(UnableToTake):
        keeping.move(item_ids=[item.pk], where="ที่อื่น", by=official("officer-4"), at=NOW)


def test_originals_are_in_custody_until_returned() -> None:
    item = entered(originals=["โฉนดที่ดินฉบับจริง 1 ฉบับ", " ", "ภาพถ่าย"], where="ตู้นิรภัย")
    deed, picture = Original.objects.order_by("pk")
    assert (deed.kept_in, deed.returned_at) == ("ตู้นิรภัย", None)
    with pytest.raises(UnableToTake):
        keeping.return_original(original_id=deed.pk, how=" ", by=clerk(), at=NOW)
    with pytest.raises(NotKeeper):
        keeping.return_original(original_id=deed.pk, how="รับเอง", by=official("officer-1"), at=NOW)
    keeping.return_original(original_id=deed.pk, how="ผู้ร้องรับเอง", by=clerk(), at=NOW)
    with pytest.raises(UnableToTake):
        keeping.return_original(original_id=deed.pk, how="อีกครั้ง", by=clerk(), at=NOW)
    assert Original.objects.get(returned_at=None) == picture
    assert item.pk == deed.item_id


# Matters


def about(matter: Any, **more: Any) -> dict[str, Any]:
    line = Line(subject="ตอบข้อหารือ", sender="จังหวัดเชียงใหม่", paper_number="ชม 0017/5", about=f"matter:{matter.pk}")
    return {"line": line, **more}


def test_letter_of_a_matter_becomes_its_document_and_starts_the_clock_from_the_received_stamp() -> None:
    matter = petition()
    late = {"on": TODAY - timedelta(days=4), "late_reason": "วันหยุด"}
    item = entered(**about(matter, wants_answer=True, **late))
    clock = Clock.objects.get(matter=matter, code="answer_letter")
    assert clock.started_on == TODAY - timedelta(days=4)
    assert item.answer_due_on == clock.due_on
    assert Attachment.objects.get(matter=matter).file_id == item.files.get().file_id
    event = events_of(f"matter:{matter.pk}")[-1]
    assert (event.kind, event.facts["incoming"]) == ("letter_receive", item.pk)


def test_clock_stops_when_the_last_letter_was_answered() -> None:
    matter = petition()
    first, second = (entered(**about(matter, wants_answer=True)) for _ in range(2))
    assert Clock.objects.filter(matter=matter, code="answer_letter").count() == 1
    answered(item_id=first.pk, number="นร 0105.04/9", by=clerk(), at=NOW)
    assert Clock.objects.get(matter=matter, code="answer_letter").stopped_at is None
    answered(item_id=second.pk, number="โทรศัพท์", by=clerk(), at=NOW)
    clock = Clock.objects.get(matter=matter, code="answer_letter")
    assert (clock.stopped_at, clock.kept) == (NOW, True)
    with pytest.raises(UnableToTake):
        answered(item_id=second.pk, number="อีกครั้ง", by=clerk(), at=NOW)


def owed(matter: Any) -> Clock:
    return Clock.objects.get(matter=matter, code="answer_letter")


def test_each_letter_keeps_its_own_last_day_and_the_clock_runs_for_the_earliest() -> None:
    matter = petition()
    later = entered(**about(matter, wants_answer=True))
    earlier = entered(**about(matter, wants_answer=True, on=TODAY - timedelta(days=5), late_reason="ซองหาย"))
    assert earlier.answer_due_on is not None
    assert later.answer_due_on is not None
    assert earlier.answer_due_on < later.answer_due_on
    assert (owed(matter).started_on, owed(matter).due_on) == (earlier.received_on, earlier.answer_due_on)
    answered(item_id=earlier.pk, number="นร 0105.04/9", by=clerk(), at=NOW)
    later.refresh_from_db()
    assert (owed(matter).started_on, owed(matter).due_on) == (TODAY, later.answer_due_on)
    assert owed(matter).stopped_at is None


def test_clock_that_counts_from_a_later_letter_forgets_rests_before_it() -> None:
    matter = petition()
    early = entered(**about(matter, wants_answer=True, on=TODAY - timedelta(days=20), late_reason="ซองหาย"))
    late = entered(**about(matter, wants_answer=True))
    clock = owed(matter)
    rest = {"clock": clock, "from_date": TODAY - timedelta(days=15), "to_date": TODAY - timedelta(days=10)}
    Pause.objects.create(id=1, reason="รอข้อเท็จจริง", **rest)
    Clock.objects.filter(pk=clock.pk).update(rested_days=5, rested_working=3)
    answered(item_id=early.pk, number="นร 0105.04/9", by=clerk(), at=NOW)
    late.refresh_from_db()
    assert (owed(matter).rested_days, owed(matter).due_on) == (0, late.answer_due_on)


def test_letter_answered_before_it_was_put_into_a_matter_starts_no_clock() -> None:
    matter, item = petition(), entered(wants_answer=True)
    answered(item_id=item.pk, number="นร 0105.04/9", by=clerk(), at=NOW)
    put = {"item_id": item.pk, "matter_id": matter.pk, "by": clerk(), "at": NOW}
    with pytest.raises(UnableToTake, match="ตอบผู้ส่งฉบับนี้ไปแล้ว"):
        keeping.put_into_matter(wants_answer=True, **put)
    keeping.put_into_matter(wants_answer=False, **put)
    item.refresh_from_db()
    assert (item.matter_id, item.answered_at) == (matter.pk, NOW)
    assert not Clock.objects.filter(matter=matter, code="answer_letter").exists()


def test_what_is_owed_to_a_sender_stays_owed_when_its_letter_is_put_into_a_matter() -> None:
    matter, item = petition(), entered(wants_answer=True)
    keeping.put_into_matter(item_id=item.pk, matter_id=matter.pk, wants_answer=False, by=clerk(), at=NOW)
    item.refresh_from_db()
    assert (item.wants_answer, item.answer_due_on) == (True, owed(matter).due_on)


def test_matter_of_a_letter_stands_in_the_line_of_the_register() -> None:
    matter, item = petition(), entered()
    keeping.put_into_matter(item_id=item.pk, matter_id=matter.pk, wants_answer=False, by=clerk(), at=NOW)
    assert RegisterLine.objects.get().about == f"matter:{matter.pk}"
    assert events_of(f"register:letter_in/{item.year}/{item.running}")[-1].kind == "paper_put_into_matter"


def test_matter_begun_from_a_letter_owes_its_sender_an_answer() -> None:
    matter = petition()
    item = entered(wants_answer=True, on=TODAY - timedelta(days=2), late_reason="วันหยุด")
    keeping.became(item_id=item.pk, matter_id=matter.pk, by=clerk(), at=NOW)
    item.refresh_from_db()
    assert (owed(matter).started_on, owed(matter).due_on) == (item.received_on, item.answer_due_on)
    assert events_of(f"matter:{matter.pk}")[-1].kind == "letter_receive"
    assert RegisterLine.objects.get().about == f"matter:{matter.pk}"
    answered(item_id=item.pk, number="โทรศัพท์", by=clerk(), at=NOW)
    assert owed(matter).stopped_at == NOW


def test_restricted_matter_is_begun_from_a_letter_by_who_may_not_open_it() -> None:
    matter = petition(text="ขอถวายฎีกาต่อพระมหากษัตริย์", restricted=True)
    item = entered(wants_answer=True)
    keeping.became(item_id=item.pk, matter_id=matter.pk, by=clerk(), at=NOW)
    assert owed(matter).stopped_at is None


def test_files_that_a_matter_has_already_are_not_added_again() -> None:
    matter, item = petition(), entered()
    keeping.became(item_id=item.pk, matter_id=matter.pk, by=clerk(), at=NOW)
    assert Attachment.objects.filter(matter=matter).count() == 1
    other = one()
    other.files.update(file_id=item.files.get().file_id)
    enter_item(item_id=other.pk, entry=entry(**about(matter)), by=clerk(), at=NOW)
    assert Attachment.objects.filter(matter=matter).count() == 1


def test_register_is_written_in_thai_whatever_the_language_of_the_screen() -> None:
    with override("en"):
        entered(unit_id=unit_id("psc.legal"))
    assert RegisterLine.objects.get().action == "จ่ายกลุ่มกฎหมาย"


def test_letter_that_wants_no_answer_starts_no_clock() -> None:
    matter = petition()
    item = entered(**about(matter))
    assert not Clock.objects.filter(matter=matter, code="answer_letter").exists()
    with pytest.raises(UnableToTake):
        answered(item_id=item.pk, number="x", by=clerk(), at=NOW)


def test_letter_may_be_put_into_its_matter_later_by_its_keeper() -> None:
    matter, item = petition(), entered()
    with pytest.raises(NotKeeper):
        keeping.put_into_matter(
            item_id=item.pk, matter_id=matter.pk, wants_answer=True, by=official("officer-1"), at=NOW
        )
    keeping.put_into_matter(item_id=item.pk, matter_id=matter.pk, wants_answer=True, by=clerk(), at=NOW)
    with pytest.raises(UnableToTake, match="อยู่ในเรื่องแล้ว"):
        keeping.put_into_matter(item_id=item.pk, matter_id=matter.pk, wants_answer=True, by=clerk(), at=NOW)
    assert Clock.objects.filter(matter=matter, code="answer_letter").count() == 1


def test_restricted_matter_takes_no_letter_from_a_clerk() -> None:
    matter, item = petition(text="ขอถวายฎีกาต่อพระมหากษัตริย์", restricted=True), one()
    with pytest.raises(UnableToAct):
        enter_item(item_id=item.pk, entry=entry(**about(matter)), by=clerk(), at=NOW)
    assert RegisterEntry.objects.filter(register="letter_in").count() == 0
    assert Notice.objects.count() == 0


# A number that is void


def voided(item: Item) -> None:
    by = clerk().authority
    assert by is not None
    void(register="letter_in", year=item.year or 0, running=item.running or 0, reason="ลงซ้ำ", by=by, at=NOW)
    item.refresh_from_db()


def test_letter_whose_number_is_void_waits_again_and_its_clock_stops() -> None:
    matter = petition()
    item = entered(**about(matter, wants_answer=True, copies=[unit_id("psc.legal") or 0], where="ตู้ 1"))
    voided(item)
    assert (item.state, item.running, item.answer_due_on) == ("waiting", None, None)
    assert owed(matter).stopped_at == NOW
    assert events_of(f"incoming:{item.pk}")[-1].kind == "item_number_voided"
    assert events_of(f"matter:{matter.pk}")[-1].kind == "letter_unentered"
    assert waiting(clerk().authority).get() == item  # type: ignore[arg-type]
    again = entry(**about(matter, wants_answer=True, copies=[unit_id("psc.legal") or 0], where="ตู้ 1"))
    assert enter_item(item_id=item.pk, entry=again, by=clerk(), at=NOW).running == 2
    assert Clock.objects.filter(matter=matter, code="answer_letter", stopped_at=None).count() == 1
    assert (Attachment.objects.filter(matter=matter).count(), Copy.objects.count(), Stay.objects.count()) == (1, 1, 1)


def test_clock_runs_on_for_another_letter_when_a_number_is_void() -> None:
    matter = petition()
    first = entered(**about(matter, wants_answer=True, on=TODAY - timedelta(days=5), late_reason="ซองหาย"))
    second = entered(**about(matter, wants_answer=True))
    voided(first)
    assert (owed(matter).stopped_at, owed(matter).due_on) == (None, second.answer_due_on)


def test_letter_whose_number_is_void_goes_to_the_registrar() -> None:
    item = entered()
    voided(item)
    entering.hand_to_registrar(item_id=item.pk, by=clerk(), at=NOW)
    item.refresh_from_db()
    assert item.register_id == "secret_in"
    line = RegisterLine.objects.get()
    assert line.subject == "ย้ายไปทะเบียนหนังสือรับ (ลับ)", "the open register says nothing of it any more"
    assert not any((line.sender, line.addressee, line.paper_number, line.paper_date, line.remark))
    assert events_of("register:letter_in/2569/1")[-1].kind == "line_covered"


def test_number_of_a_destroyed_letter_is_not_marked_void() -> None:
    item = entered()
    Item.objects.filter(pk=item.pk).update(erased_at=NOW)
    with pytest.raises(UnableToVoid, match="ถูกทำลาย"):
        voided(item)
    assert not RegisterEntry.objects.exclude(void_reason="").exists()


# E-mail


def mail(**more: Any) -> Mail:
    said: dict[str, Any] = {
        "message_id": "<1@example.org>",
        "kind": "message",
        "sender": "writer@example.org",
        "sender_name": "ผู้เขียน ตัวอย่าง",
        "to": ("saraban@palat.example",),
        "subject": "ขอให้ซ่อมถนน",
        "text": "ถนนหน้าโรงเรียนชำรุด",
        "sent_at": NOW,
    }
    return Mail(**{**said, **more})


def test_message_waits_in_the_box_and_its_writer_is_sealed() -> None:
    refused = Kept("โปรแกรม.exe", refused="“โปรแกรม.exe”: ไฟล์นี้เป็นโปรแกรม")
    ref = registry(mail(files=(refused,), flaws=("text_cut",)), at=NOW)
    item = Item.objects.get()
    assert ref == f"incoming:{item.pk}"
    assert (item.register_id, item.channel, item.state, item.sender) == (settings.IMAP_REGISTER, "email", "waiting", "")
    assert item.person is not None
    assert item.files.get().refused
    assert "ตัดตอนท้าย" in item.notes[0]
    assert "writer" not in str(item.__dict__) + str([one.facts for one in events_of(f"incoming:{item.pk}")])
    assert suggestion_for(item).subject == "ขอให้ซ่อมถนน"


def test_agency_stands_open_and_what_no_person_wrote_is_set_aside() -> None:
    registry(mail(sender="saraban@chiangmai.go.th", sender_name="สารบรรณ จังหวัดเชียงใหม่"), at=NOW)
    assert Item.objects.get().sender == "สารบรรณ จังหวัดเชียงใหม่ <saraban@chiangmai.go.th>"
    registry(mail(kind="auto_reply"), at=NOW)
    aside = Item.objects.get(state="aside")
    assert aside.aside == "auto_reply"
    entering.bring_back(item_id=aside.pk, by=clerk(), at=NOW)


@pytest.mark.parametrize(
    ("sender", "is_open"),
    [
        ("saraban@moi.go.th", True),
        ("saraban@rta.mi.th", True),
        ("somchai@student.chula.ac.th", False),
        ("info@moolnithi.or.th", False),
        ("a@evilgo.th", False),
        ("saraban@pea.co.th", True),
        ("x@pea.co.th", False),
    ],
)
def test_only_bodies_of_the_state_stand_open(sender: str, is_open: bool) -> None:
    Agency.objects.filter(code="กฟภ").update(email="Saraban@pea.co.th")
    registry(mail(sender=sender), at=NOW)
    item = Item.objects.get()
    assert (sender in item.sender, item.person is None) == (is_open, is_open)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ("dmarc=pass header.from=moi.go.th", ""),
        ("spf=fail; dkim=fail; dmarc=fail header.from=moi.go.th", "อาจเป็นการแอบอ้าง"),
        ("dmarc=none", "ยังไม่ได้พิสูจน์"),
    ],
)
def test_agency_that_nothing_proves_bears_a_note(settings: Any, found: str, words: str) -> None:
    settings.IMAP_AUTHSERV = ["mx.palat.example"]
    headers = {"authentication-results": f"mx.palat.example; {found}"}
    registry(mail(sender="saraban@moi.go.th", headers=headers), at=NOW)
    notes = Item.objects.get().notes
    assert (bool(notes), all(words in one and "moi.go.th" in one for one in notes)) == (bool(words), True)


def test_mail_is_never_left_out_of_the_box_for_what_stands_in_its_head() -> None:
    content = b"From: =?utf-8?Q?a=00b?= <a@example.org>\r\nSubject: =?utf-8?Q?road=00?=\r\n\r\nx\0"
    message = as_mail(content + b"\0" * 3)
    assert claimed(message, at=NOW).by == "incoming.registry"
    assert Item.objects.get().subject == "road"
    Register.objects.filter(kind="letter_in").update(valid_to=TODAY)
    with pytest.raises(NotClaimed, match="NoRegister"):
        claimed(message, at=NOW + timedelta(days=1))


def test_message_that_names_our_code_is_offered_its_matter() -> None:
    from palat.kernel.incoming.queries.items import offered_matters

    matter = petition()
    registry(mail(subject=f"ตอบกลับ เรื่อง {matter.code}"), at=NOW)
    item = Item.objects.get()
    found = offered_matters(item, suggestion_for(item), clerk())
    assert [(one.matter, one.because) for one in found] == [(matter, matter.code)]
    assert timezone.is_aware(item.came_at)
