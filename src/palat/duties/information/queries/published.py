"""What everybody may read of the register of publications: the one place that answers "is it published?".

Asked before a request is made, and by the public index. An entry whose file may no longer be opened is not shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from palat.duties.information.models import Publication, Version
from palat.duties.information.procedure.publication import CURRENT, FILE, LINK, PAGE, PUBLISHED, READ_BY_ALL
from palat.duties.information.queries.public_gate import against_version
from palat.kernel.language.lexemes import quoted
from palat.kernel.language.terms import dictionary
from palat.kernel.pages.language import in_language

MOST, MOST_LOOKED_AT = 5, 200
ENOUGH = 2  # words in common from which something may be what was meant
# Words of every request and of many titles: they tell nothing of what is wanted.
EVERYDAY = frozenset(
    (
        *("ขอ", "สำเนา", "ข้อมูล", "ข่าวสาร", "เอกสาร", "รายงาน", "สำนักงาน", "ราชการ", "ปี", "พ.ศ.", "ทั้งหมด", "เกี่ยวกับ"),
        *("เรื่อง", "ของ", "และ", "ที่", "การ", "ใน", "ให้", "รายการ", "หรือ", "ประจำปี", "งบประมาณ", "หน่วยงาน"),
        *("the", "of", "and", "for", "to", "in", "on", "a", "please", "send", "me", "copy", "information", "documents"),
    )
)


@dataclass(frozen=True)
class Published:
    """Something that anybody may read without asking."""

    name: str
    url: str


def public_publications() -> QuerySet[Publication]:
    """Return the entries that are published, with what a list shows of each."""
    return Publication.objects.filter(state=PUBLISHED).select_related("agency", "current")


def open_version(publication: Publication, number: int | None = None) -> Version | None:
    """Return a version that everybody may read: the one in force, or an earlier one by its number; None where none."""
    if publication.state != PUBLISHED:
        return None
    known = publication.versions.filter(state__in=READ_BY_ALL).select_related(
        "looked__file", "looked__open_file", "material__part__track", "material__part__matter"
    )
    found = known.filter(number=number).first() if number else known.filter(state=CURRENT).first()
    return None if found is None or against_version(found) else found


def name_in_language(publication: Publication) -> str:
    """Return the title of an entry in the language of the page."""
    return in_language(publication.title_th, publication.title_en)


def address_of_entry(publication: Publication) -> str:
    """Return where an entry leads: straight to a page of ours, otherwise to its own page."""
    current = publication.current
    if current is not None and current.way == PAGE:
        return reverse(current.page)
    return reverse("information_entry", args=[publication.pk])


def place_of(version: Version) -> str:
    """Return the address at which a version is read; empty where it is looked at on the spot."""
    if version.way == FILE:
        return reverse("information_entry_file", args=[version.publication_id, version.number])
    if version.way == PAGE:
        return reverse(version.page)
    return version.link if version.way == LINK else ""


def published_like(words: str) -> list[Published]:
    """Return what is published and may be what someone asks for, the likeliest first."""
    plain = _plain(words)
    asked = {word for word in dictionary().words(words) if word not in EVERYDAY}
    if not asked:
        return []
    query = " | ".join(quoted(word) for word in sorted(asked)[:60])
    rows = public_publications().filter(words__matches=query).order_by("-changed_at", "-id")[:MOST_LOOKED_AT]
    scored = [(_score(one, asked, plain), one) for one in rows]
    found = sorted((pair for pair in scored if pair[0] >= ENOUGH), key=lambda pair: (-pair[0], pair[1].pk))[:MOST]
    return [Published(name_in_language(one), address_of_entry(one)) for _score, one in found]


def _score(one: Publication, asked: set[str], plain: str) -> int:
    """Count the words of an entry that someone asks for; one of its own keywords counts as two."""
    keywords = [word for word in one.keywords.split("|") if word.strip()]
    named = sum(ENOUGH for word in keywords if _plain(word) in plain)
    titles: Sequence[str] = dictionary().words(f"{one.title_th} {one.title_en}")
    return named + len(asked & set(titles))


def _plain(words: str) -> str:
    return "".join(words.casefold().split())
