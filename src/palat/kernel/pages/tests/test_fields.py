import re
from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string

from palat.kernel.pages.fields import DigitsField, ManyFilesField, ThaiDateField
from palat.kernel.pages.templatetags import pages


def test_a_date_field_reads_and_writes_buddhist_years() -> None:
    field = ThaiDateField()
    assert field.clean("24/11/2568") == date(2025, 11, 24)
    assert field.widget.format_value(date(2025, 11, 24)) == "24/11/2568"
    with pytest.raises(ValidationError, match=r"พ\.ศ\."):
        field.clean("24/11/68")


def test_a_digits_field_takes_thai_digits_and_separators() -> None:
    assert DigitsField().clean("๐๘๑-234 5678") == "0812345678"
    with pytest.raises(ValidationError):
        DigitsField().clean("โทร 081")


def test_many_files_are_bounded_in_size_and_number() -> None:
    field = ManyFilesField(max_bytes=10, max_files=2, required=False)
    small, large = SimpleUploadedFile("a.txt", b"x"), SimpleUploadedFile("b.txt", b"x" * 11)
    assert field.clean([small]) == [small]
    assert field.clean([]) == []
    with pytest.raises(ValidationError, match="ใหญ่เกิน"):
        field.clean([large])
    with pytest.raises(ValidationError, match="ไม่เกิน 2 ไฟล์"):
        field.clean([small, small, small])
    with pytest.raises(ValidationError):
        ManyFilesField(max_bytes=10).clean([])


class Choosing(forms.Form):
    """One field of each kind that is drawn in a frame."""

    way = forms.ChoiceField(choices=[("a", "ก"), ("b", "ข")], widget=forms.RadioSelect)
    parts = forms.MultipleChoiceField(choices=[("a", "ก"), ("b", "ข")], widget=forms.CheckboxSelectMultiple)


@pytest.mark.parametrize("name", ["way", "parts"])
def test_a_group_of_choices_bears_each_id_once_and_errors_lead_to_it(name: str) -> None:
    drawn = render_to_string("pages/_field.html", pages.field(Choosing({})[name]))
    ids = re.findall(r' id="([^"]+)"', drawn)
    assert len(ids) == len(set(ids))
    assert f"id_{name}" in ids
