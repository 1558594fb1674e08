"""What carries the entries of a register: letters, matters, or what a clerk wrote; as far as the viewer may see it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat, NullIf, Substr
from django.urls import reverse
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.letters.models import Letter
from palat.kernel.letters.queries import addressee, letterhead, visible_letters
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Matter
from palat.kernel.matters.queries.visibility import is_named, visible
from palat.kernel.pages.dates import display_date
from palat.kernel.registers.models import RegisterEntry
from palat.kernel.registers.procedure import RESERVED
from palat.kernel.registers.queries import kept_by


@dataclass(frozen=True)
class Particulars:
    """The columns of a register for one entry. `hidden`: carried by what the viewer may not see."""

    paper_number: str = ""
    paper_date: date | None = None
    sender: str = ""
    addressee: str = ""
    subject: str = ""
    action: str = ""
    remark: str = ""
    url: str = ""
    hidden: bool = False


def particulars(entries: Sequence[RegisterEntry], by: Actor) -> dict[int, Particulars]:
    """Return the columns of entries by row number, in a few statements for any number of them.

    In a register of classified papers its registrar reads every letter; elsewhere a letter, a matter or a paper of a
    matter that the viewer may not open shows its number and day alone. Who keeps the register reads the lines that
    keepers write, except of a matter that names the reader.
    """
    about = {one.pk: one.line.about for one in entries if hasattr(one, "line")}
    refs = {one.ref for one in entries} | set(about.values())
    secret = {one.ref for one in entries if one.register.secret}
    letters = _letters(_numbers(refs, "letter"), _numbers(secret, "letter"), by)
    matters = {one.pk: one for one in visible(by).filter(pk__in=_numbers(refs, "matter"))}
    shut = _shut([one for one in entries if about.get(one.pk)], matters, by)
    return {
        one.pk: _remarked(one, Particulars(hidden=True) if one.pk in shut else _of(one, letters, matters))
        for one in entries
    }


def _shut(entries: Sequence[RegisterEntry], seen: Collection[int], by: Actor) -> set[int]:
    """Return the entries, of papers of matters, whose lines the viewer may not read."""
    of = {one.pk: number for one in entries for number in _numbers([one.line.about], "matter")}
    unseen = {entry for entry, number in of.items() if number not in seen}
    if not unseen or by.authority is None:
        return unseen
    kept = set(kept_by(by.authority))
    own = {one.pk for one in entries if one.pk in unseen and one.register_id in kept}
    named = Matter.objects.filter(is_named(by.authority, "pk"), pk__in=[of[one] for one in own])
    names = set(named.values_list("pk", flat=True)) if own else set()
    return {one for one in unseen if one not in own or of[one] in names}


def _numbers(refs: Iterable[str], kind: str) -> list[int]:
    return [int(ref.partition(":")[2]) for ref in refs if ref.startswith(f"{kind}:")]


def _letters(wanted: Sequence[int], secret: Sequence[int], by: Actor) -> dict[int, Letter]:
    if not wanted:
        return {}
    seen = Q(pk__in=visible_letters(by).filter(pk__in=wanted).values("pk")) | Q(pk__in=secret)
    found = Letter.objects.filter(seen).select_related("unit", "person", "signed_by")
    return {one.pk: one for one in found}


def _of(entry: RegisterEntry, letters: dict[int, Letter], matters: dict[int, Matter]) -> Particulars:
    kind, _colon, number = entry.ref.partition(":")
    if kind == "letter":
        letter = letters.get(int(number))
        return _of_letter(entry, letter) if letter else Particulars(hidden=True)
    if kind == "matter":
        matter = matters.get(int(number))
        return _of_matter(matter) if matter else Particulars(hidden=True)
    if hasattr(entry, "line"):
        return _of_line(entry.line, matters)
    if entry.ref == RESERVED and entry.block and not entry.void_reason:
        words = _("จองเลขไว้สำหรับ%(whom)s") % {"whom": entry.block.reserved_for}
        return Particulars(subject=words, remark=entry.block.why)
    return Particulars()


def _of_letter(entry: RegisterEntry, letter: Letter) -> Particulars:
    sent = ""
    if letter.dispatched_at:
        day = display_date(legal_date(letter.dispatched_at))
        sent = _("ส่ง%(way)s %(day)s") % {"way": letter.get_way_display(), "day": day}
    return Particulars(
        paper_number=entry.text,
        paper_date=letter.on,
        sender=letter.unit.name_th if letter.unit else letterhead(entry.on_date).owner_unit,
        addressee=addressee(letter),
        subject=letter.subject,
        action=sent,
        url=reverse("letter", args=[letter.pk]),
    )


def _of_matter(matter: Matter) -> Particulars:
    return Particulars(subject=matter.subject, url=address_of(matter))


def _of_line(line: Any, matters: dict[int, Matter]) -> Particulars:
    number = int(line.about.partition(":")[2]) if line.about.startswith("matter:") else 0
    return Particulars(
        paper_number=line.paper_number,
        paper_date=line.paper_date,
        sender=line.sender,
        addressee=line.addressee,
        subject=line.subject,
        action=line.action,
        remark=line.remark,
        url=address_of(matters[number]) if number in matters else "",
    )


def address_of(matter: Matter) -> str:
    """Return the address at which the desk opens a matter of any duty."""
    return f"{reverse('desk_find')}?q={matter.code}"


def _remarked(entry: RegisterEntry, found: Particulars) -> Particulars:
    """Put into the remarks what the register itself says: late, void."""
    remarks = [found.remark]
    if entry.late_reason:
        day = display_date(legal_date(entry.issued_at))
        words = {"on": display_date(entry.on_date), "day": day, "why": entry.late_reason}
        remarks.insert(0, _("ลงย้อนหลังของวันที่ %(on)s ลงทะเบียนวันที่ %(day)s: %(why)s") % words)
    if entry.void_reason:
        remarks.insert(0, _("ยกเลิก: %(why)s") % {"why": entry.void_reason})
    return replace(found, remark=" · ".join(one for one in remarks if one))


def with_words(rows: QuerySet[RegisterEntry], typed: str, by: Actor) -> QuerySet[RegisterEntry]:
    """Narrow entries to those whose columns hold some words: of lines and letters that the viewer may read.

    Petitions are found by the desk's own search, which knows their words.
    """
    lines = Q()
    for column in ("subject", "sender", "addressee", "paper_number", "action", "remark"):
        lines |= Q(**{f"line__{column}__icontains": typed})
    letters = visible_letters(by).filter(Q(subject__icontains=typed) | Q(addressee__icontains=typed, person=None))
    refs = letters.annotate(
        entry_ref=Concat(Value("letter:"), Cast("pk", CharField()), output_field=CharField())
    ).values("entry_ref")
    return rows.filter(Q(void_reason__icontains=typed) | lines & _readable(by) | Q(ref__in=refs))


def _readable(by: Actor) -> Q:
    """Return the condition that the viewer may read the line of an entry: the very one of `particulars`."""
    number = Cast(NullIf(Substr(OuterRef("line__about"), len("matter:") + 1), Value("")), BigIntegerField())
    readable = Q(line__about="") | Q(Exists(visible(by).filter(pk=number)))
    if by.authority is None:
        return readable
    named = Matter.objects.filter(is_named(by.authority, "pk"), pk=number)
    return readable | Q(register__in=kept_by(by.authority)) & ~Q(Exists(named))
