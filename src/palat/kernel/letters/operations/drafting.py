"""Drafting letters: first words, changes, laying a draft before the signers.

Who may is said by the moves of the matters' procedure (`moves.letter_moves`) and checked here, under the lock.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from palat.kernel.history import ids
from palat.kernel.letters.models import Letter, LetterMatter
from palat.kernel.letters.moves import EDITABLE, KINDS, Draft
from palat.kernel.letters.operations.locking import locked, record, require_revision, require_state, require_whole
from palat.kernel.letters.procedure import Block
from palat.kernel.letters.queries import spelled
from palat.kernel.letters.registry import duty
from palat.kernel.letters.words import kept
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Act, UnableToAct, acting_on_many
from palat.kernel.matters.procedure import SECRECIES
from palat.kernel.organisation.queries import unit_and_above

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
    require_whole(letter)
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
        letter = locked(letter_id)
        require_state(letter, EDITABLE)
        require_revision(letter, revision)
        letter.subject = changes.subject.strip()
        if letter.person_id is None:
            letter.addressee = changes.addressee.strip()
        letter.content = kept(changes.content)
        letter.references, letter.enclosures = list(changes.references), list(changes.enclosures)
        letter.copies_to, letter.urgency = list(changes.copies_to), changes.urgency
        letter.revision += 1
        require_whole(letter)
        record(letter, "letter_draft", by=by, at=at, facts={"revision": letter.revision})
        letter.save(force_update=True)
        return letter


def submit(*, letter_id: int, by: Actor, at: datetime, revision: int | None = None) -> Letter:
    """Lay a draft before those who sign (แฟ้มเสนอ เพื่อลงนาม)."""
    with transaction.atomic():
        letter = locked(letter_id)
        require_state(letter, EDITABLE)
        require_revision(letter, revision)
        require_whole(letter)
        if not KINDS[letter.kind].signed:
            raise UnableToAct(_("หนังสือตอบรับออกได้โดยไม่ต้องลงนาม"))
        record(letter, "letter_submit", by=by, at=at)
        letter.state, letter.submitted_at, letter.opened_at = "submitted", at, None
        letter.save(force_update=True)
        return letter
