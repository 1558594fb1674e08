"""The list of petitions: who sees which, by which filters, and at what cost."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from palat.duties.petitions.operations import referrals, screening
from palat.duties.petitions.tests.factories import agency_id, official, petition
from palat.kernel.accounts.models import User
from palat.kernel.history.models import Event
from palat.kernel.matters.models import Bar, Clock, Matter
from palat.kernel.pages.queries import saved_filters

pytestmark = pytest.mark.django_db
URL = "/desk/petitions/"


def at_desk(client: Client, post: str) -> Client:
    official(post)
    client.force_login(User.objects.get(username=post))
    return client


def codes(response: Any) -> set[str]:
    assert response.status_code == 200
    return {row.url.rstrip("/").rsplit("/", 1)[-1] for row in response.context["rows"]}


def test_list_costs_the_same_for_one_row_and_for_three(client: Client) -> None:
    at_desk(client, "head-1")
    petition()
    client.get(URL)  # what is kept for a few seconds is read once
    with CaptureQueriesContext(connection) as one:
        assert len(codes(client.get(URL))) == 1
    petition()
    petition()
    with CaptureQueriesContext(connection) as three:
        assert len(codes(client.get(URL))) == 3
    assert len(one) == len(three)


def test_each_filter_narrows() -> None:
    client, officer, intake = at_desk(Client(), "officer-1"), official("officer-1"), official("intake-1")
    held = petition(kind="help", channel="hotline", area_id="5001", danger=True)
    screening.accept(matter_id=held.pk, by=intake, at=held.received_at, officer_id=officer.official_id)
    referrals.refer(matter_id=held.pk, agency_ids=[agency_id("กฟภ")], by=officer, at=held.received_at)
    hidden = petition(conceal=("name",))
    held.refresh_from_db()
    one, other = {held.code}, {hidden.code}
    assert codes(client.get(f"{URL}?kind=help")) == one
    assert codes(client.get(f"{URL}?channel=hotline")) == one
    assert codes(client.get(f"{URL}?province=50")) == one
    assert codes(client.get(f"{URL}?agency={agency_id('กฟภ')}")) == one
    assert codes(client.get(f"{URL}?officer={officer.official_id}")) == one
    assert codes(client.get(f"{URL}?unit={held.unit_id}")) == one
    assert codes(client.get(f"{URL}?state=referred")) == one
    assert codes(client.get(f"{URL}?urgency={held.urgency}")) == one
    assert codes(client.get(f"{URL}?concealed=1")) == other
    assert codes(client.get(f"{URL}?concealed=0")) == one
    assert codes(client.get(f"{URL}?open=1")) == one | other
    assert codes(client.get(f"{URL}?merged=1")) == set()
    assert codes(client.get(f"{URL}?reopened=1")) == set()
    assert codes(client.get(f"{URL}?received_from=8/6/2569&received_to=8/6/2569")) == one | other
    assert codes(client.get(f"{URL}?received_to=7/6/2569")) == set()
    Clock.objects.filter(matter=held).update(stopped_at=held.received_at)
    assert codes(client.get(f"{URL}?overdue=0")) == one


def test_by_urgency_the_gravest_comes_first_and_the_index_serves() -> None:
    client = at_desk(Client(), "auditor-1")
    petition()
    grave = petition(danger=True)
    rows = client.get(f"{URL}?sort=urgency").context["rows"]
    assert rows[0].url.endswith(f"/{grave.code}/")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        plan = Matter.objects.filter(closed_at=None).order_by("urgency", "received_at", "id")[:50].explain()
    assert "matter_urgent" in plan
    assert "Sort" not in plan


def test_what_one_may_not_see_is_not_listed_nor_counted() -> None:
    client, matter = at_desk(Client(), "officer-1"), petition()
    Bar.objects.create(matter=matter, official_id=official("officer-1").official_id, reason="ผู้ถูกร้องเรียน")
    Matter.objects.filter(pk=petition().pk).update(secrecy=2)
    response = client.get(URL)
    assert codes(response) == set()
    assert response.context["count"].number == 0
    assert [value for value, _label in response.context["narrowed"].form.fields["secrecy"].choices] == ["", 0, 1]


@pytest.mark.parametrize("post", ["agent-1", "minister", "pm", "admin-1"])
def test_who_reads_no_petitions_has_no_list(client: Client, post: str) -> None:
    assert at_desk(client, post).get(URL).status_code == 404


def test_export_is_for_those_who_answer_for_it_and_is_recorded() -> None:
    petition(kind="help")
    petition()
    assert "text/html" in at_desk(Client(), "officer-1").get(f"{URL}?export=csv")["Content-Type"]
    head = at_desk(Client(), "head-1")
    response = head.get(f"{URL}?export=csv&kind=help")
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("รหัสเรื่อง,เลขทะเบียน")
    assert len(lines) == 2
    sheet = head.get(f"{URL}?export=xlsx")
    assert b"".join(sheet.streaming_content).startswith(b"PK")
    facts = [event.facts for event in Event.objects.filter(kind="petitions_exported").order_by("seq")]
    assert '"kind"' in facts[0]
    assert len(facts) == 2


def test_filters_are_saved_and_shared() -> None:
    head = at_desk(Client(), "head-1")
    saving = {"act": "save", "name": "ช่วยเหลือ", "query": "kind=help&sort=urgency", "shared": "1"}
    assert head.post(URL, saving).status_code == 302
    other = User.objects.get(username="head-1").pk + 1
    (kept,) = saved_filters(listing="petitions.all", viewer_id=other)
    assert "kind=help" in kept.query
    assert "sort=urgency" in kept.query
