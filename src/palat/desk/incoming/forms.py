"""What a clerk types of what came in: a scan, an entry, a place, a reason."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from palat.desk.registers.forms import EnterForm
from palat.kernel.incoming.operations.entering import Entry
from palat.kernel.incoming.procedure import (
    ASIDE_REASONS,
    BY_CLERK,
    BY_PEOPLE,
    CHANNELS,
    FORWARDERS,
    SETTLEMENTS,
    URGENCIES,
    WHY_RETURNED,
)
from palat.kernel.matters.authority import Actor
from palat.kernel.organisation.queries import unit_choices
from palat.kernel.pages.fields import DigitsField, ThaiDateField


def worded(pairs: Any) -> list[tuple[str, Any]]:
    """Return choices with their words translated when they are shown."""
    return [(code, _(label)) for code, label in pairs]


class LayInForm(forms.Form):
    """What lies on the scanner."""

    register = forms.ChoiceField(label=_("ทะเบียน"))
    channel = forms.ChoiceField(label=_("มาทาง"), choices=worded((one, CHANNELS[one]) for one in BY_PEOPLE))
    received_on = ThaiDateField(label=_("วันที่รับ"), help_text=_("วันที่ของตราประทับรับ"))

    def __init__(self, data: Any = None, *, boxes: list[tuple[str, str]], today: date, **more: Any) -> None:
        super().__init__(data, initial={"received_on": today, "channel": "post"}, **more)
        self.fields["register"].choices = boxes  # type: ignore[attr-defined]
        if len(boxes) == 1:
            self.fields["register"].initial = boxes[0][0]
            self.fields["register"].widget = forms.HiddenInput()


class EnterItemForm(EnterForm):
    """A thing that came in, entered in its register: what the machine read stands there to be confirmed."""

    postmarked_on = ThaiDateField(label=_("วันที่ประทับตราไปรษณีย์"), required=False, help_text=_("เก็บไว้คู่กับวันที่รับ"))
    urgency = forms.ChoiceField(label=_("ชั้นความเร็ว"), choices=worded(URGENCIES.items()), required=False)
    forwarder = forms.ChoiceField(
        label=_("ส่งเรื่องของผู้อื่นต่อมา"),
        choices=[("", _("ไม่ใช่ ผู้ส่งเป็นเจ้าของเรื่องเอง")), *worded(FORWARDERS.items())],
        required=False,
        help_text=_("เมื่อเลือก ถือว่าต้องตอบผู้ส่งด้วย และเริ่มนับเวลาจากวันที่รับ ต้องตอบทั้งผู้ส่งและผู้ร้อง"),
    )
    wants_answer = forms.BooleanField(label=_("ต้องตอบผู้ส่ง เริ่มนับเวลาจากวันที่รับ"), required=False)
    summary = forms.CharField(
        label=_("สรุปสองบรรทัด"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("สำหรับลายมือหรือหนังสือยาว ผู้รับเห็นก่อนเปิดอ่าน"),
    )
    unit = forms.TypedChoiceField(label=_("จ่ายให้หน่วย"), coerce=int, empty_value=None, required=False, choices=())
    copies = forms.TypedMultipleChoiceField(
        label=_("สำเนาเพื่อทราบ"), coerce=int, required=False, choices=(), widget=forms.CheckboxSelectMultiple
    )
    where = forms.CharField(label=_("ตัวเอกสารอยู่ที่"), max_length=200, required=False, help_text=_("เช่น แฟ้มรับประจำวัน ตู้ 2"))
    originals = forms.CharField(
        label=_("ต้นฉบับที่ต้องคืน"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("บรรทัดละหนึ่งรายการ เช่น โฉนดที่ดินฉบับจริง 1 ฉบับ สำนักงานดูแลจนกว่าจะคืน"),
    )
    field_order = (
        "on",
        "late_reason",
        "paper_number",
        "paper_date",
        "again",
        "sender",
        "subject",
        "addressee",
        "urgency",
        "postmarked_on",
        "about",
        "wants_answer",
        "forwarder",
        "unit",
        "summary",
        "copies",
        "where",
        "originals",
        "action",
        "remark",
    )

    def __init__(self, data: Any = None, *, by: Actor, **more: Any) -> None:
        super().__init__(data, by=by, **more)
        units = unit_choices()
        self.fields["unit"].choices = [("", "—"), *units]  # type: ignore[attr-defined]
        self.fields["copies"].choices = units  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a postmark that is later than the day of receipt."""
        data = super().clean()
        on, postmarked = data.get("on"), data.get("postmarked_on")
        if on and postmarked and postmarked > on:
            self.add_error("postmarked_on", _("วันที่ประทับตราต้องไม่หลังวันที่รับ"))
        return data

    def entry(self) -> Entry:
        """Return what the operation takes."""
        data = self.cleaned_data
        return Entry(
            on=data["on"],
            line=self.line(),
            late_reason=data["late_reason"],
            postmarked_on=data["postmarked_on"],
            summary=data["summary"],
            urgency=data["urgency"],
            forwarder=data["forwarder"],
            wants_answer=data["wants_answer"] or bool(data["forwarder"]),
            unit_id=data["unit"],
            where=data["where"],
            originals=tuple(data["originals"].splitlines()),
            copies=tuple(data["copies"]),
        )


