"""What someone may rely on, day by day."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from palat.kernel.history.models import Event
from palat.kernel.organisation.models import Delegation, Holding
from palat.kernel.organisation.operations import (
    UnableToChange,
    end_holding,
    new_official,
    new_post,
    revoke,
)
from palat.kernel.organisation.queries import authority_of, forget
from palat.kernel.organisation.tests.factories import NOW, TODAY, TOMORROW, YESTERDAY, give, person, post, seat

pytestmark = pytest.mark.django_db


def roles(who, on=TODAY):
    return authority_of(user_id=who.user_id, on=on).roles()


@pytest.mark.parametrize(
    ("case", "valid_from", "valid_to", "holds"),
    [
        ("appointed yesterday", YESTERDAY, None, True),
        ("appointed today", TODAY, None, True),
        ("appointed tomorrow", TOMORROW, None, False),
        ("ends tomorrow", YESTERDAY, TOMORROW, True),
        ("today is the first day without", YESTERDAY, TODAY, False),
        ("ended yesterday", date(2020, 1, 1), YESTERDAY, False),
        ("begins and ends today: not a day", TODAY, TODAY, False),
    ],
)
def test_a_post_gives_authority_on_its_days_only(case, valid_from, valid_to, holds):
    who = person("somchai")
    seat(who, "director-psc", valid_from=valid_from, valid_to=valid_to)
    authority = authority_of(user_id=who.user_id, on=TODAY)
    assert (authority.roles() == {"director"}) is holds, case
    assert bool(authority.official_id) is holds
    assert authority.clearance() == (2 if holds else 0)


def test_someone_without_a_post_holds_nothing():
    authority = authority_of(user_id=999_999, on=TODAY)
    assert (authority.official_id, authority.places(), authority.title) == (0, (), "")


@pytest.mark.parametrize(
    "capacity", ["acting_on_behalf", "acting_for", "acting_in_post", "performing_for", "caretaking"]
)
def test_acting_needs_an_order(capacity):
    who = person("acting")
    with pytest.raises(UnableToChange, match="ต้องระบุเลขที่คำสั่ง"):
        seat(who, "director-psc", capacity=capacity, order_no=" ")
    assert roles(who) == set()
    held = seat(who, "director-psc", capacity=capacity, order_no="12/2569")
    assert authority_of(user_id=who.user_id, on=TODAY).held[0].order_ref == "12/2569"
    assert held.capacity == capacity


def test_the_database_itself_refuses_acting_without_an_order():
    who = person("acting")
    with pytest.raises(IntegrityError, match="acting_needs_an_order"):
        Holding.objects.create(post_id=post("director-psc"), official=who, capacity="acting_for", valid_from=TODAY)


@pytest.mark.parametrize(
    ("case", "first", "second", "clash"),
    [
        ("both open", (date(2020, 1, 1), None), (TODAY, None), True),
        ("one day shared", (date(2020, 1, 1), TOMORROW), (TODAY, None), True),
        ("one follows the other", (date(2020, 1, 1), TODAY), (TODAY, None), False),
        ("the second lies before", (TODAY, None), (date(2020, 1, 1), TODAY), False),
        ("the same days", (TODAY, TOMORROW), (TODAY, TOMORROW), True),
    ],
)
def test_a_post_has_one_substantive_holder_at_a_time(case, first, second, clash):
    seat(person("first"), "ps", valid_from=first[0], valid_to=first[1])
    if clash:
        with pytest.raises(UnableToChange, match="มีผู้ดำรงตำแหน่งนี้อยู่แล้ว"):
            seat(person("second"), "ps", valid_from=second[0], valid_to=second[1])
    else:
        seat(person("second"), "ps", valid_from=second[0], valid_to=second[1])
    assert Holding.objects.filter(post_id=post("ps")).count() == (1 if clash else 2), case


def test_the_database_itself_refuses_two_holders():
    seat(person("first"), "ps")
    with pytest.raises(IntegrityError, match="one_holder_at_a_time"), transaction.atomic():
        Holding.objects.create(post_id=post("ps"), official=person("second"), valid_from=TODAY)


def test_someone_may_act_in_a_post_that_is_held():
    seat(person("first"), "ps")
    who = person("second")
    seat(who, "deputy-ps")
    seat(who, "ps", capacity="acting_for", order_no="12/2569", valid_from=TODAY, valid_to=TOMORROW)
    assert roles(who) == {"deputy_permanent_secretary", "permanent_secretary"}
    assert roles(who, TOMORROW) == {"deputy_permanent_secretary"}


def test_a_holding_ended_stops_at_once_though_it_was_kept():
    who = person("leaving")
    held = seat(who, "director-psc")
    assert roles(who) == {"director"}
    end_holding(holding_id=held.pk, on=TODAY, at=NOW, by="test")
    assert roles(who) == set()


def test_ending_later_than_agreed_gives_no_more_days():
    held = seat(person("leaving"), "director-psc", valid_to=YESTERDAY)
    assert end_holding(holding_id=held.pk, on=TOMORROW, at=NOW, by="test").valid_to == YESTERDAY
    with pytest.raises(UnableToChange, match="วันสิ้นสุด"):
        end_holding(holding_id=held.pk, on=date(2019, 12, 31), at=NOW, by="test")


def test_reversed_days_are_refused_by_rule_and_by_the_database():
    with pytest.raises(UnableToChange, match="วันสิ้นสุด"):
        seat(person("odd"), "ps", valid_from=TODAY, valid_to=YESTERDAY)
    with pytest.raises(IntegrityError, match="delegation_ends_after_it_begins"), transaction.atomic():
        Delegation.objects.create(
            order_no="1",
            order_date=TODAY,
            from_post_id=post("ps"),
            to_post_id=post("deputy-ps"),
            valid_from=TODAY,
            valid_to=YESTERDAY,
        )


def test_a_delegation_gives_the_role_and_place_of_the_post_that_gave_it():
    who = person("deputy")
    seat(who, "deputy-ps")
    given = give("ps", "deputy-ps", acts=("petitions.sign",), subjects=("noise",))
    (delegated,) = authority_of(user_id=who.user_id, on=TODAY).delegated
    assert delegated.delegation_id == given.pk
    assert (delegated.role, delegated.from_post_id) == ("permanent_secretary", post("ps"))
    assert (delegated.acts, delegated.subjects) == (("petitions.sign",), ("noise",))
    assert delegated.title == "ปลัดสำนักนายกรัฐมนตรี"
    assert authority_of(user_id=who.user_id, on=date(2026, 1, 4)).delegated == ()


def test_a_delegation_to_a_post_follows_its_holder():
    first, second = person("first"), person("second")
    seat(first, "deputy-ps", valid_to=TODAY)
    seat(second, "deputy-ps", valid_from=TODAY)
    give("ps", "deputy-ps")
    assert "permanent_secretary" in roles(first, YESTERDAY)
    assert "permanent_secretary" not in roles(first)
    assert "permanent_secretary" in roles(second)


def test_a_delegation_to_a_person_needs_no_post_of_theirs():
    who = person("named")
    give("director-psc", to_official_id=who.pk, acts=("petitions.accept",))
    authority = authority_of(user_id=who.user_id, on=TODAY)
    assert (authority.official_id, authority.roles()) == (who.pk, {"director"})
    assert authority.clearance() == 0  # a delegation opens no secret class
    assert authority.unit_ids() == {authority.delegated[0].unit_id}


@pytest.mark.parametrize("receivers", [{}, {"to_code": "deputy-ps", "to_official": True}])
def test_a_delegation_has_one_receiver(receivers):
    how = {"to_official_id": person("named").pk} if "to_official" in receivers else {}
    with pytest.raises(UnableToChange, match="อย่างใดอย่างหนึ่ง"):
        give("ps", receivers.get("to_code"), **how)


def test_a_delegation_needs_an_order():
    with pytest.raises(UnableToChange, match="คำสั่งมอบอำนาจ"):
        give("ps", "deputy-ps", order_no="")


def test_a_revoked_delegation_gives_nothing_from_that_day():
    who = person("deputy")
    seat(who, "deputy-ps")
    given = give("ps", "deputy-ps")
    assert "permanent_secretary" in roles(who)
    revoke(delegation_id=given.pk, on=TODAY, at=NOW, by="test")
    assert "permanent_secretary" not in roles(who)
    assert "permanent_secretary" in roles(who, YESTERDAY)
    assert revoke(delegation_id=given.pk, on=TOMORROW, at=NOW, by="test").valid_to == TODAY


@pytest.mark.parametrize(
    ("case", "source", "passed", "says"),
    [
        ("the order forbids it", {}, {}, "ไม่ให้มอบต่อ"),
        ("more acts", {"may_pass_on": True, "acts": ("sign",)}, {"acts": ("sign", "close")}, "ไม่เกินที่ได้รับมอบ"),
        ("no acts named means all", {"may_pass_on": True, "acts": ("sign",)}, {}, "ไม่เกินที่ได้รับมอบ"),
        ("other subjects", {"may_pass_on": True, "subjects": ("noise",)}, {"subjects": ("roads",)}, "ไม่เกิน"),
        ("a third hand", {"may_pass_on": True}, {"may_pass_on": True}, "มอบต่อไปอีกไม่ได้"),
        ("within it", {"may_pass_on": True, "acts": ("sign", "close")}, {"acts": ("sign",)}, None),
    ],
)
def test_what_may_be_passed_on(case, source, passed, says):
    who = person("director")
    seat(who, "director-psc")
    given = give("ps", "deputy-ps", **source)
    if says:
        with pytest.raises(UnableToChange, match=says):
            give("deputy-ps", "director-psc", passed_on_from_id=given.pk, **passed)
        assert roles(who) == {"director"}, case
        return
    give("deputy-ps", "director-psc", passed_on_from_id=given.pk, **passed)
    (delegated,) = authority_of(user_id=who.user_id, on=TODAY).delegated
    assert delegated.role == "permanent_secretary", "the authority stays that of the post that first gave it"


def test_only_the_receiving_post_passes_on():
    given = give("ps", "deputy-ps", may_pass_on=True)
    with pytest.raises(UnableToChange, match="ไม่ให้มอบต่อ"):
        give("head-1", "officer-1", passed_on_from_id=given.pk)


def test_what_was_passed_on_falls_with_its_source():
    who = person("director")
    seat(who, "director-psc")
    given = give("ps", "deputy-ps", may_pass_on=True)
    give("deputy-ps", "director-psc", passed_on_from_id=given.pk)
    assert "permanent_secretary" in roles(who)
    revoke(delegation_id=given.pk, on=TODAY, at=NOW, by="test")
    assert "permanent_secretary" not in roles(who)


@pytest.mark.parametrize("posts", [0, 1, 3])
def test_authority_takes_two_statements_however_much_is_held(posts):
    who = person("busy")
    for code in ("officer-1", "head-1", "legal-1")[:posts]:
        seat(who, code)
        give("ps", code)
    forget()
    with CaptureQueriesContext(
        connection,
    ) as statements:
        authority_of(user_id=who.user_id, on=TODAY)
        authority_of(user_id=who.user_id, on=TODAY)
    assert len(statements) == 2


def test_each_change_of_authority_is_an_event():
    who = new_official(title="นาง", given_name="สมมุติ", family_name="คน", at=NOW, by="admin")
    made = new_post(code="extra", title_th="ตำแหน่งเพิ่ม", role="case_officer", at=NOW, by="admin")
    held = seat(who, "extra")
    given = give("extra", "head-1")
    revoke(delegation_id=given.pk, on=TODAY, at=NOW, by="admin")
    end_holding(holding_id=held.pk, on=TODAY, at=NOW, by="admin")
    events = list(Event.objects.filter(chain="organisation").order_by("seq").values_list("kind", "facts"))[-6:]
    assert [kind for kind, _facts in events] == [
        "official_entered",
        "post_created",
        "appointed",
        "delegated",
        "delegation_revoked",
        "holding_ended",
    ]
    assert not any("สมมุติ" in facts for _kind, facts in events), "the history names nobody"
    assert made.role in events[1][1]


@pytest.mark.parametrize(("code", "role"), [("officer-1", "case_officer"), ("x", "king")])
def test_a_post_of_a_used_code_or_unknown_role_is_refused(code, role):
    with pytest.raises(UnableToChange):
        new_post(code=code, title_th="ตำแหน่ง", role=role, at=NOW, by="admin")
