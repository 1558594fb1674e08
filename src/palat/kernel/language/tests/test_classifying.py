"""What is learnt from closed matters, kept, tried and put in the last one's place."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from croniter import croniter
from procrastinate.contrib.django import app

from palat.kernel.history.queries import events_of
from palat.kernel.language import suppliers
from palat.kernel.language.classifier import UnableToLoad, load
from palat.kernel.language.features import Case
from palat.kernel.language.learning import AGENCY, CATEGORY, UnableToLearn, learn
from palat.kernel.language.measuring import scores
from palat.kernel.language.models import LearntClassifier
from palat.kernel.language.operations import classifying
from palat.kernel.language.operations.classifying import UnableToUse
from palat.kernel.language.queries.classifying import folder_of, in_force, is_kept, proposals
from palat.kernel.organisation.kept import BANGKOK

NOW = datetime(2026, 6, 8, 3, tzinfo=UTC)
ABOUT = {"lamp": "ไฟถนนดับมืดมาก", "flood": "น้ำท่วมขังหน้าบ้านหลังฝนตก", "noise": "เพลงดังรบกวนตอนกลางคืน"}
PLACES = ("สุขใจ", "ร่มเย็น", "บางน้อย", "หนองใหญ่", "คลองหลวง", "ท่าช้าง", "บ้านสวน", "ดอนไผ่")


def cases(many: int = 240) -> tuple[list[Case], list[list[str]]]:
    """Cases of three kinds that differ in their words, and one kind known by its district alone."""
    made, labels = [], []
    for number in range(many):
        label = list(ABOUT)[number % 3]
        place = PLACES[number % 8]
        text = f"ซอย{place} ที่{number} {ABOUT[label]} ขอให้มาดูด้วย {PLACES[(number * 5 + 3) % 8]}"
        made.append(Case(text, ("", place, ""), f"ถนน{place}", "line", f"2026-{number % 6 + 1:02}"))
        labels.append([label])
    return made, labels


def test_what_was_learnt_proposes_with_the_words_that_spoke_for_it() -> None:
    model = learn(*cases(), CATEGORY)
    first = model.proposals(Case("หน้าบ้านน้ำท่วมขังมาสามวัน"))[0]
    assert first.label == "flood"
    assert 0.5 < first.probability <= 1
    assert any("ท่วม" in word for word in first.words)


def test_a_place_tells_where_words_do_not() -> None:
    made, _labels = cases()
    model = learn(made, [[case.place[1]] for case in made], AGENCY)
    assert model.proposals(Case("ขอให้มาดูด้วย", ("", "ท่าช้าง", ""), "ถนนท่าช้าง"))[0].label == "ท่าช้าง"


@pytest.mark.parametrize("text", ["", " ", "🔥🔥", "only english here", "ก" * 1_000_000, "\ud83d broken", "\x00"])
def test_any_text_has_an_answer(text: str) -> None:
    model = learn(*cases(), CATEGORY)
    told = model.proposals(Case(text, ("x",), text[:10], "?", "?"))
    assert all(0 <= one.probability <= 1 for one in told)
    assert bool(told) is bool(text.strip())


def test_too_little_is_refused() -> None:
    made, _labels = cases(60)
    with pytest.raises(UnableToLearn):
        learn(made[:5], [["a"]] * 5, CATEGORY)
    with pytest.raises(UnableToLearn):
        learn(made, [["a"]] * 60, CATEGORY)


def test_a_kept_model_proposes_alike_and_a_damaged_one_is_refused(tmp_path: Path) -> None:
    model, asked = learn(*cases(), CATEGORY), cases(30)[0]
    model.keep(tmp_path / "one")
    again = load(tmp_path / "one")
    assert np.allclose(model.margins(asked), again.margins(asked), atol=0.02)
    assert [one.label for one in again.proposals(asked[0])] == [one.label for one in model.proposals(asked[0])]
    told = json.loads((tmp_path / "one" / "model.json").read_text(encoding="utf-8"))
    (tmp_path / "one" / "model.json").write_text(json.dumps(told | {"format": 0}), encoding="utf-8")
    with pytest.raises(UnableToLoad):
        load(tmp_path / "one")
    with pytest.raises(UnableToLoad):
        load(tmp_path / "none")


def test_scores_count_a_label_never_learnt_as_missed() -> None:
    margins = np.array([[1.0, -1.0], [-1.0, 1.0], [1.0, -1.0]])
    told = scores(margins, margins > 0, [["a"], ["b"], ["c"]], ["a", "b"])
    assert told["top1"] == pytest.approx(0.6667, abs=1e-3)
    assert told["macro_f1"] == pytest.approx((2 / 3 + 1 + 0) / 3, abs=1e-3)


@pytest.fixture
def supplied(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> dict[str, Any]:
    """A supplier of this test's own, and a folder for what is learnt."""
    brought: dict[str, Any] = {"rows": list(zip(*cases(400), strict=True))}
    monkeypatch.setattr(suppliers, "_suppliers", {"category": lambda: brought["rows"]})
    settings.VAR = tmp_path
    classifying.forget()
    return brought


