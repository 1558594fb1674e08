"""Campaigns: many petitions in the same words, how they grow, and what of them is not in the one case yet.

What is restricted or classified, or what the viewer may not open, is neither shown nor counted.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, IntegerField, Max, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from palat.duties.petitions.models import Campaign, CampaignPetition, Petition
from palat.duties.petitions.procedure.petition import PETITION_1
from palat.duties.petitions.queries.listing import may_list
from palat.kernel.matters.authority import Actor, held_roles
from palat.kernel.matters.queries.visibility import Matter, visible

WEEK_DAYS = 7
MOST_DAYS = 60  # of growth that are shown
MOST_SHOWN = 200  # petitions on a page; the most doubtful first


def members(by: Actor) -> QuerySet[CampaignPetition]:
    """Return the petitions of campaigns that someone may open; those set apart are no longer of them."""
    return _of(by).filter(apart=False)


def _of(by: Actor) -> QuerySet[CampaignPetition]:
    return CampaignPetition.objects.filter(matter__in=visible(by).filter(restricted="", secrecy=0))


def campaigns(by: Actor, *, today: date) -> QuerySet[Campaign]:
    """Return the campaigns of which someone may open a petition, with what a list shows of each."""
    if not may_list(by):
        return Campaign.objects.none()
    own = members(by).filter(campaign=OuterRef("pk")).order_by()
    waiting = own.filter(matter__merged_into=None, matter__closed_at=None).exclude(matter=Coalesce(OuterRef("case"), 0))

    def number(rows: QuerySet[CampaignPetition]) -> Coalesce:
        counted = rows.values("campaign").annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(counted, output_field=IntegerField()), 0)

    def day(of: Max | Min) -> Subquery:
        return Subquery(own.values("campaign").annotate(day=of).values("day"))

    return Campaign.objects.annotate(
        number=number(own),
        waiting=number(waiting),
        today=number(own.filter(received_on=today)),
        week=number(own.filter(received_on__gt=today - timedelta(days=WEEK_DAYS))),
        first_day=day(Min("received_on")),
        last_day=day(Max("received_on")),
        subject=Subquery(own.order_by("received_on", "pk").values("matter__subject")[:1]),
    ).filter(number__gt=0)


def campaign_of(number: int, by: Actor, *, today: date) -> Campaign | None:
    """Return one campaign if someone may open a petition of it."""
    return campaigns(by, today=today).filter(pk=number).first()


def may_merge(by: Actor) -> bool:
    """Say whether someone holds a role that merges petitions; each act asks for the very petition again."""
    return bool(held_roles(by.authority) & {who.role for who in PETITION_1.move("merge")[1].who})


def may_take_apart(by: Actor) -> bool:
    """Say whether someone holds a role that takes petitions out of a case."""
    return bool(held_roles(by.authority) & {who.role for who in PETITION_1.move("unmerge")[1].who})


@dataclass(frozen=True)
class Grown:
    """How many came on a day, and how many by then."""

    day: date
    number: int
    by_then: int


def growth(campaign: Campaign, by: Actor) -> list[Grown]:
    """Return how many came on each day, days without any too; of a long time its last days."""
    counted = (
        members(by).filter(campaign=campaign).values("received_on").annotate(n=Count("pk")).order_by("received_on")
    )
    by_day = dict(counted.values_list("received_on", "n"))
    if not by_day:
        return []
    first, last = min(by_day), max(by_day)
    grown, so_far = [], 0
    for step in range((last - first).days + 1):
        day = first + timedelta(days=step)
        number = by_day.get(day, 0)
        so_far += number
        grown.append(Grown(day, number, so_far))
    return grown[-MOST_DAYS:]


def case_of(campaign: Campaign, by: Actor) -> Matter | None:
    """Return the one case as it stands today, where it was itself merged the case that took it in."""
    case = campaign.case
    case_id = case.merged_into_id or case.pk if case else None
    return visible(by).filter(pk=case_id).first() if case_id else None


def waiting(campaign: Campaign, by: Actor) -> QuerySet[CampaignPetition]:
    """Return the petitions that are not merged yet, the most doubtful first."""
    case = case_of(campaign, by)
    found = members(by).filter(campaign=campaign, matter__merged_into=None)
    return found.exclude(matter=case).select_related("matter", "matter__area").order_by("same_percent", "matter_id")


def merged(campaign: Campaign, by: Actor) -> QuerySet[CampaignPetition]:
    """Return the petitions that are in the one case, as far as someone may open them."""
    case = case_of(campaign, by)
    return members(by).filter(campaign=campaign, matter__merged_into=case) if case else CampaignPetition.objects.none()


def set_apart(campaign: Campaign, by: Actor) -> QuerySet[CampaignPetition]:
    """Return the petitions that an officer set apart."""
    return _of(by).filter(campaign=campaign, apart=True).select_related("matter").order_by("matter_id")


@dataclass(frozen=True)
class Place:
    """Which campaign a petition is of, and how many the viewer may open of it."""

    campaign_id: int
    number: int


def places(matter_ids: Collection[int], by: Actor) -> dict[int, Place]:
    """Return the campaign of each petition that is of one, or is the case of one."""
    found = members(by).filter(matter_id__in=matter_ids).values_list("matter_id", "campaign_id")
    of = {**dict(Campaign.objects.filter(case__in=matter_ids).values_list("case_id", "pk")), **dict(found)}
    counts = members(by).filter(campaign__in=set(of.values())).values("campaign").annotate(n=Count("pk"))
    numbers = dict(counts.values_list("campaign", "n"))
    return {one: Place(campaign, numbers[campaign]) for one, campaign in of.items() if one and campaign in numbers}


def words_of(campaign: Campaign, by: Actor) -> str:
    """Return what was said, in the words of the first petition that someone may open."""
    found = members(by).filter(campaign=campaign).order_by("received_on", "pk").values_list("matter_id", flat=True)
    return Petition.objects.values_list("text", flat=True).get(pk=found[0]) if found else ""
