"""The checks beyond the linters find what they are for, and nothing else."""

import io
import shutil
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from django.db import models

from palat.launch import checking

NEEDS_XGETTEXT = pytest.mark.skipif(
    not shutil.which("xgettext"), reason="ไม่มี xgettext: apt install gettext · no xgettext: apt install gettext"
)


def catalogue(*entries: tuple[object, object], flags: tuple[str, ...] = ()) -> Catalog:
    """Return a catalogue of source strings with what is said for each."""
    made = Catalog("en")
    for source, text in entries:
        made.add(source, text, flags=flags, locations=[("desk/views.py", 7)])
    return made


def test_models_and_migrations_of_this_checkout_agree() -> None:
    assert list(checking.migrations()) == []


def test_a_field_without_its_migration_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db.migrations.state import ProjectState

    complete = ProjectState.from_apps

    def with_one_more(apps: object) -> ProjectState:
        state = complete(apps)
        state.models["calendar", "holiday"].fields["new_field"] = models.TextField(default="")
        return state

    monkeypatch.setattr(ProjectState, "from_apps", with_one_more)
    assert list(checking.migrations()) == ["calendar: no migration for: Add field new_field to holiday"]


def test_an_outdated_page_of_settings_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(checking.settings()) == []
    monkeypatch.setattr("palat.launch.documents.settings_page", lambda: "another page")
    assert "palat docs settings" in next(checking.settings())


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ([], "no English"),
        ([("เรื่อง", "")], "no English"),
        ([("เรื่อง", " ")], "no English"),
        ([("เรื่อง", "Matter")], None),
    ],
)
def test_a_string_without_english_is_found(said: list[tuple[object, object]], fault: str | None) -> None:
    found = list(checking.untranslated(catalogue(("เรื่อง", "")), catalogue(*said)))
    assert len(found) == (1 if fault else 0)
    assert all("desk/views.py:7" in one and str(fault) in one for one in found)


def test_a_guess_is_no_translation() -> None:
    assert list(checking.untranslated(catalogue(("เรื่อง", "")), catalogue(("เรื่อง", "Matter"), flags=("fuzzy",))))


@pytest.mark.parametrize(
    ("source", "text", "well"),
    [
        ("ครบกำหนด %(day)s", "Due %(day)s", True),
        ("ครบกำหนด %(day)s", "Due %(date)s", False),
        ("ครบกำหนด {day}", "Due", False),
        ("%s เรื่อง", "matters", False),
        (("%(n)s เรื่อง", "%(n)s เรื่อง"), ("%(n)s matter", "%(n)s matters"), True),
        (("%(n)s เรื่อง", "%(n)s เรื่อง"), ("%(n)s matter", ""), False),
    ],
)
def test_english_keeps_the_fields(source: object, text: object, well: bool) -> None:
    wanted, said = catalogue((source, "")), Catalog("en")
    said.add(source, text, flags=("python-format",))
    assert (list(checking.untranslated(wanted, said)) == []) is well


@NEEDS_XGETTEXT
def test_strings_of_code_templates_and_procedures_are_extracted() -> None:
    extracted = checking._extracted()
    sources = {str(name) for message in extracted for name, _line in message.locations}
    assert any(name.endswith(".html") for name in sources)
    assert "duties/petitions/procedure/petition.py" in sources
    whole = Catalog("en")
    for message in extracted:
        whole.add(message.id, message.id, context=message.context, flags=message.flags)
    assert list(checking.untranslated(extracted, whole)) == []


def test_a_missing_catalogue_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "PACKAGE", checking.ROOT / "no-such-package")
    assert "there is no" in next(checking.translations())


def test_without_xgettext_the_check_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    po = tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    with po.open("wb") as file:
        write_po(file, Catalog("en"))
    monkeypatch.setattr(checking, "PACKAGE", tmp_path)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert list(checking.translations()) == ["xgettext is missing: apt install gettext"]


def test_faults_are_said_and_end_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    said = io.StringIO()
    monkeypatch.setattr("sys.stderr", said)
    monkeypatch.setattr(checking, "CHECKS", {"one": lambda: iter(["fault"]), "two": lambda: iter([])})
    assert checking.main(["two"]) == 0
    assert checking.main(["one", "two"]) == 1
    assert said.getvalue() == "one: fault\n"
