"""Random samples of closed cases: drawn with a recorded seed, called or looked at again, every result counted."""

import random
import secrets
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from palat.duties.petitions.models import Petition, Sample, SampledCase
from palat.duties.petitions.operations.citizens import rate
from palat.duties.petitions.procedure.contacts import RECHECK_QUESTIONS, SAMPLERS, SUPERVISORS
from palat.duties.petitions.queries.samples import may_be_drawn
from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.queries import limit
from palat.kernel.history.operations import append
from palat.kernel.history.queries import events_of
from palat.kernel.identities.operations import reveal
from palat.kernel.matters.authority import Actor, held_roles
from palat.kernel.matters.operations.acts import Event, NotAuthorised, UnableToAct, acting
from palat.kernel.matters.operations.changing import chain_of
from palat.kernel.matters.queries.visibility import visible


def week_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def week_before(at: datetime) -> date:
    """Return the Monday of the last week that is over."""
    return week_of(legal_date(at)) - timedelta(days=7)


@transaction.atomic
def draw(*, kind: str, week: date, at: datetime, by: str = "system", seed: str = "", size: int | None = None) -> Sample:
    """Draw the sample of a week, once: drawing again returns the one drawn.

    Seed and population are kept, so that `random.Random(seed).sample(population, size)` gives the same cases again.
    """
    drawn = Sample.objects.filter(kind=kind, week=week).first()
    if drawn is not None:
        return drawn
    population = may_be_drawn(kind, week)
    seed = seed or secrets.token_hex(8)
    usual = limit(f"sample.{kind}", on=legal_date(at)).amount
    wanted = min(usual if size is None else size, len(population))
    sample = Sample.objects.create(kind=kind, week=week, seed=seed, population=population, size=wanted, drawn_at=at)
    chosen = random.Random(seed).sample(population, wanted)  # noqa: S311 - a draw that anyone can repeat, no secret
    SampledCase.objects.bulk_create(
        SampledCase(sample=sample, matter_id=number, place=place) for place, number in enumerate(chosen, start=1)
    )
    append(
        chain=f"sample:{sample.pk}",
        kind="sample_drawn",
        at=at,
        actor=by,
        facts={"kind": kind, "week": week.isoformat(), "seed": seed, "of": len(population), "size": wanted},
    )
    return sample


def _open_case(item_id: int, kind: str) -> SampledCase:
    item = SampledCase.objects.select_for_update().filter(pk=item_id, sample__kind=kind).first()
    if item is None or item.result:
        raise UnableToAct(_("รายการนี้บันทึกผลแล้ว หรือไม่มีในชุดที่สุ่ม"))
    return item


def _require(by: Actor, roles: frozenset[str]) -> int:
    if not roles & held_roles(by.authority) or by.official_id is None:
        raise NotAuthorised(_("คุณไม่มีหน้าที่ในงานสุ่มตรวจนี้"))
    return by.official_id


@transaction.atomic
def take_sampled(*, item_id: int, by: Actor, at: datetime) -> SampledCase:
    """Take a sampled petitioner upon oneself to call. Raises: UnableToAct when another has it."""
    caller = _require(by, SAMPLERS)
    item = _open_case(item_id, "satisfaction")
    if item.taken_by_id not in {None, caller}:
        raise UnableToAct(_("เจ้าหน้าที่อีกคนหนึ่งรับรายนี้ไปแล้ว"))
    item.taken_by_id = caller
    item.save(update_fields=["taken_by"])
    return item


@transaction.atomic
def number_of_sampled(*, item_id: int, by: Actor, at: datetime) -> str:
    """Open the telephone of a sampled petitioner, as a recorded act, to who has taken the call and nobody else."""
    caller = _require(by, SAMPLERS)
    item = _open_case(item_id, "satisfaction")
    if item.taken_by_id != caller:
        raise NotAuthorised(_("ต้องรับรายนี้ก่อน จึงเปิดหมายเลขได้"))
    person_id = Petition.objects.values_list("person_id", flat=True).get(pk=item.matter_id)
    if person_id is None:
        raise UnableToAct(_("ผู้ร้องไม่ได้ฝากหมายเลขไว้"))
    opened = reveal(
        person_id=person_id,
        fields=("phone", "phone2"),
        by_official_id=caller,
        purpose="contact",
        at=at,
        matter=chain_of(item.matter_id),
    )
    return opened.get("phone") or opened.get("phone2", "")


@transaction.atomic
def record_sampled(
    *, item_id: int, result: str, by: Actor, at: datetime, stars: int | None = None, words: str = ""
) -> SampledCase:
    """Record what came of a call: rated, refused, or not reached, which is counted too.

    Not reached goes back to the list until the calls of `sample.attempts` are made. Raises: UnableToAct, NotAuthorised.
    """
    caller = _require(by, SAMPLERS)
    item = _open_case(item_id, "satisfaction")
    if item.taken_by_id != caller:
        raise NotAuthorised(_("ต้องรับรายนี้ก่อน จึงบันทึกผลได้"))
    if result not in {"rated", "refused", "no_answer"}:
        raise UnableToAct(_("โปรดเลือกผลการโทร"))
    item.attempts += 1
    if result == "rated":
        if stars is None:
            raise UnableToAct(_("โปรดให้คะแนน 1 ถึง 5"))
        rate(matter_id=item.matter_id, by=by, at=at, stars=stars, words=words, way="sample")
    if result != "no_answer" or item.attempts >= limit("sample.attempts", on=legal_date(at)).amount:
        item.result, item.ended_at, item.ended_by_id = result, at, caller
    else:
        item.taken_by_id = None
    item.save()
    return item


def ask_review(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Ask, as a supervisor who looked at a closed case again, that its result be reviewed."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุสิ่งที่ต้องทบทวน"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return act.move("ask_review", body={"words": words})


@transaction.atomic
def check_again(
    *, item_id: int, answers: Mapping[str, bool], send_back: bool, by: Actor, at: datetime, words: str = ""
) -> SampledCase:
    """Answer the questions about a sampled case, as another person than who answered and closed it.

    Raises: UnableToAct when a question is left open, or it is sent back without words; NotAuthorised.
    """
    checker = _require(by, SUPERVISORS)
    item = _open_case(item_id, "recheck")
    if not visible(by).filter(pk=item.matter_id).exists():
        raise NotAuthorised(_("คุณเปิดเรื่องนี้ไม่ได้"))
    made = {event.kind for event in events_of(chain_of(item.matter_id)) if event.actor == by.ref}
    if made & {"close", "conclude", "notify", "answer_at_once", "approve_refusal", "note"}:
        raise UnableToAct(_("ผู้ยุติหรือแจ้งผลเรื่องนี้ตรวจซ้ำเองไม่ได้ ต้องเป็นเจ้าหน้าที่อีกคนหนึ่ง"))
    if set(answers) != {code for code, _words in RECHECK_QUESTIONS}:
        raise UnableToAct(_("โปรดตอบให้ครบทุกข้อ"))
    if send_back:
        ask_review(matter_id=item.matter_id, by=by, at=at, words=words)
    item.answers, item.words = dict(answers), words
    item.result = "sent_back" if send_back else "sound"
    item.ended_at, item.ended_by_id = at, checker
    item.save()
    return item
