"""A letter that was put into a matter to which it does not belong leaves it again, with the files that it brought."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from palat.kernel.history.queries import events_of
from palat.kernel.incoming.models import Item, ItemFile
from palat.kernel.incoming.operations.entering import kept_item
from palat.kernel.incoming.operations.keeping import write_matter
from palat.kernel.incoming.operations.receiving import set_clock
from palat.kernel.incoming.operations.taking import UnableToTake, chain_of, record
from palat.kernel.incoming.procedure import ENTERED, WAITING
from palat.kernel.incoming.queries.items import void_number_of
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Attachment
from palat.kernel.matters.operations.acts import acting
from palat.kernel.notices.operations.telling import tell_official
from palat.kernel.redaction.models import Source
from palat.kernel.registers.carriers import ask_before_leaving
from palat.kernel.registers.procedure import Number, spaced

PUT_IN = ("item_entered", "item_put_into_matter")


@transaction.atomic
def take_out_of_matter(*, item_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Take a letter out of the matter into which it was put wrongly; its number and what it is owed stay.

    One whose number is void waits to be entered again, and is a document of its matter until it is taken out.

    The files that it brought leave with it, both histories say so, and who holds the matter is told.
    Raises: NotKeeper; UnableToTake without a reason, for a letter from which the matter was begun, or whose files
    others were shown or something was made of; UnableToNumber where an order holds the matter back; UnableToAct.
    """
    item, basis = kept_item(item_id, by, states=(ENTERED, WAITING))
    words = " ".join(reason.split())[:300]
    if item.matter_id is None or item.erased_at is not None:
        raise UnableToTake(_("หนังสือนี้ไม่ได้อยู่ในเรื่องใด"))
    if not words:
        raise UnableToTake(_("โปรดระบุเหตุที่นำออก"))
    put_in = _moment_put_in(item)
    before = item.matter_id
    with acting(matter_id=before, by=by, at=at) as act:
        files = _files_brought(item, put_in)
        act.move("letter_taken_out", facts={"incoming": item.pk, "files": len(files)}, body={"reason": words})
        Attachment.objects.filter(pk__in=files).delete()
        set_clock(act, item, owes=False)
        holder, code = act.matter.officer_id, act.matter.code
    item.matter = None
    item.save(update_fields=["matter"])
    if item.state == ENTERED:
        write_matter(item, by, at)
    elif number := void_number_of(item.pk):
        ask_before_leaving(Number(*number, ""))
    record(item.pk, "item_taken_out_of_matter", actor=by.ref, at=at, basis=basis, matter=before, body={"reason": words})
    if holder and holder != by.official_id:
        with override("th"):
            subject = _("หนังสือถูกนำออกจากเรื่อง %(code)s") % {"code": spaced(code)}
        tell_official(official_id=holder, subject=subject, link=f"/desk/find/?q={code}", at=at)


def _moment_put_in(item: Item) -> datetime:
    """Return when a letter was put into its matter. Raises: UnableToTake where the matter was begun from it."""
    told = [one for one in events_of(chain_of(item.pk)) if one.facts.get("matter") == item.matter_id]
    put_in = [one.at for one in told if one.kind in PUT_IN]
    if not put_in or any(one.kind == "item_became_matter" for one in told):
        raise UnableToTake(_("เรื่องนี้เริ่มจากหนังสือฉบับนี้ จึงนำออกจากเรื่องไม่ได้"))
    return put_in[-1]


def _files_brought(item: Item, put_in: datetime) -> Collection[int]:
    """Return the documents of a matter that came with a letter. Raises: UnableToTake where they went further."""
    files = ItemFile.objects.filter(item=item, file__isnull=False).values("file_id")
    brought = list(
        Attachment.objects.filter(matter=item.matter_id, origin="office", added_at=put_in, file__in=files).order_by(
            "pk"
        )
    )
    if any(one.for_petitioner or one.for_agencies for one in brought):
        raise UnableToTake(_("เอกสารของหนังสือนี้เปิดให้ผู้ร้องหรือหน่วยงานเห็นแล้ว โปรดปิดการเปิดเผยก่อนนำออก"))
    if Source.objects.filter(release_set__matter=item.matter_id, file__in=[one.file_id for one in brought]).exists():
        raise UnableToTake(_("เอกสารของหนังสือนี้อยู่ในชุดเอกสารที่เตรียมเปิดเผยของเรื่อง จึงนำออกไม่ได้"))
    return [one.pk for one in brought]
