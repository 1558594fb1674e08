"""Office documents as PDF, where the machine has LibreOffice; elsewhere an official brings the PDF."""

import shutil
import tempfile
from functools import cache
from pathlib import Path

from palat.kernel.files.bounding import OutOfBounds, run_bounded

SECONDS, MEMORY_MB = 120, 4_000


@cache
def office_program() -> str:
    """Return where LibreOffice is; nothing where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


def as_pdf(path: Path, name: str) -> bytes | None:
    """Return a document as PDF, or None where it cannot be converted here."""
    if not office_program():
        return None
    with tempfile.TemporaryDirectory(prefix="palat-convert-") as folder:
        source = Path(folder) / f"document{Path(name).suffix.lower()}"
        shutil.copyfile(path, source)
        home = f"-env:UserInstallation=file://{folder}/home"
        words = [office_program(), home, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", folder]
        try:
            run_bounded([*words, str(source)], seconds=SECONDS, memory_mb=MEMORY_MB)
        except OutOfBounds:
            return None
        made = source.with_suffix(".pdf")
        return made.read_bytes() if made.exists() else None
