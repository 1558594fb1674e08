"""Two wordings of a draft compared: nothing is lost, words are whole, what was reworded stands beside what it was."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from palat.kernel.letters.drafts.comparing import MOST_WORDS, Pair, changes, compared, cut, marked
from palat.kernel.letters.procedure import Block, Column, Paragraph, Table
from palat.kernel.letters.text.words import kept

TEXTS = st.text(alphabet="กขคงานเรื่องการไฟฟ้า 19.ๆ\nabc", max_size=60)


def wording(*content: Block, **fields: Any) -> dict[str, Any]:
    """A wording of an external letter."""
    usual: dict[str, Any] = {
        "subject": "ขอให้พิจารณา",
        "addressee": "ผู้ว่าการการไฟฟ้าส่วนภูมิภาค",
        "category": "official",
        "references": [],
        "enclosures": [],
        "copies_to": [],
        "urgency": "",
        "circular": False,
        "particulars": {},
    }
    return {**usual, "content": kept(content or (Paragraph("ย่อหน้า"),)), **fields}


def texts(pairs: list[Pair]) -> list[tuple[str, str]]:
    """Each piece as it was and as it is."""
    return [("".join(one.text for one in pair.before), "".join(one.text for one in pair.after)) for pair in pairs]


@given(TEXTS, TEXTS)
def test_both_wordings_can_be_read_back(before: str, after: str) -> None:
    runs = marked(before, after)
    assert "".join(one.text for one in runs if one.change != "new") == before
    assert "".join(one.text for one in runs if one.change != "gone") == after
    assert all(one.text for one in runs)


def test_thai_is_compared_word_by_word() -> None:
    runs = marked("ขอให้รายงานผลภายในสามสิบวัน", "ขอให้รายงานผลภายในสิบห้าวัน")
    same = "".join(one.text for one in runs if one.change == "same")
    assert same.startswith("ขอให้รายงานผลภายใน")
    assert same.endswith("วัน")
    gone, new = ([one.text for one in runs if one.change == change] for change in ("gone", "new"))
    assert (gone, new) == (["สามสิบ"], ["สิบห้า"])


def test_no_mark_stands_inside_a_word() -> None:
    assert "".join(cut("เรื่องร้องทุกข์ (ABC) ๑๐ วัน")) == "เรื่องร้องทุกข์ (ABC) ๑๐ วัน"
    (gone, new) = (one.text for one in marked("การไฟฟ้า", "การประปา") if one.change != "same")
    assert (gone, new) == ("การไฟฟ้า", "การประปา") or (gone, new) == ("ไฟฟ้า", "ประปา")


def test_equal_wordings_have_no_changes() -> None:
    assert changes(compared("external", wording(), wording())) == 0


def test_fields_and_pieces_are_told_apart() -> None:
    before = wording(Paragraph("ตามที่ได้รับเรื่องไว้แล้ว นั้น"), Paragraph("จึงเรียนมาเพื่อโปรดพิจารณา"))
    after = wording(
        Paragraph("ตามที่ได้รับเรื่องไว้แล้ว นั้น"),
        Paragraph("ขอให้รายงานผลภายในสิบห้าวัน", "item", "1."),
        Paragraph("จึงเรียนมาเพื่อโปรดพิจารณา"),
        subject="ขอให้เร่งรัด",
        copies_to=["สำนักงาน ก.พ."],
    )
    pairs = compared("external", before, after)
    assert [one.label for one in pairs] == ["เรื่อง", "ผู้รับ", "สำเนาส่ง", "", "", ""]
    assert [one.changed for one in pairs] == [True, False, True, False, True, False]
    assert texts(pairs)[4] == ("", "1. ขอให้รายงานผลภายในสิบห้าวัน")
    assert changes(pairs) == 3


def test_paragraphs_that_share_nothing_are_not_called_one() -> None:
    before, after = wording(Paragraph("น้ำท่วมถนนทุกปี")), wording(Paragraph("โรงงานปล่อยควันดำ"))
    assert texts(compared("external", before, after)[2:]) == [("น้ำท่วมถนนทุกปี", ""), ("", "โรงงานปล่อยควันดำ")]


def test_table_is_compared_by_its_rows() -> None:
    columns = (Column("ที่"), Column("เรื่อง"))
    before = wording(Table(columns, (("1", "ถนน"), ("2", "ไฟฟ้า")), "บัญชี"))
    after = wording(Table(columns, (("1", "ถนน"), ("2", "ประปา")), "บัญชี"))
    pair = compared("external", before, after)[-1]
    assert pair.changed
    assert "".join(one.text for one in pair.after) == "บัญชี\nที่ | เรื่อง\n1 | ถนน\n2 | ประปา"


def test_circular_is_told_where_it_changed() -> None:
    pairs = compared("external", wording(), wording(circular=True))
    assert [one.label for one in pairs if one.changed] == ["หนังสือเวียน (ว)"]


def test_endless_piece_is_shown_changed_as_a_whole() -> None:
    long = "ก ข " * (MOST_WORDS // 2)
    assert [one.change for one in marked(long, long + "ค")] == ["gone", "new"]
