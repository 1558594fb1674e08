"""Letters as laid out: read back from the PDF by words, order and place, not by pixels."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
import qrcode

from palat.kernel.letters.layout import FontsMissing, font_folders, render, render_report
from palat.kernel.letters.paper.press.qr import qr_svg, squares_of
from palat.kernel.letters.paper.text_layer import replaced
from palat.kernel.letters.procedure import BadLetter, Figure, Paragraph, Verification
from palat.kernel.letters.shapes import SHAPES
from palat.kernel.letters.templating.samples import long, sample

from .letters import ACKNOWLEDGEMENT, DRAFT, LONG, MEMO, REFERRAL, RESULT, reminder
from .reports import REPORT

pytestmark = pytest.mark.long
MM = 72 / 25.4
LEFT, RIGHT = 30 * MM, (210 - 20) * MM
LETTERS = {
    "acknowledgement": ACKNOWLEDGEMENT,
    "referral": REFERRAL,
    "reminder": reminder(8),
    "result": RESULT,
    "memo": MEMO,
}


def pages_of(pdf: bytes) -> list[str]:
    """The words of each page, lines joined by single spaces."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def places_of(pdf: bytes, page: int, words: str) -> list[tuple[float, float]]:
    """Where words begin on a page: millimetres from the left and the upper edge."""
    with pypdfium2.PdfDocument(pdf) as document:
        of = document[page]
        text = of.get_textpage()
        search, places = text.search(words), []
        while found := search.get_next():
            left, _bottom, _right, top = text.get_charbox(found[0])
            places.append((left / MM, (of.get_height() - top) / MM))
        return places


def assert_in_order(text: str, *words: str) -> None:
    """Each of the words stands after the one before it; pdfium loses some spaces after a lifted tone mark."""
    rest = text.replace(" ", "")
    for one in words:
        _before, found, rest = rest.partition(one.replace(" ", ""))
        assert found, (one, text)


def test_external_letter_has_its_parts_in_the_order_of_the_regulation():
    (page,) = pages_of(render(REFERRAL))
    assert_in_order(
        page,
        "ฉบับปกปิด",
        "ด่วนที่สุด",
        "ที่ นร ๐๑๐๕.๐๔/๑๒๓๕",
        "สำนักงานปลัดสำนักนายกรัฐมนตรี",
        "ทำเนียบรัฐบาล",
        "กรุงเทพมหานคร ๑๐๓๐๐",
        "๒๔ พฤศจิกายน ๒๕๖๙",
        "เรื่อง ส่งเรื่องราวร้องทุกข์ให้พิจารณา",
        "เรียน ผู้ว่าราชการจังหวัดตัวอย่าง",
        "อ้างถึง หนังสือจังหวัดตัวอย่าง ที่ ตย ๐๐๑๗.๑/๙๘๗๖",
        "สิ่งที่ส่งมาด้วย ๑. สำเนาคำร้อง",
        "๒. ภาพถ่าย จำนวน ๔ ภาพ",
        "ด้วยสำนักงาน",
        "รหัสเรื่อง 48213 90765 11204",
        "๑. ตรวจสอบข้อเท็จจริง",
        "๒.๑ ผ่านระบบ",
        "จึงเรียนมาเพื่อโปรดพิจารณาดำเนินการ",
        "ขอแสดงความนับถือ",
        "(นายตัวอย่าง ผู้ลงนาม)",
        "ผู้อำนวยการศูนย์บริการประชาชน",
        "ปฏิบัติราชการแทนปลัดสำนักนายกรัฐมนตรี",
        "โทร. ๐ ๒๐๐๐ ๐๐๐๐ ต่อ ๑๑๑๑",
        "psc@palat.example",
        "สำเนาส่ง สำนักงานปลัดกระทรวงมหาดไทย",
        "4f2a-91c0-7be3",
    )


