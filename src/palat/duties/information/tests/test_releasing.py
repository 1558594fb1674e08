"""Documents of a request are prepared, checked, and kept beside their originals: nothing is handed over by that."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from palat.duties.information.models import Material, Part
from palat.duties.information.operations import handling
from palat.duties.information.queries.gate import Standing, against_document
from palat.duties.information.tests.factories import NOW, official, request
from palat.kernel.accounts.models import User
from palat.kernel.files.operations import store_made
from palat.kernel.history import ids
from palat.kernel.history.queries import events_of
from palat.kernel.matters.models import Attachment, Matter
from palat.kernel.matters.operations.acts import NotAuthorised
from palat.kernel.matters.operations.receiving import attachment
from palat.kernel.redaction.models import ReleaseSet, Source
from palat.kernel.redaction.operations import making, marks, packaging, sets
from palat.kernel.redaction.procedure import Box
from palat.kernel.redaction.tests.samples import SECRET, plain_pdf

pytestmark = pytest.mark.django_db
OVER_NAME = Box(1000, 1400, 4500, 1800)


@pytest.fixture(autouse=True)
def here(settings: Any, tmp_path: Path) -> None:
    place = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": place}


def a_document() -> tuple[Matter, Part, Attachment]:
    """A request in an officer's hands, with a document found for its part."""
    matter = request()
    handling.take_up(matter_id=matter.pk, by=official("info-officer-1"), at=NOW)
    part = Part.objects.filter(matter=matter).first() or pytest.fail("no part")
    stored = store_made(content=plain_pdf(f"Owner {SECRET} of", "Other words"), kind="pdf", at=NOW)
    kept = attachment(matter_id=matter.pk, file_id=stored.pk, name="สัญญา.pdf", origin="office", at=NOW)
    kept.save()
    Material.objects.create(id=ids.take(), part=part, attachment=kept)
    return matter, part, kept


def prepared(matter: Matter, kept: Attachment) -> tuple[ReleaseSet, Source]:
    """A set with the document, covered, made and checked."""
    officer = official("info-officer-1")
    release_set = sets.begin(matter_id=matter.pk, title="ชุดที่ 1", by=officer, at=NOW)
    (source,) = sets.add(set_id=release_set.pk, files=[(kept.file_id, kept.name)], by=officer, at=NOW)
    making.look_into(source_id=source.pk, at=NOW)
    marks.mark(set_id=release_set.pk, spots=[(source.pk, 1, OVER_NAME)], ground="s15_5", by=officer, at=NOW)
    making.ask_for_copies(set_id=release_set.pk, by=officer, at=NOW)
    release_set.refresh_from_db()
    making.make_copies(set_id=release_set.pk, revision=release_set.revision, at=NOW)
    return release_set, source


def test_a_checked_copy_lies_ready_beside_its_original_and_nobody_outside_sees_it() -> None:
    matter, part, kept = a_document()
    release_set, _source = prepared(matter, kept)
    packaging.package_release(set_id=release_set.pk, by=official("info-officer-1"), at=NOW)
    original, copy = Material.objects.filter(part=part).order_by("pk")
    assert (original.redacted, copy.redacted) == (False, True)
    assert (original.removed_at, copy.removed_at) == (NOW, None)
    assert "ผ่านการตรวจ" in copy.checked
    assert copy.released_at is None
    given_in_part = Standing("partial", frozenset(), frozenset())
    assert against_document(given_in_part, redacted=copy.redacted, checked=copy.checked) == ""
    assert against_document(given_in_part, redacted=original.redacted, checked=original.checked)
    assert not Attachment.objects.filter(matter=matter, for_petitioner=True).exists()
    event = events_of(f"matter:{matter.pk}")[-1]
    assert (event.kind, event.public, event.facts["marks"]) == ("package_release", False, 1)


def test_another_copy_takes_the_place_of_the_first() -> None:
    matter, part, kept = a_document()
    for _each in range(2):
        release_set, _source = prepared(matter, kept)
        packaging.package_release(set_id=release_set.pk, by=official("info-officer-1"), at=NOW)
    standing = Material.objects.filter(part=part, removed_at=None)
    assert [str(release_set.pk) in one.checked for one in standing] == [True]


def test_an_officer_prepares_and_a_head_alone_answers() -> None:
    matter, _part, kept = a_document()
    release_set, source = prepared(matter, kept)
    asked = {"set_id": release_set.pk, "source_id": source.pk, "reason": "ยินยอม", "at": NOW}
    with pytest.raises(NotAuthorised):
        packaging.answer_for(**asked, by=official("info-officer-1"))
    with pytest.raises(NotAuthorised):
        sets.drop(set_id=release_set.pk, by=official("officer-1"), at=NOW)


def test_the_page_of_a_request_leads_to_its_documents() -> None:
    matter, _part, _kept = a_document()
    official("info-officer-1")
    client = Client()
    client.force_login(User.objects.get(username="info-officer-1"))
    page = client.get(reverse("information_request", args=[matter.code])).content.decode()
    address = reverse("releases", args=[matter.code])
    assert address in page
    assert client.get(address).status_code == 200
    official("officer-1")
    client.force_login(User.objects.get(username="officer-1"))
    assert client.get(address).status_code == 404
