"""Thai dictionary order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palat.kernel.organisation.sorting import LEADING, LIGHT, thai_sort_key

# Each line in the order of the dictionary of the Royal Society.
ORDERS = [
    ["ก", "กก", "กข", "กา", "กิ", "กี", "กึ", "กุ", "เก", "เก็บ", "แก", "โก", "ใก", "ไก", "ข", "ขา", "เข"],
    ["กา", "เกา", "ขา", "เขา"],
    ["กลม", "กล้วย", "กลอง", "เกลือ", "แกลบ", "ไกล", "ขวด"],
    ["กด", "กดขี่", "กต", "เกม", "เกย", "เกลอ", "แกง", "โกง"],
    ["กาน", "ก้าน", "กาบ"],
    ["ขาว", "ข่าว", "ข้าว", "ขาวๆ"],
    ["กกก", "กกก้", "กก้ก", "ก้กก"],
    ["หนอง", "หน่อง", "หนองคาย", "หน้า"],
]


@pytest.mark.parametrize("words", ORDERS, ids=lambda words: words[0])
def test_words_stand_in_dictionary_order(words):
    assert sorted(sorted(words), key=thai_sort_key) == words


def test_agencies_stand_in_dictionary_order():
    names = ["สำนักงบประมาณ", "กรมเจ้าท่า", "เมืองพัทยา", "การไฟฟ้านครหลวง", "กระทรวงแรงงาน", "กรมการแพทย์"]
    assert sorted(names, key=thai_sort_key) == [
        "กรมการแพทย์",
        "กรมเจ้าท่า",
        "กระทรวงแรงงาน",
        "การไฟฟ้านครหลวง",
        "เมืองพัทยา",
        "สำนักงบประมาณ",
    ]


THAI = st.text(alphabet="กขคงจนรลวอะาิีุูเแโใไ็่้๊๋์ ABCabc", max_size=40)


@given(THAI, THAI)
def test_different_words_have_different_keys_and_keys_fit_the_column(one, other):
    assert len(thai_sort_key(one)) <= 2 * len(one) + 1
    if thai_sort_key(one) == thai_sort_key(other):
        assert one.casefold() == other.casefold()


@given(THAI.filter(lambda word: not word.rstrip(LIGHT).endswith(tuple(LEADING))))  # no word ends in a leading vowel
def test_the_beginning_of_a_word_never_stands_behind_it(word):
    assert thai_sort_key(word) <= thai_sort_key(word + "ก")