class NothingForm(forms.Form):
    """An act that asks for nothing but to be confirmed."""


class AsideForm(forms.Form):
    """Why a thing gets no number."""

    why = forms.ChoiceField(label=_("เหตุที่แยกไว้"), choices=worded((one, ASIDE_REASONS[one]) for one in BY_CLERK))


class UnitForm(forms.Form):
    """To which unit."""

    unit_id = forms.TypedChoiceField(label=_("จ่ายให้หน่วย"), coerce=int, choices=())

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["unit_id"].choices = unit_choices()  # type: ignore[attr-defined]


class CopiesForm(forms.Form):
    """Which units get a copy."""

    units = forms.TypedMultipleChoiceField(
        label=_("สำเนาเพื่อทราบ"), coerce=int, choices=(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["units"].choices = unit_choices()  # type: ignore[attr-defined]


class WhereForm(forms.Form):
    """Where the paper lies now."""

    where = forms.CharField(label=_("ตัวเอกสารอยู่ที่"), max_length=200)


class OriginalForm(forms.Form):
    """An original that came with a letter."""

    what = forms.CharField(label=_("ต้นฉบับ"), max_length=200, help_text=_("เช่น โฉนดที่ดินฉบับจริง 1 ฉบับ"))


class ReturnForm(forms.Form):
    """How an original left the Office."""

    how = forms.CharField(
        label=_("คืนโดย"), max_length=200, help_text=_("เช่น ผู้ร้องรับเองและลงนามในสมุด หรือไปรษณีย์ลงทะเบียนเลขที่ใด")
    )


class AnsweredForm(forms.Form):
    """By which letter a sender was answered."""

    number = forms.CharField(label=_("ตอบโดย"), max_length=80, help_text=_("เลขที่หนังสือ หรือวิธีที่ตอบ"))


class MatterForm(forms.Form):
    """The matter that a letter belongs to."""

    code = forms.CharField(label=_("รหัสเรื่องที่เกี่ยวข้อง"), max_length=60)
    wants_answer = forms.BooleanField(label=_("ต้องตอบผู้ส่ง เริ่มนับเวลาจากวันที่รับ"), required=False)


class TakeOutForm(forms.Form):
    """Why a letter leaves a matter."""

    reason = forms.CharField(label=_("เหตุที่นำออก"), max_length=300, help_text=_("เช่น พิมพ์รหัสเรื่องผิด ไม่ต้องลงชื่อบุคคล"))


class PostForm(forms.Form):
    """The number under which a letter was posted."""

    letter = forms.CharField(label=_("เลขที่หนังสือ"), max_length=80, help_text=_("เช่น นร 0105.04/1234"))
    code = forms.CharField(
        label=_("เลขไปรษณีย์"),
        max_length=20,
        required=False,
        help_text=_("สแกนบาร์โค้ดหรือพิมพ์ เช่น RR123456785TH ไปรษณีย์ธรรมดาที่ไม่มีเลขให้เว้นว่าง"),
    )
    on = ThaiDateField(label=_("วันที่ส่งไปรษณีย์"))
    receipt = forms.BooleanField(label=_("มีใบตอบรับ"), required=False)


class DeliveredForm(forms.Form):
    """The card that came back."""

    on = ThaiDateField(label=_("วันที่ผู้รับลงชื่อในใบตอบรับ"))
    words = forms.CharField(
        label=_("หมายเหตุ"), max_length=300, required=False, help_text=_("เช่น ผู้รับแทนเป็นคนในบ้าน ไม่ต้องลงชื่อบุคคล")
    )


class ReturnedForm(forms.Form):
    """A letter that came back."""

    on = ThaiDateField(label=_("วันที่หนังสือกลับมาถึง"))
    why = forms.ChoiceField(label=_("เหตุที่ตีกลับ"), choices=worded(WHY_RETURNED.items()))
    words = forms.CharField(label=_("หมายเหตุ"), max_length=300, required=False)


class UnnumberedReturnForm(ReturnedForm):
    """A letter that came back and had no number of the post."""

    letter = forms.CharField(label=_("เลขที่หนังสือ"), max_length=80, help_text=_("เช่น นร 0105.04/1234"))
    field_order = ("letter", "on", "why", "words")


class SettleReturnedForm(forms.Form):
    """What was done about a letter that came back."""

    how = forms.ChoiceField(label=_("จัดการอย่างไร"), choices=worded(SETTLEMENTS.items()))
    words = forms.CharField(label=_("หมายเหตุ"), max_length=300, required=False)


class LabelsForm(forms.Form):
    """Which labels to print, and at which place of the sheet to begin."""

    register = forms.ChoiceField(label=_("ทะเบียน"))
    first = DigitsField(label=_("ตั้งแต่เลขรับ"), max_length=7)
    last = DigitsField(label=_("ถึงเลขรับ"), max_length=7)
    year = DigitsField(label=pgettext_lazy("register", "ปี พ.ศ."), max_length=4)
    begin_at = DigitsField(label=_("เริ่มที่ป้ายดวงที่"), max_length=2, help_text=_("1 ถึง 24 เมื่อใช้แผ่นที่เหลือ"))

    def __init__(self, data: Any = None, *, boxes: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["register"].choices = boxes  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        return {name: int(value) if str(value).isdecimal() else value for name, value in data.items()}
