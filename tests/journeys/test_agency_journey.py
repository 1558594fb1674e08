"""An agency from its own door: work given out, sent on to a district, drafted by a junior, approved by the head."""

import re
from typing import Any

import pytest

from tests.journeys.conftest import DESKTOP, PHONE, Person, Site
from tests.journeys.test_petition_journey import file_petition

pytestmark = pytest.mark.browser
PASSWORD = "kept-for-eternity-2569"


def invited(manager: Person, newcomer: Person, role: str, name: str) -> None:
    """Invite someone by e-mail; they open their account on a phone, and sign in."""
    manager.go("/desk/agency/people/")
    manager.page.fill("[name=address]", f"{name}@example.org")
    manager.page.check(f"[name=role][value={role}]")
    manager.send("ส่งคำเชิญ")
    link = re.search(r"http://\S+/agency-join/\S+", manager.site.mail.wait_for(f"{name}@example.org"))
    assert link
    newcomer.page.goto(link[0])
    typed = {"given_name": "สมมุติ", "family_name": name, "username": name, "password": PASSWORD, "again": PASSWORD}
    for field, words in typed.items():
        newcomer.page.fill(f"[name={field}]", words)
    newcomer.send("เปิดบัญชี")
    newcomer.page.fill("input[name=login]", name)
    newcomer.page.fill("input[name=password]", PASSWORD)
    newcomer.press("main button[type=submit]")
    newcomer.page.wait_for_url("**/desk/agency/")


def referred(someone: Any, site: Site) -> int:
    """File a petition, take it in, refer it to กทพ; return the number of the agency's track."""
    code = file_petition(someone(PHONE), "ไฟส่องสว่างใต้ทางพิเศษดับมาสองสัปดาห์ เด็กเดินกลับบ้านลำบาก")
    intake = someone(DESKTOP).sign_in("intake-1")
    intake.go(f"/desk/petitions/{code}/acts/accept/")
    officer_id = intake.page.locator("[name=officer_id] option", has_text="officer-1").first.get_attribute("value")
    intake.act(code, "accept", officer_id=officer_id)
    someone(DESKTOP).sign_in("officer-1").act(code, "refer", agency_ids=[site.agency("กทพ")])
    return site.track(code, "กทพ")


def test_an_agency_drafts_sends_on_compiles_and_approves(someone: Any, site: Site) -> None:
    number = referred(someone, site)
    liaison = someone(DESKTOP).sign_in("liaison-exat")
    liaison.go("/desk/")
    assert liaison.page.url.endswith("/desk/agency/")
    head, junior = someone(DESKTOP), someone(PHONE)
    invited(liaison, head, "agency_approver", "exat-head")
    invited(liaison, junior, "agency_drafter", "exat-junior")
    liaison.go("/desk/agency/rules/")
    liaison.page.check("[name=approval][value=answers]")
    liaison.send("บันทึก")

    assert junior.page.locator("#listing tbody tr").count() == 0, "nothing was given to them yet"
    liaison.go(f"/desk/agency/{number}/")
    liaison.send("รับเรื่องไว้ดำเนินการ")
    chosen = liaison.page.locator("[name=official_id] option", has_text="exat-junior").first.get_attribute("value")
    liaison.page.select_option("[name=official_id]", chosen)
    liaison.send("ส่งต่อภายใน")

    liaison.go(f"/desk/agency/{number}/send-on/")
    day = liaison.site.ask("SELECT to_char(now() + interval '2 days', 'DD/MM/YYYY')")
    typed = {"to_name": "อำเภอสมมุติ", "to_email": "district@example.org", "words": "โปรดสำรวจจุดที่ไฟดับ", "due_on": day}
    for field, words in typed.items():
        liaison.page.fill(f"[name={field}]", words)
    liaison.send("ส่งต่อ")
    link = re.search(r"http://\S+/agency-answer/\S+", site.mail.wait_for("district@example.org"))
    assert link
    district = someone(PHONE)
    district.page.goto(link[0])
    district.page.fill("[name=words]", "สำรวจแล้ว หลอดไฟขาดสามดวง")
    district.page.fill("[name=who]", "ปลัดอำเภอ สมมุติ")
    district.send("ส่งคำตอบ")
    assert "ได้รับคำตอบของท่านแล้ว" in district.text()

    junior.go(f"/desk/agency/{number}/write/report/?compile=1")
    words = junior.page.locator("[name=words]").input_value()
    assert words == "อำเภอสมมุติ: สำรวจแล้ว หลอดไฟขาดสามดวง"
    junior.page.fill("[name=words]", f"{words}\n\nเปลี่ยนหลอดครบแล้ว")
    junior.page.select_option("[name=result]", "solved")
    assert junior.page.locator("button[value=send]").count() == 0, "a junior sends nothing to the Office"
    junior.press("button[value=submit]")
    junior.page.wait_for_url(f"**/desk/agency/{number}/")
    assert site.ask(f"SELECT answer FROM matters_track WHERE id = {number}") == ""

    head.go(f"/desk/agency/{number}/")
    assert "เปลี่ยนหลอดครบแล้ว" in head.text()
    head.send("อนุมัติและส่งถึงสำนักงาน")
    assert "เปลี่ยนหลอดครบแล้ว" in site.ask(f"SELECT answer FROM matters_track WHERE id = {number}")
    junior.go("/desk/agency/?folder=office")
    assert junior.page.locator("#listing tbody tr").count() == 1
