"""Visits to the place: sent once however often, statements read back and signed, names sealed."""

import io
import secrets
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from palat.duties.petitions.models import SiteVisit, Statement
from palat.duties.petitions.operations import screening
from palat.duties.petitions.operations.visits import Said, Visited, record_visit
from palat.duties.petitions.tests.factories import NOW, official, petition
from palat.kernel.accounts.models import User
from palat.kernel.history.queries import events_of
from palat.kernel.identities.models import Person, Reveal
from palat.kernel.matters.models import Attachment, Matter
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _storage(settings: Any, tmp_path: Any) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        },
    }


def in_hand() -> Matter:
    matter = petition()
    officer = official("officer-1").official_id
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=officer)
    return matter


def picture(name: str) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def visited(**changed: Any) -> Visited:
    return Visited(**{"at": NOW, "place": "ปากซอย", "words": "เสาไฟเอียง", **changed})


@pytest.mark.parametrize(
    "changed",
    [
        {"words": " "},
        {"place": ""},
        {"at": NOW + timedelta(hours=1)},
        {"coarse": "13.756331,100.501765"},
        {"statements": [Said("", "เห็นเหตุการณ์", True, (1, "a.jpg"))]},
        {"statements": [Said("สมมุติ", "เห็นเหตุการณ์", False, (1, "a.jpg"))]},
        {"statements": [Said("สมมุติ", "เห็นเหตุการณ์", True, None)]},
    ],
)
def test_visit_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(UnableToAct):
        record_visit(matter_id=in_hand().pk, visited=visited(**changed), by=official("officer-1"), at=NOW)
    assert not SiteVisit.objects.exists()


def test_visit_by_another_unit_is_refused() -> None:
    with pytest.raises(NotAuthorised):
        record_visit(matter_id=in_hand().pk, visited=visited(), by=official("officer-4"), at=NOW)


def sent(client: Client, matter: Matter, once: str, **changed: Any) -> Any:
    data = {
        "place": "ปากซอย",
        "words": "เสาไฟเอียง",
        "coarse": "13.76,100.50",
        "at": timezone.now().isoformat(),
        "once_key": once,
        "files": [picture("one.jpg"), picture("two.jpg")],
        "s0-name": "สมมุติ ใจดี",
        "s0-words": "ไฟดับทุกคืน",
        "s0-read_back": "on",
        "signature0": picture("ใจดี.jpg"),
        **changed,
    }
    return client.post(reverse("site_visit", args=[matter.code]), data, headers={"Accept": "application/json"})


def officer_at_work() -> Client:
    client = Client()
    client.force_login(User.objects.get(username="officer-1"))
    return client


def test_visit_sent_twice_is_recorded_once_and_names_stay_sealed() -> None:
    matter, once = in_hand(), secrets.token_hex(24)
    client = officer_at_work()
    assert sent(client, matter, once).json() == sent(client, matter, once).json()
    visit = SiteVisit.objects.get()
    assert len(visit.files) == 2
    statement = Statement.objects.get()
    assert "ใจดี".encode() not in bytes(Person.objects.get(pk=statement.person_id).sealed)
    assert not any("ใจดี" in one.name for one in Attachment.objects.filter(matter=matter))
    event = events_of(f"matter:{matter.pk}")[-1]
    assert (event.kind, event.facts["photos"], event.facts["statements"]) == ("site_visit", 2, 1)
    assert "ใจดี" not in str(event.facts) + str(event.body)
    page = client.get(reverse("petition_matter", args=[matter.code])).content.decode()
    assert "ไฟดับทุกคืน" in page
    assert "ใจดี" not in page


def test_opening_who_gave_a_statement_is_recorded_with_its_reason() -> None:
    matter = in_hand()
    client = officer_at_work()
    sent(client, matter, secrets.token_hex(24))
    url = reverse("statement_open", args=[matter.code, Statement.objects.get().pk])
    client.post(url, {"words": ""})
    assert not Reveal.objects.exists()
    assert "สมมุติ ใจดี" in client.post(url, {"words": "นัดพบอีกครั้ง"}).content.decode()
    assert Reveal.objects.get().words == "นัดพบอีกครั้ง"
    official("intake-1")
    other = Client()
    other.force_login(User.objects.get(username="intake-1"))
    assert other.post(url, {"words": "อยากทราบ"}).status_code == 404


def test_script_is_told_what_is_wrong_and_when_to_sign_in() -> None:
    matter = in_hand()
    assert sent(Client(), matter, secrets.token_hex(24)).status_code == 401
    refused = sent(officer_at_work(), matter, secrets.token_hex(24), words=" ")
    assert refused.status_code == 422
    assert refused.json()["problem"]
    assert Client().get(reverse("visit_token")).status_code == 401
    assert officer_at_work().get(reverse("visit_token")).json()["user"]
    assert officer_at_work().get(reverse("visit_worker"))["Service-Worker-Allowed"] == "/desk/"


def test_visit_without_script_is_taken_by_the_plain_form() -> None:
    matter = in_hand()
    client = officer_at_work()
    url = reverse("site_visit", args=[matter.code])
    assert client.get(reverse("petition_do", args=[matter.code, "site_visit"]))["Location"] == url
    answer = client.post(url, {"place": "ปากซอย", "words": "เสาไฟเอียง", "once_key": secrets.token_hex(24)})
    assert answer.status_code == 302
    assert SiteVisit.objects.count() == 1
