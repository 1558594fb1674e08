from datetime import UTC, datetime
from pathlib import Path

import pytest

AT = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)


@pytest.fixture
def storage(db: None, settings: object, tmp_path: Path) -> Path:
    """An empty storage of the test's own."""
    folder = tmp_path / "files"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}},
    }
    return folder
