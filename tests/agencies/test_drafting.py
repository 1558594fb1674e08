"""Draft and approve inside an agency: the Office sees only what was approved."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from palat.duties.petitions.operations import referrals
from palat.duties.petitions.tests.factories import NOW, agency_id, liaison, official
from palat.kernel.agencies.models import Draft
from palat.kernel.agencies.operations import answering, drafting, forwarding, people
from palat.kernel.agencies.procedure import Answer
from palat.kernel.agencies.queries import inbox
from palat.kernel.history.models import Event
from palat.kernel.history.queries import faults
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Attachment, Track
from palat.kernel.matters.operations.acts import NeedsApproval, NotAuthorised, UnableToAct
from palat.kernel.matters.operations.onetime import make_link, open_link
from palat.kernel.notices.models import Notice
from tests.agencies.people import LATER, PEA, PWA, approver, drafter, fresh, referred, user_of

pytestmark = pytest.mark.django_db
SAID = Answer("เปลี่ยนหม้อแปลงแล้ว ไฟฟ้าใช้ได้ตามปกติ", "solved")


def approved_only(approval: str = "answers") -> None:
    """Let the agency want its answers approved."""
    by = approver()
    people.set_approval(agency_id=agency_id(PEA), approval=approval, by=by, at=NOW)


def given(track: Track) -> Actor:
    """Return a drafter in whose hand a track lies."""
    by = drafter()
    forwarding.forward(track_id=track.pk, official_id=by.official_id, by=liaison(PEA), at=NOW)
    return by


def submitted(track: Track) -> Draft:
    """Return a draft that lies before the approver."""
    approver()
    by = given(track)
    draft = drafting.save(track_id=track.pk, kind="report", said=SAID, by=by, at=NOW)
    return drafting.submit(track_id=track.pk, by=by, at=NOW, revision=draft.revision)


def test_liaison_answers_alone_until_the_agency_wants_approval() -> None:
    first, second = referred(), referred()
    answering.answer(track_id=first.pk, kind="report", said=SAID, by=liaison(PEA), at=NOW)
    assert fresh(first).state == "reported"
    approved_only()
    with pytest.raises(NeedsApproval):
        answering.answer(track_id=second.pk, kind="report", said=SAID, by=liaison(PEA), at=NOW)
    assert fresh(second).state == "sent"


def test_the_rule_holds_inside_the_act_whatever_way_it_comes() -> None:
    track = referred()
    approved_only()
    common = {"matter_id": track.matter_id, "track_id": track.pk, "at": NOW}
    with pytest.raises(NeedsApproval):
        referrals.agency_report(**common, by=liaison(PEA), report=referrals.Report("เสร็จแล้ว", "solved"))
    with pytest.raises(NeedsApproval):
        referrals.agency_return(**common, by=liaison(PEA), words="ไม่ใช่หน้าที่")
    token = make_link(track_id=track.pk, sent_to="a@example.org", at=NOW)
    with pytest.raises(NotAuthorised):
        referrals.agency_report(
            **common, by=open_link(token=token, at=NOW)[0], report=referrals.Report("เสร็จ", "solved")
        )
    referrals.agency_progress(**common, by=liaison(PEA), words="กำลังดำเนินการ")
    approved_only("all")
    with pytest.raises(NeedsApproval):
        referrals.agency_progress(**common, by=liaison(PEA), words="กำลังดำเนินการ")


def test_another_agency_s_rule_binds_nobody_else() -> None:
    track = referred(PWA)
    approved_only()
    answering.answer(track_id=track.pk, kind="report", said=SAID, by=liaison(PWA), at=NOW)
    assert fresh(track).state == "reported"


def test_approved_draft_is_the_agency_s_answer_on_the_approver_s_authority() -> None:
    track = referred()
    approved_only()
    draft = submitted(track)
    by = approver()
    drafting.approve(track_id=track.pk, by=by, at=LATER, revision=draft.revision)
    assert fresh(track).answer == SAID.words
    event = Event.objects.get(chain=f"matter:{track.matter_id}", kind="agency_report")
    assert event.actor == by.ref
    assert Draft.objects.get().state == "sent"


def test_nothing_of_a_draft_reaches_the_matter_before_it_is_approved(client: Client) -> None:
    track = referred()
    approved_only()
    before = Event.objects.filter(chain=f"matter:{track.matter_id}").count()
    submitted(track)
    assert Event.objects.filter(chain=f"matter:{track.matter_id}").count() == before
    assert fresh(track).answer == ""
    client.force_login(user_of(official("officer-1")))
    page = client.get(reverse("petition_matter", args=[track.matter.code])).content.decode()
    assert "หม้อแปลง" not in page
    assert list(faults()) == []


def test_colleagues_are_told_in_thai_whatever_the_language_of_the_screen() -> None:
    track = referred()
    approved_only()
    with override("en"):
        draft = submitted(track)
        drafting.give_back(track_id=track.pk, by=approver(), at=LATER, revision=draft.revision, reason="โปรดแก้")
    told = Notice.objects.filter(channel="inapp").values_list("subject", flat=True)
    assert [one for one in told if "ร่างคำตอบ" in one]
    assert not [one for one in told if "draft" in one.lower()]


def test_draft_returned_with_reason_is_the_writer_s_again() -> None:
    track = referred()
    approved_only()
    draft = submitted(track)
    with pytest.raises(UnableToAct, match="เหตุผล"):
        drafting.give_back(track_id=track.pk, by=approver(), at=LATER, revision=draft.revision, reason=" ")
    drafting.give_back(track_id=track.pk, by=approver(), at=LATER, revision=draft.revision, reason="โปรดระบุวันที่ซ่อม")
    draft.refresh_from_db()
    assert (draft.state, draft.reason) == ("returned", "โปรดระบุวันที่ซ่อม")
    with pytest.raises(UnableToAct, match="เสนอแล้ว"):
        drafting.approve(track_id=track.pk, by=approver(), at=LATER, revision=draft.revision)
    again = drafting.save(track_id=track.pk, kind="report", said=SAID, by=drafter(), at=LATER, revision=draft.revision)
    drafting.submit(track_id=track.pk, by=drafter(), at=LATER, revision=again.revision)
    assert Draft.objects.get().state == "submitted"


@pytest.mark.parametrize("role", ["agency_drafter", "agency_liaison", "agency_manager", "agency_reader"])
def test_only_an_approver_approves(role: str) -> None:
    track = referred()
    approved_only()
    draft = submitted(track)
    with pytest.raises(NotAuthorised):
        drafting.approve(track_id=track.pk, by=liaison(PEA, role=role), at=LATER, revision=draft.revision)
    assert fresh(track).state == "sent"


def test_an_approver_of_another_agency_approves_nothing() -> None:
    draft = submitted(referred())
    with pytest.raises(NotAuthorised):
        drafting.approve(track_id=draft.track_id, by=approver(PWA), at=LATER, revision=draft.revision)


def test_nobody_approves_what_he_did_not_read() -> None:
    track = referred()
    draft = submitted(track)
    other = Answer("ถ้อยคำอื่น", "solved")
    drafting.save(track_id=track.pk, kind="report", said=other, by=drafter(), at=LATER)
    with pytest.raises(drafting.DraftMoved):
        drafting.approve(track_id=track.pk, by=approver(), at=LATER, revision=draft.revision)


def test_two_writers_do_not_write_over_each_other() -> None:
    track = referred()
    drafting.save(track_id=track.pk, kind="report", said=SAID, by=liaison(PEA), at=NOW, revision=0)
    with pytest.raises(drafting.DraftMoved):
        drafting.save(track_id=track.pk, kind="report", said=SAID, by=liaison(PEA), at=NOW, revision=0)


def test_what_the_office_took_back_meanwhile_is_not_answered() -> None:
    track = referred()
    draft = submitted(track)
    referrals.recall(
        matter_id=track.matter_id, track_id=track.pk, by=official("officer-1"), at=LATER, words="ส่งผิดหน่วยงาน"
    )
    with pytest.raises(UnableToAct):
        drafting.approve(track_id=track.pk, by=approver(), at=LATER, revision=draft.revision)
    draft.refresh_from_db()
    assert draft.state == "submitted"


def test_submitting_without_any_approver_is_refused() -> None:
    track = referred()
    draft = drafting.save(track_id=track.pk, kind="report", said=SAID, by=liaison(PEA), at=NOW)
    with pytest.raises(UnableToAct, match="ยังไม่มีผู้อนุมัติ"):
        drafting.submit(track_id=track.pk, by=liaison(PEA), at=NOW, revision=draft.revision)


def test_pages_draft_submit_approve(client: Client) -> None:
    track = referred()
    approved_only()
    by = given(track)
    client.force_login(user_of(by))
    address = reverse("agency_write", args=[track.pk, "report"])
    typed = {"words": "ซ่อมสายส่งแล้ว", "result": "solved", "revision": "0", "seen": "99"}
    page = client.get(address).content.decode()
    assert 'value="send"' not in page
    assert client.post(address, {**typed, "way": "send"}).status_code == 422
    assert client.post(address, {**typed, "way": "submit"}).status_code == 302
    draft = Draft.objects.get()
    client.force_login(user_of(approver()))
    page = client.get(reverse("agency_track", args=[track.pk])).content.decode()
    assert "ซ่อมสายส่งแล้ว" in page
    done = client.post(reverse("agency_draft", args=[track.pk, "approve"]), {"revision": draft.revision})
    assert done.status_code == 302
    assert fresh(track).answer == "ซ่อมสายส่งแล้ว"


def test_bulk_says_beforehand_which_would_be_refused_and_answers_the_rest(client: Client) -> None:
    ready, answered = referred(), referred()
    answering.answer(track_id=answered.pk, kind="report", said=SAID, by=liaison(PEA), at=NOW)
    client.force_login(user_of(liaison(PEA)))
    address = reverse("agency_bulk", args=["report"])
    page = client.post(address, {"row": [ready.pk, answered.pk]}).content.decode()
    assert "ทำไม่ได้ 1 เรื่อง" in page
    assert fresh(ready).state == "sent"
    sent = {"row": [ready.pk], "confirmed": "1", "words": "ดำเนินการแล้ว", "result": "solved", "once_key": "k" * 24}
    assert client.post(address, sent).status_code == 302
    assert fresh(ready).answer == "ดำเนินการแล้ว"
    assert fresh(answered).answer == SAID.words


def test_bulk_of_answers_that_wait_for_approval_lays_drafts_before_the_approver(client: Client) -> None:
    tracks = [referred(), referred()]
    approved_only()
    client.force_login(user_of(liaison(PEA)))
    sent = {
        "row": [one.pk for one in tracks],
        "confirmed": "1",
        "words": "ดำเนินการแล้ว",
        "result": "solved",
        "once_key": "q" * 24,
    }
    page = client.post(reverse("agency_bulk", args=["report"]), sent, follow=True).content.decode()
    assert "เสนอผู้อนุมัติแล้ว 2 เรื่อง" in page
    assert "เรียบร้อยแล้ว" not in page
    assert list(Draft.objects.values_list("state", flat=True)) == ["submitted", "submitted"]
    client.force_login(user_of(approver()))
    page = client.post(reverse("agency_bulk", args=["approve"]), {"row": [one.pk for one in tracks]}).content.decode()
    assert "ดำเนินการแล้ว" in page
    sure = {"row": [one.pk for one in tracks], "confirmed": "1", "once_key": "r" * 24}
    assert client.post(reverse("agency_bulk", args=["approve"]), sure).status_code == 302
    assert {fresh(one).state for one in tracks} == {"reported"}


@pytest.mark.parametrize("at_once", [False, True], ids=["before_approval", "at_once"])
def test_bulk_answer_leaves_a_colleagues_draft_alone_and_says_whose_it_is(client: Client, at_once: bool) -> None:
    free, written = referred(), referred()
    if not at_once:
        approved_only()
    by = given(written)
    drafting.save(track_id=written.pk, kind="report", said=SAID, by=by, at=NOW)
    client.force_login(user_of(liaison(PEA)))
    address = reverse("agency_bulk", args=["report"])
    page = client.post(address, {"row": [free.pk, written.pk]}).content.decode()
    assert f"ร่างคำตอบของ {Draft.objects.get().author} ค้างอยู่" in page
    sent = {"row": [free.pk, written.pk], "confirmed": "1", "words": "อื่น", "result": "solved", "once_key": "d" * 24}
    assert client.post(address, sent).status_code == 422
    draft = Draft.objects.get()
    assert (draft.words, draft.state, draft.revision) == (SAID.words, "writing", 1)
    assert (fresh(free).state, fresh(written).state) == ("sent", "sent")


def test_a_file_goes_with_the_answer_and_the_office_sees_it(client: Client) -> None:
    track = referred()
    client.force_login(user_of(liaison(PEA)))
    typed = {
        "words": "ดูภาพถ่ายแนบ",
        "result": "solved",
        "revision": "0",
        "seen": "99",
        "way": "send",
        "files": SimpleUploadedFile("บันทึก.txt", "ผลการตรวจ".encode(), "text/plain"),
    }
    assert client.post(reverse("agency_write", args=[track.pk, "report"]), typed).status_code == 302
    client.force_login(user_of(official("officer-1")))
    assert "บันทึก.txt" in client.get(reverse("petition_matter", args=[track.matter.code])).content.decode()


def test_the_approver_opens_the_files_of_a_draft_and_other_agencies_do_not(client: Client) -> None:
    track, head = referred(), approver()
    client.force_login(user_of(given(track)))
    file = SimpleUploadedFile("ภาพ.txt", "ภาพหลังซ่อม".encode(), "text/plain")
    typed = {"words": "ซ่อมแล้ว", "result": "solved", "revision": "0", "way": "submit", "files": file}
    assert client.post(reverse("agency_write", args=[track.pk, "report"]), typed).status_code == 302
    address = reverse("agency_draft_file", args=[track.pk, Draft.objects.get().files.get().pk])
    for who, status in ((head, 200), (liaison(PWA), 404), (official("officer-1"), 404)):
        client.force_login(user_of(who))
        response = client.get(address)
        assert response.status_code == status
        if status == 200:
            assert b"".join(response.streaming_content).decode() == "ภาพหลังซ่อม"  # type: ignore[attr-defined]
    drafting.approve(track_id=track.pk, by=head, at=LATER, revision=Draft.objects.get().revision)
    assert Attachment.objects.get(track=track).name == "ภาพ.txt"


def test_what_presses_is_counted_among_the_open_alone() -> None:
    waits, with_office, ended = referred(), referred(), referred()
    submitted(waits)
    submitted(ended)
    for track in (with_office, ended):
        answering.answer(track_id=track.pk, kind="report", said=SAID, by=liaison(PEA), at=NOW)
    referrals.accept_report(matter_id=ended.matter_id, track_id=ended.pk, by=official("officer-1"), at=NOW)
    assert fresh(ended).final
    by = approver()
    counts = inbox.tallies(by, NOW, NOW.date())
    assert (counts["todo"], counts["office"], counts["approve"], counts["untaken"]) == (1, 1, 1, 1)
    assert [one.pk for one in inbox.to_approve(inbox.inbox(by))] == [waits.pk]
