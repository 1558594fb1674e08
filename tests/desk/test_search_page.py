"""The one box of the desk: what is typed, what comes, on the screen of those who may see it."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from palat.duties.petitions.tests.factories import NOW, official, petition
from palat.kernel.accounts.models import User
from palat.kernel.calendar.counting import legal_date
from palat.kernel.language.models import Synonym
from palat.kernel.matters.models import Bar, Matter
from palat.kernel.matters.operations.indexing import rebuild
from palat.kernel.organisation.kept import forget
from palat.kernel.organisation.models import Area
from palat.kernel.registers.models import RegisterLine
from palat.kernel.registers.operations.entries import Line, enter
from palat.kernel.registers.procedure import spaced, thai_digits

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept():
    forget()
    yield
    forget()


def at_the_desk(post: str) -> Client:
    official(post)
    client = Client()
    client.force_login(User.objects.get(username=post))
    return client


@pytest.fixture
def officer() -> Client:
    return at_the_desk("officer-1")


@pytest.fixture
def case() -> Matter:
    text = "หม้อแปลงหน้าตลาดสดระเบิดเมื่อคืน นางสาวสมหญิง รักเรียน โทร 081 234 5678 เดือดร้อนมาก"
    one = petition(text=text, area_id=Area.objects.get(name_th="บางพูด", parent__name_th="ปากเกร็ด").pk)
    petition(text="ถนนหน้าตลาดเป็นหลุมลึก รถล้มบ่อย", at=NOW + timedelta(days=40))
    rebuild(at=NOW)
    return one


def page(client: Client, typed: str, **filters: str) -> str:
    more = "".join(f"&{name}={quote(value)}" for name, value in filters.items())
    answer = client.get(f"/desk/find/?q={quote(typed)}{more}", secure=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_hits_are_marked_and_personal_data_is_masked(officer: Client, case: Matter) -> None:
    shown = page(officer, "หม้อแปลง ระเบิด")
    assert "<mark>หม้อแปลง</mark>" in shown
    assert case.code[:5] in shown
    assert "5678" not in shown
    assert "[โทร]" in shown
    assert "[ชื่อ]" in shown


@pytest.mark.parametrize("thai", [False, True])
@pytest.mark.parametrize("column", ["code", "number"])
def test_a_code_or_number_leads_to_its_matter(officer: Client, case: Matter, column: str, thai: bool) -> None:
    Matter.objects.filter(pk=case.pk).update(number="ศบช 12/2569")
    case.refresh_from_db()
    typed = getattr(case, column)
    answer = officer.get(f"/desk/find/?q={quote(thai_digits(typed) if thai else typed)}", secure=True)
    assert answer.status_code == 302
    assert case.code in answer["Location"]


@pytest.mark.parametrize("typed", ["นร02660001945", "นร ๐๒๖๖๐๐๐๑๙๔๕", "รหัสเรื่อง นร02660001945"])
def test_the_older_code_leads_to_its_matter_as_far_as_one_may_see_it(officer: Client, case: Matter, typed: str) -> None:
    Matter.objects.filter(pk=case.pk).update(alias="นร02660001945")
    answer = officer.get(f"/desk/find/?q={quote(typed)}", secure=True)
    assert answer.status_code == 302
    assert case.code in answer["Location"]
    Matter.objects.filter(pk=case.pk).update(secrecy=3)
    assert officer.get(f"/desk/find/?q={quote(typed)}", secure=True).status_code == 200


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, True),
        ({"area": "ปากเกร็ด"}, True),
        ({"area": "เชียงใหม่"}, False),
        ({"area": "ไม่มีที่นี่"}, False),
        ({"state": "received"}, True),
        ({"state": "closed"}, False),
        ({"received_from": "๘/๖/๒๕๖๙", "received_to": "8/6/2569"}, True),
        ({"received_from": "9/6/2569"}, False),
        ({"secrecy": "0"}, True),
        ({"secrecy": "1"}, False),
        ({"duty": "petitions"}, True),
        ({"agency": "การไฟฟ้า"}, False),
        ({"sort": "urgent"}, True),
    ],
)
def test_filters_narrow(officer: Client, case: Matter, filters: dict[str, str], found: bool) -> None:
    assert (spaced(case.code) in page(officer, "หม้อแปลง", **filters)) is found


def test_a_filter_that_cannot_be_read_is_told_and_nothing_is_listed_as_if_it_had_been(
    officer: Client, case: Matter
) -> None:
    shown = page(officer, "หม้อแปลง", received_from="เมื่อวาน")
    assert "อ่านตัวกรองบางช่องไม่ได้" in shown
    assert spaced(case.code) not in shown


def test_a_mistake_is_answered_by_what_may_have_been_meant(officer: Client, case: Matter) -> None:
    shown = page(officer, "หม้อแปลว")
    assert "หรือท่านหมายถึง" in shown
    assert ">หม้อแปลง</a>" in shown


@pytest.mark.parametrize(
    "typed", ["", "😀😀", "ก" * 20_000, "x" * 3000, "the road", "' OR 1=1 --", "\\", '"', "-", "-ถนน", '""']
)
def test_whatever_is_typed_has_an_answer(officer: Client, case: Matter, typed: str) -> None:
    assert "คำที่ต้องการค้น" in page(officer, typed)


def test_broken_utf8_and_nothing_typed_have_an_answer(officer: Client) -> None:
    assert officer.get("/desk/find/?q=%ff%fe%e0%b8", secure=True).status_code == 200
    assert officer.get("/desk/find/", secure=True).status_code == 200


def test_an_administrator_keeps_synonyms(case: Matter) -> None:
    admin = at_the_desk("admin-1")
    url = "/desk/admin/synonyms/"
    assert admin.post(url, {"words": "หม้อแปลง"}, secure=True).status_code == 422
    assert admin.post(url, {"words": "หม้อแปลง, ตู้แปลงไฟ"}, secure=True).status_code == 302
    group = Synonym.objects.get()
    assert "<mark>หม้อแปลง</mark>" in page(at_the_desk("officer-1"), "ตู้แปลงไฟ")
    assert "ตู้แปลงไฟ" in admin.get(f"{url}{group.pk}/", secure=True).content.decode()
    admin.post(f"{url}{group.pk}/", {"words": "หม้อแปลง, ตู้ไฟ"}, secure=True)
    assert Synonym.objects.get().words == "หม้อแปลง, ตู้ไฟ"
    admin.post(f"{url}{group.pk}/", {"words": ""}, secure=True)
    assert not Synonym.objects.exists()


def test_nobody_else_changes_synonyms(officer: Client) -> None:
    assert officer.post("/desk/admin/synonyms/", {"words": "ก, ข"}, secure=True).status_code == 404


def test_a_number_of_a_letter_leads_to_it_or_to_all_that_bear_it() -> None:
    keeper = official("clerk-1").authority
    assert keeper is not None
    today = legal_date(timezone.now())
    lines = [Line("ขอส่งเรื่องถนน", sender="จังหวัดหนึ่ง", paper_number="มท 0808.2/ว 316"), Line("ขอเชิญประชุม")]
    first, second = [enter(register="letter_in", on=today, line=one, by=keeper, at=timezone.now()) for one in lines]
    clerk, place = at_the_desk("clerk-1"), reverse("register_entry", args=["letter_in", first.year, 1])
    for typed in ("มท ๐๘๐๘.๒/ว ๓๑๖", "ที่ มท0808.2/ว316", f"1/{first.year}", "เลขรับ ๑"):
        answer = clerk.get(f"/desk/find/?q={quote(typed)}", secure=True)
        assert (answer.status_code, answer.headers.get("Location")) == (302, place), typed
    Matter.objects.filter(pk=petition().pk).update(number=f"รท 2/{second.year}")
    both = page(clerk, f"2/{second.year}")
    assert "ขอเชิญประชุม" in both
    assert f"รท 2/{second.year}" in both
    assert "ขอเชิญประชุม" not in page(clerk, "2"), "a bare number names nothing"
    Bar.objects.create(matter=Matter.objects.get(), official_id=keeper.official_id, reason="ผู้ถูกร้องเรียน")
    RegisterLine.objects.update(about=f"matter:{Matter.objects.get().pk}")
    assert "ขอส่งเรื่องถนน" not in page(clerk, "มท 0808.2/ว 316")
