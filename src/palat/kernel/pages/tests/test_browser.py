from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from palat.kernel.pages.models import OnceKey, SavedFilter

from .browser import CHROMIUM, opened

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.usefixtures("pages_site"),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium"),
]
AT = datetime(2025, 11, 24, 2, tzinfo=UTC)


@pytest.fixture
def signed_in(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    # The browser's driver runs a loop in this thread; Django's guard against that does not apply here.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    client.force_login(get_user_model().objects.create(username="officer"))
    return client


@pytest.fixture
def page(signed_in: Client) -> Iterator[Any]:
    with opened(signed_in, width=390) as page:
        yield page


def wait_until_kept(page: Any) -> None:
    """Wait for the draft to be written (the policy forbids the driver's own way of waiting)."""
    for _try in range(50):
        if page.evaluate("Object.keys(localStorage).length") == 1:
            return
        page.wait_for_timeout(50)
    raise AssertionError("no draft was kept")


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_is_refused_by_the_policy_and_nothing_is_wider_than_the_screen(signed_in: Client, width: int) -> None:
    with opened(signed_in, width=width) as page:
        for address in ("/desk/", "/desk/?bound", "/portal/?bound", "/list/", "/confirm/", "/accounts/2fa/"):
            page.goto(address)
            assert page.complaints == [], address
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
            assert page.evaluate("document.fonts.check('16px Sarabun', 'ก')"), address


def test_a_long_text_outlives_the_page_and_goes_when_it_is_sent(page: Any) -> None:
    page.goto("/write/")
    page.fill("#text", "ข้อความยาวที่พิมพ์มาครึ่งชั่วโมง")
    page.fill("#secret", "1234567890123")
    wait_until_kept(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/accounts/2fa/")
    page.goto("/write/")
    assert page.input_value("#text") == "ข้อความยาวที่พิมพ์มาครึ่งชั่วโมง"
    assert page.input_value("#secret") == ""
    assert "นำข้อความที่พิมพ์ค้างไว้กลับมาให้แล้ว" in page.inner_text(".draft-note")
    page.click("text=ส่งเรื่อง")
    page.wait_for_url("**/write/?sent=1")
    assert page.evaluate("Object.keys(localStorage).length") == 0
    assert page.input_value("#text") == ""


def test_a_double_click_sends_once(page: Any) -> None:
    page.goto("/write/")
    page.fill("#text", "ครั้งเดียว")
    page.dblclick("text=ส่งเรื่อง")
    page.wait_for_url("**/write/?sent=1")
    assert OnceKey.objects.count() == 1


def test_going_back_and_sending_again_is_the_same_sending(page: Any) -> None:
    page.goto("/write/")
    key = page.input_value("[name=once_key]")
    for _again in range(2):
        page.goto("/write/")
        page.evaluate("key => document.querySelector('[name=once_key]').value = key", key)
        page.fill("#text", "ซ้ำ")
        page.click("text=ส่งเรื่อง")
        page.wait_for_url("**/write/?sent=1")
    assert OnceKey.objects.count() == 1


def test_signing_out_leaves_no_text_behind(page: Any) -> None:
    page.goto("/write/")
    page.fill("#text", "ไม่ควรเหลือ")
    wait_until_kept(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("#leave")
    page.wait_for_selector(".error-page")  # the tests' site has no first page
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_paging_and_filtering_replace_the_list_only(page: Any) -> None:
    owner = get_user_model().objects.get(username="officer")
    for number in range(5):
        SavedFilter.objects.create(owner=owner, listing="a", name=f"แถว {number}", created_at=AT)
    page.goto("/list/")
    page.evaluate("document.body.dataset.same = 'yes'")
    page.click("a[rel=next]")
    page.wait_for_selector("text=แถว 1")
    assert page.locator("tbody tr").count() == 2
    assert "after=" in page.url
    page.click(".filter-bar summary")
    page.fill("#filter_name", "แถว 4")
    page.keyboard.press("Enter")
    page.wait_for_selector(".active-filters")
    assert page.locator("tbody tr").count() == 1
    assert page.evaluate("document.body.dataset.same") == "yes"
    assert page.complaints == []
