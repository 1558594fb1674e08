"""An intake officer types a problem that is known already, in other words, and merges it by one click."""

import re
import time
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.journeys.conftest import DESKTOP, PHONE, Site
from tests.journeys.test_petition_journey import register

pytestmark = pytest.mark.browser

FIRST = "เสาไฟส่องสว่างปากซอยเทศบาลบางปู 45 ดับมาสามวันแล้ว กลางคืนมืดมาก ลูกหลานเดินกลับบ้านน่ากลัว ขอให้ช่วยซ่อม"
AGAIN = "แจ้งไฟส่องสว่างซอยเทศบาลบางปู 45 ไม่ติดหลายคืน ทางมืด คนเดินกลับบ้านตอนกลางคืนกลัว อยากให้มาซ่อม"
PLACE = "ตำบลบางปู อำเภอเมืองสมุทรปราการ จังหวัดสมุทรปราการ"


def wait_for_keys(site: Site, code: str) -> None:
    """Wait until the job has read a petition."""
    asked = (
        "SELECT count(*) FROM petitions_likenesskeys k JOIN matters_matter m ON m.id = k.matter_id"
        f" WHERE m.code = '{code}'"
    )
    end = time.monotonic() + 60
    while site.ask(asked) != "1":
        assert time.monotonic() < end, f"no keys at {datetime.now(UTC)}"
        time.sleep(0.5)


def test_a_known_problem_in_other_words_is_seen_opened_beside_and_merged(someone: Any, site: Site) -> None:
    officer = someone(DESKTOP).sign_in("intake-1")
    first = register(officer, FIRST, place_words=PLACE)
    wait_for_keys(site, first)

    officer.go("/desk/petitions/take-in/")
    officer.page.select_option("[name=channel]", "walk_in")
    officer.page.fill("#take-in [name=place_words]", PLACE)
    officer.page.fill("#take-in [name=full_name]", "ประชา ทดสอบระบบ")
    officer.page.locator("#id_text").press_sequentially(AGAIN, delay=2)
    found = officer.page.locator(f"#similar li:has(button[name=merge][value='{first}'])")
    found.wait_for(timeout=15_000)
    said = found.inner_text()
    assert officer.words("วันเดียวกัน") in said
    assert re.search(r"\d+%", said)

    with officer.context.expect_page() as opened:
        found.locator("a").first.click()
    opened.value.wait_for_load_state()
    assert FIRST in opened.value.locator("main").inner_text()
    opened.value.close()

    found.locator("button[name=merge]").click()
    officer.page.wait_for_url("**/taken/**")
    assert officer.words("ลงทะเบียนและรวมเรื่องแล้ว") in officer.text()
    own = re.sub(r"\D", "", officer.page.locator(".receipt-code").inner_text())
    assert own != first
    into = (
        f"SELECT c.code FROM matters_matter m JOIN matters_matter c ON c.id = m.merged_into_id WHERE m.code = '{own}'"
    )
    assert site.ask(into) == first

    citizen = someone(PHONE, "en")
    citizen.go(f"/track/{own}/")
    shown = citizen.text()
    assert AGAIN[:20] in shown
    assert "ประชา" not in shown
    number = site.ask(f"SELECT coalesce(nullif(number, ''), code) FROM matters_matter WHERE code = '{first}'")
    assert number in shown or first in re.sub(r"\D", "", shown)
