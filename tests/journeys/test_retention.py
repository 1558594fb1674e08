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
COMMITTEE = ("head-1", "legal-1", "officer-2")
MARKS = ("ไฟถนนดับหน้าตลาด", "ท่อระบายน้ำตัน")


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
        stdout=subprocess.PIPE,
        text=True,
    )
    return made.stdout.split()


def test_from_the_registry_to_the_record_of_destruction(site: Site, cluster: Any, someone: Any, tmp_path: Path) -> None:
    """The registry works at a desk, in Thai; those who judge and decide have a telephone, in English."""
    codes = old_matters(site, cluster, tmp_path, *MARKS)
    clerk, who = someone(DESKTOP).sign_in("clerk-1"), someone(PHONE, language="en")

    clerk.go("/desk/retention/new/")
    clerk.look("retention-new")
    clerk.send("จัดทำบัญชี")
    page = clerk.page.url.removeprefix(site.url)
    assert all(one in clerk.text() for one in MARKS)
    clerk.look("retention-drafted")
    clerk.go(page + "committee/")
    clerk.page.fill("[name=order_no]", "คำสั่งสำนักงานปลัดสำนักนายกรัฐมนตรี ที่ 12/2569")
    clerk.page.fill("[name=order_on]", today())
    for field, post in zip(("chair", "second", "third"), COMMITTEE, strict=True):
        option = clerk.page.locator(f"[name={field}] option", has_text=f"สมมุติ {post} ").first
        clerk.page.select_option(f"[name={field}]", option.get_attribute("value"))
    clerk.look("retention-committee")
    clerk.send("บันทึกคณะกรรมการทำลายหนังสือ")

    for post in COMMITTEE:
        who.sign_in(post).go(page + "opinions/")
        judge(who, "destroy", "destroy")
        who.look(f"retention-opinions-{post}")
        who.send("บันทึก")
    who.sign_in("head-1").go(page + "submit/")
    who.send("เสนอหัวหน้าส่วนราชการ")

    who.sign_in("ps").go(page + "decide/")
    who.send("บันทึก")  # nothing chosen yet
    assert who.page.locator("[role=alert], .errors, .error-summary").first.is_visible()
    judge(who, "destroy", "destroy")
    who.look("retention-decide")
    who.send("บันทึก")

    clerk.go(page + "send/")
    clerk.page.fill("[name=letter_no]", "นร 0106/99")
    clerk.page.fill("[name=sent_on]", today())
    clerk.send("บันทึกการส่งหอจดหมายเหตุแห่งชาติ")
    clerk.look("retention-waiting")
    clerk.go(page + "answer/")
    clerk.page.fill("[name=letter_no]", "วธ 0401/7")
    clerk.page.fill("[name=answered_on]", today())
    judge(clerk, "agreed", "forever")
    clerk.look("retention-answer")
    clerk.send("บันทึก")
    clerk.go(page + "ask/")
    clerk.page.check("[name=way][value=shred]")
    clerk.send("ขอให้ทำลาย (คนที่หนึ่ง)")

    who.sign_in("legal-1").go(page + "destroy/")
    who.look("retention-destroy")
    who.send("ยืนยันและทำลาย (คนที่สอง)")
    assert who.words("ทำลายแล้ว") in who.text()
    who.look("retention-destroyed")
    paper = who.page.request.get(site.url + page + "certificate.pdf")
    assert (paper.status, paper.headers["content-type"]) == (200, "application/pdf")

    who.go(f"/desk/petitions/{codes[0]}/")
    assert "ทำลายแล้วตามบัญชีหนังสือขอทำลาย" in who.text()
    assert MARKS[0] not in who.text()
    who.look("retention-shell")

    clerk.go(page + "package/")
    clerk.look("retention-package")
    clerk.send("จัดทำชุดส่งมอบ")
    clerk.look("retention-packed")
    fetched = clerk.page.request.get(site.url + clerk.page.locator("a[href$='.zip']").get_attribute("href"))
    zipfile.ZipFile(io.BytesIO(fetched.body())).extractall(tmp_path / "bag")
    (bag,) = (tmp_path / "bag").iterdir()
    bagit.Bag(str(bag)).validate()
    clerk.go("/desk/retention/")
    clerk.look("retention-lists")
    clerk.go("/desk/retention/schedule/")
    clerk.look("retention-schedule")
    clerk.go(f"/desk/retention/holds/new/?number={codes[1]}")
    clerk.look("retention-hold")
    clerk.page.fill("[name=reason]", "ศาลมีหมายเรียกเอกสาร")
    clerk.send("ระงับการทำลาย")
    clerk.look("retention-holds")


def judge(who: Any, *words: str) -> None:
    """Choose a word on each item of a list, in their order."""
    groups = who.page.locator("fieldset")
    for place, word in enumerate(words):
        groups.nth(place).locator(f"input[value={word}]").check()
