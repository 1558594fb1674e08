"""Which list a file is, and how it is read."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palat.duties.decentralisation.procedure.lists import MAPPINGS
from palat.kernel.pages.language import in_language


class ListForm(forms.Form):
    """How a file is read; its columns stand below."""

    mapping = forms.ChoiceField(label=_("แบบของไฟล์"), help_text=_("ดูจากหัวตารางของไฟล์"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, kind: str, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: Any = self.fields
        fields["mapping"].choices = [(one.name, in_language(one.label_th, one.label_en)) for one in MAPPINGS[kind]]
        fields["mapping"].initial = MAPPINGS[kind][0].name


class NothingToSay(forms.Form):
    """An act that asks nothing."""
