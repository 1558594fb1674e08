import copy
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db
PASSWORD = "correct-horse-battery"


@pytest.fixture(autouse=True)
def site(settings: Any) -> None:
    settings.ROOT_URLCONF = "palat.kernel.accounts.tests.urls"
    templates = copy.deepcopy(settings.TEMPLATES)
    options = templates[0]["OPTIONS"]
    options["context_processors"] = [name for name in options["context_processors"] if name.startswith("django.")]
    settings.TEMPLATES = templates
    cache.clear()


@pytest.fixture
def officer() -> Any:
    return get_user_model().objects.create_user("officer", password=PASSWORD)


def sign_in(client: Client, password: str = PASSWORD, **extra: str) -> Any:
    return client.post(reverse("account_login"), {"login": "officer", "password": password, **extra})


def test_an_official_signs_in_and_comes_to_the_desk(client: Client, officer: Any) -> None:
    assert sign_in(client)["Location"] == "/desk/"


def test_after_an_expired_session_one_goes_on_where_one_was(client: Client, officer: Any) -> None:
    page = client.get(reverse("account_login") + "?next=/desk/matters/7/").content.decode()
    assert 'value="/desk/matters/7/"' in page
    assert "ข้อความนั้นยังอยู่ในเครื่องนี้" in page
    assert sign_in(client, next="/desk/matters/7/")["Location"] == "/desk/matters/7/"


def test_nobody_is_led_to_a_foreign_address(client: Client, officer: Any) -> None:
    assert sign_in(client, next="https://elsewhere.example/")["Location"] == "/desk/"


def test_a_wrong_password_says_the_same_for_known_and_unknown_names(client: Client, officer: Any) -> None:
    known = sign_in(client, password="wrong").content.decode()
    unknown = client.post(reverse("account_login"), {"login": "nobody", "password": "wrong"}).content.decode()
    assert "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง" in known
    assert "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง" in unknown


def test_guessing_is_stopped(client: Client, officer: Any) -> None:
    answers = [sign_in(client, password=f"guess-{n}") for n in range(12)]
    last = answers[-1]
    assert last.status_code == 429 or "ลองผิดหลายครั้งเกินไป" in last.content.decode()


def test_nobody_opens_an_account_for_themselves(client: Client) -> None:
    answer = client.post(reverse("account_signup"), {"username": "visitor", "password1": PASSWORD})
    assert "เปิดให้โดยผู้ดูแลระบบเท่านั้น" in answer.content.decode()
    assert not get_user_model().objects.filter(username="visitor").exists()


@pytest.mark.parametrize(
    "name",
    ["account_change_password", "account_logout", "mfa_index", "account_reauthenticate", "account_reset_password"],
)
def test_pages_of_the_account_are_drawn_in_thai(client: Client, officer: Any, name: str) -> None:
    client.force_login(officer)
    body = client.get(reverse(name), follow=True).content.decode()
    assert '<html lang="th"' in body
    assert "สำนักงานปลัดสำนักนายกรัฐมนตรี" in body


def test_a_second_factor_can_be_set_up_and_is_asked_for(client: Client, officer: Any) -> None:
    sign_in(client)
    asked = client.get(reverse("mfa_activate_totp"), follow=True)
    assert "ยืนยันว่าเป็นท่าน" in asked.content.decode()
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    assert "เริ่มใช้แอปยืนยันตัวตน" in page.content.decode()
    TOTP.activate(officer, page.context["form"].secret)
    client.post(reverse("account_logout"))
    answer = sign_in(client)
    assert answer["Location"].endswith(reverse("mfa_authenticate"))
    assert "ยืนยันตัวตนชั้นที่สอง" in client.get(answer["Location"]).content.decode()


def test_thai_comes_first_whatever_the_browser_asks(client: Client) -> None:
    page = client.get(reverse("account_login"), headers={"Accept-Language": "en-US,en;q=0.9"})
    assert '<html lang="th"' in page.content.decode()
    assert page["Content-Language"] == "th"


def test_the_switch_chooses_english_and_back(client: Client) -> None:
    login = reverse("account_login")
    for language in ("en", "th"):
        answer = client.post(reverse("set_language"), {"language": language, "next": login})
        assert answer["Location"] == login
        assert f'<html lang="{language}"' in client.get(login).content.decode()


@pytest.mark.parametrize(
    ("method", "headers", "back"),
    [
        ("get", {}, "/desk/work/?q=1"),
        ("post", {"Referer": "http://testserver/desk/form/?step=2"}, "/desk/form/?step=2"),
        ("post", {"Referer": "https://elsewhere.example/x"}, "/desk/work/"),
        ("post", {}, "/desk/work/"),
    ],
)
def test_an_expired_session_leads_back_to_the_form(
    client: Client, method: str, headers: dict[str, str], back: str
) -> None:
    answer = getattr(client, method)("/desk/work/?q=1", headers=headers)
    assert answer.status_code == 302
    assert parse_qs(urlsplit(answer["Location"]).query)["next"] == [back]


def test_htmx_loads_the_whole_sign_in_page(client: Client) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/desk/list/?a=1"}
    answer = client.get("/desk/work/", headers=headers)
    assert answer.status_code == 204
    assert answer["HX-Redirect"].endswith("?next=/desk/list/%3Fa%3D1")


def test_who_is_signed_in_goes_through(client: Client, officer: Any) -> None:
    client.force_login(officer)
    assert client.post("/desk/work/").content == b"done"
