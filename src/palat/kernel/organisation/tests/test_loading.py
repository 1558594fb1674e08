"""The reference data: whole, and loaded again without harm."""

import time
from collections import Counter
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import call_command

from palat.kernel.history.models import Event
from palat.kernel.organisation.agency_side import AGENCY_ROLES
from palat.kernel.organisation.loading import areas, load, rows
from palat.kernel.organisation.models import Agency, Area, Post, Unit
from palat.kernel.organisation.operations import rename_agency
from palat.kernel.organisation.procedure import AGENCY_KINDS, ROLES

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 8, 3, 0, tzinfo=UTC)


def test_the_country_is_whole():
    kinds = Counter(Area.objects.values_list("kind", flat=True))
    assert kinds == {"province": 77, "district": 928, "subdistrict": 7436}
    assert not Area.objects.filter(kind="subdistrict", postcodes=[]).exists()
    assert not Area.objects.filter(kind="province", name_en="").exists()


@pytest.mark.parametrize(
    ("code", "name", "postcodes"),
    [
        ("10", "กรุงเทพมหานคร", []),
        ("1030", "จตุจักร", ["10900"]),
        ("103604", "ดอนเมือง", ["10210"]),
        ("3802", "พรเจริญ", ["38180"]),
        ("3804", "เซกา", ["38150"]),
        ("380101", "บึงกาฬ", ["38000"]),
        ("240403", "บางวัว", ["24180"]),
    ],
)
def test_codes_are_those_of_the_department_of_provincial_administration(code, name, postcodes):
    area = Area.objects.get(code=code)
    assert (area.name_th, area.postcodes) == (name, postcodes)
    assert area.parent_id == (code[:-2] or None)


def test_abolished_subdistricts_are_gone():
    assert not Area.objects.filter(code__in=["102203", "104701", "300609"]).exists()


def test_every_correction_still_corrects_something():
    found = {area.code: area for area in areas()}
    for row in rows("area_corrections.csv"):
        if row["change"] == "remove":
            assert row["code"] not in found
        else:
            assert found[row["code"]].name_th == row["name_th"]


def test_every_agency_has_a_known_kind_and_a_parent_that_exists():
    assert set(Agency.objects.values_list("kind", flat=True)) <= set(AGENCY_KINDS)
    for row in rows("agencies.csv"):
        parent = Agency.objects.select_related("parent").get(code=row["code"]).parent
        assert (parent.code if parent else "") == row["parent"]


@pytest.mark.parametrize(
    "code",
    ["จต", "สำนักงานปปท", "สำนักงานปปช", "สำนักงานกสทช", "กฟภ", "กฟน", "กปภ", "กปน", "ขสมก", "รฟท", "สลากฯ", "NT"],
)
def test_agencies_that_petitions_need_are_there(code):
    assert Agency.objects.filter(code=code).exists()


def test_every_role_that_holds_a_post_in_the_office_has_one():
    outside = {"citizen"} | AGENCY_ROLES  # the people of agencies are made for each agency
    assert set(Post.objects.values_list("role", flat=True)) >= set(ROLES) - outside
    assert Unit.objects.get(code="psc.legal").parent.code == "psc"


def test_loading_again_changes_nothing_and_is_quick():
    events = Event.objects.count()
    rows_before = list(Agency.objects.order_by("pk").values())
    began = time.monotonic()
    counts = load(at=NOW, by="test")
    assert time.monotonic() - began < 3
    assert counts["areas"] == 77 + 928 + 7436
    assert list(Agency.objects.order_by("pk").values()) == rows_before
    assert Event.objects.count() == events


def test_loading_again_leaves_what_the_office_changed():
    agency = Agency.objects.get(code="กฟภ")
    rename_agency(agency_id=agency.pk, name_th="การไฟฟ้าใหม่", name_en="New", on=date(2026, 1, 1), at=NOW, by="test")
    Post.objects.filter(code="officer-1").update(role="legal_officer", clearance=3)
    load(at=NOW, by="test")
    agency.refresh_from_db()
    assert agency.name_th == "การไฟฟ้าใหม่"
    assert Post.objects.values_list("role", "clearance").get(code="officer-1") == ("legal_officer", 3)


def test_what_is_new_is_recorded():
    Post.objects.filter(code="inspector-2").delete()
    load(at=NOW, by="test")
    assert Event.objects.filter(kind="reference_loaded").latest("pk").facts  # names the new post
    assert "inspector-2" in str(Event.objects.filter(kind="reference_loaded").latest("pk").facts)


def test_the_command_says_how_much():
    out = StringIO()
    call_command("load_organisation", stdout=out)
    assert "areas: 8441" in out.getvalue()
