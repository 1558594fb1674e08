"""What is a request's own on its page, as far as the viewer may read it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from palat.duties.information.models import Request
from palat.duties.information.procedure.words import CHANNELS, FORMS, KINDS
from palat.kernel.identities.queries import masked
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.file import MatterFile
from palat.kernel.pages.shapes import Fact


@dataclass(frozen=True)
class Shown:
    """A request as its page shows it."""

    row: Request
    kind: str
    who: str

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
        )
        return [Fact(label, value) for label, value in listed if value]


def request_of(file: MatterFile, by: Actor) -> Shown:
    """Return what the viewer reads of a request."""
    row = Request.objects.get(pk=file.matter.pk)
    who = masked([row.person_id])[row.person_id] if row.person_id else _("ไม่ประสงค์ออกนาม")
    return Shown(row, _(dict(KINDS)[file.matter.kind]), who)
