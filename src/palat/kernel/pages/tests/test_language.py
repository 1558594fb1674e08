"""An English page shows the English name where there is one, never an empty place."""

from types import SimpleNamespace

import pytest
from django.utils.translation import override

from palat.kernel.pages.language import name_of

BOTH = SimpleNamespace(name_th="กรมทางหลวง", name_en="Department of Highways")
THAI = SimpleNamespace(name_th="กรมทางหลวง", name_en="")


@pytest.mark.parametrize(
    ("language", "row", "shown"),
    [
        ("th", BOTH, "กรมทางหลวง"),
        ("en", BOTH, "Department of Highways"),
        ("en", THAI, "กรมทางหลวง"),
        ("en", None, ""),
    ],
)
def test_name_in_the_language_of_the_page(language: str, row: SimpleNamespace | None, shown: str) -> None:
    with override(language):
        assert name_of(row) == shown
