"""From a request to the release that a ruling brings: asked, objected to, refused in part, appealed, ruled, given."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from palat.duties.information.models import Appeal, Material, Party, Request, Ruling
from palat.duties.information.operations import documents, handling, ordering, parts, releasing, third_parties
from palat.duties.information.operations.appealing import sending
from palat.duties.information.tests.appeal_factories import (
    HEAD,
    MEMBERS,
    SECRETARY,
    considering,
    in_camera,
    voted,
)
from palat.duties.information.tests.factories import FULL, REFUSED, official, part_ids, stored
from palat.duties.information.tests.test_appeal_pages import signed_in
from palat.kernel.calendar.counting import legal_date
from palat.kernel.letters.models import Letter
from palat.kernel.matters.authority import citizen
from palat.kernel.matters.models import Matter, Track
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries.visibility import visible_attachments
from palat.kernel.pages.operations import new_key
from palat.kernel.pages.tests.browser import CHROMIUM, opened

pytestmark = pytest.mark.django_db
OFFICER, SIGNER = "info-officer-1", "director-central"
COMPANY = {"full_name": "บริษัท คัดค้านตัวอย่าง จำกัด", "address": "9 ถนนเก้า กรุงเทพฯ"}


def by(who: str, one: Matter, at: datetime, **more: Any) -> dict[str, Any]:
    """Return who acts on a matter and when."""
    return {"matter_id": one.pk, "by": official(who, at=at), "at": at, **more}


def asked_for(client: Client) -> Matter:
    """Ask for two things on the portal, and have them taken up."""
    form = {
        "text": "ขอใบเสนอราคาของผู้ชนะ",
        "more": "บันทึกความเห็นของนิติกร",
        "kind": "general",
        "form": "file",
        "answer_by": "post",
        "tell_in": "th",
        "once_key": new_key(),
        "full_name": "สมหมาย ขอข้อมูล",
        "address": "5 ถนนห้า กรุงเทพฯ",
    }
    assert client.post(reverse("information_ask"), form).status_code == 302
    one = Matter.objects.get(procedure="information_request")
    handling.take_up(**by(OFFICER, one, timezone.now()))
    return one


def ordered_over_an_objection(one: Matter, at: datetime) -> int:
    """Have a company object in vain to the first part, the second refused; the order made known. Returns its track."""
    first, second = part_ids(one)
    third_parties.notify_party(**by(OFFICER, one, at), person=COMPANY, part_ids=[first], told="ใบเสนอราคาของบริษัท")
    track = Track.objects.get(matter=one, type="third_party").pk
    third_parties.record_notice(**by(OFFICER, one, at), track_id=track, told_on=legal_date(at))
    third_parties.party_object(**by(OFFICER, one, at), track_id=track, words="ความลับทางการค้า")
    third_parties.overrule_objection(**by(SIGNER, one, at), track_id=track, words="ราคาต้องเปิดเผย")
    third_parties.record_ruling(**by(OFFICER, one, at), track_id=track, told_on=legal_date(at))
    for part, decision, name in ((first, FULL, "ใบเสนอราคา.pdf"), (second, REFUSED, "บันทึก.pdf")):
        documents.add_material(**by(OFFICER, one, at), track_id=part, files=[stored(name, at=at)], checked="ตรวจแล้ว")
        parts.decide_part(**by(OFFICER, one, at), track_id=part, decision=decision)
    ordering.propose_order(**by(OFFICER, one, at))
    ordering.sign_order(**by(SIGNER, one, at))
    ordering.notify_order(**by(OFFICER, one, at), told_on=legal_date(at), way="post")
    return track


def test_what_was_refused_is_given_after_a_ruling_and_no_sooner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the driver runs a loop in this thread
    client = Client()
    one = asked_for(client)
    now = timezone.now()
    track = ordered_over_an_objection(one, now)
    first, second = part_ids(one)
    url = reverse("information_appeal_order", args=[one.code])
    if CHROMIUM:  # the appeal is filed on a telephone
        with opened(client, width=390) as page:
            page.goto(reverse("information_track", args=[one.code]))
            page.click("text=ยื่นอุทธรณ์คำสั่งนี้")
            page.fill("[name=text]", "เป็นรายงานข้อเท็จจริง มิใช่ความเห็น")
            assert page.evaluate("document.documentElement.scrollWidth") <= 390
            page.click("text=ส่งคำอุทธรณ์")
            page.wait_for_selector(".receipt-code")
            assert not page.complaints
    else:
        assert client.post(url, {"text": "เป็นข้อเท็จจริง", "once_key": new_key()}).status_code == 302
    appeal = Appeal.objects.get()
    assert (appeal.request_id, appeal.person_id) == (one.pk, Request.objects.get(pk=one.pk).person_id)
    matter = considering(Matter.objects.get(pk=appeal.pk), at=now)
    number = in_camera(matter, at=now)
    member = signed_in(MEMBERS[1])
    read = member.post(reverse("information_camera", args=[matter.code, number]), {"purpose": "deliberate"})
    assert read.status_code == 200
    assert read.streaming
    b"".join(read.streaming_content)  # type: ignore[attr-defined]
    after = voted(matter, at=now + timedelta(minutes=1))
    chair = signed_in(MEMBERS[0])
    confirm = reverse("information_appeal_do", args=[matter.code, "confirm_ruling"])
    assert "คำสั่งมิให้เปิดเผยชอบหรือไม่" in chair.get(confirm).text  # what was voted upon stands above the button
    assert chair.post(confirm, {"seen": "999"}).status_code == 302
    assert Ruling.objects.get().number
    with pytest.raises(UnableToAct):  # until it is made known nothing leaves
        releasing.deliver(**by(OFFICER, one, after), way="file", part_ids=[second])
    sending.send_ruling(**by(SECRETARY, matter, after), sent_on=legal_date(after), way="post")
    one.refresh_from_db()
    assert one.state == "considering"
    assert Track.objects.get(pk=second).state == "open"
    assert "พิจารณาใหม่ตามคำวินิจฉัย" in client.get(reverse("information_track", args=[one.code])).text
    parts.decide_part(**by(OFFICER, one, after), track_id=second, decision=FULL)
    ordering.propose_order(**by(OFFICER, one, after))
    ordering.sign_order(**by(SIGNER, one, after))
    ordering.notify_order(**by(OFFICER, one, after), told_on=legal_date(after), way="post")
    releasing.deliver(**by(OFFICER, one, after), way="file", part_ids=[second])
    with pytest.raises(UnableToAct, match="ผู้มีประโยชน์ได้เสีย"):  # the company may still appeal
        releasing.deliver(**by(OFFICER, one, after), way="file", part_ids=[first])
    later = now + timedelta(days=20)
    third_parties.end_embargo(**by(OFFICER, one, later), track_id=track, no_appeal=True)
    releasing.deliver(**by(OFFICER, one, later), way="file", part_ids=[first])
    assert {each.name for each in visible_attachments(citizen(one.pk), one)} == {"ใบเสนอราคา.pdf", "บันทึก.pdf"}
    sending.record_compliance(**by(SECRETARY, matter, later), reported_on=legal_date(later), words="ส่งมอบแล้ว")
    sending.accept_compliance(**by(HEAD, matter, later))
    matter.refresh_from_db()
    assert (matter.state, matter.closing) == ("closed", "disclose")
    assert Material.objects.filter(released_at=None).count() == 0
    assert Party.objects.get().track.state == "released"
    assert Letter.objects.filter(about__matter=one, kind="information_decision").count() == 2
