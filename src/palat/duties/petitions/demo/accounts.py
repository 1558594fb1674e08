"""The accounts of the demo office, as they are shown to whoever tries it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model

from palat.duties.petitions.demo.people import PASSWORD
from palat.kernel.accounts.hashers import TrialHasher
from palat.kernel.calendar.counting import legal_date
from palat.kernel.organisation.procedure import ROLES
from palat.kernel.organisation.queries import officials_holding

SCREENS = {
    "call": ("รับสาย", "call"),
    "intake": ("รับเรื่อง", "intake"),
    "registers": ("ทะเบียน", "registers"),
    "queue": ("งานของฉัน", "my queue"),
    "batch": ("งานของกลุ่ม", "batch"),
    "decisions": ("แฟ้มเสนอ", "decisions"),
    "inbox": ("เรื่องถึงหน่วยงาน", "inbox"),
    "field": ("งานภาคสนาม", "field"),
    "audit": ("ตรวจสอบ", "audit"),
    "admin": ("ดูแลระบบ", "administration"),
}
ENGLISH = {
    "contact_centre_agent": "Contact centre agent",
    "registry_clerk": "Registry clerk",
    "secret_registrar": "Registrar of classified information",
    "intake_officer": "Intake officer",
    "shift_leader": "Shift leader",
    "case_officer": "Case officer",
    "legal_officer": "Legal officer",
    "group_head": "Group head",
    "director": "Director",
    "deputy_permanent_secretary": "Deputy Permanent Secretary",
    "permanent_secretary": "Permanent Secretary",
    "decider_secretary": "Secretary to deciders",
    "minister": "Minister",
    "deputy_prime_minister": "Deputy Prime Minister",
    "prime_minister": "Prime Minister",
    "inspector": "Inspector-General",
    "agency_liaison": "Agency liaison",
    "cceo": "CCEO",
    "agency_approver": "Agency approver",
    "agency_drafter": "Agency drafter",
    "agency_manager": "Agency account manager",
    "agency_reader": "Agency reader",
    "agency_system": "Agency information system",
    "tribunal_member": "Tribunal member",
    "auditor": "Auditor",
    "administrator": "Administrator",
}
# Where a role has many accounts, the one that shows most.
SHOWN = {"group_head": "head-1", "agency_liaison": "liaison-pea", "tribunal_member": "tribunal-society-1"}
# Whose work lies with other duties than petitions: their roles are shown above, on petitions.
OF_DUTIES = ("info-officer-1", "oic-head", "tribunal-head", "plan-head", "liaison-prd", "odloc-head")


def shown_accounts(now: datetime) -> Iterator[str]:
    """Yield a line for each role, then for each other duty: account, name, role, password, where it opens.

    Nothing without a demo office.
    """
    if not settings.TRIAL:
        return
    users = get_user_model().objects.filter(password__startswith=f"{TrialHasher.algorithm}$")
    accounts = set(users.values_list("username", flat=True))
    if not accounts:
        return
    yield f"บัญชีทดลอง รหัสผ่านเดียวกันทุกบัญชี · trial accounts, one password: {PASSWORD}"
    others: dict[str, Any] = {}
    for role in ROLES.values():
        holdings = officials_holding(role.code, on=legal_date(now)).filter(post__code__in=accounts)
        others |= {one.post.code: one for one in holdings.filter(post__code__in=OF_DUTIES)}
        wanted = SHOWN.get(role.code)
        holding = (holdings.filter(post__code=wanted).first() if wanted else None) or holdings.first()
        if holding is not None:
            yield _line(holding, f"{role.label} · {ENGLISH[role.code]}")
    for code in (one for one in OF_DUTIES if one in others):
        post = others[code].post
        yield _line(others[code], f"{post.title_th} · {post.title_en}")


def _line(holding: Any, words: str) -> str:
    thai, english = SCREENS[ROLES[holding.post.role].first_screen]
    account = f"{holding.post.code:<14}"
    return "  ".join((account, str(holding.official), words, PASSWORD, f"→ /desk/ {thai} · {english}"))
