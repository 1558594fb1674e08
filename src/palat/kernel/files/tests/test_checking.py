import io
import zipfile
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from palat.kernel.files import archives
from palat.kernel.files.checking import check
from palat.kernel.files.procedure import UnableToAccept
from palat.kernel.files.tests import samples


def checked(content: bytes, name: str, folder: Path) -> tuple[str, bytes, tuple[str, ...]]:
    """Check a file. Returns its kind, the bytes that would be kept, and the notes."""
    path = folder / "received"
    path.write_bytes(content)
    result = check(path, name, folder / "scratch")
    return result.kind.code, result.path.read_bytes(), result.notes


def refusal(content: bytes, name: str, folder: Path) -> str:
    """Check a file that must be refused. Returns the code."""
    with pytest.raises(UnableToAccept) as refused:
        checked(content, name, folder)
    return refused.value.code


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (samples.pdf(), "คำร้อง.pdf", "pdf"),
        (b"\n" + samples.pdf(), "a.pdf", "pdf"),
        (samples.pdf(), "photo.jpg", "pdf"),
        (samples.picture(), "photo.pdf", "jpeg"),
        (samples.picture("PNG"), "a.png", "png"),
        (samples.picture("WEBP"), "a.webp", "webp"),
        (samples.docx(), "a.docx", "docx"),
        (samples.docx(**{"word/embeddings/Sheet1.xlsx": samples.xlsx()}), "a.docx", "docx"),
        (samples.xlsx(), "a.docx", "xlsx"),
        (samples.pptx(), "a.pptx", "pptx"),
        (samples.odt(), "a.odt", "odt"),
        ("สวัสดี\nข้อ 1 <ด่วน> MZ".encode(), "a.txt", "txt"),
        ("สวัสดี".encode("cp874"), "a.txt", "txt"),
        ("สวัสดี".encode("utf-16"), "a.txt", "txt"),
        (b"MZ is how this sentence begins", "a.txt", "txt"),
        ("ก,ข\n1,=cmd|' /C calc'!A0\n".encode(), "a.csv", "csv"),
        (b"ID3\x04" + b"\0" * 50, "a.mp3", "mp3"),
        (b"\xff\xfb\x90\x00" + b"\0" * 50, "a.mp3", "mp3"),
        (samples.video(), "a.mp4", "mp4"),
        (samples.video().replace(b"isom\0\0", b"M4A \0\0", 1), "a.m4a", "m4a"),
    ],
)
def test_content_decides_the_kind(content: bytes, name: str, kind: str, tmp_path: Path) -> None:
    assert checked(content, name, tmp_path)[0] == kind


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.pdf", "empty"),
        (samples.PROGRAM, "คำร้อง.pdf", "executable"),
        (samples.ELF, "a.jpg", "executable"),
        (samples.PROGRAM + samples.pdf(), "a.pdf", "executable"),
        (b"GIF89a" + b"\x01\0\0" * 9 + samples.pdf(), "a.pdf", "disguised"),
        (samples.SVG, "a.svg", "script"),
        (samples.SVG, "a.png", "script"),
        (b"\xef\xbb\xbf <!-- x -->\n<HTML><body>", "a.txt", "script"),
        (b"hello <script>alert(1)</script>", "a.txt", "script"),
        (b"#!/bin/sh\nrm -rf /\n", "a.txt", "script"),
        (b"@echo off\r\n", "a.bat", "script"),
        (b"WScript.Echo 1", "a.pdf\u202e.vbs", "script"),
        (b"text\x00and a hidden\x01 thing", "a.txt", "unknown"),
        (b"fine at first\n" * 1000 + b"\0", "a.txt", "unknown"),
        ("กข".encode("utf-16")[:-1], "a.txt", "damaged"),
        (b"GIF89a\x01\0\0\0", "a.gif", "unknown"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "IMG_1.HEIC", "heic"),
        (b"Rar!\x1a\x07\x01\0", "a.rar", "archive"),
        (samples.archive({"a.txt": b"a"}), "a.zip", "archive"),
        (samples.locked_archive(), "a.zip", "archive_locked"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.docx", "old_office"),
        (samples.docx(**{"word/vbaProject.bin": b"x"}), "a.docx", "macros"),
        (samples.docx(**{"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}), "a.docx", "macros"),
        (samples.docx(**{"word/media/image1.png": samples.PROGRAM}), "a.docx", "macros"),
        (samples.docx(**{"word/media/a.png": samples.archive({"b": b"b"})}), "a.docx", "bomb"),
        (samples.docx()[:-30], "a.docx", "damaged"),
        (samples.picture()[:-200], "a.jpg", "damaged"),
        (samples.picture("PNG")[:-200], "a.png", "damaged"),
        (samples.picture("WEBP")[:-200], "a.webp", "damaged"),
        (samples.png_that_claims(20_000, 20_000), "a.png", "picture_too_large"),
        (samples.png_that_claims(60_000, 60_000), "a.png", "picture_too_large"),
        (b"%PDF-1.7\n" + b"garbage" * 50, "a.pdf", "damaged"),
        (samples.video()[:-10], "a.mp4", "damaged"),
        (samples.box(b"ftyp", b"isom\0\0\2\0"), "a.mp4", "damaged"),
    ],
)
def test_bad_file_is_refused_with_its_reason(content: bytes, name: str, code: str, tmp_path: Path) -> None:
    assert refusal(content, name, tmp_path) == code


def test_remote_template_is_refused_and_a_web_address_is_not(tmp_path: Path) -> None:
    def document(sort: str) -> bytes:
        link = f'<Relationship Id="r" Type="http://x/{sort}" Target="http://example.org/" TargetMode="External"/>'
        return samples.docx(**{"word/_rels/document.xml.rels": link.encode()})

    assert checked(document("hyperlink"), "a.docx", tmp_path)[0] == "docx"
    assert refusal(document("attachedTemplate"), "a.docx", tmp_path) == "macros"


def test_dense_bomb_is_refused(tmp_path: Path) -> None:
    assert refusal(samples.docx(**{"word/media/a.bin": b"\0" * 20_000_000}), "a.docx", tmp_path) == "bomb"


def test_bomb_of_many_members_is_refused(tmp_path: Path) -> None:
    many = {f"word/{number}.xml": b"" for number in range(archives.MOST_MEMBERS)}
    assert refusal(samples.docx(**many), "a.docx", tmp_path) == "bomb"


def test_bomb_by_its_directory_is_refused_before_it_is_read(tmp_path: Path) -> None:
    content = bytearray(samples.docx())
    place = content.rfind(b"PK\x05\x06")
    content[place + 12 : place + 16] = (900_000_000).to_bytes(4, "little")
    assert refusal(bytes(content), "a.docx", tmp_path) == "bomb"


def test_member_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    content = samples.docx(**{"word/big.xml": b"a" * 5000})
    lying = content.replace((5000).to_bytes(4, "little"), (50).to_bytes(4, "little"))
    assert lying != content
    assert refusal(lying, "a.docx", tmp_path) == "damaged"


def test_picture_loses_place_maker_and_comment_and_stands_upright(tmp_path: Path) -> None:
    sent = samples.picture(place=True)
    assert b"SecretMaker" in sent
    kind, kept, notes = checked(sent, "IMG_0001.JPG", tmp_path)
    assert (kind, notes) == ("jpeg", ("location_removed",))
    assert b"SecretMaker" not in kept
    assert b"secret comment" not in kept
    with Image.open(io.BytesIO(kept)) as image:
        assert not dict(image.getexif())
        assert image.size == (40, 60)


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_other_pictures_lose_their_metadata_too(form: str, tmp_path: Path) -> None:
    _kind, kept, _notes = checked(samples.picture(form, place=True), "a", tmp_path)
    assert b"SecretMaker" not in kept
    with Image.open(io.BytesIO(kept)) as image:
        assert not dict(image.getexif())


def test_what_was_appended_to_a_picture_is_gone(tmp_path: Path) -> None:
    _kind, kept, _notes = checked(samples.picture() + samples.archive({"a.exe": b"hidden"}), "a.jpg", tmp_path)
    assert b"PK\x03\x04" not in kept


def test_very_large_photograph_is_reduced_not_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("L", (8000, 4000)).save(out, "JPEG")
    _kind, kept, notes = checked(out.getvalue(), "a.jpg", tmp_path)
    assert "reduced" in notes
    with Image.open(io.BytesIO(kept)) as image:
        assert image.size == (4000, 2000)


def test_pdf_loses_actions_and_embedded_files_and_keeps_its_page(tmp_path: Path) -> None:
    _kind, kept, notes = checked(samples.armed_pdf(), "a.pdf", tmp_path)
    assert notes == ("actions_removed",)
    with pikepdf.open(io.BytesIO(kept)) as document:
        assert len(document.pages) == 1
        assert "/OpenAction" not in document.Root
        assert "/AA" not in document.Root
        assert not document.attachments
        actions = [str(annotation.A.get("/S")) for annotation in document.pages[0].Annots]
        text = document.Root.unparse(resolved=True)
        everything = b"".join(thing.unparse(resolved=True) for thing in document.objects if not _is_stream(thing))
    assert actions == ["None", "/URI"]
    assert b"JavaScript" not in text + everything
    assert b"calc.exe" not in everything


def _is_stream(thing: object) -> bool:
    return isinstance(thing, pikepdf.Stream)


def test_harmless_pdf_is_kept_byte_for_byte(tmp_path: Path) -> None:
    content = samples.pdf()
    assert checked(content, "a.pdf", tmp_path) == ("pdf", content, ())


def test_archive_behind_a_pdf_is_dropped(tmp_path: Path) -> None:
    _kind, kept, notes = checked(samples.pdf() + samples.archive({"a": b"b"}), "a.pdf", tmp_path)
    assert notes == ("actions_removed",)
    assert not zipfile.is_zipfile(io.BytesIO(kept))


def test_locked_pdf_is_taken_as_it_is_and_says_so(tmp_path: Path) -> None:
    content = samples.pdf(password="1234")
    assert checked(content, "statement.pdf", tmp_path) == ("pdf", content, ("encrypted",))


def test_video_loses_its_place_and_nothing_moves(tmp_path: Path) -> None:
    sent = samples.video(place=True)
    _kind, kept, notes = checked(sent, "a.mp4", tmp_path)
    assert notes == ("location_removed",)
    assert b"13.75" not in kept
    assert b"100.50" not in kept
    assert len(kept) == len(sent)
    assert kept.endswith(sent[-500:])
