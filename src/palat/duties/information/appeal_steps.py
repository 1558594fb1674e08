"""What to do next in an appeal: one step, chosen by a small table with its reason; the other acts in groups."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy

from palat.duties.information.queries.appealing.desk import Shown, inside
from palat.duties.information.queries.appealing.panel import quorum
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.desk.next_step import Step, Steps, Wait
from palat.kernel.matters.queries.file import MatterFile, TrackView


@dataclass(frozen=True)
class Standing:
    """An appeal as far as the next step depends on it."""

    late: bool | None
    has_file: bool
    called: bool
    drafted: bool
    listed: bool
    sat: bool  # the sitting on whose list it stands has begun
    reported: bool
    published: bool
    prepared: bool
    short: bool  # fewer sit on it than a quorum


ON_APPEAL = (
    Step("received", "set_told_on", gettext_lazy("ยังไม่ทราบวันที่ได้รับแจ้งคำสั่ง"), lambda now: now.late is None),
    Step("received", "not_admit", gettext_lazy("ยื่นเมื่อพ้นกำหนดตามวันที่บันทึกไว้ โปรดพิจารณา"), lambda now: now.late is True),
    Step("received", "admit", gettext_lazy("ยื่นภายในกำหนด"), lambda now: now.late is False),
    Step("admitted", "assign_branch", gettext_lazy("รับไว้แล้ว กำหนดสาขาและเลขานุการ")),
    Step("assigned", "set_panel", gettext_lazy("ระบบเสนอกรรมการที่มีเรื่องค้างน้อยที่สุด")),
    Step(
        "considering",
        "set_panel",
        gettext_lazy("มีผู้ออกจากองค์คณะ เหลือไม่ครบองค์ประชุม กำหนดผู้แทน"),
        lambda now: now.short,
    ),
    Step(
        "considering",
        "call_file",
        gettext_lazy("ยังไม่ได้เรียกสำนวนจากหน่วยงาน"),
        lambda now: not now.has_file and not now.called,
    ),
    Step(
        "considering",
        "receive_file",
        gettext_lazy("เรียกสำนวนแล้ว รอรับ"),
        lambda now: not now.has_file and not now.drafted,
    ),
    Step("considering", "draft_ruling", gettext_lazy("รับสำนวนแล้ว ร่างคำวินิจฉัย"), lambda now: not now.drafted),
    Step("considering", "set_sitting", gettext_lazy("มีร่างแล้ว นัดประชุมพิจารณา"), lambda now: not now.listed),
    Step("considering", "record_votes", gettext_lazy("ประชุมแล้วบันทึกมติ"), lambda now: now.listed and now.sat),
    Step("voted", "confirm_ruling", gettext_lazy("บันทึกมติแล้ว ประธานตรวจและยืนยัน")),
    Step("ruled", "send_ruling", gettext_lazy("เมื่อหนังสือแจ้งลงนามและส่งแล้ว บันทึกวันที่แจ้ง")),
    Step("complying", "accept_compliance", gettext_lazy("หน่วยงานรายงานแล้ว ตรวจว่าครบหรือไม่"), lambda now: now.reported),
    Step("complying", "record_compliance", gettext_lazy("รอหน่วยงานรายงานผล"), lambda now: not now.reported),
    Step("closed", "prepare_public", gettext_lazy("จัดทำฉบับเผยแพร่โดยไม่ระบุตัวบุคคล"), lambda now: not now.prepared),
    Step(
        "closed",
        "publish_ruling",
        gettext_lazy("มีฉบับเผยแพร่แล้ว ผู้อื่นตรวจและเผยแพร่"),
        lambda now: now.prepared and not now.published,
    ),
)
WAITS = (
    Wait("received", gettext_lazy("รอผู้มีอำนาจพิจารณารับคำอุทธรณ์")),
    Wait("admitted", gettext_lazy("รอกำหนดสาขา")),
    Wait("assigned", gettext_lazy("รอกำหนดองค์คณะ")),
    Wait("considering", gettext_lazy("รอวันประชุม หรือการดำเนินการของฝ่ายเลขานุการ")),
    Wait("voted", gettext_lazy("รอประธานองค์คณะยืนยันคำวินิจฉัย")),
    Wait("complying", gettext_lazy("รอผู้มีอำนาจเห็นชอบการปฏิบัติตาม")),
)
GROUPS = (
    (
        gettext_lazy("รับและส่งสาขา"),
        ("set_told_on", "admit", "not_admit", "assign_branch", "add_words"),
    ),
    (
        gettext_lazy("พิจารณา"),
        (
            *("set_panel", "declare_conflict", "call_file", "receive_file", "return_file", "set_sitting", "put_off"),
            *("call_person", "record_statement"),
            *("extend", "draft_ruling", "record_votes", "return_votes", "confirm_ruling"),
        ),
    ),
    (
        gettext_lazy("หลังคำวินิจฉัย"),
        (
            *("send_ruling", "record_compliance", "accept_compliance", "return_compliance", "prepare_public"),
            *("publish_ruling", "take_down_ruling"),
        ),
    ),
    (
        gettext_lazy("ทะเบียนและผู้รับผิดชอบ"),
        ("assign", "change_urgency", "write_note", "write_to_appellant", "bar", "unbar", "add_link", "end_link"),
    ),
    (gettext_lazy("ยุติ"), ("withdraw_appeal",)),
)
# Acts that show a draft, the votes or what is in camera: for the panel and its secretariat alone.
OF_THE_CIRCLE = frozenset(
    {
        *("draft_ruling", "record_votes", "return_votes", "confirm_ruling", "receive_file", "return_file"),
        *("call_person", "record_statement"),
    }
)
OF_THE_PANEL = frozenset({"declare_conflict", "confirm_ruling"})


def standing_of(file: MatterFile, shown: Shown) -> Standing:
    """Return how an appeal stands."""
    now = timezone.now()
    row = shown.ruling.row if shown.ruling else None
    return Standing(
        late=shown.days.late,
        has_file=shown.to_read,
        called=any(event.kind == "call_file" for event in file.events),
        drafted=row is not None,
        listed=any(hearing.state == "set" for hearing, _label in shown.hearings),
        sat=any(hearing.state == "set" and hearing.sitting.starts_at <= now for hearing, _label in shown.hearings),
        reported=shown.row.reported_on is not None,
        published=bool(row and row.published_at),
        prepared=bool(row and row.public_text),
        short=len(shown.panel) < quorum(legal_date(now)),
    )


STEPS = Steps(ON_APPEAL, waits=WAITS, groups=GROUPS, rest=3, standing=standing_of)


def idle_of(_file: MatterFile, shown: Shown, _view: TrackView) -> frozenset[str]:
    """Return the acts that are not the viewer's, though the procedure gives them to the role, or that must wait."""
    row = shown.ruling.row if shown.ruling else None
    idle = set() if shown.inside else set(OF_THE_CIRCLE)
    if not shown.sits:
        idle |= OF_THE_PANEL
    if row is None or not row.public_text:
        idle.add("publish_ruling")
    if row is None or not row.published_at:
        idle.add("take_down_ruling")
    if not shown.to_read:
        idle.add("return_file")
    if not shown.heard:
        idle.add("record_statement")
    if not any(hearing.state == "set" for hearing, _label in shown.hearings):
        idle.add("call_person")
    return frozenset(idle)


def opens(file: MatterFile, by: Actor, move: str) -> bool:
    """Say whether someone may open the page of an act: what shows a draft or the votes, within the circle alone."""
    return move not in OF_THE_CIRCLE or inside(file, by)
