"""The registers on the desk: a clerk's day, what others see of it, and nothing of classified papers."""

import csv
import io
from datetime import timedelta
from urllib.parse import quote

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from palat.duties.petitions.tests.factories import official, petition
from palat.duties.petitions.tests.test_deciding import at_desk
from palat.kernel.calendar.counting import legal_date
from palat.kernel.letters.procedure import paper_date
from palat.kernel.matters.models import Bar
from palat.kernel.organisation.kept import forget
from palat.kernel.pages.operations import new_key
from palat.kernel.registers.models import Register, RegisterBlock, RegisterEntry, RegisterLine
from palat.kernel.registers.operations.blocks import reserve
from palat.kernel.registers.operations.entries import Line, enter, void

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept():
    forget()
    yield
    forget()


@pytest.fixture
def clerk() -> Client:
    return at_desk("clerk-1")


def today():
    return legal_date(timezone.now())


def thai(day) -> str:
    return f"{day.day}/{day.month}/{day.year + 543}"


def year() -> int:
    return today().year + 543


def paper(**changed) -> dict[str, str]:
    words = {
        "on": thai(today()),
        "paper_number": "มท 0808.2/ ว.๓๑๖",
        "paper_date": thai(today()),
        "sender": "กรมตัวอย่าง",
        "addressee": "ปลัดสำนักนายกรัฐมนตรี",
        "subject": "ขอเชิญประชุมคณะทำงาน",
        "action": "จ่ายกลุ่มประสานและติดตาม 1",
    }
    return {**words, "once_key": new_key(), **changed}


def enter_some(many: int, *, register: str = "letter_in", by: str = "clerk-1", subject: str = "เรื่องที่") -> None:
    for number in range(1, many + 1):
        line = Line(subject=f"{subject} {number}", sender="กรมตัวอย่าง")
        enter(register=register, on=today(), line=line, by=official(by).authority, at=timezone.now())


def text_of(response) -> str:
    return response.content.decode()


def entries_page(client: Client, **filters: object):
    asked = "&".join(f"{name}={quote(str(value))}" for name, value in filters.items())
    return client.get(f"{reverse('register_entries')}?{asked}")


# Entering -----------------------------------------------------------------------------------------------------


def test_clerk_enters_a_paper_and_sees_its_number(clerk: Client) -> None:
    shown = text_of(clerk.get(reverse("registers")))
    address = reverse("register_enter", args=["letter_in"])
    assert address in shown
    sent = clerk.post(address, paper())
    assert sent.url == reverse("register_entry", args=["letter_in", year(), 1])
    page = text_of(clerk.get(sent.url))
    for words in ("ได้เลข ๑", "มท ๐๘๐๘.๒/ว ๓๑๖", "ขอเชิญประชุมคณะทำงาน", "กรมตัวอย่าง"):
        assert words in page
    assert RegisterEntry.objects.get().line.paper_number == "มท 0808.2/ว 316"


def test_sent_twice_is_entered_once(clerk: Client) -> None:
    typed = paper()
    address = reverse("register_enter", args=["letter_in"])
    assert clerk.post(address, typed).url == clerk.post(address, typed).url
    assert RegisterEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"subject": ""}, "เรื่อง"),
        ({"on": "31/13/2569"}, ""),
        ({"on": "1/1/2560"}, "ปิดแล้ว"),
        ({"about": "12345"}, "ไม่พบเรื่องตามรหัสนี้"),
        ({"once_key": ""}, "โหลดหน้านี้ใหม่"),
    ],
)
def test_what_cannot_be_entered_is_said_and_nothing_typed_is_lost(clerk: Client, changed, words) -> None:
    refused = clerk.post(reverse("register_enter", args=["letter_in"]), paper(**changed))
    assert refused.status_code == 422
    assert "กรมตัวอย่าง" in text_of(refused)
    assert words in text_of(refused)
    assert not RegisterEntry.objects.exists()


