"""Acts of the desk on what a group brought, as rows of the same kind as a petition's."""

from django.utils.translation import gettext_lazy as _

from palat.duties.petitions.acts.promises import PROMISE_ACTS
from palat.duties.petitions.operations import comings
from palat.kernel.matters.desk.fields import agency, one_of, words
from palat.kernel.matters.desk.rows import DeskAct

ANSWER_WAYS = (
    ("on_the_spot", _("แจ้งด้วยตนเอง")),
    ("phone", _("โทรศัพท์")),
    ("letter", _("หนังสือ")),
)


GROUP_ACTS: dict[str, DeskAct] = {
    **PROMISE_ACTS,
    "accept": DeskAct(comings.accept, advice=_("คุณจะเป็นเจ้าของเรื่องนี้")),
    "list_demand": DeskAct(comings.list_demand, {"words": words(_("ข้อเรียกร้อง (บรรทัดละหนึ่งข้อ)"))}),
    "send_demand": DeskAct(
        comings.send_demand,
        {"agency_id": agency, "words": words(_("ข้อความถึงหน่วยงาน"), required=False)},
        on_track=True,
    ),
    "answer_demand": DeskAct(comings.answer_demand, {"words": words(_("คำตอบ"))}, on_track=True),
    "drop_demand": DeskAct(comings.drop_demand, {"words": words(_("ผู้แทนกลุ่มแจ้งว่าอย่างไร"))}, on_track=True),
    "answer_group": DeskAct(
        comings.answer_group,
        {"words": words(_("ผลที่แจ้งผู้แทนกลุ่ม"), rows=6), "way": one_of(_("แจ้งทาง"), ANSWER_WAYS)},
    ),
    "close": DeskAct(comings.close),
}
