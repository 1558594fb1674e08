"""Each act of the desk: the words it asks for, and the operation it makes.

A row ties a move of the procedure to one operation and its fields. The act page is drawn from
this table, so an act without a row has no page, and a test says so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from palat.duties.petitions.forms import LineField, TextField, category_choices, choices
from palat.duties.petitions.operations import (
    answering,
    by_letter,
    citizens,
    guarding,
    opinions,
    outgoing_orders,
    referrals,
    reviews,
    samples,
    screening,
    visits,
)
from palat.duties.petitions.procedure.words import CLOSINGS, KINDS, SEND_BACK_REASONS
from palat.duties.petitions.queries.catalogue import grounds_on
from palat.duties.petitions.queries.routing import advice_for
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations import bars, holding, links, orders
from palat.kernel.matters.procedure import BAR_REASONS, LINKS, SECRECIES, URGENCIES
from palat.kernel.matters.queries.file import MatterFile
from palat.kernel.matters.queries.visibility import bar_choices
from palat.kernel.organisation.queries import agency_choices, all_officials, cleared_for, officer_choices, was_agency

Fields = Mapping[str, Callable[["Asked"], forms.Field]]


@dataclass(frozen=True)
class Asked:
    """What the fields of an act may depend on: the file, the day, the petition."""

    file: MatterFile
    today: date
    initial: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class DeskAct:
    """One act of the desk: its operation, its fields, and a line of advice."""

    run: Callable[..., Any]
    fields: Fields = field(default_factory=dict)
    advice: Any = ""
    on_track: bool = False
    many: bool = False  # the operation takes many matters
    files: bool = False  # uploads come with it

    def form(self, asked: Asked, data: Any = None, *, prefix: str | None = None) -> forms.Form:
        """Return the form of the act, filled with what was typed."""
        form = forms.Form(data, initial=dict(asked.initial), prefix=prefix)
        for name, make in self.fields.items():
            form.fields[name] = make(asked)
        return form

    def make(
        self, *, file: MatterFile, track_id: int, by: Actor, at: datetime, seen: int, data: Mapping[str, Any]
    ) -> None:
        """Make the act with clean values."""
        if self.many:
            self.run(matter_ids=[file.matter.pk], by=by, at=at, **data)
        elif self.on_track:
            self.run(matter_id=file.matter.pk, track_id=track_id, by=by, at=at, seen=seen, **data)
        else:
            self.run(matter_id=file.matter.pk, by=by, at=at, seen=seen, **data)


def words(label: Any, *, required: bool = True, rows: int = 4, help: Any = "") -> Callable[[Asked], forms.Field]:
    """A field of text."""
    return lambda _asked: TextField(label=label, required=required, rows=rows, help_text=help)


def one_of(label: Any, pairs: Any) -> Callable[[Asked], forms.Field]:
    """A field of one choice among labelled codes."""
    return lambda _asked: forms.ChoiceField(label=label, choices=choices(pairs))


class OneAgency(forms.TypedChoiceField):
    """An agency of today; one abolished since the page was opened is left to the act, which knows its successor."""

    def valid_value(self, value: str) -> bool:
        return super().valid_value(value) or was_agency(value)


class SomeAgencies(forms.TypedMultipleChoiceField):
    """Agencies of today, and those abolished since the page was opened, as in `OneAgency`."""

    def valid_value(self, value: str) -> bool:
        return super().valid_value(value) or was_agency(value)


def agency(asked: Asked) -> forms.Field:
    """One agency that exists today."""
    return OneAgency(label=_("หน่วยงาน"), choices=[("", "—"), *agency_choices(asked.today)], coerce=int)


def agencies(asked: Asked) -> forms.Field:
    """One or several agencies; what the rules say of this petition stands beside the choice."""
    english = get_language() == "en"
    advice = advice_for(asked.file.matter.pk, asked.file.matter.kind, on=asked.today)
    told = [one.words_en if english else one.words_th for one in advice]
    return SomeAgencies(
        label=_("หน่วยงาน"),
        choices=agency_choices(asked.today),
        coerce=int,
        initial=[one.agency_id for one in advice if one.agency_id],
        help_text=" · ".join([*told, gettext("เลือกได้หลายหน่วยงาน")]),
    )


def accused_agency(asked: Asked) -> forms.Field:
    """The agency that the accused belongs to, where it is known."""
    return forms.TypedChoiceField(
        label=_("หน่วยงานของผู้ถูกร้องเรียน"),
        choices=[("", "—"), *agency_choices(asked.today)],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("หน่วยงานนี้จะไม่เห็นเรื่อง และส่งเรื่องให้ไม่ได้"),
    )


def officer(asked: Asked, *, required: bool = True) -> forms.Field:
    """An officer of the Office."""
    return forms.TypedChoiceField(
        label=_("เจ้าของเรื่อง"),
        choices=[("", "—"), *officer_choices("case_officer", asked.today)],
        coerce=int,
        empty_value=None,
        required=required,
    )


def official_field(asked: Asked) -> forms.Field:
    """An official of the Office, of whatever role, or nobody."""
    return forms.TypedChoiceField(
        label=_("เจ้าหน้าที่"),
        choices=[("", "—"), *all_officials(asked.today)],
        coerce=int,
        empty_value=None,
        required=False,
    )


def optional_agency(asked: Asked) -> forms.Field:
    """One agency, or none."""
    return forms.TypedChoiceField(
        label=_("หน่วยงาน"),
        choices=[("", "—"), *agency_choices(asked.today)],
        coerce=int,
        empty_value=None,
        required=False,
    )


def secrecy_choices(today: date) -> list[tuple[int, str]]:
    """The classes of secrecy, each with how many officials may then see the matter."""
    may_see = cleared_for(today)
    return [
        (code, gettext("%(class)s (เจ้าหน้าที่ที่มีสิทธิเห็น %(count)d คน)") % {"class": _(label), "count": may_see[code]})
        for code, label in SECRECIES
    ]


def link_choices(file: MatterFile) -> list[tuple[int, str]]:
    """The links of a matter, by kind and the other matter."""
    return [
        (one.pk, f"{_(dict(LINKS)[one.kind])} {(one.target if one.source_id == file.matter.pk else one.source).code}")
        for one in file.links
        if one.kind != "merged_into"
    ]


def ground(asked: Asked) -> forms.Field:
    """A ground in force today."""
    pairs = [(one.code, one.words_th) for one in grounds_on(asked.today)]
    return forms.ChoiceField(label=_("เหตุที่ไม่รับเรื่อง"), choices=pairs, widget=forms.RadioSelect)


def category(asked: Asked) -> forms.Field:
    """A category in use today."""
    return forms.ChoiceField(label=_("ประเภทเรื่อง"), choices=category_choices(asked.today), required=False)


BY_LETTER: Callable[[Asked], forms.Field] = lambda asked: forms.BooleanField(  # noqa: E731 - a row of the table
    label=_("ส่งเป็นหนังสือลงนาม"), required=False, initial=asked.file.matter.kind == "accusation"
)

# Acts that have a page of their own, by its address; facts are set side by side for petitions only.
FACTS = frozenset({"compile", "amend_facts"})
ELSEWHERE = {
    "compile": "petition_facts",
    "amend_facts": "petition_facts",
    "submit": "petition_opinion",
    **dict.fromkeys(
        ("decide", "endorse", "return_draft", "present", "record_decision", "confirm_decision"), "petition_decision"
    ),
}

ACTS: dict[str, DeskAct] = {
    "accept": DeskAct(
        screening.accept,
        {"officer_id": lambda asked: officer(asked, required=False)},
        _("รับไว้พิจารณา และจ่ายเรื่องให้เจ้าของเรื่อง"),
    ),
    "assign": DeskAct(holding.assign, {"officer_id": officer, "reason": words(_("เหตุผล"), required=False)}, many=True),
    "ask_petitioner": DeskAct(
        screening.ask_petitioner, {"question": words(_("คำถามถึงผู้ร้อง"))}, _("กำหนดเวลาของสำนักงานหยุดนับจนกว่าผู้ร้องจะตอบ")
    ),
    "add_facts": DeskAct(citizens.add_facts, {"text": words(_("ข้อเท็จจริงที่ผู้ร้องแจ้งเพิ่ม"))}),
    "propose_refusal": DeskAct(
        screening.propose_refusal,
        {"ground": ground, "words": words(_("เหตุผลที่จะแจ้งผู้ร้อง"))},
        _("ต้องมีผู้บังคับบัญชาอีกคนหนึ่งอนุมัติ"),
    ),
    "approve_refusal": DeskAct(screening.approve_refusal, advice=_("ผู้ร้องจะได้รับเหตุผลและช่องทางอื่น")),
    "decline_refusal": DeskAct(screening.decline_refusal, {"words": words(_("เหตุผล"), required=False)}),
    "note": DeskAct(screening.note, {"words": words(_("บันทึก"), required=False)}),
    "answer_at_once": DeskAct(screening.answer_at_once, {"words": words(_("สิ่งที่ชี้แจงผู้ร้อง"))}),
    "write_note": DeskAct(screening.write_note, {"words": words(_("บันทึกภายใน"))}, _("ผู้ร้องและหน่วยงานไม่เห็นบันทึกนี้")),
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
            )
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
    "approve_concealed_copy": DeskAct(
        screening.approve_concealed_copy,
        {
            "subject": lambda _asked: LineField(
                label=_("ชื่อเรื่องที่ออกนอกสำนักงานได้"),
                max_length=300,
                help_text=_("ชื่อเรื่องนี้ปรากฏในหนังสือ ในกล่องของหน่วยงาน และในแฟ้มเสนอ"),
            ),
            "text": words(_("ฉบับปกปิด"), rows=10, help=_("ลบชื่อ ที่อยู่ เบอร์โทร และสิ่งที่บอกได้ว่าผู้ร้องเป็นใคร")),
        },
        _("ข้อความนี้เท่านั้นที่หน่วยงานจะได้เห็น ไฟล์แนบต้องอนุมัติทีละไฟล์"),
    ),
    "refer": DeskAct(
        by_letter.refer,
        {"agency_ids": agencies, "words": words(_("ข้อความถึงหน่วยงาน"), required=False), "by_letter": BY_LETTER},
        _("ส่งผ่านระบบตามคำสั่งมอบอำนาจ เว้นแต่เรื่องกล่าวโทษและหน่วยงานที่ไม่มีช่องทางในระบบ ซึ่งเรื่องจะส่งเมื่อลงนามหนังสือแล้ว"),
    ),
    "agency_accept": DeskAct(referrals.agency_accept, on_track=True),
    "agency_return": DeskAct(
        referrals.agency_return,
        {
            "words": words(_("เหตุที่ไม่อยู่ในหน้าที่และอำนาจ")),
            "suggests": lambda _asked: LineField(label=_("หน่วยงานที่น่าจะรับผิดชอบ"), max_length=200, required=False),
        },
        on_track=True,
    ),
    "agency_ask": DeskAct(referrals.agency_ask, {"words": words(_("ข้อมูลที่ต้องการ"))}, on_track=True),
    "agency_progress": DeskAct(referrals.agency_progress, {"words": words(_("ความคืบหน้า"))}, on_track=True),
    "agency_report": DeskAct(
        lambda *, words, result, **rest: referrals.agency_report(**rest, report=referrals.Report(words, result)),
        {"words": words(_("ผลการดำเนินการ"), rows=8), "result": one_of(_("สรุปผล"), CLOSINGS)},
        on_track=True,
    ),
    "reply_agency": DeskAct(referrals.reply_agency, {"words": words(_("คำตอบถึงหน่วยงาน"))}, on_track=True),
    "accept_report": DeskAct(referrals.accept_report, on_track=True),
    "send_back": DeskAct(
        referrals.send_back,
        {"reason": one_of(_("เหตุที่ส่งกลับ"), SEND_BACK_REASONS), "words": words(_("รายละเอียด"), required=False)},
        on_track=True,
    ),
    "reroute": DeskAct(by_letter.reroute, {"agency_id": agency, "by_letter": BY_LETTER}, on_track=True),
    "insist": DeskAct(referrals.insist, {"words": words(_("เหตุผล"))}, on_track=True),
    "recall": DeskAct(referrals.recall, {"words": words(_("เหตุที่เรียกเรื่องคืน"))}, on_track=True),
    "chase": DeskAct(
        lambda *, matter_id, track_id, by, at, seen: referrals.chase(tracks=[(matter_id, track_id)], at=at, by=by),
        on_track=True,
    ),
    "bar": DeskAct(
        bars.bar,
        {
            "reason": one_of(_("เหตุ"), BAR_REASONS),
            "official_id": official_field,
            "agency_id": optional_agency,
        },
        _("ผู้ที่ถูกกันจะไม่เห็นและไม่ได้รับเรื่องนี้อีก เรื่องออกจากคิวของผู้นั้นทันที"),
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
        guarding.change_secrecy,
        {
            "secrecy": lambda asked: forms.TypedChoiceField(
                label=_("ชั้นความลับ"), choices=secrecy_choices(asked.today), coerce=int, widget=forms.RadioSelect
            ),
            "words": words(_("เหตุผลที่กำหนดชั้น")),
        },
        _("มีผลทันที ผู้ที่ไม่มีสิทธิถึงชั้นนี้จะไม่เห็นเรื่อง ไม่ว่าในรายการ การค้น หรือจำนวน"),
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
                label=_("เอกสาร"), choices=[(one.pk, one.name) for one in asked.file.attachments], coerce=int
            ),
            "for_petitioner": lambda _asked: forms.BooleanField(label=_("ให้ผู้ร้องเห็น"), required=False),
            "for_agencies": lambda _asked: forms.BooleanField(
                label=_("ให้หน่วยงานเห็น"),
                required=False,
                help_text=_("ตรวจแล้วว่าไม่มีชื่อ ลายมือ หรือข้อมูลในไฟล์ที่บอกได้ว่าผู้ร้องเป็นใคร"),
            ),
        },
    ),
    "add_link": DeskAct(
        guarding.link_to_code,
        {
            "code": lambda _asked: LineField(label=_("รหัสหรือเลขทะเบียนของอีกเรื่อง"), max_length=40),
            "kind": one_of(_("ความสัมพันธ์"), [pair for pair in LINKS if pair[0] != "merged_into"]),
        },
    ),
    "end_link": DeskAct(
        guarding.end_link,
        {
            "link_id": lambda asked: forms.TypedChoiceField(
                label=_("การเชื่อมโยง"), choices=link_choices(asked.file), coerce=int
            ),
            "words": words(_("เหตุผล"), required=False, rows=2),
        },
    ),
    "order_acknowledge": DeskAct(orders.acknowledge, on_track=True),
    "order_report": DeskAct(orders.report, {"words": words(_("ผลการปฏิบัติ"))}, on_track=True),
    "order_verify": DeskAct(orders.verify, on_track=True),
    "order_send_back": DeskAct(orders.send_back, {"words": words(_("สิ่งที่ยังไม่ครบ"))}, on_track=True),
    "order_chase": DeskAct(
        lambda *, matter_id, track_id, by, at, seen: outgoing_orders.chase_one(matter_id, track_id, at=at, by=by),
        on_track=True,
    ),
    "order_lift": DeskAct(orders.lift, {"words": words(_("เหตุผล"))}, on_track=True),
    "compile": DeskAct(
        opinions.compile_facts,
        {
            "findings": words(_("ข้อเท็จจริงที่เจ้าหน้าที่ตรวจพบ"), required=False, rows=6),
            "law": words(_("กฎหมายและระเบียบที่เกี่ยวข้อง"), required=False, rows=4),
        },
    ),
    "conclude": DeskAct(
        answering.conclude, {"closing": one_of(_("ผลการดำเนินการ"), CLOSINGS), "words": words(_("สรุป"), required=False)}
    ),
    "write_answer": DeskAct(
        lambda *, found, happens, can_do, reasons, **rest: answering.write_answer(
            **rest, answer=answering.Answer(found, happens, can_do, reasons)
        ),
        {
            "found": words(_("พบอะไร"), rows=2),
            "happens": words(_("จะเกิดอะไรต่อ"), rows=2),
            "can_do": words(_("ผู้ร้องทำอะไรได้ ภายในเมื่อใด"), rows=2),
            "reasons": words(_("เหตุผล"), rows=5),
        },
    ),
    "notify": DeskAct(answering.notify, advice=_("ผู้ร้องจะเห็นคำตอบทันที และได้รับแจ้งตามทางที่เลือกไว้")),
    "close": DeskAct(answering.close, many=True),
    "accept_review": DeskAct(reviews.accept_review),
    "ask_review": DeskAct(samples.ask_review, {"words": words(_("สิ่งที่ต้องทบทวน"))}),
    "decline_review": DeskAct(reviews.decline_review, {"words": words(_("เหตุผลที่ยืนยันผลเดิม"))}),
    "suspend": DeskAct(screening.suspend, {"words": words(_("เหตุที่ระงับ"))}),
    "merge": DeskAct(
        links.merge_into_code,
        {
            "code": lambda _asked: LineField(label=_("รหัสหรือเลขทะเบียนของเรื่องหลัก"), max_length=40),
            "reason": words(_("เหตุที่เป็นเรื่องเดียวกัน"), required=False, rows=2),
        },
        _("ผู้ร้องทุกคนจะได้รับคำตอบเดียวกัน แยกเรื่องออกภายหลังได้"),
    ),
    "unmerge": DeskAct(links.unmerge, {"reason": words(_("เหตุที่แยก"), required=False)}, many=True),
    "untraceable": DeskAct(answering.untraceable, {"words": words(_("ติดต่อด้วยวิธีใด เมื่อใดบ้าง"))}),
    "take_up": DeskAct(screening.take_up, {"words": words(_("เหตุผล"), required=False)}),
    "close_suspended": DeskAct(screening.close_suspended),
    "withdraw": DeskAct(citizens.withdraw, {"reason": words(_("เหตุผลของผู้ร้อง"))}),
    "object": DeskAct(citizens.object_to_result, {"new_facts": words(_("ข้อเท็จจริงใหม่"))}),
    "object_in_case": DeskAct(citizens.object_to_result, {"new_facts": words(_("ข้อเท็จจริงใหม่"))}),
    "site_visit": DeskAct(
        visits.site_visit,
        {
            "place": lambda _asked: LineField(label=_("สถานที่"), max_length=300),
            "words": words(_("สิ่งที่พบและถ้อยคำที่บันทึก"), rows=8),
        },
    ),
}
