"""What agencies are told of complaints: that they are asked something, never what. Late ones are followed up."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from palat.duties.information.operations.complaints.explanations import chase
from palat.duties.information.procedure.asked_agencies import OWING, TO_COMPLY
from palat.duties.information.procedure.complaint_words import COMPLIANCE, EXPLANATION
from palat.kernel.agencies.operations.telling import tell_track
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries.file import linked_from
from palat.kernel.matters.queries.tracks import code_of, officer_of, overdue_tracks, tracks_by_id
from palat.kernel.notices.operations.telling import tell_official
from palat.kernel.pages.pieces import spaced


@transaction.atomic
def tell_agency(*, track_id: int, what: str, at: datetime) -> None:
    """Tell an agency of its track; of a request to this Office, the officer who holds it too."""
    for track in tracks_by_id([track_id]):
        tell_track(track, f"information.{what}", at, over=what == "recall")
        if what in {"ask", "comply"}:
            _tell_our_own(track.matter_id, at)


def _tell_our_own(complaint_id: int, at: datetime) -> None:
    """Tell the officer of the request from which a complaint arises that its agency, this Office, is asked."""
    for request_id in linked_from(complaint_id, "arises_from"):
        officer_id = officer_of(request_id)
        if officer_id is not None:
            code = code_of(request_id)
            subject = _("มีเรื่องร้องเรียนถึง สขร. จากคำขอ %(code)s") % {"code": spaced(code)}
            tell_official(official_id=officer_id, subject=subject, link=reverse("matter", args=[code]), at=at)


OWED = ((EXPLANATION, OWING, "explain"), (COMPLIANCE, TO_COMPLY, "comply"))


def chase_overdue(*, at: datetime) -> int:
    """Follow up everything that agencies owe past its day. Returns how many.

    Each is a transaction of its own: one that cannot be followed up holds up no other.
    Raises: UnableToAct after the others, so that the job comes again for the one that was refused.
    """
    number, refused = 0, None
    for type, states, clock in OWED:
        for matter_id, track_id in overdue_tracks(at, type=type, states=states, clocks=(clock,), again="chase"):
            try:
                chase(matter_id=matter_id, track_id=track_id, at=at, of=type)
                number += 1
            except UnableToAct as error:
                refused = error
    if refused:
        raise refused
    return number
