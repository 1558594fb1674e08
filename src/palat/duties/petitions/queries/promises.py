"""Promises of talks and resolutions of meetings: due, overdue, whose."""

from datetime import date, datetime

from django.db.models import QuerySet

from palat.duties.petitions.models import Promise
from palat.duties.petitions.procedure.promise import PROMISE
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.hands import tracks_of
from palat.kernel.matters.queries.tracks import overdue_tracks
from palat.kernel.matters.queries.visibility import reads_as_office, visible


def promises(by: Actor) -> QuerySet[Promise]:
    """Return the promises that someone may see, with meeting, matter, owner."""
    found = Promise.objects.filter(track__matter__in=visible(by))
    if by.authority and not reads_as_office(by.authority):  # an agency sees its own, not the others'
        found = found.filter(track__in=tracks_of(by))
    return found.select_related("track", "track__matter", "meeting", "agency")


def promises_due(by: Actor, first: date, last: date) -> QuerySet[Promise]:
    """Return the open promises whose day falls between two days, both included, the nearest first."""
    return promises(by).filter(track__final=False, due_on__range=(first, last)).order_by("due_on", "track")


def promises_overdue(by: Actor, on: date) -> QuerySet[Promise]:
    """Return the open promises whose day has passed, the longest overdue first."""
    return promises(by).filter(track__final=False, due_on__lt=on).order_by("due_on", "track")


def promises_to_chase(at: datetime) -> list[tuple[int, int]]:
    """Return matter and track of each promise that is overdue and was not chased within its reminder's time."""
    return overdue_tracks(at, type=PROMISE, states=("followed", "entrusted"), clocks=("promise",), again="chase")
