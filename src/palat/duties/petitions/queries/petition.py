"""What is a petition's own on its page, as far as the viewer may read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from palat.duties.petitions.models import Category, Contact
from palat.duties.petitions.models import Petition as Row
from palat.duties.petitions.procedure.words import CHANNELS
from palat.duties.petitions.queries.concealing import begun as copy_begun
from palat.duties.petitions.queries.concealing import waiting_in
from palat.duties.petitions.queries.identity import ACCUSING, Opening, opening_for
from palat.kernel.identities.procedure import FIELDS
from palat.kernel.identities.procedure import PURPOSES as REVEAL_PURPOSES
from palat.kernel.identities.queries import masked
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.file import MatterFile
from palat.kernel.matters.queries.visibility import reads_as_office
from palat.kernel.pages.language import name_of
from palat.kernel.pages.shapes import Fact


@dataclass(frozen=True)
class Petition:
    """A petition as its page shows it."""

    text: str
    wanted: str
    channel: str
    category: str
    place_words: str
    accused: str
    who: str
    person_id: int | None
    anonymous: bool
    conceal: list[str]
    must_conceal: bool
    concealed_copy: str
    copy_waits: str  # a prepared copy waits: for another than the viewer (`mine`), or for the viewer too (`others`)
    findings: str
    law: str
    answer: dict[str, str]
    contacts: int
    office: bool
    opening: Opening | None
    stars: int | None

    @property
    def facts(self) -> list[Fact]:
        """What the side of the page lists."""
        listed = (
            (_("ช่องทาง"), self.channel),
            (_("ประเภท"), self.category),
            (_("สถานที่"), self.place_words),
            (_("ผู้ถูกร้องเรียน"), self.accused),
            (_("ติดต่อมาแล้ว (ครั้ง)"), self.contacts),
        )
        return [Fact(label, value) for label, value in listed if value]

    @property
    def field_labels(self) -> dict[str, str]:
        """Names of the fields of identity."""
        return {name: _(one.label) for name, one in FIELDS.items()}

    @property
    def purposes(self) -> list[tuple[str, str]]:
        """Why a seal may be opened."""
        return [(code, _(purpose.label)) for code, purpose in REVEAL_PURPOSES.items()]


def leaves_concealed(row: Row, kind: str) -> bool:
    """Say whether only a concealed copy may leave: the petitioner asked, or accuses someone."""
    return bool(row.conceal) or kind in ACCUSING


def petition_of(file: MatterFile, by: Actor) -> Petition:
    """Return what the viewer may read: an agency gets the concealed copy where there is one to get."""
    row = Row.objects.get(pk=file.matter.pk)
    office = by.authority is not None and reads_as_office(by.authority)
    hidden = leaves_concealed(row, file.matter.kind)
    category = Category.objects.filter(code=file.matter.category).first()
    return Petition(
        text=row.text if office or not hidden else row.concealed_text,
        wanted=row.wanted if office or not hidden else "",
        channel=_(dict(CHANNELS)[row.channel]),
        category=name_of(category) or "—",
        place_words=row.place_words if office or not hidden else "",
        accused=row.accused if office else "",
        who=_who(row, office=office),
        person_id=row.person_id,
        anonymous=row.anonymous,
        conceal=_conceal_labels(row),
        must_conceal=hidden,
        concealed_copy=row.concealed_text,
        copy_waits=_copy_waits(file, by) if office and hidden else "",
        findings=row.findings if office else "",
        law=row.law if office else "",
        answer={
            "found": row.answer_found,
            "happens": row.answer_next,
            "can_do": row.answer_can_do,
            "reasons": row.answer_reasons,
        }
        if office
        else {},
        contacts=Contact.objects.filter(matter_id=file.matter.pk).count() if office else 0,
        office=office,
        opening=opening_for(file, row),
        stars=row.stars if office else None,
    )


def _copy_waits(file: MatterFile, by: Actor) -> str:
    waiting = waiting_in(file.events)
    if waiting is None:
        return ""
    return "mine" if waiting.actor == by.ref else "others"


def _conceal_labels(row: Row) -> list[str]:
    labels = {
        "name": _("ชื่อ-นามสกุล"),
        "phone": _("หมายเลขโทรศัพท์"),
        "address": _("ที่อยู่"),
        "email": _("อีเมล"),
    }
    return [labels[code] for code in row.conceal if code in labels]


def _who(row: Row, *, office: bool) -> str:
    if row.person_id is None:
        return _("ไม่ประสงค์ออกนาม")
    return masked([row.person_id])[row.person_id] if office else _("ปิดผนึก")


def initial_for(move: str, file: MatterFile) -> Mapping[str, Any]:
    """Return what an act's form begins with: what is already written is never typed again."""
    if move not in {"prepare_concealed_copy", "write_answer", "classify", "change_urgency"}:
        return {}
    row = Row.objects.get(pk=file.matter.pk)
    begun: dict[str, Mapping[str, Any]] = {
        "prepare_concealed_copy": copy_begun(row, file.matter.subject, file.events),
        "write_answer": {
            "found": row.answer_found,
            "happens": row.answer_next,
            "can_do": row.answer_can_do,
            "reasons": row.answer_reasons,
        },
        "classify": {
            "category": file.matter.category,
            "kind": file.matter.kind,
            "accused_agency_id": row.accused_agency_id,
        },
        "change_urgency": {"urgency": file.matter.urgency},
    }
    return begun[move]
