"""Codes and numbers as people write and read them: plain functions, no database."""

import re
import secrets
from dataclasses import dataclass


# 14 digits leave one in a hundred million guesses a hit among a million matters; digits only, since
# they are said and typed without error over a Thai telephone. The last digit checks the others.
RANDOM_DIGITS = 14
CODE_LENGTH = RANDOM_DIGITS + 1

DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def _(text: str) -> str:
    """Mark words for translation; they are translated where they are shown."""
    return text


class BadTrackingCode(ValueError):
    """What was typed is no tracking code, or one digit of it is wrong."""


def check_digit(digits: str) -> str:
    """Return the digit (Damm) that finds every single wrong digit and every swap of neighbours."""
    state = 0
    for digit in digits:
        state = DAMM[state][int(digit)]
    return str(state)


def new_tracking_code() -> str:
    """Return a new unguessable tracking code: 14 random digits and a check digit."""
    digits = f"{secrets.randbelow(10**RANDOM_DIGITS):0{RANDOM_DIGITS}d}"
    return digits + check_digit(digits)


def parse_tracking_code(text: str) -> str:
    """Read a tracking code as people type it: spaces, dashes and Thai digits are fine.

    Raises: BadTrackingCode, telling apart what is no code from one mistyped digit.
    """
    digits = re.sub(r"[^0-9]", "", text.translate(THAI_DIGITS))
    if len(digits) != CODE_LENGTH:
        raise BadTrackingCode(_("รหัสเรื่องมี 15 หลัก โปรดตรวจว่าพิมพ์ครบ"))
    if check_digit(digits[:-1]) != digits[-1]:
        raise BadTrackingCode(_("ตัวเลขบางหลักไม่ถูกต้อง โปรดตรวจรหัสเรื่องอีกครั้ง"))
    return digits


def spaced(code: str) -> str:
    """Write a tracking code in threes of five digits, as it is read out."""
    return " ".join(code[i : i + 5] for i in range(0, len(code), 5))


ALIAS = re.compile(r"นร\s*([0-9]{11})")


def parse_alias(text: str) -> str | None:
    """Return the older system's รหัสเรื่อง (นร and 11 digits) that a text holds, or None."""
    found = ALIAS.search(text.translate(THAI_DIGITS))
    return f"นร{found[1]}" if found else None


@dataclass(frozen=True)
class Number:
    """An official number: of which register, which year of the Buddhist Era, which running number."""

    register: str
    year: int
    running: int
    text: str


def number_text(template: str, *, year: int, running: int) -> str:
    """Write a number by its register's template, which may use `{year}`, `{yy}` and `{running}`."""
    return template.format(year=year, yy=f"{year % 100:02d}", running=running)
