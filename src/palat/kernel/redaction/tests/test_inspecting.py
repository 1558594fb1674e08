"""Each thing that can be hidden in a file is planted, and found; what is bad is told, in bounded time and memory."""

import io
import random
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image

from palat.kernel.redaction import reading
from palat.kernel.redaction.inspecting.looking import Looked, look
from palat.kernel.redaction.procedure import MOST_FINDINGS, MOST_PAGES, SORTS, Finding
from palat.kernel.redaction.tests import samples
from palat.kernel.redaction.tests.samples import SECRET, line, pdf_of, plain_pdf, saved, sorts

SPOILT = (
    samples.pdf_with_everything(),
    samples.workbook(),
    samples.document(),
    samples.slides(),
    samples.jpeg_with_place(),
)
Look = Callable[..., Looked]


@pytest.fixture
def looked(tmp_path: Path) -> Look:
    """Write a file and look into it."""

    def write(content: bytes, name: str = "") -> Looked:
        path = tmp_path / "file"
        path.write_bytes(content)
        return look(str(path), name)

    return write


def one(findings: list[Finding], sort: str) -> Finding:
    """Return the first finding of a sort."""
    return next(each for each in findings if each.sort == sort)


def test_a_plain_pdf_hides_nothing(looked: Look) -> None:
    found = looked(plain_pdf("Visible words", "and more of them"))
    assert (found.kind, found.findings, found.pages, found.drawn) == ("pdf", [], 1, [])


@pytest.mark.parametrize(
    ("sort", "said"),
    [
        ("metadata", SECRET),
        ("xmp", SECRET),
        ("attachment", ""),
        ("script", "app.alert"),
        ("pdf_comment", SECRET),
        ("form_value", f"owner: {SECRET}"),
        ("layer", ""),
        ("alt_text", SECRET),
        ("gps", "13.75000 N, 100.50000 E"),
        ("exif", "SecretMaker"),
    ],
)
def test_what_lies_beside_the_pages_of_a_pdf(looked: Look, sort: str, said: str) -> None:
    found = one(looked(samples.pdf_with_everything()).findings, sort)
    assert said in found.excerpt
    assert {"attachment": "salaries.csv", "layer": "draft remarks"}.get(sort, "") in found.where


def test_a_page_with_a_hidden_layer_leaves_as_a_picture(looked: Look) -> None:
    assert looked(samples.pdf_with_everything()).drawn == [1]


def test_a_state_before_the_last_is_told_and_a_linear_pdf_has_none(looked: Look) -> None:
    pdf = plain_pdf("Visible words")
    assert one(looked(samples.saved_by_addition(pdf)).findings, "earlier_revision").count == 1
    assert looked(saved(pdf_of(line("Visible words")), linearize=True)).findings == []


@pytest.mark.parametrize(
    ("drawn", "sort"),
    [
        (f"{line(SECRET)} 0 0 0 rg 60 690 300 30 re f", "covered_text"),
        (f"{line(SECRET)} 1 1 1 rg 60 690 300 30 re f", "invisible_text"),
        (line(SECRET, more="1 1 1 rg"), "invisible_text"),
        (line(SECRET, more="3 Tr"), "invisible_text"),
        (line(SECRET, x=700), "invisible_text"),
        (f"0 0 0 rg 60 690 300 30 re f {line(SECRET)}", "covered_text"),
    ],
)
def test_letters_that_nobody_sees(looked: Look, drawn: str, sort: str) -> None:
    found = looked(saved(pdf_of(line("Seen"), f"{line('Seen', y=500)} {drawn}")))
    told = one(found.findings, sort)
    assert (told.page, told.excerpt) == (2, SECRET)
    assert found.drawn == [2]


def test_a_bar_over_a_piece_of_a_line_is_found(looked: Look) -> None:
    sentence = "The complainant Somsri Testperson lives here"
    found = looked(saved(pdf_of(f"{line(sentence)} 0 0 0 rg 175 692 120 20 re f")))
    told = one(found.findings, "covered_text")
    assert "Somsri" in told.excerpt
    assert "lives" not in told.excerpt


def test_what_lies_outside_the_crop_is_told(looked: Look) -> None:
    pdf = pdf_of(line("Seen"))
    pdf.pages[0].CropBox = [0, 400, 595, 842]
    found = looked(saved(pdf))
    assert sorts(found.findings) == {"cropped"}
    assert found.drawn == [1]