def test_late_paper_asks_why_and_is_marked_with_both_days(clerk: Client) -> None:
    before = today() - timedelta(days=1)
    Register.objects.update(days_of_grace=365)  # the test may run on 1 January
    typed = paper(on=thai(before))
    address = reverse("register_enter", args=["letter_in"])
    assert "ลงย้อนหลังต้องระบุเหตุ" in text_of(clerk.post(address, typed))
    sent = clerk.post(address, {**typed, "late_reason": "ไปรษณีย์ล่าช้า"})
    page = text_of(clerk.get(sent.url))
    assert "ลงย้อนหลัง" in page
    assert "ไปรษณีย์ล่าช้า" in page
    assert "ไปรษณีย์ล่าช้า" in text_of(entries_page(clerk, state="late"))


def test_paper_of_a_matter_leads_to_it(clerk: Client) -> None:
    matter = petition(at=timezone.now())
    sent = clerk.post(reverse("register_enter", args=["letter_in"]), paper(about=matter.code))
    address = f"{reverse('desk_find')}?q={matter.code}"
    assert address in text_of(clerk.get(sent.url))
    assert matter.code in clerk.get(address).url


def test_line_is_corrected_and_number_voided(clerk: Client) -> None:
    enter_some(1)
    place = ["letter_in", year(), 1]
    again = paper(subject="เรื่องที่ถูก", reason="พิมพ์ผิด")
    assert clerk.post(reverse("register_correct", args=place), {**again, "reason": ""}).status_code == 422
    assert clerk.post(reverse("register_correct", args=place), again).status_code == 302
    page = text_of(clerk.get(reverse("register_entry", args=place)))
    assert "เรื่องที่ถูก" in page
    assert "เรื่อง เดิม: เรื่องที่ 1" in page
    asked = reverse("register_void", args=place)
    assert "เรียกคืนไม่ได้" in text_of(clerk.get(asked))
    assert clerk.post(asked, {"reason": " ", "once_key": new_key()}).status_code == 422
    assert clerk.post(asked, {"reason": "ลงซ้ำ", "once_key": new_key()}).status_code == 302
    assert "ลงซ้ำ" in text_of(entries_page(clerk, state="void"))
    assert clerk.get(asked).status_code == 404
    assert clerk.get(reverse("register_correct", args=place)).status_code == 404


# Looking ------------------------------------------------------------------------------------------------------


def test_entries_are_narrowed_by_register_year_numbers_days_and_words(clerk: Client) -> None:
    enter_some(4)
    enter_some(1, register="letter_out", subject="หนังสือออก")
    enter_some(1, register="certificate", subject="รับรองการปฏิบัติงาน")
    void(
        register="letter_in", year=year(), running=4, reason="ลงซ้ำ", by=official("clerk-1").authority, at=timezone.now()
    )

    def found(**filters: object) -> list[tuple[str, int]]:
        rows = entries_page(clerk, **filters).context["page"].rows
        return [(one.register_id, one.running) for one in rows]

    everything = [("certificate", 1), ("letter_out", 1), *(("letter_in", one) for one in (4, 3, 2, 1))]
    assert found() == everything
    assert found(register="letter_in", year=year()) == everything[2:]
    assert found(register="letter_in", running_from="๒", running_to="3") == [("letter_in", 3), ("letter_in", 2)]
    assert found(year=year() - 1) == everything, "a year without entries is no choice, and narrows nothing"
    assert found(on_from=thai(today() + timedelta(days=1))) == []
    assert found(on_from=thai(today()), on_to=thai(today())) == everything
    assert found(words="รับรอง") == [("certificate", 1)]
    assert found(words="กรมตัวอย่าง", state="void") == [("letter_in", 4)]


def test_list_costs_the_same_for_any_number_of_rows(clerk: Client) -> None:
    def asked() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as counted:
            assert entries_page(clerk).status_code == 200
        return len(counted)

    counts = []
    for more in (1, 3):
        enter_some(more)
        asked()  # what is kept of the organisation is read anew
        counts.append(asked())
    assert counts[0] == counts[1]


