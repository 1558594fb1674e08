"""The decider's page on a phone of 390 × 844: everything needed to decide, without scrolling."""

import os
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from palat.duties.petitions.tests.factories import official
from palat.duties.petitions.tests.test_deciding import before_minister
from palat.kernel.pages.tests.browser import CHROMIUM, opened

pytestmark = [
    pytest.mark.django_db(transaction=False),
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium"),
]


def test_what_a_decision_needs_stands_on_one_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the driver runs a loop in this thread
    matter = before_minister()
    official("minister")
    client = Client()
    client.force_login(get_user_model().objects.get(username="minister"))
    with opened(client, width=390) as page:
        page.goto(f"/desk/decisions/{matter.code}/")
        page.evaluate("document.fonts.ready")
        if folder := os.environ.get("PALAT_PICTURES"):
            page.screenshot(path=str(Path(folder) / "decision-390.png"))
            page.goto(f"/desk/decisions/{matter.code}/?do=approved_noting")
            page.screenshot(path=str(Path(folder) / "decide-390.png"), full_page=True)
            page.goto(f"/desk/decisions/{matter.code}/")
        bar = page.locator(".bottom-bar").bounding_box()
        grid = page.locator(".decide-grid").bounding_box()
        assert grid["y"] + grid["height"] <= bar["y"]
        for button in page.locator(".decide-grid a").all():
            assert button.bounding_box()["height"] >= 44
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert not page.complaints
