"""Documents of a part: brought, looked through before they may leave, taken out. Nothing here lets anything out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from palat.duties.information.models import Material
from palat.duties.information.operations.looking import before_leaving
from palat.kernel.history import ids
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Event, UnableToAct, acting
from palat.kernel.matters.operations.receiving import attachment
from palat.kernel.redaction.procedure import SORTS, STOPS, TAKEN_OUT, Finding

MOST_NAMED = 5  # findings that a refusal names


@dataclass(frozen=True)
class Brought:
    """A document as it was brought, and the copy that leaves in its place, where something was taken out."""

    file_id: int
    name: str
    copy_id: int | None = None
    hidden: tuple[str, ...] = ()


def add_material(
    *,
    matter_id: int,
    track_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    files: Sequence[tuple[int, str]],
    redacted: bool = False,
    checked: str = "",
    despite: str = "",
) -> Event:
    """Keep documents that were found for a part, or the copy out of which was cut what may not be known.

    One that somebody looked over (`checked`) may leave, so the system looks through it too: what can be taken out of a
    copy is; what a person must judge asks for words why it may be known all the same (`despite`), which are recorded.
    Nobody outside sees a document by it. Raises: UnableToAct without a file, for a redacted copy that nobody looked
    over, for a file that cannot be looked through, and for hidden things without such words.
    """
    if not files:
        raise UnableToAct(_("โปรดแนบไฟล์อย่างน้อยหนึ่งไฟล์"))
    if redacted and not checked.strip():
        raise UnableToAct(_("โปรดบันทึกว่าตรวจฉบับที่ลบหรือตัดทอนแล้วอย่างไร"))
    brought = [
        _looked_through(file_id, name, despite, at) if checked.strip() else Brought(file_id, name)
        for file_id, name in files
    ]
    hidden = sorted({sort for one in brought for sort in one.hidden})
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        rows: list[Any] = []
        for one in brought:
            rows += _rows(one, matter_id, track_id, redacted=redacted, checked=_said(checked, one, despite), at=at)
        facts: dict[str, Any] = {"files": len(files), "redacted": redacted}
        if hidden:
            facts["hidden"] = hidden
        body = {"words": despite.strip()} if despite.strip() and hidden else None
        event = act.move("add_material", track=act.track(track_id), facts=facts, body=body)
        act.add(*rows)
        return event


def _looked_through(file_id: int, name: str, despite: str, at: datetime) -> Brought:
    """Look through a document that may leave. Raises: UnableToAct."""
    found = before_leaving(file_id=file_id, name=name, at=at)
    stops = [one for one in found.findings if one.gravity == STOPS]
    if stops:
        sort = SORTS[stops[0].sort]
        raise UnableToAct(f"{name}: {_(sort.label)} {_(sort.advice)}")
    taken_out = found.copy is not None
    judged = [one for one in found.findings if not (taken_out and one.gravity == TAKEN_OUT)]
    if judged and not despite.strip():
        raise UnableToAct(
            _("%(name)s มีสิ่งซ่อนอยู่: %(what)s โปรดแก้ไฟล์ หรือปกปิดในชุดเอกสาร ถ้าเปิดเผยได้ ให้บอกเหตุผล")
            % {"name": name, "what": _named(judged)}
        )
    sorts = tuple(one.sort for one in found.findings)
    return Brought(file_id, name, found.copy.pk if found.copy else None, sorts)


def _named(findings: Sequence[Finding]) -> str:
    labels = list(dict.fromkeys(str(_(SORTS[one.sort].label)) for one in findings))
    more = " …" if len(labels) > MOST_NAMED else ""
    return ", ".join(labels[:MOST_NAMED]) + more


def _said(checked: str, one: Brought, despite: str) -> str:
    """Return how it was made sure that nothing is left in a document."""
    words = [checked.strip()]
    if one.copy_id is not None:
        words.append(_("ระบบทำสำเนาที่ไม่มีสิ่งซ่อน"))
    if one.hidden and despite.strip():
        words.append(despite.strip())
    return " · ".join(filter(None, words))[:300]


def _rows(one: Brought, matter_id: int, track_id: int, *, redacted: bool, checked: str, at: datetime) -> list[Any]:
    """Return the rows of a document; where a copy leaves in its place, the document stays among the Office's own."""

    def kept(file_id: int) -> Any:
        return attachment(
            matter_id=matter_id, file_id=file_id, name=one.name, origin="office", at=at, track_id=track_id
        )

    original = kept(one.file_id)
    rows: list[Any] = [original]
    leaving = original
    if one.copy_id is not None:
        leaving = kept(one.copy_id)
        rows.append(leaving)
    material = Material(id=ids.take(), part_id=track_id, attachment_id=leaving.pk, redacted=redacted, checked=checked)
    return [*rows, material]


def remove_material(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, material_id: int, words: str
) -> Event:
    """Take a document out of those to be handed over; it stays among the Office's own. Raises: UnableToAct."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุผล"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        material = Material.objects.filter(pk=material_id, part_id=track_id, removed_at=None).first()
        if material is None or material.released_at is not None:
            raise UnableToAct(_("ไม่พบเอกสารนี้ หรือส่งมอบไปแล้ว"))
        event = act.move(
            "remove_material", track=act.track(track_id), facts={"material": material_id}, body={"words": words}
        )
        material.removed_at = at
        act.alter(material)
        return event
