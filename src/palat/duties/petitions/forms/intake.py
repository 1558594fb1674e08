"""The one-minute form of an intake officer: one form for six channels and every kind of person."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palat.duties.petitions.forms.fields import CONCEALABLE, AreaMixin, category_choices
from palat.duties.petitions.operations.intake import Arrival
from palat.duties.petitions.procedure.contacts import LANGUAGES
from palat.duties.petitions.procedure.words import CHANNELS, CONTACT_ONLY, KINDS
from palat.kernel.identities.forms import PersonFields
from palat.kernel.identities.procedure import KINDS as PERSON_KINDS
from palat.kernel.identities.procedure import warnings
from palat.kernel.matters.procedure import SECRECIES
from palat.kernel.notices.ways import NEEDED_FOR, ways_of_answer
from palat.kernel.pages.fields import ThaiDateField
from palat.kernel.pages.text import LineField, TextField, choices

# Which fields stand for which channel and kind of person; every other field is for all.
OF_CHANNEL = {
    "hotline": ("caller_phone",),
    "post": ("postmarked_on", "arrived_on", "sender_name"),
    "walk_in": ("counter", "language", "interpreter"),
    "line": ("line_id",),
    "app": ("line_id",),
}
OF_PERSON = {
    "foreigner": ("passport", "nationality"),
    "monk": ("monk_name", "monk_rank", "temple"),
    "juristic": ("juristic_id",),
    "group": ("group_name",),
    "unregistered": ("status_note",),
}
ALWAYS = ("full_name", "phone", "email", "address", "national_id", "line_id", "contact_note")


def short(label: Any, longest: int = 200, **attrs: str) -> LineField:
    """A short text that may be left out; identities are never kept as a draft."""
    widget = forms.TextInput(attrs={"autocomplete": "off", "data-no-draft": "", **attrs})
    return LineField(label=label, max_length=longest, required=False, widget=widget)


class IntakeForm(AreaMixin, PersonFields):
    """What an officer registers; fields of other channels and kinds of person are left alone, not refused."""

    channel = forms.ChoiceField(label=_("ช่องทาง"), choices=(), initial="hotline")
    kind = forms.ChoiceField(label=_("ชนิดของการติดต่อ"), choices=(), initial="grievance")
    caller_phone = short(_("หมายเลขที่โทรเข้า (ถ้าไม่ใช่ของผู้ร้อง)"), 40, inputmode="tel")
    postmarked_on = ThaiDateField(label=_("วันที่ประทับตราไปรษณีย์"), required=False)
    arrived_on = ThaiDateField(label=_("วันที่หนังสือถึงสำนักงาน"), required=False)
    sender_name = short(_("ผู้ส่ง (ถ้าไม่ใช่ผู้ร้อง)"))
    counter = LineField(label=_("ช่องบริการที่"), max_length=40, required=False)
    language = forms.ChoiceField(label=_("ภาษาที่ใช้"), choices=(), required=False)
    interpreter = forms.BooleanField(label=_("ใช้ล่าม"), required=False)
    line_id = short(_("ชื่อบัญชีที่ติดต่อมา (ปิดผนึก)"), 100)
    person_kind = forms.ChoiceField(label=_("ประเภทผู้ร้อง"), choices=(), initial="natural")
    national_id = short(_("เลขประจำตัวประชาชน"), 30, inputmode="numeric")
    passport = short(_("เลขหนังสือเดินทาง"), 40)
    nationality = short(_("สัญชาติ"), 100)
    monk_name = short(_("ฉายา"))
    monk_rank = short(_("สมณศักดิ์"))
    temple = short(_("วัด"), 300)
    juristic_id = short(_("เลขทะเบียนนิติบุคคล"), 40, inputmode="numeric")
    group_name = short(_("ชื่อกลุ่มที่เป็นผู้แทน"), 300)
    status_note = short(_("เอกสารหรือสถานะทางทะเบียนที่มี"), 500)
    contact_note = short(_("ช่องทางหรือเวลาที่สะดวกให้ติดต่อ"), 400)
    proxy_name = short(_("ผู้ยื่นแทน"))
    proxy_phone = short(_("โทรศัพท์ผู้ยื่นแทน"), 40, inputmode="tel")
    proxy_relation = short(_("เกี่ยวข้องเป็น"), 200)
    text = TextField(label=_("เรื่องที่แจ้ง"), rows=7, error_messages={"required": _("โปรดบันทึกเรื่องที่แจ้ง")})
    wanted = TextField(label=_("ความประสงค์"), rows=2, required=False)
    category = forms.ChoiceField(label=_("ประเภทเรื่อง"), choices=(), required=False)
    accused = LineField(label=_("ผู้ถูกร้องเรียน"), max_length=300, required=False)
    conceal = forms.MultipleChoiceField(
        label=_("ผู้ร้องขอปกปิด"),
        choices=CONCEALABLE,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("ปกปิดต่อหน่วยงานที่จะส่งเรื่องให้ เลือกได้ทีละอย่าง"),
    )
    answer_by = forms.ChoiceField(label=_("ส่งคำตอบทาง"), choices=ways_of_answer, initial="code")
    danger = forms.BooleanField(label=_("อันตรายต่อชีวิต ต้องประสานทางโทรศัพท์ทันที"), required=False)
    restricted = forms.BooleanField(label=_("เกี่ยวกับสถาบันพระมหากษัตริย์หรือฎีกา (คิวจำกัดผู้เห็น)"), required=False)
    secrecy = forms.TypedChoiceField(label=_("ชั้นความลับ"), choices=(), coerce=int, empty_value=None, required=False)
    alias = LineField(label=_("รหัสเรื่องในระบบเดิม"), max_length=40, required=False)

    def __init__(self, *args: Any, today: Any, clearance: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for name, pairs in (
            ("channel", choices(CHANNELS)),
            ("kind", choices(KINDS)),
            ("person_kind", choices(PERSON_KINDS.items())),
            ("category", category_choices(today)),
            ("language", [("", "—"), *choices(LANGUAGES)]),
            ("secrecy", [(code, _(label)) for code, label in SECRECIES if code <= clearance]),
        ):
            self.fields[name].choices = pairs  # type: ignore[attr-defined]
        if not clearance:
            del self.fields["secrecy"]
        for name in ("full_name", "phone", "email", "address"):
            self.fields[name].widget.attrs |= {"data-no-draft": "", "autocomplete": "off"}
        for name, key in (("phone", "p"), ("text", "t"), ("danger", "d"), ("place_words", "l")):
            self.fields[name].widget.attrs["data-key"] = key

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        needs = NEEDED_FOR.get(data.get("answer_by", ""))
        if needs and data.get("person_kind") != "anonymous" and not data.get(needs) and needs not in self.errors:
            self.add_error(needs, _("โปรดระบุ เพื่อให้ส่งคำตอบตามทางที่เลือกได้"))
        marked, arrived = data.get("postmarked_on"), data.get("arrived_on")
        if arrived and arrived > self.today:
            self.add_error("arrived_on", _("วันที่หนังสือถึงสำนักงานต้องไม่เกินวันนี้"))
        if marked and marked > (arrived or self.today):
            self.add_error("postmarked_on", _("วันที่ประทับตราต้องไม่หลังวันที่หนังสือถึงสำนักงาน"))
        return data

    def person(self) -> dict[str, str]:
        """Return what was said of the petitioner, as far as it belongs to the kind of person; nothing if anonymous."""
        kind = self.cleaned_data["person_kind"]
        if kind == "anonymous":
            return {}
        said = self._said((*ALWAYS, *OF_PERSON.get(kind, ())))
        if kind == "monk" and "full_name" in said:
            said["given_name"] = said.pop("full_name")
        if "phone" not in said and self.cleaned_data["channel"] == "hotline" and not self.proxy():
            said |= self._said(("caller_phone",), phone="caller_phone")
        return said

    def proxy(self) -> dict[str, str]:
        """Return who files for the petitioner, if anyone."""
        return self._said((), full_name="proxy_name", phone="proxy_phone", contact_note="proxy_relation")

    def arrival(self) -> Arrival:
        """Return how it reached the Office, by the fields of its channel."""
        data, own = self.cleaned_data, OF_CHANNEL.get(self.cleaned_data["channel"], ())
        sender: dict[str, str] = {}
        if "sender_name" in own:
            sender = self._said((), full_name="sender_name")
        elif "caller_phone" in own and data["caller_phone"] and data["phone"] not in {"", data["caller_phone"]}:
            sender = self._said((), phone="caller_phone")
        return Arrival(
            sender=sender,
            **{
                name: data[name]
                for name in ("postmarked_on", "arrived_on", "counter", "language", "interpreter")
                if name in own
            },
        )

    def _said(self, names: Collection[str], **renamed: str) -> dict[str, str]:
        pairs = {**{name: name for name in names if name != "caller_phone"}, **renamed}
        return {name: self.cleaned_data[field] for name, field in pairs.items() if self.cleaned_data.get(field)}

    def to_look_at(self) -> list[str]:
        """Return what the officer should look at again; it refuses nobody."""
        return [str(words) for words in warnings(self.person()).values()]

    @property
    def ends_as_contact(self) -> bool:
        """Whether the kind chosen usually ends as a contact."""
        return self.cleaned_data.get("kind") in CONTACT_ONLY
