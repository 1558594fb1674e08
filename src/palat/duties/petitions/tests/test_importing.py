"""The open data as matters: state, place, category, history; nothing twice, nothing lost, nothing that floods."""

import csv
import gzip
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from palat.duties.petitions.importing import NO_TEXT, import_petitions
from palat.duties.petitions.mappings import mappings
from palat.duties.petitions.models import Category, Contact, Petition
from palat.duties.petitions.operations import screening
from palat.duties.petitions.procedure.petition import PETITION_1
from palat.duties.petitions.procedure.words import CHANNELS, KINDS
from palat.duties.petitions.queries.chasing import overdue_referrals
from palat.duties.petitions.tests.factories import official, petition
from palat.duties.petitions.tests.open_data import real_file, row, write
from palat.kernel.exchange.procedure import Report, UnableToExchange
from palat.kernel.history.queries import Told, events_of, faults
from palat.kernel.matters.authority import SYSTEM
from palat.kernel.matters.models import Clock, Matter, WorkItem
from palat.kernel.matters.operations.numbering import number_matters
from palat.kernel.matters.queries.file import file_of, public_timeline
from palat.kernel.matters.queries.worklists import queue_page

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def take(tmp_path: Path, *rows: dict[str, str], **options: Any) -> Report:
    path = write(tmp_path / "open.csv", rows)
    return import_petitions(path=path, mapping="traffy", at=NOW, **options)


def matter_of(ticket: str) -> Matter:
    return Matter.objects.select_related("petition").get(petition__source_row=f"traffy:{ticket}")


def history_of(ticket: str) -> list[Told]:
    return events_of(f"matter:{matter_of(ticket).pk}")


def test_row_becomes_a_matter_with_its_past(tmp_path: Path) -> None:
    report = take(
        tmp_path,
        row(
            "2022-AAAAAA",
            star="4",
            count_reopen="2",
            last_activity="2022-07-09T04:00:00Z",
            reply="ซ่อมแล้วเมื่อวานนี้",
            forwarded_to="สำนักการโยธา",
            lat="13.7218",
        ),
    )
    assert (report.read, report.added, report.rejected) == (1, 1, 0)
    matter = matter_of("2022-AAAAAA")
    assert (matter.state, matter.category, matter.area_id) == ("closed", "social.roads", "100402")
    assert matter.received_at == datetime(2022, 7, 4, 2, 15, 30, tzinfo=UTC)
    assert matter.closed_at == datetime(2022, 7, 9, 4, tzinfo=UTC)
    assert (matter.petition.channel, matter.petition.stars, matter.petition.person_id) == ("line", 4, None)
    assert matter.petition.text == "ถนนหน้าตลาดเป็นหลุมลึก ฝนตกแล้วน้ำขัง"
    received, answer, imported = history_of("2022-AAAAAA")
    assert received.body["text"] == matter.petition.text
    assert (answer.public, answer.body) == (True, {"to_petitioner": "ซ่อมแล้วเมื่อวานนี้"})
    assert (imported.kind, imported.at, imported.facts["to"]) == ("imported", NOW, "closed")
    assert (imported.facts["stars"], imported.facts["reopened"]) == (4, 2)
    assert imported.body["tags"] == ["ถนน", "น้ำท่วม"]
    assert imported.body["organisations"] == ["กรุงเทพมหานคร", "เขตบางรัก"]
    assert imported.body["forwarded_to"] == ["สำนักการโยธา"]
    assert [line.words for line in public_timeline(matter)] == ["", "ซ่อมแล้วเมื่อวานนี้"]
    assert not Contact.objects.exists(), "nobody reached the Office"
    assert list(faults()) == []


STATES = [
    ("เสร็จสิ้น", "closed"),
    ("ไม่เกี่ยวข้อง", "not_accepted"),
    ("รอรับเรื่อง", "received"),
    ("", "received"),
    ("กำลังดำเนินการ", "referred"),
    ("ส่งต่อ(ใหม่)", "referred"),
    ("ขั้นตอนทางกฎหมาย", "referred"),
    ("ของบประมาณ", "referred"),
]


