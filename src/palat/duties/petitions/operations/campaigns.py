"""Making one case of a campaign by one act, and undoing it. Each petition keeps its code, petitioner and history."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from palat.duties.petitions.models import Campaign, CampaignPetition
from palat.duties.petitions.operations import merging
from palat.duties.petitions.queries.campaigns import case_of, may_merge, merged, set_apart, waiting
from palat.kernel.history.operations import append
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations import links
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.matters.operations.rehearsal import refusals_of
from palat.kernel.matters.queries.visibility import visible


def chain_of(campaign_id: int) -> str:
    """Return the history of a campaign: who judged what of it."""
    return f"campaign:{campaign_id}"


@dataclass(frozen=True)
class Preview:
    """What one act would merge: those that would go, those that would not and why, and the case proposed for them."""

    ready: list[CampaignPetition]
    refused: list[tuple[CampaignPetition, str]]
    proposed: str


def preview(campaign: Campaign, *, by: Actor, at: datetime) -> Preview:
    """Return what merging would do now; the case proposed is the one there is, else the first that is in hand."""
    found = list(waiting(campaign, by))
    refusals = refusals_of("merge", matter_ids=[one.pk for one in found], by=by, at=at)
    case = case_of(campaign, by)
    if case is None or case.closed_at:
        open_ones = [one.matter for one in found if one.matter.closed_at is None]
        case = min(open_ones, key=lambda one: (one.officer_id is None, one.received_at, one.pk), default=None)
    ready = [one for one in found if one.pk not in refusals and one.matter != case]
    return Preview(ready, [(one, refusals[one.pk]) for one in found if one.pk in refusals], case.code if case else "")


@dataclass(frozen=True)
class Merged:
    """How many petitions went into the case, how many were set apart, how many could not go."""

    count: int
    apart: int
    refused: int


@transaction.atomic
def merge(
    *, campaign_id: int, code: str, by: Actor, at: datetime, shown_at: datetime, apart: Collection[int], reason: str
) -> Merged:
    """Make one case of a campaign: all of it that its maker was shown, but for those set apart.

    `shown_at`: when the page was made; what the job found later waits for another look. Those that cannot be merged
    now stay as they are. Raises: UnableToAct where none can go, or for a case that is classified or restricted.
    """
    campaign = Campaign.objects.select_for_update().get(pk=campaign_id)
    into_id = merging.case_named(code, by)
    if not visible(by).filter(pk=into_id, restricted="", secrecy=0).exists():
        raise UnableToAct(_("เรื่องลับและเรื่องในคิวจำกัดผู้เห็นเป็นเรื่องหลักของเรื่องถ้อยคำเดียวกันไม่ได้"))
    shown = set(waiting(campaign, by).filter(found_at__lte=shown_at).values_list("pk", flat=True)) - {into_id}
    left_out = shown & set(apart)
    refused = refusals_of("merge", matter_ids=shown - left_out, by=by, at=at)
    joining = shown - left_out - set(refused)
    if not joining:
        raise UnableToAct(_("ไม่มีเรื่องที่รวมได้ โปรดตรวจรายการอีกครั้ง"))
    CampaignPetition.objects.filter(pk__in=left_out).update(apart=True)
    count = merging.merge(matter_ids=joining, into_id=into_id, by=by, at=at, reason=reason)
    campaign.case_id = into_id
    campaign.save(update_fields=["case"])
    done = Merged(count, len(left_out), len(refused))
    _tell(campaign_id, "campaign_merged", by, at, into=into_id, **done.__dict__)
    return done


@transaction.atomic
def take_apart(*, campaign_id: int, by: Actor, at: datetime, reason: str) -> int:
    """Take every petition of a campaign out of its case again; each goes on by itself. Returns how many.

    Raises: NotAuthorised; UnableToAct where there is nothing to take out.
    """
    campaign = Campaign.objects.select_for_update().get(pk=campaign_id)
    numbers = list(merged(campaign, by).values_list("pk", flat=True))
    if not numbers:
        raise UnableToAct(_("ไม่มีเรื่องที่รวมไว้ให้แยก"))
    count = links.unmerge(matter_ids=numbers, by=by, at=at, reason=reason)
    campaign.case = None
    campaign.save(update_fields=["case"])
    _tell(campaign_id, "campaign_taken_apart", by, at, count=count)
    return count


@transaction.atomic
def bring_back(*, campaign_id: int, matter_id: int, by: Actor, at: datetime) -> None:
    """Count a petition that was set apart as one of the campaign again. Raises: NotAuthorised, UnableToAct."""
    if not may_merge(by):
        raise NotAuthorised(_("คุณไม่มีอำนาจรวมเรื่อง"))
    campaign = Campaign.objects.select_for_update().get(pk=campaign_id)
    if not set_apart(campaign, by).filter(pk=matter_id).exists():
        raise UnableToAct(_("ไม่พบเรื่องที่แยกไว้"))
    CampaignPetition.objects.filter(pk=matter_id).update(apart=False)
    _tell(campaign_id, "campaign_brought_back", by, at, matter=matter_id)


def _tell(campaign_id: int, kind: str, by: Actor, at: datetime, **facts: int) -> None:
    append(chain=chain_of(campaign_id), kind=kind, at=at, actor=by.ref, facts=facts)
