"""What people of an agency type: answers, where work goes, whom they invite."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from palat.kernel.agencies.procedure import REPORT, RETURN, SCOPES, TOKEN_DAYS, Answer
from palat.kernel.agencies.queries.people import section_choices, writer_choices
from palat.kernel.organisation.agency_side import APPROVALS, GIVEN
from palat.kernel.organisation.queries import agency_choices
from palat.kernel.pages.fields import ThaiDateField

DAY = _("วัน/เดือน/ปี พ.ศ. เช่น 24/11/2569")
ASKS = {
    "report": _("ผลการดำเนินการ"),
    "progress": _("ความคืบหน้า"),
    "ask": _("ข้อมูลที่ต้องการ"),
    "return": _("เหตุที่ไม่อยู่ในหน้าที่และอำนาจ"),
}


def text(label: Any, *, rows: int = 4, required: bool = True, help: Any = "") -> forms.CharField:
    """Return a field of running text."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=20_000,
        help_text=help,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class AnswerForm(forms.Form):
    """An answer to the Office, of whatever kind."""

    def __init__(
        self,
        data: Any = None,
        *,
        kind: str,
        results: Sequence[tuple[str, str]],
        figures: Mapping[str, forms.Field] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.figures = figures or {}
        self.fields.update(self.figures)
        self.fields["words"] = text(ASKS[kind], rows=10 if kind == REPORT else 5)
        if kind == REPORT and results:
            pairs = [("", "—"), *((code, gettext(label)) for code, label in results)]
            self.fields["result"] = forms.ChoiceField(label=_("สรุปผล"), choices=pairs)
        if kind == RETURN:
            self.fields["suggests"] = forms.CharField(label=_("หน่วยงานที่น่าจะรับผิดชอบ"), max_length=200, required=False)

    def said(self, files: tuple[tuple[int, str], ...]) -> Answer:
        """Return what was typed, with the files that came with it."""
        data = self.cleaned_data
        figures = {name: str(data[name]) for name in self.figures if data[name] not in {None, ""}}
        return Answer(data["words"], data.get("result", ""), data.get("suggests", ""), files, figures)


class ForwardForm(forms.Form):
    """Where work goes inside the agency."""

    def __init__(self, data: Any = None, *, agency_id: int, today: date, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["section_id"] = forms.TypedChoiceField(
            label=_("หน่วยภายใน"),
            choices=[("", "—"), *section_choices(agency_id)],
            coerce=int,
            empty_value=None,
            required=False,
        )
        self.fields["official_id"] = forms.TypedChoiceField(
            label=_("ผู้รับ"),
            choices=[("", "—"), *writer_choices(agency_id, on=today)],
            coerce=int,
            empty_value=None,
            required=False,
            help_text=_("เว้นว่างเพื่อส่งให้ทั้งหน่วย"),
        )
        self.fields["due_on"] = ThaiDateField(label=_("กำหนดภายใน"), required=False, help_text=DAY)
        self.fields["words"] = text(_("ข้อความถึงผู้รับ"), rows=2, required=False)


class ReasonForm(forms.Form):
    """Why a draft goes back to its writer."""

    reason = text(_("เหตุผลที่ส่งกลับ"), rows=3)


class OnwardForm(forms.Form):
    """What is sent on, to whom, until when."""

    to_name = forms.CharField(label=_("หรือหน่วยที่ไม่อยู่ในรายการ"), max_length=300, required=False)
    to_email = forms.EmailField(
        label=_("อีเมลที่ส่งลิงก์ให้"),
        required=False,
        help_text=_("ไม่ต้องกรอกถ้าหน่วยงานมีบัญชีในระบบ หรือใช้อีเมลตามทะเบียน"),
    )
    words = text(_("สิ่งที่ขอให้ดำเนินการ"), rows=4)
    due_on = ThaiDateField(label=_("ตอบภายในวันที่"), help_text=DAY)
    with_text = forms.BooleanField(
        label=_("ให้ผู้รับอ่านข้อความของเรื่องตามฉบับที่สำนักงานส่งให้หน่วยงาน"), required=False, initial=True
    )

    field_order = ("agency_id", "to_name", "to_email", "words", "due_on", "with_text")

    def __init__(self, data: Any = None, *, today: date, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["agency_id"] = forms.TypedChoiceField(
            label=_("หน่วยงานที่ส่งต่อให้"),
            choices=[("", "—"), *agency_choices(today)],
            coerce=int,
            empty_value=None,
            required=False,
        )
        self.order_fields(self.field_order)


class AskAgainForm(forms.Form):
    """What is missing in an answer, and until when."""

    words = text(_("สิ่งที่ยังขาด"), rows=3)
    due_on = ThaiDateField(label=_("ตอบภายในวันที่"), help_text=DAY)


class OnwardAnswerForm(forms.Form):
    """An answer to what was sent on, by someone with an account."""

    words = text(_("ผลการดำเนินการ"), rows=8)


class LinkAnswerForm(OnwardAnswerForm):
    """An answer by a single-use link: who answers is asked too."""

    who = forms.CharField(label=_("ชื่อและตำแหน่งของผู้ตอบ"), max_length=200)


class InviteForm(forms.Form):
    """Whom the agency invites, in which role."""

    address = forms.EmailField(label=_("อีเมล"), help_text=_("คำเชิญส่งไปที่อีเมลนี้ ใช้ได้ครั้งเดียวภายใน 14 วัน"))
    role = forms.ChoiceField(label=_("บทบาท"), widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, agency_id: int, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["role"].choices = role_choices()  # type: ignore[attr-defined]
        self.fields["section_id"] = section_field(agency_id)


class ChangeForm(forms.Form):
    """Another role or section of a member."""

    role = forms.ChoiceField(label=_("บทบาท"), widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, agency_id: int, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["role"].choices = role_choices()  # type: ignore[attr-defined]
        self.fields["section_id"] = section_field(agency_id)


def role_choices() -> list[tuple[str, str]]:
    """Return the roles that an agency gives, each with what it is for."""
    return [(code, f"{gettext(label)}: {gettext(words)}") for code, label, words in GIVEN]


def section_field(agency_id: int) -> forms.Field:
    """Return a field of one section of the agency, or none."""
    return forms.TypedChoiceField(
        label=_("หน่วยภายใน"),
        choices=[("", "—"), *section_choices(agency_id)],
        coerce=int,
        empty_value=None,
        required=False,
    )


class HandOverForm(forms.Form):
    """To whom all that lies in a person's hand goes."""

    def __init__(self, data: Any = None, *, agency_id: int, today: date, without: int, **more: Any) -> None:
        super().__init__(data, **more)
        writers = [one for one in writer_choices(agency_id, on=today) if one[0] != without]
        self.fields["to_official_id"] = forms.TypedChoiceField(
            label=_("โอนให้"), choices=[("", "—"), *writers], coerce=int
        )


class JoinForm(forms.Form):
    """What someone who was invited gives of themselves."""

    title = forms.CharField(label=_("คำนำหน้าชื่อ"), max_length=40, required=False)
    given_name = forms.CharField(label=_("ชื่อ"), max_length=100)
    family_name = forms.CharField(label=_("นามสกุล"), max_length=100)
    telephone = forms.CharField(label=_("หมายเลขโทรศัพท์ที่ทำงาน"), max_length=60, required=False)
    username = forms.RegexField(
        r"^[A-Za-z0-9._@-]{4,60}$",
        label=_("ชื่อผู้ใช้"),
        help_text=_("อักษรอังกฤษ ตัวเลข จุด ขีด 4 ตัวขึ้นไป"),
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("รหัสผ่าน"),
        help_text=_("อย่างน้อย 10 ตัว"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("รหัสผ่านอีกครั้ง"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def clean(self) -> dict[str, Any]:
        """Refuse two different passwords."""
        data = super().clean() or {}
        if data.get("password") and data.get("password") != data.get("again"):
            self.add_error("again", gettext("รหัสผ่านสองช่องไม่ตรงกัน"))
        return data


class ApprovalForm(forms.Form):
    """Which answers wait for an approver."""

    approval = forms.ChoiceField(label=_("การอนุมัติคำตอบ"), widget=forms.RadioSelect)

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["approval"].choices = [  # type: ignore[attr-defined]
            (code, gettext(label)) for code, label in APPROVALS
        ]


class SectionForm(forms.Form):
    """The name of a section."""

    name = forms.CharField(label=_("ชื่อหน่วยภายใน"), max_length=200)


class TokenForm(forms.Form):
    """A token for the agency's own system."""

    name = forms.CharField(label=_("ชื่อระบบ"), max_length=100, help_text=_("ใช้แสดงในประวัติว่าระบบใดดำเนินการ"))
    scopes = forms.MultipleChoiceField(label=_("สิทธิ"), widget=forms.CheckboxSelectMultiple)
    days = forms.TypedChoiceField(label=_("อายุ"), coerce=int)

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["scopes"].choices = [(code, gettext(label)) for code, label in SCOPES]  # type: ignore[attr-defined]
        days = [(days, gettext("%(days)s วัน") % {"days": days}) for days in TOKEN_DAYS]
        self.fields["days"].choices = days  # type: ignore[attr-defined]
