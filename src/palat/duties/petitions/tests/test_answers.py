"""An answer by mail becomes facts on its petition; a petitioner who is not reached is told to the officer."""

import io
from datetime import timedelta

import pytest

from palat.duties.petitions.models import Petition
from palat.duties.petitions.operations import citizens, outgoing, screening
from palat.duties.petitions.tests.factories import NOW, official, petition
from palat.kernel.files.operations import store
from palat.kernel.history.queries import events_of
from palat.kernel.matters.authority import citizen
from palat.kernel.matters.models import Matter
from palat.kernel.matters.queries.visibility import visible_attachments
from palat.kernel.notices.channels.going import Refused, Unavailable, Unknown
from palat.kernel.notices.models import Answer, Notice
from palat.kernel.notices.operations import delivering
from palat.kernel.notices.operations.outcomes import returned
from palat.kernel.notices.operations.replies import Reply, take
from palat.kernel.notices.procedure import CHANNELS
from palat.kernel.notices.stand_in import PICTURE

pytestmark = pytest.mark.django_db


def told() -> tuple[Matter, Notice]:
    """A petition of someone with an e-mail address, and the notice that it was received."""
    matter = petition(person={"email": "somsmut@example.org"})
    outgoing.acknowledge(matter_id=matter.pk, at=NOW)
    return matter, Notice.objects.get(about=f"matter:{matter.pk}")


def test_an_answer_is_facts_once() -> None:
    matter, notice = told()
    for _again in range(2):
        assert take(Reply("<1@x>", "เกิดซ้ำเมื่อคืน"), notice_id=notice.pk, at=NOW) == f"matter:{matter.pk}"
    added = [one for one in events_of(f"matter:{matter.pk}") if one.kind == "add_facts"]
    assert [one.body["from_petitioner"] for one in added] == ["เกิดซ้ำเมื่อคืน"]
    assert added[0].actor == "citizen"


def test_files_of_an_answer_go_with_it() -> None:
    matter, notice = told()
    picture = store(upload=io.BytesIO(PICTURE), name="pole.png", at=NOW)
    take(Reply("<9@x>", "", files=((picture.pk, "pole.png"),)), notice_id=notice.pk, at=NOW)
    kept = visible_attachments(citizen(matter.pk), Matter.objects.get(pk=matter.pk))
    assert [one.name for one in kept] == ["pole.png"]


def test_an_empty_answer_is_left_to_the_registry() -> None:
    matter, notice = told()
    assert take(Reply("<8@x>", "> quoted alone"), notice_id=notice.pk, at=NOW) == ""
    assert events_of(f"matter:{matter.pk}")[-1].kind == "received"


def test_what_is_asked_is_answered_by_mail() -> None:
    matter, notice = told()
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=official("officer-1").official_id)
    screening.ask_petitioner(matter_id=matter.pk, by=official("officer-1"), at=NOW, question="เกิดเมื่อใด")
    take(Reply("<2@x>", "เมื่อวันจันทร์"), notice_id=notice.pk, at=NOW)
    assert Matter.objects.get(pk=matter.pk).state == "in_hand"


def test_what_has_ended_takes_nothing_and_says_so_once_a_day() -> None:
    matter, notice = told()
    citizens.withdraw(matter_id=matter.pk, by=citizen(matter.pk), at=NOW, reason="")
    for n in range(3):
        take(Reply(f"<{n}@x>", "ขอเพิ่มอีก"), notice_id=notice.pk, at=NOW + timedelta(minutes=n))
    assert Notice.objects.filter(kind="petition.not_taken").count() == 1
    assert set(Answer.objects.values_list("what", flat=True)) == {"refused"}


def test_the_officer_is_told_that_a_petitioner_was_not_reached() -> None:
    matter, notice = told()
    officer = official("officer-1")
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=officer.official_id)
    Notice.objects.filter(pk=notice.pk).update(state="sent")
    for _again in range(2):
        returned(notice_id=notice.pk, action="failed", status="5.1.1", at=NOW)
    on_desk = Notice.objects.filter(official_id=officer.official_id, subject__contains="ไม่ถึง")
    assert on_desk.count() == 1
    assert matter.code in on_desk.get().link
    assert "example.org" not in on_desk.get().subject


@pytest.mark.parametrize(
    ("fault", "state", "words"),
    [
        (Unavailable("unavailable"), "given_up", "แจ้งผู้ร้องไม่ถึง"),
        (Unknown(), "unsure", "ไม่แน่ว่าแจ้งผู้ร้องถึง"),
        (Refused("refused"), "failed", "แจ้งผู้ร้องไม่ถึง"),
    ],
)
def test_the_officer_is_told_however_a_notice_ends_that_may_not_have_arrived(
    fault: Exception, state: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_going: object) -> None:
        raise fault

    matter, notice = told()
    officer = official("officer-1")
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=officer.official_id)
    monkeypatch.setattr(delivering, "sender_of", lambda _channel: failing)
    Notice.objects.filter(pk=notice.pk).update(attempts=CHANNELS["email"].tries - 1)
    delivering.deliver(notice_id=notice.pk, at=NOW)
    notice.refresh_from_db()
    assert notice.state == state
    told_of = Notice.objects.filter(official_id=officer.official_id, subject__startswith=words)
    assert [matter.code in one.link for one in told_of] == [True]


def test_whoever_gave_no_way_is_not_told() -> None:
    matter = petition()
    outgoing.acknowledge(matter_id=matter.pk, at=NOW)
    assert not Notice.objects.exists()
    assert Petition.objects.get(pk=matter.pk).person_id is None