def test_memo_has_its_head_and_no_closing():
    (page,) = pages_of(render(MEMO))
    assert_in_order(page, "บันทึกข้อความ", "ด่วนมาก", "ส่วนราชการ", "วันที่", "เรื่อง", "กราบเรียน นายกรัฐมนตรี", "จึงกราบเรียน")
    assert page.count("ลับ") == 2
    assert "ขอแสดง" not in page


def test_stamped_letter_is_sent_to_without_subject_or_closing():
    (page,) = pages_of(render(ACKNOWLEDGEMENT))
    assert_in_order(page, "ที่ นร", "ถึง คุณสมมุติ", "จึงแจ้งมา", "สำนักงานปลัดสำนักนายกรัฐมนตรี ต.อ. ๒๔ พฤศจิกายน ๒๕๖๙", "โทร.")
    assert "เรื่อง ตอบรับ" not in page
    assert "ขอแสดง" not in page


def test_result_opens_with_three_plain_lines():
    (page,) = pages_of(render(RESULT))
    assert_in_order(page, "พบว่า ถนน", "จะดำเนินการ เทศบาล", "ท่านทำได้ หากไม่เห็นด้วย", "ตามที่ท่านได้ร้องทุกข์")


@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS)
def test_everything_stands_within_the_margins(letter):
    with pypdfium2.PdfDocument(render(letter)) as document:
        for page in document:
            text = page.get_textpage()
            words = text.get_text_range()
            boxes = [text.get_charbox(n) for n in range(text.count_chars()) if words[n : n + 1].strip()]
            assert min(box[0] for box in boxes) > LEFT - 1
            assert max(box[2] for box in boxes) < RIGHT + 1


def test_parts_of_an_external_letter_stand_where_they_belong():
    pdf = render(RESULT)
    ((number_left, number_top),) = places_of(pdf, 0, "ที่ นร")
    ((date_left, _),) = places_of(pdf, 0, "๒๔ พฤศจิกายน ๒๕๖๙")
    ((closing_left, _),) = places_of(pdf, 0, "ขอแสดงความนับถือ")
    ((body_left, _),) = places_of(pdf, 0, "ตามที่ท่านได้")
    ((_, owner_top),) = places_of(pdf, 0, "โทร.")
    assert number_left == pytest.approx(30, abs=1)
    assert number_top > 39  # below the garuda, which ends 4.5 cm from the edge at the foot of this line
    assert (date_left, closing_left) == pytest.approx((105, 105), abs=1)
    assert body_left == pytest.approx(30 + 25, abs=1)
    assert owner_top > 250


def test_type_looks_as_16_points_of_the_regulations_type():
    """TH Sarabun New 16 pt sets this line 0.659 × as wide as Sarabun sets it at 16 pt, give or take a twentieth."""
    words = "ผู้อำนวยการศูนย์บริการประชาชน"
    with pypdfium2.PdfDocument(render(RESULT)) as document:
        text = document[0].get_textpage()
        start, count = text.search(words).get_next()
        width = text.get_charbox(start + count - 1)[2] - text.get_charbox(start)[0]
    # advance widths of TH Sarabun New in thousandths, marks above and below being 0
    advance = {
        "ผ": 381, "อ": 387, "ำ": 316, "น": 420, "ว": 335, "ย": 375, "ก": 386, "า": 316, "ร": 322,
        "ศ": 393, "บ": 428, "ป": 428, "ะ": 357, "ช": 380,
    }  # fmt: skip
    assert width == pytest.approx(sum(advance.get(sign, 0) for sign in words) * 16 / 1000, rel=0.05)


@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS)
def test_file_is_archival_and_accessible(letter):
    with pikepdf.open(BytesIO(render(letter))) as document:
        assert str(document.Root.Lang).startswith("th")
        assert document.Root.MarkInfo.Marked
        assert document.Root.ViewerPreferences.DisplayDocTitle
        metadata = document.open_metadata()
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert letter.subject in metadata["dc:title"]
        fonts = [font for page in document.pages for font in page.resources.get("/Font", {}).values()]
        assert fonts
        for font in fonts:
            assert "Sarabun" in str(font.BaseFont)
            assert (
                "/FontFile2" in font.DescendantFonts[0].FontDescriptor
                or "/FontFile3" in font.DescendantFonts[0].FontDescriptor
            )


