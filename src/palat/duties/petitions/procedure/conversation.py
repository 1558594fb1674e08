"""A petition told in a chat, step by step: what happened, where, pictures, how to reach the person, then sent.

Plain rules. Each message is taken once and in its turn: one that is older than what was taken before it is added to
what it belongs to, and never answers a question that was asked after it was written.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace


def _(text: str) -> str:
    """Mark words for translation; they are translated where they are said."""
    return text


STEPS = ("what", "where", "pictures", "contact", "confirm")
TEXT, PLACE, PICTURE, OTHER = "text", "place", "picture", "other"
FEWEST_LETTERS, MOST_LETTERS = 5, 20_000
MOST_PICTURES = 10
MOST_LINE = 300
HOURS = 24  # without a word, after which a conversation and all that was said in it is forgotten

YES = frozenset({"ส่ง", "ยืนยัน", "ส่งเรื่อง", "ใช่", "ตกลง", "send", "yes", "ok", "confirm"})
SKIP = frozenset({"ข้าม", "ไม่มี", "ไม่ทราบ", "skip", "none", "no"})
DONE = frozenset({"พอแล้ว", "เสร็จแล้ว", "ต่อไป", "ถัดไป", "done", "next"})
CANCEL = frozenset({"ยกเลิก", "เลิก", "cancel", "stop"})
HELP = frozenset({"ช่วยเหลือ", "วิธีใช้", "เมนู", "help", "menu", "?"})
BEGIN = frozenset({"แจ้งเรื่อง", "ร้องทุกข์", "ร้องเรียน", "เริ่ม", "start", "report", "petition"})
THAI, ENGLISH = frozenset({"ไทย", "ภาษาไทย", "thai"}), frozenset({"english", "อังกฤษ", "en"})
STATUS = re.compile(r"(?:สถานะ|เช็ก|เช็ค|status)\s*[:#]?\s*(.{1,60})", re.IGNORECASE)
FOLLOW = re.compile(r"(?:ติดตาม|follow)\s*[:#]?\s*(.{1,60})", re.IGNORECASE)


@dataclass(frozen=True)
class Heard:
    """One message: of which kind, what was said, when by the clock of whoever carried it (in milliseconds)."""

    kind: str
    said_at: int
    text: str = ""
    message_id: str = ""


@dataclass(frozen=True)
class Draft:
    """How far a conversation is, and what was told in it. Who is told of lies sealed elsewhere."""

    step: str = ""
    language: str = "th"
    text: str = ""
    place: str = ""
    pictures: int = 0
    contact: bool = False
    last_at: int = 0

    @property
    def is_begun(self) -> bool:
        """Whether something is being told."""
        return bool(self.step)


@dataclass(frozen=True)
class Turn:
    """What a message led to: the draft after it, what is answered, and what the duty must do besides.

    `act`: "" | status | follow | send | cancel | picture | late_text; `value`: what it needs. `contact`: what was said
    of the person, to be sealed. `asks`: whether the question of the step is asked after the answers.
    """

    draft: Draft
    says: tuple[str, ...] = ()
    act: str = ""
    value: str = ""
    contact: Mapping[str, str] = field(default_factory=dict)
    asks: bool = False


def hear(draft: Draft, heard: Heard) -> Turn:
    """Take one message of someone who tells a petition, or begins to."""
    if heard.said_at < draft.last_at:
        return _late(draft, heard)
    now = replace(draft, last_at=heard.said_at)
    if heard.kind == TEXT:
        command = _command(now, " ".join(heard.text.split()))
        if command is not None:
            return command
    if not now.is_begun:
        return _first(now, heard)
    return TAKERS[now.step](now, heard)


def _command(draft: Draft, words: str) -> Turn | None:
    """Take words that are a command at any step; the name of a step's own button is none."""
    said = words.lower()
    if said in CANCEL:
        return Turn(
            Draft(language=draft.language, last_at=draft.last_at),
            ("cancelled",) if draft.is_begun else ("nothing",),
            "cancel",
        )
    if said in HELP:
        return Turn(draft, ("help",), asks=draft.is_begun)
    if said in THAI | ENGLISH:
        language = "th" if said in THAI else "en"
        return Turn(replace(draft, language=language), ("language",), asks=draft.is_begun)
    for pattern, act in ((STATUS, "status"), (FOLLOW, "follow")):
        found = pattern.fullmatch(words)
        if found and sum(one.isdigit() for one in found[1]) >= FEWEST_DIGITS:
            return Turn(draft, (), act, found[1].strip())
    if said in BEGIN and not draft.is_begun:
        return Turn(replace(draft, step="what"), (), asks=True)
    return None


FEWEST_DIGITS = 6


def _first(draft: Draft, heard: Heard) -> Turn:
    """Begin with what somebody writes without being asked: a text is what happened."""
    begun = replace(draft, step="what")
    if heard.kind == TEXT and len(heard.text.strip()) >= 2 * FEWEST_LETTERS:
        return _what(begun, heard)
    if heard.kind in {PLACE, PICTURE}:
        turn = TAKERS["where" if heard.kind == PLACE else "pictures"](begun, heard)
        return replace(turn, draft=replace(turn.draft, step="what"), says=("greeting", *turn.says), asks=True)
    return Turn(begun, ("greeting",), asks=True)


