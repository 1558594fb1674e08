"""What is typed of a year's revenue: amounts in million baht."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from palat.duties.decentralisation.procedure.revenue import FIRST_YEAR, PARTS, Figures, satang
from palat.kernel.calendar.counting import fiscal_year, legal_date
from palat.kernel.pages.text import LineField, TextField

MILLION = _("ล้านบาท เว้นว่างถ้าไม่ทราบ")


class Millions(forms.DecimalField):
    """An amount in million baht, as documents of the budget write it: with commas."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            required=False, min_value=Decimal(0), max_digits=16, decimal_places=8, help_text=MILLION, **more
        )
        self.widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value: Any) -> Any:
        """Read an amount, whatever commas stand in it."""
        return super().to_python(value.replace(",", "") if isinstance(value, str) else value)


class RevenueForm(forms.Form):
    """What a source tells of a fiscal year."""

    year = forms.TypedChoiceField(label=_("ปีงบประมาณ"), coerce=int)
    share = forms.DecimalField(
        label=pgettext_lazy("revenue", "สัดส่วน"),
        help_text=_("ร้อยละของรายได้สุทธิของรัฐบาล"),
        max_digits=5,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    local = Millions(label=_("รายได้ทั้งหมดของท้องถิ่น"))
    net = Millions(label=_("รายได้สุทธิของรัฐบาล"))
    source = LineField(label=_("ที่มา"), max_length=300, help_text=_("เอกสาร หน้า หรือที่อยู่ที่ตรวจได้"))
    words = TextField(label=_("เหตุผล"), required=False, rows=2, help_text=_("เมื่อแก้ไขตัวเลขเดิม หรือตัวเลขต่างจากปีอื่นมาก"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: Any = self.fields
        last = fiscal_year(legal_date(timezone.now())) + 1
        fields["year"].choices = [(one, str(one)) for one in range(last, FIRST_YEAR - 1, -1)]
        for code, label in PARTS.items():
            fields[code] = Millions(label=_(label))
        self.order_fields(["year", "share", "local", *PARTS, "net", "source", "words"])

    def figures(self) -> Figures:
        """Return what was typed, in satang."""
        said = self.cleaned_data
        parts = {code: satang(said[code]) for code in PARTS}
        return Figures(said["year"], said["share"], satang(said["local"]), satang(said["net"]), parts)
