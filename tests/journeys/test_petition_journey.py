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
    if kind := fields.pop("kind", ""):
        person.page.check(f"[name=kind][value={kind}]")
    person.press("button[name=go][value=who]")
    if conceal := fields.pop("conceal", ""):
        person.page.check(f"[name=conceal][value={conceal}]")
    for name, value in fields.items():
        person.page.fill(f"#id_{name}", value)
    person.press("button[name=go][value=review]")
    assert text in person.page.locator("main").inner_text()
    person.press("button[name=go][value=send]")
    person.page.wait_for_url("**/petitions/received/**")
    return str(person.page.url.rstrip("/").rsplit("/", 1)[-1])


def register(officer: Any, text: str, **fields: str) -> str:
    """Register a petition by the one-minute form and return its code."""
    officer.go("/desk/petitions/take-in/")
    officer.page.select_option("[name=channel]", "walk_in")
    for name, value in {"text": text, **fields}.items():
        officer.page.fill(f"#take-in [name={name}]", value)
    officer.press("#take-in [data-submit]")
    officer.page.wait_for_url("**/taken/**")
    shown = officer.page.locator(".receipt-code").inner_text()
    return re.sub(r"\D", "", shown)


def decide(decider: Any, code: str, way: str, words: str) -> None:
    """Open a file that lies before a decider, choose and write; the caller adds more, and sends."""
    decider.go(f"/desk/decisions/{code}/")
    decider.page.click(f"main a[href='?do={way}']")
    decider.page.fill("[name=words]", words)


def test_from_the_portal_to_the_prime_minister_and_back(someone: Any, site: Site) -> None:
    """The citizen, the agencies and the deciders are on phones, the officials at desks; some of them read English."""
    citizen = someone(PHONE)
    code = file_petition(
        citizen, "ไฟฟ้าในหมู่บ้านดับทุกคืน เครื่องใช้ไฟฟ้าเสียหายหลายหลัง", full_name="สมมุติ ตัวอย่าง", email="somsmut@example.org"
    )
    intake = someone(DESKTOP).sign_in("intake-1")
    twin = register(intake, "ไฟดับทุกคืนเหมือนกัน บ้านอยู่ซอยเดียวกัน", full_name="สมมุติ ข้างบ้าน", phone="0812345670")
    intake.go(f"/desk/petitions/{code}/acts/accept/")
    officer_choice = intake.page.locator("[name=officer_id] option", has_text="officer-1").first.get_attribute("value")
    intake.act(code, "accept", officer_id=officer_choice)
    intake.act(twin, "merge", code=code, reason="ซอยเดียวกัน คืนเดียวกัน")

    officer = someone(DESKTOP, "en").sign_in("officer-1")
    officer.act(code, "refer", agency_ids=[site.agency("กฟภ"), site.agency("กฟน")])

    mail = site.mail.wait_for("mea@example.org")
    link = re.search(r"http://\S+/answer/\S+", mail)
    assert link
    by_link = someone(PHONE, "en")
    by_link.page.goto(link[0])
    by_link.page.locator("summary", has_text=by_link.words("ไม่อยู่ในหน้าที่และอำนาจ")).click()
    by_link.page.fill("[name=agency_return-words]", "อยู่นอกเขตจำหน่ายของการไฟฟ้านครหลวง")
    by_link.send("ไม่อยู่ในหน้าที่และอำนาจ")
    assert by_link.words("สำนักงานได้รับคำตอบของท่านแล้ว") in by_link.text()
    by_link.page.goto(link[0])
    assert by_link.words("ลิงก์นี้ใช้ไม่ได้แล้ว") in by_link.text()
    by_link.problems.clear()  # the used link answers 410, which the console tells

    returned = site.track(code, "กฟน")
    officer.act(code, "reroute", returned, agency_id=site.agency("กปภ"))
    officer.go(f"/desk/petitions/{code}/acts/chase/{site.track(code, 'กฟภ')}/")
    officer.press(officer.page.locator("main form[method=post] .actions button[type=submit]").last)
    assert officer.words("ติดตามหรือเร่งรัดได้เมื่อพ้นกำหนดแล้ว (%(day)s)").split("(")[0] in officer.text()
    officer.problems.clear()  # a refused form answers 422, which the console tells

    liaison = someone(PHONE, "en")
    for account, agency in (("liaison-pea", "กฟภ"), ("liaison-pwa", "กปภ")):
        number = site.track(code, agency)
        liaison.sign_in(account)
        liaison.go(f"/desk/petitions/{code}/")
        assert liaison.page.url.endswith(f"/desk/agency/{number}/"), "an agency opens its own track, and no other"
        liaison.act(code, "agency_report", number, words="ตรวจสอบและแก้ไขแล้ว", result="solved")
        officer.act(code, "accept_report", number)

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
    decider = someone(PHONE)
    for level in ("head-1", "director-psc", "deputy-ps", "ps", "minister", "dpm"):
        decider.sign_in(level)
        decide(decider, code, "endorse", "เห็นชอบ")
        decider.send("เห็นชอบและเสนอต่อ")
        assert decider.page.url.endswith("/desk/decisions/"), decider.text()

    pm = decider.sign_in("pm")
    pm.go("/desk/decisions/")
    pm.page.click("text=ให้ตรวจหม้อแปลงทั้งอำเภอหรือไม่ >> nth=0")
    assert "somsmut" not in pm.text()
    assert "สมมุติ ตัวอย่าง" not in pm.text()
    decide(pm, code, "approved", "ให้ตรวจทั้งอำเภอ")
    pm.page.locator("summary", has_text=pm.words("เพิ่มข้อสั่งการ")).click()
    pm.page.fill("[name=items-0-words]", "ตรวจหม้อแปลงทั้งอำเภอ")
    pm.page.select_option("[name=items-0-agency_id]", site.agency("กฟภ"))
    pm.send("เห็นชอบตามเสนอ")
    assert pm.page.url.endswith("/desk/decisions/"), pm.text()

    order = site.track(code, "กฟภ", type="order")
    liaison.sign_in("liaison-pea").act(code, "order_report", order, words="ตรวจครบทั้งอำเภอแล้ว")
    officer.act(code, "order_verify", order)
    officer.act(code, "conclude", closing="solved")
    officer.act(
        code, "write_answer", found="หม้อแปลงรับภาระเกิน", happens="เปลี่ยนหม้อแปลงแล้ว",
        can_do="แจ้งได้อีกภายใน 15 วัน", reasons="ตามผลการตรวจของการไฟฟ้า",
    )  # fmt: skip
    officer.act(code, "notify")
    intake.sign_in("head-1").act(code, "close")

    citizen.go(f"/track/{code}/")
    assert "เปลี่ยนหม้อแปลงแล้ว" in citizen.text()
    citizen.page.locator("summary", has_text=citizen.words("ขอให้ทบทวนผล")).click()
    citizen.page.fill("#object-text", "เมื่อคืนไฟดับอีกสองครั้ง มีภาพถ่าย")
    citizen.send("ขอให้ทบทวนผล")
    assert citizen.words("รับคำขอให้ทบทวนผลแล้ว") in citizen.page.locator("body").inner_text()
    assert re.search(r"/track/\d+/", site.mail.wait_for("somsmut@example.org"))
    neighbour = someone(DESKTOP, "en")
    neighbour.go(f"/track/{twin}/")
    assert "เปลี่ยนหม้อแปลงแล้ว" in neighbour.text(), "whose petition was merged gets the same answer"


