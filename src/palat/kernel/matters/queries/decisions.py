"""แฟ้มเสนอ: what lies before someone, and one file as a decider sees it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from palat.kernel.matters import briefs
from palat.kernel.matters.authority import UNIT_ROLES, Actor, Place, basis_for, presents_for
from palat.kernel.matters.models import Link, Matter, Opinion, Submission
from palat.kernel.matters.procedure import PURPOSES, SECRECIES
from palat.kernel.matters.queries.orders import OrderLine, order_lines, orders_for
from palat.kernel.matters.queries.visibility import is_named
from palat.kernel.matters.registry import procedure as procedure_of
from palat.kernel.matters.registry import procedures
from palat.kernel.organisation.procedure import ROLES, Authority
from palat.kernel.organisation.queries import agency_name, official_names, unit_and_above, units_below

SECRET_FROM = 2  # ลับมาก and above are decided on paper, never shown on this page
MOVES = ("decide", "endorse", "return_draft", "present", "record_decision", "withdraw_recorded", "confirm_decision")
PRESENTERS = frozenset({"decider_secretary"})  # they see what lies before their own deciders, and no other


@dataclass(frozen=True)
class Waiting:
    """One file in the decision queue."""

    submission_id: int
    code: str
    question: str
    role: str
    submitted_at: datetime
    due_on: date | None
    urgency: int
    presented: bool
    recorded: bool


def waiting_for(by: Actor) -> list[tuple[str, list[Waiting]]]:
    """Return what lies before the viewer, grouped by purpose, in the secretary's order, then the nearest last day."""
    groups = []
    files = list(open_for(by))
    for purpose, label in PURPOSES:
        rows = [_waiting(one) for one in files if one.purpose == purpose]
        if rows:
            groups.append((_(label), rows))
    return groups


def waiting_by_decider(by: Actor) -> list[tuple[str, list[Waiting]]]:
    """Return what lies before the deciders of a secretary, decider by decider."""
    authority = by.authority
    roles = presents_for(authority) if authority else frozenset()
    files = [one for one in open_for(by) if one.role in roles]
    levels = sorted(roles, key=lambda role: -ROLES[role].level)
    return [
        (_(ROLES[role].label), [_waiting(one) for one in files if one.role == role])
        for role in levels
        if any(one.role == role for one in files)
    ]


def open_for(by: Actor) -> QuerySet[Submission]:
    """Return the open files before a viewer: of the posts held, never of a matter that names the viewer."""
    authority = by.authority
    if authority is None:
        return Submission.objects.none()
    highest = min(authority.clearance(), SECRET_FROM - 1)
    return (
        Submission.objects.filter(_before(authority), decided_at=None, matter__secrecy__lte=highest)
        .exclude(is_named(authority, "matter_id"))
        .select_related("matter")
        .order_by("place", "matter__urgency", "due_on", "submitted_at")
    )


def _before(authority: Authority) -> Q:
    """Return the condition that a file lies before someone: a role of a unit only for that unit's matters."""
    mine = Q(role__in=presents_for(authority))
    for role, unit_id, _agency in authority.places():
        lies = Q(role=role)
        if role in UNIT_ROLES and unit_id is not None:
            lies &= Q(matter__unit=None) | Q(matter__unit_id__in=units_below(unit_id))
        mine |= lies
    return mine | _to_confirm(authority)


def _to_confirm(authority: Authority) -> Q:
    """Return the condition that an order was taken down which the viewer may confirm, by the matter's procedure."""
    confirming = Q(pk__in=[])
    for procedure in procedures():
        moves = [move for move in procedure.main.moves if move.code == "confirm_decision"]
        roles = {who.role for move in moves for who in move.who if who.role not in PRESENTERS}
        for role, unit_id, _agency in authority.places():
            if role in roles:
                own = Q(matter__procedure=procedure.code, matter__version=procedure.version)
                if role in UNIT_ROLES and unit_id is not None:
                    own &= Q(matter__unit_id__in=units_below(unit_id))
                confirming |= own
    return confirming & Q(matter__restricted="") & ~Q(recorded={})


def _waiting(one: Submission) -> Waiting:
    matter = one.matter
    return Waiting(
        submission_id=one.pk,
        code=matter.code,
        question=str(one.brief.get("question", "")),
        role=_(ROLES[one.role].label),
        submitted_at=one.submitted_at,
        due_on=one.due_on,
        urgency=matter.urgency,
        presented=one.presented_at is not None,
        recorded=bool(one.recorded),
    )


@dataclass(frozen=True)
class OpinionLine:
    """The opinion of one level: by post and date; for a paper or spoken order, who took it down."""

    post: str
    act: str
    words: str
    at: datetime
    opened: bool | None
    recorded_by: str = ""
    confirmed_by: str = ""


@dataclass(frozen=True)
class Item:
    """One item of the draft order, its agency by name."""

    words: str
    agency_id: int
    agency: str
    due_on: date | None


@dataclass(frozen=True)
class Recorded:
    """An order taken down from paper or word, which waits for a second person."""

    decision: str
    words: str
    way: str
    by: str
    at: datetime
    scans: tuple[int, ...]
    items: tuple[Item, ...]
    mine: bool


