"""What petitioners who left an e-mail address and liaisons of agencies were told lately, and what did not arrive."""

import random
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.urls import reverse

from palat.duties.petitions.demo.office import Office
from palat.duties.petitions.models import Petition
from palat.duties.petitions.operations.answers import tell_not_reached
from palat.duties.petitions.operations.outgoing import news_of
from palat.duties.petitions.procedure.words import REFERRAL
from palat.kernel.calendar.counting import BANGKOK, legal_date
from palat.kernel.matters.queries.tracks import opened_since
from palat.kernel.notices.operations.past import Past, keep
from palat.kernel.notices.operations.telling import News, mark_read, tell_official
from palat.kernel.notices.procedure import TROUBLE

DAYS = 60
# How far a mail came, and how often; a few need a person to look.
ENDS = {
    ("sent", ""): 52,
    ("delivered", ""): 40,
    ("bounced", "no_mailbox"): 3,
    ("bounced", "mailbox_full"): 2,
    ("given_up", "unavailable"): 1,
    ("unsure", "cut_off"): 2,
}
OPENED, READ = 0.6, 0.8
LIAISONS_DAYS = 4


def fill(office: Office) -> None:
    """Fill in the notices, and tell the officers of those who were not reached."""
    rng = office.rng("notices")
    told = list(_told(office, rng))
    office.filled["notices"] = keep(told)
    _tell_liaisons(office, rng)
    lately = office.now - timedelta(days=10)
    for one in told:
        if one.state in TROUBLE and one.at > lately:
            number, surely = int(one.news.about.removeprefix("matter:")), one.state != "unsure"
            tell_not_reached(matter_id=number, surely=surely, at=one.at + timedelta(minutes=2))


def _tell_liaisons(office: Office, rng: random.Random) -> None:
    """Tell liaisons of what came to their agencies; what came before today is mostly read."""
    today = datetime.combine(legal_date(office.now), time.min, tzinfo=BANGKOK)
    for track, at in opened_since(REFERRAL, office.days_ago(LIAISONS_DAYS)):
        liaison = office.answers_for(track.agency_id)
        if liaison is None or liaison.official_id is None:
            continue
        news = News("petition.referral", about=f"matter:{track.matter_id}", values={"reference": track.reference})
        link = reverse("agency_track", args=[track.id])
        one = tell_official(official_id=liaison.official_id, subject=news.headline(), link=link, at=at)
        if at < today and rng.random() < READ:
            mark_read(
                official_id=liaison.official_id, at=at + timedelta(minutes=rng.randrange(3, 300)), notice_id=one.pk
            )


def _told(office: Office, rng: random.Random) -> Iterator[Past]:
    since = office.now - timedelta(days=DAYS)
    written = Petition.objects.filter(answer_by="email", person__isnull=False, matter__received_at__gte=since)
    rows = written.order_by("matter__received_at", "text")
    columns = ("pk", "person_id", "matter__code", "matter__received_at", "told_at")
    for number, person_id, code, received_at, told_at in rows.values_list(*columns):
        for what, at in (("received", received_at), ("result", told_at)):
            if at is not None and at <= office.now:
                yield _past(office, rng, Past(person_id or 0, news_of(number, code, what), at))


def _past(office: Office, rng: random.Random, one: Past) -> Past:
    state, failure = rng.choices(tuple(ENDS), tuple(ENDS.values()))[0]
    return Past(one.person_id, one.news, one.at, state, failure, _opened(office, rng, one.at, state))


def _opened(office: Office, rng: random.Random, at: datetime, state: str) -> datetime | None:
    opened = at + timedelta(minutes=rng.expovariate(1 / 90))
    reached = state in {"sent", "delivered"} and rng.random() < OPENED
    return opened if reached and opened <= office.now else None
