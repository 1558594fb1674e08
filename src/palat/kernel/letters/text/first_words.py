"""First words of letters that are the same whatever the duty: each form with its own opening and its own end."""

from datetime import date

from palat.kernel.letters.moves import KINDS, Draft
from palat.kernel.letters.procedure import Block, Paragraph, address, category_of_post, form_for
from palat.kernel.letters.shapes import OFFICE, SHAPES, Form, first_particulars
from palat.kernel.organisation.queries import agency_by_id, head_and_cceo_of, is_under

MINISTRY = "นร"  # สำนักนายกรัฐมนตรี: between its own agencies a memo goes, not a letter (provisional)
BLANK = "[…]"  # what the drafter has to put in its place
AGENDA = (
    "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ",
    "เรื่องรับรองรายงานการประชุม",
    "เรื่องเสนอเพื่อทราบ",
    "เรื่องเสนอเพื่อพิจารณา",
    "เรื่องอื่น ๆ",
)
OPENINGS: dict[str, str] = {
    "external": f"ด้วย{OFFICE}{BLANK}",
    "internal_memo": f"ตามที่{BLANK} นั้น",
    "stamped": f"ตามที่{BLANK} นั้น",
    "order": f"ด้วย{BLANK} อาศัยอำนาจตามความใน{BLANK} จึงมีคำสั่ง ดังต่อไปนี้",
    "announcement": f"ด้วย{BLANK} จึงประกาศให้ทราบโดยทั่วกัน",
    "certificate": f"ได้{BLANK}",
    "minutes": f"ประธานแจ้งให้ที่ประชุมทราบ {BLANK}",
}


def form_of(kind: str, agency_id: int | None) -> Form:
    """Return the form that a letter of a kind to an agency takes: where it follows, that of the addressee."""
    one = KINDS[kind]
    if not one.follows or agency_id is None:
        return one.form
    return form_for(inside=is_under(agency_id, MINISTRY))


def plain(kind: str, *, agency_id: int | None, person_id: int | None = None, person: str = "", on: date) -> Draft:
    """Return the first words of a letter of a kind that no duty has words for.

    To an agency, to a sealed person (whose kind of person is `person`), or to whom the drafter writes.
    """
    form = form_of(kind, agency_id)
    to, category = _addressee(form, agency_id, on)
    if person_id is not None and SHAPES[form].addressee:
        agency_id, to, category = None, "", "monk" if person == "monk" else "citizen"
    else:
        person_id = None
    return Draft(
        kind=kind,
        form=form,
        agency_id=agency_id if to else None,
        person_id=person_id,
        addressee=to,
        category=category,
        subject=_subject(form),
        content=_content(form, category, on),
        particulars=first_particulars(form),
    )


def _addressee(form: Form, agency_id: int | None, on: date) -> tuple[str, str]:
    """Return to whom a form goes, and that addressee's category: a stamped letter to the body, others to its head."""
    if form in {"order", "announcement", "minutes"}:
        return "", "official"
    if agency_id is None:
        return ("ปลัดสำนักนายกรัฐมนตรี" if form == "internal_memo" else BLANK), "official"
    if form in {"stamped", "certificate"}:
        return agency_by_id(agency_id).name_th, "official"
    head = head_and_cceo_of(agency_id, on=on).head_title
    return head, category_of_post(head)


def _subject(form: Form) -> str:
    return {"minutes": "รายงานการประชุม", "certificate": "หนังสือรับรอง"}.get(form, BLANK)


def _content(form: Form, category: str, on: date) -> tuple[Block, ...]:
    opening = Paragraph(OPENINGS[form])
    if form == "order":
        effect = Paragraph("ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป")
        return (opening, Paragraph(BLANK, "item", "1."), Paragraph(BLANK, "item", "2."), effect)
    if form == "minutes":
        heads = [Paragraph(f"ระเบียบวาระที่ {n} {words}", "heading") for n, words in enumerate(AGENDA, 1)]
        return (heads[0], opening, *(part for head in heads[1:] for part in (head, Paragraph(BLANK))))
    if form in {"announcement", "certificate"}:
        return (opening,)
    words = {"stamped": "stamped", "internal_memo": "internal"}.get(form, category)
    return (opening, Paragraph(address(words, on=on).purpose_sentence("พิจารณา")))
