"""Acts on letters: draft, edit, submit, sign with number, issue, return, cancel, finish, dispatch.

Each is recorded on the chain of every matter that the letter is about; who may make it is said by the moves
of those matters' procedure (`moves.letter_moves`) and checked here, under the lock.
"""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.operations import store_made
from palat.kernel.history import ids
from palat.kernel.identities.operations import describe_for_letter, open_for_dispatch
from palat.kernel.identities.procedure import address_in_letter, name_in_letter
from palat.kernel.jobs.operations import enqueue
from palat.kernel.letters.layout import render
from palat.kernel.letters.models import Letter, LetterMatter
from palat.kernel.letters.moves import EDITABLE, KINDS, NUMBERED, STATES, WAYS, Draft
from palat.kernel.letters.procedure import BadLetter, Block, PersonMustWrite, UnknownCategory
from palat.kernel.letters.queries import as_signed, letter_data, matter_ids, register_of, spelled
from palat.kernel.letters.registry import duty
from palat.kernel.letters.words import kept
from palat.kernel.matters.authority import SYSTEM, Actor
from palat.kernel.matters.operations.acts import Act, UnableToAct, acting_on_many
from palat.kernel.matters.procedure import SECRECIES
from palat.kernel.organisation.procedure import Authority, signature_of
from palat.kernel.organisation.queries import agency_by_id, unit_and_above
from palat.kernel.registers.operations import take_number, void_number

ON_PAPER_FROM = 2  # ลับมาก and above are written by hand, never here


@dataclass(frozen=True)
class Changes:
    """What an officer may change on a draft."""

    subject: str
    addressee: str
    content: tuple[Block, ...]
    references: Sequence[str] = ()
    enclosures: Sequence[str] = ()
    copies_to: Sequence[str] = ()
    urgency: str = ""


def draft(
    acts: Sequence[Act],
    words: Draft,
    *,
    tracks: Mapping[int, Sequence[int]] | None = None,
    submit: bool = False,
    by_system: bool = False,
) -> Letter:
    """Draft a letter on matters under lock, and lay it before the signers where `submit` says so.

    `tracks` gives, by matter, the tracks that it concerns. `by_system`: the act itself brought the letter forth, so
    nobody is its drafter. A second letter of the same key is the first.
    Raises: UnableToAct for a letter without addressee or text, or one too secret for this system.
    """
    if words.key and (before := Letter.objects.filter(key=words.key).first()):
        return before
    first = acts[0].matter
    secrecy = max(act.matter.secrecy for act in acts)
    if secrecy >= ON_PAPER_FROM:
        raise UnableToAct(_("หนังสือชั้นลับมากขึ้นไปจัดทำบนกระดาษเท่านั้น"))
    by = acts[0].by
    letter = Letter(
        id=ids.take(),
        kind=words.kind,
        form=words.form or KINDS[words.kind].form,
        duty=first.duty,
        unit_id=_unit_of_all(acts),
        agency_id=words.agency_id,
        person_id=words.person_id,
        addressee=words.addressee,
        category=words.category,
        subject=words.subject,
        content=kept(words.content),
        references=list(words.references),
        enclosures=list(words.enclosures),
        copies_to=list(words.copies_to),
        urgency=words.urgency,
        secrecy=dict(SECRECIES)[secrecy] if secrecy else "",
        concealed=words.concealed,
        drafted_at=acts[0].at,
        drafted_by_id=None if by_system else by.official_id,
        code=spelled(secrets.token_hex(6)),
        key=words.key or None,
    )
    _require_whole(letter)
    facts = {"letter": letter.pk, "letter_kind": letter.kind, "form": letter.form, "agency": letter.agency_id}
    for act in acts:
        act.move("letter_draft", facts=facts)
        if submit:
            act.move("letter_submit", facts=facts)
    if submit:
        letter.state, letter.submitted_at = "submitted", acts[0].at
    letter.save(force_insert=True)
    LetterMatter.objects.bulk_create(
        LetterMatter(letter=letter, matter_id=act.matter.pk, track_id=track_id)
        for act in acts
        for track_id in (tracks or {}).get(act.matter.pk) or (None,)
    )
    return letter