@pytest.mark.parametrize(
    ("sort", "where", "said"),
    [
        ("hidden_sheet", "รายชื่อ", SECRET),
        ("very_hidden_sheet", "ลึก", "deeper"),
        ("hidden_row", "สรุป!2", "row 2"),
        ("hidden_column", "สรุป!B", "pay 1"),
        ("hidden_cell", "สรุป!C5", "seen 5"),
        ("defined_name", "salaries (hidden)", "รายชื่อ"),
        ("office_metadata", "", SECRET),
        ("external_link", "people.xlsx", "remembered"),
        ("pivot_cache", "xl/pivotCache", SECRET),
        ("macro", "xl/vbaProject.bin", ""),
    ],
)
def test_what_workbooks_hide(looked: Look, sort: str, where: str, said: str) -> None:
    found = looked(samples.workbook())
    told = one(found.findings, sort)
    assert found.kind == "xlsx"
    assert where in told.where
    assert said in told.excerpt


def test_comments_and_their_threads(looked: Look) -> None:
    told = [found for found in looked(samples.workbook()).findings if found.sort == "comment"]
    assert [SECRET in told[0].excerpt, "A1" in told[0].where] == [True, True]
    assert [told[1].excerpt, "B2" in told[1].where] == ["thread", True]


@pytest.mark.parametrize(
    ("sort", "where", "said"),
    [
        ("tracked_change", "A, B", f"del: {SECRET} · ins: added"),
        ("hidden_text", "word/document.xml", "hidden words"),
        ("comment", "A", "check"),
        ("office_metadata", "", SECRET),
        ("custom_xml", "customXml/item1.xml", "foreign"),
        ("embedded", "word/embeddings/book.xlsx", ""),
    ],
)
def test_what_documents_hide(looked: Look, sort: str, where: str, said: str) -> None:
    told = one(looked(samples.document()).findings, sort)
    assert where in told.where
    assert said == told.excerpt or (said in told.excerpt and sort == "office_metadata")


def test_what_slides_hide(looked: Look) -> None:
    found = looked(samples.slides()).findings
    assert (one(found, "notes").page, one(found, "notes").excerpt) == (1, f"do not name {SECRET}")
    assert (one(found, "hidden_slide").page, one(found, "hidden_slide").excerpt) == (2, "second")


def test_what_pictures_hide(looked: Look) -> None:
    found = looked(samples.jpeg_with_place() + b"after the end").findings
    assert sorts(found) == {"gps", "exif", "xmp", "picture_comment", "after_the_end"}
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, "PNG")
    assert looked(out.getvalue()).findings == []
    frames = io.BytesIO()
    Image.new("L", (9, 9)).save(frames, "GIF", save_all=True, append_images=[Image.new("L", (9, 9), 9)])
    assert "more_frames" in sorts(looked(frames.getvalue()).findings)


def test_a_small_picture_inside_a_picture(looked: Look) -> None:
    small = io.BytesIO()
    Image.new("RGB", (8, 8)).save(small, "JPEG")
    body = _exif_with_thumbnail(small.getvalue())
    out = io.BytesIO()
    Image.new("RGB", (20, 20)).save(out, "JPEG", exif=body)
    assert "thumbnail" in sorts(looked(out.getvalue()).findings)


def _exif_with_thumbnail(jpeg: bytes) -> bytes:
    """EXIF whose second table points to a small picture."""

    def entry(tag: int, kind: int, value: int) -> bytes:
        return (
            tag.to_bytes(2, "little")
            + kind.to_bytes(2, "little")
            + (1).to_bytes(4, "little")
            + value.to_bytes(4, "little")
        )

    first = (0).to_bytes(2, "little") + (14).to_bytes(4, "little")
    table = (2).to_bytes(2, "little") + entry(0x0201, 4, 44) + entry(0x0202, 4, len(jpeg)) + (0).to_bytes(4, "little")
    return b"Exif\0\0II*\0\x08\0\0\0" + first + table + jpeg


def test_open_documents(looked: Look) -> None:
    content = "<body><annotation><p>remark</p></annotation><changed-region><p>gone</p></changed-region></body>"
    odt = samples.archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})
    assert sorts(looked(odt).findings) == {"comment", "tracked_change"}


