"""The procedure of a citizen's petition (เรื่องราวร้องทุกข์), as data that an official can read.

Sources: ระเบียบสำนักนายกรัฐมนตรีว่าด้วยการจัดการเรื่องราวร้องทุกข์ พ.ศ. 2552 and the Office's own
practice. Every limit is a dated row of `calendar`, named here by its code only.
"""

from palat.duties.petitions.group_procedure import group_petition
from palat.duties.petitions.problem_procedure import problem
from palat.kernel.letters.moves import letter_moves
from palat.kernel.matters.deciding import ORDER, decision_moves, decision_states, order_track
from palat.kernel.matters.procedure import (
    MAIN,
    ClockStart,
    Guard,
    Move,
    Procedure,
    Situation,
    State,
    TrackType,
)


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


REFERRAL = "referral"

AGENT, CLERK, INTAKE, SHIFT = (
    "contact_centre_agent@office",
    "registry_clerk@office",
    "intake_officer@office",
    "shift_leader@office",
)
HOLDER, OFFICER, HEAD, LEGAL, DIRECTOR = (
    "case_officer@holder",
    "case_officer@unit",
    "group_head@unit",
    "legal_officer@unit",
    "director@unit",
)
LIAISON, CCEO = "agency_liaison@agency", "cceo@agency"
ADVISER = "legal_officer@office"  # a legal officer gives an opinion on a case of whatever group
CITIZEN, SYSTEM = "citizen@self", "system@system"
SUPERVISORS = (HEAD, DIRECTOR)
WORKERS = (HOLDER, HEAD, DIRECTOR)

KINDS = (
    ("grievance", _("ร้องทุกข์")),
    ("accusation", _("ร้องเรียนกล่าวโทษ")),
    ("tip_off", _("แจ้งเบาะแส")),
    ("help", _("ขอความช่วยเหลือ")),
    ("fairness", _("ขอความเป็นธรรม")),
    ("suggestion", _("เสนอข้อคิดเห็น")),
    ("enquiry", _("สอบถาม")),
    ("follow_up", _("ติดตามเรื่อง")),
    ("praise", _("ชมเชย")),
    ("nuisance", _("รบกวน")),
)
# Kinds that end as a contact unless an officer makes a case of them.
CONTACT_ONLY = frozenset({"enquiry", "follow_up", "praise", "nuisance"})

CHANNELS = (
    ("hotline", _("สายด่วน 1111")),
    ("web", _("เว็บไซต์")),
    ("post", _("ไปรษณีย์ / ตู้ ปณ. 1111")),
    ("walk_in", _("จุดบริการประชาชน 1111")),
    ("line", _("ไลน์ @PSC1111")),
    ("app", _("แอปพลิเคชัน PSC1111")),
)

OUTCOMES = (
    ("case", _("รับเป็นเรื่อง")),
    ("answered", _("ตอบข้อซักถามแล้ว")),
    ("status_read", _("แจ้งสถานะเรื่องแล้ว")),
    ("joined", _("เพิ่มเข้าเรื่องเดิม")),
    ("noted", _("รับทราบ")),
    ("call_back", _("รอติดต่อกลับ")),
    ("abuse", _("ยุติการสนทนา")),
    ("silent", _("ไม่มีเสียง / สายหลุด")),
)

CLOSINGS = (
    ("solved", _("แก้ไขได้ตามประสงค์")),
    ("relieved", _("บรรเทาความเดือดร้อน")),
    ("explained", _("ชี้แจงทำความเข้าใจ")),
    ("law_bars", _("ดำเนินการไม่ได้ตามกฎหมาย")),
    ("unfounded", _("ตรวจสอบแล้วไม่พบข้อเท็จจริงตามที่ร้อง")),
    ("other_process", _("อยู่ในกระบวนการอื่นตามกฎหมาย")),
    ("untraceable", _("ติดต่อผู้ร้องไม่ได้")),
)

SEND_BACK_REASONS = (
    ("off_point", _("ไม่ตรงประเด็นที่ร้อง")),
    ("no_evidence", _("ไม่มีหลักฐานประกอบ")),
    ("only_in_progress", _("แจ้งเพียงว่าอยู่ระหว่างดำเนินการ")),
    ("other", _("เหตุอื่น")),
)


