"""An appeal as its page at the desk shows it, to each viewer no more than the viewer may read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from palat.duties.information.models import Appeal, Called, CameraFile, ExemptionGround, Hearing, Panelist, Ruling, Vote
from palat.duties.information.procedure.appeal import AFTER_RULING
from palat.duties.information.procedure.appeal_words import (
    APPEAL_KINDS,
    CALLED_AS,
    CALLED_STATES,
    HEARING_STATES,
    OUTCOMES,
    READ_FOR,
    TOPICS,
    VOTES,
)
from palat.duties.information.procedure.words import CHANNELS
from palat.duties.information.queries.appealing.listing import sits
from palat.duties.information.queries.appealing.naming import Named, named_in
from palat.duties.information.queries.appealing.panel import concerned_agency, in_circle, on_panel, panel_of
from palat.duties.information.queries.appealing.receiving import is_at_the_edge, is_late, receipt_rule
from palat.duties.information.queries.catalogue import in_force
from palat.duties.information.queries.times import appeal_limit
from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.queries import basis_of
from palat.kernel.history.queries import events_of
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.file import MatterFile
from palat.kernel.organisation.queries import actor_names, agency_by_id
from palat.kernel.pages.language import name_of
from palat.kernel.pages.shapes import Fact


@dataclass(frozen=True)
class Days:
    """The days on which admission depends."""

    filed_at: datetime
    hour_known: bool
    received_on: date
    told_on: date | None
    last_day: date | None
    late: bool | None
    at_the_edge: bool
    basis: str
    rule: str


def days_of(matter_id: int) -> Days:
    """Return the days of an appeal with the law by which they are counted."""
    one = Appeal.objects.select_related("matter").get(pk=matter_id)
    law = appeal_limit("own" if one.matter.kind == "own" else "general", on=one.told_on or one.received_on)
    return Days(
        one.filed_at,
        one.hour_known,
        one.received_on,
        one.told_on,
        one.last_day,
        is_late(one.filed_at, one.last_day),
        is_at_the_edge(one.filed_at, one.received_on, one.last_day),
        basis_of(law),
        basis_of(receipt_rule(one.received_on)),
    )


@dataclass(frozen=True)
class Ballot:
    """How one member voted."""

    name: str
    vote: str
    dissent: str


@dataclass(frozen=True)
class Drafted:
    """A ruling as the desk shows it: a draft, or as it was made."""

    row: Ruling
    outcome: str
    grounds: list[str]
    votes: list[Ballot]


def draft_of(matter_id: int) -> Drafted | None:
    """Return the ruling on an appeal, drafted or made."""
    row = Ruling.objects.filter(pk=matter_id).first()
    if row is None:
        return None
    day = row.ruled_on or legal_date(row.appeal.filed_at)
    grounds = ExemptionGround.objects.filter(in_force(day), code__in=row.grounds).order_by("order")
    votes = Vote.objects.filter(ruling=row).select_related("official").order_by("pk")
    return Drafted(
        row,
        _(dict(OUTCOMES)[row.outcome]),
        [f"{one.cited} {name_of(one)}" for one in grounds],
        [Ballot(str(one.official), _(dict(VOTES)[one.vote]), one.dissent) for one in votes],
    )


def draft_values(matter_id: int) -> Mapping[str, Any]:
    """Return what is drafted so far, as its form begins."""
    names = ("outcome", "grounds", "issue", "facts", "reasons", "order")
    return Ruling.objects.filter(pk=matter_id).values(*names).first() or {}


def public_values(matter_id: int) -> Mapping[str, Any]:
    """Return the public text as its form begins: what stands, or the reasons and the ruling to be made nameless."""
    row = Ruling.objects.get(pk=matter_id)
    if row.public_text:
        return {"title": row.public_title, "text": row.public_text}
    parts = ((_("ประเด็น"), row.issue), (_("เหตุผล"), row.reasons), (_("คำวินิจฉัย"), row.order))
    return {"text": "\n\n".join(f"{label}\n{text}" for label, text in parts)}


def branch_values(matter_id: int) -> Mapping[str, Any]:
    """Return the branch and topic that stand."""
    one = Appeal.objects.get(pk=matter_id)
    return {name: value for name, value in (("branch_id", one.branch_id), ("topic", one.topic)) if value}


@dataclass(frozen=True)
class PublicDraft:
    """The public text of a ruling, and what in it looks like somebody's data."""

    row: Ruling
    named: Named


def public_draft_of(matter_id: int) -> PublicDraft:
    """Return the public text with what is found in it."""
    row = Ruling.objects.select_related("appeal__party", "appeal__request").get(pk=matter_id)
    return PublicDraft(row, named_in(row.appeal, f"{row.public_title}\n{row.public_text}"))


@dataclass(frozen=True)
class Kept:
    """A document in camera, as its list shows it: never its content."""

    pk: int
    name: str
    words: str
    received_at: datetime
    returned_at: datetime | None


