"""Personal data in free text: found by rules, and masked where a text leaves the circle that may read it.

Citizen IDs (by their check digit, or where the words before say what they are), telephone numbers, e-mail addresses,
LINE names, house numbers, and names after a title. Rules find most and not all: README says how many.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from palat.kernel.language.normalising import readable

CITIZEN_ID, PHONE, EMAIL, LINE, HOUSE, NAME = "citizen_id", "phone", "email", "line", "house", "name"
MASKS = {
    CITIZEN_ID: "[เลขประจำตัว]",
    PHONE: "[โทร]",
    EMAIL: "[อีเมล]",
    LINE: "[ไลน์]",
    HOUSE: "[เลขที่]",
    NAME: "[ชื่อ]",
}
_D = "[0-9๐-๙]"
_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_T = "[\u0e01-\u0e3a\u0e40-\u0e4e]"  # a Thai letter, vowel or mark

_EMAIL = re.compile(r"[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
_LINE = re.compile(
    r"(?:ไอดี\s?ไลน์|ไลน์\s?ไอดี|ไอดี\s?line|line\s?id|ไลน์|\bline)\s?[:：=]?\s?(@?[a-z0-9][a-z0-9._-]{3,30})", re.IGNORECASE
)
_THIRTEEN = re.compile(rf"(?<![0-9๐-๙])(?<![0-9๐-๙][ -]){_D}(?:[ –-]{{0,2}}{_D}){{12}}(?![ –-]?{_D})")
_CALLED_ID = re.compile(r"(?:บัตรประชาชน|บัตรประจำตัว|ประจำตัวประชาชน|เลขประจำตัว|เลขบัตร|เลขปชช)[^0-9๐-๙]{0,25}$")
_PHONE = re.compile(
    rf"(?<![0-9๐-๙/])(?:\+\s?66|0066|66(?=[ -]?[2-9]{_D})|[0๐])[ .–-]?(?:\(0\))?"
    rf"{_D}(?:[ .–-]{{0,2}}{_D}){{6,8}}(?![0-9๐-๙/])"
    rf"(?:\s?(?:ต่อ|กด)\s?{_D}{{1,6}})?"
)
_HOUSE = re.compile(
    rf"(?:บ้าน\s?เลขที่|อยู่\s?เลขที่|อาศัยอยู่ที่|ห้อง(?:เลข)?ที่|ห้องชุดเลขที่|ที่อยู่(?:\s?คือ)?)\s?[:：]?\s?({_D}{{1,5}}(?:[/-]{_D}{{1,5}}){{0,2}})"
    rf"|(?<![0-9๐-๙/.])({_D}{{1,5}}/{_D}{{1,5}})(?=\s?(?:หมู่(?!บ้าน{_D})|ม\.|ซอย|ซ\.|ถนน|ถ\.))"
    rf"|(?:เลขที่|บ้าน)\s?({_D}{{1,5}}(?:/{_D}{{1,5}})?)(?=\s?(?:หมู่(?:ที่)?\s?{_D}|ม\.\s?{_D}|ซอย|ซ\.|ถนน|ถ\.))"
)
# A title, and what is no name behind it: posts, trades and everyday words that begin alike.
_NOT_AFTER_NAI = (
    "กรัฐมนตรี|กฯ|กเทศมนตรี|กองค์การ|ก\\s?อบ|กอบต|กอบจ|กสมาคม|กสภา|กเมือง|กท้องถิ่น|กตำบล|กเหล่า|กสโมสร|กแพทย|กฤษฎ?า?ภิ|กคน|กท่าน|กเล็ก|"
    "ก(?!\u0e0a|\u0e25|\u0e21|\u0e34|\u0e24|\u0e33|\u0e49|\u0e32|\u0e23|\u0e31|\u0e38|\u0e15|\u0e19|\u0e27)|"
    "จ้าง|หน้า|ทะเบียน|อำเภอ|ทุน|ช่าง|ด่าน|แบบ|ประกัน|ท้าย|เรือ|ทหาร|ตำรวจ|ตรวจ|แพทย์|หมอ|สถานี|ท่า|เวร|ใหญ่|คน|ผู้|หมวด|พล|สิบ|ร้อย|พัน|ธนาคาร|หนึ่ง"
)
_NOT_AFTER_NANG = "สาว|ฟ้า|รอง|งาม|แบบ|พยาบาล|ใน|เอก|เลิ้ง|นวล|กวัก|แอ่น|เงือก|ร้าย|ไม้|ยักษ์|กำนัล|สงกรานต์|นพมาศ|แก้ว|ใย|เหล่านี้"
_TITLE = re.compile(
    r"(?:นางสาว(?!ไทย)|นายแพทย์|แพทย์หญิง|น\.\s?ส\.|ด\.\s?ช\.|ด\.\s?ญ\.|เด็กชาย|เด็กหญิง|ว่าที่\s?ร\.ต\.|"
    r"(?:พล|พ|ร)\.?\s?ต\.?\s?[อทต]\.|ด\.\s?ต\.|จ\.?\s?ส\.?\s?[อทต]\.|ส\.?\s?ต\.?\s?[อทต]\.|พล\.[อทต]\.|พ\.[อทต]\.|ร\.[อทต]\.|พลทหาร(?!เกณฑ์)|"
    r"ผศ\.|รศ\.|ศ\.|ดร\.|นพ\.|พญ\.|ทพ\.|"
    rf"(?<!ท)นาย(?!{_NOT_AFTER_NAI})|(?<!นา)(?<!ใ)นาง(?!{_NOT_AFTER_NANG}))(?=\s?[\u0e01-\u0e2e\u0e40-\u0e44])"
)
# Behind another Thai letter these are mostly parts of words: หน้าที่ holds น้า.
_SOFT_TITLE = re.compile(
    r"(?:คุณ(?!สมบัติ|ธรรม|ภาพ|ค่า|วุฒิ)|ชื่อว่า|ชื่อ|นามว่า|(?<![\u0e01-\u0e3a\u0e40-\u0e4e])(?:พระครู|พระ(?!รา)|หลวงพ่อ|หลวงปู่|ลุง|ป้า|น้า|ยาย|"
    r"กำนัน|ผู้ใหญ่บ้าน|ผู้ใหญ่|ผญบ\.|ครู|หมอ|พี่|น้อง|ช่าง|เสี่ย|เจ๊|เฮีย|ทนาย))\s?(?=[\u0e01-\u0e2e\u0e40-\u0e44])"
)
_ENGLISH = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+[A-Z][a-z]{1,30}(?:\s+[A-Z][a-z]{1,30}){0,2}")
_PAIR = re.compile(rf"(?<!{_T})({_T}{{3,20}}) ({_T}{{4,30}})")
_FAMILY = re.compile(rf" {{1,2}}({_T}+)")
_RUN = re.compile(rf"\s?({_T}+)")
# Words that go on with the sentence after a name written without a space.
_GOES_ON = re.compile(
    r"(?:ได้|แจ้ง|ล้ม|เก็บ|ตี|ซ่อม|ว่า|และ|ซึ่ง|เป็น|ไม่|มี|จะ|อยู่|เข้า|โดย|กับ|ใน|ให้|ถูก|อายุ|โทร|เบอร์|บ้าน|ผู้|พร้อม|ของ|แล้ว|ทำ|ร้อง|ขอ|กล่าว|เรียก|อ้าง|เคย|ต้อง|ยัง|"
    r"หรือ|จาก|ที่|ตาม|เพื่อ|เมื่อ|นั้น|นี้|มา|ไป|คน|เจ้าของ|ตำแหน่ง|หัวหน้า|ประธาน|สามี|ภรรยา|พูด|บอก|สั่ง|รับ|จ่าย|ใช้|ปล่อย|ขับ|เปิด|ครับ|ค่ะ|เลย|ด้วย|ก็|หมู่|จึง|เสีย|ป่วย|เดิน|พัก|นำ|ยื่น|ส่ง|ติด|ขาย|ซื้อ|สร้าง|ต่อ|ชอบ|ช่วย|กำลัง|คือ|เลขที่|เลข|บัตร|อีเมล|ไลน์)"
)
SHORTEST_GIVEN = 2
LONGEST_NAME = 24
LONGEST_FAMILY = 16


@dataclass(frozen=True, order=True)
class Found:
    """Where personal data stands in a text, and of which kind it is."""

    start: int
    end: int
    kind: str


def find(text: str) -> list[Found]:
    """Return where personal data stands in a text, in order, none over another. Never raises for any text."""
    found: list[Found] = []
    taken = bytearray(len(text))
    for search in (_emails, _phones, _ids, _lines, _houses, _titled, _pairs):
        for one in search(text):
            if not any(taken[one.start : one.end]):
                found.append(one)
                taken[one.start : one.end] = b"\x01" * (one.end - one.start)
    return sorted(found)


def mask(text: str) -> str:
    """Return a text in which personal data is replaced by what it was: [โทร], [ชื่อ], …"""
    text = readable(text)
    masked, at = [], 0
    for one in find(text):
        masked += [text[at : one.start], MASKS[one.kind]]
        at = one.end
    return "".join([*masked, text[at:]]) if at else text


def _emails(text: str) -> Iterator[Found]:
    if "@" in text:
        yield from (Found(*one.span(), EMAIL) for one in _EMAIL.finditer(text))


def _ids(text: str) -> Iterator[Found]:
    for one in _THIRTEEN.finditer(text):
        digits = re.sub(r"\D", "", one[0].translate(_ARABIC))
        if _is_sound(digits) or _CALLED_ID.search(text[max(0, one.start() - 60) : one.start()]):
            yield Found(*one.span(), CITIZEN_ID)


def _is_sound(digits: str) -> bool:
    total = sum(int(digit) * (13 - place) for place, digit in enumerate(digits[:12]))
    return (11 - total % 11) % 10 == int(digits[12])


def _phones(text: str) -> Iterator[Found]:
    for one in _PHONE.finditer(text):
        number = re.split("ต่อ|กด", one[0])[0]
        digits = re.sub(r"\D", "", number.translate(_ARABIC))
        national = re.sub(r"^(?:0066|66)0?", "0", digits)
        wanted = 10 if national[1:2] in {"6", "8", "9"} else 9
        if len(national) == wanted and national[1:2] not in {"0", "1"}:
            yield Found(*one.span(), PHONE)


def _lines(text: str) -> Iterator[Found]:
    yield from (Found(*one.span(1), LINE) for one in _LINE.finditer(text))


def _houses(text: str) -> Iterator[Found]:
    for one in _HOUSE.finditer(text):
        yield Found(*one.span(next(group for group in (1, 2, 3) if one[group])), HOUSE)


def _titled(text: str) -> Iterator[Found]:
    """Yield names after a title, title and all; after words that are titles at times only, names that are known."""
    for one in _TITLE.finditer(text):
        if end := _name_end(text, one.end(), known_only=False):
            yield Found(one.start(), end, NAME)
    for one in _SOFT_TITLE.finditer(text):
        if end := _name_end(text, one.end(), known_only=True, family_known=not one[0].startswith(("ชื่อ", "นามว่า"))):
            yield Found(one.end(), end, NAME)
    yield from (Found(*one.span(), NAME) for one in _ENGLISH.finditer(text))


def _name_end(text: str, start: int, *, known_only: bool, family_known: bool = False) -> int:
    """Return where a name that begins here ends, family name and all; 0 where none begins."""
    run = _RUN.match(text, start, start + 80)
    if run is None:
        return 0
    length = _known_length(run[1], _given_names(), known_only=known_only)
    if length < SHORTEST_GIVEN or (_GOES_ON.match(run[1]) and run[1][:length] not in _given_names()):
        return 0
    end = run.start(1) + length
    if length < len(run[1]):
        return end
    family = _FAMILY.match(text, end, end + 80)
    if family is None or (_GOES_ON.match(family[1]) and family[1] not in _family_names()):
        return end
    length = _known_length(family[1], _family_names(), known_only=family_known)
    if not family_known and len(family[1]) <= LONGEST_FAMILY:
        length = len(family[1])  # it stands alone between spaces: all of it is the name
    return family.start(1) + length if length > 1 else end


def _known_length(run: str, names: frozenset[str], *, known_only: bool) -> int:
    """Return how many letters of a run of Thai are the name: a known one, or up to a word that goes on."""
    for length in range(min(len(run), LONGEST_NAME), 1, -1):
        if run[:length] in names and (length == len(run) or _GOES_ON.match(run, length)):
            return length if length > 2 or not known_only else 0
    if known_only:
        return 0
    goes_on = _GOES_ON.search(run, 3)
    return min(goes_on.start() if goes_on else len(run), LONGEST_NAME)


def _pairs(text: str) -> Iterator[Found]:
    """Yield a known given name and a known family name beside one another, without a title."""
    at = 0
    while one := _PAIR.search(text, at):
        family = _known_length(one[2], _family_names(), known_only=True)
        if one[1] in _given_names() and family > 3 and not _everyday(one[1], one[2][:family]):
            yield Found(one.start(1), one.start(2) + family, NAME)
            at = one.end()
        else:
            at = one.end(1)


def _everyday(given: str, family: str) -> bool:
    words = _words()
    return given in words and family in words


# The corpus is a large library: not for every process.


@cache
def _words() -> frozenset[str]:
    from pythainlp.corpus import thai_words

    return frozenset(thai_words())


@cache
def _given_names() -> frozenset[str]:
    from pythainlp.corpus import thai_female_names, thai_male_names

    return frozenset(thai_female_names() | thai_male_names())


@cache
def _family_names() -> frozenset[str]:
    from pythainlp.corpus import thai_family_names

    return frozenset(thai_family_names())
