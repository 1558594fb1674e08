"""The fields by which someone says who they are."""

from django import forms
from django.utils.translation import gettext_lazy as _

from palat.kernel.pages.text import AddressField, LineField


class PersonFields(forms.Form):
    """Who someone is, as far as they say it. No field demands a surname or an ID."""

    full_name = LineField(label=_("ชื่อ (และนามสกุล ถ้ามี)"), max_length=200, required=False)
    phone = LineField(
        label=_("หมายเลขโทรศัพท์"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(label=_("อีเมล"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    address = AddressField(
        label=_("ที่อยู่สำหรับส่งจดหมาย"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "street-address", "data-no-draft": ""}),
    )

    def person(self) -> dict[str, str]:
        """Return what was said of the person, empty fields left out."""
        names = ("full_name", "phone", "email", "address", "national_id")
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name)}
