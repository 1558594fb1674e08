"""Acts on promises, whether a talk agreed them or a joint meeting resolved them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from palat.duties.petitions.operations import promises
from palat.kernel.matters.desk.fields import agency, words
from palat.kernel.matters.desk.rows import Asked, DeskAct
from palat.kernel.pages.fields import ThaiDateField


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
        lambda *, matter_id, track_id, by, at, seen: promises.chase(
            tracks=[(matter_id, track_id)], at=at, by=by, seen={matter_id: seen}
        ),
        advice=_("หน่วยงานและเจ้าของเรื่องจะได้รับแจ้งให้เร่งดำเนินการ"),
        on_track=True,
    ),
    "promise_lift": DeskAct(promises.lift, {"words": words(_("เหตุที่ยกเลิก"))}, on_track=True),
}
