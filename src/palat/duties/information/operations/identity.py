"""Who a requester is: shown at the counter for own data (มาตรา 25), opened from the seal by a recorded act."""

from datetime import datetime

from django.utils.translation import gettext as _

from palat.duties.information.models import Request
from palat.duties.information.queries.persons import person_behind
from palat.kernel.identities.operations import reveal
from palat.kernel.identities.queries import fields_given
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Event, UnableToAct, acting
from palat.kernel.matters.operations.changing import chain_of


def show_identity(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Record that the requester showed who they are: the kind of document, never its number. Raises: UnableToAct."""
    if not words.strip() or sum(letter.isdigit() for letter in words) > MOST_DIGITS:
        raise UnableToAct(_("โปรดระบุชนิดของเอกสารที่แสดง โดยไม่ต้องใส่เลขที่เอกสาร"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("show_identity", body={"words": words})
        Request.objects.filter(pk=matter_id).update(identity_shown_at=at, identity_words=words[:200])
        return event


MOST_DIGITS = 4


def open_identity(*, matter_id: int, by: Actor, at: datetime, purpose: str, words: str = "") -> dict[str, str]:
    """Open who asked or complained; the matter and the seal both keep that it was done, and why.

    Raises: UnableToAct, NotAuthorised; UnableToReveal without a purpose.
    """
    person_id = person_behind(matter_id)
    with acting(matter_id=matter_id, by=by, at=at) as act:
        fields = sorted(fields_given(person_id)) if person_id is not None else []
        act.move("open_identity", facts={"fields": fields, "purpose": purpose})
        if person_id is None or by.official_id is None or not fields:
            raise UnableToAct(_("เรื่องนี้ไม่มีข้อมูลบุคคลที่เปิดดูได้"))
        return reveal(
            person_id=person_id,
            fields=fields,
            by_official_id=by.official_id,
            purpose=purpose,
            words=words,
            at=at,
            matter=chain_of(matter_id),
        )
