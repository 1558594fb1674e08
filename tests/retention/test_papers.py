"""What leaves the system: the printed list, the record of destruction, and the package for the National Archives."""

import io
import subprocess
import sys
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import bagit
import pikepdf
import pypdfium2
import pytest
from lxml import etree

from palat.duties.petitions.tests.factories import NOW, official
from palat.kernel.retention.models import DestructionList, Transfer
from palat.kernel.retention.operations import deciding, transferring
from palat.kernel.retention.operations.standing import NotInOffice, UnableToRetain
from palat.kernel.retention.printing import certificate, list_paper
from palat.kernel.retention.procedure import FOREVER, Said
from palat.kernel.retention.queries.lists import lines_of
from tests.retention.people import MARK, NAME, closed_matter, decided, destroyed, drafted, ready, with_committee

pytestmark = pytest.mark.django_db


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return " ".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def test_the_printed_list_names_what_is_on_it_and_who_signs() -> None:
    closed_matter()
    found = drafted()
    before = words_of(list_paper(found, lines_of(found, official("clerk-1")), at=NOW))
    assert "บัญชีหนังสือขอทำลาย" in before
    assert MARK in before
    with_committee(found)
    after = words_of(list_paper(found, lines_of(found, official("clerk-1")), at=NOW))
    assert "ประธานกรรมการ" in after


def test_the_record_of_destruction_names_numbers_and_no_subject() -> None:
    closed_matter()
    found = drafted()
    destroyed(found)
    found = DestructionList.objects.get(pk=found.pk)
    paper = certificate(found, list(found.items.order_by("place")), at=NOW)
    said = words_of(paper)
    assert "บันทึกการทำลายหนังสือ" in said
    assert found.sha256[:8] in said
    assert MARK not in said
    with pikepdf.open(io.BytesIO(paper)) as pdf, pdf.open_metadata() as about:
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")


def kept() -> DestructionList:
    """A list of which one thing is kept for ever."""
    closed_matter()
    found = drafted()
    decided(found, {found.items.get().pk: Said(FOREVER)})
    return DestructionList.objects.get(pk=found.pk)


def test_a_package_is_a_valid_bag_described_in_mets_and_without_identities(tmp_path: Path) -> None:
    found = kept()
    made = transferring.make_package(list_id=found.pk, by=official("clerk-1"), at=NOW)
    file = io.BytesIO()
    assert transferring.write_package(made, file) == made.sha256  # made again, the same bytes
    assert len(file.getvalue()) == made.size
    zipfile.ZipFile(file).extractall(tmp_path / "out")
    (root,) = (tmp_path / "out").iterdir()
    bagit.Bag(str(root)).validate()
    names = {one.relative_to(root / "data").as_posix() for one in (root / "data").rglob("*") if one.is_file()}
    assert {"mets.xml", "0001/record.pdf", "0001/history.jsonl", "0001/file-001.pdf"} <= names
    mets = etree.parse(root / "data" / "mets.xml")
    space = {"m": "http://www.loc.gov/METS/", "x": "http://www.w3.org/1999/xlink"}
    listed = mets.xpath("//m:FLocat/@x:href", namespaces=space)
    assert {*listed, "mets.xml"} == names
    assert MARK in words_of((root / "data" / "0001" / "record.pdf").read_bytes())
    assert NAME not in "".join(
        one.read_text(encoding="utf-8", errors="ignore") for one in root.rglob("*") if one.is_file()
    )


def test_an_altered_package_is_no_longer_valid(tmp_path: Path) -> None:
    made = transferring.make_package(list_id=kept().pk, by=official("clerk-1"), at=NOW)
    file = io.BytesIO()
    transferring.write_package(made, file)
    zipfile.ZipFile(file).extractall(tmp_path / "out")
    (root,) = (tmp_path / "out").iterdir()
    with (root / "data" / "0001" / "history.jsonl").open("a") as lines:
        lines.write("{}\n")
    tool = [sys.executable, "-m", "bagit", "--validate", str(root)]
    assert subprocess.run(tool, capture_output=True, check=False).returncode != 0


def test_only_the_registry_packs_and_only_what_is_kept_for_ever() -> None:
    found = kept()
    for post in ("ps", "auditor-1", "head-1"):
        with pytest.raises(NotInOffice):
            transferring.make_package(list_id=found.pk, by=official(post), at=NOW)
    closed_matter(mark="zqothermark")
    second = drafted()
    ready(second)
    with pytest.raises(UnableToRetain, match="ไม่มีรายการ"):
        transferring.make_package(list_id=second.pk, by=official("clerk-1"), at=NOW)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"ground": "because"}, "เหตุที่ส่งมอบ"),
        ({"receiver": " "}, "ผู้รับมอบ"),
        ({"receipt_no": ""}, "หลักฐานการรับมอบ"),
        ({"handed_on": NOW.date() - timedelta(days=9)}, "วันที่ส่งมอบ"),
        ({"handed_on": NOW.date() + timedelta(days=1)}, "วันที่ส่งมอบ"),
    ],
)
def test_a_hand_over_that_says_too_little_is_refused(change: dict[str, Any], refusal: str) -> None:
    made = transferring.make_package(list_id=kept().pk, by=official("clerk-1"), at=NOW)
    told = {"ground": "decision", "receiver": "หอจดหมายเหตุแห่งชาติ", "receipt_no": "1", "handed_on": NOW.date()}
    with pytest.raises(UnableToRetain, match=refusal):
        transferring.hand_over(transfer_id=made.pk, by=official("clerk-1"), at=NOW, **{**told, **change})


def test_a_hand_over_is_recorded_once_by_the_registry() -> None:
    found = kept()
    made = transferring.make_package(list_id=found.pk, by=official("clerk-1"), at=NOW)
    told = {"ground": "decision", "receiver": "หอจดหมายเหตุแห่งชาติ", "receipt_no": "วธ 1", "handed_on": NOW.date()}
    with pytest.raises(NotInOffice):
        transferring.hand_over(transfer_id=made.pk, by=official("ps"), at=NOW, **told)
    transferring.hand_over(transfer_id=made.pk, by=official("clerk-1"), at=NOW, **told)
    with pytest.raises(UnableToRetain, match="ส่งมอบแล้ว"):
        transferring.hand_over(transfer_id=made.pk, by=official("clerk-1"), at=NOW, **told)
    with pytest.raises(UnableToRetain, match="ส่งมอบแล้ว"):
        transferring.make_package(list_id=found.pk, by=official("clerk-1"), at=NOW)
    assert Transfer.objects.get().handed_on == NOW.date()


def test_what_the_archives_want_is_packed_from_a_list_that_is_destroyed() -> None:
    closed_matter()
    found = drafted()
    decided(found)
    clerk = official("clerk-1")
    deciding.send_to_archives(list_id=found.pk, letter_no="1", sent_on=NOW.date(), by=clerk, at=NOW)
    said = {found.items.get().pk: Said(FOREVER)}
    deciding.archives_answered(list_id=found.pk, said=said, letter_no="2", answered_on=NOW.date(), by=clerk, at=NOW)
    assert DestructionList.objects.get(pk=found.pk).state == "done"
    assert transferring.make_package(list_id=found.pk, by=clerk, at=NOW).things == 1
