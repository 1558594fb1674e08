"""Acts that leave a petition where it is: hold, note, classify, guard, link, visit."""

from django import forms
from django.utils.translation import gettext_lazy as _

from palat.duties.petitions.acts.concealing import copy_marked, original_marked, prepare_copy, reasons_for_found
from palat.duties.petitions.acts.fields import accused_agency, category
from palat.duties.petitions.operations import (
    answering,
    concealing,
    guarding,
    screening,
    visits,
)
from palat.duties.petitions.procedure.words import KINDS
from palat.kernel.matters.desk.acts import COMMON_ACTS
from palat.kernel.matters.desk.fields import file_choices, one_of, optional_agency, seen_or_not, words
from palat.kernel.matters.desk.rows import DeskAct
from palat.kernel.matters.procedure import URGENCIES
from palat.kernel.pages.text import LineField, choices

KEEPING_ACTS: dict[str, DeskAct] = {
    **COMMON_ACTS,
    "write_to_petitioner": DeskAct(
        screening.write_to_petitioner,
        {"words": words(_("ข้อความถึงผู้ร้อง"))},
        _("ผู้ร้องอ่านและตอบได้ที่หน้าติดตามเรื่อง แม้ไม่ได้บอกชื่อ กำหนดเวลาไม่หยุดนับ"),
    ),
    "coordinate": DeskAct(
        screening.coordinate,
        {
            "agency_id": optional_agency,
            "spoke_with": lambda _asked: LineField(label=_("ประสานกับ (ชื่อ ตำแหน่ง)"), max_length=200),
            "words": words(_("สิ่งที่พูดและตกลงกัน")),
        },
    ),
    "change_urgency": DeskAct(
        screening.change_urgency,
        {
            "urgency": lambda _asked: forms.TypedChoiceField(
                label=_("ชั้นความเร็ว"), choices=choices(URGENCIES), coerce=int
            ),
            "words": words(_("เหตุผล"), required=False, rows=2, help=_("ต้องระบุเมื่อตรวจแล้วพบว่าไม่มีอันตรายต่อชีวิต")),
        },
    ),
    "classify": DeskAct(
        screening.classify,
        {
            "category": category,
            "kind": one_of(_("ชนิดของเรื่อง"), KINDS),
            "accused_agency_id": accused_agency,
        },
    ),
    "prepare_concealed_copy": DeskAct(
        prepare_copy,
        {
            "subject": lambda _asked: LineField(
                label=_("ชื่อเรื่องที่ออกนอกสำนักงานได้"),
                max_length=300,
                help_text=_("ชื่อเรื่องนี้ปรากฏในหนังสือ ในกล่องของหน่วยงาน และในแฟ้มเสนอ"),
            ),
            "text": words(_("ฉบับปกปิด"), rows=10, help=_("ลบชื่อ ที่อยู่ เบอร์โทร และสิ่งที่บอกได้ว่าผู้ร้องเป็นใคร")),
        },
        _("ข้อความนี้เท่านั้นที่หน่วยงานจะได้เห็น เมื่อเจ้าหน้าที่อีกคนหนึ่งอนุมัติแล้ว ไฟล์แนบต้องอนุมัติทีละไฟล์"),
        more=reasons_for_found,
        beside=original_marked,
    ),
    "approve_concealed_copy": DeskAct(
        concealing.approve,
        advice=_("ตรวจทุกคำก่อนอนุมัติ ถ้าต้องแก้ไข ให้จัดทำฉบับใหม่แล้วให้อีกคนหนึ่งอนุมัติ"),
        beside=copy_marked,
    ),
    "attach_file": DeskAct(
        guarding.attach,
        {
            "for_petitioner": lambda _asked: forms.BooleanField(label=_("ให้ผู้ร้องเห็น"), required=False),
            "for_agencies": lambda _asked: forms.BooleanField(label=_("ให้หน่วยงานเห็น"), required=False),
        },
        files=True,
    ),
    "release_file": DeskAct(
        guarding.release,
        {
            "attachment_id": lambda asked: forms.TypedChoiceField(
                label=_("เอกสาร"), choices=file_choices(asked.file), coerce=int
            ),
            "for_petitioner": seen_or_not(_("ผู้ร้อง")),
            "for_agencies": seen_or_not(_("หน่วยงาน"), help=_("ตรวจแล้วว่าไม่มีชื่อ ลายมือ หรือข้อมูลในไฟล์ที่บอกได้ว่าผู้ร้องเป็นใคร")),
        },
    ),
    "untraceable": DeskAct(answering.untraceable, {"words": words(_("ติดต่อด้วยวิธีใด เมื่อใดบ้าง"))}),
    "site_visit": DeskAct(
        visits.site_visit,
        {
            "place": lambda _asked: LineField(label=_("สถานที่"), max_length=300),
            "words": words(_("สิ่งที่พบและถ้อยคำที่บันทึก"), rows=8),
        },
    ),
}
