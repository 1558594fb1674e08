"""A letter of each form, for trying a template and for looking at it. No real person or place of work is named."""

from dataclasses import replace
from datetime import date
from typing import Any

from palat.kernel.letters.procedure import (
    NOBODY,
    Block,
    Column,
    LetterData,
    Office,
    Paragraph,
    Table,
    Verification,
    address,
)
from palat.kernel.letters.shapes import OFFICE, SHAPES

ON = date(2026, 11, 24)
HEAD = Office(OFFICE, ("ทำเนียบรัฐบาล ถนนพิษณุโลก", "กรุงเทพมหานคร 10300"), "1111", "psc@palat.example")
CHECK = Verification("https://palat.example/letters/4f2a-91c0-7be3/", "4f2a-91c0-7be3")
SIGNER = ("(นายตัวอย่าง ผู้ลงนาม)", "รองปลัดสำนักนายกรัฐมนตรี", "ปฏิบัติราชการแทนปลัดสำนักนายกรัฐมนตรี")
LONG = (
    "ตามที่คณะกรรมการได้มีมติให้หน่วยงานที่เกี่ยวข้องเร่งแก้ไขปัญหาน้ำท่วมขังและถนนชำรุดในพื้นที่ตัวอย่าง ซึ่งประชาชนได้รับความเดือดร้อน "
    "มาตั้งแต่ต้นฤดูฝน ทั้งนี้ ให้รายงานผลการดำเนินการทุกสิ้นเดือน พร้อมทั้งแจ้งปัญหา อุปสรรค และข้อเสนอแนะ เพื่อประกอบการพิจารณาในครั้งต่อไป"
)
BODIES: dict[str, tuple[Block, ...]] = {
    "external": (
        Paragraph(
            "ด้วยสำนักงานปลัดสำนักนายกรัฐมนตรีจะจัดประชุมชี้แจงแนวทางการจัดการเรื่องราวร้องทุกข์ ในวันที่ 15 ธันวาคม 2569 เวลา 09.30 น."
        ),
        Paragraph("จึงขอให้หน่วยงานของท่านดำเนินการ ดังนี้"),
        Paragraph("แจ้งรายชื่อผู้แทน จำนวน 2 คน ภายในวันที่ 8 ธันวาคม 2569", "item", "1."),
        Paragraph("ส่งข้อมูลเรื่องค้างตามแบบที่แนบ โดย", "item", "2."),
        Paragraph("ผ่านระบบ หรือ", "sub_item", "2.1"),
        Paragraph("ทางไปรษณีย์อิเล็กทรอนิกส์ psc@palat.example", "sub_item", "2.2"),
        Paragraph(address("official", on=ON).purpose_sentence("พิจารณา")),
    ),
    "internal_memo": (
        Paragraph("ข้อเท็จจริง", "heading"),
        Paragraph("มีผู้ร้องทุกข์ 1,204 ราย ใน 3 จังหวัด ขอให้เร่งจ่ายเงินเยียวยาซึ่งค้างมาแล้ว 45 วัน", "item", "1."),
        Paragraph("ข้อเสนอ", "heading"),
        Paragraph("เห็นควรมอบหมายหน่วยงานที่เกี่ยวข้องเร่งรัดการเบิกจ่ายให้แล้วเสร็จภายใน 15 วัน", "item", "2."),
        Paragraph(address("internal", on=ON).purpose_sentence("พิจารณา")),
    ),
    "stamped": (
        Paragraph("ตามที่ได้ส่งเรื่องราวร้องทุกข์มาเพื่อพิจารณา บัดนี้พ้นกำหนดรายงานผลแล้ว จำนวน 2 เรื่อง ตามบัญชีเรื่องค้าง ดังนี้"),
        Table(
            (
                Column("ที่", "center", 0),
                Column("รหัสเรื่อง", "left", 0),
                Column("ประเภทเรื่อง"),
                Column("เกินกำหนด (วัน)", "right", 0),
            ),
            (("1", "48213 90765 11204", "ถนน", "12"), ("2", "48213 90765 11205", "ไฟฟ้า", "30")),
            "บัญชีเรื่องค้าง",
        ),
        Paragraph(address("stamped", on=ON).purpose_sentence("เร่งรัดรายงานผลให้ทราบภายใน 15 วัน")),
    ),
    "order": (
        Paragraph(
            "ด้วยสมควรให้การติดตามเรื่องราวร้องทุกข์ที่ค้างนานเป็นไปด้วยความเรียบร้อย อาศัยอำนาจตามกฎหมายว่าด้วยระเบียบบริหารราชการแผ่นดิน "
            "จึงมีคำสั่ง ดังต่อไปนี้"
        ),
        Paragraph("แต่งตั้งคณะทำงานติดตามเรื่องราวร้องทุกข์ที่ค้างนาน ประกอบด้วย", "item", "1."),
        Paragraph("ผู้อำนวยการศูนย์บริการประชาชน เป็นหัวหน้าคณะทำงาน", "sub_item", "1.1"),
        Paragraph("หัวหน้ากลุ่มทุกกลุ่ม เป็นคณะทำงาน", "sub_item", "1.2"),
        Paragraph("ให้คณะทำงานรายงานผลต่อปลัดสำนักนายกรัฐมนตรีทุกเดือน", "item", "2."),
        Paragraph("ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป"),
    ),
    "announcement": (
        Paragraph(
            "ด้วยสำนักงานปลัดสำนักนายกรัฐมนตรีจะปิดระบบรับเรื่องราวร้องทุกข์เพื่อปรับปรุง ในวันที่ 20 ธันวาคม 2569 เวลา 01.00 - 04.00 น."
        ),
        Paragraph("ผู้ประสงค์จะร้องทุกข์ในเวลาดังกล่าว โทรสายด่วน 1111 ได้ตลอด 24 ชั่วโมง จึงประกาศให้ทราบโดยทั่วกัน"),
    ),
    "certificate": (
        Paragraph("ได้เข้าร่วมการประชุมชี้แจงแนวทางการจัดการเรื่องราวร้องทุกข์ เมื่อวันที่ 15 ธันวาคม 2569 ครบตามเวลาที่กำหนดจริง"),
    ),
    "minutes": (
        Paragraph("ระเบียบวาระที่ 1 เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ", "heading"),
        Paragraph("ประธานแจ้งว่าเรื่องค้างเกิน 60 วัน ลดลงเหลือ 312 เรื่อง"),
        Paragraph("ระเบียบวาระที่ 2 เรื่องเสนอเพื่อพิจารณา", "heading"),
        Paragraph("มติที่ประชุม เห็นชอบให้ติดตามทุกสัปดาห์"),
    ),
}
PARTICULARS: dict[str, dict[str, Any]] = {
    "order": {"issuer": OFFICE},
    "announcement": {"issuer": OFFICE},
    "minutes": {
        "meeting": "คณะทำงานติดตามเรื่องราวร้องทุกข์ที่ค้างนาน",
        "session": "3/2569",
        "held": "วันอังคารที่ 24 พฤศจิกายน 2569",
        "place": "ห้องประชุม 1 ศูนย์บริการประชาชน",
        "present": ["นายตัวอย่าง ประธานดี  ผู้อำนวยการศูนย์บริการประชาชน", "นางสาวสมมุติ ทำงาน  หัวหน้ากลุ่มประสานงาน"],
        "absent": ["นายสมมุติ ติดภารกิจ  ติดราชการ"],
        "attending": ["นางตัวอย่าง รับฟัง  นิติกร"],
        "began": "09.30 น.",
        "ended": "11.45 น.",
        "taker": "นางสาวสมมุติ จดรายงาน",
    },
}
TO = {
    "external": "ปลัดกระทรวงตัวอย่าง",
    "internal_memo": "ปลัดสำนักนายกรัฐมนตรี",
    "stamped": "กรมตัวอย่าง",
    "certificate": "นางสาวสมมุติ นามสมมุติ",
}
NUMBERS = {"external": "นร 0105.04/1234", "internal_memo": "นร 0105.04/77", "stamped": "นร 0105.04/ว 316"}
SUBJECTS = {
    "order": "แต่งตั้งคณะทำงานติดตามเรื่องราวร้องทุกข์ที่ค้างนาน",
    "announcement": "ปิดระบบรับเรื่องราวร้องทุกข์ชั่วคราว",
    "certificate": "หนังสือรับรอง",
    "minutes": "รายงานการประชุมคณะทำงาน ครั้งที่ 3/2569",
}
SPOKEN = {"external": "official", "internal_memo": "internal", "stamped": "stamped"}


