"""Acts on the parts of a request, and on whom they concern."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palat.duties.information.operations import documents, parts, third_parties
from palat.duties.information.operations.parts import Decision
from palat.duties.information.procedure.words import DECISIONS
from palat.duties.information.queries.appealing.rulings import precedents_for
from palat.duties.information.queries.catalogue import grounds_on
from palat.duties.information.queries.parts import decided_of, material_choices, part_choices
from palat.kernel.matters.desk.fields import optional_agency, words
from palat.kernel.matters.desk.rows import Asked, Beside, DeskAct
from palat.kernel.pages.fields import ThaiDateField
from palat.kernel.pages.language import name_of
from palat.kernel.pages.text import AddressField, LineField, choices

DAY = _("วัน/เดือน/ปี พ.ศ. เช่น 24/11/2569")


def line(label: Any, *, longest: int = 300, required: bool = True, help: Any = "") -> Any:
    """A field of one line."""
    return lambda _asked: LineField(label=label, max_length=longest, required=required, help_text=help)


def day(label: Any) -> Any:
    """A field of a day, today unless another is said."""
    return lambda asked: ThaiDateField(label=label, help_text=DAY, initial=asked.today)


def grounds(asked: Asked) -> forms.Field:
    """The grounds of the Act in force today."""
    pairs = [(one.code, f"{one.cited} {name_of(one)}") for one in grounds_on(asked.today)]
    return forms.MultipleChoiceField(
        label=_("เหตุตามกฎหมาย"),
        choices=pairs,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("เฉพาะเมื่อมิให้เปิดเผยทั้งหมดหรือบางส่วน เลือกได้หลายเหตุ"),
    )


def some_parts(asked: Asked) -> forms.Field:
    """Some of the parts of the request."""
    return forms.TypedMultipleChoiceField(
        label=_("รายการ"),
        choices=part_choices(asked.file.matter.pk),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )


def material(asked: Asked) -> forms.Field:
    """A document of a part that has not left."""
    found = [pair for part_id, _words in part_choices(asked.file.matter.pk) for pair in material_choices(part_id)]
    return forms.TypedChoiceField(label=_("เอกสาร"), choices=found, coerce=int)


def _decide(*, agency_id: int | None, grounds: list[str], **rest: Any) -> Any:
    said = {name: rest.pop(name) for name in ("decision", "kind_words", "reasons", "withheld", "holding")}
    return parts.decide_part(**rest, decision=Decision(**said, grounds=tuple(grounds), agency_id=agency_id))


def _notify(*, full_name: str, address: str, email: str, **rest: Any) -> Any:
    person = {"full_name": full_name, "address": address, "email": email}
    return third_parties.notify_party(**rest, person={name: said for name, said in person.items() if said})


def precedent(asked: Asked) -> Beside:
    """Published rulings on the grounds that the part's opinion names, else the newest."""
    found = precedents_for(list(asked.initial.get("grounds") or ()))
    return Beside("information/desk/_precedents.html", {"precedents": found})


