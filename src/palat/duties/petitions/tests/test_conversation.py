"""A petition told in the chat, by rules alone: each message in its turn, and the late ones where they belong."""

from dataclasses import replace

import pytest
from django.utils.translation import gettext, override

from palat.duties.petitions.line_words import ASKS, BUTTON_WORDS, BUTTONS, LINES_OWN, SAYS
from palat.duties.petitions.procedure.conversation import (
    MOST_PICTURES,
    OTHER,
    PICTURE,
    PLACE,
    STEPS,
    TEXT,
    Draft,
    Heard,
    Turn,
    contact_of,
    hear,
)

STORY = "ไฟถนนหน้าโรงเรียนดับมาสามคืนแล้ว"


def said(text: str, at: int = 1) -> Heard:
    return Heard(TEXT, at, text)


def talk(*messages: Heard | str) -> Turn:
    """Say these one after another and return the last turn."""
    turn = Turn(Draft())
    for at, message in enumerate(messages, start=1):
        heard = said(message, at) if isinstance(message, str) else replace(message, said_at=at)
        turn = hear(turn.draft, heard)
    return turn


def test_step_by_step_to_the_sending() -> None:
    place = Heard(PLACE, 0, "หน้าตลาด ตำบลบางพูด (13.90000, 100.50000)")
    turn = talk("แจ้งเรื่อง", STORY, place, Heard(PICTURE, 0, message_id="77"), "พอแล้ว", "สมมุติ 081-234-5678", "ส่ง")
    assert turn.act == "send"
    assert turn.draft == Draft("confirm", "th", STORY, place.text, 1, contact=True, last_at=7)


def test_everything_but_the_story_may_be_skipped() -> None:
    turn = talk("แจ้งเรื่อง", STORY, "ข้าม", "ข้าม", "ข้าม", "ยืนยัน")
    assert (turn.act, turn.draft.place, turn.draft.pictures, turn.draft.contact) == ("send", "", 0, False)


def test_whoever_just_tells_has_begun() -> None:
    turn = talk(STORY)
    assert (turn.draft.step, turn.draft.text) == ("where", STORY)


def test_a_greeting_is_no_petition() -> None:
    turn = talk("สวัสดี")
    assert (turn.says, turn.draft.step, turn.draft.text) == (("greeting",), "what", "")


def test_a_picture_first_is_kept_and_the_story_asked_for() -> None:
    turn = talk(Heard(PICTURE, 0, message_id="1"))
    assert (turn.act, turn.value, turn.draft.pictures, turn.draft.step) == ("picture", "1", 1, "what")
    assert hear(turn.draft, said(STORY, 2)).draft.step == "where"


def test_a_place_given_before_it_is_asked_is_not_asked_again() -> None:
    assert talk("แจ้งเรื่อง", Heard(PLACE, 0, "ตลาด"), STORY).draft.step == "pictures"


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("word", ["ยกเลิก", "CANCEL"])
def test_cancelling_forgets_everything_at_every_step(step: str, word: str) -> None:
    turn = hear(Draft(step, "en", STORY, "ตลาด", 2, contact=True, last_at=5), said(word, 6))
    assert (turn.act, turn.says) == ("cancel", ("cancelled",))
    assert turn.draft == Draft(language="en", last_at=6)


@pytest.mark.parametrize("step", ["", *STEPS])
@pytest.mark.parametrize(
    ("words", "act", "value"),
    [
        ("สถานะ 12345 12345 12345", "status", "12345 12345 12345"),
        ("status: ๑๒๓๔๕๑๒๓๔๕๑๒๓๔๕", "status", "๑๒๓๔๕๑๒๓๔๕๑๒๓๔๕"),
        ("Follow 123451234512345", "follow", "123451234512345"),
        ("ติดตาม 123451234512345", "follow", "123451234512345"),
    ],
)
def test_a_code_is_asked_about_at_every_step_and_changes_no_draft(step: str, words: str, act: str, value: str) -> None:
    before = Draft(step, text=STORY, last_at=5)
    turn = hear(before, said(words, 6))
    assert (turn.act, turn.value) == (act, value)
    assert turn.draft == replace(before, last_at=6)


