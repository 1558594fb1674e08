"""The administrator's pages of templates: edit with a preview, be told the line, compare, go back."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from palat.kernel.calendar.counting import legal_date
from palat.kernel.letters.layout import MAIN, shipped
from palat.kernel.letters.models import TemplateVersion
from palat.kernel.letters.templating.queries import version_in_force
from tests.desk.test_admin import at_desk

pytestmark = pytest.mark.django_db
FORM = "announcement"


def typed(**changed: str) -> dict[str, str]:
    """What the editor sends for the shipped template with other words before the day."""
    files = shipped(FORM).files
    today = legal_date(timezone.now())
    return {
        "main": files[MAIN].replace("[ประกาศ ณ วันที่]", "[ประกาศไว้ ณ วันที่]"),
        "letter": files["letter.typ"],
        "common": files["common.typ"],
        "sample": "full",
        "valid_from": f"{today.day}/{today.month}/{today.year + 543}",
        "reason": "ปรับถ้อยคำ",
        **changed,
    }


@pytest.fixture
def client() -> Client:
    return at_desk("admin-1")


def test_every_form_is_listed_and_opens(client):
    page = client.get(reverse("admin_templates")).content.decode()
    for words in ("หนังสือภายนอก", "คำสั่ง", "รายงานการประชุม", "หนังสือรับรอง", "ข้อ 11"):
        assert words in page
    assert "มากับโปรแกรม" in client.get(reverse("admin_template", args=[FORM])).content.decode()
    assert client.get(reverse("admin_template", args=["poem"])).status_code == 404


def test_editor_shows_the_page_as_it_is_typed_without_a_script(client):
    edit = reverse("admin_template_edit", args=[FORM])
    assert "data:image/png;base64," in client.get(edit).content.decode()
    page = client.post(edit, typed(preview="1", main=shipped(FORM).files[MAIN] + "\n#nowhere\n")).content.decode()
    assert "ไม่รู้จักชื่อ “nowhere”" in page
    assert "บรรทัด" in page
    assert "#nowhere" in page
    assert "data:image/png" not in page
    assert TemplateVersion.objects.filter(form=FORM).count() == 1


def test_preview_after_a_pause_is_the_part_alone(client):
    edit = reverse("admin_template_edit", args=[FORM])
    part = client.post(edit, typed(preview="1", sample="long"), HTTP_HX_TARGET="preview", HTTP_HX_REQUEST="true")
    assert part.status_code == 200
    assert b"<html" not in part.content
    assert part.content.count(b"data:image/png") == 2


def test_saved_template_is_in_force_and_can_be_compared_and_left_again(client):
    edit = reverse("admin_template_edit", args=[FORM])
    assert client.post(edit, typed(save="1")).url == reverse("admin_template", args=[FORM])
    today = legal_date(timezone.now())
    assert version_in_force(FORM, on=today).number == 2
    page = client.get(reverse("admin_template", args=[FORM])).content.decode()
    assert "ปรับถ้อยคำ" in page
    compared = client.get(reverse("admin_template_compare", args=[FORM]), {"before": 1, "after": 2}).content.decode()
    assert "ประกาศไว้ ณ วันที่" in compared
    back = reverse("admin_template_back", args=[FORM, 1])
    assert "เหตุผล" in client.post(back, {"reason": ""}, follow=True).content.decode()
    client.post(back, {"reason": "ถ้อยคำเดิมถูกแล้ว"})
    assert version_in_force(FORM, on=today).number == 3


def test_broken_template_is_not_saved_and_nothing_typed_is_lost(client):
    answer = client.post(
        reverse("admin_template_edit", args=[FORM]), typed(save="1", main="#let x = \nคำที่พิมพ์ไว้", reason="ลอง")
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "คำที่พิมพ์ไว้" in page
    assert "main.typ บรรทัด 1" in page
    assert TemplateVersion.objects.filter(form=FORM).count() == 1


def test_nobody_else_finds_the_templates():
    client = at_desk("director-psc")
    for name in ("admin_template", "admin_template_edit"):
        assert client.get(reverse(name, args=[FORM])).status_code == 404
    assert client.post(reverse("admin_template_edit", args=[FORM]), typed(save="1")).status_code == 404
    assert client.post(reverse("admin_template_back", args=[FORM, 1]), {"reason": "x"}).status_code == 404
