"""What is typed on a report before it is issued, and when it is."""

from django import forms
from django.utils.translation import gettext_lazy as _

from palat.kernel.pages.fields import ThaiDateField
from palat.kernel.pages.text import TextField


class RemarksForm(forms.Form):
    """Obstacles and recommendations, one to a line."""

    obstacles = TextField(label=_("ปัญหาและอุปสรรค"), required=False, rows=6, help_text=_("บรรทัดละหนึ่งข้อ"))
    recommendations = TextField(label=_("ข้อเสนอแนะ"), required=False, rows=6, help_text=_("บรรทัดละหนึ่งข้อ"))


class IssueForm(forms.Form):
    """The day for which the report speaks."""

    as_of = ThaiDateField(label=_("ข้อมูล ณ วันที่"))