def keyed(words: Draft, key: str) -> Draft:
    """Return a draft with a key, by which drafting it again is the same as once."""
    return replace(words, key=key)


def _unit_of_all(acts: Sequence[Act]) -> int | None:
    """Return the nearest unit that stands over all the matters."""
    above = [unit_and_above(act.matter.unit_id) for act in acts]
    return next((unit for unit in above[0] if all(unit in chain for chain in above)), None)


def start(
    *,
    kind: str,
    matter_id: int,
    by: Actor,
    at: datetime,
    agency_id: int | None = None,
) -> Letter:
    """Draft a letter of a kind on a matter, with the first words that its duty has for it."""
    if kind not in KINDS:
        raise UnableToAct(_("ไม่รู้จักชนิดของหนังสือนี้"))
    with acting_on_many(matter_ids=[matter_id], by=by, at=at) as acts:
        brings = duty(acts[0].matter.duty) if acts else None
        if brings is None:
            raise UnableToAct(_("เรื่องนี้ไม่มีแบบหนังสือชนิดที่เลือก"))
        return draft(acts, brings.first_draft(kind, matter_id=matter_id, agency_id=agency_id, at=at))


def edit(*, letter_id: int, by: Actor, at: datetime, revision: int, changes: Changes) -> Letter:
    """Change a draft. Raises: UnableToAct once it is submitted, or when someone else changed it since."""
    with transaction.atomic():
        letter = _locked(letter_id)
        _require_state(letter, EDITABLE)
        _require_revision(letter, revision)
        letter.subject = changes.subject.strip()
        if letter.person_id is None:
            letter.addressee = changes.addressee.strip()
        letter.content = kept(changes.content)
        letter.references, letter.enclosures = list(changes.references), list(changes.enclosures)
        letter.copies_to, letter.urgency = list(changes.copies_to), changes.urgency
        letter.revision += 1
        _require_whole(letter)
        _record(letter, "letter_draft", by=by, at=at, facts={"revision": letter.revision})
        letter.save(force_update=True)
        return letter


def submit(*, letter_id: int, by: Actor, at: datetime, revision: int | None = None) -> Letter:
    """Lay a draft before those who sign (แฟ้มเสนอ เพื่อลงนาม)."""
    with transaction.atomic():
        letter = _locked(letter_id)
        _require_state(letter, EDITABLE)
        _require_revision(letter, revision)
        _require_whole(letter)
        if not KINDS[letter.kind].signed:
            raise UnableToAct(_("หนังสือตอบรับออกได้โดยไม่ต้องลงนาม"))
        _record(letter, "letter_submit", by=by, at=at)
        letter.state, letter.submitted_at, letter.opened_at = "submitted", at, None
        letter.save(force_update=True)
        return letter


def opened(*, letter_id: int, at: datetime) -> None:
    """Remember that someone who may sign a letter opened it: only that, never for how long."""
    Letter.objects.filter(pk=letter_id, opened_at=None, state="submitted").update(opened_at=at)


def sign(*, letter_id: int, by: Actor, at: datetime, revision: int | None = None) -> Letter:
    """Sign a letter, or initial one that is stamped, and give it its number and day.

    What the signature sets going (a referral) happens in the same transaction; the number is taken last.
    Raises: UnableToAct when it is not before the signers, was changed since it was read, or its drafter signs.
    """
    with transaction.atomic():
        letter = _locked(letter_id)
        _require_state(letter, ("submitted",))
        _require_revision(letter, revision)
        authority = by.authority
        if authority is None:
            raise UnableToAct(_("ผู้ลงนามต้องเป็นเจ้าหน้าที่"))
        if KINDS[letter.kind].four_eyes and letter.drafted_by_id == authority.official_id:
            raise UnableToAct(_("ผู้ร่างลงนามหนังสือชนิดนี้เองไม่ได้ ต้องเป็นผู้มีอำนาจอีกคนหนึ่ง (หลักสองคนตรวจ)"))
        move = "letter_seal" if letter.form == "stamped" else "letter_sign"
        relied = _record(letter, move, by=by, at=at)
        letter.basis = _order_of_the_office(authority, move) or relied
        letter.signature = [] if letter.form == "stamped" else list(signature_of(authority, letter.basis))
        letter.signed_by_id, letter.signed_at = authority.official_id, at
        brings = duty(letter.duty)
        if brings is not None:
            brings.on_signed(as_signed(letter), at=at)
        return _numbered(letter, at)


