"""Which month of whose procurement a file holds, and how it is read."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palat.duties.information.procedure.procurement import MAPPINGS
from palat.duties.information.queries.publications import own_agency_id
from palat.kernel.organisation.queries import agency_choices
from palat.kernel.pages.dates import MONTHS
from palat.kernel.pages.language import in_language

YEARS_BACK = 5


class ImportForm(forms.Form):
    """A file with the summary of a month."""

    agency = forms.TypedChoiceField(label=_("หน่วยงาน"), coerce=int)
    year = forms.TypedChoiceField(label=_("ปี"), coerce=int)
    month = forms.TypedChoiceField(label=_("เดือน"), coerce=int)
    mapping = forms.ChoiceField(label=_("แบบของไฟล์"), help_text=_("ดูจากหัวตารางของไฟล์"))

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: Any = self.fields
        fields["agency"].choices = agency_choices(today)
        fields["agency"].initial = own_agency_id()
        fields["year"].choices = [(year, str(year + 543)) for year in range(today.year, today.year - YEARS_BACK, -1)]
        fields["month"].choices = [(number, name) for number, name in enumerate(MONTHS, 1)]
        before = (today.year * 12 + today.month - 2) % 12 + 1
        fields["year"].initial = today.year - (1 if today.month == 1 else 0)
        fields["month"].initial = before
        fields["mapping"].choices = [(one.name, in_language(one.label_th, one.label_en)) for one in MAPPINGS.values()]

    def first_day(self) -> date:
        """Return the first day of the month chosen."""
        return date(self.cleaned_data["year"], self.cleaned_data["month"], 1)
