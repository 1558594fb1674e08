"""Forms of groups: the file, a representative, a coming, a talk with its promises, a situation report."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palat.duties.petitions.forms.fields import AreaMixin
from palat.duties.petitions.operations.meetings import Promised
from palat.duties.petitions.operations.situation import RECEIVERS
from palat.duties.petitions.procedure.group import MOODS
from palat.kernel.matters.operations.clocks import BANGKOK
from palat.kernel.matters.procedure import URGENCIES
from palat.kernel.organisation.procedure import ROLES
from palat.kernel.organisation.queries import agency_choices
from palat.kernel.pages.fields import ThaiDateField
from palat.kernel.pages.text import TextField, choices

DAY_HELP = _("วัน/เดือน/ปี พ.ศ. เช่น 24/11/2569")


class GroupForm(AreaMixin):
    """What the file of a group says of it."""

    name = forms.CharField(label=_("ชื่อกลุ่ม"), max_length=200, help_text=_("ตามที่กลุ่มเรียกตนเอง ไม่ระบุฝ่ายการเมือง"))
    about = forms.CharField(label=_("เรื่องที่เดือดร้อน"), max_length=300)
    field_order = ("name", "about", "place_words")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place_words"].label = _("พื้นที่ที่เดือดร้อน")


class RepresentativeForm(forms.Form):
    """A representative: enough to find them again, no more. Kept sealed."""

    full_name = forms.CharField(label=_("ชื่อผู้แทนกลุ่ม"), max_length=200, widget=forms.TextInput({"data-no-draft": ""}))
    phone = forms.CharField(
        label=_("โทรศัพท์"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off", "data-no-draft": ""}),
    )
    line_id = forms.CharField(
        label=_("ไลน์"), max_length=100, required=False, widget=forms.TextInput({"data-no-draft": ""})
    )
    email = forms.EmailField(label=_("อีเมล"), required=False, widget=forms.EmailInput({"data-no-draft": ""}))

    def given(self) -> dict[str, str]:
        """Return what was typed, empty fields left out."""
        return {name: value for name, value in self.cleaned_data.items() if value}


class ComingForm(forms.Form):
    """A group hands in its demands: filled on the spot in a minute."""

    subject = forms.CharField(label=_("เรื่องที่มายื่น"), max_length=300)
    demands = TextField(label=_("ข้อเรียกร้อง"), rows=6, help_text=_("บรรทัดละหนึ่งข้อ แต่ละข้อส่งหน่วยงานแยกกันได้"))
    place = forms.CharField(label=_("มายื่นที่ไหน"), max_length=300, initial=_("จุดบริการประชาชน 1111"))
    people = forms.IntegerField(
        label=_("จำนวนคนโดยประมาณ"),
        min_value=0,
        max_value=1_000_000,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )
    counted_by = forms.CharField(label=_("ผู้ประมาณการ (ตำแหน่งหรือหน่วย)"), max_length=200)
    gist = TextField(label=_("สาระของหนังสือที่ยื่น"), rows=4, required=False)
    urgency = forms.TypedChoiceField(label=_("ชั้นความเร็ว"), choices=(), coerce=int, initial=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["urgency"].choices = choices(URGENCIES)  # type: ignore[attr-defined]


class SituationForm(forms.Form):
    """How things stand, on one phone screen."""

    place = forms.CharField(label=_("สถานที่"), max_length=300)
    people = forms.IntegerField(
        label=_("จำนวนคนโดยประมาณ"),
        min_value=0,
        max_value=1_000_000,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )
    counted_by = forms.CharField(label=_("ผู้ประมาณการ (ตำแหน่งหรือหน่วย)"), max_length=200)
    mood = forms.ChoiceField(label=_("สภาพโดยรวม"), choices=(), widget=forms.RadioSelect)
    demands = TextField(label=_("ข้อเรียกร้องขณะนี้"), rows=3)
    needs = TextField(label=_("สิ่งที่ต้องการ (น้ำ อาหาร การแพทย์ ห้องน้ำ ฯลฯ)"), rows=2, required=False)
    next_step = TextField(label=_("ขั้นตอนต่อไป"), rows=2)
    send_to = forms.MultipleChoiceField(
        label=_("ส่งให้"), choices=(), required=False, widget=forms.CheckboxSelectMultiple, initial=["director"]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mood"].choices = choices(MOODS)  # type: ignore[attr-defined]
        self.fields["send_to"].choices = [(role, _(ROLES[role].label)) for role in RECEIVERS]  # type: ignore[attr-defined]


class MinutesForm(forms.Form):
    """Minutes of talks or of a joint meeting."""

    day = ThaiDateField(label=_("วันที่หารือ"), help_text=DAY_HELP)
    time = forms.TimeField(label=_("เวลา"), widget=forms.TimeInput({"type": "time"}))
    place = forms.CharField(label=_("สถานที่"), max_length=300)
    agenda = TextField(label=_("ระเบียบวาระ"), rows=3)
    attendees = TextField(
        label=_("ผู้เข้าร่วม"), rows=5, help_text=_("ระบุเป็นตำแหน่งหรือหน่วยงาน บรรทัดละหนึ่งราย ไม่ต้องระบุชื่อบุคคล")
    )
    words = TextField(label=_("สาระและข้อสรุป"), rows=7)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind == "talks":
            del self.fields["agenda"]

    def moment(self) -> datetime:
        """Return when it was, in Thailand's time."""
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"], tzinfo=BANGKOK)

    def present(self) -> list[str]:
        """Return those present, one to a line."""
        return [line.strip() for line in self.cleaned_data["attendees"].splitlines() if line.strip()]


class PromiseForm(forms.Form):
    """One promise: what, whose, by when. A row left empty is no promise."""

    words = forms.CharField(label=_("ตกลงว่า"), max_length=600, required=False, widget=forms.Textarea({"rows": 2}))
    agency_id = forms.TypedChoiceField(
        label=_("หน่วยงานที่รับผิดชอบ"), choices=(), coerce=int, empty_value=None, required=False
    )
    owner_post = forms.CharField(label=_("หรือตำแหน่งที่รับผิดชอบ"), max_length=200, required=False)
    due_on = ThaiDateField(label=_("ภายในวันที่"), required=False)

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency_id"].choices = [("", "—"), *agency_choices(today)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("words") and not (data.get("agency_id") or data.get("owner_post")):
            self.add_error("agency_id", _("โปรดระบุหน่วยงานหรือตำแหน่งที่รับผิดชอบ"))
        if data.get("words") and not data.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("โปรดระบุวันที่กำหนด"))
        if not data.get("words") and (data.get("owner_post") or data.get("due_on") or data.get("agency_id")):
            self.add_error("words", _("โปรดระบุว่าตกลงอะไร"))
        return data

    def promised(self) -> Promised | None:
        """Return the promise of this row, or None for a row left empty."""
        data = self.cleaned_data
        if not data.get("words"):
            return None
        return Promised(data["words"], data["due_on"], data["agency_id"], data["owner_post"])
