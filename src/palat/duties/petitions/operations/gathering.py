"""Gathering near-identical petitions into campaigns, for each petition once, when its keys are made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from palat.duties.petitions.models import Campaign, CampaignPetition, Petition
from palat.duties.petitions.queries.like_texts import COLUMNS, told_of
from palat.kernel.history import ids
from palat.kernel.language.likeness import Told, band_keys, same_words
from palat.kernel.notices.operations.telling import tell_official
from palat.kernel.organisation.queries import officials_holding
from palat.kernel.reading import led_by_keys

SAME_WORDS = 0.8
WITHIN_DAYS, LEAST = 30, 10  # so many within so many days
FEWEST_WORDS = 12  # what everyone writes alike in a line is no campaign
SHARED_BANDS = 4  # of twenty; texts of which four fifths of the words agree share about ten
LOOKED_AT = 20_000

# Petitions of some days that share bands with one, whatever campaign they are of; the likest first. Those that share
# bands are few and looked up first: led to the days first, the database would read all that came in them.
NEAR = """
WITH sharing AS MATERIALIZED (
  SELECT matter_id, keys FROM petitions_likenesskeys WHERE keys && %(bands)s::int[] LIMIT %(looked_at)s
)
SELECT matter_id FROM (
  SELECT k.matter_id, (SELECT count(*) FROM unnest(k.keys) key WHERE key = ANY(%(bands)s::int[])) AS shared
  FROM sharing k JOIN matters_matter m ON m.id = k.matter_id
  WHERE m.received_at >= %(since)s AND m.received_at < %(until)s AND m.restricted = '' AND m.secrecy = 0
    AND NOT EXISTS (SELECT FROM petitions_campaignpetition c WHERE c.matter_id = k.matter_id)
) AS near WHERE shared >= %(least)s ORDER BY shared DESC, matter_id
"""


@dataclass(frozen=True)
class Came:
    """A petition that came, as it is compared."""

    matter_id: int
    told: Told


def gather(came: Sequence[Came], *, at: datetime) -> None:
    """Put each petition into the campaign whose words it has; begin one where enough alike came within some days."""
    long_enough = [one for one in came if len(set(one.told.words)) >= FEWEST_WORDS and one.told.day]
    if not long_enough:
        return
    live = _live(min(day_of(one) for one in long_enough))
    taken: set[int] = set()
    for one in long_enough:
        if one.matter_id in taken or _joins(one, live, at):
            continue
        campaign, members = _begun(one, at)
        if campaign:
            live.append((campaign, one.told, frozenset(band_keys(one.told))))
            taken |= members


def day_of(one: Came) -> date:
    """Return the day on which a petition came; one without a day is never gathered."""
    return one.told.day or date.min


Live = list[tuple[Campaign, Told, frozenset[int]]]


def _live(day: date) -> Live:
    """Return the campaigns that grew lately, with the words of their first petition and its bands."""
    grown = list(Campaign.objects.filter(last_on__gte=day - timedelta(days=WITHIN_DAYS)).order_by("pk"))
    rows = Petition.objects.filter(pk__in=[one.first_id for one in grown]).values_list(*COLUMNS)
    told = {row[0]: told_of(row) for row in rows}
    return [(one, told[one.first_id], frozenset(band_keys(told[one.first_id]))) for one in grown]


def _joins(one: Came, live: Live, at: datetime) -> bool:
    bands = frozenset(band_keys(one.told))
    for campaign, told, known in live:
        if len(bands & known) < SHARED_BANDS or abs((day_of(one) - campaign.last_on).days) > WITHIN_DAYS:
            continue
        same = same_words(one.told, told)
        if same >= SAME_WORDS:
            _add(campaign, [(one, same)], at)
            return True
    return False


def _begun(one: Came, at: datetime) -> tuple[Campaign | None, set[int]]:
    """Begin a campaign with all that have the words of one, where they are enough. Returns it and who is in it."""
    alike = _alike(one)
    if len(alike) < LEAST:
        return None, set()
    first = min(alike, key=lambda pair: (day_of(pair[0]), pair[0].matter_id))[0]
    last_on = max(day_of(other) for other, _same in alike)
    campaign = Campaign.objects.create(id=ids.take(), first_id=first.matter_id, found_at=at, last_on=last_on)
    _add(campaign, alike, at)
    _tell_of(campaign, at)
    return campaign, {other.matter_id for other, _same in alike}


def _alike(one: Came) -> list[tuple[Came, float]]:
    """Return the petitions of the days before that have the words of one, itself among them."""
    bands = band_keys(one.told)
    with led_by_keys() as cursor:
        day = day_of(one)
        values: dict[str, Any] = {
            "bands": bands,
            "since": day - timedelta(days=WITHIN_DAYS),
            "until": day + timedelta(days=2),  # of the legal day's end in whatever zone the server keeps
            "least": SHARED_BANDS,
            "looked_at": LOOKED_AT,
        }
        cursor.execute(NEAR, values)
        numbers = [number for (number,) in cursor.fetchall()]
    if len(numbers) < LEAST:
        return []
    rows = Petition.objects.filter(pk__in=numbers).values_list(*COLUMNS)
    compared = [(other, same_words(one.told, other.told)) for other in (Came(row[0], told_of(row)) for row in rows)]
    return [pair for pair in compared if pair[1] >= SAME_WORDS]


def _add(campaign: Campaign, alike: Sequence[tuple[Came, float]], at: datetime) -> None:
    rows = [
        CampaignPetition(
            matter_id=one.matter_id,
            campaign=campaign,
            same_percent=round(same * 100),
            received_on=day_of(one),
            found_at=at,
        )
        for one, same in alike
    ]
    CampaignPetition.objects.bulk_create(rows, ignore_conflicts=True)
    latest = max(day_of(one) for one, _same in alike)
    if latest > campaign.last_on:
        campaign.last_on = latest
        campaign.save(update_fields=["last_on"])


def _tell_of(campaign: Campaign, at: datetime) -> None:
    """Tell those who lead the shifts that many came in the same words: nothing of what they say."""
    for holding in officials_holding("shift_leader", on=campaign.last_on):
        link = reverse("campaign_page", args=[campaign.pk])
        tell_official(official_id=holding.official_id, subject=_("พบเรื่องถ้อยคำเดียวกันหลายราย"), link=link, at=at)
