"""Handing over to the National Archives what is kept for ever: a package is made, and its hand-over recorded."""

import tempfile
from collections.abc import Collection
from datetime import date, datetime
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.history import ids
from palat.kernel.matters.authority import Actor
from palat.kernel.retention.contents import files_of
from palat.kernel.retention.models import Transfer
from palat.kernel.retention.operations.deciding import ARCHIVES_BY_REGISTRY
from palat.kernel.retention.operations.standing import UnableToRetain, locked, record, require_role
from palat.kernel.retention.packaging import pack
from palat.kernel.retention.procedure import DONE, GROUNDS, READY, REGISTRY
from palat.kernel.retention.queries.lists import kept_for_ever


@transaction.atomic
def make_package(*, list_id: int, by: Actor, at: datetime, left_out: Collection[str] = ()) -> Transfer:
    """Make the package of what a list keeps for ever; it can be fetched from now on.

    Of each file that is left out a note says so. Raises: UnableToRetain, also for a file that is not there.
    """
    found = locked(list_id, by, (READY, DONE))
    basis, official = require_role(by, REGISTRY, _(ARCHIVES_BY_REGISTRY))
    items = kept_for_ever(found)
    if not items:
        raise UnableToRetain(_("บัญชีนี้ไม่มีรายการที่เก็บไว้ตลอดไป"))
    if found.transfers.filter(handed_on__isnull=False).exists():
        raise UnableToRetain(_("ส่งมอบแล้ว"))
    chosen = sorted(set(left_out))
    if set(chosen) - {file.key for item in items for file in files_of(item)}:
        raise UnableToRetain(_("ไฟล์ของรายการเปลี่ยนไปแล้ว โปรดเลือกอีกครั้ง"))
    with tempfile.TemporaryFile() as whole:
        packed = pack(found, items, whole, at=at, left_out=chosen)
    made = Transfer.objects.create(
        id=ids.take(),
        on_list=found,
        made_at=at,
        made_by_id=official,
        things=packed.things,
        files=packed.files,
        size=packed.size,
        sha256=packed.sha256,
        left_out=chosen,
    )
    facts = {"things": packed.things, "files": packed.files, "sha256": packed.sha256, "left_out": chosen}
    record(found, "package_made", by=by, at=at, basis=basis, facts=facts)
    return made


def write_package(transfer: Transfer, into: BinaryIO) -> str:
    """Make a package again as it was made. Returns its hash: the same unless something of it changed since."""
    found = transfer.on_list
    return pack(found, kept_for_ever(found), into, at=transfer.made_at, left_out=transfer.left_out).sha256


@transaction.atomic
def hand_over(
    *, transfer_id: int, ground: str, receiver: str, receipt_no: str, handed_on: date, by: Actor, at: datetime
) -> None:
    """Record that a package was taken over: by whom, under which receipt, on what ground. Raises: UnableToRetain."""
    transfer = Transfer.objects.select_for_update().filter(pk=transfer_id).first()
    if transfer is None:
        raise UnableToRetain(_("ไม่พบชุดส่งมอบนี้"))
    found = locked(transfer.on_list_id, by, (READY, DONE))
    basis, official = require_role(by, REGISTRY, _(ARCHIVES_BY_REGISTRY))
    if transfer.handed_on:
        raise UnableToRetain(_("ส่งมอบแล้ว"))
    if ground not in GROUNDS or not receiver.strip() or not receipt_no.strip():
        raise UnableToRetain(_("โปรดระบุเหตุที่ส่งมอบ ผู้รับมอบ และเลขที่หลักฐานการรับมอบ"))
    if handed_on > legal_date(at) or handed_on < legal_date(transfer.made_at):
        raise UnableToRetain(_("วันที่ส่งมอบต้องไม่ก่อนวันจัดทำชุดและไม่เกินวันนี้"))
    transfer.ground, transfer.receiver, transfer.receipt_no = ground, receiver.strip()[:200], receipt_no.strip()[:80]
    transfer.handed_on, transfer.recorded_at, transfer.recorded_by_id = handed_on, at, official
    transfer.save()
    facts = {"ground": ground, "receipt": transfer.receipt_no, "on": handed_on, "sha256": transfer.sha256}
    record(found, "handed_over", by=by, at=at, basis=basis, facts=facts)
