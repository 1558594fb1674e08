"""What defines an indicator for a fiscal year."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palat.duties.planning.forms.agreements import NumberField, StepsField, YearForm
from palat.duties.planning.operations.defining import Defined
from palat.duties.planning.procedure.words import CUMULATIVE, DIRECTIONS, METHODS, SOURCES
from palat.duties.planning.queries.listing import strategies
from palat.kernel.pages.text import LineField, TextField, choices
from palat.kernel.reports.countables import countables


class IndicatorForm(YearForm):
    """An indicator, and its definition of a year."""

    code = forms.RegexField(r"^[A-Za-z0-9ก-๙.-]{2,40}$", label=_("รหัสตัวชี้วัด"))
    name_th = LineField(label=_("ชื่อตัวชี้วัด"), max_length=300)
    name_en = LineField(label=_("ชื่อภาษาอังกฤษ"), max_length=300, required=False)
    unit_th = LineField(label=_("หน่วยนับ"), max_length=60)
    unit_en = LineField(label=_("หน่วยนับภาษาอังกฤษ"), max_length=60, required=False)
    source = forms.ChoiceField(label=_("ที่มาของตัวเลข"), choices=choices(SOURCES), widget=forms.RadioSelect)
    figures = TextField(
        label=_("ตัวเลขที่ใช้"),
        rows=4,
        help_text=_("บรรทัดละหนึ่งตัว: ชื่อในสูตร | คำอธิบาย | คำอธิบายอังกฤษ | เงิน (ถ้าเป็นจำนวนเงิน) | รหัสที่มา (ถ้าระบบคำนวณ)"),
    )
    formula = LineField(label=_("สูตร"), max_length=200, help_text=_("เช่น 100 * answered / received"))
    cumulative = forms.ChoiceField(label=_("การสะสม"), choices=choices(CUMULATIVE))
    weigh_by = LineField(label=_("ตัวเลขที่ใช้ถ่วงน้ำหนัก"), max_length=40, required=False)
    by_area = forms.BooleanField(label=_("รายงานแยกรายจังหวัด"), required=False)
    direction = forms.ChoiceField(label=_("ทิศทาง"), choices=choices(DIRECTIONS))
    low = NumberField(label=_("ช่วงที่ดี ตั้งแต่"), max_length=24, required=False)
    high = NumberField(label=_("ช่วงที่ดี ถึง"), max_length=24, required=False)
    method = forms.ChoiceField(label=_("วิธีให้คะแนน"), choices=choices(METHODS))
    thresholds = StepsField(label=_("เกณฑ์ จากแย่ที่สุดไปดีที่สุด คั่นด้วย /"), max_length=120, required=False)
    target = NumberField(label=_("ค่าเป้าหมาย"), max_length=24, required=False)
    decimals = forms.IntegerField(label=_("ทศนิยม"), min_value=0, max_value=4, initial=2)
    plausible_low = NumberField(label=_("ค่าที่น่าเป็นไปได้ ต่ำสุด"), max_length=24, required=False)
    plausible_high = NumberField(label=_("ค่าที่น่าเป็นไปได้ สูงสุด"), max_length=24, required=False)
    plausible_factor = NumberField(
        label=_("ต่างจากรอบก่อนได้ไม่เกิน (เท่า)"), max_length=9, required=False, help_text=_("เกินกว่านี้ระบบจะขอให้ยืนยัน")
    )
    evidence = LineField(label=_("หลักฐานที่ต้องแนบ"), max_length=300, required=False)

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        pairs = [(one.pk, one.words_th) for one in strategies()]
        self.fields["plan_item_id"] = forms.TypedChoiceField(
            label=_("ยุทธศาสตร์"), choices=[("", "—"), *pairs], coerce=int, empty_value=None, required=False
        )
        codes = " · ".join(f"{one.code}: {_(one.label)}" for one in countables().values())
        self.fields["figures"].help_text = f"{self.fields['figures'].help_text} — {codes}"

    def clean_figures(self) -> list[dict[str, Any]]:
        """Read the figures, one to a line."""
        found = []
        for line in filter(str.strip, self.cleaned_data["figures"].splitlines()):
            parts = [part.strip() for part in line.split("|")] + [""] * 5
            name, label_th, label_en, money, counted = parts[:5]
            if not name or not label_th:
                raise forms.ValidationError(_("แต่ละบรรทัดต้องมีชื่อในสูตรและคำอธิบาย"))
            found.append(
                {"name": name, "label_th": label_th, "label_en": label_en, "money": bool(money), "counted": counted}
            )
        return found

    def defined(self) -> Defined:
        """Return the definition."""
        return Defined(**{name: value for name, value in self.cleaned_data.items() if name not in {"code", "year"}})
