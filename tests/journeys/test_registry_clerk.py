"""A registry clerk's day in a real browser: papers come in, one late, one wrong; numbers for paper; pages printed."""

from datetime import date
from typing import Any

import pytest

from tests.journeys.conftest import DESKTOP, PHONE, Site

pytestmark = pytest.mark.browser


def today() -> str:
    now = date.today()  # noqa: DTZ011 - the browser's own day
    return f"{now.day}/{now.month}/{now.year + 543}"


def enter(clerk: Any, register: str, **columns: str) -> str:
    clerk.go(f"/desk/registers/{register}/enter/")
    for name, words in columns.items():
        clerk.page.fill(f"[name={name}]", words)
    clerk.send("ลงทะเบียนและออกเลข")
    return str(clerk.page.url)


def test_papers_come_in_one_late_one_wrong(site: Site, someone: Any) -> None:
    clerk = someone(DESKTOP).sign_in("clerk-1")
    clerk.go("/desk/registers/")
    clerk.look("registers")
    paper = {"sender": "กรมตัวอย่าง", "addressee": "ปลัดสำนักนายกรัฐมนตรี", "paper_number": "มท ๐๘๐๘.๒/ว๓๑๖"}
    clerk.go("/desk/registers/letter_in/enter/")
    clerk.look("enter")
    first = enter(clerk, "letter_in", **paper, subject="ขอเชิญประชุมคณะทำงานติดตามเรื่องราวร้องทุกข์ ครั้งที่ 4/2569")
    assert "มท ๐๘๐๘.๒/ว ๓๑๖" in clerk.text()
    clerk.look("entry")
    asked = enter(clerk, "letter_in", **paper, subject="ลงผิดทะเบียน", action="จ่ายกลุ่มกฎหมาย")
    assert asked.endswith("/enter/"), "its number is in the register already"
    clerk.look("same-number")
    clerk.page.check("[name=again]")
    clerk.send("ลงทะเบียนและออกเลข")
    wrong = str(clerk.page.url)
    clerk.go(wrong.removeprefix(site.url) + "void/")
    clerk.page.fill("[name=reason]", "ลงผิดทะเบียน")
    clerk.send("ยกเลิกเลข")
    assert clerk.words("ยกเลิกเลข") in clerk.text()
    refused = enter(clerk, "letter_in", **paper, subject="ข้ามปี", on="31/12/2567", late_reason="ค้าง")
    assert refused.endswith("/enter/")
    clerk.look("refused")
    clerk.go(first.removeprefix(site.url) + "correct/")
    clerk.page.fill("[name=action]", "จ่ายกลุ่มประสานและติดตาม 1")
    clerk.page.fill("[name=reason]", "จ่ายเรื่องแล้ว")
    clerk.send("บันทึกการแก้ไข")
    clerk.look("corrected")
    clerk.go("/desk/registers/entries/")
    clerk.look("entries")
    clerk.go("/desk/registers/entries/?register=letter_in&running_from=1&running_to=2")
    clerk.look("narrowed")
    printed = clerk.context.request.get(f"{site.url}/desk/registers/entries/?register=letter_in&export=pdf")
    assert printed.headers["content-type"] == "application/pdf"
    clerk.keep("register.pdf", printed.body())


def test_numbers_are_reserved_for_paper_and_settled(site: Site, someone: Any) -> None:
    clerk = someone(PHONE, language="en").sign_in("clerk-1")
    clerk.go("/desk/registers/letter_out/reserve/")
    clerk.page.fill("[name=many]", "๓")
    clerk.page.fill("[name=reserved_for]", "กลุ่มรับเรื่องราวร้องทุกข์")
    clerk.page.fill("[name=why]", "ปิดระบบเพื่อบำรุงรักษา")
    clerk.send("จองเลข")
    block = clerk.page.url.removeprefix(site.url)
    clerk.press(clerk.page.locator("main table a").first)
    clerk.press(clerk.page.locator("aside a.btn-primary"))
    clerk.page.fill("[name=subject]", "ตอบข้อหารือการรับเรื่องร้องทุกข์")
    clerk.page.fill("[name=addressee]", "กรมตัวอย่าง")
    clerk.page.fill("[name=on]", today())
    clerk.look("settle")
    clerk.send("บันทึกเอกสารที่ใช้เลขนี้")
    clerk.look("block")
    clerk.go("/desk/work/")
    assert clerk.words("เลขที่จองไว้ รอบันทึกการใช้") in clerk.text()
    clerk.look("work")
    clerk.go(block)
    clerk.page.fill("[name=reason]", "ไม่ได้ใช้")
    clerk.send("ยกเลิกเลขที่เหลือ")
    clerk.go("/desk/work/")
    assert clerk.words("เลขที่จองไว้ รอบันทึกการใช้") not in clerk.text()
