"""The administrator's pages: only theirs, each change recorded by name of the post's holder, never for oneself."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from palat.desk.admin.pages import LISTS
from palat.duties.petitions.tests.factories import official, petition
from palat.duties.petitions.tests.test_deciding import at_desk
from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.models import Holiday, Limit
from palat.kernel.history.queries import events_of
from palat.kernel.language import suppliers
from palat.kernel.language.features import Case
from palat.kernel.language.operations import classifying
from palat.kernel.language.queries.classifying import in_force
from palat.kernel.organisation.models import Delegation, Holding, Official, Post

pytestmark = pytest.mark.django_db

PAGES = (
    *("admin_home", "admin_limits", "admin_holidays", "admin_holiday_new", "admin_people"),
    *("admin_delegations", "admin_delegate", "admin_synonyms", "admin_classifiers"),
    "admin_installation",
    *("admin_registers", "admin_register_new", "admin_wordings", "admin_receivers", "admin_receiver_new"),
)


def thai(day) -> str:
    return f"{day.day}/{day.month}/{day.year + 543}"


def today():
    return legal_date(timezone.now())


def last_event(chain: str):
    return events_of(chain)[-1]


def test_administrator_opens_on_the_first_screen_and_every_place_opens() -> None:
    client = at_desk("admin-1")
    assert client.get("/desk/").url == reverse("admin_home")
    home = client.get(reverse("admin_home"))
    empty = ("admin_delegations", "admin_synonyms", "admin_classifiers", "admin_receivers", "admin_peers")
    may_be_empty = {reverse(name) for name in empty}
    assert len(home.context["places"]) == 12 + len(LISTS)
    for place in home.context["places"]:
        shown = client.get(place.url)
        assert shown.status_code == 200, place.url
        assert shown.context["tables"][0].rows or place.url in may_be_empty, place.url
    for name in PAGES:
        assert client.get(reverse(name)).status_code == 200, name
    assert client.get(reverse("admin_list", args=["unknown"])).status_code == 404


@pytest.mark.parametrize("who", ["officer-1", "director-psc", "ps", "auditor-1"])
def test_pages_of_the_administrator_do_not_exist_for_others(who: str) -> None:
    client = at_desk(who)
    for name in PAGES:
        assert client.get(reverse(name)).status_code == 404, name
    post, holding = Post.objects.get(code=who), Holding.objects.get(post__code=who)
    assert client.post(reverse("admin_post", args=[post.pk]), {}).status_code == 404
    assert client.post(reverse("admin_holding_end", args=[holding.pk]), {"on": thai(today())}).status_code == 404
    holding.refresh_from_db()
    assert holding.valid_to is None
    assert reverse("admin_home") not in client.get("/desk/", follow=True).content.decode()


def test_limit_gets_another_value_from_a_day_and_shows_the_clocks_it_leaves_alone() -> None:
    petition()
    client, address = at_desk("admin-1"), reverse("admin_limit", args=["petition.screening"])
    shown = client.get(address)
    assert "1 เรื่อง" in shown.context["form_words"]
    row = Limit.objects.get(name__code="petition.screening", agency=None, valid_to=None)
    first = today() + timedelta(days=30)
    typed = {
        "amount": row.amount + 2,
        "unit": row.unit,
        "provision": row.provision.code,
        "mark": "provisional",
        "valid_from": thai(first),
    }
    assert client.post(address, typed).status_code == 422, "a reason is asked for"
    assert client.post(address, {**typed, "note": "ทบทวนภาระงาน"}).status_code == 302
    row.refresh_from_db()
    assert row.valid_to == first
    new = Limit.objects.get(name__code="petition.screening", agency=None, valid_to=None)
    assert (new.amount, new.note, new.after_hours) == (row.amount + 2, "ทบทวนภาระงาน", row.after_hours)
    assert last_event("limits").actor == official("admin-1").ref
    again = client.post(address, {**typed, "amount": 1, "valid_from": thai(first), "note": "ผิดวัน"})
    assert again.status_code == 422
    assert client.get(reverse("admin_limit", args=["no.such.limit"])).status_code == 404


def test_holiday_is_proclaimed_and_withdrawn() -> None:
    client, day = at_desk("admin-1"), today() + timedelta(days=40)
    while day.weekday() > 4 or Holiday.objects.filter(day=day).exists():
        day += timedelta(days=1)
    typed = {"day": thai(day), "name_th": "วันหยุดพิเศษ", "resolution": "มติคณะรัฐมนตรี", "mark": "provisional"}
    assert client.post(reverse("admin_holiday_new"), {**typed, "resolution": ""}).status_code == 422
    assert client.post(reverse("admin_holiday_new"), typed).status_code == 302
    made = Holiday.objects.get(day=day)
    assert "วันหยุดพิเศษ" in client.get(f"{reverse('admin_holidays')}?year={day.year}").content.decode()
    address = reverse("admin_holiday", args=[made.pk])
    assert client.post(address, {"resolution": "มติยกเลิก"}).status_code == 302
    made.refresh_from_db()
    assert made.status == "withdrawn"
    assert client.get(address).status_code == 404
    assert last_event("calendar").actor == official("admin-1").ref


def test_person_is_appointed_and_leaves_the_post() -> None:
    client, post = at_desk("admin-1"), Post.objects.get(code="officer-3")
    person = Official.objects.create(given_name="สมมุติ", family_name="ใหม่")
    address = reverse("admin_post", args=[post.pk])
    typed = {"official_id": person.pk, "capacity": "acting_for", "valid_from": thai(today())}
    refused = client.post(address, typed)
    assert refused.status_code == 422
    assert "คำสั่ง" in str(refused.context["form"].errors)
    assert client.post(address, {**typed, "order_no": "๑/๒๕๖๙"}).status_code == 302
    held = Holding.objects.get(post=post, official=person)
    assert "สมมุติ ใหม่ (รักษาราชการแทน)" in client.get(reverse("admin_people")).content.decode()
    assert client.post(reverse("admin_holding_end", args=[held.pk]), {"on": thai(today())}).status_code == 302
    held.refresh_from_db()
    assert held.valid_to == today()
    assert last_event("organisation").actor == official("admin-1").ref


def test_nobody_gives_power_to_oneself() -> None:
    client, me = at_desk("admin-1"), official("admin-1")
    director, own = Post.objects.get(code="director-psc"), Post.objects.get(code="admin-1")
    typed = {"official_id": me.official_id, "capacity": "acting_for", "order_no": "๑", "valid_from": thai(today())}
    assert client.post(reverse("admin_post", args=[director.pk]), typed).status_code == 422
    order = {"order_no": "๒", "order_date": thai(today()), "from_post_id": director.pk, "valid_from": thai(today())}
    for to in ({"to_official_id": me.official_id}, {"to_post_id": own.pk}):
        assert client.post(reverse("admin_delegate"), {**order, **to}).status_code == 422
    assert not Holding.objects.filter(post=director, official_id=me.official_id).exists()
    assert not Delegation.objects.filter(order_no="๒").exists()


def test_delegation_is_entered_and_revoked() -> None:
    client = at_desk("admin-1")
    director, head = Post.objects.get(code="director-psc"), Post.objects.get(code="head-1")
    typed = {
        "order_no": "๕/๒๕๖๙",
        "order_date": thai(today()),
        "from_post_id": director.pk,
        "to_post_id": head.pk,
        "acts": ["close"],
        "once_key": "8d7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b",
        "valid_from": thai(today()),
    }
    assert client.post(reverse("admin_delegate"), {**typed, "to_post_id": ""}).status_code == 422
    for _twice in range(2):
        assert client.post(reverse("admin_delegate"), typed).status_code == 302
    made = Delegation.objects.get(order_no="๕/๒๕๖๙")
    assert "ยุติเรื่อง" in client.get(reverse("admin_delegations")).content.decode()
    assert client.post(reverse("admin_delegation", args=[made.pk]), {"on": thai(today())}).status_code == 302
    made.refresh_from_db()
    assert made.valid_to == today()
    assert last_event("organisation").kind == "delegation_revoked"


def test_administrator_goes_back_to_an_earlier_version(monkeypatch, settings, tmp_path) -> None:
    letters = "กขคงจชตทนบปผพมยรลวสห"
    said = [
        (f"{letters[n % 20]}า{letters[n // 20]}ี {words}", words) for n in range(120) for words in ("ไฟฟ้าดับ", "เสียงดัง")
    ]
    monkeypatch.setattr(suppliers, "_suppliers", {"category": lambda: [(Case(text), [label]) for text, label in said]})
    settings.VAR = tmp_path
    now = timezone.now()
    first = classifying.learn_again(target="category", at=now - timedelta(days=7))
    second = classifying.learn_again(target="category", at=now)
    client, address = at_desk("admin-1"), reverse("admin_classifiers")
    assert second.version in client.get(address).content.decode()
    sent = client.post(address, {"version": f"category/{first.version}", "hold": "on"})
    assert sent.url == address
    assert in_force("category")[0] == first.version
    assert last_event("language").facts["held"] is True
    assert client.post(address, {"version": f"category/{first.version}", "hold": "on"}).status_code == 422
    assert client.post(address, {"version": "category/none"}).status_code == 422
    assert at_desk("officer-1").post(address, {"version": f"category/{second.version}"}).status_code == 404
    classifying.forget()
