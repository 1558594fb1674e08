"""Writing rows many at a time."""

from datetime import date

import pytest
from django.db import DataError, transaction

from palat.kernel.history import ids
from palat.kernel.matters.models import Matter, Submission
from palat.kernel.writing import copy_many, rewrite_fields, rewrite_many

from .factories import holder, matter

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


def test_words_that_are_too_long_are_refused_not_cut_off():
    one = matter()
    one.number = "ก" * 500
    with pytest.raises(DataError), transaction.atomic():
        rewrite_fields([one], ("number",))


def test_whole_rows_are_rewritten_documents_and_bytes_too():
    one, other = matter(), matter()
    one.head_seq, one.head_hash, other.closed_at = 7, b"\x00\xff", other.received_at
    laid = Submission(id=ids.take(), matter=one, track=one.tracks.get(), purpose="order", chain=["director"], brief={})
    laid.role, laid.submitted_at = "director", one.received_at
    laid.submitted_by_id = holder("director-psc").official_id
    copy_many([laid])
    laid.brief, laid.words, laid.due_on = {"question": "ก"}, "ข", date(2026, 12, 1)
    rewrite_many([one, laid, other])
    found = Matter.objects.in_bulk([one.pk, other.pk])
    assert (found[one.pk].head_seq, bytes(found[one.pk].head_hash), found[one.pk].closed_at) == (7, b"\x00\xff", None)
    assert found[other.pk].closed_at == other.received_at
    laid.refresh_from_db()
    assert (laid.brief, laid.chain, laid.words) == ({"question": "ก"}, ["director"], "ข")
    assert (laid.due_on, laid.opened_at) == (date(2026, 12, 1), None)


def test_nothing_is_asked_for_no_rows(django_assert_num_queries):
    with django_assert_num_queries(0):
        rewrite_fields([], ("number",))
