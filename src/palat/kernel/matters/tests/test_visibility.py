"""Nothing leaks, not even as a count: every way of reading is asked with data that could leak."""

from typing import Any

import pytest

from palat.kernel.files.models import StoredFile
from palat.kernel.history import ids
from palat.kernel.matters.authority import SYSTEM, Actor, citizen
from palat.kernel.matters.models import Attachment, Bar, Matter, Track
from palat.kernel.matters.operations import decisions
from palat.kernel.matters.operations.acts import UnableToAct, acting
from palat.kernel.matters.operations.indexing import rebuild
from palat.kernel.matters.operations.links import link, merge
from palat.kernel.matters.operations.onetime import make_link, open_link
from palat.kernel.matters.queries.decisions import NotBefore, decision_file, waiting_for
from palat.kernel.matters.queries.file import NotVisible, file_by_id, open_file
from palat.kernel.matters.queries.finding import find_matter
from palat.kernel.matters.queries.public import matter_by_code
from palat.kernel.matters.queries.visibility import may_open, visible, visible_attachments
from palat.kernel.matters.queries.worklists import queue_page, waiting_in
from palat.kernel.matters.tests.factories import NOW, agency_id, holder, liaison, matter, referred

pytestmark = pytest.mark.django_db

OFFICE = (
    *("clerk-1", "intake-1", "shift-1", "officer-1", "legal-1", "head-1"),
    *("director-psc", "deputy-ps", "ps", "secretary", "inspector-1", "auditor-1"),
)
NO_READERS = ("agent-1", "minister", "dpm", "pm", "admin-1")
RESTRICTED_READERS = {"director-psc", "deputy-ps", "ps"}
CLEARANCES = {
    "clerk-1": 1,
    "director-psc": 2,
    "secretary": 2,
    "inspector-1": 2,
    "auditor-1": 2,
    "deputy-ps": 3,
    "ps": 3,
}


def sees(by: Actor, one: Matter) -> bool:
    """Say whether someone finds a matter; every way of asking must agree."""
    listed = visible(by).filter(pk=one.pk).exists()
    counted = visible(by).filter(pk=one.pk).count() == 1
    found = one in find_matter(one.code, by=by)
    try:
        opened = open_file(code=one.code, by=by).matter == one
    except NotVisible:
        opened = False
    assert listed == counted == found == opened
    return listed


@pytest.mark.parametrize("post", OFFICE)
def test_office_reads_up_to_its_clearance(post: str) -> None:
    by = holder(post)
    most = CLEARANCES.get(post, 1)
    assert [sees(by, matter(secrecy=secrecy)) for secrecy in range(4)] == [secrecy <= most for secrecy in range(4)]


@pytest.mark.parametrize("post", OFFICE)
def test_restricted_matters_are_seen_by_named_roles_alone(post: str) -> None:
    assert sees(holder(post), matter(restricted="royal")) == (post in RESTRICTED_READERS)


@pytest.mark.parametrize("post", NO_READERS)
def test_who_has_no_reading_right_sees_nothing(post: str) -> None:
    assert not sees(holder(post), matter())
    assert not visible(holder(post)).exists()


def test_accused_official_and_accused_agency_see_nothing_of_the_matter() -> None:
    officer, director = holder("officer-1"), holder("director-psc")
    one = matter(officer=officer)
    referred(one, officer, "กฟภ")
    assert sees(director, one)
    assert sees(liaison("กฟภ"), one)
    Bar.objects.create(matter=one, official_id=director.official_id, reason="ผู้ถูกร้องเรียน")
    Bar.objects.create(matter=one, agency_id=agency_id("กฟภ"), reason="หน่วยงานที่ถูกร้องเรียน")
    assert not sees(director, one)
    assert not sees(liaison("กฟภ"), one)
    assert sees(officer, one)


def test_agency_sees_matters_with_a_track_of_its_own_and_of_these_its_own_part() -> None:
    officer = holder("officer-1")
    one, other = matter(officer=officer), matter()
    first, second = referred(one, officer, "กฟภ", "กปภ")
    with acting(matter_id=one.pk, by=officer, at=NOW) as act:
        act.move("write_note", body={"words": "บันทึกภายใน"})
    with acting(matter_id=one.pk, by=liaison("กปภ"), at=NOW) as act:
        act.move("agency_progress", track=act.track(second.pk), body={"words": "ของอีกหน่วยงาน"})
    by = liaison("กฟภ")
    assert sees(by, one)
    assert not sees(by, other)
    file = file_by_id(one.pk, by)
    assert [view.track.pk for view in file.others] == [first.pk]
    assert {clock.track_id for clock in file.clocks} == {first.pk}
    assert {line.event.facts.get("track") for line in file.history} <= {first.pk}
    assert file.submission is None
    assert not file.main.doable
    assert {one.move.code for one in file.others[0].doable} >= {"agency_accept", "agency_report"}
    told = "".join(str(line.event.body) for line in file.history)
    assert "บันทึกภายใน" not in told
    assert "ของอีกหน่วยงาน" not in told


