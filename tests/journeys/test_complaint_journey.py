"""A complaint of silence in a real browser: the agency explains by a link, is told the opinion, and carries it out."""

import re
from typing import Any

import pytest

from tests.journeys.conftest import PHONE, Site

pytestmark = pytest.mark.browser
COMPLAINTS = "information/complaints"
AGENCY = "mea@example.org"


def answer(agency: Any, site: Site, reference: str, move: str, words: str) -> None:
    """Answer by the last link that an agency got."""
    link = re.search(r"/answer/[\w-]+/", site.mail.wait_for(AGENCY, holding=reference))
    assert link
    agency.go(link.group())
    agency.page.locator("details.act", has=agency.page.locator(f"[name=move][value={move}]")).locator("summary").click()
    agency.page.fill(f"[name={move}-words]", words)
    agency.look(f"complaint-{move}")
    agency.press(agency.page.locator("main form:visible button").last)


def test_a_complaint_of_silence_ends_with_the_agency_answering(site: Site, someone: Any) -> None:
    citizen, officer = someone(PHONE), someone().sign_in("oic-officer-1")
    citizen.go("/information/complaint/")
    citizen.page.select_option("[name=agency_id]", site.agency("กฟน"))
    citizen.page.check("[name=kind][value=no_reply]")
    citizen.page.fill("[name=wanted]", "ประกาศดับไฟของปีที่ผ่านมา")
    citizen.page.fill("[name=asked_on]", "1/5/2569")
    citizen.page.fill("[name=text]", "ขอทางเว็บไซต์แล้วไม่มีใครตอบ")
    citizen.page.fill("[name=full_name]", "สมหญิง สมมุติ")
    citizen.look("complaint-form")
    citizen.send("ส่งเรื่องร้องเรียน")
    citizen.look("complaint-receipt")
    code = re.sub(r"\D", "", citizen.page.locator(".receipt-code").inner_text())
    officer.go(f"/desk/{COMPLAINTS}/")
    officer.look("complaint-list")
    officer.act(code, "take_up", at=COMPLAINTS)
    officer.act(code, "ask_agency", at=COMPLAINTS, words="ได้รับคำขอเมื่อใด\nเหตุใดไม่ตอบ")
    agency = someone(PHONE)
    answer(agency, site, "ขอให้ชี้แจง", "agency_report", "ระบบรับคำขอขัดข้อง กำลังดำเนินการ")
    explanation = site.track(code, "กฟน", "explanation")
    officer.act(code, "accept_explanation", explanation, at=COMPLAINTS)
    officer.go(f"/desk/{COMPLAINTS}/{code}/acts/propose_opinion/")
    officer.page.check("[name=found][value=founded]")
    for name, said in (("facts_found", "ไม่ตอบ"), ("opinion", "ต้องตอบคำขอ"), ("demands", "ตอบคำขอเป็นหนังสือ")):
        officer.page.fill(f"[name={name}]", said)
    officer.look("complaint-propose")
    officer.press("main form[method=post] .actions button[type=submit]")
    director = someone(PHONE).sign_in("oic-director")
    director.go(f"/desk/{COMPLAINTS}/{code}/")
    director.look("complaint-director")
    director.act(code, "sign_opinion", at=COMPLAINTS)
    citizen.go(f"/track/{code}/")
    citizen.look("complaint-track")
    for said in ("ข้อร้องเรียนมีเหตุ", "ต้องตอบคำขอ", "ตอบคำขอเป็นหนังสือ"):
        assert said in citizen.text()
    answer(agency, site, "สิ่งที่ต้องปฏิบัติ", "comply_report", "ส่งหนังสือตอบแล้ว")
    compliance = site.track(code, "กฟน", "compliance")
    officer.act(code, "accept_compliance", compliance, at=COMPLAINTS)
    officer.look("complaint-file")
    officer.act(code, "close", at=COMPLAINTS)
    citizen.go(f"/track/{code}/")
    assert "หน่วยงานปฏิบัติตามความเห็นแล้ว" in citizen.text()
