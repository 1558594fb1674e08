"""In which register a letter gets its number, at the turn of a year, and with a number reserved for paper."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from palat.duties.petitions.tests.factories import NOW, official
from palat.duties.petitions.tests.test_deciding import at_desk
from palat.duties.petitions.tests.test_letters import referred_by_letter
from palat.kernel.calendar.counting import legal_date
from palat.kernel.letters.models import Letter
from palat.kernel.letters.operations import signing
from palat.kernel.letters.operations.signing import Reserved
from palat.kernel.letters.registered.carried import particulars, with_words
from palat.kernel.matters.models import Matter
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.registers import queries
from palat.kernel.registers.models import Register, RegisterEntry
from palat.kernel.registers.operations.blocks import reserve
from palat.kernel.registers.operations.numbers import take_number

pytestmark = pytest.mark.django_db
MIDNIGHT = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)  # in Bangkok the first moment of 2570
ON = date(2026, 6, 8)


def signed(at: datetime = NOW, **more) -> Letter:
    _matter, _officer, letter = referred_by_letter()
    return signing.sign(letter_id=letter.pk, by=official("director-psc"), at=at, **more)


@pytest.mark.parametrize(
    ("at", "on", "year"),
    [(MIDNIGHT - timedelta(seconds=1), date(2026, 12, 31), 2569), (MIDNIGHT, date(2027, 1, 1), 2570)],
)
def test_letter_signed_around_midnight_bears_day_and_number_of_one_year(at, on, year):
    letter = signed(at)
    assert (letter.on, letter.year, letter.running) == (on, year, 1)


def test_numbers_begin_again_with_the_year_and_the_old_ones_stay():
    before, after = signed(MIDNIGHT - timedelta(seconds=1)), signed(MIDNIGHT)
    assert (before.running, after.running) == (1, 1)
    assert signed(MIDNIGHT).running == 2
    assert [line.number.year for line in queries.numbers_of(f"letter:{before.pk}")] == [2569]


def block(many: int = 2):
    words = {"register": "letter_out", "why": "ไฟฟ้าดับ", "reserved_for": "ศบช.", "due_on": ON + timedelta(3)}
    return reserve(**words, many=many, by=official("clerk-1").authority, at=NOW)


def test_letter_signed_on_paper_bears_the_reserved_number_and_its_own_day():
    block()
    letter = signed(NOW + timedelta(days=2), reserved=Reserved(2, ON + timedelta(days=1)))
    assert (letter.number, letter.on, letter.state) == ("นร 0105.04/2", ON + timedelta(days=1), "signed")
    entry = RegisterEntry.objects.get(register="letter_out", running=2)
    assert (entry.ref, entry.on_date) == (f"letter:{letter.pk}", letter.on)
    assert [one.left for one in queries.open_blocks(official("clerk-1").authority)] == [1]
    assert signed(NOW + timedelta(days=2)).running == 3


@pytest.mark.parametrize(
    "reserved", [Reserved(3, ON), Reserved(1, ON - timedelta(days=1)), Reserved(1, date(2027, 1, 1))]
)
def test_letter_gets_no_number_that_is_not_reserved_for_its_day(reserved):
    block()
    _matter, _officer, letter = referred_by_letter()
    with pytest.raises(UnableToAct, match=r"จองไว้|จองเลข"):
        signing.sign(letter_id=letter.pk, by=official("director-psc"), at=NOW, reserved=reserved)
    letter.refresh_from_db()
    assert (letter.state, letter.number) == ("submitted", "")
    assert RegisterEntry.objects.filter(ref="reserved").count() == 2


def test_signer_records_the_paper_on_the_letters_page():
    now = timezone.now()
    today = legal_date(now)
    _matter, _officer, letter = referred_by_letter()
    client, page = at_desk("director-psc"), reverse("letter", args=[letter.pk])
    offered = "ลงนามบนกระดาษแล้ว ใช้เลขที่จองไว้"
    assert offered not in client.get(page).content.decode(), "nothing is reserved"
    words = {"register": "letter_out", "why": "ไฟฟ้าดับ", "reserved_for": "ศบช.", "due_on": today}
    reserve(**words, many=2, by=official("clerk-1").authority, at=now)
    assert offered in client.get(page).content.decode()
    act, typed = reverse("letter_act", args=[letter.pk, "sign"]), {"running": f"{today.year + 543}/2", "on": ""}
    assert "โปรดเลือกเลขที่จองไว้" in client.post(act, typed, follow=True).content.decode()
    letter.refresh_from_db()
    assert letter.number == ""
    client.post(act, {**typed, "on": f"{today.day}/{today.month}/{today.year + 543}"})
    letter.refresh_from_db()
    assert (letter.running, letter.on, letter.state) == (2, today, "signed")


def test_without_a_register_in_use_the_letter_stays_with_its_signer():
    Register.objects.filter(pk="letter_out").update(valid_to=ON)
    _matter, _officer, letter = referred_by_letter()
    with pytest.raises(UnableToAct, match="ไม่มีทะเบียน"):
        signing.sign(letter_id=letter.pk, by=official("director-psc"), at=NOW)
    letter.refresh_from_db()
    assert letter.state == "submitted"


# What a register shows of letters and matters -----------------------------------------------------------------


def columns(by: str, entry: RegisterEntry):
    return particulars([entry], official(by))[entry.pk]


def test_register_shows_a_letter_as_far_as_the_viewer_may_see_it():
    letter = signed()
    entry = RegisterEntry.objects.select_related("register", "block").get(ref=f"letter:{letter.pk}")
    shown = columns("officer-4", entry)
    assert (shown.subject, shown.addressee, shown.paper_number) == (letter.subject, letter.addressee, letter.number)
    assert str(letter.pk) in shown.url
    about = letter.about.get().matter_id
    Matter.objects.filter(pk=about).update(restricted="monarchy")
    hidden = columns("officer-4", entry)
    assert (hidden.hidden, hidden.subject, hidden.url) == (True, "", "")
    assert columns("director-psc", entry).subject == letter.subject


def test_words_find_a_letter_only_for_those_who_may_see_it():
    letter = signed()
    rows, words = RegisterEntry.objects.all(), letter.subject[:12]
    assert [one.ref for one in with_words(rows, words, official("officer-4"))] == [f"letter:{letter.pk}"]
    Matter.objects.filter(pk=letter.about.get().matter_id).update(restricted="monarchy")
    assert not with_words(rows, words, official("officer-4")).exists()


def test_columns_cost_two_statements_for_any_number_of_entries(django_assert_num_queries):
    entries = []
    for _more in range(3):
        letter = signed()
        matter = letter.about.get().matter_id
        take_number(register="petition", on=ON, ref=f"matter:{matter}", at=NOW)
        entries = list(RegisterEntry.objects.select_related("register", "line", "block"))
        by = official("officer-4")
        particulars(entries, by)  # what is kept of the organisation is read once
        with django_assert_num_queries(2):
            particulars(entries, by)


def test_registrar_reads_the_lines_of_classified_letters_that_others_do_not():
    letter = signed()
    Matter.objects.filter(pk=letter.about.get().matter_id).update(secrecy=1)
    Letter.objects.filter(pk=letter.pk).update(secrecy="ลับ")
    entry = RegisterEntry.objects.select_related("register", "block").get(ref=f"letter:{letter.pk}")
    assert columns("secret-registrar-1", entry).hidden
    entry.register = Register.objects.get(pk="secret_out")
    assert columns("secret-registrar-1", entry).subject == letter.subject
