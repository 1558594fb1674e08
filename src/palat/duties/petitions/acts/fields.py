"""The fields that acts ask for, made for a file and a day."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from palat.duties.petitions.acts.rows import Asked
from palat.duties.petitions.forms.fields import TextField, category_choices, choices
from palat.duties.petitions.queries.catalogue import grounds_on
from palat.duties.petitions.queries.routing import advice_for
from palat.duties.petitions.queries.suggesting import advice_on
from palat.kernel.matters.procedure import LINKS, SECRECIES
from palat.kernel.matters.queries.file import MatterFile
from palat.kernel.organisation.queries import agency_choices, all_officials, cleared_for, officer_choices, was_agency


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


def agencies(asked: Asked) -> forms.Field:
    """One or several agencies; what the rules say of this petition stands beside the choice."""
    english = get_language() == "en"
    advice = advice_for(asked.file.matter.pk, asked.file.matter.kind, on=asked.today)
    told = [one.words_en if english else one.words_th for one in advice]
    proposed = advice_on(asked.file.matter.pk, targets=("agency",), at=timezone.now()).agencies
    if proposed:
        listed = ", ".join(f"{one.name} {one.percent}%" for one in proposed)
        told.append(gettext("ระบบเสนอ: %(agencies)s") % {"agencies": listed})
    return SomeAgencies(
        label=_("หน่วยงาน"),
        choices=agency_choices(asked.today),
        coerce=int,
        initial=[one.agency_id for one in advice if one.agency_id],
        help_text=" · ".join([*told, gettext("เลือกได้หลายหน่วยงาน")]),
    )


def accused_agency(asked: Asked) -> forms.Field:
    """The agency that the accused belongs to, where it is known."""
    return forms.TypedChoiceField(
        label=_("หน่วยงานของผู้ถูกร้องเรียน"),
        choices=[("", "—"), *agency_choices(asked.today)],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("หน่วยงานนี้จะไม่เห็นเรื่อง และส่งเรื่องให้ไม่ได้"),
    )


def officer(asked: Asked, *, required: bool = True) -> forms.Field:
    """An officer of the Office."""
    return forms.TypedChoiceField(
        label=_("เจ้าของเรื่อง"),
        choices=[("", "—"), *officer_choices("case_officer", asked.today)],
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


def ground(asked: Asked) -> forms.Field:
    """A ground in force today."""
    pairs = [(one.code, one.words_th) for one in grounds_on(asked.today)]
    return forms.ChoiceField(label=_("เหตุที่ไม่รับเรื่อง"), choices=pairs, widget=forms.RadioSelect)


def category(asked: Asked) -> forms.Field:
    """A category in use today."""
    return forms.ChoiceField(label=_("ประเภทเรื่อง"), choices=category_choices(asked.today), required=False)


BY_LETTER: Callable[[Asked], forms.Field] = lambda asked: forms.BooleanField(  # noqa: E731 - a row of the table
    label=_("ส่งเป็นหนังสือลงนาม"), required=False, initial=asked.file.matter.kind == "accusation"
)
