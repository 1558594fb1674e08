"""Documents of a request that are to leave: what hides in them is taken out, answered for, or stops them."""

from typing import Any

import pikepdf
import pytest

from palat.duties.information.models import Material
from palat.duties.information.operations import documents
from palat.duties.information.tests.factories import NOW, official, part_ids, taken_up
from palat.kernel.files.operations import store_made
from palat.kernel.files.queries import open_file
from palat.kernel.history.queries import events_of
from palat.kernel.matters.models import Attachment, Matter
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.redaction.tests.samples import pdf_of, pdf_with_everything, plain_pdf, saved, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def one() -> Matter:
    """A request that an officer took up."""
    return taken_up()


def brought(one: Matter, content: bytes, kind: str, **more: Any) -> Material:
    """Bring a document that somebody looked over, and return what may leave of it."""
    file = store_made(content=content, kind=kind, at=NOW)
    given = {"checked": "อ่านทุกหน้าแล้ว", **more}
    files = [(file.pk, f"เอกสาร.{kind}")]
    documents.add_material(
        matter_id=one.pk, track_id=part_ids(one)[0], by=official("info-officer-1"), at=NOW, files=files, **given
    )
    return Material.objects.select_related("attachment__file").latest("pk")


def test_a_document_in_which_nothing_hides_leaves_as_it_is(one: Matter) -> None:
    material = brought(one, plain_pdf("contract"), "pdf")
    assert material.checked == "อ่านทุกหน้าแล้ว"
    assert Attachment.objects.filter(matter=one).count() == 1


def test_what_can_be_taken_out_is_and_the_original_stays_in_the_office(one: Matter) -> None:
    pdf = pdf_of("(contract) Tj")
    pdf.docinfo["/Author"] = "นายสมมุติ ผู้เขียน"
    material = brought(one, saved(pdf), "pdf")
    assert "สำเนา" in material.checked
    with open_file(material.attachment.file) as content, pikepdf.open(content) as leaving:
        assert "/Author" not in leaving.docinfo
    assert Attachment.objects.filter(matter=one).count() == 2
    assert Material.objects.filter(part__matter=one).count() == 1


@pytest.mark.parametrize(("content", "kind"), [(workbook, "xlsx"), (pdf_with_everything, "pdf")])
def test_what_a_person_must_judge_asks_for_words_that_are_recorded(one: Matter, content: Any, kind: str) -> None:
    with pytest.raises(UnableToAct, match="มีสิ่งซ่อนอยู่"):
        brought(one, content(), kind)
    assert not Material.objects.filter(part__matter=one).exists()
    material = brought(one, content(), kind, despite="เป็นตารางที่เผยแพร่อยู่แล้ว")
    assert "เป็นตารางที่เผยแพร่อยู่แล้ว" in material.checked
    event = events_of(f"matter:{one.pk}")[-1]
    assert event.kind == "add_material"
    assert event.facts["hidden"]
    assert event.body == {"words": "เป็นตารางที่เผยแพร่อยู่แล้ว"}


def test_a_file_that_cannot_be_looked_through_does_not_leave_whatever_is_said(one: Matter) -> None:
    locked = saved(pdf_of("(x) Tj"), encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(UnableToAct, match="รหัสผ่าน"):
        brought(one, locked, "pdf", despite="จำเป็น")
    brought(one, locked, "pdf", checked="")  # the Office keeps it, and it may not leave
    assert not Material.objects.get(part__matter=one).checked
