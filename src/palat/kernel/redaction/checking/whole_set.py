"""Checking all files of a set together: each by itself, and the covered words of each in all of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from palat.kernel.redaction.checking.looking_again import check_pdf, check_picture
from palat.kernel.redaction.pages import PageText, texts
from palat.kernel.redaction.procedure import Box, Cover, Leak, Place
from palat.kernel.redaction.seeking import MOST_NEEDLES, Signs, found_in, needles_of, signs_of

MOST_PLACES = 400


@dataclass
class OneFile:
    """A file of a set: its clean base, its copy, what is covered in it, and how it is called outside."""

    key: str
    kind: str
    base: str = ""
    copy: str = ""
    pages: int = 0
    title: str = ""
    covers: list[Cover] = field(default_factory=list)


@dataclass
class Checked:
    """What a check of one file says."""

    leaks: list[Leak] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    unread: int = 0  # covers under which no words could be read: a picture, a scan


def covered_words(file: OneFile) -> list[str]:
    """Return the words under each cover of a file's base, nothing where none can be read, as in a picture."""
    if file.kind != "pdf" or not file.covers:
        return [""] * len(file.covers)
    wanted = {one.page for one in file.covers}
    said = []
    for number, text in texts(file.base):
        if number in wanted:
            said += [text.under(one.box) for one in file.covers if one.page == number]
    return said


def needles_for(covered: Iterable[str]) -> list[str]:
    """Return what is sought in all files, the longest first."""
    needles = {needle for words in covered for needle in needles_of(words)}
    return sorted(needles, key=lambda one: (-len(one), one))[:MOST_NEEDLES]


def check_set(files: Sequence[OneFile], font: str) -> dict[str, Checked]:
    """Check the copies of a set. A file without a copy is not looked into, but its covered words are sought."""
    covered = {file.key: covered_words(file) for file in files}
    needles = needles_for(words for said in covered.values() for words in said)
    found = {key: Checked(unread=sum(not words.strip() for words in said)) for key, said in covered.items()}
    for file in files:
        mine = found[file.key]
        signs = signs_of(file.title)
        if any(next(found_in(needle, signs), None) for needle in needles):
            mine.leaks.append(Leak("in_title"))
        if not file.copy:
            continue
        if file.kind == "picture":
            mine.leaks += check_picture(file.copy, file.covers, font)
            continue
        mine.places = list(_left(file, needles))
        told = {one.needle for one in mine.places}
        hidden = [needle for needle in needles if not any(needle in one or one in needle for one in told)]
        mine.leaks += check_pdf(file.copy, file.covers, hidden, file.pages, font)
        if mine.places:
            mine.leaks.append(Leak("elsewhere", where=str(len(mine.places))))
    return found


def _left(file: OneFile, needles: Sequence[str]) -> Iterator[Place]:
    count = 0
    for number, text in texts(file.copy):
        for boxes, excerpt, needle in _on_page(text, needles):
            yield Place(file.key, number, boxes, excerpt, needle)
            count += 1
            if count >= MOST_PLACES:
                return


def _on_page(text: PageText, needles: Sequence[str]) -> Iterator[tuple[tuple[Box, ...], str, str]]:
    signs = text.signs
    taken: list[tuple[int, int]] = []
    for needle in needles:
        for start, end in found_in(needle, signs):
            if any(first < end and start < last for first, last in taken):
                continue
            taken.append((start, end))
            if boxes := text.lines(start, end):
                yield boxes, around(text.text, start, end), needle


def around(text: str, start: int, end: int) -> str:
    """Return what stands around a stretch of text, in one line."""
    return " ".join(text[max(0, start - 25) : end + 25].split())


def find(files: Sequence[Mapping[str, Any]], words: str) -> list[Place]:
    """Return where words stand in the bases of a set."""
    needle, found = signs_of(words).text, list[Place]()
    for file in files:
        for number, text in texts(file["path"]):
            signs: Signs = text.signs
            for start, end in found_in(needle, signs):
                if (boxes := text.lines(start, end)) and len(found) < MOST_PLACES:
                    found.append(Place(file["key"], number, boxes, around(text.text, start, end), needle))
    return found
