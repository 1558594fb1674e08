"""A matter's file put into the shapes that pages show. Words and tones only; no rule is judged here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from palat.kernel.calendar.counting import ExplainStep, legal_date
from palat.kernel.calendar.queries import basis_of, holiday_name
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Clock, Link, Matter, Track
from palat.kernel.matters.procedure import CITIZEN, LINKS, NEVER, SECRECIES, URGENCIES, Procedure
from palat.kernel.matters.queries.clocks import explained, law_of
from palat.kernel.matters.queries.file import Doable, HistoryLine, MatterFile, PublicLine, TrackView
from palat.kernel.matters.queries.public import PublicMatter
from palat.kernel.matters.queries.visibility import bar_choices
from palat.kernel.pages import shapes
from palat.kernel.pages.dates import display_date
from palat.kernel.pages.language import in_language, name_of
from palat.kernel.pages.listing import Column
from palat.kernel.pages.pieces import DASH, display, due, spaced

URGENCY_CODES = {0: "life", 1: "most_urgent", 2: "very_urgent", 3: "urgent", 4: "normal"}


@dataclass(frozen=True)
class TrackPart:
    """A track as the page shows it."""

    id: int
    type: str
    title: str
    label: str
    state: str
    tone: shapes.Tone
    clocks: list[shapes.Clock]
    answer: str
    chased: int
    doable: list[Doable]
    entries: list[shapes.Entry]
    own: Any = None  # what the duty shows of it besides


@dataclass(frozen=True)
class MatterPage:
    """A matter page, ready for its template."""

    file: MatterFile
    code: str
    subject: str
    state: str
    urgency: int
    urgency_code: str
    urgency_label: str
    secrecy_label: str
    facts: list[shapes.Fact]
    clocks: list[shapes.Clock]
    tracks: list[TrackPart]
    entries: list[shapes.Entry]
    links: list[tuple[str, Matter]]
    doable: list[Doable]


def code_column(of: Callable[[Any], Matter | None], *, code: str = "code", **more: bool) -> Column:
    """Return the column of tracking codes, each on one line.

    `of` gives the matter of a row, `more` is what else a column is told.
    """

    def shown(row: Any) -> str:
        matter = of(row)
        return spaced(matter.code) if matter else DASH

    def plain(row: Any) -> str:
        matter = of(row)
        return matter.code if matter else ""

    label = gettext_lazy("รหัสเรื่อง")
    return Column(code=code, label=label, value=plain, css="nowrap", show=shown, **more)


def lines_of(file: MatterFile, by: Actor, which: str) -> list[HistoryLine]:
    """Return the history, or only what the petitioner sees, or only what the viewer did."""
    if which == "public":
        return [line for line in file.history if line.event.public]
    if which == "mine":
        return [line for line in file.history if line.event.actor == by.ref]
    return file.history


def history_tabs(which: str, procedure: Procedure) -> list[shapes.Tab]:
    """Return the ways of reading the history, each with an address of its own."""
    seen = _("ที่%(who)sเห็น") % {"who": _(procedure.citizen)}
    public = (("public", seen),) if procedure.public_page else ()  # nobody outside follows some kinds of matters
    listed = (("", _("ทั้งหมด")), *public, ("mine", _("ที่ฉันทำ")))
    return [shapes.Tab(label, f"?history={code}#history", current=code == which) for code, label in listed]


def matter_page(file: MatterFile, by: Actor, history: str = "") -> MatterPage:
    """Prepare the page of a matter's file; `history` narrows what is shown of it."""
    matter, today = file.matter, legal_date(timezone.now())
    return MatterPage(
        file=file,
        code=matter.code,
        subject=matter.subject,
        state=file.main.label,
        urgency=matter.urgency,
        urgency_code=URGENCY_CODES[matter.urgency],
        urgency_label=_(dict(URGENCIES)[matter.urgency]),
        secrecy_label=_(dict(SECRECIES)[matter.secrecy]) if matter.secrecy else "",
        facts=[*_facts(matter), *_guarded(file)],
        clocks=[clock_shape(clock, today) for clock in file.main.clocks],
        tracks=[track_part(view, today) for view in file.others],
        entries=[entry(line, file.procedure) for line in lines_of(file, by, history)],
        links=[_link(link, matter) for link in file.links],
        doable=file.main.doable,
    )


def _facts(matter: Matter) -> list[shapes.Fact]:
    return [
        shapes.Fact(_("เลขทะเบียน"), matter.number or "—", _("ออกโดยอัตโนมัติภายในไม่กี่วินาที") if not matter.number else ""),
        shapes.Fact(_("รับเมื่อ"), display_date(matter.received_at, long=True)),
        shapes.Fact(_("หน่วยงานเจ้าของเรื่อง"), name_of(matter.unit) or "—"),
        shapes.Fact(_("เจ้าของเรื่อง"), str(matter.officer) if matter.officer else _("ยังไม่ได้จ่ายเรื่อง")),
        *([shapes.Fact(_("รหัสในระบบเดิม"), matter.alias)] if matter.alias else []),
    ]


