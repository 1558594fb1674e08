"""Reading letters: who may see which, the queue of those to sign, and a letter as paper."""

import csv
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

import pypdfium2
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.queries import UnableToRead, open_file
from palat.kernel.identities.queries import mask_of
from palat.kernel.letters.drafts.initials import short_name
from palat.kernel.letters.layout import render
from palat.kernel.letters.models import Letter, LetterMatter
from palat.kernel.letters.moves import KINDS, NUMBERED
from palat.kernel.letters.procedure import (
    DATA,
    NOBODY,
    Addressing,
    LetterData,
    Office,
    Verification,
    address,
)
from palat.kernel.letters.shapes import SHAPES
from palat.kernel.letters.templating.queries import template_of
from palat.kernel.letters.text.words import blocks
from palat.kernel.matters.authority import Actor, Place, basis_for
from palat.kernel.matters.models import Matter
from palat.kernel.matters.queries.visibility import reads_as_office, reads_whole_office, sees
from palat.kernel.matters.registry import procedure as procedure_of
from palat.kernel.organisation.procedure import ROLES
from palat.kernel.organisation.queries import division_name, unit_and_above, units_below
from palat.kernel.registers.models import Register
from palat.kernel.registers.procedure import Number
from palat.kernel.registers.queries import NoRegister, register_for, reserved_in

TO_BE_SIGNED = ("(.....................................)",)


class NotVisible(Exception):
    """The letter does not exist for this person: never said which of the two it is."""


def visible_letters(by: Actor) -> QuerySet[Letter]:
    """Return the letters that someone may read: all of whose matters they may open.

    An agency reads what was sent to it, once it is signed; nobody else outside the Office reads any.
    """
    if by.kind == "system":
        return Letter.objects.all()
    if by.authority is None:
        return Letter.objects.none()
    hidden = LetterMatter.objects.filter(letter=OuterRef("pk")).exclude(sees(by, "matter_id"))
    letters = Letter.objects.filter(~Exists(hidden))
    if not reads_as_office(by.authority):
        letters = letters.filter(agency_id__in=by.authority.agency_ids(), state__in=NUMBERED)
    elif not reads_whole_office(by.authority):  # a member of a tribunal reads those of the own appeals alone
        letters = letters.filter(Exists(LetterMatter.objects.filter(letter=OuterRef("pk"))))
    return letters


def letter_for(letter_id: int, by: Actor) -> Letter:
    """Return a letter that someone may read. Raises: NotVisible."""
    related = ("unit", "agency", "person", "file", "template", "drafted_by", "signed_by")
    found = visible_letters(by).select_related(*related).filter(pk=letter_id).first()
    if found is None:
        raise NotVisible(letter_id)
    return found


def letters_of_matter(matter_id: int, by: Actor) -> QuerySet[Letter]:
    """Return the letters on a matter, newest first, as far as someone may read them."""
    letters = visible_letters(by).filter(about__matter_id=matter_id, erased_at=None)
    return letters.select_related("person").order_by("-id").distinct()


def to_sign(by: Actor) -> QuerySet[Letter]:
    """Return the letters that wait for the viewer's signature or initials, the oldest first.

    Whether this person may sign a letter is judged in the act; here stands whom it waits for.
    """
    waiting = visible_letters(by).filter(state="submitted")
    if by.authority is None:
        return waiting.none()
    mine = Q(pk=None)
    for role, unit_id, _agency in by.authority.places():
        if ROLES[role].decider and ROLES[role].reads == "office":
            mine |= Q(unit_id__in=units_below(unit_id)) if unit_id and role == "director" else Q(form__gt="")
        elif role == "group_head" and unit_id:
            mine |= Q(unit_id__in=units_below(unit_id), form="stamped")
    return waiting.filter(mine).select_related("person", "drafted_by").order_by("submitted_at", "id")


def outgoing(by: Actor) -> QuerySet[Letter]:
    """Return the lines of the register of outgoing letters (ทะเบียนหนังสือส่ง), the newest number first.

    Classified letters stand in a register of their own, which its registrar alone reads.
    """
    numbered = visible_letters(by).exclude(number="").filter(year__isnull=False, running__isnull=False)
    numbered = numbered.exclude(register__in=Register.objects.filter(secret=True).values("code"))
    return numbered.select_related("person", "signed_by").order_by("-year", "-running", "-id")


