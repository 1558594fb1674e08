"""Opening a problem, gathering its cases, saying its cause, ending it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from palat.duties.petitions.models import Problem
from palat.duties.petitions.procedure.problem import LINK_KIND, names_a_person
from palat.duties.petitions.queries.problems import candidates, gatherable, may_open, problem_of, was_met_on
from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.queries import provisions_in_force
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Act, Event, NotAuthorised, UnableToAct, acting
from palat.kernel.matters.operations.agencies import in_its_place
from palat.kernel.matters.operations.links import tie, untie
from palat.kernel.matters.operations.receiving import Matter, Received, build_matter, receive
from palat.kernel.matters.queries.decisions import was_decided
from palat.kernel.matters.queries.finding import find_matter
from palat.kernel.organisation.queries import unit_of_official

MOST_AT_ONCE = 2000


@dataclass(frozen=True)
class ProblemFacts:
    """What a problem is, in clean values; `category` and `area_id` are the saved filter that finds its cases."""

    title: str
    harm: str
    cause: str = ""
    provisions: Sequence[str] = ()
    law_words: str = ""
    owners: Sequence[int] = ()
    category: str = ""
    area_id: str | None = None


def _check(facts: ProblemFacts, at: datetime) -> None:
    if not facts.title.strip() or not facts.harm.strip():
        raise UnableToAct(_("โปรดระบุชื่อประเด็นปัญหาและความเดือดร้อน"))
    if names_a_person(facts.title) or names_a_person(facts.harm) or names_a_person(facts.cause):
        raise UnableToAct(_("ประเด็นปัญหาต้องไม่ระบุชื่อบุคคล หมายเลขโทรศัพท์ หรือเลขประจำตัว"))
    known = set(provisions_in_force(legal_date(at)).values_list("code", flat=True))
    if not set(facts.provisions) <= known:
        raise UnableToAct(_("โปรดเลือกกฎหมายจากรายการที่ใช้บังคับในวันนี้"))


@transaction.atomic
def open_problem(*, facts: ProblemFacts, by: Actor, at: datetime, case_ids: Collection[int] = ()) -> Matter:
    """Open a problem as a matter of its own, with its first cases where some are chosen.

    Raises: NotAuthorised for someone without a unit; UnableToAct for a text that names a person.
    """
    officer_id = by.official_id
    if not may_open(by) or officer_id is None:
        raise NotAuthorised(_("คุณไม่มีอำนาจเปิดประเด็นปัญหา"))
    unit_id = unit_of_official(officer_id, on=at)
    received, problem = build_problem(facts, unit_id=unit_id, by=by, at=at)
    matter = receive(received, problem)
    set_owners(matter.pk, facts, at)
    with acting(matter_id=matter.pk, by=by, at=at) as act:
        act.hold(unit_id=unit_id, officer_id=officer_id)
    if case_ids:
        gather(matter_id=matter.pk, by=by, at=at, case_ids=case_ids)
    return matter


def build_problem(facts: ProblemFacts, *, unit_id: int | None, by: Actor, at: datetime) -> tuple[Received, Problem]:
    """Build a problem without writing it. Raises: UnableToAct for a text that names a person."""
    _check(facts, at)
    received = build_matter(
        procedure="problem",
        kind="problem",
        subject=facts.title.strip()[:300],
        at=at,
        by=by,
        unit_id=unit_id,
        facts={},
        body={"text": facts.harm},
        category=facts.category,
        area_id=facts.area_id,
    )
    return received, Problem(matter_id=received.matter.pk, **_columns(facts))


def set_owners(matter_id: int, facts: ProblemFacts, at: datetime) -> None:
    """Say whose a problem is; an abolished agency is replaced by its successor."""
    owners = [in_its_place(agency_id, on=at).pk for agency_id in dict.fromkeys(facts.owners)]
    problem_of(matter_id).owners.set(owners)


def _columns(facts: ProblemFacts) -> dict[str, object]:
    return {
        "harm": facts.harm,
        "cause": facts.cause,
        "provisions": list(facts.provisions),
        "law_words": facts.law_words,
        "category_id": facts.category or None,
        "area_id": facts.area_id,
    }


def write_problem(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, facts: ProblemFacts) -> Event:
    """Write down cause, law and owners anew; the history keeps what was written before."""
    _check(facts, at)
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move(
            "write_problem",
            facts={"provisions": list(facts.provisions), "owners": list(facts.owners)},
            body={"harm": facts.harm, "cause": facts.cause, "law": facts.law_words},
        )
        act.matter.subject = facts.title.strip()[:300]
        act.matter.category, act.matter.area_id = facts.category, facts.area_id
        Problem.objects.filter(pk=matter_id).update(**_columns(facts))
        set_owners(matter_id, facts, at)
        return event


def gather(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, case_ids: Collection[int]) -> int:
    """Gather petitions that the actor may see into a problem. Returns how many are new in it.

    Raises: UnableToAct when none of them can be gathered.
    """
    wanted = gatherable(list(case_ids)[:MOST_AT_ONCE], by)
    if not wanted:
        raise UnableToAct(_("โปรดเลือกเรื่องร้องทุกข์ที่จะเพิ่ม เรื่องลับและเรื่องในคิวจำกัดนำเข้าประเด็นปัญหาไม่ได้"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return gather_into(act, wanted)


def gather_into(act: Act, wanted: Collection[int]) -> int:
    """Gather petitions, within an act that is already open. Returns how many are new in it."""
    new = tie(act, target_ids=wanted, kind=LINK_KIND)
    act.move("gather", facts={"count": len(new), "first": new[:50]})
    return len(new)


def gather_found(*, matter_id: int, by: Actor, at: datetime) -> int:
    """Gather every petition that the saved filter finds. Returns how many."""
    found = candidates(problem_of(matter_id), by).values_list("pk", flat=True)
    return gather(matter_id=matter_id, by=by, at=at, case_ids=list(found[:MOST_AT_ONCE]))


def gather_code(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, code: str) -> int:
    """Gather the petition of a code or register number. Raises: UnableToAct where it names no petition."""
    found = find_matter(code, by=by)
    if len(found) != 1:
        raise UnableToAct(_("ไม่พบเรื่องตามรหัสหรือเลขทะเบียนนี้"))
    return gather(matter_id=matter_id, by=by, at=at, seen=seen, case_ids=[found[0].pk])


def let_go(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, case_id: int, words: str = "") -> Event:
    """Take a case out of a problem; the case itself is not touched."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("let_go", facts={"case": case_id}, body={"words": words} if words else None)
        if not untie(act, target_id=case_id, kind=LINK_KIND):
            raise UnableToAct(_("เรื่องนี้ไม่ได้อยู่ในประเด็นปัญหา"))
        return event


def close(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """End a problem that was met on or decided on, with what came of it."""
    if not words.strip():
        raise UnableToAct(_("โปรดสรุปผลของประเด็นปัญหา"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        met, decided = was_met_on(matter_id), was_decided(matter_id)
        event = act.move("close", body={"words": words}, met=met, decided=decided)
        Problem.objects.filter(pk=matter_id).update(outcome=words)
        return event
