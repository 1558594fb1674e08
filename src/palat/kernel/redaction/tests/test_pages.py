"""The pages of release, by their addresses: a whole way without scripts, refusals, and who sees nothing of it."""

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from palat.kernel.accounts.models import User
from palat.kernel.files.operations import store_made
from palat.kernel.matters.models import Attachment, Matter
from palat.kernel.matters.tests.factories import NOW, holder, matter
from palat.kernel.pages.operations import new_key
from palat.kernel.redaction.models import Mark, ReleaseSet, Source
from palat.kernel.redaction.operations import making
from palat.kernel.redaction.tests import samples
from palat.kernel.redaction.tests.samples import SECRET, plain_pdf
from palat.kernel.redaction.tests.toy import a_set, made_and_checked

pytestmark = pytest.mark.django_db
LETTER = plain_pdf(f"Owner {SECRET} of", "Other words")
TYPED = {"page": "1", "left": "๑๐", "top": "14", "right": "45,5", "bottom": "18", "ground": "s15_5", "words": "ชื่อบุคคล"}


def at(post: str) -> Client:
    """Return a browser in which the holder of a post has signed in."""
    holder(post)
    client = Client()
    client.force_login(User.objects.get(username=post))
    return client


def once(typed: dict[str, Any]) -> dict[str, Any]:
    """Return what a form sends, with a key of its own."""
    return {**typed, "once_key": new_key()}


def document(release_set: ReleaseSet, source: Source) -> str:
    return reverse("release_document", args=[release_set.pk, source.pk])


def attached(made: Matter, content: bytes, name: str) -> Attachment:
    file = store_made(content=content, kind="pdf", at=NOW)
    return Attachment.objects.create(id=1, matter=made, file=file, name=name, origin="petitioner", added_at=NOW)


def test_the_whole_way_without_scripts() -> None:
    officer, client = holder("officer-1"), at("officer-1")
    made = matter(officer=officer)
    letter = attached(made, LETTER, "หนังสือร้องเรียน.pdf")
    begun = client.post(reverse("releases", args=[made.code]), once({"title": "ชุดแรก"}))
    release_set = ReleaseSet.objects.get()
    assert begun["Location"] == reverse("release_add", args=[release_set.pk])
    assert "หนังสือร้องเรียน.pdf" in client.get(begun["Location"]).content.decode()
    upload = SimpleUploadedFile("ตาราง.pdf", plain_pdf(f"To {SECRET}"))
    sent = client.post(begun["Location"], {"attachment": [letter.pk], "files": [upload]})
    assert sent["Location"] == reverse("release_set", args=[release_set.pk])
    first, other = Source.objects.order_by("place")
    assert 'http-equiv="refresh"' in client.get(sent["Location"]).content.decode()
    for one in (first, other):
        making.look_into(source_id=one.pk, at=NOW)
    page = client.get(document(release_set, first))
    assert page.status_code == 200
    image = client.get(reverse("release_page", args=[release_set.pk, first.pk, 1]))
    assert image["Content-Type"] == "image/jpeg"
    posted = client.post(document(release_set, first), once(TYPED))
    assert posted.status_code == 302, posted.context["form"].errors
    mark = Mark.objects.get()
    assert (mark.left, mark.top, mark.right, mark.bottom, mark.words) == (1000, 1400, 4550, 1800, "ชื่อบุคคล")
    found = client.get(reverse("release_find", args=[release_set.pk]), {"words": SECRET})
    assert [one.title for one in found.context["places"]] == ["เอกสารที่ 1", "เอกสารที่ 2"]
    spot = found.context["places"][1].spot
    chosen = {"spot": [spot], "ground": "s15_5", "words": "ชื่อบุคคล"}
    assert client.post(reverse("release_find", args=[release_set.pk]), once(chosen)).status_code == 302
    assert Mark.objects.filter(source=other).count() == 1
    client.post(reverse("release_act", args=[release_set.pk, "make"]))
    release_set.refresh_from_db()
    making.make_copies(set_id=release_set.pk, revision=release_set.revision, at=NOW)
    whole = client.get(reverse("release_set", args=[release_set.pk]))
    assert whole.context["can_release"]
    copy = client.get(reverse("release_copy_page", args=[release_set.pk, first.pk, 1]))
    assert copy.content[:2] == b"\xff\xd8"
    seen = whole.context["set"].revision
    client.post(reverse("release_act", args=[release_set.pk, "release"]), {"seen": seen})
    package = client.get(reverse("release_package", args=[release_set.pk]))
    with zipfile.ZipFile(io.BytesIO(package.content)) as archive:
        assert archive.namelist() == ["00-index.pdf", "01-เอกสารที่ 1.pdf", "02-เอกสารที่ 2.pdf"]
    index = client.get(reverse("release_index", args=[release_set.pk]))
    assert b"".join(index.streaming_content).startswith(b"%PDF")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"left": "60"}, "กรอบ"),
        ({"bottom": "101"}, "100"),
        ({"top": "x"}, ""),
        ({"ground": ""}, ""),
        ({"ground": "s99"}, "s99"),
    ],
)
def test_a_wrong_box_is_refused_and_stays_in_the_form(typed: dict[str, str], said: str) -> None:
    _matter, release_set, (source,) = a_set(LETTER)
    shown = at("officer-1").post(document(release_set, source), once({**TYPED, **typed}))
    assert shown.status_code == 422
    assert said in shown.content.decode()
    assert 'value="ชื่อบุคคล"' in shown.content.decode()
    assert not Mark.objects.exists()


