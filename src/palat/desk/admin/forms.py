"""What an administrator types: values of limits, holidays, appointments, delegations."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.duties.petitions.procedure.petition import PETITION_1
from palat.kernel.calendar.queries import LIMIT_UNITS, MARKS, LimitRow, provisions_in_force
from palat.kernel.organisation.people_queries import every_official, post_choices
from palat.kernel.organisation.procedure import CAPACITIES
from palat.kernel.pages.fields import ThaiDateField

NOBODY = ("", "—")


class TemplateForm(forms.Form):
    """The files of a template as they are typed, the day from which they hold, and why."""

    main = forms.CharField(
        label=gettext_lazy("แบบ (main.typ)"),
        max_length=60_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 26, "class": "code-text", "spellcheck": "false", "wrap": "off"}),
    )
    letter = forms.CharField(
        label=gettext_lazy("ชิ้นส่วนของหนังสือ (letter.typ)"),
        max_length=60_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "class": "code-text", "spellcheck": "false", "wrap": "off"}),
    )
    common = forms.CharField(
        label=gettext_lazy("กระดาษ ตัวอักษร ตาราง (common.typ)"),
        max_length=60_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "class": "code-text", "spellcheck": "false", "wrap": "off"}),
    )
    sample = forms.ChoiceField(
        label=gettext_lazy("ตัวอย่างที่ใช้แสดง"),
        required=False,
        choices=[
            ("full", gettext_lazy("ครบทุกช่อง")),
            ("draft", gettext_lazy("ร่าง มีเท่าที่จำเป็น")),
            ("long", gettext_lazy("หลายหน้า ลับ ฉบับปกปิด")),
        ],
    )
    valid_from = ThaiDateField(label=gettext_lazy("ใช้ตั้งแต่วันที่"), help_text=gettext_lazy("วัน/เดือน/ปี พ.ศ."))
    reason = forms.CharField(label=gettext_lazy("เหตุผลที่แก้ไข"), max_length=300)

    FILES = {"main": "main.typ", "letter": "letter.typ", "common": "common.typ"}

    def __init__(self, data: Any, *, of: Any, today: date) -> None:
        begun = {name: of.files.get(file, "") for name, file in self.FILES.items()}
        super().__init__(data, initial={**begun, "valid_from": today, "sample": "full"})

    def typed_files(self) -> dict[str, str]:
        """Return the files as they stand in the form, whether or not the rest of it is right."""
        return {file: str(self[name].value() or "") for name, file in self.FILES.items()}

    def which(self) -> str:
        """Return which sample is to be shown."""
        chosen = str(self["sample"].value() or "")
        return chosen if chosen in {"full", "draft", "long"} else "full"

    def saved(self) -> dict[str, Any]:
        """Return what is to be kept."""
        data = self.cleaned_data
        return {"files": self.typed_files(), "reason": data["reason"], "valid_from": data["valid_from"]}


class LimitForm(forms.Form):
    """Another value of a limit, from a day."""

    amount = forms.IntegerField(label=gettext_lazy("จำนวน"), min_value=0, max_value=3650)
    unit = forms.ChoiceField(label=gettext_lazy("หน่วยนับ"), choices=LIMIT_UNITS)
    provision = forms.ChoiceField(label=gettext_lazy("ฐานอำนาจ"))
    mark = forms.ChoiceField(label=gettext_lazy("ตรวจสอบฐานอำนาจแล้วหรือยัง"), choices=MARKS)
    valid_from = ThaiDateField(label=gettext_lazy("ใช้ตั้งแต่วันที่"), help_text=gettext_lazy("วัน/เดือน/ปี พ.ศ."))
    note = forms.CharField(label=gettext_lazy("เหตุผลที่เปลี่ยน"), max_length=300)

    def __init__(self, data: Any, *, row: LimitRow, today: date) -> None:
        begun = {"amount": row.amount, "unit": row.unit, "provision": row.provision, "mark": "provisional"}
        super().__init__(data, initial=begun)
        laws = [(one.code, f"{one.instrument} {one.section}".strip()) for one in provisions_in_force(today)]
        self.fields["provision"].choices = laws  # type: ignore[attr-defined]


class HolidayForm(forms.Form):
    """A holiday that the cabinet resolved."""

    day = ThaiDateField(label=gettext_lazy("วันที่"), help_text=gettext_lazy("วัน/เดือน/ปี พ.ศ."))
    name_th = forms.CharField(label=gettext_lazy("ชื่อวันหยุด"), max_length=300)
    name_en = forms.CharField(label=gettext_lazy("ชื่อวันหยุด (อังกฤษ)"), max_length=300, required=False)
    resolution = forms.CharField(label=gettext_lazy("มติคณะรัฐมนตรี (วันที่ หรือเลขที่)"), max_length=300)
    mark = forms.ChoiceField(label=gettext_lazy("ตรวจสอบกับมติแล้วหรือยัง"), choices=MARKS, initial="provisional")


class WithdrawForm(forms.Form):
    """Why a holiday no longer holds."""

    resolution = forms.CharField(label=gettext_lazy("มติคณะรัฐมนตรีที่ยกเลิก"), max_length=300)


class EndForm(forms.Form):
    """The day from which something no longer holds."""

    on = ThaiDateField(label=gettext_lazy("ไม่มีผลตั้งแต่วันที่"), help_text=gettext_lazy("วัน/เดือน/ปี พ.ศ."))


class AppointForm(forms.Form):
    """Who holds a post, in which capacity, by which order, from when."""

    official_id = forms.TypedChoiceField(label=gettext_lazy("ผู้ดำรงตำแหน่ง"), coerce=int)
    capacity = forms.ChoiceField(label=gettext_lazy("ฐานะ"))
    order_no = forms.CharField(
        label=gettext_lazy("คำสั่งเลขที่"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("ต้องระบุเมื่อปฏิบัติแทน"),
    )
    order_date = ThaiDateField(label=gettext_lazy("ลงวันที่"), required=False)
    valid_from = ThaiDateField(label=gettext_lazy("ตั้งแต่วันที่"), help_text=gettext_lazy("วัน/เดือน/ปี พ.ศ."))
    valid_to = ThaiDateField(label=gettext_lazy("ถึงก่อนวันที่"), required=False)

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data, initial={"valid_from": today, "capacity": "substantive"})
        self.fields["official_id"].choices = [NOBODY, *every_official()]  # type: ignore[attr-defined]
        words = [(code, _(one.label)) for code, one in CAPACITIES.items()]
        self.fields["capacity"].choices = words  # type: ignore[attr-defined]


class DelegateForm(forms.Form):
    """An order of delegation: which acts of which post, to a post or a person."""

    order_no = forms.CharField(label=gettext_lazy("คำสั่งมอบอำนาจเลขที่"), max_length=60)
    order_date = ThaiDateField(label=gettext_lazy("ลงวันที่"))
    from_post_id = forms.TypedChoiceField(label=gettext_lazy("ตำแหน่งผู้มอบ"), coerce=int)
    to_post_id = forms.TypedChoiceField(
        label=gettext_lazy("ตำแหน่งผู้รับมอบ"), coerce=int, required=False, empty_value=None
    )
    to_official_id = forms.TypedChoiceField(
        label=gettext_lazy("หรือบุคคลผู้รับมอบ"), coerce=int, required=False, empty_value=None
    )
    acts = forms.MultipleChoiceField(
        label=gettext_lazy("เรื่องที่มอบ"),
        required=False,
        help_text=gettext_lazy("ไม่เลือก หมายถึงทุกการดำเนินการของตำแหน่ง"),
        widget=forms.SelectMultiple(attrs={"size": 12}),
    )
    valid_from = ThaiDateField(label=gettext_lazy("ตั้งแต่วันที่"), help_text=gettext_lazy("วัน/เดือน/ปี พ.ศ."))
    valid_to = ThaiDateField(label=gettext_lazy("ถึงก่อนวันที่"), required=False)
    may_pass_on = forms.BooleanField(label=gettext_lazy("ให้มอบต่อได้"), required=False)

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data, initial={"valid_from": today})
        posts = post_choices()
        self.fields["from_post_id"].choices = [NOBODY, *posts]  # type: ignore[attr-defined]
        self.fields["to_post_id"].choices = [NOBODY, *posts]  # type: ignore[attr-defined]
        self.fields["to_official_id"].choices = [NOBODY, *every_official()]  # type: ignore[attr-defined]
        acts = [(move.code, _(move.label)) for move in PETITION_1.main.moves if not move.own_page]
        self.fields["acts"].choices = acts  # type: ignore[attr-defined]


class SynonymForm(forms.Form):
    """Words that mean the same in a search."""

    words = forms.CharField(
        label=gettext_lazy("คำในกลุ่ม"),
        max_length=400,
        help_text=gettext_lazy("คั่นด้วยจุลภาค เช่น ไฟดับ, ไฟฟ้าดับ, กระแสไฟฟ้าขัดข้อง"),
    )

    def __init__(self, data: Any = None, *, changing: bool = False, **more: Any) -> None:
        super().__init__(data, **more)
        if changing:
            self.fields["words"].required = False
            self.fields["words"].help_text = _("คั่นด้วยจุลภาค เว้นว่างเพื่อลบทั้งกลุ่ม")


class VersionForm(forms.Form):
    """Which learnt version proposes, and whether newer ones may take its place."""

    version = forms.ChoiceField(label=gettext_lazy("รุ่น"), choices=(), widget=forms.RadioSelect)
    hold = forms.BooleanField(
        label=gettext_lazy("คงรุ่นนี้ไว้ ไม่ให้รุ่นที่เรียนรู้ใหม่ใช้แทนเอง"),
        required=False,
        help_text=gettext_lazy("รุ่นใหม่ยังเรียนรู้และลองทุกสัปดาห์ ยกเลิกได้โดยเลือกรุ่นอีกครั้งโดยไม่คงไว้"),
    )

    def __init__(self, data: Any = None, *, versions: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["version"].choices = versions  # type: ignore[attr-defined]
