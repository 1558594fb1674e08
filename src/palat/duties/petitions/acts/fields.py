"""The fields that acts ask for, made for a file and a day."""

from collections.abc import Callable

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from palat.duties.petitions.forms.fields import category_choices
from palat.duties.petitions.queries.catalogue import grounds_on
from palat.duties.petitions.queries.left_behind import left_behind
from palat.duties.petitions.queries.routing import advice_for
from palat.duties.petitions.queries.suggesting import advice_on
from palat.kernel.matters.desk.fields import SomeAgencies
from palat.kernel.matters.desk.rows import Asked
from palat.kernel.organisation.queries import agency_choices


def agencies(asked: Asked) -> forms.Field:
    """One or several agencies; what the rules say of this petition stands beside the choice."""
    english = get_language() == "en"
    advice = advice_for(asked.file.matter.pk, asked.file.matter.kind, on=asked.today)
    told = [one.words_en if english else one.words_th for one in advice]
    proposed = advice_on(asked.file.matter.pk, targets=("agency",), at=timezone.now()).agencies
    if proposed:
        listed = ", ".join(f"{one.name} {one.percent}%" for one in proposed)
        told.append(gettext("ระบบเสนอ: %(agencies)s") % {"agencies": listed})
    left = left_behind(asked.file.matter.pk)
    if left:
        listed = ", ".join(one.name for one in left)
        told.append(gettext("เคยได้รับเรื่องที่รวมเข้ามา: %(agencies)s") % {"agencies": listed})
    return SomeAgencies(
        label=_("หน่วยงาน"),
        choices=agency_choices(asked.today),
        coerce=int,
        initial=[one.agency_id for one in left] or [one.agency_id for one in advice if one.agency_id],
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