def test_states_are_the_true_ones(tmp_path: Path) -> None:
    take(tmp_path, *(row(f"S{place}", state=state) for place, (state, _ours) in enumerate(STATES)))
    for place, (_state, ours) in enumerate(STATES):
        matter = matter_of(f"S{place}")
        assert matter.state == ours
        assert (matter.closed_at is not None) == (ours in {"closed", "not_accepted"})
        assert WorkItem.objects.filter(matter=matter).exists() == (matter.closed_at is None)


def test_open_matters_bring_no_clock_and_stand_behind_todays_work(tmp_path: Path) -> None:
    take(tmp_path, row("OLD", state="รอรับเรื่อง"), row("OLDER", state="กำลังดำเนินการ"))
    assert not Clock.objects.exists()
    assert overdue_referrals(NOW) == []
    today = petition(at=NOW)
    intake = official("intake-1")
    queue = WorkItem.objects.get(matter=today).queue
    assert next(item.matter_id for item in queue_page(queue, by=intake)) == today.pk
    # The first act of the Office starts the clock that the procedure gives it, from that day.
    screening.accept(matter_id=matter_of("OLD").pk, by=intake, at=NOW)
    assert Clock.objects.get(matter=matter_of("OLD"), stopped_at=None).started_at == NOW
    assert list(faults()) == []


def test_danger_is_read_in_open_matters_only(tmp_path: Path) -> None:
    words = "ไฟไหม้บ้านข้างเคียง มีคนติดอยู่ในบ้าน"
    take(tmp_path, row("OPEN", comment=words, state="รอรับเรื่อง"), row("DONE", comment=words))
    assert matter_of("OPEN").urgency == 0
    assert matter_of("DONE").urgency == 4


def test_monarchy_goes_the_restricted_way_without_category(tmp_path: Path) -> None:
    take(tmp_path, row("R1", comment="ขอยื่นถวายฎีกาเรื่องที่ดิน", state="รอรับเรื่อง"))
    matter = matter_of("R1")
    assert (matter.restricted, matter.category) == ("royal", "")
    assert WorkItem.objects.get(matter=matter).queue == "restricted:royal"


def test_empty_text_gets_a_placeholder_subject(tmp_path: Path) -> None:
    report = take(tmp_path, row("E1", comment=""), row("E2", comment=" \n"))
    assert report.added == 2
    assert matter_of("E1").subject == matter_of("E2").subject == NO_TEXT
    assert matter_of("E1").petition.text == ""


@pytest.mark.parametrize(
    ("ticket", "received", "unknown"),
    [("2024-MQTY2G", datetime(2024, 1, 1, tzinfo=UTC), True), ("GX749D", NOW, True)],
)
def test_missing_moment_is_taken_from_the_number_and_said(
    tmp_path: Path, ticket: str, received: datetime, unknown: bool
) -> None:
    report = take(tmp_path, row(ticket, timestamp="", state="รอรับเรื่อง"))
    assert matter_of(ticket).received_at == received
    assert ("received_at" in history_of(ticket)[-1].facts.get("unknown", [])) is unknown
    assert sum(report.remarks.values()) == 1


def test_channels_alias_and_kinds(tmp_path: Path) -> None:
    office = "สำนักงานปลัดสำนักนายกรัฐมนตรี ทำเนียบรัฐบาล รหัสเรื่อง นร02660001945 ขอให้เร่งพิจารณา"
    take(
        tmp_path,
        row("A1", channel="1111", comment=office),
        row("A2", channel="1555", type="ทุจริต"),
        row("A3", type="เสนอแนะ|ต้นไม้", comment="เดินไปนรา 12"),
    )
    assert (matter_of("A1").alias, matter_of("A1").petition.channel) == ("นร02660001945", "hotline")
    assert (matter_of("A2").kind, matter_of("A2").category) == ("accusation", "officials.misconduct")
    assert (matter_of("A3").kind, matter_of("A3").category, matter_of("A3").alias) == ("suggestion", "", "")