def _no_open_referrals(now: Situation) -> bool:
    return now.open_tracks(REFERRAL) == 0


def _no_open_orders(now: Situation) -> bool:
    return now.open_tracks(ORDER) == 0


def _concealed_copy_ready(now: Situation) -> bool:
    return bool(now.facts.get("concealed_copy_ready"))


def _letter_when_accusing(now: Situation) -> bool:
    return now.kind != "accusation" or bool(now.facts.get("by_letter"))


def _answer_written(now: Situation) -> bool:
    return bool(now.facts.get("answer_written"))


def _told_or_untraceable(now: Situation) -> bool:
    return bool(now.facts.get("told") or now.facts.get("untraceable"))


def _new_facts(now: Situation) -> bool:
    return bool(now.facts.get("new_facts"))


NO_OPEN_REFERRALS = Guard(
    "no_open_referrals", _no_open_referrals, _("ยังมีหน่วยงานที่ยังไม่ได้ข้อยุติ ต้องรับรายงานหรือเรียกเรื่องคืนให้ครบก่อน")
)
NO_OPEN_ORDERS = Guard("no_open_orders", _no_open_orders, _("ยังมีข้อสั่งการที่ยังไม่ได้ตรวจรับผลการปฏิบัติ"))
CONCEALED_COPY = Guard(
    "concealed_copy",
    _concealed_copy_ready,
    _("ผู้ร้องขอปกปิดตัวตน ต้องมีผู้ตรวจและอนุมัติฉบับปกปิดก่อนส่งออกนอกสำนักงาน"),
)
LETTER_WHEN_ACCUSING = Guard("letter_when_accusing", _letter_when_accusing, _("เรื่องร้องเรียนกล่าวโทษต้องส่งเป็นหนังสือลงนาม"))
ANSWER_WRITTEN = Guard("answer_written", _answer_written, _("ต้องร่างคำตอบพร้อมเหตุผลก่อนแจ้งผลผู้ร้อง"))
TOLD = Guard("told", _told_or_untraceable, _("ยุติเรื่องได้เมื่อแจ้งผลผู้ร้องแล้ว หรือบันทึกว่าติดต่อผู้ร้องไม่ได้"))
NEW_FACTS = Guard("new_facts", _new_facts, _("ขอให้ทบทวนผลได้เมื่อมีข้อเท็จจริงใหม่ โปรดระบุข้อเท็จจริงใหม่"))

MAIN_STATES = (
    State("received", _("รับเรื่อง"), queue="unit", phase="received", public=_("รับเรื่องแล้ว กำลังคัดกรอง")),
    State("info_requested", _("ขอข้อเท็จจริงเพิ่มเติม"), phase="received", public=_("รอข้อเท็จจริงเพิ่มเติมจากผู้ร้อง")),
    State(
        "refusal_proposed",
        _("เสนอไม่รับเรื่องไว้พิจารณา"),
        queue="role:group_head",
        phase="received",
        public=_("อยู่ระหว่างพิจารณารับเรื่อง"),
    ),
    State("in_hand", _("เจ้าของเรื่องดำเนินการ"), phase="considering", public=_("เจ้าของเรื่องกำลังดำเนินการ")),
    State(
        "referred",
        _("ส่งเรื่องให้หน่วยงานพิจารณา"),
        waits_for=REFERRAL,
        phase="agencies",
        public=_("หน่วยงานที่เกี่ยวข้องกำลังดำเนินการ"),
    ),
    State("compiling", _("ประมวลข้อเท็จจริง"), phase="deciding", public=_("กำลังประมวลข้อเท็จจริงและทำความเห็น")),
    *decision_states(phase="deciding", told=True, waits=True),
    State("concluded", _("ได้ข้อยุติ รอแจ้งผล"), phase="answered", public=_("ได้ข้อยุติแล้ว กำลังจัดทำคำตอบ")),
    State("notified", _("แจ้งผลแล้ว รอยุติเรื่อง"), queue="role:group_head", phase="answered", public=_("แจ้งผลแล้ว")),
    State(
        "review_requested",
        _("ขอให้ทบทวนผล"),
        queue="role:group_head",
        phase="considering",
        public=_("รับคำขอให้ทบทวนผลแล้ว"),
    ),
    State("suspended", _("ระงับการพิจารณา"), queue="role:group_head", phase="considering"),
    State("closed", _("ยุติเรื่อง"), final=True, phase="answered"),
    State("answered", _("ชี้แจงทันที"), final=True, phase="answered", public=_("ชี้แจงแล้ว")),
    State("noted", _("รับทราบไว้ขั้นต้น"), final=True, phase="answered"),
    State("not_accepted", _("ไม่รับเรื่องไว้พิจารณา"), final=True, phase="answered"),
    State("merged", _("รวมเรื่อง"), final=True, phase="considering", public=_("รวมพิจารณากับเรื่องเดียวกันแล้ว")),
    State("withdrawn", _("ผู้ร้องขอยุติเรื่อง"), final=True, phase="answered"),
)

