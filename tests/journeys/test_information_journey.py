"""Requests for official information in a real browser: asked, decided in part, handed over; a third party objects."""

import re
from typing import Any

import pytest

from tests.journeys.conftest import PHONE, Site

pytestmark = pytest.mark.browser
REQUESTS = "information/requests"
PARTY = "party@example.org"


def tracks(site: Site, code: str, type: str) -> list[int]:
    """Return the tracks of a type on a request."""
    said = site.ask(
        "SELECT track.id FROM matters_track track JOIN matters_matter matter ON matter.id = matter_id"
        f" WHERE code = '{code}' AND type = '{type}' ORDER BY track.id"
    )
    return [int(one) for one in said.split()]


def ask(person: Any, text: str, more: str = "") -> str:
    """Ask for information on the portal, and return the code of the receipt."""
    person.go("/information/request/")
    person.page.fill("[name=text]", text)
    person.page.fill("[name=more]", more)
    person.look("information-ask")
    person.send("ส่งคำขอ")
    person.look("information-receipt")
    return str(re.sub(r"\D", "", person.page.locator(".receipt-code").inner_text()))


def decide(officer: Any, code: str, part: int, decision: str, **said: Any) -> None:
    """Give an opinion on a part through its page."""
    officer.go(f"/desk/{REQUESTS}/{code}/acts/decide_part/{part}/")
    officer.page.check(f"[name=decision][value={decision}]")
    for name, value in said.items():
        officer.page.check(f"[name=grounds][value={value}]") if name == "grounds" else officer.page.fill(
            f"[name={name}]", value
        )
    officer.look("information-decide")
    officer.press("main form[method=post] .actions button[type=submit]")


def test_part_of_what_was_asked_for_is_given_and_the_rest_refused_with_its_appeal(site: Site, someone: Any) -> None:
    citizen, officer = someone(), someone().sign_in("info-officer-1")
    code = ask(citizen, "ขอสำเนาสัญญาจ้างทำความสะอาด", "บันทึกความเห็นของนิติกร")
    officer.act(code, "take_up", at=REQUESTS)
    contract, note = tracks(site, code, "part")
    officer.go(f"/desk/{REQUESTS}/{code}/acts/add_material/{contract}/")
    officer.page.set_input_files("#id_files", {"name": "a.txt", "mimeType": "text/plain", "buffer": "สัญญา".encode()})
    officer.page.fill("[name=checked]", "อ่านทั้งฉบับแล้ว")
    officer.press("main form[method=post] .actions button[type=submit]")
    decide(officer, code, contract, "full", holding="แฟ้มพัสดุ")
    decide(officer, code, note, "refused", grounds="s15_3", kind_words="ความเห็นภายใน", reasons="ยังไม่มีข้อยุติ")
    officer.act(code, "propose_order", at=REQUESTS)
    officer.look("information-request")
    director = someone().sign_in("director-central")
    director.act(code, "sign_order", at=REQUESTS)
    citizen.go(f"/track/{code}/")
    assert "มาตรา 15 (3)" not in citizen.text()
    officer.act(code, "notify_order", at=REQUESTS)
    officer.act(code, "deliver", at=REQUESTS, way="file")
    citizen.go(f"/track/{code}/")
    citizen.look("information-track")
    for said in ("มาตรา 15 (3)", "ความเห็นภายใน", "อุทธรณ์ได้ถึงวันที่", "a.txt"):
        assert said in citizen.text()
    with citizen.page.expect_download() as given:
        citizen.page.click("text=a.txt")
    assert given.value.path().read_text(encoding="utf-8") == "สัญญา"
    officer.act(code, "close", at=REQUESTS)
    officer.go("/desk/information/requests/")
    officer.look("information-list")


def test_a_third_party_objects_by_its_link_and_what_concerns_it_waits(site: Site, someone: Any) -> None:
    citizen, officer = someone(PHONE, "en"), someone(PHONE, "en").sign_in("info-officer-2")
    code = ask(citizen, "Please send me the price list of the gardening contract.")
    officer.act(code, "ask_requester", at=REQUESTS, question="Which year?")
    citizen.go(f"/track/{code}/")
    assert "Which year?" in citizen.text()
    citizen.page.fill("#clarify-text", "This fiscal year.")
    citizen.send("ส่ง")
    officer.go(f"/desk/{REQUESTS}/{code}/acts/notify_party/")
    for name, value in (("full_name", "บริษัท สมมุติ จำกัด"), ("email", PARTY), ("told", "Your price list")):
        officer.page.fill(f"[name={name}]", value)
    officer.page.check("[name=part_ids]")
    officer.look("information-party")
    officer.press("main form[method=post] .actions button[type=submit]")
    (track,) = tracks(site, code, "third_party")
    link = re.search(r"/information/objection/[\w-]+/", site.mail.wait_for(PARTY))
    assert link
    company = someone(PHONE, "en")
    company.go(link.group())
    assert "gardening" not in company.text()
    company.page.click("summary >> nth=0")
    company.page.fill("[name=party_object-words]", "Trade secret")
    company.look("information-objection")
    company.send("คัดค้านการเปิดเผย")
    officer.go(f"/desk/{REQUESTS}/{code}/")
    assert "Trade secret" in officer.text()
    director = someone(PHONE, "en").sign_in("director-central")
    director.act(code, "overrule_objection", track, at=REQUESTS, words="Public money")
    (part,) = tracks(site, code, "part")
    decide(officer, code, part, "full")
    officer.act(code, "propose_order", at=REQUESTS)
    director.act(code, "sign_order", at=REQUESTS)
    officer.act(code, "notify_order", at=REQUESTS)
    officer.look("information-embargo")
    officer.go(f"/desk/{REQUESTS}/{code}/acts/deliver/")
    assert officer.page.locator("[name=part_ids]").count() == 0
