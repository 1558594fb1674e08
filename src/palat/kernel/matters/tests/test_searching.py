"""Finding matters by their words: who sees what, what is understood, what goes into the index and what does not."""

from datetime import timedelta
from typing import Any

import pytest

from palat.kernel.language.models import Document, Word
from palat.kernel.language.operations import index as index_operations
from palat.kernel.language.operations.index import save_synonym
from palat.kernel.language.queries.index import sought
from palat.kernel.matters import searched
from palat.kernel.matters.authority import SYSTEM, Actor
from palat.kernel.matters.models import Matter
from palat.kernel.matters.operations import indexing
from palat.kernel.matters.operations.indexing import rebuild, refresh
from palat.kernel.matters.queries import searching
from palat.kernel.matters.queries.searching import URGENT, Search, search
from palat.kernel.matters.queries.snippets import did_you_mean, snippets
from palat.kernel.matters.searched import Texts

from .factories import NOW, extra, holder, liaison, matter, referred

pytestmark = pytest.mark.django_db


def found(typed: str, by: Actor = SYSTEM, **more: Any) -> list[str]:
    page = search(Search(sought=sought(typed), by=by, **more))
    return [one.subject for one in page.rows]


@pytest.fixture
def three() -> list[Matter]:
    subjects = ("ไฟฟ้าดับที่ซอยสุขใจ ๑๒", "น้ำท่วมถนนหน้าโรงเรียน", "ถนนเป็นหลุม ไฟฟ้าส่องสว่างเสีย")
    made = [matter(subject=one, at=NOW + timedelta(hours=number)) for number, one in enumerate(subjects)]
    rebuild(at=NOW)
    return made


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("ไฟฟ้า", [2, 0]),
        ("ถนน", [2, 1]),
        ("ไฟฟ้า ถนน", [2]),
        ("ไฟฟ้า -ถนน", [0]),
        ("-ไฟฟ้า", [1]),
        ('"ถนนหน้าโรงเรียน"', [1]),
        ('"โรงเรียนหน้าถนน"', []),
        ("ซอย 12", [0]),
        ("นํ้าท่วม", [1]),
        ("จักรวาล", []),
        ("' | & ! :* <-> \\ ไฟฟ้า", [2, 0]),
        ("ส่อง", [2]),  # a part of ส่องสว่าง
    ],
)
def test_words_phrases_and_exclusions_find(three: list[Matter], typed: str, numbers: list[int]) -> None:
    assert found(typed) == [three[number].subject for number in numbers]


