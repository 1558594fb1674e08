"""Composing what petitioners say and what agencies answer, from stories and the words around them.

A story (`stories/*.toml`) is one grievance of one category; the vocabulary gives each channel its own way of telling
it. Found and done of a story are what the agency will report, so that a whole case speaks of one thing.
"""

import csv
import random
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from palat.duties.petitions.demo.grammar import Writer, tidy, with_thai_digits
from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.thai_dates import long_date
from palat.kernel.organisation.queries import area_path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Story:
    """One grievance: what happens, what is asked, whose matter it is, what will be found and done."""

    category: str
    core: str
    scene: str
    agencies: str
    tone: str = "problem"
    details: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    done: tuple[str, ...] = ()


@cache
def stories() -> tuple[Story, ...]:
    """Return every story."""
    texts = (path.read_text(encoding="utf-8") for path in sorted((HERE / "stories").glob("*.toml")))
    return tuple(_story(row) for text in texts for row in tomllib.loads(text)["story"])


def _story(row: Mapping[str, Any]) -> Story:
    values: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in row.items()}
    return Story(**values)


@cache
def stories_of(category: str) -> tuple[Story, ...]:
    """Return the ordinary stories of a category."""
    return tuple(one for one in stories() if one.category == category and one.tone not in {"danger", "royal"})


