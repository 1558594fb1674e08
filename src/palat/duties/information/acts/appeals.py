"""Every act that an appeal's page offers, by its move; and what the form of one begins with."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palat.duties.information.acts.parts import day, grounds, line
from palat.duties.information.operations.appealing import (
    admission,
    branches,
    camera,
    panels,
    persons,
    publishing,
    rulings,
    sending,
    sittings,
)
from palat.duties.information.operations.appealing.rulings import Draft
from palat.duties.information.procedure.appeal_words import (
    CALLED_AS,
    CALLED_STATES,
    NOT_ADMITTED,
    OUTCOMES,
    OUTCOMES_OF,
    TOPICS,
    VOTES,
)
from palat.duties.information.procedure.words import ASKED_BY
from palat.duties.information.queries.appealing import choosing, desk
from palat.kernel.matters.desk.fields import OneAgency, one_of, words
from palat.kernel.matters.desk.rows import Asked, Beside, DeskAct, Fields
from palat.kernel.organisation.queries import agency_choices
from palat.kernel.pages.text import TextField, choices

SENT_BY = (
    ("post", _("ไปรษณีย์ (วันที่ในใบตอบรับ)")),
    ("hand", _("รับหนังสือด้วยตนเอง")),
    ("email", _("อีเมล")),
)


def branch(asked: Asked) -> forms.Field:
    """The branches of today, each with how many appeals lie open in it."""
    return forms.TypedChoiceField(
        label=_("สาขา"), choices=choosing.branch_choices(asked.today), coerce=int, widget=forms.RadioSelect
    )


def secretary(asked: Asked) -> forms.Field:
    """The secretaries, the one with the least open appeals proposed."""
    pairs = choosing.secretary_choices(asked.today)
    return forms.TypedChoiceField(
        label=_("เลขานุการเจ้าของสำนวน"),
        choices=[("", "—"), *pairs],
        coerce=int,
        empty_value=None,
        required=False,
        initial=pairs[0][0] if pairs else None,
        help_text=_("เรียงจากผู้ที่มีเรื่องค้างน้อยที่สุด"),
    )


def picked(label: Any, pairs: Any) -> Any:
    """A choice that stands empty until somebody makes it: a ground or a topic is never the first by accident."""
    return lambda _asked: forms.ChoiceField(label=label, choices=[("", "—"), *choices(pairs)])


def panel(asked: Asked) -> forms.Field:
    """The members who may sit, those with the least open appeals proposed."""
    return forms.TypedMultipleChoiceField(
        label=_("กรรมการในองค์คณะ"),
        choices=choosing.member_choices(asked.file.matter.pk, asked.today),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        initial=choosing.proposed_ids(asked.file.matter.pk, asked.today),
        help_text=_("เสนอผู้ที่มีเรื่องค้างน้อยที่สุด เปลี่ยนได้ กรรมการที่มาจากหน่วยงานที่เกี่ยวข้องหรือมีส่วนได้เสียไม่อยู่ในรายการ"),
    )


def chair(asked: Asked) -> forms.Field:
    """Who presides."""
    proposed = choosing.proposed_ids(asked.file.matter.pk, asked.today)
    return forms.TypedChoiceField(
        label=_("ประธานองค์คณะ"),
        choices=choosing.member_choices(asked.file.matter.pk, asked.today),
        coerce=int,
        initial=proposed[0] if proposed else None,
    )


def kept_in_camera(asked: Asked) -> forms.Field:
    """The documents in camera, all of them chosen."""
    pairs = choosing.camera_choices(asked.file.matter.pk)
    return forms.TypedMultipleChoiceField(
        label=_("เอกสารที่ส่งคืน"),
        choices=pairs,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        initial=[number for number, _name in pairs],
    )


def called(asked: Asked) -> forms.Field:
    """Who was called on the appeal."""
    pairs = choosing.called_choices(asked.file.matter.pk)
    return forms.TypedChoiceField(label=_("ผู้ที่เรียก"), choices=pairs, coerce=int, widget=forms.RadioSelect)


def through(asked: Asked) -> forms.Field:
    """The agency through which somebody is called, where it is not the one concerned."""
    return OneAgency(
        label=_("เรียกผ่านหน่วยงานอื่น"),
        choices=[("", "—"), *agency_choices(asked.today)],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("เว้นไว้เมื่อเป็นเจ้าหน้าที่ของหน่วยงานที่มีคำสั่ง"),
    )


def sitting(asked: Asked) -> forms.Field:
    """The sittings of the branch that are to come."""
    return forms.TypedChoiceField(
        label=_("การประชุม"),
        choices=choosing.sitting_choices(asked.file.matter.pk),
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("หากยังไม่มีวันประชุมของสาขา ให้เพิ่มที่ปฏิทินประชุมก่อน"),
    )


def outcome(asked: Asked) -> forms.Field:
    """What may be ruled on this kind of appeal."""
    may = OUTCOMES_OF[asked.file.matter.kind]
    return forms.ChoiceField(
        label=_("ผลคำวินิจฉัย"),
        choices=[pair for pair in choices(OUTCOMES) if pair[0] in may],
        widget=forms.RadioSelect,
    )


def at_issue(asked: Asked) -> forms.Field:
    """The grounds that the order relied on, whatever is ruled."""
    field = grounds(asked)
    field.help_text = _("เหตุที่คำสั่งอ้าง หรือที่คำวินิจฉัยกล่าวถึง ใช้ค้นคำวินิจฉัย เลือกได้หลายเหตุ")
    return field


def ballot(asked: Asked, _typed: Mapping[str, Any]) -> Fields:
    """For each member of the panel: the vote, and the dissent where there is one."""
    may = (*OUTCOMES_OF[asked.file.matter.kind], "abstain")
    pairs = [("", _("ไม่มาประชุม")), *(pair for pair in choices(VOTES) if pair[0] in may)]

    def vote(name: str) -> Any:
        return lambda _asked: forms.ChoiceField(label=name, choices=pairs, required=False)

    def dissent(name: str) -> Any:
        return lambda _asked: TextField(label=_("ความเห็นแย้งของ %(name)s") % {"name": name}, required=False, rows=2)

    fields: dict[str, Any] = {}
    for number, name in choosing.panel_names(asked.file.matter.pk):
        fields[f"vote_{number}"] = vote(name)
        fields[f"dissent_{number}"] = dissent(name)
    return fields


def _record_votes(*, matter_id: int, by: Any, at: Any, seen: int, **typed: Any) -> Any:
    votes = {int(name[5:]): value for name, value in typed.items() if name.startswith("vote_")}
    dissents = {int(name[8:]): value for name, value in typed.items() if name.startswith("dissent_")}
    return rulings.record_votes(matter_id=matter_id, by=by, at=at, seen=seen, votes=votes, dissents=dissents)


def _draft_ruling(*, grounds: list[str], **rest: Any) -> Any:
    said = {name: rest.pop(name) for name in ("outcome", "issue", "facts", "reasons", "order")}
    return rulings.draft_ruling(**rest, draft=Draft(**said, grounds=tuple(grounds)))


def admission_facts(asked: Asked) -> Beside:
    """What admission depends on: when it was filed, when it counts as received, the last day, whether it is late."""
    return Beside("information/desk/_admission.html", {"days": desk.days_of(asked.file.matter.pk)})


def draft_beside(asked: Asked) -> Beside:
    """Rulings on the same grounds or of the same topic."""
    return Beside("information/desk/_precedents.html", {"precedents": choosing.precedents_of(asked.file.matter.pk)})


def votes_beside(asked: Asked) -> Beside:
    """The draft that is voted upon."""
    return Beside("information/desk/_draft.html", {"draft": desk.draft_of(asked.file.matter.pk)})


def public_beside(asked: Asked) -> Beside:
    """The public text as it would be read, and what in it looks like somebody's data."""
    return Beside("information/desk/_public.html", {"public": desk.public_draft_of(asked.file.matter.pk)})


