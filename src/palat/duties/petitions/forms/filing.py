"""The form by which a citizen files a petition on the portal."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from palat.duties.petitions.forms.fields import CONCEALABLE, AreaMixin
from palat.kernel.identities.forms import PersonFields
from palat.kernel.notices.ways import NEEDED_FOR, TELL_IN, ways_of_answer
from palat.kernel.pages.text import LineField, TextField

# The kinds in the words of someone who files, not of the Office.
PORTAL_KINDS = (
    ("grievance", _("เดือดร้อน อยากให้แก้ไข (ร้องทุกข์)")),
    ("help", _("ขอความช่วยเหลือ")),
    ("fairness", _("ไม่ได้รับความเป็นธรรม (ขอความเป็นธรรม)")),
    ("accusation", _("เจ้าหน้าที่ทำผิดหรือทุจริต (ร้องเรียนกล่าวโทษ)")),
    ("tip_off", _("รู้เห็นสิ่งผิดกฎหมาย (แจ้งเบาะแส)")),
    ("suggestion", _("เสนอข้อคิดเห็น")),
    ("praise", _("ชมเชย")),
)


class PortalPetitionForm(AreaMixin, PersonFields):
    """The form by which a citizen files a petition: say it once."""

    text = TextField(
        label=_("เรื่องที่ต้องการแจ้ง"),
        rows=8,
        help_text=_("เล่าตามที่เกิดขึ้น ใคร ทำอะไร เมื่อไร ไม่ต้องรู้ว่าหน่วยงานใดรับผิดชอบ"),
        error_messages={"required": _("โปรดเล่าเรื่องที่ต้องการแจ้ง")},
    )
    wanted = TextField(label=_("ต้องการให้ช่วยอะไร"), rows=2, required=False)
    kind = forms.ChoiceField(
        label=_("เป็นเรื่องแบบใด"), choices=PORTAL_KINDS, initial="grievance", widget=forms.RadioSelect
    )
    danger = forms.BooleanField(label=_("ขณะนี้มีคนอยู่ในอันตรายถึงชีวิต"), required=False)
    accused = LineField(
        label=_("ผู้ถูกร้องเรียน (ถ้ามี)"), max_length=300, required=False, help_text=_("ชื่อ ตำแหน่ง หรือหน่วยงาน เท่าที่ทราบ")
    )
    conceal = forms.MultipleChoiceField(
        label=_("ต้องการให้ปกปิดต่อหน่วยงานที่ถูกส่งเรื่อง"),
        choices=CONCEALABLE,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("ผู้ถูกร้องเรียนจะไม่ได้เห็นตัวตนของคุณไม่ว่ากรณีใด"),
    )
    answer_by = forms.ChoiceField(
        label=_("ต้องการรับการแจ้งและคำตอบทางใด"),
        choices=ways_of_answer,
        initial="code",
        widget=forms.RadioSelect,
        help_text=_("เราแจ้งเพียงว่ามีความเคลื่อนไหว เนื้อหาอ่านได้ที่หน้าติดตามเรื่องเท่านั้น เปลี่ยนภายหลังได้"),
    )
    tell_in = forms.ChoiceField(
        label=_("ให้แจ้งเป็นภาษา"), choices=TELL_IN, initial=get_language, widget=forms.RadioSelect
    )

    PARTS = {
        "what": ("text", "wanted", "place_words", "danger", "kind", "accused"),
        "who": ("full_name", "phone", "email", "answer_by", "tell_in", "address", "conceal"),
    }

    def part_with_errors(self, *parts: str) -> str:
        """Return the first of these parts that has an error, or an empty text."""
        return next((part for part in parts if any(name in self.errors for name in self.PARTS[part])), "")

    def forget_errors(self, part: str) -> None:
        """Show a part that nobody has filled in yet without reproach."""
        for name in self.PARTS[part]:
            self.errors.pop(name, None)

    def shown(self, part: str) -> list[forms.BoundField]:
        """The fields of a part."""
        return [self[name] for name in self.PARTS.get(part, ())]

    def hidden(self, part: str) -> list[forms.BoundField]:
        """The fields of all other parts, which travel along unseen."""
        return [self[name] for other, names in self.PARTS.items() if other != part for name in names]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        needs = NEEDED_FOR.get(data.get("answer_by", ""))
        if needs and not data.get(needs) and needs not in self.errors:
            self.add_error(needs, _("โปรดระบุ เพื่อให้ส่งคำตอบตามทางที่เลือกได้"))
        return data
