"""Input of letters to clean values."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.letters.carriers import ways_for
from palat.kernel.letters.drafts.initials import PARTS
from palat.kernel.letters.models import Letter
from palat.kernel.letters.moves import CARRIED, KINDS
from palat.kernel.letters.operations.drafting import Changes
from palat.kernel.letters.procedure import URGENCIES, Table, categories, paper_digits
from palat.kernel.letters.shapes import SHAPES, Particular
from palat.kernel.letters.text.words import blocks, lines, read, typed
from palat.kernel.organisation.queries import agency_choices, all_officials
from palat.kernel.pages.fields import ThaiDateField
from palat.kernel.registers.procedure import Number

LONGEST = 60_000  # letters; about twenty pages


def _lines_field(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=4000,
        help_text=_("บรรทัดละหนึ่งรายการ"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class LetterForm(forms.Form):
    """A draft as an officer changes it: only the fields that its form has. The lines of the text say what they are."""

    subject = forms.CharField(label=_("เรื่อง"), max_length=300)
    addressee = forms.CharField(label=_("ผู้รับ"), max_length=300)
    category = forms.ChoiceField(
        label=_("คำขึ้นต้นและคำลงท้าย"),
        required=False,
        help_text=_("ปกติดูจากตำแหน่งผู้รับเอง เลือกเมื่อผู้รับเป็นพระภิกษุ หรือเมื่อตำแหน่งไม่อยู่ในบัญชี"),
    )
    text = forms.CharField(
        label=_("ข้อความ"),
        max_length=LONGEST,
        help_text=_(
            "บรรทัดละหนึ่งย่อหน้า ขึ้นต้น “1.” เป็นข้อ “1.1” เป็นข้อย่อย “# ” เป็นหัวข้อ “พบว่า:” เป็นบรรทัดสรุป "
            "“[ตาราง]” คือที่ของบัญชี ตัวเลขพิมพ์เป็นเลขอารบิกได้ ในหนังสือจะเป็นเลขไทย"
        ),
        widget=forms.Textarea(attrs={"rows": 16}),
    )
    references = _lines_field(_("อ้างถึง"))
    enclosures = _lines_field(_("สิ่งที่ส่งมาด้วย"))
    copies_to = _lines_field(_("สำเนาส่ง"))
    urgency = forms.ChoiceField(
        label=_("ชั้นความเร็ว"), required=False, choices=[(one, one or _("ปกติ")) for one in URGENCIES]
    )
    circular = forms.BooleanField(
        label=_("หนังสือเวียน (ว)"), required=False, help_text=_("ถึงผู้รับหลายรายด้วยข้อความเดียวกัน ออกเลขจากทะเบียนหนังสือเวียน")
    )

    def __init__(self, letter: Letter, data: Any = None) -> None:
        self.letter, self.shape = letter, SHAPES[letter.form]
        content = blocks(letter.content)
        self.tables = [one for one in content if isinstance(one, Table)]
        initial = {
            "subject": letter.subject,
            "addressee": letter.addressee,
            "category": letter.category if letter.category not in AUTOMATIC else "",
            "text": typed(content),
            "references": "\n".join(letter.references),
            "enclosures": "\n".join(letter.enclosures),
            "copies_to": "\n".join(letter.copies_to),
            "urgency": letter.urgency,
            "circular": letter.circular,
            **_typed_particulars(letter),
        }
        super().__init__(data, initial=initial)
        self._fit()

    def _fit(self) -> None:
        """Leave only the fields that the form has, and put its own before the text."""
        shape, sealed = self.shape, self.letter.person_id is not None
        has = {
            "addressee": bool(shape.addressee) and not sealed,
            "category": shape.closing and not sealed,
            "references": shape.references,
            "enclosures": shape.enclosures,
            "copies_to": shape.copies,
            "urgency": shape.urgency,
            "circular": shape.circular,
        }
        for name, there in has.items():
            if not there:
                del self.fields[name]
        if "addressee" in self.fields:
            self.fields["addressee"].label = gettext(shape.addressee)
        if "category" in self.fields:
            kept = categories(on=legal_date(self.letter.drafted_at))
            choices = [(code, label) for code, label in kept if code not in NOT_CHOSEN]
            self.fields["category"].choices = [("", _("ตามตำแหน่งผู้รับ")), *choices]  # type: ignore[attr-defined]
        if not shape.subject:
            self.fields["subject"].label = _("ชื่อเรื่องในทะเบียน (ไม่พิมพ์ในหนังสือ)")
        for one in shape.particulars:
            self.fields[OWN + one.code] = _particular_field(one)
        own = [OWN + one.code for one in shape.particulars]
        self.order_fields(["subject", "addressee", "category", *own, "text"])

    def changes(self) -> Changes:
        """Return what was typed, as the act takes it."""
        data = self.cleaned_data
        return Changes(
            subject=data["subject"],
            addressee=data.get("addressee", ""),
            content=read(data["text"], self.tables),
            references=lines(data.get("references", "")),
            enclosures=lines(data.get("enclosures", "")),
            copies_to=lines(data.get("copies_to", "")),
            urgency=data.get("urgency", ""),
            category=data.get("category", ""),
            circular=data.get("circular", False),
            particulars={
                one.code: lines(data[OWN + one.code]) if one.many else data[OWN + one.code]
                for one in self.shape.particulars
            },
        )


OWN = "own_"  # before the names of the fields that one form has of its own
AUTOMATIC = {"official", "highest_post"}  # categories that the addressee's post tells
NOT_CHOSEN = {"stamped", "internal", "internal_highest_post"}  # categories that the form tells


class NeededLater(forms.CharField):
    """A field that a draft may be saved without; laying it before the signers is refused while it is empty."""

    def validate(self, value: Any) -> None:
        """Take an empty value too."""


def _particular_field(one: Particular) -> forms.CharField:
    """Return the field of a particular."""
    return NeededLater(
        label=gettext(one.label),
        required=one.required,
        max_length=4000 if one.many else 300,
        help_text=gettext(one.help) if one.help else "",
        widget=forms.Textarea(attrs={"rows": 4}) if one.many else forms.TextInput(),
    )


def _typed_particulars(letter: Letter) -> dict[str, str]:
    kept = letter.particulars
    return {
        OWN + one.code: "\n".join(kept.get(one.code, [])) if one.many else kept.get(one.code, "")
        for one in SHAPES[letter.form].particulars
    }


WITH_LISTS = frozenset({"reminder"})  # goes out with the list of an agency, not on one matter


class StartForm(forms.Form):
    """Which letter to begin, and to whom where its form has an addressee."""

    kind = forms.ChoiceField(
        label=_("ชนิดของหนังสือ"),
        choices=(),
        widget=forms.RadioSelect,
    )
    agency_id = forms.TypedChoiceField(
        label=_("หน่วยงานผู้รับ"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("ถึงหน่วยงานในสำนักนายกรัฐมนตรีเป็นบันทึกข้อความ ถึงหน่วยงานอื่นเป็นหนังสือภายนอก"),
    )
    to_person = forms.BooleanField(
        label=_("ถึงผู้ร้อง"), required=False, help_text=_("ชื่อผู้ร้องพิมพ์ลงเฉพาะฉบับที่ส่ง ใช้กับแบบหนังสือราชการ")
    )

    def __init__(self, *args: Any, today: Any, duty: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [one for one in KINDS.values() if one.duty in {"", duty} and one.code not in WITH_LISTS]
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (_("ตามขั้นตอนของเรื่อง"), [(one.code, _(one.label)) for one in known if not one.plain]),
            (_("แบบหนังสือราชการ"), [(one.code, _(one.label)) for one in known if one.plain]),
        ]
        self.fields["agency_id"].choices = [("", "—"), *agency_choices(today)]  # type: ignore[attr-defined]


class ReturnForm(forms.Form):
    """Why a draft is sent back; what is to be changed stands beside its places."""

    words = forms.CharField(
        label=_("เหตุผลที่ส่งคืน"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3, "data-draft-field": ""})
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)


class AskForm(forms.Form):
    """Whose initials a draft needs, as which hand."""

    part = forms.ChoiceField(label=_("ส่วน"), choices=[(code, _(part.label)) for code, part in PARTS.items()])
    official_id = forms.TypedChoiceField(label=_("ขอจาก"), coerce=int)

    def __init__(self, data: Any = None, *, today: Any) -> None:
        super().__init__(data, initial={"part": "checked"})
        self.fields["official_id"].choices = [("", "—"), *all_officials(today)]  # type: ignore[attr-defined]


class DispatchForm(forms.Form):
    """By which way a letter went out."""

    way = forms.ChoiceField(label=_("ส่งทาง"))
    post_code = forms.CharField(label=_("เลขไปรษณีย์"), max_length=40, required=False)

    def __init__(self, letter: Letter) -> None:
        super().__init__()
        ways = [(code, _(label)) for code, label in ways_for(letter).items() if code not in CARRIED]
        self.fields["way"].choices = ways  # type: ignore[attr-defined]


def _running(typed: str) -> int:
    return int(typed.partition("/")[2])


class ReservedForm(forms.Form):
    """A reserved number that a letter was given on paper, and the day which that paper bears."""

    running = forms.TypedChoiceField(label=_("เลขที่จองไว้"), coerce=_running)
    on = ThaiDateField(label=_("วันที่บนหนังสือ"), help_text=_("วัน/เดือน/ปี พ.ศ."))

    def __init__(self, data: Any = None, *, numbers: Sequence[Number]) -> None:
        super().__init__(data)
        choices = [(f"{one.year}/{one.running}", paper_digits(one.text)) for one in numbers]
        self.fields["running"].choices = choices  # type: ignore[attr-defined]
