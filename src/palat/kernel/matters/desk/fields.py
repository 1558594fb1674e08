"""The fields that acts of every duty ask for, made for a file and a day."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from palat.kernel.matters.desk.rows import Asked
from palat.kernel.matters.procedure import LINKS, SECRECIES
from palat.kernel.matters.queries.file import MatterFile
from palat.kernel.organisation.queries import (
    agency_choices,
    all_officials,
    cleared_for,
    division_of,
    officer_choices,
    was_agency,
)
from palat.kernel.pages.text import TextField, choices


def words(label: Any, *, required: bool = True, rows: int = 4, help: Any = "") -> Callable[[Asked], forms.Field]:
    """A field of text."""
    return lambda _asked: TextField(label=label, required=required, rows=rows, help_text=help)


def one_of(label: Any, pairs: Any) -> Callable[[Asked], forms.Field]:
    """A field of one choice among labelled codes."""
    return lambda _asked: forms.ChoiceField(label=label, choices=choices(pairs))


class OneAgency(forms.TypedChoiceField):
    """An agency of today; one abolished since the page was opened is left to the act, which knows its successor."""

    def valid_value(self, value: str) -> bool:
        return super().valid_value(value) or was_agency(value)


class SomeAgencies(forms.TypedMultipleChoiceField):
    """Agencies of today, and those abolished since the page was opened, as in `OneAgency`."""

    def valid_value(self, value: str) -> bool:
        return super().valid_value(value) or was_agency(value)


def agency(asked: Asked) -> forms.Field:
    """One agency that exists today."""
    return OneAgency(label=_("หน่วยงาน"), choices=[("", "—"), *agency_choices(asked.today)], coerce=int)


def officer(asked: Asked, *, required: bool = True) -> forms.Field:
    """An officer of the division that holds the matter."""
    division = division_of(asked.file.matter.unit_id)
    return forms.TypedChoiceField(
        label=_("เจ้าของเรื่อง"),
        choices=[("", "—"), *officer_choices("case_officer", asked.today, division=division)],
        coerce=int,
        empty_value=None,
        required=required,
    )


def official_field(asked: Asked) -> forms.Field:
    """An official of the Office, of whatever role, or nobody."""
    return forms.TypedChoiceField(
        label=_("เจ้าหน้าที่"),
        choices=[("", "—"), *all_officials(asked.today)],
        coerce=int,
        empty_value=None,
        required=False,
    )


def optional_agency(asked: Asked) -> forms.Field:
    """One agency, or none."""
    return forms.TypedChoiceField(
        label=_("หน่วยงาน"),
        choices=[("", "—"), *agency_choices(asked.today)],
        coerce=int,
        empty_value=None,
        required=False,
    )


def secrecy_choices(today: date) -> list[tuple[int, str]]:
    """The classes of secrecy, each with how many officials may then see the matter."""
    may_see = cleared_for(today)
    return [
        (code, gettext("%(class)s (เจ้าหน้าที่ที่มีสิทธิเห็น %(count)d คน)") % {"class": _(label), "count": may_see[code]})
        for code, label in SECRECIES
    ]


def link_choices(file: MatterFile) -> list[tuple[int, str]]:
    """The links of a matter, by kind and the other matter."""
    return [
        (one.pk, f"{_(dict(LINKS)[one.kind])} {(one.target if one.source_id == file.matter.pk else one.source).code}")
        for one in file.links
        if one.kind != "merged_into"
    ]


SHOWN = (("", _("คงเดิม")), ("yes", _("ให้เห็น")), ("no", _("ไม่ให้เห็น")))


def seen_or_not(label: Any, *, help: Any = "") -> Callable[[Asked], forms.Field]:
    """A field that shows a file to someone, hides it, or leaves it as it is: `None`."""
    return lambda _asked: forms.TypedChoiceField(
        label=label,
        choices=SHOWN,
        coerce=lambda said: said == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        help_text=help,
    )


def file_choices(file: MatterFile) -> list[tuple[int, str]]:
    """The files of a matter, each with who besides the Office sees it now."""
    found = []
    for one in file.attachments:
        seen_by = [gettext("ผู้ร้อง")] * one.for_petitioner + [gettext("หน่วยงาน")] * one.for_agencies
        who = ", ".join(seen_by) or gettext("สำนักงานเท่านั้น")
        found.append((one.pk, gettext("%(name)s (ผู้เห็น: %(who)s)") % {"name": one.name, "who": who}))
    return found
