"""Information that another agency holds (มาตรา 12): the requester is told where, or the request is sent there."""

from datetime import datetime

from django.utils.translation import gettext as _

from palat.duties.information.models import Request
from palat.duties.information.operations import drafting
from palat.duties.information.operations.handling import tell
from palat.duties.information.operations.ordering import drop_the_rest
from palat.kernel.letters.operations import drafting as letters
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Event, UnableToAct, acting
from palat.kernel.matters.operations.agencies import in_its_place
from palat.kernel.pages.language import name_of


def transfer(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, agency_id: int, words: str) -> Event:
    """Send a request on, as where the agency that made the document marked it secret and must decide itself.

    A letter to the agency is drafted; who asks is not named in it unless the agency asks. Raises: UnableToAct.
    """
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุที่ส่งคำขอ"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        agency = in_its_place(agency_id, on=at)
        said = f"{name_of(agency)}\n{words}"
        event = act.move("transfer", facts={"agency": agency.pk}, body={"to_petitioner": said})
        act.matter.closing = "transferred"
        request = Request.objects.get(pk=matter_id)
        letters.draft([act], drafting.transfer(act.matter, request, agency.pk, words, at), submit=True, by_system=True)
        drop_the_rest(act)
        tell(act, "decided")
        return event


def advise(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, agency_id: int, words: str) -> Event:
    """Advise the requester which agency holds the information, and how to ask there. Raises: UnableToAct."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุคำแนะนำแก่ผู้ขอ"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        agency = in_its_place(agency_id, on=at)
        said = f"{name_of(agency)}\n{words}"
        event = act.move("advise", facts={"agency": agency.pk}, body={"to_petitioner": said})
        act.matter.closing = "advised"
        drop_the_rest(act)
        tell(act, "decided")
        return event