def issue(*, letter_id: int, by: Actor, at: datetime) -> Letter:
    """Send out a letter that needs no signature, under the standing authority of the Office, with its number."""
    with transaction.atomic():
        letter = _locked(letter_id)
        _require_state(letter, EDITABLE)
        if KINDS[letter.kind].signed:
            raise UnableToAct(_("หนังสือชนิดนี้ต้องเสนอเพื่อลงนาม"))
        letter.basis = _record(letter, "letter_issue", by=by, at=at)
        letter.signed_at = at
        return _numbered(letter, at)


def _order_of_the_office(authority: Authority, move: str) -> str:
    """Return the order by which the permanent secretary gave this very act away, where there is one.

    A letter of the Office is its head's: who has such an order signs ปฏิบัติราชการแทน, not in their own post.
    """
    for given in authority.delegated:
        if given.role == "permanent_secretary" and move in given.acts:
            return f"delegation:{given.delegation_id}"
    return ""


def _numbered(letter: Letter, at: datetime) -> Letter:
    """Give a letter its number: the register's row stays locked from here to the commit, one update away."""
    day = legal_date(at)
    letter.register, letter.on, letter.state = register_of(letter), day, "signed"
    enqueue("letters.finish", letter_id=letter.pk)
    number = take_number(register=letter.register, on=day, ref=f"letter:{letter.pk}", at=at)
    letter.number, letter.year, letter.running = number.text, number.year, number.running
    letter.save(force_update=True)
    return letter