SCREENERS = (INTAKE, SHIFT, OFFICER, HEAD, DIRECTOR)
OPEN = tuple(state.code for state in MAIN_STATES if not state.final)
WORKING = ("in_hand", "referred", "compiling")
ENDED = ("notified", "closed", "answered", "not_accepted", "noted", "withdrawn")  # what new facts may open again

MAIN_MOVES = (
    Move(
        "accept",
        _("รับไว้พิจารณา"),
        by=SCREENERS,
        frm=("received", "info_requested"),
        to="in_hand",
        stops=("screening", "info", "life"),
        starts=(ClockStart("forward", "petition.referral"),),
        public=_("รับเรื่องไว้พิจารณา"),
        style="primary",
        bulk=True,
    ),
    Move(
        "ask_petitioner",
        _("ขอข้อเท็จจริงเพิ่มเติมจากผู้ร้อง"),
        by=(*SCREENERS, HOLDER),
        frm=("received", "in_hand"),
        to="info_requested",
        pauses=("screening", "forward"),
        starts=(ClockStart("info", "petition.info_request"),),
        public=_("ขอข้อเท็จจริงเพิ่มเติม"),
    ),
    Move(
        "add_facts",
        _("เพิ่มข้อเท็จจริง"),
        by=(CITIZEN, AGENT, *SCREENERS, *WORKERS),
        frm=(*OPEN, "merged"),
        or_to=("received", "in_hand"),
        from_final=True,  # one whose petition was merged still knows more; it reaches the case's officer
        public=_("ผู้ร้องเพิ่มข้อเท็จจริง"),
        conflicts=(),
        resumes=("screening", "forward"),
        stops=("info",),
    ),
    Move(
        "propose_refusal",
        _("เสนอไม่รับเรื่อง"),
        by=SCREENERS,
        frm=("received", "info_requested", "in_hand"),
        to="refusal_proposed",
        stops=("screening", "info", "life"),
        starts=(ClockStart("refusal", "petition.refusal"),),
    ),
    Move(
        "approve_refusal",
        _("อนุมัติไม่รับเรื่องไว้พิจารณา"),
        by=SUPERVISORS,
        frm=("refusal_proposed",),
        to="not_accepted",
        not_by_maker_of=("propose_refusal",),
        public=_("ไม่รับเรื่องไว้พิจารณา พร้อมแจ้งเหตุผลและช่องทางอื่น"),
        style="danger",
    ),
    Move(
        "decline_refusal",
        _("ไม่เห็นชอบ ให้รับไว้พิจารณา"),
        by=SUPERVISORS,
        frm=("refusal_proposed",),
        to="in_hand",
        stops=("refusal",),
        starts=(ClockStart("forward", "petition.referral"),),
        public=_("รับเรื่องไว้พิจารณา"),
    ),
    Move(
        "note",
        _("รับทราบไว้ขั้นต้น"),
        by=(*SUPERVISORS, SHIFT),
        frm=("received", "in_hand"),
        to="noted",
        public=_("รับทราบไว้ขั้นต้น"),
        bulk=True,
    ),
    Move(
        "answer_at_once",
        _("ชี้แจงทันที"),
        by=(*SCREENERS, HOLDER),
        frm=("received", "in_hand"),
        to="answered",
        public=_("ชี้แจงแล้ว"),
    ),
    Move(
        "refer",
        _("ส่งเรื่องให้หน่วยงานพิจารณา"),
        by=WORKERS,
        frm=WORKING,
        to="referred",
        guards=(CONCEALED_COPY, LETTER_WHEN_ACCUSING),
        stops=("forward",),
        public=_("ส่งเรื่องให้หน่วยงานพิจารณา"),
        style="primary",
        conflicts=("merge", "close"),
    ),
    Move(
        "refer_signed",
        _("ส่งเรื่องตามหนังสือที่ลงนามแล้ว"),
        by=(SYSTEM,),
        frm=WORKING,
        to="referred",
        guards=(CONCEALED_COPY,),
        stops=("forward",),
        public=_("ส่งเรื่องให้หน่วยงานพิจารณา"),
        conflicts=("merge", "close"),
        own_page=True,
    ),
    Move(
        "compile",
        _("ประมวลข้อเท็จจริง"),
        by=WORKERS,
        frm=("in_hand", "referred"),
        to="compiling",
        stops=("forward",),
        guards=(NO_OPEN_REFERRALS,),
        public=_("ประมวลข้อเท็จจริง"),
        style="primary",
    ),
    *decision_moves(
        proposers=(*WORKERS, ADVISER),
        frm=("in_hand", "compiling"),
        stops=("forward",),
        told=("submitted", "ordered"),
    ),
    Move(
        "conclude",
        _("สรุปได้ข้อยุติ"),
        by=WORKERS,
        frm=("in_hand", "referred", "compiling", "ordered"),
        to="concluded",
        guards=(NO_OPEN_REFERRALS, NO_OPEN_ORDERS),
        stops=("forward",),
        starts=(ClockStart("notify", "petition.notify"),),
        public=_("ได้ข้อยุติ"),
        style="primary",
    ),
    Move(
        "notify",
        _("แจ้งผลผู้ร้อง"),
        by=WORKERS,
        frm=("concluded",),
        to="notified",
        guards=(ANSWER_WRITTEN,),
        stops=("notify",),
        public=_("แจ้งผลการพิจารณา"),
        style="primary",
    ),
    Move(
        "close",
        _("ยุติเรื่อง"),
        by=SUPERVISORS,
        frm=("notified", "concluded"),
        to="closed",
        guards=(TOLD, NO_OPEN_REFERRALS, NO_OPEN_ORDERS),
        public=_("ยุติเรื่อง"),
        style="primary",
        bulk=True,
    ),
    Move(
        "object",
        _("ขอให้ทบทวนผล"),
        by=(CITIZEN, AGENT, INTAKE, SHIFT),
        frm=ENDED,
        to="review_requested",
        guards=(NEW_FACTS,),
        from_final=True,
        starts=(ClockStart("review", "petition.reopen"),),
        public=_("ผู้ร้องขอให้ทบทวนผล"),
    ),
    Move(
        "object_in_case",
        _("ขอให้ทบทวนผลของเรื่องที่พิจารณารวมกัน"),
        by=(CITIZEN, AGENT, INTAKE, SHIFT),
        frm=("merged",),
        guards=(NEW_FACTS,),
        from_final=True,
        public=_("ผู้ร้องขอให้ทบทวนผล"),
        conflicts=(),
    ),
    Move(
        "object_from_merged",
        _("ผู้ร้องของเรื่องที่รวมไว้ขอให้ทบทวนผล"),
        by=(SYSTEM,),
        frm=ENDED,
        to="review_requested",
        from_final=True,
        starts=(ClockStart("review", "petition.reopen"),),
        public=_("มีคำขอให้ทบทวนผล"),
        own_page=True,
    ),
    Move(
        "accept_review",
        _("รับทบทวน"),
        by=SUPERVISORS,
        frm=("review_requested",),
        to="in_hand",
        stops=("review",),
        starts=(ClockStart("forward", "petition.referral"),),
        public=_("รับทบทวนเรื่องตามข้อเท็จจริงใหม่"),
        style="primary",
    ),
    Move(
        "decline_review",
        _("ยืนยันผลเดิม"),
        by=SUPERVISORS,
        frm=("review_requested",),
        to="closed",
        public=_("ยืนยันผลการพิจารณาเดิม พร้อมแจ้งเหตุผล"),
    ),
    Move(
        "withdraw",
        _("ขอยุติเรื่อง"),
        by=(CITIZEN, AGENT, INTAKE, *WORKERS),
        frm=("received", "info_requested", "in_hand", "referred", "compiling"),
        to="withdrawn",
        public=_("ผู้ร้องขอยุติเรื่อง"),
    ),
    Move(
        "merge",
        _("รวมเรื่อง"),
        by=(INTAKE, SHIFT, OFFICER, HOLDER, *SUPERVISORS),
        frm=("received", "info_requested", "in_hand", "referred", "compiling"),
        to="merged",
        public=_("รวมพิจารณากับเรื่องเดียวกัน"),
        bulk=True,
    ),
    Move(
        "unmerge",
        _("แยกเรื่องออก"),
        by=SUPERVISORS,
        frm=("merged",),
        to="in_hand",
        from_final=True,
        starts=(ClockStart("forward", "petition.referral"),),
        public=_("แยกพิจารณาเป็นเรื่องต่างหาก"),
    ),
    Move(
        "suspend",
        _("ระงับการพิจารณา"),
        by=SUPERVISORS,
        frm=("received", "in_hand", "compiling"),
        to="suspended",
        pauses=("*",),
        public=_("ระงับการพิจารณา"),
    ),
    Move(
        "take_up",
        _("ยกขึ้นพิจารณาต่อ"),
        by=SUPERVISORS,
        frm=("suspended",),
        to="in_hand",
        resumes=("*",),
        public=_("ยกเรื่องขึ้นพิจารณาต่อ"),
    ),
    Move(
        "close_suspended",
        _("ยุติเรื่องที่ระงับ"),
        by=SUPERVISORS,
        frm=("suspended",),
        to="closed",
        guards=(TOLD,),
        public=_("ยุติเรื่อง"),
    ),
    Move("assign", _("จ่ายเรื่อง / มอบหมาย"), by=(INTAKE, SHIFT, *SUPERVISORS), conflicts=("assign",), bulk=True),
    Move("write_note", _("บันทึกภายใน"), by=(*SCREENERS, *WORKERS, ADVISER), conflicts=(), from_final=True),
    Move("write_answer", _("ร่างคำตอบ"), by=WORKERS, frm=("in_hand", "compiling", "concluded", "ordered")),
    Move("bar", _("บันทึกผู้มีส่วนได้เสีย"), by=(*SCREENERS, *WORKERS, LEGAL), conflicts=()),
    Move("unbar", _("ยกเลิกการกันผู้มีส่วนได้เสีย"), by=(DIRECTOR, "deputy_permanent_secretary@office"), conflicts=()),
    Move("attach_file", _("แนบเอกสาร"), by=(*SCREENERS, *WORKERS, LEGAL), conflicts=()),
    Move("release_file", _("กำหนดผู้เห็นเอกสาร"), by=WORKERS, conflicts=()),
    Move("add_link", _("เชื่อมโยงเรื่อง"), by=(*SCREENERS, *WORKERS, LEGAL), conflicts=(), from_final=True),
    Move("end_link", _("ยกเลิกการเชื่อมโยง"), by=(*SCREENERS, *WORKERS, LEGAL), conflicts=(), from_final=True),
    Move(
        "change_secrecy",
        _("เปลี่ยนชั้นความลับ"),
        by=(HEAD, DIRECTOR, "deputy_permanent_secretary@office", "permanent_secretary@office"),
        conflicts=("change_secrecy",),
        from_final=True,
    ),
    Move("change_urgency", _("เปลี่ยนชั้นความเร็ว"), by=(*SCREENERS, HOLDER)),
    Move("classify", _("แก้ไขประเภทเรื่อง"), by=(*SCREENERS, HOLDER)),
    Move(
        "approve_concealed_copy",
        _("อนุมัติฉบับปกปิด"),
        by=(OFFICER, HOLDER, HEAD, DIRECTOR, LEGAL),
        frm=WORKING,
        conflicts=(),
    ),
    Move(
        "coordinate",
        _("บันทึกการประสานทางโทรศัพท์"),
        by=(AGENT, *SCREENERS, HOLDER),
        conflicts=(),
        public=_("ประสานหน่วยงานทางโทรศัพท์"),
    ),
    Move(
        "write_to_petitioner",
        _("เขียนถึงผู้ร้อง"),
        by=(*SCREENERS, HOLDER),
        conflicts=(),
        public=_("ข้อความจากเจ้าหน้าที่"),
    ),
    Move(
        "amend_facts",
        _("แก้ไขประมวลข้อเท็จจริง"),
        by=(*WORKERS, LEGAL),
        frm=("in_hand", "referred", "compiling"),
        conflicts=("amend_facts", "compile", "submit"),
    ),
    Move("site_visit", _("บันทึกการลงพื้นที่"), by=(*WORKERS, OFFICER), frm=WORKING, conflicts=()),
    Move("untraceable", _("บันทึกว่าติดต่อผู้ร้องไม่ได้"), by=WORKERS, frm=("in_hand", "compiling", "concluded", "suspended")),
    Move("rate", _("ประเมินความพึงพอใจ"), by=(CITIZEN, AGENT), from_final=True, conflicts=()),
    Move(
        "ask_review",
        _("ตรวจซ้ำแล้วให้ทบทวน"),
        by=SUPERVISORS,
        frm=("closed", "answered", "not_accepted", "noted"),
        to="review_requested",
        from_final=True,
        starts=(ClockStart("review", "petition.reopen"),),
        public=_("สำนักงานตรวจซ้ำและจะทบทวนผล"),
    ),
    *letter_moves(
        drafters=(*WORKERS, OFFICER, LEGAL),
        signers=(DIRECTOR, "deputy_permanent_secretary@office", "permanent_secretary@office"),
        sealers=(HEAD,),
        clerks=(CLERK, INTAKE, SHIFT),
    ),
)

