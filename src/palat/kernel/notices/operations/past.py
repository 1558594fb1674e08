"""Notices that come with a past, for the demo office: as they would stand now, without anything being sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from palat.kernel.history import ids
from palat.kernel.notices.models import Notice
from palat.kernel.notices.operations.telling import News

TAKEN = timedelta(seconds=4)
STATUS = {"no_mailbox": "SMTP 550 5.1.1", "mailbox_full": "SMTP 552 5.2.2", "unavailable": "SMTP 451 4.3.0"}


@dataclass(frozen=True)
class Past:
    """A mail to a citizen as it went: how far it came, why not farther, when its link was opened."""

    person_id: int
    news: News
    at: datetime
    state: str = "sent"
    failure: str = ""
    read_at: datetime | None = None


def keep(told: Sequence[Past]) -> int:
    """Keep these notices. Returns how many."""
    Notice.objects.bulk_create([_notice(one) for one in told], batch_size=1000)
    return len(told)


def _notice(one: Past) -> Notice:
    words, version_id = one.news.words("th", link=one.news.link)
    taken = one.state in {"sent", "delivered", "bounced"}
    return Notice(
        id=ids.take(),
        kind=one.news.kind,
        channel="email",
        person_id=one.person_id,
        about=one.news.about,
        wording_id=version_id,
        subject=words["subject"][:300],
        body=words["body"],
        link=one.news.link[:300],
        state=one.state,
        attempts=8 if one.state == "given_up" else 1,
        made_at=one.at,
        sent_at=one.at + TAKEN if taken else None,
        delivered_at=one.at + 5 * TAKEN if one.state == "delivered" else None,
        ended_at=None if one.state in {"sent", "delivered"} else one.at + timedelta(minutes=2),
        read_at=one.read_at,
        failure=one.failure,
        status=STATUS.get(one.failure, ""),
    )
