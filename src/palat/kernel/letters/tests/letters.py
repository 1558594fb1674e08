"""Letters as the Office writes them, for looking at and for tests. No real person or place of work is named."""

from dataclasses import replace
from datetime import date

from palat.kernel.letters.procedure import (
    Column,
    LetterData,
    Office,
    Paragraph,
    Table,
    Verification,
    address,
)

ON = date(2026, 11, 24)
OFFICE = Office(
    name="สำนักงานปลัดสำนักนายกรัฐมนตรี",
    address=("ทำเนียบรัฐบาล ถนนพิษณุโลก", "เขตดุสิต กรุงเทพมหานคร 10300"),
)
CHECK = Verification("https://palat.example/verify/4f2a91c07be3", "4f2a-91c0-7be3")
CODE = "48213 90765 11204"
SIGNER = ("(นายตัวอย่าง ผู้ลงนาม)", "ผู้อำนวยการศูนย์บริการประชาชน", "ปฏิบัติราชการแทนปลัดสำนักนายกรัฐมนตรี")
OWNER = {"owner_unit": "ศูนย์บริการประชาชน", "telephone": "0 2000 0000 ต่อ 1111", "email": "psc@palat.example"}
CITIZEN = address("citizen", on=ON)
OFFICIAL = address("official", on=ON)
STAMPED = address("stamped", on=ON)

ACKNOWLEDGEMENT = LetterData(
    form="stamped",
    office=OFFICE,
    number="นร 0105.04/1234",
    on=ON,
    subject="ตอบรับเรื่องราวร้องทุกข์",
    salutation=STAMPED.salutation,
    addressee="คุณสมมุติ นามสมมุติ",
    content=(
        Paragraph(
            "ตามที่ท่านได้ยื่นเรื่องราวร้องทุกข์ต่อสำนักงานปลัดสำนักนายกรัฐมนตรี เมื่อวันที่ 23 พฤศจิกายน 2569 "
            "ขอความช่วยเหลือกรณีน้ำท่วมขังในซอยและไฟส่องสว่างสาธารณะดับ จำนวน 12 จุด ความละเอียดทราบแล้ว นั้น"
        ),
        Paragraph(
            f"สำนักงานปลัดสำนักนายกรัฐมนตรีได้รับเรื่องของท่านไว้แล้ว รหัสเรื่อง {CODE} "
            "ท่านสามารถติดตามความคืบหน้าได้ที่ https://palat.example/track หรือสายด่วน 1111 ตลอด 24 ชั่วโมง"
        ),
        Paragraph(STAMPED.purpose_sentence("ทราบ")),
    ),
    initials="ต.อ.",
    verification=CHECK,
    **OWNER,
)

REFERRAL = LetterData(
    form="external",
    office=OFFICE,
    number="นร 0105.04/1235",
    on=ON,
    subject="ส่งเรื่องราวร้องทุกข์ให้พิจารณา กรณีขอให้แก้ไขปัญหาถนนชำรุดและไม่มีท่อระบายน้ำ",
    salutation=OFFICIAL.salutation,
    addressee="ผู้ว่าราชการจังหวัดตัวอย่าง",
    references=("หนังสือจังหวัดตัวอย่าง ที่ ตย 0017.1/9876 ลงวันที่ 3 พฤศจิกายน 2569",),
    enclosures=("สำเนาคำร้อง (ฉบับปกปิดชื่อผู้ร้อง) จำนวน 1 ฉบับ", "ภาพถ่าย จำนวน 4 ภาพ"),
    content=(
        Paragraph(
            "ด้วยสำนักงานปลัดสำนักนายกรัฐมนตรีได้รับเรื่องราวร้องทุกข์จากประชาชนผู้ขอปกปิดชื่อ นามสกุล และหมายเลขโทรศัพท์ "
            f"รหัสเรื่อง {CODE} ขอให้แก้ไขปัญหาถนนทางเข้าหมู่บ้านชำรุดเป็นหลุมเป็นบ่อระยะทางประมาณ 2.5 กิโลเมตร "
            "ทำให้รถรับส่งนักเรียนไม่สามารถผ่านได้ในฤดูฝน รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย"
        ),
        Paragraph(
            "สำนักงานปลัดสำนักนายกรัฐมนตรีพิจารณาแล้ว เห็นว่าเรื่องดังกล่าวอยู่ในหน้าที่และอำนาจของจังหวัด "
            "จึงขอส่งเรื่องมาเพื่อพิจารณาดำเนินการ ดังนี้"
        ),
        Paragraph("ตรวจสอบข้อเท็จจริงในพื้นที่ และแก้ไขความเดือดร้อนเฉพาะหน้าโดยเร็ว", "item", "1."),
        Paragraph("รายงานผลให้สำนักงานปลัดสำนักนายกรัฐมนตรีทราบภายใน 15 วันทำการ โดย", "item", "2."),
        Paragraph("ผ่านระบบรับเรื่องราวร้องทุกข์ หรือ", "sub_item", "2.1"),
        Paragraph("ทางไปรษณีย์อิเล็กทรอนิกส์ psc@palat.example", "sub_item", "2.2"),
        Paragraph(OFFICIAL.purpose_sentence("พิจารณาดำเนินการ และแจ้งผลให้ทราบด้วย จะขอบคุณยิ่ง")),
    ),
    closing=OFFICIAL.closing,
    signature=SIGNER,
    urgency="ด่วนที่สุด",
    verification=CHECK,
    concealed=True,
    copies_to=("สำนักงานปลัดกระทรวงมหาดไทย",),
    **OWNER,
)


