"""Compiling the facts, and laying an opinion before those who decide."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from palat.duties.petitions.compiling import Issue, NotQuoted, check_quotes, findings_of
from palat.duties.petitions.compiling import write as write_issues
from palat.duties.petitions.models import Compilation, OpinionDraft, Petition
from palat.duties.petitions.queries.catalogue import chain_for
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.briefs import MOST_OPTIONS, Brief, never, write
from palat.kernel.matters.operations import decisions
from palat.kernel.matters.operations.acts import Event, UnableToAct, acting
from palat.kernel.pages.dates import display_moment


def compile_facts(
    *, matter_id: int, by: Actor, at: datetime, seen: int | None = None, findings: str, law: str
) -> Event:
    """Set down the officer's findings and the law beside the agencies' answers (ประมวลข้อเท็จจริง)."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("compile", body={"findings": findings, "law": law})
        Petition.objects.filter(pk=matter_id).update(findings=findings, law=law)
        return event


def compile_issues(
    *, matter_id: int, by: Actor, at: datetime, seen: int | None = None, issues: Sequence[Issue], law: str
) -> Event:
    """Compile the facts issue by issue. Raises: UnableToAct for a passage that stands in no answer."""
    return _set_facts("compile", matter_id, by, at, seen, issues, law)


def amend_issues(
    *, matter_id: int, by: Actor, at: datetime, seen: int | None = None, issues: Sequence[Issue], law: str
) -> Event:
    """Go on with the facts before they are compiled, or mend them afterwards. Raises: as `compile_issues`."""
    return _set_facts("amend_facts", matter_id, by, at, seen, issues, law)


def _set_facts(
    move: str, matter_id: int, by: Actor, at: datetime, seen: int | None, issues: Sequence[Issue], law: str
) -> Event:
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        answers = {track.pk: track.answer for track in act.tracks.values()}
        try:
            check_quotes(issues, answers)
        except NotQuoted as quoted:
            raise UnableToAct(_("ถ้อยคำ “%(words)s” ไม่มีในรายงานของหน่วยงาน โปรดคัดตามจริง") % {"words": quoted}) from None
        findings = findings_of(issues)
        event = act.move(move, facts={"issues": len(issues)}, body={"findings": findings, "law": law})
        Compilation.objects.update_or_create(
            matter_id=matter_id, defaults={"issues": write_issues(issues), "saved_at": at}
        )
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


@transaction.atomic
def submit_brief(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    purpose: str,
    up_to: str,
    brief: Brief,
    due_on: date | None = None,
    draft_read: str | None = None,
) -> Event:
    """Lay an opinion written part by part; its draft is then forgotten.

    `draft_read` marks the draft that the writer went on from, as for `save_draft`. Raises: UnableToAct for more
    than three options, for what a decider may never be shown, or where a colleague kept another draft meanwhile.
    """
    if len(brief.options) > MOST_OPTIONS:
        raise UnableToAct(_("เสนอทางเลือกได้ไม่เกินสามทาง"))
    accused = Petition.objects.filter(pk=matter_id).values_list("accused", flat=True).first()
    if faults := never(brief, accused=accused or ""):
        raise UnableToAct(" ".join(_(fault) for fault in faults))
    event = submit_opinion(
        matter_id=matter_id,
        by=by,
        at=at,
        seen=seen,
        purpose=purpose,
        brief=write(brief),
        up_to=up_to,
        due_on=due_on,
    )
    _refuse_another_draft(matter_id, draft_read)
    OpinionDraft.objects.filter(pk=matter_id).delete()
    return event


def save_draft(
    *, matter_id: int, by: Actor, at: datetime, content: Mapping[str, object], draft_read: str | None = None
) -> None:
    """Keep an opinion as far as it is written, for whoever works on the petition. No official act.

    `draft_read` is the mark of the draft that the writer went on from, empty where there was none.
    Raises: UnableToAct for someone who could not lay it before a decider, or where a colleague kept
    another draft meanwhile.
    """
    with acting(matter_id=matter_id, by=by, at=at) as act:
        act.require("write_note")
        _refuse_another_draft(matter_id, draft_read)
        OpinionDraft.objects.update_or_create(
            matter_id=matter_id, defaults={"content": dict(content), "saved_at": at, "saved_by_id": by.official_id}
        )


def _refuse_another_draft(matter_id: int, draft_read: str | None) -> None:
    """Keep one writer from wiping out what another wrote; asked while the matter is locked."""
    kept = OpinionDraft.objects.filter(pk=matter_id).select_related("saved_by").first()
    if draft_read is None or kept is None or kept.saved_at.isoformat() == draft_read:
        return
    raise UnableToAct(
        _(
            "%(who)s เก็บร่างความเห็นไว้เมื่อ %(when)s หลังจากที่ท่านเปิดหน้านี้ ข้อความที่ท่านพิมพ์ยังอยู่ครบ "
            "โปรดเปิดดูร่างนั้นก่อน แล้วกดอีกครั้งถ้าต้องการใช้ข้อความของท่านแทน"
        )
        % {"who": kept.saved_by or _("เจ้าหน้าที่อีกคน"), "when": display_moment(kept.saved_at)}
    )
