"""Who an appellant is: opened from the seal by a recorded act."""

from datetime import datetime

from django.utils.translation import gettext as _

from palat.duties.information.models import Appeal
from palat.kernel.identities.operations import reveal
from palat.kernel.identities.queries import fields_given
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct, acting
from palat.kernel.matters.operations.changing import chain_of


def open_identity(*, matter_id: int, by: Actor, at: datetime, purpose: str, words: str = "") -> dict[str, str]:
    """Open who an appellant is; the matter and the seal both keep that it was done, and why.

    Raises: UnableToAct, NotAuthorised; UnableToReveal without a purpose.
    """
    person_id = Appeal.objects.values_list("person_id", flat=True).get(pk=matter_id)
    with acting(matter_id=matter_id, by=by, at=at) as act:
        fields = sorted(fields_given(person_id))
        act.move("open_identity", facts={"fields": fields, "purpose": purpose})
        if by.official_id is None or not fields:
            raise UnableToAct(_("คำอุทธรณ์นี้ไม่มีข้อมูลบุคคลที่เปิดดูได้"))
        return reveal(
            person_id=person_id,
            fields=fields,
            by_official_id=by.official_id,
            purpose=purpose,
            words=words,
            at=at,
            matter=chain_of(matter_id),
        )