@pytest.mark.django_db
def test_a_learning_is_tried_and_put_in_force(supplied: dict[str, Any]) -> None:
    done = classifying.learn_again(target="category", at=NOW)
    assert done.in_force
    assert done.figures["new"]["tried_on"] + done.cases == 400
    assert proposals("category", Case("น้ำท่วมขังหน้าบ้าน"))[0].label == "flood"


@pytest.mark.django_db
def test_a_worse_learning_does_not_replace_the_last(supplied: dict[str, Any]) -> None:
    first = classifying.learn_again(target="category", at=NOW)
    made, labels = cases(400)
    wrong = [[list(ABOUT)[number * 7 % 11 % 3]] for number in range(400)]
    kept_back = [classifying.fold_of(case) < classifying.TRIED_ON for case in made]
    supplied["rows"] = [
        (case, right if held else other)
        for case, right, other, held in zip(made, labels, wrong, kept_back, strict=True)
    ]
    second = classifying.learn_again(target="category", at=NOW.replace(hour=4))
    assert not second.in_force
    assert second.figures["last"]["top1"] > second.figures["new"]["top1"]
    assert LearntClassifier.objects.get(in_force=True).version == first.version
    assert proposals("category", Case("น้ำท่วมขังหน้าบ้าน"))[0].label == "flood"


@pytest.mark.django_db
def test_without_enough_matters_nothing_is_proposed(supplied: dict[str, Any]) -> None:
    supplied["rows"] = supplied["rows"][:50]
    with pytest.raises(UnableToLearn):
        classifying.learn_again(target="category", at=NOW)
    assert proposals("category", Case("น้ำท่วมขังหน้าบ้าน")) == []
    assert not LearntClassifier.objects.exists()


@pytest.mark.django_db
def test_a_lost_folder_only_silences_the_proposals(supplied: dict[str, Any]) -> None:
    done = classifying.learn_again(target="category", at=NOW)
    (folder_of("category", done.version) / "weights.npy").unlink()
    classifying.forget()
    assert proposals("category", Case("น้ำท่วมขังหน้าบ้าน")) == []


def test_classifiers_are_learnt_anew_in_the_night_to_sunday() -> None:
    ((_key, weekly),) = [one for one in app.periodic_registry.periodic_tasks.items() if one[0][0] == "language.learn"]
    friday = datetime(2026, 11, 27, 12, tzinfo=UTC)
    due = croniter(weekly.cron, friday).get_next(datetime).astimezone(BANGKOK)
    assert f"{due:%A %H:%M:%S}" == "Sunday 02:20:00"


@pytest.mark.django_db
def test_an_earlier_version_can_be_put_in_force_again_and_held(supplied: dict[str, Any]) -> None:
    first = classifying.learn_again(target="category", at=NOW)
    second = classifying.learn_again(target="category", at=NOW.replace(hour=4))
    assert second.in_force
    classifying.use(target="category", version=first.version, hold=True, at=NOW, by="official:1")
    assert in_force("category")[0] == first.version
    third = classifying.learn_again(target="category", at=NOW.replace(hour=5))
    assert (third.in_force, third.held) == (False, first.version)
    assert in_force("category")[0] == first.version
    classifying.use(target="category", version=first.version, hold=False, at=NOW, by="official:1")
    assert classifying.learn_again(target="category", at=NOW.replace(hour=6)).in_force
    told = [(one.kind, one.facts.get("after")) for one in events_of("language") if one.kind == "classifier_chosen"]
    assert told == [("classifier_chosen", first.version)] * 2


@pytest.mark.django_db
def test_a_version_that_is_gone_or_proposes_already_is_refused(supplied: dict[str, Any]) -> None:
    done = classifying.learn_again(target="category", at=NOW)
    for version in (done.version, "20200101000000", "../../etc"):
        with pytest.raises(UnableToUse):
            classifying.use(target="category", version=version, hold=False, at=NOW, by="official:1")
    assert in_force("category")[0] == done.version


@pytest.mark.django_db
def test_a_held_version_whose_weights_are_lost_gives_way(supplied: dict[str, Any]) -> None:
    done = classifying.learn_again(target="category", at=NOW)
    classifying.use(target="category", version=done.version, hold=True, at=NOW, by="official:1")
    (folder_of("category", done.version) / "weights.npy").unlink()
    assert classifying.learn_again(target="category", at=NOW.replace(hour=4)).in_force


@pytest.mark.django_db
def test_the_weights_of_the_last_few_are_kept_and_of_those_before_deleted(supplied: dict[str, Any]) -> None:
    learnings = [classifying.learn_again(target="category", at=NOW.replace(hour=hour)) for hour in range(3, 9)]
    kept = [is_kept("category", one.version) for one in learnings]
    assert kept == [False, False, True, True, True, True]


@pytest.mark.django_db
def test_each_version_says_how_often_it_was_right_when_it_said_so(supplied: dict[str, Any]) -> None:
    done = classifying.learn_again(target="category", at=NOW)
    tenths = done.figures["new"]["reliability"]
    assert sum(one["cases"] for one in tenths) == done.figures["new"]["tried_on"]
    assert all(0 <= one["right"] <= 1 for one in tenths)
