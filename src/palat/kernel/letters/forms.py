"""Input of letters to clean values."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palat.kernel.letters.models import Letter
from palat.kernel.letters.moves import KINDS, WAYS
from palat.kernel.letters.operations.drafting import Changes
from palat.kernel.letters.procedure import URGENCIES, Table
from palat.kernel.letters.words import blocks, lines, read, typed
from palat.kernel.organisation.queries import agency_choices

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
    """A draft as an officer changes it. The lines of the text say what they are, as the help tells."""

    subject = forms.CharField(label=_("เรื่อง"), max_length=300)
    addressee = forms.CharField(label=_("ผู้รับ"), max_length=300)
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

    def __init__(self, letter: Letter, data: Any = None) -> None:
        self.letter = letter
        content = blocks(letter.content)
        self.tables = [one for one in content if isinstance(one, Table)]
        initial = {
            "subject": letter.subject,
            "addressee": letter.addressee,
            "text": typed(content),
            "references": "\n".join(letter.references),
            "enclosures": "\n".join(letter.enclosures),
            "copies_to": "\n".join(letter.copies_to),
            "urgency": letter.urgency,
        }
        super().__init__(data, initial=initial)
        if letter.person_id is not None:
            del self.fields["addressee"]

    def changes(self) -> Changes:
        """Return what was typed, as the act takes it."""
        data = self.cleaned_data
        return Changes(
            subject=data["subject"],
            addressee=data.get("addressee", ""),
            content=read(data["text"], self.tables),
            references=lines(data["references"]),
            enclosures=lines(data["enclosures"]),
            copies_to=lines(data["copies_to"]),
            urgency=data["urgency"],
        )


class StartForm(forms.Form):
    """Which letter to begin, and to which agency where it goes to one."""

    kind = forms.ChoiceField(
        label=_("ชนิดของหนังสือ"),
        choices=[(code, kind.label) for code, kind in KINDS.items() if code != "reminder"],
        widget=forms.RadioSelect,
    )
    agency_id = forms.TypedChoiceField(
        label=_("หน่วยงานผู้รับ (หนังสือส่งเรื่องและข้อสั่งการ)"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency_id"].choices = [("", "—"), *agency_choices(today)]  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why a letter is returned or cancelled."""

    words = forms.CharField(label=_("เหตุผล"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class DispatchForm(forms.Form):
    """By which way a letter went out."""

    way = forms.ChoiceField(label=_("ส่งทาง"), choices=list(WAYS.items()))
    post_code = forms.CharField(label=_("เลขไปรษณีย์"), max_length=40, required=False)
