"""Two Palat installations with two databases and real servers: on the wire, and for both their clerks at browsers."""

import signal
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from palat.kernel.files.tests.samples import pdf
from palat.launch.cluster import Cluster
from tests.journeys.conftest import DESKTOP, PHONE, Person
from tests.journeys.installations import Installation, two_offices

pytestmark = pytest.mark.long
WAITING = "SELECT count(*) FROM incoming_item WHERE state = 'waiting' AND channel = 'exchange'"
NEWEST = "SELECT max(id) FROM incoming_item WHERE state = 'waiting' AND channel = 'exchange'"
WHY = "ไม่อยู่ในหน้าที่และอำนาจ"
At = Callable[..., Person]


@pytest.fixture(scope="module")
def offices(
    cluster: Cluster, peopled: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Installation, Installation]]:
    with two_offices(cluster, peopled, tmp_path_factory.mktemp("two")) as both:
        yield both


# On the wire


def state_of(letter: int) -> str:
    return f"SELECT state || '|' || their_number || '|' || why FROM egif_message WHERE letter_id = {letter} ORDER BY id"


def brought(address: str, content: bytes) -> int:
    """Bring bytes to an address; return the status."""
    asked = urllib.request.Request(address, content, {"Content-Type": "text/xml"})
    try:
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def test_letter_is_received_entered_and_its_number_told(offices: tuple[Installation, Installation]) -> None:
    office, agency = offices
    sent = office.do("send", agency="กฟภ")
    agency.wait(WAITING, "1")
    office.wait(state_of(sent["letter"]), "received||")
    item = int(agency.ask(NEWEST))
    assert agency.ask(f"SELECT told->>'paper_number' FROM incoming_item WHERE id = {item}") == sent["number"]
    signed = "SELECT signed_by FROM egif_message WHERE direction = 'in' AND kind = 'letter'"
    assert agency.ask(signed) == "สำนักงานตัวอย่าง"
    given = agency.do("enter", item=item)
    office.wait(state_of(sent["letter"]), f"accepted|{given['number']}|")
    told = "SELECT count(*) FROM history_event WHERE kind = 'letter_accepted'"
    assert office.ask(told) == "1"


def test_letter_is_sent_back_with_its_reason(offices: tuple[Installation, Installation]) -> None:
    office, agency = offices
    sent = office.do("send", agency="กฟภ")
    agency.wait(WAITING, "1")
    agency.do("reject", item=int(agency.ask(NEWEST)), words="ไม่อยู่ในหน้าที่และอำนาจ")
    office.wait(state_of(sent["letter"]), "rejected||ไม่อยู่ในหน้าที่และอำนาจ")
    assert (
        office.ask("SELECT count(*) FROM matters_clock WHERE code = 'exchange_sent_back' AND stopped_at IS NULL") == "1"
    )


def test_agency_writes_to_the_office(offices: tuple[Installation, Installation]) -> None:
    office, agency = offices
    sent = agency.do("send", agency="สปน")
    office.wait(WAITING, "1")
    agency.wait(state_of(sent["letter"]), "received||")
    given = office.do("enter", item=int(office.ask(NEWEST)))
    agency.wait(state_of(sent["letter"]), f"accepted|{given['number']}|")


def test_letter_waits_while_the_other_side_is_dead_and_arrives_once(
    offices: tuple[Installation, Installation],
) -> None:
    office, agency = offices
    agency.stop("web", by=signal.SIGKILL)
    sent = office.do("send", agency="กฟภ")
    of_letter = f"(SELECT notice_id FROM egif_message WHERE letter_id = {sent['letter']})"
    office.wait(f"SELECT state || attempts FROM notices_notice WHERE id = {of_letter}", "waiting1")
    office.stop("worker", by=signal.SIGKILL)
    agency.start("web")
    office.ask(f"UPDATE notices_notice SET next_at = now() WHERE id = {of_letter}")
    office.start("worker")
    agency.wait(WAITING, "1", seconds=120)
    office.wait(state_of(sent["letter"]), "received||")
    count = f"SELECT count(*) FROM incoming_item WHERE told->>'paper_number' = '{sent['number']}'"
    assert agency.ask(count) == "1"
    agency.do("reject", item=int(agency.ask(NEWEST)), words="ทดสอบ")


