"""Each message is taken once, with what it became, or not at all."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from palat.kernel.files.models import StoredFile
from palat.kernel.files.tests.conftest import storage  # noqa: F401 - a fixture
from palat.kernel.mailbox import claims, operations
from palat.kernel.mailbox.models import Mailbox, Message
from palat.kernel.mailbox.operations import MOST_TRIES, Fetched, UnableToTake, begin, take, take_in
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


def give_in(uid: int, content: bytes) -> Message | None:
    return take_in(Fetched(uid, len(content), content), mailbox=BOX, uid_validity=VALIDITY, at=AT)


def broken(message: Mail, *, at: datetime) -> str:
    """A claim that writes something, and fails."""
    Mailbox.objects.create(name="written by the broken claim")
    raise ValueError(message.subject)


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
    assert give(7, b"Received: by mx2\r\n" + mail()) is None, "the same by another way"
    assert Message.objects.get().again == 2
    assert Mailbox.objects.get().last_uid == 7
    assert len(taken) == 1


def test_another_message_under_the_same_message_id_is_taken_and_says_so(taken: list[Mail]) -> None:
    for uid, content in enumerate((mail(), mail(text="ข้อความอื่น"), mail(), mail(text="ข้อความอื่น")), start=5):
        give(uid, content)
    assert [one.flaws for one in taken] == [(), ("again_other",)]
    assert list(Message.objects.order_by("uid").values_list("uid", "again", "flaws")) == [
        (5, 1, []),
        (6, 1, ["again_other"]),
    ]


def test_message_from_before_its_words_were_hashed_is_known_by_its_bytes(taken: list[Mail]) -> None:
    give(5, mail())
    Message.objects.update(said="")
    assert give(6, mail()) is None


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
    registered = dict(claims._CLAIMS)
    monkeypatch.setattr(
        claims, "_CLAIMS", {"test.broken": (1, broken), "test.shy": (2, lambda mail, at: None), **registered}
    )
    message = give(5, mail())
    assert message is not None
    assert message.claim == "test.everything"
    assert Mailbox.objects.count() == 1


def test_message_that_nobody_has_in_the_end_is_not_taken(taken: list[Mail], monkeypatch: pytest.MonkeyPatch) -> None:
    for others in ({}, {"test.shy": (1, lambda mail, at: None)}, {"test.broken": (1, broken)}):
        monkeypatch.setattr(claims, "_CLAIMS", others)
        with pytest.raises(UnableToTake):
            give_in(5, mail())
    box = Mailbox.objects.get()
    assert (Message.objects.count(), box.last_uid, box.stuck_uid, box.tries) == (0, 0, 5, 3)


def test_message_that_fails_for_a_time_is_taken_whole_once_it_does_not(
    taken: list[Mail], monkeypatch: pytest.MonkeyPatch
) -> None:
    registered = dict(claims._CLAIMS)
    monkeypatch.setattr(claims, "_CLAIMS", {"test.broken": (1, broken)})
    with pytest.raises(UnableToTake):
        give_in(5, mail())
    monkeypatch.setattr(claims, "_CLAIMS", registered)
    assert give_in(5, mail())
    box = Mailbox.objects.get()
    assert (taken[0].subject, box.last_uid, box.stuck_uid, box.tries) == ("ขอให้ซ่อมถนน", 5, 0, 0)


def test_message_that_fails_again_and_again_is_taken_bare_and_said_to_be(
    taken: list[Mail], monkeypatch: pytest.MonkeyPatch
) -> None:
    registered = claims._CLAIMS["test.everything"][1]

    def picky(message: Mail, *, at: datetime) -> str | None:
        return broken(message, at=at) if message.subject else registered(message, at=at)

    monkeypatch.setattr(claims, "_CLAIMS", {"test.picky": (1, picky)})
    for _time in range(MOST_TRIES - 1):
        with pytest.raises(UnableToTake):
            give_in(5, mail())
    message = give_in(5, mail())
    assert message is not None
    assert (message.flaws, message.claim, taken[0].text, taken[0].files) == (["unreadable"], "test.picky", "", ())
    assert Mailbox.objects.get().last_uid == 5


def test_while_nothing_at_all_can_be_taken_the_mailbox_waits(
    taken: list[Mail], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claims, "_CLAIMS", {"test.broken": (1, broken)})
    for _time in range(MOST_TRIES + 2):
        with pytest.raises(UnableToTake, match="ValueError"):
            give_in(5, mail())
    assert (Message.objects.count(), Mailbox.objects.get().last_uid) == (0, 0)


def test_file_that_breaks_what_checks_it_stops_nothing_for_good(
    taken: list[Mail], monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(**_more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(operations, "store", crash)
    with pytest.raises(UnableToTake, match="OSError"):
        give_in(5, mail(files=(("ก.png", picture(), "image/png"),)))
    assert Mailbox.objects.get().tries == 1


def test_of_a_message_too_large_the_head_is_read(taken: list[Mail]) -> None:
    whole = mail(files=(("ใหญ่.png", picture() * 2000, "image/png"),))
    message = take(Fetched(5, len(whole), whole[:3000]), mailbox=BOX, uid_validity=VALIDITY, at=AT)
    assert message is not None
    assert "too_large" in message.flaws
    assert taken[0].subject == "ขอให้ซ่อมถนน"
    assert "ถนนชำรุด" in taken[0].text
