"""The pages of the quarterly report: who sees them, drafting, issuing once, the files byte for byte."""

import hashlib
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from palat.duties.petitions.tests.factories import liaison, official, petition
from palat.kernel.accounts.models import User
from palat.kernel.calendar.counting import legal_date
from palat.kernel.reports.models import Issued, Remarks
from palat.kernel.reports.procedure import quarter_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft_url() -> str:
    quarter = quarter_of(legal_date(timezone.now()))
    return reverse("petition_report_draft", args=[quarter.year, quarter.number])


def sign_in(client: Client, post: str) -> Client:
    official(post, at=timezone.now())
    client.force_login(User.objects.get(username=post))
    return client


def issue(client: Client, url: str, **more: Any) -> Any:
    today = legal_date(timezone.now())
    as_of = f"{today.day}/{today.month}/{today.year + 543}"
    return client.post(url, {"issue": "1", "as_of": as_of, "once_key": "0123456789abcdef0123456789abcdef", **more})


@pytest.mark.parametrize(
    ("post", "writes", "issues"),
    [("officer-1", True, False), ("head-1", True, False), ("intake-1", False, False), ("director-psc", True, True)],
)
def test_each_role_sees_what_it_may_do(client: Client, draft_url: str, post: str, writes: bool, issues: bool) -> None:
    page = sign_in(client, post).get(draft_url)
    assert page.status_code == 200
    assert (b'name="remarks"' in page.content) is writes
    assert (b'name="issue"' in page.content) is issues


@pytest.mark.parametrize("name", ["petition_reports", "draft"])
def test_agencies_and_agents_do_not_find_the_reports(client: Client, draft_url: str, name: str) -> None:
    liaison("กฟภ", at=timezone.now())
    client.force_login(User.objects.get(username="agency_liaison-กฟภ"))
    assert client.get(draft_url if name == "draft" else reverse(name)).status_code == 404
    assert sign_in(client, "agent-1").get(draft_url if name == "draft" else reverse(name)).status_code == 404


def test_remarks_are_kept_and_shown_on_the_paper(client: Client, draft_url: str) -> None:
    typed = {"remarks": "1", "obstacles": "บางหน่วยงานตอบช้า", "recommendations": "เร่งรัดเป็นรายหน่วยงาน"}
    assert sign_in(client, "officer-1").post(draft_url, typed).status_code == 302
    page = client.get(draft_url).content.decode()
    assert "<p>บางหน่วยงานตอบช้า</p>" in page
    assert Remarks.objects.get().recommendations == "เร่งรัดเป็นรายหน่วยงาน"


def test_a_double_click_issues_once_and_files_are_what_was_hashed(client: Client, draft_url: str) -> None:
    petition(at=timezone.now())
    sign_in(client, "director-psc")
    first, second = issue(client, draft_url), issue(client, draft_url)
    issued = Issued.objects.get()
    assert first.url == second.url == reverse("petition_report", args=[issued.pk])
    assert "1" in client.get(first.url).content.decode()
    for kind, stored in (("pdf", issued.pdf), ("csv", issued.csv)):
        file = client.get(reverse("petition_report_file", args=[issued.pk, kind]))
        assert hashlib.sha256(b"".join(file.streaming_content)).hexdigest() == stored.sha256
    assert client.get(reverse("petition_report_compare", args=[issued.pk])).status_code == 200
    assert issued.edition == 1


def test_an_officer_who_posts_the_directors_form_is_refused(client: Client, draft_url: str) -> None:
    page = issue(sign_in(client, "officer-1"), draft_url)
    assert page.status_code == 422
    assert not Issued.objects.exists()


def test_a_quarter_that_has_not_begun_is_not_found(client: Client) -> None:
    sign_in(client, "director-psc")
    assert client.get(reverse("petition_report_draft", args=[2699, 1])).status_code == 404
    assert client.get(reverse("petition_report_draft", args=[2569, 5])).status_code == 404


def test_number_of_statements_does_not_grow_with_matters(
    client: Client, draft_url: str, django_assert_max_num_queries: Any
) -> None:
    sign_in(client, "director-psc").get(draft_url)
    for _one in range(3):
        petition(at=timezone.now(), category="social.noise")
    with django_assert_max_num_queries(24):
        client.get(draft_url)
