"""The demo office's requests stand in every state of the main track, and everyone of the duty's units has work."""

from datetime import UTC, datetime

import pytest

from palat.duties.information.demo.appeals import fill_appeals
from palat.duties.information.demo.filling import fill
from palat.duties.information.models import Appeal, Ruling
from palat.duties.information.procedure.appeal import APPEAL_STATES
from palat.duties.information.tests.factories import official
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Matter, Track
from palat.kernel.matters.queries.worklists import queue_page, queues_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, 4, 0, tzinfo=UTC)  # a Friday, eleven in the morning in Thailand


def test_requests_are_lived_through_by_true_acts() -> None:
    number = fill(NOW, lambda post: official(post, at=NOW))
    all_made = Matter.objects.filter(duty="information")
    assert all_made.count() == number
    assert not all_made.filter(number="").exists()
    made = all_made.filter(procedure="information_request")
    assert set(made.values_list("state", flat=True)) >= {
        *("received", "clarifying", "considering", "proposed", "excessive_proposed", "decided", "notified"),
        *("closed", "transferred", "withdrawn"),
    }
    complaints = all_made.filter(procedure__in=("information_complaint", "information_check"))
    assert set(complaints.values_list("state", flat=True)) == {
        *("received", "clarifying", "agency_asked", "considering", "proposed", "opined", "complying"),
        *("closed", "not_admitted", "withdrawn"),
    }
    assert {*complaints.values_list("closing", flat=True)} >= {"complied", "not_complied"}
    parties = set(Track.objects.filter(type="third_party").values_list("state", flat=True))
    assert parties >= {"notified", "objected", "overruled"}
    for post in ("info-officer-1", "info-head", "director-central", "oic-officer-1", "oic-head", "oic-director"):
        by = official(post, at=NOW)
        assert any(queue_page(queue, by=by).exists() for queue in queues_of(by)), post


def test_appeals_are_lived_through_by_true_acts() -> None:
    def people(post: str) -> Actor:
        return official(post, at=NOW)

    fill(NOW, people)
    number = fill_appeals(NOW, people)
    made = Matter.objects.filter(procedure="information_appeal")
    assert made.count() == number >= 14
    assert not made.filter(number="").exists()
    assert set(made.values_list("state", flat=True)) == {state.code for state in APPEAL_STATES} - {"ruled"}
    assert Ruling.objects.filter(published_at__isnull=False).count() == 3
    assert set(Appeal.objects.exclude(request=None).values_list("matter__kind", flat=True)) == {"refusal", "objection"}
    for post in ("tribunal-head", "tribunal-secretary-1", "tribunal-society-1"):
        by = people(post)
        assert any(queue_page(queue, by=by).exists() for queue in queues_of(by)), post
