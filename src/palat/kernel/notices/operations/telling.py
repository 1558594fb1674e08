"""Making notices: each is a row with its state, written in the act that owes it; a job sends it.

A notice never carries the content of a matter, only that there is news and where to read it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from palat.kernel.history import ids
from palat.kernel.jobs.operations import current_job, enqueue
from palat.kernel.notices.marks import LINK, mark_of, notice_of
from palat.kernel.notices.models import Notice
from palat.kernel.notices.procedure import CHANNELS, NONE
from palat.kernel.notices.queries.wishes import way_to
from palat.kernel.notices.queries.wording import words_in_force
from palat.kernel.notices.wording import filled


@dataclass(frozen=True)
class News:
    """What is told: which kind of news, about what, where to read it, the values of its words."""

    kind: str
    about: str = ""
    link: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    def words(self, language: str, *, link: str) -> tuple[dict[str, str], int | None]:
        """Return subject, body and short words in a language, and the version of which they are."""
        held = words_in_force(self.kind)
        values = {**self.values, "link": link}
        return {part: filled(text, values) for part, text in held.words[language].items()}, held.version_id

    def headline(self) -> str:
        """Return its subject in Thai, for the desk."""
        return self.words("th", link="")[0]["subject"][:300]


def tell_person(*, person_id: int, news: News, at: datetime) -> Notice | None:
    """Tell a citizen by the way and in the language of their choice. None: no way to, or none wanted."""
    way = way_to(person_id)
    if way.channel in {"", NONE}:
        return None
    return _tell(news, way.channel, way.language, at, person_id=person_id)


def tell_by_mail(*, address: str, news: News, at: datetime, language: str = "th") -> Notice | None:
    """Tell an agency or an official at an address of theirs."""
    return _tell(news, "email", language, at, address=address)


def _tell(news: News, channel: str, language: str, at: datetime, **to: Any) -> Notice | None:
    number = ids.take()
    link = f"{news.link}?n={mark_of(number, LINK)}" if to.get("person_id") and news.link else news.link
    words, version_id = news.words(language, link=link)
    return put(
        Notice(
            id=number,
            kind=news.kind,
            channel=channel,
            language=language,
            about=news.about,
            subject=words["subject"][:300],
            body=words["short"] if CHANNELS[channel].short else words["body"],
            link=link[:300],
            wording_id=version_id,
            made_at=at,
            cause=_cause(news, to),
            **to,
        )
    )


def _cause(news: News, to: Mapping[str, Any]) -> str:
    """Return what made a notice: one job makes the same news to the same person once, however often it runs."""
    job = current_job()
    if job is None:
        return ""
    whom = f"p{to['person_id']}" if to.get("person_id") else str(to.get("address", ""))
    return f"job:{job}|{news.kind}|{news.about}|{whom}"[:120]


@transaction.atomic
def put(notice: Notice, *, priority: int = 0) -> Notice | None:
    """Put a notice into the outbox with the job that sends it. None: it is there already."""
    notice.next_at = notice.next_at or notice.made_at
    if notice.cause and Notice.objects.filter(cause=notice.cause).exists():
        return None
    notice.save(force_insert=True)
    enqueue("notices.deliver", notice_id=notice.pk, priority=priority)
    return notice


def tell_official(*, official_id: int, subject: str, link: str, at: datetime) -> Notice:
    """Put a notice on an official's desk. `subject`: in Thai, whatever the language of the screen on which one acts."""
    notice = _on_desk(official_id, subject, link, at)
    notice.save(force_insert=True)
    return notice


def tell_officials(*, subjects: Mapping[int, str], link: str, at: datetime) -> int:
    """Put a notice of its own on the desk of each official, in one statement. Returns how many."""
    made = [_on_desk(official, subject, link, at) for official, subject in subjects.items()]
    Notice.objects.bulk_create(made)
    return len(made)


def _on_desk(official_id: int, subject: str, link: str, at: datetime) -> Notice:
    return Notice(
        id=ids.take(),
        channel="inapp",
        official_id=official_id,
        subject=subject,
        link=link,
        made_at=at,
        sent_at=at,
        state="sent",
    )


def mark_read(*, official_id: int, at: datetime, notice_id: int | None = None) -> int:
    """Mark an official's notices as read, or one of them. Returns how many."""
    unread = Notice.objects.filter(official_id=official_id, read_at=None, channel="inapp")
    return (unread.filter(pk=notice_id) if notice_id else unread).update(read_at=at)


def mark_opened(*, mark: str, about: str, at: datetime) -> bool:
    """Note that the link in a citizen's notice was opened. A mark of another matter, or not ours, is ignored."""
    number = notice_of(mark, LINK)
    return bool(number and Notice.objects.filter(pk=number, about=about, read_at=None).update(read_at=at))
