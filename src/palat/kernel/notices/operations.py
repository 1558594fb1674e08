"""Everything that goes out: e-mail to petitioners and agencies, notices on the desk.

A notice never carries the content of a matter, only that there is news and where to read it.
"""

from collections.abc import Mapping
from datetime import datetime

from django.core.mail import EmailMessage
from django.db import transaction

from palat.kernel.history import ids
from palat.kernel.identities.operations import open_for_dispatch
from palat.kernel.jobs.operations import enqueue
from palat.kernel.notices.models import Notice


class NoAddress(Exception):
    """The person left no address for this channel."""


def email(
    *, subject: str, body: str, at: datetime, person_id: int | None = None, address: str = "", link: str = ""
) -> Notice:
    """Send an e-mail by a job: to a sealed person, or to the address of an agency or official."""
    with transaction.atomic():
        notice = Notice.objects.create(
            id=ids.take(),
            channel="email",
            person_id=person_id,
            address=address,
            subject=subject,
            body=body,
            link=link,
            made_at=at,
        )
        enqueue("notices.deliver", notice_id=notice.pk)
    return notice


def tell_official(*, official_id: int, subject: str, link: str, at: datetime) -> Notice:
    """Put a notice on an official's desk."""
    return Notice.objects.create(
        id=ids.take(),
        channel="inapp",
        official_id=official_id,
        subject=subject,
        body="",
        link=link,
        made_at=at,
        sent_at=at,
    )


def tell_officials(*, subjects: Mapping[int, str], link: str, at: datetime) -> int:
    """Put a notice of its own on the desk of each official, in one statement. Returns how many."""
    made = [
        Notice(id=ids.take(), channel="inapp", official_id=official, subject=subject, link=link, made_at=at, sent_at=at)
        for official, subject in subjects.items()
    ]
    Notice.objects.bulk_create(made)
    return len(made)


def deliver(*, notice_id: int, at: datetime) -> None:
    """Send one e-mail; one already sent is not sent again.

    Raises: NoAddress for a person who left none; SMTP's own errors, so that the job is tried again.
    """
    notice = Notice.objects.get(pk=notice_id)
    if notice.sent_at:
        return
    # The opening of a sealed address is recorded and kept, whatever becomes of the sending.
    to = notice.address
    if notice.person_id:
        to = open_for_dispatch(notice.person_id, purpose="notice", at=at).get("email", "")
    if not to:
        raise NoAddress(notice_id)
    text = f"{notice.body}\n\n{notice.link}" if notice.link else notice.body
    with transaction.atomic():
        # Held while it is being sent: a second worker with the same job waits, and then finds it sent.
        if Notice.objects.select_for_update().filter(pk=notice_id, sent_at=None).exists():
            EmailMessage(subject=notice.subject, body=text, to=[to]).send()
            Notice.objects.filter(pk=notice_id).update(sent_at=at)


def mark_read(*, official_id: int, at: datetime) -> int:
    """Mark an official's notices as read. Returns how many."""
    return Notice.objects.filter(official_id=official_id, read_at=None).update(read_at=at)
