"""The procedure of a request for official information, as data that an official can read.

Sources: พระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. 2540 มาตรา 11–18 and 25; the reply clock is that of the cabinet
resolution of 28 December 2547. Every limit is a dated row of `calendar`, named here by its code only.
"""

from palat.duties.information.procedure.guards import (
    ALL_DECIDED,
    DELIVERABLE,
    FEES_SETTLED,
    IDENTITY_SHOWN,
    NOTHING_DELIVERABLE,
    NOTHING_REFUSED,
    PARTIES_HEARD,
    TIME_RAN_OUT,
)
from palat.duties.information.procedure.parts import PART_TRACK
from palat.duties.information.procedure.releases import RELEASE_MOVES
from palat.duties.information.procedure.roles import REQUESTER, SIGNERS, SUPERVISORS, SYSTEM, TEAM
from palat.duties.information.procedure.third_parties import PARTY_TRACK
from palat.duties.information.procedure.words import PARTY
from palat.kernel.letters.moves import letter_moves
from palat.kernel.matters.moves import handling_moves, tying_and_barring
from palat.kernel.matters.procedure import MAIN, ClockStart, Move, Procedure, State, TrackType


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


MAIN_STATES = (
    State("received", _("รับคำขอ"), queue="unit", phase="received", public=_("รับคำขอแล้ว กำลังตรวจ")),
    State("clarifying", _("รอผู้ขอชี้แจง"), phase="received", public=_("รอผู้ขอชี้แจงเพิ่มเติม")),
    State("considering", _("ค้นหาและพิจารณา"), phase="considering", waits_for=PARTY, public=_("กำลังค้นหาและพิจารณา")),
    State(
        "proposed",
        _("เสนอออกคำสั่ง"),
        queue="role:director",
        phase="considering",
        public=_("กำลังพิจารณาออกคำสั่ง"),
    ),
    State(
        "excessive_proposed",
        _("เสนอไม่ดำเนินการเพราะขอเกินสมควร"),
        queue="role:director",
        phase="considering",
        public=_("กำลังพิจารณาคำขอ"),
    ),
    State("decided", _("ออกคำสั่งแล้ว รอแจ้งผู้ขอ"), phase="decided", public=_("พิจารณาเสร็จแล้ว กำลังแจ้งผล")),
    State("notified", _("แจ้งคำสั่งแล้ว"), phase="decided", public=_("แจ้งผลแล้ว")),
    State("delivered", _("ส่งมอบแล้ว"), phase="delivered", public=_("ส่งมอบข้อมูลข่าวสารแล้ว")),
    State("closed", _("ยุติ"), final=True, phase="delivered"),
    State("transferred", _("ส่งคำขอให้หน่วยงานที่ครอบครอง"), final=True, phase="decided"),
    State("advised", _("แนะนำให้ยื่นต่อหน่วยงานที่ครอบครอง"), final=True, phase="decided"),
    State("excessive", _("ไม่ดำเนินการเพราะขอเกินสมควร"), final=True, phase="decided"),
    State("withdrawn", _("ผู้ขอถอนคำขอ"), final=True, phase="decided"),
)
AT_WORK = ("received", "clarifying", "considering")
UNDECIDED = (*AT_WORK, "proposed", "excessive_proposed")
ORDERED = ("decided", "notified", "delivered")

