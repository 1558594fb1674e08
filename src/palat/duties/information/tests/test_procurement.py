"""The monthly summary of procurement: read from CSV and XLSX, line by line, again without doubles, published."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from palat.duties.information.models import Dataset, ProcurementImport, ProcurementLine, Publication, ResourceVersion
from palat.duties.information.operations import procurement, publication_work, statistics
from palat.duties.information.operations.datasets import publish as publish_dataset
from palat.duties.information.operations.procurement import Brought
from palat.duties.information.procedure.procurement import MAPPINGS, satang
from palat.duties.information.procedure.publication import READ_BY_ALL
from palat.duties.information.queries.publications import own_agency_id
from palat.duties.information.tests.factories import NOW, official
from palat.kernel.accounts.models import User
from palat.kernel.exchange.procedure import BadValue
from palat.kernel.files.operations import UnableToStore, store, store_made
from palat.kernel.files.queries import open_file
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.pages.operations import new_key

pytestmark = pytest.mark.django_db
MAY = date(2026, 5, 1)
HEADINGS = [column.heading for column in MAPPINGS["skr1"].columns]
CLEANING = [
    "1",
    "จ้างทำความสะอาด",
    "120,000.00",
    "118,500",
    "เฉพาะเจาะจง",
    "คุณสมบัติครบ",
    "ก ข",
    "ร้าน ก 118,000 บาท",
    "1/2569",
]
PAPER = ["๒", "ซื้อกระดาษ", "๙,๕๐๐", "-", "เฉพาะเจาะจง", "", "ร้าน ข", "ร้าน ข 9,400 บาท", "2/2569"]
WRONG = ["3", "ซื้อหมึก", "ประมาณห้าพัน", "", "เฉพาะเจาะจง", "", "", "ร้าน ค", ""]


def as_csv(*rows: list[str]) -> bytes:
    quoted = [",".join(f'"{cell}"' for cell in row) for row in (HEADINGS, *rows)]
    return "\n".join(quoted).encode()


def as_book(*rows: list[Any], above: int = 3) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["สรุปผลการดำเนินการจัดซื้อจัดจ้างในรอบเดือน"])
    for _number in range(above - 1):
        sheet.append([])
    for row in (HEADINGS, *rows):
        sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def taken(content: bytes, kind: str = "csv", *, by: str = "info-officer-1", month: date = MAY) -> ProcurementImport:
    stored = store_made(content=content, kind=kind, at=NOW)
    brought = Brought(own_agency_id(), month, (stored.pk, f"พ.ค.{kind}"), "skr1")
    return procurement.import_month(brought=brought, by=official(by), at=NOW)


def test_a_file_is_read_line_by_line_and_again_without_doubles(client: Client) -> None:
    first = taken(as_csv(CLEANING, PAPER, WRONG))
    assert (first.read, first.added, first.rejected) == (3, 2, 1)
    assert first.errors[0]["line"] == 4
    assert "ประมาณห้าพัน" in first.errors[0]["th"]
    again = taken(as_csv(CLEANING, PAPER, WRONG))
    assert (again.added, again.already, again.changed) == (0, 2, 0)
    mended = taken(as_csv([*CLEANING[:2], "130,000", *CLEANING[3:]]))
    assert mended.changed == 1
    assert list(ProcurementLine.objects.order_by("number").values_list("budget", "median")) == [
        (13_000_000, 11_850_000),
        (950_000, None),
    ]
    official("info-head")
    client.force_login(User.objects.get(username="info-head"))
    page = client.get(reverse("information_procurement_month", args=[first.month_id])).text
    assert "บรรทัด 4" in page
    rejects = client.get(reverse("information_procurement_rejects", args=[first.month_id, first.pk]))
    assert "ประมาณห้าพัน" in b"".join(rejects.streaming_content).decode()  # type: ignore[attr-defined]


def test_a_book_is_read_from_its_headings_on() -> None:
    made = taken(as_book([1, "จ้างถ่ายเอกสาร", 25000.5, None, "เฉพาะเจาะจง", None, None, "ร้าน ง", "3/2569"]), "xlsx")
    assert (made.added, made.rejected) == (1, 0)
    line = ProcurementLine.objects.get()
    assert (line.number, line.budget, line.median, line.winner) == (1, 2_500_050, None, "ร้าน ง")


@pytest.mark.parametrize(
    ("content", "kind", "said"),
    [
        (b"a,b\n1,2\n", "csv", "ไม่มีคอลัมน์"),
        (as_csv()[:10] + b"\n1\n", "csv", "ไม่มีคอลัมน์"),
        (b"PK\x03\x04 no book", "xlsx", "เสียหาย"),
    ],
    ids=["foreign", "cut off", "broken"],
)
def test_what_is_no_such_table_is_refused(content: bytes, kind: str, said: str) -> None:
    with pytest.raises(UnableToAct, match=said):
        taken(content, kind)


def test_a_book_that_swells_is_refused_when_it_comes_and_when_it_is_read() -> None:
    book = as_book(*([[str(number), *CLEANING[1:]] for number in range(1, 40)]))
    swollen = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as source, zipfile.ZipFile(swollen, "w", zipfile.ZIP_DEFLATED) as into:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("sheet1.xml"):
                row = b'<row><c t="inlineStr"><is><t>x</t></is></c></row>'
                content = content.replace(b"</sheetData>", row * 400_000 + b"</sheetData>")
            into.writestr(name, content)
    with pytest.raises(UnableToStore):
        store(upload=ContentFile(swollen.getvalue()), name="ใหญ่.xlsx", at=NOW)
    with pytest.raises(UnableToAct):
        taken(swollen.getvalue(), "xlsx")


def test_another_publishes_and_the_register_is_renewed(client: Client) -> None:
    made = taken(as_csv(CLEANING, PAPER), by="info-head")
    page = reverse("information_procurement")
    assert "จ้างทำความสะอาด" not in client.get(page).text
    with pytest.raises(UnableToAct, match="คนละคน"):
        procurement.publish_month(month_id=made.month_id, by=official("info-head"), at=NOW)
    with pytest.raises(UnableToAct, match="ไม่มีหน้าที่"):
        procurement.publish_month(month_id=made.month_id, by=official("info-officer-1"), at=NOW)
    procurement.publish_month(month_id=made.month_id, by=official("director-central"), at=NOW)
    assert "จ้างทำความสะอาด" in client.get(page, {"of": made.month_id}).text
    csv = b"".join(client.get(page, {"export": "csv"}).streaming_content).decode()  # type: ignore[attr-defined]
    assert "118,500.00" in csv
    entry = Publication.objects.get(class_code="9_8_sco1")
    assert (entry.state, entry.due_on) == ("published", date(2026, 7, 8))
    publication_work.survey(at=NOW)
    with pytest.raises(UnableToAct, match="ต้องถอน"):
        taken(as_csv(CLEANING))
    statistics.make_all(at=NOW)
    data = Dataset.objects.get(source=procurement.STATISTIC)
    publish_dataset(dataset_id=data.pk, by=official("info-head"), at=NOW)
    procurement.reopen_month(month_id=made.month_id, by=official("info-head"), at=NOW, words="ราคาผิด")
    assert "จ้างทำความสะอาด" not in client.get(page).text
    statistics.make_again(procurement.STATISTIC, at=NOW, gone=True)  # as the job does
    files = [one.looked.file for one in ResourceVersion.objects.filter(resource__dataset=data, state__in=READ_BY_ALL)]
    assert len(files) == 1
    with open_file(files[0]) as content:
        assert "จ้างทำความสะอาด" not in content.read().decode()  # gone from the data as well
    with pytest.raises(UnableToAct, match="ยังมาไม่ถึง"):
        taken(as_csv(CLEANING), month=date(2027, 1, 1))


def test_a_wrong_file_is_cleared_out_of_a_month_and_the_right_one_read(client: Client) -> None:
    made = taken(as_csv(CLEANING, PAPER))
    said: dict[str, Any] = {"month_id": made.month_id, "at": NOW}
    with pytest.raises(UnableToAct, match="ระบุเหตุผล"):
        procurement.clear_month(**said, by=official("info-officer-2"), words="")
    with pytest.raises(UnableToAct, match="ไม่มีหน้าที่"):
        procurement.clear_month(**said, by=official("officer-1"), words="ไฟล์ผิดเดือน")
    official("info-officer-1")
    client.force_login(User.objects.get(username="info-officer-1"))
    act = reverse("information_procurement_do", args=[made.month_id, "clear"])
    assert act in client.get(reverse("information_procurement_month", args=[made.month_id])).text
    assert client.post(act, {"words": "ไฟล์ผิดเดือน", "once_key": new_key()}).status_code == 302
    assert not ProcurementLine.objects.exists()
    with pytest.raises(UnableToAct, match="ไม่มีรายการ"):
        procurement.clear_month(**said, by=official("info-officer-1"), words="อีกครั้ง")
    assert taken(as_csv(PAPER)).added == 1
    procurement.publish_month(**said, by=official("info-head"))
    with pytest.raises(UnableToAct, match="ต้องถอน"):
        procurement.clear_month(**said, by=official("info-officer-1"), words="หลังเผยแพร่")


def test_a_number_that_stands_twice_a_total_and_a_file_without_lines_are_told() -> None:
    total = ["รวมทั้งสิ้น", *[""] * 8]
    made = taken(as_csv(CLEANING, [*CLEANING[:1], *PAPER[1:]], total))
    assert (made.added, made.rejected) == (1, 2)
    told = " ".join(one["th"] for one in made.errors)
    assert "ซ้ำกับบรรทัดก่อน" in told
    assert "บรรทัดรวม" in told
    assert ProcurementLine.objects.get().work == CLEANING[1]  # the first stays
    with pytest.raises(UnableToAct, match="มีแต่หัวตาราง"):
        taken(as_csv(), month=date(2026, 4, 1))


@pytest.mark.parametrize(("cell", "amount"), [("1,234.5", 123_450), ("๑๒๓ บาท", 12_300), ("-", None), ("", None)])
def test_amounts_are_read_as_people_write_them(cell: str, amount: int | None) -> None:
    assert satang(cell) == amount


@pytest.mark.parametrize("cell", ["ห้าพัน", "1.234", "-5", "=1+1", "1" * 20])
def test_what_is_no_amount_is_told(cell: str) -> None:
    with pytest.raises(BadValue):
        satang(cell)


def test_the_desk_takes_a_file(client: Client) -> None:
    official("info-officer-1")
    client.force_login(User.objects.get(username="info-officer-1"))
    url = reverse("information_procurement_import")
    form = {"agency": own_agency_id(), "year": 2026, "month": 5, "mapping": "skr1"}
    assert client.post(url, {**form, "once_key": new_key()}).status_code == 422
    upload = ContentFile(as_csv(CLEANING), name="พ.ค.csv")
    sent = client.post(url, {**form, "once_key": new_key(), "files": upload})
    assert sent.status_code == 302
    assert "จ้างทำความสะอาด" in client.get(sent["Location"]).text
    assert client.get(sent["Location"] + "publish/").status_code == 404
    assert client.get(reverse("information_procurement_months")).status_code == 200
