"""What is read out of a request's own words: its language, and whether it is the same as another."""

import hashlib
import re

THAI = re.compile(r"[\u0e01-\u0e5b]")
LATIN = re.compile(r"[A-Za-z]")


def language_of(text: str) -> str:
    """Return the language that a text is mostly written in, as far as its letters tell: th, en, or other."""
    thai, latin = len(THAI.findall(text)), len(LATIN.findall(text))
    letters = sum(1 for one in text if one.isalpha())
    if thai and thai * 2 >= latin:
        return "th"
    return "en" if latin * 2 > letters else "other" if letters else "th"


def same_key(text: str) -> bytes:
    """Return a digest of a text without spaces, marks and case: the same request sent again has it too."""
    plain = "".join(one for one in text.casefold() if one.isalnum())
    return hashlib.sha256(plain.encode()).digest()
