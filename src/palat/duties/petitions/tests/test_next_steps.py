"""What the page of a petition offers: one next step, whose work waits, who may open the page of an act."""

import pytest

from palat.duties.petitions.next_steps import GROUPS
from palat.duties.petitions.operations import answering, opinions, referrals, screening
from palat.duties.petitions.procedure.petition import PETITION_1
from palat.duties.petitions.tests.factories import NOW, agency_id, liaison, official, petition
from palat.duties.petitions.tests.test_deciding import at_desk
from palat.kernel.matters.models import Matter, Track, WorkItem
from palat.kernel.matters.operations import bars, keeping
from palat.kernel.matters.operations.acts import NotAuthorised
from palat.kernel.matters.showing import said

pytestmark = pytest.mark.django_db


def held() -> Matter:
    matter, officer = petition(), official("officer-1")
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=officer.official_id)
    return matter


def referred() -> tuple[Matter, Track]:
    matter = held()
    referrals.refer(matter_id=matter.pk, agency_ids=[agency_id("กฟภ")], by=official("officer-1"), at=NOW)
    return matter, Track.objects.get(matter=matter, type="referral")


def queue_of_main(matter: Matter) -> str:
    return WorkItem.objects.get(matter=matter, track__type="main").queue


def test_case_that_waits_for_agencies_leaves_the_hand_and_comes_back_with_the_last_report() -> None:
    matter, track = referred()
    officer = official("officer-1").official_id
    assert queue_of_main(matter) == f"waiting:{officer}"
    report = referrals.Report(words="ซ่อมสายแล้ว ไฟฟ้าใช้ได้ตามปกติ", result="done")
    referrals.agency_report(matter_id=matter.pk, track_id=track.pk, by=liaison("กฟภ"), at=NOW, report=report)
    assert queue_of_main(matter) == f"waiting:{officer}"
    assert WorkItem.objects.get(track=track).queue == f"official:{officer}"
    referrals.accept_report(matter_id=matter.pk, track_id=track.pk, by=official("officer-1"), at=NOW)
    assert queue_of_main(matter) == f"official:{officer}"


def test_waiting_cases_stand_under_their_own_tab() -> None:
    matter, _track = referred()
    client, officer = at_desk("officer-1"), official("officer-1").official_id
    assert matter.code not in client.get("/desk/work/").content.decode()
    assert f"tab=waiting:{officer}" in client.get("/desk/work/").content.decode()
    assert matter.subject in client.get(f"/desk/work/?tab=waiting:{officer}").content.decode()
    assert at_desk("officer-2").get(f"/desk/work/?tab=waiting:{officer}").status_code == 404


def test_page_of_an_act_exists_only_for_those_with_authority() -> None:
    matter, track = referred()
    for who in ("auditor-1", "clerk-1", "officer-4"):
        assert at_desk(who).get(f"/desk/petitions/{matter.code}/acts/assign/").status_code == 404, who
        assert at_desk(who).post(f"/desk/petitions/{matter.code}/acts/write_answer/", {}).status_code == 404, who
    assert at_desk("officer-1").get(f"/desk/petitions/{matter.code}/acts/write_answer/").status_code == 200
    assert at_desk("officer-1").get(f"/desk/petitions/{matter.code}/acts/recall/{track.pk}/").status_code == 200
    assert at_desk("auditor-1").get(f"/desk/petitions/{matter.code}/acts/recall/{track.pk}/").status_code == 404


def test_legal_officer_writes_and_submits_on_a_case_of_any_group_and_does_no_more() -> None:
    matter, legal = held(), official("legal-1")
    keeping.write_note(matter_id=matter.pk, by=legal, at=NOW, words="อำนาจเป็นของการไฟฟ้าส่วนภูมิภาค")
    assert at_desk("legal-1").get(f"/desk/petitions/{matter.code}/opinion/").status_code == 200
    with pytest.raises(NotAuthorised):
        opinions.compile_facts(matter_id=matter.pk, by=legal, at=NOW, findings="พบว่า", law="")
    assert at_desk("legal-1").get(f"/desk/petitions/{matter.code}/acts/write_answer/").status_code == 404


