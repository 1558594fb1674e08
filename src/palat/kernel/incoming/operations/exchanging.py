"""What comes by the government's exchange: put into the registry's box like everything else, or sent back from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.bounding import at_hand
from palat.kernel.history import ids
from palat.kernel.incoming.models import Item, ItemFile
from palat.kernel.incoming.operations.entering import kept_item
from palat.kernel.incoming.operations.taking import MOST_TEXT, UnableToTake, record
from palat.kernel.incoming.procedure import ASIDE, BY_EXCHANGE, READ_TOLD, REJECTED, WAITING
from palat.kernel.incoming.queries.items import mail_box, secret_box
from palat.kernel.incoming.readers import reading
from palat.kernel.incoming.readers.reading import UnableToRead
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import Actor


@dataclass(frozen=True)
class FileSent:
    """A file of a letter: kept, or why it was refused."""

    name: str
    file_id: int | None = None
    refused: str = ""


@dataclass(frozen=True)
class Exchanged:
    """A letter that came by the exchange. `told`: what its sender says of it, by the names of a suggestion."""

    subject: str
    sender: str
    told: Mapping[str, Any]
    files: Sequence[FileSent]
    text: str = ""
    classified: bool = False
    notes: Sequence[str] = field(default_factory=list)


@transaction.atomic
def take_exchanged(letter: Exchanged, *, at: datetime) -> Item:
    """Put a letter into the box of the register that takes e-mail; a classified one into its registrar's.

    Raises: NoRegister.
    """
    day = legal_date(at)
    box = mail_box(on=day)
    notes = list(letter.notes)
    if letter.classified:
        secret = secret_box(box, on=day)
        if secret is None:
            notes.append(_("มีชั้นความลับ แต่ยังไม่มีทะเบียนหนังสือรับ (ลับ)"))
        box = secret or box
    item = Item(
        id=ids.take(),
        register=box,
        channel=BY_EXCHANGE,
        came_at=at,
        received_on=day,
        subject=letter.subject[:500],
        sender=letter.sender[:300],
        text=letter.text[:MOST_TEXT],
        told=dict(letter.told),
        urgency=str(letter.told.get("urgency", ""))[:12],
        reading=READ_TOLD,
        notes=notes,
    )
    item.save(force_insert=True)
    ItemFile.objects.bulk_create(
        ItemFile(item=item, file_id=one.file_id, name=one.name[:200], place=place, refused=one.refused[:400])
        for place, one in enumerate(letter.files, start=1)
    )
    record(item.pk, "item_came_by_exchange", actor="system", at=at, files=len(letter.files))
    enqueue("incoming.count_pages", item_id=item.pk)
    return item


@transaction.atomic
def reject_item(*, item_id: int, words: str, by: Actor, at: datetime) -> Item:
    """Send a letter back to its sender by the exchange: it gets no number here, and is not brought back.

    Raises: NotKeeper; UnableToTake without a reason, or for what did not come by the exchange.
    """
    item, basis = kept_item(item_id, by, states=(WAITING,))
    if item.channel != BY_EXCHANGE:
        raise UnableToTake(_("ปฏิเสธกลับได้เฉพาะหนังสือที่มาทางระบบแลกเปลี่ยน"))
    if not words.strip():
        raise UnableToTake(_("โปรดระบุเหตุที่ปฏิเสธ ผู้ส่งจะเห็นข้อความนี้"))
    item.state, item.aside = ASIDE, REJECTED
    item.save(update_fields=["state", "aside"])
    record(item.pk, "item_rejected", actor=by.ref, at=at, basis=basis, body={"words": words.strip()[:500]})
    return item


def count_pages(*, item_id: int) -> None:
    """Count the pages of a letter's files, and read what words they hold. Twice is the same as once."""
    words = []
    for one in ItemFile.objects.filter(item=item_id, file__content_type="application/pdf").select_related("file"):
        if one.file is None or one.file.encrypted:
            continue
        try:
            with at_hand(one.file) as path:
                pages = reading.look(path)
        except UnableToRead:
            continue  # the file itself can still be opened
        ItemFile.objects.filter(pk=one.pk).update(pages=len(pages))
        words += [page.words for page in pages]
    text = "\n".join(words).replace("\0", "")[:MOST_TEXT]
    if text.strip():
        Item.objects.filter(pk=item_id, state=WAITING).update(text=text)
