"""What an official types of a dataset and of its files."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palat.duties.information.models import Dataset
from palat.duties.information.operations.datasets import Described, Titled
from palat.duties.information.procedure.datasets import FREQUENCIES, GROUPS, LICENCES, Term
from palat.duties.information.queries.publications import own_agency_id
from palat.kernel.organisation.queries import agency_choices
from palat.kernel.pages.fields import ThaiDateField
from palat.kernel.pages.language import in_language
from palat.kernel.pages.text import LineField, TextField

DAY_HELP = _("วัน/เดือน/ปี พ.ศ.")


def _terms(terms: dict[str, Term]) -> list[tuple[str, str]]:
    return [(code, in_language(term.th, term.en)) for code, term in terms.items()]


class DescribeForm(forms.Form):
    """What the catalogue tells of a dataset."""

    title_th = LineField(label=_("ชื่อชุดข้อมูล"), max_length=300)
    title_en = LineField(label=_("ชื่อภาษาอังกฤษ"), max_length=300, required=False)
    notes_th = TextField(label=_("คำอธิบาย"), rows=4, help_text=_("มีข้อมูลอะไร ได้มาอย่างไร ใช้อย่างไร"))
    notes_en = TextField(label=_("คำอธิบายภาษาอังกฤษ"), rows=3, required=False)
    keywords = LineField(label=_("คำสำคัญ"), max_length=500, required=False, help_text=_("คั่นด้วยจุลภาค"))
    agency = forms.TypedChoiceField(label=_("หน่วยงาน"), coerce=int)
    group = forms.ChoiceField(label=_("กลุ่ม"))
    licence = forms.ChoiceField(label=_("สัญญาอนุญาต"), initial="cc-by")
    frequency = forms.ChoiceField(label=_("ความถี่"))
    contact_name = LineField(label=_("ผู้ติดต่อ"), max_length=200, help_text=_("ชื่อหน่วยงานหรือกลุ่ม"))
    contact_email = forms.EmailField(label=_("อีเมล"), max_length=200, required=False)
    from_on = ThaiDateField(label=_("ข้อมูลตั้งแต่"), required=False, help_text=DAY_HELP)
    until_on = ThaiDateField(label=_("ข้อมูลถึง"), required=False, help_text=DAY_HELP)

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: Any = self.fields
        fields["agency"].choices = agency_choices(today)
        fields["agency"].initial = own_agency_id()
        for name, terms in (("group", GROUPS), ("licence", LICENCES), ("frequency", FREQUENCIES)):
            fields[name].choices = _terms(terms)

    def described(self) -> Described:
        """Return what was typed."""
        data = {name: value for name, value in self.cleaned_data.items() if name not in {"agency", "name"}}
        return Described(agency_id=self.cleaned_data["agency"], **data)


class NewDatasetForm(DescribeForm):
    """A new dataset."""

    name = LineField(
        label=_("ชื่อในที่อยู่เว็บ"), max_length=100, help_text=_("a-z 0-9 - _ เปลี่ยนภายหลังไม่ได้ เช่น training-courses")
    )
    field_order = ("name",)


class ResourceForm(forms.Form):
    """A file of a dataset: a new one, or what takes the place of one."""

    resource = forms.TypedChoiceField(label=_("ไฟล์ข้อมูล"), coerce=int, required=False, empty_value=None)
    title_th = LineField(label=_("ชื่อ"), max_length=300, required=False, help_text=_("เว้นว่างได้เมื่อแทนไฟล์เดิมและชื่อไม่เปลี่ยน"))
    title_en = LineField(label=_("ชื่อภาษาอังกฤษ"), max_length=300, required=False)
    notes_th = TextField(label=_("คำอธิบาย"), rows=2, required=False, help_text=_("ความหมายของแต่ละช่อง"))

    def __init__(self, *args: Any, dataset: Dataset, **more: Any) -> None:
        super().__init__(*args, **more)
        rows = dataset.resources.filter(removed_at=None).order_by("number")
        field: Any = self.fields["resource"]
        field.choices = [
            ("", _("ไฟล์ใหม่")),
            *((one.pk, f"{_('แทน')} {in_language(one.title_th, one.title_en)}") for one in rows),
        ]

    def titled(self) -> Titled:
        """Return what was typed of the file."""
        data = self.cleaned_data
        return Titled(data["title_th"], data["title_en"], data["notes_th"])


def initial_of(dataset: Dataset) -> dict[str, Any]:
    """Return what the form of a dataset begins with."""
    names = ("title_th", "title_en", "notes_th", "notes_en", "group", "licence", "frequency", "contact_name")
    found = {name: getattr(dataset, name) for name in (*names, "contact_email", "from_on", "until_on")}
    return {**found, "agency": dataset.agency_id, "keywords": dataset.keywords.replace("|", ", ")}
