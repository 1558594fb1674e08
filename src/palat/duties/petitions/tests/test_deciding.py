"""A file before a decider: the page, the six decisions, paper and word, the secretary, and what is never shown."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from palat.duties.petitions.operations import opinions, rulings, screening
from palat.duties.petitions.tests.factories import NOW, agency_id, official, petition
from palat.kernel.accounts.models import User
from palat.kernel.calendar.counting import legal_date
from palat.kernel.history.queries import events_of, faults
from palat.kernel.matters.briefs import Brief, Option, Proposed, never, read, write
from palat.kernel.matters.deciding import DECISIONS, NEED_WORDS
from palat.kernel.matters.models import Bar, Matter, Opinion, Submission, Track
from palat.kernel.matters.operations import bars, decisions, levels
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.matters.queries.decisions import NotBefore, decision_file, waiting_by_decider, waiting_for
from palat.kernel.matters.queries.file import public_timeline
from palat.kernel.organisation.models import Post
from palat.kernel.organisation.operations import appoint, delegate
from palat.kernel.pages.operations import new_key

pytestmark = pytest.mark.django_db
DUE = legal_date(timezone.now()) + timedelta(days=20)


def brief(**parts: Any) -> Brief:
    return Brief(
        **{
            "question": "ให้ตรวจหม้อแปลงทั้งอำเภอหรือไม่",
            "recommendation": "เห็นควรให้ตรวจ",
            "facts": "ไฟดับซ้ำ 30 คืน",
            "order_words": "ให้ตรวจและซ่อม",
            "options": (Option("ตรวจทั้งอำเภอ", "พ.ร.บ. ตัวอย่าง มาตรา 5", money="2 ล้านบาท", disagreement="กฟภ. ขอเวลา"),),
            **parts,
        }
    )


def proposed() -> tuple[Proposed, ...]:
    return (
        Proposed("ตรวจหม้อแปลง", agency_id("กฟภ"), DUE),
        Proposed("ตรวจแรงดันน้ำ", agency_id("กปภ"), DUE + timedelta(days=5)),
    )


def submitted(up_to: str = "prime_minister", **words: Any) -> Matter:
    """Return a petition laid before the first level of its chain."""
    matter, officer = petition(**words), official("officer-1")
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=officer.official_id)
    opinions.submit_brief(
        matter_id=matter.pk, by=officer, at=NOW, purpose="order", up_to=up_to, brief=brief(items=proposed())
    )
    return matter


def before_minister(**words: Any) -> Matter:
    matter = submitted(**words)
    for level in ("head-1", "director-psc", "deputy-ps", "ps"):
        decisions.endorse(matter_id=matter.pk, by=official(level), at=NOW, seen=None, words="เห็นชอบ")
    return matter


def at_desk(post: str) -> Client:
    official(post)
    client = Client()
    client.force_login(User.objects.get(username=post))
    return client


def items_data(items: Any) -> dict[str, Any]:
    data: dict[str, Any] = {"items-TOTAL_FORMS": len(items), "items-INITIAL_FORMS": 0}
    for number, one in enumerate(items):
        data |= {
            f"items-{number}-words": one.words,
            f"items-{number}-agency_id": one.agency_id,
            f"items-{number}-due_on": one.due_on.isoformat() if one.due_on else "",
        }
    return data


def post(client: Client, matter: Matter, what: str, **data: Any) -> Any:
    matter.refresh_from_db()
    sent = {"seen": matter.head_seq, "once_key": new_key(), "words": "", **data}
    return client.post(f"/desk/decisions/{matter.code}/?do={what}", sent)


def test_page_shows_what_a_decider_needs_and_offers_only_what_one_may() -> None:
    matter = before_minister()
    minister = at_desk("minister")
    shown = minister.get(f"/desk/decisions/{matter.code}/").content.decode()
    for words in (
        "ให้ตรวจหม้อแปลงทั้งอำเภอหรือไม่",
        "ตรวจทั้งอำเภอ",
        "ยังไม่ได้ตรวจยืนยัน",
        "2 ล้านบาท",
        "กฟภ. ขอเวลา",
        "ตรวจแรงดันน้ำ",
    ):
        assert words in shown
    for label in dict(DECISIONS).values():
        assert label in shown
    assert "ปลัดสำนักนายกรัฐมนตรี" in shown
    head = at_desk("head-1")
    assert head.get(f"/desk/decisions/{matter.code}/").status_code == 404
    assert minister.get(f"/desk/decisions/{matter.code}/?do=record").status_code == 404


def test_each_agency_gets_its_own_words_and_day() -> None:
    matter, minister = before_minister(), at_desk("minister")
    assert post(minister, matter, "approved", **items_data(proposed())).status_code == 302
    tracks = {track.agency_id: track for track in Track.objects.filter(matter=matter, type="order")}
    assert tracks[agency_id("กฟภ")].label == "ตรวจหม้อแปลง"
    assert tracks[agency_id("กปภ")].label == "ตรวจแรงดันน้ำ"
    due = {track.agency_id: track.clocks.get(code="order").due_on for track in tracks.values()}
    assert due[agency_id("กปภ")] - due[agency_id("กฟภ")] == timedelta(days=5)


@pytest.mark.parametrize("decision", sorted(NEED_WORDS))
def test_decisions_that_need_words_are_refused_without(decision: str) -> None:
    matter, minister = before_minister(), at_desk("minister")
    data = {"entrust_to": "permanent_secretary"} if decision == "entrusted" else items_data(())
    assert post(minister, matter, decision, **data).status_code == 422
    assert Submission.objects.get(matter=matter).decided_at is None
    assert post(minister, matter, decision, **{**data, "words": "ตามนี้"}).status_code == 302


def test_noted_ends_the_file_without_an_order() -> None:
    matter, minister = before_minister(), at_desk("minister")
    assert post(minister, matter, "noted").status_code == 302
    matter.refresh_from_db()
    assert (matter.state, Submission.objects.get(matter=matter).decision) == ("compiling", "noted")


def test_entrusted_file_lies_before_the_one_named() -> None:
    matter = before_minister()
    post(at_desk("minister"), matter, "entrusted", words="พิจารณาแทน", entrust_to="permanent_secretary")
    assert decision_file(code=matter.code, by=official("ps")).last_level
    with pytest.raises(NotBefore):
        decision_file(code=matter.code, by=official("minister"))
    assert "decide" in decision_file(code=matter.code, by=official("ps")).may


def test_each_level_stands_by_post_and_date_and_as_opened_before_signing() -> None:
    matter, head = submitted(), at_desk("head-1")
    head.get(f"/desk/decisions/{matter.code}/")
    assert post(head, matter, "endorse", words="เห็นพ้อง").status_code == 302
    unread = decisions.endorse(matter_id=matter.pk, by=official("director-psc"), at=NOW, seen=None, words="")
    assert unread
    first, second = Opinion.objects.filter(submission__matter=matter).order_by("pk")
    assert (first.post, first.opened, second.opened) == ("หัวหน้ากลุ่มประสานและติดตาม 1", True, False)


def test_capacity_relied_upon_stands_with_the_opinion() -> None:
    matter = submitted()
    decisions.endorse(matter_id=matter.pk, by=official("head-1"), at=NOW, seen=None, words="")
    deputy = Post.objects.get(code="deputy-ps")
    acting = official("deputy-ps")
    appoint(
        post_id=Post.objects.get(code="director-psc").pk,
        official_id=acting.official_id,
        capacity="acting_for",
        order_no="สปน. 1/2569",
        order_date=legal_date(NOW),
        valid_from=legal_date(NOW),
        at=NOW,
        by="system",
    )
    decisions.endorse(matter_id=matter.pk, by=official("deputy-ps"), at=NOW, seen=None, words="")
    line = Opinion.objects.filter(submission__matter=matter).order_by("pk").last()
    assert line is not None
    assert line.post == f"{deputy.title_th} รักษาราชการแทนผู้อำนวยการศูนย์บริการประชาชน"


def test_head_of_another_group_does_not_see_the_file() -> None:
    matter = submitted()
    assert waiting_for(official("head-1"))
    assert waiting_for(official("head-2")) == []
    with pytest.raises(NotBefore):
        decision_file(code=matter.code, by=official("head-2"))


def test_returned_draft_needs_its_reason() -> None:
    matter, head = submitted(), at_desk("head-1")
    assert post(head, matter, "return_draft").status_code == 422
    assert post(head, matter, "return_draft", words="ขาดข้อกฎหมาย").status_code == 302
    matter.refresh_from_db()
    assert matter.state == "compiling"


def spoken(**parts: Any) -> decisions.Spoken:
    return decisions.Spoken(**{"decision": "approved_noting", "words": "ทำให้เสร็จก่อนสงกรานต์", "way": "oral", **parts})


def test_spoken_order_is_the_deciders_act_once_a_second_person_confirms() -> None:
    matter = before_minister()
    secretary, other = official("secretary"), official("secretary-2")
    rulings.record(
        matter_id=matter.pk, by=secretary, at=NOW, decision="approved_noting", words="ทำให้เสร็จก่อนสงกรานต์", way="oral",
        items=proposed(),
    )  # fmt: skip
    matter.refresh_from_db()
    assert matter.state == "submitted"
    assert not Track.objects.filter(matter=matter, type="order").exists()
    with pytest.raises(UnableToAct, match="อีกคนหนึ่ง"):
        rulings.confirm(matter_id=matter.pk, by=secretary, at=NOW)
    rulings.confirm(matter_id=matter.pk, by=other, at=NOW)
    line = Opinion.objects.get(submission__matter=matter, act="decide")
    assert line.post == "รัฐมนตรีประจำสำนักนายกรัฐมนตรี"
    assert (line.recorded_by_id, line.official_id) == (secretary.official_id, other.official_id)
    assert (line.words, line.opened) == ("ทำให้เสร็จก่อนสงกรานต์", None)
    assert Track.objects.filter(matter=matter, type="order").count() == 2
    assert list(faults()) == []


def test_pen_order_needs_its_scan() -> None:
    matter = before_minister()
    with pytest.raises(UnableToAct, match="ภาพหนังสือ"):
        decisions.record_decision(
            matter_id=matter.pk, by=official("secretary"), at=NOW, seen=None, spoken=spoken(way="pen")
        )


def test_spoken_entrusting_is_confirmed_too() -> None:
    matter = before_minister()
    said = spoken(decision="entrusted", entrust_to="permanent_secretary")
    decisions.record_decision(matter_id=matter.pk, by=official("secretary"), at=NOW, seen=None, spoken=said)
    rulings.confirm(matter_id=matter.pk, by=official("secretary-2"), at=NOW)
    assert Submission.objects.get(matter=matter).role == "permanent_secretary"


def test_secretary_presents_and_orders_but_decides_nothing() -> None:
    one, two = before_minister(), before_minister()
    secretary = official("secretary")
    (_label, files), *_rest = waiting_by_decider(secretary)
    assert {file.code for file in files} == {one.code, two.code}
    levels.arrange(submission_ids=[files[1].submission_id, files[0].submission_id], by=secretary)
    (_label, again), *_rest = waiting_by_decider(secretary)
    assert [file.code for file in again] == [files[1].code, files[0].code]
    decisions.present(matter_id=one.pk, by=secretary, at=NOW)
    assert decision_file(code=one.code, by=secretary).may == {
        *("present", "record_decision", "withdraw_recorded", "confirm_decision")
    }
    for act in (
        lambda: decisions.endorse(matter_id=one.pk, by=secretary, at=NOW, seen=None, words=""),
        lambda: decisions.decide(matter_id=one.pk, by=secretary, at=NOW, seen=None, decision="noted", words=""),
    ):
        with pytest.raises(NotAuthorised):
            act()
    client = at_desk("secretary")
    assert "จัดลำดับ" in client.get("/desk/decisions/").content.decode()
    assert client.get(f"/desk/decisions/{one.code}/").status_code == 200
    assert Submission.objects.get(matter=one).opened_at is None, "only the decider's own opening counts"


def test_secretary_named_for_one_decider_has_no_others() -> None:
    matter = before_minister()
    secretary = official("secretary")
    pm = official("pm")
    assert pm.official_id
    delegate(
        order_no="นร 9/2569",
        order_date=legal_date(NOW),
        from_post_id=Post.objects.get(code="pm").pk,
        to_official_id=secretary.official_id,
        acts=["record_decision"],
        valid_from=legal_date(NOW),
        at=NOW,
        by="system",
    )
    with pytest.raises(NotAuthorised):
        decisions.record_decision(matter_id=matter.pk, by=official("secretary"), at=NOW, seen=None, spoken=spoken())


# What a minister or the Prime Minister may never be shown (domain/usage)


def test_never_the_petitioner() -> None:
    matter = before_minister(person={"full_name": "สมมุติ ไม่มีจริง", "phone": "0899999999"}, person_kind="natural")
    for level in ("minister", "secretary"):
        for path in ("", "?do=approved", "?do=record"):
            shown = at_desk(level).get(f"/desk/decisions/{matter.code}/{path}").content.decode()
            assert "สมมุติ ไม่มีจริง" not in shown
            assert "0899999999" not in shown
    assert at_desk("minister").get(f"/desk/petitions/{matter.code}/").status_code == 404
    assert at_desk("minister").post(f"/desk/petitions/{matter.code}/identity/").status_code == 404


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("โทร 081-234-5678 หาผู้ร้อง", "ตัวตนผู้ร้อง"),
        ("เลขประจำตัว 1 2345 67890 12 3", "ตัวตนผู้ร้อง"),
        ("ผู้ร้อง somsmut@example.org", "ตัวตนผู้ร้อง"),
        ("นายสมหมาย ใจร้าย รับเงินจริง", "ผู้ถูกร้องเรียน"),
        ("แกนนำขอเข้าพบ", "ผู้แทนกลุ่ม"),
        ("เดือดร้อนร้อยละ 80", "ฐาน"),
    ],
)
def test_never_in_a_brief(words: str, told: str) -> None:
    found = never(brief(facts=words), accused="นายสมหมาย  ใจร้าย เจ้าหน้าที่เทศบาล")
    assert len(found) == 1
    assert told in found[0]
    matter, officer = petition(kind="accusation", accused="นายสมหมาย ใจร้าย"), official("officer-1")
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=officer.official_id)
    with pytest.raises(UnableToAct):
        opinions.submit_brief(
            matter_id=matter.pk, by=officer, at=NOW, purpose="order", up_to="director", brief=brief(facts=words)
        )


@pytest.mark.parametrize(
    "words", ["ร้อยละ 80 (40 จาก 50 ราย)", "ผู้ถูกร้องเรียนเป็นเจ้าหน้าที่เทศบาล", "ผู้แทนกลุ่ม 3 คน", "งบ 2,000,000 บาท ปี 2569"]
)
def test_what_may_stand_in_a_brief(words: str) -> None:
    assert never(brief(facts=words), accused="เจ้าหน้าที่เทศบาล") == []


def test_accusation_is_marked_as_unproved() -> None:
    matter = before_minister(kind="accusation", accused="นายสมหมาย ใจร้าย")
    shown = at_desk("minister").get(f"/desk/decisions/{matter.code}/").content.decode()
    assert "ยังไม่ได้พิสูจน์" in shown
    assert "ใจร้าย" not in shown


def test_what_accuses_the_viewer_leaves_that_queue_by_rule() -> None:
    matter = before_minister()
    minister, officer = official("minister"), official("officer-1")
    bars.bar(matter_id=matter.pk, by=officer, at=NOW, reason="accused", official_id=minister.official_id)
    assert waiting_for(minister) == []
    assert decision_file(code=matter.code, by=official("dpm")).role == "deputy_prime_minister"
    assert Matter.objects.get(pk=matter.pk).state == "submitted"


def test_chain_goes_past_whoever_is_barred_and_never_ends_there() -> None:
    matter, officer = petition(), official("officer-1")
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=officer.official_id)
    Bar.objects.create(matter=matter, official_id=official("head-1").official_id, reason="family")
    Bar.objects.create(matter=matter, official_id=official("deputy-ps").official_id, reason="interest")
    common = {"matter_id": matter.pk, "by": officer, "at": NOW, "purpose": "order", "brief": brief()}
    with pytest.raises(UnableToAct, match="ส่วนได้เสีย"):
        opinions.submit_brief(**common, up_to="deputy_permanent_secretary")
    opinions.submit_brief(**common, up_to="permanent_secretary")
    assert waiting_for(official("head-1")) == []
    decisions.endorse(matter_id=matter.pk, by=official("director-psc"), at=NOW, seen=None, words="")
    assert Submission.objects.get(matter=matter).role == "permanent_secretary"


@pytest.mark.parametrize("secrecy", [2, 3])
def test_never_the_highest_classes_of_secrecy(secrecy: int) -> None:
    matter = before_minister()
    Matter.objects.filter(pk=matter.pk).update(secrecy=secrecy)
    assert waiting_for(official("minister")) == []
    with pytest.raises(NotBefore):
        decision_file(code=matter.code, by=official("pm"))


def test_never_many_at_once_and_never_for_how_long() -> None:
    for _time in range(2):
        before_minister()
    shown = at_desk("minister").get("/desk/decisions/").content.decode()
    assert 'type="checkbox"' not in shown
    assert "ทั้งหมด</button>" not in shown
    fields = {field.name for model in (Submission, Opinion) for field in model._meta.get_fields()}
    assert not {name for name in fields if "seconds" in name or "duration" in name or "read_time" in name}


def test_brief_of_an_earlier_shape_is_read() -> None:
    old = read({"question": "q", "options": ["ทางหนึ่ง", "ทางสอง"], "recommendation": "r"})
    assert [one.words for one in old.options] == ["ทางหนึ่ง", "ทางสอง"]
    new = brief(items=proposed())
    assert read(write(new)) == new


def recorded(matter: Matter, decision: str = "approved", words: str = "ให้ทำ") -> None:
    by = official("secretary")
    rulings.record(matter_id=matter.pk, by=by, at=NOW, decision=decision, words=words, way="oral")


@pytest.mark.parametrize("confirmer", ["director-psc", "deputy-ps", "ps"])
def test_whom_the_procedure_names_finds_and_confirms_what_was_taken_down(confirmer: str) -> None:
    matter = before_minister()
    with pytest.raises(NotBefore):
        decision_file(code=matter.code, by=official(confirmer))
    recorded(matter)
    client = at_desk(confirmer)
    assert matter.code in client.get("/desk/decisions/").content.decode()
    assert decision_file(code=matter.code, by=official(confirmer)).may == {"confirm_decision"}
    assert post(client, matter, "confirm").status_code == 302
    assert Submission.objects.get(matter=matter).decision == "approved"


def test_nobody_else_sees_it_and_no_confirmer_who_is_barred() -> None:
    matter = before_minister()
    recorded(matter)
    Bar.objects.create(matter=matter, official_id=official("deputy-ps").official_id, reason="interest")
    for level in ("head-1", "officer-1", "deputy-ps"):
        with pytest.raises(NotBefore):
            decision_file(code=matter.code, by=official(level))


def test_an_order_taken_down_is_neither_replaced_nor_passed_by() -> None:
    matter = before_minister()
    recorded(matter)
    minister, other = official("minister"), official("secretary-2")
    for act in (
        lambda: rulings.record(matter_id=matter.pk, by=other, at=NOW, decision="noted", words="ทราบ", way="oral"),
        lambda: rulings.decide(matter_id=matter.pk, by=minister, at=NOW, decision="noted", words=""),
        lambda: decisions.endorse(matter_id=matter.pk, by=minister, at=NOW, seen=None, words=""),
        lambda: decisions.return_draft(matter_id=matter.pk, by=minister, at=NOW, seen=None, words="แก้ไข"),
    ):
        with pytest.raises(UnableToAct, match="รอยืนยัน"):
            act()
    assert Submission.objects.get(matter=matter).words == "ให้ทำ"


def test_a_wrong_record_is_withdrawn_with_a_reason_and_kept_in_the_history() -> None:
    matter = before_minister()
    recorded(matter, words="จดผิดเรื่อง")
    secretary, client = official("secretary"), at_desk("secretary")
    assert post(client, matter, "withdraw").status_code == 422
    assert post(client, matter, "withdraw", words="ฟังผิดเรื่อง").status_code == 302
    event = events_of(f"matter:{matter.pk}")[-1]
    assert (event.kind, event.body["recorded"], event.public) == ("withdraw_recorded", "จดผิดเรื่อง", False)
    assert Submission.objects.get(matter=matter).recorded == {}
    with pytest.raises(UnableToAct, match="ไว้ให้ถอน"):
        decisions.withdraw_recorded(matter_id=matter.pk, by=secretary, at=NOW, seen=None, words="อีกครั้ง")
    with pytest.raises(NotAuthorised):
        decisions.withdraw_recorded(matter_id=matter.pk, by=official("director-psc"), at=NOW, seen=None, words="ก")
    recorded(matter, words="จดใหม่")
    rulings.confirm(matter_id=matter.pk, by=official("deputy-ps"), at=NOW)
    assert Submission.objects.get(matter=matter).words == "จดใหม่"


@pytest.mark.parametrize(
    ("decision", "words", "heard"),
    [
        ("approved", "", "ผู้มีอำนาจพิจารณาเห็นชอบแล้ว"),
        ("ordered_otherwise", "ให้ทำอีกทาง", "ผู้มีอำนาจพิจารณาและสั่งการแล้ว"),
        ("noted", "", "ผู้มีอำนาจรับทราบแล้ว"),
        ("more_facts", "ขอตัวเลข", None),
    ],
)
def test_a_citizen_reads_what_was_decided_and_nothing_of_a_question_back(
    decision: str, words: str, heard: str | None
) -> None:
    matter = before_minister()
    rulings.decide(matter_id=matter.pk, by=official("minister"), at=NOW, decision=decision, words=words)
    told = [line.label for line in public_timeline(Matter.objects.get(pk=matter.pk)) if "ผู้มีอำนาจ" in line.label]
    assert [label for label in told if label != "เสนอผู้มีอำนาจพิจารณา"] == ([heard] if heard else [])


def test_nobody_orders_an_agency_that_is_barred_from_the_matter() -> None:
    matter = before_minister()
    Bar.objects.create(matter=matter, agency_id=agency_id("กปภ"), reason="accused")
    with pytest.raises(UnableToAct, match="ถูกกันจากเรื่องนี้"):
        rulings.decide(
            matter_id=matter.pk, by=official("minister"), at=NOW, decision="approved", words="", items=proposed()
        )
    assert not Track.objects.filter(matter=matter, type="order").exists()
