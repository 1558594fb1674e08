from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from palat.kernel.pages.keyset import WrongCursor, page_of
from palat.kernel.pages.models import OnceKey

START = datetime(2025, 11, 24, tzinfo=UTC)
ORDERS = [
    ("at", "pk"),
    ("-at", "-pk"),
    ("-result_url", "at", "pk"),
    ("result_url", "-at", "-pk"),
    ("-at", "result_url", "-pk"),
]


def walk(order: tuple[str, ...], size: int) -> tuple[list[str], list[str]]:
    """Turn all pages forwards, then all of them back; return the keys seen each way."""
    rows = OnceKey.objects.all()
    pages = [page_of(rows, order=order, size=size, salt="t")]
    while pages[-1].next:
        pages.append(page_of(rows, order=order, size=size, salt="t", after=pages[-1].next))
    back = [pages[-1]]
    while back[-1].previous:
        back.append(page_of(rows, order=order, size=size, salt="t", before=back[-1].previous))
    return (
        [row.pk for page in pages for row in page.rows],
        [row.pk for page in reversed(back) for row in page.rows],
    )


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    ties=st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["", "a", "ก", "a,b"])), max_size=17),
    size=st.integers(1, 5),
    order=st.sampled_from(ORDERS),
)
def test_pages_hold_every_row_once_and_in_order(ties: list[tuple[int, str]], size: int, order: tuple[str, ...]) -> None:
    OnceKey.objects.all().delete()
    OnceKey.objects.bulk_create(
        [
            OnceKey(key=f"key-{number:04}", at=START + timedelta(days=day), result_url=url)
            for number, (day, url) in enumerate(ties)
        ]
    )
    forwards, backwards = walk(order, size)
    assert forwards == list(OnceKey.objects.order_by(*order).values_list("pk", flat=True))
    assert backwards == forwards


@pytest.mark.django_db
def test_a_row_that_comes_meanwhile_repeats_nothing() -> None:
    for number in range(4):
        OnceKey.objects.create(key=f"k{number}", at=START + timedelta(days=number))
    order = ("-at", "-pk")
    first = page_of(OnceKey.objects.all(), order=order, size=2, salt="t")
    OnceKey.objects.create(key="k9", at=START + timedelta(days=9))
    second = page_of(OnceKey.objects.all(), order=order, size=2, salt="t", after=first.next)
    assert [row.pk for row in first.rows + second.rows] == ["k3", "k2", "k1", "k0"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "a:b:c",
        signing.dumps(["2025-01-01", "k"], salt="elsewhere"),
        signing.dumps([1, 2, 3], salt="palat.pages:t:at,pk"),
        signing.dumps(["no day", "k"], salt="palat.pages:t:at,pk"),
    ],
    # A signature bears its second: without names of their own, two workers would collect different tests.
    ids=["no cursor", "parts", "of another place", "too many", "no moment"],
)
def test_a_place_that_is_not_ours_is_refused(cursor: str) -> None:
    with pytest.raises(WrongCursor):
        page_of(OnceKey.objects.all(), order=("at", "pk"), size=2, salt="t", after=cursor)


@pytest.mark.django_db
def test_one_direction_is_one_range_of_the_index() -> None:
    OnceKey.objects.create(key="k1", at=START)
    OnceKey.objects.create(key="k2", at=START)
    first = page_of(OnceKey.objects.all(), order=("at", "pk"), size=1, salt="t")
    with CaptureQueriesContext(connection) as caught:
        page_of(OnceKey.objects.all(), order=("at", "pk"), size=1, salt="t", after=first.next)
    assert '("pages_oncekey"."at", "pages_oncekey"."key") > (' in caught[0]["sql"]
