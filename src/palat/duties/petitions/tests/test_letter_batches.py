"""Many letters by one act: each with its number, event and paper; what is refused is told and touches no other."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from palat.duties.petitions.tests.factories import NOW, official, petition
from palat.duties.petitions.tests.test_letter_pages import desk
from palat.duties.petitions.tests.test_letters import SECRETS, WHO, events, everything_in, in_hand, referred_by_letter
from palat.kernel.history.queries import faults
from palat.kernel.identities.models import Reveal
from palat.kernel.letters import tasks
from palat.kernel.letters.batches.queries import progress_of
from palat.kernel.letters.models import Batch, BatchItem, Letter
from palat.kernel.letters.operations import batches, drafting, papers, pieces
from palat.kernel.letters.operations.batches import begin_letters, begin_signing
from palat.kernel.letters.queries import pdf_of
from palat.kernel.matters.authority import SYSTEM
from palat.kernel.matters.models import Matter, Track
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.registers.models import RegisterEntry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(monkeypatch):
    """The job's own clock stands at the day of the people who are seated."""
    monkeypatch.setattr("palat.kernel.letters.tasks.timezone.now", lambda: NOW)


def filed(count: int) -> list[Matter]:
    """Petitions of people who gave their names."""
    return [petition(person={**WHO, "given_name": f"สมมุติ{n}"}, answer_by="post") for n in range(count)]


def acknowledged(matters, **given) -> Batch:
    """A batch of acknowledgements, begun by the clerk."""
    return begin_letters(
        kind="acknowledgement", matter_ids=[one.pk for one in matters], by=official("clerk-1"), at=NOW, **given
    )


def states(batch: Batch) -> list[str]:
    return list(batch.items.order_by("id").values_list("state", flat=True))


def test_acknowledgements_are_issued_together_each_with_number_event_and_paper():
    matters = filed(3)
    batch = acknowledged(matters)
    tasks.batch(batch.pk)
    letters = list(Letter.objects.order_by("running"))
    assert [one.number for one in letters] == [f"นร 0105.04/{n}" for n in (1, 2, 3)]
    assert len({one.sha256 for one in letters}) == 3
    assert all(one.file_id and one.template.number == 1 for one in letters)
    assert {one.basis.split(":")[0] for one in letters} == {"holding"}
    for matter in matters:
        assert events(matter)[-3:] == ["letter_draft", "letter_issue", "letter_finish"]
    assert list(faults()) == []
    assert Reveal.objects.filter(purpose="letter").count() == 3
    said = everything_in(pdf_of(letters[0], at=NOW))
    assert "สมมุติ0" not in said
    batch.refresh_from_db()
    assert batch.ended_at == NOW


def test_a_piece_asks_the_database_as_often_for_three_letters_as_for_one():
    asked = []
    for count in (1, 1, 3):
        batch = acknowledged(filed(count))
        with CaptureQueriesContext(connection) as queries:
            made = batches.next_piece(batch_id=batch.pk, at=NOW)
        assert len(made) == count
        asked.append(len(queries))
    assert asked[1] == asked[2]


def test_what_is_refused_is_told_beside_the_letter_and_the_others_are_done():
    matters = [*filed(1), petition()]
    batch = acknowledged(matters)
    tasks.batch(batch.pk)
    assert states(batch) == ["done", "refused"]
    assert "ไม่ได้ให้ชื่อ" in batch.items.get(state="refused").why
    assert RegisterEntry.objects.filter(register_id="letter_out").count() == 1


def test_what_was_refused_is_listed_no_longer_once_its_matter_is_classified():
    matters = [petition(), petition()]  # without a name there is nobody to write to
    batch = acknowledged(matters)
    tasks.batch(batch.pk)
    clerk = official("clerk-1")
    assert [one.matter for one in progress_of(batch.pk, clerk).troubles] == matters
    Matter.objects.filter(pk=matters[0].pk).update(secrecy=3)
    left = progress_of(batch.pk, clerk)
    assert ([one.matter for one in left.troubles], left.more_troubles) == (matters[1:], 0)


def test_only_who_has_the_authority_issues_together():
    matters = filed(2)
    batch = begin_letters(
        kind="acknowledgement", matter_ids=[one.pk for one in matters], by=official("legal-1"), at=NOW
    )
    tasks.batch(batch.pk)
    assert states(batch) == ["refused", "refused"]
    assert "ไม่มีอำนาจ" in batch.items.first().why
    assert not Letter.objects.exists()


def test_matters_that_the_official_may_not_see_are_not_among_them():
    hidden, open_one = filed(2)
    Matter.objects.filter(pk=hidden.pk).update(secrecy=2)
    batch = acknowledged([hidden, open_one])
    assert list(batch.items.values_list("matter_id", flat=True)) == [open_one.pk]