def test_citizen_link_system_and_nobody() -> None:
    officer = holder("officer-1")
    one, other = matter(officer=officer), matter()
    (track,) = referred(one, officer, "กฟน")
    by_link, _track = open_link(token=make_link(track_id=track.pk, sent_to="a@example.org", at=NOW), at=NOW)
    for by in (citizen(one.pk), by_link):
        assert list(visible(by)) == [one]
    assert not visible(Actor("citizen")).exists()
    assert not visible(Actor("official")).exists()
    assert set(visible(SYSTEM)) >= {one, other}


def _attached(one: Matter, name: str, **fields: object) -> Attachment:
    stored = StoredFile.objects.create(
        id=ids.take(), sha256="0" * 64, original_sha256="0" * 64, size=1, content_type="application/pdf",
        storage_name="none", created_at=NOW,
    )  # fmt: skip
    given = {"origin": "office", "added_at": NOW, **fields}
    return Attachment.objects.create(id=ids.take(), matter=one, file=stored, name=name, **given)


def test_attachments_show_to_each_what_is_theirs() -> None:
    officer = holder("officer-1")
    one = matter(officer=officer)
    first, second = referred(one, officer, "กฟภ", "กปภ")
    _attached(one, "ภายใน.pdf")
    _attached(one, "ของผู้ร้อง.pdf", origin="petitioner", for_petitioner=True)
    _attached(one, "อนุมัติแล้ว.pdf", for_agencies=True)
    _attached(one, "กฟภ.pdf", origin="agency", track=first)
    _attached(one, "กปภ.pdf", origin="agency", track=second)

    def names(by: Actor) -> set[str]:
        return {attached.name for attached in visible_attachments(by, one)}

    assert names(officer) == {"ภายใน.pdf", "ของผู้ร้อง.pdf", "อนุมัติแล้ว.pdf", "กฟภ.pdf", "กปภ.pdf"}
    assert names(liaison("กฟภ")) == {"อนุมัติแล้ว.pdf", "กฟภ.pdf"}
    assert names(citizen(one.pk)) == {"ของผู้ร้อง.pdf"}
    by_link, _track = open_link(token=make_link(track_id=second.pk, sent_to="a@example.org", at=NOW), at=NOW)
    assert names(by_link) == {"อนุมัติแล้ว.pdf", "กปภ.pdf"}


# Counts, queues, links ----------------------------------------------------------------------------------------


def test_queue_counts_hold_nothing_that_the_viewer_may_not_see() -> None:
    by = holder("intake-1")
    assert by.authority is not None
    queue = f"unit:{by.authority.held[0].unit_id}"
    before = waiting_in({queue: 1000}, by=by)[queue]
    shown, secret, barred = matter(), matter(secrecy=3), matter()
    Bar.objects.create(matter=barred, official_id=by.official_id, reason="ญาติ")
    assert waiting_in({queue: 1000}, by=by)[queue] == before + 1
    listed = set(queue_page(queue, by=by).values_list("matter_id", flat=True))
    assert shown.pk in listed
    assert not {secret.pk, barred.pk} & listed


def test_links_to_what_may_not_be_seen_are_not_told() -> None:
    officer, cleared = holder("officer-1"), holder("ps")
    one, secret, plain = matter(officer=officer), matter(), matter()
    for target in (secret, plain):
        link(source_id=one.pk, target_id=target.pk, kind="related", by=officer, at=NOW)
    link(source_id=secret.pk, target_id=one.pk, kind="repeats", by=holder("intake-1"), at=NOW)
    Matter.objects.filter(pk=secret.pk).update(secrecy=3)
    assert {found.target_id for found in file_by_id(one.pk, officer).links} == {plain.pk}
    assert len(file_by_id(one.pk, cleared).links) == 3


