"""The registers themselves: which the Office begins with, which an act uses, how one is begun, changed and stopped."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from palat.kernel.history.queries import events_of
from palat.kernel.organisation.models import Unit
from palat.kernel.organisation.queries import unit_and_above
from palat.kernel.registers import queries
from palat.kernel.registers.letter_numbers import parse_letter_number
from palat.kernel.registers.loading import load
from palat.kernel.registers.models import Register, RegisterEntry
from palat.kernel.registers.operations.keeping import Settings, UnableToChangeRegister, begin, change
from palat.kernel.registers.operations.numbers import UnableToNumber, take_number
from palat.kernel.registers.procedure import KINDS, SENT, template_flaw
from palat.kernel.registers.tests.people import AT, ON

pytestmark = pytest.mark.django_db
LAW = Settings(
    name_th="ทะเบียนหนังสือส่ง กองกฎหมาย",
    name_en="Outgoing letters, Legal",
    template="นร 0100/{running}",
    mark="provisional",
)


def law(**more):
    words = {"code": "law.out", "kind": "letter_out", "office": "law", "secret": False, "settings": LAW, "at": AT}
    return begin(**{**words, **more}, by="official:1")


def units(code: str) -> tuple[int, ...]:
    return unit_and_above(Unit.objects.get(code=code).pk)


def test_reference_data_bring_each_kind_and_loading_again_changes_nothing():
    kinds = {(one.kind, one.secret) for one in Register.objects.all()}
    assert kinds >= {(kind, False) for kind in KINDS if kind != "other"} | {("letter_in", True), ("letter_out", True)}
    assert all(not template_flaw(one.template) and one.mark == "provisional" for one in Register.objects.all())
    Register.objects.filter(pk="order").update(template="คส {running}/{year}")
    before = Register.objects.count()
    assert load() == before
    assert (Register.objects.count(), Register.objects.get(pk="order").template) == (before, "คส {running}/{year}")


def test_act_uses_the_register_of_the_nearest_office_upward():
    law()
    found = [
        queries.register_for(kind="letter_out", units=units(one), secret=False, on=ON) for one in ("law", "psc.legal")
    ]
    assert found == ["law.out", "letter_out"]
    assert queries.register_for(kind="letter_out", units=units("psc"), secret=True, on=ON) == "secret_out"
    assert queries.register_for(kind="order", units=(), secret=False, on=ON) == "order"
    with pytest.raises(queries.NoRegister):
        queries.register_for(kind="order", units=units("psc"), secret=True, on=ON)


def test_number_keeps_the_words_it_was_given_with():
    take_number(register="order", on=ON, ref="a", at=AT)
    settings = Settings("ทะเบียนคำสั่ง", "Orders", "คส {running}/{year}", "verified")
    assert change(code="order", settings=settings, at=AT, by="official:1")
    assert not change(code="order", settings=settings, at=AT, by="official:1")
    assert take_number(register="order", on=ON, ref="b", at=AT).text == "คส 2/2569"
    assert list(RegisterEntry.objects.order_by("running").values_list("text", flat=True)) == ["1/2569", "คส 2/2569"]
    event = events_of("registers")[-1]
    assert (event.kind, event.facts["register"], event.facts["mark"]) == ("register_changed", "order", "verified")


def test_register_gives_numbers_between_its_days_alone():
    law(settings=replace(LAW, valid_from=ON, valid_to=ON + timedelta(days=2)))
    for day, given in ((-1, False), (0, True), (1, True), (2, False)):
        if given:
            take_number(register="law.out", on=ON + timedelta(days=day), ref="a", at=AT)
            continue
        with pytest.raises(UnableToNumber, match="กองกฎหมายไม่เปิดให้ออกเลข"):
            take_number(register="law.out", on=ON + timedelta(days=day), ref="a", at=AT)
    assert queries.register_for(kind="letter_out", units=units("law"), secret=False, on=ON) == "law.out"
    assert (
        queries.register_for(kind="letter_out", units=units("law"), secret=False, on=ON + timedelta(2)) == "letter_out"
    )


def test_register_is_stopped_from_a_day_and_followed_by_another():
    law()
    take_number(register="law.out", on=ON, ref="a", at=AT)
    for end, words in ((ON, "ออกเลขในวันดังกล่าว"), (ON - timedelta(days=9), "ออกเลขในวันดังกล่าว")):
        with pytest.raises(UnableToChangeRegister, match=words):
            change(code="law.out", settings=replace(LAW, valid_to=end), at=AT, by="official:1")
    assert change(code="law.out", settings=replace(LAW, valid_to=date(2027, 1, 1)), at=AT, by="official:1")
    next_one = replace(LAW, template="นร 0111/{running}", valid_from=date(2027, 1, 1))
    with pytest.raises(UnableToChangeRegister, match="ชนิดเดียวกัน"):
        law(code="law.out2", settings=replace(next_one, valid_from=date(2026, 12, 31)))
    law(code="law.out2", settings=next_one)
    found = [
        queries.register_for(kind="letter_out", units=units("law"), secret=False, on=day)
        for day in (date(2026, 12, 31), date(2027, 1, 1))
    ]
    assert found == ["law.out", "law.out2"]
    with pytest.raises(UnableToChangeRegister, match="ชนิดเดียวกัน"):
        change(code="law.out", settings=LAW, at=AT, by="official:1")


def test_unused_register_is_not_stopped_in_the_past():
    law()
    with pytest.raises(UnableToChangeRegister, match="ย้อนหลัง"):
        change(code="law.out", settings=replace(LAW, valid_to=ON - timedelta(days=1)), at=AT, by="official:1")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"code": "Law Out"}, "รหัสทะเบียน"),
        ({"code": "letter_out"}, "มีทะเบียนรหัสนี้แล้ว"),
        ({"kind": "poem"}, "ไม่รู้จักชนิด"),
        ({"office": "nowhere"}, "ไม่รู้จักชนิด"),
        ({"office": "psc"}, "ชนิดเดียวกัน"),
        ({"settings": replace(LAW, template="{year}")}, "running"),
        ({"settings": replace(LAW, mark="perhaps")}, "สถานะการตรวจสอบ"),
        ({"settings": replace(LAW, valid_from=ON, valid_to=ON - timedelta(1))}, "วันเลิกใช้"),
    ],
)
def test_register_that_could_not_serve_is_refused(changed, words):
    before = Register.objects.count()
    with pytest.raises(UnableToChangeRegister, match=words):
        law(**changed)
    assert Register.objects.count() == before


def test_no_two_registers_of_sent_letters_write_their_numbers_alike():
    sent = Register.objects.filter(kind__in=SENT)
    assert len({"".join(one.template.split()) for one in sent}) == sent.count() > 2
    for template in ("นร 0105.04/{running}", "นร0105.04/{running}", "นร 0105.04/ล.{running}"):
        with pytest.raises(UnableToChangeRegister, match="เลขเดียวกัน"):
            law(settings=replace(LAW, template=template))
    law()
    with pytest.raises(UnableToChangeRegister, match="เลขเดียวกัน"):
        change(code="law.out", settings=replace(LAW, template="นร 0105.04/{running}"), at=AT, by="official:1")


def test_register_of_letters_sent_follows_another_with_the_same_numbers():
    law(settings=replace(LAW, valid_to=date(2027, 1, 1)))
    law(code="law.out2", settings=replace(LAW, valid_from=date(2027, 1, 1)))


def test_number_of_a_classified_letter_is_read_back_as_it_is_written():
    number = take_number(register="secret_out", on=ON, ref="a", at=AT)
    assert parse_letter_number(number.text).text == number.text == "นร 0105.04/ล.1"
    assert take_number(register="letter_out", on=ON, ref="b", at=AT).text != number.text
