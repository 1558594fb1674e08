"""Petitions that tell the same are found by what they tell, with the reason in words, as far as the viewer may see."""

import time
from datetime import timedelta
from urllib.parse import quote_from_bytes

import pytest
from django.db import connection
from django.urls import reverse

from palat.duties.petitions.models import LikenessKeys
from palat.duties.petitions.operations.likeness import make_keys
from palat.duties.petitions.queries.like_texts import CANDIDATES, like_texts
from palat.duties.petitions.tests.factories import NOW, official, petition
from palat.duties.petitions.tests.test_contact_pages import at_desk
from palat.kernel.language.likeness_measuring import Tickets
from palat.kernel.language.queries import rarity
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Matter
from palat.kernel.matters.operations.indexing import rebuild
from palat.kernel.organisation.kept import forget
from palat.kernel.reading import led_by_keys

pytestmark = pytest.mark.django_db
BOUND = 2.0  # seconds, on a machine where others work too
NO_KEYS = {"strong": [], "rare": [], "but": 0, "looked_at": 200, "compared": 40}
LAMP = "เสาไฟฟ้าส่องสว่างหน้าปากซอยสุขใจดับมาสามวันแล้ว กลางคืนมืดมากเดินกลับบ้านน่ากลัว"
POLE = "เสาไฟส่องสว่างปากซอยเทศบาลบางปู 45 ดับมาสามวันแล้ว กลางคืนมืดมาก ลูกหลานเดินกลับบ้านน่ากลัว ขอให้ช่วยซ่อม"
IN_OTHER_WORDS = "แจ้งไฟส่องสว่างซอยเทศบาลบางปู 45 ไม่ติดหลายคืน ทางมืด คนเดินกลับบ้านตอนกลางคืนกลัว อยากให้มาซ่อม"
LIKE = "เสาไฟฟ้าส่องสว่างหน้าปากซอยสุขใจดับมาห้าวันแล้ว กลางคืนมืดมากเดินกลับบ้านน่ากลัว"


def test_the_same_told_again_is_found_with_its_reason() -> None:
    first = petition(text=LAMP, area_id="120601", at=NOW - timedelta(days=3))
    petition(text="ร้านอาหารเปิดเพลงเสียงดังทุกคืน ขอให้ตรวจสอบ", area_id="120601")
    assert make_keys(at=NOW) == 2
    assert make_keys(at=NOW) == 0
    found = like_texts(by=official("intake-1"), at=NOW, text=LIKE, area_id="120601")
    assert [one.matter.pk for one in found] == [first.pk]
    assert "ก่อนหน้า 3 วัน" in found[0].why
    assert "%" in found[0].why
    assert "ตำบลหรือแขวงเดียวกัน" in found[0].why


def test_what_the_viewer_may_not_open_is_not_found() -> None:
    petition(text=LAMP)
    make_keys(at=NOW)
    assert like_texts(by=Actor("citizen"), at=NOW, text=LIKE) == []


def test_restricted_and_classified_petitions_get_no_keys() -> None:
    petition(text=LAMP, restricted=True)
    petition(text=LAMP, secrecy=1)
    assert make_keys(at=NOW) == 0
    assert not LikenessKeys.objects.exists()
    assert like_texts(by=official("director-psc"), at=NOW, text=LAMP) == []


def test_a_text_that_touches_the_monarchy_is_not_looked_up() -> None:
    petition(text=LAMP)
    make_keys(at=NOW)
    assert like_texts(by=official("intake-1"), at=NOW, text=f"ขอถวายฎีกา {LAMP}") == []


def test_what_ended_long_ago_is_not_shown_what_ended_lately_is() -> None:
    old, late = petition(text=LAMP, area_id="120601", at=NOW - timedelta(days=30)), petition(text=LAMP)
    make_keys(at=NOW)
    by = official("intake-1")
    Matter.objects.filter(pk=late.pk).update(closed_at=NOW)
    Matter.objects.filter(pk=old.pk).update(closed_at=NOW, received_at=NOW - timedelta(days=500))
    assert [one.matter.pk for one in like_texts(by=by, at=NOW, text=LIKE)] == [late.pk]


def test_intake_sees_the_like_case_and_may_join_it() -> None:
    first = petition(text=LAMP, area_id="120601")
    make_keys(at=NOW)
    shown = at_desk("intake-1").post(reverse("petition_similar"), {"text": LIKE}).content.decode()
    assert f'name="join" value="{first.code}"' in shown
    assert f'name="merge" value="{first.code}"' in shown
    assert "ถ้อยคำตรงกัน" in shown


