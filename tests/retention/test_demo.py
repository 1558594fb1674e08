"""The demo office has a list in progress, so that its page has work for the committee."""

import pytest

from palat.duties.petitions.demo import retention
from palat.duties.petitions.demo.office import Office
from palat.duties.petitions.demo.people import settle_in
from palat.duties.petitions.tests.factories import NOW
from palat.kernel.organisation.tests.seating import vacate
from palat.kernel.registers.queries import flaws
from palat.kernel.retention.models import DestructionList
from palat.kernel.retention.queries.lists import lines_of, members_of

pytestmark = pytest.mark.django_db


def test_a_list_waits_for_the_third_member() -> None:
    vacate()
    chance = Office(now=NOW, seed=1, matters=10, people=None).rng("people")  # type: ignore[arg-type]
    office = Office(now=NOW, seed=1, matters=10, people=settle_in(now=NOW, rng=chance))
    retention.fill(office)
    found = DestructionList.objects.get()
    assert (found.state, found.year) == ("considering", 2568)
    lines = lines_of(found, office.people["officer-2"])
    assert len(lines) == len(retention.PAPERS) - 1  # one is held back
    assert {len(one.opinions) for one in lines} == {2}
    assert all(one.subject for one in lines)
    assert [one.official_id for one in members_of(found)] == [
        office.people[one].official_id for one in retention.COMMITTEE
    ]
    assert list(flaws()) == []
