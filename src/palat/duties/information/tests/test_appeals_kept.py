"""What stays where it lies, and what is emptied when an appeal is destroyed under a list."""

import pytest

from palat.duties.information.models import Appeal, CameraFile, Ruling, Vote
from palat.duties.information.operations.appealing import publishing, sending
from palat.duties.information.operations.appealing.erasing import empty_appeals
from palat.duties.information.queries.appealing.listing import appeals_seen
from palat.duties.information.tests.appeal_factories import (
    DIRECTOR,
    HEAD,
    MEMBERS,
    PUBLIC,
    SECRETARY,
    acts,
    assigned,
    considering,
    in_camera,
    ruled,
)
from palat.duties.information.tests.factories import NOW, official
from palat.kernel.history.remains import Remains
from palat.kernel.matters.operations import holding

pytestmark = pytest.mark.django_db


def test_an_appeal_given_to_another_secretary_stays_with_its_branch() -> None:
    one = assigned()
    other = official("tribunal-secretary-2").official_id or 0
    holding.assign(matter_ids=[one.pk], officer_id=other, by=official(HEAD), at=NOW)
    before = one.unit_id
    one.refresh_from_db()
    assert (one.officer_id, one.unit_id) == (other, before)
    assert one in appeals_seen(official(MEMBERS[0]))


def test_what_is_destroyed_leaves_no_words_and_nothing_in_camera_but_what_is_published() -> None:
    one, after = ruled()
    number = in_camera(considering(), at=NOW)  # of another appeal, which stays
    file = CameraFile.objects.get(pk=number).file_id
    sending.send_ruling(**acts(one, SECRETARY, after), sent_on=after.date(), way="post")
    publishing.prepare_public(**acts(one, HEAD, after), title="สัญญาจ้างที่ลงนามแล้ว", text=PUBLIC)
    publishing.publish_ruling(**acts(one, DIRECTOR, after), read_through=True)
    person = Appeal.objects.get(pk=one.pk).person_id
    remains = Remains()
    empty_appeals([one.pk], remains)
    assert remains.persons == {person}
    assert not remains.files
    row, ruling = Appeal.objects.get(pk=one.pk), Ruling.objects.get(pk=one.pk)
    assert (row.text, row.order_words, ruling.facts, ruling.reasons) == ("", "", "", "")
    assert ruling.public_text == PUBLIC
    assert Vote.objects.filter(ruling=ruling).count() == 3
    other = CameraFile.objects.get().appeal_id
    empty_appeals([other], remains)
    assert remains.files == {file}
    assert not CameraFile.objects.exists()