@pytest.mark.parametrize(
    ("province", "district", "subdistrict", "code"),
    [
        ("กรุงเทพมหานคร", "บางรัก", "สีลม", "100402"),
        ("กรุงเทพมหานคร", "บางรัก", "ไม่มีแขวงนี้", "1004"),
        ("กรุงเทพมหานคร", "หัวหมาก", "", "10"),
        ("เพชรบุรี", "เมือง", "", "7601"),
        ("", "พระประแดง", "", None),
        ("แอตแลนติส", "", "", None),
    ],
)
def test_area_is_the_smallest_that_the_names_lead_to(
    tmp_path: Path, province: str, district: str, subdistrict: str, code: str | None
) -> None:
    take(tmp_path, row("P1", province=province, district=district, subdistrict=subdistrict))
    assert matter_of("P1").area_id == code


def test_own_export_of_an_unknown_subdistrict_keeps_its_district(tmp_path: Path) -> None:
    headings = ("รหัสเรื่อง", "รับเมื่อ", "ช่องทาง", "สถานะ", "ข้อความ", "พื้นที่")
    cells = ("280631533979080", "2026-01-05T02:00:00+00:00", "web", "received", "น้ำไม่ไหล", "100499")
    path = tmp_path / "export.csv"
    path.write_text(f"{','.join(headings)}\n{','.join(cells)}\n", encoding="utf-8")
    report = import_petitions(path=path, at=NOW)
    assert Matter.objects.get(code="280631533979080").area_id == "1004"
    assert sum(report.remarks.values()) == 1


def test_bad_rows_are_set_aside_and_the_others_taken(tmp_path: Path) -> None:
    report = take(
        tmp_path,
        row("OK1"),
        row("B1", state="หายไป"),
        row("B2", star="9"),
        row("B3", timestamp="เมื่อวาน"),
        row("B4", timestamp=(NOW + timedelta(days=9)).isoformat()),
        row("", comment="ไม่มีเลขที่"),
        row("OK2", comment="=HYPERLINK(1)\x00😀\u200f"),
    )
    assert (report.added, report.rejected) == (2, 5)
    assert matter_of("OK2").petition.text == "=HYPERLINK(1)😀\u200f", (
        "kept as said, but for NUL; only files are guarded"
    )
    with (tmp_path / "open.csv.rejects.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [(line[0], line[3]) for line in csv.reader(file)][1:] == [
            ("3", "B1"),
            ("4", "B2"),
            ("5", "B3"),
            ("6", "B4"),
            ("7", ""),
        ]


def test_twice_makes_no_doubles(tmp_path: Path) -> None:
    rows = [row(f"T{place}") for place in range(30)]
    take(tmp_path, *rows, row("T7"), batch=8)
    again = take(tmp_path, *rows, row("NEW"), batch=8)
    assert (again.added, again.already) == (1, 30)
    assert Petition.objects.filter(source_row__startswith="traffy:").count() == 31


def test_statements_do_not_grow_with_the_rows(tmp_path: Path, django_assert_max_num_queries: Any) -> None:
    rows = [row(f"Q{place}", district=("บางรัก", "ปทุมวัน", "ดุสิต")[place % 3]) for place in range(200)]
    with django_assert_max_num_queries(40):
        take(tmp_path, *rows)