def test_same_letter_always_gives_the_same_bytes():
    assert render(REFERRAL) == render(REFERRAL)
    assert render(REFERRAL) != render(replace(REFERRAL, number="นร 0105.04/1236"))
    assert render_report(REPORT) == render_report(REPORT)


@pytest.mark.parametrize(
    "words",
    ["ขั้นตอน", "สิ่งที่", "ยิ่งขึ้น", "ทั้งนี้", "ที่ตั้ง", "น้ำใจ", "ปู่ย่า", "ครั้ง", "ฟื้นฟู", "ปั้น", "ผึ้ง", "ฝั่ง", "กลุ่ม", "การันต์", "ก๊าซ", "จ๋า"],
)
def test_each_syllable_is_read_back_once(words):
    pdf = render(replace(RESULT, content=(Paragraph(f"ข{words}น{words} {words}"),)))
    (page,) = pages_of(pdf)
    assert_in_order(page, f"11204 ข{words}น{words} {words} ขอแสดงความนับถือ")


def test_mended_file_is_whole_as_a_library_reads_it():
    with pikepdf.open(BytesIO(render(LONG))) as whole:
        assert len(whole.pages) > 1
        assert whole.check_pdf_syntax() == []
        assert {"/Title", "/Producer"} & set(whole.trailer.Info.keys())
        assert whole.Root.Outlines.First.Title


def test_other_contents_stand_in_a_stream_and_all_else_stays():
    pdf = render(LONG)
    with pikepdf.open(BytesIO(pdf)) as before:
        number, second = before.pages[0].Contents.objgen[0], before.pages[1].Contents.read_bytes()
    with pikepdf.open(BytesIO(replaced(pdf, {number: b"q Q " * 20_000}))) as after:
        assert after.pages[0].Contents.read_bytes() == b"q Q " * 20_000
        assert after.pages[1].Contents.read_bytes() == second
        assert after.check_pdf_syntax() == []


def test_long_letter_runs_on_with_number_and_catchword():
    first, second = pages_of(render(LONG))
    assert first.endswith("...")
    catchword = first.rsplit("/", 1)[1].removesuffix("...")
    assert second.startswith("- ๒ - " + catchword)
    assert len(catchword) >= 5
    assert "เรียน ประธานคณะกรรมการ" in first
    assert_in_order(second, "จึงเรียนมาเพื่อโปรดทราบ", "ขอแสดงความนับถือ", "โทร.")


def test_long_addressee_hangs_under_itself():
    pdf = render(LONG)
    ((first_left, first_top),) = places_of(pdf, 0, "ประธานคณะกรรมการประสานงาน")
    ((second_left, second_top),) = places_of(pdf, 0, "ในพื้นที่ลุ่มน้ำตัวอย่างตอนบน")
    assert second_top - first_top == pytest.approx(17.6 / MM, abs=1)
    assert first_left > 30
    assert second_left > first_left


@pytest.mark.parametrize("paragraphs", range(2, 13))
def test_no_signature_stands_on_a_page_without_text(paragraphs):
    body = (LONG.content[4],) * paragraphs
    last = pages_of(render(replace(LONG, content=(*body, LONG.content[-1]))))[-1]
    before = last.split("ขอแสดงความนับถือ")[0]
    assert "จึงเรียนมาเพื่อโปรดทราบ" in before
    assert len(before) > 100
    assert "โทร." in last


def test_reminder_repeats_the_head_of_its_list_on_each_page():
    pages = pages_of(render(reminder(60)))
    assert len(pages) > 3
    tables = [page for page in pages if "11204" in page]
    assert all("รหัสเรื่อง เรื่อง วันที่ส่ง" in page for page in tables)
    assert ["๖๐ 10060 90765 11200" in page for page in pages].count(True) == 1