AGENCY_SIDE = (LIAISON, CCEO)

REFERRAL_STATES = (
    State("sent", _("ส่งหน่วยงานแล้ว"), queue="agency", public=_("ส่งให้หน่วยงานแล้ว")),
    State("in_progress", _("อยู่ระหว่างดำเนินการ"), queue="agency"),
    State("asked", _("หน่วยงานขอข้อมูลเพิ่มเติม"), queue="officer", public=_("หน่วยงานขอข้อมูลเพิ่มเติม")),
    State("returned", _("ไม่อยู่ในหน้าที่และอำนาจ"), queue="officer", public=_("กำลังเปลี่ยนหน่วยงานที่รับผิดชอบ")),
    State("reported", _("หน่วยงานรายงานผล"), queue="officer", public=_("หน่วยงานรายงานผลแล้ว กำลังตรวจสอบ")),
    State("accepted", _("รับรายงานแล้ว"), final=True, public=_("หน่วยงานดำเนินการแล้ว")),
    State("rerouted", _("เปลี่ยนหน่วยงานแล้ว"), final=True),
    State("recalled", _("เรียกเรื่องคืน"), final=True),
)
PROGRESS = ClockStart("progress", "referral.progress")

REFERRAL_MOVES = (
    Move(
        "agency_accept",
        _("รับเรื่องไว้ดำเนินการ"),
        track=REFERRAL,
        by=AGENCY_SIDE,
        frm=("sent",),
        to="in_progress",
        stops=("accept",),
        public=_("หน่วยงานรับเรื่องไว้ดำเนินการ"),
        style="primary",
        bulk=True,
    ),
    Move(
        "agency_return",
        _("ไม่อยู่ในหน้าที่และอำนาจ"),
        track=REFERRAL,
        by=AGENCY_SIDE,
        frm=("sent", "in_progress"),
        to="returned",
        stops=("accept", "progress"),
        starts=(ClockStart("reroute", "petition.referral"),),
    ),
    Move(
        "agency_ask",
        _("ขอข้อมูลเพิ่มเติม"),
        track=REFERRAL,
        by=AGENCY_SIDE,
        frm=("sent", "in_progress"),
        to="asked",
        pauses=("accept", "progress"),
    ),
    Move(
        "reply_agency",
        _("ตอบข้อซักถามของหน่วยงาน"),
        track=REFERRAL,
        by=WORKERS,
        frm=("asked",),
        to="in_progress",
        stops=("accept",),
        resumes=("progress",),
        guards=(CONCEALED_COPY,),
        style="primary",
    ),
    Move(
        "agency_progress",
        _("รายงานความคืบหน้า"),
        track=REFERRAL,
        by=AGENCY_SIDE,
        frm=("sent", "in_progress"),
        to="in_progress",
        stops=("accept",),
        public=_("หน่วยงานรายงานความคืบหน้า"),
    ),
    Move(
        "agency_report",
        _("รายงานผล"),
        track=REFERRAL,
        by=AGENCY_SIDE,
        frm=("sent", "in_progress"),
        to="reported",
        stops=("accept", "progress"),
        starts=(ClockStart("review_report", "petition.review_report"),),
        public=_("หน่วยงานรายงานผล"),
        style="primary",
    ),
    Move(
        "accept_report",
        _("รับรายงาน"),
        track=REFERRAL,
        by=WORKERS,
        frm=("reported",),
        to="accepted",
        stops=("review_report",),
        style="primary",
    ),
    Move(
        "send_back",
        _("ส่งกลับให้ทบทวนรายงาน"),
        track=REFERRAL,
        by=WORKERS,
        frm=("reported",),
        to="in_progress",
        stops=("review_report",),
        starts=(PROGRESS,),
    ),
    Move(
        "reroute",
        _("เปลี่ยนหน่วยงาน"),
        track=REFERRAL,
        by=WORKERS,
        frm=("returned", "sent"),
        to="rerouted",
        stops=("reroute",),
        guards=(CONCEALED_COPY, LETTER_WHEN_ACCUSING),
        public=_("ส่งเรื่องให้หน่วยงานอื่นที่มีหน้าที่และอำนาจ"),
        style="primary",
    ),
    Move(
        "reroute_signed",
        _("เปลี่ยนหน่วยงานตามหนังสือที่ลงนามแล้ว"),
        track=REFERRAL,
        by=(SYSTEM,),
        frm=("returned", "sent"),
        to="rerouted",
        stops=("reroute",),
        guards=(CONCEALED_COPY,),
        public=_("ส่งเรื่องให้หน่วยงานอื่นที่มีหน้าที่และอำนาจ"),
        own_page=True,
    ),
    Move(
        "insist",
        _("ยืนยันว่าอยู่ในหน้าที่และอำนาจ"),
        track=REFERRAL,
        by=SUPERVISORS,
        frm=("returned",),
        to="sent",
        stops=("reroute",),
        starts=(ClockStart("accept", "referral.accept_or_return"), PROGRESS),
    ),
    Move(
        "recall",
        _("เรียกเรื่องคืน"),
        track=REFERRAL,
        by=WORKERS,
        frm=("sent", "in_progress", "asked", "returned", "reported"),
        to="recalled",
    ),
    Move(
        "chase",
        _("ติดตาม / เร่งรัดรายงานผล"),
        track=REFERRAL,
        by=(SYSTEM, *WORKERS),
        frm=("sent", "in_progress"),
        conflicts=("chase",),
        public=_("เร่งรัดหน่วยงานรายงานผล"),
        bulk=True,
    ),
)

REFERRAL_TRACK = TrackType(REFERRAL, _("การส่งเรื่องให้หน่วยงาน"), REFERRAL_STATES, REFERRAL_MOVES, initial="sent")
ORDER_TRACK = order_track(workers=WORKERS, supervisors=SUPERVISORS, agencies=AGENCY_SIDE)

PETITION_1 = Procedure(
    code="petition",
    version=1,
    duty="petitions",
    label=_("เรื่องราวร้องทุกข์"),
    tracks=(
        TrackType(MAIN, _("เรื่อง"), MAIN_STATES, MAIN_MOVES, initial="received"),
        REFERRAL_TRACK,
        ORDER_TRACK,
    ),
    starts=(ClockStart("screening", "petition.screening"),),
    phases=(
        ("received", _("รับเรื่อง")),
        ("considering", _("พิจารณา")),
        ("agencies", _("หน่วยงานดำเนินการ")),
        ("deciding", _("ประมวลและสั่งการ")),
        ("answered", _("แจ้งผล")),
    ),
)

PROCEDURES = (PETITION_1, group_petition(referral=REFERRAL_TRACK, order=ORDER_TRACK), problem(order=ORDER_TRACK))
