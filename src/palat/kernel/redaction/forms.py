"""What the pages of release are told: where a box lies, on which ground, what a document is called."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palat.kernel.pages.dates import ARABIC_FROM_THAI_DIGITS
from palat.kernel.pages.text import LineField, TextField
from palat.kernel.redaction.procedure import WHOLE, Box
from palat.kernel.redaction.registry import Ground

SPOT = re.compile(r"^(\d{1,19}):(\d{1,5}):((?:\d{1,5}-\d{1,5}-\d{1,5}-\d{1,5},?){1,40})$")
MOST_SPOTS = 500
FOR_INDEX = _("ตามที่จะเขียนในบัญชี เช่น ชื่อบุคคล เลขบัตรประชาชน ห้ามใส่ข้อความที่ปิด")
FOR_TITLE = _("ใช้ในบัญชีและเป็นชื่อไฟล์ ห้ามมีชื่อหรือข้อมูลที่ปกปิด")
FOR_FINDING = _("วรรค เลขไทยหรืออารบิก และการตัดบรรทัด ไม่มีผล")


class PercentField(forms.DecimalField):
    """A place on a page in per cent, with Thai or Arabic digits; gives ten-thousandths."""

    def __init__(self, label: Any) -> None:
        super().__init__(label=label, min_value=0, max_value=100, decimal_places=2)
        self.widget = forms.TextInput(attrs={"inputmode": "decimal", "size": "6", "autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        return super().to_python(str(value or "").translate(ARABIC_FROM_THAI_DIGITS).replace(",", ".").rstrip(" %"))

    def clean(self, value: Any) -> int:
        return int(Decimal(super().clean(value)) * WHOLE / 100)


def ground_field(grounds: Mapping[str, Ground], *, empty: Any = None) -> forms.ChoiceField:
    """A field of the grounds of today, each as the box bears it and as the index says it."""
    listed: list[tuple[str, Any]] = [(one.code, f"{one.label} — {one.words}") for one in grounds.values()]
    return forms.ChoiceField(
        label=_("เหตุตามกฎหมาย"), choices=[("", empty or _("— เลือกเหตุ —")), *listed], required=empty is None
    )


class GroundForm(forms.Form):
    """The ground of marks, and what they withhold."""

    def __init__(self, data: Any = None, *, grounds: Mapping[str, Ground], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["ground"] = ground_field(grounds)
        self.fields["words"] = LineField(
            label=_("สิ่งที่ปกปิด"),
            max_length=300,
            required=False,
            help_text=FOR_INDEX,
        )


class MarkForm(GroundForm):
    """A box drawn or typed, and its ground."""

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        for name, label in (
            ("left", _("ซ้าย (%)")),
            ("top", _("บน (%)")),
            ("right", _("ขวา (%)")),
            ("bottom", _("ล่าง (%)")),
        ):
            self.fields[name] = PercentField(label)
        self.fields["page"] = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def box(self) -> Box:
        """Return the box."""
        return Box(*(self.cleaned_data[name] for name in ("left", "top", "right", "bottom")))


class SpotsForm(GroundForm):
    """Places that were found and chosen, and their ground."""

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["spot"] = SpotsField()


class SpotsField(forms.Field):
    """Places as the boxes of a list send them: document, page, and the boxes of its lines."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[tuple[int, int, Box]]:
        """Return documents, pages and boxes. Raises: ValidationError."""
        sent = list(value or [])[: MOST_SPOTS + 1]
        found = [SPOT.match(str(one)) for one in sent]
        if not sent or len(sent) > MOST_SPOTS or not all(found):
            raise forms.ValidationError(_("โปรดเลือกที่ที่จะปกปิดอย่างน้อยหนึ่งแห่ง"))
        return [
            (int(one[1]), int(one[2]), Box(*map(int, box.split("-"))))
            for one in found
            if one
            for box in one[3].strip(",").split(",")
        ]


def spot_of(source_id: int, page: int, boxes: Sequence[Box]) -> str:
    """Return a place as a list sends it."""
    return f"{source_id}:{page}:" + ",".join(f"{one.left}-{one.top}-{one.right}-{one.bottom}" for one in boxes)


class TitleForm(forms.Form):
    """How a document is called outside."""

    title = LineField(label=_("ชื่อเอกสารที่ใช้ภายนอก"), max_length=200, help_text=FOR_TITLE)


class WithholdForm(forms.Form):
    """Withholding a document whole."""

    def __init__(self, data: Any = None, *, grounds: Mapping[str, Ground], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["ground"] = ground_field(grounds, empty=_("เปิดเผย (ไม่ปกปิดทั้งฉบับ)"))
        self.fields["words"] = LineField(label=_("ชนิดของเอกสารและเหตุผล"), max_length=500, required=False)


class ReasonForm(forms.Form):
    """Why something may leave as it is."""

    reason = TextField(label=_("เหตุผล"), rows=3)


class FindForm(forms.Form):
    """Words to be found in all documents of a set."""

    words = LineField(label=_("คำที่จะหาในทุกเอกสาร"), max_length=200, help_text=FOR_FINDING)


class BeginForm(forms.Form):
    """How a set is called inside."""

    title = LineField(label=_("ชื่อชุดเอกสาร (ใช้ภายใน)"), max_length=200)
