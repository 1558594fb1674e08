"""Formulas, cumulative rules, doubts and forecasts."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palat.duties.planning.procedure.accumulating import (
    ADDS_UP,
    LATEST,
    ROUNDS,
    TO_DATE,
    WEIGHTED,
    Reported,
    pooled,
    value_at,
)
from palat.duties.planning.procedure.doubting import FALLS, LEAP, NONE, OUTSIDE, UNIT, Bounds, doubts
from palat.duties.planning.procedure.forecasting import forecast
from palat.duties.planning.procedure.formula import DefectiveFormula, Result, read

D = Decimal
SHARE = read("100 * answered / received", ("answered", "received"))
counts = st.integers(0, 10**9).map(Decimal)


def of(answered: int, received: int) -> dict[str, Decimal]:
    return {"answered": D(answered), "received": D(received)}


def test_a_formula_computes_over_named_figures() -> None:
    assert SHARE.value(of(45, 60)).value == 75
    assert read("(a + b) / 2 - -c", ("a", "b", "c")).value({"a": D(1), "b": D(2), "c": D("0.5")}).value == 2
    assert SHARE.divides
    assert not read("a", ("a",)).divides


def test_no_denominator_gives_no_value_and_says_which() -> None:
    assert SHARE.value(of(0, 0)) == Result(None, "no_denominator", "received")
    assert SHARE.value({"answered": D(1)}) == Result(None, "missing", "received")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "length"),
        ("a" * 201, "length"),
        ("a **b", "grammar"),
        ("a + ", "grammar"),
        ("__import__('os')", "grammar"),
        ("a.real + b", "grammar"),
        ("[a, b][0]", "grammar"),
        ("1e9 * a + b", "grammar"),
        ("True + a + b", "grammar"),
        ("a + c", "unknown"),
        ("a + 1", "unused"),
    ],
)
def test_nothing_but_arithmetic_is_read(text: str, code: str) -> None:
    with pytest.raises(DefectiveFormula) as refused:
        read(text, ("a", "b"))
    assert refused.value.code == code


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(counts, counts), min_size=1, max_size=6))
def test_a_total_of_areas_is_no_average_of_percentages(areas: list[tuple[Decimal, Decimal]]) -> None:
    many = [{"answered": min(a, b), "received": max(a, b)} for a, b in areas]
    whole = SHARE.value(pooled(many))
    assert whole == SHARE.value(pooled(reversed(many)))
    if whole.value is not None:
        each = [round(one.value, 20) for one in map(SHARE.value, many) if one.value is not None]
        assert min(each) <= round(whole.value, 20) <= max(each)


REPORTS = [Reported(6, of(30, 60)), Reported(9, of(20, 20)), Reported(12, of(10, 20))]


@pytest.mark.parametrize(
    ("rule", "round", "value"),
    [
        (TO_DATE, 9, D(100)),
        (LATEST, 12, D(50)),
        (ADDS_UP, 6, D(50)),
        (ADDS_UP, 9, D("62.5")),
        (ADDS_UP, 12, D(60)),
        (WEIGHTED, 12, D(60)),
    ],
)
def test_the_cumulative_rules_of_the_semantics(rule: str, round: int, value: Decimal) -> None:
    found = value_at(round, REPORTS, rule=rule, formula=SHARE, weigh_by="received", rounds=ROUNDS)
    assert found.value == value


def test_a_round_without_a_report_leaves_no_value_to_date() -> None:
    found = value_at(12, [REPORTS[0], REPORTS[2]], rule=ADDS_UP, formula=SHARE, rounds=ROUNDS)
    assert found == Result(None, "missing", "9")


def test_a_round_in_which_nothing_came_weighs_nothing() -> None:
    reports = [Reported(6, of(30, 60)), Reported(9, of(0, 0))]
    found = value_at(9, reports, rule=WEIGHTED, formula=SHARE, weigh_by="received", rounds=ROUNDS)
    assert found.value == 50
    nothing = [Reported(6, of(0, 0))]
    assert value_at(6, nothing, rule=WEIGHTED, formula=SHARE, weigh_by="received", rounds=ROUNDS).value is None


BOUNDS = Bounds(D(0), D(100), D(5))


def codes(value: Decimal | None, parts: dict[str, Decimal], earlier: dict[str, Decimal], **more: object) -> list[str]:
    return [one.code for one in doubts(value, parts, bounds=BOUNDS, earlier=earlier, **more)]  # type: ignore[arg-type]


def test_a_million_times_is_seen_as_a_wrong_unit() -> None:
    baht = {"spent": D(538_800_000_000)}
    assert codes(D(50), baht, {"spent": D(500_000)}) == [UNIT]
    assert codes(D(50), {"spent": D("0.5")}, {"spent": D(500_000)}) == [UNIT]
    assert codes(D(50), {"spent": D(600_000)}, {"spent": D(500_000)}) == []
    assert codes(D(50), {"spent": D(4_000_000)}, {"spent": D(500_000)}) == [LEAP]


def test_other_doubts() -> None:
    assert codes(D("100.1"), {}, {}) == [OUTSIDE]
    assert codes(None, {}, {}) == [NONE]
    assert codes(D(5), {"done": D(4)}, {"done": D(5)}, may_fall=False) == [FALLS]
    assert codes(D(60), {}, {}, earlier_value=D(10)) == [LEAP]


def test_a_forecast_needs_three_points_and_says_how_far_it_is_off() -> None:
    assert forecast([(1, D(10)), (2, D(20))], 12) is None
    assert forecast([(1, D(10)), (1, D(20)), (1, D(30))], 12) is None
    found = forecast([(1, D(10)), (2, D(20)), (3, D(30))], 12)
    assert found is not None
    assert (round(found.value, 6), found.off < D("1e-30"), found.points) == (120, True, 3)
    bent = forecast([(1, D(10)), (2, D(26)), (3, D(30))], 4)
    assert bent is not None
    assert bent.off == 4
