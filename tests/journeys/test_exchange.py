"""Registry clerks of two offices at their browsers: a letter goes by the exchange, is entered, another is rejected."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from palat.kernel.files.tests.samples import pdf
from palat.launch.cluster import Cluster
from tests.journeys.conftest import DESKTOP, PHONE, Person
from tests.journeys.installations import Installation, two_offices
from tests.journeys.test_registry_clerk import look

pytestmark = pytest.mark.browser
LOOK = os.environ.get("LOOK_AT")
WHY = "ไม่อยู่ในหน้าที่และอำนาจ"
At = Callable[..., Person]


@pytest.fixture(scope="module")
def offices(
    cluster: Cluster, browser: Browser, peopled: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Installation, Installation]]:
    with two_offices(cluster, peopled, tmp_path_factory.mktemp("two")) as both:
        yield both


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
    clerk.page.locator("main a", has_text=clerk.words("ส่งทางระบบแลกเปลี่ยน")).click()
    clerk.page.set_input_files("input[name=files]", files)
    if name:
        look(clerk, name)
    clerk.send("ส่งหนังสือ")
    number = office.ask(f"SELECT id FROM egif_message WHERE letter_id = {made['letter']}")
    return f"/desk/exchange/{number}/"


def opened(clerk: Person, office: Installation) -> None:
    """Open what waits in the registry's box, once it has come."""
    office.wait("SELECT count(*) FROM incoming_item WHERE state = 'waiting'", "1")
    clerk.go("/desk/incoming/")
    clerk.page.locator("main table.list tbody a").first.click()
    clerk.page.wait_for_load_state("networkidle")


@pytest.mark.parametrize(
    ("screen", "language"), [(DESKTOP, "th"), (PHONE, "th"), (PHONE, "en")], ids=["wide", "phone", "english"]
)
def test_letters_between_two_registries(
    offices: tuple[Installation, Installation], at: At, screen: dict[str, int], language: str
) -> None:
    office, agency = offices
    name = f"exchange-{screen['width']}-{language}"
    administrator = at(office, "admin-1", screen, language)
    administrator.go("/desk/admin/peers/")
    look(administrator, f"{name}-peers")
    administrator.page.locator("main table a").first.click()
    administrator.send("ทดลองติดต่อ")
    assert "HTTP 200" in administrator.page.locator("body").inner_text()
    look(administrator, f"{name}-peer")

    clerk, there = at(office, "clerk-1", screen, language), at(agency, "clerk-1", screen, language)
    enclosed = {"name": "แผนที่.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    message = sent(clerk, office, files=[enclosed], name=f"{name}-send")
    look(clerk, f"{name}-sent")
    wait_for(clerk, message, "ปลายทางได้รับแล้ว")
    opened(there, agency)
    assert there.page.input_value("[name=paper_number]").startswith("นร 0105.04/")
    look(there, f"{name}-enter")
    assert there.page.locator("main a", has_text="สิ่งที่ส่งมาด้วย 1.pdf").count()
    there.send("ลงรับและออกเลข")
    wait_for(clerk, message, "ลงเลขรับแล้ว")
    look(clerk, f"{name}-accepted")

    message = sent(clerk, office)
    opened(there, agency)
    there.page.locator("main a", has_text=there.words("ปฏิเสธกลับผู้ส่ง")).click()
    there.send("ปฏิเสธกลับผู้ส่ง")  # without a reason it is refused
    assert there.page.locator("[name=words]").is_visible()
    there.page.fill("[name=words]", WHY)
    look(there, f"{name}-reject")
    there.send("ปฏิเสธกลับผู้ส่ง")
    there.go("/desk/exchange/?view=in")
    look(there, f"{name}-in")
    wait_for(clerk, message, "ปลายทางส่งหนังสือคืน")
    assert WHY in clerk.text()
    look(clerk, f"{name}-rejected")
    clerk.go("/desk/work/")
    look(clerk, f"{name}-work")
    clerk.go("/desk/exchange/?view=look")
    assert WHY in clerk.text()
    look(clerk, f"{name}-look")
    clerk.page.locator("main table.list tbody a").first.click()
    clerk.page.locator("main a", has_text=clerk.words("ส่งอีกครั้ง")).click()
    look(clerk, f"{name}-again")
    clerk.send("ส่งอีกครั้ง")
    opened(there, agency)
    there.send("ลงรับและออกเลข")
    again = clerk.page.url.removeprefix(office.url)
    assert again != message
    wait_for(clerk, again, "ลงเลขรับแล้ว")
    clerk.go("/desk/exchange/")
    look(clerk, f"{name}-out")
    kept = clerk.context.request.get(f"{office.url}{again}message.xml")
    assert b"<ds:Signature" in kept.body()
