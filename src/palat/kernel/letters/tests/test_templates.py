"""Versions of templates: who may change them, what is refused, which letter is set with which."""

from datetime import date, timedelta

import pytest
from django.db import InternalError, ProgrammingError, transaction

from palat.kernel.calendar.counting import legal_date
from palat.kernel.history.queries import events_of
from palat.kernel.letters.layout import MAIN, shipped
from palat.kernel.letters.models import Letter, TemplateVersion
from palat.kernel.letters.operations import templates
from palat.kernel.letters.operations.templates import BrokenTemplate
from palat.kernel.letters.shapes import SHAPES
from palat.kernel.letters.templating.fields import fields_of
from palat.kernel.letters.templating.loading import load
from palat.kernel.letters.templating.queries import compared, template_of, version, version_in_force
from palat.kernel.letters.templating.trying import try_out
from palat.kernel.matters.authority import SYSTEM, Actor
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.registers.tests.people import AT as NOW
from palat.kernel.registers.tests.people import holder

pytestmark = pytest.mark.django_db
TODAY = legal_date(NOW)
FORM = "announcement"


def official(post_code: str) -> Actor:
    """Who holds a post of the reference data."""
    return Actor("official", holder(post_code))


def edited(words: str = "ประกาศ ณ วันนี้ที่") -> dict[str, str]:
    """The shipped files with other words before the day."""
    files = dict(shipped(FORM).files)
    return {**files, MAIN: files[MAIN].replace("ประกาศ ณ วันที่", words)}


def save(**changed) -> TemplateVersion:
    """Keep an edited template as the administrator."""
    given = {"form": FORM, "files": edited(), "by": official("admin-1"), "at": NOW, "reason": "ทดลอง"}
    return templates.save(**{"valid_from": TODAY, **given, **changed})


@pytest.mark.parametrize("form", SHAPES)
def test_shipped_template_of_each_form_is_its_first_version_and_stands_the_trial(form):
    kept = version_in_force(form, on=TODAY)
    assert (kept.number, kept.made_by, kept.files) == (1, None, dict(shipped(form).files))
    assert try_out(form, shipped(form)) == ()
    assert load(NOW) == 0


@pytest.mark.parametrize("form", SHAPES)
def test_every_field_that_is_offered_can_be_used(form):
    files = dict(shipped(form).files)
    used = [one.written for one in fields_of(form) if one.written.startswith("data.")]
    tried = "\n".join(f"#let _ = {name}" for name in used)
    assert try_out(form, templates.folder(form, {**files, MAIN: files[MAIN] + tried})) == ()


def test_edit_is_a_new_version_with_who_when_why_and_from_when():
    kept = save(valid_from=TODAY + timedelta(days=3), of_number=1)
    assert (kept.number, kept.of_number, kept.reason, kept.made_at) == (2, 1, "ทดลอง", NOW)
    assert str(kept.made_by) == "ผู้ครองตำแหน่ง admin-1"
    assert version_in_force(FORM, on=TODAY).number == 1
    assert version_in_force(FORM, on=TODAY + timedelta(days=3)).number == 2
    event = list(events_of(f"template:{FORM}"))[-1]
    assert (event.kind, event.facts["from"]) == ("template_changed", (TODAY + timedelta(days=3)).isoformat())
    assert event.actor.startswith("official:")


def test_only_an_administrator_changes_a_template():
    for by in (official("director-psc"), official("clerk-1"), SYSTEM):
        with pytest.raises(NotAuthorised):
            save(by=by)
    assert TemplateVersion.objects.filter(form=FORM).count() == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"reason": " "}, "เหตุผล"),
        ({"valid_from": TODAY - timedelta(days=1)}, "วันนี้หรือหลังจากนี้"),
        ({"form": "poem"}, "ไม่รู้จักแบบ"),
        ({"files": {MAIN: "x" * 60_001}}, "ยาวได้ไม่เกิน"),
        ({"files": dict(shipped(FORM).files)}, "ไม่มีอะไรให้บันทึก"),
    ],
)
def test_refusals_say_why(changed, words):
    with pytest.raises(UnableToAct, match=words):
        save(**changed)


def test_broken_template_is_refused_with_its_line():
    files = edited()
    with pytest.raises(BrokenTemplate) as broken:
        save(files={**files, MAIN: files[MAIN].replace("#rule\n", "#rool\n")})
    (fault,) = broken.value.faults
    assert (fault.file, fault.message) == (MAIN, "unknown variable: rool")
    assert files[MAIN].splitlines()[fault.line - 1] == "#rule"


def test_template_that_leaves_off_what_makes_the_paper_is_refused():
    files = edited()
    with pytest.raises(BrokenTemplate) as broken:
        save(files={**files, MAIN: files[MAIN].replace("#content-of(data.content)", "")})
    assert "ข้อความ" in broken.value.faults[0].words


def test_template_that_only_fails_on_a_draft_or_a_long_letter_is_refused():
    files = edited()
    with pytest.raises(BrokenTemplate):
        save(files={**files, MAIN: files[MAIN] + '\n#if data.draft { panic("draft") }\n'})
    with pytest.raises(BrokenTemplate):
        save(files={**files, MAIN: files[MAIN] + '\n#if data.secrecy != "" { nowhere }\n'})


def test_going_back_is_a_new_version():
    save()
    back = templates.go_back(form=FORM, number=1, by=official("admin-1"), at=NOW, reason="ฉบับแก้ไม่ดี")
    assert (back.number, back.of_number) == (3, 1)
    assert version_in_force(FORM, on=TODAY).files == version(FORM, 1).files
    with pytest.raises(UnableToAct, match="ไม่พบ"):
        templates.go_back(form=FORM, number=99, by=official("admin-1"), at=NOW, reason="x")


def test_versions_are_never_altered():
    for change in (lambda: TemplateVersion.objects.update(reason="x"), lambda: TemplateVersion.objects.all().delete()):
        with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
            change()


def test_two_versions_are_compared_line_by_line():
    save()
    (file,) = compared(version(FORM, 1), version(FORM, 2))
    assert file.name == MAIN
    changed = [(line.kind, line.text) for line in file.lines if line.kind in {"gone", "came"}]
    assert {kind for kind, _text in changed} == {"gone", "came"}
    assert [text for kind, text in changed if kind == "came"] == [
        text.replace("ประกาศ ณ วันที่", "ประกาศ ณ วันนี้ที่") for kind, text in changed if kind == "gone"
    ]
    assert compared(version(FORM, 1), version(FORM, 1)) == []


def test_letter_keeps_its_version_whatever_comes_later():
    old = Letter(form=FORM, template=version(FORM, 1), on=TODAY)
    save()
    draft = Letter(form=FORM)
    assert template_of(old, today=TODAY).files == version(FORM, 1).files
    assert template_of(draft, today=TODAY).files == version(FORM, 2).files
    assert template_of(draft, today=date(2026, 1, 1)).files == version(FORM, 1).files


def test_newer_shipped_template_is_kept_aside_while_the_office_uses_its_own(monkeypatch):
    from palat.kernel.letters.templating import loading

    save()
    newer = templates.folder(FORM, edited("ประกาศไว้ ณ วันที่"))
    monkeypatch.setattr(loading, "shipped", lambda form: newer if form == FORM else shipped(form))
    assert loading.load(NOW) == 1
    assert version(FORM, 3).valid_from is None
    assert version_in_force(FORM, on=TODAY + timedelta(days=999)).number == 2