@pytest.mark.parametrize(
    ("content", "sort"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_office"),
        (b"%PDF-1.7 and nothing of a PDF", "damaged"),
        (b"PK\x03\x04 no archive", "damaged"),
        (b"\xff\xd8\xff\xe0 no picture", "damaged"),
        (b"\x00\x01\x02\x03 nobody knows", "unknown_kind"),
        (samples.archive({"anything.txt": "x"}), "unknown_kind"),
    ],
)
def test_what_cannot_be_looked_into_is_told(looked: Look, content: bytes, sort: str) -> None:
    (told,) = looked(content).findings
    assert told.sort == sort
    assert told.gravity == "stops"


def test_a_locked_pdf_is_told(looked: Look) -> None:
    locked = saved(pdf_of(line("x")), encryption=pikepdf.Encryption(user="secret", owner="owner"))
    assert sorts(looked(locked).findings) == {"locked"}


def test_a_workbook_that_unpacks_beyond_measure_is_told(looked: Look) -> None:
    bomb = samples.office("xl/workbook.xml", "spreadsheetml.sheet.main+xml", {"xl/a.xml": b"0" * 90_000_000})
    began = time.monotonic()
    assert sorts(looked(bomb).findings) == {"bomb"}
    assert time.monotonic() - began < 2


def test_a_part_that_lies_about_its_size_is_told(looked: Look) -> None:
    content = samples.office(
        "xl/workbook.xml", "spreadsheetml.sheet.main+xml", {"xl/workbook.xml": b"<a>" + b" " * 9_000}
    )
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        size = whole.getinfo("xl/workbook.xml").file_size
    lying = content.replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert sorts(looked(lying).findings) == {"damaged"}


def test_entities_are_not_read(looked: Look) -> None:
    kinds = '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    laughs = f'{kinds}<workbook><definedName name="n">&c;</definedName></workbook>'
    book = samples.office("xl/workbook.xml", "spreadsheetml.sheet.main+xml", {"xl/workbook.xml": laughs})
    assert "root:" not in str(looked(book).findings)


def test_a_pdf_of_five_thousand_pages_is_told_within_seconds(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    first = pdf.add_blank_page()
    for _each in range(4_999):
        pdf.pages.append(first)
    path = tmp_path / "long.pdf"
    pdf.save(path)
    began = time.monotonic()
    (told,) = reading.inspect(path).findings
    assert (told.sort, told.where) == ("too_long", "5000")
    assert MOST_PAGES < 5_000
    assert time.monotonic() - began < 20


def test_a_file_that_needs_too_long_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "slow.pdf"
    path.write_bytes(saved(pdf_of(*["\n".join(line("many words " * 6, y=20 * y) for y in range(40))] * 1_000)))
    assert sorts(reading.inspect(path, seconds=1).findings) == {"too_slow"}


def test_the_small_process_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "file.pdf"
    path.write_bytes(samples.pdf_with_everything())
    assert list(reading.inspect(path).findings) == look(str(path)).findings


def test_no_more_findings_are_told_than_can_be_read(looked: Look) -> None:
    comments = "".join(f'<w:comment w:author="A"><w:r><w:t>{number}</w:t></w:r></w:comment>' for number in range(400))
    found = looked(
        samples.office(
            "word/document.xml",
            "wordprocessingml.document.main+xml",
            {"word/comments.xml": f"<w:comments {samples.WORD}>{comments}</w:comments>"},
        )
    )
    assert (len(found.findings), found.left_out) == (MOST_FINDINGS, 100)


@given(which=st.integers(0, 4), seed=st.integers(0, 100_000))
@example(which=4, seed=685)  # a tag of EXIF longer than the file
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_became_of_a_file_there_is_an_answer(looked: Look, which: int, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(SPOILT[which])
    for _each in range(chance.randint(1, 12)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    cut = chance.randrange(len(content)) if chance.random() < 0.2 else len(content)
    assert isinstance(looked(bytes(content[:cut]) or b"x"), Looked)


def test_names_in_an_old_code_do_not_stop_the_reading(looked: Look) -> None:
    content = saved(pdf_of(line("Seen"))).replace(b"/F1", b"/\xa1").replace(b"/Helvetica", b"/\xa1\xa2lvetica")
    assert looked(content).kind == "pdf"


def test_every_sort_says_what_to_do() -> None:
    assert all(sort.label and sort.advice and sort.gravity in {"stops", "look", "taken_out"} for sort in SORTS.values())