GUARDING = frozenset({"bar", "unbar", "change_secrecy"})


def _guarded(file: MatterFile) -> list[shapes.Fact]:
    """Return the class of secrecy and who is barred, for those who may act on either."""
    may = GUARDING & {one.move.code for one in file.main.doable}
    facts = []
    if "change_secrecy" in may or file.matter.secrecy:
        label = _(dict(SECRECIES)[file.matter.secrecy])
        facts.append(shapes.Fact(_("ชั้นความลับ"), label))
    barred = [name for _pk, name in bar_choices(file.matter.pk)] if may & {"bar", "unbar"} else []
    if barred:
        facts.append(shapes.Fact(_("ผู้ถูกกันออกจากเรื่อง"), ", ".join(barred), _("ผู้มีส่วนได้เสีย ไม่เห็นเรื่องนี้และดำเนินการไม่ได้")))
    return facts


def track_part(view: TrackView, today: date) -> TrackPart:
    """Prepare one track."""
    track: Track = view.track
    tone: shapes.Tone = "good" if track.final else "warn" if view.doable else "info"
    return TrackPart(
        id=track.pk,
        type=track.type,
        title=name_of(track.agency) or track.label,
        label=track.label,
        state=view.label,
        tone=tone,
        clocks=[clock_shape(clock, today) for clock in view.clocks],
        answer=track.answer,
        chased=track.chased,
        doable=view.doable,
        entries=[shapes.Entry(at=event.at, title=str(event.body.get("words", "")), public=None) for event in view.told],
    )


def _link(link: Link, matter: Matter) -> tuple[str, Matter]:
    words = _(dict(LINKS)[link.kind])
    if link.source_id == matter.pk:
        return words, link.target
    return _("ถูกอ้างจาก (%(kind)s)") % {"kind": words}, link.source


# The parts of what was said, in the order in which they are read; a part that stands alone needs no label.
PARTS = (
    ("subject_before", gettext_lazy("เรื่องเดิม")),
    ("text", gettext_lazy("ข้อความ")),
    ("wanted", gettext_lazy("ความประสงค์")),
    ("place", gettext_lazy("สถานที่")),
    ("counted_by", gettext_lazy("ผู้ประมาณการ")),
    ("spoke_with", gettext_lazy("ประสานกับ")),
    ("from_petitioner", gettext_lazy("%(who)sแจ้งว่า")),
    ("findings", gettext_lazy("ข้อเท็จจริงที่เจ้าหน้าที่ตรวจพบ")),
    ("harm", gettext_lazy("ความเดือดร้อน")),
    ("cause", gettext_lazy("สาเหตุ")),
    ("law", gettext_lazy("ข้อกฎหมาย")),
    ("found", gettext_lazy("พบว่า")),
    ("to_petitioner", gettext_lazy("ข้อความถึง%(who)s")),
    ("happens", gettext_lazy("จากนี้")),
    ("next", gettext_lazy("จากนี้")),
    ("can_do", gettext_lazy("%(who)sทำได้")),
    ("reasons", gettext_lazy("เหตุผล")),
    ("reason", gettext_lazy("เหตุผล")),
    ("words", gettext_lazy("ถ้อยคำ")),
    ("suggests", gettext_lazy("หน่วยงานที่เสนอ")),
)
NOT_SHOWN = frozenset({"brief"})


def said(body: Mapping[str, Any], who: str = CITIZEN) -> str:
    """Return what an event says, part by part in reading order, each with its label where there are several.

    `who` is what officials call who brought the matter.
    """
    texts = {key: str(value) for key, value in body.items() if isinstance(value, str) and value}
    labels = {key: label % {"who": _(who)} for key, label in PARTS}
    order = [key for key, _label in PARTS if key in texts]
    order += [key for key in texts if key not in labels and key not in NOT_SHOWN]
    if len(order) == 1:
        return texts[order[0]]
    return "\n\n".join(f"{labels[key]}: {texts[key]}" if key in labels else texts[key] for key in order)


def entry(line: HistoryLine, procedure: Procedure) -> shapes.Entry:
    """Prepare one line of the history; whether it is public is told where somebody outside follows such matters."""
    words = said(line.event.body, procedure.citizen)
    title = f"{line.label} → {line.change}" if line.change not in {"", line.label} else line.label
    return shapes.Entry(
        at=line.event.at,
        title=title,
        who=line.who,
        body=words or (_("ถ้อยคำถูกลบตามกำหนดเวลาเก็บรักษาแล้ว") if line.event.erased else ""),
        public=line.event.public if procedure.public_page else None,
        reader=_(procedure.citizen),
    )