def test_draft_shows_what_is_still_missing():
    (page,) = pages_of(render(DRAFT))
    assert "(ครุฑ)" in page
    assert "ร่าง" in page
    assert "(ครุฑ)" not in pages_of(render(REFERRAL))[0]


def test_garuda_supplied_by_the_administrator_is_drawn(settings, tmp_path):
    drawing = tmp_path / "garuda.svg"
    drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>')
    without = render(DRAFT)
    settings.GARUDA_IMAGE = drawing
    assert "(ครุฑ)" not in pages_of(render(DRAFT))[0]
    assert render(DRAFT) != without


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('#import "x": y *b* $x$ \\ <a> @b [c] // d = e', '#import "x": y *b* $x$ \\ <a> @b [c] // d = e'),
        ("ยินดี😀ครับ", "ยินดี?ครับ"),
        ("中文 ชื่อ", "?? ชื่อ"),
        ("ก\u202eข\x00ค\x07ง", "กขคง"),
        ("หนึ่ง\nสอง", "หนึ่ง สอง"),
    ],
)
def test_whatever_is_typed_is_shown_as_words(typed, shown):
    (page,) = pages_of(render(replace(RESULT, content=(Paragraph(typed),))))
    assert shown in page


def test_run_without_end_stays_on_the_paper():
    pdf = render(replace(RESULT, content=(Paragraph("ก" * 2000), Paragraph("https://palat.example/" + "x" * 500))))
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[0].get_textpage()
        assert max(text.get_charbox(n)[2] for n in range(text.count_chars())) < RIGHT + 10


def test_qr_code_holds_the_address():
    assert qr_svg("https://palat.example/verify/1") != qr_svg("https://palat.example/verify/2")
    plain = render(replace(RESULT, verification=None))
    checked = render(replace(RESULT, verification=Verification("https://palat.example/verify/1", "1-1-1")))
    assert "ตรวจสอบหนังสือฉบับนี้" not in pages_of(plain)[0]
    assert "ตรวจสอบหนังสือฉบับนี้ 1-1-1" in pages_of(checked)[0]


@pytest.mark.parametrize("url", ["https://palat.example/letters/61c2-b08b-6073/", "https://palat.example/", "ร้องทุกข์"])
def test_codes_of_one_length_are_those_that_the_library_draws(url):
    letters = [url, url[:-3] + "x" + url[-2:], url[:-1] + "9", "0" + url[1:-4] + "a-7/"]
    for one in letters:
        code = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_M, mask_pattern=4)
        code.add_data(one, optimize=0)
        rows = code.get_matrix()
        dark = sum(map(sum, rows)), "".join("1" if square else "0" for row in rows for square in row)
        side, squares = squares_of(one.encode())
        assert (side, squares.bit_count(), f"{squares:0{side * side}b}") == (len(rows), *dark)


def test_missing_fonts_are_named_with_the_cure(settings, tmp_path):
    settings.ROOT = tmp_path
    with pytest.raises(FontsMissing, match="palat setup"):
        font_folders()