def by_code(code: str) -> Letter | None:
    """Return the letter of a verification code, if it was ever given a number; typed with or without dashes."""
    plain = code.replace("-", "").replace(" ", "").lower()
    return Letter.objects.exclude(number="").filter(code=spelled(plain)).select_related("signed_by", "file").first()


def spelled(code: str) -> str:
    """Write a verification code in groups of four."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


@dataclass(frozen=True)
class SignedLetter:
    """A letter as the duty learns of its signature: matters and tracks that it is about."""

    id: int
    kind: str
    agency_id: int | None
    about: tuple[tuple[int, int | None], ...]


def as_signed(letter: Letter) -> SignedLetter:
    """Tell a duty of a letter that was signed."""
    about = letter.about.order_by("matter_id", "pk").values_list("matter_id", "track_id")
    return SignedLetter(letter.pk, letter.kind, letter.agency_id, tuple(about))


def has_letter(*, matter_id: int, kind: str, agency_id: int) -> bool:
    """Say whether a letter of a kind to an agency is on its way to be signed."""
    waiting = Letter.objects.filter(
        kind=kind, agency_id=agency_id, state__in=["draft", "submitted", "on_paper", "returned"]
    )
    return waiting.filter(about__matter_id=matter_id).exists()


def matter_ids(letter: Letter) -> list[int]:
    """Return the matters that a letter is about."""
    return sorted(set(letter.about.values_list("matter_id", flat=True)))


@dataclass(frozen=True)
class Letterhead:
    """What the Office writes about itself on its letters, and whether that was verified."""

    office: Office
    owner_unit: str
    telephone: str
    email: str
    provisional: bool


@cache
def letterhead(on: date) -> Letterhead:
    """Return the letterhead of a day. Raises: LookupError where none is kept."""
    with (DATA / "letterhead.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["valid_from"] <= on.isoformat() and (not row["valid_to"] or on.isoformat() < row["valid_to"]):
                office = Office(row["name"], tuple(row["address"].split("|")), row["telephone"], row["email"])
                return Letterhead(office, row["owner_unit"], row["telephone"], row["email"], row["mark"] != "verified")
    raise LookupError(on)


def words_of_address(letter: Letter, on: date) -> Addressing:
    """Return how the addressee of a letter is spoken to: by form, then by category. Raises: PersonMustWrite."""
    if SHAPES[letter.form].stamp:
        return address("stamped", on=on)
    if letter.form == "internal_memo":
        return address("internal_highest_post" if letter.category == "highest_post" else "internal", on=on)
    if SHAPES[letter.form].closing:
        return address(letter.category, on=on)
    return NOBODY


def letter_data(
    letter: Letter, *, today: date, name: str = "", numbered: bool = True, hands: tuple[str, ...] = ()
) -> LetterData:
    """Return a letter as the layout takes it; without a name, a petitioner stands masked.

    `hands` are the initials on the Office's copy; the paper that leaves bears none.
    `numbered` False leaves out what the number of a draft will begin with: for checking, not for paper.
    Raises: BadLetter, PersonMustWrite, UnknownCategory.
    """
    on = letter.on or today
    head, words, draft = letterhead(on), words_of_address(letter, on), letter.state not in NUMBERED
    return LetterData(
        form=letter.form,  # type: ignore[arg-type]
        office=head.office,
        subject=letter.subject,
        salutation=words.salutation,
        addressee=name or addressee(letter),
        content=blocks(letter.content),
        number=(letter.number or _prefix(letter, on)) if SHAPES[letter.form].number and numbered else "",
        on=letter.on,
        references=tuple(letter.references),
        enclosures=tuple(letter.enclosures),
        closing=words.closing if SHAPES[letter.form].closing else "",
        signature=tuple(letter.signature) or (TO_BE_SIGNED if draft else ()),
        initials=_initials(letter),
        owner_unit=division_name(letter.unit_id) or head.owner_unit,
        telephone=head.telephone,
        email=head.email,
        copies_to=tuple(letter.copies_to),
        urgency=letter.urgency,
        secrecy=letter.secrecy,
        verification=None if draft else Verification(verify_url(letter.code), letter.code),
        concealed=letter.concealed,
        circular=letter.circular,
        particulars=letter.particulars,
        draft=draft,
        hands=hands,
    )


def _prefix(letter: Letter, on: date) -> str:
    """Return what a letter's number will begin with; nothing where no register would give it one."""
    try:
        template = Register.objects.values_list("template", flat=True).get(code=register_of(letter, on))
    except NoRegister:
        return ""
    return template.partition("{")[0]