SAID = (
    "ไฟส่องสว่างหน้าปากซอยสุขใจดับ มืดมาก",
    "หน้าปากซอยสุขใจมืดมาก ไฟไม่ติดหลายคืนแล้ว",
    "น้ำท่วมถนนหน้าตลาดสดทุกครั้งที่ฝนตก ระบายไม่ทัน",
    "ร้านอาหารเปิดเพลงเสียงดังทุกคืน ขอให้ตรวจสอบ",
    "ท่อน้ำประปาแตกหน้าตลาดสด น้ำไหลนองถนน",
)


def test_the_file_that_is_evaluated_and_the_database_score_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rarity, "FEWEST", 1)
    for days, text in enumerate(SAID):
        petition(text=text, area_id="120601", at=NOW - timedelta(days=days))
    rebuild(at=NOW)
    make_keys(at=NOW)
    tickets = Tickets(
        {
            "ticket_id": str(days),
            "comment": text,
            "district": "เมือง",
            "subdistrict": "บางปู",
            "timestamp": f"{NOW - timedelta(days=days):%Y-%m-%d}",
        }
        for days, text in enumerate(SAID)
    )
    first = Matter.objects.latest("received_at")
    asked = {"by": official("intake-1"), "at": NOW, "text": SAID[0], "area_id": "120601", "but": first.pk}
    found = {one.matter.subject: one.score for one in like_texts(**asked, working=0.0)}
    alike = {SAID[int(code)]: score for code, score in tickets.like("0")}
    assert len(found) >= 1
    assert found == pytest.approx({text: alike[text] for text in found}, abs=0.02)


BAD = {
    "empty": "",
    "spaces": " \n\t ",
    "emoji": "🔥😡🔥" * 50,
    "one letter": "ก" * 1_000_000,
    "one mark": "่" * 200_000,
    "a megabyte": f"{LAMP} " * 6_000,
    "english": "the street lamp in front of our lane has been dark for three nights " * 20,
    "broken": b"\xe0\xb8\x81\xff\xfe\xe0".decode("utf-8", "surrogateescape"),
    "half an emoji": "\ud83d",
    "nothing": "\x00",
    "codes": "นร 02660001945 " * 20_000,
    "digits": "๑๒๓๔๕๖๗๘๙๐" * 50_000,
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_any_text_is_answered_in_bounded_time(text: str) -> None:
    petition(text=LAMP)
    make_keys(at=NOW)
    by = official("intake-1")
    like_texts(by=by, at=NOW, text=LAMP)  # the dictionary is made once in a process
    begun = time.perf_counter()
    found = like_texts(by=by, at=NOW, text=text)
    assert time.perf_counter() - begun < BOUND
    assert [one.matter.subject for one in found] == [] or LAMP in text


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_intake_shows_no_error_for_any_text_that_is_typed(text: str) -> None:
    client = at_desk("intake-1")
    typed = text.encode("utf-8", "surrogatepass")
    body = b"text=" + quote_from_bytes(typed).encode()
    shown = client.post(
        reverse("petition_similar"), body, content_type="application/x-www-form-urlencoded; charset=utf-8"
    )
    assert shown.status_code in {200, 400, 413}
    assert "Traceback" not in shown.content.decode()


@pytest.mark.parametrize("text", [BAD["english"], BAD["emoji"] + "กกกกก", "ก" * 100_000, "่" * 5_000 + "กกกกก"])
def test_a_petition_of_any_text_gets_keys_and_is_no_obstacle(text: str) -> None:
    petition(text=text)
    other = petition(text=LAMP)
    assert make_keys(at=NOW) == 2
    assert [one.matter.pk for one in like_texts(by=official("intake-1"), at=NOW, text=LIKE)] == [other.pk]


def test_candidates_are_looked_up_in_the_index_however_many_the_planner_expects() -> None:
    with led_by_keys() as cursor:
        cursor.execute("EXPLAIN " + CANDIDATES, {**NO_KEYS, "keys": [1, 2, 3], "weights": [1.0, 1.0, 1.0]})
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "likeness_keys" in plan
    assert "Seq Scan on petitions_likenesskeys" not in plan
    assert "petitions_likenesskeys_pkey" not in plan
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('enable_seqscan'), current_setting('enable_indexscan')")
        assert cursor.fetchone() == ("on", "on")


def test_the_same_is_found_in_an_office_of_a_few_matters() -> None:
    """All documents of a young office have the words of its only petition: that makes them no common words."""
    first = petition(text=POLE, area_id="120601")
    make_keys(at=NOW)
    rebuild(at=NOW)
    forget()
    found = like_texts(by=Actor("system"), at=NOW, text=IN_OTHER_WORDS, area_id="120601")
    assert [one.matter.pk for one in found] == [first.pk]
