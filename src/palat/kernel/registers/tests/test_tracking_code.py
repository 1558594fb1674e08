import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from palat.kernel.registers.procedure import (
    CODE_LENGTH,
    DAMM,
    MistypedTrackingCode,
    NotATrackingCode,
    alias_year,
    new_tracking_code,
    parse_alias,
    parse_tracking_code,
    spaced,
    thai_digits,
)

codes = st.integers(0, 10**14 - 1).map(lambda drawn: new_tracking_code(randbelow=lambda _limit: drawn))
KNOWN = new_tracking_code(randbelow=lambda _limit: 123)


def test_damm_table_is_totally_anti_symmetric_with_a_zero_diagonal():
    assert all(sorted(row) == list(range(10)) for row in DAMM)
    assert all(DAMM[digit][digit] == 0 for digit in range(10))
    for state in range(10):
        for a in range(10):
            for b in range(a):
                assert DAMM[DAMM[state][a]][b] != DAMM[DAMM[state][b]][a]


def test_new_codes_are_long_and_keep_leading_zeros():
    assert KNOWN.startswith("00000000000123")
    assert len({new_tracking_code() for _ in range(1000)}) == 1000
    assert {len(new_tracking_code()) for _ in range(100)} == {CODE_LENGTH}


@given(codes)
def test_code_reads_back_in_every_way_of_writing_it(code):
    for written in (code, spaced(code), thai_digits(spaced(code)), spaced(code).replace(" ", "-"), f"  {code}\n"):
        assert parse_tracking_code(written) == code


@pytest.mark.parametrize(
    "written",
    [
        "รหัสเรื่อง: 00000 00000 0123" + KNOWN[-1],
        "รหัส 00000-00000-0123" + KNOWN[-1],
        "OOOOO ooooo o123" + KNOWN[-1],
        "00000 00000 0l23" + KNOWN[-1],
        "０００００００００００１２３" + KNOWN[-1],
        "00000\u200b 00000–0123" + KNOWN[-1],
    ],
)
def test_code_is_read_forgivingly(written):
    assert parse_tracking_code(written) == KNOWN


@given(codes, st.integers(0, CODE_LENGTH - 1), st.integers(1, 9))
def test_any_single_wrong_digit_is_found(code, place, change):
    wrong = str((int(code[place]) + change) % 10)
    with pytest.raises(MistypedTrackingCode):
        parse_tracking_code(code[:place] + wrong + code[place + 1 :])


@given(codes, st.integers(0, CODE_LENGTH - 2))
def test_any_swap_of_neighbours_is_found(code, place):
    assume(code[place] != code[place + 1])
    with pytest.raises(MistypedTrackingCode):
        parse_tracking_code(code[:place] + code[place + 1] + code[place] + code[place + 2 :])


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "เรื่องถนนพัง",
        "12345",
        KNOWN + "0",
        KNOWN[:-1],
        "1234567890123",
        "02-123-4567",
        "นร02660001945",
        "x" * 15,
    ],
)
def test_what_is_no_code_is_told_apart_from_a_mistyped_one(typed):
    with pytest.raises(NotATrackingCode):
        parse_tracking_code(typed)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_by_name(text):
    try:
        code = parse_tracking_code(text)
    except (NotATrackingCode, MistypedTrackingCode):
        return
    assert len(code) == CODE_LENGTH


def test_older_code_is_recognised_with_its_year():
    assert parse_alias("เรื่องเดิม นร02660001945 ยังไม่แล้วเสร็จ") == "นร02660001945"
    assert parse_alias("นร ๐๒๖๖๐๐๐๑๙๔๕") == "นร02660001945"
    assert parse_alias("นร026600019456") is None
    assert parse_alias("นร 0105.04/1945") is None
    assert alias_year("นร02660001945") == 2566