def test_imported_matters_are_numbered_after_what_came_this_year(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("palat.kernel.matters.operations.numbering.BATCH", 5)
    take(tmp_path, *(row(f"N{place:02}", timestamp=f"2022-07-04T02:{place:02}:00Z") for place in range(12)))
    today = petition(at=NOW)
    numbered = [number_matters(procedures=["petition"], register="petition", at=NOW)]
    today.refresh_from_db()
    assert today.number == "รท 1/2569"
    while numbered[-1]:
        numbered.append(number_matters(procedures=["petition"], register="petition", at=NOW))
    assert numbered == [1, 5, 5, 2, 0]
    assert [matter_of(f"N{place:02}").number for place in range(12)] == [f"รท {n}/2565" for n in range(1, 13)]


def test_the_file_of_an_imported_matter_opens(tmp_path: Path) -> None:
    take(tmp_path, row("F1", state="กำลังดำเนินการ", reply="กำลังจัดซื้อ"))
    file = file_of(matter_of("F1"), SYSTEM)
    assert [line.label for line in file.history] == ["นำเข้าจากระบบอื่น", "คำตอบจากระบบเดิม", "รับเรื่อง"]
    assert file.history[0].change == "ส่งเรื่องให้หน่วยงานพิจารณา"


def test_missing_column_and_unknown_mapping_are_said(tmp_path: Path) -> None:
    path = write(tmp_path / "short.csv", [row("X")], columns=["ticket_id", "comment"])
    with pytest.raises(UnableToExchange, match="timestamp"):
        import_petitions(path=path, mapping="traffy", at=NOW)
    with pytest.raises(UnableToExchange, match="traffy"):
        import_petitions(path=path, mapping="nothing", at=NOW)
    with pytest.raises(CommandError, match="--mapping"):
        call_command("import_petitions", str(path))


def test_command_finds_the_mapping_and_reports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "open.csv.gz", [row("C1"), row("C2", state="หายไป")])
    call_command("import_petitions", str(path))
    told = capsys.readouterr().out
    assert "added: 1" in told
    assert "rejected: 1" in told
    assert "หายไป" in told
    assert str(path) + ".rejects.csv" in told


def test_mappings_name_only_what_exists() -> None:
    codes = set(Category.objects.values_list("code", flat=True))
    states = {state.code for state in PETITION_1.main.states}
    for mapping in mappings().values():
        assert set(mapping.categories.values()) <= codes
        assert set(mapping.kinds.values()) <= {code for code, _label in KINDS}
        channel = next(column for column in mapping.columns.columns if column.field == "channel")
        assert all(channel.read(one) == one for one in ("line", "hotline")[: 1 if mapping.name == "traffy" else 2])
        assert mapping.state_of("closed" if mapping.name == "palat" else "เสร็จสิ้น") in states
    palat = mappings()["palat"]
    assert {palat.state_of(state) for state in states} == states - {"submitted"}
    channel = next(column for column in palat.columns.columns if column.field == "channel")
    assert [channel.read(code) for code, _label in CHANNELS] == [code for code, _label in CHANNELS]


def test_the_real_file_is_taken_row_by_row(tmp_path: Path) -> None:
    real = real_file()
    if real is None:
        pytest.skip("the open data is not on this machine: set PALAT_SHARED_DATA to its folder")
    path = tmp_path / "first.csv"
    with (
        gzip.open(real, "rt", encoding="utf-8", newline="") as file,
        path.open("w", encoding="utf-8", newline="") as copy,
    ):
        csv.writer(copy).writerows(islice(csv.reader(file), 3001))
    report = import_petitions(path=path, at=NOW)
    assert (report.mapping, report.added, report.rejected) == ("traffy", 3000, 0)
    kept = {one.source_row: one for one in Petition.objects.select_related("matter").exclude(source_row="")}
    with path.open(encoding="utf-8", newline="") as file:
        for said in csv.DictReader(file):
            one = kept[f"traffy:{said['ticket_id']}"]
            assert one.text == said["comment"]
            assert str(one.stars or "") == said["star"]
            if said["timestamp"]:
                assert one.matter.received_at == datetime.fromisoformat(said["timestamp"])
    assert list(faults()) == []
