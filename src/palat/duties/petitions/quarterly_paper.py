"""The quarterly report as sheets: for the page, the PDF and the CSV. Its words are those of the paper: Thai."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from palat.duties.petitions.procedure.words import CHANNELS
from palat.duties.petitions.quarterly import RULES, TOP_AGENCIES, TOP_ISSUES, top
from palat.kernel.calendar.thai_dates import long_date
from palat.kernel.reports.charts import bars
from palat.kernel.reports.procedure import NONE, Quarter, change, share, share_of
from palat.kernel.reports.sheets import Cell, Report, Sheet

OFFICE = "สำนักงานปลัดสำนักนายกรัฐมนตรี"
TITLE = "รายงานผลการดำเนินการเรื่องราวร้องทุกข์ของประชาชน"
COUNTS = ("เรื่อง", "ยุติ", "ร้อยละที่ยุติ")
NOW, BEFORE = "ไตรมาสนี้", "ไตรมาสเดียวกันปีก่อน"


@dataclass(frozen=True)
class Content:
    """What the paper says: figures of the quarter and of the year before, names, remarks."""

    quarter: Quarter
    as_of: date
    now: Mapping[str, Any]
    before: Mapping[str, Any]
    names: Mapping[str, Mapping[str, str]]  # issues, provinces, agencies
    ranked: Mapping[str, Sequence[str]]  # government, enterprises
    obstacles: str = ""
    recommendations: str = ""
    rules: Sequence[str] = RULES


def paper(content: Content, *, on: date, draft: bool) -> Report:
    """Return the report."""
    return Report(
        title=TITLE,
        subtitle=content.quarter.label,
        office=OFFICE,
        on=on,
        as_of=f"ข้อมูล ณ วันที่ {long_date(content.as_of)}",
        sheets=(
            _overview(content),
            _contacts(content),
            _agencies(content, "ส่วนราชการที่ได้รับเรื่องมากที่สุด 5 ลำดับ", "ส่วนราชการ", "government"),
            _agencies(content, "รัฐวิสาหกิจที่ได้รับเรื่องมากที่สุด 5 ลำดับ", "รัฐวิสาหกิจ", "enterprises"),
            _provinces(content),
            _issues(content),
            Sheet("ปัญหาและอุปสรรค", words=_lines(content.obstacles)),
            Sheet("ข้อเสนอแนะ", words=_lines(content.recommendations)),
            Sheet("หลักเกณฑ์การนับ", words=tuple(f"{n}. {rule}" for n, rule in enumerate(content.rules, 1))),
        ),
        draft=draft,
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip()) or ("ไม่มี",)


def _overview(content: Content) -> Sheet:
    now, before = content.now, content.before
    contacts, contacts_before = sum(now["contacts"].values()), sum(before["contacts"].values())
    words = (
        (
            f"ในไตรมาสนี้ประชาชนติดต่อเข้ามา {contacts:,} ครั้ง เป็นเรื่องราวร้องทุกข์ {now['cases']:,} เรื่อง "
            f"ดำเนินการจนได้ข้อยุติ {share_of(now['closed'], now['cases'])} "
            f"และรอผลการพิจารณา {share_of(now['waiting'], now['cases'])}"
        ),
        f"เรื่องที่ยุติแล้วทันกำหนดเวลา {share_of(now['kept'], now['timed'])}" if now["timed"] else "",
    )
    rows: list[tuple[Cell, ...]] = [("การติดต่อ (ครั้ง)", contacts, contacts_before, change(contacts, contacts_before))]
    for label, name in (("เรื่อง", "cases"), ("ดำเนินการจนได้ข้อยุติ", "closed"), ("รอผลการพิจารณา", "waiting")):
        rows.append((label, now[name], before[name], change(now[name], before[name])))
    rows.append(("ร้อยละที่ยุติ ของเรื่องทั้งหมด", *(share(one["closed"], one["cases"]) for one in (now, before)), NONE))
    rows.append(
        ("ร้อยละที่ทันกำหนด ของเรื่องที่ยุติและมีกำหนด", *(share(one["kept"], one["timed"]) for one in (now, before)), NONE)
    )
    rows.append(("ฐาน: เรื่องที่ยุติและมีกำหนด", now["timed"], before["timed"], NONE))
    return Sheet("ภาพรวม", words, ("", NOW, BEFORE, "เปลี่ยนแปลง (ร้อยละ)"), tuple(rows))


def _contacts(content: Content) -> Sheet:
    now, before = content.now["contacts"], content.before["contacts"]
    labels = dict(CHANNELS)
    total, total_before = sum(now.values()), sum(before.values())
    order = sorted(labels, key=lambda code: -now.get(code, 0))
    rows = [
        (
            labels[code],
            now.get(code, 0),
            share(now.get(code, 0), total),
            before.get(code, 0),
            change(now.get(code, 0), before.get(code, 0)),
        )
        for code in order
    ]
    rows.append(("รวม", total, share(total, total), total_before, change(total, total_before)))
    chart = bars(
        "แผนภูมิแท่งจำนวนการติดต่อตามช่องทาง " + " ".join(f"{labels[code]} {now.get(code, 0):,} ครั้ง" for code in order),
        [(labels[code], {NOW: now.get(code, 0), BEFORE: before.get(code, 0)}) for code in order],
        unit="ครั้ง",
    )
    columns = ("ช่องทาง", "ครั้ง", "ร้อยละของทั้งหมด", BEFORE, "เปลี่ยนแปลง (ร้อยละ)")
    return Sheet("การติดต่อจำแนกตามช่องทาง", (), columns, tuple(rows), chart if total else None)


def _agencies(content: Content, title: str, column: str, group: str) -> Sheet:
    return _ranking(title, column, content, "agencies", TOP_AGENCIES, content.ranked[group])


def _provinces(content: Content) -> Sheet:
    return _ranking("จังหวัดที่มีเรื่องมากที่สุด 5 ลำดับ", "จังหวัด", content, "provinces", TOP_AGENCIES, None)


def _ranking(title: str, column: str, content: Content, name: str, count: int, only: Sequence[str] | None) -> Sheet:
    before, names = content.before[name], content.names[name]
    rows = tuple(
        (
            names.get(key, key),
            cases,
            closed,
            share(closed, cases),
            before.get(key, [0, 0])[0],
            change(cases, before.get(key, [0, 0])[0]),
        )
        for key, cases, closed in top(content.now[name], count, only=only)
    )
    words = () if rows else ("ไม่มีเรื่องในไตรมาสนี้",)
    return Sheet(title, words, (column, *COUNTS, "ปีก่อน", "เปลี่ยนแปลง (ร้อยละ)"), rows)


def _issues(content: Content) -> Sheet:
    sheet = _ranking("ประเด็นที่มีเรื่องมากที่สุด 10 ลำดับ", "ประเด็น", content, "issues", TOP_ISSUES, None)
    if not sheet.rows:
        return sheet
    chart = bars(
        "แผนภูมิแท่งประเด็นที่มีเรื่องมากที่สุด " + " ".join(f"{row[0]} {row[1]} เรื่อง" for row in sheet.rows),
        [(str(row[0]), {"ยุติ": int(row[2]), "รอผล": int(row[1]) - int(row[2])}) for row in sheet.rows],
        unit="เรื่อง",
    )
    return Sheet(sheet.title, sheet.words, sheet.columns, sheet.rows, chart)
