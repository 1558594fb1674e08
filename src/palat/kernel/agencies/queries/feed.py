"""What an agency's own system reads: the list by latest change, one track whole, in plain values."""

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext

from palat.kernel.agencies.procedure import (
    ACCEPT,
    ASK,
    PROGRESS,
    REPORT,
    RETURN,
    STATUS_OF_ANSWER,
)
from palat.kernel.agencies.queries import inbox as queries
from palat.kernel.agencies.queries.answers import moves_now, state_label
from palat.kernel.agencies.registry import duty, every
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Track
from palat.kernel.matters.procedure import NEVER
from palat.kernel.matters.queries.file import file_by_id, history_line
from palat.kernel.matters.showing import said

ENDED_ANSWERED = STATUS_OF_ANSWER[REPORT]
ASK_STATUS = -1


class Unreadable(ValueError):
    """A cursor that no page gave, or a moment outside all calendars."""


@dataclass(frozen=True)
class FeedPage:
    """A page of tracks, and the cursor of the next."""

    tracks: list[Track]
    next: str | None


def track(track_id: int, by: Actor) -> Track:
    """Return a track of the inbox. Raises: NotVisible."""
    return queries.track_for(track_id, by)


def page(
    by: Actor,
    *,
    folder: str,
    changed_since: datetime | None,
    overdue: bool | None,
    cursor: str,
    limit: int,
    at: datetime,
) -> FeedPage:
    """Return a page of the inbox, the latest change of state first. Raises: Unreadable."""
    tracks: QuerySet[Track] = queries.folder(queries.inbox(by), folder)
    if changed_since is not None:
        tracks = tracks.filter(since__gte=changed_since)
    if overdue is not None:
        late = Q(queries.OURS, workitem__due_at__lt=at)
        tracks = tracks.filter(late) if overdue else tracks.exclude(late)
    if cursor:
        since, number = _read(cursor)
        tracks = tracks.filter(Q(since__lt=since) | Q(since=since, pk__lt=number))
    found = list(tracks.order_by("-since", "-pk")[: limit + 1])
    more = len(found) > limit
    return FeedPage(found[:limit], _written(found[limit - 1]) if more else None)


def moment(given: datetime | None) -> datetime | None:
    """Return a moment as it is meant: one without a zone is of Bangkok. Raises: Unreadable."""
    if given is None:
        return None
    try:
        zoned = given if given.tzinfo else given.replace(tzinfo=timezone.get_default_timezone())
        return zoned.astimezone(UTC)
    except OverflowError as error:
        raise Unreadable(given.isoformat()) from error


def _written(last: Track) -> str:
    return base64.urlsafe_b64encode(f"{last.since.isoformat()}|{last.pk}".encode()).decode()


def _read(cursor: str) -> tuple[datetime, int]:
    try:
        since, _bar, number = base64.urlsafe_b64decode(cursor.encode()).decode().partition("|")
        moment = parse_datetime(since)
    except (binascii.Error, UnicodeError, ValueError) as error:
        raise Unreadable(cursor) from error
    if moment is None or moment.tzinfo is None or not number.isdecimal() or len(number) > 18:
        raise Unreadable(cursor)
    return moment, int(number)


def status_of(track: Track) -> int | None:
    """Return a track's state as the number by which agencies' systems know it; None while nobody took it on."""
    ours = _lies_with_agency(track)
    if ours:
        return None if track.state in queries.SENT_STATES else STATUS_OF_ANSWER[PROGRESS]
    if track.state in {"returned", "rerouted"}:
        return STATUS_OF_ANSWER[RETURN]
    return ENDED_ANSWERED if track.answer or track.final else STATUS_OF_ANSWER[PROGRESS]


def _lies_with_agency(track: Track) -> bool:
    item = getattr(track, "workitem", None)
    return item is not None and item.queue.startswith("agency:")


def item(track: Track, *, at: datetime) -> dict[str, Any]:
    """Return one track in plain values."""
    matter, due_at = track.matter, track.due_at  # type: ignore[attr-defined]
    runs = due_at < NEVER
    return {
        "id": track.pk,
        "number": matter.reference,
        "subject": track.label or matter.subject,
        "kind": track.type,
        "state": track.state,
        "state_label": state_label(track),
        "status": status_of(track),
        "urgency": matter.urgency,
        "asked_by": matter.unit.name_th if matter.unit else "",
        "sent_at": track.opened_at,
        "due_on": legal_date(due_at) if runs else None,
        "overdue": runs and due_at < at,
        "chased": track.chased,
        "sent_back": bool(track.answer) and _lies_with_agency(track),
        "changed_at": track.since,
        "version": matter.head_seq,
    }


def whole(track_id: int, by: Actor, *, at: datetime) -> dict[str, Any]:
    """Return one track with everything that the agency may read. Raises: NotVisible."""
    found = track(track_id, by)
    file = file_by_id(found.matter_id, by)
    view = next(one for one in file.tracks if one.track.pk == track_id)
    brought = duty(file.matter.duty)
    asked = brought.asked(file, view, by)
    own = [event for event in file.events if event.facts.get("track") == track_id]
    return {
        **item(found, at=at),
        "text": asked.text,
        "wanted": asked.wanted,
        "message": brought.message(file, view),
        "files": [{"id": one.pk, "name": one.name, "size": one.file.size} for one in file.attachments],
        "history": [
            {"at": event.at, "what": history_line(file.procedure, event, {}).label, "words": said(event.body)}
            for event in own
        ],
        "answers": sorted(_statuses(found)),
    }


def _statuses(found: Track) -> set[int]:
    now = moves_now(found)
    return {STATUS_OF_ANSWER.get(answer, ASK_STATUS) for answer in now if answer in {*STATUS_OF_ANSWER, ASK, ACCEPT}}


def results() -> dict[str, str]:
    """Return how final answers may say that they ended, of whatever duty: code and words."""
    return {code: gettext(label) for brought in every() for code, label in brought.results}
