"""What reached the registry since yesterday, and what became of letters that went by post.

True acts of the registry: yesterday's letters were scanned, entered and given out, this morning's lie in its box.
"""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from palat.duties.petitions.demo import names
from palat.duties.petitions.demo.office import Office
from palat.duties.petitions.models import Petition
from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.operations import store
from palat.kernel.history.queries import events_of
from palat.kernel.incoming.operations import posting
from palat.kernel.incoming.operations.entering import Entry, enter_item
from palat.kernel.incoming.operations.taking import lay_in, read_scan, take_mail
from palat.kernel.incoming.printing import separator_sheet
from palat.kernel.incoming.queries.items import mail_box, of_scan, suggestion_for
from palat.kernel.letters.layout import render
from palat.kernel.letters.procedure import LetterData, Paragraph
from palat.kernel.letters.procedure import Office as Letterhead
from palat.kernel.letters.queries import outgoing
from palat.kernel.mailbox.procedure import MESSAGE, Mail
from palat.kernel.registers.operations.entries import Line
from palat.kernel.registers.postal import check_digit

WRITTEN = Path(__file__).parent / "mail.toml"
REGISTER = "letter_in"
BY_POST, DELIVERED, RETURNED = 9, 4, 1  # letters with a number of the post, cards that came back, letters that did


def fill(office: Office) -> None:
    """Let letters and mails come in, and the post bring back what it brings back."""
    written = tomllib.loads(WRITTEN.read_text(encoding="utf-8"))
    letters = {day: [one for one in written["letter"] if one["on"] == day] for day in ("yesterday", "today")}
    yesterday = office.days_ago(1.7)
    for item, said in zip(_scanned(office, letters["yesterday"], yesterday), letters["yesterday"], strict=True):
        _enter(office, item, said, yesterday + timedelta(minutes=50))
    _scanned(office, letters["today"], office.now - timedelta(minutes=34))
    for place, mail in enumerate(written["mail"]):
        _came_by_mail(mail, office.now - timedelta(minutes=30 - 9 * place))
    office.filled["incoming"] = len(written["letter"]) + len(written["mail"])
    office.filled["postings"] = _post(office)


# Letters on paper


def _scanned(office: Office, letters: Sequence[Mapping[str, Any]], at: datetime) -> Sequence[Any]:
    """Scan letters in one file with separator sheets between, and let the job part it. Returns what waits, in order."""
    sheets = [_paper(office, one, at) for one in letters]
    between = separator_sheet(at=at)
    scan = BytesIO()
    with pikepdf.new() as whole:
        for place, sheet in enumerate(sheets):
            for part in (sheet,) if place == 0 else (between, sheet):
                with pikepdf.open(BytesIO(part)) as one:
                    whole.pages.extend(one.pages)
        whole.save(scan, deterministic_id=True)
    scan.seek(0)
    name = "สแกนหนังสือเข้า.pdf"
    file = store(upload=scan, name=name, at=at)
    (kept,) = lay_in(
        register=REGISTER,
        files=[(file.pk, name)],
        channel="post",
        received_on=legal_date(at),
        by=office.people["clerk-1"],
        at=at,
    )
    read_scan(scan_id=kept.pk, at=at)
    return of_scan(kept.pk)


def _paper(office: Office, said: Mapping[str, Any], at: datetime) -> bytes:
    """Lay a letter of another office out."""
    who = names.name(office.rng("mail", said["number"]))
    return render(
        LetterData(
            form="external",
            office=Letterhead(said["office"], tuple(said["address"])),
            number=said["number"],
            on=legal_date(at - timedelta(days=3)),
            subject=said["subject"],
            salutation="เรียน",
            addressee="ปลัดสำนักนายกรัฐมนตรี",
            content=(Paragraph(said["text"]),),
            closing="ขอแสดงความนับถือ",
            signature=(f"({who.title}{who.given} {who.family})", said["signed"]),
            urgency=said.get("urgency", ""),
        )
    )


def _enter(office: Office, item: Any, said: Mapping[str, Any], at: datetime) -> None:
    """Enter a letter as its words suggest, and give it to its unit."""
    read = suggestion_for(item)
    line = Line(
        subject=read.subject,
        sender=said["office"],
        addressee=read.addressee,
        paper_number=read.paper_number,
        paper_date=read.paper_date,
        about=_about(office, at) if said.get("about_matter") else "",
    )
    entry = Entry(
        on=legal_date(at),
        line=line,
        urgency=read.urgency,
        forwarder=said.get("forwarder", ""),
        wants_answer=said.get("wants_answer", False),
        unit_id=office.unit(said["unit"]),
        where=said.get("where", ""),
        originals=said.get("originals", ()),
        copies=[office.unit(one) for one in said.get("copies", ())],
    )
    enter_item(item_id=item.pk, entry=entry, by=office.people["clerk-1"], at=at)


def _about(office: Office, at: datetime) -> str:
    """Return a case that a letter asks about: one that an officer has in hand, in which nothing happened since."""
    held = Petition.objects.filter(matter__officer=office.people["officer-1"].official_id, matter__state="in_hand")
    chains = (f"matter:{number}" for number in held.order_by("matter__received_at").values_list("pk", flat=True))
    return next((chain for chain in chains if events_of(chain)[-1].at < at), "")


# E-mail


def _came_by_mail(said: Mapping[str, Any], at: datetime) -> None:
    mail = Mail(
        message_id=f"<{said['sender']}>",
        kind=said.get("kind", MESSAGE),
        sender=said["sender"],
        sender_name=said["name"],
        to=(),
        subject=said["subject"],
        text=said["text"],
        sent_at=at,
    )
    take_mail(mail, at=at, register=mail_box(on=legal_date(at)))


# By post


def _post(office: Office) -> int:
    """Give some letters numbers of the post; some cards came back signed, one letter came back itself."""
    clerk, at = office.people["clerk-1"], office.now
    rng = office.rng("mail", "post")
    sent = outgoing(clerk).filter(state="dispatched", way="post", dispatched_at__lt=office.days_ago(3))[:BY_POST]
    for place, letter in enumerate(sent):
        serial = f"{rng.randrange(10**8):08d}"
        code = f"RR{serial}{check_digit(serial)}TH"
        on = legal_date(letter.dispatched_at or at)
        one = posting.record_posting(letter_id=letter.pk, code=code, on=on, receipt=True, by=clerk, at=at)
        if place < DELIVERED:
            posting.delivered(posting_id=one.pk, on=legal_date(office.days_ago(1)), by=clerk, at=at)
        elif place < DELIVERED + RETURNED:
            posting.returned(posting_id=one.pk, on=legal_date(at), why="moved", by=clerk, at=at)
    return len(sent)
