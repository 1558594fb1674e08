"""Destruction: no trace of a destroyed matter is left, nothing that another needs goes, and the chain still proves."""

import importlib.util
import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from palat.duties.petitions.models import Petition
from palat.duties.petitions.operations.likeness import make_keys
from palat.duties.petitions.queries.learning import sorted_cases
from palat.duties.petitions.tests.factories import NOW, official
from palat.kernel.files.models import StoredFile
from palat.kernel.files.tests.samples import pdf
from palat.kernel.history.exporting import history_lines
from palat.kernel.history.models import Body
from palat.kernel.history.operations import cut_root
from palat.kernel.history.queries import destroyed_under, events_of, faults
from palat.kernel.identities.models import Person, Reveal
from palat.kernel.language.queries import index
from palat.kernel.letters.models import Letter, Wording
from palat.kernel.matters.models import Matter
from palat.kernel.matters.operations.indexing import rebuild, refresh
from palat.kernel.matters.queries.searching import Search, search
from palat.kernel.retention.models import DestructionList, Item
from palat.kernel.retention.operations.destroying import erase
from palat.kernel.retention.procedure import DESTROYED, MATTER, Ref
from palat.settings import ROOT
from tests.retention.people import MARK, NAME, closed_matter, destroyed, drafted, traces

pytestmark = pytest.mark.django_db


def on_disk(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file()]


def test_a_destroyed_matter_leaves_no_trace_in_any_table(django_capture_on_commit_callbacks: Any) -> None:
    matter = closed_matter()
    before = set(traces(MARK))
    # The marker reached what it should: otherwise this would prove nothing.
    assert {
        "petitions_petition.text",
        "petitions_petition.accused",
        "history_body.content",
        "language_document.words",
        "language_word.word",
        "letters_letter.subject",
        "letters_wording.words",
        "notices_notice.body",
        "agencies_draft.words",
        "agencies_onward.answer",
        "identities_reveal.words",
        "incoming_item.text",
        "incoming_itemfile.name",
        "incoming_original.what",
        "registers_registerline.sender",
        "matters_attachment.name",
        "matters_reminder.words",
        "matters_track.answer",
    } <= before
    found = drafted()
    with django_capture_on_commit_callbacks(execute=True):
        destroyed(found)
    assert list(traces(MARK)) == []
    assert list(traces(NAME)) == []
    refresh(at=NOW)
    make_keys(at=NOW)
    assert list(traces(MARK)) == []
    matter.refresh_from_db()
    assert matter.destroyed_under == found.number
    assert "ทำลายแล้วตามบัญชีหนังสือขอทำลายที่ ๑/๒๕๖๘" in matter.subject


def test_the_person_is_erased_and_the_opening_of_the_seal_is_not_forgotten() -> None:
    matter = closed_matter()
    person = Petition.objects.get(matter=matter).person_id
    destroyed(drafted())
    assert Person.objects.get(pk=person).erased_at == NOW
    row = Reveal.objects.exclude(purpose="").filter(person_id=person, purpose="other").get()
    assert (row.words, row.fields) == ("", ["given_name"])
    with pytest.raises(DatabaseError, match="appended only"), transaction.atomic():
        Reveal.objects.filter(pk=row.pk).update(purpose="contact")


def test_bytes_go_unless_another_matter_has_the_same(storage: Path, django_capture_on_commit_callbacks: Any) -> None:
    same = pdf()
    old = closed_matter(content=same)
    closed_matter(mark="zqyoungzq", closed=NOW - timedelta(days=400), content=same)
    kept_before = on_disk(storage)
    found = drafted()
    assert [one.row for one in Item.objects.filter(on_list=found)] == [old.pk]
    with django_capture_on_commit_callbacks(execute=True):
        destroyed(found)
    assert StoredFile.objects.exclude(destroyed_at=None).count() == 1
    assert on_disk(storage) == kept_before  # the younger one still needs them
    assert list(faults()) == []


def test_bytes_that_nobody_else_has_go(storage: Path, django_capture_on_commit_callbacks: Any) -> None:
    closed_matter(content=pdf())
    assert on_disk(storage)
    with django_capture_on_commit_callbacks(execute=True):
        destroyed(drafted())
    assert on_disk(storage) == []
    event = events_of("files")[-1]
    assert (event.kind, event.facts["list"]) == ("file_destroyed", "1/2568")


