"""What an official types of an entry of the register: what it is, where it is read, why it changes."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palat.duties.information.models import Publication, Version
from palat.duties.information.operations.register.entering import Entry, Where
from palat.duties.information.procedure.publication import PAGES, PARTICULARS, SYSTEMS_CLASS, WAYS
from palat.duties.information.queries.publications import class_names, own_agency_id
from palat.kernel.organisation.queries import agency_choices, all_officials
from palat.kernel.pages.fields import ThaiDateField
from palat.kernel.pages.text import LineField, TextField, choices

NOBODY = [("", "—")]
DAY_HELP = _("วัน/เดือน/ปี พ.ศ.")
WHERE_ORDER = (
    "way",
    "link",
    "page",
    "place",
    *(name for name, _label in PARTICULARS),
    "from_on",
    "until_on",
    "gazette",
)


class EntryFields(forms.Form):
    """What an entry is."""

    class_code = forms.ChoiceField(label=_("ประเภทตามกฎหมาย"))
    title_th = LineField(label=_("ชื่อรายการ"), max_length=300)
    title_en = LineField(label=_("ชื่อภาษาอังกฤษ"), max_length=300, required=False)
    keywords = LineField(
        label=_("คำอื่นที่ประชาชนใช้เรียก"), max_length=500, required=False, help_text=_("คั่นด้วยจุลภาค ใช้ค้นก่อนยื่นคำขอ")
    )
    agency = forms.TypedChoiceField(label=_("หน่วยงาน"), coerce=int)
    responsible = forms.TypedChoiceField(
        label=_("ผู้รับผิดชอบ"), coerce=int, empty_value=None, required=False, help_text=_("ได้รับการเตือนเมื่อถึงกำหนดทบทวน")
    )

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: Any = self.fields
        fields["class_code"].choices = [*NOBODY, *class_names(today).items()]
        fields["agency"].choices = agency_choices(today)
        fields["agency"].initial = own_agency_id()
        if "responsible" in fields:
            fields["responsible"].choices = [*NOBODY, *all_officials(today)]

    def entry(self) -> Entry:
        """Return what was typed of the entry."""
        data = self.cleaned_data
        return Entry(
            data["agency"],
            data["class_code"],
            data["title_th"],
            data["title_en"],
            data["keywords"],
            data.get("responsible"),
        )


class DayFields(forms.Form):
    """The Gazette, and since and until when something holds."""

    gazette = LineField(
        label=_("ราชกิจจานุเบกษา"), max_length=200, required=False, help_text=_("เล่ม ตอน หน้า วันที่ ถ้าลงพิมพ์แล้ว")
    )
    from_on = ThaiDateField(label=_("ใช้ตั้งแต่"), required=False, help_text=DAY_HELP)
    until_on = ThaiDateField(label=_("ใช้ถึง"), required=False, help_text=DAY_HELP)

    def days(self) -> dict[str, Any]:
        """Return what was typed of days."""
        return {name: self.cleaned_data[name] for name in ("gazette", "from_on", "until_on")}


class WhereFields(DayFields):
    """Where an entry is read."""

    way = forms.ChoiceField(label=_("เปิดดูได้ทาง"), choices=choices(WAYS), widget=forms.RadioSelect, initial="file")
    link = forms.URLField(label=_("ที่อยู่เว็บ"), required=False, max_length=500, assume_scheme="https")
    page = forms.ChoiceField(label=_("หน้าในระบบนี้"), required=False, choices=[*NOBODY, *choices(PAGES)])
    place = LineField(label=_("สถานที่ตรวจดู"), max_length=300, required=False)
    persons = TextField(label=_(PARTICULARS[0][1]), required=False, rows=2)
    kind = TextField(label=_(PARTICULARS[1][1]), required=False, rows=2)
    use = TextField(label=_(PARTICULARS[2][1]), required=False, rows=2)
    access = TextField(label=_(PARTICULARS[3][1]), required=False, rows=2)
    source = TextField(label=_(PARTICULARS[4][1]), required=False, rows=2)
    note = TextField(label=_("หมายเหตุของฉบับนี้"), required=False, rows=2, help_text=_("ประชาชนเห็นเมื่อเผยแพร่แล้ว"))
    field_order = WHERE_ORDER

    def drop_particulars(self) -> None:
        """Leave out what section 23 alone asks for."""
        for name, _label in PARTICULARS:
            self.fields.pop(name)

    def need_particulars(self) -> None:
        """Ask for all that section 23 demands."""
        for name, _label in PARTICULARS:
            self.fields[name].required = True

    def where(self, files: tuple[tuple[int, str], ...]) -> Where:
        """Return what was typed, with the file that came."""
        data = self.cleaned_data
        told = {name: data[name] for name, _label in PARTICULARS if data.get(name)}
        return Where(
            way=data["way"],
            link=data["link"],
            page=data["page"],
            place=data["place"],
            particulars=told,
            note=data["note"],
            file=files[0] if files else None,
            **self.days(),
        )


class NewForm(EntryFields, WhereFields):
    """A new entry. What section 23 asks for is asked only of a system of personal data."""

    field_order = ("class_code", "title_th", "title_en", "keywords", "agency", "responsible", *WHERE_ORDER)

    def __init__(self, *args: Any, systems: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: Any = self.fields
        if systems:
            fields["class_code"].choices = [one for one in fields["class_code"].choices if one[0] == SYSTEMS_CLASS]
            fields["way"].initial = "place"
            self.need_particulars()
        else:
            self.drop_particulars()
            fields["class_code"].choices = [one for one in fields["class_code"].choices if one[0] != SYSTEMS_CLASS]


class VersionForm(WhereFields):
    """What takes the place of a version."""

    def __init__(self, *args: Any, publication: Publication, **more: Any) -> None:
        super().__init__(*args, **more)
        if publication.class_code == SYSTEMS_CLASS:
            self.need_particulars()
        else:
            self.drop_particulars()


class CorrectForm(EntryFields, DayFields):
    """What is corrected of an entry, and why."""

    words = TextField(label=_("เหตุที่แก้ไข"), rows=2, help_text=_("ประชาชนเห็นเหตุผลนี้ในประวัติของรายการ"))
    field_order = ("class_code", "title_th", "title_en", "keywords", "agency")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields.pop("responsible")


class WordsForm(forms.Form):
    """A reason, or a remark."""

    words = TextField(label=_("เหตุผล"), rows=3)

    def __init__(self, *args: Any, label: Any = None, required: bool = True, help: Any = "", **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["words"]
        field.label, field.required, field.help_text = label or field.label, required, help


class TakeBackForm(WordsForm):
    """Which earlier version is taken back from the public, and why."""

    number = forms.TypedChoiceField(label=_("ฉบับที่"), coerce=int, widget=forms.RadioSelect)
    field_order = ("number", "words")

    def __init__(self, *args: Any, numbers: list[int], **more: Any) -> None:
        super().__init__(*args, label=_("เหตุที่ถอน"), help=_("ประชาชนเห็นเหตุผลนี้"), **more)
        field: Any = self.fields["number"]
        field.choices = [(one, str(one)) for one in numbers]


class EntrustForm(forms.Form):
    """Who answers for an entry from now on."""

    responsible = forms.TypedChoiceField(label=_("ผู้รับผิดชอบ"), coerce=int)

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["responsible"]
        field.choices = [*NOBODY, *all_officials(today)]


class AsideForm(forms.Form):
    """Until when work is set aside, and why."""

    until = ThaiDateField(label=_("เตือนอีกครั้งเมื่อ"), help_text=DAY_HELP)
    words = TextField(label=_("เหตุผล"), rows=3, help_text=_("เช่น หน่วยงานไม่มีสัญญาสัมปทาน"))


def initial_of(publication: Publication, version: Version | None) -> dict[str, Any]:
    """Return what a form of an entry begins with."""
    found: dict[str, Any] = {
        "class_code": publication.class_code,
        "title_th": publication.title_th,
        "title_en": publication.title_en,
        "keywords": publication.keywords.replace("|", ", "),
        "agency": publication.agency_id,
        "responsible": publication.responsible_id,
    }
    if version is not None:
        names = ("way", "link", "page", "place", "gazette", "from_on", "until_on")
        found |= {name: getattr(version, name) for name in names}
        found |= version.particulars
    return found


class ReleasedForm(EntryFields):
    """Which released document is proposed to the register, and as what."""

    material = forms.TypedChoiceField(label=_("เอกสารที่ส่งมอบแล้ว"), coerce=int)
    note = TextField(label=_("หมายเหตุของฉบับนี้"), required=False, rows=2, help_text=_("ประชาชนเห็นเมื่อเผยแพร่แล้ว"))
    field_order = ("material", "class_code", "title_th")

    def __init__(self, *args: Any, materials: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["material"]
        field.choices = materials
