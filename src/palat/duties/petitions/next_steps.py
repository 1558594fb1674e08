"""What to do next in a petition: one step, chosen by a small table with its reason; the other acts in groups."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy

from palat.duties.petitions.procedure.words import REFERRAL
from palat.duties.petitions.queries.petition import Petition
from palat.kernel.matters.deciding import COMPILING, ORDER
from palat.kernel.matters.desk.next_step import Next, Step, Steps, Wait
from palat.kernel.matters.queries.decisions import OpinionLine, sent_back
from palat.kernel.matters.queries.file import MatterFile


@dataclass(frozen=True)
class Standing:
    """A petition as far as the next step depends on it."""

    state: str
    tracks: tuple[tuple[str, str, bool], ...]  # type, state, final
    answer_written: bool
    copy_missing: bool  # only a concealed copy may leave, and nobody approved one
    copy_waits: str  # a prepared copy waits to be approved: `mine` by another, `others` by the viewer
    decided: bool  # a decider has decided on the latest submission
    recorded: bool  # a pen or oral order waits to be confirmed
    came_back: OpinionLine | None = None  # the level that gave the opinion back, and why

    def open(self, type: str) -> int:
        """Count the open tracks of a type."""
        return sum(1 for kind, _state, final in self.tracks if kind == type and not final)

    def ever(self, type: str) -> bool:
        """Say whether there is a track of a type, open or final."""
        return any(kind == type for kind, _state, _final in self.tracks)


# Decisions after which the case is brought to its end; others ask for more first.
ENDING = frozenset({"approved", "approved_noting", "ordered_otherwise", "noted"})

# What an agency has sent in is looked at before the case itself.
ON_TRACKS = (
    Step("reported", "accept_report", gettext_lazy("หน่วยงานรายงานผลแล้ว ตรวจว่าตรงประเด็นและมีหลักฐาน แล้วรับรายงานหรือส่งกลับ")),
    Step("asked", "reply_agency", gettext_lazy("หน่วยงานขอข้อมูลเพิ่มเติม กำหนดเวลาของหน่วยงานหยุดนับจนกว่าจะตอบ")),
    Step("returned", "reroute", gettext_lazy("หน่วยงานแจ้งว่าไม่อยู่ในหน้าที่และอำนาจ ต้องเลือกหน่วยงานที่รับผิดชอบ")),
    Step("sent", "agency_accept", gettext_lazy("เรื่องมาถึงหน่วยงานแล้ว รับไว้ดำเนินการ หรือแจ้งว่าไม่อยู่ในหน้าที่และอำนาจ")),
    Step("in_progress", "agency_report", gettext_lazy("รายงานผลเมื่อดำเนินการแล้วเสร็จ พร้อมหลักฐาน")),
    Step("ordered", "order_acknowledge", gettext_lazy("มีข้อสั่งการถึงหน่วยงาน")),
    Step("acknowledged", "order_report", gettext_lazy("รายงานผลเมื่อปฏิบัติตามข้อสั่งการแล้ว")),
    Step("done_reported", "order_verify", gettext_lazy("หน่วยงานรายงานผลการปฏิบัติตามข้อสั่งการแล้ว ตรวจรับหรือให้ดำเนินการต่อ")),
)

ON_CASE = (
    Step("received", "accept", gettext_lazy("เรื่องใหม่ยังไม่ผ่านการคัดกรอง ถ้ารับไว้พิจารณาให้จ่ายเรื่องในขั้นเดียวกัน")),
    Step("refusal_proposed", "approve_refusal", gettext_lazy("มีผู้เสนอไม่รับเรื่องไว้พิจารณา ต้องมีผู้บังคับบัญชาอีกคนหนึ่งตรวจเหตุ")),
    Step(
        "in_hand",
        "compile",
        gettext_lazy("หน่วยงานรายงานผลครบทุกแห่งแล้ว"),
        lambda now: now.ever(REFERRAL) and not now.open(REFERRAL),
    ),
    Step(
        "in_hand",
        "approve_concealed_copy",
        gettext_lazy("มีผู้จัดทำฉบับปกปิดแล้ว ต้องมีอีกคนหนึ่งตรวจทุกคำและอนุมัติ"),
        lambda now: now.copy_missing and now.copy_waits == "others",
    ),
    Step(
        "in_hand",
        "prepare_concealed_copy",
        gettext_lazy("ผู้ร้องต้องได้รับการปกปิด ต้องมีฉบับปกปิดก่อนส่งเรื่องออกนอกสำนักงาน"),
        lambda now: now.copy_missing and not now.copy_waits and not now.ever(REFERRAL),
    ),
    Step(
        "in_hand",
        "refer",
        gettext_lazy("ยังไม่ได้ส่งเรื่องให้หน่วยงาน ถ้าสำนักงานพิจารณาได้เอง ให้เสนอความเห็นแทน"),
        lambda now: not now.ever(REFERRAL) and not now.copy_missing,
    ),
    Step(
        "in_hand",
        "submit",
        gettext_lazy("ไม่มีเรื่องที่ต้องส่งหน่วยงาน ทำความเห็นเสนอผู้มีอำนาจพิจารณา"),
        lambda now: not now.open(REFERRAL) and not (now.copy_missing and now.copy_waits),
    ),
    Step("referred", "compile", gettext_lazy("หน่วยงานรายงานผลครบทุกแห่งแล้ว"), lambda now: not now.open(REFERRAL)),
    Step("compiling", "conclude", gettext_lazy("ผู้มีอำนาจพิจารณาแล้ว"), lambda now: now.decided),
    Step(
        "compiling",
        "submit",
        gettext_lazy("ความเห็นถูกส่งคืน แก้ไขตามเหตุผลแล้วเสนอใหม่"),
        lambda now: now.came_back is not None,
    ),
    Step("compiling", "submit", gettext_lazy("ประมวลข้อเท็จจริงแล้ว ทำความเห็นเสนอผู้มีอำนาจพิจารณา")),
    Step("submitted", "confirm_decision", gettext_lazy("มีคำสั่งที่บันทึกไว้ รอผู้อื่นยืนยัน"), lambda now: now.recorded),
    Step("submitted", "decide", gettext_lazy("แฟ้มอยู่ที่ท่าน")),
    Step("submitted", "present", gettext_lazy("แฟ้มรอกลั่นกรองและจัดลำดับ")),
    Step("ordered", "conclude", gettext_lazy("ตรวจรับผลการปฏิบัติตามข้อสั่งการครบแล้ว"), lambda now: not now.open(ORDER)),
    Step("concluded", "notify", gettext_lazy("ร่างคำตอบพร้อมเหตุผลแล้ว"), lambda now: now.answer_written),
    Step("concluded", "write_answer", gettext_lazy("ได้ข้อยุติแล้ว ต้องร่างคำตอบพร้อมเหตุผลก่อนแจ้งผู้ร้อง")),
    Step("notified", "close", gettext_lazy("แจ้งผลผู้ร้องแล้ว")),
    Step("review_requested", "accept_review", gettext_lazy("ผู้ร้องขอให้ทบทวนผล ถ้ามีข้อเท็จจริงใหม่ให้รับทบทวน")),
    Step("suspended", "take_up", gettext_lazy("เรื่องถูกระงับการพิจารณาไว้ ยกขึ้นพิจารณาต่อเมื่อเหตุหมดไป")),
)

# What others must do first, said where the viewer has no next step.
WAITS = (
    Wait(
        "in_hand",
        gettext_lazy("รอเจ้าหน้าที่อีกคนหนึ่งอนุมัติฉบับปกปิด"),
        lambda now: now.copy_missing and bool(now.copy_waits),
    ),
    Wait("info_requested", gettext_lazy("รอข้อเท็จจริงเพิ่มเติมจากผู้ร้อง")),
    Wait("referred", gettext_lazy("รอหน่วยงานรายงานผล"), lambda now: now.open(REFERRAL) > 0),
    Wait("submitted", gettext_lazy("รอผู้มีอำนาจพิจารณา")),
    Wait("ordered", gettext_lazy("รอหน่วยงานปฏิบัติตามข้อสั่งการ"), lambda now: now.open(ORDER) > 0),
)

GROUPS = (
    (
        gettext_lazy("ส่งต่อและประสาน"),
        ("refer", "assign", "coordinate", "release_file"),
    ),
    (gettext_lazy("ขอข้อมูล"), ("ask_petitioner", "add_facts", "write_to_petitioner", "site_visit", "attach_file")),
    (
        gettext_lazy("ตัดสินใจ"),
        (
            *("accept", "propose_refusal", "approve_refusal", "decline_refusal", "note", "answer_at_once"),
            *("prepare_concealed_copy", "approve_concealed_copy"),
            *("compile", "amend_facts", "submit", "endorse", "return_draft", "decide"),
            *("present", "record_decision", "withdraw_recorded", "confirm_decision"),
            *("conclude", "write_answer", "notify"),
            *("object", "object_in_case", "ask_review", "accept_review", "decline_review", "take_up"),
        ),
    ),
    (
        gettext_lazy("แก้ไขทะเบียน"),
        (
            *("write_note", "classify", "change_urgency", "change_secrecy", "bar", "unbar"),
            *("add_link", "end_link", "merge", "unmerge", "rate"),
        ),
    ),
    (gettext_lazy("ยุติ"), ("close", "close_suspended", "suspend", "withdraw", "record_withdrawal", "untraceable")),
)


def standing_of(file: MatterFile, petition: Petition) -> Standing:
    """Return how a petition stands."""
    submission = file.submission
    return Standing(
        state=file.main.track.state,
        tracks=tuple((view.track.type, view.track.state, view.track.final) for view in file.others),
        answer_written=bool(petition.answer.get("found") and petition.answer.get("reasons")),
        copy_missing=petition.must_conceal and not petition.concealed_copy,
        copy_waits=petition.copy_waits,
        decided=_has_ended(file),
        recorded=bool(submission and submission.decided_at is None and submission.recorded),
        came_back=sent_back(submission) if file.main.track.state == COMPILING else None,
    )


def _has_ended(file: MatterFile) -> bool:
    """Say whether the case stands where it does because a decider decided, and not for an older decision."""
    submission = file.submission
    if submission is None or submission.decided_at is None:
        return False
    return submission.decided_at >= file.main.track.since and submission.decision in ENDING


STEPS = Steps(ON_CASE, ON_TRACKS, WAITS, GROUPS, rest=3, standing=standing_of)


def next_of(file: MatterFile, petition: Petition) -> Next | None:
    """Return the one step that the viewer should take next, or what is waited for; nothing where the case is over."""
    found = STEPS.next(file, petition)
    if found is None or found.doable is None or found.doable.move.code != "submit":
        return found
    return replace(found, came_back=standing_of(file, petition).came_back)
