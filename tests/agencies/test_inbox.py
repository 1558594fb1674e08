"""The inbox of an agency: who sees what, in which folder, in whose hand."""

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from palat.duties.petitions.tests.factories import NOW, agency_id, liaison, official
from palat.kernel.agencies.operations import answering, forwarding
from palat.kernel.agencies.procedure import Answer
from palat.kernel.agencies.queries import inbox as queries
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import InHand
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.matters.queries.visibility import visible, visible_tracks
from palat.kernel.notices.models import Notice
from palat.kernel.organisation.models import Post, Section
from tests.agencies.people import LATER, PEA, PWA, approver, drafter, fresh, matter_of, referred, send_back, user_of

pytestmark = pytest.mark.django_db


def ids(rows: QuerySet) -> list[int]:
    return list(rows.values_list("pk", flat=True))


def test_inbox_holds_only_the_agency_s_own_tracks() -> None:
    track = referred(PEA)
    other = referred(PWA)
    assert ids(queries.inbox(liaison(PEA))) == [track.pk]
    assert ids(queries.inbox(liaison(PWA))) == [other.pk]
    assert ids(queries.inbox(official("officer-1"))) == []


@pytest.mark.parametrize("role", ["agency_approver", "agency_manager", "agency_reader", "cceo"])
def test_roles_that_read_all_of_the_agency_see_every_track_of_it_and_no_other(role: str) -> None:
    track = referred(PEA)
    referred(PWA)
    assert ids(queries.inbox(liaison(PEA, role=role))) == [track.pk]


def test_drafter_sees_nothing_until_the_work_is_given_to_him() -> None:
    track, by = referred(PEA), drafter()
    assert ids(queries.inbox(by)) == []
    assert not visible(by).exists()
    forwarding.forward(track_id=track.pk, official_id=by.official_id, by=liaison(PEA), at=NOW)
    assert ids(queries.inbox(by)) == [track.pk]
    assert [one.pk for one in visible_tracks(by, matter_of(track))] == [track.pk]


def test_work_given_to_a_section_is_seen_by_its_people_alone() -> None:
    track = referred(PEA)
    north = Section.objects.create(agency_id=agency_id(PEA), name="เขตเหนือ")
    south = Section.objects.create(agency_id=agency_id(PEA), name="เขตใต้")
    mine, others = (liaison(PEA, role="agency_drafter"), liaison(PWA, role="agency_drafter"))
    _seat_in(mine, north)
    mine = drafter()
    forwarding.forward(track_id=track.pk, section_id=south.pk, by=liaison(PEA), at=NOW)
    assert ids(queries.inbox(mine)) == []
    forwarding.forward(track_id=track.pk, section_id=north.pk, by=liaison(PEA), at=NOW)
    assert ids(queries.inbox(mine)) == [track.pk]
    assert ids(queries.inbox(others)) == []


def _seat_in(actor: Actor, section: Section) -> None:
    Post.objects.filter(pk=actor.authority.held[0].post_id).update(section=section)


def test_forwarding_tells_the_receiver_and_never_what_it_is_about() -> None:
    track, by = referred(PEA, text="ไฟฟ้าดับที่บ้านนายสมมุติ"), drafter()
    forwarding.forward(
        track_id=track.pk, official_id=by.official_id, by=liaison(PEA), at=NOW, words="โปรดตรวจสอบหม้อแปลง"
    )
    notice = Notice.objects.get(official_id=by.official_id)
    assert "หม้อแปลง" not in notice.subject
    assert "สมมุติ" not in notice.subject


def test_reader_cannot_forward() -> None:
    track, reader = referred(PEA), liaison(PEA, role="agency_reader")
    with pytest.raises(NotAuthorised):
        forwarding.forward(track_id=track.pk, official_id=drafter().official_id, by=reader, at=NOW)


def test_forward_refuses_people_and_sections_of_another_agency_and_past_days() -> None:
    track, by = referred(PEA), liaison(PEA)
    foreign = Section.objects.create(agency_id=agency_id(PWA), name="ฝ่ายบริการ")
    with pytest.raises(UnableToAct, match="ผู้รับต้องเป็น"):
        forwarding.forward(track_id=track.pk, official_id=drafter(PWA).official_id, by=by, at=NOW)
    with pytest.raises(UnableToAct, match="ไม่พบหน่วยภายใน"):
        forwarding.forward(track_id=track.pk, section_id=foreign.pk, by=by, at=NOW)
    with pytest.raises(UnableToAct, match="ผ่านไปแล้ว"):
        forwarding.forward(
            track_id=track.pk, official_id=drafter().official_id, due_on=NOW.date().replace(day=1), by=by, at=NOW
        )
    with pytest.raises(UnableToAct, match="โปรดเลือก"):
        forwarding.forward(track_id=track.pk, by=by, at=NOW)
    assert not InHand.objects.exists()


