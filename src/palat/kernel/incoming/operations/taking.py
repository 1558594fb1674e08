"""What is laid in or comes by e-mail: read by a job, split into letters, each waiting to be entered by a clerk."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.bounding import at_hand
from palat.kernel.files.operations import UnableToStore, store
from palat.kernel.history import ids
from palat.kernel.history.operations import append
from palat.kernel.identities.operations import UnableToSeal, new_person
from palat.kernel.incoming.models import Item, ItemFile, Scan
from palat.kernel.incoming.procedure import (
    ASIDE,
    ASIDE_REASONS,
    BY_PEOPLE,
    READ_FAILED,
    READ_LAYER,
    READ_MAIL,
    READ_NONE,
    READ_OCR,
    WAITING,
)
from palat.kernel.incoming.readers import reading
from palat.kernel.incoming.readers.reading import Page, UnableToRead
from palat.kernel.incoming.readers.splitting import Sheet, split
from palat.kernel.jobs.operations import enqueue
from palat.kernel.mailbox.procedure import MESSAGE, NOT_PROVED, Mail
from palat.kernel.mailbox.proving import domain_of, proof_of
from palat.kernel.mailbox.queries import flaws_in_words
from palat.kernel.matters.authority import Actor
from palat.kernel.organisation.agency_queries import is_address_of_agency
from palat.kernel.registers.models import Register
from palat.kernel.registers.operations.entries import kept_register

MOST_TEXT = 100_000
MOST_SCANS = 100  # files laid in at once: a morning's batch, each letter a file of its own


class UnableToTake(Exception):
    """What was laid in cannot be taken; the message is for the user."""


def chain_of(item_id: int) -> str:
    """Return the chain in which what was done to a thing is kept."""
    return f"incoming:{item_id}"


def record(item_id: int, kind: str, *, actor: str, at: datetime, basis: str = "", **more: Any) -> None:
    """Append what was done to a thing. Words that people wrote go into the body, which can be erased."""
    body = more.pop("body", None)
    append(
        chain=chain_of(item_id), kind=kind, at=at, actor=actor, basis=basis, facts={"item": item_id, **more}, body=body
    )


# Scans


@transaction.atomic
def lay_in(
    *, register: str, files: Sequence[tuple[int, str]], channel: str, received_on: date, by: Actor, at: datetime
) -> list[Scan]:
    """Lay files in for a register: each is read and split by a job. Raises: UnableToTake; NotKeeper."""
    if by.authority is None or by.official_id is None:
        raise UnableToTake(_("คุณไม่มีหน้าที่รับหนังสือ"))
    kept, _basis = kept_register(register, by.authority)
    if not files:
        raise UnableToTake(_("โปรดเลือกไฟล์ที่สแกนอย่างน้อยหนึ่งไฟล์"))
    if len(files) > MOST_SCANS:
        raise UnableToTake(_("นำเข้าได้ครั้งละไม่เกิน %(most)d ไฟล์") % {"most": MOST_SCANS})
    if channel not in BY_PEOPLE:
        raise UnableToTake(_("โปรดเลือกว่าหนังสือมาทางใด"))
    if received_on > legal_date(at):
        raise UnableToTake(_("วันที่รับต้องไม่เกินวันนี้"))
    scans = [
        Scan(
            id=ids.take(),
            register=kept,
            file_id=file_id,
            name=name,
            channel=channel,
            received_on=received_on,
            laid_in_at=at,
            laid_in_by_id=by.official_id,
        )
        for file_id, name in files
    ]
    Scan.objects.bulk_create(scans)
    for scan in scans:
        enqueue("incoming.read_scan", scan_id=scan.pk)
    return scans


def read_scan(*, scan_id: int, at: datetime) -> int:
    """Read a scan and make a waiting thing of each letter in it. Returns how many; none if that was done before.

    What it takes long to do is done before the transaction; a second run finds the scan done.
    """
    scan = Scan.objects.select_related("file", "register").get(pk=scan_id)
    if scan.state == "done" or scan.file is None:
        return 0
    with at_hand(scan.file) as path:
        try:
            pages = reading.look(path)
        except UnableToRead:
            return _unread(scan, at)
        letters = split([Sheet(one.codes, one.blank) for one in pages])
        with transaction.atomic():
            if Scan.objects.select_for_update().get(pk=scan_id).state == "done":
                return 0
            for place, numbers in enumerate(letters, start=1):
                _letter(scan, path, numbers, pages, place=place, whole=len(numbers) == len(pages), at=at)
            Scan.objects.filter(pk=scan_id).update(state="done", pages=len(pages), why="")
    return len(letters)


def _unread(scan: Scan, at: datetime) -> int:
    """Make one thing of a file that could not be read (locked, damaged, too large): a clerk types it from the paper."""
    with transaction.atomic():
        if Scan.objects.select_for_update().get(pk=scan.pk).state == "done":
            return 0
        item = _item_of(scan, 1, at)
        item.reading = READ_FAILED
        item.save(force_insert=True)
        ItemFile.objects.create(item=item, file=scan.file, name=scan.name, place=1)
        Scan.objects.filter(pk=scan.pk).update(state="done", why=_("อ่านไฟล์ไม่ได้ จึงไม่แยกฉบับ"))
    return 1


def _item_of(scan: Scan, place: int, at: datetime) -> Item:
    return Item(
        id=ids.take(),
        register=scan.register,
        channel=scan.channel,
        scan=scan,
        place=place,
        came_at=scan.laid_in_at,
        received_on=scan.received_on,
    )


def _letter(
    scan: Scan, path: Path, numbers: Sequence[int], pages: Sequence[Page], *, place: int, whole: bool, at: datetime
) -> None:
    """Make one waiting thing of some pages of a scan."""
    item = _item_of(scan, place, at)
    mine = [pages[number - 1] for number in numbers]
    has_words = reading.has_words(mine)
    if has_words:
        item.text = "\n".join(one.words for one in mine)[:MOST_TEXT]
        item.reading = READ_LAYER
    elif not reading.ocr_program():
        item.reading = READ_NONE
    item.save(force_insert=True)
    file_id, name = scan.file_id, scan.name
    if not whole:
        file_id, name = _cut(path, numbers, at=at), f"{Path(scan.name).stem} ({place}).pdf"
    ItemFile.objects.create(item=item, file_id=file_id, name=name, place=1, pages=len(numbers))
    if not has_words and item.reading != READ_NONE:
        enqueue("incoming.read_item", item_id=item.pk)
    record(item.pk, "item_laid_in", actor=f"official:{scan.laid_in_by_id}", at=at, scan=scan.pk, pages=len(numbers))


def _cut(path: Path, numbers: Sequence[int], *, at: datetime) -> int:
    """Keep some pages of a PDF as a file of their own. Raises: UnableToTake."""
    import pikepdf  # a large library: not for every process

    into = io.BytesIO()
    with pikepdf.open(path) as whole, pikepdf.new() as part:
        for number in numbers:
            part.pages.append(whole.pages[number - 1])
        part.save(into, deterministic_id=True)
    into.seek(0)
    try:
        return store(upload=into, name="letter.pdf", at=at).pk
    except UnableToStore as refused:
        raise UnableToTake(str(refused)) from refused


def read_again(*, item_id: int) -> None:
    """Read the words of a letter whose pages were put in another order by hand. Twice is the same as once."""
    item = Item.objects.get(pk=item_id)
    pages: list[Page] = []
    for one in ItemFile.objects.filter(item=item, file__isnull=False).order_by("place").select_related("file"):
        if one.file is None:
            continue
        try:
            with at_hand(one.file) as path:
                pages += reading.look(path)
        except UnableToRead:
            Item.objects.filter(pk=item_id).update(reading=READ_FAILED)
            return
    if reading.has_words(pages):
        text = "\n".join(one.words for one in pages).replace("\0", "")[:MOST_TEXT]
        Item.objects.filter(pk=item_id).update(text=text, reading=READ_LAYER)
    elif reading.ocr_program():
        read_item(item_id=item_id)
    else:
        Item.objects.filter(pk=item_id).update(reading=READ_NONE)


def read_item(*, item_id: int) -> None:
    """Read a thing's pages by Tesseract, where they have no text layer. Twice is the same as once."""
    read: list[str] = []
    for one in ItemFile.objects.filter(item=item_id, file__isnull=False).order_by("place").select_related("file"):
        if one.file is None:
            continue
        try:
            with at_hand(one.file) as path:
                read.append(reading.ocr(path, pages=range(1, max(one.pages, 1) + 1)))
        except UnableToRead:
            Item.objects.filter(pk=item_id).update(reading=READ_FAILED)
            return
    text = "\n".join(read)
    how = READ_OCR if text.strip() else READ_NONE
    Item.objects.filter(pk=item_id).update(text=text.replace("\0", "")[:MOST_TEXT], reading=how)


