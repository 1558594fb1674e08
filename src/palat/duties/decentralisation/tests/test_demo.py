"""The demo office's ledger is filled by true acts, in every state, and names nobody real."""

from datetime import UTC, datetime

import pytest

from palat.duties.decentralisation.demo.ledger import fill
from palat.duties.decentralisation.models import Cell, LoadedList, LocalGovernment, Mission
from palat.kernel.matters.models import Matter
from palat.kernel.matters.tests.factories import holder

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, 4, 0, tzinfo=UTC)  # a Friday, eleven in the morning in Thailand


def test_the_ledger_is_lived_through_by_true_acts() -> None:
    number = fill(NOW, lambda post: holder(post, at=NOW))
    made = Matter.objects.filter(procedure="mission_transfer")
    assert made.count() == number
    assert set(made.values_list("state", flat=True)) == {"preparing", "running", "done"}
    assert set(Cell.objects.values_list("state", flat=True)) == set(range(1, 9))
    assert set(LoadedList.objects.values_list("state", flat=True)) == {"applied", "checked"}
    assert not LocalGovernment.objects.exclude(name_th__contains="สมมติ").exists()
    assert not Mission.objects.exclude(name_th__contains="ตัวอย่าง").exists()
    assert LocalGovernment.objects.get(code="S1204").types.count() == 2
