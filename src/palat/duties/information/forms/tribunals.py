"""Forms for the tribunals' books: sittings, members."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from palat.duties.information.queries.catalogue import branches_on
from palat.kernel.calendar.counting import legal_date
from palat.kernel.organisation.people_queries import every_official
from palat.kernel.organisation.queries import agency_choices
from palat.kernel.pages.fields import ThaiDateField
from palat.kernel.pages.language import name_of
from palat.kernel.pages.text import LineField

DAY = _("วัน/เดือน/ปี พ.ศ. เช่น 24/11/2569")


class HourField(forms.TimeField):
    """An hour, as 09.30 or 09:30."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            input_formats=["%H.%M", "%H:%M"],
            widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 6}),
            error_messages={"invalid": _("โปรดระบุเวลา เช่น 09.30")},
            **kwargs,
        )


class WhenForm(forms.Form):
    """When and where a sitting is."""

    day = ThaiDateField(label=_("วันที่ประชุม"), help_text=DAY)
    hour = HourField(label=_("เวลา"), help_text=_("เช่น 09.30"))
    place = LineField(label=_("สถานที่"), max_length=200)


class SittingForm(WhenForm):
    """A new sitting of a branch."""

    branch_id = forms.TypedChoiceField(label=_("สาขา"), coerce=int)
    field_order = ("branch_id", "day", "hour", "place")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["branch_id"].choices = branch_pairs()  # type: ignore[attr-defined]


class SeatForm(forms.Form):
    """Who is to sit in which branch, from when to when."""

    branch_id = forms.TypedChoiceField(label=_("สาขา"), coerce=int)
    official_id = forms.TypedChoiceField(label=_("ผู้ได้รับแต่งตั้ง"), coerce=int, help_text=_("ผู้ที่มีบัญชีในระบบแล้ว"))
    valid_from = ThaiDateField(label=_("ตั้งแต่วันที่"), help_text=DAY)
    valid_to = ThaiDateField(label=_("พ้นวาระวันที่"), required=False, help_text=_("วันแรกที่พ้นจากตำแหน่ง"))
    agency_id = forms.TypedChoiceField(
        label=_("มาจากหน่วยงาน"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("กรรมการจะไม่เห็นและไม่นั่งพิจารณาเรื่องของหน่วยงานนี้"),
    )
    presides = forms.BooleanField(label=_("เป็นประธานสาขา"), required=False)
    order_words = LineField(label=_("คำสั่งแต่งตั้ง"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nobody = [("", "—")]
        self.fields["branch_id"].choices = branch_pairs()  # type: ignore[attr-defined]
        self.fields["official_id"].choices = [*nobody, *every_official()]  # type: ignore[attr-defined]
        today = legal_date(timezone.now())
        self.fields["agency_id"].choices = [*nobody, *agency_choices(today)]  # type: ignore[attr-defined]


class DescribeForm(forms.Form):
    """What is told of a member besides the post."""

    agency_id = forms.TypedChoiceField(label=_("มาจากหน่วยงาน"), coerce=int, empty_value=None, required=False)
    presides = forms.BooleanField(label=_("เป็นประธานสาขา"), required=False)
    ends_on = ThaiDateField(label=_("ให้พ้นวาระวันที่"), required=False, help_text=DAY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = legal_date(timezone.now())
        self.fields["agency_id"].choices = [("", "—"), *agency_choices(today)]  # type: ignore[attr-defined]


def branch_pairs() -> list[tuple[int, str]]:
    """Return the branches of today as choices."""
    return [(one.pk, name_of(one)) for one in branches_on(legal_date(timezone.now()))]
