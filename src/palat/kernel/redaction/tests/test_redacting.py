"""What was covered is gone: from the text, the pictures, the bytes; what was beside the pages is gone too."""

import io
import random
import re
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from palat.kernel.redaction import reading
from palat.kernel.redaction.checking.whole_set import Checked, OneFile, check_set, find
from palat.kernel.redaction.inspecting.looking import look
from palat.kernel.redaction.pages import texts
from palat.kernel.redaction.procedure import WHOLE, Box, Cover, Place
from palat.kernel.redaction.redacting.cleaning import clean_pdf
from palat.kernel.redaction.redacting.making import redact_pdf, redact_picture
from palat.kernel.redaction.redacting.painting import in_dots
from palat.kernel.redaction.seeking import signs_of
from palat.kernel.redaction.tests import samples
from palat.kernel.redaction.tests.samples import SECRET, line, pdf_of, plain_pdf, saved

FONT = str(reading.FONT)
LABEL = "มาตรา 15 (5)"


def base_of(content: bytes, folder: Path, name: str = "base") -> str:
    """Write the clean base of a PDF and return where it is."""
    (folder / "source").write_bytes(content)
    clean_pdf(str(folder / "source"), str(folder / name))
    return str(folder / name)


def places(base: str, words: str) -> list[Place]:
    """Return where words stand."""
    return find([{"key": "1", "path": base}], words)


def covers_on(base: str, words: str, label: str = LABEL) -> list[Cover]:
    """Cover every place where words stand."""
    return [Cover(place.page, box, label) for place in places(base, words) for box in place.boxes]


def copy_of(base: str, covers: Sequence[Cover], drawn: Sequence[int] = ()) -> str:
    """Make the copy and return where it is."""
    into = f"{base}-copy"
    redact_pdf(base, into, covers, drawn, FONT)
    return into


def checked(base: str, copy: str, covers: Sequence[Cover], pages: int, **more: str) -> Checked:
    """Check one copy."""
    return check_set([OneFile("1", "pdf", base, copy, pages, covers=list(covers), **more)], FONT)["1"]


def text_of(path: str) -> str:
    """Return all text of a PDF."""
    return "\n".join(text.text for _number, text in texts(path))


def test_covered_words_are_gone_and_the_rest_stays(tmp_path: Path) -> None:
    base = base_of(saved(pdf_of(line(f"Owner {SECRET} of"), line("Second page"))), tmp_path)
    covers = covers_on(base, SECRET)
    copy = copy_of(base, covers)
    assert checked(base, copy, covers, 2) == Checked([], [])
    assert text_of(copy).strip() == "Second page"
    with pypdfium2.PdfDocument(copy) as document:
        image = document[0].render(scale=2, grayscale=True).to_pil()
        assert document[0].get_size() == pytest.approx((595, 842))
    counts = image.crop(in_dots(covers[0].box, *image.size)).histogram()
    assert sum(counts[:60]) > sum(counts) * 0.4


def test_a_copy_has_nothing_beside_its_pages(tmp_path: Path) -> None:
    content = samples.pdf_with_everything()
    (tmp_path / "x").write_bytes(content)
    drawn = look(str(tmp_path / "x")).drawn
    base = base_of(content, tmp_path)
    copy = copy_of(base, [], drawn)
    assert look(copy).findings == []
    raw = Path(copy).read_bytes()
    with pikepdf.open(copy) as pdf:
        assert set(pdf.Root.keys()) == {"/Type", "/Pages"}
        assert not pdf.docinfo.keys()
        whole = b"".join(one.read_raw_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream)) + raw
    assert b"SecretMaker" not in whole
    assert SECRET.encode() not in whole


def test_what_a_form_shows_stays_to_be_seen(tmp_path: Path) -> None:
    base = base_of(samples.pdf_with_everything(), tmp_path)
    assert SECRET in text_of(base)
    assert places(base, SECRET)


