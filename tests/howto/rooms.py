"""Use the duty of the tutorial as its people would (run as a program); one word for each thing that holds."""

import json
import os
import re
from datetime import timedelta
from importlib import import_module

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.howto.settings"
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402 - Django must be set up first
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from palat.kernel.calendar.counting import legal_date  # noqa: E402
from palat.kernel.calendar.models import Limit, LimitCode, Provision  # noqa: E402
from palat.kernel.history.queries import faults  # noqa: E402
from palat.kernel.matters.models import Clock, Matter  # noqa: E402
from palat.kernel.matters.operations import indexing  # noqa: E402
from palat.kernel.matters.procedure import defects  # noqa: E402
from palat.kernel.matters.registry import latest  # noqa: E402

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
OFFICER, DIRECTOR, STRANGER = "info-officer-1", "director-central", "officer-1"


def at_desk(post: str) -> Client:
    """Return a browser in which the holder of a post is signed in."""
    client = Client()
    client.force_login(get_user_model().objects.get(username=post))
    return client


def answer(client: Client, name: str, *args: object, **form: str) -> str:
    """Open a page, or send its form, and return what it says."""
    address = reverse(name, args=args)
    response = client.get(address)
    if form:
        hidden = dict(HIDDEN.findall(response.content.decode()))
        response = client.post(address, {**hidden, **form}, follow=True)
    said = response.content.decode()
    assert response.status_code == 200, (name, response.status_code, said[said.find("<main") :])
    return said


def main() -> None:
    """Take a request in, grant it, and look at all that the engine gave."""
    today = legal_date(timezone.now())
    Limit.objects.create(
        name=LimitCode.objects.create(code="rooms.answer", label_th="ตอบคำขอใช้ห้อง"), amount=3, unit="working_days",
        provision=Provision.objects.first(), valid_from=today - timedelta(days=1),
    )  # fmt: skip
    officer, director, stranger = at_desk(OFFICER), at_desk(DIRECTOR), at_desk(STRANGER)

    taken = answer(officer, "room_request_new", room="ห้องประชุม ๑", words="อบรมเจ้าหน้าที่ใหม่")
    matter = Matter.objects.get(procedure="room_request")
    assert "ห้องประชุม ๑" in taken
    assert "ห้องประชุม ๑" in answer(director, "room_request_list")
    assert officer.get(reverse("room_request_list") + "?export=csv").status_code == 200
    told = b"".join(officer.get(reverse("room_request_list") + "?export=json").streaming_content)  # type: ignore[attr-defined]
    assert [(one["subject"], one["code"]) for one in json.loads(told)] == [("ห้องประชุม ๑", matter.code)]
    print("listed")

    assert stranger.get(reverse("room_request_list")).status_code == 404
    assert stranger.get(reverse("room_request_new")).status_code == 404
    assert officer.get(reverse("room_request_do", args=[matter.code, "refuse_room"])).status_code == 404
    print("guarded")

    page = answer(officer, "room_request", matter.code)
    assert reverse("room_request_do", args=[matter.code, "grant_room"]) in page
    clock = Clock.objects.get(matter=matter, code="answer")
    assert clock.stopped_at is None
    answer(officer, "room_request_do", matter.code, "write_note", words="ห้องว่าง")
    after = answer(officer, "room_request_do", matter.code, "grant_room", words="ใช้ได้ทั้งวัน")
    matter.refresh_from_db()
    assert (matter.state, bool(matter.closed_at)) == ("granted", True)
    assert "ใช้ได้ทั้งวัน" in after
    print("acted")

    clock.refresh_from_db()
    assert clock.stopped_at is not None
    assert clock.kept
    print("counted")

    draft = answer(officer, "letter_start", matter.code, kind="announcement")
    assert "จึงประกาศให้ทราบโดยทั่วกัน" in draft
    print("written")

    indexing.refresh(at=timezone.now())
    found = officer.get(reverse("desk_find"), {"q": "ห้องประชุม"}, follow=True).content.decode()
    assert matter.code in found.replace(" ", "")
    print("found")

    assert list(defects(latest("room_request"))) == []
    assert "<svg" in answer(director, "desk_procedure", "room_request", 1)
    print("drawn")

    assert list(faults()) == []
    print("proved")


import_module("palat.duties.rooms.operations")
main()
