"""What acts on cells ask: the legal day, the evidence, words; a leg or a state."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from palat.duties.decentralisation.procedure.cells import ASIDE, FORWARD, LEG_STATES, LEGS, STATES
from palat.kernel.pages.fields import ThaiDateField
from palat.kernel.pages.text import LineField, TextField, choices


class ActForm(forms.Form):
    """What every act on cells asks."""

    on = ThaiDateField(label=_("วันที่มีผล"), help_text=_("วันตามเอกสาร ไม่ใช่วันที่บันทึก เช่น 24/11/2568"))
    evidence = LineField(
        label=_("หลักฐาน"), required=False, max_length=300, help_text=_("เช่น เลขที่บันทึกข้อตกลง หนังสือส่งมอบ หรือประกาศ")
    )
    words = TextField(label=_("เหตุผลหรือหมายเหตุ"), required=False, rows=3)

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today

    def clean_on(self) -> date:
        """Refuse a day that is still to come."""
        found: date = self.cleaned_data["on"]
        if found > self.today:
            raise ValidationError(_("วันที่มีผลต้องไม่เกินวันนี้"))
        return found

    def own(self) -> dict[str, Any]:
        """Return what this act asks besides, as its operation takes it."""
        return {}


class LegForm(ActForm):
    """How far one of the five legs is."""

    leg = forms.ChoiceField(label=_("ด้าน"), widget=forms.RadioSelect)
    to = forms.TypedChoiceField(label=_("ความคืบหน้า"), coerce=int, widget=forms.RadioSelect)
    field_order = ("leg", "to", "on", "evidence", "words")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: Any = self.fields
        fields["leg"].choices = choices(LEGS.items())
        fields["to"].choices = choices(LEG_STATES.items())

    def own(self) -> dict[str, Any]:
        """Return the leg, and how far it is."""
        return {"leg": self.cleaned_data["leg"], "to": self.cleaned_data["to"]}


class StateForm(ActForm):
    """The state that cells come to."""

    states: tuple[int, ...] = ()
    to = forms.TypedChoiceField(label=_("สถานะ"), coerce=int, widget=forms.RadioSelect)
    field_order = ("to", "on", "evidence", "words")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: Any = self.fields
        fields["to"].choices = choices((number, STATES[number].label) for number in self.states)

    def own(self) -> dict[str, Any]:
        """Return the state."""
        return {"to": self.cleaned_data["to"]}


class AdvanceForm(StateForm):
    """The next state."""

    states = tuple(FORWARD)


class AsideForm(StateForm):
    """Refused, returned, suspended or taken out of the plan."""

    states = tuple(ASIDE)
