"""What acts with agencies share: whom one reaches, that an agency takes something on, that it tells how far it is."""

from datetime import datetime

from django.utils.translation import gettext as _

from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Event, UnableToAct, acting
from palat.kernel.organisation.models import Agency
from palat.kernel.organisation.queries import AgencyUnknown, current_agency


def in_its_place(agency_id: int, *, on: datetime) -> Agency:
    """Return an agency, or its successor if it was abolished. Raises: UnableToAct where none took its place."""
    try:
        return current_agency(agency_id, on=on)
    except AgencyUnknown as gone:
        raise UnableToAct(
            _("%(agency)s ถูกยุบเลิกแล้ว และไม่มีหน่วยงานใดรับหน้าที่ต่อในระบบ โปรดเลือกหน่วยงานอื่น") % {"agency": gone}
        ) from gone


def take_on(*, move: str, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None) -> Event:
    """The agency says that it will do what its track asks."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return act.move(move, track=act.track(track_id))


def tell_progress(
    *, move: str, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str
) -> Event:
    """The agency says how far it is; the count of follow-ups begins anew. Raises: UnableToAct without words."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุความคืบหน้า"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        track = act.track(track_id)
        track.chased = 0
        return act.move(move, track=track, body={"words": words})