PART_ACTS: dict[str, DeskAct] = {
    "split_part": DeskAct(
        parts.split_part,
        {"words": words(_("รายการที่เพิ่ม"), help=_("บรรทัดละหนึ่งรายการ"))},
        _("แต่ละรายการมีผลการพิจารณาของตนเอง"),
    ),
    "decide_part": DeskAct(
        _decide,
        {
            "decision": lambda _asked: forms.ChoiceField(
                label=_("ผลการพิจารณา"), choices=choices(DECISIONS), widget=forms.RadioSelect
            ),
            "holding": line(_("เอกสารที่พบและที่เก็บ"), required=False),
            "grounds": grounds,
            "kind_words": line(
                _("ประเภทของข้อมูลข่าวสาร"),
                longest=400,
                required=False,
                help=_("กฎหมายให้ระบุในคำสั่งมิให้เปิดเผย เช่น บันทึกความเห็นภายใน"),
            ),
            "withheld": words(_("ส่วนที่ลบหรือตัดทอน"), required=False, rows=2),
            "reasons": words(_("เหตุผล"), required=False, help=_("ผู้ขออ่านข้อความนี้ในคำสั่ง")),
            "agency_id": optional_agency,
        },
        _("แก้ไขได้จนกว่าจะเสนอออกคำสั่ง"),
        on_track=True,
        beside=precedent,
        first=lambda _file, track_id: decided_of(track_id) if track_id else {},
    ),
    "reopen_part": DeskAct(parts.reopen_part, on_track=True),
    "add_material": DeskAct(
        documents.add_material,
        {
            "redacted": lambda _asked: forms.BooleanField(label=_("เป็นฉบับที่ลบหรือตัดทอนแล้ว"), required=False),
            "checked": line(
                _("ตรวจเอกสารก่อนเปิดเผยแล้วอย่างไร"),
                required=False,
                help=_("เช่น อ่านทุกหน้า ไม่มีสิ่งที่ต้องลบ ระบบตรวจสิ่งที่ซ่อนในไฟล์ให้ด้วย"),
            ),
            "despite": line(
                _("เปิดเผยได้แม้มีสิ่งซ่อน เพราะ"), required=False, help=_("กรอกเมื่อระบบบอกว่าพบ และพิจารณาแล้วว่าเปิดเผยได้")
            ),
        },
        _("ผู้ขอยังไม่เห็นเอกสารนี้จนกว่าจะส่งมอบ"),
        on_track=True,
        files=True,
    ),
    "remove_material": DeskAct(
        documents.remove_material, {"material_id": material, "words": words(_("เหตุผล"), rows=2)}, on_track=True
    ),
    "notify_party": DeskAct(
        _notify,
        {
            "full_name": line(_("ชื่อผู้มีประโยชน์ได้เสีย"), longest=200),
            "address": lambda _asked: AddressField(
                label=_("ที่อยู่"),
                max_length=400,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2, "data-no-draft": ""}),
            ),
            "email": lambda _asked: forms.EmailField(
                label=_("อีเมล"), required=False, help_text=_("จะส่งลิงก์ให้คัดค้านได้โดยไม่ต้องเดินทาง")
            ),
            "part_ids": some_parts,
            "told": words(_("สิ่งที่แจ้งให้ทราบ"), help=_("ข้อมูลใดที่มีผู้ขอ อย่าบอกว่าใครขอ")),
        },
        _("ชื่อและที่อยู่ถูกปิดผนึก ร่างหนังสือแจ้งให้คัดค้านจะรอลงนาม รายการที่เลือกยังส่งมอบไม่ได้จนกว่าจะรับฟังเสร็จ"),
    ),
    "record_notice": DeskAct(
        third_parties.record_notice,
        {"told_on": day(_("วันที่ผู้มีประโยชน์ได้เสียได้รับแจ้ง"))},
        _("กำหนดเวลาคัดค้านเริ่มนับจากวันนี้"),
        on_track=True,
    ),
    "party_object": DeskAct(third_parties.party_object, {"words": words(_("คำคัดค้านและเหตุผล"))}, on_track=True),
    "party_consent": DeskAct(
        third_parties.party_consent, {"words": words(_("ข้อความ"), required=False, rows=2)}, on_track=True
    ),
    "note_silence": DeskAct(third_parties.note_silence, on_track=True),
    "clear_party": DeskAct(third_parties.clear_party, on_track=True),
    "uphold_objection": DeskAct(
        third_parties.uphold_objection,
        {"words": words(_("เหตุผล"))},
        _("รายการที่เกี่ยวข้องจะเปิดเผยทั้งหมดไม่ได้"),
        on_track=True,
    ),
    "overrule_objection": DeskAct(
        third_parties.overrule_objection,
        {"words": words(_("เหตุผล"))},
        _("ยังเปิดเผยไม่ได้จนกว่าจะพ้นกำหนดอุทธรณ์ของผู้คัดค้าน หรือคณะกรรมการวินิจฉัยมีคำวินิจฉัย"),
        on_track=True,
    ),
    "record_ruling": DeskAct(
        third_parties.record_ruling,
        {"told_on": day(_("วันที่ผู้คัดค้านได้รับแจ้ง"))},
        _("กำหนดอุทธรณ์เริ่มนับจากวันนี้"),
        on_track=True,
    ),
    "end_embargo": DeskAct(
        third_parties.end_embargo,
        {
            "no_appeal": lambda _asked: forms.BooleanField(
                label=_("สอบถาม สขร. แล้ว ไม่มีการอุทธรณ์ภายในกำหนด"), required=True
            )
        },
        on_track=True,
    ),
    "party_appeals": DeskAct(
        third_parties.party_appeals, {"words": words(_("เลขที่หรือวันที่อุทธรณ์"), required=False, rows=2)}, on_track=True
    ),
    "tribunal_allows": DeskAct(
        third_parties.tribunal_allows, {"words": words(_("เลขที่คำวินิจฉัย"), rows=2)}, on_track=True
    ),
    "appeal_ended": DeskAct(
        third_parties.appeal_ended,
        {"words": words(_("เหตุที่ยุติ"), rows=2)},
        _("ข้อห้ามเปิดเผยกลับมานับจากวันที่ผู้คัดค้านได้รับแจ้งผลคำคัดค้าน"),
        on_track=True,
    ),
    "tribunal_bars": DeskAct(third_parties.tribunal_bars, {"words": words(_("เลขที่คำวินิจฉัย"), rows=2)}, on_track=True),
}