def test_entries_leave_as_csv_with_every_column(clerk: Client) -> None:
    enter_some(2)
    content = b"".join(entries_page(clerk, register="letter_in", export="csv").streaming_content).decode("utf-8-sig")
    head, newest, oldest = csv.reader(io.StringIO(content))
    row = dict(zip(head, oldest, strict=True))
    assert {"เลขทะเบียน", "ที่", "ลงวันที่", "จาก", "ถึง", "เรื่อง", "การปฏิบัติ", "หมายเหตุ"} <= set(head)
    assert (row["เลขทะเบียน"], row["เรื่อง"], row["วันที่ในทะเบียน"]) == ("1", "เรื่องที่ 1", today().isoformat())
    assert newest[head.index("เลขทะเบียน")] == "2"


def words_of(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_pages_are_printed_in_order_with_heads_on_each(clerk: Client) -> None:
    enter_some(40)
    void(
        register="letter_in", year=year(), running=2, reason="ลงซ้ำ", by=official("clerk-1").authority, at=timezone.now()
    )
    printed = entries_page(clerk, register="letter_in", year=year(), export="pdf")
    assert printed["Content-Type"] == "application/pdf"
    pages = words_of(printed.content)
    assert len(pages) > 1
    for page in pages:
        joined = "".join(page.split())
        for head in ("เลขทะเบียนรับ", "ที่", "ลงวันที่", "จาก", "ถึง", "เรื่อง", "การปฏิบัติ", "หมายเหตุ", "ทะเบียนหนังสือรับ"):
            assert head in joined, head
    assert f"วันที่{paper_date(today())}".replace(" ", "") in "".join(pages[0].split())
    assert "ยกเลิก:ลงซ้ำ" in "".join(pages[0].split())
    numbers = [line.split()[0] for page in pages for line in page.splitlines() if "เรื่องที่" in line and line.split()]
    assert len(numbers) == 40


def test_only_pages_of_one_register_and_year_are_printed(clerk: Client) -> None:
    assert "ไม่มีรายการให้พิมพ์" in text_of(clerk.get(entries_page(clerk, export="pdf").url))
    enter_some(1)
    enter_some(1, register="letter_out")
    refused = entries_page(clerk, export="pdf")
    assert "ครั้งละหนึ่งทะเบียน" in text_of(clerk.get(refused.url))
    assert entries_page(clerk, register="letter_out", export="pdf").status_code == 200


# Reserved numbers ---------------------------------------------------------------------------------------------


def block(many: int = 3, **more) -> RegisterBlock:
    words = {"register": "letter_out", "why": "ไฟฟ้าดับ", "reserved_for": "กลุ่มรับเรื่อง", "due_on": today()}
    return reserve(**{**words, **more}, many=many, by=official("clerk-1").authority, at=timezone.now())


def test_clerk_reserves_settles_and_gives_back(clerk: Client) -> None:
    typed = {"many": "๓", "why": "ปิดระบบ", "reserved_for": "กลุ่มรับเรื่อง", "due_on": thai(today()), "once_key": new_key()}
    address = reverse("register_reserve", args=["letter_out"])
    assert clerk.post(address, {**typed, "many": "0"}).status_code == 422
    sent = clerk.post(address, typed)
    made = RegisterBlock.objects.get()
    assert sent.url == reverse("register_block", args=[made.pk])
    for place in (reverse("registers"), reverse("desk_work")):
        assert "เลขที่จองไว้ รอบันทึกการใช้" in text_of(clerk.get(place)), place
    settle = reverse("register_settle", args=["letter_out", year(), 2])
    assert "นร 0105.04/2" in text_of(clerk.get(settle)), "the paper's number is there already"
    assert clerk.post(settle, paper(subject="ตอบข้อหารือ")).url == sent.url
    page = text_of(clerk.get(sent.url))
    assert "ตอบข้อหารือ" in page
    assert clerk.get(settle).status_code == 404
    assert clerk.post(sent.url, {"reason": "", "once_key": new_key()}).status_code == 422
    assert "ยกเลิก 2 เลข" in text_of(clerk.post(sent.url, {"reason": "ไม่ได้ใช้", "once_key": new_key()}, follow=True))
    for place in (reverse("registers"), reverse("desk_work")):
        assert "เลขที่จองไว้ รอบันทึกการใช้</h2>" not in text_of(clerk.get(place)), place
    assert [one.void_reason for one in RegisterEntry.objects.order_by("running")] == ["ไม่ได้ใช้", "", "ไม่ได้ใช้"]


def test_overdue_block_says_so_and_only_its_keeper_has_it_as_work(clerk: Client) -> None:
    made = block()
    shown = text_of(clerk.get(reverse("desk_work")))
    assert "เลขที่จองไว้ รอบันทึกการใช้" in shown
    officer = at_desk("officer-1")
    assert "เลขที่จองไว้ รอบันทึกการใช้" not in text_of(officer.get(reverse("desk_work")))
    address = reverse("register_block", args=[made.pk])
    assert "กลุ่มรับเรื่อง" in text_of(officer.get(address))
    assert officer.post(address, {"reason": "ไม่ใช้", "once_key": new_key()}).status_code == 404
    assert RegisterEntry.objects.filter(void_reason="").count() == 3


# Who sees what ------------------------------------------------------------------------------------------------


def test_others_read_and_write_nothing(clerk: Client) -> None:
    enter_some(1)
    officer = at_desk("officer-1")
    assert "เรื่องที่ 1" in text_of(entries_page(officer))
    assert reverse("register_enter", args=["letter_in"]) not in text_of(officer.get(reverse("registers")))
    place = ["letter_in", year(), 1]
    for name, args in (
        *(("register_enter", ["letter_in"]), ("register_reserve", ["letter_in"])),
        *(("register_correct", place), ("register_void", place), ("register_settle", place)),
    ):
        assert officer.get(reverse(name, args=args)).status_code == 404, name
        assert officer.post(reverse(name, args=args), paper(reason="ผิด")).status_code == 404, name
    assert clerk.get(reverse("register_enter", args=["petition"])).status_code == 404, "numbered by the system"
    assert clerk.get(reverse("register_enter", args=["secret_in"])).status_code == 404


def test_nothing_of_classified_papers_leaves_their_registrar(clerk: Client) -> None:
    enter_some(2, register="secret_in", by="secret-registrar-1", subject="ความลับราชการ")
    enter_some(1)
    registrar = at_desk("secret-registrar-1")
    assert registrar.get("/desk/").url == reverse("registers")
    assert "ความลับราชการ 2" in text_of(entries_page(registrar))
    assert "เรื่องที่ 1" not in text_of(entries_page(registrar))
    assert entries_page(registrar, register="secret_in", export="pdf").status_code == 200
    for who in ("clerk-1", "director-psc", "ps", "auditor-1", "officer-1"):
        client = at_desk(who)
        assert "secret_in" not in text_of(client.get(reverse("registers")))
        for filters in ({}, {"register": "secret_in"}, {"words": "ความลับ"}):
            assert "ความลับราชการ" not in text_of(entries_page(client, **filters)), who
        leaves = b"".join(entries_page(client, export="csv").streaming_content).decode()
        assert "ความลับราชการ" not in leaves
        assert client.get(reverse("register_entry", args=["secret_in", year(), 1])).status_code == 404
    for who in ("admin-1", "agent-1"):
        assert at_desk(who).get(reverse("register_entries")).status_code == 404


def enter_of(matter, subject: str = "ลับเฉพาะผู้เกี่ยวข้อง") -> None:
    line = Line(subject=subject, sender="กรมตัวอย่าง", about=f"matter:{matter.pk}")
    enter(register="letter_in", on=today(), line=line, by=official("clerk-1").authority, at=timezone.now())


def everywhere(client: Client, words: str) -> list[str]:
    """Return what someone reads of a register: list, words sought, file, printed page, the entry itself."""
    found = "คำที่ค้นไม่พบ" if not entries_page(client, words=words).context["page"].rows else words
    return [
        text_of(entries_page(client)),
        found,
        b"".join(entries_page(client, export="csv").streaming_content).decode(),
        "".join("".join(words_of(entries_page(client, register="letter_in", export="pdf").content)).split()),
        text_of(client.get(reverse("register_entry", args=["letter_in", year(), 1]))),
    ]


def test_line_of_a_matter_is_hidden_from_who_may_not_open_it(clerk: Client) -> None:
    matter = petition(at=timezone.now())
    enter_of(matter)
    officer = at_desk("officer-1")
    assert all("ลับเฉพาะผู้เกี่ยวข้อง" in shown for shown in everywhere(officer, "ลับเฉพาะ") if shown != "ลับเฉพาะ")
    Bar.objects.create(matter=matter, official_id=official("officer-1").official_id, reason="related")
    for shown in everywhere(officer, "ลับเฉพาะ"):
        assert "ลับเฉพาะ" not in shown
        assert "กรมตัวอย่าง" not in shown
    assert "ลับเฉพาะ" in everywhere(at_desk("officer-4"), "ลับเฉพาะ")[1], "who may open the matter finds it"


def test_keeper_reads_lines_of_matters_that_are_closed_to_clerks_but_none_that_names_the_keeper(clerk: Client) -> None:
    matter = petition(text="ขอถวายฎีกาต่อพระมหากษัตริย์", restricted=True, at=timezone.now())
    enter_of(matter)
    for shown in everywhere(clerk, "ลับเฉพาะ"):
        assert "ลับเฉพาะ" in shown
    Bar.objects.create(matter=matter, official_id=official("clerk-1").official_id, reason="related")
    for shown in everywhere(clerk, "ลับเฉพาะ"):
        assert "ลับเฉพาะ" not in shown
    correct = reverse("register_correct", args=["letter_in", year(), 1])
    assert clerk.get(correct).status_code == 404


def test_correction_leaves_a_paper_in_the_matter_that_its_clerk_may_not_open(clerk: Client) -> None:
    matter = petition(text="ขอถวายฎีกาต่อพระมหากษัตริย์", restricted=True, at=timezone.now())
    enter_of(matter)
    typed = {"subject": "แก้แล้ว", "sender": "กรมตัวอย่าง", "reason": "พิมพ์ผิด", "once_key": new_key()}
    assert clerk.post(reverse("register_correct", args=["letter_in", year(), 1]), typed).status_code == 302
    line = RegisterLine.objects.get()
    assert (line.subject, line.about) == ("แก้แล้ว", f"matter:{matter.pk}")


def test_pages_are_in_english_where_asked(clerk: Client) -> None:
    enter_some(1)
    clerk.cookies["django_language"] = "en"
    assert "Incoming letters" in text_of(clerk.get(reverse("registers"), headers={"accept-language": "en"}))


# The administrator --------------------------------------------------------------------------------------------


def test_administrator_begins_changes_and_stops_a_register() -> None:
    client = at_desk("admin-1")
    typed = {
        "code": "law.letter_out",
        "kind": "letter_out",
        "office": "law",
        "name_th": "ทะเบียนหนังสือส่ง กม.",
        "name_en": "Outgoing, Legal",
        "template": "นร 0100/{running}",
        "mark": "provisional",
        "days_of_grace": "15",
    }
    refused = client.post(reverse("admin_register_new"), {**typed, "template": "{year}"})
    assert "แบบเลขต้องมี {running}" in text_of(refused)
    assert client.post(reverse("admin_register_new"), typed).status_code == 302
    assert "ทะเบียนหนังสือส่ง กม." in text_of(client.get(reverse("admin_registers")))
    address = reverse("admin_register", args=["law.letter_out"])
    stop = {**typed, "valid_to": thai(today() + timedelta(days=30)), "mark": "verified"}
    assert client.post(address, stop).status_code == 302
    made = Register.objects.get(pk="law.letter_out")
    assert (made.valid_to, made.mark, made.days_of_grace) == (today() + timedelta(days=30), "verified", 15)
    assert client.post(address, {**stop, "valid_to": thai(today() - timedelta(days=1))}).status_code == 422
    assert client.get(reverse("admin_register", args=["no.such"])).status_code == 404
    for who in ("clerk-1", "director-psc"):
        assert at_desk(who).get(address).status_code == 404
