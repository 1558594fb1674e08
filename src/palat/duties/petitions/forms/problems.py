"""The form of a problem."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palat.duties.petitions.forms.fields import AreaMixin, category_choices
from palat.duties.petitions.operations.problems import ProblemFacts
from palat.kernel.calendar.queries import provisions_in_force
from palat.kernel.organisation.queries import agency_choices
from palat.kernel.pages.text import TextField

MOST_OWNERS = 4


class ProblemForm(AreaMixin):
    """What the problem is, what causes it, whose it is, and which cases show it."""

    title = forms.CharField(label=_("ประเด็นปัญหา"), max_length=300, help_text=_("เขียนโดยไม่ระบุชื่อบุคคล"))
    harm = TextField(label=_("ใครเดือดร้อน อย่างไร"), rows=3)
    cause = TextField(label=_("สาเหตุ"), rows=4, required=False)
    provisions = forms.MultipleChoiceField(
        label=_("กฎหมายที่เกี่ยวข้อง"), choices=(), required=False, widget=forms.CheckboxSelectMultiple
    )
    law_words = TextField(label=_("กฎหมายอื่นและข้อติดขัดทางกฎหมาย"), rows=3, required=False)
    category = forms.ChoiceField(
        label=_("ประเภทเรื่องที่เข้าข่าย"),
        choices=(),
        required=False,
        help_text=_("ใช้ร่วมกับพื้นที่ เป็นตัวกรองที่ค้นเรื่องใหม่ ๆ ให้เสมอ"),
    )
    field_order = ("title", "harm", "cause", "provisions", "law_words", "owner0", "owner1", "owner2", "owner3")

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = [("", "—"), *agency_choices(today)]
        for index in range(MOST_OWNERS):
            label = _("หน่วยงานเจ้าของปัญหา") if index == 0 else _("หน่วยงานที่เกี่ยวข้อง")
            self.fields[f"owner{index}"] = forms.TypedChoiceField(
                label=label, choices=agencies, coerce=int, empty_value=None, required=False
            )
        self.fields["provisions"].choices = [  # type: ignore[attr-defined]
            (one.code, f"{one.title_th} — {one.instrument} {one.section}".strip()) for one in provisions_in_force(today)
        ]
        self.fields["category"].choices = category_choices(today)  # type: ignore[attr-defined]
        self.fields["place_words"].label = _("พื้นที่ที่เข้าข่าย")
        self.order_fields([*self.field_order, "category", "place_words"])

    def facts(self) -> ProblemFacts:
        """Return the form in clean values."""
        data = self.cleaned_data
        owners = [data[f"owner{index}"] for index in range(MOST_OWNERS) if data.get(f"owner{index}")]
        return ProblemFacts(
            title=data["title"],
            harm=data["harm"],
            cause=data["cause"],
            provisions=data["provisions"],
            law_words=data["law_words"],
            owners=owners,
            category=data["category"],
            area_id=self.area(),
        )
