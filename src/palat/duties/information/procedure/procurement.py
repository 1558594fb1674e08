"""The monthly summary of procurement (form สขร.1), as data: its states, its columns as agencies name them.

Source: notice of the Commission of 16 January 2558. The headings are those in common use (provisional).
"""

from palat.kernel.exchange.procedure import BadValue, Column, ColumnMapping, whole_number, word


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


DRAFT, PUBLISHED = "draft", "published"
MONTHS: dict[str, str] = {DRAFT: _("ยังไม่เผยแพร่"), PUBLISHED: _("เผยแพร่อยู่")}
EVENTS: dict[str, str] = {
    "imported": _("นำเข้าไฟล์"),
    "month_published": _("เผยแพร่"),
    "month_reopened": _("ถอนเพื่อแก้ไข"),
    "month_cleared": _("ล้างรายการ"),
}
ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
MOST_BAHT = 10**12
NUMBER, WORK = "ลำดับที่", "งานที่จัดซื้อหรือจัดจ้าง"


def satang(cell: str) -> int | None:
    """Return an amount of baht in satang; None for an empty cell or a dash. Raises: BadValue."""
    plain = cell.translate(ARABIC).replace(",", "").replace("บาท", "").replace(" ", "").strip()
    if plain in {"", "-", "–"}:
        return None
    whole, _point, part = plain.partition(".")
    if not whole.isdecimal() or (part and not part.isdecimal()) or len(part) > 2 or int(whole) > MOST_BAHT:
        raise BadValue(f"“{cell[:40]}” ไม่ใช่จำนวนเงิน", f"“{cell[:40]}” is no amount of money")
    return int(whole) * 100 + int((part + "00")[:2])


def line_number(cell: str) -> int:
    """Return the number of a line in its month. Raises: BadValue."""
    if "รวม" in cell:
        raise BadValue("เป็นบรรทัดรวม ไม่ใช่รายการ", "It is the line of the total, no purchase")
    found = whole_number(cell.translate(ARABIC))
    if found is None or not 0 < found < 100_000:
        raise BadValue("ไม่มีลำดับที่", "It has no number")
    return found


def needed(cell: str) -> str:
    """Return a text that may not be empty. Raises: BadValue."""
    said = word(cell)
    if not said:
        raise BadValue("ว่างอยู่ ต้องระบุ", "It is empty, and is needed")
    return said


_SHARED = (
    Column(NUMBER, "number", line_number),
    Column(WORK, "work", needed),
    Column("วงเงินที่จะซื้อหรือจ้าง", "budget", satang),
    Column("ราคากลาง", "median", satang),
    Column("วิธีซื้อหรือจ้าง", "method", needed),
    Column("เหตุผลที่คัดเลือกโดยสรุป", "reason", word),
)
CONTRACT = Column("เลขที่และวันที่ของสัญญาหรือข้อตกลงในการซื้อหรือจ้าง", "contract", word)

MAPPINGS: dict[str, ColumnMapping] = {
    one.name: one
    for one in (
        ColumnMapping(
            "skr1",
            "แบบ สขร.1",
            "Form SKR.1",
            (
                *_SHARED,
                Column("รายชื่อผู้เสนอราคาและราคาที่เสนอ", "bidders", word),
                Column("ผู้ที่ได้รับการคัดเลือกและราคาที่ตกลงซื้อหรือจ้าง", "winner", needed),
                CONTRACT,
            ),
        ),
        ColumnMapping(
            "skr1_split",
            "แบบ สขร.1 แยกช่องราคา",
            "Form SKR.1 with prices in columns of their own",
            (
                *_SHARED,
                Column("ผู้เสนอราคา", "bidders", word),
                Column("ผู้ที่ได้รับการคัดเลือก", "winner", needed),
                Column("ราคาที่ตกลงซื้อหรือจ้าง", "price", satang),
                CONTRACT,
            ),
        ),
    )
}
