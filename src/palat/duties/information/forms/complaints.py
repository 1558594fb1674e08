"""The forms by which a complaint is made: on the portal, and taken down at the counter."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from palat.duties.information.operations.complaints.intake import Complained
from palat.duties.information.procedure.complaint_words import APPEALABLE, ASKED_FIRST, KINDS
from palat.duties.information.procedure.words import CHANNELS
from palat.kernel.calendar.counting import legal_date
from palat.kernel.identities.forms import PersonFields
from palat.kernel.matters.desk.fields import OneAgency
from palat.kernel.notices.ways import NEEDED_FOR, TELL_IN, ways_of_answer
from palat.kernel.organisation.queries import agency_choices
from palat.kernel.pages.fields import ThaiDateField
from palat.kernel.pages.text import TextField, choices


class ComplaintFields(PersonFields):
    """What every complaint is asked: what happened, at which agency, about which information."""

    kind = forms.ChoiceField(label=_("เกิดอะไรขึ้น"), widget=forms.RadioSelect)
    wanted = TextField(
        label=_("ข้อมูลข่าวสารที่เกี่ยวข้อง"),
        rows=3,
        help_text=_("ชื่อเอกสารหรือเรื่องที่ขอ หน่วยงานจะอ่านข้อความนี้ อย่าใส่ชื่อหรือข้อมูลของคุณ"),
        error_messages={"required": _("โปรดบอกข้อมูลข่าวสารที่เกี่ยวข้อง")},
    )
    asked_on = ThaiDateField(
        label=_("ยื่นคำขอต่อหน่วยงานเมื่อ"),
        required=False,
        help_text=_("จำเป็นเมื่อขอแล้วไม่ได้ ไม่ตอบ ล่าช้า หรือบอกว่าไม่มี โดยประมาณก็ได้ เช่น 24/11/2569"),
    )
    text = TextField(
        label=_("เล่าสิ่งที่เกิดขึ้น"), rows=5, required=False, help_text=_("หน่วยงานไม่เห็นข้อความนี้ เจ้าหน้าที่จะสรุปเป็นข้อซักถามให้")
    )
    answer_by = forms.ChoiceField(
        label=_("ต้องการรับการแจ้งและคำตอบทางใด"), choices=ways_of_answer, initial="code", widget=forms.RadioSelect
    )
    tell_in = forms.ChoiceField(
        label=_("ให้แจ้งเป็นภาษา"), choices=TELL_IN, initial=get_language, widget=forms.RadioSelect
    )
    offered: tuple[tuple[str, Any], ...] = KINDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = legal_date(timezone.now())
        self.fields["kind"].choices = choices(self.offered)  # type: ignore[attr-defined]
        self.fields["agency_id"] = OneAgency(
            label=_("หน่วยงานที่ร้องเรียน"),
            choices=[("", "—"), *agency_choices(today)],
            coerce=int,
            error_messages={"required": _("โปรดเลือกหน่วยงาน")},
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        needs = NEEDED_FOR.get(data.get("answer_by", ""))
        if needs and not data.get(needs) and needs not in self.errors:
            self.add_error(needs, _("โปรดระบุ เพื่อให้ส่งคำตอบตามทางที่เลือกได้"))
        if data.get("kind") in ASKED_FIRST and not data.get("asked_on") and "asked_on" not in self.errors:
            self.add_error("asked_on", _("โปรดบอกวันที่ยื่นคำขอ โดยประมาณก็ได้ ถ้ายังไม่ได้ขอ โปรดยื่นคำขอต่อหน่วยงานก่อน"))
        return data

    def complained(self, **more: Any) -> Complained:
        """Return what is complained of."""
        data = self.cleaned_data
        values = {name: data[name] for name in ("kind", "agency_id", "wanted", "asked_on", "text")}
        told = {"person": self.person(), "answer_by": data["answer_by"], "tell_in": data["tell_in"]}
        return Complained(**{**values, **told, **more})


class PortalComplaint(ComplaintFields):
    """A complaint by anybody; what is in truth an appeal is led to where appeals go."""

    offered = (*KINDS, *APPEALABLE)

    @property
    def appeals(self) -> str:
        """What is chosen that is no complaint but an appeal, or an empty text."""
        chosen = self.data.get("kind", "") if self.is_bound else ""
        return chosen if chosen in dict(APPEALABLE) else ""


class OwnComplaint(forms.Form):
    """A complaint that arises from a request to this Office: all but what happened is known already."""

    kind = forms.ChoiceField(label=_("เกิดอะไรขึ้น"), widget=forms.RadioSelect)
    text = ComplaintFields.base_fields["text"]

    def __init__(self, data: Any = None, *, offered: Sequence[tuple[str, Any]], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["kind"].choices = choices(offered)  # type: ignore[attr-defined]


class CounterComplaint(ComplaintFields):
    """A complaint taken down by an official."""

    channel = forms.ChoiceField(label=_("ช่องทาง"), choices=choices(CHANNELS[1:]), initial="counter")
    arrived_on = ThaiDateField(
        label=_("วันที่หนังสือถึงสำนักงาน"), required=False, help_text=_("เฉพาะที่มาทางไปรษณีย์ เช่น 24/11/2569")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("full_name", "phone", "email", "address"):
            self.fields[name].widget.attrs |= {"data-no-draft": "", "autocomplete": "off"}
        self.order_fields(
            [
                *("channel", "arrived_on", "agency_id", "kind", "wanted", "asked_on", "text"),
                *("full_name", "phone", "email", "address", "answer_by", "tell_in"),
            ]
        )

    def complained(self, **more: Any) -> Complained:
        """Return what is complained of, and how it came."""
        data = self.cleaned_data
        arrived = data["arrived_on"] if data["channel"] == "post" else None
        return super().complained(channel=data["channel"], arrived_on=arrived, **more)
