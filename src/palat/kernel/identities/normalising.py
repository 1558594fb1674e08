"""One writing for what people write in many ways: digits, citizen IDs, telephone numbers, e-mail.

Fingerprints are taken over these, so a change here means that old fingerprints are no longer
found: change it only together with a re-fingerprinting. Every function returns the same
when applied to its own result.
"""

import re
import unicodedata

_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_NOT_DIGIT = re.compile(r"[^0-9]+")
_NOT_ALNUM = re.compile(r"[^0-9A-Za-z]+")
_EXTENSION = re.compile(r"(?:ต่อ|กด|ภายใน|extension|ext|x|#|;ext=)[\s.:]*([0-9]{1,8})\s*$", re.IGNORECASE)
_SPACES = re.compile(r"[^\S\n]+")
_MANY_LINES = re.compile(r" ?\n[ \n]*")
_JOINERS = "\u200c\u200d"  # emoji and some scripts need them; every other invisible sign is dropped

CITIZEN_ID_DIGITS = 13


def arabic_digits(text: str) -> str:
    """Turn Thai digits into Arabic ones."""
    return text if text.isascii() else text.translate(_ARABIC)


def plain(text: str, *, lines: bool = False) -> str:
    """Return a text in NFC without control, direction and other invisible signs, spaces made single."""
    if not text.isprintable():
        text = "".join(_visible(letter) for letter in text.replace("\r\n", "\n"))
    single = _MANY_LINES.sub("\n", _SPACES.sub(" ", text)) if lines and "\n" in text else " ".join(text.split())
    return unicodedata.normalize("NFC", single.strip())


def _visible(letter: str) -> str:
    if letter == "\n" or letter in _JOINERS:
        return letter
    category = unicodedata.category(letter)
    if category in {"Cc", "Zl", "Zp"}:
        return " "
    return "" if category in {"Cf", "Cs", "Co", "Cn"} else letter


def normalise_citizen_id(text: str) -> str:
    """Return the digits only."""
    return _NOT_DIGIT.sub("", arabic_digits(text))


def citizen_id_check_digit(first_twelve: str) -> int:
    """Return the thirteenth digit: (11 − Σ dᵢ·(14−i) mod 11) mod 10, for i from 1 to 12.

    Source: as the package `stdnum` computes it. A wrong third digit passes (its weight is 11), and so
    does a change between remainders 0 and 10, which both give 1: one more reason only to warn.
    """
    total = sum(int(digit) * (13 - place) for place, digit in enumerate(first_twelve))
    return (11 - total % 11) % 10


def citizen_id_is_sound(text: str) -> bool:
    """Say whether a number has thirteen digits and the right check digit.

    Any first digit is allowed: numbers starting with 0 exist for people without registered status.
    """
    digits = normalise_citizen_id(text)
    return len(digits) == CITIZEN_ID_DIGITS and citizen_id_check_digit(digits[:12]) == int(digits[12])


def format_citizen_id(text: str) -> str:
    """Write a citizen ID as 1-2345-67890-12-1; anything that has no thirteen digits stays as it was written."""
    digits = normalise_citizen_id(text)
    if len(digits) != CITIZEN_ID_DIGITS:
        return text
    return f"{digits[0]}-{digits[1:5]}-{digits[5:10]}-{digits[10:12]}-{digits[12]}"


def normalise_passport(text: str) -> str:
    """Return letters (capital) and digits only."""
    return _NOT_ALNUM.sub("", arabic_digits(text)).upper()


def normalise_phone(text: str) -> str:
    """Return a telephone number as 0812345678, +14155550100 or 1111, an extension as 021234567x12.

    +66, 0066 and 66 before a Thai number become 0. A number that cannot be told apart from
    others keeps its digits.
    """
    text = arabic_digits(text).strip()
    found = _EXTENSION.search(text)
    extension = f"x{found[1]}" if found and _NOT_DIGIT.sub("", text[: found.start()]) else ""
    number = text[: found.start()] if found and extension else text
    digits = _NOT_DIGIT.sub("", number)
    return _national(digits, abroad=number.lstrip(" (").startswith("+")) + extension if digits else ""


def _national(digits: str, *, abroad: bool) -> str:
    if not digits.strip("0"):
        return digits
    if abroad or digits.startswith("00"):
        digits = digits.lstrip("0")
        abroad = True
    if digits.startswith("66") and (abroad or len(digits) in {10, 11, 12}):
        rest = digits[2:].lstrip("0")
        if rest:
            return f"0{rest}"
    return f"+{digits}" if abroad else digits


def normalise_email(text: str) -> str:
    """Return an address in small letters, without spaces and invisible signs."""
    return "".join(letter for letter in text if letter.isprintable() and not letter.isspace()).lower()


def normalise_line(text: str) -> str:
    """Return a LINE name or user number: without spaces, invisible signs and the leading @, in small letters."""
    return "".join(letter for letter in text if letter.isprintable() and not letter.isspace()).lower().lstrip("@")


NORMALISED = {
    "national_id": normalise_citizen_id,
    "passport": normalise_passport,
    "juristic_id": normalise_citizen_id,
    "phone": normalise_phone,
    "phone2": normalise_phone,
    "email": normalise_email,
    "line_id": normalise_line,
}
