"""Input of what was signed or ordered by pen to clean values."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palat.kernel.letters.models import Letter
from palat.kernel.letters.operations.margin import LONGEST
from palat.kernel.letters.operations.signing import Reserved
from palat.kernel.letters.procedure import paper_digits
from palat.kernel.organisation.queries import all_officials
from palat.kernel.pages.fields import ThaiDateField
from palat.kernel.registers.procedure import Number


class ScanForm(forms.Form):
    """What every record of a pen asks: that no petitioner's name stands on the scan of a letter to one."""

    nameless = forms.BooleanField(
        label=_("ภาพสแกนนี้ไม่มีชื่อหรือที่อยู่ผู้ร้อง"), help_text=_("สแกนสำเนาคู่ฉบับที่ลงนาม ห้ามสแกนฉบับที่จะส่งถึงผู้ร้อง")
    )

    def __init__(self, data: Any, *, letter: Letter) -> None:
        super().__init__(data)
        if letter.person_id is None:
            del self.fields["nameless"]


class SignerForm(forms.Form):
    """Who is to sign a letter by pen."""

    signer_id = forms.TypedChoiceField(label=_("ผู้ที่จะลงนาม"), coerce=int)

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data)
        self.fields["signer_id"].choices = [("", "—"), *all_officials(today)]  # type: ignore[attr-defined]


class PaperSignatureForm(ScanForm):
    """Who signed a letter on paper, when, and the reserved number that it bears."""

    signer_id = forms.TypedChoiceField(
        label=_("ผู้ลงนาม"), coerce=int, help_text=_("ฐานะที่ลงนามและคำสั่งที่อาศัย ระบบดูจากตำแหน่งในวันนั้น")
    )
    on = ThaiDateField(label=_("วันที่ลงนาม"), help_text=_("วัน/เดือน/ปี พ.ศ."))
    number = forms.ChoiceField(
        label=_("เลขที่จองไว้"), required=False, help_text=_("ถ้าหนังสือยังไม่ลงเลข ให้เว้นไว้ ระบบจะออกเลขเมื่อยืนยัน")
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, letter: Letter, numbers: Sequence[Number], today: date) -> None:
        super().__init__(data, letter=letter)
        self.initial = {"on": today, "revision": letter.revision}
        self.fields["signer_id"].choices = [("", "—"), *all_officials(today)]  # type: ignore[attr-defined]
        choices = [(f"{one.year}/{one.running}", paper_digits(one.text)) for one in numbers]
        self.fields["number"].choices = [("", _("ยังไม่ลงเลข")), *choices]  # type: ignore[attr-defined]
        if not numbers:
            del self.fields["number"]
        self.order_fields(["signer_id", "on", "number", "nameless", "revision"])

    def reserved(self) -> Reserved | None:
        """Return the reserved number that was chosen, with the day that the paper bears."""
        running = str(self.cleaned_data.get("number") or "").partition("/")[2]
        return Reserved(running=int(running), on=self.cleaned_data["on"]) if running else None


class OrderForm(forms.Form):
    """An order that a decider writes on screen."""

    words = forms.CharField(
        label=_("ข้อสั่งการ"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4, "data-draft-field": ""})
    )


class RecordOrderForm(ScanForm):
    """An order that was written by pen: by whom, when, in which words."""

    by_id = forms.TypedChoiceField(label=_("ผู้เกษียนสั่งการ"), coerce=int)
    on = ThaiDateField(label=_("วันที่เกษียน"), help_text=_("วัน/เดือน/ปี พ.ศ."))
    words = forms.CharField(
        label=_("ถ้อยคำที่เกษียน"),
        max_length=LONGEST,
        help_text=_("คัดตามลายมือทุกคำ ไม่สรุปและไม่แก้"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Any = None, *, letter: Letter, today: date) -> None:
        super().__init__(data, letter=letter)
        self.initial = {"on": today}
        self.fields["by_id"].choices = [("", "—"), *all_officials(today)]  # type: ignore[attr-defined]
        self.order_fields(["by_id", "on", "words", "nameless"])
