"""The forms of a file: the opinion as it is drafted, and what a decider does with it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palat.duties.petitions.queries.catalogue import chain_for
from palat.kernel.matters.briefs import MOST_OPTIONS, Brief, Option, Proposed
from palat.kernel.matters.deciding import DECISIONS, NEED_WORDS, levels_below
from palat.kernel.matters.procedure import PURPOSES
from palat.kernel.organisation.procedure import ROLES
from palat.kernel.organisation.queries import agency_choices
from palat.kernel.pages.fields import ThaiDateField
from palat.kernel.pages.text import TextField, choices

# Decisions that may carry items of an order.
ORDERING = frozenset({"approved", "approved_noting", "ordered_otherwise"})
WAYS = (("pen", _("ปากกา (เกษียนหนังสือ)")), ("oral", _("วาจา (บัญชาด้วยวาจา)")))


class ItemForm(forms.Form):
    """One item of an order: its own words, agency and day."""

    words = TextField(label=_("ให้ปฏิบัติ"), rows=2, required=False)
    agency_id = forms.TypedChoiceField(label=_("หน่วยงาน"), coerce=int, empty_value=None, required=False)
    due_on = ThaiDateField(label=_("ภายในวันที่"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency_id"].choices = [("", "—"), *agency_choices(today)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for words and agency together."""
        data = super().clean() or {}
        if bool(data.get("words")) != bool(data.get("agency_id")):
            raise forms.ValidationError(_("โปรดระบุทั้งสิ่งที่ให้ปฏิบัติและหน่วยงาน"))
        return data

    def item(self) -> Proposed | None:
        """Return the item, or None where the row was left empty."""
        data = self.cleaned_data
        return Proposed(data["words"], data["agency_id"], data.get("due_on")) if data.get("words") else None


class OptionForm(forms.Form):
    """One way to decide."""

    words = TextField(label=_("ทางเลือก"), rows=2, required=False)
    authority = forms.CharField(label=_("อาศัยอำนาจตาม"), max_length=300, required=False)
    verified = forms.BooleanField(label=_("ตรวจยืนยันบทกฎหมายแล้ว"), required=False)
    money = forms.CharField(label=_("งบประมาณ"), max_length=200, required=False)
    disagreement = forms.CharField(label=_("หน่วยงานเห็นต่าง"), max_length=300, required=False)

    def option(self) -> Option | None:
        """Return the option, or None where the row was left empty."""
        data = self.cleaned_data
        if not data.get("words"):
            return None
        return Option(data["words"], data["authority"], not data["verified"], data["money"], data["disagreement"])


ItemForms = forms.formset_factory(ItemForm, extra=1, max_num=12)
OptionForms = forms.formset_factory(OptionForm, extra=MOST_OPTIONS, max_num=MOST_OPTIONS, validate_max=True)


def item_forms(today: date, data: Any = None, items: Any = ()) -> Any:
    """Return the rows of an order, those that stand and one more to fill in."""
    initial = [{"words": one.words, "agency_id": one.agency_id, "due_on": one.due_on} for one in items]
    # Rows that come back unchanged are rows all the same, so what was sent is read without what stood before.
    return ItemForms(data, prefix="items", initial=initial if data is None else None, form_kwargs={"today": today})


def items_of(rows: Any) -> tuple[Proposed, ...]:
    """Return the items of rows that were found valid."""
    return tuple(item for item in (row.item() for row in rows) if item is not None)


