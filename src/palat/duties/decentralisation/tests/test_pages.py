"""The pages of the ledger: a list from the file to the undo, a transfer from its plan to its five legs, figures."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from palat.duties.decentralisation.models import Cell, LoadedList, LocalGovernment, Transfer
from palat.duties.decentralisation.procedure.cells import CLOSED, PREPARED
from palat.duties.decentralisation.tests.factories import (
    DAY,
    LOCAL_HEADINGS,
    LOCALS,
    came_to,
    head,
    legs,
    locals_here,
    missions_here,
    officer,
    planned,
)
from palat.kernel.accounts.models import User
from palat.kernel.matters.tests.factories import holder
from palat.kernel.pages.operations import new_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    """The head of the monitoring group at the desk."""
    head(), officer()
    client.force_login(User.objects.get(username="odloc-head"))
    return client


def text(response: Any) -> str:
    """Return a page, which is there."""
    assert response.status_code == 200, response.status_code
    return str(response.content.decode())


def send(desk: Client, address: str, data: dict[str, Any] | None = None) -> Any:
    """Send a form as its page gave it."""
    return desk.post(address, {**(data or {}), "once_key": new_key()})


def uploaded(*lines: str) -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile("รายชื่อ.csv", "\n".join((LOCAL_HEADINGS, *lines)).encode(), "text/csv")


def test_a_list_is_brought_looked_at_taken_over_and_undone(desk: Client) -> None:
    new = reverse("decentralisation_list_new", args=["locals"])
    assert "district_code" in text(desk.get(new))
    assert send(desk, new, {"mapping": "locals"}).status_code == 422
    sent = send(desk, new, {"mapping": "locals", "files": uploaded(*LOCALS, "X,sao,ก,99,,,,,,")})
    page = text(desk.get(sent["Location"]))
    assert "ไม่รู้จักรหัสจังหวัด 99" in page
    assert "5,312" in page
    found = LoadedList.objects.get()
    assert "เหตุที่ไม่รับ" in b"".join(desk.get(f"{sent['Location']}rejects/")).decode("utf-8-sig")
    do = {what: reverse("decentralisation_list_do", args=[found.pk, what]) for what in ("apply", "undo")}
    assert send(desk, do["apply"]).status_code == 302
    assert LocalGovernment.objects.count() == 4
    assert "อบต.สมมติสอง" in text(desk.get(reverse("decentralisation_locals"), {"type": "sao", "province": "12"}))
    assert send(desk, do["undo"], {"reason": ""}).status_code == 422
    assert send(desk, do["undo"], {"reason": "ไฟล์ผิด"}).status_code == 302
    assert not LocalGovernment.objects.exists()
    assert "ไฟล์ผิด" in text(desk.get(sent["Location"]))


def test_a_transfer_is_planned_by_filter_and_recorded_by_tick(desk: Client) -> None:
    locals_here()
    missions_here()
    new = reverse("mission_transfer_new")
    mission = Transfer._meta.get_field("mission").related_model.objects.get(code="M2")
    sent = send(desk, new, {"mission_id": mission.pk, "programme": "รอบสมมติ", "begins_on": "", "words": ""})
    code = sent["Location"].rstrip("/").rsplit("/", 1)[1]
    file = sent["Location"]
    assert "เพิ่ม อปท. เข้าแผน" in text(desk.get(file))
    plan = reverse("decentralisation_candidates", args=[code])
    page = text(desk.get(plan, {"province": "12"}))
    assert "อบต.สมมติสอง" in page
    assert "อบจ.สมมติหนึ่ง" not in page
    act = reverse("decentralisation_act", args=[code, "plan_cells"])
    assert "จะบันทึกกับ 2 แห่ง" in text(desk.get(act + "?province=12"))
    form = {"sent": "1", "expected": "2", "on": "2/3/2569", "evidence": "มติสมมติ", "words": ""}
    assert "จำนวนแห่งที่เลือกเปลี่ยนไป" in send(desk, act, form).content.decode()
    assert send(desk, act + "?province=12", form).status_code == 302
    assert Cell.objects.count() == 2
    begin = reverse("mission_transfer_do", args=[code, "begin"])
    assert send(desk, begin, {"seen": "9", "words": ""}).status_code == 302
    leg = reverse("decentralisation_act", args=[code, "record_leg"])
    ticked = [str(Cell.objects.order_by("pk").values_list("pk", flat=True)[0])]
    assert "จะบันทึกกับ 1 แห่ง" in text(desk.post(leg, {"row": ticked}))
    asked = {**form, "expected": "1", "row": ticked, "leg": "people", "to": str(CLOSED)}
    files = {"files": SimpleUploadedFile("หลักฐาน.txt", "บันทึกข้อตกลง".encode(), "text/plain")}
    assert send(desk, leg, {**asked, **files}).status_code == 302
    assert list(Cell.objects.order_by("pk").values_list("people", flat=True)) == [CLOSED, 0]
    page = text(desk.get(file))
    assert "คน: เสร็จแล้ว · 1 แห่ง · มีผล 2 มี.ค. 2569 · หลักฐาน: มติสมมติ" in page
    assert "หลักฐาน.txt" in page
    wrong = {**form, "expected": "2", "to": str(PREPARED), "on": "2/3/2599"}
    assert (
        "ไม่เกินวันนี้" in send(desk, reverse("decentralisation_act", args=[code, "advance_cells"]), wrong).content.decode()
    )
    assert desk.get(reverse("decentralisation_act", args=[code, "load_cells"])).status_code == 404


def test_pages_tell_how_it_stands_and_what_is_missing(desk: Client, django_assert_max_num_queries: Any) -> None:
    locals_here()
    missions_here()
    matter, (one, other, third) = planned("L2", "L3", "L4", on=DAY)
    legs(matter, [one, other], CLOSED, which=("task", "money", "people", "assets"))
    legs(matter, [one], CLOSED, which=("law",))
    came_to(matter, [one], PREPARED)
    cell = text(desk.get(reverse("decentralisation_cell", args=[other])))
    assert "ยังขาด: กฎหมาย" in cell
    assert "คน: เสร็จแล้ว" in cell
    local = Cell.objects.get(pk=one).local
    page = text(desk.get(reverse("decentralisation_local", args=[local.pk])))
    assert "ภารกิจสมมติสอง" in page
    assert "ประกาศสมมติ 1" in page
    mission = text(desk.get(reverse("decentralisation_mission", args=[matter.transfer.mission_id])))
    assert "ถ่ายโอนแล้ว 0 จาก 3 แห่ง" in mission
    assert mission.index(">กฎหมาย</th>") < mission.index(">งาน</th>")
    assert "province-map" in mission
    for by in ("mission", "field", "province", "type"):
        with django_assert_max_num_queries(24):
            page = text(desk.get(reverse("decentralisation_grid"), {"by": by}))
        assert "33.3 %" in page
    narrowed = text(desk.get(reverse("decentralisation_grid"), {"by": "type", "province": "13"}))
    assert "เทศบาลตำบล" in narrowed
    assert f"{reverse('decentralisation_grid')}?by=mission&amp;province=13&amp;type=tambon" in narrowed
    for kind in ("csv", "xlsx"):
        content = b"".join(desk.get(reverse("decentralisation_grid"), {"by": "province", "export": kind}))
        assert kind == "xlsx" or "นนทบุรี,2,1,1" in content.decode()
    every = text(desk.get(reverse("decentralisation_cells"), {"lacks": "law"}))
    assert every.count("ยังไม่เริ่ม") > 4
    assert "อบต.สมมติสอง" not in every.split('id="listing"')[1]
    assert "กำลังถ่ายโอน" in text(desk.get(reverse("mission_transfer_list"), {"category": "order"}))
    hub = text(desk.get(reverse("decentralisation_hub")))
    assert "0 จาก 3 รายการ" in hub
    assert third


def test_others_of_the_office_read_and_record_nothing(client: Client) -> None:
    locals_here()
    missions_here()
    matter, (one,) = planned("L2")
    holder("inspector-1")
    client.force_login(User.objects.get(username="inspector-1"))
    assert client.get(reverse("decentralisation_cell", args=[one])).status_code == 200
    page = text(client.get(reverse("decentralisation_transfer_cells", args=[matter.code])))
    assert "บันทึกรายด้าน" not in page
    assert client.get(reverse("decentralisation_act", args=[matter.code, "record_leg"])).status_code == 404
    assert client.get(reverse("decentralisation_list_new", args=["locals"])).status_code == 404
    holder("agent-1")
    client.force_login(User.objects.get(username="agent-1"))
    assert client.get(reverse("decentralisation_hub")).status_code == 404
