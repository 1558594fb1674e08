"""How things are called on lists, on papers and when a hold is placed: with register, number and year."""

import pytest
from django.urls import reverse

from palat.duties.petitions.tests.factories import NOW, official
from palat.kernel.letters.models import Letter
from palat.kernel.registers.models import RegisterEntry
from palat.kernel.registers.operations.entries import Line, write_line
from palat.kernel.registers.operations.numbers import take_number
from palat.kernel.registers.procedure import PAPER, dated_number
from palat.kernel.retention.models import DestructionList, Hold
from palat.kernel.retention.operations import again, drafting
from palat.kernel.retention.operations.holds import place_hold
from palat.kernel.retention.printing import certificate, list_paper
from palat.kernel.retention.procedure import ENTRY, LETTER, Ref
from palat.kernel.retention.queries.finding import things_called
from palat.kernel.retention.queries.lists import lines_of
from tests.retention.people import closed_matter, destroyed, old_entry
from tests.retention.test_pages import at_the_desk
from tests.retention.test_papers import words_of
from tests.retention.test_staying import LATER, THIS_YEAR

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "running", "name"),
    [("6", 6, "6/2569"), ("รท 6/2569", 6, "รท 6/2569"), ("นร 0105.04/420", 420, "นร 0105.04/420 (2569)")],
)
def test_a_number_says_of_which_year_it_is(text: str, running: int, name: str) -> None:
    assert dated_number(text, running=running, year=2569) == name


@pytest.mark.parametrize("typed", ["นร ๐๑๐๕.๐๔/๔๒๐", "นร0105.04/420", "ที่ นร 0105.04/420", "นร ๐๑๐๕.๐๔/๔๒๐ (๒๕๖๙)"])
def test_a_letter_is_found_by_its_number_as_printed(typed: str) -> None:
    letter = Letter.objects.get(about__matter=closed_matter())
    Letter.objects.filter(pk=letter.pk).update(number="นร 0105.04/420", year=2569, running=420)
    assert [(one.ref, one.number) for one in things_called(typed, official("legal-1"))] == [
        (Ref(LETTER, letter.pk), "นร 0105.04/420 (2569)")
    ]


def last_years() -> RegisterEntry:
    """Return the entry of a paper of the year before."""
    on, clerk = NOW.date().replace(year=2025), official("clerk-1").authority
    assert clerk
    number = take_number(register="letter_in", on=on, ref=PAPER, at=NOW)
    write_line(number, Line(subject="ของปีก่อน"), by=clerk, at=NOW)
    return RegisterEntry.objects.get(register="letter_in", year=number.year, running=number.running)


def test_entries_of_one_number_are_told_apart_and_one_is_found_by_its_year() -> None:
    ours, other = old_entry(), old_entry(register="order")
    old = last_years()
    assert (ours.text, other.text, old.text) == ("1", "1/2569", "1")
    by = official("legal-1")
    assert {one.number for one in things_called("๑", by)} == {"ทะเบียนหนังสือรับ 1/2569", "ทะเบียนหนังสือรับ 1/2568"}
    assert [one.ref.row for one in things_called("๑/๒๕๖๘", by)] == [old.pk]
    assert {one.ref.row for one in things_called("1/2569", by)} == {ours.pk, other.pk}
    page = at_the_desk("legal-1").get(reverse("retention_hold_new"), {"number": "๑"}).content.decode()
    assert "ทะเบียนหนังสือรับ ๑/๒๕๖๙" in page
    assert "ทะเบียนหนังสือรับ ๑/๒๕๖๘" in page


def test_list_hold_and_record_name_the_register_and_the_year() -> None:
    old_entry()
    found = drafting.draft_list(year=THIS_YEAR, by=official("clerk-1"), at=LATER)
    assert found.items.get().number == "ทะเบียนหนังสือรับ 1/2569"
    paper = list_paper(found, lines_of(found, official("ps")), at=NOW)
    assert "ทะเบียนหนังสือรับ๑/๒๕๖๙" in words_of(paper).replace(" ", "")
    destroyed(found)
    found = DestructionList.objects.get(pk=found.pk)
    paper = certificate(found, list(found.items.all()), at=NOW)
    assert "ทะเบียนหนังสือรับ๑/๒๕๖๙" in words_of(paper).replace(" ", "")


def test_more_than_are_shown_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from palat.kernel.retention.queries import finding

    monkeypatch.setattr(finding, "MOST_FOUND", 1)
    last_years()
    old_entry()
    page = at_the_desk("legal-1").get(reverse("retention_hold_new"), {"number": "1"}).content.decode()
    assert "ระบุปีต่อท้ายเลข" in page


def test_another_paper_under_the_same_row_is_not_destroyed_again() -> None:
    entry = old_entry()
    line = f'{{"list": "1/2568", "kind": "entry", "row": {entry.pk}, "code": "ทะเบียนคำสั่ง 9/2560"}}\n'
    again.destroy_again([line], at=NOW)
    entry.refresh_from_db()
    assert "ทำลาย" not in entry.line.subject
    assert not Hold.objects.exists()
    again.destroy_again([line.replace("ทะเบียนคำสั่ง 9/2560", "ทะเบียนหนังสือรับ 1/2569")], at=NOW)
    entry.line.refresh_from_db()
    assert "ทำลาย" in entry.line.subject
    assert things_called("1/2569", official("legal-1"))[0].ref == Ref(ENTRY, entry.pk)


def test_a_letter_that_came_in_is_found_by_its_senders_number_and_by_the_name_on_a_list() -> None:
    ours, by = old_entry(paper_number="มท 0808.2/ว 316"), official("legal-1")
    for typed in ("มท ๐๘๐๘.๒/ว ๓๑๖", f"ทะเบียนหนังสือรับ ๑/{ours.year}"):
        assert Ref(ENTRY, ours.pk) in [one.ref for one in things_called(typed, by)], typed


def test_a_held_letter_of_a_matter_is_not_called_one_of_no_matter() -> None:
    letter = Letter.objects.get(about__matter=closed_matter())
    Letter.objects.filter(pk=letter.pk).update(number="นร 0105.04/420", year=2569, running=420)
    lawyer = at_the_desk("legal-1")
    page = lawyer.get(reverse("retention_hold_new"), {"number": "นร 0105.04/420"}).content.decode()
    assert "ระงับเรื่องที่หนังสือนั้นอยู่" in page
    place_hold(ref=Ref(LETTER, letter.pk), reason="ศาลเรียก", by=official("legal-1"), at=NOW)
    listed = b"".join(lawyer.get(reverse("retention_holds"), {"export": "csv"}).streaming_content).decode()  # type: ignore[attr-defined]
    for words in (page, listed):
        assert "ไม่เข้าเรื่องใด" not in words
    assert "ระงับอยู่" in listed
