"""Drafting letters: first words, changes, laying a draft before the signers.

Who may is said by the moves of the matters' procedure (`moves.letter_moves`) and checked here, under the lock.
"""

import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.history import ids
from palat.kernel.identities.queries import kind_of
from palat.kernel.letters.drafts.initials import lacking
from palat.kernel.letters.drafts.queries import standing
from palat.kernel.letters.models import Letter, LetterMatter
from palat.kernel.letters.moves import EDITABLE, KINDS, Draft
from palat.kernel.letters.operations.locking import (
    locked,
    record,
    refused,
    require_filled,
    require_revision,
    require_state,
    require_whole,
)
from palat.kernel.letters.operations.remarks import settle
from palat.kernel.letters.operations.wordings import keep_before_change, keep_changed
from palat.kernel.letters.procedure import Block, Paragraph, PersonMustWrite, UnknownCategory, category_of_post
from palat.kernel.letters.queries import spelled, words_of_address
from palat.kernel.letters.registry import duty
from palat.kernel.letters.shapes import fitting
from palat.kernel.letters.text.first_words import plain
from palat.kernel.letters.text.words import kept
from palat.kernel.matters.authority import SYSTEM, Actor
from palat.kernel.matters.operations.acts import Act, UnableToAct, acting_on_many
from palat.kernel.matters.procedure import SECRECIES
from palat.kernel.matters.queries.file import file_of
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
    category: str = ""
    circular: bool = False
    particulars: Mapping[str, Any] = field(default_factory=dict)


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
    letter = compose(acts, words, submit=submit, by_system=by_system)
    letter.save(force_insert=True)
    tie_letters(about(acts, letter, tracks or {}))
    return letter


def compose(acts: Sequence[Act], words: Draft, *, submit: bool = False, by_system: bool = False) -> Letter:
    """Return an unsaved draft on matters under lock, its moves made. Raises: as `draft`, before anything changed."""
    letter = begun(acts, words, by_system=by_system)
    require_whole(letter)
    tell_drafted(acts, letter, submit=submit)
    return letter


def begun(acts: Sequence[Act], words: Draft, *, by_system: bool) -> Letter:
    """Return a letter on matters as it begins, before any move. Raises: UnableToAct for one too secret."""
    first = acts[0].matter
    secrecy = max(act.matter.secrecy for act in acts)
    if secrecy >= ON_PAPER_FROM:
        raise UnableToAct(_("หนังสือชั้นลับมากขึ้นไปจัดทำบนกระดาษเท่านั้น"))
    by, form = acts[0].by, words.form or KINDS[words.kind].form
    return Letter(
        id=ids.take(),
        kind=words.kind,
        form=form,
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
        circular=words.circular,
        particulars=fitting(form, words.particulars),
        drafted_at=acts[0].at,
        drafted_by_id=None if by_system else by.official_id,
        code=spelled(secrets.token_hex(6)),
        key=words.key or None,
    )


def tell_drafted(acts: Sequence[Act], letter: Letter, *, submit: bool) -> None:
    """Make the moves of drafting, and of laying before the signers, on every matter of a letter."""
    facts = {"letter": letter.pk, "letter_kind": letter.kind, "form": letter.form, "agency": letter.agency_id}
    for act in acts:
        act.move("letter_draft", facts=facts)
        if submit:
            act.move("letter_submit", facts=facts)
    if submit:
        letter.state, letter.submitted_at = "submitted", acts[0].at


def about(acts: Sequence[Act], letter: Letter, tracks: Mapping[int, Sequence[int]]) -> list[LetterMatter]:
    """Return the rows that tie a letter to its matters and tracks, not yet written."""
    return [
        LetterMatter(letter=letter, matter_id=act.matter.pk, track_id=track_id)
        for act in acts
        for track_id in tracks.get(act.matter.pk) or (None,)
    ]


def tie_letters(rows: Iterable[LetterMatter]) -> None:
    """Write the rows that tie letters to their matters."""
    LetterMatter.objects.bulk_create(rows, batch_size=2000)


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
    to_person: bool = False,
) -> Letter:
    """Draft a letter of a kind on a matter, with the first words that its duty, or its form, has for it.

    `to_person`: a plain letter goes to the sealed person of the matter, whose name is opened only on paper.
    """
    if kind not in KINDS:
        raise UnableToAct(_("ไม่รู้จักชนิดของหนังสือนี้"))
    with acting_on_many(matter_ids=[matter_id], by=by, at=at) as acts:
        return draft(acts, first_words(acts[0], kind, agency_id=agency_id, to_person=to_person))


