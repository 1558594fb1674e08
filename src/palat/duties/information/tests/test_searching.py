"""Requests are searched by their words, by those who may see them alone; their letters likewise."""

import pytest
from django.test import Client
from django.urls import reverse

from palat.duties.information.tests.factories import NOW, REFUSED, SOMCHAI, official, ordered, taken_up
from palat.kernel.accounts.models import User
from palat.kernel.letters.models import Letter
from palat.kernel.letters.queries import visible_letters
from palat.kernel.matters.operations import indexing

pytestmark = pytest.mark.django_db


def test_words_of_a_request_are_found_by_its_own_unit_alone(client: Client) -> None:
    one = taken_up(text="ขอสำเนาบัญชีครุภัณฑ์ประจำปี", person=SOMCHAI)
    indexing.refresh(at=NOW)
    for post, found in (
        ("info-officer-2", True),
        ("director-central", True),
        ("officer-1", False),
        ("oic-head", False),
    ):
        official(post)
        client.force_login(User.objects.get(username=post))
        page = client.get(reverse("desk_find"), {"q": "ครุภัณฑ์"}).text
        assert (reverse("information_request", args=[one.code]) in page) is found, post


def test_its_letters_are_read_by_who_sees_the_request() -> None:
    one = taken_up(person=SOMCHAI)
    ordered(one, REFUSED)
    letter = Letter.objects.get(about__matter=one)
    for post, reads in (("info-head", True), ("ps", True), ("director-psc", False), ("oic-officer-1", False)):
        assert visible_letters(official(post)).filter(pk=letter.pk).exists() is reads, post
