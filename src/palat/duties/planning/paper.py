"""Scorecards on paper: the same sheets for the page, the PDF and the CSV. In Thai, as papers of the Office are."""

from datetime import date
from decimal import Decimal
from typing import Any

from palat.duties.planning.operations.issuing import Drawn
from palat.duties.planning.procedure.words import KINDS, in_unit
from palat.kernel.calendar.thai_dates import long_date
from palat.kernel.reports.charts import Chart, bars
from palat.kernel.reports.sheets import Report, Sheet

OFFICE = "สำนักงานปลัดสำนักนายกรัฐมนตรี"
LIGHTS = {"green": "ดี", "amber": "เฝ้าระวัง", "red": "ต้องเร่ง", "grey": "ยังไม่มีคะแนน"}
NONE = "–"


def paper(drawn: Drawn, *, on: date, draft: bool) -> Report:
    """Return the book of scorecards of a round."""
    bodies, strategies = drawn.figures["bodies"], drawn.figures["strategies"]
    return Report(
        title="บัตรคะแนนการปฏิบัติราชการ",
        subtitle=drawn.period.label,
        office=OFFICE,
        on=on,
        as_of=f"ข้อมูล ณ วันที่ {long_date(drawn.as_of)}",
        sheets=(
            _summary(bodies),
            *(_body(one) for one in bodies),
            *([_strategies(strategies)] if strategies else []),
            *_remarks(drawn),
            Sheet("กติกาการนับและให้คะแนน", tuple(drawn.rules)),
        ),
        draft=draft,
    )


def _score(one: dict[str, Any]) -> str:
    return f"{Decimal(one['score']):.2f}" if one["score"] else NONE


def _base(one: dict[str, Any]) -> str:
    return f"{one['scored'] or 0} จาก {one['whole'] or 0}"


def _summary(bodies: list[dict[str, Any]]) -> Sheet:
    rows = [(one["name"], _score(one), _base(one), LIGHTS[one["light"]]) for one in bodies]
    return Sheet(
        "สรุปคะแนนถ่วงน้ำหนัก",
        columns=("หน่วยงาน", "คะแนน (0–100)", "น้ำหนักที่มีคะแนน", "สัญญาณ"),
        rows=tuple(rows),
        chart=chart_of(bodies),
        note="คะแนนคิดเทียบกับน้ำหนักที่มีคะแนนแล้ว หน่วยงานที่ยังมีคะแนนไม่ครบเปรียบเทียบกับหน่วยงานอื่นไม่ได้",
    )


def chart_of(bodies: list[dict[str, Any]]) -> Chart | None:
    """Return the scores of bodies as bars; none where nobody has one."""
    scored = [(one["name"], {"คะแนน": round(float(one["score"]), 2)}) for one in bodies if one["score"]]
    if not scored:
        return None
    words = "คะแนนถ่วงน้ำหนัก: " + ", ".join(f"{name} {value['คะแนน']:.2f}" for name, value in scored)
    return bars(words, scored, unit="คะแนน (0–100)")


def _body(one: dict[str, Any]) -> Sheet:
    rows = [
        (
            f"{line['code']} {line['name']}",
            line["weight"],
            _commas(line["target"]) if line["target"] else NONE,
            in_unit(_commas(line["value"]), line["unit"]) if line["value"] else (line["why"] or NONE),
            _score(line) + (" *" if line["departs"] else ""),
            f"{Decimal(line['earned']):.2f}" if line["earned"] else NONE,
            LIGHTS[line["light"]],
        )
        for line in one["lines"]
    ]
    kind = dict(KINDS).get(one["kind"], "")
    words = f"{kind} · คะแนนถ่วงน้ำหนัก {_score(one)} จากน้ำหนักที่มีคะแนน {_base(one)}"
    note = "* คะแนนของผู้ตรวจต่างจากที่คำนวณ มีเหตุผลในแฟ้ม" if any(line["departs"] for line in one["lines"]) else ""
    columns = ("ตัวชี้วัด", "น้ำหนัก", "เป้าหมาย", "ค่า", "คะแนน", "ได้", "สัญญาณ")
    return Sheet(one["name"], (words,), columns, tuple(rows), note=note)


def _commas(number: str) -> str:
    return f"{Decimal(number):,f}"


def _strategies(found: list[dict[str, Any]]) -> Sheet:
    rows = tuple((one["name"], one["items"], _score(one), _base(one), LIGHTS[one["light"]]) for one in found)
    return Sheet("ตามยุทธศาสตร์", (), ("ยุทธศาสตร์", "ตัวชี้วัด", "คะแนน", "น้ำหนักที่มีคะแนน", "สัญญาณ"), rows)


def _remarks(drawn: Drawn) -> list[Sheet]:
    said = (("ปัญหาและอุปสรรค", drawn.obstacles), ("ข้อเสนอแนะ", drawn.recommendations))
    return [Sheet(title, tuple(text.splitlines())) for title, text in said if text.strip()]
