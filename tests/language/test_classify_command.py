"""`palat classify evaluate` on files of the Traffy layout."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from palat.cli import main

ABOUT = {"lamp": "ไฟถนนดับมืดมาก", "flood": "น้ำท่วมขังหน้าบ้านหลังฝนตก", "noise": "เพลงดังรบกวนตอนกลางคืน"}
PLACES = ("สุขใจ", "ร่มเย็น", "บางน้อย", "หนองใหญ่", "คลองหลวง", "ท่าช้าง", "บ้านสวน", "ดอนไผ่")


def _file(path: Path, many: int, columns: str = "ticket_id,timestamp,type,comment,district") -> Path:
    kinds = [list(ABOUT)[n % 3] for n in range(many)]
    said = [f"ซอย{PLACES[n % 8]} {ABOUT[kinds[n]]} {PLACES[(n * 5 + 3) % 8]}" for n in range(many)]
    rows = [f'2026-{n:06},2026-0{n % 6 + 1}-01T00:00:00Z,{kinds[n]},"{said[n]}",x' for n in range(many)]
    path.write_text("\n".join([columns, *rows]), encoding="utf-8")
    return path


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_command_measures_beside_the_baseline(tmp_path: Path) -> None:
    words = ["--train", str(_file(tmp_path / "a.csv", 200)), "--test", str(_file(tmp_path / "b.csv", 60))]
    found = CliRunner().invoke(main, ["classify", "evaluate", *words, "--target", "category", "--json"])
    assert found.exit_code == 0, found.output
    told = json.loads(found.output)
    assert set(told["ours"]) >= {"top1", "p3", "top5", "micro_f1", "macro_f1", "texts_per_s"}
    assert told["ours"]["top1"] > 0.9
    assert told["baseline"]["top1"] > 0.9
    assert told["train_s"] > 0


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"ticket_id,comment,type\n1,\xff\xfe,\n", b"\x00\x01\x02"])
def test_a_file_that_is_no_table_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.csv").write_bytes(content)
    words = ["--train", str(tmp_path / "bad.csv"), "--test", str(tmp_path / "bad.csv"), "--target", "agency"]
    found = CliRunner().invoke(main, ["classify", "evaluate", *words])
    assert found.exit_code == 1
    assert "Traceback" not in found.output
    assert "Error" in found.output