class OpinionForm(forms.Form):
    """The opinion: facts → issues → law → options → recommendation → draft order."""

    question = forms.CharField(label=_("ประเด็นที่ขอให้พิจารณา (หนึ่งบรรทัด)"), max_length=200)
    who_suffers = forms.CharField(label=_("ใครเดือดร้อน กี่ราย ที่ไหน นานเท่าใด"), max_length=300, required=False)
    facts = TextField(label=_("ข้อเท็จจริง"), rows=6)
    issues = TextField(label=_("ประเด็น"), rows=3, required=False)
    law = TextField(label=_("ข้อกฎหมาย"), rows=3, required=False)
    recommendation = TextField(label=_("ข้อเสนอแนะ"), rows=3)
    order_words = TextField(label=_("ร่างข้อสั่งการ"), rows=3, required=False)
    due_on = ThaiDateField(label=_("ต้องตัดสินใจภายใน"), required=False)
    if_not = forms.CharField(label=_("ถ้าไม่มีการตัดสินใจจะเกิดอะไร"), max_length=300, required=False)
    up_to = forms.ChoiceField(label=_("เสนอถึงระดับ"))
    purpose = forms.ChoiceField(label=_("เสนอเพื่อ"))
    contact = forms.CharField(label=_("โทรถามได้ที่ (ตำแหน่ง)"), max_length=200, required=False)
    telephone = forms.CharField(label=_("หมายเลขโทรศัพท์ของเจ้าหน้าที่"), max_length=60, required=False)

    def __init__(self, *args: Any, kind: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [(role, _(ROLES[role].label)) for role in chain_for(kind, on=today)]
        self.fields["up_to"].choices = levels  # type: ignore[attr-defined]
        self.fields["purpose"].choices = choices(PURPOSES)  # type: ignore[attr-defined]


BRIEF_TEXTS = (
    "question", "who_suffers", "if_not", "facts", "issues", "law",
    "recommendation", "order_words", "contact", "telephone",
)  # fmt: skip


def brief_of(form: OpinionForm, options: Any, items: Any) -> Brief:
    """Return the brief that valid forms hold."""
    found = tuple(one for one in (row.option() for row in options) if one is not None)
    texts = {name: form.cleaned_data[name] for name in BRIEF_TEXTS}
    return Brief(**texts, options=found, items=items_of(items))


class RulingForm(forms.Form):
    """What a decider says with a decision: words where they are needed, and to whom it is entrusted."""

    words = TextField(label=_("ข้อความสั่งการ"), rows=3, required=False)

    def __init__(self, *args: Any, decision: str, role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = decision in NEED_WORDS or decision in {"return_draft", "withdraw"}
        self.fields["words"].label = WORDS_FOR.get(decision, _("ความเห็น"))
        if decision == "entrusted":
            self.fields["entrust_to"] = entrust_field(role, required=True)


WORDS_FOR: Mapping[str, Any] = {
    "approved_noting": _("ข้อสังเกต"),
    "ordered_otherwise": _("ข้อความสั่งการ"),
    "more_facts": _("ข้อมูลที่ต้องการ"),
    "entrusted": _("มอบหมายให้ทำอะไร"),
    "return_draft": _("เหตุผลที่ส่งคืน"),
    "withdraw": _("เหตุผลที่ถอนคำสั่งที่บันทึกไว้"),
}


def entrust_field(role: str, *, required: bool) -> forms.Field:
    """Return the field that says to whom, below, a decider entrusts a file."""
    levels = [(code, _(ROLES[code].label)) for code in levels_below(role)]
    return forms.ChoiceField(label=_("มอบหมายให้"), required=required, choices=[("", "—"), *levels])


class RecordForm(forms.Form):
    """A pen or oral order as a secretary takes it down."""

    decision = forms.ChoiceField(label=_("คำสั่ง"), choices=[(code, _(label)) for code, label in DECISIONS])
    way = forms.ChoiceField(label=_("สั่งด้วย"), choices=WAYS, widget=forms.RadioSelect)
    words = TextField(label=_("ถ้อยคำตามจริง"), rows=4)

    def __init__(self, *args: Any, role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if levels_below(role):
            self.fields["entrust_to"] = entrust_field(role, required=False)
            return
        kept = [(code, _(label)) for code, label in DECISIONS if code != "entrusted"]
        self.fields["decision"] = forms.ChoiceField(label=_("คำสั่ง"), choices=kept)
