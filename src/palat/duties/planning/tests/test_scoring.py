"""The arithmetic of scores: bounds, order, no jumps, a total that is its parts."""

import random
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palat.duties.planning.procedure.scoring import (
    DOWN,
    INTERPOLATION,
    LEVELS,
    PASS_FAIL,
    RANGE,
    SCORES,
    STEPS,
    UP,
    DefectiveRule,
    Part,
    Rule,
    rolled_up,
    weights_missing,
)

D = Decimal
figures = st.decimals(min_value=-(10**15), max_value=10**15, places=2)
weights = st.decimals(min_value=0, max_value=100, places=2)
scores = st.none() | st.decimals(min_value=0, max_value=100, places=4)


@st.composite
def rules(draw: st.DrawFn, methods: tuple[str, ...] = tuple(SCORES)) -> Rule:
    """A rule that can rule."""
    method, direction = draw(st.sampled_from(methods)), draw(st.sampled_from((UP, DOWN, RANGE)))
    least = 0 if direction == RANGE else -(10**9)
    many = len(SCORES[method])
    steps = draw(
        st.lists(
            st.decimals(min_value=least, max_value=10**9, places=2), min_size=many, max_size=many, unique_by=lambda x: x
        )
    )
    ordered = tuple(sorted(steps, reverse=direction != UP))
    low = draw(st.decimals(min_value=-1000, max_value=1000, places=1))
    return Rule(method, direction, ordered, low, low + draw(st.decimals(min_value=0, max_value=100, places=1)))


@settings(max_examples=150, deadline=None)
@given(rules(), figures)
def test_a_score_stays_in_its_bounds(rule: Rule, value: Decimal) -> None:
    assert 0 <= rule.score(value) <= 100
    assert rule.method != LEVELS or rule.score(value) >= 20  # the lowest of five levels is one


@settings(max_examples=150, deadline=None)
@given(rules(), figures, figures)
def test_a_better_value_never_scores_less(rule: Rule, one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    if rule.direction == UP:
        assert rule.score(low) <= rule.score(high)
    elif rule.direction == DOWN:
        assert rule.score(low) >= rule.score(high)
    else:
        nearer, farther = sorted((one, other), key=rule._measured)
        assert rule.score(nearer) >= rule.score(farther)


@settings(max_examples=100, deadline=None)
@given(rules((LEVELS, INTERPOLATION)), st.integers(0, 4), st.sampled_from((D("0.01"), D("-0.01"))))
def test_interpolation_has_no_jumps(rule: Rule, which: int, step: Decimal) -> None:
    at = rule.thresholds[which % len(rule.thresholds)]
    value = rule.high + at if rule.direction == RANGE and rule.high is not None else at
    narrowest = min(abs(b - a) for a, b in pairwise(rule.thresholds))
    steepest = 100 * abs(step) / narrowest
    assert abs(rule.score(value + step) - rule.score(value)) <= steepest + D("0.0001")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(weights, scores), max_size=30), st.randoms(use_true_random=False))
def test_a_total_is_the_sum_of_its_parts_in_whatever_order(
    pairs: list[tuple[Decimal, Decimal | None]], shuffle: random.Random
) -> None:
    parts = [Part(weight, score) for weight, score in pairs]
    whole = rolled_up(parts)
    mixed = parts[:]
    shuffle.shuffle(mixed)
    assert rolled_up(mixed) == whole
    half = len(parts) // 2
    first, second = rolled_up(parts[:half]), rolled_up(parts[half:])
    assert (first.earned + second.earned, first.scored + second.scored) == (whole.earned, whole.scored)
    assert whole.earned == sum((one.earned for one in parts), D(0))
    assert whole.score is None or 0 <= whole.score <= 100


@pytest.mark.parametrize(
    ("method", "direction", "thresholds", "value", "score"),
    [
        (LEVELS, UP, (60, 70, 80, 90, 100), "85", "70"),
        (LEVELS, UP, (60, 70, 80, 90, 100), "12", "20"),
        (LEVELS, DOWN, (20, 15, 12, 10, 8), "11", "70"),
        (STEPS, UP, (70, 80, 90), "69.99", "0"),
        (STEPS, UP, (70, 80, 90), "70", "50"),
        (STEPS, UP, (70, 80, 90), "85", "87.5"),
        (PASS_FAIL, UP, (1,), "1", "100"),
        (PASS_FAIL, UP, (1,), "0.99", "0"),
        (INTERPOLATION, DOWN, (30, 10), "25", "25"),
        (INTERPOLATION, UP, (0, 3), "1", "33.3333"),
        (INTERPOLATION, RANGE, (5, 0), "52", "60"),
        (INTERPOLATION, RANGE, (5, 0), "45", "100"),
    ],
)
def test_the_worked_table_of_the_semantics(
    method: str, direction: str, thresholds: tuple[int, ...], value: str, score: str
) -> None:
    rule = Rule(method, direction, tuple(map(D, thresholds)), D(40), D(50))
    assert rule.score(D(value)) == D(score)


def test_the_worked_roll_up_of_the_semantics() -> None:
    rolled = rolled_up([Part(D(50), D("87.5")), Part(D(30), D(70)), Part(D(20), None)])
    assert (rolled.earned, rolled.scored, rolled.whole) == (D("64.75"), D(80), D(100))
    assert rolled.score == D("80.9375")
    assert not rolled.is_whole
    assert rolled_up([]).score is None


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (Rule(STEPS, UP, (D(1), D(2))), "count"),
        (Rule(STEPS, UP, (D(1), D(3), D(2))), "order"),
        (Rule(STEPS, DOWN, (D(1), D(2), D(3))), "order"),
        (Rule(INTERPOLATION, RANGE, (D(5), D(0))), "range"),
        (Rule(INTERPOLATION, RANGE, (D(5), D(-1)), D(1), D(2)), "distance"),
    ],
)
def test_thresholds_that_cannot_rule_are_refused(rule: Rule, code: str) -> None:
    with pytest.raises(DefectiveRule) as refused:
        rule.score(D(1))
    assert refused.value.code == code


def test_weights_say_what_is_missing() -> None:
    assert weights_missing([D(60), D(39)]) == 1
    assert weights_missing([D(60), D("40.01")]) == D("-0.01")
