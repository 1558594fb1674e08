"""Everyone whose petition was merged into a case gets its answer once, however often the job runs."""

from datetime import timedelta

import pytest

from palat.duties.petitions.models import Petition
from palat.duties.petitions.operations import outgoing
from palat.duties.petitions.tests.factories import NOW, official, petition
from palat.kernel.matters.operations.links import merge
from palat.kernel.notices.models import Notice

pytestmark = pytest.mark.django_db
MAIL = {"full_name": "สมมุติ", "email": "somsmut@example.org"}


def answered_case(joined: int = 2) -> int:
    """A case that was answered, with petitions merged into it."""
    case = petition()
    others = [petition(person=MAIL).pk for _each in range(joined)]
    merge(matter_ids=others, into_id=case.pk, by=official("intake-1"), at=NOW, reason="เรื่องเดียวกัน")
    Petition.objects.filter(pk=case.pk).update(answer_found="พบ", answer_reasons="เหตุ", told_at=NOW)
    return case.pk


def told() -> int:
    return Notice.objects.filter(channel="email").count()


def test_job_that_runs_again_tells_nobody_twice() -> None:
    case = answered_case()
    for minutes in (1, 2):
        outgoing.answer_merged(matter_id=case, at=NOW + timedelta(minutes=minutes))
    assert told() == 2
    assert set(Petition.objects.exclude(pk=case).values_list("answer_found", flat=True)) == {"พบ"}


def test_job_cut_off_half_way_leaves_nothing_and_is_made_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    case, tell = answered_case(), outgoing.tell_petitioner
    reached: list[int] = []

    def cut_off(*, matter_id: int, **given: object) -> None:
        if reached:
            raise KeyboardInterrupt
        reached.append(matter_id)
        tell(matter_id=matter_id, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(outgoing, "tell_petitioner", cut_off)
    with pytest.raises(KeyboardInterrupt):
        outgoing.answer_merged(matter_id=case, at=NOW)
    assert told() == 0
    monkeypatch.setattr(outgoing, "tell_petitioner", tell)
    outgoing.answer_merged(matter_id=case, at=NOW)
    assert told() == 2


def test_a_case_answered_anew_tells_everyone_anew() -> None:
    case = answered_case(1)
    outgoing.answer_merged(matter_id=case, at=NOW)
    Petition.objects.filter(pk=case).update(told_at=NOW + timedelta(days=3), answer_found="พบใหม่")
    outgoing.answer_merged(matter_id=case, at=NOW + timedelta(days=3))
    assert told() == 2
    assert Petition.objects.exclude(pk=case).get().answer_found == "พบใหม่"
