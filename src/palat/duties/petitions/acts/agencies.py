"""Acts on what was sent to agencies: referrals and items of orders, the Office's side and theirs."""

from django.utils.translation import gettext_lazy as _

from palat.duties.petitions.acts.fields import BY_LETTER, agencies
from palat.duties.petitions.operations import (
    by_letter,
    outgoing_orders,
    referrals,
)
from palat.duties.petitions.procedure.words import CLOSINGS, SEND_BACK_REASONS
from palat.kernel.matters.desk.fields import agency, one_of, words
from palat.kernel.matters.desk.rows import DeskAct
from palat.kernel.matters.operations import orders
from palat.kernel.pages.text import LineField

AGENCY_ACTS: dict[str, DeskAct] = {
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
        lambda *, words, result, files=(), **rest: referrals.agency_report(
            **rest, report=referrals.Report(words, result, files)
        ),
        {"words": words(_("ผลการดำเนินการ"), rows=8), "result": one_of(_("สรุปผล"), CLOSINGS)},
        on_track=True,
        files=True,
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
        lambda *, matter_id, track_id, by, at, seen: referrals.chase(
            tracks=[(matter_id, track_id)], at=at, by=by, seen={matter_id: seen}
        ),
        on_track=True,
    ),
    "order_acknowledge": DeskAct(orders.acknowledge, on_track=True),
    "order_report": DeskAct(orders.report, {"words": words(_("ผลการปฏิบัติ"))}, on_track=True),
    "order_verify": DeskAct(orders.verify, on_track=True),
    "order_send_back": DeskAct(outgoing_orders.send_back, {"words": words(_("สิ่งที่ยังไม่ครบ"))}, on_track=True),
    "order_chase": DeskAct(
        lambda *, matter_id, track_id, **rest: outgoing_orders.chase_one(matter_id, track_id, **rest),
        on_track=True,
    ),
    "order_lift": DeskAct(orders.lift, {"words": words(_("เหตุผล"))}, on_track=True),
}
