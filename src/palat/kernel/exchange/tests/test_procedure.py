"""Readers of cells, and the guard against formulas."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palat.kernel.exchange.procedure import (
    BadValue,
    UnableToExchange,
    flag,
    guard,
    moment,
    one_of,
    unguard,
    whole_number,
    words,
)
from palat.kernel.exchange.tests.factories import THINGS


@given(st.text())
def test_what_was_guarded_comes_back(text: str) -> None:
    assert unguard(guard(text)) == text


@given(st.sampled_from("=+-@\t\r\n＝＋－＠"), st.text())
def test_no_guarded_text_begins_a_formula(sign: str, rest: str) -> None:
    assert guard(sign + rest).startswith("'")


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ("2022-04-06T14:02:30Z", datetime(2022, 4, 6, 14, 2, 30, tzinfo=UTC)),
        ("2022-04-06T21:02:30.25+07:00", datetime(2022, 4, 6, 14, 2, 30, 250000, tzinfo=UTC)),
        ("2022-04-06", datetime(2022, 4, 6, tzinfo=UTC)),
        (" ", None),
    ],
)
def test_moment_is_read_as_utc(cell: str, at: datetime | None) -> None:
    assert moment(cell) == at


@pytest.mark.parametrize("cell", ["06/04/2565", "2022-13-01", "yesterday", "0001-01-01T00:00:00Z"])
def test_moment_that_is_none_is_refused(cell: str) -> None:
    with pytest.raises(BadValue):
        moment(cell)


def test_list_keeps_order_and_drops_what_is_empty_or_twice() -> None:
    assert words("ถนน| น้ำท่วม||ถนน") == ("ถนน", "น้ำท่วม")


def test_values_that_do_not_fit_are_refused_in_both_languages() -> None:
    with pytest.raises(BadValue, match=r"จำนวนเต็ม.*whole number"):
        whole_number("๑ก")
    with pytest.raises(BadValue, match="1 หรือ 0"):
        flag("yes")
    with pytest.raises(BadValue, match="ไม่รู้จักสี “ดำ” · Unknown colour"):
        one_of({"แดง": "red"}, th="สี", en="colour")("ดำ")


def test_missing_columns_are_named() -> None:
    with pytest.raises(UnableToExchange, match="จำนวน"):
        THINGS.bind(["ชื่อ", "อื่น"])


def test_reading_names_the_column_of_a_bad_value() -> None:
    bound = THINGS.bind(["จำนวน", "อื่น", "ชื่อ"])
    assert bound.read(["3", "-", " ปากกา "]) == {"name": "ปากกา", "many": 3}
    with pytest.raises(BadValue, match="จำนวน: “สาม”"):
        bound.read(["สาม", "-", "ปากกา"])
