"""Telling an agency that the Office did something on its track: never what, only where to read it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.operations.onetime import make_link
from palat.kernel.matters.queries.hands import told_of
from palat.kernel.matters.queries.tracks import TrackRow
from palat.kernel.notices.operations.receivers import tell_receivers
from palat.kernel.notices.operations.telling import News, tell_by_mail, tell_official
from palat.kernel.organisation.queries import agency_by_id


def tell_track(track: TrackRow, kind: str, at: datetime, *, over: bool = False, **more: str) -> None:
    """Tell an agency of its track: its liaisons, whoever has it in hand, its own system; by a link without accounts.

    `kind` of news; `over`: nothing is left to answer, nor to read.
    """
    news = News(kind, about=f"matter:{track.matter_id}", values={"reference": track.reference, **more})
    tell_receivers(news, agency_id=track.agency_id, told={"matter": track.reference, "track": track.id, **more}, at=at)
    officials = told_of(track.id, track.agency_id, on=legal_date(at))
    for official_id in officials:
        link = reverse("agency_track", args=[track.id])
        tell_official(official_id=official_id, subject=news.headline(), link=link, at=at)
    agency = agency_by_id(track.agency_id)
    if not officials and agency.email and over:
        tell_by_mail(address=agency.email, news=news, at=at)
    elif not officials and agency.email and track.by_link:
        tell_by_mail(address=agency.email, news=replace(news, link=answer_link(track, agency.email, at)), at=at)


def answer_link(track: TrackRow, address: str, at: datetime) -> str:
    """Make a single-use link by which an agency answers a track, and return its whole address."""
    token = make_link(track_id=track.id, sent_to=address, at=at)
    return str(settings.PUBLIC_URL).rstrip("/") + reverse("agency_link", args=[token])


def answer_links(tracks: Sequence[TrackRow], address: str, at: datetime) -> dict[int, str]:
    """Return such a link for each of the tracks that one would open."""
    return {track.id: answer_link(track, address, at) for track in tracks if track.by_link}
