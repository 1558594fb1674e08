import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.test import RequestFactory

from palat.kernel.files.operations import store
from palat.kernel.files.tests import samples
from palat.kernel.files.tests.conftest import AT
from palat.kernel.files.uploads import LimitUploads, refused
from palat.kernel.files.views import file_response


@pytest.mark.parametrize(
    ("content", "name", "inline", "starts", "sandboxed"),
    [
        (samples.pdf(), "ผล ตรวจ.pdf", False, "attachment", True),
        (samples.pdf(), "ผล ตรวจ.pdf", True, "inline", False),
        (samples.pdf(password="1"), "ผล ตรวจ.pdf", True, "attachment", True),
        (samples.picture(), "ผล ตรวจ.jpg", True, "inline", True),
        (samples.docx(), "ผล ตรวจ.docx", True, "attachment", True),
        ("สวัสดี".encode(), "ผล ตรวจ.txt", True, "attachment", True),
    ],
)
def test_file_goes_out_so_that_nothing_in_it_runs(
    storage: Path, content: bytes, name: str, inline: bool, starts: str, sandboxed: bool
) -> None:
    stored = store(upload=io.BytesIO(content), name=name, at=AT)
    response = file_response(stored, name, inline=inline)
    sent = b"".join(response.streaming_content)
    response.close()
    assert response["Content-Disposition"].startswith(f"{starts}; filename*=utf-8''%E0%B8%9C")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert ("sandbox" in response["Content-Security-Policy"]) is sandboxed
    assert len(sent) == int(response["Content-Length"]) == stored.size


def test_header_cannot_be_broken_by_a_name(storage: Path) -> None:
    stored = store(upload=io.BytesIO(samples.pdf()), name="a.pdf", at=AT)
    response = file_response(stored, 'a"\r\nX-Evil: 1.exe')
    response.close()
    assert response["Content-Disposition"] == 'attachment; filename="a_X-Evil_ 1.pdf"'


def test_too_large_upload_is_dropped_and_what_was_typed_arrives(settings: object) -> None:
    settings.UPLOAD_LIMIT_BYTES = 200_000
    request = RequestFactory().post(
        "/",
        {
            "text": "เรื่องที่พิมพ์ไว้",
            "big": SimpleUploadedFile("ใหญ่.pdf", b"x" * 300_000),
            "small": SimpleUploadedFile("เล็ก.pdf", b"x" * 100_000),
        },
    )
    request.upload_handlers = [LimitUploads(request), MemoryFileUploadHandler(request)]
    assert request.POST["text"] == "เรื่องที่พิมพ์ไว้"
    assert list(request.FILES) == ["small"]
    assert refused(request) == ["ใหญ่.pdf"]
