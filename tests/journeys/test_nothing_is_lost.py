"""Bad luck at a real browser and server: clicked twice, gone back, signed out meanwhile, a file far too large."""

import http.client
import os
import re
import threading
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import DESKTOP, PASSWORD, PHONE, Site

pytestmark = pytest.mark.browser
TEXT = "น้ำประปาไม่ไหลมาสามวันแล้ว เด็กเล็กในบ้านไม่มีน้ำใช้ โปรดช่วยตรวจสอบ"
KEPT = "() => Object.values(localStorage).some(one => one.includes('น้ำประปา'))"


def petitions(site: Site) -> int:
    return int(site.ask("SELECT count(*) FROM matters_matter"))


def until_kept(page: Any) -> None:
    """Wait for the draft to be written (the page's policy lets nothing else look)."""
    for _try in range(100):
        if page.evaluate(KEPT):
            return
        page.wait_for_timeout(50)
    raise AssertionError("no draft was kept")


def test_double_click_on_the_portal_files_once(someone: Any, site: Site) -> None:
    before, citizen = petitions(site), someone(PHONE)
    citizen.go("/petitions/new/")
    citizen.page.fill("#id_text", TEXT)
    citizen.press("button[name=go][value=who]")
    citizen.press("button[name=go][value=review]")
    citizen.page.dblclick("button[name=go][value=send]")
    citizen.page.wait_for_url("**/petitions/received/**")
    assert petitions(site) == before + 1


def test_double_click_at_the_desk_registers_once(someone: Any, site: Site) -> None:
    before, officer = petitions(site), someone().sign_in("intake-1")
    officer.go("/desk/petitions/take-in/")
    officer.page.select_option("[name=channel]", "walk_in")
    officer.page.fill("#take-in [name=text]", TEXT)
    officer.page.dblclick("#take-in [data-submit]")
    officer.page.wait_for_url("**/taken/**")
    assert petitions(site) == before + 1


def test_back_button_brings_back_what_was_typed(someone: Any, site: Site) -> None:
    citizen = someone(PHONE)
    citizen.go("/petitions/new/")
    citizen.page.fill("#id_text", TEXT)
    until_kept(citizen.page)
    citizen.press("button[name=go][value=who]")
    citizen.page.fill("#id_email", "somsmut@example.org")
    citizen.page.go_back()
    assert citizen.page.input_value("#id_text") == TEXT
    citizen.press("button[name=go][value=who]")
    citizen.page.wait_for_selector("#id_full_name")
    assert citizen.page.input_value("input[type=hidden][name=text]") == TEXT


def test_session_that_ran_out_in_a_long_text_brings_the_text_back(someone: Any, site: Site) -> None:
    officer = someone(DESKTOP).sign_in("intake-1")
    officer.go("/desk/petitions/take-in/")
    officer.page.select_option("[name=channel]", "walk_in")
    officer.page.fill("#take-in [name=text]", TEXT)
    until_kept(officer.page)
    before = petitions(site)
    officer.context.clear_cookies(name="sessionid")
    officer.page.click("#take-in [data-submit]")
    officer.page.wait_for_selector("input[name=login]")
    officer.page.fill("input[name=login]", "intake-1")
    officer.page.fill("input[name=password]", PASSWORD)
    officer.press("main button[type=submit]")
    officer.page.wait_for_url("**/take-in/**")
    assert officer.page.input_value("#take-in [name=text]") == TEXT
    officer.page.click("#take-in [data-submit]")
    officer.page.wait_for_url("**/taken/**")
    assert petitions(site) == before + 1


# Without a browser: what no hand is quick enough for, and what no browser of a test should hold -------------------


class Visitor:
    """Speaks HTTP with the site as a browser that opened the form does."""

    def __init__(self, site: Site) -> None:
        self.host = urllib.parse.urlsplit(site.url).netloc
        answer, page = self.ask("GET", b"", {})
        self.cookie = re.search(r"csrftoken=([^;]+)", str(answer.headers))[1]  # type: ignore[index]
        self.token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page)[1]  # type: ignore[index]
        self.key = re.search(r'once_key" value="([^"]+)"', page)[1]  # type: ignore[index]

    def ask(self, how: str, body: Any, headers: dict[str, str]) -> tuple[http.client.HTTPResponse, str]:
        connection = http.client.HTTPConnection(self.host, timeout=120)
        connection.request(how, "/petitions/new/", body=body, headers=headers)
        answer = connection.getresponse()
        page = answer.read().decode()
        connection.close()
        return answer, page

    def fields(self) -> dict[str, str]:
        typed = {"go": "send", "kind": "grievance", "answer_by": "code", "text": TEXT}
        return {**typed, "csrfmiddlewaretoken": self.token, "once_key": self.key}


def test_the_same_form_sent_at_the_same_moment_is_one_petition(site: Site) -> None:
    before, visitor, places = petitions(site), Visitor(site), []
    start = threading.Barrier(4)

    def click() -> None:
        start.wait()
        body = urllib.parse.urlencode(visitor.fields()).encode()
        kind = "application/x-www-form-urlencoded"
        answer, _page = visitor.ask("POST", body, {"Content-Type": kind, "Cookie": f"csrftoken={visitor.cookie}"})
        places.append((answer.status, answer.headers["Location"]))

    clicks = [threading.Thread(target=click) for _each in range(4)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join()
    assert {status for status, _place in places} == {302}
    assert len({place for _status, place in places}) == 1
    assert petitions(site) == before + 1


MEGABYTE = b"%PDF-1.7\n" + b"x" * (1_000_000 - 9)
BOUNDARY = "---palat-test"


def multipart(fields: dict[str, str], name: str, megabytes: int) -> tuple[int, Iterator[bytes]]:
    """Return a form with one large file: its length, and its bytes as they come."""
    head = "".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
        for key, value in fields.items()
    )
    head += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
    begin, end = (head + "Content-Type: application/pdf\r\n\r\n").encode(), f"\r\n--{BOUNDARY}--\r\n".encode()

    def pieces() -> Iterator[bytes]:
        yield begin
        for _each in range(megabytes):
            yield MEGABYTE
        yield end

    return len(begin) + megabytes * len(MEGABYTE) + len(end), pieces()


def of_the_web(site: Site, file: str, line: str) -> int:
    """Add up a figure that the kernel keeps of each process of the web server."""
    group = site.children[0].pid
    total = 0
    for one in Path("/proc").iterdir():
        if one.name.isdigit() and _group(int(one.name)) == group:
            total += int(re.search(rf"{line}:\s*(\d+)", (one / file).read_text())[1])  # type: ignore[index]
    return total


def _group(process: int) -> int:
    try:
        return os.getpgid(process)
    except ProcessLookupError:
        return 0


def test_upload_of_200_megabytes_is_refused_while_it_arrives(site: Site) -> None:
    visitor = Visitor(site)
    length, pieces = multipart(visitor.fields(), "big.pdf", 200)
    written, memory = of_the_web(site, "io", "wchar"), of_the_web(site, "status", "VmHWM")
    answer, page = visitor.ask(
        "POST",
        pieces,
        {
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
            "Content-Length": str(length),
            "Cookie": f"csrftoken={visitor.cookie}",
        },
    )
    assert answer.status == 422
    assert "big.pdf" in page
    assert "ใหญ่เกินกำหนด" in page
    assert TEXT in page
    assert of_the_web(site, "io", "wchar") - written < 40_000_000  # no more than the limit went to a disk
    assert of_the_web(site, "status", "VmHWM") - memory < 100_000  # kilobytes: it was never held whole