@cache
def lexicon() -> Mapping[str, Sequence[str]]:
    """Return the vocabulary by the names of its slots."""
    words: dict[str, list[str]] = defaultdict(list)
    for path in sorted((HERE / "vocabulary").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                words[row["name"]].append(row["phrase"])
    return words


@dataclass
class Composed:
    """A petition in words; `writer` remembers what was said, for all that is written about it later."""

    story: Story
    subject: str
    text: str
    wanted: str
    place_words: str
    writer: Writer = field(repr=False)

    @property
    def core(self) -> str:
        """What it is about, as a noun."""
        return self.writer.said["core"]

    def found(self) -> str:
        """What an agency finds."""
        return self._remembered("found", self.story.found)

    def done(self) -> str:
        """What an agency does."""
        return self._remembered("done", self.story.done)

    def _remembered(self, name: str, phrases: Sequence[str]) -> str:
        """Return one of the phrases, always the same for one petition, also in the words around it."""
        if name not in self.writer.said:
            self.writer.said[name] = tidy(self.writer.write(self.writer.rng.choice(phrases)))
        return self.writer.said[name]


@dataclass(frozen=True)
class Teller:
    """How someone tells it: by which channel, when, where, as a woman or a man, with which wish for concealment."""

    channel: str
    at: datetime
    area_id: str
    woman: bool
    conceal: bool = False


ME = {"hotline": ("ผู้ร้อง", "ผู้ร้อง"), "walk_in": ("ผู้ร้อง", "ผู้ร้อง"), "post": ("ข้าพเจ้า", "ข้าพเจ้า")}
OWN_HAND = frozenset({"web", "line", "app", "post"})


def compose(story: Story, teller: Teller, rng: random.Random) -> Composed:
    """Compose a petition."""
    writer = Writer(rng, lexicon(), _said(story, teller, rng))
    writer.said["core"] = writer.write(story.core)
    place = writer.pick("spot") if "{spot}" in story.core + story.scene or writer.chance(0.5) else ""
    if place:
        writer.said.setdefault("spot", place)
    writer.said["scene"] = tidy(writer.write(story.scene))
    parts = _parts(story, teller, writer)
    subject = tidy(writer.pick(f"subject.{story.tone}"))
    text = tidy(_LAID_OUT[teller.channel](parts, writer))
    if teller.channel == "post" and writer.chance(0.6):
        text = with_thai_digits(text)
    words = f"{place} {area_path(teller.area_id, postcode=False)}".strip()
    wanted = "ขอให้" + writer.said["ask"] if writer.chance(0.5) else ""
    return Composed(story, subject, text, wanted, words, writer)


def _said(story: Story, teller: Teller, rng: random.Random) -> dict[str, str]:
    me = ME.get(teller.channel) or (rng.choice(["ดิฉัน", "หนู", "เรา"]), rng.choice(["ผม", "เรา"]))
    area = area_path(teller.area_id, postcode=False)
    month = legal_date(teller.at - timedelta(days=rng.randrange(40, 200)))
    office = rng.choice(story.offices) if story.offices else "หน่วยงานในพื้นที่"
    return {
        "me": me[0] if teller.woman else me[1],
        "kha": "ค่ะ" if teller.woman else "ครับ",
        "at_area": f"ที่{area}",
        "area_at": area,
        "past_month": "เดือน" + " ".join(long_date(month).split()[1:]),
        "past_day": "วันที่ " + long_date(legal_date(teller.at - timedelta(days=rng.randrange(2, 35)))),
        "office": office,
        "ask": rng.choice(story.asks),
    }


@dataclass
class _Parts:
    opening: str
    scene: str
    details: list[str]
    history: list[str]
    asks: list[str]
    last: list[str]


# How many details and how much of the rest each channel tells, at most.
_FULL = {"hotline": (3, 2), "walk_in": (3, 2), "web": (3, 2), "line": (1, 1), "app": (1, 1), "post": (3, 3)}


def _parts(story: Story, teller: Teller, writer: Writer) -> _Parts:
    rng, own = writer.rng, teller.channel in OWN_HAND
    most_details, most_rest = _FULL[teller.channel]
    wants_little = story.tone in {"opinion", "danger", "royal"}
    rest = [] if wants_little else _rest(story, writer)
    history = [tidy(text) for text in rest[: rng.randint(0, most_rest)]]
    last = []
    if teller.conceal:
        last.append(writer.pick("conceal.own" if own else "conceal.hotline"))
    elif teller.channel == "hotline" and writer.chance(0.25):
        last.append(writer.pick("callback"))
    asked = [writer.pick("asks_own" if own else "asks")]
    if len(story.asks) > 1 and writer.chance(0.35):
        others = [ask for ask in story.asks if ask != writer.said["ask"]]
        asked.append(f"และ{rng.choice(others)}")
    return _Parts(
        opening=writer.pick(f"opening{_of_tone(story, teller)}.{teller.channel}"),
        # An officer writes ผู้ร้อง once: `ผู้ร้องแจ้งว่า…`, not `ผู้ร้องแจ้งว่าผู้ร้อง…`.
        scene=writer.said["scene"] if own else writer.said["scene"].removeprefix("ผู้ร้อง"),
        details=writer.some(story.details, rng.randint(0, most_details)),
        history=history,
        asks=asked,
        last=last,
    )


def _of_tone(story: Story, teller: Teller) -> str:
    """Return which openings fit: who offers an opinion suffers nothing."""
    return "_opinion" if story.tone == "opinion" and teller.channel not in OWN_HAND else ""


def _rest(story: Story, writer: Writer) -> list[str]:
    suffix = "_help" if story.tone == "help" else ""
    rest = [writer.pick(f"harm{suffix}")]
    if story.offices:
        rest.insert(0, writer.pick(f"tried{suffix}"))
    if story.tone in {"problem", "accuse"} and writer.chance(0.3):
        rest.append(writer.pick("proof"))
    writer.rng.shuffle(rest)
    return rest


def _spoken(parts: _Parts, writer: Writer) -> str:
    """As an officer writes down what someone says."""
    lead = "" if parts.opening in {"เนื่องจาก", "ผู้ร้อง"} else writer.rng.choice(["", "ผู้ร้องจึง", "จึง"])
    asked = " ".join(parts.asks)
    joined = f"{lead}{asked}" if lead else asked
    return " ".join([parts.opening + parts.scene, *parts.details, *parts.history, joined, *parts.last])


def _walk_in(parts: _Parts, writer: Writer) -> str:
    return f"{_spoken(parts, writer)} {writer.pick('closing.walk_in')}"


def _web(parts: _Parts, writer: Writer) -> str:
    body = " ".join([parts.scene, *parts.details])
    rest = " ".join([*parts.history, *parts.asks, *parts.last])
    between = "\n" if writer.chance(0.5) else " "
    return between.join(part for part in (parts.opening, body, rest, writer.pick("closing.web")) if part)


def _chat(parts: _Parts, writer: Writer) -> str:
    told = [parts.opening, parts.scene, *parts.details, *parts.history[:1]]
    if writer.chance(0.75):
        told += parts.asks[:1]
    return " ".join([*told, *parts.last, writer.pick("closing.line")])


def _app(parts: _Parts, writer: Writer) -> str:
    told = [parts.opening, parts.scene, *parts.details]
    if writer.chance(0.6):
        told += parts.asks[:1]
    return " ".join([*told, *parts.last, writer.pick("closing.app")])


def _letter(parts: _Parts, writer: Writer) -> str:
    asks = [ask.removeprefix("และ") for ask in parts.asks]
    paragraphs = [
        writer.pick("greet.post"),
        f"{parts.opening} {writer.pick('home.post')} {writer.pick('cause.post')}",
        " ".join([parts.scene, *parts.details]),
        writer.pick("history.post") if writer.chance(0.6) else "",
        " ".join([*parts.history, writer.pick("plea.post") if writer.chance(0.4) else ""]),
        " ".join([*asks, *parts.last]),
        writer.pick("closing.post"),
    ]
    return "\n".join(part.strip() for part in paragraphs if part.strip())


_LAID_OUT = {
    "hotline": _spoken,
    "walk_in": _walk_in,
    "web": _web,
    "line": _chat,
    "app": _app,
    "post": _letter,
}
