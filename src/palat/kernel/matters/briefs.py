"""What is laid before a decider, in parts: plain data, and what may never stand in it.

Stored as JSON with the submission; `read` also understands briefs of earlier shape, whose
options were bare words.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

MOST_OPTIONS = 3


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


@dataclass(frozen=True)
class Option:
    """One way to decide: what, by which authority (provisional until verified), at what cost, who disagrees."""

    words: str
    authority: str = ""
    provisional: bool = True
    money: str = ""
    disagreement: str = ""


@dataclass(frozen=True)
class Proposed:
    """One item of a draft order: what, which agency, by when."""

    words: str
    agency_id: int
    due_on: date | None = None


@dataclass(frozen=True)
class Brief:
    """A file as its officer drafts it: question → facts → issues → law → options → recommendation → draft order."""

    question: str = ""
    who_suffers: str = ""
    if_not: str = ""
    facts: str = ""
    issues: str = ""
    law: str = ""
    options: tuple[Option, ...] = ()
    recommendation: str = ""
    order_words: str = ""
    items: tuple[Proposed, ...] = ()
    contact: str = ""
    telephone: str = ""

    def texts(self) -> Iterator[str]:
        """Yield every text that a decider would read."""
        yield from (self.question, self.who_suffers, self.if_not, self.facts, self.issues, self.law)
        for option in self.options:
            yield from (option.words, option.authority, option.money, option.disagreement)
        yield from (self.recommendation, self.order_words)
        yield from (item.words for item in self.items)


def write(brief: Brief) -> dict[str, Any]:
    """Return a brief as it is stored."""
    written = asdict(brief)
    for item in written["items"]:
        item["due_on"] = item["due_on"].isoformat() if item["due_on"] else None
    return written


def read(stored: Mapping[str, Any]) -> Brief:
    """Return a stored brief."""
    parts = {name: str(stored.get(name) or "") for name in _TEXTS}
    return Brief(
        **parts,
        options=tuple(_option(one) for one in stored.get("options") or ())[:MOST_OPTIONS],
        items=tuple(_item(one) for one in stored.get("items") or ()),
    )


_TEXTS = (
    "question", "who_suffers", "if_not", "facts", "issues", "law",
    "recommendation", "order_words", "contact", "telephone",
)  # fmt: skip


def _option(stored: Any) -> Option:
    return Option(**stored) if isinstance(stored, dict) else Option(str(stored))


def _item(stored: Mapping[str, Any]) -> Proposed:
    due = stored.get("due_on")
    return Proposed(str(stored["words"]), int(stored["agency_id"]), date.fromisoformat(due) if due else None)


# Words that sort people by camp; the Office says กลุ่มมวลชน and ผู้แทนกลุ่ม (domain/usage).
POLITICAL = ("แกนนำ", "ม็อบ", "เสื้อแดง", "เสื้อเหลือง", "สามกีบ", "สลิ่ม", "ควายแดง")
NAMED = re.compile(
    r"(นางสาว|นาย|นาง|น\.ส\.|ดร\.|คุณ|(?:พล\.?|พ\.|ร\.|ส\.|จ\.)[ก-ฮ]\.(?:[ก-ฮ]\.)?)\s*([ก-๙]{2,})(?:\s+([ก-๙]{2,}))?"
)
TELEPHONE = re.compile(r"(?<!\d)0\d[\d\- ]{7,10}\d(?!\d)")
CITIZEN_ID = re.compile(r"(?<!\d)\d[- ]?\d{4}[- ]?\d{5}[- ]?\d{2}[- ]?\d(?!\d)")
E_MAIL = re.compile(r"\S+@\S+\.\S+")
PERCENTAGE = re.compile(r"ร้อยละ\s*[\d๐-๙.]+|[\d๐-๙.]+\s*(?:%|เปอร์เซ็นต์)")
BASE = re.compile(r"(?:จาก|ของ)[^.\n]{0,40}?[\d๐-๙]")


def names_in(accused: str) -> set[str]:
    """Return the names of persons in words about who is accused; an office or a post is no name."""
    names = set()
    for title, given, family in NAMED.findall(accused):
        names.add(_plain(f"{given}{family}") if family else _plain(f"{title}{given}"))
    return names


def never(brief: Brief, *, accused: str = "") -> list[str]:
    """Return what stands in a brief that a decider may never be shown, each in words that say what to do.

    Who the petitioner is, a named person's guilt before it is proved, camps in politics, and a
    percentage without its base. The contact is an official's and may stand.
    """
    text = "\n".join(brief.texts())
    found = []
    if TELEPHONE.search(text) or CITIZEN_ID.search(text) or E_MAIL.search(text):
        found.append(_("มีหมายเลขโทรศัพท์ เลขประจำตัว หรืออีเมลของบุคคล โปรดลบออก ผู้พิจารณาต้องไม่เห็นตัวตนผู้ร้อง"))
    if any(name in _plain(text) for name in names_in(accused)):
        found.append(_("มีชื่อผู้ถูกร้องเรียนซึ่งยังไม่ได้พิสูจน์ โปรดใช้คำว่า “ผู้ถูกร้องเรียน” แทนชื่อ"))
    if any(word in text for word in POLITICAL):
        found.append(_("มีคำที่แบ่งฝ่ายทางการเมือง โปรดใช้ “กลุ่มมวลชน” หรือ “ผู้แทนกลุ่ม”"))
    if any(PERCENTAGE.search(line) and not BASE.search(line) for line in text.splitlines()):
        found.append(_("มีร้อยละที่ไม่บอกฐาน โปรดเขียนว่าจากจำนวนเท่าใด เช่น ร้อยละ 80 (40 จาก 50 ราย)"))
    return found


def _plain(words: str) -> str:
    """Return words without blanks, so that a name is found however it is spaced."""
    return "".join(words.split())
