"""A visit to the place on a phone without a network, in a real browser: nothing is lost, all is sent once."""

import io
import time
from typing import Any

import pytest
from PIL import Image

from tests.journeys.conftest import PHONE, Site
from tests.journeys.test_petition_journey import file_petition

pytestmark = pytest.mark.browser


def until(page: Any, holds: str, *, seconds: float = 20) -> None:
    """Wait until a function of the page returns something true; the page's policy lets nothing else look."""
    end = time.monotonic() + seconds
    while not page.evaluate(holds):
        assert time.monotonic() < end, holds
        page.wait_for_timeout(100)


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(out, "JPEG")
    return out.getvalue()


def in_hand(someone: Any) -> str:
    """File a petition and give it to the first case officer."""
    code = file_petition(someone(PHONE), "สายไฟห้อยต่ำเหนือทางเท้าในซอยสมมุติมาสองเดือน")
    clerk = someone(PHONE).sign_in("intake-1")
    clerk.go(f"/desk/petitions/{code}/acts/accept/")
    clerk.page.select_option("[name=officer_id]", index=1)
    clerk.send("รับไว้พิจารณา")
    return code


def opened(someone: Any, code: str) -> Any:
    """Open the visit page with a network once, so that the worker keeps it."""
    officer = someone(PHONE).sign_in("officer-1")
    officer.go(f"/desk/petitions/{code}/visit/")
    officer.page.wait_for_selector("[data-visit-state][data-kept='1']", timeout=30000)
    return officer


def write(page: Any) -> None:
    page.fill("#id_place", "หน้าตลาดสมมุติ")
    page.fill("#id_words", "สายไฟห้อยต่ำกว่าสองเมตร")
    page.set_input_files("#files", {"name": "pole.jpg", "mimeType": "image/jpeg", "buffer": picture()})
    page.click("details.statement >> nth=0 >> summary")
    page.fill("#id_s0-name", "สมมุติ ใจดี")
    page.fill("#id_s0-words", "เห็นสายห้อยมาสองเดือนแล้ว")
    page.check("#id_s0-read_back")
    pad = page.locator("canvas").first
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 60, steps=6)
    page.mouse.up()
    until(page, "() => document.querySelector('[data-signed]').textContent !== ''")
    until(page, "() => document.querySelector('[data-visit-draft]').textContent !== ''")
    page.wait_for_timeout(500)


def test_visit_without_a_network_survives_a_reload_and_is_sent_once(someone: Any, site: Site) -> None:
    code = in_hand(someone)
    officer = opened(someone, code)
    page = officer.page
    officer.context.set_offline(True)
    write(page)
    page.reload()
    until(page, "() => document.querySelector('#id_words').value.includes('สายไฟ')")
    assert page.input_value("#id_s0-words").startswith("เห็นสาย")
    assert "pole.jpg" in page.locator("[data-visit-photos]").inner_text()
    page.click("main form button[type=submit]")
    page.wait_for_selector("[data-visit-outbox] li")
    page.reload()
    assert "หน้าตลาดสมมุติ" in page.locator("[data-visit-outbox] li").inner_text()

    officer.context.set_offline(False)
    for _twice in range(2):
        page.evaluate("() => { window.dispatchEvent(new Event('online')); }")
    page.wait_for_selector("[data-visit-line] a")
    until(page, "() => !document.querySelector('[data-visit-outbox] li')")
    officer.go(f"/desk/petitions/{code}/")
    text = page.locator("main").inner_text()
    assert text.count("สายไฟห้อยต่ำกว่าสองเมตร") == 2  # the visit, and its line in the history: sent once
    assert "เห็นสายห้อย" in text
    assert "ใจดี" not in text
    officer.problems[:] = [one for one in officer.problems if "ERR_INTERNET_DISCONNECTED" not in one]


def test_expired_session_asks_to_sign_in_and_then_sends(someone: Any, site: Site) -> None:
    code = in_hand(someone)
    officer = opened(someone, code)
    page = officer.page
    write(page)
    cookies = [one for one in officer.context.cookies() if one["name"] != "sessionid"]
    officer.context.clear_cookies()
    officer.context.add_cookies(cookies)
    page.click("main form button[type=submit]")
    page.wait_for_selector("[data-visit-line] a[href*=login]")
    assert page.locator("[data-visit-outbox] li").count() == 1
    page.click("[data-visit-line] a[href*=login]")
    page.fill("input[name=login]", "officer-1")
    page.fill("input[name=password]", "palat-journey-2569")
    page.click("main button[type=submit]")
    page.wait_for_url("**/visit/")
    until(page, "() => !document.querySelector('[data-visit-outbox] li')")
    officer.problems[:] = [one for one in officer.problems if "401" not in one]


def test_signing_out_asks_first_and_leaves_nothing_behind(someone: Any, site: Site) -> None:
    code = in_hand(someone)
    officer = opened(someone, code)
    page = officer.page
    officer.context.set_offline(True)
    write(page)
    page.click("main form button[type=submit]")
    page.wait_for_selector("[data-visit-outbox] li")
    page.click("details.who > summary")
    page.click("details.who button:has-text('ออกจากระบบ')")
    assert "ยังไม่ได้ส่ง" in page.locator("details.who [role=alert]").inner_text()
    officer.context.set_offline(False)
    page.click("details.who button:has-text('ออกจากระบบ')")
    page.wait_for_url(lambda url: "/visit/" not in url)
    left = page.evaluate("async () => [(await indexedDB.databases()).length, (await caches.keys()).length]")
    assert left == [0, 0]
    # With the network back the page begins to send; where the sign-out comes first, the server rightly refuses it.
    expected = ("ERR_INTERNET_DISCONNECTED", "401 (Unauthorized)")
    officer.problems[:] = [one for one in officer.problems if not any(words in one for words in expected)]
