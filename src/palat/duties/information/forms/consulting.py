"""What is typed of consultations, and of agencies' committees."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from palat.kernel.calendar.counting import fiscal_year, legal_date
from palat.kernel.matters.desk.fields import OneAgency
from palat.kernel.organisation.queries import agency_choices
from palat.kernel.pages.fields import ThaiDateField
from palat.kernel.pages.text import LineField, TextField

DAY = _("วัน/เดือน/ปี พ.ศ. เช่น 24/11/2569")


def _agencies(*, required: bool) -> forms.Field:
    today = legal_date(timezone.now())
    return OneAgency(
        label=_("หน่วยงาน"),
        choices=[("", "—"), *agency_choices(today)],
        coerce=int,
        empty_value=None,
        required=required,
    )


class ConsultationForm(forms.Form):
    """A consultation that came."""

    came_on = ThaiDateField(label=_("วันที่ได้รับ"), help_text=DAY)
    subject = LineField(label=_("เรื่องที่หารือ"), max_length=300, help_text=_("ไม่ต้องระบุชื่อบุคคล"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency_id"] = _agencies(required=False)
        self.fields["agency_id"].help_text = _("เว้นว่างเมื่อประชาชนเป็นผู้หารือ")
        self.order_fields(["came_on", "agency_id", "subject"])


class AnswerForm(forms.Form):
    """What was answered."""

    answered_on = ThaiDateField(label=_("วันที่ตอบ"), help_text=DAY)
    answer = TextField(label=_("คำตอบโดยสรุป"), rows=6)


class CommitteeForm(forms.Form):
    """What an agency reported of its committee."""

    year = forms.TypedChoiceField(label=_("ปีงบประมาณ"), coerce=int)
    has = forms.TypedChoiceField(
        label=_("คณะกรรมการหรือผู้รับผิดชอบข้อมูลข่าวสารของหน่วยงาน"),
        choices=(("1", _("มี")), ("0", _("ไม่มี"))),
        coerce=lambda said: said == "1",
        widget=forms.RadioSelect,
    )
    reported_on = ThaiDateField(label=_("วันที่รายงาน"), help_text=DAY)
    paper = LineField(label=_("คำสั่งหรือหนังสือ"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = fiscal_year(legal_date(timezone.now()))
        self.fields["year"].choices = [(one, str(one)) for one in range(last, last - 5, -1)]  # type: ignore[attr-defined]
        self.fields["agency_id"] = _agencies(required=True)
        self.order_fields(["year", "agency_id", "has", "reported_on", "paper"])
