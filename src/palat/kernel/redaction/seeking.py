"""Seeking words as people read them: whatever their case, digits, spaces, ends of lines, or how a font wrote them.

A text becomes a row of signs, each with its place in the text, so that what is found can be shown where it stands.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_MARKS = frozenset("\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e")
# Old Thai fonts keep marks that are moved to the side or down under numbers of their own.
_OF_OLD_FONTS = {
    0xF700: 0x0E10,
    0xF701: 0x0E34,
    0xF702: 0x0E35,
    0xF703: 0x0E36,
    0xF704: 0x0E37,
    **{0xF705 + number: 0x0E48 + number for number in range(5)},
    **{0xF70A + number: 0x0E48 + number for number in range(5)},
    0xF70F: 0x0E0D,
    0xF710: 0x0E31,
    0xF711: 0x0E4D,
    0xF712: 0x0E47,
    **{0xF713 + number: 0x0E48 + number for number in range(5)},
    0xF718: 0x0E38,
    0xF719: 0x0E39,
    0xF71A: 0x0E3A,
}
_TITLES = re.compile(
    r"^(?:นางสาว|นาย|นาง|เด็กชาย|เด็กหญิง|น\.\s?ส\.|ด\.\s?ช\.|ด\.\s?ญ\.|คุณ|ดร\.|mr\.?|mrs\.?|ms\.?|miss)\s*(?=\S)",
    re.IGNORECASE,
)
SHORTEST_WORD, SHORTEST_NUMBER = 3, 5  # signs of a needle; less stands everywhere
LONGEST_NAME = 60  # a mark over more than so many signs covers a passage, whose single words are no names
SHORTEST_PASSAGE = 12
LONG_NUMBER = 9  # signs from which a number is sought within longer ones too
MOST_NEEDLES = 400


@dataclass(frozen=True)
class Signs:
    """The signs of a text that count, for each its place in the text, and the text itself."""

    text: str
    places: Sequence[int]
    whole: str


def signs_of(text: str) -> Signs:
    """Return the signs of a text that count when words are sought."""
    found: list[tuple[str, int]] = []
    for place, letter in enumerate(text):
        found.extend((sign, place) for sign in _plain(letter))
    _order_marks(found)
    return Signs("".join(sign for sign, _place in found), [place for _sign, place in found], text)


class _Plain(dict[str, str]):
    """Remembers what counts of each letter: small letters, Arabic digits, vowels taken apart; no spaces, no points."""

    def __missing__(self, letter: str) -> str:
        code = _OF_OLD_FONTS.get(ord(letter), ord(letter))
        signs = []
        for sign in unicodedata.normalize("NFKC", chr(code)).casefold():
            if sign == "\u0e33":
                signs += ["\u0e4d", "\u0e32"]
            elif sign == "แ":
                signs += ["เ", "เ"]
            elif sign.isdecimal():
                signs.append(str(unicodedata.decimal(sign)))
            elif sign.isalnum() or sign in _MARKS:
                signs.append(sign)
        self[letter] = "".join(signs)
        return self[letter]


_PLAIN = _Plain()


def _plain(letter: str) -> str:
    return _PLAIN[letter]


def _order_marks(found: list[tuple[str, int]]) -> None:
    """Put the marks over and under one letter into one order, whichever way the text has them."""
    first = 0
    while first < len(found):
        last = first
        while last < len(found) and found[last][0] in _MARKS:
            last += 1
        if last - first > 1:
            found[first:last] = sorted(found[first:last])
        first = max(last, first + 1)


def found_in(needle: str, signs: Signs) -> Iterator[tuple[int, int]]:
    """Yield where a needle (signs) stands in a text: its first place, and the one after its last."""
    start = signs.text.find(needle) if needle else -1
    while start >= 0:
        end = start + len(needle)
        first, last = signs.places[start], signs.places[end - 1] + 1
        if signs.text[end : end + 1] not in _MARKS and not _goes_on(needle, signs.whole, first, last):
            yield first, last
        start = signs.text.find(needle, start + 1)


def _goes_on(needle: str, text: str, first: int, last: int) -> bool:
    """Say whether what was found is but a piece of a longer Latin word or of a longer short number."""
    beside = [_plain(letter) for letter in (text[first - 1 : first], text[last : last + 1]) if letter]
    if needle.isascii() and needle.isalpha():
        return any(one.isascii() and one.isalpha() for one in beside)
    return needle.isdigit() and len(needle) < LONG_NUMBER and any(one.isdigit() for one in beside)


def needles_of(covered: str) -> set[str]:
    """Return what to seek of a text that a mark covers: it whole, its lines, and the single words of what is a name."""
    whole = signs_of(covered).text
    if len(whole) <= LONGEST_NAME:
        pieces = [covered, *covered.splitlines(), *re.split(r"[\s,;:()“”\"'/]+", covered)]
    else:
        pieces = covered.splitlines()
    found = set()
    for piece in pieces:
        for said in (piece, _TITLES.sub("", piece.strip())):
            signs = signs_of(said).text
            if _is_worth(signs, passage=len(whole) > LONGEST_NAME):
                found.add(signs)
    return found


def _is_worth(signs: str, *, passage: bool) -> bool:
    if passage:
        return len(signs) >= SHORTEST_PASSAGE
    if signs.isdigit():
        return len(signs) >= SHORTEST_NUMBER
    return len(signs) >= SHORTEST_WORD and signs not in _EVERYWHERE


_OFTEN = """และ หรือ ของ ที่ ใน จาก ถึง โดย ตาม กับ ต่อ เป็น ให้ ได้ ว่า ไม่ แต่ นี้ นั้น เพื่อ ซึ่ง ทั้ง วันที่ เดือน เลขที่
หมู่ที่ หมู่ ตำบล อำเภอ จังหวัด ถนน ซอย แขวง เขต โทร โทรศัพท์ ชื่อ นามสกุล อายุ นาย นาง นางสาว เด็กชาย เด็กหญิง
เรื่อง เรียน ผู้ร้อง บาท จำนวน ตำแหน่ง มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม
กันยายน ตุลาคม พฤศจิกายน ธันวาคม the and for of"""
_EVERYWHERE = frozenset(signs_of(word).text for word in _OFTEN.split())
