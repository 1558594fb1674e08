import io
import tracemalloc
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from palat.kernel.files.models import Held, StoredFile
from palat.kernel.files.operations import (
    UnableToClaim,
    UnableToStore,
    claim,
    destroy_expired,
    held_number,
    hold,
    set_retention,
    store,
    store_made,
    sweep,
)
from palat.kernel.files.procedure import HELD, HOLD_HOURS, KEPT
from palat.kernel.files.queries import UnableToRead, faults, file, held_files, may_show, notes_of, open_file
from palat.kernel.files.tests import samples
from palat.kernel.files.tests.conftest import AT
from palat.kernel.history.queries import events_of

LATER = AT + timedelta(hours=HOLD_HOURS, minutes=1)


def put(content: bytes, name: str = "a.pdf") -> StoredFile:
    return store(upload=io.BytesIO(content), name=name, at=AT)


class Endless:
    """A stream of so many bytes that are never all in memory."""

    def __init__(self, size: int) -> None:
        self.left = size
        self.read_bytes = 0

    def read(self, size: int = -1, /) -> bytes:
        piece = b"\xff\xfb\x90\x00" * (min(size, self.left) // 4)
        self.left -= len(piece)
        self.read_bytes += len(piece)
        return piece


def test_file_lies_under_its_hash_and_reads_back(storage: Path) -> None:
    stored = put(samples.pdf())
    assert stored.sha256 == stored.original_sha256
    assert stored.storage_name == f"{stored.sha256[:2]}/{stored.sha256[2:4]}/{stored.sha256}"
    assert (storage / stored.storage_name).read_bytes() == samples.pdf()
    with open_file(file(stored.pk)) as bytes_:
        assert bytes_.read() == samples.pdf()
    assert list(faults()) == []


def test_same_content_is_kept_once_and_each_reception_is_recorded(storage: Path) -> None:
    first, second = put(samples.pdf()), put(samples.pdf(), "b.pdf")
    assert first.storage_name == second.storage_name
    assert first.pk != second.pk
    assert len([path for path in storage.rglob("*") if path.is_file()]) == 1


def test_changed_file_keeps_the_hash_of_what_came_in(storage: Path) -> None:
    stored = put(samples.picture(place=True), "a.jpg")
    assert stored.sha256 != stored.original_sha256
    assert stored.notes == ["location_removed"]
    assert len(notes_of(stored)) == 1


def test_locked_pdf_is_kept_flagged_and_never_shown_inside_the_browser(storage: Path) -> None:
    stored = put(samples.pdf(password="1234"))
    assert stored.encrypted
    assert not may_show(stored)
    assert may_show(put(samples.pdf()))


def test_upload_of_200_megabytes_stops_early_in_bounded_memory(storage: Path, settings: object) -> None:
    settings.UPLOAD_LIMIT_BYTES = 10_000_000
    stream = Endless(200_000_000)
    tracemalloc.start()
    with pytest.raises(UnableToStore) as refused:
        store(upload=stream, name="เพลง.mp3", at=AT)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert refused.value.code == "too_large"
    assert "10 เมกะไบต์" in str(refused.value)
    assert stream.read_bytes < 10_200_000
    assert peak < 2_000_000
    assert not storage.exists()


def test_limit_of_the_kind_holds_below_the_limit_of_the_house(storage: Path) -> None:
    with pytest.raises(UnableToStore, match="5 เมกะไบต์"):
        put("ก".encode() * 1_700_000, "a.txt")


def test_refusal_names_the_file_without_its_tricks(storage: Path) -> None:
    with pytest.raises(UnableToStore) as refused:
        put(samples.PROGRAM, "../รายงาน\u202efdp.exe")
    assert refused.value.code == "executable"
    assert "รายงานfdp.exe" in str(refused.value)
    assert "\u202e" not in str(refused.value)
    assert not StoredFile.objects.exists()


def test_bytes_cut_short_by_a_crash_are_written_anew(storage: Path) -> None:
    stored = put(samples.pdf())
    (storage / stored.storage_name).write_bytes(b"%PDF-")
    put(samples.pdf())
    assert (storage / stored.storage_name).read_bytes() == samples.pdf()


def test_altered_and_missing_bytes_are_found(storage: Path) -> None:
    altered, missing = put(samples.pdf()), put(samples.docx(), "a.docx")
    (storage / altered.storage_name).write_bytes(b"%PDF-other")
    (storage / missing.storage_name).unlink()
    assert [fault.file_id for fault in faults()] == [altered.pk, missing.pk]
    with pytest.raises(UnableToRead):
        open_file(missing)
    with pytest.raises(UnableToRead):
        file(404)


def test_made_file_is_kept_as_it_is(storage: Path) -> None:
    stored = store_made(content=samples.pdf(), kind="pdf", at=AT)
    assert (stored.content_type, stored.retention) == ("application/pdf", KEPT)


def test_held_upload_survives_rejected_forms_and_is_claimed_by_the_good_one(storage: Path) -> None:
    token = hold(upload=io.BytesIO(samples.pdf()), name="คำร้อง.exe", at=AT)
    [held] = held_files([held_number(token)], at=AT)
    assert (held.name, held.file.retention) == ("คำร้อง.pdf", HELD)
    first = claim(token=token, at=AT)
    assert claim(token=token, at=AT) == first == (held.file_id, "คำร้อง.pdf")
    assert destroy_expired(at=LATER) == 0
    assert file(first.file_id).retention == KEPT
    assert held_files([held_number(token)], at=LATER) == []


def test_upload_that_nobody_claims_is_destroyed(
    storage: Path, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    token = hold(upload=io.BytesIO(samples.pdf()), name="a.pdf", at=AT)
    with django_capture_on_commit_callbacks(execute=True):
        assert destroy_expired(at=LATER) == 1
    assert not [path for path in storage.rglob("*") if path.is_file()]
    assert not Held.objects.exists()
    with pytest.raises(UnableToClaim):
        claim(token=token, at=LATER)
    [event] = events_of("files")
    assert (event.kind, event.facts["retention"]) == ("file_destroyed", HELD)


@pytest.mark.parametrize("token", ["", "1", "a:b:c", "None"])
def test_token_that_is_not_ours_claims_nothing(storage: Path, token: str) -> None:
    with pytest.raises(UnableToClaim):
        claim(token=token, at=AT)


def test_destroying_one_file_keeps_the_bytes_that_another_needs(
    storage: Path, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    first, second = put(samples.pdf()), put(samples.pdf())
    set_retention(file_ids=[first.pk], retention="ordinary", destroy_after=AT)
    with django_capture_on_commit_callbacks(execute=True):
        assert destroy_expired(at=AT) == 1
    with pytest.raises(UnableToRead):
        open_file(file(first.pk))
    with open_file(second) as bytes_:
        assert bytes_.read() == samples.pdf()
    set_retention(file_ids=[second.pk], retention="ordinary", destroy_after=AT)
    with django_capture_on_commit_callbacks(execute=True):
        destroy_expired(at=AT)
    assert not (storage / second.storage_name).exists()


def test_sweep_removes_old_bytes_of_nobody_and_nothing_else(storage: Path) -> None:
    stored = put(samples.pdf())
    orphan = storage / "ab" / "cd" / ("abcd" + "0" * 60)
    other = storage / "exports" / "list.csv"
    for path in (orphan, other):
        path.parent.mkdir(parents=True)
        path.write_bytes(b"x")
    now = StoredFile.objects.get().created_at.now(tz=AT.tzinfo)
    assert sweep(at=now) == 0
    assert sweep(at=now + timedelta(hours=25)) == 1
    assert not orphan.exists()
    assert other.exists()
    assert (storage / stored.storage_name).exists()


def test_sweep_of_a_storage_that_is_not_there_yet(storage: Path) -> None:
    assert sweep(at=AT) == 0
