"""What `make check` asks beyond the linters: python -m palat.launch.checking migrations settings translations.

None of it needs a database.
"""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from palat.settings import PACKAGE, ROOT

THAI = re.compile("[\u0e00-\u0e7f]")
SETTINGS_PAGE = Path("docs", "operations", "settings.md")


def migrations() -> Iterator[str]:
    """Yield what the models have and the migrations lack, and apps with two last migrations."""
    from django.apps import apps
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.state import ProjectState
    from django.utils import translation

    translation.deactivate_all()  # a label in the language of the moment is no change
    loader = MigrationLoader(None, ignore_no_migrations=True)
    for app, names in loader.detect_conflicts().items():
        yield f"{app}: two last migrations, {' and '.join(sorted(names))}: renumber yours"
    if loader.detect_conflicts():
        return
    found = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(graph=loader.graph)
    for app, missing in found.items():
        for operation in (one for migration in missing for one in migration.operations):
            yield f"{app}: no migration for: {operation.describe()}"


def settings() -> Iterator[str]:
    """Yield when the page of settings differs from what settings.py declares."""
    from palat.launch.documents import settings_page

    page = ROOT / SETTINGS_PAGE
    if not page.exists() or page.read_text(encoding="utf-8") != settings_page():
        yield f"{SETTINGS_PAGE} is out of date: palat docs settings > {SETTINGS_PAGE}"


def translations() -> Iterator[str]:
    """Yield every Thai string of the program that the English catalogue does not say, or says with other fields."""
    kept = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
    if not kept.exists():
        yield f"there is no {kept.relative_to(ROOT)}"
        return
    if not shutil.which("xgettext"):
        yield "xgettext is missing: apt install gettext"
        return
    with kept.open("rb") as file:
        yield from untranslated(wanted=_extracted(), said=read_po(file, locale="en"))


def untranslated(wanted: Catalog, said: Catalog) -> Iterator[str]:
    """Yield the Thai strings of one catalogue that the other does not translate."""
    for message in wanted:
        if not THAI.search(str(message.id)):
            continue
        where = ", ".join(f"{name}:{line}" for name, line in message.locations[:2])
        found = said.get(message.id, message.context)
        if found is None or found.fuzzy or not _is_whole(found):
            yield f"{where}: no English for {message.id!r}"
        elif list(found.check(said)) or _fields(found.string or "") != _fields(message.id):
            yield f"{where}: the English of {message.id!r} has other fields"


def _is_whole(message: Message) -> bool:
    texts = message.string if isinstance(message.string, list | tuple) else (message.string,)
    return bool(texts) and all(text and text.strip() for text in texts)


def _fields(text: str | list[str] | tuple[str, ...]) -> set[str]:
    """Return the named fields of a string; of one with a plural, those of its forms together."""
    forms = (text,) if isinstance(text, str) else text
    return {name for form in forms for name in re.findall(r"%\(\w+\)|\{\w*\}", form)}


def _extracted() -> Catalog:
    """Return every translatable string of the program; extracted from a copy, since Django writes beside templates."""
    from django.core.management import call_command
    from django.test import override_settings

    with tempfile.TemporaryDirectory(prefix="palat-messages-") as name:
        copy = Path(name) / "palat"
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("locale", "static", "tests", "__pycache__"))
        locale = Path(name) / "locale"
        locale.mkdir()
        here = Path.cwd()
        os.chdir(copy)
        try:
            with override_settings(LOCALE_PATHS=[locale]):
                call_command("makemessages", locale=["en"], verbosity=0)
        finally:
            os.chdir(here)
        with (locale / "en" / "LC_MESSAGES" / "django.po").open("rb") as file:
            return read_po(file, locale="en")


CHECKS: Mapping[str, Callable[[], Iterator[str]]] = {
    "migrations": migrations,
    "settings": settings,
    "translations": translations,
}


def main(names: list[str]) -> int:
    """Make the named checks, say every fault, and return 1 if there is one."""
    import django

    django.setup()
    faults = [f"{name}: {fault}" for name in names for fault in CHECKS[name]()]
    sys.stderr.write("".join(f"{fault}\n" for fault in faults))
    return 1 if faults else 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "palat.settings")
    sys.exit(main(sys.argv[1:]))