def _what(draft: Draft, heard: Heard) -> Turn:
    if heard.kind in {PLACE, PICTURE}:
        turn = TAKERS["where" if heard.kind == PLACE else "pictures"](draft, heard)
        return replace(turn, draft=replace(turn.draft, step="what"), asks=True)
    text = heard.text.strip()
    if heard.kind != TEXT or len(text) < FEWEST_LETTERS:
        return Turn(draft, ("not_understood",), asks=True)
    told = f"{draft.text}\n{text}".strip()[:MOST_LETTERS]
    return _on(replace(draft, text=told), "where")


def _on(draft: Draft, step: str, *says: str) -> Turn:
    """Go on to a step, past those that were answered before they were asked."""
    if step == "where" and draft.place:
        step = "pictures"
    return Turn(replace(draft, step=step), says, asks=True)


def _where(draft: Draft, heard: Heard) -> Turn:
    words = " ".join(heard.text.split())[:MOST_LINE]
    if heard.kind == PLACE:
        return _on(replace(draft, place=words), "pictures")
    if heard.kind == PICTURE:
        turn = _pictures(draft, heard)
        return replace(turn, draft=replace(turn.draft, step="where"), asks=True)
    if heard.kind != TEXT or not words:
        return Turn(draft, ("not_understood",), asks=True)
    return _on(draft if words.lower() in SKIP | DONE else replace(draft, place=words), "pictures")


def _pictures(draft: Draft, heard: Heard) -> Turn:
    if heard.kind == PICTURE:
        if draft.pictures >= MOST_PICTURES:
            return Turn(draft, ("enough_pictures",), asks=True)
        kept = replace(draft, pictures=draft.pictures + 1)
        return Turn(kept, ("picture",), "picture", heard.message_id)
    if heard.kind == TEXT and heard.text.strip().lower() in SKIP | DONE:
        return _on(draft, "contact")
    if heard.kind == TEXT and len(heard.text.strip()) >= FEWEST_LETTERS:
        more = f"{draft.text}\n{heard.text.strip()}"[:MOST_LETTERS]
        return Turn(replace(draft, text=more), ("added",), asks=True)
    return Turn(draft, ("not_understood",), asks=True)


def _contact(draft: Draft, heard: Heard) -> Turn:
    if heard.kind == PICTURE:
        turn = _pictures(draft, heard)
        return replace(turn, draft=replace(turn.draft, step="contact"), asks=True)
    words = " ".join(heard.text.split())[:MOST_LINE]
    if heard.kind != TEXT or not words:
        return Turn(draft, ("not_understood",), asks=True)
    if words.lower() in SKIP | DONE:
        return _on(draft, "confirm")
    return replace(_on(replace(draft, contact=True), "confirm"), contact=contact_of(words))


def _confirm(draft: Draft, heard: Heard) -> Turn:
    said = heard.text.strip().lower() if heard.kind == TEXT else ""
    if said in YES:
        return Turn(draft, (), "send")
    if heard.kind == PICTURE:
        turn = _pictures(draft, heard)
        return replace(turn, draft=replace(turn.draft, step="confirm"), asks=True)
    if heard.kind == TEXT and len(said) >= FEWEST_LETTERS:
        more = f"{draft.text}\n{heard.text.strip()}"[:MOST_LETTERS]
        return Turn(replace(draft, text=more), ("added",), asks=True)
    return Turn(draft, ("not_understood",), asks=True)


TAKERS = {"what": _what, "where": _where, "pictures": _pictures, "contact": _contact, "confirm": _confirm}


def _late(draft: Draft, heard: Heard) -> Turn:
    """Take a message that was written before the last one taken: it adds, it answers nothing and commands nothing."""
    text = heard.text.strip()
    says_much = heard.kind == TEXT and len(text) >= 2 * FEWEST_LETTERS
    if not draft.is_begun:
        act = {PICTURE: "late_picture", TEXT: "late_text" if says_much else ""}.get(heard.kind, "")
        return Turn(draft, (), act, (heard.message_id if heard.kind == PICTURE else text) if act else "")
    if heard.kind == PICTURE and draft.pictures < MOST_PICTURES:
        return Turn(replace(draft, pictures=draft.pictures + 1), (), "picture", heard.message_id)
    if heard.kind == PLACE and not draft.place:
        return Turn(replace(draft, place=" ".join(text.split())[:MOST_LINE]))
    if says_much and _command(draft, " ".join(text.split())) is None:
        return Turn(replace(draft, text=f"{draft.text}\n{text}".strip()[:MOST_LETTERS]))
    return Turn(draft)


PHONE = re.compile(r"[+๐-๙0-9][๐-๙0-9\s.()-]{7,}[๐-๙0-9]")
EMAIL = re.compile(r"[^\s@,]+@[^\s@,]+\.[^\s@,]+")
LABELS = re.compile(r"(?:ชื่อ|เบอร์โทรศัพท์|เบอร์โทร|เบอร์|โทรศัพท์|โทร|อีเมล|name|phone|tel|e-?mail)\s*[:.]?", re.IGNORECASE)


def contact_of(words: str) -> dict[str, str]:
    """Return what is said of a person in one line: a telephone, an e-mail address, the rest a name."""
    found: dict[str, str] = {}
    for name, pattern in (("email", EMAIL), ("phone", PHONE)):
        said = pattern.search(words)
        if said:
            found[name] = said[0].strip()
            words = words.replace(said[0], " ")
    name = " ".join(LABELS.sub(" ", words).replace(",", " ").split())
    return {**found, **({"full_name": name[:200]} if name else {})}