def first_words(act: Act, kind: str, *, agency_id: int | None = None, to_person: bool = False) -> Draft:
    """Return what a letter of a kind on a matter begins with. Raises: UnableToAct where there are no words for it."""
    brings, file = duty(act.matter.duty), file_of(act.matter, SYSTEM)
    if KINDS[kind].plain:
        person_id = brings.person_of(file) if brings and to_person else None
        if to_person and person_id is None:
            raise UnableToAct(_("ผู้ร้องไม่ได้ให้ชื่อและที่อยู่ไว้ จึงส่งหนังสือถึงผู้ร้องไม่ได้"))
        person = kind_of(person_id) if person_id else ""
        return plain(kind, agency_id=agency_id, person_id=person_id, person=person, on=legal_date(act.at))
    if brings is None:
        raise UnableToAct(_("เรื่องนี้ไม่มีแบบหนังสือชนิดที่เลือก"))
    return brings.first_draft(kind, file=file, agency_id=agency_id, at=act.at)


def edit(
    *, letter_id: int, by: Actor, at: datetime, revision: int, changes: Changes, settled: Collection[int] = ()
) -> Letter:
    """Change a draft; every wording of it is kept. `settled` are the remarks that this change sees to.

    Raises: UnableToAct once it is submitted, or when someone else changed it since.
    """
    with transaction.atomic():
        letter = locked(letter_id)
        require_state(letter, EDITABLE)
        require_revision(letter, revision)
        keep_before_change(letter)
        letter.subject = changes.subject.strip()
        content = changes.content
        if letter.person_id is None:
            letter.addressee = changes.addressee.strip()
            content = _spoken_to(letter, changes.category or category_of_post(letter.addressee), content)
        letter.content = kept(content)
        letter.circular = changes.circular
        letter.particulars = fitting(letter.form, changes.particulars)
        letter.references, letter.enclosures = list(changes.references), list(changes.enclosures)
        letter.copies_to, letter.urgency = list(changes.copies_to), changes.urgency
        letter.revision += 1
        require_whole(letter)
        seen_to = settle(letter, settled, official_id=by.official_id, at=at)
        record(letter, "letter_draft", by=by, at=at, facts={"revision": letter.revision, **seen_to})
        letter.save(force_update=True)
        keep_changed(letter, official_id=by.official_id, at=at)
        return letter


def _spoken_to(letter: Letter, category: str, content: tuple[Block, ...]) -> tuple[Block, ...]:
    """Give a letter the category of its addressee, and the sentence of purpose the words that this asks for.

    A sentence that the drafter wrote otherwise stays as it is. Raises: UnableToAct where a person must write.
    """
    today = legal_date(letter.drafted_at)
    try:
        before = words_of_address(letter, today).purpose
        letter.category = category
        after = words_of_address(letter, today).purpose
    except (PersonMustWrite, UnknownCategory) as refusal:
        raise refused(refusal) from refusal
    if not before or before == after:
        return content
    return tuple(
        replace(one, text=after + one.text.removeprefix(before))
        if isinstance(one, Paragraph) and one.text.startswith(before)
        else one
        for one in content
    )


def submit(*, letter_id: int, by: Actor, at: datetime, revision: int | None = None) -> Letter:
    """Lay a draft before those who sign (แฟ้มเสนอ เพื่อลงนาม)."""
    with transaction.atomic():
        letter = locked(letter_id)
        require_state(letter, EDITABLE)
        require_revision(letter, revision)
        require_whole(letter)
        require_filled(letter)
        if not KINDS[letter.kind].signed:
            raise UnableToAct(_("หนังสือตอบรับออกได้โดยไม่ต้องลงนาม"))
        if missing := lacking(settings.INITIALS_NEEDED, standing(letter)):
            raise UnableToAct(_("ยังไม่มีชื่อย่อของผู้%(parts)s") % {"parts": ", ".join(_(one) for one in missing)})
        record(letter, "letter_submit", by=by, at=at)
        letter.state, letter.submitted_at, letter.opened_at = "submitted", at, None
        letter.save(force_update=True)
        return letter


def take_back(*, letter_id: int, by: Actor, at: datetime) -> Letter:
    """Take a letter back from those who sign, to change it: before it was signed, or is being signed on paper."""
    with transaction.atomic():
        letter = locked(letter_id)
        require_state(letter, ("submitted",))
        record(letter, "letter_take_back", by=by, at=at, facts={"revision": letter.revision})
        letter.state, letter.submitted_at, letter.opened_at = "draft", None, None
        letter.save(force_update=True)
        return letter
