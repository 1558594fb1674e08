"""Writing rows many at a time."""

import pytest

from palat.kernel.matters.models import Matter
from palat.kernel.matters.writing import rewrite_fields

from .factories import matter

pytestmark = pytest.mark.django_db


def test_fields_of_many_rows_are_written_each_with_its_own_value():
    first, second = matter(), matter()
    kinds, subject = (first.kind, second.kind), second.subject
    first.number, first.urgency, second.number, second.urgency = "นร 1", 2, "นร 2", 0
    second.subject = "ไม่ได้สั่งให้เขียน"
    rewrite_fields([first, second], ("number", "urgency"))
    found = {one.pk: one for one in Matter.objects.filter(pk__in=[first.pk, second.pk])}
    assert (found[first.pk].number, found[first.pk].urgency) == ("นร 1", 2)
    assert (found[second.pk].number, found[second.pk].urgency) == ("นร 2", 0)
    assert found[second.pk].subject == subject
    assert (found[first.pk].kind, found[second.pk].kind) == kinds


def test_nothing_is_asked_for_no_rows(django_assert_num_queries):
    with django_assert_num_queries(0):
        rewrite_fields([], ("number",))