def change_of(line: HistoryLine) -> shapes.Change:
    """Prepare what somebody else did since a page was opened."""
    return shapes.Change(at=line.event.at, who=line.who, what=line.label, after=line.change)


def clock_shape(clock: Clock, today: date) -> shapes.Clock:
    """Prepare a clock with the law it rests on and the unfolding of its last day."""
    law = law_of(clock)
    return shapes.Clock(
        label=in_language(law.label_th, law.label_en),
        state=_clock_state(clock, timezone.now()),
        due=clock.due_on,
        days=(clock.due_on - today).days if clock.due_on else None,
        unit="",
        explain=(*_counted_from(clock), *(_step(step) for step in explained(clock))),
        basis=basis_of(law),
        provisional=law.mark != "verified",
    )


def _counted_from(clock: Clock) -> tuple[str, ...]:
    """Say that a clock counts from the day of the received stamp, where that was not the day of registration."""
    registered = legal_date(clock.started_at)
    if clock.started_on >= registered or clock.unit == "hours":
        return ()
    days = {"arrived": display_date(clock.started_on), "registered": display_date(registered)}
    return (_("หนังสือถึงสำนักงานวันที่ %(arrived)s ตามตราประทับรับ จึงเริ่มนับจากวันนั้น (ลงทะเบียนวันที่ %(registered)s)") % days,)


def _clock_state(clock: Clock, now: datetime) -> Any:
    if clock.paused_on is not None:
        return "paused"
    if clock.stopped_at is not None:
        return "met" if clock.kept else "missed"
    return "running" if clock.due_at >= now else "missed"


def _step(step: ExplainStep) -> str:
    day = display_date(step.day)
    if step.kind == "start":
        return _("เริ่มนับจาก %(day)s (ไม่นับวันแรก)") % {"day": day}
    if step.kind == "limit":
        return _limit_words(step)
    if step.kind == "holiday":
        return _("ข้าม %(day)s %(name)s") % {"day": day, "name": holiday_name(step.day) or step.words}
    if step.kind == "pause":
        until = display_date(step.until) if step.until else ""
        return _("หยุดนับ %(day)s ถึง %(until)s: %(why)s") % {"day": day, "until": until, "why": step.words}
    if step.kind == "moved":
        until = display_date(step.until) if step.until else ""
        return _("%(day)s เป็นวันหยุด เลื่อนเป็น %(until)s") % {"day": day, "until": until}
    return _("ครบกำหนด %(day)s") % {"day": day}


def _limit_words(step: ExplainStep) -> str:
    number = step.number
    words = {
        "working_days": ngettext("กำหนด %(number)d วันทำการ", "กำหนด %(number)d วันทำการ", number),
        "calendar_days": ngettext("กำหนด %(number)d วัน", "กำหนด %(number)d วัน", number),
        "months": ngettext("กำหนด %(number)d เดือน", "กำหนด %(number)d เดือน", number),
    }
    return words[step.words] % {"number": number}


def due_chip(item: Any) -> Any:
    """Show when a worklist row is due, in one chip; nothing where no clock runs."""
    if item.due_at >= NEVER:
        return display(None)
    today = legal_date(timezone.now())
    day = legal_date(item.due_at)
    state: Any = "running" if item.due_at >= timezone.now() else "missed"
    return due(shapes.Clock(label="", state=state, due=day, days=(day - today).days))


def due_day(day: date, *, ended: bool) -> Any:
    """Show a day on which something is due; only the day where it has ended."""
    if ended:
        return display(day)
    left = (day - legal_date(timezone.now())).days
    return due(shapes.Clock(label="", state="running" if left >= 0 else "missed", due=day, days=left))


def public_steps(matter: PublicMatter) -> list[shapes.Step]:
    """Return the public stepper: phases behind, the one now, those ahead; of what ended early only those it came to."""
    codes = [code for code, _label in matter.phases]
    now = codes.index(matter.phase) if matter.phase in codes else 0
    steps = []
    for index, (_code, label) in enumerate(matter.phases[: now + 1] if matter.final else matter.phases):
        state: Any = "done" if index < now or matter.final else "current" if index == now else "todo"
        steps.append(shapes.Step(_(label), state))
    return steps


def public_entries(timeline: Sequence[PublicLine]) -> list[shapes.Entry]:
    """Return what the citizen concerned reads of the history, newest first."""
    return [
        shapes.Entry(at=line.at, title=line.label, body=line.words, who=_("คุณ") if line.mine else "")
        for line in reversed(timeline)
    ]
