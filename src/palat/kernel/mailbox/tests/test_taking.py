"""Each message is taken once, with what it became, or not at all."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from palat.kernel.files.models import StoredFile
from palat.kernel.files.tests.conftest import storage  # noqa: F401 - a fixture
from palat.kernel.mailbox import claims
from palat.kernel.mailbox.models import Mailbox, Message
from palat.kernel.mailbox.operations import Fetched, begin, take
from palat.kernel.mailbox.procedure import Mail
from palat.kernel.mailbox.tests.mails import mail, picture

AT = datetime(2026, 6, 8, 3, tzinfo=UTC)
BOX, VALIDITY = "saraban@mail.example:993/INBOX", 7


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch, storage: Path) -> list[Mail]:  # noqa: F811
    """Let one claim take everything, and show what it was given."""
    found: list[Mail] = []

    def everything(message: Mail, *, at: datetime) -> str:
        found.append(message)
        return f"test:{len(found)}"

    monkeypatch.setattr(claims, "_CLAIMS", {"test.everything": (50, everything)})
    begin(BOX, uid_validity=VALIDITY, at=AT)
    return found


def give(uid: int, content: bytes, *, validity: int = VALIDITY) -> Message | None:
    return take(Fetched(uid, len(content), content), mailbox=BOX, uid_validity=validity, at=AT)


def test_message_is_taken_with_its_files_and_the_number_moves_on(taken: list[Mail]) -> None:
    message = give(5, mail(files=(("ภาพ.png", picture(), "image/png"), ("โปรแกรม.exe", b"MZ" * 99, "image/png"))))
    assert message is not None
    assert (message.claim, message.ref, message.uid) == ("test.everything", "test:1", 5)
    assert Mailbox.objects.get().last_uid == 5
    good, bad = taken[0].files
    assert (good.name, StoredFile.objects.get(pk=good.file_id).content_type) == ("ภาพ.png", "image/png")
    assert bad.file_id is None
    assert "โปรแกรม.exe" in bad.refused


def test_same_number_and_same_message_id_are_never_taken_twice(taken: list[Mail]) -> None:
    assert give(5, mail())
    assert give(5, mail()) is None
    assert give(6, mail()) is None
    assert give(7, mail(text="ข้อความอื่น")) is None
    one = Message.objects.get()
    assert (one.again, one.differs) == (2, True)
    assert Mailbox.objects.get().last_uid == 7
    assert len(taken) == 1


def test_messages_without_an_id_are_known_by_their_bytes(taken: list[Mail]) -> None:
    assert give(1, mail(message_id=""))
    assert give(2, mail(message_id="")) is None
    assert give(3, mail(message_id="", text="อีกฉบับ"))


def test_folder_that_is_numbered_anew_is_read_again_without_doubles(taken: list[Mail]) -> None:
    give(50, mail())
    assert begin(BOX, uid_validity=8, at=AT) == 0
    assert give(1, mail(), validity=8) is None
    assert give(2, mail(message_id="<2@example.org>"), validity=8)
    assert give(60, mail(message_id="<3@example.org>"), validity=VALIDITY) is None, "from before the renumbering"
    assert Message.objects.count() == 2


def test_crash_before_the_commit_leaves_nothing_and_the_message_comes_again(
    taken: list[Mail], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Crash(BaseException):
        pass

    def crash(*_args: object, **_more: object) -> None:
        raise Crash

    monkeypatch.setattr(claims, "_CLAIMS", {"test.crash": (1, crash)})
    with pytest.raises(Crash):
        give(5, mail())
    assert (Message.objects.count(), Mailbox.objects.get().last_uid) == (0, 0)
    monkeypatch.undo()
    monkeypatch.setattr(claims, "_CLAIMS", {"test.all": (1, lambda message, at: "test:1")})
    assert give(5, mail())


def test_claim_that_fails_is_undone_and_the_next_is_asked(taken: list[Mail], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(message: Mail, *, at: datetime) -> str:
        Mailbox.objects.create(name="written by the broken claim")
        raise ValueError(message.subject)

    registered = dict(claims._CLAIMS)
    monkeypatch.setattr(
        claims, "_CLAIMS", {"test.broken": (1, broken), "test.shy": (2, lambda mail, at: None), **registered}
    )
    message = give(5, mail())
    assert message is not None
    assert message.claim == "test.everything"
    assert Mailbox.objects.count() == 1


def test_message_that_nobody_wants_is_noted_and_not_asked_for_again(
    taken: list[Mail], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claims, "_CLAIMS", {})
    message = give(5, mail())
    assert message is not None
    assert (message.claim, message.ref) == ("", "")


def test_of_a_message_too_large_the_head_is_read(taken: list[Mail]) -> None:
    whole = mail(files=(("ใหญ่.png", picture() * 2000, "image/png"),))
    message = take(Fetched(5, len(whole), whole[:3000]), mailbox=BOX, uid_validity=VALIDITY, at=AT)
    assert message is not None
    assert "too_large" in message.flaws
    assert taken[0].subject == "ขอให้ซ่อมถนน"
    assert "ถนนชำรุด" in taken[0].text
