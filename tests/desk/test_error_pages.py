"""Where a page is not found, an official stays at the desk, and a citizen is told where to go on."""

import pytest
from django.test import Client

from palat.duties.petitions.tests.factories import official
from palat.kernel.accounts.models import User

pytestmark = pytest.mark.django_db


def test_an_official_stays_in_the_frame_of_the_desk() -> None:
    official("officer-1")
    client = Client()
    client.force_login(User.objects.get(username="officer-1"))
    page = client.get("/desk/nowhere/")
    said = page.content.decode()
    assert page.status_code == 404
    assert '<body class="desk' in said
    assert "กลับไปหน้างาน" in said
    assert "portal-nav" not in said


@pytest.mark.parametrize("path", ["/nowhere/", "/desk/nowhere/"])
def test_anybody_else_is_led_to_the_first_page(path: str) -> None:
    page = Client().get(path)
    said = page.content.decode()
    assert page.status_code == 404
    assert '<body class="portal' in said
    assert "โทร 1111" in said
    assert "กลับไปหน้างาน" not in said
