"""A report as sheets: on paper, as CSV, and its drawing on a page."""

from datetime import date

from palat.kernel.reports.charts import bars, lines
from palat.kernel.reports.sheets import Report, Sheet, as_csv, as_pdf

CHART = bars("แผนภูมิ", [("น้ำประปา", {"ยุติ": 3, "รอผล": 1}), ("=1+1", {"ยุติ": 2, "รอผล": 0})], unit="เรื่อง")
REPORT = Report(
    title="รายงาน",
    subtitle="ไตรมาสที่ 3",
    office="สำนักงาน",
    on=date(2026, 7, 1),
    as_of="ข้อมูล ณ วันที่ 30 มิถุนายน 2569",
    sheets=(Sheet("ประเด็น", ("คำนำ",), ("ประเด็น", "เรื่อง"), (("น้ำประปา", 1_234), ("=1+1", -5)), CHART),),
)


def test_paper_takes_a_chart_with_parted_vowels() -> None:
    assert as_pdf(REPORT).startswith(b"%PDF")


def test_csv_runs_no_formula_and_keeps_numbers_numbers() -> None:
    rows = as_csv(REPORT).decode("utf-8-sig").splitlines()
    assert rows[1] == "ประเด็น,น้ำประปา,1234,ข้อมูล ณ วันที่ 30 มิถุนายน 2569"
    assert rows[2] == "ประเด็น,'=1+1,-5,ข้อมูล ณ วันที่ 30 มิถุนายน 2569"


def test_drawing_on_a_page_has_words_and_neither_style_nor_script() -> None:
    for chart in (CHART, lines("เส้น", [("ม.ค.", {"รับ": 1}), ("ก.พ.", {"รับ": 4})], unit="เรื่อง")):
        drawn = chart.html()
        assert f'aria-label="{chart.words}"' in drawn
        assert "style=" not in drawn
        assert "<script" not in drawn
    assert "น้ำประปา" in CHART.html()


def test_an_axis_of_few_writes_each_whole_number_once() -> None:
    few = bars("คำ", [("ก", {"เรื่อง": 2}), ("ข", {"เรื่อง": 0})], unit="เรื่อง").spec["encoding"]["x"]["axis"]
    assert few["values"] == [0, 1, 2]
    assert "values" not in bars("คำ", [("ก", {"เรื่อง": 900})], unit="เรื่อง").spec["encoding"]["x"]["axis"]
