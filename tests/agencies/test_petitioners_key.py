"""A petition's code opens the petitioner's page: nothing that an agency sees or is sent holds it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from palat.duties.petitions.models import Petition
from palat.duties.petitions.operations import outgoing
from palat.duties.petitions.operations.drafting import referral, reminder
from palat.kernel.agencies.queries.feed import item
from palat.kernel.agencies.queries.inbox import inbox
from palat.kernel.matters.queries.file import file_by_id
from palat.kernel.matters.queries.tracks import late_rows
from palat.kernel.notices.models import Notice
from palat.kernel.pages.pieces import spaced
from tests.agencies.people import PEA, agency_id, liaison, matter_of, official, referred, user_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def track():  # type: ignore[no-untyped-def]
    return referred(PEA)


def keys(track) -> tuple[str, str]:  # type: ignore[no-untyped-def]
    code = matter_of(track).code
    return code, spaced(code)


def test_no_page_of_an_agency_holds_the_code(client: Client, track) -> None:  # type: ignore[no-untyped-def]
    client.force_login(user_of(liaison(PEA)))
    own = [reverse("agency_track", args=[track.pk]), reverse("agency_inbox"), reverse("agency_inbox") + "?export=csv"]
    own += [reverse("desk_find") + f"?q={matter_of(track).reference}", reverse("petition_orders")]
    for address in own:
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, address
        said = b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()
        assert not any(key in said for key in keys(track)), address


def test_what_an_agency_s_system_reads_holds_a_number_and_no_code(track) -> None:  # type: ignore[no-untyped-def]
    told = item(inbox(liaison(PEA)).get(pk=track.pk), at=timezone.now())
    assert "code" not in told
    assert told["number"] == matter_of(track).reference
    assert not any(key in str(told) for key in keys(track))


@pytest.mark.parametrize("what", ["referral", "send_back", "recall", "insist"])
def test_no_notice_to_an_agency_holds_the_code(track, what: str) -> None:  # type: ignore[no-untyped-def]
    by = liaison(PEA)
    outgoing.tell_agency(track_id=track.pk, what=what, at=timezone.now())
    told = Notice.objects.filter(official_id=by.official_id)
    assert told.exists()
    assert not any(key in f"{one.subject} {one.body} {one.link}" for one in told for key in keys(track))


def test_no_letter_to_an_agency_holds_the_code(track) -> None:  # type: ignore[no-untyped-def]
    now, by = timezone.now(), official("officer-1")
    file = file_by_id(track.matter_id, by)
    sent = referral(file, Petition.objects.get(pk=track.matter_id), agency_id(PEA), at=now)
    chased = reminder(agency_id(PEA), late_rows([track.pk], clock="progress"), at=now, third=False)
    assert matter_of(track).reference in str(sent)
    assert not any(key in f"{sent} {chased}" for key in keys(track))
