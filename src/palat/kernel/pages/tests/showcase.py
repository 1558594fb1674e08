"""Every piece on one page, for the tests that draw it. The texts are long on purpose: Thai must break well."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms

from palat.kernel.pages import shapes
from palat.kernel.pages.fields import DigitsField, ManyFilesField, ReasonForm, ThaiDateField

AT = datetime(2025, 11, 24, 2, 15, tzinfo=UTC)
LONG = (
    "ผู้ร้องแจ้งว่าถนนทางเข้าหมู่บ้านชำรุดเป็นหลุมบ่อตลอดระยะทางประมาณสองกิโลเมตรมาตั้งแต่ต้นปีที่แล้ว "
    "ทำให้รถพยาบาลเข้าถึงผู้ป่วยติดเตียงไม่ได้ในฤดูฝน และได้ร้องเรียนต่อองค์การบริหารส่วนตำบลแล้วแต่ยังไม่ได้รับการแก้ไข"
)


class ExampleForm(forms.Form):
    subject = forms.CharField(label="เรื่องที่ต้องการแจ้ง", help_text="เขียนสั้น ๆ ว่าเดือดร้อนเรื่องอะไร", max_length=200)
    kind = forms.ChoiceField(label="ประเภท", choices=[("1", "ร้องทุกข์"), ("2", "ขอความช่วยเหลือ"), ("3", "แจ้งเบาะแส")])
    conceal = forms.MultipleChoiceField(
        label="สิ่งที่ขอปกปิด",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("name", "ชื่อ-นามสกุล"), ("phone", "หมายเลขโทรศัพท์"), ("place", "ที่อยู่")],
    )
    channel = forms.ChoiceField(
        label="ต้องการให้ตอบทางใด",
        widget=forms.RadioSelect,
        choices=[("post", "ไปรษณีย์"), ("mail", "จดหมายอิเล็กทรอนิกส์")],
    )
    day = ThaiDateField(label="วันที่เกิดเหตุ", required=False, help_text="วัน/เดือน/ปี พ.ศ. เช่น 24/11/2568")
    phone = DigitsField(label="โทรศัพท์", required=False)
    detail = forms.CharField(label="รายละเอียด", widget=forms.Textarea(attrs={"rows": 5}))
    files = ManyFilesField(
        label="ไฟล์แนบ", required=False, max_bytes=25_000_000, help_text="ภาพหรือ PDF ไฟล์ละไม่เกิน 25 MB"
    )
    agree = forms.BooleanField(label="ข้าพเจ้าขอรับรองว่าข้อความข้างต้นเป็นความจริง")


def context(*, bound: bool = False) -> dict[str, Any]:
    form = ExampleForm({"subject": "", "day": "31/2/2568", "detail": LONG}) if bound else ExampleForm()
    return {
        "form": form,
        "reason_form": ReasonForm({"reason": ""}) if bound else ReasonForm(),
        "crumbs": [shapes.Crumb("งานของฉัน", "/desk/"), shapes.Crumb("เรื่อง นร02660001945")],
        "actions": [
            shapes.Action("ส่งเรื่องให้หน่วยงานพิจารณา", "#refer", "send", "primary"),
            shapes.Action("ขอข้อเท็จจริงเพิ่มเติม", "#ask", "message"),
            shapes.Action("ยุติเรื่อง", "#close", method="post", style="danger"),
        ],
        "tabs": [
            shapes.Tab("ข้อเท็จจริง", "#a", current=True),
            shapes.Tab("ประวัติ", "#b", 12),
            shapes.Tab("การส่งต่อ", "#c", 2),
            shapes.Tab("หนังสือ", "#d"),
        ],
        "clocks": clocks(),
        "entries": entries(),
        "facts": [
            shapes.Fact("ผู้ร้อง", "ขอปกปิดชื่อ", note="เปิดดูได้เมื่อบันทึกเหตุผล"),
            shapes.Fact("เจ้าของเรื่อง", None, note="ยังไม่ได้จ่ายเรื่อง"),
            shapes.Fact("รับเรื่องเมื่อ", AT),
            shapes.Fact("สถานที่", "หมู่ที่ 4 ตำบลตัวอย่าง อำเภอตัวอย่าง จังหวัดตัวอย่าง", url="#map"),
        ],
        "steps": [
            shapes.Step("รับเรื่องแล้ว", "done", date(2025, 11, 1)),
            shapes.Step("ส่งหน่วยงาน", "done", date(2025, 11, 4)),
            shapes.Step("หน่วยงานดำเนินการ", "current", note="รอคำตอบจาก 2 หน่วยงาน"),
            shapes.Step("สรุปผล", "todo"),
            shapes.Step("แจ้งผล", "todo"),
        ],
        "files": [
            shapes.Kept("ภาพถนนหน้าโรงเรียนบ้านตัวอย่างที่ชำรุดหลังฝนตกหนัก.jpg", 2_345_678, "#f", "ตรวจแล้ว", "9f"),
            shapes.Kept("หนังสือ อบต.pdf", 812),
        ],
        "changes": [shapes.Change(AT, "เจ้าของเรื่อง กลุ่มงานที่ 2", "เปลี่ยนสถานะ", "กำลังรวบรวมข้อเท็จจริง", "ส่งต่อแล้ว")],
        "sections": [
            shapes.Section("เรื่องที่แจ้ง", (shapes.Fact("หัวข้อ", "ถนนชำรุด"), shapes.Fact("รายละเอียด", LONG)), "#edit"),
            shapes.Section("ผู้แจ้ง", (shapes.Fact("ชื่อ", "ไม่ประสงค์ออกนาม"),)),
        ],
        "long": LONG,
    }


def clocks() -> list[shapes.Clock]:
    explain = ("เริ่มนับ 25 พ.ย. 2568 (ไม่นับวันรับเรื่อง)", "ข้ามวันหยุดราชการ 5 ธ.ค. 2568", "หยุดนับ 3 วัน ระหว่างรอข้อเท็จจริง")
    return [
        shapes.Clock("ส่งหน่วยงาน", "running", date(2025, 11, 27), 2, "วันทำการ", explain, "ระเบียบตัวอย่าง ข้อ 1", True),
        shapes.Clock("หน่วยงานตอบ", "running", date(2025, 12, 24), 20, "วัน"),
        shapes.Clock("แจ้งผู้ร้อง", "running", date(2025, 11, 20), -4, "วัน"),
        shapes.Clock("แจ้งผล", "running", date(2025, 11, 24), 0, "วัน"),
        shapes.Clock("รวบรวมข้อเท็จจริง", "paused"),
        shapes.Clock("รับเรื่อง", "met", date(2025, 11, 1)),
        shapes.Clock("ตอบรับ", "missed", date(2025, 11, 1)),
    ]


def entries() -> list[shapes.Entry]:
    return [
        shapes.Entry(AT, "ส่งเรื่องให้หน่วยงานพิจารณา", "กลุ่มงานที่ 2", "ส่งถึง 2 หน่วยงาน", True, "send", "info"),
        shapes.Entry(AT, "บันทึกความเห็นของเจ้าของเรื่อง", "เจ้าของเรื่อง", LONG, False, "pen"),
        shapes.Entry(AT, "อันตรายต่อชีวิต ประสานทางโทรศัพท์แล้ว", "หัวหน้าเวร", "", None, "life", "danger"),
        shapes.Entry(AT, "รับเรื่องทางเว็บไซต์", "", "", True, "inbox", "good"),
    ]


NAV = [
    shapes.NavItem("งานของฉัน", "/desk/", "inbox", 12, current=True),
    shapes.NavItem("แฟ้มเสนอ", "/desk/proposals/", "folder", 3),
    shapes.NavItem("รับเรื่อง", "/desk/intake/", "plus"),
    shapes.NavItem("ทะเบียน", "/desk/registers/", "list"),
    shapes.NavItem("ประเด็นปัญหา", "/desk/problems/", "flag"),
    shapes.NavItem("รายงาน", "/desk/reports/", "chart"),
    shapes.NavItem("ผู้ดูแลระบบ", "/desk/admin/", "settings"),
]
PORTAL_NAV = [
    shapes.NavItem("แจ้งเรื่อง", "/petition/", "message", current=True),
    shapes.NavItem("ติดตามเรื่อง", "/track/", "search"),
    shapes.NavItem("สถิติ", "/statistics/", "chart"),
    shapes.NavItem("ศูนย์ช่วยเหลือ", "/help/", "help"),
]
WHO = shapes.Who("เจ้าหน้าที่ ตัวอย่าง", "ผู้อำนวยการ รักษาราชการแทน")
