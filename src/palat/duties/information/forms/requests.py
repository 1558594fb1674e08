"""The forms by which a request is made: on the portal, and taken down at the counter."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from palat.duties.information.operations.intake import Asked
from palat.duties.information.procedure.words import CHANNELS, FORMS
from palat.kernel.identities.forms import PersonFields
from palat.kernel.notices.ways import NEEDED_FOR, TELL_IN, ways_of_answer
from palat.kernel.pages.fields import ThaiDateField
from palat.kernel.pages.text import TextField, choices

KINDS = (
    ("general", _("ข้อมูลข่าวสารของราชการ")),
    ("own", _("ข้อมูลของฉันเองที่สำนักงานเก็บไว้")),
)


class RequestFields(PersonFields):
    """What every request is asked: what, how it should be given, how to answer. No reason, no identity number."""

    text = TextField(
        label=_("ข้อมูลข่าวสารที่ต้องการ"),
        rows=6,
        help_text=_("บอกชื่อเอกสาร เรื่อง ช่วงเวลา หรือหน่วยงาน เท่าที่ทราบ ไม่ต้องบอกเหตุผลที่ขอ"),
        error_messages={"required": _("โปรดบอกข้อมูลข่าวสารที่ต้องการ")},
    )
    more = TextField(
        label=_("รายการอื่นที่ขอพร้อมกัน"),
        rows=3,
        required=False,
        help_text=_("บรรทัดละหนึ่งรายการ แต่ละรายการจะได้รับการพิจารณาแยกกัน"),
    )
    kind = forms.ChoiceField(label=_("ขอข้อมูลแบบใด"), choices=KINDS, initial="general", widget=forms.RadioSelect)
    form = forms.ChoiceField(label=_("ต้องการรับเป็น"), choices=choices(FORMS), initial="file", widget=forms.RadioSelect)
    answer_by = forms.ChoiceField(
        label=_("ต้องการรับการแจ้งและคำตอบทางใด"), choices=ways_of_answer, initial="code", widget=forms.RadioSelect
    )
    tell_in = forms.ChoiceField(
        label=_("ให้แจ้งเป็นภาษา"), choices=TELL_IN, initial=get_language, widget=forms.RadioSelect
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        needs = NEEDED_FOR.get(data.get("answer_by", ""))
        if needs and not data.get(needs) and needs not in self.errors:
            self.add_error(needs, _("โปรดระบุ เพื่อให้ส่งคำตอบตามทางที่เลือกได้"))
        if data.get("kind") == "own" and not data.get("full_name"):
            self.add_error("full_name", _("การขอข้อมูลของตนเองต้องบอกชื่อ และแสดงตัวตนเมื่อรับข้อมูล"))
        return data

    def asked(self, **more: Any) -> Asked:
        """Return what was asked for."""
        data = self.cleaned_data
        others = [line.strip() for line in data["more"].splitlines() if line.strip()]
        values: dict[str, Any] = {
            "text": "\n".join([data["text"], *others]),
            "parts": (data["text"], *others),
            "kind": data["kind"],
            "form": data["form"],
            "person": self.person(),
            "answer_by": data["answer_by"],
            "tell_in": data["tell_in"],
        }
        return Asked(**{**values, **more})


class CounterForm(RequestFields):
    """A request taken down by an official."""

    channel = forms.ChoiceField(label=_("ช่องทาง"), choices=choices(CHANNELS[1:]), initial="counter")
    arrived_on = ThaiDateField(
        label=_("วันที่หนังสือถึงสำนักงาน"), required=False, help_text=_("เฉพาะที่มาทางไปรษณีย์ เช่น 24/11/2569")
    )
    field_order = (
        *("channel", "arrived_on", "text", "more", "kind", "form"),
        *("full_name", "phone", "email", "address", "answer_by", "tell_in"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("full_name", "phone", "email", "address"):
            self.fields[name].widget.attrs |= {"data-no-draft": "", "autocomplete": "off"}

    def asked(self, **more: Any) -> Asked:
        """Return what was asked for, and how it came."""
        data = self.cleaned_data
        arrived = data["arrived_on"] if data["channel"] == "post" else None
        return super().asked(channel=data["channel"], arrived_on=arrived, **more)
