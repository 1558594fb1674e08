"""The process that sets pages: it reads one request after another, and gives back a PDF or what was wrong.

Started by `pool`, confined by `confine`. It knows no database and no settings. A folder is written for each set of
template files; into it come the parts and pictures of one letter, and they are gone before the next.
"""

import base64
import json
import os
import pickle
import struct
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from palat.kernel.letters.paper.press.confine import allow_seconds, confine

HEAD = struct.Struct(">QQ")  # lengths of the words (JSON) and of the bytes (PDF) that follow
SIZE = struct.Struct(">Q")


class Setter:
    """A Typst compiler with its fonts, kept warm."""

    def __init__(self, fonts: list[str], home: Path) -> None:
        import typst

        self.typst = typst
        self.home = home
        nowhere = home / "no-packages"
        nowhere.mkdir()
        found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(fonts))
        self.compiler = typst.Compiler(
            font_paths=found, ignore_system_fonts=True, package_path=nowhere, package_cache_path=nowhere
        )

    def folder(self, mark: str, files: Mapping[str, str]) -> Path:
        """Return the folder of a template, written when it is asked for the first time."""
        folder = self.home / mark
        if not folder.exists():
            folder.mkdir()
            for name, text in files.items():
                (folder / name).write_text(text, encoding="utf-8")
        return folder

    def set(self, request: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Set one request. Returns what is said of it, and the PDF."""
        from palat.kernel.letters.paper.press.qr import qr_svg
        from palat.kernel.letters.paper.text_layer import first_lines, mend

        folder = self.folder(request["mark"], request["files"])
        beside = {name: base64.b64decode(content) for name, content in request["pictures"].items()}
        beside |= {name: qr_svg(url) for name, url in request["qr"].items()}
        beside["parts.json"] = json.dumps(request["parts"], ensure_ascii=False).encode()
        for name, content in beside.items():
            (folder / name).write_bytes(content)
        try:
            pdf = self.compiler.compile(
                folder / "main.typ",
                root=folder,
                format="pdf",
                pdf_standards=["a-2a", "ua-1"],
                timestamp=datetime.fromordinal(request["day"]).replace(tzinfo=UTC),
            )
        except self.typst.TypstError as error:
            told = (error.diagnostic or error.message).replace(f"{folder}/", "").replace(f"{folder.name}/", "")
            return {"fault": told, "hints": list(error.hints)}, b""
        finally:
            for name in beside:
                (folder / name).unlink()
        if not isinstance(pdf, bytes):
            return {"fault": "no pages"}, b""
        mended, pages = mend(pdf)
        return {"pages": pages, "first_lines": first_lines(mended) if pages > 1 else []}, mended


def _read(size: int, source: BinaryIO) -> bytes:
    found = source.read(size)
    if len(found) < size:
        raise EOFError
    return found


def serve(home: Path, source: BinaryIO, into: BinaryIO) -> None:
    """Answer requests until the other side hangs up. Each has so many seconds; after them the system ends us.

    `home` is an empty folder for the templates' files; who started us removes it, however we end.
    """
    os.chdir(home)  # Typst names its files from where it stands
    setter = None
    while True:
        try:
            (size,) = SIZE.unpack(_read(SIZE.size, source))
            request = pickle.loads(_read(size, source))  # noqa: S301 - from the process that started this one
        except EOFError:
            return
        allow_seconds(request["seconds"])
        setter = setter or Setter(request["fonts"], home)
        said, pdf = setter.set(request)
        allow_seconds(0)
        words = json.dumps(said, ensure_ascii=False).encode()
        into.write(HEAD.pack(len(words), len(pdf)) + words + pdf)
        into.flush()


def main() -> None:
    """Serve on standard input and output; whatever else is printed goes to standard error."""
    confine()
    into = open(1, "wb", closefd=False)  # noqa: SIM115 - our own descriptor, for the life of the process
    sys.stdout = sys.stderr
    serve(Path(sys.argv[1]), sys.stdin.buffer, into)


if __name__ == "__main__":
    main()