def test_nothing_is_linked_or_merged_to_what_may_not_be_seen() -> None:
    officer = holder("officer-1")
    one, secret = matter(officer=officer), matter(secrecy=3)
    with pytest.raises(UnableToAct, match="ไม่พบเรื่องที่ระบุ"):
        link(source_id=one.pk, target_id=secret.pk, kind="related", by=officer, at=NOW)
    with pytest.raises(UnableToAct, match="ไม่พบเรื่องที่ระบุ"):
        merge(matter_ids=[one.pk], into_id=secret.pk, by=officer, at=NOW, reason="")


def test_searching_words_finds_nothing_secret() -> None:
    by = holder("officer-1")
    shown, _secret = matter(subject="น้ำประปาสีแดง"), matter(subject="น้ำประปาสีแดง", secrecy=3)
    rebuild(at=NOW)
    assert find_matter("ประปาสีแดง", by=by) == [shown]
    numbered = matter(secrecy=3)
    Matter.objects.filter(pk=numbered.pk).update(number="ศบช 9/2569", alias="นร02660001945")
    assert find_matter("ศบช 9/2569", by=by) == []
    assert find_matter("นร02660001945", by=by) == []


# The decision queue -------------------------------------------------------------------------------------------


def _laid_before(role: str, officer: str = "officer-1", **fields: object) -> Matter:
    by = holder(officer)
    one = matter(officer=by)
    with acting(matter_id=one.pk, by=by, at=NOW) as act:
        brief = {"question": "คำถาม", "recommendation": "ข้อเสนอ"}
        decisions.submit(act, purpose="order", chain=[role], brief=brief, due_on=None)
    Matter.objects.filter(pk=one.pk).update(**fields)
    one.refresh_from_db()
    return one


def _before(by: Actor) -> int:
    return sum(len(files) for _label, files in waiting_for(by))


def test_decision_file_lies_before_the_unit_it_belongs_to_alone() -> None:
    one = _laid_before("group_head")
    assert decision_file(code=one.code, by=holder("head-1")).code == one.code
    for other in ("head-2", "director-psc", "minister", "officer-1"):
        with pytest.raises(NotBefore):
            decision_file(code=one.code, by=holder(other))
        assert _before(holder(other)) == 0


def test_decision_file_never_shows_to_the_accused_nor_above_its_class() -> None:
    minister = holder("minister")
    shown = _laid_before("minister")
    _laid_before("minister", secrecy=2)
    barred = _laid_before("minister")
    Bar.objects.create(matter=barred, official_id=minister.official_id, reason="ผู้ถูกร้องเรียน")
    assert _before(minister) == 1
    with pytest.raises(NotBefore):
        decision_file(code=barred.code, by=minister)
    assert decision_file(code=shown.code, by=minister)


# The public ---------------------------------------------------------------------------------------------------


def test_merged_petition_never_shows_the_receipt_code_of_another() -> None:
    case, one = matter(officer=holder("officer-1")), matter()
    merge(matter_ids=[one.pk], into_id=case.pk, by=holder("intake-1"), at=NOW, reason="")
    page = matter_by_code(one.code, duty="petitions")
    assert page is not None
    assert page.merged_into == ""
    Matter.objects.filter(pk=case.pk).update(number="ศบช 5/2569")
    page = matter_by_code(one.code, duty="petitions")
    assert page is not None
    assert page.merged_into == "ศบช 5/2569"


def test_code_of_another_duty_opens_nothing() -> None:
    assert matter_by_code(matter().code, duty="laws") is None


def test_track_of_an_agency_is_not_anothers() -> None:
    officer = holder("officer-1")
    one = matter(officer=officer)
    referred(one, officer, "กฟภ")
    assert not sees(liaison("กปภ"), one)
    assert Track.objects.filter(matter=one).count() == 2


@pytest.mark.parametrize("hidden", [{}, {"secrecy": 2}, {"restricted": "royal"}])
@pytest.mark.parametrize("post", ["officer-1", "head-1", "director-psc", "agent-1", "minister", "pm", "admin-1"])
def test_a_code_is_found_exactly_where_it_is_visible(post: str, hidden: dict[str, Any]) -> None:
    by, one = holder(post), matter()
    Matter.objects.filter(pk=one.pk).update(**hidden)
    assert may_open(one.code, by) == visible(by).filter(code=one.code).exists()
    Bar.objects.create(matter_id=one.pk, official_id=by.official_id, reason="ผู้ถูกร้องเรียน")
    assert not may_open(one.code, by)
    assert not may_open("000000000000000", by)
