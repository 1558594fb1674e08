"""The transparency log: empty at first, then each day's root, and the files by which anybody checks it."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from palat.kernel.history.keys import known_keys
from palat.kernel.history.operations import cut_root
from palat.settings import ROOT

pytestmark = pytest.mark.django_db


def test_log_is_empty_at_first(client: Client) -> None:
    page = client.get("/transparency/").content.decode()
    assert "ยังไม่มีรากรายวัน" in page
    assert known_keys()[0] in page


def test_published_roots_are_proved_by_the_published_verifier(client: Client, tmp_path: Path) -> None:
    for day in (date(2026, 6, 8), date(2026, 6, 9)):
        root = cut_root(day=day, at=timezone.now())
    page = client.get("/transparency/").content.decode()
    assert bytes(root.root).hex() in page
    assert bytes(root.signature).hex() in page
    roots, program = tmp_path / "roots.json", tmp_path / "palat_verify.py"
    roots.write_bytes(client.get("/transparency/roots.json").content)
    program.write_bytes(b"".join(client.get("/transparency/palat_verify.py").streaming_content))  # type: ignore[arg-type]
    assert program.read_bytes() == (ROOT / "verifier" / "palat_verify.py").read_bytes()
    words = [sys.executable, "-I", str(program), str(roots), "--key", known_keys()[0]]
    assert subprocess.run(words, capture_output=True, check=False).returncode == 0
    published = json.loads(roots.read_text())
    published["roots"][0]["tree"] = "11" * 32
    roots.write_text(json.dumps(published))
    altered = subprocess.run(words, capture_output=True, text=True, check=False)
    assert altered.returncode == 1
    assert "root 2026-06-0" in altered.stdout
