"""What stands against opening a file to everybody: asked when it is entered, when it is let out, and when it is read.

It rests on `gate`: what may not leave on a request cannot leave by the register or the catalogue either, neither as
the document of that request nor as another copy of the same bytes.
"""

from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from palat.duties.information.models import Looked, Material, Request, Version
from palat.duties.information.procedure.publication import FILE, LOOKS, MAY_OPEN, PUBLISHED
from palat.duties.information.queries.gate import against_document, standing_of


def against_material(material: Material) -> str:
    """Say what stands against opening to everybody a document found for a request; empty where nothing does."""
    if material.removed_at is not None or material.released_at is None:
        return _("เอกสารนี้ยังไม่ได้ส่งมอบตามคำขอ")
    matter = material.part.matter
    if matter.secrecy or matter.restricted:
        return _("คำขอนี้มีชั้นความลับหรือจำกัดผู้เห็น")
    if not Request.objects.filter(pk=matter.pk).exclude(matter__kind="own").exists():
        return _("ข้อมูลข่าวสารส่วนบุคคลที่ให้แก่เจ้าของข้อมูล เผยแพร่มิได้")
    return against_document(standing_of(material.part), redacted=material.redacted, checked=material.checked)


def against_looked(looked: Looked) -> str:
    """Say what stands against opening a file to everybody: it was not looked through, or it is barred elsewhere."""
    if looked.state not in MAY_OPEN or looked.open_file is None:
        return _(LOOKS[looked.state])
    return against_same_bytes(looked)


def against_same_bytes(looked: Looked) -> str:
    """Say whether a file is a copy of a document that may not leave on a request."""
    hashes = _hashes(looked)
    same = Q(attachment__file__sha256__in=hashes) | Q(attachment__file__original_sha256__in=hashes)
    found = Material.objects.filter(same).select_related("part__track", "part__matter")
    return next((why for material in found if (why := _bars(material))), "")


def open_among(files: Sequence[Looked]) -> set[int]:
    """Return which of some files everybody may open, in one statement for all of them."""
    free = {one.pk: one for one in files if one.state in MAY_OPEN and one.open_file is not None}
    bearers: dict[str, set[int]] = {}
    for one in free.values():
        for value in _hashes(one):
            bearers.setdefault(value, set()).add(one.pk)
    same = Q(attachment__file__sha256__in=bearers) | Q(attachment__file__original_sha256__in=bearers)
    for material in Material.objects.filter(same).select_related("part__track", "part__matter", "attachment__file"):
        if _bars(material):
            file = material.attachment.file
            for number in bearers.get(file.sha256, set()) | bearers.get(file.original_sha256, set()):
                free.pop(number, None)
    return set(free)


def _hashes(looked: Looked) -> set[str]:
    found = {looked.file.sha256, looked.file.original_sha256}
    return found | ({looked.open_file.sha256} if looked.open_file is not None else set())


def _bars(material: Material) -> str:
    """Say why the bytes of a document that was found for a request may not be opened to everybody."""
    if against_document(standing_of(material.part), redacted=material.redacted, checked=material.checked):
        return _("ไฟล์นี้เป็นเอกสารเดียวกับที่เปิดเผยมิได้ตามคำขอ")
    if material.part.matter.kind == "own":
        return _("ข้อมูลข่าวสารส่วนบุคคลที่ให้แก่เจ้าของข้อมูล เผยแพร่มิได้")
    return ""


def against_version(version: Version) -> str:
    """Say what stands against showing a version of an entry to everybody; empty where nothing does."""
    if version.way != FILE:
        return ""
    if version.looked is None:
        return _("ไม่มีไฟล์")
    if refusal := against_looked(version.looked):
        return refusal
    if version.from_request and version.material is None and version.publication.state != PUBLISHED:
        return _("คำขอที่เป็นที่มาของเอกสารนี้ถูกทำลายแล้ว")
    return against_material(version.material) if version.material is not None else ""


def publishable(matter_id: int) -> list[Material]:
    """Return the documents of a request that were handed over and may be proposed to the register."""
    found = Material.objects.filter(part__matter_id=matter_id, released_at__isnull=False, removed_at=None)
    rows = found.select_related("part__track", "part__matter", "attachment").order_by("pk")
    return [one for one in rows if not against_material(one)]
