"""One writing for what people type in many ways. Plain functions; each returns its own result unchanged.

Case, Thai and Arabic digits, ํา and ำ, เเ and แ, the order of vowel and tone mark, marks and letters typed many times,
invisible signs, full-width letters, broken halves of emoji.
"""

import re
import unicodedata

_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_HAS_THAI_DIGIT = re.compile("[๐-๙]")
# Neither ASCII nor Thai: full-width letters, ligatures, accents, emoji, invisible signs.
_FOREIGN = re.compile(r"[^\n\x20-\x7e\u0e01-\u0e5b]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_UNSEEN_KINDS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"  # what stands above or below a consonant
_TONES = "\u0e48-\u0e4c"  # the tone marks and the silencer
# What any of the mendings below would change; most texts have none of it, and one search is cheap.
_ODD = re.compile(
    rf"\u0e4d[{_TONES}]*\u0e32|เเ|[{_TONES}][\u0e31\u0e34-\u0e3a]|\u0e33[{_TONES}]|([{_MARKS}\u0e30\u0e32\u0e33])\1"
    r"|([\u0e01-\u0e2e\u0e40-\u0e44A-Za-z])\2\2"
)
_NIKHAHIT_AA = re.compile(rf"\u0e4d([{_TONES}]*)\u0e32")
_AM_TONE = re.compile(rf"\u0e33([{_TONES}]+)")
_TONE_VOWEL = re.compile(rf"([{_TONES}]+)([\u0e31\u0e34-\u0e3a]+)")
_DOUBLE_MARK = re.compile(rf"([{_MARKS}\u0e30\u0e32\u0e33])\1+")
# จัดสรร+รายได้, รอ+ออก and ถนน+นนทบุรี are right as they stand; any other letter three times is a drawn-out voice.
_DRAWN_OUT = (
    (re.compile(r"([กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธบปผฝพฟภมยฤลฦวศษสหฬฮเแโใไ])\1{2,}"), r"\1"),
    (re.compile(r"([รอ])\1{3,}"), r"\1\1"),
    (re.compile(r"น{5,}"), "นน"),
    (re.compile(r"([A-Za-z])\1{2,}"), r"\1\1"),
)
ROUNDS = 8  # mending one thing can lay another bare; after so many rounds nothing a person types still changes


def readable(text: str | bytes) -> str:
    """Return what can be read of a text: broken UTF-8 and lone halves of emoji become the replacement sign."""
    if isinstance(text, bytes):
        return text.decode("utf-8", "replace")
    return _SURROGATE.sub("\ufffd", text) if _SURROGATE.search(text) else text


def normalise(text: str | bytes) -> str:
    """Return the one writing of a text, in small letters with Arabic digits; its length may change."""
    text = readable(text)
    if _FOREIGN.search(text):
        text = _foreign(text)
    return mend(to_index(text))


def as_read(text: str) -> str:
    """Return a text to be shown: mended, in its own case and digits. `to_index` of it has as many letters."""
    text = readable(text)
    if _FOREIGN.search(text):
        text = unicodedata.normalize("NFKC", text).translate(_SEEN)
    return mend(text)


def to_index(text: str) -> str:
    """Return a text in small letters with Arabic digits."""
    if _HAS_THAI_DIGIT.search(text):
        text = text.translate(_THAI_DIGITS)
    small = text.lower()
    return small if len(small) == len(text) else text


def mend(text: str) -> str:
    """Return Thai as it is meant to be encoded, drawn-out letters made short; case and digits stay."""
    for _round in range(ROUNDS):
        if not _ODD.search(text):
            return text
        before = text
        text = text.replace("เเ", "แ")
        text = _DOUBLE_MARK.sub(r"\1", text)
        text = _NIKHAHIT_AA.sub("\\1\u0e33", text)
        text = _AM_TONE.sub("\\1\u0e33", text)
        text = _TONE_VOWEL.sub(r"\2\1", text)
        for drawn, short in _DRAWN_OUT:
            text = drawn.sub(short, text)
        if text == before:
            return text
    return text


def _foreign(text: str) -> str:
    """Bring the rest of the world into one form too; signs that nobody sees are dropped, ends of lines kept."""
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return text.translate(_SEEN)


class _Seen(dict[int, str]):
    """Remembers what is seen of each letter: itself, a space for a tab, nothing for what nobody sees."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if letter in "\t\r":
            letter = " "
        elif letter != "\n" and unicodedata.category(letter) in _UNSEEN_KINDS:
            letter = ""
        self[code] = letter
        return letter


_SEEN = _Seen()
