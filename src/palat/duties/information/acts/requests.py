"""Acts that move a request along: taking it up, asking, promising, writing, taking back."""

from django.utils.translation import gettext_lazy as _

from palat.duties.information.operations import handling, requesters
from palat.duties.information.procedure.words import ASKED_BY
from palat.kernel.matters.desk.fields import one_of, words
from palat.kernel.matters.desk.rows import DeskAct
from palat.kernel.pages.fields import ThaiDateField

DAY = _("วัน/เดือน/ปี พ.ศ. เช่น 24/11/2569")

HANDLING_ACTS: dict[str, DeskAct] = {
    "take_up": DeskAct(handling.take_up, advice=_("คุณจะเป็นเจ้าของเรื่อง")),
    "ask_requester": DeskAct(
        handling.ask_requester,
        {"question": words(_("สิ่งที่ขอให้ชี้แจง"))},
        _("กำหนดเวลาของสำนักงานหยุดนับจนกว่าผู้ขอจะตอบ"),
    ),
    "clarify": DeskAct(requesters.clarify, {"text": words(_("สิ่งที่ผู้ขอชี้แจง"))}, files=True),
    "promise_finish": DeskAct(
        handling.promise_finish,
        {
            "due_on": lambda _asked: ThaiDateField(label=_("กำหนดวันแล้วเสร็จ"), help_text=DAY),
            "words": words(_("เหตุที่ยังให้ไม่ได้ในกำหนด"), rows=3),
        },
        _("ผู้ขอจะเห็นกำหนดและเหตุผลนี้"),
    ),
    "write_to_requester": DeskAct(handling.write_to_requester, {"words": words(_("ข้อความถึงผู้ขอ"))}),
    "withdraw": DeskAct(
        requesters.withdraw,
        {
            "way": one_of(_("ผู้ขอถอนคำขอทาง"), ASKED_BY),
            "asked_on": lambda _asked: ThaiDateField(label=_("วันที่ขอถอน"), help_text=DAY),
            "words": words(_("ถ้อยคำของผู้ขอตามจริง")),
        },
    ),
}
