"""A citizen's petition from a phone to the Prime Minister's phone and back, in a real browser."""

import re
from typing import Any

import pytest

from tests.journeys.conftest import DESKTOP, PHONE, Site

pytestmark = pytest.mark.browser


def file_petition(person: Any, text: str, **fields: str) -> str:
    """File a petition on the portal and return its code."""
    person.go("/petitions/new/")
    person.page.fill("#id_text", text)
    person.page.click("button[name=go][value=who]")
    for name, value in fields.items():
        person.page.fill(f"#id_{name}", value)
    person.page.click("button[name=go][value=review]")
    assert text in person.page.locator("main").inner_text()
    person.page.click("button[name=go][value=send]")
    person.page.wait_for_url("**/petitions/received/**")
    return str(person.page.url.rstrip("/").rsplit("/", 1)[-1])


def tracks_of(person: Any, code: str) -> dict[str, int]:
    """Return the tracks shown on a matter's page by the agency's name."""
    person.go(f"/desk/petitions/{code}/")
    heads = person.page.locator("h2[id^=track-]")
    return {head.inner_text().split("\n")[0]: int(head.get_attribute("id").split("-")[1]) for head in heads.all()}


def track_of(person: Any, code: str, agency: str) -> int:
    """Return the number of an agency's track."""
    return next(number for name, number in tracks_of(person, code).items() if agency in name)


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_from_the_portal_to_the_prime_minister_and_back(someone: Any, site: Site, screen: dict[str, int]) -> None:
    citizen = someone(screen)
    code = file_petition(
        citizen, "ไฟฟ้าในหมู่บ้านดับทุกคืน เครื่องใช้ไฟฟ้าเสียหายหลายหลัง", full_name="สมมุติ ตัวอย่าง", email="somsmut@example.org"
    )
    twin = file_petition(someone(PHONE), "ไฟดับทุกคืนเหมือนกัน บ้านอยู่ซอยเดียวกัน")

    intake = someone().sign_in("intake-1")
    intake.go(f"/desk/petitions/{code}/acts/accept/")
    officer_choice = intake.page.locator("[name=officer_id] option", has_text="officer-1").first.get_attribute("value")
    intake.act(code, "accept", "รับไว้พิจารณา", officer_id=officer_choice)
    intake.act(twin, "merge", "รวมเรื่อง", code=code, reason="ซอยเดียวกัน คืนเดียวกัน")

    officer = someone().sign_in("officer-1")
    officer.go(f"/desk/petitions/{code}/acts/refer/")
    agencies = [
        officer.page.locator("[name=agency_ids] option", has_text=re.compile(name)).first.get_attribute("value")
        for name in ("^การไฟฟ้าส่วนภูมิภาค$", "^การไฟฟ้านครหลวง$")
    ]
    officer.act(code, "refer", "ส่งเรื่อง", agency_ids=agencies)

    link = re.search(r"http://\S+/answer/\S+", site.mail.wait_for("mea@example.org"))
    assert link
    by_link = someone(screen)
    by_link.page.goto(link[0])
    by_link.page.locator("summary", has_text="ไม่อยู่ในหน้าที่และอำนาจ").click()
    by_link.page.fill("[name=agency_return-words]", "อยู่นอกเขตจำหน่ายของการไฟฟ้านครหลวง")
    by_link.send("ไม่อยู่ในหน้าที่และอำนาจ")
    assert "ได้รับคำตอบ" in by_link.page.locator("main").inner_text()
    by_link.page.goto(link[0])
    assert "ใช้ตอบไปแล้ว" in by_link.page.locator("main").inner_text()
    by_link.problems.clear()  # the used link answers 410, which the console tells

    officer.go(f"/desk/petitions/{code}/acts/reroute/{track_of(officer, code, 'นครหลวง')}/")
    water = officer.page.locator("[name=agency_id] option", has_text="การประปาส่วนภูมิภาค").first.get_attribute("value")
    officer.act(code, "reroute", "เปลี่ยนหน่วยงาน", track_of(officer, code, "นครหลวง"), agency_id=water)
    officer.act(code, "chase", "ติดตาม", track_of(officer, code, "ไฟฟ้าส่วนภูมิภาค"))

    for account, agency in (("liaison-pea", "ไฟฟ้าส่วนภูมิภาค"), ("liaison-pwa", "ประปาส่วนภูมิภาค")):
        liaison = someone(screen).sign_in(account)
        number = track_of(liaison, code, agency)
        assert len(tracks_of(liaison, code)) == 1, "an agency sees its own track only"
        liaison.act(code, "agency_report", "รายงานผล", number, words="ตรวจสอบและแก้ไขแล้ว", result="solved")
        officer.act(code, "accept_report", "รับรายงาน", track_of(officer, code, agency))

    officer.go(f"/desk/petitions/{code}/facts/")
    officer.page.fill("[name=issue-0-words]", "ไฟดับเพราะเหตุใด")
    officer.page.fill("[name=issue-0-finding]", "หม้อแปลงรับภาระเกิน")
    officer.page.fill("[name=law]", "ตามระเบียบของหน่วยงาน")
    officer.send("ประมวลข้อเท็จจริง")
    officer.go(f"/desk/petitions/{code}/opinion/")
    for name, words in (
        ("question", "ให้ตรวจหม้อแปลงทั้งอำเภอหรือไม่"), ("facts", "ไฟดับซ้ำ 30 คืน"), ("recommendation", "เห็นควรให้ตรวจทั้งอำเภอ"),
        ("options-0-words", "ตรวจทั้งอำเภอ"),
    ):  # fmt: skip
        officer.page.fill(f"[name={name}]", words)
    officer.page.select_option("[name=up_to]", "prime_minister")
    officer.send("เสนอความเห็น")
    assert "/opinion/" not in officer.page.url, officer.page.locator("main").inner_text()
    for level in ("head-1", "director-psc", "deputy-ps", "ps", "minister", "dpm"):
        decider = someone(PHONE).sign_in(level)
        decider.go(f"/desk/decisions/{code}/")
        decider.page.locator(".decide-grid a", has_text="เห็นชอบและเสนอต่อ").click()
        decider.page.fill("[name=words]", "เห็นชอบ")
        decider.send("เห็นชอบและเสนอต่อ")
        assert decider.page.url.endswith("/desk/decisions/"), decider.page.locator("main").inner_text()

    pm = someone(PHONE).sign_in("pm")
    pm.go("/desk/decisions/")
    pm.page.click("text=ให้ตรวจหม้อแปลงทั้งอำเภอหรือไม่")
    shown = pm.page.locator("main").inner_text()
    assert "somsmut" not in shown
    assert "สมมุติ ตัวอย่าง" not in shown
    pm.page.locator(".decide-grid a", has_text="เห็นชอบตามเสนอ").click()
    pm.page.fill("[name=words]", "ให้ตรวจทั้งอำเภอ")
    pm.page.locator("summary", has_text="เพิ่มข้อสั่งการ").click()
    pm.page.fill("[name=items-0-words]", "ตรวจหม้อแปลงทั้งอำเภอ")
    power = pm.page.locator("[name=items-0-agency_id] option", has_text=re.compile("^การไฟฟ้าส่วนภูมิภาค$")).first
    pm.page.select_option("[name=items-0-agency_id]", power.get_attribute("value"))
    pm.send("เห็นชอบตามเสนอ")
    assert pm.page.url.endswith("/desk/decisions/"), pm.page.locator("main").inner_text()

    liaison = someone().sign_in("liaison-pea")
    order = max(tracks_of(liaison, code).values())
    liaison.act(code, "order_report", "รายงานผลการปฏิบัติ", order, words="ตรวจครบทั้งอำเภอแล้ว")
    officer.act(code, "order_verify", "ตรวจรับผลการปฏิบัติ", order)
    officer.act(code, "conclude", "สรุปได้ข้อยุติ", closing="solved")
    officer.act(
        code, "write_answer", "ร่างคำตอบ", found="หม้อแปลงรับภาระเกิน", happens="เปลี่ยนหม้อแปลงแล้ว",
        can_do="แจ้งได้อีกภายใน 15 วัน", reasons="ตามผลการตรวจของการไฟฟ้า",
    )  # fmt: skip
    officer.act(code, "notify", "แจ้งผลผู้ร้อง")
    someone().sign_in("head-1").act(code, "close", "ยุติเรื่อง")

    citizen.go(f"/track/{code}/")
    assert "เปลี่ยนหม้อแปลงแล้ว" in citizen.page.locator("main").inner_text()
    citizen.page.locator("summary", has_text="ขอให้ทบทวนผล").click()
    citizen.page.fill("#object-text", "เมื่อคืนไฟดับอีกสองครั้ง มีภาพถ่าย")
    citizen.send("ขอให้ทบทวนผล")
    assert "รับคำขอให้ทบทวนผลแล้ว" in citizen.page.locator("main").inner_text()
    assert re.search(r"/track/\d+/", site.mail.wait_for("somsmut@example.org"))
