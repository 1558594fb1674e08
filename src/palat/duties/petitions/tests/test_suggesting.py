"""What is proposed for a petition, what is never read, and how the choice of the officer is kept."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from palat.duties.petitions.models import Suggestion
from palat.duties.petitions.operations import referrals, screening, suggesting
from palat.duties.petitions.procedure.words import REFERRAL
from palat.duties.petitions.queries.acceptance import kept_words, weeks
from palat.duties.petitions.queries.learning import answered_cases, sorted_cases
from palat.duties.petitions.queries.suggesting import advice_on, advice_while_typing
from palat.duties.petitions.tests.factories import NOW, agency_id, official, petition
from palat.duties.petitions.tests.test_contact_pages import at_desk
from palat.kernel.language import suppliers
from palat.kernel.language.classifier import Classifier
from palat.kernel.language.features import Case
from palat.kernel.language.learning import Manner, learn
from palat.kernel.language.models import LearntClassifier
from palat.kernel.language.operations import classifying
from palat.kernel.language.tasks import learn_first
from palat.kernel.matters.models import Matter, Track
from palat.kernel.organisation.models import Agency

pytestmark = pytest.mark.django_db
ELECTRICITY, NOISE = "social.electricity", "social.noise"
SAID = {ELECTRICITY: "ไฟฟ้าดับทั้งซอย หม้อแปลงระเบิด", NOISE: "ร้านข้างบ้านเปิดเพลงเสียงดังรบกวนทั้งคืน"}

LETTERS = "กขคงจชตทนบปผพมยรลวสห"


_learnt: dict[str, Classifier] = {}


def once(cases: list[Case], labels: list[list[str]], manner: Manner) -> Classifier:
    """Learn as the Office does, but the very same only once."""
    key = repr((cases, labels, manner))
    if key not in _learnt:
        _learnt[key] = learn(cases, labels, manner)
    return _learnt[key]


@pytest.fixture
def learnt(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Iterator[None]:
    """Classifiers learnt from plain cases: who says electricity is sent to one agency, who says noise to another."""
    agencies = {ELECTRICITY: str(agency_id("กฟภ")), NOISE: str(agency_id("กปภ"))}
    said = [
        (label, Case(f"ซอย{LETTERS[n % 20]}า{LETTERS[n // 20]}ี {SAID[label]}")) for n in range(200) for label in SAID
    ]
    monkeypatch.setattr(
        suppliers,
        "_suppliers",
        {
            "category": lambda: [(case, [label]) for label, case in said],
            "agency": lambda: [(case, [agencies[label]]) for label, case in said],
        },
    )
    monkeypatch.setattr(classifying, "learn", once)
    settings.VAR = tmp_path
    classifying.forget()
    for target in ("category", "agency"):
        classifying.learn_again(target=target, at=NOW)
    yield
    classifying.forget()


def close(matter: Matter, **columns: Any) -> None:
    """Close a matter in the table alone: what is learnt from is what stands there."""
    Matter.objects.filter(pk=matter.pk).update(closed_at=NOW, **columns)


@pytest.mark.usefixtures("learnt")
def test_what_was_never_learnt_is_learnt_by_itself_and_only_once() -> None:
    LearntClassifier.objects.all().delete()
    classifying.forget()
    for _run in range(2):
        learn_first(0)
    assert sorted(LearntClassifier.objects.values_list("target", "in_force")) == [("agency", True), ("category", True)]


def test_only_closed_sorted_petitions_that_a_machine_may_read_are_learnt_from() -> None:
    close(petition(category=ELECTRICITY, text="ไฟฟ้าดับในหมู่บ้าน", place_words="ปากเกร็ด"))
    close(petition(category=ELECTRICITY, text="เรื่องลับของหน่วยงาน"), secrecy=1)
    close(petition(category=ELECTRICITY, restricted=True, text="เรื่องในคิวจำกัด"), category=ELECTRICITY)
    close(petition(text="ไม่มีประเภท"))
    petition(category=ELECTRICITY, text="ยังไม่ยุติ")
    assert [(case.text, labels) for case, labels in sorted_cases()] == [("ไฟฟ้าดับในหมู่บ้าน", [ELECTRICITY])]


def test_what_touches_the_monarchy_by_its_words_is_not_learnt_from_wherever_it_stands() -> None:
    royal = petition(category=ELECTRICITY, text="ขอถวายฎีกาเรื่องไฟฟ้าดับ")
    close(royal, category=ELECTRICITY, restricted="")  # as if someone had let it out of its queue
    referral = Track(id=royal.pk, matter=royal, type=REFERRAL, state="accepted", since=NOW, opened_at=NOW)
    referral.agency_id = agency_id("กฟภ")
    referral.save()
    assert not list(sorted_cases())
    assert not list(answered_cases())


@pytest.mark.usefixtures("learnt")
def test_no_petition_is_changed_by_what_is_proposed() -> None:
    matter = petition(text=SAID[ELECTRICITY])
    before = (Matter.objects.values().get(pk=matter.pk), Track.objects.filter(matter=matter).count())
    advice_on(matter.pk, targets=("category", "agency"), at=NOW)
    assert suggesting.suggest_new(at=NOW) == 2
    assert before == (Matter.objects.values().get(pk=matter.pk), Track.objects.filter(matter=matter).count())
    assert before[0]["category"] == ""


@pytest.mark.usefixtures("learnt")
@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "ก" * 300_000,
        "ไฟฟ้าดับ " * 100_000,
        "🔥" * 5_000,
        "only english words are written here",
        "\x00\ufffd" * 40,
    ],
)
def test_any_text_that_is_typed_has_an_answer_in_bounded_time(text: str) -> None:
    desk, begun = at_desk("intake-1"), time.process_time()
    answer = desk.post(reverse("petition_similar"), {"text": text, "place_words": text[:300], "channel": "hotline"})
    assert answer.status_code == 200
    assert time.process_time() - begun < 5


@pytest.mark.usefixtures("learnt")
def test_broken_utf_8_is_answered_too() -> None:
    body = b"text=" + b"%E0%B9%84%E0%B8%9F%FF%FE" * 40
    kind = "application/x-www-form-urlencoded"
    assert at_desk("intake-1").post(reverse("petition_similar"), body, content_type=kind).status_code == 200


@pytest.mark.usefixtures("learnt")
def test_an_agency_that_no_longer_exists_makes_room_for_the_next() -> None:
    Agency.objects.filter(pk=agency_id("กฟภ")).update(abolished_on=NOW.date())
    told = advice_while_typing(text=SAID[ELECTRICITY], place_words="", channel="hotline", at=NOW)
    assert str(agency_id("กฟภ")) not in [one.label for one in told.agencies]


def test_personal_data_are_masked_before_anything_is_learnt() -> None:
    close(petition(category=ELECTRICITY, text="ไฟฟ้าดับ โทรกลับที่ 081-234-5678 หรือ somchai@example.org"))
    ((case, _labels),) = sorted_cases()
    assert "ไฟฟ้าดับ" in case.text
    assert "5678" not in case.text
    assert "example.org" not in case.text


def test_an_agency_that_returned_a_matter_teaches_nothing() -> None:
    matter = petition(text="ไฟฟ้าดับในหมู่บ้าน")
    right, wrong = agency_id("กฟภ"), agency_id("กปภ")
    officer = official("officer-1")
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=officer.official_id)
    referrals.refer(matter_id=matter.pk, agency_ids=[right, wrong], by=officer, at=NOW)
    Track.objects.filter(matter=matter, agency_id=right).update(state="accepted")
    Track.objects.filter(matter=matter, agency_id=wrong).update(state="returned")
    close(matter)
    assert [labels for _case, labels in answered_cases()] == [[str(right)]]


@pytest.mark.usefixtures("learnt")
def test_category_and_agency_are_proposed_with_their_words() -> None:
    told = advice_while_typing(text=SAID[ELECTRICITY], place_words="", channel="hotline", at=NOW)
    assert told.categories[0].label == ELECTRICITY
    assert told.agencies[0].label == str(agency_id("กฟภ"))
    assert "ไฟฟ้า" in told.categories[0].why or "หม้อแปลง" in told.categories[0].why
    assert not told.unsure_of_category


@pytest.mark.usefixtures("learnt")
@pytest.mark.parametrize("text", ["", "ไฟดับ", "ขอถวายฎีกาเรื่องไฟฟ้าดับทั้งซอย หม้อแปลงระเบิด"])
def test_nothing_is_proposed_for_what_is_short_or_touches_the_monarchy(text: str) -> None:
    assert not advice_while_typing(text=text, place_words="", channel="hotline", at=NOW)


@pytest.mark.usefixtures("learnt")
def test_nothing_is_proposed_for_restricted_or_classified_matters() -> None:
    for brought in ({"restricted": True}, {"secrecy": 1}):
        matter = petition(text=SAID[ELECTRICITY], **brought)
        assert not advice_on(matter.pk, targets=("category", "agency"), at=NOW)
    suggesting.suggest_new(at=NOW)
    assert not Suggestion.objects.exists()


@pytest.mark.usefixtures("learnt")
def test_a_text_that_speaks_of_danger_asks_a_person() -> None:
    told = advice_while_typing(text="ไฟไหม้บ้านข้างเคียง มีคนติดอยู่ในบ้าน", place_words="", channel="hotline", at=NOW)
    assert told.danger


@pytest.mark.usefixtures("learnt")
def test_each_proposal_and_what_the_officer_chose_are_kept() -> None:
    taken, other = petition(text=SAID[ELECTRICITY]), petition(text=SAID[NOISE])
    assert suggesting.suggest_new(at=NOW) == 4
    assert suggesting.suggest_new(at=NOW) == 0
    Matter.objects.filter(pk=taken.pk).update(category=ELECTRICITY)
    Matter.objects.filter(pk=other.pk).update(category="social")
    officer = official("officer-1")
    screening.accept(matter_id=taken.pk, by=official("intake-1"), at=NOW, officer_id=officer.official_id)
    referrals.refer(matter_id=taken.pk, agency_ids=[agency_id("กฟภ")], by=officer, at=NOW)
    assert suggesting.note_taken(at=NOW) == 3
    assert suggesting.note_taken(at=NOW) == 0
    week = weeks("category", at=NOW)[0]
    assert (week.proposed, week.decided, week.first, week.among) == (2, 2, 1, 1)
    assert weeks("agency", at=NOW)[0].first == 1
    (tenth,) = kept_words("category", at=NOW)
    assert (tenth.right, tenth.cases) == (0.5, 2)
    assert 0.6 < tenth.told <= 1


@pytest.mark.usefixtures("learnt")
def test_what_came_long_ago_is_not_proposed_for() -> None:
    petition(text=SAID[ELECTRICITY], at=NOW - timedelta(days=3))
    assert suggesting.suggest_new(at=NOW) == 0


@pytest.mark.usefixtures("learnt")
def test_an_installation_may_let_people_sort_alone(settings: Any) -> None:
    settings.PROPOSING = False
    petition(text=SAID[ELECTRICITY])
    LearntClassifier.objects.all().delete()
    learn_first(0)
    assert suggesting.suggest_new(at=NOW) == 0
    assert not advice_while_typing(text=SAID[ELECTRICITY], place_words="", channel="hotline", at=NOW)
    assert not LearntClassifier.objects.exists()


def test_without_a_classifier_nothing_is_kept() -> None:
    petition(text=SAID[ELECTRICITY])
    assert suggesting.suggest_new(at=NOW) == 0


@pytest.mark.usefixtures("learnt")
def test_intake_shows_proposals_and_none_for_what_is_marked_restricted() -> None:
    desk = at_desk("intake-1")
    said = {"text": SAID[ELECTRICITY], "channel": "hotline"}
    shown = desk.post(reverse("petition_similar"), said).content.decode()
    assert f'data-value="{ELECTRICITY}"' in shown
    hidden = desk.post(reverse("petition_similar"), {**said, "restricted": "on"}).content.decode()
    assert "data-value" not in hidden


@pytest.mark.usefixtures("learnt")
@pytest.mark.parametrize("language", ["th", "en"])
def test_the_page_of_acceptance_draws_what_was_told_beside_what_was_right(language: str) -> None:
    for place in range(40):
        matter = petition(text=f"{SAID[ELECTRICITY]} หลังที่ {place}", at=NOW)
        Matter.objects.filter(pk=matter.pk).update(category=NOISE if place % 2 else ELECTRICITY)
    now = timezone.now()
    suggesting.suggest_new(at=NOW)
    suggesting.note_taken(at=NOW)
    Suggestion.objects.update(made_at=now)
    desk = at_desk("shift-1")
    desk.cookies["django_language"] = language
    page = desk.get(reverse("suggestion_list")).content.decode()
    assert page.count('role="img"') == 2
    assert "style=" not in page.partition("<main")[2]
    assert "20 (50%)" in page
    assert ("คลาดเคลื่อน ควรเรียนรู้ใหม่" in page) is (language == "th")


@pytest.mark.usefixtures("learnt")
def test_the_page_of_a_petition_proposes_what_nobody_decided_yet() -> None:
    matter = petition(text=SAID[ELECTRICITY])
    desk = at_desk("intake-1")
    assert 'id="advice"' in desk.get(reverse("petition_matter", args=[matter.code])).content.decode()
    suggesting.suggest_new(at=NOW)
    assert desk.get(reverse("suggestion_list")).status_code == 200
