"""Sets, documents, findings and checks in the words and values of pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from palat.kernel.pages.shapes import Tone
from palat.kernel.redaction.forms import spot_of
from palat.kernel.redaction.models import Copy, Mark, ReleaseSet, Source
from palat.kernel.redaction.procedure import (
    ANSWERABLE,
    GRAVITIES,
    LEAKS,
    LOOK,
    SET_STATES,
    SORTS,
    STOPS,
    findings_of,
    places_of,
)
from palat.kernel.redaction.queries.sets import passes
from palat.kernel.redaction.registry import Ground

TONES: dict[str, Tone] = {STOPS: "danger", LOOK: "warn"}
SET_TONES: dict[str, Tone] = {"open": "info", "released": "good"}


@dataclass(frozen=True)
class FindingLine:
    """A finding in words."""

    label: str
    where: str
    excerpt: str
    advice: str
    gravity: str
    tone: Tone
    page: int
    url: str = ""


@dataclass(frozen=True)
class LeakLine:
    """What a check found, in words."""

    words: str
    url: str = ""


@dataclass(frozen=True)
class PlaceLine:
    """A place where words stand, that may be chosen."""

    spot: str
    page: int
    excerpt: str
    url: str
    title: str = ""


@dataclass(frozen=True)
class State:
    """A state as a badge."""

    label: str
    tone: Tone


@dataclass(frozen=True)
class DocumentLine:
    """A document of a set as the page of the set shows it."""

    source: Source
    url: str
    state: State
    facts: str
    stops: tuple[FindingLine, ...]
    looks: int
    leaks: tuple[LeakLine, ...]
    answerable: bool
    answer: str
    answered_by: str
    unread: str


def set_line(release_set: ReleaseSet) -> dict[str, Any]:
    """Return a set with its state in words."""
    state = release_set.state
    return {
        "set": release_set,
        "url": reverse("release_set", args=[release_set.pk]),
        "state": State(_(SET_STATES[state]), SET_TONES.get(state, "neutral")),
    }


def document_line(source: Source, copy: Copy | None) -> DocumentLine:
    """Return a document with where it stands."""
    found = finding_lines(source)
    pages = ngettext("%(count)d หน้า", "%(count)d หน้า", source.pages) % {"count": source.pages}
    standing = getattr(source, "standing", 0)
    marks = ngettext("ปกปิด %(count)d แห่ง", "ปกปิด %(count)d แห่ง", standing) % {"count": standing}
    url = reverse("release_document", args=[source.release_set_id, source.pk])
    answer = copy.answer if copy and copy.answered_at else ""
    return DocumentLine(
        source=source,
        url=url,
        state=_state(source, copy),
        facts=" · ".join([pages] * bool(source.pages) + [marks] * bool(standing)),
        stops=tuple(one for one in found if one.tone == "danger"),
        looks=sum(one.tone == "warn" for one in found),
        leaks=tuple(leak_lines(copy, url)) if copy else (),
        answerable=bool(copy and copy.leaks and not answer and all(one["code"] in ANSWERABLE for one in copy.leaks)),
        answer=answer,
        answered_by=str(copy.answered_by or "") if copy and answer else "",
        unread=unread_words(copy),
    )


def unread_words(copy: Copy | None) -> str:
    """Say that under some marks there is a picture, whose words nobody could seek elsewhere."""
    if copy is None or not copy.unread:
        return ""
    words = ngettext(
        "ใต้แถบ %(count)d แห่งเป็นภาพ อ่านข้อความไม่ได้ โปรดดูเองว่าคำเดียวกันไม่เหลือที่อื่น",
        "ใต้แถบ %(count)d แห่งเป็นภาพ อ่านข้อความไม่ได้ โปรดดูเองว่าคำเดียวกันไม่เหลือที่อื่น",
        copy.unread,
    )
    return words % {"count": copy.unread}


def _state(source: Source, copy: Copy | None) -> State:
    if source.withheld_ground:
        return State(_("ไม่เปิดเผยทั้งฉบับ"), "neutral")
    if source.state == "waiting":
        return State(_("กำลังตรวจหาข้อมูลแฝง"), "info")
    if source.state == "unusable":
        return State(_("ต้องนำ PDF เข้าแทน"), "danger")
    if copy is None:
        return State(_("ยังไม่ได้ทำฉบับเปิดเผย"), "neutral")
    if not copy.leaks:
        return State(_("ผ่านการตรวจ"), "good")
    return State(_("ให้ออกไปโดยมีเหตุผล"), "warn") if passes(copy) else State(_("ไม่ผ่านการตรวจ"), "danger")


def finding_lines(source: Source) -> list[FindingLine]:
    """Return what is hidden in a document, the gravest first."""
    order = list(GRAVITIES)
    found = sorted(findings_of(source.findings), key=lambda one: (order.index(one.gravity), one.page))
    address = reverse("release_document", args=[source.release_set_id, source.pk])
    return [
        FindingLine(
            label=_(SORTS[one.sort].label) + (f" ({one.count})" if one.count > 1 else ""),
            where=one.where,
            excerpt=one.excerpt,
            advice=_(SORTS[one.sort].advice),
            gravity=_(GRAVITIES[one.gravity]),
            tone=TONES.get(one.gravity, "neutral"),
            page=one.page,
            url=f"{address}?page={one.page}" if one.page and source.state == "ready" else "",
        )
        for one in found
    ]


def leak_lines(copy: Copy, url: str) -> list[LeakLine]:
    """Return what the check of a copy found."""
    said = []
    for one in copy.leaks:
        words = _(LEAKS[one["code"]])
        if one["code"] == "elsewhere":
            words = f"{words} ({one['where']})"
        elif one["code"] == "hidden_left":
            words = f"{words}: {_(SORTS[one['where']].label)}"
        if one["page"]:
            words = _("%(what)s หน้า %(page)d") % {"what": words, "page": one["page"]}
        said.append(LeakLine(words, f"{url}?page={one['page']}" if one["page"] else url))
    return said


def place_lines(places: Sequence[Mapping[str, Any]], sources: Mapping[int, Source]) -> list[PlaceLine]:
    """Return places where words stand, each to be chosen."""
    lines = []
    for one in places_of(places):
        source = sources.get(int(one.file))
        if source is not None:
            url = reverse("release_document", args=[source.release_set_id, source.pk])
            spot = spot_of(source.pk, one.page, one.boxes)
            lines.append(PlaceLine(spot, one.page, one.excerpt, f"{url}?page={one.page}", source.title))
    return lines


def mark_lines(marks: Sequence[Mark], grounds: Mapping[str, Ground]) -> list[dict[str, Any]]:
    """Return marks with their grounds in words, and their boxes as a drawing has them."""
    counts: dict[int, int] = {}
    for one in marks:
        counts[one.batch] = counts.get(one.batch, 0) + 1
    return [
        {
            "mark": one,
            "label": grounds[one.ground].label if one.ground in grounds else one.ground,
            "width": one.right - one.left,
            "height": one.bottom - one.top,
            "together": counts[one.batch],
        }
        for one in marks
    ]