def verifier() -> Any:
    spec = importlib.util.spec_from_file_location("palat_verify", ROOT / "verifier" / "palat_verify.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_both_proofs_hold_and_say_under_which_list(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    closed_matter()
    cut_root(day=NOW.date(), at=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        gone = destroyed(drafted())
    assert gone.bodies > 5
    assert destroyed_under()["1/2568"][1] == gone.bodies
    told = io.StringIO()
    call_command("verify", stdout=told, stderr=io.StringIO())
    assert "destroyed under list 1/2568" in told.getvalue()
    assert "whole" in told.getvalue()
    for bodies in (False, True):
        file = tmp_path / f"history-{bodies}.jsonl"
        file.write_text("".join(history_lines(at=NOW, bodies=bodies)), encoding="utf-8")
        assert verifier().main([str(file)]) == 0
        said = capsys.readouterr().out
        assert f"destroyed under list 1/2568: {gone.bodies} texts" in said


def test_words_that_go_without_a_list_are_a_fault(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    matter = closed_matter()
    lost = events_of(f"matter:{matter.pk}")[0]
    Body.objects.filter(event_id=lost.id).delete()
    (fault,) = faults()
    assert (fault.where, "โดยไม่มีบันทึก" in fault.what) == (f"matter:{matter.pk}#{lost.seq}", True)
    file = tmp_path / "history.jsonl"
    file.write_text("".join(history_lines(at=NOW, bodies=True)), encoding="utf-8")
    assert verifier().main([str(file)]) == 1
    assert f"matter:{matter.pk}#{lost.seq}" in capsys.readouterr().out


def test_single_words_of_an_agencys_chain_go_and_the_others_stay() -> None:
    from palat.kernel.agencies.operations.standing import CHAIN, tell_history
    from palat.kernel.matters.models import Track

    matter = closed_matter()
    track = Track.objects.get(matter=matter, type="referral")
    by = official("clerk-1")
    for number, words in ((track.pk, MARK), (track.pk + 1, "ของเรื่องอื่น")):
        tell_history(track.agency_id or 0, "forwarded", by=by, at=NOW, facts={"track": number}, body={"words": words})
    destroyed(drafted())
    said = [one.body.get("words") for one in events_of(CHAIN.format(track.agency_id)) if one.kind == "forwarded"]
    assert said == [None, "ของเรื่องอื่น"]
    assert list(faults()) == []


def test_search_finds_nothing_and_nothing_is_learnt_from_it() -> None:
    closed_matter()
    by = official("officer-1")
    assert search(Search(sought=index.sought(MARK), by=by)).rows
    destroyed(drafted())
    assert not search(Search(sought=index.sought(MARK), by=by)).rows
    rebuild(at=NOW)
    assert not search(Search(sought=index.sought(MARK), by=by)).rows
    assert list(sorted_cases()) == []


def test_wordings_stay_unless_their_letter_was_destroyed() -> None:
    closed_matter()
    wording = Wording.objects.first()
    assert wording is not None
    with pytest.raises(DatabaseError, match="never altered"), transaction.atomic():
        wording.delete()
    destroyed(drafted())
    assert not Wording.objects.exists()
    letter = Letter.objects.get()
    assert (letter.content, letter.erased_at, bool(letter.sha256)) == ([], NOW, False)


def test_a_letter_that_another_matter_needs_stays() -> None:
    from palat.kernel.letters.models import LetterMatter

    old = closed_matter()
    young = closed_matter(mark="zqyoungzq", closed=NOW - timedelta(days=400))
    shared = Letter.objects.get(about__matter=old)
    LetterMatter.objects.create(letter=shared, matter=young)
    destroyed(drafted())
    shared.refresh_from_db()
    assert shared.erased_at is None
    Matter.objects.filter(pk=young.pk).update(closed_at=old.closed_at)
    second = drafted()
    assert second.number == "2/2568"
    destroyed(second)
    shared.refresh_from_db()
    assert shared.erased_at == NOW
    assert list(traces(MARK)) == []


def test_erasing_again_erases_nothing_more() -> None:
    matter = closed_matter()
    found = drafted()
    destroyed(found)
    gone = erase(refs=[Ref(MATTER, matter.pk)], under=found.number, by=official("clerk-1"), basis="", at=NOW)
    assert (gone.bodies, gone.files, gone.persons) == (0, 0, 0)


def test_what_was_destroyed_is_never_listed_again() -> None:
    closed_matter()
    found = drafted()
    destroyed(found)
    found = DestructionList.objects.get(pk=found.pk)
    assert (found.state, found.items.get().outcome) == ("done", DESTROYED)
    assert len(found.sha256) == 64
    from palat.kernel.retention.queries.due import due_by

    assert due_by(2568, official("clerk-1"), most=10) == []
