"""What a package for the National Archives holds, what a person left out, and what it says of itself."""

import io
import json
import zipfile
from typing import Any

import pytest
from django.urls import reverse

from palat.duties.petitions.tests.factories import NOW, official
from palat.kernel.files.operations import store_made
from palat.kernel.files.tests.samples import pdf
from palat.kernel.incoming.models import Item as Incoming
from palat.kernel.incoming.models import ItemFile
from palat.kernel.letters.models import Letter
from palat.kernel.matters.models import Attachment
from palat.kernel.pages.operations import new_key
from palat.kernel.retention.models import DestructionList, Transfer
from palat.kernel.retention.operations import drafting, transferring
from palat.kernel.retention.operations.standing import UnableToRetain
from palat.kernel.retention.procedure import FOREVER
from tests.retention.people import MARK, all_say, closed_matter, decided, drafted, item_under, old_entry
from tests.retention.test_aside import set_aside
from tests.retention.test_pages import at_the_desk, text_of
from tests.retention.test_papers import words_of
from tests.retention.test_staying import LATER, THIS_YEAR

pytestmark = pytest.mark.django_db


def kept(found: DestructionList) -> DestructionList:
    """Bring a list to where all of it is kept for ever."""
    decided(found, all_say(found, FOREVER))
    return DestructionList.objects.get(pk=found.pk)


def opened(made: Transfer) -> dict[str, bytes]:
    """Return what lies in a package, by names under its folder."""
    file = io.BytesIO()
    assert transferring.write_package(made, file) == made.sha256
    with zipfile.ZipFile(file) as whole:
        return {one.partition("/")[2]: whole.read(one) for one in whole.namelist()}


def packed(found: DestructionList, **more: Any) -> tuple[Transfer, dict[str, bytes]]:
    made = transferring.make_package(list_id=found.pk, by=official("clerk-1"), at=NOW, **more)
    return made, opened(made)


def test_the_package_says_what_it_may_hold_of_persons() -> None:
    closed_matter()
    _made, files = packed(kept(drafted()))
    told = " ".join(files["bag-info.txt"].decode().split())
    assert "ไม่มีข้อมูลระบุตัวผู้ร้อง" not in told
    assert "อาจระบุตัวผู้ร้องหรือบุคคลอื่น" in told
    assert "อาจระบุตัวบุคคล" in words_of(files["data/0001/record.pdf"]).replace(" ", "")


def test_files_that_a_person_left_out_do_not_go_and_a_note_says_so() -> None:
    matter = closed_matter()
    content = Attachment.objects.get(matter=matter)
    found = kept(drafted())
    made, files = packed(found, left_out=[f"attachment:{content.pk}"])
    assert made.left_out == [f"attachment:{content.pk}"]
    assert "data/0001/file-001.pdf" not in files
    assert content.file.sha256 in files["data/0001/file-001.left-out.txt"].decode()
    assert "ไม่ใส่ไฟล์ 1 ไฟล์" in " ".join(files["bag-info.txt"].decode().split())
    assert pdf() not in files.values()
    whole, files = packed(found)
    assert files["data/0001/file-001.pdf"] == pdf()
    assert whole.sha256 != made.sha256
    with pytest.raises(UnableToRetain, match="เปลี่ยนไปแล้ว"):
        packed(found, left_out=["attachment:1"])


def test_letters_of_a_matter_go_as_they_were_sent() -> None:
    matter = closed_matter()
    letter = Letter.objects.get(about__matter=matter)
    Letter.objects.filter(pk=letter.pk).update(file=store_made(content=pdf(), kind="pdf", at=NOW))
    _made, files = packed(kept(drafted()))
    assert "data/0001/letter-001.pdf" in files


def test_an_entry_goes_with_all_its_columns_and_the_files_that_came_in() -> None:
    entry = old_entry("ขอเชิญประชุม", sender="จังหวัดเชียงใหม่", addressee="ปลัดฯ", action="จ่ายกลุ่มงาน", remark="ด่วน")
    item = item_under(entry, summary="สรุปสองบรรทัด", text="ทั้งฉบับ")
    file = store_made(content=pdf(), kind="pdf", at=NOW)
    ItemFile.objects.create(item=item, file=file, name="สแกน.pdf", place=1, pages=1)
    found = kept(drafting.draft_list(year=THIS_YEAR, by=official("clerk-1"), at=LATER))
    _made, files = packed(found)
    told = json.loads(files["data/0001/entry.json"])
    assert (told["register"], told["number"], told["year"]) == ("ทะเบียนหนังสือรับ", entry.text, entry.year)
    assert {told[one] for one in ("sender", "addressee", "subject", "action", "remark")} == {
        "จังหวัดเชียงใหม่",
        "ปลัดฯ",
        "ขอเชิญประชุม",
        "จ่ายกลุ่มงาน",
        "ด่วน",
    }
    assert (told["received"][0]["summary"], told["received"][0]["text"]) == ("สรุปสองบรรทัด", "ทั้งฉบับ")
    assert files["data/0001/file-001.pdf"] == pdf()


def test_what_was_set_aside_goes_with_its_words_and_files() -> None:
    item = set_aside()
    ItemFile.objects.create(
        item=item, file=store_made(content=pdf(), kind="pdf", at=NOW), name="แนบ.pdf", place=1, pages=1
    )
    found = kept(drafting.draft_list(year=THIS_YEAR + 1, by=official("clerk-1"), at=LATER.replace(year=2029)))
    _made, files = packed(found)
    assert json.loads(files["data/0001/item.json"])["text"] == MARK
    assert files["data/0001/file-001.pdf"] == pdf()
    assert Incoming.objects.get(pk=item.pk).erased_at is None


def test_the_registry_chooses_files_on_the_page() -> None:
    matter = closed_matter()
    attachment = Attachment.objects.get(matter=matter)
    found = kept(drafted())
    clerk = at_the_desk("clerk-1")
    address = reverse("retention_pack", args=[found.pk])
    assert address in text_of(clerk, "retention_list", found.pk)
    page = clerk.get(address).content.decode()
    assert attachment.name in page
    assert "อาจระบุตัวผู้ร้องหรือบุคคลอื่น" in page
    assert "checked" in page
    assert clerk.post(address, {"once_key": new_key()}).status_code == 302
    assert Transfer.objects.get().left_out == [f"attachment:{attachment.pk}"]
    assert "ไม่ใส่ 1 ไฟล์" in text_of(clerk, "retention_list", found.pk)
    told = {"once_key": new_key(), "chosen": [f"attachment:{attachment.pk}"]}
    assert clerk.post(address, told).status_code == 302
    assert Transfer.objects.order_by("-pk")[0].left_out == []
    assert at_the_desk("auditor-1").get(address).status_code == 404