def test_a_mark_is_taken_back_on_its_page() -> None:
    _matter, release_set, (source,) = a_set(LETTER)
    client = at("officer-1")
    client.post(document(release_set, source), once(TYPED))
    undo = reverse("release_document_act", args=[release_set.pk, source.pk, "undo"])
    client.post(undo, {"mark": Mark.objects.get().pk})
    assert Mark.objects.get().taken_back_by_id == holder("officer-1").official_id
    again = client.post(undo, {"mark": Mark.objects.get().pk}, follow=True)
    assert "เลิกไปแล้ว" in again.content.decode()


def test_what_is_left_elsewhere_is_shown_covered_or_answered_for() -> None:
    _matter, release_set, (first, other) = a_set(LETTER, plain_pdf(f"To {SECRET}"))
    client = at("officer-1")
    client.post(document(release_set, first), once(TYPED))
    made_and_checked(ReleaseSet.objects.get())
    page = client.get(document(release_set, other)).content.decode()
    assert "คำเดียวกันยังเหลืออยู่ที่อื่น" in page
    assert 'name="spot"' in page
    answer = reverse("release_document_act", args=[release_set.pk, other.pk, "answer"])
    refused = client.post(answer, {"reason": "ยินยอม"}, follow=True)
    assert "ไม่มีอำนาจ" in refused.content.decode()
    head = at("head-1").post(answer, {"reason": "ยินยอม"}, follow=True)
    assert "ให้ออกไปได้: ยินยอม" in head.content.decode()


def test_a_workbook_tells_what_it_hides_and_takes_its_pdf() -> None:
    _matter, release_set, (source,) = a_set(samples.workbook(), kind="xlsx")
    client = at("officer-1")
    page = client.get(document(release_set, source)).content.decode()
    for told in ("แผ่นงานที่ซ่อนลึก", "สรุป!2", "มาโคร", "นำ PDF เข้าแทน"):
        assert told in page
    bring = reverse("release_document_act", args=[release_set.pk, source.pk, "bring"])
    client.post(bring, {"files": [SimpleUploadedFile("ตาราง.pdf", LETTER)]})
    source.refresh_from_db()
    assert source.state == "waiting"
    assert source.brought is not None


def test_names_and_withholding_are_refused_without_words() -> None:
    _matter, release_set, (source,) = a_set(LETTER)
    client = at("officer-1")

    def do(what: str, **typed: str) -> Any:
        url = reverse("release_document_act", args=[release_set.pk, source.pk, what])
        return client.post(url, typed, follow=True).content.decode()

    assert "โปรดตั้งชื่อเอกสาร" in do("name", title=" ")
    assert "โปรดบอกว่าเอกสารนี้คืออะไร" in do("withhold", ground="s15_3", words="")
    assert "ไม่เปิดเผยทั้งฉบับ" in do("withhold", ground="s15_3", words="ความเห็น")
    do("withhold", ground="", words="")
    do("remove")
    source.refresh_from_db()
    assert (source.withheld_ground, source.removed_at is not None) == ("", True)


def test_only_who_has_a_part_in_the_matter_opens_anything() -> None:
    made, release_set, (source,) = a_set(LETTER)
    two, one = [release_set.pk, source.pk], [release_set.pk]
    addresses = [
        reverse("releases", args=[made.code]),
        *(reverse(name, args=one) for name in ("release_set", "release_add", "release_find", "release_package")),
        reverse("release_index", args=one),
        reverse("release_document", args=two),
        *(reverse(name, args=[*two, 1]) for name in ("release_page", "release_copy_page")),
    ]
    posts = [
        reverse("release_act", args=[release_set.pk, "drop"]),
        reverse("release_document_act", args=[*two, "remove"]),
    ]
    for post in ("agent-1", "clerk-1", "admin-1"):
        client = at(post)
        assert {client.get(address).status_code for address in addresses} == {404}
        assert {client.post(address).status_code for address in posts} == {404}
    assert {Client().get(address).status_code for address in addresses} == {302}
    assert {at("officer-1").get(address).status_code for address in addresses[:4]} == {200}