def test_walking_and_looking_up_find_the_same(three: list[Matter], monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up = [found(typed) for typed in ("ไฟฟ้า", "ถนน -น้ำท่วม", "ถนน ไฟฟ้า")]
    monkeypatch.setattr(searching, "RARE", 0)
    monkeypatch.setattr(searching, "STEPS", (1, 2, 50))
    assert [found(typed) for typed in ("ไฟฟ้า", "ถนน -น้ำท่วม", "ถนน ไฟฟ้า")] == looked_up


def test_walking_too_far_asks_the_index(three: list[Matter], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "RARE", 0)
    monkeypatch.setattr(searching, "STEPS", (1,))
    assert found("น้ำท่วม") == [three[1].subject]


@pytest.mark.parametrize("rare", [0, 3000])
def test_pages_follow_one_another(rare: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "RARE", rare)
    monkeypatch.setattr(searching, "PAGE", 2)
    for number in range(5):
        matter(subject=f"ไฟฟ้าดับ {number}", at=NOW + timedelta(minutes=number), urgency=number % 3)
    rebuild(at=NOW)
    for order in (searching.NEWEST, URGENT):
        seen, after = [], ""
        for _page in range(3):
            page = search(Search(sought=sought("ไฟฟ้า"), by=SYSTEM, order=order, after=after))
            seen += page.rows
            after = page.rows[-1].code
        assert len({one.pk for one in seen}) == 5
        assert not page.more
        if order == URGENT:
            assert [one.urgency for one in seen] == sorted(one.urgency for one in seen)


def test_no_table_is_read_while_rows_are_copied_into_the_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection that copies answers nothing else: a dictionary made anew then would wait for it forever."""
    copied = index_operations.entry

    def entry(*given: Any) -> Any:
        with pytest.MonkeyPatch.context() as meanwhile:
            meanwhile.setattr(index_operations, "dictionary", lambda: pytest.fail("the tables were read meanwhile"))
            return copied(*given)

    monkeypatch.setattr(index_operations, "entry", entry)
    matter(subject="ไฟฟ้าดับ")
    assert rebuild(at=NOW, empty=True) == 1
    assert found("ไฟฟ้า")


def test_only_what_is_visible_is_found() -> None:
    officer = holder("officer-1")
    matter(subject="ไฟฟ้าดับ ลับ", secrecy=3)
    matter(subject="ไฟฟ้าดับ ฎีกา", restricted="royal")
    shown = matter(subject="ไฟฟ้าดับ ทั่วไป")
    rebuild(at=NOW)
    assert found("ไฟฟ้า", officer) == [shown.subject]
    director = holder("director-psc")
    assert "ไฟฟ้าดับ ฎีกา" in found("ไฟฟ้า", director)


def test_what_becomes_secret_is_gone_at_once_though_the_index_is_not_yet_read_again() -> None:
    officer = holder("officer-1")
    one = matter(subject="ไฟฟ้าดับ")
    rebuild(at=NOW)
    Matter.objects.filter(pk=one.pk).update(secrecy=3)
    assert found("ไฟฟ้า", officer) == []


def test_an_agency_finds_only_its_own_and_only_in_what_it_may_read(monkeypatch: pytest.MonkeyPatch) -> None:
    officer = holder("officer-1")
    ours, other = matter(subject="ไฟฟ้าดับ", officer=officer), matter(subject="ไฟฟ้าดับอีกแห่ง", officer=officer)
    codes = list(_two_agencies())
    referred(ours, officer, codes[0])
    referred(other, officer, codes[1])
    monkeypatch.setitem(
        searched._suppliers, "petition", lambda ids: {one: Texts(("ฉบับปกปิด",), ("ถ้อยคำภายในสำนักงาน",)) for one in ids}
    )
    rebuild(at=NOW)
    agency = liaison(codes[0])
    assert found("ไฟฟ้า", agency) == [ours.subject]
    assert found("ปกปิด", agency) == [ours.subject]
    assert found("ถ้อยคำ", agency) == []
    assert found("ถ้อยคำ", SYSTEM) == [other.subject, ours.subject]
    said = snippets([ours], frozenset({"ถ้อยคำ"}), by=agency)[ours.pk]
    assert "ถ้อยคำ" not in "".join(piece.text for piece in (*said.title, *said.snippet))


def _two_agencies() -> Any:
    from palat.kernel.organisation.models import Agency

    return Agency.objects.filter(kind="department").order_by("code").values_list("code", flat=True)[:2]


def test_personal_data_never_goes_into_the_index_nor_into_a_snippet(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "นายสมชาย ใจดี โทร 081-234-5678 อีเมล some.one@example.org แจ้งว่าไฟฟ้าดับ"
    one = matter(subject="ร้องเรียนนายสมชาย ใจดี")
    monkeypatch.setitem(searched._suppliers, "petition", lambda ids: {pk: Texts((text,)) for pk in ids})
    rebuild(at=NOW)
    assert found("ไฟฟ้า") == [one.subject]
    for secret in ("สมชาย", "081-234-5678", "2345678", "some.one@example.org"):
        assert found(secret) == [], secret
    assert not Word.objects.filter(word__contains="สมชาย").exists()
    shown = snippets([one], frozenset({"ไฟฟ้า"}), by=SYSTEM)[one.pk]
    said = "".join(piece.text for piece in (*shown.title, *shown.snippet))
    assert "[ชื่อ]" in said
    assert "สมชาย" not in said


def test_the_index_follows_the_history(three: list[Matter], monkeypatch: pytest.MonkeyPatch) -> None:
    cut, system = indexing.present_cut()
    # A test's one transaction never ends: let it seem to have.
    monkeypatch.setattr(indexing, "present_cut", lambda: (cut + 1_000_000, system))
    new = matter(subject="สะพานลอยชำรุด")
    assert found("สะพานลอย") == []
    assert refresh(at=NOW) == 4
    assert found("สะพานลอย") == [new.subject]
    assert refresh(at=NOW) == 0


def test_what_was_read_with_other_terms_is_read_again(three: list[Matter]) -> None:
    Document.objects.filter(pk=three[0].pk).update(version="older")
    assert refresh(at=NOW) == 1
    assert not Document.objects.filter(version="older").exists()


def test_counts_of_words_stay_exact_when_documents_are_read_again(three: list[Matter]) -> None:
    counted = dict(Word.objects.filter(documents__gt=0).values_list("word", "documents"))
    assert rebuild(at=NOW) == 3
    assert dict(Word.objects.filter(documents__gt=0).values_list("word", "documents")) == counted
    assert rebuild(at=NOW, empty=True) == 3
    assert dict(Word.objects.filter(documents__gt=0).values_list("word", "documents")) == counted


def test_synonyms_of_the_office_find_one_another(three: list[Matter]) -> None:
    assert found("อุทกภัย") == []
    save_synonym(number=None, words="อุทกภัย, น้ำท่วม", at=NOW, by="test")
    assert found("อุทกภัย") == [three[1].subject]
    assert found('"อุทกภัย"') == []  # in quotes the words themselves are meant


@pytest.mark.parametrize(
    ("typed", "meant"), [("ไฟฟ่า", "ไฟฟ้า"), ("โรงเรีน", "โรงเรียน"), ("ไฟฟาดับ", "ไฟฟ้าดับ"), ("ไฟฟ้า", ""), ("xyzzy", "")]
)
def test_a_mistake_is_forgiven_by_a_question(three: list[Matter], typed: str, meant: str) -> None:
    assert did_you_mean(typed, sought(typed)) == meant


def test_filters_narrow_inside_the_index(three: list[Matter]) -> None:
    narrowed = sought("ไฟฟ้า").narrowed(["state:received"], ["duty:petitions"])
    assert len(search(Search(sought=narrowed, by=SYSTEM)).rows) == 2
    assert search(Search(sought=sought("ไฟฟ้า").narrowed(["state:closed"]), by=SYSTEM)).rows == []
    later = search(Search(sought=sought("ไฟฟ้า"), by=SYSTEM, since=NOW + timedelta(minutes=30)))
    assert [one.subject for one in later.rows] == [three[2].subject]


def test_some_reader_of_a_unit_finds_only_there(three: list[Matter]) -> None:
    head = extra("head-test", "head-1")
    assert set(found("ไฟฟ้า", head)) <= {one.subject for one in three}