# E-mail

OFFICIAL = (".go.th", ".mi.th")  # given to bodies of the State alone; students and foundations write from others


def _is_official(mail: Mail) -> bool:
    """Say whether a sender's address is one of a body of the State."""
    return mail.sender.endswith(OFFICIAL) or is_address_of_agency(mail.sender)


def _notes(mail: Mail, *, is_open: bool) -> list[str]:
    """Say what to look at: what could not be read, and of an agency's mail that nothing proves whose it is."""
    proof = proof_of(mail, trusted=settings.IMAP_AUTHSERV)
    if not is_open or proof not in NOT_PROVED:
        return flaws_in_words(mail)
    return [_(NOT_PROVED[proof]) % {"domain": domain_of(mail.sender)}, *flaws_in_words(mail)]


def take_mail(mail: Mail, *, at: datetime, register: Register) -> Item:
    """Put a message into the box of a register: waiting, or set aside where no person wrote it.

    An agency's name and address stand open, with a note unless the Office's mail server proved them; who else wrote is
    sealed.
    """
    is_open = _is_official(mail)
    item = Item(
        id=ids.take(),
        register=register,
        channel="email",
        state=WAITING if mail.kind == MESSAGE else ASIDE,
        aside="" if mail.kind == MESSAGE else mail.kind,
        came_at=at,
        received_on=legal_date(at),
        subject=mail.subject,
        sender=f"{mail.sender_name} <{mail.sender}>".strip()[:300] if is_open else "",
        text=mail.text[:MOST_TEXT],
        reading=READ_MAIL,
        notes=_notes(mail, is_open=is_open),
    )
    if not is_open and (mail.sender or mail.sender_name):
        item.person = _sealed(mail, at)
    item.save(force_insert=True)
    ItemFile.objects.bulk_create(
        ItemFile(
            item=item, file_id=one.file_id, name=one.name[:200] or _("ไฟล์แนบ"), place=place, refused=one.refused[:400]
        )
        for place, one in enumerate(mail.files, start=1)
    )
    record(item.pk, "item_came_by_mail", actor="system", at=at, message_kind=mail.kind, files=len(mail.files))
    return item


def _sealed(mail: Mail, at: datetime) -> Any:
    said = {"email": mail.sender, "full_name": mail.sender_name}
    try:
        person = new_person(id=ids.take(), kind="natural", fields={k: v for k, v in said.items() if v}, at=at)
    except UnableToSeal:
        return None
    person.save(force_insert=True)
    return person


def reason_aside(code: str) -> str:
    """Say in words why a thing was set aside."""
    return _(ASIDE_REASONS.get(code, code))
