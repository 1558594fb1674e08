"""Production refuses to start without its secrets, and the page of settings tells the truth."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from palat.launch.documents import settings_page
from palat.settings import DECLARED

ROOT = Path(__file__).parents[2]
SECRETS = [one.name for one in DECLARED.values() if one.secret]


def start(**given: str) -> "subprocess.CompletedProcess[str]":
    """Start the settings as production does, with only what is given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PALAT_", "DATABASE_"))}
    return subprocess.run(
        [sys.executable, "-m", "palat.cli", "docs", "settings"],
        env={**kept, "DATABASE_URL": "postgresql://palat@localhost/palat", **given},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("missing", SECRETS)
def test_production_names_the_missing_secret(missing: str) -> None:
    done = start(**{name: "given" for name in SECRETS if name != missing})
    assert done.returncode == 2
    assert missing in done.stderr
    assert "Traceback" not in done.stderr


def test_production_starts_with_its_secrets() -> None:
    assert start(**dict.fromkeys(SECRETS, "given")).returncode == 0


def test_an_unusable_value_is_named() -> None:
    done = start(PALAT_DEBUG="perhaps")
    assert done.returncode == 2
    assert "PALAT_DEBUG" in done.stderr


def test_the_page_of_settings_is_up_to_date() -> None:
    kept = (ROOT / "docs" / "operations" / "settings.md").read_text(encoding="utf-8")
    assert kept == settings_page(), "run: palat docs settings > docs/operations/settings.md"