def register_of(letter: Letter, on: date) -> str:
    """Return the register in which a letter gets its number on a day: its unit's or the nearest above.

    Its form says which kind of register; circulars and classified letters have their own. Raises: NoRegister.
    """
    kind = "circular_out" if letter.circular else SHAPES[letter.form].register
    secret = bool(letter.secrecy)
    return register_for(
        kind="letter_out" if secret else kind, units=unit_and_above(letter.unit_id), secret=secret, on=on
    )


def reserved_numbers(letter: Letter, *, at: datetime) -> list[Number]:
    """Return the numbers reserved for paper that a letter may bear: of this year and, in January, of the last."""
    today = legal_date(at)
    days = [today, date(today.year - 1, 12, 31)] if today.month == 1 else [today]
    try:
        return [number for day in days for number in reserved_in(register_of(letter, today), on=day)]
    except NoRegister:
        return []


def _initials(letter: Letter) -> str:
    """Return the initials beside the seal: the first letter of each name of who gave them."""
    if not SHAPES[letter.form].stamp or letter.signed_by is None:
        return ""
    return short_name(letter.signed_by.given_name, letter.signed_by.family_name)


def addressee(letter: Letter) -> str:
    """Return to whom a letter goes, as anyone in the Office may read it: a petitioner masked."""
    if letter.person is None:
        return letter.addressee
    return mask_of(letter.person) or "ผู้ร้อง"


def verify_url(code: str) -> str:
    """Return the address at which anyone can check a letter."""
    return f"{str(settings.PUBLIC_URL).rstrip('/')}/letters/{code}/"


def pdf_of(letter: Letter, *, at: datetime) -> bytes:
    """Return the paper as kept: a draft or a letter just signed is set now, a finished one comes from the store.

    A petitioner's name is masked in it. Raises: as `letter_data`, UnableToLayOut.
    """
    if letter.file is not None and letter.state in NUMBERED:
        try:
            with open_file(letter.file) as kept:
                return bytes(kept.read())
        except UnableToRead:
            pass  # destroyed or lost: the same parts give the same paper
    today = legal_date(at)
    return render(letter_data(letter, today=today), template_of(letter, today=today))


def page_images(pdf: bytes, *, pages: Collection[int] = (), scale: float = 1.4) -> list[bytes]:
    """Return pages of a PDF as PNG, all of them when none are named."""
    from io import BytesIO

    images = []
    with pypdfium2.PdfDocument(pdf) as document:
        for number in range(len(document)):
            if pages and number not in pages:
                continue
            image, into = document[number].render(scale=scale).to_pil(), BytesIO()
            image.save(into, "PNG", optimize=False)
            images.append(into.getvalue())
    return images


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def signs_alone(letter: Letter) -> bool:
    """Say whether a letter is to be read and signed by itself, never with others in one go."""
    return not KINDS[letter.kind].bulk or bool(letter.secrecy)


def may_do(letter_matter_ids: Collection[int], by: Actor) -> frozenset[str]:
    """Return the acts on letters for which someone has authority on all of these matters: what a page offers.

    The act itself checks again, with its state, four eyes and bars.
    """
    allowed: frozenset[str] | None = None
    for matter in Matter.objects.filter(pk__in=letter_matter_ids):
        place = Place(
            matter_id=matter.pk,
            track_id=0,
            officer_id=matter.officer_id,
            units=unit_and_above(matter.unit_id),
            agency_id=None,
        )
        moves = procedure_of(matter.procedure, matter.version).main.moves
        mine = {move.code for move in moves if move.own_page and basis_for(move.who, place, by, move.code)}
        allowed = frozenset(mine) if allowed is None else allowed & mine
    return allowed or frozenset()
