"""The text layer of a PDF: mended, so that Thai can be searched, copied and read aloud; and read back.

Where the type lifts a tone mark above a vowel (ขั้น, สิ่ง), Typst 0.15 shows the mark by itself and gives both
pieces the text of the whole syllable: a reader finds ขั้ขั้น. Here the first piece keeps the syllable without
its tone mark and the second the mark alone. What is drawn does not change.
"""

import re
import zlib
from collections.abc import Mapping
from functools import cache, partial
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2

QUICK = 3  # of zlib: a third of the time of the usual 6, for four hundredths more bytes
TONE_MARK = rb"0E4[89ABC]"  # ่้๊๋์
SIGN = rb"(?:\\[0-7]{3}|\\.|[^\\()])"
PIECES = re.compile(
    rb"/Span<</ActualText<FEFF(?P<whole>(?:[0-9A-F]{4})*" + TONE_MARK + rb")>>>BDC"
    rb"(?P<first>(?:(?!BDC|EMC|ET\n).)*\nEMC\nET\nQ\n)"
    rb"(?P<between>(?:(?!BT).){0,900}?BT)"
    rb"(?:/Span<</ActualText<FEFF(?P<again>(?:[0-9A-F]{4})+)>>>BDC)?"
    rb"(?P<lone> 0 Tr/(?P<font>f\d+) [^\n]*?Tm\[?[-\d.]*\((?P<glyph>" + SIGN + SIGN + rb")\)\]?T[Jj]\n)"
    rb"(?P<end>(?:EMC\n)?ET\n)",
    re.DOTALL,
)
MAPPED = re.compile(rb"<([0-9A-F]{4})> <((?:[0-9A-F]{4})+)>")
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def _code(glyph: bytes) -> bytes:
    """Return the two bytes of a glyph, as a PDF string writes them, in hexadecimal."""

    def sign(found: re.Match[bytes]) -> bytes:
        octal, letter = found[1], found[2]
        return bytes([int(octal, 8)]) if octal else ESCAPES.get(letter, letter)

    return re.sub(rb"\\(?:([0-7]{3})|(.))", sign, glyph, flags=re.DOTALL).hex().upper().encode()


def _texts(page: pikepdf.Page, font: bytes) -> dict[bytes, bytes]:
    """Return what the glyphs of a font of a page are said to mean."""
    fonts: Any = page.resources.get("/Font", {})
    found = fonts.get(f"/{font.decode()}")
    return {} if found is None else dict(MAPPED.findall(found.ToUnicode.read_bytes()))


def mend(pdf: bytes) -> tuple[bytes, int]:
    """Return the same pages with each syllable once in their text, and how many pages there are."""
    with pikepdf.open(BytesIO(pdf)) as document:
        mended = {page.Contents.objgen[0]: _mended(page) for page in document.pages}
        return replaced(pdf, mended), len(document.pages)


def _mended(page: pikepdf.Page) -> bytes:
    """Return what is drawn on a page, with each syllable once in its text."""
    texts = cache(partial(_texts, page))

    def part(found: re.Match[bytes]) -> bytes:
        whole = found["whole"]
        again = found["again"] or texts(found["font"]).get(_code(found["glyph"]))
        if again != whole:
            return found[0]
        return b"/Span<</ActualText<FEFF%b>>>BDC%b%b/Span<</ActualText<FEFF%b>>>BDC%bEMC\nET\n" % (
            whole[:-4],
            found["first"],
            found["between"],
            whole[-4:],
            found["lone"],
        )

    return PIECES.sub(part, page.Contents.read_bytes())


TABLE = re.compile(rb"xref\n0 (\d+)\n")
ENTRY = 20  # bytes of a line of the table: ten digits of the place, five of the generation, n or f


def replaced(pdf: bytes, streams: Mapping[int, bytes]) -> bytes:
    """Return a file as Typst writes it with other contents in some of its streams, by the number of the object.

    The places of what follows move, so its table is written anew. A library that reads and writes the whole file does
    the same in ten times as long, which is half of what setting a letter takes.
    """
    start = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
    head = TABLE.match(pdf, start)
    if head is None:
        raise ValueError("not a file of Typst: it has no table of places")
    first, count = head.end(), int(head[1])
    table = [pdf[first + ENTRY * n : first + ENTRY * (n + 1)] for n in range(count)]
    places = {n: int(line[:10]) for n, line in enumerate(table) if line[17:18] == b"n"}
    order = sorted(places, key=places.__getitem__)
    done = places[order[0]]
    whole = [pdf[:done]]
    for number, end in zip(order, [*(places[one] for one in order[1:]), start], strict=True):
        piece = _stream(number, streams[number]) if number in streams else pdf[places[number] : end]
        table[number] = b"%010d%b" % (done, table[number][10:])
        whole.append(piece)
        done += len(piece)
    after = pdf[first + ENTRY * count : pdf.rindex(b"startxref")]
    return b"".join([*whole, head[0], *table, after, b"startxref\n%d\n%%%%EOF" % done])


def _stream(number: int, content: bytes) -> bytes:
    packed = zlib.compress(content, QUICK)
    return b"%d 0 obj\n<</Length %d/Filter/FlateDecode>>\nstream\n%b\nendstream\nendobj\n" % (
        number,
        len(packed),
        packed,
    )


def first_lines(pdf: bytes) -> list[str]:
    """Return the first line of text of each page after the first, its number and marks left out."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [document[n].get_textpage().get_text_range() for n in range(1, len(document))]
    return [next((line for line in text.splitlines() if not _is_mark(line)), "") for text in pages]


def _is_mark(line: str) -> bool:
    """Say whether a line is no part of the running text: the number of the page, a class of secrecy, ร่าง."""
    return PAGE_NUMBER.fullmatch(line) is not None or line.strip() in MARKS


MARKS = frozenset({"ลับ", "ลับมาก", "ลับที่สุด", "ฉบับปกปิด", "ร่าง"})
PAGE_NUMBER = re.compile(r"\W*[๐-๙]+\W*")
