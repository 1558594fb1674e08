"""A letter of the exchange put into the shapes that its page shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from palat.kernel.egif.procedure import KINDS, OUT, UNKNOWN
from palat.kernel.letters.procedure import paper_digits
from palat.kernel.notices.showing import state_badge as way_badge
from palat.kernel.notices.showing import why_not
from palat.kernel.pages import pieces
from palat.kernel.pages.shapes import Fact


@dataclass(frozen=True)
class ToldLine:
    """What one side told the other of a letter."""

    title: str
    ours: bool
    at: datetime
    state: Any
    words: str


def told_lines(told: Iterable[Any]) -> list[ToldLine]:
    """Return what was told of a letter, as its page lists it."""
    return [
        ToldLine(
            _(KINDS[one.kind].label),
            one.direction == OUT,
            one.at,
            way_badge(one.notice) if one.notice else "",
            _words(one),
        )
        for one in told
    ]


def _words(one: Any) -> str:
    said = one.said
    parts = [paper_digits(said.get("accept_id", "")), said.get("why", ""), why_not(one.notice) if one.notice else ""]
    return " · ".join(part for part in parts if part)


def facts_of(found: Any) -> list[Fact]:
    """Return what a letter says and how it came or went."""
    said = found.said
    rows = [
        (_("ที่"), paper_digits(found.number)),
        (_("ลงวันที่"), pieces.display(found.on) if found.on else ""),
        (_("หน่วยงาน"), found.peer.name),
        *_particulars(said),
        (_("เลขรับ"), paper_digits(found.their_number)),
        (_("วันที่รับ"), pieces.display(found.their_day) if found.their_day else ""),
        (_("เหตุที่ส่งคืน"), found.why if found.direction != OUT else ""),
        (_("จัดการแล้ว"), found.settlement),
        (_("ส่งเมื่อ") if found.direction == OUT else _("มาถึงเมื่อ"), pieces.display(found.at)),
        (_("ลายมือชื่อดิจิทัล"), found.signed_by or (_("ไม่ได้ลง") if found.file_id else "")),
        (_("เลขข้อความ"), found.message_id),
        (_("เลขของปลายทาง"), found.process_id if found.direction == OUT else ""),
    ]
    return [Fact(label, value) for label, value in rows if value]


def _particulars(said: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what the sender of a letter that came said of it besides number, day and subject."""
    secrecy = said.get("secrecy", "")
    return [
        (_("ผู้ลงนาม"), _party(said.get("signer", {}))),
        (_("ถึง"), _party(said.get("receiver", {}))),
        (_("ชั้นความลับ"), _("ไม่ทราบ") if secrecy == UNKNOWN else _(secrecy) if secrecy else ""),
        (_("ชั้นความเร็ว"), _(said["urgency"]) if said.get("urgency") not in {None, "", UNKNOWN} else ""),
        (_("อ้างถึง"), " · ".join(said.get("references", ()))),
        (_("สิ่งที่ส่งมาด้วย"), said.get("enclosures", "")),
        (_("คำอธิบาย"), said.get("description", "")),
    ]


def _party(party: Mapping[str, str]) -> str:
    name = f"{party.get('given_name', '')} {party.get('family_name', '')}".strip()
    return " · ".join(one for one in (name, party.get("title", "")) if one)