def give_back(*, letter_id: int, by: Actor, at: datetime, words: str) -> Letter:
    """Return a letter to its drafter with the reason, instead of signing it. Raises: UnableToAct without one."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุผลที่ส่งคืน"))
    with transaction.atomic():
        letter = _locked(letter_id)
        _require_state(letter, ("submitted",))
        _record(letter, "letter_return", by=by, at=at, body={"words": words})
        letter.state, letter.returned_words = "returned", words
        letter.save(force_update=True)
        return letter


def cancel(*, letter_id: int, by: Actor, at: datetime, words: str) -> Letter:
    """Cancel a letter that has not left. A number already given is marked void and never used again.

    Raises: UnableToAct without a reason, or when it has been sent out.
    """
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุที่ยกเลิก"))
    with transaction.atomic():
        letter = _locked(letter_id)
        _require_state(letter, ("draft", "returned", "submitted", "signed"))
        if letter.state == "signed" and letter.kind == "referral":
            raise UnableToAct(_("หนังสือนี้ลงนามและส่งเรื่องแล้ว หากต้องการถอนให้ใช้ “เรียกเรื่องคืน”"))
        _record(letter, "letter_cancel", by=by, at=at, body={"words": words})
        if letter.number and letter.running is not None and letter.year is not None and by.authority:
            void_number(
                register=letter.register,
                year=letter.year,
                running=letter.running,
                reason=words[:200],
                by_user_id=by.authority.user_id,
                at=at,
            )
        letter.state, letter.returned_words, letter.key = "cancelled", words, None
        letter.save(force_update=True)
        return letter


def dispatch(*, letter_id: int, by: Actor, at: datetime, way: str, post_code: str = "") -> Letter:
    """Record that a signed letter went out, and by which way."""
    if way not in WAYS:
        raise UnableToAct(_("โปรดเลือกทางที่ส่ง"))
    with transaction.atomic():
        letter = _locked(letter_id)
        _require_state(letter, ("signed",))
        _record(letter, "letter_dispatch", by=by, at=at, facts={"way": way})
        letter.state, letter.way, letter.dispatched_at, letter.post_code = "dispatched", way, at, post_code.strip()[:40]
        letter.save(force_update=True)
        return letter


def finish(*, letter_id: int, at: datetime) -> None:
    """Set the paper of a letter that has its number, and keep it by its hash. Finishing twice is the same as once.

    The store keeps a petitioner's letter with the name masked (สำเนาคู่ฉบับ); the hash is that of the paper
    that leaves, whose name is opened for it under a recorded reveal and kept nowhere.
    """
    with transaction.atomic():
        letter = _locked(letter_id)
        if letter.state not in NUMBERED or letter.file_id is not None:
            return
        day = letter.on or legal_date(at)
        copy = render(letter_data(letter, today=day))
        leaves = copy
        if letter.person is not None:
            opened_fields = open_for_dispatch(letter.person.pk, purpose="letter", at=at, matter=f"letter:{letter.pk}")
            leaves = render(letter_data(letter, today=day, name=_named(letter.person.kind, opened_fields)))
        letter.sha256 = hashlib.sha256(leaves).hexdigest()
        letter.file = store_made(content=copy, kind="pdf", at=at)
        _record(letter, "letter_finish", by=SYSTEM, at=at, facts={"number": letter.number, "sha256": letter.sha256})
        letter.save(force_update=True)


def paper_to_send(*, letter_id: int, by: Actor, at: datetime) -> tuple[Letter, bytes, str]:
    """Return the paper that leaves, with the petitioner's name on it, and the lines for the envelope.

    Opening the name is recorded. Raises: UnableToAct unless the letter is signed and the person may send it.
    """
    with transaction.atomic():
        letter = _locked(letter_id)
        _require_state(letter, NUMBERED)
        with acting_on_many(matter_ids=matter_ids(letter), by=by, at=at) as acts:
            for act in acts:
                act.require("letter_dispatch")
        day = letter.on or legal_date(at)
        if letter.person_id is None or by.official_id is None:
            return letter, render(letter_data(letter, today=day)), letter.addressee
        found = describe_for_letter(
            person_id=letter.person_id, by_official_id=by.official_id, at=at, matter=f"letter:{letter.pk}"
        )
        paper = render(letter_data(letter, today=day, name=found.name))
        return letter, paper, f"{found.name}\n{found.address}"


def _named(kind: str, fields: Mapping[str, str]) -> str:
    return name_in_letter(kind, fields) or address_in_letter(kind, fields)


def _locked(letter_id: int) -> Letter:
    return Letter.objects.select_for_update(of=("self",)).select_related("person", "signed_by").get(pk=letter_id)


def _record(
    letter: Letter,
    move: str,
    *,
    by: Actor,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
    body: Mapping[str, Any] | None = None,
) -> str:
    """Make a move on every matter of a letter; return what it relied upon. Raises: as `Act.move`."""
    told = {"letter": letter.pk, "letter_kind": letter.kind, **(facts or {})}
    with acting_on_many(matter_ids=matter_ids(letter), by=by, at=at) as acts:
        for act in acts:
            act.move(move, facts=told, body=body)
        return acts[0].basis


def _require_state(letter: Letter, states: Sequence[str]) -> None:
    if letter.state not in states:
        raise UnableToAct(_("ทำไม่ได้ขณะหนังสืออยู่ในสถานะ “%(state)s”") % {"state": _(STATES[letter.state])})


def _require_revision(letter: Letter, revision: int | None) -> None:
    if revision is not None and revision != letter.revision:
        raise UnableToAct(_("หนังสือถูกแก้ไขหลังจากที่คุณเปิดหน้านี้ โปรดอ่านฉบับล่าสุดก่อน"))


def _require_whole(letter: Letter) -> None:
    """Refuse a letter that could not be set on paper."""
    if letter.person_id is None and not letter.addressee.strip():
        if letter.agency_id is None:
            raise UnableToAct(_("หนังสือต้องมีผู้รับ"))
        letter.addressee = agency_by_id(letter.agency_id).name_th
    try:
        letter_data(letter, today=legal_date(letter.drafted_at))
    except (BadLetter, PersonMustWrite) as refusal:
        raise UnableToAct(_(str(refusal))) from refusal
    except UnknownCategory as refusal:
        raise UnableToAct(_("ไม่มีคำขึ้นต้นและคำลงท้ายสำหรับผู้รับประเภทนี้")) from refusal
