"""One piece of a batch of letters: checked letter by letter, written set-based, numbered last, in one transaction."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.thai_dates import long_date
from palat.kernel.letters.models import Batch, BatchItem, Letter, LetterMatter
from palat.kernel.letters.moves import KINDS, Draft
from palat.kernel.letters.operations.drafting import compose, first_words
from palat.kernel.letters.operations.locking import require_state
from palat.kernel.letters.operations.signing import bear_signature, sign, sign_move, signer
from palat.kernel.letters.procedure import Paragraph
from palat.kernel.letters.queries import register_of
from palat.kernel.letters.registry import duty
from palat.kernel.letters.templating.queries import version_in_force
from palat.kernel.letters.text.words import read
from palat.kernel.matters.authority import SYSTEM, Actor
from palat.kernel.matters.models import Matter
from palat.kernel.matters.operations.acts import Act, UnableToAct, acting_on_many
from palat.kernel.matters.queries.file import MatterFile, file_of
from palat.kernel.pages.pieces import spaced
from palat.kernel.registers.operations.numbers import UnableToNumber, take_numbers
from palat.kernel.registers.queries import NoRegister
from palat.kernel.writing import copy_many, rewrite_fields


def drafted(batch: Batch, items: Sequence[BatchItem], by: Actor, at: datetime) -> list[int]:
    """Draft a letter on each matter and lay it before the signers. None of them has a number yet."""
    made = _composed(batch, items, by, at, _drafted)
    _insert(made)
    return []


def issued(batch: Batch, items: Sequence[BatchItem], by: Actor, at: datetime) -> list[int]:
    """Draft and issue a letter that needs no signature on each matter, with its number."""
    made = _composed(batch, items, by, at, _issued)
    number_together([letter for _item, letter in made], at)
    _insert(made)
    return [letter.pk for _item, letter in made]


Made = list[tuple[BatchItem, Letter]]


def _composed(
    batch: Batch, items: Sequence[BatchItem], by: Actor, at: datetime, make: Callable[[Batch, Act], Letter]
) -> Made:
    by_matter = {item.matter_id or 0: item for item in items}
    made: Made = []
    with acting_on_many(matter_ids=by_matter, by=by, at=at) as acts:
        _read_ahead(acts)
        for act in acts:
            item = by_matter[act.matter.pk]
            try:
                letter = make(batch, act)
            except UnableToAct as refused:
                item.state, item.why = "refused", str(refused)[:500]
                continue
            item.state, item.letter = "done", letter
            made.append((item, letter))
    return made


def _read_ahead(acts: Sequence[Act]) -> None:
    """Let each duty read at once what the first words of its letters ask for."""
    by_duty: dict[str, list[MatterFile]] = defaultdict(list)
    for act in acts:
        by_duty[act.matter.duty].append(file_of(act.matter, SYSTEM))
    for code, files in by_duty.items():
        if (brings := duty(code)) is not None:
            brings.read_ahead(files)


def _drafted(batch: Batch, act: Act) -> Letter:
    for move in ("letter_draft", "letter_submit"):
        act.require(move)  # before anything of this letter is changed
    return compose([act], _words(batch, act), submit=True)


def _issued(batch: Batch, act: Act) -> Letter:
    """Issue a letter whose words are the system's own: who issues it need not be one who drafts."""
    act.require("letter_issue")
    words, official = _words(batch, act), act.by
    act.by = SYSTEM
    try:
        letter = compose([act], words, by_system=True)
    finally:
        act.by = official
    act.move("letter_issue", facts={"letter": letter.pk, "letter_kind": letter.kind})
    letter.basis, letter.signed_at = act.basis, act.at
    return letter


def _words(batch: Batch, act: Act) -> Draft:
    """Return the words of one letter: the duty's own, or those in common with what is the matter's own in them."""
    words = first_words(act, batch.kind, to_person=KINDS[batch.kind].plain)
    if not KINDS[batch.kind].plain:
        return words
    last = words.content[-1:] if len(words.content) > 1 else ()  # the sentence of purpose
    said = read(merged(str(batch.words["text"]), act.matter))
    has_purpose = said and isinstance(said[-1], Paragraph) and said[-1].text.startswith("จึง")
    return replace(
        words,
        subject=merged(str(batch.words["subject"]), act.matter)[:300],
        content=said if has_purpose else (*said, *last),
    )


