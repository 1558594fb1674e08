"""Rows of acts that every duty's procedure may have: hold, note, hasten, guard, link."""

from django import forms
from django.utils.translation import gettext_lazy as _

from palat.kernel.matters.desk.fields import (
    link_choices,
    officer,
    official_field,
    one_of,
    optional_agency,
    secrecy_choices,
    words,
)
from palat.kernel.matters.desk.rows import DeskAct
from palat.kernel.matters.operations import bars, holding, keeping
from palat.kernel.matters.procedure import BAR_REASONS, LINKS, URGENCIES
from palat.kernel.matters.queries.visibility import bar_choices
from palat.kernel.pages.text import LineField, choices

COMMON_ACTS: dict[str, DeskAct] = {
    "assign": DeskAct(holding.assign, {"officer_id": officer, "reason": words(_("เหตุผล"), required=False)}, many=True),
    "write_note": DeskAct(keeping.write_note, {"words": words(_("บันทึกภายใน"))}, _("ผู้ร้องและหน่วยงานไม่เห็นบันทึกนี้")),
    "change_urgency": DeskAct(
        keeping.change_urgency,
        {
            "urgency": lambda _asked: forms.TypedChoiceField(
                label=_("ชั้นความเร็ว"), choices=choices(URGENCIES), coerce=int
            )
        },
        first=lambda file, _track: {"urgency": file.matter.urgency},
    ),
    "bar": DeskAct(
        bars.bar,
        {
            "reason": one_of(_("เหตุ"), BAR_REASONS),
            "official_id": official_field,
            "agency_id": optional_agency,
        },
        _("ผู้ที่ถูกกันจะไม่เห็นและไม่ได้รับเรื่องนี้อีก เรื่องออกจากคิวของผู้นั้นทันที และเรียกคืนจากหน่วยงานที่ถูกกันพร้อมแจ้งให้ทราบ"),
    ),
    "unbar": DeskAct(
        bars.unbar,
        {
            "bar_id": lambda asked: forms.TypedChoiceField(
                label=_("ผู้ที่ถูกกันไว้"), choices=bar_choices(asked.file.matter.pk), coerce=int
            ),
            "words": words(_("เหตุผล")),
        },
    ),
    "change_secrecy": DeskAct(
        keeping.change_secrecy,
        {
            "secrecy": lambda asked: forms.TypedChoiceField(
                label=_("ชั้นความลับ"), choices=secrecy_choices(asked.today), coerce=int, widget=forms.RadioSelect
            ),
            "words": words(_("เหตุผลที่กำหนดชั้น")),
        },
        _("มีผลทันที ผู้ที่ไม่มีสิทธิถึงชั้นนี้จะไม่เห็นเรื่อง ไม่ว่าในรายการ การค้น หรือจำนวน"),
    ),
    "add_link": DeskAct(
        keeping.link_to_code,
        {
            "code": lambda _asked: LineField(label=_("รหัสหรือเลขทะเบียนของอีกเรื่อง"), max_length=40),
            "kind": one_of(_("ความสัมพันธ์"), [pair for pair in LINKS if pair[0] != "merged_into"]),
        },
    ),
    "end_link": DeskAct(
        keeping.end_link,
        {
            "link_id": lambda asked: forms.TypedChoiceField(
                label=_("การเชื่อมโยง"), choices=link_choices(asked.file), coerce=int
            ),
            "words": words(_("เหตุผล"), required=False, rows=2),
        },
    ),
}
