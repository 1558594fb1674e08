"""What goes out on requests: that there is news, by the way of the requester's choice. Never the content itself."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from palat.duties.information.models import Party
from palat.duties.information.operations import requesters
from palat.duties.information.operations.handling import NEWS_OF
from palat.duties.information.procedure.third_parties import HEARING
from palat.duties.information.queries.persons import person_behind
from palat.kernel.matters.addresses import public_url
from palat.kernel.matters.authority import citizen
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.operations.onetime import make_link
from palat.kernel.matters.queries.tracks import code_of, officer_of, procedure_of
from palat.kernel.notices.operations.telling import News, tell_official, tell_person
from palat.kernel.pages.pieces import spaced


def tell_requester(*, matter_id: int, what: str, at: datetime) -> None:
    """Tell a requester that there is news on the tracking page; who left no way to is told nowhere else."""
    person_id = person_behind(matter_id)
    if person_id is None:
        return
    code = code_of(matter_id)
    link = str(settings.PUBLIC_URL).rstrip("/") + public_url(code)
    news = News(f"information.{what}", about=f"matter:{matter_id}", link=link, values={"code": spaced(code)})
    tell_person(person_id=person_id, news=news, at=at)


def acknowledge(*, matter_id: int, at: datetime) -> None:
    """Acknowledge what came to someone who left a way to be told."""
    tell_requester(matter_id=matter_id, what=NEWS_OF.get(procedure_of(matter_id), "") + "received", at=at)


def send_party_link(*, track_id: int, at: datetime) -> None:
    """Send a third party a link of its own, once it is told; a party that has answered meanwhile gets none."""
    party = Party.objects.select_related("track").get(pk=track_id)
    if party.track.state not in HEARING:
        return
    token = make_link(track_id=track_id, sent_to="party", at=at)
    link = str(settings.PUBLIC_URL).rstrip("/") + reverse("information_party", args=[token])
    news = News("information.party", about=f"matter:{party.matter_id}", link=link)
    tell_person(person_id=party.person_id, news=news, at=at)


def send_appeal_link(*, track_id: int, at: datetime) -> None:
    """Send a third party whose objection was rejected a link by which it may appeal, where it left an e-mail."""
    party = Party.objects.select_related("track").get(pk=track_id)
    if party.track.state != "overruled":
        return
    token = make_link(track_id=track_id, sent_to="appeal", at=at)
    link = str(settings.PUBLIC_URL).rstrip("/") + reverse("information_appeal_party", args=[token])
    news = News("information.party_appeal", about=f"matter:{party.matter_id}", link=link)
    tell_person(person_id=party.person_id, news=news, at=at)


def take_answer(*, matter_id: int, text: str, files: Sequence[tuple[int, str]], at: datetime) -> bool:
    """Add an answer to a notice to the request, as if written on its page. False: it takes none any more."""
    try:
        with transaction.atomic():
            requesters.clarify(matter_id=matter_id, by=citizen(matter_id), at=at, text=text, files=tuple(files))
    except UnableToAct:
        return False
    return True


def tell_not_reached(*, matter_id: int, at: datetime) -> None:
    """Tell the officer who holds a request that a notice did not reach the requester."""
    officer_id = officer_of(matter_id)
    if officer_id is not None:
        code = code_of(matter_id)
        subject = _("แจ้งผู้ขอไม่ถึง โปรดติดต่อทางอื่น %(code)s") % {"code": spaced(code)}
        tell_official(official_id=officer_id, subject=subject, link=reverse("matter", args=[code]), at=at)