def next_on(matter: Matter, who: str = "officer-1") -> tuple[str, str]:
    shown = at_desk(who).get(f"/desk/petitions/{matter.code}/")
    step = shown.context["next"]
    assert shown.content.decode().count("btn-primary") <= 1, "one primary button"
    return (step.doable.move.code if step and step.doable else "", step.why if step else "")


def test_next_step_follows_the_state_and_the_viewer() -> None:
    fresh = petition()
    assert next_on(fresh, "intake-1")[0] == "accept"
    assert next_on(fresh, "auditor-1") == ("", "")
    matter = held()
    assert next_on(matter)[0] == "refer"
    referrals.refer(matter_id=matter.pk, agency_ids=[agency_id("กฟภ")], by=official("officer-1"), at=NOW)
    assert next_on(matter) == ("", "รอหน่วยงานรายงานผล")
    track = Track.objects.get(matter=matter, type="referral")
    report = referrals.Report(words="ซ่อมสายแล้ว ไฟฟ้าใช้ได้ตามปกติ", result="done")
    referrals.agency_report(matter_id=matter.pk, track_id=track.pk, by=liaison("กฟภ"), at=NOW, report=report)
    assert next_on(matter)[0] == "accept_report"
    referrals.accept_report(matter_id=matter.pk, track_id=track.pk, by=official("officer-1"), at=NOW)
    assert next_on(matter)[0] == "compile"
    opinions.compile_facts(matter_id=matter.pk, by=official("officer-1"), at=NOW, findings="ซ่อมแล้ว", law="")
    assert next_on(matter)[0] == "submit"
    answering.conclude(matter_id=matter.pk, by=official("officer-1"), at=NOW, closing="solved")
    assert next_on(matter)[0] == "write_answer"
    answer = answering.Answer(found="สายชำรุด", happens="เปลี่ยนสายแล้ว", can_do="แจ้งกลับได้", reasons="หน่วยงานตรวจแล้ว")
    answering.write_answer(matter_id=matter.pk, by=official("officer-1"), at=NOW, answer=answer)
    assert next_on(matter)[0] == "notify"


def test_who_must_be_concealed_gets_a_concealed_copy_first() -> None:
    matter = petition(conceal=["name"])
    officer = official("officer-1")
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=officer.official_id)
    assert next_on(matter)[0] == "prepare_concealed_copy"


def test_every_move_of_a_petition_has_its_group_once() -> None:
    grouped = [code for _label, codes in GROUPS for code in codes]
    shown = {move.code for move in PETITION_1.main.moves if not move.own_page}
    assert len(grouped) == len(set(grouped))
    assert shown <= set(grouped)
    assert set(grouped) <= {move.code for move in PETITION_1.main.moves}


def test_answer_in_the_history_reads_in_its_own_order_and_the_history_narrows() -> None:
    body = {"can_do": "ค", "found": "ก", "happens": "ข", "reasons": "ง", "brief": "ไม่แสดง"}
    assert said(body) == "พบว่า: ก\n\nจากนี้: ข\n\nผู้ร้องทำได้: ค\n\nเหตุผล: ง"
    assert said({"words": "คำเดียว"}) == "คำเดียว"
    matter = held()
    keeping.write_note(matter_id=matter.pk, by=official("officer-1"), at=NOW, words="บันทึกของฉัน")
    client = at_desk("officer-1")
    every, public, mine = (
        client.get(f"/desk/petitions/{matter.code}/?history={which}").context["page"].entries
        for which in ("", "public", "mine")
    )
    assert len(every) == 3
    assert all(entry.public for entry in public)
    assert len(public) == 2
    assert [entry.body for entry in mine] == ["บันทึกของฉัน"]


def test_barred_persons_are_named_to_those_who_may_act_on_it() -> None:
    matter = held()
    person = official("officer-2").official_id
    bars.bar(matter_id=matter.pk, by=official("head-1"), at=NOW, official_id=person, reason="interest")
    barred = "ผู้ถูกกันออกจากเรื่อง"
    assert barred in at_desk("officer-1").get(f"/desk/petitions/{matter.code}/").content.decode()
    assert barred not in at_desk("auditor-1").get(f"/desk/petitions/{matter.code}/").content.decode()
