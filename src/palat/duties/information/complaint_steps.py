"""What to do next on a complaint: one step, chosen by a small table with its reason; the other acts in groups."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from palat.duties.information.procedure.complaint_words import COMPLIANCE, EXPLANATION, INSPECTION, SUMMONS
from palat.kernel.matters.desk.next_step import Group, Next, Step, first_step, groups_by
from palat.kernel.matters.queries.file import Doable, MatterFile


@dataclass(frozen=True)
class Standing:
    """A complaint as far as the next step depends on it."""

    asked: bool  # an agency was asked at least once
    waiting: bool  # something that was asked, summoned or ordered is not over
    following: bool  # the agency has not yet done what the opinion asks


ON_TRACKS = (
    Step("reported", "accept_explanation", gettext_lazy("หน่วยงานชี้แจงแล้ว ตรวจว่าครบหรือไม่")),
    Step("told", "accept_compliance", gettext_lazy("หน่วยงานรายงานผลการปฏิบัติ ตรวจว่าครบหรือไม่")),
    Step("summoned", "record_appearance", gettext_lazy("มีหนังสือเรียกที่รอบันทึกผล")),
    Step("ordered", "record_inspection", gettext_lazy("มีการเข้าตรวจสอบที่รอบันทึกผล")),
)
ON_COMPLAINT = (
    Step("received", "take_up", gettext_lazy("เรื่องใหม่ยังไม่มีเจ้าของเรื่อง กฎหมายให้พิจารณาให้เสร็จภายในกำหนด นับจากวันที่ได้รับ")),
    Step("considering", "ask_agency", gettext_lazy("ขอให้หน่วยงานชี้แจงก่อนพิจารณา"), lambda now: not now.asked),
    Step("agency_asked", "propose_opinion", gettext_lazy("ได้ข้อเท็จจริงครบแล้ว เสนอความเห็น"), lambda now: not now.waiting),
    Step("considering", "propose_opinion", gettext_lazy("ได้ข้อเท็จจริงครบแล้ว เสนอความเห็น"), lambda now: not now.waiting),
    Step("proposed", "sign_opinion", gettext_lazy("มีความเห็นเสนอมา ตรวจข้อเท็จจริงและสิ่งที่ให้หน่วยงานดำเนินการ")),
    Step("opined", "close", gettext_lazy("แจ้งความเห็นแล้ว ไม่มีสิ่งที่หน่วยงานต้องดำเนินการ")),
    Step("complying", "close", gettext_lazy("ติดตามการปฏิบัติเสร็จแล้ว"), lambda now: not now.following),
)
WAITS = (
    ("clarifying", gettext_lazy("รอผู้ร้องเรียนชี้แจง เวลาพิจารณาตามกฎหมายยังนับต่อ")),
    ("agency_asked", gettext_lazy("รอคำชี้แจง การเรียก หรือการเข้าตรวจสอบ")),
    ("considering", gettext_lazy("รอคำชี้แจง การเรียก หรือการเข้าตรวจสอบ")),
    ("proposed", gettext_lazy("รอผู้มีอำนาจออกความเห็น")),
    ("complying", gettext_lazy("รอหน่วยงานปฏิบัติตามความเห็น")),
)
GROUPS = (
    (
        gettext_lazy("พิจารณา"),
        (
            *("take_up", "ask_agency", "summon", "inspect", "resume", "extend"),
            *("propose_opinion", "return_opinion", "sign_opinion", "reopen"),
        ),
    ),
    (gettext_lazy("ติดต่อผู้ร้องเรียน"), ("ask_requester", "clarify", "write_to_requester")),
    (gettext_lazy("ทะเบียนและผู้รับผิดชอบ"), ("assign", "change_urgency", "write_note", "bar", "unbar")),
    (gettext_lazy("ยุติ"), ("close", "not_admit", "withdraw")),
)
REST = 2


def standing_of(file: MatterFile) -> Standing:
    """Return how a complaint stands."""
    tracks = [view.track for view in file.others]
    return Standing(
        asked=any(one.type == EXPLANATION for one in tracks),
        waiting=any(one.type in {EXPLANATION, SUMMONS, INSPECTION} and not one.final for one in tracks),
        following=any(one.type == COMPLIANCE and not one.final for one in tracks),
    )


def next_of(file: MatterFile) -> Next | None:
    """Return the one step that the viewer should take next, or what is waited for."""
    now = standing_of(file)
    for view in file.others:
        found = first_step(ON_TRACKS, view, now, on_track=True)
        if found is not None:
            return found
    return first_step(ON_COMPLAINT, file.main, now) or _waited_for(file)


def _waited_for(file: MatterFile) -> Next | None:
    return next((Next(str(words)) for state, words in WAITS if state == file.main.track.state), None)


def groups_of(doable: Sequence[Doable], after: Next | None) -> list[Group]:
    """Return the acts besides the next step by what they are for."""
    return groups_by(GROUPS, doable, after, rest=REST)
