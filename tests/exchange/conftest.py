"""The Office with codes of its own, its storage, and a peer that listens."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.peers import OURS, Listening, listening


@pytest.fixture(autouse=True)
def office(settings: Any, tmp_path: Path) -> None:
    """Let the Office be known by its codes, and keep its files aside."""
    here = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": here}
    settings.EGIF_MINISTRY, settings.EGIF_DEPARTMENT = OURS["ministry"], OURS["department"]
    settings.WEBHOOK_NETWORKS = ["127.0.0.0/8"]
    settings.SIGNING_CERTIFICATE = None


@pytest.fixture
def far() -> Iterator[Listening]:
    """A peer that listens."""
    with listening() as known:
        yield known
