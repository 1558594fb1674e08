"""Bad files through the portal's form: refused by name, the form and the good files kept."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from palat.kernel.files.tests import samples
from palat.kernel.matters.models import Matter
from palat.kernel.pages.operations import new_key

pytestmark = pytest.mark.django_db
URL = "/petitions/new/"
TEXT = "ถนนทรุดหน้าโรงเรียน มีภาพถ่าย"


@pytest.fixture(autouse=True)
def storage(settings: Any, tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}},
    }
    return folder


def send(*files: tuple[str, bytes]) -> Any:
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    typed = {"once_key": new_key(), "go": "send", "kind": "grievance", "answer_by": "code", "text": TEXT}
    return Client().post(URL, {**typed, "files": uploads})


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("คำร้อง.pdf", samples.PROGRAM),
        ("คำร้อง.pdf", samples.ELF),
        ("แผนที่.svg", samples.SVG),
        ("แผนที่.png", samples.SVG),
        ("หลักฐาน.zip", lambda: samples.archive({"a.txt": b"0" * 50_000_000})),
        ("หลักฐาน.docx", lambda: samples.docx(**{"word/media/a.bin": b"0" * 400_000_000})),
        ("ว่าง.pdf", b""),
    ],
    ids=["program as PDF", "ELF as PDF", "SVG with script", "SVG as PNG", "zip bomb", "bomb in a document", "empty"],
)
def test_bad_file_is_refused_by_name_and_the_rest_is_kept(name: str, given: Any, storage: Path) -> None:
    content = given() if callable(given) else given  # bombs are made here, not by every worker that collects
    answer = send((name, content), ("ภาพ.jpg", samples.picture()))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert name.rsplit(".", 1)[0] in page
    assert TEXT in page
    assert 'name="held_file"' in page  # the good one need not be chosen again
    assert "ภาพ.jpg" in page
    assert Matter.objects.count() == 0
    assert len([one for one in storage.rglob("*") if one.is_file()]) == 1
