"""Personal data in our own sentences is found and masked, as far as the rules go."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palat.kernel.language.measuring_masks import SENTENCES, measured, read
from palat.kernel.language.personal import find, mask


def test_of_our_own_sentences_no_less_is_found_than_before() -> None:
    sentences = read(SENTENCES)
    assert len(sentences) >= 300
    figures = measured(sentences)
    assert figures["all"]["recall"] >= 0.97
    assert figures["all"]["precision"] >= 0.98
    assert figures["name"]["recall"] >= 0.95
    for kind in ("citizen_id", "phone", "email", "line", "house"):
        assert figures[kind]["recall"] == figures[kind]["precision"] == 1, kind


@given(st.text(st.characters(), max_size=80))
def test_any_text_is_masked_and_what_is_found_lies_apart(text: str) -> None:
    mask(text)
    found = find(text)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


@pytest.mark.parametrize("unit", ["นาย", "ก", "0", "๐-", "a@", "คุณสมชาย ", "บ้านเลขที่ 1/", " "])
def test_long_texts_take_bounded_time(unit: str) -> None:
    start = time.process_time()
    find(unit * (300_000 // len(unit)))
    assert time.process_time() - start < 10
