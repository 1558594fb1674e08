"""Filling the demo office: all or nothing, and the same from the same seed."""

import pytest
from django.contrib.auth import get_user_model

from palat.duties.petitions.demo import filling, mix
from palat.duties.petitions.demo.composing import stories_of
from palat.duties.petitions.demo.fates import fate_of
from palat.duties.petitions.demo.living import live
from palat.duties.petitions.demo.making import make_case
from palat.duties.petitions.demo.office import Office
from palat.duties.petitions.demo.people import settle_in
from palat.duties.petitions.tests.factories import NOW
from palat.kernel.history.models import Event
from palat.kernel.organisation.models import Official
from palat.kernel.organisation.tests.seating import vacate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _new_installation(settings, db: None) -> None:  # type: ignore[no-untyped-def]
    settings.TRIAL = True
    vacate()


def office(seed: int = 1) -> Office:
    """Return an office whose people are there, and nothing else."""
    chance = Office(now=NOW, seed=seed, matters=10, people=None).rng("people")  # type: ignore[arg-type]
    return Office(now=NOW, seed=seed, matters=10, people=settle_in(now=NOW, rng=chance))


def test_a_part_that_fails_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_office: Office) -> None:
        assert Official.objects.exists()
        raise KeyboardInterrupt

    monkeypatch.setattr(filling, "PARTS", {"broken": broken})
    with pytest.raises(KeyboardInterrupt):
        filling.fill(matters=10, seed=1, now=NOW)
    assert not Official.objects.exists()
    assert not get_user_model().objects.exists()


def test_the_same_seed_gives_the_same_lives() -> None:
    place = office()

    def told(number: int, seed: int) -> tuple[object, ...]:
        rng = Office(now=NOW, seed=seed, matters=10, people=place.people).rng("petition", number)
        at = mix.moment(rng, NOW)
        case = make_case(place, rng, at=at)
        live(case, fate_of(case), received_at=at, until=NOW)
        events = [(event.kind, event.at) for event in case.life.built(Event)]
        return case.told.subject, case.told.text, case.state, events

    assert [told(number, 1) for number in range(12)] == [told(number, 1) for number in range(12)]
    assert [told(number, 1)[1] for number in range(3)] != [told(number, 2)[1] for number in range(3)]


def test_each_category_is_told_in_many_ways() -> None:
    place = office()
    for share in mix.shares():
        texts = set()
        for number in range(20):
            rng = place.rng(share.category, number)
            story = rng.choice(stories_of(share.category))
            texts.add(make_case(place, rng, at=NOW, story=story).told.text)
        assert len(texts) >= 18, share.category
