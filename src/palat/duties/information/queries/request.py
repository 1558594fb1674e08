"""What is a request's own on its page, as far as the viewer may read it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from palat.duties.information.models import Request
from palat.duties.information.procedure.words import CHANNELS, FORMS, KINDS
from palat.duties.information.queries.excessive import Repeated, repeated_with
from palat.duties.information.queries.parts import (
    ChargeLine,
    PartLine,
    PartyLine,
    baht,
    charges_of,
    parties_of,
    parts_of,
    persons_of_parties,
)
from palat.duties.information.queries.public_gate import publishable
from palat.kernel.identities.queries import masked
from palat.kernel.matters.queries.file import MatterFile
from palat.kernel.pages.shapes import Fact


@dataclass(frozen=True)
class Shown:
    """A request as its page shows it."""

    row: Request
    kind: str
    parts: list[PartLine]
    parties: dict[int, PartyLine]
    charges: list[ChargeLine]
    repeated: Repeated
    publishable: bool  # something was handed over that the viewer may propose to the register

    @property
    def facts(self) -> list[Fact]:
        """What the side of the page lists."""
        row = self.row
        listed = (
            (_("ชนิดของคำขอ"), self.kind),
            (_("ช่องทาง"), _(dict(CHANNELS)[row.channel])),
            (_("ต้องการรับเป็น"), _(dict(FORMS)[row.form])),
            (_("ภาษาของคำขอ"), {"en": _("อังกฤษ"), "other": _("ภาษาอื่น")}.get(row.language, "")),
            (_("กำหนดวันแล้วเสร็จที่แจ้งไว้"), row.promised_on),
            (_("ผู้ขอได้รับแจ้งคำสั่งเมื่อ"), row.told_on),
            (_("วันสุดท้ายของการอุทธรณ์"), row.appeal_until),
            (_("แสดงตัวตนแล้ว"), row.identity_words),
        )
        return [Fact(label, value) for label, value in listed if value]

    @property
    def total(self) -> str:
        """What the copies cost."""
        return baht(sum(one.satang for one in self.charges))

    @property
    def deliverable(self) -> bool:
        """Whether something may leave now that has not."""
        return any(
            one.decision and not one.against and not (one.documents and all(kept.released_at for kept in one.documents))
            for one in self.parts
        )

    @property
    def owed(self) -> bool:
        """Whether a fee waits to be paid or waived."""
        return bool(self.charges) and not (self.row.paid_at or self.row.fees_waived_at)


def request_of(file: MatterFile, on: date) -> Shown:
    """Return what is read of a request."""
    row = Request.objects.get(pk=file.matter.pk)
    return Shown(
        row,
        _(dict(KINDS)[file.matter.kind]),
        parts_of(file.matter.pk, on),
        parties_of(file.matter.pk, masked(persons_of_parties(file.matter.pk))),
        charges_of(file.matter.pk),
        repeated_with(file.matter),
        file.may_make("propose_publication") and bool(publishable(file.matter.pk)),
    )
