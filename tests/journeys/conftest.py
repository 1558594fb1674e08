"""A whole installation for the journeys of a test process: its own database, web, worker, mail server; a real browser.

To start one costs as much as to walk many pages, so journeys share it: each uses names and texts of its own, and puts
back what it alters for others. A journey that cannot asks for one of its own: a fixture `site` that gives `own_site`.
"""

import os
import re
import secrets
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.header import decode_header, make_header
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from palat.kernel.notices.stand_in import Providers, StandIn
from palat.kernel.pages.tests.browser import CHROMIUM, QUIET
from palat.launch.cluster import Cluster
from palat.launch.processes import free_port

ROLE = "palat_web"
PASSWORD = "palat-journey-2569"
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
LOOK = os.environ.get("LOOK_AT")  # a folder in which screens and papers are kept, to be looked at


def plain(mail: Message) -> str:
    """Return subject and text of a mail, without the spaces in a code."""
    subject = str(make_header(decode_header(str(mail["Subject"]))))
    return (subject + bytes(mail.get_payload(decode=True) or b"").decode()).replace(" ", "").replace("\xa0", "")


class Mailbox(MessageHandler):
    """A real SMTP server that keeps what it receives."""

    def __init__(self) -> None:
        super().__init__()
        self.received: list[Message] = []

    def handle_message(self, message: Message) -> None:
        self.received.append(message)

    def wait_for(self, address: str, *, holding: str = "", seconds: float = 20) -> str:
        """Return the text of the last mail to an address (about a code, if given), waiting until one has come."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = [mail for mail in self.received if address in str(mail["To"]) and holding in plain(mail)]
            if found:
                return bytes(found[-1].get_payload(decode=True) or b"").decode()
            time.sleep(0.2)
        raise AssertionError(f"no mail to {address}")


@dataclass
class Site:
    """A running installation."""

    url: str
    database: str
    mail: Mailbox
    providers: Providers
    ask: Callable[[str], str]  # one statement to its database, and the bare answer
    children: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    def agency(self, code: str) -> str:
        """Return the number of an agency, as forms send it."""
        return self.ask(f"SELECT id FROM organisation_agency WHERE code = '{code}'")

    def track(self, code: str, agency: str, type: str = "referral") -> int:
        """Return the number of the last track of an agency on a matter."""
        return int(
            self.ask(
                "SELECT max(track.id) FROM matters_track track JOIN matters_matter matter ON matter.id = matter_id"
                f" WHERE code = '{code}' AND track.agency_id = {self.agency(agency)} AND type = '{type}'"
            )
        )


@pytest.fixture(scope="session")
def peopled(cluster: Cluster, template_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database with everyone at their posts, for this worker's journeys to be cloned from."""
    name = f"peopled_{os.getpid()}_{time.monotonic_ns()}"
    cluster.psql("postgres", f'CREATE DATABASE "{name}" TEMPLATE "{template_database}"')
    env = {**os.environ, "DATABASE_URL": cluster.url(name), "PALAT_DEBUG": "1"}
    env["PALAT_VAR"] = str(tmp_path_factory.mktemp("var"))
    if isinstance(cluster, Cluster):
        env["PALAT_DB_APP_ROLE"] = role_of_the_web(cluster)
    subprocess.run([sys.executable, str(Path(__file__).with_name("people.py")), PASSWORD], env=env, check=True)
    yield name
    cluster.psql("postgres", f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def shared_site(cluster: Cluster, peopled: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The installation that journeys share."""
    with installed(cluster, peopled, tmp_path_factory.mktemp("var")) as running:
        yield running


@pytest.fixture(scope="module")
def own_site(cluster: Cluster, peopled: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An installation for one module alone."""
    with installed(cluster, peopled, tmp_path_factory.mktemp("var")) as running:
        yield running


@pytest.fixture(scope="module")
def site(request: pytest.FixtureRequest) -> Site:
    """The installation of a module's journeys, in which no mail or message of another's lies."""
    if CHROMIUM is None:
        pytest.skip("ไม่มี Chromium: ติดตั้งด้วย apt install chromium · no Chromium: apt install chromium")
    running: Site = request.getfixturevalue("shared_site")
    running.mail.received.clear()
    running.providers.taken.clear()
    return running


@contextmanager
def installed(cluster: Cluster, peopled: str, var: Path) -> Iterator[Site]:
    """Run web and worker on a database with people, as a role that does not own it."""
    name = f"journey_{os.getpid()}_{time.monotonic_ns()}"
    cluster.psql("postgres", f'CREATE DATABASE "{name}" TEMPLATE "{peopled}"')
    mailbox = Mailbox()
    smtp = Controller(mailbox, hostname="127.0.0.1", port=free_port(20025 + os.getpid() % 500))
    smtp.start()
    port = free_port(21000 + os.getpid() % 500)
    providers = Providers(line_secret=secrets.token_hex(16))
    listening = StandIn(0, providers)
    threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    env = {
        **os.environ,
        "DATABASE_URL": cluster.url(name),
        "PALAT_DEBUG": "1",
        "PALAT_VAR": str(var),
        "PALAT_EMAIL_URL": f"smtp://127.0.0.1:{smtp.port}",
        "PALAT_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "PALAT_SMS_URL": f"{listening.url}/sms",
        "PALAT_LINE_URL": listening.url,
        "PALAT_LINE_DATA_URL": listening.url,
        "PALAT_LINE_TOKEN": "token",
        "PALAT_LINE_SECRET": providers.line_secret,
    }
    running = Site(f"http://127.0.0.1:{port}", name, mailbox, providers, lambda said: cluster.psql(name, said).strip())
    if isinstance(cluster, Cluster):
        env["PALAT_DB_APP_ROLE"] = role_of_the_web(cluster)
    env["DATABASE_URL"] = env["DATABASE_URL"].replace("//palat@", f"//{ROLE}@")
    for words in (["serve", "--port", str(port), "--workers", "1"], ["work"]):
        running.children.append(
            subprocess.Popen([sys.executable, "-m", "palat.cli", *words], env=env, start_new_session=True)
        )
    wait_for(running.url)
    yield running
    for child in running.children:
        os.killpg(child.pid, signal.SIGTERM)
    for child in running.children:
        child.wait(timeout=20)
    smtp.stop()
    listening.shutdown()
    listening.server_close()
    cluster.psql("postgres", f'DROP DATABASE "{name}" WITH (FORCE)')


def role_of_the_web(cluster: Cluster) -> str:
    """Have the role of web and worker in the server, and return its name."""
    cluster.psql(
        "postgres",
        f"DO $$ BEGIN CREATE ROLE {ROLE} LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$",
    )
    return ROLE


def wait_for(url: str) -> None:
    """Wait until the site answers."""
    end = time.monotonic() + 30
    while True:
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real Chromium."""
    if CHROMIUM is None:
        pytest.skip("ไม่มี Chromium: ติดตั้งด้วย apt install chromium · no Chromium: apt install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@dataclass
class Person:
    """Someone at a browser: what goes wrong in the page's console fails the test."""

    context: BrowserContext
    page: Page
    site: Site
    problems: list[str] = field(default_factory=list)
    language: str = "th"

    def words(self, thai: str) -> str:
        """Return words of the product in the language that the person reads."""
        with translation.override(self.language):
            said = gettext(thai)
        assert self.language == "th" or said != thai, f"no English for {thai}"
        return said

    def text(self) -> str:
        """Return what the page says."""
        return str(self.page.locator("main").inner_text())

    def go(self, path: str) -> None:
        """Open an address of the site."""
        self.page.goto(self.site.url + path)

    def sign_in(self, name: str) -> "Person":
        """Sign in as an official; whoever sat here before is signed out, and what the browser holds is used again.

        The page of signing in has journeys of its own: here its form is sent without drawing it and what follows.
        """
        self.context.clear_cookies(name="sessionid")
        address, asked = f"{self.site.url}/accounts/login/", self.context.request
        key = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', asked.get(address).text())
        assert key
        form = {"csrfmiddlewaretoken": key[1], "login": name, "password": PASSWORD}
        answer = asked.post(address, form=form, headers={"Referer": address}, max_redirects=0)
        assert answer.status == 302, answer.text()
        return self

    def look(self, name: str) -> None:
        """Find the screen no wider than a phone and no wider than a desktop, once its type has come; keep it."""
        kept = self.page.viewport_size
        self.page.evaluate("document.fonts.ready")
        for screen in (PHONE, DESKTOP):
            self.page.set_viewport_size(screen)  # type: ignore[arg-type]
            wide = self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
            assert not wide, f"{name}: wider than {screen['width']}"
            if LOOK:
                file = Path(LOOK) / f"{name}-{screen['width']}-{self.language}.png"
                self.page.screenshot(path=str(file), full_page=True)
        self.page.set_viewport_size(kept)  # type: ignore[arg-type]

    def keep(self, name: str, content: bytes) -> None:
        """Keep a paper beside the screens."""
        if LOOK:
            (Path(LOOK) / name).write_bytes(content)

    def press(self, what: str | Locator) -> None:
        """Press what leads to another page (or to this one again), and wait until that has come."""
        place = self.page.locator(what) if isinstance(what, str) else what
        with self.page.expect_navigation():
            place.click()

    def send(self, words: str) -> None:
        """Press the button of the open form that says these words; they are given in Thai."""
        self.press(self.page.locator("main form:visible button", has_text=self.words(words)).last)

    def act(self, matter: str, move: str, track: int | None = None, at: str = "petitions", **fields: Any) -> None:
        """Make an act through its page."""
        self.go(f"/desk/{at}/{matter}/acts/{move}/" + (f"{track}/" if track else ""))
        for name, value in fields.items():
            box = self.page.locator(f"[name={name}]")
            if box.first.evaluate("one => one.tagName") == "SELECT":
                box.select_option(value)
            elif box.first.get_attribute("type") == "checkbox":
                box.set_checked(value)
            else:
                box.fill(value)
        self.press(self.page.locator("main form[method=post] .actions button[type=submit]").last)
        assert "/acts/" not in self.page.url, self.page.locator("main").inner_text()


@pytest.fixture
def someone(site: Site, browser: Browser) -> Iterator[Any]:
    """Return a maker of people at a browser, each with a screen of their own."""
    people: list[Person] = []

    def make(viewport: dict[str, int] = DESKTOP, language: str = "th") -> Person:
        context = browser.new_context(viewport=viewport)  # type: ignore[arg-type]
        context.add_cookies([{"name": "django_language", "value": language, "url": site.url}])
        person = Person(context, context.new_page(), site, language=language)
        person.page.on("console", lambda said: person.problems.append(said.text) if said.type == "error" else None)
        person.page.on("pageerror", lambda error: person.problems.append(str(error)))
        people.append(person)
        return person

    yield make
    for person in people:
        person.context.close()
        assert not [problem for problem in person.problems if "422" not in problem], person.problems
