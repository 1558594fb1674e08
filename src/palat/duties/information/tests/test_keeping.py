"""What this duty keeps beside matters stands in the schedule, comes due, is held, and goes with its files."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from palat.duties.information.models import Looked, ResourceVersion
from palat.duties.information.operations import datasets
from palat.duties.information.operations.consulting import (
    Asked,
    Reported,
    answer_consultation,
    record_committee,
    record_consultation,
)
from palat.duties.information.operations.keeping import KEPT
from palat.duties.information.operations.register import keeping
from palat.duties.information.queries.publications import chain_of, own_agency_id
from palat.duties.information.tests.factories import NOW, official
from palat.duties.information.tests.test_datasets import published
from palat.duties.information.tests.test_publications import entered, head, let_out, with_public_file
from palat.kernel.history.queries import events_of
from palat.kernel.retention.contents import files_of, told_of
from palat.kernel.retention.models import Item
from palat.kernel.retention.operations.destroying import erase
from palat.kernel.retention.operations.holds import place_hold
from palat.kernel.retention.procedure import Ref
from palat.kernel.retention.queries.due import due_by
from palat.kernel.retention.queries.finding import things_called
from palat.kernel.retention.queries.schedule import schedule
from palat.kernel.retention.queries.whole import whole_among

pytestmark = pytest.mark.django_db
KINDS = [one.kind for one in KEPT]
DUE = 2580  # ten years after what the tests do are over by the end of this year


@pytest.fixture
def over() -> dict[str, Ref]:
    """One of each kind that is over, besides an entry that is published."""
    let_out(entered())
    entry = with_public_file().publication
    keeping.withdraw(publication_id=entry.pk, by=head(), at=NOW, words="ยกเลิก")
    dataset = published()
    datasets.withdraw(dataset_id=dataset.pk, by=head(), at=NOW, words="ยกเลิก")
    by, day = official("oic-officer-1"), date(2026, 6, 1)
    asked = record_consultation(asked=Asked(day, "ค่าธรรมเนียม"), by=by, at=NOW)
    answer_consultation(number=asked.pk, answered_on=day, answer="ตามประกาศ", by=by, at=NOW)
    record_consultation(asked=Asked(day, "ยังไม่ตอบ"), by=by, at=NOW)
    told = record_committee(reported=Reported(own_agency_id(), 2569, True, day, "คำสั่งที่ 5"), by=by, at=NOW)
    rows = {"publish": entry.pk, "dataset": dataset.pk, "consult": asked.pk, "return": told.pk}
    return {kind: Ref(kind, row) for kind, row in rows.items()}


def test_each_kind_stands_in_the_schedule_with_a_limit_of_its_own() -> None:
    rules = {one.kind: one.law.code for one in schedule(on=NOW.date())}
    assert {rules[kind] for kind in KINDS} == {f"retention.{kind}" for kind in KINDS}


def test_what_is_over_comes_due_and_what_is_published_or_unanswered_does_not(over: dict[str, Ref]) -> None:
    clerk = official("clerk-1")
    assert not {one.ref.kind for one in due_by(DUE - 2, clerk, most=99)} & set(KINDS)
    found = [one for one in due_by(DUE, clerk, most=99) if one.ref.kind in KINDS]
    assert {one.ref for one in found} == set(over.values())
    named = next(one for one in found if one.ref.kind == "publish")
    assert named.number == f"รายการเผยแพร่ {over['publish'].row}"
    assert [one.ref for one in things_called(named.number, clerk)] == [over["publish"]]
    legal = official("legal-1")
    place_hold(ref=over["publish"], reason="ใช้ในคดี", by=legal, at=NOW)
    assert over["publish"] not in {one.ref for one in due_by(DUE, clerk, most=99)}


def test_what_is_destroyed_goes_with_its_files_and_words(client: Client, over: dict[str, Ref]) -> None:
    item: Any = Item(kind="publish", row=over["publish"].row)
    assert [one.name for one in files_of(item)] == ["manual.pdf"]
    assert told_of(item)[0]
    assert whole_among(over.values()) == set(over.values())
    gone = erase(refs=list(over.values()), under="1/2580", by=head(), basis="list:1", at=NOW + timedelta(days=4000))
    assert gone.files == 2  # of the entry and of the dataset
    assert not Looked.objects.exists()
    assert not ResourceVersion.objects.exists()
    for address in (
        reverse("information_entry", args=[over["publish"].row]),
        reverse("data_dataset", args=["training-courses"]),
    ):
        page = client.get(address)
        assert page.status_code == 410
        assert "ทำลายแล้วตามบัญชี" in page.text
        assert "ยกเลิก" not in page.text
    assert all(not one.body.get("words") for one in events_of(chain_of(over["publish"].row)))
