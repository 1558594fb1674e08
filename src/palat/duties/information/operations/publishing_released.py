"""Proposing to the register what was released on a request (s.9 (8)): a copy that stays, through the same gate."""

from datetime import datetime

from django.utils.translation import gettext as _

from palat.duties.information.models import Material, Publication
from palat.duties.information.operations.looking import bring_copy
from palat.duties.information.operations.register.entering import Entry, Where, propose
from palat.duties.information.procedure.publication import FILE
from palat.duties.information.queries.public_gate import against_material
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct, acting


def propose_released(
    *, matter_id: int, material_id: int, entry: Entry, note: str, by: Actor, at: datetime
) -> Publication:
    """Propose a document that was handed over to the register of publications. Raises: UnableToAct."""
    with acting(matter_id=matter_id, by=by, at=at) as act:
        found = Material.objects.select_related("part__track", "part__matter", "attachment__file")
        material = found.filter(pk=material_id, part__matter_id=matter_id).first()
        if material is None:
            raise UnableToAct(_("ไม่พบเอกสารนี้ในคำขอ"))
        if refusal := against_material(material):
            raise UnableToAct(refusal)
        looked = bring_copy(source=material.attachment.file, name=material.attachment.name, at=at)
        where = Where(FILE, note=note)
        entered = propose(entry=entry, where=where, by=by, at=at, looked=looked, from_request=True, material=material)
        act.move("propose_publication", facts={"material": material.pk, "publication": entered.pk})
    return entered
