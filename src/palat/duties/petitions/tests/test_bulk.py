"""Acts on many petitions: what is refused is said before, what is confirmed happens whole or not at all."""

from typing import Any

import pytest
from django.test import Client

from palat.duties.petitions.operations import referrals, screening
from palat.duties.petitions.tests.factories import NOW, agency_id, official, petition
from palat.kernel.accounts.models import User
from palat.kernel.history.models import Event
from palat.kernel.matters.models import Matter, Track, WorkItem
from palat.kernel.pages.operations import new_key

pytestmark = pytest.mark.django_db


def at_desk(post: str) -> Client:
    official(post)
    client = Client()
    client.force_login(User.objects.get(username=post))
    return client


def events(matter: Matter, kind: str) -> int:
    return Event.objects.filter(chain=f"matter:{matter.pk}", kind=kind).count()


def confirm(client: Client, move: str, *matters: Matter, **fields: Any) -> Any:
    for matter in matters:
        matter.refresh_from_db()
    seen = [f"{matter.pk}:{matter.head_seq}" for matter in matters]
    rows = [matter.pk for matter in matters]
    data = {"row": rows, "seen": seen, "confirmed": "1", "once_key": new_key(), **fields}
    return client.post(f"/desk/petitions/bulk/{move}/", data)


def test_page_says_which_would_be_refused_and_changes_nothing() -> None:
    intake, taken, fresh = at_desk("intake-1"), petition(), petition()
    screening.accept(matter_id=taken.pk, by=official("intake-1"), at=NOW)
    rows = list(WorkItem.objects.filter(matter__in=[taken, fresh]).values_list("track_id", flat=True))
    shown = intake.post("/desk/petitions/bulk/accept/", {"row": rows})
    assert [one.pk for one in shown.context["ready"]] == [fresh.pk]
    (refused,) = shown.context["refused"]
    assert refused.matter.pk == taken.pk
    assert "รับไว้พิจารณา" in refused.refusal
    assert events(fresh, "accept") == 0
    assert Matter.objects.get(pk=fresh.pk).state == "received"


def test_confirmed_acts_append_one_event_to_each() -> None:
    intake, matters = at_desk("intake-1"), [petition(), petition()]
    officer = official("officer-1").official_id
    assert confirm(intake, "accept", *matters, officer_id=officer).status_code == 302
    assert [events(matter, "accept") for matter in matters] == [1, 1]
    assert set(Matter.objects.values_list("officer_id", flat=True)) == {officer}


def test_one_refusal_stops_all_and_is_said() -> None:
    intake, matters = at_desk("intake-1"), [petition(), petition()]
    screening.accept(matter_id=matters[1].pk, by=official("intake-2"), at=NOW)
    answer = confirm(intake, "accept", *matters)
    assert answer.status_code == 422
    assert "ยังไม่มีเรื่องใดถูกดำเนินการ" in answer.content.decode()
    assert events(matters[0], "accept") == 0


def test_sending_twice_acts_once() -> None:
    intake, matter, key = at_desk("intake-1"), petition(), new_key()
    for _time in range(2):
        assert confirm(intake, "accept", matter, once_key=key).status_code == 302
    assert events(matter, "accept") == 1


def test_merge_assign_chase_and_close() -> None:
    head, officer = at_desk("head-1"), official("officer-1")
    case, twin = petition(), petition()
    for matter in (case, twin):
        screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=officer.official_id)
    assert confirm(head, "merge", twin, code=case.code).status_code == 302
    assert Matter.objects.get(pk=twin.pk).merged_into_id == case.pk
    other = official("officer-2").official_id
    assert confirm(head, "assign", case, officer_id=other).status_code == 302
    assert Matter.objects.get(pk=case.pk).officer_id == other
    shown = head.post("/desk/petitions/bulk/chase/", {"row": [case.pk]})
    assert "ไม่มีหน่วยงาน" in shown.context["refused"][0].refusal
    referrals.refer(matter_id=case.pk, agency_ids=[agency_id("กฟภ")], by=official("officer-2"), at=NOW)
    assert confirm(head, "chase", case).status_code == 302
    assert Track.objects.get(matter=case, type="referral").chased == 1
    shown = head.post("/desk/petitions/bulk/close/", {"row": [case.pk]})
    assert shown.context["refused"][0].matter.pk == case.pk


def test_what_one_may_not_see_cannot_be_chosen() -> None:
    officer, secret = at_desk("officer-1"), petition()
    Matter.objects.filter(pk=secret.pk).update(secrecy=3)
    answer = officer.post("/desk/petitions/bulk/merge/", {"row": [secret.pk]})
    assert answer.status_code == 302


def test_worklist_narrows_and_keeps_its_tab() -> None:
    intake = at_desk("intake-1")
    petition(danger=True)
    petition()
    unit = Matter.objects.filter(unit__isnull=False).values_list("unit_id", flat=True).first()
    url = f"/desk/work/?tab=unit:{unit}"
    assert len(intake.get(url).context["rows"]) == 2
    narrowed = intake.get(f"{url}&urgency=0")
    assert len(narrowed.context["rows"]) == 1
    assert f'name="tab" value="unit:{unit}"' in narrowed.content.decode()
    assert len(intake.get(f"{url}&state=in_hand").context["rows"]) == 0
    assert len(intake.get(f"{url}&due=overdue").context["rows"]) == 2  # the day of the tests lies in the past or not
