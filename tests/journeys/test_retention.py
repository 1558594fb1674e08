"""A list of what may be destroyed, in a real browser: from the registry through every hand to two who destroy it."""

import io
import os
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import bagit
import pytest

from palat.settings import ROOT
from tests.journeys.conftest import DESKTOP, PHONE, Site

pytestmark = pytest.mark.browser
LOOK = os.environ.get("LOOK_AT")  # a folder in which the screens are kept, to be looked at
COMMITTEE = ("head-1", "legal-1", "officer-2")
MARKS = {"th": ("ไฟถนนดับหน้าตลาด", "ท่อระบายน้ำตัน"), "en": ("เสียงดังจากโรงงาน", "น้ำประปาขุ่น")}


def look(who: Any, name: str) -> None:
    """Keep the screen, once its type has come."""
    who.page.evaluate("document.fonts.ready")
    wide = who.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not wide, f"{name}: wider than the screen"
    if LOOK:
        who.page.screenshot(path=str(Path(LOOK) / f"{name}.png"), full_page=True)


def today() -> str:
    now = date.today()  # noqa: DTZ011 - the browser's own day
    return f"{now.day}/{now.month}/{now.year + 543}"


def old_matters(site: Site, cluster: Any, folder: Path, *marks: str) -> list[str]:
    """Let matters have been closed long ago, and return their codes."""
    here = {"DATABASE_URL": cluster.url(site.database), "PALAT_DEBUG": "1", "PALAT_VAR": str(folder)}
    made = subprocess.run(
        [sys.executable, "-m", "tests.retention.old_matters", *marks],
        env={**os.environ, **here},
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return made.stdout.split()


@pytest.mark.parametrize(("screen", "language"), [(DESKTOP, "th"), (PHONE, "en")], ids=["wide", "english phone"])
def test_from_the_registry_to_the_record_of_destruction(
    site: Site, cluster: Any, someone: Any, tmp_path: Path, screen: dict[str, int], language: str
) -> None:
    codes = old_matters(site, cluster, tmp_path, *MARKS[language])
    name = f"{screen['width']}-{language}"
    who = someone(screen, language=language)

    who.sign_in("clerk-1").go("/desk/retention/new/")
    look(who, f"{name}-new")
    who.send("จัดทำบัญชี")
    page = who.page.url.removeprefix(site.url)
    assert all(one in who.text() for one in MARKS[language])
    look(who, f"{name}-drafted")
    who.go(page + "committee/")
    who.page.fill("[name=order_no]", "คำสั่งสำนักงานปลัดสำนักนายกรัฐมนตรี ที่ 12/2569")
    who.page.fill("[name=order_on]", today())
    for field, post in zip(("chair", "second", "third"), COMMITTEE, strict=True):
        option = who.page.locator(f"[name={field}] option", has_text=f"สมมุติ {post} ").first
        who.page.select_option(f"[name={field}]", option.get_attribute("value"))
    look(who, f"{name}-committee")
    who.send("บันทึกคณะกรรมการทำลายหนังสือ")

    for post in COMMITTEE:
        who.sign_in(post).go(page + "opinions/")
        judge(who, "destroy", "destroy")
        look(who, f"{name}-opinions-{post}")
        who.send("บันทึก")
    who.sign_in("head-1").go(page + "submit/")
    who.send("เสนอหัวหน้าส่วนราชการ")

    who.sign_in("ps").go(page + "decide/")
    who.send("บันทึก")  # nothing chosen yet
    assert who.page.locator("[role=alert], .errors, .error-summary").first.is_visible()
    judge(who, "destroy", "destroy")
    look(who, f"{name}-decide")
    who.send("บันทึก")

    who.sign_in("clerk-1").go(page + "send/")
    who.page.fill("[name=letter_no]", "นร 0106/99")
    who.page.fill("[name=sent_on]", today())
    who.send("บันทึกการส่งหอจดหมายเหตุแห่งชาติ")
    look(who, f"{name}-waiting")
    who.go(page + "answer/")
    who.page.fill("[name=letter_no]", "วธ 0401/7")
    who.page.fill("[name=answered_on]", today())
    judge(who, "agreed", "forever")
    look(who, f"{name}-answer")
    who.send("บันทึก")
    who.go(page + "ask/")
    who.page.check("[name=way][value=shred]")
    who.send("ขอให้ทำลาย (คนที่หนึ่ง)")

    who.sign_in("legal-1").go(page + "destroy/")
    look(who, f"{name}-destroy")
    who.send("ยืนยันและทำลาย (คนที่สอง)")
    assert who.words("ทำลายแล้ว") in who.text()
    look(who, f"{name}-destroyed")
    paper = who.page.request.get(site.url + page + "certificate.pdf")
    assert (paper.status, paper.headers["content-type"]) == (200, "application/pdf")

    who.go(f"/desk/petitions/{codes[0]}/")
    assert "ทำลายแล้วตามบัญชีหนังสือขอทำลาย" in who.text()
    assert MARKS[language][0] not in who.text()
    look(who, f"{name}-shell")

    who.sign_in("clerk-1").go(page + "package/")
    who.send("จัดทำชุดส่งมอบ")
    look(who, f"{name}-packed")
    fetched = who.page.request.get(site.url + who.page.locator("a[href$='.zip']").get_attribute("href"))
    zipfile.ZipFile(io.BytesIO(fetched.body())).extractall(tmp_path / "bag")
    (bag,) = (tmp_path / "bag").iterdir()
    bagit.Bag(str(bag)).validate()
    who.go("/desk/retention/")
    look(who, f"{name}-lists")
    who.go("/desk/retention/schedule/")
    look(who, f"{name}-schedule")
    who.go(f"/desk/retention/holds/new/?number={codes[1]}")
    look(who, f"{name}-hold")
    who.page.fill("[name=reason]", "ศาลมีหมายเรียกเอกสาร")
    who.send("ระงับการทำลาย")
    look(who, f"{name}-holds")


def judge(who: Any, *words: str) -> None:
    """Choose a word on each item of a list, in their order."""
    groups = who.page.locator("fieldset")
    for place, word in enumerate(words):
        groups.nth(place).locator(f"input[value={word}]").check()
