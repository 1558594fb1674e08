"""Revenue of local governments: the rule of section 30 (4), what cannot be, what is doubted, who records it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from palat.duties.decentralisation.loading import load
from palat.duties.decentralisation.models import RevenueYear
from palat.duties.decentralisation.operations.revenue import record_revenue
from palat.duties.decentralisation.procedure.revenue import (
    SATANG,
    Figures,
    impossible,
    in_millions,
    judged,
    leaps,
    satang,
)
from palat.duties.decentralisation.queries.revenue import newest, rows_of
from palat.duties.decentralisation.tests.factories import head, officer
from palat.kernel.accounts.models import User
from palat.kernel.history.queries import events_of
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.matters.tests.factories import NOW
from palat.kernel.pages.operations import new_key


@pytest.mark.parametrize(
    ("year", "share", "said"),
    [
        (2549, "24.10", "no_rule"),
        (2550, "24.99", "below"),
        (2550, "25.00", "kept"),
        (2568, "29.07", "kept"),
        (2570, "34.99", "kept"),
        (2570, "35.00", "reached"),
    ],
)
def test_the_rule(year: int, share: str, said: str) -> None:
    assert judged(year, Decimal(share)) == said


def of(share: str = "25.00", local: int | None = 100, net: int | None = 400, **parts: int) -> Figures:
    return Figures(2569, Decimal(share), local, net, parts)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("0", "0.00"), ("839265.54", "839,265.54"), ("0.00000001", "0.00000001"), ("1200.5", "1,200.50")],
)
def test_an_amount_is_written_to_its_last_satang(typed: str, shown: str) -> None:
    amount = satang(typed)
    assert amount is not None
    assert in_millions(amount) == shown
    assert satang(shown.replace(",", "")) == amount


@pytest.mark.parametrize(
    ("figures", "word"),
    [
        (of(), ""),
        (of(local=None, net=None), ""),
        (of(own=10, collected=40, shared=20, subsidy=30), ""),
        (of(own=10, collected=40, shared=20, subsidy=29), "ไม่เท่ากับ"),
        (of(subsidy=101), "มากกว่ารายได้ทั้งหมด"),
        (of(share="26.00"), "สัดส่วนไม่ตรง"),
        (of(net=0), "เป็นศูนย์ไม่ได้"),
        (of(share="0"), "มากกว่า 0"),
        (of(share="100"), "มากกว่า 0"),
    ],
)
def test_what_cannot_be(figures: Figures, word: str) -> None:
    said = impossible(figures)
    assert (word in said) if word else not said


@pytest.mark.parametrize(
    ("local", "others", "near"),
    [
        (100, {}, None),
        (100, {2568: 90}, None),
        (100, {2568: 30}, 2568),
        (100_000_000, {2568: 90}, 2568),  # บาท for ล้านบาท
        (100, {2568: 90_000_000}, 2568),
        (100, {2549: 15}, None),  # twenty years of growth
        (100, {2568: 90, 2549: 1}, None),  # the nearest year alone is asked
        (0, {2568: 90}, 2568),
    ],
)
def test_what_leaps(local: int, others: Mapping[int, int], near: int | None) -> None:
    assert leaps(of(local=local, net=None), others) == near


@pytest.mark.django_db
def test_the_published_years_are_loaded_once_and_a_recorded_one_stays() -> None:
    assert list(newest().order_by("year").values_list("year", "share"))[-1] == (2568, Decimal("29.07"))
    record_revenue(figures=Figures(2568, Decimal("29.10")), source="เอกสารสมมติ", by=head(), at=NOW, words="ตัวเลขจริง")
    before = RevenueYear.objects.count()
    load()
    assert RevenueYear.objects.count() == before
    assert newest().get(year=2568).share == Decimal("29.10")


@pytest.mark.django_db
def test_a_year_is_recorded_corrected_with_words_and_never_altered() -> None:
    figures = Figures(2569, Decimal("29.50"), satang("850000"), None, {"subsidy": satang("380000")})
    with pytest.raises(NotAuthorised):
        record_revenue(figures=figures, source="เอกสารสมมติ", by=officer(), at=NOW)
    with pytest.raises(UnableToAct, match="ที่มา"):
        record_revenue(figures=figures, source=" ", by=head(), at=NOW)
    first = record_revenue(figures=figures, source="เอกสารสมมติ", by=head(), at=NOW)
    assert first.local == 850_000 * SATANG
    assert first.mark == "provisional"
    with pytest.raises(UnableToAct, match="แก้ไขเพราะอะไร"):
        record_revenue(figures=figures, source="เอกสารสมมติ", by=head(), at=NOW)
    record_revenue(figures=Figures(2569, Decimal("29.60")), source="เอกสารสมมติ", by=head(), at=NOW, words="พิมพ์ผิด")
    assert [row.share for row in rows_of(2569)] == [Decimal("29.60"), Decimal("29.50")]
    assert events_of("decentralisation:revenue")[-1].facts["before"] == "29.50"
    with pytest.raises(DatabaseError), transaction.atomic():
        RevenueYear.objects.filter(pk=first.pk).update(share=1)


@pytest.mark.django_db
def test_baht_for_million_baht_asks_for_words_and_no_year_lies_in_the_future() -> None:
    wrong = Figures(2569, Decimal("29.50"), satang("850000000000"))
    with pytest.raises(UnableToAct, match="หน่วยอาจผิด"):
        record_revenue(figures=wrong, source="เอกสารสมมติ", by=head(), at=NOW)
    with pytest.raises(UnableToAct, match="ปีงบประมาณ"):
        record_revenue(figures=Figures(2571, Decimal(30)), source="เอกสารสมมติ", by=head(), at=NOW)


@pytest.mark.django_db
def test_the_pages(client: Client) -> None:
    def page(name: str, *args: Any) -> str:
        return client.get(reverse(name, args=args)).content.decode()

    head()
    client.force_login(User.objects.get(username="odloc-head"))
    listed = page("decentralisation_revenue")
    assert "839,265.54" in listed
    assert "<svg" in listed
    typed = {"year": "2569", "share": "29.50", "local": "850,000.25", "source": "เอกสารสมมติ"}
    sent = client.post(reverse("decentralisation_revenue_new"), {**typed, "once_key": new_key()})
    assert sent.status_code == 302, sent.content.decode()
    assert newest().get(year=2569).local == 85_000_025_000_000
    assert "850,000.25" in page("decentralisation_revenue_year", 2569)
    again = client.get(reverse("decentralisation_revenue_new"), {"year": "2569"}).content.decode()
    assert 'value="850,000.25"' in again
    assert client.get(reverse("decentralisation_revenue_year", args=[2530])).status_code == 404
