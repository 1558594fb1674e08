"""Reference data are loaded again only where sources or database are others than before, or when told to."""

from pathlib import Path
from typing import Any

import pytest

from palat.launch import running

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The commands that were called, without running them."""
    called: list[str] = []
    monkeypatch.setattr(running, "REFERENCE_LOADED", tmp_path / "var" / "reference-loaded")
    monkeypatch.setattr(running, "call_command", lambda name, *_words, **_options: called.append(name))
    return called


def test_the_same_sources_are_loaded_into_the_same_database_once(loaded: list[str]) -> None:
    for _time in range(2):
        running.bring_up_to_date(0, if_changed=True)
    assert loaded == ["migrate", "load_reference", "migrate"]
    running.bring_up_to_date(0)
    assert loaded[-1] == "load_reference"


def test_a_changed_source_or_another_database_is_loaded(
    loaded: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    running.bring_up_to_date(0, if_changed=True)
    mark = running.reference_mark()
    data = tmp_path / "package" / "data"
    data.mkdir(parents=True)
    (data / "limits.csv").write_text("code")
    monkeypatch.setattr(running, "PACKAGE", data.parent)
    other = running.reference_mark()
    (data / "limits.csv").write_text("code,")
    assert len({mark, other, running.reference_mark()}) == 3
    running.bring_up_to_date(0, if_changed=True)
    assert loaded.count("load_reference") == 2


def test_a_loading_that_fails_is_tried_again(loaded: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(name: str, *_words: Any, **_options: Any) -> None:
        if name == "load_reference":
            raise OSError("broken off")

    with monkeypatch.context() as broken:
        broken.setattr(running, "call_command", failing)
        with pytest.raises(OSError, match="broken off"):
            running.bring_up_to_date(0, if_changed=True)
    running.bring_up_to_date(0, if_changed=True)
    assert loaded[-1] == "load_reference"
