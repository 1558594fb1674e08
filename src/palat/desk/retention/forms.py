"""Input of the acts on lists and holds."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from palat.kernel.letters.procedure import paper_digits
from palat.kernel.organisation.queries import all_officials
from palat.kernel.pages.fields import DigitsField, ThaiDateField
from palat.kernel.pages.pieces import display, file_size
from palat.kernel.retention.contents import Packable
from palat.kernel.retention.procedure import GROUNDS, LONGER, WAYS, Said
from palat.kernel.retention.queries.finding import Thing
from palat.kernel.retention.queries.lists import Line
from palat.kernel.retention.registry import kind_words


def worded(pairs: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return choices in the language of the page."""
    return [(code, gettext(label)) for code, label in pairs.items()]


class NothingForm(forms.Form):
    """An act that asks for nothing but to be confirmed."""


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("เหตุผล"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class YearForm(forms.Form):
    """Of which calendar year a list is."""

    year = DigitsField(label=pgettext_lazy("retention", "ปี พ.ศ."), max_length=4)

    def clean_year(self) -> int:
        year = int(self.cleaned_data["year"])
        if not 2400 < year < 2700:
            raise forms.ValidationError(gettext("โปรดระบุปี พ.ศ. สี่หลัก"))
        return year


class CommitteeForm(forms.Form):
    """The committee, as an order names it."""

    order_no = forms.CharField(
        label=_("คำสั่งแต่งตั้ง"), max_length=80, help_text=_("เช่น คำสั่งสำนักงานปลัดสำนักนายกรัฐมนตรี ที่ 12/2569")
    )
    order_on = ThaiDateField(label=_("ลงวันที่"))
    chair = forms.TypedChoiceField(label=_("ประธานกรรมการ"), coerce=int)
    second = forms.TypedChoiceField(label=_("กรรมการ คนที่หนึ่ง"), coerce=int)
    third = forms.TypedChoiceField(label=_("กรรมการ คนที่สอง"), coerce=int)

    def __init__(self, data: Any = None, *, on: date, **more: Any) -> None:
        super().__init__(data, **more)
        choices = [("", "—"), *all_officials(on)]
        for name in ("chair", "second", "third"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def named(self) -> dict[str, Any]:
        """Return what the operation takes."""
        data = self.cleaned_data
        officials = [data[name] for name in ("chair", "second", "third")]
        return {"officials": officials, "order_no": data["order_no"], "order_on": data["order_on"]}


class LetterForm(forms.Form):
    """The letter with which the list goes to the National Archives."""

    letter_no = forms.CharField(label=_("เลขที่หนังสือส่ง"), max_length=80)
    sent_on = ThaiDateField(label=_("วันที่ส่ง"))


class WayForm(forms.Form):
    """What becomes of the paper."""

    way = forms.ChoiceField(label=_("เอกสารกระดาษ"), widget=forms.RadioSelect, choices=lambda: worded(WAYS))


class PackageForm(forms.Form):
    """Which files go into a package: all of them, unless a person leaves some out."""

    chosen = forms.MultipleChoiceField(
        label=_("ไฟล์ที่ใส่ในชุดส่งมอบ"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("ไฟล์ที่ไม่เลือกจะไม่อยู่ในชุด มีแต่หมายเหตุและค่าตรวจสอบแทน"),
    )

    def __init__(self, data: Any = None, *, files: Sequence[tuple[Any, Packable]], **more: Any) -> None:
        super().__init__(data, **more)
        self.keys = [file.key for _item, file in files]
        if not files:
            del self.fields["chosen"]
            return
        self.fields["chosen"].choices = [(file.key, _file_named(item, file)) for item, file in files]  # type: ignore[attr-defined]
        self.fields["chosen"].initial = self.keys

    def left_out(self) -> list[str]:
        """Return the keys of the files that do not go."""
        return [key for key in self.keys if key not in self.cleaned_data.get("chosen", ())]


def _file_named(item: Any, file: Packable) -> str:
    """Say which file it is: of which thing, how it is called, how large."""
    return f"{item.place}. {paper_digits(item.number)} · {file.name} ({file_size(file.stored.size)})"


class HandOverForm(forms.Form):
    """Who took a package over, and what proves it."""

    ground = forms.ChoiceField(label=_("เหตุที่ส่งมอบ"), choices=lambda: worded(GROUNDS))
    receiver = forms.CharField(
        label=_("ผู้รับมอบ"), max_length=200, help_text=_("ตำแหน่งและหน่วยงาน เช่น นักจดหมายเหตุ หอจดหมายเหตุแห่งชาติ")
    )
    receipt_no = forms.CharField(label=_("เลขที่หลักฐานการรับมอบ"), max_length=80)
    handed_on = ThaiDateField(label=_("วันที่ส่งมอบ"))


class NumberForm(forms.Form):
    """Which thing a hold is about, by any number that it has."""

    number = forms.CharField(
        label=_("เลขของสิ่งที่ระงับ"), max_length=80, help_text=_("รหัสเรื่อง เลขทะเบียน หรือเลขที่หนังสือ ระบุปีด้วยได้ เช่น 6/2569")
    )


def _thing_named(one: Thing) -> str:
    """Say which thing it is: what kind of thing, number with register and year, subject, day."""
    day = display(one.dated) if one.dated else ""
    return " · ".join(part for part in (kind_words(one.ref.kind), paper_digits(one.number), one.subject, day) if part)


class HoldForm(forms.Form):
    """The thing found, and why it is held back."""

    thing = forms.ChoiceField(
        label=_("สิ่งที่ระงับการทำลาย"),
        widget=forms.RadioSelect,
        help_text=_("ระงับหนังสือหรือรายการในทะเบียน เท่ากับระงับเรื่องที่หนังสือนั้นอยู่ทั้งเรื่อง"),
    )
    reason = forms.CharField(
        label=_("เหตุผล"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("เช่น ศาลมีหมายเรียกเอกสาร ไม่ต้องลงชื่อผู้ร้อง"),
    )

    def __init__(self, data: Any = None, *, things: Sequence[Thing], **more: Any) -> None:
        super().__init__(data, **more)
        choices = [(str(one.ref), _thing_named(one)) for one in things]
        self.fields["thing"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["thing"].initial = choices[0][0]


class ItemsForm(forms.Form):
    """What is said on each item of a list: opinions, decisions or answers. Items left out are left as they are."""

    def __init__(
        self,
        data: Any = None,
        *,
        lines: Sequence[Line],
        choices: Mapping[str, str],
        said: Mapping[int, Said],
        whole: bool,
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.lines, self.whole = lines, whole
        for line in lines:
            self._add(line, worded(choices), said.get(line.item.pk))

    def _add(self, line: Line, choices: list[tuple[str, str]], said: Said | None) -> None:
        number = line.item.pk
        self.fields[f"what_{number}"] = forms.ChoiceField(
            label=gettext("รายการที่ %(place)d") % {"place": line.item.place},
            choices=choices,
            widget=forms.RadioSelect,
            required=self.whole,
            initial=said.what if said else None,
        )
        self.fields[f"until_{number}"] = ThaiDateField(
            label=gettext("เก็บถึงวันที่ (เมื่อขยายเวลา)"), required=False, initial=said.until if said else None
        )
        self.fields[f"words_{number}"] = forms.CharField(
            label=gettext("หมายเหตุ"), max_length=500, required=False, initial=said.words if said else ""
        )

    def rows(self) -> list[dict[str, Any]]:
        """Return each item with its three fields, for the page."""
        return [
            {
                "line": one,
                "what": self[f"what_{one.item.pk}"],
                "until": self[f"until_{one.item.pk}"],
                "words": self[f"words_{one.item.pk}"],
            }
            for one in self.lines
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for line in self.lines:
            number = line.item.pk
            if data.get(f"what_{number}") == LONGER and not data.get(f"until_{number}"):
                self.add_error(f"until_{number}", gettext("โปรดระบุวันที่เก็บถึง"))
        return data

    def said(self) -> dict[int, Said]:
        """Return what was said, by item."""
        data = self.cleaned_data
        numbers = [one.item.pk for one in self.lines]
        return {
            number: Said(data[f"what_{number}"], data[f"until_{number}"], data[f"words_{number}"])
            for number in numbers
            if data.get(f"what_{number}")
        }


class AnswersForm(ItemsForm):
    """The answer of the National Archives: its letter, and what it says of each item."""

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        letter = {
            "letter_no": forms.CharField(label=gettext("เลขที่หนังสือตอบ"), max_length=80),
            "answered_on": ThaiDateField(label=gettext("ลงวันที่")),
        }
        self.fields = {**letter, **self.fields}
