"""Bounded counts in one statement that is made once for whoever asks."""

from collections.abc import Sequence

import pytest
from django.db.models import QuerySet

from palat.kernel.organisation.kept_statements import counts_for, statement_for
from palat.kernel.organisation.models import Unit
from palat.kernel.organisation.procedure import Authority
from palat.kernel.organisation.queries import forget

pytestmark = pytest.mark.django_db
NOBODY = Authority(user_id=1, official_id=1, name="สมมุติ", held=(), delegated=())
OTHER = Authority(user_id=2, official_id=2, name="ตัวอย่าง", held=(), delegated=())


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    forget()


def asked() -> Sequence[QuerySet[Unit]]:
    return Unit.objects.filter(code="ops"), Unit.objects.order_by("code"), Unit.objects.none()


def test_each_query_is_counted_up_to_its_bound_and_one_that_holds_nothing_is_none() -> None:
    assert counts_for(NOBODY, ("units",), asked, most=3) == (1, 3, 0)


def test_the_statement_is_made_once_for_an_authority_and_key_and_the_rows_counted_each_time() -> None:
    made = []

    def counted() -> Sequence[QuerySet[Unit]]:
        made.append(1)
        return asked()

    before = counts_for(NOBODY, ("units",), counted, most=1000)
    Unit.objects.create(code="new", name_th="หน่วยใหม่", name_en="New", mark="provisional")
    after = counts_for(NOBODY, ("units",), counted, most=1000)
    assert (after[1] - before[1], len(made)) == (1, 1)
    counts_for(OTHER, ("units",), counted, most=1000)
    counts_for(NOBODY, ("other units",), counted, most=1000)
    assert len(made) == 3


def test_a_query_that_can_hold_nothing_has_no_statement() -> None:
    assert statement_for(NOBODY, ("none",), Unit.objects.none().query.sql_with_params) == ("", ())
