"""What a letter's words seem to say of it: number, day, subject, sender. Offered to the clerk; plain functions."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from palat.kernel.incoming.procedure import Suggestion
from palat.kernel.pages.dates import MONTHS, SHORT_MONTHS
from palat.kernel.registers.letter_numbers import (
    CLASSES,
    LETTER_NUMBER,
    URGENCIES,
    BadLetterNumber,
    parse_letter_number,
)
from palat.kernel.registers.procedure import BUDDHIST_ERA, BadTrackingCode, parse_alias, parse_tracking_code, plain

TOP = 30  # lines in which a letter says what it is
LONGEST_SUBJECT, LONGEST = 300, 300

LABEL = re.compile(
    r"^(?P<label>เรื่อง|กราบเรียน|นมัสการ|เรียน|ถึง|อ้างถึง|สิ่งที่ส่งมาด้วย|ส่วนราชการ|วันที่|ที่)(?P<gap>\s*[:.]?\s*)(?P<rest>.*)$"
)
TO = frozenset({"กราบเรียน", "นมัสการ", "เรียน", "ถึง"})
DAY = re.compile(
    r"(?<![0-9])(?P<day>[0-9]{1,2})\s*(?P<month>"
    + "|".join(re.escape(one) for one in (*MONTHS, *SHORT_MONTHS))
    + r")\s*"
    r"(?:พ\.?\s*ศ\.?\s*)?(?P<year>25[0-9]{2})(?![0-9])"
)
NUMBER = re.compile(r"(?<!เลข)ที่\s*[:.]?\s*" + LETTER_NUMBER.pattern)
CODE = re.compile(r"(?<![0-9])[0-9]{5}[ -]?[0-9]{5}[ -]?[0-9]{5}(?![0-9])")
# What machines that read pictures lose most often: the mark over a label, and over the highest urgency.
LOST = ((re.compile(r"^เรือง(?=\s|$)"), "เรื่อง"), (re.compile(r"^ที(?=\s)"), "ที่"), (re.compile(r"ทีสุด$"), "ที่สุด"))
BROKEN = {"ํา": "ำ", "เเ": "แ", "\u200b": "", "\ufeff": ""}
FORWARDING = (
    ("prison", re.compile(r"เรือนจำ|ทัณฑสถาน|สถานกักขัง")),
    ("parliament", re.compile(r"สมาชิกสภาผู้แทนราษฎร|สมาชิกวุฒิสภา|คณะกรรมาธิการ|สภาผู้แทนราษฎร|วุฒิสภา")),
    ("local", re.compile(r"^(?:เทศบาล|องค์การบริหารส่วน|เมืองพัทยา)")),
    ("ministry", re.compile(r"^(?:สำนักงานปลัด)?(?:กระทรวง|กรม|สำนัก|จังหวัด|ศาลากลาง|ทำเนียบ)")),
)
SENDS_ON = re.compile(r"ส่งเรื่อง|ส่งต่อ|ขอส่งหนังสือ|เรื่องราวร้องทุกข์|หนังสือร้องเรียน|คำร้อง|ผู้ร้อง|ได้รับการร้องเรียน|ได้รับหนังสือ")


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, with Arabic digits and what machines break in Thai mended; empty ones left out."""
    for broken, whole in BROKEN.items():
        text = text.replace(broken, whole)
    lines = [line for line in map(plain, text.splitlines()) if line]
    for lost, whole in LOST:
        lines = [lost.sub(whole, line) for line in lines]
    return lines


def suggest(text: str, *, agencies: Iterable[str] = ()) -> Suggestion:
    """Return what the words of a letter seem to say. `agencies`: names that a sender may be known by."""
    lines = lines_of(text)
    top = lines[:TOP]
    number, secrecy, urgency = _number(top)
    parts = _labelled(top)
    references = _references(parts.get("อ้างถึง", ""))
    sender = _sender(top, parts, agencies)
    addressee = next((parts[one] for one in parts if one in TO), "")
    return Suggestion(
        paper_number=number,
        paper_date=_day(top, parts),
        subject=parts.get("เรื่อง", "")[:LONGEST_SUBJECT],
        sender=sender,
        addressee=addressee[:LONGEST],
        urgency=urgency or _alone(top, URGENCIES),
        secrecy=secrecy or _alone(lines, CLASSES),
        forwarder=_forwarder(sender, top, lines),
        references=references,
        codes=codes_in("\n".join(lines)),
    )


