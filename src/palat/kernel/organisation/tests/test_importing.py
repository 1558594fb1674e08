"""Importing lists: every line is accepted, unchanged or refused with a reason; nothing stops the others."""

import csv
import os
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from palat.kernel.accounts.models import User
from palat.kernel.history.models import Event
from palat.kernel.organisation.importing.reading import Run
from palat.kernel.organisation.management.commands.import_organisation import perform
from palat.kernel.organisation.models import Agency, Holding, Official, Post
from palat.kernel.organisation.operations import abolish_agency, rename_agency
from palat.kernel.organisation.queries import agency, agency_name

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 8, 3, 0, tzinfo=UTC)
TODAY = date(2026, 6, 8)
RUN = Run(on=TODAY, at=NOW, by="test")
SHARED = Path(os.environ.get("PALAT_SHARED_DATA", settings.ROOT.parent / "shared" / "data"))


def listed(folder: Path, text: str, *, name: str = "list.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def verdicts(report):
    return [(outcome.line.number, outcome.verdict, outcome.reason) for outcome in report.outcomes]


def shared(*parts: str) -> Path:
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"{path} is not here: point PALAT_SHARED_DATA at the shared data")
    return path


def test_each_line_of_agencies_gets_its_verdict(tmp_path):
    rename_agency(
        agency_id=agency("กฟภ").pk, name_th="การไฟฟ้าภูมิภาคใหม่", name_en="", on=date(2026, 1, 1), at=NOW, by="test"
    )
    path = listed(
        tmp_path,
        "name_th,kind,code,name_en,parent\n"
        "กรมทางหลวง,department,ทล.,,กระทรวงคมนาคม\n"
        "กรมตัวอย่างใหม่,department,กตย.,Model Department,คค\n"
        "กรมตัวอย่างใหม่,department,กตย.,Model Department,คค\n"
        ",department,,,\n"
        "กรมผิดชนิด,kingdom,,,\n"
        "กรมไร้สังกัด,department,,,กระทรวงที่ไม่มี\n"
        "การไฟฟ้าส่วนภูมิภาค,state_enterprise,กฟภ.,,มท\n"
        "กรมชื่อใหม่ของทางหลวง,department,ทล.,,คค\n"
        "การท่าอีกแห่ง,state_enterprise,ทล.,,คค\n",
    )
    assert verdicts(perform(path, "agencies", RUN, dry_run=False)) == [
        (2, "unchanged", ""),
        (3, "accepted", "เพิ่มหน่วยงาน"),
        (4, "rejected", "ซ้ำกับบรรทัด 3"),
        (5, "rejected", "ไม่มีค่าในช่อง name_th"),
        (6, "rejected", "ไม่รู้จักประเภทหน่วยงาน kingdom"),
        (7, "rejected", "ไม่รู้จักหน่วยงานต้นสังกัด กระทรวงที่ไม่มี"),
        (8, "rejected", "เปลี่ยนชื่อเป็น การไฟฟ้าภูมิภาคใหม่ แล้ว"),
        (9, "rejected", "รหัส ทล เป็นของ กรมทางหลวง ถ้าเปลี่ยนชื่อ ให้เปลี่ยนชื่อหน่วยงานนั้น"),
        (10, "accepted", "เพิ่มหน่วยงาน"),
    ]
    assert agency("กตย").parent.code == "คค"
    assert agency("ทล-คค").name_th == "การท่าอีกแห่ง"


def test_another_kind_of_body_begins_on_the_day_of_the_run(tmp_path):
    path = listed(tmp_path, "name_th,kind,name_en\nกรมทางหลวง,special,Highways\n")
    report = perform(path, "agencies", RUN, dry_run=False)
    assert verdicts(report) == [(2, "accepted", "แก้ไข kind, name_en")]
    changed = agency("ทล")
    assert (changed.kind, changed.name_en) == ("special", "Highways")
    assert list(changed.names.order_by("valid_from").values_list("kind", "valid_to")) == [
        ("department", TODAY),
        ("special", None),
    ]


def test_a_trial_writes_nothing(tmp_path):
    events, agencies = Event.objects.count(), Agency.objects.count()
    path = listed(tmp_path, "name_th,kind\nกรมตัวอย่างใหม่,department\n")
    assert perform(path, "agencies", RUN, dry_run=True).counts()["accepted"] == 1
    assert (Event.objects.count(), Agency.objects.count()) == (events, agencies)


