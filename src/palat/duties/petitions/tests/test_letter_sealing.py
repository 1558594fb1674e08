"""Letters signed with the Office's certificate: PAdES by a certificate authority of our own, checked by anyone."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from palat.duties.petitions.tests.factories import NOW, official
from palat.duties.petitions.tests.test_letter_pens import paper, recorded
from palat.duties.petitions.tests.test_letters import notified_by_post, referred_by_letter
from palat.kernel.history.queries import faults
from palat.kernel.letters.layout import render
from palat.kernel.letters.models import Letter
from palat.kernel.letters.operations import on_paper, sending, signing
from palat.kernel.letters.paper.sealing import UnableToSeal, _signer, judged, sealed
from palat.kernel.letters.queries import pdf_of
from palat.kernel.letters.templating.samples import sample
from palat.kernel.letters.tests.authority import PASSPHRASE, Authority

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def root() -> Authority:
    return Authority()


@pytest.fixture
def office(root, settings, tmp_path):
    """An Office with a certificate."""
    settings.SIGNING_CERTIFICATE = str(root.certify(tmp_path / "office.p12"))
    settings.SIGNING_PASSPHRASE = PASSPHRASE
    settings.SIGNING_ROOTS = str(root.write_root(tmp_path / "root.pem"))
    return settings


def finished(letter: Letter) -> Letter:
    """Sign a letter and set its paper."""
    signing.sign(letter_id=letter.pk, by=official("director-psc"), at=NOW)
    sending.finish(letter_id=letter.pk, at=NOW)
    return Letter.objects.get(pk=letter.pk)


def checked(letter: Letter, content: bytes | None = None) -> str:
    """What anyone reads who checks a letter, with a file or without."""
    address = reverse("letter_verify", args=[letter.code])
    if content is None:
        return Client().get(address).content.decode()
    return Client().post(address, {"file": SimpleUploadedFile("letter.pdf", content)}).content.decode()


@pytest.mark.usefixtures("office")
def test_letter_bears_a_signature_that_holds_and_the_check_page_says_so():
    _matter, _officer, letter = referred_by_letter()
    letter = finished(letter)
    content = pdf_of(letter, at=NOW)
    assert hashlib.sha256(content).hexdigest() == letter.sha256
    assert judged(content) == "valid"
    assert (letter.certificate["subject"], letter.certificate["issuer"]) == ("สำนักงานทดสอบ", "ผู้ออกใบรับรองทดสอบ")
    told = checked(letter)
    assert "ลายมือชื่อถูกต้อง" in told
    assert "สำนักงานทดสอบ" in told
    assert "ทุกไบต์" in checked(letter, content)
    assert "ไม่ตรงกับที่สำนักงานออก" in checked(letter, content + b" ")
    assert list(faults()) == []


@pytest.mark.usefixtures("office")
def test_signature_leaves_the_paper_readable_tagged_and_of_its_moment():
    _matter, _officer, letter = referred_by_letter()
    content = pdf_of(finished(letter), at=NOW)
    with pikepdf.open(BytesIO(content)) as document:
        field = document.Root.AcroForm.Fields[0]
        assert (str(field.T), str(field.V.SubFilter)) == ("Office", "/ETSI.CAdES.detached")
        assert str(field.V.M).startswith("D:20260608100000+07")
        assert "/StructTreeRoot" in document.Root
        assert b"pdfaid" in document.Root.Metadata.read_bytes()


@pytest.mark.usefixtures("office")
def test_altered_paper_is_found_out():
    _matter, _officer, letter = referred_by_letter()
    content = pdf_of(finished(letter), at=NOW)
    place = content.index(b"/MediaBox")
    assert judged(content[:place] + content[place:].replace(b"/MediaBox", b"/MediaBoy", 1)) == "broken"


@pytest.mark.usefixtures("office")
def test_petitioners_letter_printed_anew_is_the_one_that_left_to_the_byte():
    _matter, officer = notified_by_post()
    letter = finished(Letter.objects.get(kind="result"))
    _letter, first, _lines = sending.paper_to_send(letter_id=letter.pk, by=officer, at=NOW)
    assert hashlib.sha256(first).hexdigest() == letter.sha256
    assert judged(first) == "valid"
    assert "ทุกไบต์" in checked(letter, first)
    assert judged(pdf_of(letter, at=NOW)) == "none"


@pytest.mark.usefixtures("office")
def test_later_seals_are_those_that_would_have_been_built():
    papers = [
        render(replace(sample("external"), subject=words)) for words in ("ตอบรับเรื่องราวร้องทุกข์", "แจ้งผลการพิจารณา", "ก")
    ]
    in_a_row = [sealed(one, at=NOW) for one in papers]
    built = []
    for one in papers:
        _signer.cache_clear()
        built.append(sealed(one, at=NOW))
    assert in_a_row == built
    assert [judged(one) for one in in_a_row] == ["valid"] * 3
    assert [sealed(one, at=NOW) for one in papers] == built


def test_signature_of_an_unknown_root_is_not_called_valid(office, tmp_path):
    _matter, _officer, letter = referred_by_letter()
    letter = finished(letter)
    office.SIGNING_ROOTS = str(Authority("อื่น").write_root(tmp_path / "other.pem"))
    assert judged(pdf_of(letter, at=NOW)) == "untrusted"
    assert "ยังตรวจผู้ออกใบรับรองไม่ได้" in checked(letter)


@pytest.mark.usefixtures("office")
def test_what_was_signed_by_pen_is_not_signed_again():
    _matter, _officer, letter = referred_by_letter()
    recorded(letter, official("secretary"), paper(official("director-psc")))
    on_paper.confirm_signature(letter_id=letter.pk, by=official("clerk-1"), at=NOW)
    sending.finish(letter_id=letter.pk, at=NOW)
    letter.refresh_from_db()
    assert letter.certificate == {}
    assert judged(pdf_of(letter, at=NOW)) == "none"
    assert "ตรวจไฟล์" not in checked(letter)


def test_certificate_that_does_not_hold_signs_nothing(root, settings, tmp_path):
    over = root.certify(tmp_path / "over.p12", end=datetime(2026, 6, 1, tzinfo=UTC))
    settings.SIGNING_CERTIFICATE, settings.SIGNING_PASSPHRASE = str(over), PASSPHRASE
    _matter, _officer, letter = referred_by_letter()
    letter = finished(letter)
    assert letter.certificate == {}
    assert judged(pdf_of(letter, at=NOW)) == "none"


def test_key_that_cannot_be_used_is_named(root, settings, tmp_path):
    settings.SIGNING_PASSPHRASE = "wrong"
    settings.SIGNING_CERTIFICATE = str(root.certify(tmp_path / "locked.p12"))
    with pytest.raises(UnableToSeal, match="รหัสผ่าน"):
        sealed(b"", at=NOW)
    settings.SIGNING_CERTIFICATE = str(tmp_path / "missing.p12")
    with pytest.raises(UnableToSeal, match="ที่อยู่ไฟล์"):
        sealed(b"", at=NOW)
    settings.SIGNING_PASSPHRASE = PASSPHRASE
    settings.SIGNING_CERTIFICATE = str(root.certify(tmp_path / "elliptic.p12", elliptic=True))
    with pytest.raises(UnableToSeal, match="RSA"):
        sealed(b"", at=NOW)


def test_without_a_certificate_a_file_is_still_compared():
    _matter, _officer, letter = referred_by_letter()
    letter = finished(letter)
    assert letter.certificate == {}
    assert "ลายมือชื่อดิจิทัล" not in checked(letter)
    assert "ทุกไบต์" in checked(letter, pdf_of(letter, at=NOW))