def test_pictures_that_other_pages_share_do_not_stay_behind(tmp_path: Path) -> None:
    pdf = pdf_of(f"{line(SECRET)} q 60 0 0 40 72 400 cm /Im0 Do Q", line("Second page"))
    picture = pikepdf.Stream(pdf, Image.new("RGB", (60, 40), (200, 10, 10)).tobytes())
    for key, value in {"/Subtype": "/Image", "/ColorSpace": "/DeviceRGB"}.items():
        picture[key] = pikepdf.Name(value)
    picture["/Width"], picture["/Height"], picture["/BitsPerComponent"] = 60, 40, 8
    shared = pdf.make_indirect(
        pikepdf.Dictionary(Font=pdf.pages[0].Resources.Font, XObject=pikepdf.Dictionary(Im0=pdf.make_indirect(picture)))
    )
    for page in pdf.pages:
        page.Resources = shared
    base = base_of(saved(pdf), tmp_path)
    copy = copy_of(base, [Cover(1, Box(0, 0, WHOLE, WHOLE), LABEL)])
    with pikepdf.open(copy) as made:
        sizes = [int(one.Width) for one in made.objects if isinstance(one, pikepdf.Stream) and "/Width" in one]
    assert 60 not in sizes


def test_pages_that_are_turned_or_cropped_are_covered_where_they_are_seen(tmp_path: Path) -> None:
    for turn in (0, 90, 180, 270):
        pdf = pdf_of(f"{line(SECRET)} {line('Other words', y=300)}")
        pdf.pages[0].Rotate = turn
        pdf.pages[0].MediaBox = pikepdf.Array([-50, -20, 600, 900])
        base = base_of(saved(pdf), tmp_path, f"base{turn}")
        covers = covers_on(base, SECRET)
        assert len(covers) >= 1
        copy = copy_of(base, covers)
        assert checked(base, copy, covers, 1) == Checked([], [])


def test_letters_of_thai_are_found_however_they_are_written(tmp_path: Path) -> None:
    name = "สมมุติ ตัวอย่างดี"
    base = base_of(samples.thai_pdf(f"ผู้ร้องชื่อ นาย{name} โทร ๐๘๑-๒๓๔-๕๖๗๘", "น้ำท่วมที่บ้านของนายสมมุติ", "อื่น ๆ"), tmp_path)
    assert len(places(base, "นายสมมุติ")) == 2
    assert len(places(base, "081 234 5678")) == 1
    assert len(places(base, "น้ําท่วม")) == 1
    covers = covers_on(base, name)
    copy = copy_of(base, covers)
    assert checked(base, copy, covers, 1) == Checked([], [])


def test_the_same_name_left_elsewhere_is_pointed_out(tmp_path: Path) -> None:
    one = base_of(samples.thai_pdf("ผู้ร้องชื่อ นายสมมุติ ตัวอย่างดี", "เรื่องอื่น"), tmp_path, "one")
    other = base_of(samples.thai_pdf("บันทึกถึงนายสมมุติ   ตัวอย่าง", "คุณตัวอย่างดี มาพบ"), tmp_path, "other")
    covers = covers_on(one, "นายสมมุติ ตัวอย่างดี")
    files = [
        OneFile("a", "pdf", one, copy_of(one, covers), 1, "เอกสารที่ 1", covers),
        OneFile("b", "pdf", other, copy_of(other, []), 1, "คำร้องของสมมุติ"),
    ]
    found = check_set(files, FONT)
    assert found["a"] == Checked([], [])
    assert {leak.code for leak in found["b"].leaks} == {"elsewhere", "in_title"}
    left = {place.needle for place in found["b"].places}
    assert left == {signs_of("นายสมมุติ").text, signs_of("ตัวอย่างดี").text}
    assert all(place.page == 1 and place.boxes for place in found["b"].places)


def test_a_box_that_is_not_painted_is_a_leak(tmp_path: Path) -> None:
    base = base_of(plain_pdf(f"Owner {SECRET} of"), tmp_path)
    covers = covers_on(base, SECRET)
    bare = copy_of(base, [], [1])
    assert {leak.code for leak in checked(base, bare, covers, 1).leaks} == {"not_filled"}


