"""What is typed on the call screen, about pages of knowledge, rosters and shifts."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from palat.duties.petitions.forms.fields import category_choices
from palat.duties.petitions.procedure.contacts import ATTEMPTS, DUTY_DAYS, PAGE_KINDS
from palat.duties.petitions.procedure.words import CHANNELS, KINDS
from palat.kernel.organisation.queries import agency_choices
from palat.kernel.pages.fields import ThaiDateField
from palat.kernel.pages.text import LineField, TextField, choices


class ClockField(forms.TimeField):
    """A time of day, 24 hours."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        super().__init__(widget=widget, **kwargs)


class ContactForm(forms.Form):
    """A contact that is no case: two clicks and, if wanted, some words."""

    channel = forms.ChoiceField(choices=CHANNELS, widget=forms.HiddenInput, initial="hotline")
    kind = forms.ChoiceField(choices=KINDS, widget=forms.HiddenInput)
    words = TextField(label=_("บันทึกสั้น ๆ"), rows=3, required=False)
    phone = LineField(
        label=_("โทรกลับที่หมายเลข (ปิดผนึก)"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off", "data-no-draft": ""}),
    )
    day = ThaiDateField(label=_("วันที่นัด"), required=False)
    clock = ClockField(label=_("เวลา"), required=False)

    def call_back_at(self) -> datetime | None:
        """Return the moment promised, if a whole one was given."""
        day, clock = self.cleaned_data.get("day"), self.cleaned_data.get("clock")
        if not day or not clock:
            return None
        return datetime.combine(day, clock, tzinfo=timezone.get_default_timezone())


def promise_begins(now: datetime) -> dict[str, Any]:
    """Return what the fields of a promise begin with: an hour from now, on a quarter."""
    local = timezone.localtime(now) + timedelta(hours=1)
    local -= timedelta(minutes=local.minute % 15, seconds=local.second)
    return {"day": local.date(), "clock": local.time().replace(second=0, microsecond=0)}


class StatusForm(forms.Form):
    """A code, and one fact that only who filed the case would know."""

    code = LineField(
        label=_("รหัสเรื่องหรือเลขทะเบียน"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text", "data-no-draft": ""}),
    )
    phone = LineField(
        label=_("เลขท้ายโทรศัพท์ 4 ตัว"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off", "data-no-draft": ""}),
    )
    filed_on = ThaiDateField(label=_("หรือวันที่ยื่นเรื่อง"), required=False)


class SaidForm(forms.Form):
    """Facts that a verified caller adds."""

    words = TextField(label=_("ข้อเท็จจริงที่ผู้โทรแจ้งเพิ่ม"), rows=4)


class CoordinateForm(forms.Form):
    """A telephone call to an agency: with whom, what was said."""

    agency_id = forms.TypedChoiceField(label=_("หน่วยงาน"), choices=(), coerce=int, empty_value=None, required=False)
    spoke_with = LineField(label=_("ประสานกับ (ชื่อ ตำแหน่ง)"), max_length=200)
    words = TextField(label=_("สิ่งที่พูดและตกลงกัน"), rows=3)

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency_id"].choices = [("", "—"), *agency_choices(today)]  # type: ignore[attr-defined]


class AttemptForm(forms.Form):
    """What came of an attempt to call back."""

    result = forms.ChoiceField(label=_("ผลการโทร"), choices=(), widget=forms.RadioSelect)
    words = TextField(label=_("บันทึก"), rows=2, required=False)
    day = ThaiDateField(label=_("นัดใหม่วันที่ (เมื่อติดต่อไม่ได้)"), required=False)
    clock = ClockField(label=_("เวลานัดใหม่"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["result"].choices = choices(ATTEMPTS)  # type: ignore[attr-defined]

    def again_at(self) -> datetime | None:
        """Return the new moment, if a whole one was given."""
        day, clock = self.cleaned_data.get("day"), self.cleaned_data.get("clock")
        return datetime.combine(day, clock, tzinfo=timezone.get_default_timezone()) if day and clock else None


class JoinForm(forms.Form):
    """To which case a contact belongs, and what it adds."""

    code = LineField(label=_("รหัสหรือเลขทะเบียนของเรื่อง"), max_length=60)
    words = TextField(label=_("ข้อเท็จจริงที่เพิ่มเข้าเรื่อง"), rows=4)


class PageForm(forms.Form):
    """A page of knowledge."""

    title = LineField(label=_("ชื่อหน้า"), max_length=200)
    kind = forms.ChoiceField(label=_("เป็น"), choices=())
    contact_kind = forms.ChoiceField(label=_("แสดงเมื่อเลือกชนิดการติดต่อ"), choices=(), required=False)
    category = forms.ChoiceField(label=_("แสดงเมื่อเลือกประเภทเรื่อง"), choices=(), required=False)
    agency_id = forms.TypedChoiceField(
        label=_("หน่วยงานที่เกี่ยวข้อง"), choices=(), coerce=int, empty_value=None, required=False
    )
    body = TextField(
        label=_("เนื้อหา"),
        rows=14,
        help_text=_("ข้อความธรรมดา เว้นบรรทัดว่างเพื่อขึ้นย่อหน้า ใช้ “# ” หน้าหัวข้อ “- ” หน้ารายการ “1. ” หน้าลำดับขั้น"),
    )
    source = LineField(label=_("ที่มา"), max_length=300, required=False)
    valid_from = ThaiDateField(label=_("ใช้ตั้งแต่"), required=False)
    valid_to = ThaiDateField(label=_("เลิกใช้ตั้งแต่"), required=False)
    why = LineField(label=_("แก้ไขเพราะอะไร"), max_length=300, required=False)

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = choices(PAGE_KINDS)  # type: ignore[attr-defined]
        self.fields["contact_kind"].choices = [("", _("ทุกชนิด")), *choices(KINDS)]  # type: ignore[attr-defined]
        self.fields["category"].choices = category_choices(today)  # type: ignore[attr-defined]
        self.fields["agency_id"].choices = [("", "—"), *agency_choices(today)]  # type: ignore[attr-defined]


class DutyForm(forms.Form):
    """A line of the duty roster."""

    agency_id = forms.TypedChoiceField(label=_("หน่วยงาน"), choices=(), coerce=int)
    days = forms.ChoiceField(label=_("วัน"), choices=())
    on_day = ThaiDateField(label=_("เฉพาะวันที่ (แทนเวรปกติ)"), required=False)
    begins = ClockField(label=_("ตั้งแต่เวลา"))
    ends = ClockField(label=_("ถึงเวลา"))
    answers = LineField(label=_("ผู้ตอบ (ชื่อหรือตำแหน่ง)"), max_length=200)
    telephone = LineField(label=_("โทรศัพท์"), max_length=60, widget=forms.TextInput(attrs={"inputmode": "tel"}))
    note = LineField(label=_("หมายเหตุ"), max_length=300, required=False)
    valid_from = ThaiDateField(label=_("ใช้ตั้งแต่"), required=False)
    valid_to = ThaiDateField(label=_("เลิกใช้ตั้งแต่"), required=False)

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency_id"].choices = [("", "—"), *agency_choices(today)]  # type: ignore[attr-defined]
        self.fields["days"].choices = choices(DUTY_DAYS)  # type: ignore[attr-defined]


class HandoverForm(forms.Form):
    """A handover as it is written."""

    words = TextField(label=_("สรุปเหตุการณ์ในเวร"), rows=6)
    items = TextField(label=_("สิ่งที่ยังค้าง (บรรทัดละหนึ่งเรื่อง ไม่ใส่ชื่อหรือเบอร์โทรผู้ร้อง)"), rows=4, required=False)
