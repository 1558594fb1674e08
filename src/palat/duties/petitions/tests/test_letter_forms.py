"""Every form of official paper begun on a petition: its fields, its register, who is spoken to and how."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from palat.duties.petitions.tests.factories import NOW, agency_id, official
from palat.duties.petitions.tests.test_letter_pages import desk
from palat.duties.petitions.tests.test_letters import SECRETS, WHO, everything_in, in_hand
from palat.kernel.letters.forms import LetterForm
from palat.kernel.letters.models import Letter
from palat.kernel.letters.operations import drafting, sending, signing
from palat.kernel.letters.operations.drafting import Changes
from palat.kernel.letters.procedure import Paragraph
from palat.kernel.letters.queries import pdf_of, words_of_address
from palat.kernel.matters.models import Matter
from palat.kernel.matters.operations.acts import UnableToAct

pytestmark = pytest.mark.django_db
MINUTES = {
    "meeting": "คณะทำงาน",
    "session": "1/2569",
    "held": "วันจันทร์ที่ 8 มิถุนายน 2569",
    "place": "ห้องประชุม 1",
    "present": ["นายตัวอย่าง ประธานดี  ผู้อำนวยการ"],
    "began": "09.30 น.",
    "ended": "10.00 น.",
    "taker": "นางสาวสมมุติ จดรายงาน",
}


def begun(kind: str, **given) -> tuple[Letter, Matter]:
    """A letter of a kind, begun by the officer of a petition."""
    matter, officer = in_hand(person=WHO)
    return drafting.start(kind=kind, matter_id=matter.pk, by=officer, at=NOW, **given), matter


def filled(letter: Letter, **changed) -> Letter:
    """The same draft with its blanks filled."""
    changes = Changes(
        subject="ทดสอบ",
        addressee=letter.addressee.replace("[…]", "นายอำเภอตัวอย่าง"),
        content=(Paragraph("ข้อความ"),),
        **changed,
    )
    by = official("officer-1")
    return drafting.edit(letter_id=letter.pk, by=by, at=NOW, revision=letter.revision, changes=changes)


def signed(letter: Letter) -> Letter:
    """The letter laid before the director, and signed."""
    drafting.submit(letter_id=letter.pk, by=official("officer-1"), at=NOW)
    return signing.sign(letter_id=letter.pk, by=official("director-psc"), at=NOW)


@pytest.mark.parametrize(
    ("kind", "form", "register", "number"),
    [
        ("letter", "external", "letter_out", "นร 0105.04/1"),
        ("memo", "internal_memo", "letter_out", "นร 0105.04/1"),
        ("stamped_letter", "stamped", "letter_out", "นร 0105.04/1"),
        ("command", "order", "order", "1/2569"),
        ("announcement", "announcement", "announcement", "1/2569"),
        ("certificate", "certificate", "certificate", "1/2569"),
        ("minutes", "minutes", "minutes", "1/2569"),
    ],
)
def test_each_form_is_numbered_in_its_own_register_and_set_with_its_own_template(kind, form, register, number):
    letter, _matter = begun(kind)
    assert letter.form == form
    particulars = MINUTES if form == "minutes" else letter.particulars
    letter = signed(filled(letter, particulars=particulars))
    assert (letter.register, letter.number) == (register, number)
    assert (letter.template.form, letter.template.number) == (form, 1)
    sending.finish(letter_id=letter.pk, at=NOW)
    letter.refresh_from_db()
    assert letter.sha256
    assert letter.code in everything_in(pdf_of(letter, at=NOW))


@pytest.mark.parametrize(
    ("kind", "there", "absent"),
    [
        ("letter", {"addressee", "category", "references", "enclosures", "copies_to", "circular"}, {"own_issuer"}),
        ("memo", {"addressee", "references"}, {"copies_to", "category"}),
        ("command", {"own_issuer", "subject"}, {"addressee", "references", "urgency", "circular", "category"}),
        ("minutes", {"own_meeting", "own_present", "own_taker"}, {"addressee", "urgency", "references"}),
        ("certificate", {"addressee"}, {"urgency", "references", "circular"}),
    ],
)
def test_page_of_a_draft_shows_only_the_fields_of_its_form(kind, there, absent):
    letter, _matter = begun(kind)
    fields = set(LetterForm(letter).fields)
    assert there <= fields
    assert not absent & fields


def test_draft_with_blanks_or_without_what_its_form_needs_is_not_laid_before_the_signers():
    letter, _matter = begun("command")
    with pytest.raises(UnableToAct, match="ที่ว่าง"):
        drafting.submit(letter_id=letter.pk, by=official("officer-1"), at=NOW)
    letter = filled(letter, particulars={"issuer": "  "})
    with pytest.raises(UnableToAct, match="ผู้ออก"):
        drafting.submit(letter_id=letter.pk, by=official("officer-1"), at=NOW)


def test_form_follows_the_addressee():
    inside, _matter = begun("letter", agency_id=agency_id("สปน"))
    outside, _matter = begun("letter", agency_id=agency_id("กฟภ"))
    assert (inside.form, outside.form) == ("internal_memo", "external")
    assert outside.addressee.startswith("ผู้ว่าการการไฟฟ้า")


def test_addressee_of_a_closed_list_is_greeted_higher_and_the_purpose_follows():
    letter, _matter = begun("letter", agency_id=agency_id("กฟภ"))
    purpose = letter.content[-1]["text"]
    assert purpose.startswith("จึงเรียนมาเพื่อโปรด")
    changes = Changes("เรื่อง", "นายกรัฐมนตรี", (Paragraph("ข้อความ"), Paragraph(purpose)))
    letter = drafting.edit(letter_id=letter.pk, by=official("officer-1"), at=NOW, revision=1, changes=changes)
    words = words_of_address(letter, date(2026, 6, 8))
    assert (words.salutation, words.closing) == ("กราบเรียน", "ขอแสดงความนับถืออย่างยิ่ง")
    assert letter.content[-1]["text"].startswith("จึงกราบเรียนมาเพื่อโปรด")


def test_royalty_is_written_to_by_a_person():
    letter, _matter = begun("letter")
    with pytest.raises(UnableToAct, match="ราชาศัพท์"):
        filled(letter, category="royalty")


def test_circular_is_an_attribute_with_its_own_numbers():
    letter, _matter = begun("letter")
    letter = signed(filled(letter, circular=True))
    assert (letter.kind, letter.register, letter.number) == ("letter", "circular_out", "นร 0105.04/ว 1")
    order, _matter = begun("command")
    with pytest.raises(UnableToAct, match="หนังสือเวียน"):
        filled(order, circular=True, particulars={"issuer": "สปน."})


def test_plain_letter_to_the_petitioner_keeps_the_name_sealed():
    letter, _matter = begun("letter", to_person=True)
    assert (letter.addressee, letter.category) == ("", "citizen")
    letter = signed(filled(letter))
    assert SECRETS[0] not in everything_in(pdf_of(letter, at=NOW))
    _letter, paper, _envelope = sending.paper_to_send(letter_id=letter.pk, by=official("officer-1"), at=NOW)
    assert SECRETS[0] in everything_in(paper)


def test_letter_to_a_petitioner_who_gave_no_name_is_refused():
    matter, officer = in_hand()
    with pytest.raises(UnableToAct, match="ไม่ได้ให้ชื่อ"):
        drafting.start(kind="letter", matter_id=matter.pk, by=officer, at=NOW, to_person=True)


def test_every_form_is_begun_edited_and_shown_from_the_page_of_a_petition():
    matter, officer = in_hand()
    client = desk(officer)
    for kind in ("letter", "stamped_letter", "command", "announcement", "minutes", "certificate"):
        answer = client.post(reverse("letter_start", args=[matter.code]), {"kind": kind, "agency_id": ""})
        assert answer.status_code == 302, kind
        page = client.get(answer.url)
        assert page.status_code == 200
        assert "ตัวอย่างหนังสือ" in page.content.decode()


def test_draft_is_set_with_the_version_of_its_day_and_a_numbered_letter_keeps_its_own():
    letter, _matter = begun("announcement")
    letter = signed(filled(letter, particulars=letter.particulars))
    before = pdf_of(letter, at=NOW)
    assert pdf_of(letter, at=NOW + timedelta(days=400)) == before