def test_text_under_a_box_is_a_leak(tmp_path: Path) -> None:
    base = base_of(plain_pdf(f"Owner {SECRET} of"), tmp_path)
    covers = covers_on(base, SECRET)
    found = checked(base, base, covers, 1)
    assert {leak.code for leak in found.leaks} >= {"text_under_mark", "not_filled", "elsewhere"}


def test_words_beside_the_pages_are_a_leak(tmp_path: Path) -> None:
    base = base_of(saved(pdf_of(line(SECRET), line("Second"))), tmp_path)
    covers = covers_on(base, SECRET)
    copy = copy_of(base, covers)
    with pikepdf.open(copy, allow_overwriting_input=True) as pdf:
        pdf.Root["/Note"] = f"written for {SECRET}"
        pdf.save(copy)
    assert "words_in_bytes" in {leak.code for leak in checked(base, copy, covers, 2).leaks}


def test_a_page_too_few_is_a_leak(tmp_path: Path) -> None:
    base = base_of(saved(pdf_of(line("One"), line("Two"))), tmp_path)
    assert {leak.code for leak in checked(base, copy_of(base, []), [], 3).leaks} == {"pages_differ"}


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_pictures_are_covered_and_written_anew(tmp_path: Path, form: str) -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "SecretMaker"
    Image.effect_noise((400, 300), 90).convert("RGB").save(out, form, exif=exif)
    source, into = tmp_path / "source", tmp_path / "copy"
    source.write_bytes(out.getvalue())
    covers = [Cover(1, Box(1000, 2000, 6000, 4000), LABEL)]
    kind = redact_picture(str(source), str(into), covers, FONT)
    assert kind == ("jpeg" if form == "JPEG" else "png")
    with Image.open(into) as made:
        assert made.size == (300, 400)
    assert b"SecretMaker" not in into.read_bytes()
    found = check_set([OneFile("1", "picture", str(source), str(into), 1, covers=covers)], FONT)
    assert found["1"] == Checked([], [], unread=1)
    bare = redact_picture(str(source), str(into), [], FONT)
    assert bare == kind
    found = check_set([OneFile("1", "picture", str(source), str(into), 1, covers=covers)], FONT)
    assert {leak.code for leak in found["1"].leaks} == {"not_filled"}


WORDS = st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=5, max_size=9), min_size=3, max_size=25, unique=True)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=WORDS, seed=st.integers(0, 10_000))
def test_marked_words_are_never_in_what_leaves(tmp_path: Path, words: list[str], seed: int) -> None:
    chance = random.Random(seed)
    lines = [words[first : first + 3] for first in range(0, len(words), 3)]
    pages = [lines[first : first + 4] for first in range(0, len(lines), 4)]
    contents = [
        "\n".join(line(" ".join(said), y=760 - 60 * place, x=chance.randint(30, 99)) for place, said in enumerate(page))
        for page in pages
    ]
    base = base_of(saved(pdf_of(*contents)), tmp_path)
    marked = chance.sample(words, chance.randint(1, len(words)))
    covers = [cover for word in marked for cover in covers_on(base, word, "")]
    copy = copy_of(base, covers)
    found = checked(base, copy, covers, len(pages))
    assert found == Checked([], [])
    left = re.findall("[a-z]+", text_of(copy))
    assert not set(left) & set(marked)
    with pikepdf.open(copy) as pdf:
        raw = b"".join(
            one.read_bytes()
            for one in pdf.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") != "/Image"
        )
    assert not any(f"({word}".encode() in raw for word in marked)


def test_the_small_process_makes_and_checks_the_same(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(plain_pdf(f"Owner {SECRET} of"))
    reading.clean(source, tmp_path / "base")
    (place,) = reading.seek([("1", tmp_path / "base")], SECRET)
    covers = [Cover(place.page, box, LABEL) for box in place.boxes]
    assert reading.redact(tmp_path / "base", "pdf", tmp_path / "copy", covers) == "pdf"
    asked = reading.Copy("1", "pdf", str(tmp_path / "base"), str(tmp_path / "copy"), 1, "หนังสือ", tuple(covers))
    assert reading.check([asked]) == {"1": reading.Checked((), ())}
    assert reading.draw(tmp_path / "copy", "pdf", 1, width=600).startswith(b"\xff\xd8")
