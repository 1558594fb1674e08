"""แฟ้มเสนอ: what lies before someone, and one file as a decider sees it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from palat.kernel.matters.authority import UNIT_ROLES, Actor
from palat.kernel.matters.models import Bar, Opinion, Submission
from palat.kernel.matters.procedure import PURPOSES, SECRECIES
from palat.kernel.organisation.procedure import Authority
from palat.kernel.organisation.queries import units_below

SECRET_FROM = 2  # ลับมาก and above are decided on paper, never shown on this page


@dataclass(frozen=True)
class Waiting:
    """One file in the decision queue."""

    code: str
    question: str
    submitted_at: datetime
    due_on: date | None
    urgency: int


def waiting_for(by: Actor) -> list[tuple[str, list[Waiting]]]:
    """Return what lies before the viewer, grouped by purpose, the nearest last day first."""
    groups = []
    files = list(_open_for(by))
    for purpose, label in PURPOSES:
        rows = [_waiting(one) for one in files if one.purpose == purpose]
        if rows:
            groups.append((_(label), rows))
    return groups


def _open_for(by: Actor) -> QuerySet[Submission]:
    authority = by.authority
    if authority is None:
        return Submission.objects.none()
    barred = Q(official_id=authority.official_id)
    if authority.agency_ids():
        barred |= Q(agency_id__in=authority.agency_ids())
    highest = min(authority.clearance(), SECRET_FROM - 1)
    return (
        Submission.objects.filter(_before(authority), decided_at=None, matter__secrecy__lte=highest)
        .exclude(Exists(Bar.objects.filter(barred, matter_id=OuterRef("matter_id"))))
        .select_related("matter")
        .order_by("matter__urgency", "due_on", "submitted_at")
    )


def _before(authority: Authority) -> Q:
    """Return the condition that a file lies before someone: a role of a unit only for that unit's matters."""
    mine = Q(pk__in=())
    for role, unit_id, _agency in authority.places():
        lies = Q(role=role)
        if role in UNIT_ROLES and unit_id is not None:
            lies &= Q(matter__unit=None) | Q(matter__unit_id__in=units_below(unit_id))
        mine |= lies
    return mine


def _waiting(one: Submission) -> Waiting:
    matter = one.matter
    return Waiting(matter.code, str(one.brief.get("question", "")), one.submitted_at, one.due_on, matter.urgency)


@dataclass(frozen=True)
class DecisionFile:
    """One file as a decider sees it on one screen: never who the petitioner is, never a score."""

    matter_id: int
    code: str
    seen: int
    submission_id: int
    purpose: str
    brief: dict[str, Any]
    options: list[str]
    due_on: date | None
    opinions: list[Opinion]
    last_level: bool
    secrecy: str


class NotBefore(Exception):
    """No file of this code lies before the viewer."""


def decision_file(*, code: str, by: Actor) -> DecisionFile:
    """Return the file of a code that lies before the viewer. Raises: NotBefore."""
    one = _open_for(by).filter(matter__code=code).first()
    if one is None:
        raise NotBefore(code)
    return DecisionFile(
        matter_id=one.matter_id,
        code=one.matter.code,
        seen=one.matter.head_seq,
        submission_id=one.pk,
        purpose=_(dict(PURPOSES)[one.purpose]),
        brief=one.brief,
        options=list(one.brief.get("options") or [])[:3],
        due_on=one.due_on,
        opinions=list(Opinion.objects.filter(submission=one).select_related("official").order_by("at")),
        last_level=one.step + 1 >= len(one.chain),
        secrecy=_(dict(SECRECIES)[one.matter.secrecy]) if one.matter.secrecy else "",
    )


def was_decided(matter_id: int) -> bool:
    """Say whether a decider decided on a matter; a draft sent back is no decision."""
    decided = Submission.objects.filter(matter_id=matter_id, decided_at__isnull=False)
    return decided.exclude(decision="returned").exists()