def codes_in(text: str) -> tuple[str, ...]:
    """Return the Office's own codes that a text holds: tracking codes whose check digit is right, older numbers."""
    found = []
    words = plain(text)
    for one in CODE.findall(words):
        try:
            found.append(parse_tracking_code(one))
        except BadTrackingCode:
            continue
    alias = parse_alias(words)
    return tuple(dict.fromkeys([*found, *([alias] if alias else [])]))


def numbers_in(text: str) -> tuple[str, ...]:
    """Return every letter number that a text holds, as registers store them."""
    found = []
    for one in LETTER_NUMBER.finditer(plain(text)):
        try:
            found.append(parse_letter_number(one[0]).text)
        except BadLetterNumber:
            continue
    return tuple(dict.fromkeys(found))


def _number(top: Sequence[str]) -> tuple[str, str, str]:
    """Return the number that the letter itself bears, with words of secrecy and urgency that stand before it."""
    for line in top:
        if line.startswith(("อ้างถึง", "เรื่อง")):
            break
        for found in NUMBER.finditer(line):
            try:
                number = parse_letter_number(found[0].strip())
            except BadLetterNumber:
                continue
            before = line[: found.start()]
            urgency = number.urgency or next((one for one in URGENCIES if one in before), "")
            secrecy = number.secrecy or next((one for one in CLASSES if one in before.split()), "")
            return number.text, secrecy, urgency
    return "", "", ""


def _day(top: Sequence[str], parts: dict[str, str]) -> date | None:
    """Return the day that the letter bears: the first that is written in words before its text begins."""
    for line in [parts.get("วันที่", ""), *top]:
        if line.startswith("อ้างถึง"):
            break
        for found in DAY.finditer(line):
            try:
                return date(int(found["year"]) - BUDDHIST_ERA, _month(found["month"]), int(found["day"]))
            except ValueError:
                continue
    return None


def _month(word: str) -> int:
    return (MONTHS.index(word) if word in MONTHS else SHORT_MONTHS.index(word)) + 1


def _labelled(top: Sequence[str]) -> dict[str, str]:
    """Return what stands after each label; a line that begins with none goes on with the one before, while it may."""
    parts: dict[str, str] = {}
    current = ""
    for line in top:
        found = LABEL.match(line)
        if found and (found["gap"] or not found["rest"]):
            current = found["label"] if found["label"] not in parts else ""
            if current:
                parts[current] = found["rest"].strip()
        elif current in {"เรื่อง", "อ้างถึง"} and _goes_on(parts[current], line):
            parts[current] = f"{parts[current]} {line}".strip()
        else:
            current = ""
    return parts


def _goes_on(before: str, line: str) -> bool:
    """Say whether a line goes on with a label's words: the label was alone, or the line before was a full one."""
    return not before or (len(before) >= FULL_LINE and len(before) + len(line) < LONGEST_SUBJECT)


FULL_LINE = 55  # letters of a line that reaches the margin


def _references(said: str) -> tuple[str, ...]:
    return numbers_in(said)


def _alone(lines: Sequence[str], words: Sequence[str]) -> str:
    """Return a mark that stands on a line by itself, as stamped above and below."""
    return next((line for line in lines if line in words), "")


def _sender(top: Sequence[str], parts: dict[str, str], agencies: Iterable[str]) -> str:
    """Return who sends: ส่วนราชการ of a memo; else a known agency named above the letter's subject."""
    if said := parts.get("ส่วนราชการ"):
        return re.split(r"\s+(?:โทร|โทรศัพท์|ที่ตั้ง)", said)[0].strip()[:LONGEST]
    head = []
    for line in top:
        if line.startswith(("เรื่อง", "เรียน", "กราบเรียน")):
            break
        head.append(NUMBER.sub(" ", line))
    words = " ".join(head)
    known = [one for one in agencies if one and one in words]
    return max(known, key=len, default="")[:LONGEST]


def _forwarder(sender: str, top: Sequence[str], lines: Sequence[str]) -> str:
    """Return which kind of sender seems to send on what somebody else wrote."""
    if not SENDS_ON.search(" ".join(lines[:60])):
        return ""
    head = sender or " ".join(top[:4])
    return next((kind for kind, words in FORWARDING if words.search(head)), "")
