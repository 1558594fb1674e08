import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from palat.kernel.pages import pieces
from palat.kernel.pages.shapes import Clock

PALAT = Path(__file__).parents[3]
CODES = ["400", "403", "403_csrf", "404", "413", "429", "500"]


class Reader(HTMLParser):
    """Gathers what a strict policy or a reader by ear would stumble over."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.refers: list[str] = []
        self.wrong: list[str] = []
        self.fields: list[tuple[str, str]] = []
        self.labels: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        self.refers += given.get("aria-describedby", "").split()
        self.wrong += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        if tag == "script" and "src" not in given and given.get("type") != "application/json":
            self.wrong.append("inline script")
        if tag == "style":
            self.wrong.append("style element")
        if tag == "label" and "for" in given:
            self.labels.add(given["for"])
        if tag == "input" and given.get("type") not in {"hidden", "submit", "radio", "checkbox"}:
            self.fields.append((given.get("name", ""), given.get("id", "")))


@pytest.mark.django_db
@pytest.mark.usefixtures("pages_site")
@pytest.mark.parametrize(
    "address", ["/desk/", "/desk/?bound", "/portal/", "/portal/?bound", "/list/", "/confirm/", "/accounts/login/"]
)
@pytest.mark.parametrize("language", ["th", "en"])
def test_every_piece_is_drawn_clean(client: Client, address: str, language: str) -> None:
    client.cookies["django_language"] = language
    response = client.get(address)
    assert response.status_code == 200
    reader = Reader()
    reader.feed(response.content.decode())
    assert reader.wrong == []
    assert [name for name, id in reader.fields if id not in reader.labels] == []
    assert [one for one in reader.refers if one not in reader.ids] == []
    icons = set(re.findall(r"icons[^\"]*\.svg#([a-z-]+)", response.content.decode()))
    drawn = set(re.findall(r'symbol id="([a-z-]+)"', (PALAT / "static/palat/icons.svg").read_text()))
    assert icons
    assert icons <= drawn


@pytest.mark.django_db
@pytest.mark.usefixtures("pages_site")
def test_errors_lead_to_their_fields_and_say_what_to_do(client: Client) -> None:
    body = client.get("/portal/?bound").content.decode()
    assert 'href="#id_subject">เรื่องที่ต้องการแจ้ง: โปรดกรอก' in body
    assert "โปรดทำเครื่องหมายในช่องนี้" in body
    assert "ถนนทางเข้าหมู่บ้าน" in body  # what was typed is still there


@pytest.mark.parametrize(
    ("days", "words"),
    [(2, "เหลือ 2 วันทำการ"), (0, "ครบกำหนดวันนี้"), (-4, "เกินกำหนด 4 วันทำการ"), (None, "ไม่มีวันครบกำหนด")],
)
def test_a_clock_speaks_in_words(days: int | None, words: str) -> None:
    assert words in pieces.due(Clock("ก", "running", days=days, unit="วันทำการ"))


def test_danger_to_life_is_said_in_words_and_by_icon() -> None:
    drawn = pieces.urgency("life")
    assert "อันตรายต่อชีวิต" in drawn
    assert "#life" in drawn
    assert pieces.urgency("normal") == ""
    with pytest.raises(KeyError):
        pieces.urgency("unknown")


def test_pieces_escape_what_they_are_given() -> None:
    assert "<b>" not in pieces.badge("<b>")
    assert "<b>" not in str(pieces.display("<b>"))


@pytest.mark.usefixtures("pages_site")
@pytest.mark.parametrize("code", CODES)
def test_error_pages_say_what_to_do_without_a_request(code: str) -> None:
    body = render_to_string(f"{code}.html")
    assert "โปรด" in body or "ให้ใช้" in body
    assert 'href="tel:1111"' in body


@pytest.mark.django_db
@pytest.mark.usefixtures("pages_site")
def test_a_broken_page_shows_nothing_of_its_inside() -> None:
    response = Client(raise_request_exception=False).get("/broken/")
    assert response.status_code == 500
    assert "ระบบขัดข้อง" in response.content.decode()
    assert "broken on purpose" not in response.content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("pages_site")
def test_a_body_too_large_is_answered_with_413(client: Client, settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    response = client.post("/reads/", {"text": "ก" * 200}, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 413
    assert "ขนาดใหญ่เกินไป" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("pages_site")
def test_a_form_without_its_token_is_told_how_to_go_on() -> None:
    response = Client(enforce_csrf_checks=True).post("/reads/", {"text": "x"})
    assert response.status_code == 403
    assert "แบบฟอร์มนี้หมดอายุแล้ว" in response.content.decode()


def test_sizes_are_written_as_people_say_them() -> None:
    with translation.override("th"):
        assert [pieces.file_size(n) for n in (812, 23_400, 2_345_678)] == ["812 ไบต์", "23 KB", "2.3 MB"]


@pytest.mark.django_db
@pytest.mark.usefixtures("pages_site")
def test_an_act_without_its_reason_is_asked_for_it_and_gets_a_new_key(client: Client) -> None:
    body = client.post("/confirm/", {"reason": " "}).content.decode()
    assert "เหตุผล: โปรดกรอก" in body
    assert re.search(r'name="once_key" value="[A-Za-z0-9_-]{32}"', body)
    assert 'data-draft="/confirm/"' in body