@pytest.mark.parametrize(
    ("text", "encoding", "says"),
    [
        ("name_th,kind\nกรมทางหลวง,department\n", "utf-16", "ไม่รองรับการเข้ารหัส"),
        ("ชื่อ,kind\nกรม,department\n", "utf-8", "แฟ้มไม่มีช่อง name_th"),
        ("", "utf-8", "ไฟล์ว่าง"),
        ("PK\x03\x04", "utf-8", "Excel"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path, text, encoding, says):
    path = listed(tmp_path, text, encoding=encoding)
    with pytest.raises(CommandError, match=says):
        call_command("import_organisation", str(path), kind="agencies", out=tmp_path, stdout=StringIO())


def test_a_missing_file_says_so(tmp_path):
    with pytest.raises(CommandError, match="absent"):
        call_command("import_organisation", str(tmp_path / "absent.csv"), kind="agencies", stdout=StringIO())


def test_a_list_in_the_encoding_of_windows_is_read(tmp_path):
    path = listed(tmp_path, "name_th,kind\nกรมทางหลวง,department\nกรมตัวอย่างใหม่,department\n", encoding="cp874")
    assert [verdict for _line, verdict, _reason in verdicts(perform(path, "agencies", RUN, dry_run=False))] == [
        "unchanged",
        "accepted",
    ]


def test_lines_of_another_shape_or_with_broken_letters_are_refused(tmp_path):
    path = tmp_path / "list.csv"
    good = "กรมทางหลวง,department\n" * 40
    path.write_bytes(f"name_th,kind\n{good}".encode() + b"a,b,c\n\xe0\xb8,department\n")
    refused = [(one.line.number, one.reason) for one in perform(path, "agencies", RUN, dry_run=False).rejected()]
    assert refused[-2:] == [(42, "มี 3 ช่อง แต่หัวตารางมี 2 ช่อง"), (43, "มีตัวอักษรที่อ่านไม่ได้")]


def test_hidden_characters_are_taken_out_and_long_values_refused(tmp_path):
    path = listed(
        tmp_path,
        f"\ufeffname_th,kind,name_en\nกรม\u200bตัวอย่าง\u202e  ใหม่\x00,department,\nกรมยาว,department,{'x' * 301}\n",
    )
    report = perform(path, "agencies", RUN, dry_run=False)
    assert [outcome.verdict for outcome in report.outcomes] == ["accepted", "rejected"]
    assert Agency.objects.filter(name_th="กรมตัวอย่าง ใหม่").exists()


def test_the_rejects_file_escapes_formulas_and_imports_again(tmp_path):
    path = listed(tmp_path, "name_th,kind,name_en\nกรมตัวอย่างใหม่,kingdom,=1+1\n")
    out = StringIO()
    call_command("import_organisation", str(path), kind="agencies", out=tmp_path, stdout=out)
    rejects = tmp_path / "list.csv.rejects.csv"
    with rejects.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["บรรทัด (line)"], row["name_en"]) == ("2", "'=1+1")
    assert row["เหตุที่ไม่รับ"] == "ไม่รู้จักประเภทหน่วยงาน kingdom"
    assert "2: กรมตัวอย่างใหม่: ไม่รู้จักประเภทหน่วยงาน kingdom" in out.getvalue()
    assert "rejected: 1" in out.getvalue()
    assert "2,rejected,กรมตัวอย่างใหม่," in (tmp_path / "list.csv.report.csv").read_text(encoding="utf-8-sig")
    mended = rejects.read_text(encoding="utf-8-sig").replace(",kingdom,", ",department,")
    perform(listed(tmp_path, mended, name="mended.csv"), "agencies", RUN, dry_run=False)
    assert Agency.objects.get(name_th="กรมตัวอย่างใหม่").name_en == "=1+1"


def test_nothing_refused_leaves_no_rejects_file(tmp_path):
    path = listed(tmp_path, "name_th,kind\nกรมทางหลวง,department\n")
    call_command("import_organisation", str(path), kind="agencies", out=tmp_path, stdout=StringIO())
    assert not (tmp_path / "list.csv.rejects.csv").exists()


LOCAL = "dola_code,type,name_th,province_code,district_code,subdistrict_code,last_status_change\n"


def test_each_line_of_local_governments_gets_its_verdict(tmp_path):
    path = listed(
        tmp_path,
        LOCAL + "6110111,TAO,องค์การบริหารส่วนตำบลบางด้วน,11,1101,110113,\n"
        ",TAO,องค์การบริหารส่วนตำบลไร้รหัส,11,1101,,\n"
        "6110111,TAO,องค์การบริหารส่วนตำบลบางด้วน,11,1101,110113,\n"
        "1,TAO,องค์การบริหารส่วนตำบลหลง,12,1101,,\n"
        "2,Village,หมู่บ้าน,11,1101,,\n"
        "3,TAO,องค์การบริหารส่วนตำบลไกล,11,1199,,\n"
        ",BMA,กรุงเทพมหานคร,10,,,1972-12-13\n",
    )
    report = perform(path, "local-governments", RUN, dry_run=False)
    assert verdicts(report) == [
        (2, "accepted", "เพิ่มหน่วยงาน"),
        (3, "accepted", "เพิ่มหน่วยงาน"),
        (4, "rejected", "ซ้ำกับบรรทัด 2"),
        (5, "rejected", "เขต 1101 ไม่อยู่ในจังหวัด 12"),
        (6, "rejected", "ไม่รู้จักประเภท Village"),
        (7, "rejected", "ไม่รู้จักรหัสเขตปกครอง 1199"),
        (8, "unchanged", ""),
    ]
    made = agency("lg-6110111")
    assert (made.kind, made.area_id, made.parent.code) == ("subdistrict_administration", "110113", "province-11")
    again = perform(path, "local-governments", RUN, dry_run=False)
    assert again.counts() == {"accepted": 0, "unchanged": 3, "rejected": 4}


def test_a_raised_local_government_keeps_its_old_name_until_that_day(tmp_path):
    head = LOCAL + "6110111,"
    before = "TAO,องค์การบริหารส่วนตำบลบางด้วน,11,1101,110113,\n"
    after = "ThesabanTambon,เทศบาลตำบลบางด้วน,11,1101,110113,2026-03-01\n"
    perform(listed(tmp_path, head + before), "local-governments", RUN, dry_run=False)
    report = perform(listed(tmp_path, head + after), "local-governments", RUN, dry_run=False)
    assert verdicts(report) == [(2, "accepted", "แก้ไข name")]
    raised = agency("lg-6110111")
    assert raised.kind == "subdistrict_municipality"
    assert agency_name(raised.pk, on=date(2026, 2, 28)) == "องค์การบริหารส่วนตำบลบางด้วน"
    assert agency_name(raised.pk, on=date(2026, 3, 1)) == "เทศบาลตำบลบางด้วน"


OFFICIALS = "title,given_name,family_name,post_code,username,capacity,order_no,valid_from\n"


def test_each_line_of_officials_gets_its_verdict(tmp_path):
    path = listed(
        tmp_path,
        OFFICIALS + "นาย,สมมุติ,หนึ่ง,officer-1,sommut,,,2026-01-05\n"
        "นาง,สมมุติ,สอง,officer-1,,,,2026-02-01\n"
        "นาง,สมมุติ,สอง,director-psc,,acting_for,,2026-02-01\n"
        "นาง,สมมุติ,สอง,director-psc,,acting_for,12/2569,2026-02-01\n"
        "นาง,สมมุติ,สอง,no-such-post,,,,\n"
        "นาง,สมมุติ,สอง,officer-2,,,,5 ก.พ. 2569\n"
        "นาง,สมมุติ,สอง,officer-2,,regent,,\n"
        "นาย,อื่น,คน,officer-2,sommut,,,\n"
        ",ชื่อเดียว,,officer-3,,,,\n",
    )
    report = perform(path, "officials", RUN, dry_run=False)
    assert [(line, verdict) for line, verdict, _reason in verdicts(report)] == [
        (2, "accepted"),
        (3, "rejected"),
        (4, "rejected"),
        (5, "accepted"),
        (6, "rejected"),
        (7, "rejected"),
        (8, "rejected"),
        (9, "rejected"),
        (10, "accepted"),
    ]
    reasons = [outcome.reason for outcome in report.rejected()]
    assert reasons[0] == "มีผู้ดำรงตำแหน่งนี้อยู่แล้วในช่วงวันดังกล่าว"
    assert reasons[1] == "ต้องระบุเลขที่คำสั่ง"
    assert reasons[-1] == "username sommut เป็นของ นายสมมุติ หนึ่ง"
    user = User.objects.get(username="sommut")
    assert not user.has_usable_password()
    assert user.official.holdings.get().post.code == "officer-1"
    assert Official.objects.filter(family_name="สอง").count() == 1  # a refused line entered nobody
    again = perform(path, "officials", RUN, dry_run=False)
    assert again.counts() == {"accepted": 0, "unchanged": 3, "rejected": 6}


def test_two_of_the_same_name_are_told_apart_by_username_only(tmp_path):
    for _twice in range(2):
        Official.objects.create(title="นาย", given_name="สมมุติ", family_name="แฝด")
    report = perform(listed(tmp_path, OFFICIALS + "นาย,สมมุติ,แฝด,officer-1,,,,\n"), "officials", RUN, dry_run=False)
    assert report.rejected()[0].reason == "มีผู้ใช้ชื่อนี้มากกว่าหนึ่งคน โปรดระบุ username"
    assert not Holding.objects.filter(post=Post.objects.get(code="officer-1")).exists()


def test_an_import_leaves_the_abolished_abolished(tmp_path):
    gone = agency("ทช")
    abolish_agency(agency_id=gone.pk, successor_id=agency("ทล").pk, on=date(2026, 1, 1), at=NOW, by="test")
    path = listed(tmp_path, f"name_th,kind,parent\n{gone.name_th},department,คค\n")
    assert verdicts(perform(path, "agencies", RUN, dry_run=False))[0][1] == "unchanged"
    gone.refresh_from_db()
    assert gone.abolished_on == date(2026, 1, 1)


def test_the_real_list_of_agencies(tmp_path):
    report = perform(shared("agencies.csv"), "agencies", RUN, dry_run=False)
    assert report.rejected() == []
    assert report.counts()["unchanged"] >= 285
    assert perform(shared("agencies.csv"), "agencies", RUN, dry_run=False).counts()["accepted"] == 0


def test_the_real_list_of_local_governments(tmp_path):
    path = shared("areas", "local_governments.csv")
    first = perform(path, "local-governments", RUN, dry_run=False)
    assert sum(first.counts().values()) == 7850
    assert first.counts()["accepted"] >= 7700
    again = perform(path, "local-governments", RUN, dry_run=False)
    assert again.counts()["accepted"] == 0
    assert again.counts()["rejected"] == first.counts()["rejected"]
