"""The life of a letter: its kinds, its states, and the moves that a duty adds to its procedure. Plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from palat.kernel.letters.procedure import Block
from palat.kernel.letters.shapes import Form
from palat.kernel.matters.procedure import Move


def _(text: str) -> str:
    """Mark words for translation; they are translated where they are shown."""
    return text


@dataclass(frozen=True)
class Kind:
    """A kind of letter. `four_eyes`: who drafted it may not sign it; `bulk`: may be signed together with others.

    `signed` False: goes out under a standing authority, without a signature. `plain`: its first words are the
    form's own, whatever the duty. `follows`: its form follows the addressee. `duty`: the one on whose matters it goes
    out; empty: on all.
    """

    code: str
    label: str
    form: Form = "external"
    four_eyes: bool = True
    bulk: bool = False
    signed: bool = True
    plain: bool = False
    follows: bool = False
    duty: str = ""


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind("acknowledgement", _("หนังสือตอบรับเรื่อง"), "stamped", four_eyes=False, signed=False, duty="petitions"),
        Kind("referral", _("หนังสือส่งเรื่องให้หน่วยงาน"), bulk=True, follows=True, duty="petitions"),
        Kind("reminder", _("หนังสือติดตาม / เร่งรัด"), "stamped", four_eyes=False, bulk=True, duty="petitions"),
        Kind("result", _("หนังสือแจ้งผลผู้ร้อง"), bulk=True, duty="petitions"),
        Kind("refusal", _("หนังสือแจ้งไม่รับเรื่องไว้พิจารณา"), duty="petitions"),
        Kind("order", _("หนังสือแจ้งข้อสั่งการ"), follows=True, duty="petitions"),
        Kind("information_decision", _("หนังสือแจ้งคำสั่งตามคำขอข้อมูลข่าวสาร"), duty="information"),
        Kind("information_promise", _("หนังสือแจ้งกำหนดวันแล้วเสร็จ"), bulk=True, duty="information"),
        Kind("information_party", _("หนังสือแจ้งผู้มีประโยชน์ได้เสีย"), duty="information"),
        Kind("information_ruling", _("หนังสือแจ้งผลการพิจารณาคำคัดค้าน"), duty="information"),
        Kind("information_transfer", _("หนังสือส่งคำขอข้อมูลข่าวสาร"), follows=True, duty="information"),
        Kind("information_ask", _("หนังสือขอให้ชี้แจงเรื่องร้องเรียน"), follows=True, duty="information"),
        Kind("information_summons", _("หนังสือเรียก (มาตรา 32)"), follows=True, duty="information"),
        Kind("information_inspect", _("หนังสือแจ้งการเข้าตรวจสอบ (มาตรา 33)"), follows=True, duty="information"),
        Kind("information_opinion", _("หนังสือแจ้งความเห็นเรื่องร้องเรียน"), follows=True, duty="information"),
        Kind("information_refused", _("หนังสือแจ้งไม่รับเรื่องร้องเรียนไว้พิจารณา"), duty="information"),
        Kind("tribunal_refusal", _("หนังสือแจ้งไม่รับคำอุทธรณ์"), duty="information"),
        Kind("tribunal_file", _("หนังสือเรียกสำนวนอุทธรณ์"), follows=True, duty="information"),
        Kind("tribunal_ruling", _("หนังสือแจ้งคำวินิจฉัย"), follows=True, duty="information"),
        Kind("memo", _("บันทึกข้อความ"), "internal_memo", four_eyes=False),
        Kind("letter", _("หนังสือถึงหน่วยงานหรือบุคคลภายนอก"), bulk=True, plain=True, follows=True),
        Kind("stamped_letter", _("หนังสือประทับตรา"), "stamped", four_eyes=False, bulk=True, plain=True),
        Kind("command", _("คำสั่ง"), "order", plain=True),
        Kind("announcement", _("ประกาศ"), "announcement", plain=True),
        Kind("minutes", _("รายงานการประชุม"), "minutes", four_eyes=False, plain=True),
        Kind("certificate", _("หนังสือรับรอง"), "certificate", bulk=True, plain=True),
    )
}

STATES: dict[str, str] = {
    "draft": _("ร่าง"),
    "submitted": _("เสนอเพื่อลงนาม"),
    "on_paper": _("ลงนามบนกระดาษ รอยืนยัน"),
    "returned": _("ส่งคืนให้แก้ไข"),
    "signed": _("ลงนามแล้ว รอส่งออก"),
    "dispatched": _("ส่งออกแล้ว"),
    "cancelled": _("ยกเลิก"),
}
EDITABLE = ("draft", "returned")
NUMBERED = ("signed", "dispatched")

SIGNED_WAYS: dict[str, str] = {
    "screen": _("ลงนามในระบบ"),
    "paper": _("ลงนามบนกระดาษ"),
}
WAYS: dict[str, str] = {
    "post": _("ไปรษณีย์"),
    "system": _("ผ่านระบบ"),
    "email": _("ไปรษณีย์อิเล็กทรอนิกส์"),
    "hand": _("นำส่งด้วยมือ"),
    "exchange": _("ระบบแลกเปลี่ยนหนังสือ (TH e-GIF)"),
}
CARRIED = ("exchange",)  # carried by the system itself, where it reaches the addressee

# Many letters by one act.
BATCH_ACTS: dict[str, str] = {
    "draft": _("ร่างและเสนอเพื่อลงนาม"),
    "issue": _("ออกหนังสือโดยไม่ต้องลงนาม"),
    "sign": _("ลงนามและออกเลข"),
}
ITEM_STATES: dict[str, str] = {"waiting": _("รอ"), "done": _("เรียบร้อย"), "refused": _("ทำไม่ได้")}


@dataclass(frozen=True)
class Draft:
    """What a letter begins with. To an agency or to a sealed petitioner: whose name is opened only on paper.

    `category` chooses the words of address; `key` makes a second drafting of the same letter harmless.
    """

    kind: str
    subject: str
    content: tuple[Block, ...]
    agency_id: int | None = None
    person_id: int | None = None
    addressee: str = ""
    category: str = "official"
    form: Form | None = None
    references: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    copies_to: tuple[str, ...] = ()
    urgency: str = ""
    concealed: bool = False
    circular: bool = False
    particulars: Mapping[str, Any] = field(default_factory=dict)
    key: str = ""


def letter_moves(
    *,
    drafters: tuple[str, ...],
    signers: tuple[str, ...],
    sealers: tuple[str, ...],
    clerks: tuple[str, ...],
    recorders: tuple[str, ...],
) -> tuple[Move, ...]:
    """Return the moves by which letters go out on a duty's matters: authority over letters is the duty's data.

    They change no state of the matter, stand in nobody's way, and have pages of their own. `signers` sign;
    `sealers` initial beside the seal of a stamped letter; `clerks` send out; `recorders` take down what was signed or
    ordered by pen, which a second person confirms.
    """
    hands = tuple(dict.fromkeys((*drafters, *sealers, *clerks, *signers)))
    confirmers = tuple(dict.fromkeys((*recorders, *signers)))
    system = "system@system"

    def move(code: str, label: str, by: tuple[str, ...]) -> Move:
        return Move(code, label, by=by, conflicts=(), from_final=True, own_page=True)

    return (
        move("letter_draft", _("ร่างหนังสือ"), (system, *drafters)),
        move("letter_submit", _("เสนอหนังสือเพื่อลงนาม"), (system, *drafters)),
        move("letter_take_back", _("นำร่างหนังสือกลับมาแก้ไข"), drafters),
        move("letter_ask_initial", _("ขอชื่อย่อในร่างหนังสือ"), drafters),
        move("letter_initial", _("ลงชื่อย่อในร่างหนังสือ"), hands),
        move("letter_remark", _("ส่งร่างหนังสือคืนพร้อมข้อสังเกต"), hands),
        move("letter_sign", _("ลงนามหนังสือ"), signers),
        move("letter_record_signature", _("บันทึกการลงนามหนังสือบนกระดาษ"), recorders),
        move("letter_confirm_signature", _("ยืนยันการลงนามหนังสือบนกระดาษ"), confirmers),
        move("letter_refuse_signature", _("ไม่ยืนยันการลงนามหนังสือบนกระดาษ"), confirmers),
        move("letter_margin_order", _("เกษียนสั่งการในหนังสือ"), (*signers, *sealers)),
        move("letter_record_order", _("บันทึกเกษียนสั่งการในหนังสือ"), recorders),
        move("letter_confirm_order", _("ยืนยันเกษียนสั่งการในหนังสือ"), confirmers),
        move("letter_seal", _("ลงชื่อย่อกำกับตราหนังสือ"), (*signers, *sealers)),
        move("letter_issue", _("ออกหนังสือตอบรับ"), (system, *clerks)),
        move("letter_refuse_order", _("ไม่ยืนยันเกษียนสั่งการในหนังสือ"), confirmers),
        move("letter_return", _("ส่งหนังสือคืนให้แก้ไข"), (*signers, *sealers)),
        move("letter_cancel", _("ยกเลิกหนังสือ"), (*drafters, *signers)),
        move("letter_finish", _("จัดเก็บสำเนาหนังสือ"), (system,)),
        move("letter_dispatch", _("ส่งหนังสือออก"), (*drafters, *clerks)),
    )
