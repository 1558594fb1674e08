"""What goes on inside one agency of the demo office: sections, work given out, drafts, what it sent on."""

from datetime import timedelta

from palat.duties.petitions.demo.office import Office
from palat.kernel.agencies.operations import drafting, forwarding, onward, people
from palat.kernel.agencies.procedure import Answer
from palat.kernel.agencies.queries.inbox import TODO, folder, inbox
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Track, UnableToAct

AGENCY = "กฟภ"
SECTIONS = ("กองบำรุงรักษาระบบจำหน่าย", "กองบริการลูกค้า")
DRAFTED = (
    "ได้ส่งชุดแก้ไฟฟ้าเข้าตรวจสอบจุดที่แจ้งแล้ว พบอุปกรณ์ชำรุดและเปลี่ยนใหม่เรียบร้อย ทดสอบแล้วใช้งานได้ตามปกติ",
    "ตรวจสอบแล้วอยู่ระหว่างจัดหาอุปกรณ์ คาดว่าจะแล้วเสร็จภายในเดือนนี้",
    "ได้ชี้แจงอัตราค่าไฟฟ้าและวิธีคำนวณให้ผู้ใช้ไฟฟ้าทราบแล้ว",
)
RETURNED = "โปรดระบุวันที่เข้าดำเนินการ และแนบภาพถ่ายหลังซ่อม"
ASKED = "โปรดสำรวจจุดที่แจ้งร่วมกับผู้นำชุมชน และรายงานสภาพพร้อมภาพถ่าย"
GIVEN_OUT = 12
DAYS_TO_ANSWER = 3


def fill(office: Office) -> None:
    """Let an agency give out its open work, draft some answers, send one matter on, and want answers approved."""
    agency_id = office.agency(AGENCY)
    liaison, approver = office.people["liaison-pea"], office.people["pea-approver"]
    manager, drafters = office.people["pea-manager"], (office.people["pea-drafter-1"], office.people["pea-drafter-2"])
    sections = [people.add_section(agency_id=agency_id, name=name, by=manager, at=office.now) for name in SECTIONS]
    tracks = list(folder(inbox(liaison), TODO).filter(type="referral").order_by("opened_at", "pk")[:GIVEN_OUT])
    for number, track in enumerate(tracks):
        forwarding.forward(
            track_id=track.pk,
            section_id=sections[number % 2].pk,
            official_id=drafters[number % 2].official_id,
            by=liaison,
            at=office.now,
        )
    for number, track in enumerate(tracks[: len(DRAFTED)]):
        _draft(office, track, drafters[number % 2], approver, number)
    office.filled["sent_on"] = sum(_send_on(office, track, liaison) for track in tracks[3:6])
    people.set_approval(agency_id=agency_id, approval="answers", by=approver, at=office.now)
    office.filled["given_out"] = len(tracks)


def _draft(office: Office, track: Track, by: Actor, approver: Actor, number: int) -> None:
    """Draft an answer: the first lies before the approver, the second came back, the third is being written."""
    said = Answer(DRAFTED[number], "solved")
    draft = drafting.save(track_id=track.pk, kind="report", said=said, by=by, at=office.now)
    if number < 2:
        drafting.submit(track_id=track.pk, by=by, at=office.now, revision=draft.revision)
    if number == 1:
        drafting.give_back(track_id=track.pk, by=approver, at=office.now, revision=draft.revision, reason=RETURNED)


def _send_on(office: Office, track: Track, by: Actor) -> int:
    """Send a matter on to a body without an account. Returns how many were sent: one, unless it stays where it is."""
    to = onward.Receiver(None, "ที่ทำการปกครองอำเภอ (ตัวอย่าง)", "district@example.org")
    due_on = legal_date(office.now) + timedelta(days=DAYS_TO_ANSWER)
    try:
        onward.send_on(track_id=track.pk, to=to, words=ASKED, due_on=due_on, by=by, at=office.now)
    except UnableToAct:
        return 0
    return 1