def test_plain_letters_have_the_same_words_and_what_is_each_matters_own():
    matters = []
    for _one in range(2):
        matter, officer = in_hand(person=WHO)
        matters.append(matter)
    batch = begin_letters(
        kind="letter",
        matter_ids=[one.pk for one in matters],
        by=officer,
        at=NOW,
        subject="แจ้งความคืบหน้า รหัสเรื่อง {รหัสเรื่อง}",
        text="ตามที่ท่านร้องทุกข์เมื่อวันที่ {วันที่รับ} นั้น\nอยู่ระหว่างตรวจสอบ",
    )
    tasks.batch(batch.pk)
    letters = list(Letter.objects.order_by("pk"))
    assert [one.state for one in letters] == ["submitted", "submitted"]
    assert len({one.subject for one in letters}) == 2
    assert "8 มิถุนายน 2569" in letters[0].content[0]["text"]
    assert letters[0].content[-1]["text"].startswith("จึงเรียนมาเพื่อโปรด")
    assert letters[0].person_id

    director = official("director-psc")
    signing = begin_signing(letter_ids=[one.pk for one in letters], by=director, at=NOW)
    tasks.batch(signing.pk)
    letters = list(Letter.objects.order_by("pk"))
    assert [one.number for one in letters] == ["นร 0105.04/1", "นร 0105.04/2"]
    assert letters[0].signature[0] == "(ผู้ครองตำแหน่ง director-psc)"
    assert events(matters[0])[-4:] == ["letter_draft", "letter_submit", "letter_sign", "letter_finish"]
    assert list(faults()) == []


def test_drafter_does_not_sign_own_letters_in_a_batch():
    matter, _officer = in_hand(person=WHO)
    director = official("director-psc")
    batch = begin_letters(kind="letter", matter_ids=[matter.pk], by=director, at=NOW, subject="ก", text="ข")
    tasks.batch(batch.pk)
    signing = begin_signing(letter_ids=[Letter.objects.get().pk], by=director, at=NOW)
    tasks.batch(signing.pk)
    assert "สองคนตรวจ" in signing.items.get().why


def test_signed_referrals_of_a_batch_are_sent_and_decisions_stay_out():
    letters = [referred_by_letter()[2].pk for _one in range(2)]
    matter, officer = in_hand()
    memo = drafting.start(kind="memo", matter_id=matter.pk, by=officer, at=NOW)
    drafting.submit(letter_id=memo.pk, by=officer, at=NOW)
    batch = begin_signing(letter_ids=[*letters, memo.pk], by=official("director-psc"), at=NOW)
    tasks.batch(batch.pk)
    assert states(batch) == ["done", "done"]
    assert Track.objects.filter(type="referral", state="sent").count() == 2
    memo.refresh_from_db()
    assert memo.state == "submitted"


def test_batch_that_was_cut_off_goes_on_where_it_was(monkeypatch):
    monkeypatch.setattr(batches, "PIECE", 2)
    batch = acknowledged(filed(5))
    assert len(batches.next_piece(batch_id=batch.pk, at=NOW)) == 2
    tasks.batch(batch.pk)
    assert states(batch) == ["done"] * 5
    assert sorted(Letter.objects.values_list("running", flat=True)) == [1, 2, 3, 4, 5]
    assert not Letter.objects.filter(file=None).exists()
    tasks.batch(batch.pk)
    assert Letter.objects.count() == 5


def test_fault_in_one_letter_stops_no_other(monkeypatch):
    matters = filed(3)
    first_words = pieces.first_words

    def broken(act, kind, **given):
        if act.matter.pk == matters[1].pk:
            raise RuntimeError
        return first_words(act, kind, **given)

    monkeypatch.setattr(pieces, "first_words", broken)
    batch = acknowledged(matters)
    tasks.batch(batch.pk)
    assert states(batch) == ["done", "refused", "done"]
    assert "ขัดข้อง" in batch.items.get(state="refused").why
    assert sorted(Letter.objects.values_list("running", flat=True)) == [1, 2]


def test_paper_that_cannot_be_set_is_told_and_waited_for_by_nothing(monkeypatch):
    from palat.kernel.letters.layout import UnableToLayOut

    render = papers.render

    def broken(letter, template):
        if "2" in letter.number[-1:]:
            raise UnableToLayOut("จัดหน้าไม่ได้")
        return render(letter, template)

    monkeypatch.setattr(papers, "render", broken)
    batch = acknowledged(filed(3))
    tasks.batch(batch.pk)
    assert Letter.objects.filter(file=None).count() == 1
    assert batch.items.get(why="จัดหน้าไม่ได้").state == "done"


