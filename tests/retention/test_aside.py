"""What was set aside without a number is kept for its time and then destroyed like everything else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from palat.duties.petitions.tests.factories import NOW, official
from palat.kernel.history import ids
from palat.kernel.history.queries import faults
from palat.kernel.identities.models import Person
from palat.kernel.incoming.models import Item, ItemFile, Original
from palat.kernel.incoming.operations.entering import bring_back, enter_item
from palat.kernel.incoming.operations.taking import UnableToTake, take_mail
from palat.kernel.incoming.queries.items import mail_box
from palat.kernel.mailbox.procedure import MESSAGE
from palat.kernel.registers.models import RegisterEntry
from palat.kernel.retention.models import DestructionList
from palat.kernel.retention.operations import drafting, holds
from palat.kernel.retention.procedure import ENTRY, ITEM, Ref
from palat.kernel.retention.queries.due import due_by
from palat.kernel.retention.queries.holding import held_among
from palat.kernel.retention.queries.schedule import limit_for
from tests.desk.test_incoming import entry, mail
from tests.retention.people import MARK, destroyed, traces
from tests.retention.test_pages import at_the_desk, text_of

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=366 * 2)
YEAR = NOW.year + 544


def set_aside(why: str = "advertising", **more: object) -> Item:
    """Return an e-mail of a person, set aside."""
    told = {"message_id": f"<{why}@example.org>", "subject": f"ขาย {MARK}", "text": MARK, "sender_name": f"นาย {MARK}"}
    item = take_mail(mail(kind=MESSAGE, **told), at=NOW, register=mail_box(on=NOW.date()))
    Item.objects.filter(pk=item.pk).update(**{"state": "aside", "aside": why, **more})
    item.refresh_from_db()
    return item


def due() -> list[Ref]:
    return [one.ref for one in due_by(YEAR, official("clerk-1"), most=9)]


def drafted() -> DestructionList:
    return drafting.draft_list(year=YEAR, by=official("clerk-1"), at=LATER)


@pytest.mark.parametrize("why", ["advertising", "duplicate", "auto_reply", "rejected", "other"])
def test_what_was_set_aside_for_any_reason_is_due_after_its_time(why: str) -> None:
    item = set_aside(why)
    assert due() == [Ref(ITEM, item.pk)]
    law = limit_for(ITEM, why, on=NOW.date())
    assert (law.code, law.mark) == ("retention.item", "provisional")
    assert due_by(YEAR - 1, official("clerk-1"), most=9) == []


@pytest.mark.parametrize("more", [{"aside": "joined"}, {"state": "waiting", "aside": ""}, {"register_id": "secret_in"}])
def test_what_hangs_on_a_letter_waits_or_is_classified_is_not_listed(more: dict[str, str]) -> None:
    set_aside(**more)
    assert due() == []


def test_an_original_that_was_not_returned_keeps_it() -> None:
    Original.objects.create(id=ids.take(), item=set_aside(), what="โฉนด", taken_at=NOW)
    assert due() == []


def test_nothing_is_left_of_it_but_that_it_came() -> None:
    item = set_aside()
    ItemFile.objects.create(item=item, name=f"{MARK}.pdf", place=1, refused=MARK)
    assert {"incoming_item.text", "incoming_itemfile.name"} <= set(traces(MARK))
    person = item.person_id
    found = drafted()
    destroyed(found)
    assert list(traces(MARK)) == []
    item.refresh_from_db()
    assert (item.state, item.aside, item.erased_at is not None) == ("aside", "advertising", True)
    assert Person.objects.get(pk=person).erased_at
    assert list(faults()) == []
    assert due() == []
    with pytest.raises(UnableToTake, match="ทำลาย"):
        bring_back(item_id=item.pk, by=official("clerk-1"), at=NOW)
    page = text_of(at_the_desk("clerk-1"), "incoming_item", item.pk)
    assert reverse("incoming_act", args=[item.pk, "back"]) not in page


def test_the_list_names_why_it_was_set_aside_and_leads_there() -> None:
    item = set_aside()
    found = drafted()
    assert MARK not in found.items.get().number
    page = text_of(at_the_desk("clerk-1"), "retention_list", found.pk)
    assert "โฆษณาหรือจดหมายรบกวน" in page
    assert reverse("incoming_item", args=[item.pk]) in page


def test_a_hold_on_it_holds_and_goes_with_it_into_the_register() -> None:
    item, clerk = set_aside(), official("clerk-1")
    holds.place_hold(ref=Ref(ITEM, item.pk), reason="ตำรวจขอ", by=clerk, at=NOW)
    assert due() == []
    bring_back(item_id=item.pk, by=clerk, at=NOW)
    number = enter_item(item_id=item.pk, entry=entry(), by=clerk, at=NOW)
    under = RegisterEntry.objects.get(register=number.register, year=number.year, running=number.running)
    assert held_among([Ref(ENTRY, under.pk)]) == {Ref(ENTRY, under.pk)}