ADMISSION_ACTS: dict[str, DeskAct] = {
    "set_told_on": DeskAct(
        admission.set_told_on,
        {
            "told_on": day(_("วันที่ผู้อุทธรณ์ได้รับแจ้งคำสั่ง")),
            "words": line(_("หลักฐาน"), help=_("เช่น ใบตอบรับไปรษณีย์ สำเนาหนังสือแจ้ง")),
        },
        _("กำหนดอุทธรณ์นับจากวันนี้ใหม่"),
    ),
    "admit": DeskAct(
        admission.admit,
        {"words": words(_("เหตุผล"), required=False, help=_("ต้องระบุเมื่อยื่นพ้นกำหนด หรือไม่ทราบวันที่ได้รับแจ้ง"))},
        beside=admission_facts,
    ),
    "not_admit": DeskAct(
        admission.not_admit,
        {"reason": picked(_("เหตุ"), NOT_ADMITTED), "words": words(_("เหตุผลที่แจ้งผู้อุทธรณ์"))},
        _("ร่างหนังสือแจ้งจะรอลงนาม"),
        beside=admission_facts,
    ),
    "assign_branch": DeskAct(
        branches.assign_branch,
        {"branch_id": branch, "topic": picked(_("หัวข้อ"), TOPICS), "officer_id": secretary},
        _("กรรมการสาขาที่มาจากหน่วยงานที่เกี่ยวข้องจะถูกกันออกจากเรื่องทันที"),
        first=lambda file, _track: desk.branch_values(file.matter.pk),
    ),
    "add_words": DeskAct(admission.add_words, {"text": words(_("สิ่งที่ผู้อุทธรณ์ชี้แจง"))}, files=True),
    "withdraw_appeal": DeskAct(
        admission.withdraw_appeal,
        {
            "way": one_of(_("ผู้อุทธรณ์ถอนทาง"), ASKED_BY),
            "asked_on": day(_("วันที่ขอถอน")),
            "words": words(_("ถ้อยคำของผู้อุทธรณ์ตามจริง")),
        },
    ),
    "write_to_appellant": DeskAct(admission.write_to_appellant, {"words": words(_("ข้อความถึงผู้อุทธรณ์"))}),
}
PANEL_ACTS: dict[str, DeskAct] = {
    "set_panel": DeskAct(panels.set_panel, {"member_ids": panel, "chair_id": chair}),
    "declare_conflict": DeskAct(
        panels.declare_conflict,
        {"words": words(_("ส่วนได้เสียที่มี"), rows=3)},
        _("คุณจะไม่เห็นเรื่องนี้อีกทันที และจะมีผู้อื่นนั่งพิจารณาแทน"),
    ),
    "call_file": DeskAct(
        camera.call_file,
        {"words": words(_("สำนวนและข้อมูลข่าวสารที่เรียก"), help=_("บรรทัดละหนึ่งรายการ"))},
        _("ร่างหนังสือถึงหน่วยงานจะรอลงนาม กำหนดส่งสำนวนเริ่มนับจากวันนี้"),
    ),
    "receive_file": DeskAct(
        camera.receive_file,
        {"words": line(_("เป็นเอกสารใด"), help=_("ตามบัญชีเอกสารที่หน่วยงานส่งมา"))},
        _("เก็บในที่เก็บลับเฉพาะองค์คณะและฝ่ายเลขานุการ ไม่เป็นเอกสารของเรื่อง การเปิดอ่านทุกครั้งถูกบันทึก"),
        files=True,
    ),
    "return_file": DeskAct(
        camera.return_file,
        {"file_ids": kept_in_camera, "words": words(_("วิธีและหลักฐานการส่งคืน"), rows=2)},
        _("เมื่อบันทึกแล้วไม่มีผู้ใดเปิดอ่านได้อีก"),
    ),
    "set_sitting": DeskAct(sittings.set_sitting, {"sitting_id": sitting}),
    "call_person": DeskAct(
        persons.call_person,
        {
            "capacity": picked(_("เรียกในฐานะ"), CALLED_AS),
            "who": line(_("ตำแหน่งของผู้ที่เรียก"), required=False, help=_("ไม่ใช่ชื่อ ผู้อุทธรณ์และผู้มีประโยชน์ได้เสียไม่ต้องระบุ")),
            "agency_id": through,
            "words": words(_("ให้ถ้อยคำเรื่องใด หรือนำสิ่งใดมา"), rows=3, help=_("บรรทัดละหนึ่งรายการ")),
        },
        _("หนังสือเรียกจะรอลงนาม วัน เวลา และสถานที่ตามนัดประชุมของเรื่องนี้ เจ้าหน้าที่ของสำนักงานเองเรียกโดยไม่มีหนังสือ"),
    ),
    "record_statement": DeskAct(
        persons.record_statement,
        {
            "called_id": called,
            "state": picked(_("ผล"), CALLED_STATES[1:]),
            "words": words(_("ถ้อยคำ หรือเหตุที่ไม่มา"), rows=8, help=_("อ่านได้เฉพาะสาขาและฝ่ายเลขานุการ คู่กรณีและผู้อื่นไม่เห็น")),
        },
        _("บันทึกใหม่แทนบันทึกเดิมของผู้เดียวกัน"),
    ),
    "put_off": DeskAct(sittings.put_off, {"words": words(_("เหตุที่เลื่อน"), rows=2)}),
    "extend": DeskAct(
        rulings.extend,
        {"words": words(_("เหตุที่ต้องขยายเวลา"))},
        _("ขยายได้รวมไม่เกินที่กฎหมายกำหนด ผู้อุทธรณ์จะอ่านเหตุผลนี้"),
    ),
}
RULING_ACTS: dict[str, DeskAct] = {
    "draft_ruling": DeskAct(
        _draft_ruling,
        {
            "outcome": outcome,
            "grounds": at_issue,
            "issue": words(_("ประเด็นที่ต้องวินิจฉัย"), rows=2),
            "facts": words(_("ข้อเท็จจริง"), rows=6, help=_("คู่กรณีอ่านข้อความนี้ อย่าเขียนเนื้อหาที่เห็นในสำนวนลับ")),
            "reasons": words(_("เหตุผล"), rows=6),
            "order": words(_("คำวินิจฉัย"), rows=3),
        },
        _("เห็นเฉพาะองค์คณะและฝ่ายเลขานุการจนกว่าจะมีคำวินิจฉัย"),
        beside=draft_beside,
        first=lambda file, _track: desk.draft_values(file.matter.pk),
    ),
    "record_votes": DeskAct(
        _record_votes,
        advice=_("คะแนนเท่ากันให้เสียงของประธานชี้ขาด มติต้องตรงกับร่าง ความเห็นแย้งพิมพ์ไว้ในคำวินิจฉัย"),
        more=ballot,
        beside=votes_beside,
    ),
    "return_votes": DeskAct(rulings.return_votes, {"words": words(_("สิ่งที่ต้องแก้ไข"))}),
    "confirm_ruling": DeskAct(
        rulings.confirm_ruling,
        advice=_("ออกเลขคำวินิจฉัยทันที หนังสือแจ้งผู้อุทธรณ์ หน่วยงาน และผู้มีประโยชน์ได้เสียจะรอลงนาม"),
        beside=votes_beside,
    ),
    "send_ruling": DeskAct(
        sending.send_ruling,
        {"sent_on": day(_("วันที่แจ้ง")), "way": one_of(_("แจ้งทาง"), SENT_BY)},
        _("หากเป็นคำขอต่อสำนักงาน คำวินิจฉัยมีผลต่อคำขอทันที"),
    ),
    "record_compliance": DeskAct(
        sending.record_compliance,
        {"reported_on": day(_("วันที่หน่วยงานรายงาน")), "words": words(_("สิ่งที่หน่วยงานรายงาน"))},
    ),
    "accept_compliance": DeskAct(
        sending.accept_compliance, {"words": words(_("ความเห็น"), required=False, rows=2)}, _("คำอุทธรณ์จะยุติ")
    ),
    "return_compliance": DeskAct(
        sending.return_compliance, {"words": words(_("สิ่งที่ยังไม่ได้ปฏิบัติ"))}, _("กำหนดรายงานเริ่มนับใหม่จากวันนี้")
    ),
    "prepare_public": DeskAct(
        publishing.prepare_public,
        {
            "title": line(_("ชื่อเรื่อง")),
            "text": words(_("คำวินิจฉัยฉบับเผยแพร่"), rows=14, help=_("ไม่มีชื่อ เลข ที่อยู่ หรือสิ่งที่ทำให้รู้ว่าเป็นผู้ใด")),
        },
        _("ผู้อื่นเป็นผู้ตรวจและเผยแพร่"),
        first=lambda file, _track: desk.public_values(file.matter.pk),
    ),
    "publish_ruling": DeskAct(
        publishing.publish_ruling,
        {
            "words": words(_("หากสิ่งที่ระบบพบไม่ใช่ข้อมูลส่วนบุคคล ระบุเหตุผล"), required=False, rows=2),
            "read_through": lambda _asked: forms.BooleanField(
                label=_("อ่านฉบับเผยแพร่ทั้งฉบับแล้ว ไม่มีสิ่งที่ทำให้รู้ว่าเป็นผู้ใด"), required=True
            ),
        },
        beside=public_beside,
    ),
    "take_down_ruling": DeskAct(publishing.take_down_ruling, {"words": words(_("เหตุผล"), rows=2)}),
}
APPEAL_ACTS: dict[str, DeskAct] = {**ADMISSION_ACTS, **PANEL_ACTS, **RULING_ACTS}