def test_a_story_that_begins_with_such_a_word_is_a_story() -> None:
    assert talk("ติดตามเรื่องถนนพังหน้าหมู่บ้านมาหลายปีแล้ว").draft.step == "where"


def test_an_older_message_adds_and_answers_nothing() -> None:
    draft = Draft("contact", text=STORY, last_at=100)
    late = hear(draft, said("และเสาไฟเอียงจะล้มลงมา", 50))
    assert late.draft == replace(draft, text=f"{STORY}\nและเสาไฟเอียงจะล้มลงมา")
    assert not late.asks
    assert not late.says
    place = hear(draft, Heard(PLACE, 60, "หน้าตลาด"))
    assert (place.draft.place, place.draft.step) == ("หน้าตลาด", "contact")
    picture = hear(draft, Heard(PICTURE, 60, message_id="9"))
    assert (picture.act, picture.draft.pictures, picture.draft.step) == ("picture", 1, "contact")


@pytest.mark.parametrize("word", ["ยกเลิก", "ส่ง", "ข้าม", "English", "สถานะ 123451234512345"])
def test_an_older_command_is_not_obeyed(word: str) -> None:
    draft = Draft("confirm", text=STORY, last_at=100)
    assert hear(draft, said(word, 50)) == Turn(draft)


def test_what_comes_late_to_a_petition_that_was_sent_goes_to_it() -> None:
    sent = Draft(last_at=100)
    assert hear(sent, said("ลืมบอกว่าเกิดทุกคืน", 50)).act == "late_text"
    assert hear(sent, Heard(PICTURE, 50, message_id="3")).act == "late_picture"
    assert hear(sent, said("ส่ง", 50)) == Turn(sent)


def test_more_than_enough_pictures_are_not_taken() -> None:
    turn = hear(Draft("pictures", pictures=MOST_PICTURES, last_at=1), Heard(PICTURE, 2, message_id="x"))
    assert (turn.act, turn.says) == ("", ("enough_pictures",))


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("kind", [OTHER, TEXT])
def test_what_cannot_be_understood_is_asked_again(step: str, kind: str) -> None:
    draft = Draft(step, text=STORY, last_at=1)
    turn = hear(draft, Heard(kind, 2, ""))
    assert (turn.draft.step, turn.says, turn.asks) == (step, ("not_understood",), True)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("สมมุติ ตัวอย่าง 081-234-5678", {"full_name": "สมมุติ ตัวอย่าง", "phone": "081-234-5678"}),
        ("ชื่อ สมมุติ โทร ๐๘๑ ๒๓๔ ๕๖๗๘", {"full_name": "สมมุติ", "phone": "๐๘๑ ๒๓๔ ๕๖๗๘"}),
        ("a@example.org", {"email": "a@example.org"}),
        ("สมมุติ", {"full_name": "สมมุติ"}),
        ("+66 81 234 5678", {"phone": "+66 81 234 5678"}),
    ],
)
def test_who_someone_is_is_read_from_one_line(words: str, found: dict[str, str]) -> None:
    assert contact_of(words) == found


@pytest.mark.parametrize("language", [0, 1])
@pytest.mark.parametrize("step", STEPS)
def test_every_button_is_understood(step: str, language: int) -> None:
    for name in BUTTONS[step]:
        if name not in LINES_OWN:
            turn = hear(Draft(step, text=STORY, last_at=1), said(BUTTON_WORDS[name][language], 2))
            assert turn.says != ("not_understood",), name
            assert turn.draft.step != step or turn.act == "send", name


def test_every_word_has_an_english_one() -> None:
    with override("en"):
        assert all(gettext(words) != words for words in (*SAYS.values(), *ASKS.values()))
