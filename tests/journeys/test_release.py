"""Documents leave by the desk: an officer covers a name with pointer and keys, and it is gone from what leaves."""

import io
import time
import zipfile
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from palat.kernel.redaction.tests.samples import SECRET, plain_pdf
from tests.journeys.conftest import PHONE, Person

pytestmark = [pytest.mark.browser, pytest.mark.long]


def until(person: Person, words: str, *, seconds: float = 60) -> None:
    """Wait until the page of a set says something; it opens anew by itself, and here a little sooner."""
    end = time.monotonic() + seconds
    while person.words(words) not in person.text():
        assert time.monotonic() < end, person.text()
        time.sleep(0.5)
        person.page.reload()


def test_a_name_is_covered_and_gone(someone: Any, tmp_path: Path) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(plain_pdf(f"Owner {SECRET} of", "Other words"))
    officer = someone(PHONE, "en").sign_in("info-officer-1")
    officer.go("/desk/information/requests/new/")
    for name, value in (("text", "ขอสำเนาสัญญาจ้าง"), ("full_name", "สมมุติ ผู้ขอ"), ("phone", "0812345678")):
        if officer.page.locator(f"[name={name}]").count():
            officer.page.fill(f"[name={name}]", value)
    officer.page.locator("main form[method=post] button[type=submit]").last.click()
    officer.page.wait_for_load_state()
    officer.page.click("a[href*='/desk/release/of/']")
    officer.page.fill("[name=title]", "ชุดแรก")
    officer.send("เริ่มชุดใหม่")
    officer.page.set_input_files("[name=files]", str(letter))
    officer.send("เพิ่มเอกสาร")
    until(officer, "เปิดเพื่อปกปิด")
    until(officer, "ทำและตรวจฉบับเปิดเผย")
    here = officer.page.url
    officer.page.get_by_role("link", name=officer.words("เปิดเพื่อปกปิด")).click()
    officer.page.wait_for_load_state()
    sheet = officer.page.locator("[data-redact]").bounding_box()
    assert sheet
    across, down = sheet["width"], sheet["height"]
    officer.page.mouse.move(sheet["x"] + across * 0.1, sheet["y"] + down * 0.145)
    officer.page.mouse.down()
    officer.page.mouse.move(sheet["x"] + across * 0.45, sheet["y"] + down * 0.18)
    officer.page.mouse.up()
    assert officer.page.locator("[name=left]").input_value().startswith(("9.", "10."))
    officer.page.locator("[data-redact]").focus()
    officer.page.keyboard.press("Shift+ArrowRight")
    officer.page.select_option("#mark [name=ground]", "s15_5")
    officer.page.fill("#mark [name=words]", "ชื่อบุคคล")
    officer.page.locator("#mark button[type=submit]").click()
    officer.page.wait_for_load_state()
    assert officer.page.locator(".redact-mark").count() == 1
    officer.page.goto(here)
    officer.send("ทำและตรวจฉบับเปิดเผย")
    until(officer, "จัดชุดเปิดเผย")
    officer.send("จัดชุดเปิดเผย")
    with officer.page.expect_download() as came:
        officer.page.get_by_role("link", name=officer.words("ดาวน์โหลดชุดเปิดเผย (ZIP)")).click()
    with zipfile.ZipFile(io.BytesIO(Path(came.value.path()).read_bytes())) as archive:
        copy = next(name for name in archive.namelist() if name.startswith("01-"))
        content = archive.read(copy)
    assert SECRET.encode() not in content
    with pypdfium2.PdfDocument(content) as document:
        assert document[0].get_textpage().get_text_range() == ""
