"""The outbox and one's own notices on the desk: who sees them, what they never show, what can be done there."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from palat.duties.petitions.models import Petition
from palat.duties.petitions.operations import outgoing
from palat.duties.petitions.tests.factories import official, petition
from palat.kernel.accounts.models import User
from palat.kernel.notices.models import Digest, Notice, Receiver, WordingVersion
from palat.kernel.notices.operations.delivering import deliver
from palat.kernel.notices.operations.replies import Reply, take
from palat.kernel.notices.operations.telling import tell_official
from palat.kernel.notices.registry import kinds
from palat.kernel.organisation.models import Agency

pytestmark = pytest.mark.django_db
ADDRESS = "somsmut@example.org"


def at_desk(post: str) -> Client:
    """Return a browser at which the holder of a post sits."""
    official(post, at=timezone.now())
    client = Client()
    client.force_login(User.objects.get(username=post))
    return client


def sent(state: str = "sent", **more: Any) -> Notice:
    """A notice to a petitioner, in a state."""
    now = timezone.now()
    matter = petition(person={"email": ADDRESS}, at=now, **more)
    outgoing.acknowledge(matter_id=matter.pk, at=now)
    one = Notice.objects.latest("pk")
    deliver(notice_id=one.pk, at=now)
    Notice.objects.filter(pk=one.pk).update(state=state)
    return one


@pytest.mark.parametrize("who", ["shift-1", "admin-1"])
def test_the_outbox_shows_how_far_and_never_to_whom_or_what(who: str) -> None:
    one = sent()
    client = at_desk(who)
    for url in (reverse("outbox"), reverse("outbox_notice", args=[one.pk])):
        page = client.get(url)
        assert page.status_code == 200
        assert "ส่งแล้ว" in page.text
        assert ADDRESS not in page.text
        assert "ไฟฟ้า" not in page.text
    exported = b"".join(client.get(reverse("outbox"), {"export": "csv"}).streaming_content).decode()  # type: ignore[attr-defined]
    assert "รับเรื่องแล้ว" in exported
    assert ADDRESS not in exported


def test_a_notice_shows_what_became_of_its_answers_and_nothing_of_what_they_say() -> None:
    one = sent()
    for key, what in (("a", False), ("b", True)):
        reply = Reply(f"<{key}@x>", "ขอเพิ่มว่าเกิดทุกคืน", is_personal=what, what="reply" if what else "loop")
        take(reply, notice_id=one.pk, at=timezone.now())
    page = at_desk("admin-1").get(reverse("outbox_notice", args=[one.pk])).text
    assert "เพิ่มเข้าในเรื่องแล้ว" in page
    assert "ส่งมาจากที่อยู่ของสำนักงานเอง" in page
    assert "เกิดทุกคืน" not in page


def test_the_code_of_a_matter_is_shown_to_those_who_may_open_it_alone() -> None:
    one = sent()
    code = Petition.objects.get(pk=int(one.about.split(":")[1])).matter.code
    assert f"/desk/matters/{code}/" in at_desk("shift-1").get(reverse("outbox")).text
    assert code not in at_desk("admin-1").get(reverse("outbox")).text


def test_the_list_is_as_quick_with_three_as_with_one(django_assert_num_queries: Any) -> None:
    client = at_desk("shift-1")
    sent()
    client.get(reverse("outbox"))
    with CaptureQueriesContext(connection) as first:
        client.get(reverse("outbox"))
    sent()
    sent()
    with django_assert_num_queries(len(first)):
        client.get(reverse("outbox"))


def test_it_is_narrowed_by_what_went_wrong() -> None:
    client = at_desk("admin-1")
    sent("failed")
    sent()
    assert client.get(reverse("outbox"), {"tab": "trouble"}).context["count"].number == 1
    assert client.get(reverse("outbox"), {"state": ["sent", "failed"]}).context["count"].number == 2
    assert client.get(reverse("outbox"), {"channel": "sms"}).context["count"].number == 0


def test_several_are_sent_again_and_what_is_refused_is_said() -> None:
    failed, fine = sent("failed"), sent()
    client = at_desk("shift-1")
    page = client.post(reverse("outbox_again"), {"row": [failed.pk, fine.pk]}, follow=True)
    assert "ส่งอีกครั้ง 1 รายการ" in page.text
    assert "จึงไม่ต้องส่งอีก" in page.text
    failed.refresh_from_db()
    assert failed.state == "waiting"
    client.post(reverse("outbox_give_up"), {"row": [failed.pk]})
    failed.refresh_from_db()
    assert failed.state == "given_up"
    assert "โปรดเลือกรายการก่อน" in client.post(reverse("outbox_again"), follow=True).text


def test_others_find_no_outbox() -> None:
    one = sent("failed")
    client = at_desk("officer-1")
    assert client.get(reverse("outbox")).status_code == 404
    assert client.post(reverse("outbox_again"), {"row": [one.pk]}).status_code == 404
    one.refresh_from_db()
    assert one.state == "failed"


def test_ones_own_notices_lead_on_and_are_read_thereby() -> None:
    client, now = at_desk("officer-1"), timezone.now()
    me, other = (official(post, at=now).official_id or 0 for post in ("officer-1", "officer-2"))
    mine = tell_official(official_id=me, subject="มีข้อเท็จจริงเพิ่ม", link="/desk/work/", at=now)
    theirs = tell_official(official_id=other, subject="ของคนอื่น", link="/desk/work/", at=now)
    page = client.get(reverse("desk_notices")).text
    assert "มีข้อเท็จจริงเพิ่ม" in page
    assert "ของคนอื่น" not in page
    assert client.get(reverse("desk_notice", args=[theirs.pk])).status_code == 404
    assert client.get(reverse("desk_notice", args=[mine.pk])).url == "/desk/work/"  # type: ignore[attr-defined]
    mine.refresh_from_db()
    assert mine.read_at is not None


def test_all_are_read_once_it_is_confirmed() -> None:
    client, now = at_desk("officer-1"), timezone.now()
    me = official("officer-1", at=now).official_id or 0
    tell_official(official_id=me, subject="x", link="https://elsewhere.example/", at=now)
    assert client.get(reverse("desk_notices_read")).status_code == 200
    assert Notice.objects.filter(read_at=None).exists()
    client.post(reverse("desk_notices_read"))
    assert not Notice.objects.filter(read_at=None).exists()
    away = client.get(reverse("desk_notice", args=[Notice.objects.get().pk]))
    assert away.url == reverse("desk_notices")  # type: ignore[attr-defined]


def test_the_daily_mail_is_chosen_by_oneself() -> None:
    client = at_desk("officer-1")
    assert client.get(reverse("desk_notices_daily")).status_code == 200
    assert client.post(reverse("desk_notices_daily"), {"address": "no"}).status_code == 422
    client.post(reverse("desk_notices_daily"), {"address": "officer@example.org", "working_days": "on"})
    assert Digest.objects.get().address == "officer@example.org"
    client.post(reverse("desk_notices_daily"), {"address": ""})
    assert not Digest.objects.exists()


# Words and receivers, by the administrator --------------------------------------------------------------------------

WORDS = "/desk/admin/wordings/petition.received/"


def typed(**more: str) -> dict[str, str]:
    words = kinds()["petition.received"].words
    given = {f"{language}_{part}": text for language, parts in words.items() for part, text in parts.items()}
    return {**given, "reason": "สั้นลง", **more}


def test_words_are_edited_looked_at_first_compared_and_taken_back() -> None:
    client = at_desk("admin-1")
    assert "รับเรื่องแล้ว รหัสเรื่อง 12345 12345 12345" in client.get(WORDS).text
    seen = client.post(WORDS, typed(th_subject="ได้รับแล้ว {code}", preview="1", reason=""))
    assert seen.status_code == 200
    assert "ได้รับแล้ว 12345 12345 12345" in seen.text
    assert not WordingVersion.objects.exists()
    wrong = client.post(WORDS, typed(th_body="เรื่อง {secret} {link}", save="1"))
    assert wrong.status_code == 422
    assert "บรรทัด 1" in wrong.text
    assert "{secret}" in wrong.text
    without_reason = client.post(WORDS, typed(th_subject="ได้รับแล้ว {code}", save="1", reason=" "))
    assert (without_reason.status_code, "error-summary" in without_reason.text) == (422, True)
    client.post(WORDS, typed(th_subject="ได้รับแล้ว {code}", save="1"))
    assert WordingVersion.objects.get().words["th"]["subject"] == "ได้รับแล้ว {code}"
    assert "<ins" in client.get(WORDS + "compare/", {"number": "1"}).text
    client.post(WORDS + "0/back/", {"reason": "กลับ"})
    assert WordingVersion.objects.count() == 2
    assert client.get("/desk/admin/wordings/unknown/").status_code == 404


def test_the_words_of_every_kind_open_with_all_their_fields() -> None:
    client = at_desk("admin-1")
    for one in kinds().values():
        shown = client.get(f"/desk/admin/wordings/{one.code}/")
        written = [name for name, _meaning, _example in shown.context["fields"]]
        assert written == ["{" + name + "}" for name in one.fields]


def test_a_receiver_is_offered_only_what_agencies_systems_are_told() -> None:
    offered = at_desk("admin-1").get(reverse("admin_receiver_new")).text
    assert "petition.referral" in offered
    assert "agency.invited" not in offered


def test_a_receiver_gets_a_secret_that_is_shown_once() -> None:
    client, agency = at_desk("admin-1"), Agency.objects.get(code="กฟภ")
    form = {"name": "ระบบรับเรื่อง", "agency_id": agency.pk, "url": "https://system.example/palat"}
    assert client.post(reverse("admin_receiver_new"), {**form, "url": "system.example"}).status_code == 422
    shown = client.post(reverse("admin_receiver_new"), form)
    assert "whsec_" in shown.text
    assert "no-store" in shown["Cache-Control"]
    one = Receiver.objects.get()
    page = client.get(reverse("admin_receiver", args=[one.pk])).text
    assert "whsec_" not in page
    again = client.post(reverse("admin_receiver_act", args=[one.pk, "secret"])).text
    assert again.partition("whsec_")[2][:20] != shown.text.partition("whsec_")[2][:20]
    client.post(reverse("admin_receiver_act", args=[one.pk, "stop"]))
    one.refresh_from_db()
    assert one.stopped_at is not None
