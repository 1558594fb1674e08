"""A registry clerk's day in a real browser: papers come in, one late, one wrong; numbers for paper; pages printed."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import DESKTOP, PHONE, Site

pytestmark = pytest.mark.browser
LOOK = os.environ.get("LOOK_AT")  # a folder in which the screens are kept, to be looked at


def look(who: Any, name: str) -> None:
    """Keep the screen, once its type has come."""
    who.page.evaluate("document.fonts.ready")
    wide = who.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not wide, f"{name}: wider than the screen"
    if LOOK:
        who.page.screenshot(path=str(Path(LOOK) / f"{name}.png"), full_page=True)


def today() -> str:
    now = date.today()  # noqa: DTZ011 - the browser's own day
    return f"{now.day}/{now.month}/{now.year + 543}"


def enter(clerk: Any, register: str, **columns: str) -> str:
    clerk.go(f"/desk/registers/{register}/enter/")
    for name, words in columns.items():
        clerk.page.fill(f"[name={name}]", words)
    clerk.send("ลงทะเบียนและออกเลข")
    return str(clerk.page.url)


@pytest.mark.parametrize(
    ("screen", "language"), [(DESKTOP, "th"), (PHONE, "th"), (PHONE, "en")], ids=["wide", "phone", "english"]
)
def test_day_of_a_registry_clerk(site: Site, someone: Any, screen: dict[str, int], language: str) -> None:
    clerk = someone(screen, language=language).sign_in("clerk-1")
    name = f"{screen['width']}-{language}"
    clerk.go("/desk/registers/")
    look(clerk, f"{name}-registers")
    paper = {"sender": "กรมตัวอย่าง", "addressee": "ปลัดสำนักนายกรัฐมนตรี", "paper_number": "มท ๐๘๐๘.๒/ว๓๑๖"}
    clerk.go("/desk/registers/letter_in/enter/")
    look(clerk, f"{name}-enter")
    first = enter(clerk, "letter_in", **paper, subject="ขอเชิญประชุมคณะทำงานติดตามเรื่องราวร้องทุกข์ ครั้งที่ 4/2569")
    assert "มท ๐๘๐๘.๒/ว ๓๑๖" in clerk.text()
    look(clerk, f"{name}-entry")
    wrong = enter(clerk, "letter_in", **paper, subject="ลงผิดทะเบียน", action="จ่ายกลุ่มกฎหมาย")
    clerk.go(wrong.removeprefix(site.url) + "void/")
    clerk.page.fill("[name=reason]", "ลงผิดทะเบียน")
    clerk.send("ยกเลิกเลข")
    assert clerk.words("ยกเลิกเลข") in clerk.text()
    refused = enter(clerk, "letter_in", **paper, subject="ข้ามปี", on="31/12/2567", late_reason="ค้าง")
    assert refused.endswith("/enter/")
    look(clerk, f"{name}-refused")
    clerk.go(first.removeprefix(site.url) + "correct/")
    clerk.page.fill("[name=action]", "จ่ายกลุ่มประสานและติดตาม 1")
    clerk.page.fill("[name=reason]", "จ่ายเรื่องแล้ว")
    clerk.send("บันทึกการแก้ไข")
    look(clerk, f"{name}-corrected")

    clerk.go("/desk/registers/letter_out/reserve/")
    clerk.page.fill("[name=many]", "๓")
    clerk.page.fill("[name=reserved_for]", "กลุ่มรับเรื่องราวร้องทุกข์")
    clerk.page.fill("[name=why]", "ปิดระบบเพื่อบำรุงรักษา")
    clerk.send("จองเลข")
    block = clerk.page.url.removeprefix(site.url)
    clerk.page.locator("main table a").first.click()
    clerk.page.locator("aside a.btn-primary").click()
    clerk.page.fill("[name=subject]", "ตอบข้อหารือการรับเรื่องร้องทุกข์")
    clerk.page.fill("[name=addressee]", "กรมตัวอย่าง")
    clerk.page.fill("[name=on]", today())
    look(clerk, f"{name}-settle")
    clerk.send("บันทึกเอกสารที่ใช้เลขนี้")
    look(clerk, f"{name}-block")
    clerk.go("/desk/work/")
    assert clerk.words("เลขที่จองไว้ รอบันทึกการใช้") in clerk.text()
    look(clerk, f"{name}-work")
    clerk.go(block)
    clerk.page.fill("[name=reason]", "ไม่ได้ใช้")
    clerk.send("ยกเลิกเลขที่เหลือ")
    clerk.go("/desk/work/")
    assert clerk.words("เลขที่จองไว้ รอบันทึกการใช้") not in clerk.text()

    clerk.go("/desk/registers/entries/")
    look(clerk, f"{name}-entries")
    clerk.go("/desk/registers/entries/?register=letter_in&running_from=1&running_to=2")
    look(clerk, f"{name}-narrowed")
    printed = clerk.context.request.get(f"{site.url}/desk/registers/entries/?register=letter_in&export=pdf")
    assert printed.headers["content-type"] == "application/pdf"
    if LOOK:
        (Path(LOOK) / f"{name}.pdf").write_bytes(printed.body())