def test_several_letters_to_one_person_each_open_the_name_for_themselves():
    matters = filed(2)
    person = matters[0].petition.person
    from palat.duties.petitions.models import Petition

    Petition.objects.filter(pk=matters[1].pk).update(person=person)
    tasks.batch(acknowledged(matters).pk)
    assert Reveal.objects.filter(purpose="letter", person=person).count() == 2
    assert Letter.objects.exclude(sha256="").count() == 2


def test_stopped_batch_leaves_what_waits():
    batch = acknowledged(filed(2))
    batches.stop(batch_id=batch.pk, by=official("clerk-1"), at=NOW)
    tasks.batch(batch.pk)
    assert states(batch) == ["waiting", "waiting"]
    with pytest.raises(UnableToAct):
        batches.stop(batch_id=batch.pk, by=official("clerk-1"), at=NOW)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"kind": "referral"}, "เป็นชุดไม่ได้"),
        ({"kind": "letter"}, "เรื่องและข้อความ"),
        ({"kind": "acknowledgement", "matter_ids": []}, "ไม่มีหนังสือ"),
    ],
)
def test_batches_that_cannot_be_begun(given, words):
    with pytest.raises(UnableToAct, match=words):
        begin_letters(**{"matter_ids": [1], "by": official("clerk-1"), "at": NOW, **given})


def test_system_begins_no_batch():
    matters = filed(1)
    with pytest.raises(UnableToAct, match="เจ้าหน้าที่"):
        begin_letters(kind="acknowledgement", matter_ids=[matters[0].pk], by=SYSTEM, at=NOW)


# Pages


def test_batch_is_begun_from_the_narrowed_list_and_followed_to_its_end():
    filed(2)
    petition()
    clerk = desk(official("clerk-1"))
    page = clerk.get(reverse("petition_list")).content.decode()
    assert reverse("petition_letters") in page
    asked = clerk.get(reverse("petition_letters"))
    assert asked.context["count"] == 3
    assert "1 เรื่องไม่มีชื่อผู้ร้อง" in asked.content.decode()
    key = asked.content.decode().split('name="once_key" value="')[1].split('"')[0]
    sent = {"kind": "acknowledgement", "confirmed": "1", "once_key": key}
    answer = clerk.post(reverse("petition_letters"), sent)
    assert clerk.post(reverse("petition_letters"), sent).url == answer.url
    batch = Batch.objects.get()
    assert answer.url == reverse("letter_batch", args=[batch.pk])
    assert "กำลังทำ" in clerk.get(answer.url).content.decode()
    tasks.batch(batch.pk)
    part = clerk.get(answer.url, HTTP_HX_TARGET="batch").content.decode()
    assert "เสร็จแล้ว" in part
    assert "ไม่ได้ให้ชื่อ" in part
    assert "<html" not in part
    assert "ออกหนังสือโดยไม่ต้องลงนาม" in clerk.get(reverse("letter_batches")).content.decode()
    for secret in SECRETS:
        assert secret not in part


def test_plain_letter_asks_for_its_words():
    filed(1)
    clerk = desk(official("officer-1"))
    asked = clerk.get(reverse("petition_letters")).content.decode()
    key = asked.split('name="once_key" value="')[1].split('"')[0]
    answer = clerk.post(reverse("petition_letters"), {"kind": "letter", "confirmed": "1", "once_key": key})
    assert answer.status_code == 422
    assert not Batch.objects.exists()


def test_director_signs_a_narrowed_list_after_seeing_what_it_is():
    letters = [referred_by_letter()[2].pk for _one in range(2)]
    director = desk(official("director-psc"))
    assert reverse("letters_sign_all") in director.get(reverse("letters_to_sign")).content.decode()
    asked = director.get(reverse("letters_sign_all")).content.decode()
    assert "หนังสือส่งเรื่องให้หน่วยงาน: 2 ฉบับ" in asked
    key = asked.split('name="once_key" value="')[1].split('"')[0]
    director.post(reverse("letters_sign_all"), {"row": letters, "once_key": key})
    assert BatchItem.objects.filter(letter__in=letters).count() == 2


def test_batch_belongs_to_who_began_it():
    batch = acknowledged(filed(1))
    other = desk(official("officer-1"))
    assert other.get(reverse("letter_batch", args=[batch.pk])).status_code == 404
    other.post(reverse("letter_batch_stop", args=[batch.pk]))
    batch.refresh_from_db()
    assert batch.stopped_at is None
    mine = desk(official("clerk-1"))
    mine.post(reverse("letter_batch_stop", args=[batch.pk]))
    batch.refresh_from_db()
    assert batch.stopped_at is not None
