import copy
from pathlib import Path

import pytest
from django.conf import LazySettings


@pytest.fixture
def pages_site(settings: LazySettings) -> None:
    """The addresses and templates of this package's tests; no face, since the kernel knows none."""
    settings.ROOT_URLCONF = "palat.kernel.pages.tests.urls"
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"].append(Path(__file__).parent / "templates")
    options = templates[0]["OPTIONS"]
    options["context_processors"] = [name for name in options["context_processors"] if name.startswith("django.")]
    settings.TEMPLATES = templates