MAIN_MOVES = (
    Move(
        "take_up",
        _("รับไว้ดำเนินการ"),
        by=TEAM,
        frm=("received",),
        to="considering",
        public=_("เจ้าหน้าที่รับคำขอไว้ดำเนินการ"),
        style="primary",
    ),
    Move(
        "ask_requester",
        _("ขอให้ผู้ขอชี้แจง"),
        by=TEAM,
        frm=("received", "considering"),
        to="clarifying",
        pauses=("reply", "finish"),
        starts=(ClockStart("clarify", "information.clarify"),),
        public=_("ขอให้ชี้แจงเพิ่มเติม"),
    ),
    Move(
        "clarify",
        _("ชี้แจงเพิ่มเติม"),
        by=(REQUESTER, *TEAM),
        frm=UNDECIDED,
        or_to=("considering",),
        resumes=("reply", "finish"),
        stops=("clarify",),
        public=_("ผู้ขอชี้แจงเพิ่มเติม"),
        conflicts=(),
    ),
    Move(
        "split_part",
        _("แยกหรือเพิ่มรายการที่ขอ"),
        by=TEAM,
        frm=AT_WORK,
        conflicts=("split_part",),
    ),
    Move(
        "promise_finish",
        _("แจ้งกำหนดวันแล้วเสร็จ"),
        by=TEAM,
        frm=("received", "considering", "proposed"),
        stops=("reply",),
        public=_("แจ้งกำหนดวันแล้วเสร็จ พร้อมเหตุผล"),
        conflicts=("promise_finish",),
    ),
    Move(
        "notify_party",
        _("แจ้งผู้มีประโยชน์ได้เสียให้คัดค้าน"),
        by=TEAM,
        frm=("received", "considering"),
        to="considering",
        public=_("แจ้งผู้มีประโยชน์ได้เสียให้เสนอคำคัดค้าน"),
        conflicts=(),
    ),
    Move(
        "serve_at_once",
        _("ให้ข้อมูลทันที"),
        by=TEAM,
        frm=("received", "considering"),
        to="notified",
        stops=("reply", "finish"),
        guards=(ALL_DECIDED, PARTIES_HEARD, NOTHING_REFUSED),
        public=_("ให้ข้อมูลข่าวสารได้ทันที"),
    ),
    Move(
        "propose_order",
        _("เสนอออกคำสั่ง"),
        by=TEAM,
        frm=("considering",),
        to="proposed",
        guards=(ALL_DECIDED, PARTIES_HEARD),
        style="primary",
    ),
    Move("return_order", _("ส่งคืนให้แก้ไข"), by=SIGNERS, frm=("proposed",), to="considering"),
    Move(
        "sign_order",
        _("ออกคำสั่ง"),
        by=SIGNERS,
        frm=("proposed",),
        to="decided",
        guards=(ALL_DECIDED, PARTIES_HEARD),
        not_by_maker_of=("propose_order",),
        public=_("พิจารณาคำขอเสร็จแล้ว"),
        style="primary",
    ),
    Move(
        "notify_order",
        _("แจ้งคำสั่งแก่ผู้ขอ"),
        by=(*TEAM, SYSTEM),
        frm=("decided",),
        to="notified",
        stops=("reply", "finish"),
        public=_("แจ้งผลการพิจารณาแล้ว"),
        style="primary",
    ),
    Move("set_fees", _("คิดค่าธรรมเนียม"), by=TEAM, frm=("considering", *ORDERED), conflicts=("set_fees",)),
    Move("waive_fees", _("ยกเว้นค่าธรรมเนียม"), by=SUPERVISORS, frm=("considering", *ORDERED), conflicts=("waive_fees",)),
    Move(
        "record_payment",
        _("บันทึกการรับชำระ"),
        by=TEAM,
        frm=("considering", *ORDERED),
        conflicts=("record_payment",),
    ),
    Move(
        "show_identity",
        _("บันทึกการแสดงตัวตน"),
        by=TEAM,
        frm=(*UNDECIDED, *ORDERED),
        conflicts=("show_identity",),
    ),
    Move(
        "deliver",
        _("ส่งมอบข้อมูลข่าวสาร"),
        by=TEAM,
        frm=("notified", "delivered"),
        to="delivered",
        stops=("collect",),
        guards=(DELIVERABLE, FEES_SETTLED, IDENTITY_SHOWN),
        public=_("ส่งมอบข้อมูลข่าวสารแล้ว"),
        style="primary",
    ),
    Move(
        "close",
        _("ยุติคำขอ"),
        by=TEAM,
        frm=("delivered",),
        to="closed",
        public=_("ยุติคำขอ"),
    ),
    Move(
        "close_undelivered",
        _("ยุติคำขอโดยไม่มีสิ่งส่งมอบ"),
        by=TEAM,
        frm=("notified",),
        to="closed",
        guards=(NOTHING_DELIVERABLE,),
        public=_("ยุติคำขอ"),
    ),
    Move(
        "close_waiting",
        _("ยุติเพราะผู้ขอไม่มารับหรือไม่ชี้แจง"),
        by=SUPERVISORS,
        frm=("clarifying", "notified"),
        to="closed",
        guards=(TIME_RAN_OUT,),
        public=_("ยุติคำขอ"),
    ),
    Move(
        "transfer",
        _("ส่งคำขอให้หน่วยงานที่ครอบครอง"),
        by=SUPERVISORS,
        frm=AT_WORK,
        to="transferred",
        stops=("reply", "finish"),
        public=_("ส่งคำขอให้หน่วยงานที่ครอบครองข้อมูลข่าวสาร"),
    ),
    Move(
        "advise",
        _("แนะนำให้ยื่นต่อหน่วยงานที่ครอบครอง"),
        by=TEAM,
        frm=AT_WORK,
        to="advised",
        stops=("reply", "finish"),
        public=_("แนะนำให้ยื่นคำขอต่อหน่วยงานที่ครอบครองข้อมูลข่าวสาร"),
    ),
    Move(
        "propose_excessive",
        _("เสนอไม่ดำเนินการเพราะขอเกินสมควร"),
        by=TEAM,
        frm=("received", "considering"),
        to="excessive_proposed",
    ),
    Move(
        "refuse_excessive",
        _("ไม่ดำเนินการเพราะขอเกินสมควร"),
        by=SIGNERS,
        frm=("excessive_proposed",),
        to="excessive",
        not_by_maker_of=("propose_excessive",),
        public=_("ไม่ดำเนินการเพราะขอจำนวนมากหรือบ่อยครั้งโดยไม่มีเหตุผลอันสมควร"),
        style="danger",
    ),
    Move(
        "decline_excessive",
        _("ไม่เห็นชอบ ให้ดำเนินการต่อ"),
        by=SIGNERS,
        frm=("excessive_proposed",),
        to="considering",
    ),
    Move(
        "withdraw",
        _("ถอนคำขอ"),
        by=(REQUESTER, *TEAM),
        frm=(*UNDECIDED, "decided", "notified"),
        to="withdrawn",
        public=_("ผู้ขอถอนคำขอ"),
        conflicts=(),
    ),
    Move(
        "reopen",
        _("พิจารณาใหม่ตามคำวินิจฉัย"),
        by=(*SUPERVISORS, SYSTEM),
        frm=("notified", "delivered", "closed"),
        to="considering",
        from_final=True,
        starts=(ClockStart("finish", "information.finish"),),
        public=_("พิจารณาใหม่ตามคำวินิจฉัย"),
    ),
    *handling_moves(team=TEAM, supervisors=SUPERVISORS),
    Move(
        "write_to_requester",
        _("เขียนถึงผู้ขอ"),
        by=TEAM,
        public=_("ข้อความจากเจ้าหน้าที่"),
        conflicts=(),
        from_final=True,
    ),
    *tying_and_barring(team=TEAM, signers=SIGNERS),
    Move("open_identity", _("เปิดข้อมูลผู้ขอ"), by=TEAM, conflicts=(), from_final=True, own_page=True),
    *RELEASE_MOVES,
    *letter_moves(drafters=TEAM, signers=SIGNERS, sealers=SUPERVISORS, clerks=TEAM, recorders=SUPERVISORS),
)

REQUEST_1 = Procedure(
    code="information_request",
    version=1,
    duty="information",
    label=_("คำขอข้อมูลข่าวสาร"),
    tracks=(
        TrackType(MAIN, _("คำขอ"), MAIN_STATES, MAIN_MOVES, initial="received"),
        PART_TRACK,
        PARTY_TRACK,
    ),
    starts=(ClockStart("reply", "information.reply"),),
    phases=(
        ("received", _("รับคำขอ")),
        ("considering", _("ค้นหาและพิจารณา")),
        ("decided", _("แจ้งผล")),
        ("delivered", _("ส่งมอบ")),
    ),
    page="information_request",
    public_page="information_track",
    closed=True,
    citizen=_("ผู้ขอ"),
)
