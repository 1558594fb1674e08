"""A session holds while it lasts and its account may be used; each request asks anew."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from palat.kernel.accounts.models import User
from palat.kernel.accounts.sessions import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in() -> Client:
    client = Client()
    client.force_login(User.objects.create_user("somebody", "a-long-enough-password"))
    assert is_in(client)
    return client


def is_in(client: Client) -> bool:
    """Say whether a page for accounts opens, rather than leading to the sign-in."""
    return client.get(reverse("account_change_password")).status_code == 200


def test_a_session_ends_on_its_day(signed_in: Client):
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert not is_in(signed_in)


def test_a_session_that_was_taken_away_opens_nothing(signed_in: Client):
    Session.objects.all().delete()
    assert not is_in(signed_in)


def test_a_closed_account_is_out_at_the_next_request(signed_in: Client):
    User.objects.update(is_active=False)
    assert not is_in(signed_in)


def test_a_changed_password_ends_the_other_sessions(signed_in: Client):
    user = User.objects.get(username="somebody")
    user.set_password("another-long-password")
    user.save()
    assert not is_in(signed_in)


def test_an_unknown_key_is_never_taken_over():
    store = SessionStore("k" * 32)
    assert store.load() == {}
    assert store.session_key is None
