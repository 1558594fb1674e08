"""Who a requester is: shown at the counter for own data (มาตรา 25), opened from the seal by a recorded act."""

from datetime import datetime

from django.utils.translation import gettext as _

from palat.duties.information.models import Request
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Event, UnableToAct, acting


def show_identity(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Record that the requester showed who they are: the kind of document, never its number. Raises: UnableToAct."""
    if not words.strip() or sum(letter.isdigit() for letter in words) > MOST_DIGITS:
        raise UnableToAct(_("โปรดระบุชนิดของเอกสารที่แสดง โดยไม่ต้องใส่เลขที่เอกสาร"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("show_identity", body={"words": words})
        Request.objects.filter(pk=matter_id).update(identity_shown_at=at, identity_words=words[:200])
        return event


MOST_DIGITS = 4