def reminder(cases: int) -> LetterData:
    """Follow up an agency's overdue cases, with their list."""
    rows = tuple(
        (
            str(n),
            f"{10000 + n} 90765 1120{n % 10}",
            "ขอให้ตรวจสอบการก่อสร้างรุกล้ำทางสาธารณประโยชน์และที่ดินของรัฐ" if n % 2 else "ขอความเป็นธรรม",
            f"{n % 28 + 1} ก.ย. 2569",
            str(90 - n),
            f"ครั้งที่ {n % 3 + 1}",
        )
        for n in range(1, cases + 1)
    )
    return LetterData(
        form="stamped",
        office=OFFICE,
        number="นร 0105.04/ว 316",
        on=ON,
        subject="ติดตามรายงานผลการพิจารณาเรื่องราวร้องทุกข์",
        salutation=STAMPED.salutation,
        addressee="กรมตัวอย่างและพัฒนาพื้นที่",
        content=(
            Paragraph(
                "ตามที่สำนักงานปลัดสำนักนายกรัฐมนตรีได้ส่งเรื่องราวร้องทุกข์มาเพื่อพิจารณาดำเนินการ "
                f"บัดนี้ล่วงเลยกำหนดรายงานผลแล้ว จำนวน {cases} เรื่อง ตามบัญชีเรื่องค้าง ดังนี้"
            ),
            Table(
                (
                    Column("ลำดับ", "center", 0),
                    Column("รหัสเรื่อง", "left", 0),
                    Column("เรื่อง"),
                    Column("วันที่ส่ง", "left", 0),
                    Column("เกินกำหนด (วัน)", "right", 0),
                    Column("ติดตาม", "left", 0),
                ),
                rows,
                "บัญชีเรื่องค้าง",
            ),
            Paragraph(STAMPED.purpose_sentence("เร่งรัดรายงานผลให้ทราบภายใน 15 วัน")),
        ),
        initials="ต.อ.",
        **OWNER,
    )


RESULT = LetterData(
    form="external",
    office=OFFICE,
    number="นร 0105.04/1236",
    on=ON,
    subject="แจ้งผลการพิจารณาเรื่องราวร้องทุกข์",
    salutation=CITIZEN.salutation,
    addressee="คุณสมมุติ นามสมมุติ",
    references=(f"เรื่องราวร้องทุกข์ของท่าน รหัสเรื่อง {CODE}",),
    content=(
        Paragraph("ถนนช่วงหน้าโรงเรียนชำรุดจริงตามที่ท่านแจ้ง และอยู่ในความดูแลของเทศบาล", "point", "พบว่า"),
        Paragraph("เทศบาลจะซ่อมผิวถนนให้แล้วเสร็จภายในวันที่ 31 มกราคม 2570", "point", "จะดำเนินการ"),
        Paragraph("หากไม่เห็นด้วย ขอให้ทบทวนผลได้ภายในวันที่ 24 ธันวาคม 2569", "point", "ท่านทำได้"),
        Paragraph(
            "ตามที่ท่านได้ร้องทุกข์ขอให้แก้ไขปัญหาถนนชำรุด นั้น สำนักงานปลัดสำนักนายกรัฐมนตรีได้ส่งเรื่องให้เทศบาลตัวอย่างพิจารณา "
            "และได้รับรายงานผลการตรวจสอบว่า ผิวจราจรชำรุดเป็นช่วง รวม 340 เมตร เนื่องจากรถบรรทุกน้ำหนักเกินใช้เส้นทางเป็นประจำ "
            "เทศบาลได้ตั้งงบประมาณซ่อมแซมแล้ว จำนวน 1,250,000 บาท และอยู่ระหว่างจัดหาผู้รับจ้าง"
        ),
        Paragraph(CITIZEN.purpose_sentence("ทราบ")),
    ),
    closing=CITIZEN.closing,
    signature=SIGNER,
    verification=CHECK,
    **OWNER,
)

