"""The procedure of an appeal to the tribunals (คณะกรรมการวินิจฉัยการเปิดเผยข้อมูลข่าวสาร), as data.

Sources: พระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. 2540 มาตรา 18, 25, 35–38; time of ruling as in มาตรา 13 วรรคสอง.
An appeal lies in the unit of the tribunals until it is assigned, then in the unit of its branch: that is how members
see the appeals of the branch in which they sit, and no others.
"""

from palat.duties.information.procedure.roles import DIRECTOR, HEAD, OFFICER, SIGNERS, SUPERVISORS, TEAM
from palat.kernel.letters.moves import letter_moves
from palat.kernel.matters.moves import handling_moves, tying_and_barring
from palat.kernel.matters.procedure import MAIN, ClockStart, Move, Procedure, State, TrackType


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


APPELLANT, MEMBER = "citizen@self", "tribunal_member@unit"
APPEAL = "information_appeal"

APPEAL_STATES = (
    State("received", _("รับคำอุทธรณ์แล้ว"), queue="unit", phase="received", public=_("รับคำอุทธรณ์แล้ว กำลังตรวจ")),
    State("admitted", _("รับไว้พิจารณา รอกำหนดสาขา"), queue="unit", phase="received", public=_("รับไว้พิจารณา")),
    State("assigned", _("ส่งสาขาแล้ว รอกำหนดองค์คณะ"), phase="considering", public=_("ส่งให้คณะกรรมการวินิจฉัยแล้ว")),
    State("considering", _("องค์คณะพิจารณา"), phase="considering", public=_("คณะกรรมการวินิจฉัยกำลังพิจารณา")),
    State("voted", _("ลงมติแล้ว รอประธานยืนยัน"), queue="unit", phase="considering", public=_("คณะกรรมการวินิจฉัยกำลังพิจารณา")),
    State("ruled", _("มีคำวินิจฉัยแล้ว รอแจ้ง"), phase="ruled", public=_("พิจารณาเสร็จแล้ว กำลังแจ้งคำวินิจฉัย")),
    State("complying", _("รอหน่วยงานปฏิบัติตามคำวินิจฉัย"), phase="ruled", public=_("แจ้งคำวินิจฉัยแล้ว กำลังติดตามผล")),
    State("closed", _("ยุติ"), final=True, phase="closed"),
    State("not_admitted", _("ไม่รับไว้พิจารณา"), final=True, phase="received"),
    State("withdrawn", _("ผู้อุทธรณ์ถอนอุทธรณ์"), final=True, phase="received"),
)
BEFORE_BRANCH = ("received", "admitted")
BEFORE_TRIBUNAL = ("assigned", "considering")
UNRULED = (*BEFORE_BRANCH, *BEFORE_TRIBUNAL, "voted")
AFTER_RULING = ("ruled", "complying", "closed")

