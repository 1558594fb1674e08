"""A registry clerk's morning in a real browser: one scan of several letters, each entered, given, labelled."""

from pathlib import Path
from typing import Any

import pytest

from palat.kernel.incoming.tests.scans import as_picture, bound, letter, scanned, separator
from tests.journeys.conftest import DESKTOP, PHONE, Site

pytestmark = pytest.mark.browser


def wait_for_waiting(clerk: Any, many: int) -> None:
    """Open the box again until the worker has read what was laid in."""
    for _attempt in range(90):
        clerk.go("/desk/incoming/")
        if clerk.page.locator("main table.list tbody tr").count() >= many:
            return
        clerk.page.wait_for_timeout(500)
    raise AssertionError(clerk.text())


def test_morning_of_a_registry_clerk(site: Site, someone: Any, tmp_path: Path) -> None:
    abroad = someone(PHONE, language="en").sign_in("clerk-1")
    abroad.go("/desk/incoming/")
    abroad.look("incoming-empty")
    second = letter("กค 0102/9", "ขอความอนุเคราะห์ข้อมูลเรื่องร้องทุกข์ของประชาชนในพื้นที่จังหวัดภาคเหนือตอนบน")
    scan = tmp_path / "เช้านี้.pdf"
    third = scanned([as_picture(letter("ยธ 0768/2", "ส่งหนังสือร้องเรียน"))])
    scan.write_bytes(bound([letter(), separator(), second, separator(), third]))
    abroad.go("/desk/incoming/lay-in/")
    abroad.look("incoming-lay-in")
    abroad.page.set_input_files("input[name=files]", str(scan))
    abroad.send("นำเข้า")
    abroad.look("incoming-reading")
    wait_for_waiting(abroad, 3)
    abroad.look("incoming-box")

    clerk = someone(DESKTOP).sign_in("clerk-1")
    clerk.go("/desk/incoming/")

    clerk.press(clerk.page.locator("main table.list tbody a").first)
    clerk.page.wait_for_load_state("networkidle")
    clerk.look("incoming-enter")
    assert clerk.page.input_value("[name=paper_number]") == "มท 0808.2/ว 316"
    assert clerk.page.input_value("[name=sender]") == "จังหวัดเชียงใหม่"
    legal = site.ask("SELECT id FROM organisation_unit WHERE code = 'psc.legal'")
    clerk.page.select_option("[name=unit]", legal)
    if not clerk.page.locator("[name=originals]").is_visible():
        clerk.page.locator("details.part summary").first.click()
    clerk.page.fill("[name=originals]", "โฉนดที่ดินฉบับจริง 1 ฉบับ")
    clerk.page.fill("[name=where]", "แฟ้มรับประจำวัน")
    clerk.send("ลงรับและออกเลข")
    clerk.page.wait_for_load_state("networkidle")
    assert "ขอความอนุเคราะห์" in clerk.page.input_value("[name=subject]"), "led on to the next"
    clerk.page.fill("[name=subject]", "")
    clerk.send("ลงรับและออกเลข")
    clerk.look("incoming-refused")
    clerk.page.fill("[name=subject]", "ขอความอนุเคราะห์ข้อมูล")
    clerk.send("ลงรับและออกเลข")
    clerk.page.wait_for_load_state("networkidle")
    clerk.look("incoming-picture")
    clerk.press(clerk.page.locator("a", has_text=clerk.words("แยกไว้ ไม่ลงทะเบียน")))
    clerk.look("incoming-aside")
    clerk.press(clerk.page.locator("main form button[type=submit]").last)

    clerk.go("/desk/incoming/?view=entered")
    clerk.look("incoming-entered")
    clerk.press(clerk.page.locator("main table.list tbody a").nth(1))
    clerk.page.wait_for_load_state("networkidle")
    clerk.look("incoming-item")
    clerk.press(clerk.page.locator("a", has_text=clerk.words("คืนต้นฉบับ")).first)
    clerk.page.fill("[name=how]", "ผู้ร้องรับเอง")
    clerk.press(clerk.page.locator("main form button[type=submit]").last)
    assert clerk.words("คืนแล้ว") in clerk.text()
    abroad.go("/desk/incoming/?view=entered")
    abroad.look("incoming-entered-too")
    clerk.go("/desk/incoming/labels/")
    clerk.look("incoming-labels")
    for path, kept in (("/desk/incoming/separators.pdf", "separator"), (labels_of(clerk), "labels")):
        printed = clerk.context.request.get(site.url + path)
        assert printed.headers["content-type"] == "application/pdf", printed.text()
        clerk.keep(f"{kept}.pdf", printed.body())


def labels_of(clerk: Any) -> str:
    """Return the address of the labels of today, as the form offers them."""
    values = {one: clerk.page.input_value(f"[name={one}]") for one in ("register", "first", "last", "year", "begin_at")}
    return "/desk/incoming/labels/?" + "&".join(f"{key}={value}" for key, value in values.items())
