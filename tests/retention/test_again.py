"""An old back-up brings back what was destroyed since: it is destroyed again from the file kept apart from it."""

import io
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

from palat.kernel.history.queries import faults
from palat.kernel.matters.models import Matter
from tests.retention.people import MARK, closed_matter, destroyed, drafted, traces

pytestmark = pytest.mark.django_db


class _AsItWas(Exception):
    """What was done since the back-up never was."""


@transaction.atomic
def _destroy_and_write_down(file: Path) -> None:
    destroyed(drafted())
    call_command("destroyed", "list", str(file), stdout=io.StringIO())
    raise _AsItWas


def test_what_a_back_up_brings_back_is_destroyed_again(tmp_path: Path) -> None:
    matter = closed_matter()
    file = tmp_path / "destroyed.jsonl"
    with pytest.raises(_AsItWas):
        _destroy_and_write_down(file)
    assert matter.code in file.read_text()
    assert MARK not in file.read_text()
    assert list(traces(MARK))  # the back-up has it still
    told = io.StringIO()
    call_command("destroyed", "again", str(file), stdout=told)
    assert "destroyed again" in told.getvalue()
    assert list(traces(MARK)) == []
    assert Matter.objects.get(pk=matter.pk).destroyed_under == "1/2568"
    assert list(faults()) == []
    again = io.StringIO()
    call_command("destroyed", "again", str(file), stdout=again)
    assert "0 texts, 0 files, 0 persons" in again.getvalue()


def test_a_matter_of_another_installation_is_left_alone(tmp_path: Path) -> None:
    matter = closed_matter()
    file = tmp_path / "destroyed.jsonl"
    file.write_text(f'{{"list": "1/2568", "kind": "matter", "row": {matter.pk}, "code": "000000000000000"}}\n')
    call_command("destroyed", "again", str(file), stdout=io.StringIO())
    matter.refresh_from_db()
    assert matter.destroyed_under == ""
    assert list(traces(MARK))
