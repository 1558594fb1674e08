"""The people of the demo office: one for each post, liaisons and CCEOs of the busiest agencies.

One official acts for a post whose holder is on leave, and one authority is delegated, each by its order.
"""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from palat.duties.petitions.demo.names import official_name, telephone
from palat.kernel.accounts.operations import open_trial_accounts
from palat.kernel.calendar.counting import buddhist_year, legal_date
from palat.kernel.matters.authority import Actor
from palat.kernel.organisation.operations import appoint, delegate, new_official, new_post
from palat.kernel.organisation.queries import agency_by_code, authority_of, forget, posts

PASSWORD = "palat-demo-1111"  # noqa: S105 - shown to whoever runs the trial; works only while debug is on
SINCE = date(2020, 10, 1)
SETTLED_DAYS = 860  # before anything of the demo office happened
BY = "demo"

# The busiest agencies (domain/petitions.md §2.4); each gets a liaison with an account.
LIAISONS = {
    "ตช": "liaison-police",
    "กค": "liaison-finance",
    "คค": "liaison-transport",
    "มท": "liaison-interior",
    "สธ": "liaison-health",
    "กทม": "liaison-bangkok",
    "กฟภ": "liaison-pea",
    "กฟน": "liaison-mea",
    "กปภ": "liaison-pwa",
    "กปน": "liaison-mwa",
    "ขสมก": "liaison-bmta",
    "รฟท": "liaison-srt",
    "ทล": "liaison-highways",
    "สำนักงานกสทช": "liaison-nbtc",
    "province-12": "liaison-nonthaburi",
    "province-11": "liaison-samutprakan",
    "province-13": "liaison-pathumthani",
    "province-20": "liaison-chonburi",
}
# Agencies under the Office that report on their performance agreements.
REPORTING = {"กปส": "liaison-prd", "สคบ": "liaison-ocpb", "บมจอสมท": "liaison-mcot"}
# Who works for one agency behind its liaison: an approver, two drafters, who keeps the accounts, who only reads.
INSIDE = {
    "pea-approver": ("agency_approver", "ผู้อนุมัติ", "Approver"),
    "pea-drafter-1": ("agency_drafter", "ผู้ร่างคำตอบ", "Drafter"),
    "pea-drafter-2": ("agency_drafter", "ผู้ร่างคำตอบ", "Drafter"),
    "pea-manager": ("agency_manager", "ผู้จัดการบัญชี", "Account manager"),
    "pea-reader": ("agency_reader", "ผู้อ่าน", "Reader"),
}
CCEOS = {"ตช": "cceo-police", "กค": "cceo-finance", "มท": "cceo-interior", "กฟภ": "cceo-pea"}


@dataclass(frozen=True)
class People:
    """Who acts in the demo office, by account name, and the liaison of each agency that has one."""

    by_account: dict[str, Actor]
    liaisons: dict[int, Actor]

    def __getitem__(self, account: str) -> Actor:
        return self.by_account[account]

    def officers(self, *numbers: int) -> list[Actor]:
        """Return case officers by their numbers."""
        return [self.by_account[f"officer-{number}"] for number in numbers]


def settle_in(*, now: datetime, rng: random.Random) -> People:
    """Fill every post of the Office and those of the liaisons."""
    at = now - timedelta(days=SETTLED_DAYS)
    for code, account in LIAISONS.items():
        _agency_post(code, account, "agency_liaison", "ผู้ประสานงานเรื่องร้องทุกข์", "Liaison officer", at)
    for code, account in REPORTING.items():
        _agency_post(code, account, "agency_liaison", "ผู้รายงานตัวชี้วัด", "KPI reporter", at)
    for code, account in CCEOS.items():
        _agency_post(code, account, "cceo", "ผู้บริหารจัดการเรื่องร้องทุกข์ (CCEO)", "CCEO", at)
    for account, (role, title, title_en) in INSIDE.items():
        _agency_post("กฟภ", account, role, title, title_en, at)
    all_posts = list(posts())
    users = open_trial_accounts([post.code for post in all_posts], password=PASSWORD)
    officials: dict[str, int] = {}
    given: set[tuple[str, str]] = set()
    for post in all_posts:
        who = official_name(rng, given)
        official = new_official(
            title=who.title,
            given_name=who.given,
            family_name=who.family,
            telephone=telephone(rng),
            at=at,
            by=BY,
            user_id=users[post.code].pk,
        )
        officials[post.code] = official.pk
        appoint(post_id=post.pk, official_id=official.pk, valid_from=SINCE, at=at, by=BY)
    _orders({post.code: post.pk for post in all_posts}, officials, now)
    forget()
    today = legal_date(now)
    actors = {account: Actor("official", authority_of(user_id=user.pk, on=today)) for account, user in users.items()}
    liaisons = {agency_by_code(code).pk: actors[account] for code, account in LIAISONS.items()}
    return People(actors, liaisons)


def _agency_post(code: str, account: str, role: str, title_th: str, title_en: str, at: datetime) -> None:
    agency = agency_by_code(code)
    new_post(
        code=account,
        title_th=f"{title_th} {agency.name_th}",
        title_en=f"{title_en}, {agency.name_en}",
        role=role,
        at=at,
        by=BY,
        agency_id=agency.pk,
        clearance=1 if role == "cceo" else 0,
    )


def _orders(post_ids: dict[str, int], officials: dict[str, int], now: datetime) -> None:
    """The orders on which acting and delegated authority rest; their numbers cannot exist."""
    today = legal_date(now)
    year = buddhist_year(today)
    appoint(
        post_id=post_ids["head-2"],
        official_id=officials["officer-4"],
        capacity="acting_for",
        order_no=f"คำสั่งสำนักงานปลัดสำนักนายกรัฐมนตรี ที่ 0001/{year} (ตัวอย่าง)",
        order_date=today - timedelta(days=22),
        valid_from=today - timedelta(days=20),
        valid_to=today + timedelta(days=25),
        at=now - timedelta(days=22),
        by=BY,
    )
    delegate(
        order_no=f"คำสั่งสำนักงานปลัดสำนักนายกรัฐมนตรี ที่ 0002/{year} (ตัวอย่าง)",
        order_date=today - timedelta(days=90),
        from_post_id=post_ids["ps"],
        to_post_id=post_ids["deputy-ps"],
        acts=["endorse", "return_draft", "decide"],
        valid_from=today - timedelta(days=89),
        at=now - timedelta(days=90),
        by=BY,
    )
