"""Drafts as they lie this morning: initials, remarks beside the text, a wording changed, what pens wrote.

True acts on letters that the petitions part has laid before the director.
"""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

from palat.duties.petitions.demo.office import Office
from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.operations import store
from palat.kernel.letters.operations import drafting, initialling, margin, on_paper, signing
from palat.kernel.letters.operations.drafting import Changes
from palat.kernel.letters.operations.margin import Penned
from palat.kernel.letters.operations.on_paper import OnPaper
from palat.kernel.letters.operations.remarks import Said
from palat.kernel.letters.procedure import Paragraph
from palat.kernel.letters.queries import Letter, matter_ids, may_do, to_sign
from palat.kernel.letters.text.words import blocks
from palat.kernel.matters.authority import Actor

RETURNED = "ขอให้ปรับถ้อยคำตามข้อสังเกต แล้วเสนอใหม่วันนี้"
FIRST = "ขอให้ขึ้นต้นด้วยวันที่รับเรื่อง แล้วจึงสรุปความเดือดร้อน"
SUBJECT = "เรื่องยาวไป ตัดให้เหลือบรรทัดเดียว"
ADDED = " ทั้งนี้ หากมีข้อขัดข้องประการใด โปรดแจ้งให้ทราบโดยเร็ว"
ORDER = "ทราบ ให้ติดตามผลทุกสิบห้าวันและรายงานจนกว่าจะแล้วเสร็จ"
PENNED = "ชอบ / เร่งให้เสร็จก่อนฤดูฝน"


def fill(office: Office) -> None:
    """Let some drafts, as far as there are, go through hands: signed by pen, returned, changed, initialled."""
    waiting = [letter for letter in to_sign(office.people["director-psc"]) if _drafter(office, letter)]
    bare = [one for one in waiting if one.person_id is None]  # no petitioner's name on what pens write upon
    for act, letters in ((_signed_by_pen, bare), (_returned, waiting), (_changed, waiting), (_initialled, waiting)):
        kinds = Counter(one.kind for one in waiting)
        spare = 1 if act in {_signed_by_pen, _returned} else 0  # the last of its kind goes on waiting for its signature
        letter = next((one for one in letters if one in waiting and kinds[one.kind] > spare), None)
        if letter is not None and (by := _drafter(office, letter)):
            waiting.remove(letter)
            act(office, letter, by)


def _drafter(office: Office, letter: Letter) -> Actor | None:
    """Return who drafted a letter and may still change it."""
    found = (by for by in office.people.by_account.values() if by.official_id == letter.drafted_by_id)
    by = next(found, None)
    return by if by is not None and "letter_draft" in may_do(matter_ids(letter), by) else None


def _initialled(office: Office, letter: Letter, by: Actor) -> None:
    at, clerk = office.now - timedelta(minutes=35), office.people["clerk-1"]
    initialling.give(letter_id=letter.pk, part="drafted", by=by, at=at, revision=letter.revision)
    initialling.ask(letter_id=letter.pk, part="typed", official_id=clerk.official_id or 0, by=by, at=at)


def _returned(office: Office, letter: Letter, _by: Actor) -> None:
    said = (Said("content:0", FIRST), Said("subject", SUBJECT))
    at = office.now - timedelta(minutes=25)
    signing.give_back(letter_id=letter.pk, by=office.people["director-psc"], at=at, words=RETURNED, said=said)


def _changed(office: Office, letter: Letter, by: Actor) -> None:
    at = office.now - timedelta(minutes=24)
    signing.give_back(letter_id=letter.pk, by=office.people["director-psc"], at=at, words=RETURNED)
    content = blocks(letter.content)
    place = next(index for index, one in enumerate(content) if isinstance(one, Paragraph) and one.kind == "body")
    changed = tuple(
        replace(one, text=one.text + ADDED) if index == place and isinstance(one, Paragraph) else one
        for index, one in enumerate(content)
    )
    changes = Changes(
        subject=letter.subject,
        addressee=letter.addressee,
        content=changed,
        references=letter.references,
        enclosures=letter.enclosures,
        copies_to=letter.copies_to,
        urgency=letter.urgency,
        circular=letter.circular,
        particulars=letter.particulars,
    )
    at = office.now - timedelta(minutes=12)
    drafting.edit(letter_id=letter.pk, by=by, at=at, revision=letter.revision, changes=changes)
    drafting.submit(letter_id=letter.pk, by=by, at=office.now - timedelta(minutes=11))


def _signed_by_pen(office: Office, letter: Letter, by: Actor) -> None:
    """Record what pens wrote: a signature and an order that wait for a second person, an order given on screen."""
    director, secretary = office.people["director-psc"], office.people["secretary"]
    at, today = office.now - timedelta(minutes=9), legal_date(office.now)
    signer_id, deputy_id = director.official_id or 0, office.people["deputy-ps"].official_id or 0
    margin.order(letter_id=letter.pk, by=director, at=at, words=ORDER)
    _letter, pdf = on_paper.paper_for_pen(letter_id=letter.pk, signer_id=signer_id, by=by, at=at)
    scan = store(upload=BytesIO(pdf), name="ลงนามแล้ว.pdf", at=at)
    penned = Penned(by_id=deputy_id, on=today, scan_id=scan.pk)
    margin.record_order(letter_id=letter.pk, by=secretary, at=at, words=PENNED, penned=penned)
    paper = OnPaper(signer_id=signer_id, on=today, scan_id=scan.pk)
    on_paper.record_signature(letter_id=letter.pk, by=secretary, at=at, revision=letter.revision, paper=paper)
