"""What Python draws by the hundred is what a template would have drawn, and escapes alike."""

from typing import Any

import pytest
from django import forms
from django.test.html import parse_html
from django.utils.html import format_html

from palat.kernel.pages.drawing import rows_html, select_html
from palat.kernel.pages.listing import Column, Listing

ANGRY = "<b onclick='x'>\"&</b>"


class Choosing(forms.Form):
    plain = forms.ChoiceField(choices=[("", "ทั้งหมด"), ("a", ANGRY), (3, "สาม")], required=False, label="หนึ่ง")
    grouped = forms.ChoiceField(choices=[("กลุ่ม <ก>", [("b", "ข"), ("c", "ค")]), ("d", "ง")], help_text="ช่วย")


@pytest.mark.parametrize("data", [None, {}, {"plain": "3", "grouped": "c"}, {"plain": ANGRY, "grouped": "nothing"}])
@pytest.mark.parametrize("name", ["plain", "grouped"])
def test_a_choice_is_drawn_as_djangos_own_widget_draws_it(name: str, data: Any):
    field = Choosing(data, auto_id="filter_%s")[name]
    attrs = {"class": "form-select", "placeholder": False}
    assert parse_html(select_html(field, dict(attrs))) == parse_html(field.as_widget(attrs=dict(attrs)))


def test_rows_escape_what_is_not_html_already():
    class Thing:
        pk = 7
        name = ANGRY

    listing = Listing(
        code="things",
        order=("pk",),
        columns=(
            Column(code="name", label="ชื่อ", title=True),
            Column(code="pk", label=ANGRY, css="num", show=lambda row: format_html("<i>{}</i>", row.name)),
        ),
        row_url=lambda row: "/things/?a=1&b=2",
    )
    drawn = rows_html([listing.row(Thing())], selectable=True)
    assert ANGRY not in drawn
    assert drawn.count("&lt;b onclick") == 3
    assert '<a href="/things/?a=1&amp;b=2">' in drawn
    assert '<td class="num" ' not in drawn
    assert 'data-label="&lt;b' in drawn
    assert '<input class="form-check-input" type="checkbox" form="bulk" name="row" value="7">' in drawn
    assert "checkbox" not in rows_html([listing.row(Thing())], selectable=False)
