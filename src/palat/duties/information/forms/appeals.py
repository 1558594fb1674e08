"""The forms by which an appeal is filed: against another agency, on the tracking page of a request, at the counter."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from palat.duties.information.operations.appealing.intake import Appealed
from palat.duties.information.procedure.appeal_words import APPEAL_KINDS
from palat.duties.information.procedure.words import CHANNELS
from palat.duties.information.queries.appealing.ground import Appealable, ground_of_number
from palat.kernel.calendar.counting import legal_date
from palat.kernel.identities.forms import PersonFields
from palat.kernel.notices.ways import NEEDED_FOR, TELL_IN, ways_of_answer
from palat.kernel.organisation.queries import agency_choices
from palat.kernel.pages.fields import ThaiDateField
from palat.kernel.pages.text import LineField, TextField, choices

DAY = _("วัน/เดือน/ปี พ.ศ. เช่น 24/11/2569")
KINDS = (
    ("refusal", _("หน่วยงานไม่ให้ข้อมูลที่ฉันขอ")),
    ("own", _("หน่วยงานไม่ให้ดู หรือไม่แก้ไข ข้อมูลของฉันเอง")),
    ("objection", _("หน่วยงานจะเปิดเผยข้อมูลที่กระทบฉัน ทั้งที่ฉันคัดค้านแล้ว")),
)


class ReasonForm(forms.Form):
    """What is wrong with an order of the Office; everything else is known already."""

    text = TextField(
        label=_("ไม่เห็นด้วยกับคำสั่งข้อใด เพราะเหตุใด"),
        rows=6,
        error_messages={"required": _("โปรดเขียนว่าไม่เห็นด้วยกับคำสั่งข้อใด เพราะเหตุใด")},
    )


class NamedReasonForm(ReasonForm, PersonFields):
    """The same, for a requester who gave no name: a ruling is made known to somebody."""

    answer_by = forms.ChoiceField(
        label=_("ต้องการรับการแจ้งทางใด"), choices=ways_of_answer, initial="code", widget=forms.RadioSelect
    )
    field_order = ("text", "full_name", "phone", "email", "address", "answer_by")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("full_name") and "full_name" not in self.errors:
            self.add_error("full_name", _("โปรดระบุชื่อผู้อุทธรณ์ เพื่อแจ้งคำวินิจฉัย"))
        return _reachable(self, data)


class AppealForm(PersonFields):
    """An appeal against any agency but the Office."""

    agency_id = forms.TypedChoiceField(label=_("หน่วยงานที่มีคำสั่ง"), coerce=int)
    kind = forms.ChoiceField(label=_("อุทธรณ์เรื่องใด"), choices=KINDS, initial="refusal", widget=forms.RadioSelect)
    order_words = LineField(label=_("คำสั่งที่อุทธรณ์"), max_length=300, help_text=_("เลขที่และวันที่ของหนังสือ หรือบอกว่าไม่ให้ข้อมูลใด"))
    told_on = ThaiDateField(
        label=_("วันที่ได้รับแจ้งคำสั่ง"), required=False, help_text=_("กำหนดอุทธรณ์นับจากวันนี้ ถ้าไม่แน่ใจเว้นไว้ได้")
    )
    text = TextField(label=_("ไม่เห็นด้วยเพราะเหตุใด"), rows=6)
    answer_by = forms.ChoiceField(
        label=_("ต้องการรับการแจ้งทางใด"), choices=ways_of_answer, initial="code", widget=forms.RadioSelect
    )
    tell_in = forms.ChoiceField(label=_("ให้แจ้งเป็นภาษา"), choices=TELL_IN, initial="th", widget=forms.RadioSelect)
    field_order: tuple[str, ...] = (
        *("agency_id", "kind", "order_words", "told_on", "text"),
        *("full_name", "phone", "email", "address", "answer_by", "tell_in"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = legal_date(timezone.now())
        self.fields["agency_id"].choices = [("", "—"), *agency_choices(self.today)]  # type: ignore[attr-defined]
        self.fields["full_name"].required = True

    def clean_told_on(self) -> date | None:
        """Refuse a day that is still to come."""
        told_on: date | None = self.cleaned_data["told_on"]
        if told_on and told_on > self.today:
            raise forms.ValidationError(_("วันที่ต้องไม่เกินวันนี้"))
        return told_on

    def clean(self) -> dict[str, Any]:
        return _reachable(self, super().clean() or {})

    def appealed(self, **more: Any) -> Appealed:
        """Return what is appealed against."""
        names = ("text", "kind", "order_words", "agency_id", "told_on", "answer_by", "tell_in")
        values = {name: self.cleaned_data[name] for name in names}
        return Appealed(**{**values, "person": self.person(), **more})


class CounterAppealForm(AppealForm):
    """An appeal taken down by an official: from a letter, at the counter, by e-mail."""

    channel = forms.ChoiceField(label=_("ช่องทาง"), choices=choices(CHANNELS[1:]), initial="counter")
    arrived_on = ThaiDateField(label=_("วันที่คำอุทธรณ์ถึงสำนักงาน"), required=False, help_text=DAY)
    request_number = LineField(
        label=_("เลขทะเบียนคำขอต่อสำนักงาน"),
        max_length=40,
        required=False,
        help_text=_("เฉพาะเมื่ออุทธรณ์คำสั่งของสำนักงานเอง แล้วไม่ต้องเลือกหน่วยงาน"),
    )
    party_number = forms.IntegerField(
        label=_("ผู้มีประโยชน์ได้เสียรายที่"), min_value=1, required=False, help_text=_("เฉพาะเมื่อผู้คัดค้านเป็นผู้อุทธรณ์")
    )
    field_order = (
        *(
            "channel",
            "arrived_on",
            "request_number",
            "party_number",
            "agency_id",
            "kind",
            "order_words",
            "told_on",
            "text",
        ),
        *("full_name", "phone", "email", "address", "answer_by", "tell_in"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = choices(APPEAL_KINDS)  # type: ignore[attr-defined]
        for name in ("agency_id", "order_words", "full_name"):
            self.fields[name].required = False
        for name in ("full_name", "phone", "email", "address"):
            self.fields[name].widget.attrs |= {"data-no-draft": "", "autocomplete": "off"}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.ground: Appealable | None = None
        if data.get("request_number"):
            self.ground = ground_of_number(data["request_number"], data.get("party_number"))
            if self.ground is None:
                self.add_error("request_number", _("ไม่พบคำสั่งที่อุทธรณ์ได้ตามเลขนี้"))
        elif not data.get("agency_id"):
            self.add_error("agency_id", _("โปรดเลือกหน่วยงาน หรือระบุเลขทะเบียนคำขอต่อสำนักงาน"))
        return data

    def appealed(self, **more: Any) -> Appealed:
        """Return what is appealed against, and how it came."""
        data = self.cleaned_data
        own = {"request_id": self.ground.request_id, "party_id": self.ground.party_id} if self.ground else {}
        return super().appealed(channel=data["channel"], arrived_on=data["arrived_on"], **own, **more)


def _reachable(form: forms.Form, data: dict[str, Any]) -> dict[str, Any]:
    needs = NEEDED_FOR.get(data.get("answer_by", ""))
    if needs and not data.get(needs) and needs not in form.errors:
        form.add_error(needs, _("โปรดระบุ เพื่อให้ส่งคำตอบตามทางที่เลือกได้"))
    return data
