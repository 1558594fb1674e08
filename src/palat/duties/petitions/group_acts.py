"""Acts of the desk on a group's matter and on promises, as rows of the same kind as a petition's."""

from django import forms
from django.utils.translation import gettext_lazy as _

from palat.duties.petitions.acts import Asked, DeskAct, agency, one_of, words
from palat.duties.petitions.operations import comings, promises
from palat.kernel.pages.fields import ThaiDateField

ANSWER_WAYS = (
    ("on_the_spot", _("แจ้งด้วยตนเอง")),
    ("phone", _("โทรศัพท์")),
    ("letter", _("หนังสือ")),
)


def new_day(_asked: Asked) -> forms.Field:
    """The day to which a promise is put off."""
    return ThaiDateField(label=_("กำหนดใหม่"), help_text=_("วัน/เดือน/ปี พ.ศ. เช่น 24/11/2569"))


PROMISE_ACTS: dict[str, DeskAct] = {
    "promise_entrust": DeskAct(promises.entrust, {"agency_id": agency}, on_track=True),
    "promise_report": DeskAct(promises.report, {"words": words(_("ผลการดำเนินการ"))}, on_track=True),
    "promise_keep": DeskAct(promises.keep, {"words": words(_("ตรวจพบอะไร อย่างไร"), rows=3)}, on_track=True),
    "promise_return": DeskAct(promises.send_back, {"words": words(_("สิ่งที่ยังไม่ครบ"))}, on_track=True),
    "promise_extend": DeskAct(
        promises.put_off,
        {"due_on": new_day, "words": words(_("เหตุที่เลื่อน และใครตกลงด้วย"))},
        _("วันที่ตกลงกันครั้งแรกยังแสดงอยู่เสมอ"),
        on_track=True,
    ),
    "promise_chase": DeskAct(
        lambda *, matter_id, track_id, by, at, seen: promises.chase(tracks=[(matter_id, track_id)], at=at, by=by),
        advice=_("หน่วยงานและเจ้าของเรื่องจะได้รับแจ้งให้เร่งดำเนินการ"),
        on_track=True,
    ),
    "promise_lift": DeskAct(promises.lift, {"words": words(_("เหตุที่ยกเลิก"))}, on_track=True),
}

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
