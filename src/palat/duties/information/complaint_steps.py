"""What to do next on a complaint: one step, chosen by a small table with its reason; the other acts in groups."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from palat.duties.information.procedure.complaint_words import COMPLIANCE, EXPLANATION, INSPECTION, SUMMONS
from palat.kernel.matters.desk.next_step import Step, Steps, Wait
from palat.kernel.matters.queries.file import MatterFile, TrackView

AGENCYS_OWN = frozenset({"accept", "report", "progress"})


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
    Wait("clarifying", gettext_lazy("รอผู้ร้องเรียนชี้แจง เวลาพิจารณาตามกฎหมายยังนับต่อ")),
    Wait("agency_asked", gettext_lazy("รอคำชี้แจง การเรียก หรือการเข้าตรวจสอบ")),
    Wait("considering", gettext_lazy("รอคำชี้แจง การเรียก หรือการเข้าตรวจสอบ")),
    Wait("proposed", gettext_lazy("รอผู้มีอำนาจออกความเห็น")),
    Wait("complying", gettext_lazy("รอหน่วยงานปฏิบัติตามความเห็น")),
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


def standing_of(file: MatterFile, _shown: object) -> Standing:
    """Return how a complaint stands."""
    tracks = [view.track for view in file.others]
    return Standing(
        asked=any(one.type == EXPLANATION for one in tracks),
        waiting=any(one.type in {EXPLANATION, SUMMONS, INSPECTION} and not one.final for one in tracks),
        following=any(one.type == COMPLIANCE and not one.final for one in tracks),
    )


STEPS = Steps(ON_COMPLAINT, ON_TRACKS, WAITS, GROUPS, rest=2, standing=standing_of)


def idle_of(_file: MatterFile, _shown: object, view: TrackView) -> frozenset[str]:
    """Return the answers on a track that are the agency's own to give."""
    return frozenset(one.move.code for one in view.doable if one.move.answers in AGENCYS_OWN)