def test_forwarding_another_agency_s_track_is_refused() -> None:
    with pytest.raises(NotAuthorised):
        forwarding.forward(track_id=referred(PWA).pk, official_id=drafter().official_id, by=liaison(PEA), at=NOW)


def test_drafter_acts_only_on_what_is_in_hand() -> None:
    track, by = referred(PEA), drafter()
    with pytest.raises(NotAuthorised):
        answering.accept(track_id=track.pk, by=by, at=NOW)
    forwarding.forward(track_id=track.pk, official_id=by.official_id, by=liaison(PEA), at=NOW)
    answering.accept(track_id=track.pk, by=by, at=NOW)
    assert fresh(track).state == "in_progress"
    forwarding.forward(track_id=track.pk, official_id=liaison(PEA).official_id, by=liaison(PEA), at=NOW)
    with pytest.raises(NotAuthorised):
        answering.answer(track_id=track.pk, kind="progress", said=Answer("ลงพื้นที่แล้ว"), by=by, at=NOW)


def test_hand_over_moves_everything_open_to_another_member() -> None:
    tracks = [referred(PEA) for _each in range(3)]
    leaves, stays = drafter(), approver()
    for track in tracks:
        forwarding.forward(track_id=track.pk, official_id=leaves.official_id, by=liaison(PEA), at=NOW)
    pea = agency_id(PEA)
    moved = forwarding.hand_over(
        agency_id=pea,
        from_official_id=leaves.official_id,
        to_official_id=stays.official_id,
        by=liaison(PEA),
        at=LATER,
    )
    assert moved == 3
    assert ids(queries.mine(queries.inbox(stays), stays).order_by("pk")) == sorted(one.pk for one in tracks)
    with pytest.raises(NotAuthorised):
        forwarding.hand_over(
            agency_id=pea,
            from_official_id=stays.official_id,
            to_official_id=leaves.official_id,
            by=liaison(PWA),
            at=LATER,
        )


def test_folders_follow_where_the_track_lies() -> None:
    track, by = referred(PEA), liaison(PEA)
    assert ids(queries.folder(queries.inbox(by), queries.TODO)) == [track.pk]
    answering.answer(track_id=track.pk, kind="report", said=Answer("ซ่อมแล้ว", "solved"), by=by, at=NOW)
    assert ids(queries.folder(queries.inbox(by), queries.WITH_OFFICE)) == [track.pk]
    send_back(track)
    assert ids(queries.sent_back(queries.inbox(by))) == [track.pk]
    assert ids(queries.folder(queries.inbox(by), queries.TODO)) == [track.pk]


def test_inbox_page_takes_the_same_number_of_statements_for_one_row_and_for_three(client: Client) -> None:
    referred(PEA)
    client.force_login(user_of(liaison(PEA)))
    client.get(reverse("agency_inbox"))
    with CaptureQueriesContext(connection) as one:
        assert client.get(reverse("agency_inbox")).status_code == 200
    referred(PEA)
    referred(PEA)
    client.get(reverse("agency_inbox"))  # what is kept for seconds of the organisation is read anew here
    with CaptureQueriesContext(connection) as three:
        client.get(reverse("agency_inbox"))
    assert len(three) == len(one)


def test_home_leads_people_of_an_agency_to_the_inbox(client: Client) -> None:
    client.force_login(user_of(drafter()))
    assert client.get(reverse("desk_home"))["Location"] == reverse("agency_inbox")


def test_track_page_is_not_there_for_another_agency_or_the_office(client: Client) -> None:
    track = referred(PEA)
    for who in (liaison(PWA), official("officer-1"), drafter()):
        client.force_login(user_of(who))
        assert client.get(reverse("agency_track", args=[track.pk])).status_code == 404


def test_every_filter_and_order_of_the_inbox_answers(client: Client) -> None:
    referred(PEA)
    client.force_login(user_of(liaison(PEA)))
    asked = [
        *(f"folder={one}" for one in ("todo", "office", "done", "all")),
        *(f"sort={one}" for one in ("newest", "oldest", "chased")),
        *(f"due={one}" for one in ("overdue", "today", "week")),
        *(f"inside={one}" for one in ("mine", "nobody", "own_day", "draft", "approve", "onward_late")),
        *("untaken=1", "untaken=0", "back=1", "back=0", "chased=1", "chased=0", "words=ไฟฟ้า", "urgency=4"),
        "export=csv",
    ]
    for one in asked:
        response = client.get(f"{reverse('agency_inbox')}?{one}")
        assert response.status_code == 200, one
    assert "ไฟฟ้า" in client.get(f"{reverse('agency_inbox')}?words=ไฟฟ้า").content.decode()
    exported = b"".join(client.get(f"{reverse('agency_inbox')}?export=csv").streaming_content).decode()
    assert "ไฟฟ้าในซอยดับ" in exported
