"""The yearly report as sheets: for the page, the PDF and the CSV. Its words are those of the paper: Thai."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from palat.duties.information.procedure.appeal_words import OUTCOMES
from palat.duties.information.procedure.complaint_words import CHECK, CHECK_FOUND, CHECKED, COMPLAINT, FOUND, GROUNDS
from palat.duties.information.procedure.words import KINDS
from palat.duties.information.yearly import APPEAL, CONSULTATION, REQUEST, RULES
from palat.kernel.calendar.thai_dates import long_date
from palat.kernel.reports.charts import bars
from palat.kernel.reports.procedure import NONE, Year, change, share, share_of
from palat.kernel.reports.sheets import Cell, Report, Sheet

OFFICE = "สำนักงานปลัดสำนักนายกรัฐมนตรี"
TITLE = "รายงานผลการดำเนินงานตามพระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. 2540"
NAMES = {
    APPEAL: "คำอุทธรณ์ (มาตรา 18 และมาตรา 25)",
    COMPLAINT: "เรื่องร้องเรียน (มาตรา 13)",
    CHECK: "คำขอให้ตรวจสอบ (มาตรา 33)",
    CONSULTATION: "ข้อหารือ",
    REQUEST: "คำขอข้อมูลข่าวสารต่อสำนักงาน",
}
ASKERS = (("agency", "หน่วยงานของรัฐ"), ("person", "ประชาชน"))
ENDS = (("not_admitted", "ไม่รับไว้พิจารณา"), ("withdrawn", "ถอน"))
TIMES = (("kept", "ทันกำหนด"), ("extended", "ทันกำหนดที่ขยาย"), ("late", "เกินกำหนด"))
FEW = 2  # kinds of which a table tells enough
LOAD = ("", "รับ", "ภาระงาน", "เสร็จ", "ร้อยละที่เสร็จ", "รอพิจารณา")


@dataclass(frozen=True)
class Content:
    """What the paper says: figures of the year and of the year before, names, remarks."""

    year: Year
    as_of: date
    now: Mapping[str, Any]
    before: Mapping[str, Any]
    names: Mapping[str, Mapping[str, str]]  # agencies, branches
    obstacles: str = ""
    recommendations: str = ""
    rules: Sequence[str] = RULES


def paper(content: Content, *, on: date, draft: bool) -> Report:
    """Return the report; what the Office did not do that year has a sheet all the same, and says so."""
    return Report(
        title=TITLE,
        subtitle=content.year.label,
        office=OFFICE,
        on=on,
        as_of=f"ข้อมูล ณ วันที่ {long_date(content.as_of)}",
        sheets=(
            _overview(content),
            *_appeals(content),
            _by_kind(content, COMPLAINT, GROUNDS, "เหตุที่ร้องเรียน"),
            _results(content, COMPLAINT, FOUND),
            _by_kind(content, CHECK, CHECKED, "เหตุที่ขอให้ตรวจสอบ"),
            _results(content, CHECK, CHECK_FOUND),
            _explanations(content),
            _compliance(content),
            _by_kind(content, CONSULTATION, ASKERS, "ผู้หารือ"),
            _committees(content),
            _by_kind(content, REQUEST, KINDS, "ชนิดของคำขอ"),
            Sheet("ปัญหาและอุปสรรค", words=_lines(content.obstacles)),
            Sheet("ข้อเสนอแนะ", words=_lines(content.recommendations)),
            Sheet("หลักเกณฑ์การนับ", words=tuple(f"{n}. {rule}" for n, rule in enumerate(content.rules, 1))),
        ),
        draft=draft,
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip()) or ("ไม่มี",)


def _of(figures: Mapping[str, Any], procedure: str, name: str) -> int:
    found: int = figures["procedures"].get(procedure, {}).get(name, 0)
    return found


def _overview(content: Content) -> Sheet:
    now, before = content.now, content.before
    rows: list[tuple[Cell, ...]] = []
    for procedure, label in NAMES.items():
        for name, words in (("received", "รับ"), ("finished", "เสร็จ")):
            is_now, was = _of(now, procedure, name), _of(before, procedure, name)
            rows.append((f"{label} {words}", is_now, was, change(is_now, was)))
    load, finished = _of(now, COMPLAINT, "load"), _of(now, COMPLAINT, "finished")
    words = (
        (
            f"ในปีงบประมาณนี้รับเรื่องร้องเรียน {_of(now, COMPLAINT, 'received'):,} เรื่อง "
            f"คำขอให้ตรวจสอบ {_of(now, CHECK, 'received'):,} เรื่อง และคำอุทธรณ์ {_of(now, APPEAL, 'received'):,} เรื่อง"
        ),
        f"เรื่องร้องเรียนพิจารณาเสร็จ {share_of(finished, load)} ของภาระงาน" if load else "",
    )
    return Sheet("ภาพรวม", words, ("", "ปีนี้", "ปีก่อน", "เปลี่ยนแปลง (ร้อยละ)"), tuple(rows))


def _load_row(label: str, numbers: Mapping[str, int]) -> tuple[Cell, ...]:
    load, finished = numbers.get("load", 0), numbers.get("finished", 0)
    return (label, numbers.get("received", 0), load, finished, share(finished, load), load - finished)


def _by_kind(content: Content, procedure: str, kinds: Sequence[tuple[str, str]], column: str) -> Sheet:
    title, told = NAMES[procedure], content.now["kinds"].get(procedure, {})
    whole = content.now["procedures"].get(procedure, {})
    if not whole.get("load"):
        return Sheet(title, ("ไม่มีเรื่องในปีงบประมาณนี้",))
    rows = [_load_row(label, told.get(code, {})) for code, label in kinds]
    rows.append(_load_row("รวม", whole))
    chart = None
    if len(kinds) > FEW:
        chart = bars(
            f"แผนภูมิแท่ง{title} " + " ".join(f"{row[0]} {row[1]} เรื่อง" for row in rows[:-1]),
            [(str(row[0]), {"เสร็จ": int(row[3]), "รอพิจารณา": int(row[5])}) for row in rows[:-1]],
            unit="เรื่อง",
        )
    return Sheet(title, _timing(whole), (column, *LOAD[1:]), tuple(rows), chart)


def _timing(whole: Mapping[str, int]) -> tuple[str, ...]:
    timed = sum(whole.get(code, 0) for code, _label in TIMES)
    if not timed:
        return ()
    return (" ".join(f"{label} {share_of(whole.get(code, 0), timed)}" for code, label in TIMES),)


def _results(content: Content, procedure: str, found: Sequence[tuple[str, str]]) -> Sheet:
    told = content.now["results"].get(procedure, {})
    whole = sum(told.values())
    title = f"ผลการพิจารณา {NAMES[procedure]}"
    if not whole:
        return Sheet(title, ("ไม่มีเรื่องที่พิจารณาเสร็จในปีงบประมาณนี้",))
    rows = [(label, told.get(code, 0), share(told.get(code, 0), whole)) for code, label in (*found, *ENDS)]
    return Sheet(title, (), ("ผล", "เรื่อง", "ร้อยละของที่เสร็จ"), (*rows, ("รวม", whole, share(whole, whole))))


def _appeals(content: Content) -> tuple[Sheet, ...]:
    branches = list(content.names.get("branches", {}).items())
    if content.now["kinds"].get(APPEAL, {}).get(""):
        branches.append(("", "ยังไม่กำหนดสาขา"))
    return (_by_kind(content, APPEAL, branches, "สาขา"), _results(content, APPEAL, OUTCOMES))


def _agencies_with(content: Content, name: str) -> list[tuple[str, Mapping[str, int]]]:
    """Return the agencies that were asked something, those asked most first, each with its numbers."""
    names = content.names["agencies"]
    told = [(names.get(code, code), one) for code, one in content.now["agencies"].items() if one.get(name)]
    return sorted(told, key=lambda one: (-one[1][name], one[0]))


def _explanations(content: Content) -> Sheet:
    title = "การชี้แจงของหน่วยงาน"
    rows = tuple(
        (
            name,
            one["explanation"],
            one.get("answered", 0),
            share(one.get("in_time", 0), one["explanation"]),
            str(one["median"]) if one["median"] >= 0 else NONE,
            one.get("silent", 0),
        )
        for name, one in _agencies_with(content, "explanation")
    )
    columns = ("หน่วยงาน", "ขอให้ชี้แจง", "ชี้แจง", "ร้อยละที่ทัน", "มัธยฐาน (วัน)", "ไม่ชี้แจง")
    return Sheet(title, () if rows else ("ไม่มีหน่วยงานที่สำนักงานขอให้ชี้แจงในปีงบประมาณนี้",), columns, rows)


def _compliance(content: Content) -> Sheet:
    title = "การปฏิบัติตามความเห็นและคำวินิจฉัยของหน่วยงาน"
    rows = tuple(
        (
            name,
            one["compliance"],
            one.get("complied", 0),
            share(one.get("complied", 0), one["compliance"]),
            one.get("defied", 0),
            one.get("compliance_waits", 0),
        )
        for name, one in _agencies_with(content, "compliance")
    )
    columns = ("หน่วยงาน", "ให้ปฏิบัติ", "ปฏิบัติแล้ว", "ร้อยละที่ปฏิบัติ", "ไม่ปฏิบัติ", "รอ")
    return Sheet(title, () if rows else ("ไม่มีความเห็นหรือคำวินิจฉัยที่ให้หน่วยงานปฏิบัติในปีงบประมาณนี้",), columns, rows)


def _committees(content: Content) -> Sheet:
    now, before = content.now["committees"], content.before["committees"]
    whole, whole_before = sum(now.values()), sum(before.values())
    named = (("yes", "รายงานว่ามี"), ("no", "รายงานว่าไม่มี"), ("silent", "ไม่รายงาน"))
    rows = tuple(
        (
            label,
            now.get(code, 0),
            share(now.get(code, 0), whole),
            before.get(code, 0),
            share(before.get(code, 0), whole_before),
        )
        for code, label in named
    )
    columns = ("คณะกรรมการหรือผู้รับผิดชอบ", "หน่วยงาน", "ร้อยละ", "ปีก่อน", "ร้อยละปีก่อน")
    return Sheet("คณะกรรมการข้อมูลข่าวสารของหน่วยงานส่วนกลาง", (), columns, (*rows, ("รวม", whole, "", whole_before, "")))
