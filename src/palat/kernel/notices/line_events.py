"""What LINE sends us, read within bounds: anything that is not as LINE writes it is left out, never trusted.

Source: https://developers.line.biz/en/reference/messaging-api/#webhook-event-objects
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from palat.kernel.identities.normalising import plain
from palat.kernel.notices.channels.line import USER

MOST_BYTES = 1_000_000
MOST_EVENTS = 100
LONGEST_TEXT = 5_000
LONGEST_MARK = 100


class Unreadable(Exception):
    """The body is not what LINE sends."""


@dataclass(frozen=True)
class Said:
    """One event of one person. `kind`: text, place, picture, other, follow or unfollow; `said_at` in milliseconds."""

    event_id: str
    kind: str
    user: str
    said_at: int
    text: str = ""
    message_id: str = ""
    token: str = ""


def read(body: bytes) -> list[Said]:
    """Read the events of a request. Raises: Unreadable."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unreadable from error
    events = told.get("events") if isinstance(told, dict) else None
    if not isinstance(events, list) or len(events) > MOST_EVENTS:
        raise Unreadable
    return list(_said(events))


def _said(events: list[Any]) -> Iterator[Said]:
    for event in events:
        source = event.get("source") if isinstance(event, dict) else None
        # Groups and rooms are not ours to answer: what one says there, others would read.
        if not isinstance(source, dict) or source.get("type") != "user" or event.get("mode") == "standby":
            continue
        user, number, moment = source.get("userId"), event.get("webhookEventId"), event.get("timestamp")
        if not (isinstance(user, str) and USER.fullmatch(user) and isinstance(number, str) and 0 < len(number) <= 80):
            continue
        if not isinstance(moment, int) or isinstance(moment, bool) or not 0 < moment < 10**14:
            continue
        kind, text, message_id = _message(event)
        if kind:
            token = _short(event.get("replyToken"))
            yield Said(number, kind, user, moment, text, message_id, token)


def _message(event: dict[str, Any]) -> tuple[str, str, str]:
    """Return kind, text and number of what was sent; an empty kind for what asks nothing of us."""
    if event.get("type") in {"follow", "unfollow"}:
        return str(event["type"]), "", ""
    message = event.get("message")
    if event.get("type") != "message" or not isinstance(message, dict):
        return "", "", ""
    number = _short(message.get("id"))
    if message.get("type") == "text":
        return "text", _text(message.get("text")), number
    if message.get("type") == "location":
        return "place", _place(message), number
    if message.get("type") == "image" and number.isalnum():
        return "picture", "", number
    return "other", "", number


def _place(message: dict[str, Any]) -> str:
    """Return a place in words, its coordinates last where they are numbers of this earth."""
    words = [_text(message.get(name))[:200] for name in ("title", "address")]
    latitude, longitude = message.get("latitude"), message.get("longitude")
    there = [one for one in (latitude, longitude) if isinstance(one, int | float) and not isinstance(one, bool)]
    if len(there) == 2 and abs(there[0]) <= 90 and abs(there[1]) <= 180:
        words.append(f"({there[0]:.5f}, {there[1]:.5f})")
    return " ".join(one for one in words if one)


def _text(value: Any) -> str:
    return plain(value[:LONGEST_TEXT], lines=True) if isinstance(value, str) else ""


def _short(value: Any) -> str:
    return value[:LONGEST_MARK] if isinstance(value, str) else ""
