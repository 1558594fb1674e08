from pathlib import Path

import pytest
from django.conf import LazySettings


@pytest.fixture
def pages_site(settings: LazySettings) -> None:
    """The addresses and templates of this package's tests."""
    settings.ROOT_URLCONF = "palat.kernel.pages.tests.urls"
    templates = [{**settings.TEMPLATES[0]}]
    templates[0]["DIRS"] = [*templates[0]["DIRS"], Path(__file__).parent / "templates"]
    settings.TEMPLATES = templates