LONG = replace(
    RESULT,
    subject="แจ้งผลการพิจารณาเรื่องราวร้องทุกข์ กรณีขอให้ตรวจสอบการปฏิบัติหน้าที่และขอความเป็นธรรมในการจ่ายค่าทดแทนที่ดินที่ถูกเวนคืน",
    addressee="ประธานคณะกรรมการประสานงานเพื่อช่วยเหลือประชาชนผู้ได้รับผลกระทบจากโครงการก่อสร้างอ่างเก็บน้ำและระบบส่งน้ำในพื้นที่ลุ่มน้ำตัวอย่างตอนบน",
    content=(
        *RESULT.content[:-1],
        *(
            Paragraph(
                f"ประเด็นที่ {n} ผู้ร้องเห็นว่าการกำหนดราคาค่าทดแทนไม่เป็นธรรมเมื่อเทียบกับราคาซื้อขายในท้องตลาด "
                "คณะกรรมการกำหนดราคาเบื้องต้นชี้แจงว่าได้พิจารณาสภาพและที่ตั้งของอสังหาริมทรัพย์ ราคาประเมินทุนทรัพย์เพื่อเรียกเก็บค่าธรรมเนียม "
                "และเหตุและวัตถุประสงค์ของการเวนคืนแล้ว ทั้งนี้ ผู้มีสิทธิได้รับเงินค่าทดแทนอาจอุทธรณ์ต่อรัฐมนตรีได้ตามที่กฎหมายกำหนด "
                "น้ำใจ ความเป็นธรรม ขั้นตอน กำหนดการ ที่ดิน ปู่ย่าตายาย สิ้นปี ผู้ใหญ่บ้าน กำนัน ทั้งหมู่ที่ 7"
            )
            for n in range(1, 7)
        ),
        RESULT.content[-1],
    ),
)

MEMO = LetterData(
    form="internal_memo",
    office=Office("ศูนย์บริการประชาชน สำนักงานปลัดสำนักนายกรัฐมนตรี"),
    number="นร 0105.04/77",
    on=ON,
    subject="เสนอเรื่องราวร้องทุกข์เพื่อโปรดพิจารณาสั่งการ",
    salutation="กราบเรียน",
    addressee="นายกรัฐมนตรี",
    content=(
        Paragraph("ข้อเท็จจริง", "heading"),
        Paragraph("มีผู้ร้องทุกข์ 1,204 ราย ใน 3 จังหวัด ขอให้เร่งจ่ายเงินเยียวยาผู้ประสบอุทกภัยซึ่งค้างมาแล้ว 45 วัน", "item", "1."),
        Paragraph("ข้อเสนอ", "heading"),
        Paragraph("เห็นควรมอบหมายกระทรวงการคลังร่วมกับกระทรวงมหาดไทยเร่งรัดการเบิกจ่ายให้แล้วเสร็จภายใน 15 วัน", "item", "2."),
        Paragraph(address("internal_highest_post", on=ON).purpose_sentence("พิจารณา")),
    ),
    signature=("(นางสาวตัวอย่าง ผู้เสนอ)", "ปลัดสำนักนายกรัฐมนตรี"),
    secrecy="ลับ",
    urgency="ด่วนมาก",
    **OWNER,
)
DRAFT = replace(REFERRAL, draft=True, number="นร 0105.04/", on=None, urgency="", verification=None, concealed=False)
