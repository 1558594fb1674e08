"""Pages a second looked into, covered and checked: `python -m benchmarks.redaction [--pages 200]`. Prints JSON."""

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "palat.settings")
django.setup()

from palat.kernel.redaction import reading  # noqa: E402 - Django must be set up first
from palat.kernel.redaction.procedure import ANSWERABLE, Cover  # noqa: E402
from palat.kernel.redaction.tests.samples import line, pdf_of, saved, workbook  # noqa: E402

LABEL = "มาตรา 15 (5)"


def timed(act: Callable[[], Any]) -> tuple[Any, float]:
    """Return what an act gives, and the seconds it took."""
    began = time.perf_counter()
    given = act()
    return given, time.perf_counter() - began


def measured(pages: int, folder: Path) -> dict[str, Any]:
    """Take a PDF of so many full pages all the way, every other page with a mark."""
    full = "\n".join(
        line("The owner Somsri Testperson came and said many words", y=60 + 18 * y, size=11) for y in range(40)
    )
    source, base, copy = folder / "source.pdf", folder / "base.pdf", folder / "copy.pdf"
    source.write_bytes(saved(pdf_of(*[full] * pages)))
    looked, inspect_seconds = timed(lambda: reading.inspect(source))
    _none, clean_seconds = timed(lambda: reading.clean(source, base))
    places, seek_seconds = timed(lambda: reading.seek([("1", base)], "Testperson"))
    covers = [Cover(page, places[0].boxes[0], LABEL) for page in range(1, pages + 1, 2)]
    _kind, redact_seconds = timed(lambda: reading.redact(base, "pdf", copy, covers))
    one = reading.Copy("1", "pdf", str(base), str(copy), pages, "", tuple(covers))
    checked, check_seconds = timed(lambda: reading.check([one]))
    marked = len({one.page for one in covers})
    (folder / "book.xlsx").write_bytes(workbook())
    _book, book_seconds = timed(lambda: reading.inspect(folder / "book.xlsx"))
    return {
        "pages": pages,
        "findings": len(looked.findings),
        "leaks": sum(one.code not in ANSWERABLE for one in checked["1"].leaks),
        "to_be_answered": sum(one.code in ANSWERABLE for one in checked["1"].leaks),
        "pages_a_second": {
            "inspected": round(pages / inspect_seconds, 1),
            "cleaned": round(pages / clean_seconds, 1),
            "sought": round(pages / seek_seconds, 1),
            "redacted": round(marked / redact_seconds, 1),
            "checked": round(pages / check_seconds, 1),
        },
        "workbook_seconds": round(book_seconds, 2),
        "bytes_of_a_marked_page": copy.stat().st_size // max(1, marked),
        "child_megabytes": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=200)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(json.dumps(measured(wanted.pages, Path(folder)), indent=2) + "\n")


if __name__ == "__main__":
    main()
