"""Bytes turned into words, whatever their sender said of them: TIS-620, windows-874, UTF-8, or nothing at all."""

import codecs
import re

THAI = "cp874"  # TIS-620 and ISO 8859-11 with the signs that Windows added
SINGLE = frozenset({"tis-620", "tis620", "windows-874", "cp874", "ms874", "iso-8859-11", "x-windows-874", "dos-874"})
LATIN = frozenset({"us-ascii", "ascii", "iso-8859-1", "latin-1", "latin1", "windows-1252", "cp1252", "unknown-8bit"})
THAI_LETTERS = re.compile("[ก-๛]")
REPLACED = "\ufffd"
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def decoded(content: bytes, declared: str | None) -> tuple[str, bool]:
    """Return the words of some bytes, and whether every one of them could be read.

    UTF-8 that is whole is UTF-8, whatever is declared: Thai of one byte a letter is never valid UTF-8 by chance for
    long. A declared Latin or none, with bytes above ASCII, is Thai of one byte a letter.
    """
    said = (declared or "").strip().strip("\"'").lower().replace("_", "-")
    if content.isascii() and not said.startswith(("utf-16", "utf-32", "iso-2022", "hz", "utf-7")):
        return clean(content.decode("ascii")), True
    for name in _names(content, said):
        try:
            return clean(content.decode(name)), True
        except (UnicodeError, LookupError):
            continue
    return clean(_at_best(content, said)), False


def _names(content: bytes, said: str) -> list[str]:
    """Return the ways to read, the likeliest first. `utf-7` is none of them: it hides what checks look for."""
    names = ["utf-8"]
    if said in SINGLE or said in LATIN or not said:
        return [*names, THAI]
    if said in {"utf-8", "utf8", "utf-7"}:
        return [*names, THAI] if _is_single(content) else names
    try:
        codecs.lookup(said)
    except LookupError:
        return [*names, THAI]
    return [said, *names, THAI]


def _is_single(content: bytes) -> bool:
    """Say whether bytes that are no UTF-8 look like Thai of one byte a letter, rather than UTF-8 cut or broken."""
    high = [one for one in content if one >= 0x80]
    thai = [one for one in high if 0xA1 <= one <= 0xFB]
    threes = len(re.findall(rb"\xe0[\xb8\xb9][\x80-\xbf]", content)) * 3
    return len(thai) * 10 >= len(high) * 9 and threes * 2 < len(high)


def _at_best(content: bytes, said: str) -> str:
    """Return what can be read, the rest marked."""
    broken = content.decode("utf-8", "replace")
    single = content.decode(THAI, "replace")
    if said in SINGLE or broken.count(REPLACED) > single.count(REPLACED) + len(THAI_LETTERS.findall(broken)):
        return single
    return broken


def clean(text: str) -> str:
    """Leave out what no database and no page can keep."""
    return UNREADABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
