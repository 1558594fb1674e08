"""Compiling the facts, and laying an opinion before those who decide."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import gettext as _

from palat.duties.petitions.models import Petition
from palat.duties.petitions.queries.catalogue import chain_for
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations import decisions
from palat.kernel.matters.operations.acts import Event, UnableToAct, acting


def compile_facts(
    *, matter_id: int, by: Actor, at: datetime, seen: int | None = None, findings: str, law: str
) -> Event:
    """Set down the officer's findings and the law beside the agencies' answers (ประมวลข้อเท็จจริง)."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("compile", body={"findings": findings, "law": law})
        Petition.objects.filter(pk=matter_id).update(findings=findings, law=law)
        return event


def submit_opinion(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    purpose: str,
    brief: Mapping[str, object],
    up_to: str,
    due_on: date | None = None,
) -> Event:
    """Lay the opinion before the first level of the chain in force, up to the level that is to decide.

    Raises: UnableToAct when the level is not in the chain for this kind of petition.
    """
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        chain = chain_for(act.matter.kind, on=legal_date(at))
        if up_to not in chain:
            raise UnableToAct(_("ผู้มีอำนาจที่เลือกไม่อยู่ในลำดับการเสนอเรื่องประเภทนี้"))
        levels = chain[: chain.index(up_to) + 1]
        return decisions.submit(act, purpose=purpose, chain=levels, brief=brief, due_on=due_on)


MOST_OPTIONS = 3


def submit_brief(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    purpose: str,
    up_to: str,
    options: str = "",
    due_on: date | None = None,
    **parts: str,
) -> Event:
    """Lay an opinion written part by part: facts → issues → law → options → recommendation.

    `options` holds one option to a line. Raises: UnableToAct for more than three.
    """
    lines = [line.strip() for line in options.splitlines() if line.strip()]
    if len(lines) > MOST_OPTIONS:
        raise UnableToAct(_("เสนอทางเลือกได้ไม่เกินสามทาง"))
    return submit_opinion(
        matter_id=matter_id,
        by=by,
        at=at,
        seen=seen,
        purpose=purpose,
        brief={**parts, "options": lines},
        up_to=up_to,
        due_on=due_on,
    )
