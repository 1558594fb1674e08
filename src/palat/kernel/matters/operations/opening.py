"""Opening who a person is from the seal: an act on the matter, which keeps with the seal that it was done and why."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from palat.kernel.identities.operations import reveal
from palat.kernel.identities.queries import fields_given
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Act, UnableToAct, acting
from palat.kernel.matters.operations.changing import chain_of


def open_identity(
    *, matter_id: int, person_id: int | None, by: Actor, at: datetime, purpose: str, words: str = ""
) -> dict[str, str]:
    """Open all that is known of the person behind a matter; `person_id` is whom the duty knows to be behind it.

    The event names fields and purpose, never what they say; the reason in words lies with the seal alone.
    Raises: UnableToAct, NotAuthorised; UnableToReveal without a purpose.
    """
    with acting(matter_id=matter_id, by=by, at=at) as act:
        fields = sorted(fields_given(person_id)) if person_id is not None else []
        act.move("open_identity", facts={"fields": fields, "purpose": purpose})
        return unseal(act, person_id, fields, purpose, words)


def unseal(act: Act, person_id: int | None, fields: Sequence[str], purpose: str, words: str) -> dict[str, str]:
    """Open the seal within an act that was allowed. Raises: UnableToAct where there is nothing to open."""
    if person_id is None or act.by.official_id is None or not fields:
        raise UnableToAct(_("เรื่องนี้ไม่มีข้อมูลบุคคลที่คุณเปิดดูได้"))
    return reveal(
        person_id=person_id,
        fields=fields,
        by_official_id=act.by.official_id,
        purpose=purpose,
        words=words,
        at=act.at,
        matter=chain_of(act.matter.pk),
    )
