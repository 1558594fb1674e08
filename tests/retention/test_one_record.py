"""A letter that came in, and the line of its number, belong to one matter: where either says so, both go with it."""

from typing import Any

import pytest
from django.urls import reverse

from palat.duties.petitions.tests.factories import NOW, official, petition
from palat.kernel.incoming.models import ItemFile
from palat.kernel.incoming.operations.keeping import put_into_matter
from palat.kernel.pages.operations import new_key
from palat.kernel.registers.models import RegisterEntry, RegisterLine
from palat.kernel.registers.operations.entries import Line, correct
from palat.kernel.registers.operations.numbers import UnableToNumber
from tests.retention.people import MARK, closed_matter, destroyed, drafted, item_under, old_entry, traces
from tests.retention.test_pages import at_the_desk

pytestmark = pytest.mark.django_db


def place_of(entry: RegisterEntry) -> dict[str, Any]:
    return {"register": entry.register_id, "year": entry.year, "running": entry.running}


def corrected(entry: RegisterEntry, **columns: str) -> None:
    by = official("clerk-1").authority
    assert by
    line = Line(**{"subject": "ขอเชิญประชุม", **columns})
    correct(**place_of(entry), line=line, reason="ลงผิด", by=by, at=NOW)


def test_the_matter_of_a_letter_is_not_changed_in_the_register() -> None:
    entry, matter, clerk = old_entry(), petition(), official("clerk-1")
    item = item_under(entry)
    with pytest.raises(UnableToNumber, match="รับหนังสือเข้าเรื่อง"):
        corrected(entry, about=f"matter:{matter.pk}")
    put_into_matter(item_id=item.pk, matter_id=matter.pk, wants_answer=False, by=clerk, at=NOW)
    with pytest.raises(UnableToNumber, match="รับหนังสือเข้าเรื่อง"):
        corrected(entry, about="")
    corrected(entry, about=f"matter:{matter.pk}", action="จ่ายกลุ่มงาน")
    assert RegisterLine.objects.get(entry=entry).action == "จ่ายกลุ่มงาน"


def test_the_matter_of_a_paper_that_is_kept_outside_is_corrected_as_before() -> None:
    entry, matter = old_entry(), petition()
    corrected(entry, about=f"matter:{matter.pk}")
    assert RegisterLine.objects.get(entry=entry).about == f"matter:{matter.pk}"


def test_the_form_asks_for_no_matter_where_a_letter_stands_behind_and_leads_to_it() -> None:
    entry, other = old_entry(), old_entry()
    item = item_under(entry)
    clerk = at_the_desk("clerk-1")
    address = reverse("register_correct", kwargs=place_of(entry))
    page = clerk.get(address).content.decode()
    assert 'name="about"' not in page
    assert reverse("incoming_item", args=[item.pk]) in page
    assert 'name="about"' in clerk.get(reverse("register_correct", kwargs=place_of(other))).content.decode()
    told = {"once_key": new_key(), "subject": "ขอเชิญประชุม", "action": "จ่ายกลุ่มงาน", "reason": ""}
    assert clerk.post(address, told).status_code == 302


def test_a_letter_goes_with_the_matter_that_its_line_names() -> None:
    matter = closed_matter()
    entry = old_entry(about=f"matter:{matter.pk}")
    item = item_under(entry, text=f"ทั้งฉบับ {MARK}", subject=MARK)
    ItemFile.objects.create(item=item, name=f"{MARK}.pdf", place=1)
    destroyed(drafted())
    assert list(traces(MARK)) == []
    item.refresh_from_db()
    assert item.erased_at
