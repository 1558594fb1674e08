"""A report as the cabinet gets it each quarter, for looking at and for tests."""

from datetime import date

from palat.kernel.letters.procedure import Column, Figure, Paragraph, ReportData, Section, Table

CHART = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 120" font-family="Sarabun" font-size="12">
<rect x="90" y="15" width="280" height="22" fill="#2f5d8a"/><text x="4" y="31">ไฟฟ้า ประปา</text>
<rect x="90" y="50" width="190" height="22" fill="#2f5d8a"/><text x="4" y="66">ถนน</text>
<rect x="90" y="85" width="90" height="22" fill="#2f5d8a"/><text x="4" y="101">ที่ดิน</text></svg>""".encode()

COLUMNS = (
    Column("ลำดับ", "center", 0),
    Column("กระทรวง"),
    Column("รับ (เรื่อง)", "right", 0),
    Column("ยุติ (เรื่อง)", "right", 0),
    Column("ร้อยละ", "right", 0),
)
ROWS = tuple(
    (str(n), f"กระทรวงตัวอย่างลำดับที่ {n}", f"{9000 - n * 37:,}", f"{7000 - n * 41:,}", f"{80 - n * 0.7:.2f}")
    for n in range(1, 41)
)
REPORT = ReportData(
    title="รายงานผลการดำเนินการเรื่องราวร้องทุกข์ของประชาชน",
    subtitle="ไตรมาสที่ 4 ปีงบประมาณ พ.ศ. 2569 (กรกฎาคม - กันยายน 2569)",
    office="สำนักงานปลัดสำนักนายกรัฐมนตรี",
    on=date(2026, 10, 15),
    as_of="ข้อมูล ณ วันที่ 30 กันยายน 2569",
    sections=(
        Section(
            "ภาพรวม",
            (
                Paragraph(
                    "ในไตรมาสนี้ประชาชนติดต่อเข้ามา 61,204 ครั้ง เป็นเรื่องราวร้องทุกข์ 14,377 เรื่อง "
                    "ยุติแล้ว 11,590 เรื่อง คิดเป็นร้อยละ 80.61"
                ),
                Figure(CHART, "กราฟแท่ง: ไฟฟ้า ประปา มากที่สุด รองลงมาคือถนนและที่ดิน", "เรื่องที่ร้องทุกข์มากที่สุด"),
            ),
        ),
        Section("กระทรวงที่ได้รับเรื่องมากที่สุด", (Table(COLUMNS, ROWS, "จำนวนเรื่องจำแนกตามกระทรวง"),)),
        Section("ปัญหาและอุปสรรค", (), 1),
        Section("ด้านข้อมูล", (Paragraph("บางหน่วยงานรายงานผลล่าช้า"),), 2),
        Section("ด้านกฎหมาย", (Paragraph("กำหนดเวลาของแต่ละหน่วยงานไม่เท่ากัน", "item", "1."),), 2),
        Section("ข้อเสนอแนะ", (Paragraph("เห็นควรให้หน่วยงานเร่งรัดการดำเนินการ"),)),
    ),
)