def test_report_has_title_page_contents_bookmarks_and_page_numbers():
    pdf = render_report(REPORT)
    pages = pages_of(pdf)
    assert_in_order(
        pages[0], "สำนักงานปลัด", "รายงานผลการดำเนินการเรื่องราวร้องทุกข์", "ไตรมาสที่ ๔", "๑๕ ตุลาคม ๒๕๖๙", "ข้อมูล ณ วันที่ ๓๐"
    )
    assert_in_order(pages[1], "สารบัญ", "ภาพรวม", "ด้านกฎหมาย", "ข้อเสนอแนะ")
    assert "๖๑,๒๐๔ ครั้ง" in pages[2]
    with pypdfium2.PdfDocument(pdf) as document:
        bookmarks = [(mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    assert bookmarks[0] == (0, "ภาพรวม", 2)
    assert (1, "ด้านข้อมูล", 3) in bookmarks
    assert all("กระทรวง รับ (เรื่อง) ยุติ (เรื่อง) ร้อยละ" in page for page in pages[2:])
    assert pages[2].split()[1] == "๒"


def test_report_draws_its_figures_with_words_for_those_who_cannot_see_them():
    without = replace(REPORT, sections=(replace(REPORT.sections[0], content=REPORT.sections[0].content[:1]),))
    assert b"/Figure" in pikepdf_text(render_report(REPORT))
    assert b"/Figure" not in pikepdf_text(render_report(without))


def pikepdf_text(pdf: bytes) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as document:
        return b"\n".join(
            item.unparse(resolved=True) for item in document.objects if not isinstance(item, pikepdf.Stream)
        )


def test_png_and_svg_are_told_apart():
    assert Figure(b"\x89PNG\r\n", "x").suffix == "png"
    assert Figure(b"<svg/>", "x").suffix == "svg"


def test_report_without_parts_is_refused():
    with pytest.raises(BadLetter):
        render_report(replace(REPORT, sections=(), on=date(2026, 1, 1)))


@pytest.mark.parametrize("form", SHAPES)
def test_last_page_of_every_form_has_text_above_its_signature(form):
    pages = pages_of(render(long(form)))
    assert len(pages) == 2
    assert "(ย่อหน้าที่ ๘)" in pages[-1]
    assert pages[0].replace(" ", "").endswith("...") or form in {"minutes", "stamped"}


def test_classified_letter_of_two_pages_has_its_catchword():
    first, second = pages_of(render(long("external")))
    catchword = first.rsplit("/", 1)[1].removesuffix("...")
    assert catchword in second
    assert len(catchword) >= 5


@pytest.mark.parametrize("form", SHAPES)
def test_headings_of_every_form_are_bookmarks(form):
    with pypdfium2.PdfDocument(render(sample(form))) as document:
        titles = [mark.get_title() for mark in document.get_toc()]
    assert titles
    headings = [one.text for one in sample(form).content if isinstance(one, Paragraph) and one.kind == "heading"]
    assert len(titles) == 1 + len(headings)


def test_orders_minutes_and_certificates_have_their_own_words():
    (order,) = pages_of(render(sample("order")))
    assert_in_order(order, "คำสั่งสำนักงานปลัด", "ที่ ๑๒/๒๕๖๙", "เรื่อง แต่งตั้ง", "สั่ง ณ วันที่ ๒๔ พฤศจิกายน พ.ศ. ๒๕๖๙", "(นายตัวอย่าง")
    (minutes,) = pages_of(render(sample("minutes")))
    assert_in_order(minutes, "รายงานการประชุมคณะทำงาน", "ครั้งที่ ๓/๒๕๖๙", "ผู้มาประชุม", "ผู้ไม่มาประชุม", "๐๙.๓๐ น.")
    assert_in_order(minutes, "เลิกประชุมเวลา ๑๑.๔๕ น.", "(นางสาวสมมุติ จดรายงาน)", "ผู้จดรายงาน", "ผู้ตรวจรายงาน")
    (certificate,) = pages_of(render(sample("certificate")))
    assert_in_order(certificate, "เลขที่ ๑๒/๒๕๖๙", "หนังสือฉบับนี้ให้ไว้เพื่อรับรองว่า นางสาวสมมุติ นามสมมุติ ได้เข้าร่วม", "ให้ไว้ ณ วันที่")
    (announcement,) = pages_of(render(sample("announcement")))
    assert_in_order(announcement, "ประกาศสำนักงานปลัด", "เรื่อง ปิดระบบ", "ประกาศ ณ วันที่")
    assert "ขอแสดงความนับถือ" not in order + minutes + certificate + announcement
