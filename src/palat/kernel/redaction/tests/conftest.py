from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from palat.kernel.calendar import queries as calendar
from palat.kernel.organisation.kept import forget
from palat.kernel.redaction import registry
from palat.kernel.redaction.tests import toy


@pytest.fixture(autouse=True)
def mounted(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let petitions release for the time of a test, with its files in a folder of its own."""
    here = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "kept"}}
    settings.STORAGES = {**settings.STORAGES, "default": here}
    registry.mount_of("petition")
    monkeypatch.setattr(registry, "_MOUNTS", {**registry._MOUNTS, "petition": toy.TOY})
    toy.RELEASED.clear()
    forget()
    calendar.forget()
    yield
    forget()
    calendar.forget()
