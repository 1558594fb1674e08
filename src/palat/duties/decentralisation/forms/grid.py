"""What the grid is divided and narrowed by."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palat.duties.decentralisation.procedure.missions import FIELDS
from palat.duties.decentralisation.procedure.types import TYPES
from palat.duties.decentralisation.queries.ledger import visible_missions
from palat.kernel.matters.authority import Actor
from palat.kernel.organisation.queries import province_choices
from palat.kernel.pages.text import choices

BY: dict[str, Any] = {
    "mission": _("ตามภารกิจ"),
    "field": _("ตามด้าน"),
    "province": _("ตามจังหวัด"),
    "type": _("ตามประเภท"),
}
ALL = _("ทั้งหมด")


class GridForm(forms.Form):
    """Narrow the grid; what cannot be read narrows nothing."""

    by = forms.ChoiceField(required=False, choices=list(BY.items()), widget=forms.HiddenInput)
    mission = forms.TypedChoiceField(label=_("ภารกิจ"), required=False, coerce=int, empty_value=None)
    field = forms.ChoiceField(label=_("ด้านภารกิจ"), required=False)
    province = forms.ChoiceField(label=_("จังหวัด"), required=False)
    type = forms.ChoiceField(label=_("ประเภท"), required=False)

    def __init__(self, *args: Any, viewer: Actor, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: Any = self.fields
        missions = visible_missions(viewer).order_by("code").values_list("pk", "code", "name_th")
        fields["mission"].choices = [("", ALL), *((pk, f"{code} {name}") for pk, code, name in missions)]
        fields["field"].choices = [("", ALL), *choices(FIELDS.items())]
        fields["province"].choices = [("", ALL), *province_choices()]
        fields["type"].choices = [("", ALL), *((one.code, one.label) for one in TYPES.values())]