@dataclass(frozen=True)
class Reading:
    """One reading of a document in camera."""

    at: datetime
    who: str
    name: str
    purpose: str


def camera_of(matter_id: int) -> list[Kept]:
    """Return the documents that an agency sent to be seen in camera; asked only for those of the circle."""
    found = CameraFile.objects.filter(appeal=matter_id).order_by("pk")
    return [Kept(one.pk, one.name, one.words, one.received_at, one.returned_at) for one in found]


def readings_of(matter_id: int) -> list[Reading]:
    """Return who read what in camera, newest first, as the history tells it."""
    told = [one for one in events_of(f"matter:{matter_id}") if one.kind == "read_camera"]
    names = actor_names(one.actor for one in told)
    files = dict(CameraFile.objects.filter(appeal=matter_id).values_list("pk", "name"))
    purposes = dict(READ_FOR)
    return [
        Reading(
            one.at,
            names.get(one.actor, ""),
            files.get(one.facts["file"], ""),
            _(purposes.get(one.facts["purpose"], "")),
        )
        for one in reversed(told)
    ]


@dataclass(frozen=True)
class Heard:
    """Somebody called to a sitting; what was said is empty for whoever is not of the branch."""

    as_what: str
    who: str
    words: str
    starts_at: datetime
    state: str
    record: str


def heard_of(matter_id: int, *, told: bool) -> list[Heard]:
    """Return who was called on an appeal; with what was said where it may be told."""
    found = Called.objects.filter(hearing__appeal=matter_id).select_related("hearing__sitting").order_by("pk")
    as_what, states = dict(CALLED_AS), dict(CALLED_STATES)
    return [
        Heard(
            _(as_what[one.capacity]),
            one.who,
            one.words,
            one.hearing.sitting.starts_at,
            _(states[one.state]),
            one.record if told else "",
        )
        for one in found
    ]


@dataclass(frozen=True)
class Shown:
    """An appeal as its page shows it to one viewer."""

    row: Appeal
    days: Days
    kind: str
    agency: str
    facts: list[Fact]
    panel: list[Panelist]
    hearings: list[tuple[Hearing, str]]
    heard: list[Heard]
    ruling: Drafted | None
    camera: list[Kept]
    readings: list[Reading]
    inside: bool
    sits: bool

    @property
    def read_for(self) -> list[tuple[str, str]]:
        """Why a document in camera may be read."""
        return [(code, _(label)) for code, label in READ_FOR]

    @property
    def to_read(self) -> bool:
        """Whether something in camera can be read."""
        return any(one.returned_at is None for one in self.camera)


def appeal_of(file: MatterFile, by: Actor) -> Shown:
    """Return what someone reads of an appeal: a draft, the votes and what is in camera only within the circle."""
    related = ("matter", "branch", "agency", "request__matter", "party")
    row = Appeal.objects.select_related(*related).get(pk=file.matter.pk)
    inside = in_circle(row, by)
    ruled = file.matter.state in AFTER_RULING
    agency_id = concerned_agency(row)
    hearings = Hearing.objects.filter(appeal=row).select_related("sitting").order_by("sitting__starts_at")
    labels = dict(HEARING_STATES)
    return Shown(
        row=row,
        days=days_of(row.pk),
        kind=_(dict(APPEAL_KINDS)[file.matter.kind]),
        agency=name_of(agency_by_id(agency_id)) if agency_id else "",
        facts=_facts(row, file),
        panel=panel_of(row.pk),
        hearings=[(one, _(labels[one.state])) for one in hearings],
        heard=heard_of(row.pk, told=inside or sits(by)),
        ruling=draft_of(row.pk) if inside or ruled else None,
        camera=camera_of(row.pk) if inside else [],
        readings=readings_of(row.pk) if inside else [],
        inside=inside,
        sits=on_panel(row.pk, by),
    )


def inside(file: MatterFile, by: Actor) -> bool:
    """Say whether someone is of the circle that reads the draft, the votes and what is in camera."""
    return in_circle(Appeal.objects.select_related("matter").get(pk=file.matter.pk), by)


def _facts(row: Appeal, file: MatterFile) -> list[Fact]:
    listed = (
        (_("ชนิดของคำอุทธรณ์"), _(dict(APPEAL_KINDS)[file.matter.kind])),
        (_("ช่องทาง"), _(dict(CHANNELS)[row.channel])),
        (_("สาขา"), name_of(row.branch)),
        (_("หัวข้อ"), _(dict(TOPICS)[row.topic]) if row.topic else ""),
        (_("แจ้งคำวินิจฉัยเมื่อ"), row.sent_on),
        (_("หน่วยงานรายงานเมื่อ"), row.reported_on),
    )
    return [Fact(label, value) for label, value in listed if value]
