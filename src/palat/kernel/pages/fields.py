"""Form fields and widgets that every face shares."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .dates import ARABIC_FROM_THAI_DIGITS, BUDDHIST_ERA_OFFSET, NotADate, parse_date


class ThaiDateInput(forms.TextInput):
    """A day typed as วัน/เดือน/ปี พ.ศ.; plain text, since browsers' own pickers know no พ.ศ."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        # Placeholders vanish while typing; the form of a date stands in the help text, this only repeats it.
        super().__init__({"placeholder": "24/11/2568", "autocomplete": "off", "class": "date-input", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, date):
            return f"{value.day}/{value.month}/{value.year + BUDDHIST_ERA_OFFSET}"
        return super().format_value(value)


class ThaiDateField(forms.DateField):
    """A day in พ.ศ. (or ค.ศ., by the size of the year), with Thai or Arabic digits."""

    widget = ThaiDateInput

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return parse_date(str(value))
        except NotADate as error:
            raise ValidationError(str(error), code="invalid") from error


class ManyFilesInput(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class ManyFilesField(forms.FileField):
    """Several uploads at once, each no larger than `max_bytes`; gives a list.

    Only size is judged here; what a file is, is judged by its content when it is kept.
    """

    widget = ManyFilesInput

    def __init__(self, *, max_bytes: int, max_files: int = 10, **kwargs: Any) -> None:
        self.max_bytes, self.max_files = max_bytes, max_files
        super().__init__(**kwargs)
        self.widget.attrs.update({"data-max-bytes": str(max_bytes), "data-max-files": str(max_files)})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        uploads = [data] if data and not isinstance(data, list | tuple) else list(data or [])
        if not uploads:
            super().clean(None, initial)
            return []
        if len(uploads) > self.max_files:
            raise ValidationError(
                _("แนบได้ครั้งละไม่เกิน %(most)s ไฟล์ โปรดส่งที่เหลือภายหลัง"), params={"most": self.max_files}, code="many"
            )
        for upload in uploads:
            super().clean(upload, initial)
            if upload.size > self.max_bytes:
                raise ValidationError(
                    _("ไฟล์ %(name)s ใหญ่เกิน %(megabytes)s MB โปรดย่อขนาดหรือแบ่งเป็นหลายไฟล์"),
                    params={"name": upload.name, "megabytes": self.max_bytes // 1_000_000},
                    code="large",
                )
        return uploads


class DigitsField(forms.CharField):
    """Digits and separators as people type them, Thai or Arabic; gives Arabic digits only."""

    def to_python(self, value: Any) -> str:
        text = (super().to_python(value) or "").translate(ARABIC_FROM_THAI_DIGITS)
        plain = "".join(character for character in text if character not in " -–.()")
        if plain and not plain.isdecimal():
            raise ValidationError(_("โปรดพิมพ์เฉพาะตัวเลข"), code="invalid")
        return plain


class ReasonForm(forms.Form):
    """Confirm an act and say why; the words go into the history."""

    reason = forms.CharField(
        label=_("เหตุผล"),
        help_text=_("เหตุผลนี้จะบันทึกไว้ในประวัติของเรื่อง แก้ไขภายหลังไม่ได้"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
