"""Letters turned into index words per second on one core, beside PyThaiNLP's newmm on the same texts in the same run.

    python -m benchmarks.words --json [--texts FILE.csv.gz]

Texts are the column `comment` of the file, or where there is none, our own sentences put together. Seconds are of the
processor, so that what else runs on the machine does not count.
"""

import csv
import gzip
import itertools
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from benchmarks.installation import ROOT
from benchmarks.reporting import say

TEXTS = ROOT.parent / "shared" / "data" / "traffy_sample.csv.gz"
LETTERS = 5_000_000  # ours cuts so many in some two seconds; newmm a tenth of them
PARTS = (
    ("ไฟฟ้าดับทุกคืน", "น้ำท่วมขังหน้าบ้าน", "ถนนเป็นหลุมลึก", "เสียงดังจากโรงงานข้างบ้าน", "ขยะไม่มีคนมาเก็บ"),
    ("ตั้งแต่ต้นเดือนที่แล้ว", "มากว่า ๓ สัปดาห์", "ทุกวันหลังสี่ทุ่ม", "เมื่อฝนตกหนัก", "มาเกือบปีแล้วครับบบ"),
    ("ที่หมู่บ้านริมคลอง", "ในซอยข้างวัด", "หน้าโรงเรียนประจำตำบล", "แถวตลาดสด", "บนถนนสายหลัก"),
    ("ผู้สูงอายุเดือดร้อนมาก", "รถล้มไปหลายคัน", "แจ้งแล้วแต่ไม่มีใครมาดู", "ขอให้ช่วยตรวจสอบด้วย", "please help"),
)


def texts(file: Path | None) -> tuple[str, list[str]]:
    """Return where the texts are from, and texts of some `LETTERS` letters together."""
    path = file or TEXTS
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8", newline="") as rows:
            return path.name, _enough(row["comment"] for row in csv.DictReader(rows))
    return "composed", _enough(itertools.cycle(" ".join(one) for one in itertools.product(*PARTS)))


def _enough(source: Iterable[str]) -> list[str]:
    found, letters = [], 0
    for text in source:
        found.append(text)
        letters += len(text)
        if letters >= LETTERS:
            break
    return found


def chars_per_s(work: Callable[[str], object], texts: list[str]) -> float:
    """Return the letters per second of processor time."""
    start = time.process_time()
    for text in texts:
        work(text)
    return sum(map(len, texts)) / (time.process_time() - start)


@click.command()
@click.option("--json", "as_json", is_flag=True)
@click.option("--texts", "file", type=click.Path(path_type=Path, exists=True), default=None)
def main(as_json: bool, file: Path | None) -> None:
    """Measure both."""
    from pythainlp.tokenize import word_tokenize

    from palat.kernel.language.dictionary import plain_dictionary

    source, found = texts(file)
    ours = plain_dictionary()
    some = found[: len(found) // 10]
    chars_per_s(ours.words, some)  # what is made once is made
    chars_per_s(lambda text: word_tokenize(text, engine="newmm"), some[:100])
    rate = chars_per_s(ours.words, found)
    newmm = chars_per_s(lambda text: word_tokenize(text, engine="newmm"), some)
    hard = {"one_letter": "ก" * 1_000_000, "ambiguous": "ตากลม" * 200_000, "marks": "่" * 1_000_000}
    say(
        {
            "chars_per_s": round(rate),
            "newmm_chars_per_s": round(newmm),
            "ratio": round(rate / newmm, 2),
            "texts": len(found),
            "source": source,
            "seconds_for_1MB": {
                name: round(len(text) / chars_per_s(ours.words, [text]), 2) for name, text in hard.items()
            },
        },
        as_json=as_json,
    )


if __name__ == "__main__":
    main()
