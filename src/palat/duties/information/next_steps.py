"""What to do next in a request: one step, chosen by a small table with its reason; the other acts in groups."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from palat.duties.information.procedure.guards import UNHEARD
from palat.duties.information.procedure.words import DISCLOSING, PART, PARTY
from palat.kernel.matters.desk.next_step import Group, Next, Step, first_step, groups_by
from palat.kernel.matters.queries.file import Doable, MatterFile


@dataclass(frozen=True)
class Standing:
    """A request as far as the next step depends on it."""

    undecided: int
    unheard: int
    waiting: int  # third parties whose objection was ruled upon, whose appeal is not over
    deliverable: bool  # something may leave now that has not
    disclosed: bool
    refused: bool
    owed: bool
    many: bool


ON_PARTIES = (
    Step("drafted", "record_notice", gettext_lazy("ส่งหนังสือแจ้งแล้ว บันทึกวันที่ได้รับแจ้ง เพื่อเริ่มนับกำหนดคัดค้าน")),
    Step("objected", "overrule_objection", gettext_lazy("มีคำคัดค้าน พิจารณาว่ารับฟังหรือไม่")),
    Step("consented", "clear_party", gettext_lazy("ผู้มีประโยชน์ได้เสียไม่คัดค้าน")),
    Step("silent", "clear_party", gettext_lazy("พ้นกำหนดคัดค้านแล้ว")),
)
ON_REQUEST = (
    Step(
        "received",
        "propose_excessive",
        gettext_lazy("มีคำขอเดียวกันหรือของผู้ขอคนเดียวกันจำนวนมากในวันเดียว โปรดพิจารณาว่าเกินสมควรหรือไม่"),
        lambda now: now.many,
    ),
    Step("received", "take_up", gettext_lazy("คำขอใหม่ยังไม่มีเจ้าของเรื่อง ให้ข้อมูลได้ภายในวันนี้จะดีที่สุด")),
    Step(
        "considering",
        "propose_order",
        gettext_lazy("ทำความเห็นครบทุกรายการ และรับฟังผู้มีประโยชน์ได้เสียแล้ว"),
        lambda now: not now.undecided and not now.unheard and now.refused,
    ),
    Step(
        "considering",
        "serve_at_once",
        gettext_lazy("ทุกรายการเปิดเผยได้ทั้งหมด"),
        lambda now: not now.undecided and not now.unheard and not now.refused,
    ),
    Step("proposed", "sign_order", gettext_lazy("มีร่างคำสั่งเสนอมา ตรวจความเห็นของทุกรายการ")),
    Step("excessive_proposed", "refuse_excessive", gettext_lazy("มีผู้เสนอไม่ดำเนินการเพราะขอเกินสมควร")),
    Step("decided", "notify_order", gettext_lazy("ออกคำสั่งแล้ว แจ้งผู้ขอและบันทึกวันที่ได้รับแจ้ง")),
    Step("notified", "record_payment", gettext_lazy("มีค่าธรรมเนียมที่ยังไม่ได้รับชำระ"), lambda now: now.owed),
    Step("notified", "deliver", gettext_lazy("ส่งมอบส่วนที่เปิดเผย"), lambda now: now.deliverable),
    Step("notified", "close_undelivered", gettext_lazy("แจ้งคำสั่งแล้ว ไม่มีสิ่งที่ต้องส่งมอบ"), lambda now: not now.disclosed),
    Step("delivered", "deliver", gettext_lazy("ส่งมอบส่วนที่เปิดเผย"), lambda now: now.deliverable),
    Step("delivered", "close", gettext_lazy("ส่งมอบแล้ว"), lambda now: not now.waiting),
)
WAITS = (
    ("clarifying", gettext_lazy("รอผู้ขอชี้แจง กำหนดเวลาหยุดนับ")),
    ("proposed", gettext_lazy("รอผู้มีอำนาจออกคำสั่ง")),
    ("excessive_proposed", gettext_lazy("รอผู้มีอำนาจพิจารณา")),
    ("notified", gettext_lazy("รอพ้นกำหนดอุทธรณ์ของผู้มีประโยชน์ได้เสีย ก่อนส่งมอบ")),
    ("delivered", gettext_lazy("ส่วนที่เหลือรอพ้นกำหนดอุทธรณ์ของผู้มีประโยชน์ได้เสีย")),
)
GROUPS = (
    (
        gettext_lazy("พิจารณา"),
        (
            *("take_up", "split_part", "notify_party", "serve_at_once", "propose_order", "return_order", "sign_order"),
            *("notify_order", "deliver", "reopen"),
        ),
    ),
    (gettext_lazy("ติดต่อผู้ขอ"), ("ask_requester", "clarify", "promise_finish", "write_to_requester", "show_identity")),
    (gettext_lazy("ค่าธรรมเนียม"), ("set_fees", "record_payment", "waive_fees")),
    (
        gettext_lazy("ส่งต่อหรือไม่ดำเนินการ"),
        ("transfer", "advise", "propose_excessive", "refuse_excessive", "decline_excessive"),
    ),
    (gettext_lazy("ทะเบียนและผู้รับผิดชอบ"), ("assign", "change_urgency", "write_note", "bar", "unbar")),
    (gettext_lazy("ยุติ"), ("close", "close_undelivered", "close_waiting", "withdraw")),
)
REST = 4


def standing_of(file: MatterFile, *, deliverable: bool, owed: bool, many: bool) -> Standing:
    """Return how a request stands."""
    parts = [view.track.state for view in file.others if view.track.type == PART]
    parties = [view.track for view in file.others if view.track.type == PARTY]
    return Standing(
        undecided=parts.count("open"),
        unheard=sum(1 for one in parties if one.state in UNHEARD),
        waiting=sum(1 for one in parties if not one.final),
        deliverable=deliverable,
        disclosed=any(state in DISCLOSING for state in parts),
        refused=any(state != "full" for state in parts),
        owed=owed,
        many=many,
    )


def next_of(file: MatterFile, now: Standing) -> Next | None:
    """Return the one step that the viewer should take next, or what is waited for."""
    for view in file.others:
        found = first_step(ON_PARTIES, view, now, on_track=True)
        if found is not None:
            return found
    found = first_step(ON_REQUEST, file.main, now)
    return found or _undecided(file, now) or _waited_for(file)


def _undecided(file: MatterFile, now: Standing) -> Next | None:
    """Return the first part without an opinion."""
    for view in file.others:
        doable = next((one for one in view.doable if one.move.code == "decide_part"), None)
        if view.track.state == "open" and doable and file.main.track.state == "considering":
            words = gettext_lazy("ค้นหา เก็บเอกสารที่พบ แล้วทำความเห็นทีละรายการ")
            return Next(str(words), doable, view.track.pk, view.track.label)
    if file.main.track.state == "considering" and now.unheard:
        return Next(str(gettext_lazy("รอรับฟังผู้มีประโยชน์ได้เสีย")))
    return None


def _waited_for(file: MatterFile) -> Next | None:
    return next((Next(str(words)) for state, words in WAITS if state == file.main.track.state), None)


def groups_of(doable: Sequence[Doable], after: Next | None) -> list[Group]:
    """Return the acts besides the next step by what they are for."""
    return groups_by(GROUPS, doable, after, rest=REST)
