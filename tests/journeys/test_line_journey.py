"""A petition told in LINE, on a real installation: the chat, the tracking page, the officer, and back by SMS."""

import json
import re
import time
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest

from palat.kernel.notices.stand_in import line_event, signed_by_line
from tests.journeys.conftest import PHONE, Person, Site

pytestmark = [pytest.mark.browser, pytest.mark.long]
STORY = "ไฟถนนหน้าโรงเรียนดับมาสามคืนแล้ว เด็กเดินกลับบ้านลำบาก"


def say(site: Site, message: dict[str, Any]) -> None:
    """Write to the Office in LINE."""
    body = json.dumps({"events": [line_event(message)]}).encode()
    signature = signed_by_line(body, site.providers.line_secret)
    headers = {"Content-Type": "application/json", "X-Line-Signature": signature}
    urllib.request.urlopen(urllib.request.Request(site.url + "/hooks/line/", body, headers), timeout=10).close()


def wait_for(found: Callable[[], str | None], what: str) -> str:
    """Wait until the worker has sent something."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if said := found():
            return said
        time.sleep(0.1)
    raise AssertionError(what)


def in_chat(site: Site, words: str) -> str:
    """Return the message in the chat that holds these words."""
    return wait_for(
        lambda: next(
            (m["text"] for one in site.providers.of("line") for m in one["messages"] if words in m["text"]), None
        ),
        words,
    )


def test_from_the_chat_to_the_officer_and_back(site: Site, someone: Callable[..., Person]) -> None:
    say(site, {"type": "text", "text": STORY})
    in_chat(site, "เกิดที่ไหน")
    place = "ถนนราชดำเนินนอก แขวงดุสิต เขตดุสิต กรุงเทพมหานคร"
    say(site, {"type": "location", "address": place, "latitude": 13.76, "longitude": 100.51})
    say(site, {"type": "image"})
    in_chat(site, "ได้รับรูปแล้ว")
    for words in ("พอแล้ว", "สมมุติ ตัวอย่าง 081-234-5678", "ส่ง"):
        say(site, {"type": "text", "text": words})
    code = re.search(r"/track/(\d+)/", in_chat(site, "รับเรื่องแล้ว"))
    assert code
    matter = code[1]

    # On the phone: it is there with its picture; from now on by text message.
    citizen = someone(PHONE)
    citizen.go(f"/track/{matter}/")
    wait_for(lambda: "line-picture" if _has_picture(citizen) else None, "the picture")
    citizen.page.locator("summary", has_text="เปลี่ยนช่องทางหรือภาษา").click()
    citizen.page.check("input[name=channel][value=sms]")
    citizen.page.check("input[name=language][value=en]")
    citizen.press(citizen.page.locator("section[aria-labelledby=told] button"))
    assert "แจ้งทางข้อความสั้น (SMS) เป็นภาษาอังกฤษ" in citizen.text()

    # The officer asks for more; the text message tells only that there is news.
    officer = someone().sign_in("intake-1")
    officer.act(matter, "ask_petitioner", question="เสาไฟหมายเลขใด")
    message = wait_for(lambda: next((one["text"] for one in site.providers.of("sms")), None), "the text message")
    assert "More facts are needed" in message
    assert "เสาไฟ" not in message
    link = re.search(r"/track/\d+/\?n=\S+", message)
    assert link
    citizen.go(link[0])
    assert "เสาไฟหมายเลขใด" in citizen.text()

    officer.go(f"/desk/petitions/{matter}/")
    assert "เปิดลิงก์แล้ว" in officer.text()
    keeper = someone().sign_in("shift-1")
    keeper.go("/desk/outbox/?channel=sms")
    assert "ขอข้อเท็จจริงเพิ่มเติม" in keeper.text()
    assert "0812345678" not in keeper.page.content()


def _has_picture(citizen: Person) -> bool:
    citizen.page.reload()
    return "line-picture" in citizen.text()
