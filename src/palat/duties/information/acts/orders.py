"""Acts by which a request ends: the order, fees, handing over, elsewhere, excessive."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palat.duties.information.acts.parts import day, line, some_parts
from palat.duties.information.operations import elsewhere, excessive, fees, identity, ordering, releasing
from palat.duties.information.procedure.words import DELIVERIES
from palat.duties.information.queries.catalogue import fees_on
from palat.duties.information.queries.excessive import repeated_with
from palat.duties.information.queries.gate import releasable
from palat.duties.information.queries.parts import baht
from palat.kernel.matters.desk.fields import agency, one_of, words
from palat.kernel.matters.desk.rows import Asked, DeskAct, Fields
from palat.kernel.pages.language import name_of

TOLD_BY = (
    ("page", _("อ่านที่หน้าติดตามเรื่อง")),
    ("hand", _("รับหนังสือด้วยตนเอง")),
    ("post", _("ไปรษณีย์ (วันที่ในใบตอบรับ)")),
    ("email", _("อีเมล")),
)


def deliverable(asked: Asked) -> forms.Field:
    """The parts of which something may leave now: the operation asks again."""
    field: Any = some_parts(asked)
    free = {one.pk for one in releasable(asked.file.matter.pk)}
    field.choices = [pair for pair in field.choices if pair[0] in free]
    field.initial = sorted(free)
    field.help_text = _("เฉพาะรายการที่เปิดเผยและไม่มีข้อห้าม")
    return field  # type: ignore[no-any-return]


def papers(asked: Asked, _typed: Mapping[str, Any]) -> Fields:
    """A number of pages for each paper in the table of fees."""

    def field(fee: Any) -> Any:
        return lambda _asked: forms.IntegerField(
            label=f"{name_of(fee)} ({baht(fee.satang)})", min_value=0, max_value=fees.MOST_PAGES, required=False
        )

    return {f"fee_{fee.pk}": field(fee) for fee in fees_on(asked.today)}


def _set_fees(*, matter_id: int, by: Any, at: Any, seen: int, **typed: Any) -> Any:
    pages = {int(name.removeprefix("fee_")): number or 0 for name, number in typed.items()}
    return fees.set_fees(matter_id=matter_id, by=by, at=at, seen=seen, pages=pages)


def all_same(asked: Asked) -> forms.Field:
    """Whether all requests of that day that are the same go together, with their number."""
    found = repeated_with(asked.file.matter)
    return forms.BooleanField(
        label=_("รวมคำขอเดียวกันหรือของผู้ขอคนเดียวกันในวันนั้นทั้งหมด"),
        required=False,
        help_text=_("มี %(number)d คำขอ") % {"number": found.number},
    )


ORDER_ACTS: dict[str, DeskAct] = {
    "serve_at_once": DeskAct(
        ordering.serve_at_once,
        {"words": words(_("เปิดเผยอยู่แล้วที่ใด หรือเหตุที่ให้ได้ทันที"), rows=2)},
        _("ใช้เมื่อทุกรายการเปิดเผยได้ทั้งหมด"),
    ),
    "propose_order": DeskAct(ordering.propose_order, {"words": words(_("ความเห็นประกอบ"), required=False)}),
    "return_order": DeskAct(ordering.return_order, {"words": words(_("สิ่งที่ต้องแก้ไข"))}),
    "sign_order": DeskAct(ordering.sign_order, advice=_("หนังสือแจ้งคำสั่งจะรอลงนาม หากผู้ขอให้ชื่อไว้")),
    "notify_order": DeskAct(
        ordering.notify_order,
        {"told_on": day(_("วันที่ผู้ขอได้รับแจ้ง")), "way": one_of(_("แจ้งทาง"), TOLD_BY)},
        _("ผู้ขอจะเห็นคำสั่งที่หน้าติดตามเรื่อง กำหนดอุทธรณ์นับจากวันนี้"),
    ),
    "set_fees": DeskAct(_set_fees, advice=_("จำนวนแผ่นของแต่ละขนาด ตามอัตราที่ใช้วันนี้ (บาทต่อแผ่น)"), more=papers),
    "waive_fees": DeskAct(fees.waive_fees, {"words": words(_("เหตุที่ยกเว้น"), rows=2, help=_("เช่น ผู้ขอมีรายได้น้อย"))}),
    "record_payment": DeskAct(fees.record_payment, {"receipt": line(_("เลขที่ใบเสร็จรับเงิน"), longest=40)}),
    "show_identity": DeskAct(
        identity.show_identity,
        {"words": line(_("เอกสารที่แสดง"), longest=200, help=_("ชนิดของเอกสารเท่านั้น ไม่ต้องใส่เลขที่"))},
    ),
    "deliver": DeskAct(
        releasing.deliver,
        {
            "way": one_of(_("วิธีส่งมอบ"), DELIVERIES),
            "part_ids": deliverable,
            "words": words(_("บันทึก"), required=False, rows=2),
        },
        _("ไฟล์ที่ส่งมอบทางหน้าติดตามเรื่อง ผู้ขอเปิดได้ทันที"),
    ),
    "close": DeskAct(ordering.close),
    "close_undelivered": DeskAct(ordering.close_undelivered),
    "close_waiting": DeskAct(ordering.close_waiting, {"words": words(_("ติดต่อผู้ขอทางใด เมื่อใดบ้าง"))}),
    "reopen": DeskAct(ordering.reopen, {"words": words(_("คำวินิจฉัยที่ให้พิจารณาใหม่"))}),
    "transfer": DeskAct(
        elsewhere.transfer,
        {"agency_id": agency, "words": words(_("เหตุที่ส่งคำขอ"), help=_("เช่น หน่วยงานผู้จัดทำกำหนดชั้นความลับไว้"))},
        _("ร่างหนังสือส่งคำขอจะรอลงนาม ผู้ขอจะทราบว่าส่งไปที่ใด"),
    ),
    "advise": DeskAct(elsewhere.advise, {"agency_id": agency, "words": words(_("คำแนะนำแก่ผู้ขอ"))}),
    "propose_excessive": DeskAct(
        excessive.propose_excessive,
        {"words": words(_("เหตุที่เห็นว่าเกินสมควร")), "all_same": all_same},
        _("จำนวนที่นับได้เป็นเพียงข้อเสนอ ผู้มีอำนาจอีกคนหนึ่งเป็นผู้สั่ง"),
    ),
    "refuse_excessive": DeskAct(excessive.refuse_excessive, {"words": words(_("เหตุผลที่แจ้งผู้ขอ")), "all_same": all_same}),
    "decline_excessive": DeskAct(excessive.decline_excessive, {"words": words(_("เหตุผล")), "all_same": all_same}),
}