def test_accusation_leaves_as_a_signed_letter_with_a_concealed_copy(someone: Any, site: Site) -> None:
    citizen = someone(PHONE)
    told = "สมศรี สมมุติ ขอร้องเรียนว่ามีการเรียกรับเงินค่าติดตั้งหม้อแปลง"
    code = file_petition(citizen, told, kind="accusation", full_name="สมศรี สมมุติ", conceal="name")
    intake = someone().sign_in("intake-1")
    intake.go(f"/desk/petitions/{code}/acts/accept/")
    officer_choice = intake.page.locator("[name=officer_id] option", has_text="officer-1").first.get_attribute("value")
    intake.act(code, "accept", officer_id=officer_choice)

    officer = someone().sign_in("officer-1")
    agency = [site.agency("กฟภ")]
    officer.go(f"/desk/petitions/{code}/acts/refer/")
    officer.page.select_option("[name=agency_ids]", agency)
    officer.press("main form.card .actions button[type=submit]")
    assert officer.page.locator(".error-summary").count() == 1, "no accusation leaves without its concealed copy"
    officer.act(code, "prepare_concealed_copy", subject="การเรียกรับเงิน", text="มีผู้แจ้งว่ามีการเรียกรับเงินค่าติดตั้ง")
    someone().sign_in("head-1").act(code, "approve_concealed_copy")
    officer.act(code, "refer", agency_ids=agency)

    liaison = someone(PHONE).sign_in("liaison-pea")
    liaison.page.goto(f"{site.url}/desk/petitions/{code}/")
    assert "การเรียกรับเงิน" not in liaison.page.locator("body").inner_text(), "nothing is sent before it is signed"

    letter = site.ask(
        "SELECT max(letter_id) FROM letters_lettermatter JOIN matters_matter matter ON matter.id = matter_id"
        f" WHERE code = '{code}'"
    )
    director = someone(PHONE).sign_in("director-psc")
    director.go("/desk/letters/to-sign/")
    director.press(f"a[href='/desk/letters/{letter}/']")
    director.page.wait_for_selector("img[src*='page-1']")
    director.press(f"form[action='/desk/letters/{letter}/sign/'] button")
    assert site.ask(f"SELECT state FROM letters_letter WHERE id = {letter}") == "signed"

    liaison.go(f"/desk/petitions/{code}/")
    seen = liaison.text()
    assert "มีผู้แจ้งว่ามีการเรียกรับเงินค่าติดตั้ง" in seen
    assert "สมศรี" not in seen
    liaison.go(f"/desk/letters/{letter}/")
    assert "สมศรี" not in liaison.text()
    liaison.problems[:] = [one for one in liaison.problems if "404" not in one]  # before it was signed
