"""The rules alone: whose opinion counts, what becomes of an item, which limit a kind of thing is kept by."""

from datetime import date

import pytest

from palat.kernel.retention.procedure import (
    AGREED,
    DECISIONS,
    DESTROY,
    FOREVER,
    LONGER,
    Said,
    common_opinion,
    fate_of,
    flaw_of,
    limit_codes,
)

TODAY = date(2026, 6, 8)
LATER, LATEST = date(2030, 1, 1), date(2031, 1, 1)


@pytest.mark.parametrize(
    ("opinions", "common"),
    [
        ((Said(DESTROY), Said(DESTROY)), None),
        ((Said(DESTROY), Said(DESTROY), Said(FOREVER)), Said(DESTROY)),
        ((Said(LONGER, LATER), Said(DESTROY), Said(LONGER, LATEST)), Said(LONGER, LATEST)),
        ((Said(DESTROY), Said(LONGER, LATER), Said(FOREVER)), Said(FOREVER)),
        ((Said(FOREVER), Said(FOREVER), Said(DESTROY)), Said(FOREVER)),
    ],
)
def test_what_most_think_counts_and_otherwise_what_destroys_least(
    opinions: tuple[Said, ...], common: Said | None
) -> None:
    assert common_opinion(opinions) == common


@pytest.mark.parametrize(
    ("decision", "answer", "fate"),
    [
        (Said(DESTROY), None, DESTROY),
        (Said(DESTROY), Said(AGREED), DESTROY),
        (Said(DESTROY), Said(FOREVER), FOREVER),
        (Said(DESTROY), Said(LONGER, LATER), LONGER),
        (Said(FOREVER), Said(AGREED), FOREVER),
    ],
)
def test_nothing_is_destroyed_that_the_archives_want_kept(decision: Said, answer: Said | None, fate: str) -> None:
    assert fate_of(decision, answer).what == fate


def test_keeping_longer_needs_a_day_to_come() -> None:
    assert flaw_of(Said(LONGER), DECISIONS, TODAY)
    assert flaw_of(Said(LONGER, TODAY), DECISIONS, TODAY)
    assert not flaw_of(Said(LONGER, LATER), DECISIONS, TODAY)
    assert flaw_of(Said("burn it"), DECISIONS, TODAY)


def test_the_most_particular_limit_comes_first() -> None:
    assert limit_codes("matter", "petition") == (
        "retention.matter.petition",
        "retention.matter",
        "retention.general",
    )