@dataclass(frozen=True)
class DecisionFile:
    """One file as a decider sees it on one screen: never who the petitioner is, never a score."""

    matter_id: int
    code: str
    seen: int
    submission_id: int
    purpose: str
    brief: briefs.Brief
    items: tuple[Item, ...]
    due_on: date | None
    opinions: list[OpinionLine]
    earlier: list[OrderLine]
    levels: list[str]
    last_level: bool
    secrecy: str
    accusing: bool
    may: frozenset[str]
    recorded: Recorded | None
    role: str


class NotBefore(Exception):
    """No file of this code lies before the viewer."""


def decision_file(*, code: str, by: Actor) -> DecisionFile:
    """Return the file of a code that lies before the viewer. Raises: NotBefore."""
    one = open_for(by).filter(matter__code=code).first()
    if one is None:
        raise NotBefore(code)
    return _file(one, by)


def _file(one: Submission, by: Actor) -> DecisionFile:
    matter, brief = one.matter, briefs.read(one.brief)
    return DecisionFile(
        matter_id=matter.pk,
        code=matter.code,
        seen=matter.head_seq,
        submission_id=one.pk,
        purpose=_(dict(PURPOSES)[one.purpose]),
        brief=brief,
        items=_items(brief.items, one.submitted_at),
        due_on=one.due_on,
        opinions=opinion_lines([one.pk]),
        earlier=order_lines(_related(matter, by)),
        levels=[_(ROLES[role].label) for role in one.chain],
        last_level=one.step + 1 >= len(one.chain),
        secrecy=_(dict(SECRECIES)[matter.secrecy]) if matter.secrecy else "",
        accusing=matter.kind in {"accusation", "tip_off"},
        may=_may(one, matter, by),
        recorded=_recorded(one, by),
        role=one.role,
    )


def was_decided(matter_id: int) -> bool:
    """Say whether a decider decided on a matter; a draft sent back is no decision."""
    decided = Submission.objects.filter(matter_id=matter_id, decided_at__isnull=False)
    return decided.exclude(decision="returned").exists()


def _may(one: Submission, matter: Matter, by: Actor) -> frozenset[str]:
    """Return the moves on the file that the viewer has authority for; only what one may do is offered."""
    procedure = procedure_of(matter.procedure, matter.version)
    place = Place(
        matter_id=matter.pk,
        track_id=one.track_id,
        officer_id=matter.officer_id,
        units=unit_and_above(matter.unit_id),
        agency_id=None,
        step_role=one.role,
    )
    moves = [move for move in procedure.main.moves if move.code in MOVES]
    allowed = {move.code for move in moves if basis_for(move.who, place, by, move.code)}
    if by.authority is not None and one.role not in presents_for(by.authority):
        allowed -= {"present", "record_decision"}
        if one.role not in by.authority.roles():  # nor may one withdraw what was taken down for another decider
            allowed -= {"withdraw_recorded"}
    return frozenset(allowed)


def _items(items: Collection[briefs.Proposed], on: datetime) -> tuple[Item, ...]:
    return tuple(Item(one.words, one.agency_id, agency_name(one.agency_id, on=on), one.due_on) for one in items)


def _recorded(one: Submission, by: Actor) -> Recorded | None:
    taken = one.recorded
    if not taken:
        return None
    items = tuple(
        briefs.Proposed(row["words"], row["agency_id"], date.fromisoformat(row["due_on"])) for row in taken["items"]
    )
    return Recorded(
        decision=one.decision,
        words=one.words,
        way=one.way,
        by=official_names([taken["by"]]).get(taken["by"], ""),
        at=datetime.fromisoformat(taken["at"]),
        scans=tuple(taken["scans"]),
        items=_items(items, one.submitted_at),
        mine=taken["by"] == by.official_id,
    )


def opinion_lines(submission_ids: Collection[int]) -> list[OpinionLine]:
    """Return each level's opinion, oldest first."""
    rows = Opinion.objects.filter(submission_id__in=submission_ids).select_related("official", "recorded_by")
    return [
        OpinionLine(
            post=row.post,
            act=row.act,
            words=row.words,
            at=row.at,
            opened=row.opened,
            recorded_by=str(row.recorded_by) if row.recorded_by else "",
            confirmed_by=str(row.official) if row.recorded_by else "",
        )
        for row in rows.order_by("at", "pk")
    ]


SENT_BACK = frozenset({"returned", "more_facts"})


def sent_back(submission: Submission | None) -> OpinionLine | None:
    """Return what the level said that gave a file back to its officer; None for one that was not given back."""
    if submission is None or submission.decision not in SENT_BACK or submission.decided_at is None:
        return None
    return next(reversed(opinion_lines([submission.pk])), None)


def _related(matter: Matter, by: Actor) -> list[int]:
    """Return the matter and those linked with it, whose earlier orders bear on it and may be followed by the viewer."""
    links = Link.objects.filter(Q(source=matter) | Q(target=matter), ended_at=None).values_list(
        "source_id", "target_id"
    )
    linked = {number for pair in links for number in pair}
    known = orders_for(by).filter(matter_id__in=linked).values_list("matter_id", flat=True) if linked else ()
    return sorted({matter.pk, *known})
