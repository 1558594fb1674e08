"""What is shown as perhaps the same: of the same person, or of one kind in one district."""

from datetime import timedelta

import pytest

from palat.duties.petitions.queries.likeness import like_this
from palat.duties.petitions.tests.factories import NOW, official, petition
from palat.kernel.matters.models import Matter

pytestmark = pytest.mark.django_db


def in_district(code: str, **brought: str) -> Matter:
    """Receive a petition of a category in a subdistrict."""
    return petition(category="social.electricity", area_id=code, **brought)


def test_an_open_case_of_the_same_kind_in_the_same_district_is_shown() -> None:
    near, far = in_district("120601"), in_district("500101")
    asked = in_district("120602")
    found = like_this(asked, by=official("intake-1"), at=NOW)
    assert [one.code for one in found] == [near.code]
    assert far.code not in {one.code for one in found}


def test_an_old_case_is_not() -> None:
    petition(category="social.electricity", area_id="120601", at=NOW - timedelta(days=400))
    assert like_this(in_district("120602"), by=official("intake-1"), at=NOW) == []
