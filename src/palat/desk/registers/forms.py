"""What a registry clerk types: a paper's columns, a reservation, a reason."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from palat.kernel.calendar.counting import legal_date
from palat.kernel.letters.procedure import paper_digits
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.finding import by_number
from palat.kernel.pages.fields import DigitsField, ThaiDateField
from palat.kernel.pages.language import name_of
from palat.kernel.registers.letter_numbers import BadLetterNumber, parse_letter_number
from palat.kernel.registers.operations.entries import Line
from palat.kernel.registers.operations.numbers import UnableToNumber
from palat.kernel.registers.procedure import MOST_RESERVED, day_flaw
from palat.kernel.registers.queries import earlier_papers

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
    """A paper to be entered, on the day of its receipt or the day that the Office's own paper bears.

    One that seems to be in a register already is entered again only when a person says that it is another.
    """

    on = ThaiDateField(label=gettext_lazy("วันที่ในทะเบียน"), help_text=gettext_lazy("วันที่รับ หรือวันที่ของเอกสารที่ออก"))
    late_reason = forms.CharField(
        label=gettext_lazy("เหตุที่ลงย้อนหลัง"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("ต้องระบุเมื่อวันที่ในทะเบียนผ่านไปแล้ว เลขที่ได้ต่อท้ายทะเบียนเสมอ"),
    )
    again = forms.BooleanField(
        label=gettext_lazy("ตรวจแล้ว เป็นคนละฉบับ ให้ลงทะเบียนอีกเลข"), required=False, widget=forms.HiddenInput
    )
    field_order: tuple[str, ...] = ("on", "late_reason")

    def __init__(self, data: Any = None, *, register: Any, **more: Any) -> None:
        super().__init__(data, **more)
        self.register, self.seems_here = register, False

    def clean_on(self) -> date:
        """Refuse a day that the register does not take, beside whatever else is wrong."""
        on: date = self.cleaned_data["on"]
        flaw = day_flaw(on, today=legal_date(timezone.now()), days_of_grace=self.register.days_of_grace)
        if flaw:
            raise ValidationError(_(flaw))
        return on

    def tell_earlier(self, *, number: str, sender: str, dated: date | None) -> None:
        """Show which entries seem to be of this paper, and ask whether it is another."""
        authority = self.by.authority
        found = earlier_papers(authority, number=number, sender=sender, dated=dated) if authority else []
        self.seems_here = bool(found)
        if found:
            links = format_html_join(" · ", '<a href="{}">{}</a>', (_earlier(one) for one in found))
            self.fields["again"].widget = forms.CheckboxInput()
            self["again"].help_text = format_html("{} {}", _("เลขที่นี้มีในทะเบียนแล้ว:"), links)

    def require_another(self) -> None:
        """Refuse a paper that seems to be here, until a person says that it is another.

        Within the act: a form that is sent twice meets its own entry. Raises: UnableToNumber.
        """
        if self.seems_here and not self.cleaned_data["again"]:
            raise UnableToNumber(_("เลขที่นี้มีในทะเบียนแล้ว โปรดตรวจกับรายการที่มีอยู่ หากเป็นฉบับเดียวกันไม่ต้องลงอีก"))

    def clean(self) -> dict[str, Any]:
        """Ask why a day gone by is entered now; look for a paper that seems to be here."""
        data = super().clean() or {}
        on = data.get("on")
        if on and on < legal_date(timezone.now()) and not data.get("late_reason", "").strip():
            self.add_error("late_reason", _("ลงย้อนหลังต้องระบุเหตุ"))
        said = {"number": data.get("paper_number", ""), "sender": data.get("sender", "")}
        self.tell_earlier(**said, dated=data.get("paper_date"))
        return data


def _earlier(entry: Any) -> tuple[str, str]:
    """Return where an earlier entry is shown, and what is said of it."""
    url = reverse("register_entry", args=[entry.register_id, entry.year, entry.running])
    said = {"register": name_of(entry.register), "number": paper_digits(f"{entry.running}/{entry.year}")}
    return url, _("%(register)s เลข %(number)s") % said


class SettleForm(LineForm):
    """The paper that was made with a reserved number."""

    on = ThaiDateField(label=gettext_lazy("วันที่ของเอกสาร"), help_text=DAY)
    field_order = ("on",)

    def clean_on(self) -> date:
        """Refuse a day to come, beside whatever else is wrong."""
        on: date = self.cleaned_data["on"]
        if on > legal_date(timezone.now()):
            raise ValidationError(_("ลงทะเบียนล่วงหน้าไม่ได้ วันที่ของเอกสารยังมาไม่ถึง"))
        return on


class CorrectForm(LineForm):
    """The columns anew, and why."""

    reason = forms.CharField(
        label=gettext_lazy("เหตุที่แก้ไข"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("ต้องระบุเมื่อแก้ข้อความเดิม ไม่ต้องระบุเมื่อเติมช่องที่ว่าง ข้อความเดิมยังอยู่ในประวัติ"),
    )

    def __init__(self, data: Any = None, *, kept_about: str | None = None, behind: str = "", **more: Any) -> None:
        super().__init__(data, **more)
        self.kept_about = kept_about
        if kept_about is not None:
            del self.fields["about"]
        if behind:
            words = _("หนังสือของเลขนี้อยู่ในระบบ เข้าเรื่องได้ที่")
            self.fields["remark"].help_text = format_html('{} <a href="{}">{}</a>', words, behind, _("หน้าหนังสือ"))

    def line(self) -> Line:
        """Return the columns; the matter stays as it is where it is not the clerk's to change here."""
        self.cleaned_data.setdefault("about", self.kept_about or "")
        return super().line()


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
