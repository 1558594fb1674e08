"""The npm packages come with the system's Node, or with the wheel's where there is none."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from palat.launch import assets

BUNDLES = [Path("/etc/ssl/certs/ca-certificates.crt"), Path("/etc/pki/tls/certs/ca-bundle.crt")]


def wheel_npm(*words: str, **env: str) -> str:
    """Return what npm prints, run on the Node of the wheel with no other in reach."""
    done = subprocess.run(
        [sys.executable, "-c", assets.WHEEL_NPM, *words],
        env={"PATH": os.defpath, "HOME": "/nonexistent", **env},
        capture_output=True, text=True, check=True, cwd="/",
    )  # fmt: skip
    return done.stdout


def test_the_node_of_the_wheel_is_new_enough() -> None:
    said = wheel_npm("exec", "--no", "--offline", "--call", "node --version", npm_config_cache="/nonexistent/npm")
    assert int(said.strip().removeprefix("v").split(".")[0]) >= assets.LEAST_NODE


@pytest.mark.skipif(not any(map(Path.exists, BUNDLES)), reason="ไม่มีใบรับรองของระบบ · the system has no certificates")
def test_the_node_of_the_wheel_trusts_what_the_system_trusts() -> None:
    show = 'node -p "process.env.NODE_EXTRA_CA_CERTS"'
    assert Path(wheel_npm("exec", "--no", "--offline", "--call", show).strip()) in BUNDLES
    assert wheel_npm("exec", "--no", "--offline", "--call", show, NODE_EXTRA_CA_CERTS="/own").strip() == "/own"


@pytest.mark.parametrize(("said", "used"), [("v22.1.0", True), ("v18.19.0", False), ("", False)])
def test_an_old_node_of_the_system_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, used: bool
) -> None:
    for name in ("node", "npm"):
        (tmp_path / name).write_text(f"#!/bin/sh\necho {said}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert assets._system_node() is used


def test_without_node_the_wheel_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert assets._system_node() is False


def test_a_failed_installation_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "_system_node", lambda: False)
    monkeypatch.setattr(assets, "WHEEL_NPM", "raise SystemExit(1)")
    with pytest.raises(assets.UnableToBuild, match="network"):
        assets._install()


def test_the_style_of_the_pages_is_a_small_part_of_the_whole_and_holds_all_they_use() -> None:
    def classes(sheet: Path) -> set[str]:
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
        return set(re.findall(r"\.(-?[_a-zA-Z][\w-]*)", text))

    used = {
        name
        for page in assets.PACKAGE.rglob("*.html")
        for said in re.findall(r'class="([^"]*)"', page.read_text(encoding="utf-8"))
        for name in said.split()
    }
    wanted = used & classes(assets.WHOLE_STYLE) | {"btn-danger"}  # one that stands behind btn-{{ style }}
    assert len(wanted) > 20
    assert wanted <= classes(assets.STYLE)
    assert assets.STYLE.stat().st_size * 5 < assets.WHOLE_STYLE.stat().st_size


def test_a_new_word_of_the_style_makes_it_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "PACKAGE", tmp_path)
    monkeypatch.setattr(assets, "STYLE_WORDS", tmp_path / "words")
    page = tmp_path / "page.html"
    page.write_text('<p class="badge btn-{{ style }}">', encoding="utf-8")
    (tmp_path / "code.py").write_text('style = "danger"', encoding="utf-8")
    assert assets._words_of_style() >= {"badge", "btn-danger"}
    (tmp_path / "words").write_text(" ".join(sorted(assets._words_of_style())), encoding="utf-8")
    assert assets._has_style()
    page.write_text('<p class="accordion">', encoding="utf-8")
    assert not assets._has_style()
