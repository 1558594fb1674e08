"""A registry clerk's morning in a real browser: one scan of several letters, each entered, given, labelled."""

import os
from pathlib import Path
from typing import Any

import pytest

from palat.kernel.incoming.tests.scans import as_picture, bound, letter, scanned, separator
from tests.journeys.conftest import DESKTOP, PHONE, Site
from tests.journeys.test_registry_clerk import look

pytestmark = pytest.mark.browser
LOOK = os.environ.get("LOOK_AT")


def wait_for_waiting(clerk: Any, many: int) -> None:
    """Open the box again until the worker has read what was laid in."""
    for _attempt in range(90):
        clerk.go("/desk/incoming/")
        if clerk.page.locator("main table.list tbody tr").count() >= many:
            return
        clerk.page.wait_for_timeout(500)
    raise AssertionError(clerk.text())


@pytest.mark.parametrize(
    ("screen", "language"), [(DESKTOP, "th"), (PHONE, "th"), (PHONE, "en")], ids=["wide", "phone", "english"]
)
def test_morning_of_a_registry_clerk(
    site: Site, someone: Any, tmp_path: Path, screen: dict[str, int], language: str
) -> None:
    clerk = someone(screen, language=language).sign_in("clerk-1")
    name = f"incoming-{screen['width']}-{language}"
    clerk.go("/desk/incoming/")
    look(clerk, f"{name}-empty")
    second = letter("กค 0102/9", "ขอความอนุเคราะห์ข้อมูลเรื่องร้องทุกข์ของประชาชนในพื้นที่จังหวัดภาคเหนือตอนบน")
    scan = tmp_path / "เช้านี้.pdf"
    third = scanned([as_picture(letter("ยธ 0768/2", "ส่งหนังสือร้องเรียน"))])
    scan.write_bytes(bound([letter(), separator(), second, separator(), third]))
    clerk.go("/desk/incoming/lay-in/")
    look(clerk, f"{name}-lay-in")
    clerk.page.set_input_files("input[name=files]", str(scan))
    clerk.send("นำเข้า")
    look(clerk, f"{name}-reading")
    wait_for_waiting(clerk, 3)
    look(clerk, f"{name}-box")

    clerk.page.locator("main table.list tbody a").first.click()
    clerk.page.wait_for_load_state("networkidle")
    look(clerk, f"{name}-enter")
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
    look(clerk, f"{name}-refused")
    clerk.page.fill("[name=subject]", "ขอความอนุเคราะห์ข้อมูล")
    clerk.send("ลงรับและออกเลข")
    clerk.page.wait_for_load_state("networkidle")
    look(clerk, f"{name}-picture")
    clerk.page.locator("a", has_text=clerk.words("แยกไว้ ไม่ลงทะเบียน")).click()
    look(clerk, f"{name}-aside")
    clerk.page.locator("main form button[type=submit]").last.click()

    clerk.go("/desk/incoming/?view=entered")
    look(clerk, f"{name}-entered")
    clerk.page.locator("main table.list tbody a").nth(1).click()
    clerk.page.wait_for_load_state("networkidle")
    look(clerk, f"{name}-item")
    clerk.page.locator("a", has_text=clerk.words("คืนต้นฉบับ")).first.click()
    clerk.page.fill("[name=how]", "ผู้ร้องรับเอง")
    clerk.page.locator("main form button[type=submit]").last.click()
    assert clerk.words("คืนแล้ว") in clerk.text()
    clerk.go("/desk/incoming/labels/")
    look(clerk, f"{name}-labels")
    for path, kept in (("/desk/incoming/separators.pdf", "separator"), (labels_of(clerk), "labels")):
        printed = clerk.context.request.get(site.url + path)
        assert printed.headers["content-type"] == "application/pdf", printed.text()
        if LOOK:
            (Path(LOOK) / f"{name}-{kept}.pdf").write_bytes(printed.body())


def labels_of(clerk: Any) -> str:
    """Return the address of the labels of today, as the form offers them."""
    values = {one: clerk.page.input_value(f"[name={one}]") for one in ("register", "first", "last", "year", "begin_at")}
    return "/desk/incoming/labels/?" + "&".join(f"{key}={value}" for key, value in values.items())