ADMITTING = (
    Move("set_told_on", _("บันทึกวันที่ได้รับแจ้งคำสั่ง"), by=TEAM, frm=("received",), conflicts=("set_told_on",)),
    Move(
        "admit",
        _("รับคำอุทธรณ์ไว้พิจารณา"),
        by=SUPERVISORS,
        frm=("received",),
        to="admitted",
        public=_("รับคำอุทธรณ์ไว้พิจารณาแล้ว"),
        style="primary",
    ),
    Move(
        "not_admit",
        _("ไม่รับคำอุทธรณ์ไว้พิจารณา"),
        by=SIGNERS,
        frm=("received",),
        to="not_admitted",
        public=_("ไม่รับไว้พิจารณา"),
        style="danger",
    ),
    Move(
        "assign_branch",
        _("ส่งคณะกรรมการวินิจฉัยสาขา"),
        by=SUPERVISORS,
        frm=("admitted", "assigned"),
        to="assigned",
        stops=("assign",),
        public=_("ส่งคำอุทธรณ์ให้คณะกรรมการวินิจฉัยแล้ว"),
        style="primary",
    ),
    Move(
        "add_words",
        _("ชี้แจงเพิ่มเติม"),
        by=(APPELLANT, *TEAM),
        frm=(*BEFORE_BRANCH, *BEFORE_TRIBUNAL),
        public=_("ผู้อุทธรณ์ชี้แจงเพิ่มเติม"),
        conflicts=(),
    ),
    Move(
        "withdraw_appeal",
        _("ถอนอุทธรณ์"),
        by=(APPELLANT, *TEAM),
        frm=UNRULED,
        to="withdrawn",
        public=_("ผู้อุทธรณ์ถอนอุทธรณ์"),
        conflicts=(),
    ),
)
BEFORE_THE_TRIBUNAL = (
    Move("set_panel", _("กำหนดองค์คณะ"), by=SUPERVISORS, frm=BEFORE_TRIBUNAL, to="considering", style="primary"),
    Move("declare_conflict", _("แจ้งว่าตนมีส่วนได้เสีย"), by=(MEMBER,), frm=(*BEFORE_TRIBUNAL, "voted"), conflicts=()),
    Move(
        "call_file",
        _("เรียกสำนวนจากหน่วยงาน"),
        by=TEAM,
        frm=BEFORE_TRIBUNAL,
        starts=(ClockStart("file", "information.file"),),
        conflicts=("call_file",),
    ),
    Move("receive_file", _("รับสำนวนลับเฉพาะองค์คณะ"), by=TEAM, frm=BEFORE_TRIBUNAL, stops=("file",), conflicts=()),
    Move("read_camera", _("เปิดอ่านสำนวน"), by=(MEMBER, OFFICER, HEAD), conflicts=(), own_page=True),
    Move("return_file", _("ส่งสำนวนคืนหน่วยงาน"), by=TEAM, from_final=True, conflicts=("return_file",)),
    Move("set_sitting", _("นัดประชุมพิจารณา"), by=TEAM, frm=("considering",), conflicts=("set_sitting",)),
    Move("put_off", _("เลื่อนการพิจารณา"), by=TEAM, frm=("considering",), conflicts=("put_off",)),
    Move("call_person", _("เรียกผู้ให้ถ้อยคำ (มาตรา 32)"), by=TEAM, frm=("considering",), conflicts=()),
    Move("record_statement", _("บันทึกผลการเรียกและถ้อยคำ"), by=TEAM, frm=("considering", "voted"), conflicts=()),
    Move(
        "extend",
        _("ขยายเวลาพิจารณา"),
        by=SUPERVISORS,
        frm=BEFORE_TRIBUNAL,
        public=_("ขยายเวลาพิจารณา พร้อมเหตุผล"),
        conflicts=("extend",),
    ),
    Move("draft_ruling", _("ร่างคำวินิจฉัย"), by=(*TEAM, MEMBER), frm=("considering",), conflicts=("draft_ruling",)),
    Move("record_votes", _("บันทึกมติและความเห็นแย้ง"), by=TEAM, frm=("considering",), to="voted"),
    Move("return_votes", _("ส่งคืนให้แก้ไขบันทึกมติ"), by=(MEMBER, OFFICER, HEAD), frm=("voted",), to="considering"),
    Move(
        "confirm_ruling",
        _("ยืนยันคำวินิจฉัย"),
        by=(MEMBER,),
        frm=("voted",),
        to="ruled",
        stops=("ruling", "file"),
        public=_("คณะกรรมการวินิจฉัยมีคำวินิจฉัยแล้ว"),
        style="primary",
    ),
)
AFTERWARDS = (
    Move(
        "send_ruling",
        _("แจ้งคำวินิจฉัย"),
        by=TEAM,
        frm=("ruled",),
        or_to=("complying", "closed"),
        public=_("แจ้งคำวินิจฉัยแล้ว"),
        style="primary",
    ),
    Move("record_compliance", _("บันทึกรายงานการปฏิบัติตาม"), by=TEAM, frm=("complying",), conflicts=("record_compliance",)),
    Move(
        "accept_compliance",
        _("เห็นว่าปฏิบัติตามคำวินิจฉัยแล้ว"),
        by=SUPERVISORS,
        frm=("complying",),
        to="closed",
        stops=("compliance",),
        public=_("หน่วยงานปฏิบัติตามคำวินิจฉัยแล้ว"),
        style="primary",
    ),
    Move(
        "return_compliance",
        _("ให้หน่วยงานปฏิบัติตามเพิ่มเติม"),
        by=SUPERVISORS,
        frm=("complying",),
        conflicts=("return_compliance",),
    ),
    Move(
        "prepare_public",
        _("จัดทำคำวินิจฉัยฉบับเผยแพร่"),
        by=TEAM,
        frm=("complying", "closed"),
        from_final=True,
        conflicts=("prepare_public",),
    ),
    Move(
        "publish_ruling",
        _("เผยแพร่คำวินิจฉัย"),
        by=SUPERVISORS,
        frm=("complying", "closed"),
        from_final=True,
        not_by_maker_of=("prepare_public",),
        conflicts=("prepare_public", "publish_ruling"),
    ),
    Move(
        "take_down_ruling",
        _("ถอนคำวินิจฉัยจากการเผยแพร่"),
        by=SUPERVISORS,
        frm=("complying", "closed"),
        from_final=True,
        conflicts=("take_down_ruling",),
    ),
)
AT_ANY_TIME = (
    *handling_moves(team=TEAM, supervisors=SUPERVISORS, writers=(*TEAM, MEMBER)),
    Move(
        "write_to_appellant",
        _("เขียนถึงผู้อุทธรณ์"),
        by=TEAM,
        public=_("ข้อความจากเจ้าหน้าที่"),
        conflicts=(),
        from_final=True,
    ),
    *tying_and_barring(team=TEAM, signers=SIGNERS),
    Move("open_identity", _("เปิดข้อมูลผู้อุทธรณ์"), by=(OFFICER, HEAD), conflicts=(), from_final=True, own_page=True),
)

APPEAL_1 = Procedure(
    code=APPEAL,
    version=1,
    duty="information",
    label=_("คำอุทธรณ์ข้อมูลข่าวสาร"),
    tracks=(
        TrackType(
            MAIN,
            _("คำอุทธรณ์"),
            APPEAL_STATES,
            (
                *ADMITTING,
                *BEFORE_THE_TRIBUNAL,
                *AFTERWARDS,
                *AT_ANY_TIME,
                *letter_moves(
                    drafters=TEAM, signers=SIGNERS, sealers=SUPERVISORS, clerks=TEAM, recorders=(HEAD, DIRECTOR)
                ),
            ),
            initial="received",
        ),
    ),
    starts=(ClockStart("assign", "information.assign"), ClockStart("ruling", "information.ruling")),
    phases=(
        ("received", _("รับคำอุทธรณ์แล้ว")),
        ("considering", _("คณะกรรมการวินิจฉัยพิจารณา")),
        ("ruled", _("แจ้งคำวินิจฉัย")),
        ("closed", _("ยุติ")),
    ),
    page="information_appeal",
    public_page="information_appeal_track",
    closed=True,
    citizen=_("ผู้อุทธรณ์"),
    own_clocks=("file",),
)