def sample(form: str) -> LetterData:
    """Return a letter of a form, with everything that the form has."""
    shape = SHAPES[form]
    words = address(SPOKEN[form], on=ON) if form in SPOKEN else NOBODY
    return LetterData(
        form=shape.form,
        office=HEAD,
        number=(NUMBERS.get(form) or "12/2569") if shape.number else "",
        on=ON,
        subject=SUBJECTS.get(form, "การประชุมชี้แจงแนวทางการจัดการเรื่องราวร้องทุกข์ ครั้งที่ 2"),
        salutation=words.salutation,
        addressee=TO.get(form, ""),
        references=("หนังสือกระทรวงตัวอย่าง ที่ ตย 0017.1/9876 ลงวันที่ 3 พฤศจิกายน 2569",) if shape.references else (),
        enclosures=("กำหนดการ จำนวน 1 ฉบับ", "แบบข้อมูล จำนวน 1 ฉบับ") if shape.enclosures else (),
        content=BODIES[form],
        closing=words.closing if shape.closing else "",
        signature=() if shape.stamp else SIGNER,
        initials="ต.อ." if shape.stamp else "",
        owner_unit="ศูนย์บริการประชาชน",
        telephone="0 2000 0000 ต่อ 1111",
        email=HEAD.email,
        copies_to=("สำนักงานปลัดกระทรวงตัวอย่าง",) if shape.copies else (),
        urgency="ด่วนที่สุด" if shape.urgency else "",
        verification=CHECK,
        circular=form == "stamped",
        particulars=PARTICULARS.get(form, {}),
    )


def bare(form: str) -> LetterData:
    """Return a draft of a form with nothing but what it cannot do without."""
    full = sample(form)
    return replace(
        full,
        number="",
        on=None,
        references=(),
        enclosures=(),
        copies_to=(),
        urgency="",
        signature=() if SHAPES[form].stamp else ("(.....................................)",),
        verification=None,
        circular=False,
        draft=True,
    )


def long(form: str) -> LetterData:
    """Return a letter of a form that runs over two pages, with a class of secrecy and a concealed identity."""
    full = sample(form)
    body = tuple(Paragraph(f"{LONG} (ย่อหน้าที่ {n})") for n in range(1, 9))
    return replace(full, content=(*full.content[:-1], *body, full.content[-1]), secrecy="ลับ", concealed=True)
