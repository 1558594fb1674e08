"""The form of a visit to the place."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from palat.kernel.pages.text import TextField

BLOCKS = 3


class VisitForm(forms.Form):
    """Where, when, what was found."""

    place = forms.CharField(label=_("สถานที่"), max_length=300)
    words = TextField(label=_("สิ่งที่พบ"), rows=6)
    at = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    coarse = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def clean_at(self) -> datetime:
        """Return the moment at which it was written on the spot; now where none is given."""
        try:
            found = parse_datetime(self.cleaned_data["at"])
        except ValueError:
            found = None
        return found if found is not None and timezone.is_aware(found) else timezone.now()


class StatementForm(forms.Form):
    """One statement; a block left empty is none."""

    name = forms.CharField(
        label=_("ผู้ให้ถ้อยคำ"),
        max_length=200,
        required=False,
        help_text=_("ชื่อถูกปิดผนึก ไม่แสดงในแฟ้มเรื่อง"),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    words = TextField(label=_("ถ้อยคำ"), rows=4, required=False)
    read_back = forms.BooleanField(label=_("อ่านให้ฟังแล้ว ผู้ให้ถ้อยคำรับว่าถูกต้อง"), required=False)

    @property
    def is_used(self) -> bool:
        """Say whether something was typed."""
        data: dict[str, Any] = self.cleaned_data
        return bool(data.get("name") or data.get("words"))