def merged(text: str, matter: Matter) -> str:
    """Put what is a matter's own into words that many letters have in common."""
    own = {
        "{รหัสเรื่อง}": spaced(matter.code),
        "{วันที่รับ}": long_date(legal_date(matter.received_at)),
        "{เลขรับ}": matter.number,
    }
    for mark, value in own.items():
        text = text.replace(mark, value)
    return text


def _insert(made: Made) -> None:
    copy_many(letter for _item, letter in made)
    LetterMatter.objects.bulk_create(
        LetterMatter(letter=letter, matter_id=item.matter_id or 0) for item, letter in made
    )


def signed(batch: Batch, items: Sequence[BatchItem], by: Actor, at: datetime) -> list[int]:
    """Sign each letter. One whose signature sets something going is signed by itself; the others together."""
    by_letter = {item.letter_id or 0: item for item in items}
    letters = list(Letter.objects.select_for_update(of=("self",)).filter(pk__in=by_letter).order_by("pk"))
    together: list[Letter] = []
    alone: list[Letter] = []
    for letter in letters:
        brings = duty(letter.duty)
        (alone if brings is not None and letter.kind in brings.sets_going else together).append(letter)
    done = _signed_together(together, by_letter, by, at)
    number_together(done, at)
    rewrite_fields(done, SIGNED)
    return [one.pk for one in done] + [one.pk for one in alone if _signed_alone(one, by_letter[one.pk], by, at)]


SIGNED = (
    *("state", "basis", "signature", "signed_by", "signed_at"),
    *("register", "number", "year", "running", "on", "template"),
)


def _signed_together(
    letters: Sequence[Letter], by_letter: dict[int, BatchItem], by: Actor, at: datetime
) -> list[Letter]:
    about: dict[int, list[int]] = defaultdict(list)
    for letter_id, matter_id in (
        LetterMatter.objects.filter(letter__in=letters).values_list("letter_id", "matter_id").order_by("pk").distinct()
    ):
        if matter_id not in about[letter_id]:
            about[letter_id].append(matter_id)
    done = []
    with acting_on_many(matter_ids={one for each in about.values() for one in each}, by=by, at=at) as acts:
        by_matter = {act.matter.pk: act for act in acts}
        for letter in letters:
            item = by_letter[letter.pk]
            try:
                _sign(letter, [by_matter[one] for one in about[letter.pk]], by, at)
            except UnableToAct as refused:
                item.state, item.why = "refused", str(refused)[:500]
                continue
            item.state = "done"
            done.append(letter)
    return done


def _sign(letter: Letter, acts: Sequence[Act], by: Actor, at: datetime) -> None:
    require_state(letter, ("submitted",))
    authority, move = signer(letter, by), sign_move(letter)
    for act in acts:
        act.require(move)  # on every matter, before any is changed
    for act in acts:
        act.move(move, facts={"letter": letter.pk, "letter_kind": letter.kind})
    bear_signature(letter, authority, acts[0].basis, at)


def _signed_alone(letter: Letter, item: BatchItem, by: Actor, at: datetime) -> bool:
    try:
        with transaction.atomic():
            sign(letter_id=letter.pk, by=by, at=at)
    except UnableToAct as refused:
        item.state, item.why = "refused", str(refused)[:500]
        return False
    item.state = "done"
    return True


def number_together(letters: Sequence[Letter], at: datetime) -> None:
    """Give letters their numbers, each in its register, the registers in the order of their codes.

    The rows of the registers stay locked until the transaction ends. Raises: UnableToAct where one gives none.
    """
    day = legal_date(at)
    by_register: dict[str, list[Letter]] = defaultdict(list)
    versions = {form: version_in_force(form, on=day) for form in {letter.form for letter in letters}}
    known: dict[tuple[Any, ...], str] = {}
    try:
        for letter in letters:
            alike = (letter.form, letter.circular, letter.secrecy, letter.unit_id)
            if alike not in known:
                known[alike] = register_of(letter, day)
            by_register[known[alike]].append(letter)
        for register in sorted(by_register):
            some = by_register[register]
            numbers = take_numbers(register=register, on=day, refs=[f"letter:{one.pk}" for one in some], at=at)
            for letter, number in zip(some, numbers, strict=True):
                letter.register, letter.on, letter.state = register, day, "signed"
                letter.number, letter.year, letter.running = number.text, number.year, number.running
                letter.template = versions[letter.form]
    except NoRegister:
        raise UnableToAct(_("ไม่มีทะเบียนที่ออกเลขให้หนังสือชนิดนี้ โปรดแจ้งผู้ดูแลระบบ")) from None
    except UnableToNumber as refused:
        raise UnableToAct(str(refused)) from refused
