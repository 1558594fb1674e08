"""The one way in which information leaves the Office on a request. Nothing else shows a document to anybody outside."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from palat.duties.information.models import Material, Part, Request
from palat.duties.information.operations.fees import settled
from palat.duties.information.operations.handling import tell
from palat.duties.information.procedure.words import DELIVERIES
from palat.duties.information.queries.gate import against, documents_of, standing_of
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Act, Event, UnableToAct, acting
from palat.kernel.matters.operations.receiving import release_attachment


def deliver(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    way: str,
    part_ids: Sequence[int],
    words: str = "",
) -> Event:
    """Hand over parts of what was asked for: as files on the tracking page, as copies, by post, by inspection.

    Raises: UnableToAct for a part against which something stands (s.14, s.15, a third party's embargo), for an unpaid
    fee, for own data whose requester has not shown who they are.
    """
    if way not in dict(DELIVERIES) or not part_ids:
        raise UnableToAct(_("โปรดเลือกรายการและวิธีส่งมอบ"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        request = Request.objects.get(pk=matter_id)
        paid, shown = settled(request), request.identity_shown_at is not None
        act.require("deliver", fees_settled=paid, identity_shown=shown)
        released = release(act, part_ids, way=way)
        event = act.move(
            "deliver",
            facts={"way": way, "parts": sorted(part_ids), "files": len(released)},
            body={"words": words} if words else None,
            fees_settled=paid,
            identity_shown=shown,
        )
        Request.objects.filter(pk=matter_id).update(delivery=way)
        tell(act, "delivered")
        return event


def release(act: Act, part_ids: Sequence[int], *, way: str) -> list[Material]:
    """Let out what may leave of these parts, within the act that hands it over: the hard stop stands here.

    Raises: UnableToAct where something stands against a part, or nothing of it is there to be sent as a file.
    """
    parts = Part.objects.filter(matter_id=act.matter.pk, pk__in=part_ids).select_related("track").order_by("number")
    if len(parts) != len(set(part_ids)):
        raise UnableToAct(_("ไม่พบรายการนี้ในเรื่อง"))
    gone: list[Material] = []
    for part in parts:
        if refusal := against(standing_of(part)):
            raise UnableToAct(_("รายการที่ %(number)d: %(why)s") % {"number": part.number, "why": refusal})
        documents = documents_of(part)
        if way == "file" and not documents:
            raise UnableToAct(
                _("รายการที่ %(number)d ยังไม่มีไฟล์ที่ส่งมอบได้ โปรดแนบไฟล์ หรือฉบับที่ลบหรือตัดทอนแล้วก่อน") % {"number": part.number}
            )
        for one in documents:
            one.released_at = act.at
            one.save(update_fields=["released_at"])
            if way == "file":
                release_attachment(
                    matter_id=act.matter.pk, attachment_id=one.attachment_id, for_petitioner=True, for_agencies=None
                )
        gone += documents
    return gone
