"""Which letter goes to the petitioners of many petitions, and what all have in common."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palat.kernel.letters.moves import KINDS
from palat.kernel.letters.operations.batches import TO_PETITIONER


class LettersForm(forms.Form):
    """The kind of letter; subject and text for those whose words are not the procedure's own."""

    kind = forms.ChoiceField(
        label=_("ชนิดของหนังสือ"),
        choices=[(code, _(KINDS[code].label)) for code in TO_PETITIONER],
        widget=forms.RadioSelect,
        help_text=_("หนังสือตอบรับออกเลขทันที ชนิดอื่นเสนอผู้ลงนามก่อน"),
    )
    subject = forms.CharField(
        label=_("เรื่อง"), max_length=200, required=False, help_text=_("เฉพาะหนังสือถึงบุคคลภายนอก หนังสือประทับตรา หนังสือรับรอง")
    )
    text = forms.CharField(
        label=_("ข้อความ"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("บรรทัดละหนึ่งย่อหน้า ใส่ {รหัสเรื่อง} {วันที่รับ} {เลขรับ} ตรงที่ให้พิมพ์ของแต่ละเรื่อง"),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the words of a letter that has none of its own."""
        data = super().clean() or {}
        if data.get("kind") in KINDS and KINDS[data["kind"]].plain:
            for name in ("subject", "text"):
                if not data.get(name, "").strip():
                    self.add_error(name, _("โปรดกรอก"))
        return data
