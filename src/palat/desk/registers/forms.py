"""What a registry clerk types: a paper's columns, a reservation, a reason."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.finding import by_number
from palat.kernel.pages.fields import DigitsField, ThaiDateField
from palat.kernel.registers.letter_numbers import BadLetterNumber, parse_letter_number
from palat.kernel.registers.operations.entries import Line
from palat.kernel.registers.procedure import MOST_RESERVED

DAY = gettext_lazy("วัน/เดือน/ปี พ.ศ.")
USUAL_DAYS = 7  # offered as the time in which reserved numbers are accounted for; the clerk may say another


class LineForm(forms.Form):
    """The columns of a register."""

    paper_number = forms.CharField(
        label=gettext_lazy("ที่"), max_length=80, required=False, help_text=gettext_lazy("เลขที่หนังสือ เช่น มท 0808.2/ว 316")
    )
    paper_date = ThaiDateField(label=gettext_lazy("ลงวันที่"), required=False, help_text=DAY)
    sender = forms.CharField(label=gettext_lazy("จาก"), max_length=300, required=False)
    addressee = forms.CharField(label=gettext_lazy("ถึง"), max_length=300, required=False)
    subject = forms.CharField(label=pgettext_lazy("letter", "เรื่อง"), max_length=300)
    action = forms.CharField(
        label=gettext_lazy("การปฏิบัติ"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("จ่ายให้ผู้ใด หรือดำเนินการอย่างไร"),
    )
    remark = forms.CharField(label=gettext_lazy("หมายเหตุ"), max_length=300, required=False)
    about = forms.CharField(
        label=gettext_lazy("รหัสเรื่องที่เกี่ยวข้อง"), max_length=60, required=False, help_text=gettext_lazy("ถ้ามี")
    )

    def __init__(self, data: Any = None, *, by: Actor, **more: Any) -> None:
        super().__init__(data, **more)
        self.by = by

    def clean_paper_number(self) -> str:
        """Write a letter's number in one way, however it was typed; keep what is no such number as it is."""
        typed = self.cleaned_data["paper_number"]
        try:
            return parse_letter_number(typed).text
        except BadLetterNumber:
            return str(typed)

    def clean_about(self) -> str:
        """Find the matter. Raises: ValidationError unless exactly one, which the clerk may open, is meant."""
        typed = self.cleaned_data["about"]
        if not typed:
            return ""
        found = by_number(typed, by=self.by)
        if len(found) != 1:
            raise ValidationError(_("ไม่พบเรื่องตามรหัสนี้"))
        return f"matter:{found[0].pk}"

    def line(self) -> Line:
        """Return the columns as the operation takes them."""
        names = ("paper_number", "paper_date", "sender", "addressee", "subject", "action", "remark", "about")
        return Line(**{name: self.cleaned_data[name] for name in names})


class EnterForm(LineForm):
    """A paper to be entered, on the day of its receipt or the day that the Office's own paper bears."""

    on = ThaiDateField(label=gettext_lazy("วันที่ในทะเบียน"), help_text=gettext_lazy("วันที่รับ หรือวันที่ของเอกสารที่ออก"))
    late_reason = forms.CharField(
        label=gettext_lazy("เหตุที่ลงย้อนหลัง"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("ต้องระบุเมื่อวันที่ในทะเบียนผ่านไปแล้ว เลขที่ได้ต่อท้ายทะเบียนเสมอ"),
    )
    field_order: tuple[str, ...] = ("on", "late_reason")


class SettleForm(LineForm):
    """The paper that was made with a reserved number."""

    on = ThaiDateField(label=gettext_lazy("วันที่ของเอกสาร"), help_text=DAY)
    field_order = ("on",)


class CorrectForm(LineForm):
    """The columns anew, and why."""

    reason = forms.CharField(
        label=gettext_lazy("เหตุที่แก้ไข"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("ต้องระบุเมื่อแก้ข้อความเดิม ไม่ต้องระบุเมื่อเติมช่องที่ว่าง ข้อความเดิมยังอยู่ในประวัติ"),
    )


class VoidForm(forms.Form):
    """Why a number, or what is left of a block, is void."""

    reason = forms.CharField(label=gettext_lazy("เหตุที่ยกเลิก"), max_length=200)


class ReserveForm(forms.Form):
    """Numbers to be written by hand."""

    many = DigitsField(
        label=gettext_lazy("จำนวนเลขที่จอง"), max_length=4, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    reserved_for = forms.CharField(
        label=gettext_lazy("จองให้"), max_length=200, help_text=gettext_lazy("หน่วยหรือตำแหน่งที่จะใช้เลข")
    )
    why = forms.CharField(
        label=gettext_lazy("เหตุที่จอง"), max_length=200, help_text=gettext_lazy("เช่น ปิดระบบเพื่อบำรุงรักษา")
    )
    due_on = ThaiDateField(label=gettext_lazy("ต้องบันทึกการใช้ให้ครบภายในวันที่"), help_text=DAY)

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"due_on": today + timedelta(days=USUAL_DAYS)})
        self.fields["many"].help_text = _("1 ถึง %(most)d") % {"most": MOST_RESERVED}

    def clean_many(self) -> int:
        """Return a number."""
        return int(self.cleaned_data["many"])