def test_what_is_replayed_or_forged_on_the_way_makes_nothing(
    offices: tuple[Installation, Installation],
) -> None:
    office, agency = offices
    before = agency.ask("SELECT count(*) FROM incoming_item")
    name = office.ask(
        "SELECT storage_name FROM egif_message m JOIN files_storedfile f ON f.id = m.file_id"
        " WHERE m.direction = 'out' AND m.kind = 'letter' ORDER BY m.id LIMIT 1"
    )
    (path,) = Path(office.env["PALAT_VAR"]).rglob(Path(name).name)
    content = path.read_bytes()
    address = office.ask("SELECT url FROM egif_peer")
    assert [brought(address, content) for _time in range(3)] == [200, 200, 200]  # answered as before
    forged = (
        content.replace(b"urn:uuid:", b"urn:uuid:0"),
        content.replace("ร้องทุกข์".encode(), "อื่น".encode()),
        b"<!DOCTYPE a>" + content,
        content[: len(content) // 2],
    )
    assert [brought(address, one) for one in forged] == [403, 403, 400, 400]
    assert brought(address, b"<a>" + b"x" * 20_000_000) == 400  # a large one is read to its end
    assert brought(address, b"<a>" + b"x" * 61_000_000) == 413
    assert brought(office.address, content) == 403  # told back to who wrote it
    assert agency.ask("SELECT count(*) FROM incoming_item") == before


# At the browser


@pytest.fixture
def at(browser: Browser) -> Iterator[At]:
    """Return a maker of people at a browser, each in one of the offices."""
    people: list[Person] = []

    def make(office: Any, name: str, screen: dict[str, int], language: str) -> Person:
        context = browser.new_context(viewport=screen)  # type: ignore[arg-type]
        context.add_cookies([{"name": "django_language", "value": language, "url": office.url}])
        person = Person(context, context.new_page(), office, language=language)
        person.page.on("console", lambda said: person.problems.append(said.text) if said.type == "error" else None)
        person.page.on("pageerror", lambda error: person.problems.append(str(error)))
        people.append(person)
        return person.sign_in(name)

    yield make
    for person in people:
        person.context.close()
        assert not [problem for problem in person.problems if "422" not in problem], person.problems


def wait_for(person: Person, path: str, words: str) -> None:
    """Open a page again until it says these words, given in Thai."""
    for _attempt in range(90):
        person.go(path)
        if person.words(words) in person.text():
            return
        person.page.wait_for_timeout(500)
    raise AssertionError(f"{words}: {person.text()}")


def sent(clerk: Person, office: Installation, *, files: Any = (), name: str = "") -> str:
    """Have a letter signed, send it by the exchange from its page; return the address of its message."""
    made = office.do("letter", agency="กฟภ")
    clerk.go(f"/desk/letters/{made['letter']}/")
    clerk.press(clerk.page.locator("main a", has_text=clerk.words("ส่งทางระบบแลกเปลี่ยน")))
    clerk.page.set_input_files("input[name=files]", files)
    if name:
        clerk.look(name)
    clerk.send("ส่งหนังสือ")
    number = office.ask(f"SELECT id FROM egif_message WHERE letter_id = {made['letter']}")
    return f"/desk/exchange/{number}/"


def opened(clerk: Person, office: Installation) -> None:
    """Open what waits in the registry's box, once it has come."""
    office.wait("SELECT count(*) FROM incoming_item WHERE state = 'waiting'", "1")
    clerk.go("/desk/incoming/")
    clerk.press(clerk.page.locator("main table.list tbody a").first)
    clerk.page.wait_for_load_state("networkidle")


@pytest.mark.browser
def test_letters_between_two_registries(offices: tuple[Installation, Installation], at: At) -> None:
    office, agency = offices
    administrator = at(office, "admin-1", PHONE, "en")
    administrator.go("/desk/admin/peers/")
    administrator.look("exchange-peers")
    administrator.press(administrator.page.locator("main table a").first)
    administrator.send("ทดลองติดต่อ")
    assert "HTTP 200" in administrator.page.locator("body").inner_text()
    administrator.look("exchange-peer")

    clerk, there = at(office, "clerk-1", DESKTOP, "th"), at(agency, "clerk-1", PHONE, "en")
    enclosed = {"name": "แผนที่.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    message = sent(clerk, office, files=[enclosed], name="exchange-send")
    clerk.look("exchange-sent")
    wait_for(clerk, message, "ปลายทางได้รับแล้ว")
    opened(there, agency)
    assert there.page.input_value("[name=paper_number]").startswith("นร 0105.04/")
    there.look("exchange-enter")
    assert there.page.locator("main a", has_text="สิ่งที่ส่งมาด้วย 1.pdf").count()
    there.send("ลงรับและออกเลข")
    wait_for(clerk, message, "ลงเลขรับแล้ว")
    clerk.look("exchange-accepted")

    message = sent(clerk, office)
    opened(there, agency)
    there.press(there.page.locator("main a", has_text=there.words("ปฏิเสธกลับผู้ส่ง")))
    there.send("ปฏิเสธกลับผู้ส่ง")  # without a reason it is refused
    assert there.page.locator("[name=words]").is_visible()
    there.page.fill("[name=words]", WHY)
    there.look("exchange-reject")
    there.send("ปฏิเสธกลับผู้ส่ง")
    there.go("/desk/exchange/?view=in")
    there.look("exchange-in")
    wait_for(clerk, message, "ปลายทางส่งหนังสือคืน")
    assert WHY in clerk.text()
    clerk.look("exchange-rejected")
    clerk.go("/desk/work/")
    clerk.look("exchange-work")
    clerk.go("/desk/exchange/?view=look")
    assert WHY in clerk.text()
    clerk.look("exchange-look")
    clerk.press(clerk.page.locator("main table.list tbody a").first)
    clerk.press(clerk.page.locator("main a", has_text=clerk.words("ส่งอีกครั้ง")))
    clerk.look("exchange-again")
    clerk.send("ส่งอีกครั้ง")
    opened(there, agency)
    there.send("ลงรับและออกเลข")
    again = clerk.page.url.removeprefix(office.url)
    assert again != message
    wait_for(clerk, again, "ลงเลขรับแล้ว")
    clerk.go("/desk/exchange/")
    clerk.look("exchange-out")
    kept = clerk.context.request.get(f"{office.url}{again}message.xml")
    assert b"<ds:Signature" in kept.body()
