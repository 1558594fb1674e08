"""What to do next in a request: one step, chosen by a small table with its reason; the other acts in groups."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from palat.duties.information.operations.parts import UNDER_WORK
from palat.duties.information.procedure.guards import UNHEARD
from palat.duties.information.procedure.words import DISCLOSING, PART, PARTY
from palat.duties.information.queries.request import Shown
from palat.kernel.matters.desk.next_step import Step, Steps, Wait
from palat.kernel.matters.queries.file import MatterFile, TrackView

BEFORE_ORDER = frozenset({"decide_part", "reopen_part"})  # once the order is proposed or made its parts stand


@dataclass(frozen=True)
class Standing:
    """A request as far as the next step depends on it."""

    considered: bool
    undecided: int
    unheard: int
    waiting: int  # third parties whose objection was ruled upon, whose appeal is not over
    deliverable: bool  # something may leave now that has not
    disclosed: bool
    refused: bool
    owed: bool
    many: bool


ON_TRACKS = (
    Step("drafted", "record_notice", gettext_lazy("ส่งหนังสือแจ้งแล้ว บันทึกวันที่ได้รับแจ้ง เพื่อเริ่มนับกำหนดคัดค้าน")),
    Step("objected", "overrule_objection", gettext_lazy("มีคำคัดค้าน พิจารณาว่ารับฟังหรือไม่")),
    Step("consented", "clear_party", gettext_lazy("ผู้มีประโยชน์ได้เสียไม่คัดค้าน")),
    Step("silent", "clear_party", gettext_lazy("พ้นกำหนดคัดค้านแล้ว")),
    Step(
        "open",
        "decide_part",
        gettext_lazy("ค้นหา เก็บเอกสารที่พบ แล้วทำความเห็นทีละรายการ"),
        lambda now: now.considered,
    ),
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
    Wait("considering", gettext_lazy("รอรับฟังผู้มีประโยชน์ได้เสีย"), lambda now: bool(now.unheard)),
    Wait("clarifying", gettext_lazy("รอผู้ขอชี้แจง กำหนดเวลาหยุดนับ")),
    Wait("proposed", gettext_lazy("รอผู้มีอำนาจออกคำสั่ง")),
    Wait("excessive_proposed", gettext_lazy("รอผู้มีอำนาจพิจารณา")),
    Wait("notified", gettext_lazy("รอพ้นกำหนดอุทธรณ์ของผู้มีประโยชน์ได้เสีย ก่อนส่งมอบ")),
    Wait("delivered", gettext_lazy("ส่วนที่เหลือรอพ้นกำหนดอุทธรณ์ของผู้มีประโยชน์ได้เสีย")),
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


def standing_of(file: MatterFile, shown: Shown) -> Standing:
    """Return how a request stands."""
    parts = [view.track.state for view in file.others if view.track.type == PART]
    parties = [view.track for view in file.others if view.track.type == PARTY]
    return Standing(
        considered=file.main.track.state == "considering",
        undecided=parts.count("open"),
        unheard=sum(1 for one in parties if one.state in UNHEARD),
        waiting=sum(1 for one in parties if not one.final),
        deliverable=shown.deliverable,
        disclosed=any(state in DISCLOSING for state in parts),
        refused=any(state != "full" for state in parts),
        owed=shown.owed,
        many=shown.repeated.is_many,
    )


STEPS = Steps(ON_REQUEST, ON_TRACKS, WAITS, GROUPS, rest=4, standing=standing_of)


def idle_of(file: MatterFile, shown: Shown, view: TrackView) -> frozenset[str]:
    """Return the acts on a part or a third party that have nothing to do yet, or no more."""
    found: set[str] = set()
    if view.track.type in {PART, PARTY} and file.matter.state not in UNDER_WORK:
        found |= BEFORE_ORDER
    party = shown.parties.get(view.track.pk)
    if party is not None:
        found.add("record_ruling" if party.ruling_told_on else "end_embargo")
    return frozenset(found)
