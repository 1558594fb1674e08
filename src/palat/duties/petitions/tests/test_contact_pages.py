"""The pages around contacts: who may open which address, and a call from the first key to the end."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from palat.duties.petitions.models import Contact, Petition
from palat.duties.petitions.operations.contacts import promise_call_back
from palat.duties.petitions.operations.hotline import Written, write_page
from palat.duties.petitions.operations.intake import Brought, file_petition
from palat.duties.petitions.tests.factories import official, petition
from palat.duties.petitions.urls.contacts import contact_urlpatterns
from palat.kernel.calendar.counting import legal_date
from palat.kernel.history.queries import events_of
from palat.kernel.identities.queries import fields_given
from palat.kernel.matters.authority import SYSTEM
from palat.kernel.matters.models import Matter
from palat.kernel.pages.operations import new_key
from palat.kernel.pages.tests.browser import CHROMIUM, opened

pytestmark = pytest.mark.django_db

POSTS = [
    "agent-1",
    "clerk-1",
    "intake-1",
    "shift-1",
    "officer-1",
    "head-1",
    "director-psc",
    "auditor-1",
    "legal-1",
    "pm",
]
TAKERS = {"agent-1", "clerk-1", "intake-1", "shift-1", "officer-1", "head-1"}
READERS = {"clerk-1", "intake-1", "shift-1", "head-1", "director-psc", "auditor-1"}
# Address → the posts for which it opens; for every other post it does not exist.
OPENS: dict[str, set[str]] = {
    "contact_call": TAKERS,
    "contact_pages": TAKERS,
    "petition_take_in": TAKERS,
    "contact_list": TAKERS | READERS,
    "contact_figures": READERS,
    "contact_call_backs": {"agent-1", "intake-1", "shift-1"} | READERS,
    "knowledge_list": TAKERS | READERS,
    "knowledge_page": TAKERS | READERS,
    "knowledge_new": {"shift-1", "head-1"},
    "knowledge_edit": {"shift-1", "head-1"},
    "roster_list": TAKERS | READERS,
    "roster_now": TAKERS | READERS,
    "roster_new": {"shift-1", "head-1"},
    "roster_import": {"shift-1", "head-1"},
    "shift_list": {"shift-1", "head-1"},
    "campaign_list": set(POSTS) - {"agent-1", "pm"},
    "sample_list": READERS,
    "suggestion_list": READERS,
    "sample_calls": {"agent-1"},
    "sample_checks": {"head-1", "director-psc"},
    "contact_call_back": {"agent-1", "intake-1", "shift-1"},
    "contact_one": READERS | {"agent-1"},
}
# Addresses that only answer to a form, or whose rule depends on what they name; each has a test of its own.
ELSEWHERE = {
    "contact_ask_status",
    "contact_status",
    "petition_similar",
    "petition_taken",
    "campaign_page",
    "campaign_merge",
    "campaign_take_apart",
    "campaign_bring_back",
    "knowledge_review",
    "roster_edit",
    "roster_end",
    "shift_hand_over",
    "shift_item_done",
    "shift_one",
    "sample_call",
    "sample_check",
}


def at_desk(post: str) -> Client:
    """Return a browser in which the holder of a post is signed in."""
    by = official(post, at=timezone.now())
    assert by.authority is not None
    client = Client()
    client.force_login(get_user_model().objects.get(username=post))
    return client


def test_every_address_has_a_rule_here():
    assert {one.name for one in contact_urlpatterns} == set(OPENS) | ELSEWHERE


def test_each_address_opens_for_its_roles_and_for_no_other():
    now = timezone.now()
    contact = promise_call_back(
        kind="enquiry",
        channel="hotline",
        words="ถาม",
        phone="0812345678",
        call_back_at=now + timedelta(hours=1),
        by=official("agent-1", at=now),
        at=now,
    )
    page = write_page(
        written=Written("page", "หน้า", "ข้อความ"), by=official("shift-1", at=now), at=now, today=legal_date(now)
    )
    of = {"contact_call_back": contact.pk, "contact_one": contact.pk}
    of |= {"knowledge_page": page.pk, "knowledge_edit": page.pk}
    opened: dict[str, set[str]] = {name: set() for name in OPENS}
    for post in POSTS:
        browser = at_desk(post)
        for name in OPENS:
            if browser.get(reverse(name, args=[of[name]] if name in of else [])).status_code == 200:
                opened[name].add(post)
    assert opened == OPENS


@pytest.mark.parametrize("name", ["contact_ask_status", "petition_similar", "contact_call", "petition_take_in"])
def test_forms_of_the_counter_answer_nobody_else(name):
    for post in ("legal-1", "pm", "director-psc", "auditor-1"):
        assert at_desk(post).post(reverse(name), {"code": "1", "phone": "1234"}).status_code == 404


def test_an_agent_opens_no_file_and_no_list_of_cases():
    case, agent = petition(), at_desk("agent-1")
    for url in (
        reverse("petition_matter", args=[case.code]),
        reverse("petition_do", args=[case.code, "coordinate"]),
        reverse("petition_identity", args=[case.code]),
        reverse("petition_export"),
        reverse("contact_figures"),
        reverse("sample_list"),
    ):
        assert agent.get(url).status_code in {403, 404}, url


def test_the_first_screen_of_an_agent_is_the_call_screen():
    response = at_desk("agent-1").get("/desk/")
    assert response["Location"] == reverse("contact_call")
    shown = at_desk("agent-1").get(response["Location"]).content.decode()
    for name in ("petition_take_in", "contact_call_backs", "knowledge_list", "roster_list", "sample_calls"):
        assert f'href="{reverse(name)}"' in shown
    for name in ("desk_work", "shift_list", "sample_list", "petition_list"):
        assert f'href="{reverse(name)}"' not in shown


def test_praise_ends_in_two_clicks():
    agent = at_desk("agent-1")
    shown = agent.get(reverse("contact_call"), {"kind": "praise"}).content.decode()
    assert 'name="outcome" value="noted"' in shown
    key = new_key()
    for _time in range(2):  # a double click counts once
        agent.post(reverse("contact_call"), {"kind": "praise", "channel": "line", "outcome": "noted", "once_key": key})
    contact = Contact.objects.get()
    assert (contact.kind, contact.channel, contact.outcome, contact.person_id) == ("praise", "line", "noted", None)


@pytest.mark.parametrize(("kind", "outcome"), [("praise", "abuse"), ("grievance", "case"), ("nuisance", "call_back")])
def test_no_contact_ends_as_its_kind_does_not(kind, outcome):
    sent = {"kind": kind, "channel": "hotline", "outcome": outcome, "once_key": new_key(), "words": "คำที่พิมพ์ไว้"}
    response = at_desk("agent-1").post(reverse("contact_call"), sent)
    assert response.status_code == 422
    assert not Contact.objects.exists()


def test_what_was_typed_comes_back_when_a_promise_lacks_its_number():
    sent = {"kind": "enquiry", "channel": "hotline", "outcome": "call_back", "once_key": new_key(), "words": "ถามสิทธิ"}
    response = at_desk("agent-1").post(reverse("contact_call"), sent)
    assert response.status_code == 422
    assert "ถามสิทธิ" in response.content.decode()


def test_the_status_page_says_state_words_only():
    case = petition(person={"full_name": "สมมุติ ลับเฉพาะ", "phone": "0812345678"}, text="เรื่องราวที่ไม่ควรอ่านให้ฟัง")
    agent = at_desk("agent-1")
    wrong = agent.post(reverse("contact_ask_status"), {"code": case.code, "phone": "0000"})
    assert wrong.status_code == 422
    response = agent.post(reverse("contact_ask_status"), {"code": case.code, "phone": "5678"}, follow=True)
    shown = response.content.decode()
    assert "รับเรื่องแล้ว กำลังคัดกรอง" in shown
    for hidden in ("สมมุติ ลับเฉพาะ", "0812345678", "เรื่องราวที่ไม่ควร"):
        assert hidden not in shown
    assert at_desk("agent-2").get(response.request["PATH_INFO"]).status_code == 302


FORM = {"channel": "hotline", "kind": "grievance", "person_kind": "natural", "answer_by": "code"}
FORM |= {"text": "น้ำไม่ไหลมาสามวันแล้ว"}


def take_in(client: Client, **fields):
    return client.post(reverse("petition_take_in"), {**FORM, "once_key": new_key(), **fields})


@pytest.mark.parametrize(
    ("kind", "said", "given"),
    [
        ("monk", {"full_name": "สมชาย", "monk_name": "ฐิตธมฺโม", "temple": "วัดสมมุติ"}, "given_name monk_name temple"),
        ("foreigner", {"full_name": "A", "passport": "X1", "nationality": "ลาว"}, "full_name passport nationality"),
        ("juristic", {"full_name": "บริษัทสมมุติ", "juristic_id": "0105500000000"}, "full_name juristic_id"),
        ("group", {"full_name": "ผู้แทน", "group_name": "กลุ่มสมมุติ"}, "full_name group_name"),
        ("unregistered", {"full_name": "ชื่อเดียว", "status_note": "ไม่มีบัตร"}, "full_name status_note"),
        ("natural", {"full_name": "ชื่อเดียว", "passport": "X123"}, "full_name"),
    ],
)
def test_each_kind_of_person_keeps_its_own_fields_sealed(kind, said, given):
    assert take_in(at_desk("intake-1"), person_kind=kind, **said).status_code == 302
    person = Petition.objects.get().person
    assert person is not None
    assert (person.kind, fields_given(person.pk)) == (kind, frozenset(given.split()))


def test_who_wants_no_name_leaves_none_even_when_one_was_typed():
    take_in(at_desk("intake-1"), person_kind="anonymous", full_name="พิมพ์ไปแล้ว", phone="0812345678")
    row = Petition.objects.get()
    assert (row.person_id, row.anonymous) == (None, True)


def test_a_proxy_is_kept_apart_and_the_number_of_the_call_is_the_petitioners_own():
    client = at_desk("intake-1")
    take_in(client, caller_phone="0899999999")
    first = Petition.objects.get()
    assert first.person_id is not None
    take_in(client, full_name="แม่", proxy_name="ลูก", proxy_phone="0811111111", caller_phone="0811111111")
    second = Petition.objects.exclude(pk=first.pk).get()
    assert second.proxy_id not in {None, second.person_id}


def test_a_nuisance_is_registered_as_no_case():
    assert take_in(at_desk("intake-1"), kind="nuisance", phone="0812345678").status_code == 422
    assert not Petition.objects.exists()


def test_a_letter_from_the_future_is_refused_and_loses_nothing():
    response = take_in(at_desk("intake-1"), channel="post", arrived_on="1/1/2600", postmarked_on="2/1/2560")
    assert response.status_code == 422
    assert FORM["text"] in response.content.decode()


def test_one_click_adds_to_the_case_that_is_here_already():
    client, case = at_desk("intake-1"), petition(person={"phone": "0812345678"})
    shown = client.post(reverse("petition_similar"), {"phone": "081-234-5678"}).content.decode()
    assert f'name="join" value="{case.code}"' in shown
    response = take_in(client, join=case.code, phone="0812345678")
    assert response["Location"].endswith("?joined=1")
    assert Petition.objects.count() == 1
    assert Contact.objects.get(outcome="joined").matter_id == case.pk
    assert events_of(f"matter:{case.pk}")[-1].kind == "add_facts"


@pytest.mark.parametrize("hidden", ["restricted", "secret", "agent"])
def test_nothing_tells_that_a_hidden_case_is_there(hidden):
    none_there = at_desk("intake-1").post(reverse("petition_similar"), {"phone": "0812345678"}).content
    brought = Brought(
        kind="grievance",
        channel="web",
        text="เรื่องที่ต้องปิดไว้",
        person={"phone": "0812345678"},
        restricted=hidden == "restricted",
        secrecy=2 if hidden == "secret" else 0,
    )
    case = file_petition(brought=brought, by=SYSTEM, at=timezone.now())
    viewer = at_desk("agent-1" if hidden == "agent" else "intake-1")
    assert viewer.post(reverse("petition_similar"), {"phone": "0812345678"}).content == none_there
    assert take_in(viewer, join=case.code).status_code == 422


def test_danger_to_life_leads_at_once_to_telephone_and_record():
    agent = at_desk("agent-1")
    response = take_in(agent, danger="on")
    shown = agent.get(response["Location"]).content.decode()
    case = Matter.objects.get()
    assert "1669" in shown
    token = response["Location"].partition("life=")[2]
    place = reverse("contact_status", args=[token])
    assert place in shown
    said = {"what": "coordinate", "coordinate-spoke_with": "ร้อยเวร", "coordinate-words": "ส่งรถแล้ว"}
    assert agent.post(place, said).status_code == 302
    assert events_of(f"matter:{case.pk}")[-1].kind == "coordinate"


def test_a_contact_is_made_a_case_from_its_page():
    client = at_desk("intake-1")
    client.post(
        reverse("contact_call"),
        {
            "kind": "enquiry",
            "channel": "hotline",
            "outcome": "answered",
            "words": "ที่จริงคือเรื่องร้องทุกข์",
            "once_key": new_key(),
        },
    )
    contact = Contact.objects.get()
    shown = client.get(reverse("petition_take_in"), {"contact": contact.pk}).content.decode()
    assert "ที่จริงคือเรื่องร้องทุกข์" in shown
    take_in(client, contact=contact.pk)
    contact.refresh_from_db()
    assert (contact.outcome, Contact.objects.count()) == ("case", 1)
    assert at_desk("agent-2").get(reverse("petition_take_in"), {"contact": contact.pk}).status_code == 404


def test_lists_take_the_same_number_of_statements_for_one_row_and_three():
    by, now, client = official("agent-1", at=timezone.now()), timezone.now(), at_desk("shift-1")
    when = now + timedelta(hours=1)

    def promised() -> None:
        promise_call_back(
            kind="enquiry", channel="hotline", words="ถาม", phone="0812345678", call_back_at=when, by=by, at=now
        )

    def statements(name: str) -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse(name)).status_code == 200
        return len(found)

    promised()
    client.get(reverse("contact_list"))
    once = {name: statements(name) for name in ("contact_list", "contact_call_backs")}
    promised()
    promised()
    assert {name: statements(name) for name in once} == once


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium")
def test_a_call_is_done_with_the_keyboard_alone(monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with opened(at_desk("agent-1"), width=390) as page:
        page.goto(reverse("contact_call"))
        page.keyboard.press("9")  # ชมเชย
        page.wait_for_url("**kind=praise**")
        page.keyboard.press("Control+Enter")
        page.wait_for_selector("text=บันทึกการติดต่อแล้ว")
        page.wait_for_load_state()
        page.keyboard.press("1")  # ร้องทุกข์
        page.wait_for_selector("#take-in")
        page.wait_for_selector("[name=postmarked_on]", state="hidden")
        page.keyboard.press("Alt+p")
        page.keyboard.type("0812345678")
        page.keyboard.press("Alt+t")
        page.keyboard.type("น้ำไม่ไหลมาสามวันแล้ว")
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        page.keyboard.press("Control+Enter")
        page.wait_for_selector(".receipt-code")
        assert page.complaints == []
    assert set(Contact.objects.values_list("kind", "outcome")) == {("praise", "noted"), ("grievance", "case")}
