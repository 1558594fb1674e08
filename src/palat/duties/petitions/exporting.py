"""All petitions that a viewer may see, as one file that imports again (mapping `palat`).

Codes, not words, stand in the columns that are read again. Who the petitioner is stays sealed and is not in the
file, nor are referrals, decision files, notes and attachments: to move an installation, restore its back-up.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from palat.duties.petitions.procedure.petition import PETITION_1
from palat.kernel.history.operations import append
from palat.kernel.matters.authority import Actor, held_roles
from palat.kernel.matters.queries.visibility import Matter, visible
from palat.kernel.pages.export import CHUNK, csv_lines
from palat.kernel.pages.listing import Column

# Roles that answer for the whole work, and the auditor; all of them read the office.
EXPORTERS = frozenset({"group_head", "director", "deputy_permanent_secretary", "permanent_secretary", "auditor"})


class UnableToExport(Exception):
    """The viewer holds no post that may take all petitions out as a file."""


def _exactly(at: datetime | None) -> str:
    """Write a moment with all its digits, so that it is the same after an import."""
    return at.astimezone(UTC).isoformat() if at else ""


def _moment(name: str) -> Callable[[Matter], str]:
    return lambda matter: _exactly(getattr(matter, name))


COLUMNS = (
    Column(code="code", label=_("รหัสเรื่อง")),
    Column(code="number", label=_("เลขทะเบียน")),
    Column(code="alias", label=_("รหัสเรื่องเดิม")),
    Column(code="source_row", label=_("ที่มา"), value="petition.source_row"),
    Column(code="received_at", label=_("รับเมื่อ"), value=_moment("received_at")),
    Column(code="closed_at", label=_("ยุติเมื่อ"), value=_moment("closed_at")),
    Column(code="state", label=_("สถานะ")),
    Column(code="closing", label=_("ผลการดำเนินการ")),
    Column(code="channel", label=_("ช่องทาง"), value="petition.channel"),
    Column(code="kind", label=_("ลักษณะเรื่อง")),
    Column(code="category", label=_("ประเภท")),
    Column(code="area", label=_("พื้นที่"), value="area_id"),
    Column(code="urgency", label=_("ความเร่งด่วน")),
    Column(code="secrecy", label=_("ชั้นความลับ")),
    Column(code="restricted", label=_("คิวจำกัดผู้เห็น")),
    Column(code="subject", label=_("เรื่อง")),
    Column(code="text", label=_("ข้อความ"), value="petition.text"),
    Column(code="wanted", label=_("สิ่งที่ขอ"), value="petition.wanted"),
    Column(code="place_words", label=_("สถานที่"), value="petition.place_words"),
    Column(code="anonymous", label=_("บัตรสนเท่ห์"), value="petition.anonymous"),
    Column(code="conceal", label=_("ขอปกปิด"), value=lambda matter: "|".join(matter.petition.conceal)),
    Column(code="answer_by", label=_("รับคำตอบทาง"), value="petition.answer_by"),
    Column(code="answer_found", label=_("ข้อเท็จจริงที่พบ"), value="petition.answer_found"),
    Column(code="answer_next", label=_("สิ่งที่จะเกิดขึ้น"), value="petition.answer_next"),
    Column(code="answer_can_do", label=_("สิ่งที่ผู้ร้องทำได้"), value="petition.answer_can_do"),
    Column(code="answer_reasons", label=_("เหตุผล"), value="petition.answer_reasons"),
    Column(code="told_at", label=_("แจ้งผลเมื่อ"), value=lambda matter: _exactly(matter.petition.told_at)),
    Column(code="stars", label=_("ความพึงพอใจ"), value="petition.stars"),
)


def may_export(by: Actor) -> bool:
    """Say whether someone may take petitions out as a file."""
    return bool(EXPORTERS & held_roles(by.authority))


def record_export(*, by: Actor, at: datetime, format: str, filters: Iterable[str] = ()) -> None:
    """Keep in the history who took petitions out as a file. Names of filters only, never what was typed.

    Raises: UnableToExport.
    """
    if not may_export(by):
        raise UnableToExport
    facts = {"format": format, "filters": sorted(filters)}
    append(chain="exports", kind="petitions_exported", at=at, actor=by.ref, facts=facts)


def export_petitions(*, by: Actor, at: datetime) -> Iterator[str]:
    """Return the lines of the file, in the order of receipt, read as they are sent. The history keeps who took it.

    Raises: UnableToExport.
    """
    record_export(by=by, at=at, format="csv")
    return csv_lines(COLUMNS, _rows(by).iterator(chunk_size=CHUNK))


def _rows(by: Actor) -> "QuerySet[Any]":
    petitions = visible(by).filter(procedure=PETITION_1.code)
    return petitions.select_related("petition").order_by("received_at", "pk")
